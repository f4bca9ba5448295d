# ruff: noqa: E402 - threads are counted when numpy is imported
"""What tests share: the one loaded model, and no more threads than processes."""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import pytest

from dragoman.annotate.spacy_md import SpacyAnnotator, component


@pytest.fixture(scope="session")
def annotator() -> SpacyAnnotator:
    built = component.build()
    assert isinstance(built, SpacyAnnotator)
    return built
