"""Measures sets one after the other; what is wrong with one costs no other its figures."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import __version__
from dragoman.evaluate.coding import code_all
from dragoman.evaluate.figures import Figure, figures
from dragoman.evaluate.goldset import (
    AbsentError,
    GoldError,
    GoldSet,
    Row,
    digest_of_files,
    sampled,
)
from dragoman.evaluate.scored import Slip
from dragoman.ontology.files import VERSION as ONTOLOGY


class SetReport(msgspec.Struct, frozen=True, kw_only=True):
    """One set's figures. `said` tells why there are none where it was not measured.

    `rows` are those scored, `of` those in the set; `lost` the articles that could not be coded,
    which count as answers of nothing.
    """

    name: str
    status: Literal["measured", "not measured", "broken"]
    said: str | None = None
    digest: str | None = None
    rows: int = 0
    of: int = 0
    lost: int = 0
    figures: tuple[Figure, ...] = ()
    slips: tuple[Slip, ...] = ()

    def figure(self, key: str) -> Figure | None:
        """Find a figure by its key."""
        return next((f for f in self.figures if f.key == key), None)


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured, with which version. Written by `dragoman evaluate --json`."""

    schema: str = "dragoman.evaluation/1"
    version: str = __version__
    ontology: str = ONTOLOGY
    sets: tuple[SetReport, ...]

    @property
    def unmeasured(self) -> tuple[SetReport, ...]:
        """Give the sets without figures."""
        return tuple(each for each in self.sets if each.status != "measured")


Tell = Callable[[str, int, int], None]
"""Told how far a set is: its name, articles coded, articles in all."""


def evaluate(
    sets: Sequence[GoldSet[Row]],
    folder: Path,
    *,
    jobs: int,
    samples: dict[str, int] | None = None,
    tell: Tell = lambda *_: None,
) -> Evaluation:
    """Measure sets of a folder of gold data; `samples` says of how many rows each, else of all."""
    sizes = samples or {}
    reports = [
        _measured(each, folder, jobs=jobs, size=sizes.get(each.name), tell=tell) for each in sets
    ]
    return Evaluation(sets=tuple(reports))


def _measured(
    gold: GoldSet[Row], folder: Path, *, jobs: int, size: int | None, tell: Tell
) -> SetReport:
    try:
        paths = gold.paths(folder)
        rows = gold.read(paths)
    except AbsentError as absent:
        return SetReport(name=gold.name, status="not measured", said=str(absent))
    except (GoldError, OSError, UnicodeDecodeError) as broken:
        return SetReport(name=gold.name, status="broken", said=str(broken))
    if not rows:
        said = f"{', '.join(p.name for p in paths)} hold no row: nothing to measure"
        return SetReport(name=gold.name, status="broken", said=said)
    chosen = sampled(rows, size)
    articles = {a.id: a for row in chosen for a in row.articles}
    answers = code_all(
        articles.values(),
        jobs=jobs,
        needs_reading=gold.needs_reading,
        tell=lambda done: tell(gold.name, done, len(articles)),
    )
    scored = gold.score(chosen, answers)
    return SetReport(
        name=gold.name,
        status="measured",
        digest=digest_of_files(paths, folder),
        rows=len(chosen),
        of=len(rows),
        lost=sum(answer.is_lost for answer in answers.values()),
        figures=tuple(figures(scored, gold.wanted)),
        slips=tuple(slip for unit in scored for slip in unit.slips),
    )
