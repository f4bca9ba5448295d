"""The gate: a file of floors that no figure may fall under, each with the set's digest.

```toml
[plv]
digest = "2450ba31af632734"
rows = 350

[plv.floors]
"macro_f1:type strict" = 0.70

[[plv.accepted]]
figure = "macro_f1:type strict"
was = 0.72
now = 0.70
on = 2026-11-23
why = "…"
```

A figure of which less is better (extra events a sentence) has a ceiling, written the same way.
`rows` says on how many rows, spread evenly over the set, the floors were measured.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil, floor
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.evaluate.figures import Figure
from dragoman.evaluate.report import Evaluation, SetReport

DIGITS = 3
"""Digits of a floor: a figure is cut there, so that the last bit of a sum is no loss."""
SLACK = 0.003
"""What a floor leaves: another processor may round a tie in a parse otherwise. Ours to choose."""


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A loss that was taken on purpose, and why."""

    figure: str
    was: float
    now: float
    on: date
    why: str


class Pinned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is held of one set."""

    digest: str
    rows: int
    floors: dict[str, float] = {}
    accepted: tuple[Accepted, ...] = ()


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that keeps the gate shut, and what to do."""

    set: str
    said: str
    remedy: str


Floors = Mapping[str, Pinned]


def read_floors(file: Path) -> dict[str, Pinned]:
    """Read a file of floors; a broken one is wrong usage."""
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), dict[str, Pinned])
    except FileNotFoundError as gone:
        raise UsageError(f"{file} is not there; --update makes it") from gone
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as broken:
        raise UsageError(f"{file} is no file of floors: {broken}") from broken


def rows_of(floors: Floors) -> dict[str, int]:
    """Give on how many rows each set is measured for the gate."""
    return {name: pinned.rows for name, pinned in floors.items()}


def check(evaluation: Evaluation, floors: Floors, *, requires_all: bool) -> list[Broken]:
    """Give all that is under its floor, over its ceiling, changed, broken or not pinned.

    A set that is not there is broken only where all are required.
    """
    reports = {report.name: report for report in evaluation.sets}
    found: list[Broken] = []
    for name, pinned in floors.items():
        report = reports.get(name)
        is_absent = report is None or report.status == "not measured"
        if requires_all or not is_absent:
            found += _check_set(name, pinned, report)
    for name in reports.keys() - floors.keys():
        if reports[name].status == "measured":
            remedy = "run the gate with --update to pin it"
            found.append(Broken(set=name, said="is measured but has no floors", remedy=remedy))
    return found


def _check_set(name: str, pinned: Pinned, report: SetReport | None) -> Iterator[Broken]:
    if report is None or report.status != "measured":
        said = report.said if report is not None and report.said else "it was not asked for"
        remedy = "mend the set, or name the folder that holds it"
        yield Broken(set=name, said=f"not measured: {said}", remedy=remedy)
        return
    if report.digest != pinned.digest:
        said = f"its files are not those of the floors ({report.digest}, not {pinned.digest})"
        yield Broken(set=name, said=said, remedy="look at what changed, then --update to re-pin")
        return
    if report.lost:
        said = f"{report.lost} articles could not be coded"
        yield Broken(set=name, said=said, remedy="run evaluate on this set and read its problems")
    for key, held in pinned.floors.items():
        figure = report.figure(key)
        if figure is None or figure.value is None:
            said = f"{key} has no figure any more"
            yield Broken(set=name, said=said, remedy="a set or metric changed: see --errors")
        elif _is_worse(figure, held):
            word = "over its ceiling" if figure.lower_is_better else "under its floor"
            said = f"{key} is {figure.value:.4f}, {word} {held:.{DIGITS}f}"
            remedy = "mend it, or --accept-loss 'why' writes the reason into the file"
            yield Broken(set=name, said=said, remedy=remedy)


def _is_worse(figure: Figure, held: float) -> bool:
    """Whether a figure, cut to the digits of a floor, is on the wrong side of it."""
    cut = _cut(figure)
    return cut > held if figure.lower_is_better else cut < held


def _cut(figure: Figure) -> float:
    scale: int = 10**DIGITS
    value = (figure.value or 0.0) * scale
    # A sum in another order may differ in its last bit: that is no loss.
    whole = ceil(value - 1e-6) if figure.lower_is_better else floor(value + 1e-6)
    return whole / scale


def _floor_of(figure: Figure) -> float:
    """Give the floor (or ceiling) that a figure sets."""
    step = SLACK if figure.lower_is_better else -SLACK
    return round(_cut(figure) + step, DIGITS)


def updated(
    evaluation: Evaluation, floors: Floors, *, why: str | None, today: date
) -> dict[str, Pinned]:
    """Give floors raised to what was measured; they are lowered only with a reason, kept in them.

    Only figures over all groups are held: those of single groups move by a row or two. A set
    that was not measured keeps its floors.
    """
    new = dict(floors)
    for report in evaluation.sets:
        if report.status == "measured" and report.digest is not None:
            new[report.name] = _pinned(report, floors.get(report.name), why=why, today=today)
    return new


def _pinned(report: SetReport, before: Pinned | None, *, why: str | None, today: date) -> Pinned:
    is_same = before is not None and (before.digest, before.rows) == (report.digest, report.rows)
    held = before.floors if before is not None and is_same else {}
    accepted = list(before.accepted) if before is not None else []
    floors: dict[str, float] = {}
    for figure in report.figures:
        if figure.group or figure.value is None:
            continue
        was, now = held.get(figure.key), _floor_of(figure)
        if was is None:
            floors[figure.key] = now
        elif not _is_worse(figure, was):
            floors[figure.key] = min(was, now) if figure.lower_is_better else max(was, now)
        elif why is None:
            floors[figure.key] = was
        else:
            floors[figure.key] = now
            accepted.append(Accepted(figure=figure.key, was=was, now=now, on=today, why=why))
    return Pinned(
        digest=report.digest or "", rows=report.rows, floors=floors, accepted=tuple(accepted)
    )


def written(floors: Floors) -> str:
    """Write a file of floors."""
    lines = [
        "# What no change may make worse: of each gold set its digest, on how many rows it is",
        "# measured, and the floor of each figure (of extra_events: the ceiling).",
        "# Written by `python bench/gate.py --update`, which never lowers a floor;",
        "# --accept-loss 'why' does, and the reason stays here.",
    ]
    for name, pinned in floors.items():
        lines += ["", f"[{name}]", f'digest = "{pinned.digest}"', f"rows = {pinned.rows}", ""]
        lines += [f"[{name}.floors]"]
        lines += [f"{_quoted(key)} = {value:.{DIGITS}f}" for key, value in pinned.floors.items()]
        for loss in pinned.accepted:
            lines += ["", f"[[{name}.accepted]]", f"figure = {_quoted(loss.figure)}"]
            lines += [f"was = {loss.was:.{DIGITS}f}", f"now = {loss.now:.{DIGITS}f}"]
            lines += [f"on = {loss.on.isoformat()}", f"why = {_quoted(loss.why)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
