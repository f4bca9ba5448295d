"""What must hold for every text."""

import time
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_of import read

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.attribution.quotes import find_quotes

PIECES = st.sampled_from(
    ["The army", " said", " that", " “", "”", '"', "''", "‘", "’", ",", ".", " he", " told",
     " according to", " residents", "\n", ": ", " four men died", " denied", " reportedly",
     " citing", " and", "—", "…", " SMITH:", "👍", " قال", "\x85", " the claim", " by", "«"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RELAXED
@given(text=TEXTS)
def test_every_span_fits_its_text(text: str, annotator: SpacyAnnotator) -> None:
    reading = read(annotator, text)

    for found in reading.attributions:
        for span in (*found.source, *found.cue, *found.content):
            assert span.fits(reading.article.text)
        for speaker in found.speakers:
            if speaker.start is not None:
                assert reading.article.text[speaker.start : speaker.end] == speaker.text


@RELAXED
@given(text=TEXTS)
def test_contents_hold_neither_their_source_nor_their_cue(
    text: str, annotator: SpacyAnnotator
) -> None:
    for found in read(annotator, text).attributions:
        assert found.content
        assert found.cue
        assert found.speakers
        for own in (*found.source, *found.cue):
            assert not any(own.overlaps(c) for c in found.content)


@given(text=TEXTS)
def test_quotations_never_overlap_nor_cross_paragraphs(text: str) -> None:
    quotes = find_quotes(text)

    for one, other in pairwise(quotes):
        assert one.end <= other.start
    assert all("\n" not in text[q.start : q.end] for q in quotes)


def test_a_sentence_that_never_ends_is_read_in_pieces_and_no_hang(
    annotator: SpacyAnnotator,
) -> None:
    began = time.process_time()
    reading = read(annotator, " ".join(["the army said that"] * 1000))

    assert not reading.problems
    assert 0 < len(reading.attributions) <= 1000
    assert time.process_time() - began < 20


def test_marks_without_end_cost_no_more_than_their_length() -> None:
    began = time.process_time()

    find_quotes("'a " * 20_000 + "“" * 5_000)

    assert time.process_time() - began < 5
