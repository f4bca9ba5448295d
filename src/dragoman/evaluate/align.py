"""Pairs the mentions of the gold with those given: the pairing whose weights sum highest."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.registry import require

G = TypeVar("G")
P = TypeVar("P")

TIE = 1e-6
"""Sums of weights that differ by less are a tie. Ours to choose: below any step of a weight."""


class Alignment(msgspec.Struct, Generic[G, P], frozen=True, kw_only=True):
    """What belongs together: each gold and each given thing stands in one pair or is left over.

    `pairs` and `missed` (of the gold) are in the gold's order, `extra` (of those given) in theirs.
    """

    pairs: tuple[tuple[G, P], ...]
    missed: tuple[G, ...]
    extra: tuple[P, ...]


def align(
    gold: Sequence[G], given: Sequence[P], weight: Callable[[G, P], float]
) -> Alignment[G, P]:
    """Pair gold with given one to one, so that the sum of weights is the highest possible.

    A weight of 0 says that two may not be paired; a higher one is a better fit. Of pairings that
    weigh the same the one that keeps both orders best is taken, earlier ones first. Needs scipy
    where both sides have something.
    """
    weights = _weights(gold, given, weight)
    chosen = dict(_best(weights)) if weights.any() else {}
    taken = set(chosen.values())
    return Alignment(
        pairs=tuple((gold[g], given[p]) for g, p in sorted(chosen.items())),
        missed=tuple(one for g, one in enumerate(gold) if g not in chosen),
        extra=tuple(one for p, one in enumerate(given) if p not in taken),
    )


def _weights(
    gold: Sequence[G], given: Sequence[P], weight: Callable[[G, P], float]
) -> NDArray[np.float64]:
    found = np.array([[weight(g, p) for p in given] for g in gold], dtype=np.float64)
    weights = found.reshape(len(gold), len(given))
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("a weight must be a number of at least 0")
    return weights


def _best(weights: NDArray[np.float64]) -> list[tuple[int, int]]:
    solver = require("scipy.optimize", component="alignment", extra="evaluate")
    may = weights > 0
    rows, columns = solver.linear_sum_assignment(
        np.where(may, weights - _disorder(weights.shape), 0.0), maximize=True
    )
    pairs = ((int(g), int(p)) for g, p in zip(rows, columns, strict=True))
    return [pair for pair in pairs if may[pair]]


def _disorder(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Give each pair a tiny cost that grows with how far its places differ, then with its place.

    Squared distances make crossing pairs dearer than those that keep the order.
    """
    golds, givens = np.indices(shape)
    apart = (golds - givens) ** 2 * (sum(shape) + 1.0) + golds + givens
    largest = float(apart.sum()) or 1.0
    return np.asarray(apart * (TIE / largest), dtype=np.float64)
