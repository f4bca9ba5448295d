"""Distances counted into classes, so that a median can be formed of sums."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.scored import Key

STEPS = 10
"""Classes for each power of ten: a median is then known to within 26 %."""
EDGES_KM = (0.0, *(10 ** (n / STEPS) for n in range(-10, 44)), 20_038.0)
"""Edges of the classes: from 100 m, in even steps of the logarithm, to half the equator."""
CLASSES = tuple(f"{low:.4g} km" for low in EDGES_KM[:-1])
"""The parts that distances are counted under, named by their lower edge."""


def error_counts(field: str, group: str, errors_km: Sequence[float]) -> dict[Key, float]:
    """Count distances into their classes.

    >>> [(key.part, count) for key, count in error_counts("km", "", [0.05, 1.1, 1.2]).items()]
    [('0 km', 1.0), ('1 km', 2.0)]
    """
    counts: dict[Key, float] = {}
    for error in errors_km:
        place = min(bisect_right(EDGES_KM, error) - 1, len(CLASSES) - 1)
        key = Key(field, group, CLASSES[place])
        counts[key] = counts.get(key, 0.0) + 1.0
    return counts


def median_of_classes(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the median of each column of counts, linear within its class; NaN where all are 0."""
    above = counts.cumsum(axis=0)
    half = above[-1] / 2
    place = (above < half).sum(axis=0)
    column = np.arange(counts.shape[1])
    inside = counts[place, column]
    before = above[place, column] - inside
    edges = np.array(EDGES_KM)
    share = np.divide(half - before, inside, out=np.zeros_like(half), where=inside > 0)
    median = edges[place] + share * (edges[place + 1] - edges[place])
    return np.where(half > 0, median, np.nan)
