"""The metrics: each a frozen definition and one pure function of counts.

A metric takes the sums of the counts it names and has no other argument. Where what it divides by
is zero there is no figure, never a 0 or a 1 that nothing stands behind.
"""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.distances import CLASSES, median_of_classes

Counts = NDArray[np.float64]
"""One row a count that the metric names, then a column a group, then a plane a bootstrap draw."""


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """One metric: the counts it takes, what it says, where it is from, which way is better.

    `of` takes an array of shape (parts, groups, draws) and gives one of shape (draws,), NaN where
    there is nothing to divide by.
    """

    name: str
    parts: tuple[str, ...]
    of: Callable[[Counts], Counts]
    defined: str
    source: str
    lower_is_better: bool = False


def _ratio(above: Counts, below: Counts) -> Counts:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / np.where(below > 0, below, 1.0), np.nan)


def _precision(counts: Counts) -> Counts:
    tp, fp = counts.sum(axis=1)
    return _ratio(tp, tp + fp)


def _recall(counts: Counts) -> Counts:
    tp, fn = counts.sum(axis=1)
    return _ratio(tp, tp + fn)


def _f1(counts: Counts) -> Counts:
    tp, fp, fn = counts.sum(axis=1)
    return _ratio(2 * tp, 2 * tp + fp + fn)


def _macro_f1(counts: Counts) -> Counts:
    """Average over the groups that stand in the gold."""
    tp, fp, fn = counts
    each = np.where(tp + fn > 0, _ratio(2 * tp, 2 * tp + fp + fn), np.nan)
    known = ~np.isnan(each)
    return _ratio(np.where(known, each, 0.0).sum(axis=0), known.sum(axis=0).astype(float))


def _share(counts: Counts) -> Counts:
    above, below = counts.sum(axis=1)
    return _ratio(above, below)


def _median_km(counts: Counts) -> Counts:
    return median_of_classes(counts.sum(axis=1))


def _mean_of_two(counts: Counts) -> Counts:
    """F1 of a precision and a recall that are counted apart (B-cubed, MUC, CEAF)."""
    p_above, p_below, r_above, r_below = counts.sum(axis=1)
    none = (p_below <= 0) & (r_below <= 0)
    precision = np.nan_to_num(_ratio(p_above, p_below))
    recall = np.nan_to_num(_ratio(r_above, r_below))
    either = np.nan_to_num(_ratio(2 * precision * recall, precision + recall))
    return np.where(none, np.nan, either)


def _mean_of_measures(counts: Counts) -> Counts:
    """Average each group's F1 of a precision and a recall, over the groups that have one."""
    each = np.stack([_mean_of_two(counts[:, [n]]) for n in range(counts.shape[1])])
    known = ~np.isnan(each)
    return _ratio(np.where(known, each, 0.0).sum(axis=0), known.sum(axis=0).astype(float))


_HITS = ("tp", "fp", "fn")
_PAIR = "van Rijsbergen, Information Retrieval, 2nd ed., 1979, ch. 7"

METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            name="precision",
            parts=("tp", "fp"),
            of=_precision,
            defined="tp / (tp + fp): the share of what was given that is in the gold",
            source=_PAIR,
        ),
        Metric(
            name="recall",
            parts=("tp", "fn"),
            of=_recall,
            defined="tp / (tp + fn): the share of the gold that was given",
            source=_PAIR,
        ),
        Metric(
            name="f1",
            parts=_HITS,
            of=_f1,
            defined="2 tp / (2 tp + fp + fn), counts summed over all groups",
            source=_PAIR,
        ),
        Metric(
            name="macro_f1",
            parts=_HITS,
            of=_macro_f1,
            defined="the mean of each group's f1, over the groups that stand in the gold",
            source="scikit-learn 1.9, f1_score(average='macro') over the gold's labels",
        ),
        Metric(
            name="accuracy",
            parts=("right", "asked"),
            of=_share,
            defined="right / asked: the share of the questions with the gold's answer",
            source="plain share",
        ),
        Metric(
            name="refused",
            parts=("refused", "asked"),
            of=_share,
            defined="refused / asked: the share of the questions that got no answer at all",
            source="plain share",
            lower_is_better=True,
        ),
        Metric(
            name="median_km",
            parts=CLASSES,
            of=_median_km,
            defined="the median distance in km, linear within its class, ten to a power of ten",
            source="Gritta et al., A pragmatic guide to geoparsing evaluation, 2020, section 4.2",
            lower_is_better=True,
        ),
        Metric(
            name="extra_events",
            parts=("extra", "sentences"),
            of=_share,
            defined="events given that stand in no gold answer, a sentence",
            source="openeventdata/UniversalPetrarch, issue 52 (its 'Extra')",
            lower_is_better=True,
        ),
        Metric(
            name="agreement_f1",
            parts=("p_above", "p_below", "r_above", "r_below"),
            of=_mean_of_two,
            defined="F1 of a precision and a recall that have each their own counts",
            source="Pradhan et al., Scoring Coreference Partitions, ACL 2014",
        ),
        Metric(
            name="conll_f1",
            parts=("p_above", "p_below", "r_above", "r_below"),
            of=_mean_of_measures,
            defined="the mean of the F1s of MUC, B-cubed and CEAF-e",
            source="Pradhan et al., Scoring Coreference Partitions, ACL 2014",
        ),
    )
}
"""Every metric by its name."""
