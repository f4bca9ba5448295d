"""The examples in the data file are read as they are marked."""

import pytest
from reading_of import read, words

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.ontology.attribution import cues
from dragoman.records.marked import marked

EXAMPLES = cues().examples


@pytest.mark.parametrize("sentence", EXAMPLES.yes)
def test_an_example_is_read_as_marked(sentence: str, annotator: SpacyAnnotator) -> None:
    answer = marked(sentence)

    (found, *others) = read(annotator, answer.text).attributions

    assert not others
    for field in ("source", "cue", "content"):
        assert words(found, field) == answer.words(field)


@pytest.mark.parametrize("sentence", EXAMPLES.no)
def test_nothing_is_attributed_in_a_counter_example(
    sentence: str, annotator: SpacyAnnotator
) -> None:
    assert read(annotator, sentence).attributions == ()
