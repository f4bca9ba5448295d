"""Every marked sentence gives the attribution that is marked in it."""

from pathlib import Path

import pytest
import yaml
from reading_of import read, words

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.records.marked import marked

GROUPS: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8")
)
STANCES = ("denies", "doubts", "asks", "promises", "threatens", "reports")
CASES = [(group, sentence) for group, found in GROUPS.items() for sentence in found]


@pytest.mark.parametrize(("group", "sentence"), CASES)
def test_a_marked_attribution_is_read(group: str, sentence: str, annotator: SpacyAnnotator) -> None:
    answer = marked(sentence)

    reading = read(annotator, answer.text)

    found = [
        a
        for a in reading.attributions
        if words(a, "cue") == answer.words("cue")
        and words(a, "source") == answer.words("source")
        and words(a, "content") == answer.words("content")
    ]
    assert found, reading.attributions
    if group in STANCES:
        assert found[0].stance == group
