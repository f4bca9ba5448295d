"""From counts to figures with intervals: one figure a metric, a field and a group."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.evaluate.metrics import METRICS, Counts, Metric
from dragoman.evaluate.scored import Key, Scored

DRAWS = 500
"""Bootstrap draws: enough for two digits of a 95 % interval (Efron & Tibshirani 1993, ch. 19)."""
SEED = 20_260_101
"""Of the draws, so that the same counts give the same interval."""
_EDGES = (2.5, 97.5)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A metric over a field: over all its groups, and where `by_group` also over each alone."""

    metric: str
    field: str
    by_group: bool = False


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measured figure. `low` and `high` hold 95 % of the bootstrap draws.

    `value` is null where there was nothing to count, and `why` then says so. `n` is the units
    (rows) that had any count of it.
    """

    metric: str
    field: str
    group: str = ""
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int
    lower_is_better: bool = False
    why: str | None = None

    @property
    def key(self) -> str:
        """Name the figure, as the file of floors does: "f1:type strict/ASSAULT"."""
        return f"{self.metric}:{self.field}" + (f"/{self.group}" if self.group else "")


def figures(scored: Sequence[Scored], wanted: Sequence[Wanted]) -> Iterator[Figure]:
    """Give every figure that is wanted, in that order, groups by name."""
    weights = _weights(len(scored))
    for want in wanted:
        metric = METRICS[want.metric]
        table = _table(scored, want.field)
        groups = sorted(table)
        yield _figure(metric, want.field, "", [table[g] for g in groups], weights)
        if want.by_group:
            for group in groups:
                yield _figure(metric, want.field, group, [table[group]], weights)


def _weights(units: int) -> NDArray[np.float64]:
    """Give how often each unit is drawn: first once each, which is the figure itself."""
    draw = np.random.default_rng(SEED)
    drawn = draw.multinomial(units, np.full(units, 1 / units), DRAWS) if units else None
    ones = np.ones((1, units))
    return ones if drawn is None else np.vstack([ones, drawn.astype(float)])


def _table(scored: Sequence[Scored], field: str) -> dict[str, dict[str, NDArray[np.float64]]]:
    """Spread a field's counts over group, part and unit."""
    table: dict[str, dict[str, NDArray[np.float64]]] = {}
    for n, unit in enumerate(scored):
        for (its, group, part), count in unit.counts.items():
            if its == field:
                parts = table.setdefault(group, {})
                parts.setdefault(part, np.zeros(len(scored)))[n] += count
    return table


def _figure(
    metric: Metric,
    field: str,
    group: str,
    tables: Sequence[dict[str, NDArray[np.float64]]],
    weights: NDArray[np.float64],
) -> Figure:
    none = np.zeros(weights.shape[1])
    by_unit = np.array([[table.get(part, none) for table in tables] for part in metric.parts])
    n = int((by_unit.sum(axis=(0, 1)) > 0).sum()) if by_unit.size else 0
    name = {"metric": metric.name, "field": field, "group": group}
    shared = {**name, "n": n, "lower_is_better": metric.lower_is_better}
    if not by_unit.size:
        return msgspec.convert({**shared, "value": None, "why": "nothing was counted"}, Figure)
    counts: Counts = by_unit @ weights.T
    values = metric.of(counts)
    if np.isnan(values[0]):
        return msgspec.convert({**shared, "value": None, "why": "nothing to divide by"}, Figure)
    drawn = values[1:][~np.isnan(values[1:])]
    low, high = np.percentile(drawn, _EDGES) if drawn.size else (None, None)
    return msgspec.convert(
        {**shared, "value": float(values[0]), "low": _number(low), "high": _number(high)}, Figure
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, float | np.floating) else None


def count_of(field: str, part: str, number: float = 1.0, *, group: str = "") -> dict[Key, float]:
    """Write a single count."""
    return {Key(field, group, part): number}
