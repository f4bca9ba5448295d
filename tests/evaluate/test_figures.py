"""Figures are those that scikit-learn gives for the same answers, and none where nothing counts."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from dragoman.evaluate.figures import Figure, Wanted, figures
from dragoman.evaluate.metrics import METRICS
from dragoman.evaluate.scored import Key, Scored, hits, verdict

TYPES = ("ACCUSE", "AGREE", "ASSAULT")


def confusion(gold: str, got: str) -> Scored:
    """One labelled answer as counts."""
    if gold == got:
        return Scored(counts=hits("type", gold, tp=1, fp=0, fn=0))
    missed = hits("type", gold, tp=0, fp=0, fn=1)
    return Scored(counts=missed | hits("type", got, tp=0, fp=1, fn=0))


def one(scored: list[Scored], metric: str, field: str = "type") -> Figure:
    return next(iter(figures(scored, [Wanted(metric=metric, field=field)])))


pairs = st.lists(st.tuples(st.sampled_from(TYPES), st.sampled_from(TYPES)), min_size=1, max_size=40)


@given(pairs)
def test_f1_is_scikit_learns_micro_average(answers) -> None:
    gold, got = zip(*answers, strict=True)
    wanted = f1_score(gold, got, average="micro", labels=TYPES, zero_division=0)

    figure = one([confusion(*pair) for pair in answers], "f1")

    assert figure.value == pytest.approx(wanted)


@given(pairs)
def test_macro_f1_is_scikit_learns_over_the_types_of_the_gold(answers) -> None:
    gold, got = zip(*answers, strict=True)
    labels = sorted(set(gold))
    wanted = f1_score(gold, got, average="macro", labels=labels, zero_division=0)

    figure = one([confusion(*pair) for pair in answers], "macro_f1")

    assert figure.value == pytest.approx(wanted)


@given(pairs)
def test_the_interval_holds_between_nothing_and_all_and_is_the_same_each_time(answers) -> None:
    scored = [confusion(*pair) for pair in answers]

    figure = one(scored, "f1")

    assert figure == one(scored, "f1")
    assert 0.0 <= figure.low <= figure.high <= 1.0


def test_extra_events_are_counted_a_sentence() -> None:
    """Two sentences of which one gave three events too many."""
    scored = [
        Scored(counts={Key("events", "", "extra"): 3.0, Key("events", "", "sentences"): 1.0}),
        Scored(counts={Key("events", "", "extra"): 0.0, Key("events", "", "sentences"): 1.0}),
    ]

    figure = one(scored, "extra_events", "events")

    assert (figure.value, figure.lower_is_better) == (1.5, True)


def test_a_figure_of_nothing_is_none_and_says_why() -> None:
    empty = one([], "f1")
    never_asked = one([Scored(counts=hits("type", "AGREE", tp=0, fp=0, fn=0))], "f1")
    another_field = one([Scored(counts=verdict("country", "", is_right=True))], "f1")

    assert [f.value for f in (empty, never_asked, another_field)] == [None, None, None]
    assert all(f.why for f in (empty, never_asked, another_field))


def test_precision_of_no_answer_is_no_figure_while_recall_is_zero() -> None:
    scored = [Scored(counts=hits("type", "AGREE", tp=0, fp=0, fn=4))]

    assert one(scored, "precision").value is None
    assert one(scored, "recall").value == 0.0


def test_a_figure_by_group_counts_only_the_rows_of_the_group() -> None:
    scored = [
        confusion("AGREE", "AGREE"),
        confusion("ACCUSE", "AGREE"),
        confusion("ACCUSE", "ACCUSE"),
    ]

    by_group = figures(scored, [Wanted(metric="recall", field="type", by_group=True)])

    assert {f.group: (f.value, f.n) for f in by_group} == {
        "": (pytest.approx(2 / 3), 3),
        "ACCUSE": (0.5, 2),
        "AGREE": (1.0, 1),
    }


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda m: m.name)
def test_every_metric_says_what_it_is_and_where_from(metric) -> None:
    assert metric.defined
    assert metric.source
    assert len(set(metric.parts)) == len(metric.parts)


def test_equal_precision_and_recall_are_their_own_f1() -> None:
    parts = {"p_above": 3.0, "p_below": 4.0, "r_above": 6.0, "r_below": 8.0}
    scored = [Scored(counts={Key("chains", "", part): n for part, n in parts.items()})]

    assert math.isclose(one(scored, "agreement_f1", "chains").value, 0.75)


def test_the_reference_defines_every_metric_as_the_code_does() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "evaluation.md"
    written = page.read_text(encoding="utf-8")

    for metric in METRICS.values():
        assert f"| {metric.name} | {metric.defined} | {metric.source} |" in written
