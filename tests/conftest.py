"""What tests share: the one loaded model."""

import pytest

from dragoman.annotate.spacy_md import SpacyAnnotator, component


@pytest.fixture(scope="session")
def annotator() -> SpacyAnnotator:
    built = component.build()
    assert isinstance(built, SpacyAnnotator)
    return built
