"""The corpus notation: what is written is what is meant; what is wrong is told with its line."""

import re
from datetime import date
from pathlib import Path

import pytest
from any_answer import mentions
from hypothesis import given
from msgspec import UNSET

from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.notation import (
    GoldMention,
    GoldText,
    Passages,
    read_file,
    read_mention,
    write_mention,
)
from dragoman.evaluate.notation.gold import Code, Days, Range
from dragoman.records.marks import MarkError

EXAMPLES = Path(__file__).parent / "examples"


def example(start: str) -> GoldText:
    texts = read_file(EXAMPLES / "sentences.yml").sentences
    return next(t for t in texts if t.text.startswith(start))


@given(mentions())
def test_an_answer_that_is_written_reads_back_the_same(mention: GoldMention) -> None:
    heading, copy = write_mention(mention)

    assert read_mention(heading, copy) == mention


@pytest.mark.parametrize("name", ["sentences.yml", "article.yml", "story.yml"])
def test_the_examples_read_back_the_same_in_their_texts(name: str) -> None:
    file = read_file(EXAMPLES / name)

    for text in (*file.sentences, *file.articles):
        passages = Passages(text=text.text, title=text.title)
        for mention in text.mentions:
            assert read_mention(*write_mention(mention, passages), passages) == mention


def test_every_field_of_a_sentence_is_read() -> None:
    bus = example("Gunmen opened")
    (mention,) = bus.mentions

    assert bus.text.endswith("killing at least four people, the army said.")
    assert (bus.published, bus.source, bus.tags) == (
        date(2024, 5, 16),
        "Sahel Wire",
        ("example",),
    )
    assert (mention.modes, mention.contexts, mention.cameo) == (
        ("firearms",),
        ("military",),
        "193",
    )
    assert mention.actors[0].code == Code("MLI", ("UAF",))
    assert mention.place is not None
    assert (mention.place.name, mention.place.lat) == ("Gao", 16.27)
    assert mention.time is not None
    assert mention.time.days == Days(date(2024, 5, 14), date(2024, 5, 14))
    (toll,) = mention.tolls
    assert (toll.figure, toll.by, toll.who) == (Range(4, 4, None), ("the army",), "people")
    (speaker,) = mention.said_by
    assert (speaker.stance, speaker.kind, speaker.named) == ("asserts", "military", False)
    assert speaker.cue is not UNSET
    assert speaker.cue.quote == "said"


def test_a_sentence_without_event_has_no_mention_and_keeps_literal_signs() -> None:
    coach = example("The coach")

    assert coach.mentions == ()
    assert coach.text == 'The coach said he [the keeper] had been "bombed" 5 * in one half.'
    assert coach.published is None


def test_what_is_not_marked_is_empty_and_what_is_not_said_is_open() -> None:
    (mention,) = example("Gunmen opened").mentions
    (other,) = example("Police detained").mentions

    assert mention.recipients[0].name is UNSET
    assert (mention.about, mention.places) == (None, ())
    assert other.open == ("time", "recipients")


def test_a_mark_in_a_mark_gives_both() -> None:
    (mention,) = example("They shot dead").mentions

    assert mention.tolls[0].span.quote == "four soldiers"
    assert mention.recipients[0].span is not None
    assert mention.recipients[0].span.quote == "soldiers"


def test_an_antecedent_is_found_by_its_words_and_number() -> None:
    they = example("They shot dead")

    antecedent = they.mentions[0].actors[0].antecedent

    assert antecedent is not UNSET
    assert antecedent.start == they.text.index("the rebels")


def test_a_trigger_may_stand_in_pieces() -> None:
    (mention,) = example("Egypt's").mentions

    assert [piece.quote for piece in mention.trigger] == ["held", "talks"]


def test_a_headline_is_a_passage_of_its_own() -> None:
    first, second = example("Two farmers").mentions

    assert first.evidence.in_ == "title"
    assert (second.evidence.in_, second.missing) == ("text", {"actors": "parties-unknown"})


def test_the_place_that_holds_several_has_no_words() -> None:
    (mention,) = example("Attacks in Gao").mentions

    assert mention.place is not None
    assert (mention.place.span, mention.place.country) == (None, "MLI")
    assert [p.name for p in mention.places] == ["Gao", "Timbuktu"]


def test_speakers_in_speakers_stand_outermost_first() -> None:
    (mention,) = example("A UN report").mentions

    assert [(s.number, s.span and s.span.quote) for s in mention.said_by] == [
        (1, "A UN report"),
        (2, "survivors"),
    ]


def test_mentions_of_an_article_stand_where_their_sentences_do() -> None:
    (article,) = read_file(EXAMPLES / "article.yml").articles

    assert article.text.count("\n") == 2
    for mention in article.mentions:
        whole = article.title if mention.evidence.in_ == "title" else article.text
        assert whole is not None
        assert mention.evidence.fits(whole)
        assert all(piece.fits(whole) for piece in mention.trigger)
    assert [m.label for m in article.mentions] == ["e1", "e1", "e2"]


def test_a_wire_copy_has_the_words_and_answers_of_the_other() -> None:
    wire, reprint, _ = read_file(EXAMPLES / "story.yml").articles

    assert (reprint.text, reprint.mentions, reprint.origin) == (wire.text, wire.mentions, "o1")
    assert (reprint.source, reprint.published) == ("Morning Post", date(2024, 3, 7))


