"""The corpus keeps its own rules; it holds no words of the sets that others made."""

import os
from pathlib import Path

import pytest

from dragoman.evaluate.checking import Checked, check, check_overlap, files_of

CORPUS = Path(__file__).parents[1] / "corpus"
pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus/ here"),
    pytest.mark.xdist_group("corpus"),
]


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(files_of([CORPUS]))


def test_the_corpus_keeps_its_rules(checked):
    assert [str(finding) for finding in checked.refused] == []


def test_no_run_of_eight_words_is_of_a_gold_set(checked):
    folder = os.environ.get("DRAGOMAN_GOLD")
    if folder is None:
        pytest.skip("DRAGOMAN_GOLD names no folder of gold sets")

    assert [str(finding) for finding in check_overlap(checked.files, Path(folder))] == []
