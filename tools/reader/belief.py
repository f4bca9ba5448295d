"""Fits what makes the reader's likelihood a confidence, and tells how well it holds."""

import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
from sklearn.linear_model import LogisticRegression

from dragoman.evaluate.parts import Part
from dragoman.evaluate.sets.corpus import paired, read_part
from dragoman.extract.events.reader.heads import written_in
from dragoman.pipeline.order import Pipeline

_LEAST = 1e-4
_BINS = 10

Judgement = tuple[float, float, bool]
"""A mention's likelihood by the reader, its confidence, and whether it is right."""


def judgements(corpus: Path, part: Part) -> list[Judgement]:
    """Code a part and say of each mention whether gold has it, of that type."""
    pipeline, out = Pipeline(), list[Judgement]()
    rows = read_part(part, sorted(corpus.rglob("*.yml")))
    coded = zip(rows, pipeline.code([row.article for row in rows]), strict=True)
    for row, outcome in coded:
        right = {m.id for gold, m in paired(row, outcome.mentions).pairs if gold.type == m.type}
        out += [
            (m.judged.event * m.judged.type, m.confidence, m.id in right)
            for m in outcome.mentions
            if m.judged is not None
        ]
    return out


def fit(folder: Path, found: Sequence[Judgement]) -> None:
    """Write slope and offset into the model's `reader.json`."""
    odds = [[_odds(likely)] for likely, _, _ in found]
    model = LogisticRegression(C=1e6).fit(odds, [right for _, _, right in found])
    belief = (round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4))
    written = msgspec.structs.replace(written_in(folder), belief=belief)
    (folder / "reader.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(written), indent=1)
    )


def reliability(found: Sequence[Judgement]) -> tuple[list[tuple[int, float, float]], float]:
    """Give of each tenth of confidence its mentions, their mean and the share that is right.

    Beside it the expected calibration error (Naeini et al. 2015): the mean gap, by mentions.
    """
    bins: dict[int, list[Judgement]] = {}
    for each in found:
        bins.setdefault(min(int(each[1] * _BINS), _BINS - 1), []).append(each)
    rows = []
    for _, held in sorted(bins.items()):
        mean = sum(c for _, c, _ in held) / len(held)
        rows.append((len(held), mean, sum(r for _, _, r in held) / len(held)))
    return rows, sum(n * abs(mean - right) for n, mean, right in rows) / max(1, len(found))


def _odds(likely: float) -> float:
    bounded = min(max(likely, _LEAST), 1.0 - _LEAST)
    return math.log(bounded / (1.0 - bounded))
