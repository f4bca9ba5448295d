"""The median of distances that are only counted by class."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.distances import CLASSES, EDGES_KM, error_counts, median_of_classes
from dragoman.evaluate.scored import Key

STEP = 10**0.1


def median(errors):
    counts = error_counts("km", "", errors)
    column = np.array([[counts.get(Key("km", "", name), 0.0)] for name in CLASSES])
    return float(median_of_classes(column)[0])


@given(st.lists(st.floats(0.2, 20_000.0), min_size=1, max_size=40).filter(lambda e: len(e) % 2))
def test_the_median_is_within_one_class_of_the_true_one(errors):
    true = float(np.median(errors))
    assert true / STEP <= median(errors) * 1.0001
    assert median(errors) <= true * STEP * 1.0001


def test_no_distance_has_no_median():
    assert np.isnan(median([]))


def test_the_farthest_points_of_the_earth_stand_in_the_last_class():
    assert error_counts("km", "", [EDGES_KM[-1] + 1]) == {Key("km", "", CLASSES[-1]): 1.0}