def test_a_story_says_what_truly_happened() -> None:
    story = read_file(EXAMPLES / "story.yml").story

    assert story is not None
    assert story.events["e1"].tolls[0].figure == Range(5, 5, 5)


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("4", Range(4, 4, 4)),
        ("4../4", Range(4, 4, None)),
        ("60..", Range(60, None, None)),
        ("..9", Range(None, None, 9)),
        ("24..99/50", Range(24, 50, 99)),
    ],
)
def test_figures_are_written_as_ranges(value: str, figure: Range) -> None:
    mention = read_mention("ASSAULT happened", f"*Killed* [dead some ={value}].")

    assert mention.tolls[0].figure == figure


@pytest.mark.parametrize(
    ("heading", "copy", "said"),
    [
        ("ATTACK happened", "*x*", "no event type 'ATTACK'"),
        ("ASSAULT", "*x*", "no status after the type ''"),
        ("ASSAULT hapened", "*x*", "write 'happened'"),
        ("ASSAULT happened mode:shooting", "*x*", "no mode of ASSAULT 'shooting'"),
        ("ASSAULT happened e1 e2", "*x*", "'label' stands twice"),
        ("ASSAULT happened quickly", "*x*", "'quickly' in a heading means nothing"),
        ("ASSAULT happened in title", "*x*", "without a title"),
        ("ASSAULT happened missing:actors", "[actor A] *x*", "but it is marked"),
        ("ASSAULT happened", "x", "no trigger"),
        ("ASSAULT happened", "[actr A] *x*", "write 'actor'"),
        ("ASSAULT happened", "[actor A =SYRMLI] *x*", "no sector 'MLI'"),
        ("ASSAULT happened", "[actor A =XYZ] *x*", "no country 'XYZ'"),
        ("ASSAULT happened", "[actor A =syria] *x*", "no party code 'syria'"),
        ("ASSAULT happened", "[actor A =SYR REB] *x*", "'REB' means nothing in a party"),
        ("ASSAULT happened", "[place A =Gao] *x*", "write it before the place"),
        ("ASSAULT happened", "[place A] [place B] *x*", r"mark the others \[places"),
        ("ASSAULT happened", "[time A =14 May] *x*", "write 2024-05-14"),
        ("ASSAULT happened", "[time A =2024-02-30] *x*", "no time '2024-02-30'"),
        ("ASSAULT happened", "[time A =2024-03-02..2024-03-01] *x*", "runs backwards"),
        ("ASSAULT happened", "[dead A =9..4] *x*", "runs backwards"),
        ("ASSAULT happened", "[dead A =many] *x*", "no figure 'many'"),
        ("ASSAULT happened", "[dead A =4 part_of:b] *x*", "no toll here has id:b"),
        ("ASSAULT happened", "[dead =4] *x*", "has no words"),
        ("ASSAULT happened", "[speaker A] [speaker B] *x*", "number them"),
        ("ASSAULT happened", "[cue said] *x*", "no speaker of its number"),
        ("ASSAULT happened", "[actor A ^the_rebels] *x*", "goes after ="),
        ("ASSAULT happened", "[actor He =SYR ^the_rebels] *x*", "no words 'the rebels'"),
        ("ASSAULT happened", "the [sic] *x*", "no mark begins so"),
        ("ASSAULT happened", "[about it] *x*", "write about TYPE status"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write(heading: str, copy: str, said: str) -> None:
    with pytest.raises(MarkError, match=said):
        read_mention(heading, copy)


HEAD = "published: 2024-05-16\nsentences:\n  - NONE: one sentence\n"


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        (HEAD + "  - ASSAULT happened: no trigger", 4, "no trigger"),
        (HEAD + '  - NONE: "a *b*"', 4, "has no marks"),
        (HEAD + "  - a plain sentence", 4, "is written NONE"),
        (HEAD + "  - {NONE: a, ASSAULT happened: '*a*'}", 4, "it stands alone"),
        (HEAD + "  - {titel: a, NONE: b}", 4, "write 'title'"),
        (HEAD + "  - {published: May, NONE: b}", 4, "write 2024-05-16"),
        (HEAD + "  - ASSAULT happened: '*a* b'\n    REJECT happened: a *c*", 5, "differ"),
        (HEAD + "  - AID happened: '*a* b'\n    AID happened: a *b*", 5, "stands twice"),
        (HEAD + "  - AID happened: '*a*", 4, "quotes"),
        ("sentence: []", 1, "write 'sentences'"),
        ("licence: CC0-1.0", 1, "neither sentences: nor articles:"),
        ("articles:\n  - text: A b.", 2, "needs mentions"),
        (
            "articles:\n  - text: A b.\n    mentions:\n    - AID happened: A *c*.",
            4,
            "the copy 'c.'",
        ),
        ("articles:\n  - text: A. A.\n    mentions:\n    - AID happened: '*A*.'", 4, "nth:1"),
        ("articles:\n  - copy_of: a", 2, "no article above has the id 'a'"),
        ("story: s\nevents: {}\narticles: []", 1, "at least two articles"),
    ],
)
def test_a_broken_file_names_its_line(tmp_path: Path, written: str, line: int, said: str) -> None:
    path = tmp_path / "some.yml"
    path.write_text(written, encoding="utf-8")

    with pytest.raises(GoldError, match=rf"some.yml, line {line}: .*{said}"):
        read_file(path)


def test_the_examples_of_the_reference_page_are_read(tmp_path: Path) -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "corpus-notation.md"
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "block.yml"

    assert len(blocks) == 5
    for block in blocks:
        path.write_text(block, encoding="utf-8")
        assert read_file(path).sentences or read_file(path).articles
