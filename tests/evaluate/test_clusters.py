"""Measures of coreference, against the example that Pradhan et al. (2014) work out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.clusters import (
    MEASURES,
    Agreement,
    Cluster,
    b_cubed,
    ceaf_e,
    clusters_of,
    conll_counts,
    muc,
)
from dragoman.evaluate.figures import Wanted, figures
from dragoman.evaluate.scored import Scored

KEY: list[Cluster] = [set("abc"), set("defg")]
RESPONSE: list[Cluster] = [set("ab"), set("cd"), set("fghi")]


def rates(found: Agreement) -> tuple[float, float]:
    return found.r_above / found.r_below, found.p_above / found.p_below


def test_muc_counts_two_of_five_links_both_ways() -> None:
    assert rates(muc(KEY, RESPONSE)) == (2 / 5, 2 / 5)


def test_b_cubed_is_the_mean_over_members() -> None:
    recall, precision = rates(b_cubed(KEY, RESPONSE))

    assert recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)
    assert precision == pytest.approx((4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8)


def test_ceaf_e_pairs_each_cluster_with_one() -> None:
    recall, precision = rates(ceaf_e(KEY, RESPONSE))

    assert recall == pytest.approx((4 / 5 + 4 / 8) / 2)
    assert precision == pytest.approx((4 / 5 + 4 / 8) / 3)


def test_conll_is_the_mean_of_the_three_f1s() -> None:
    scored = [Scored(counts=conll_counts("all", KEY, RESPONSE))]

    (figure,) = figures(scored, [Wanted(metric="conll_f1", field="all")])

    b3 = 2 * (35 / 84) * 0.5 / (35 / 84 + 0.5)
    ceaf = 2 * 0.65 * (1.3 / 3) / (0.65 + 1.3 / 3)
    assert figure.value == pytest.approx((0.4 + b3 + ceaf) / 3)


def test_without_a_link_on_either_side_muc_says_nothing_and_on_one_side_nought() -> None:
    apart: list[Cluster] = [{"a"}, {"b"}]
    wanted = [Wanted(metric="agreement_f1", field="muc, x")]

    (none,) = figures([Scored(counts=conll_counts("x", apart, apart))], wanted)
    (nought,) = figures([Scored(counts=conll_counts("x", [{"a", "b"}], apart))], wanted)

    assert (none.value, nought.value) == (None, 0.0)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12))
def test_clusters_agree_wholly_with_themselves(names: list[int]) -> None:
    clusters: list[Cluster] = [*clusters_of(enumerate(names))]

    for measure in MEASURES.values():
        found = measure(clusters, clusters)
        assert found.p_above == pytest.approx(found.p_below)
        assert found.r_above == pytest.approx(found.r_below)
