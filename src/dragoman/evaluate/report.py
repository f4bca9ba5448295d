"""Measures sets one after the other; what is wrong with one costs no other its figures."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from dragoman import __version__
from dragoman.errors import MissingExtraError
from dragoman.evaluate.coding import Coder
from dragoman.evaluate.figures import Figure, figures
from dragoman.evaluate.goldset import (
    AbsentError,
    Answers,
    GoldError,
    GoldSet,
    Row,
    digest_of_files,
    sampled,
)
from dragoman.evaluate.parts import HIDDEN
from dragoman.evaluate.scored import Slip
from dragoman.ontology.files import VERSION as ONTOLOGY
from dragoman.records import Article


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


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a set that are to be scored, of how many, and the digest of its files."""

    rows: Sequence[Row]
    of: int
    digest: str

    @property
    def articles(self) -> list[Article]:
        """Give the articles of all rows, each once."""
        return _once(self.rows)

    @property
    def shown(self) -> list[Article]:
        """Give the articles whose words may be shown: not those of the corpus' test part."""
        return _once([row for row in self.rows if getattr(row, "part", None) != HIDDEN])


def _once(rows: Sequence[Row]) -> list[Article]:
    return list({a.id: a for row in rows for a in row.articles}.values())


def evaluate(
    sets: Sequence[GoldSet[Row]],
    folder: Path,
    *,
    jobs: int,
    samples: Mapping[str, int] | None = None,
    tell: Tell = lambda *_: None,
) -> Evaluation:
    """Measure sets of a folder of gold data; `samples` says of how many rows each, else of all."""
    sizes = samples or {}
    needs_readings = any(gold.needs_reading for gold in sets)
    with Coder(jobs, keeps_readings=needs_readings) as code:
        reports = [
            _measured(gold, load(gold, folder, size=sizes.get(gold.name)), code, tell=tell)
            for gold in sets
        ]
    return Evaluation(sets=tuple(reports))


def _measured(
    gold: GoldSet[Row], loaded: Loaded | SetReport, code: Coder, *, tell: Tell
) -> SetReport:
    if isinstance(loaded, SetReport):
        return loaded
    articles = loaded.articles
    answers = code(articles, tell=partial(_tell, tell, gold.name, len(articles)))
    try:
        return report(gold, loaded, answers)
    except MissingExtraError as lacking:
        return SetReport(name=gold.name, status="not measured", said=str(lacking))


def _tell(tell: Tell, name: str, of: int, done: int) -> None:
    tell(name, done, of)


def load(gold: GoldSet[Row], folder: Path, *, size: int | None) -> Loaded | SetReport:
    """Read a set; where that can't be, give the report that says why."""
    home = gold.home(folder)
    try:
        paths = gold.paths(home)
        rows = gold.read(paths)
        digest = digest_of_files(paths, home)
    except AbsentError as absent:
        return SetReport(name=gold.name, status="not measured", said=str(absent))
    except (GoldError, OSError, UnicodeDecodeError) as broken:
        return SetReport(name=gold.name, status="broken", said=str(broken))
    if not rows:
        said = f"{', '.join(p.name for p in paths)} hold no row: nothing to measure"
        return SetReport(name=gold.name, status="broken", said=said)
    return Loaded(rows=sampled(rows, size), of=len(rows), digest=digest)


def report(gold: GoldSet[Row], loaded: Loaded, answers: Answers) -> SetReport:
    """Score the answers to a set's rows."""
    scored = gold.score(loaded.rows, answers)
    return SetReport(
        name=gold.name,
        status="measured",
        digest=loaded.digest,
        rows=len(loaded.rows),
        of=loaded.of,
        lost=sum(answer.is_lost for answer in answers.values()),
        figures=tuple(figures(scored, gold.wanted)),
        slips=tuple(slip for unit in scored for slip in unit.slips),
    )
