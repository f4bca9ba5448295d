"""The parse that all other layers stand on."""

from dragoman.annotate.headline import sentence_case
from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.records import Parsed
from dragoman.testing import article_of


def _parsed(annotator: SpacyAnnotator, text: str, title: str | None = None) -> Parsed:
    (parsed,) = annotator.parse([article_of(text, title=title)])
    return parsed


def test_every_token_stands_where_its_offsets_say(annotator: SpacyAnnotator) -> None:
    text = "Rebels “fled”.\n\tNothing — else 🙂 happened.\n\nThe end"

    parse = _parsed(annotator, text).passage("text")

    assert all(text[t.start : t.end] == t.text for t in parse.tokens)


def test_no_sentence_crosses_the_end_of_a_paragraph(annotator: SpacyAnnotator) -> None:
    parse = _parsed(annotator, "The army said\nrebels fled the town").passage("text")

    spans = [parse.sentence_span(n) for n in range(len(parse.sentences))]

    assert all("\n" not in span.quote for span in spans)


def test_a_title_keeps_its_own_words_whatever_case_it_is_parsed_in(
    annotator: SpacyAnnotator,
) -> None:
    title = "Syrian Army Steps up Offensive in Daraa"

    parse = _parsed(annotator, "Syrian forces stepped up an offensive.", title).passage("title")

    assert "".join(t.text for t in parse.tokens) == title.replace(" ", "")
    assert next(t for t in parse.tokens if t.text == "Steps").pos == "VERB"


def test_a_name_in_a_headline_keeps_its_capital() -> None:
    cased = sentence_case("Army Shells Nawa", "The army shells a town. In Nawa nobody slept.")

    assert cased == "Army shells Nawa"


def test_a_headline_in_sentence_case_is_left_alone() -> None:
    title = "Rebels release Mark Twain scholar"

    assert sentence_case(title, "a mark was left") == title


def test_a_shouting_headline_gets_its_names_back() -> None:
    assert sentence_case("ARMY SHELLS NAWA", "The army shells Nawa.") == "Army shells Nawa"


def test_an_irregular_past_is_not_taken_for_the_present(annotator: SpacyAnnotator) -> None:
    parse = _parsed(annotator, "Soldiers overthrew the president on Wednesday.").passage("text")

    verb = next(t for t in parse.tokens if t.text == "overthrew")

    assert (verb.lemma, verb.tag) == ("overthrow", "VBD")


def test_an_empty_text_has_no_tokens(annotator: SpacyAnnotator) -> None:
    assert _parsed(annotator, "").passage("text").tokens == ()


def test_a_very_long_paragraph_is_parsed_in_pieces_and_loses_nothing(
    annotator: SpacyAnnotator,
) -> None:
    text = "The army attacked rebels near Goma. " * 900

    parse = _parsed(annotator, text).passage("text")

    assert "".join(t.text for t in parse.tokens).replace(" ", "") == text.replace(" ", "")
