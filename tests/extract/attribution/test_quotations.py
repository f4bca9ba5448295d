"""Quotations: across sentences and paragraphs, unbalanced, in lists; never running away."""

import pytest
from reading_of import read, words

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.attribution.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “go”.", ["“go”"]),
        ('"Go," he said. "Now."', ['"Go,"', '"Now."']),
        ("''Go,'' he said.", ["''Go,''"]),
        ("«Go», he said.", ["«Go»"]),
        ("‘Go now,’ he said.", ["‘Go now,’"]),
        ("The rebels' town wasn't the army's.", []),
        ('The 6" shell fell.', []),
        ("He said “go” and “stay.", ["“go”", "“stay."]),
        ("“One.\n“Two.\n“Three.”", ["“One.", "“Two.", "“Three.”"]),
        ("“He said ‘go’ to us.”", ["“He said ‘go’ to us.”"]),
    ],
)
def test_quotations_are_found_in_any_style(text: str, quotes: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == quotes


def test_a_quotation_over_paragraphs_belongs_to_one_speaker(annotator: SpacyAnnotator) -> None:
    text = "Omar said: “They came at night.\n“They took the bridge.\n“Then they left.”"

    (found,) = read(annotator, text).attributions

    assert words(found, "content") == (
        "“They came at night.",
        "“They took the bridge.",
        "“Then they left.”",
    )


def test_the_sentence_quoted_next_belongs_to_the_same_speaker(annotator: SpacyAnnotator) -> None:
    text = "“They came at night,” said Omar. “We ran to the hills.” The road is closed."

    (found,) = read(annotator, text).attributions

    assert words(found, "content") == ("“They came at night,”", "“We ran to the hills.”")


def test_an_unclosed_quotation_ends_with_its_paragraph(annotator: SpacyAnnotator) -> None:
    text = "Omar said: “They came at night.\nThe road to the port is closed.\nShells fell."

    reading = read(annotator, text)

    assert [p.code for p in reading.problems] == ["quote-unclosed"]
    assert all("Shells" not in c.quote for a in reading.attributions for c in a.content)


def test_a_continued_quotation_is_no_problem(annotator: SpacyAnnotator) -> None:
    text = "Omar said: “They came at night.\n“They took the bridge.”"

    assert read(annotator, text).problems == ()


def test_a_single_unclosed_mark_never_swallows_ten_paragraphs(annotator: SpacyAnnotator) -> None:
    text = "Omar said: “They came.\n" + "\n".join(f"Shell number {n} fell." for n in range(10))

    longest = max(
        (c.end - c.start for a in read(annotator, text).attributions for c in a.content), default=0
    )

    assert longest <= len("“They came.")


def test_a_sentence_after_a_speaker_belongs_to_nobody(annotator: SpacyAnnotator) -> None:
    text = "Omar said the army had left. The bridge was burned."

    (found,) = read(annotator, text).attributions

    assert words(found, "content") == ("the army had left",)


def test_a_pronoun_takes_the_quotation_beside_it(annotator: SpacyAnnotator) -> None:
    text = "Omar is a baker. “We have no flour,” he said."

    (found,) = read(annotator, text).attributions

    assert words(found, "source") == ("he",)


def test_a_transcript_gives_each_turn_to_its_speaker(annotator: SpacyAnnotator) -> None:
    text = "SMITH: We came at night.\nJONES: Why did you come?\nSMITH: To look for water."

    found = read(annotator, text).attributions

    assert [words(a, "source")[0] for a in found] == ["SMITH", "JONES", "SMITH"]
    assert words(found[1], "content") == ("Why did you come?",)


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Minister: talks failed", "Minister", "talks failed"),
        ("Talks failed, minister says", "minister", "Talks failed"),
        ("Police: two men flee from prison", "Police", "two men flee from prison"),
    ],
)
def test_a_headline_names_its_speaker(
    annotator: SpacyAnnotator, title: str, source: str, content: str
) -> None:
    found = read(annotator, "The road is closed.", title=title).attributions[0]

    assert words(found, "source") == (source,)
    assert words(found, "content") == (content,)
    assert found.content[0].in_ == "title"


@pytest.mark.parametrize("title", ["Live: shells fall on port", "Syria: four die in raid"])
def test_a_label_before_a_colon_speaks_not(annotator: SpacyAnnotator, title: str) -> None:
    assert read(annotator, "The road is closed.", title=title).attributions == ()
