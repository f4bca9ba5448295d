"""The pairing of gold and given mentions."""

import sys
from itertools import permutations

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from dragoman.errors import MissingExtraError
from dragoman.evaluate.align import TIE, align

WEIGHTS = st.integers(0, 4)
TABLES = st.integers(0, 4).flatmap(
    lambda wide: st.lists(st.lists(WEIGHTS, min_size=wide, max_size=wide), max_size=4)
)


def by_table(table, wide=None):
    width = len(table[0]) if table else wide or 0
    return align(range(len(table)), range(width), lambda g, p: table[g][p])


def best_sum(table):
    """Try every pairing."""
    width = len(table[0]) if table else 0
    padded = [[*row, *([0] * len(table))] for row in table]
    return max(
        sum(padded[g][p] for g, p in enumerate(order))
        for order in permutations(range(width + len(table)), len(table))
    )


@settings(deadline=None)  # the first call imports scipy
@drawn(TABLES)
def test_no_other_pairing_weighs_more(table):
    found = by_table(table)
    assert sum(table[g][p] for g, p in found.pairs) == best_sum(table)


@settings(deadline=None)
@drawn(TABLES)
def test_everything_stands_on_one_side_once_and_a_zero_is_never_a_pair(table):
    found = by_table(table)
    width = len(table[0]) if table else 0
    assert sorted([g for g, _ in found.pairs] + list(found.missed)) == list(range(len(table)))
    assert sorted([p for _, p in found.pairs] + list(found.extra)) == list(range(width))
    assert all(table[g][p] > 0 for g, p in found.pairs)


def test_the_best_single_pair_gives_way_to_the_better_sum():
    assert by_table([[3, 2], [2, 0]]).pairs == ((0, 1), (1, 0))


def test_a_tie_keeps_the_order_and_takes_the_first():
    assert by_table([[1, 1, 1], [1, 1, 1], [1, 1, 1]]).pairs == ((0, 0), (1, 1), (2, 2))
    assert by_table([[1, 1, 1]]).pairs == ((0, 0),)
    assert by_table([[1], [1]]).missed == (1,)


def test_a_tie_never_costs_a_real_difference():
    step = 3 * TIE
    assert by_table([[1, 1 + step], [1, 1]]).pairs == ((0, 1), (1, 0))


def test_one_side_may_be_empty():
    assert align([], ["a"], lambda *_: 1.0).extra == ("a",)
    assert align(["a"], [], lambda *_: 1.0).missed == ("a",)
    assert align([], [], lambda *_: 1.0).pairs == ()


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_a_weight_that_is_no_weight_is_refused(weight):
    with pytest.raises(ValueError, match="at least 0"):
        align(["a"], ["b"], lambda *_: weight)


def test_without_scipy_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'dragoman\[evaluate\]'"):
        align(["a"], ["b"], lambda *_: 1.0)
