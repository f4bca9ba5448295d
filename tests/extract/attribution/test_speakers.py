"""Who speaks: coordinated sources, kinds, names, and what the parties layer knows."""

import pytest
from reading_of import read

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.attribution import attributions_over, speakers_over
from dragoman.records import Party, Reading, Span, Speaker


def speakers(annotator: SpacyAnnotator, text: str) -> list[Speaker]:
    return [s for a in read(annotator, text).attributions for s in a.speakers]


def over(reading: Reading, quote: str) -> tuple[Speaker, ...]:
    start = reading.article.text.index(quote)
    return speakers_over(reading, Span(start=start, end=start + len(quote), quote=quote))


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "Shells hit the port, according to residents, military and opposition sources.",
            ["residents", "military", "opposition sources"],
        ),
        (
            "The road was cut, local elders and government officials said.",
            ["local elders", "government officials"],
        ),
        ("Amina Yusuf and Omar Haddad said the shop was empty.", ["Amina Yusuf", "Omar Haddad"]),
        ("Police, doctors and witnesses said six men died.", ["Police", "doctors", "witnesses"]),
    ],
)
def test_a_coordinated_source_gives_a_speaker_each(
    annotator: SpacyAnnotator, text: str, said_by: list[str]
) -> None:
    assert [s.text for s in speakers(annotator, text)] == said_by


@pytest.mark.parametrize(
    ("source", "kind", "anonymous"),
    [
        ("Residents", "residents", True),
        ("Two witnesses", "witnesses", True),
        ("A Western intelligence source", "intelligence", True),
        ("Army sources", "military", True),
        ("An opposition source", "opposition", True),
        ("Local elders", "residents", True),
        ("A presidency spokesman", "officials", True),
        ("An army statement", "military", False),
        ("The Lebanese army", "military", False),
        ("The defence ministry", "officials", False),
        ("State television", "media", False),
        ("Police", "police", False),
        ("Doctors", "medics", True),
        ("The rebels", "armed_group", True),
        ("The observatory", "rights_monitor", False),
        ("A professor of law", "expert", False),
        ("Amina Yusuf", "person", False),
        ("He", "person", False),
    ],
)
def test_kind_and_namelessness_follow_the_head_noun(
    annotator: SpacyAnnotator, source: str, kind: str, *, anonymous: bool
) -> None:
    (speaker,) = speakers(annotator, f"{source} said that the bridge was closed.")

    assert (speaker.kind, speaker.anonymous) == (kind, anonymous)


def test_a_speaker_takes_what_the_parties_layer_knows(annotator: SpacyAnnotator) -> None:
    text = "The Syrian army said four men died."
    army = Party(
        text="Syrian army", start=4, end=15, country="SYR", sectors=("MIL",), code="SYRMIL",
        via="nationality",
    )  # fmt: skip

    (found,) = read(annotator, text, parties=(army,)).attributions

    assert found.speaker is not None
    assert found.speaker.code == "SYRMIL"
    assert found.speaker.country == "SYR"
    assert found.speaker.kind == "military"
    assert (found.speaker.start, found.speaker.end) == (4, 15)


def test_whoever_owns_a_paper_speaks_through_it(annotator: SpacyAnnotator) -> None:
    text = "An Egyptian presidency statement said the talks went well."
    owner = Party(text="Egyptian presidency", start=3, end=22, country="EGY", sectors=("GOV",))

    (found,) = read(annotator, text, parties=(owner,)).attributions

    assert found.speaker is not None
    assert found.speaker.country == "EGY"
    assert found.speaker.kind == "officials"


def test_a_source_that_is_not_named_is_an_anonymous_report(annotator: SpacyAnnotator) -> None:
    (found,) = read(annotator, "The envoy reportedly left the capital on Friday.").attributions

    assert found.source == ()
    assert found.stance == "reports"
    assert found.speaker is not None
    assert found.speaker.anonymous


def test_the_one_spoken_to_is_no_speaker(annotator: SpacyAnnotator) -> None:
    text = "Huda Salem told the daily Al-Fajr that the visit had failed."

    assert [s.text for s in speakers(annotator, text)] == ["Huda Salem"]


def test_nested_speakers_stand_outermost_first(annotator: SpacyAnnotator) -> None:
    text = "State television quoted the minister as saying that the army had withdrawn."

    reading = read(annotator, text)

    assert [s.text for s in over(reading, "withdrawn")] == ["State television", "minister"]


def test_what_an_elder_says_that_others_told_has_both_as_speakers(
    annotator: SpacyAnnotator,
) -> None:
    text = "Local elders said the opposition told mediators it had rejected the ultimatum."

    reading = read(annotator, text)

    assert [s.text for s in over(reading, "rejected")] == ["Local elders", "opposition"]


def test_whoever_only_wants_a_thing_does_not_say_it(annotator: SpacyAnnotator) -> None:
    reading = read(annotator, "The rebels want to seize the town.")

    assert over(reading, "seize") == ()


def test_words_outside_any_content_are_the_articles_own(annotator: SpacyAnnotator) -> None:
    reading = read(annotator, "Shells fell on the port. The army said two men died.")

    assert over(reading, "Shells fell") == ()
    assert [s.text for s in over(reading, "died")] == ["army"]


def test_a_denied_deed_carries_the_denial_on_its_speaker(annotator: SpacyAnnotator) -> None:
    reading = read(annotator, "Iran denied that it had attacked Iraq.")

    (speaker,) = over(reading, "attacked")

    assert (speaker.text, speaker.stance) == ("Iran", "denies")


def test_asking_and_promising_are_assertions_of_a_speaker(annotator: SpacyAnnotator) -> None:
    found = read(annotator, "The envoy urged both sides to hold fire.").attributions[0]

    assert found.stance == "asks"
    assert found.speaker is not None
    assert found.speaker.stance == "asserts"


def test_attributions_over_a_span_are_outermost_first(annotator: SpacyAnnotator) -> None:
    text = "Elders said the army told them that shells fell."
    start = text.index("fell")

    found = attributions_over(read(annotator, text), Span(start=start, end=start + 4, quote="fell"))

    assert [a.source[0].quote for a in found] == ["Elders", "the army"]
