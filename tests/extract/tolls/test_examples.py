"""The sentences of the data file, as tests."""

import pytest

from dragoman.extract.tolls import component
from dragoman.ontology.tolls import Example, load
from dragoman.records import Reading
from dragoman.records.marked import marked
from dragoman.testing import article_of

ROWS = load().rows


def read(annotator, text, title=None):
    article = article_of(text, title=title)
    (parsed,) = annotator.parse([article])
    return component.build()(parsed, Reading(article=article))


@pytest.mark.parametrize("example", ROWS.examples.yes, ids=lambda e: e.text[:60])
def test_an_example_is_read_as_it_says(annotator, example: Example):
    sentence = marked(example.text)

    (toll,) = read(annotator, sentence.text).tolls

    assert (toll.text,) == sentence.words("toll")
    assert (toll.kind, toll.low, toll.best, toll.high) == (
        example.kind,
        example.low,
        example.best,
        example.high,
    )
    assert (toll.unit, toll.scope) == (example.unit, example.scope)
    assert example.group in (None, toll.group)
    assert example.who in (None, toll.who)


@pytest.mark.parametrize("text", ROWS.examples.no)
def test_a_sentence_without_a_toll_has_none(annotator, text: str):
    tolls = read(annotator, text).tolls

    assert tolls == ()
