"""The sentences of the data file, as tests."""

import pytest

from dragoman.extract.times import component
from dragoman.ontology.times import Example, load
from dragoman.records import Reading
from dragoman.records.marked import marked
from dragoman.testing import article_of

ROWS = load().rows


def read(annotator, text, published=None, title=None):
    article = article_of(text, title=title, published=published)
    (parsed,) = annotator.parse([article])
    return component.build()(parsed, Reading(article=article))


@pytest.mark.parametrize("example", ROWS.examples.yes, ids=lambda e: e.text[:60])
def test_an_example_is_read_as_it_says(annotator, example: Example):
    sentence = marked(example.text)

    times = read(annotator, sentence.text, example.published).times

    (wanted,) = (a for a in sentence.answers if a.role == "time")
    (time,) = (t for t in times if t.start == wanted.start)
    assert time.text == wanted.words
    assert (time.from_, time.to, time.precision) == (example.from_, example.to, example.precision)
    assert time.why == example.why
    assert example.anchor in (None, time.anchor)


@pytest.mark.parametrize("text", ROWS.examples.no)
def test_a_sentence_without_a_time_has_none(annotator, text: str):
    times = read(annotator, text).times

    assert times == ()
