"""The sentence encoder: one vector for each word, whatever the words are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder import Encoder
from dragoman.extract.events.reader.reader import model_folder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(model_folder())


WORDS = st.lists(st.text(min_size=1, max_size=12), max_size=12)


@given(words=WORDS)
def test_every_word_has_one_finite_vector(encoder: Encoder, words: list[str]) -> None:
    (vectors,) = encoder([words])

    assert vectors.shape == (len(words), encoder.width)
    assert np.isfinite(vectors).all()


def test_a_sentence_reads_the_same_beside_others(encoder: Encoder) -> None:
    one, other = ["Rebels", "shelled", "a", "camp"], ["Kenya", "recalled", "its", "envoy"]

    beside = encoder([other, one, other * 9])

    assert np.array_equal(beside[1], encoder([one])[0])


def test_a_sentence_of_4000_words_is_read_to_its_end(encoder: Encoder) -> None:
    (vectors,) = encoder([["Rebels", "shelled", "Goma", "and"] * 1_000])

    assert vectors.shape == (4_000, encoder.width)
    assert np.abs(vectors[-4:]).sum(axis=1).min() > 1.0


def test_a_word_longer_than_a_window_costs_no_other_word(encoder: Encoder) -> None:
    (vectors,) = encoder([["Goma", "1é" * 4_000, "burned"]])

    assert np.abs(vectors[[0, 2]]).sum(axis=1).min() > 1.0
