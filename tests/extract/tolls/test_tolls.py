"""What must hold of tolls beyond the examples of the data file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dragoman.extract.tolls import component, said_by, toll_anchor
from dragoman.records import Attribution, Parse, Parsed, Reading, Span, Speaker, Time, Token
from dragoman.records.parse import Sentence
from dragoman.testing import article_of


def parsed_of(annotator, text, title=None):
    (parsed,) = annotator.parse([article_of(text, title=title)])
    return parsed


def read(annotator, text, title=None):
    parsed = parsed_of(annotator, text, title)
    return component.build()(parsed, Reading(article=parsed.article))


def lines(reading):
    return [f"{t.id} {t.kind} {t.text!r} {t.low} {t.best} {t.high}" for t in reading.tolls]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The blast killed at least 12 people and wounded 30, including seven children.",
            ["t1 dead 'at least 12 people' 12 12 None", "t2 injured '30' 30 30 30",
             "t3 injured 'seven children' 7 7 7"],
        ),
        (
            "Four soldiers and two civilians were killed in the raid.",
            ["t1 dead 'Four soldiers' 4 4 4", "t2 dead 'two civilians' 2 2 2"],
        ),
        (
            "A suicide bomber blew himself up, killing 12 and wounding more than 30.",
            ["t1 dead '12' 12 12 12", "t2 injured 'more than 30' 30 None None"],
        ),
        (
            "The strike left 12 dead and dozens wounded.",
            ["t1 dead '12' 12 12 12", "t2 injured 'dozens' 24 None 99"],
        ),
        (
            "Militants killed at least 30 civilians and abducted 15 women on Friday.",
            ["t1 dead 'at least 30 civilians' 30 30 None", "t2 abducted '15 women' 15 15 15"],
        ),
        ("At least 12 people were killed or wounded.",
         ["t1 casualties 'At least 12 people' 12 12 None"]),
        ("The clashes killed and injured dozens.", ["t1 casualties 'dozens' 24 None 99"]),
        ("A man and his son were shot dead.", ["t1 dead 'A man' 1 1 1", "t2 dead 'his son' 1 1 1"]),
        ("Gunmen killed a journalist and two policemen.",
         ["t1 dead 'a journalist' 1 1 1", "t2 dead 'two policemen' 2 2 2"]),
        ("He was killed by a sniper.", ["t1 dead 'He' 1 1 1"]),
        ("The shelling killed one soldier and wounded another.",
         ["t1 dead 'one soldier' 1 1 1", "t2 injured 'another' 1 1 1"]),
        ("The ministry said 10 to 15 people were missing.",
         ["t1 missing '10 to 15 people' 10 None 15"]),
        ("No casualties were reported.", ["t1 casualties 'No casualties' 0 0 0"]),
        ("Nobody was injured.", ["t1 injured 'Nobody' 0 0 0"]),
        ("There were no reports of casualties.", []),
        ("As many as 200 people are feared dead.",
         ["t1 dead 'As many as 200 people' None None 200"]),
        ("Rescuers pulled 12 bodies from the rubble.", ["t1 dead '12 bodies' 12 12 12"]),
        ("The UN condemned the killing of three aid workers.",
         ["t1 dead 'three aid workers' 3 3 3"]),
        ("Prosecutors will investigate the deaths of 12 migrants.",
         ["t1 dead '12 migrants' 12 12 12"]),
        ("The court ordered the arrest of 12 officers.", []),
        ("Twelve people lost their lives and 40 were hospitalised.",
         ["t1 dead 'Twelve people' 12 12 12", "t2 injured '40' 40 40 40"]),
        ("The assassination of Rafik Hariri shook Lebanon.", ["t1 dead 'Rafik Hariri' 1 1 1"]),
        ("Police shot and killed a 30-year-old man.", ["t1 dead 'a 30-year-old man' 1 1 1"]),
        ("The earthquake killed 2,000 and left 50,000 homeless.",
         ["t1 dead '2,000' 2000 2000 2000", "t2 displaced '50,000' 50000 50000 50000"]),
        ("Hundreds took to the streets of Khartoum.", ["t1 protesters 'Hundreds' 200 None 999"]),
        ("Thousands of workers went on strike.",
         ["t1 protesters 'Thousands of workers' 2000 None 9999"]),
        ("The troops marched to the border: 500 soldiers marched.", []),
        ("Russia said it shot down 12 drones overnight.", []),
        ("The €40 million loan was signed in protest.", []),
        ("More than 150 dead fish washed up.", []),
        ("The rebels freed 12 hostages.", []),
        ("Fighters in 12 trucks died down the road.", []),
        ("They listed 40 men as missing.", []),
        ("About 40 men listed as missing were found.", ["t1 missing 'About 40 men' 36 40 44"]),
        ("The number of people killed rose to 77.", ["t1 dead '77' 77 77 77"]),
        ("Four people were killed, two seriously wounded.",
         ["t1 dead 'Four people' 4 4 4", "t2 injured 'two' 2 2 2"]),
        ("Seven of the dead were children.", ["t1 dead 'Seven of the dead' 7 7 7"]),
        ("A child was among those killed.", ["t1 dead 'A child' 1 1 1"]),
        ("The army killed 12 Friday.", ["t1 dead '12' 12 12 12"]),
        ("At least 84 people were taken to hospital.",
         ["t1 injured 'At least 84 people' 84 84 None"]),
        ("A vote of 1,2,3 killed the bill.", []),
    ],
)  # fmt: skip
def test_a_sentence_has_these_tolls(annotator, text, wanted):
    assert lines(read(annotator, text)) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("12 dead, 30 injured in blast",
         ["t1 dead '12' 12 12 12", "t2 injured '30' 30 30 30"]),
        ("At least 12 killed in Kabul bombing", ["t1 dead 'At least 12' 12 12 None"]),
        ("Army kills 12 rebels in Idlib", ["t1 dead '12 rebels' 12 12 12"]),
        ("Drone strike kills Hamas leader", ["t1 dead 'Hamas leader' 1 1 1"]),
        ("Death toll from quake rises to 2,300", ["t1 dead '2,300' 2300 2300 2300"]),
        ("Two Palestinians killed in West Bank", ["t1 dead 'Two Palestinians' 2 2 2"]),
    ],
)  # fmt: skip
def test_a_headline_has_these_tolls(annotator, title, wanted):
    reading = read(annotator, "Nothing.", title)

    assert lines(reading) == wanted
    assert {t.in_ for t in reading.tolls} == {"title"}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("The raid killed 12 people, including seven children.", "t2", "t1"),
        ("12 people were killed, three of them children.", "t2", "t1"),
        ("Twelve people died. Among them were three aid workers.", "t2", "t1"),
        ("The death toll stood at 45, including 12 children.", "t2", "t1"),
        ("The blast killed 12 people and wounded 30, including seven children.", "t3", "t2"),
        ("Police said 12 people, including seven children and two women, died.", "t3", "t1"),
    ],
)
def test_those_included_point_to_the_toll_that_holds_them(annotator, text, part, whole):
    tolls = {t.id: t for t in read(annotator, text).tolls}

    assert tolls[part].part_of == whole
    assert tolls[part].kind == tolls[whole].kind
    assert tolls[part].group == "civilian"


def test_a_number_without_a_noun_counts_those_of_the_number_before(annotator):
    first, second = read(annotator, "The army killed 12 rebels and captured five.").tolls

    assert (second.who, second.group) == (first.who, first.group) == ("rebels", "fighter")
    assert second.text == "five"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The blast killed 12 people.", "event"),
        ("The attack raised the death toll to 12.", "update"),
        ("The death toll rose to at least six Friday.", "update"),
        ("Some 40,000 people have been killed in the war.", "cumulative"),
        ("An estimated 1.5 million people have been displaced since April.", "cumulative"),
        ("So far this year 300 people have been arrested.", "cumulative"),
        ("It was the worst raid since 2011 and killed 12 people.", "event"),
    ],
)
def test_a_sum_of_many_events_is_told_from_one_events_figure(annotator, text, scope):
    (toll,) = read(annotator, text).tolls

    assert toll.scope == scope


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("The blast killed at least 12 people.", "killed"),
        ("12 people, including seven children, were wounded.", "wounded"),
        ("The deaths of four soldiers angered the public.", "deaths"),
        ("Two dozen miners are missing.", "missing"),
        ("Thousands of teachers protested in Nairobi.", "protested"),
        ("Gunmen shot the ambassador dead.", "shot"),
    ],
)
def test_every_toll_hangs_on_the_word_of_its_kind(annotator, text, anchor):
    parsed = parsed_of(annotator, text)
    tolls = component.build()(parsed, Reading(article=parsed.article)).tolls

    anchors = [toll_anchor(parsed.passage("text"), toll) for toll in tolls]

    assert tolls
    assert {token.text if token else None for token in anchors} == {anchor}


def test_a_toll_has_the_speakers_of_its_words_the_outermost_first(annotator):
    text = "Residents said the army had told them that 12 people died."
    (toll,) = read(annotator, text).tolls
    whole, inner = (
        Attribution(
            source=(),
            cue=(),
            content=(Span(start=text.index(c), end=len(text) - 1, quote=c),),
            speaker=Speaker(text=who, start=0, end=1),
            stance="reports",
        )
        for who, c in (
            ("Residents", "the army had told them that 12 people died"),
            ("army", "12 people died"),
        )
    )
    asked = replace(inner, stance="asks", speaker=Speaker(text="nobody", start=0, end=1))

    speakers = said_by(toll, (inner, asked, whole))

    assert [s.text for s in speakers] == ["Residents", "army"]


def test_a_year_that_was_read_as_a_time_counts_nobody(annotator):
    text = "In 2018 people died."
    parsed = parsed_of(annotator, text)
    year = Time(text="2018", start=3, end=7)

    reading = component.build()(parsed, Reading(article=parsed.article, times=(year,)))

    assert reading.tolls == ()


_WORDS = st.sampled_from(
    [
        "12",
        "at",
        "least",
        "four",
        "dozens",
        "of",
        "soldiers",
        "people",
        "were",
        "killed",
        "wounding",
        "and",
        "30",
        "injured",
        "including",
        "seven",
        "children",
        "no",
        "one",
        "died",
        "the",
        "death",
        "toll",
        "rose",
        "to",
        "1,000",
        "million",
        "between",
        "or",
        "hundreds",
        "a",
        "man",
        "arrested",
        "missing",
        "families",
        "fled",
        ",",
        ".",
        "🙂",
        "قتل",
        "1,2,3",
        "others",
        "more",
        "them",
        "among",
        "half",
    ]
)


def chained(words: list[str]) -> Parsed:
    """Parse without a model: each word hangs on the one before it."""
    text, tokens, at = " ".join(words), [], 0
    for n, word in enumerate(words):
        verb = word.endswith(("ed", "ing"))
        tokens.append(
            Token(
                i=n,
                text=word,
                lemma=word.lower().removesuffix("ed"),
                pos="VERB" if verb else "NOUN",
                tag="VBN" if verb else "NNS",
                dep=("nummod", "dobj", "nsubjpass", "conj", "prep", "pobj")[n % 6] if n else "ROOT",
                head=max(n - 1, 0),
                start=at,
                end=at + len(word),
            )
        )
        at += len(word) + 1
    sentences = (Sentence(0, len(tokens)),) if tokens else ()
    parse = Parse(in_="text", text=text, tokens=tuple(tokens), sentences=sentences)
    return Parsed(article_of(text), (parse,))


@given(st.lists(_WORDS, max_size=30))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_text_gives_tolls_that_fit_their_words_with_ordered_bounds(words: list[str]):
    parsed = chained(words)

    tolls = component.build()(parsed, Reading(article=parsed.article)).tolls

    ids = {t.id for t in tolls}
    assert len(ids) == len(tolls)
    for toll in tolls:
        assert parsed.article.text[toll.start : toll.end] == toll.text
        known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        assert known == sorted(known)
        assert toll.part_of is None or toll.part_of in ids


def test_a_model_parses_odd_text_without_harm(annotator):
    for text in ("", "\x00 12 killed", "🙂 12 🙂 killed", "12 people died and " * 300, "قتل 12"):
        for toll in read(annotator, text).tolls:
            assert text[toll.start : toll.end] == toll.text


def test_some_of_them_to_whom_another_thing_happened_are_no_part_of_the_first_toll(annotator):
    text = "Thousands of teachers protested. Police fired at the marchers and arrested 23 of them."
    first, second = read(annotator, text).tolls

    assert (first.kind, second.kind) == ("protesters", "arrested")
    assert (second.low, second.high, second.part_of) == (23, 23, None)
