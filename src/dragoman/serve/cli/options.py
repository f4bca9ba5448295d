"""Options that several commands share."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from dragoman.errors import UsageError
from dragoman.records import Row

EARLIEST, LATEST = 1800, 2100
POLE, DATE_LINE = 90, 180


def a_date(ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Read an ISO date; anything else is wrong usage, named with an example."""
    del ctx
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no date; write year-month-day, such as 2021-08-31", param=option
        ) from None
    if not EARLIEST <= day.year <= LATEST:
        raise click.BadParameter(
            f"{value!r} lies outside the years {EARLIEST} to {LATEST}", param=option
        )
    return day


_FIELDS = Row.__struct_fields__
_NEXT = re.compile(rf",(?=\s*(?:{'|'.join(_FIELDS)})\s*=)", re.IGNORECASE)
"""The comma between two pairs; one inside a column's name is followed by no field."""


def a_map(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, str]:
    """Read FIELD=COLUMN,… into a map of fields to columns; what is no field is wrong usage."""
    del ctx
    found: dict[str, str] = {}
    for pair in (pair for value in values for pair in _NEXT.split(value)):
        field, sign, column = (part.strip() for part in pair.partition("="))
        field = field.lower()
        if not (sign and field and column):
            said = f"{pair!r} is no FIELD=COLUMN; write such as text=body,title=headline"
        elif field not in _FIELDS:
            said = f"there is no field {field!r}; there are: {', '.join(_FIELDS)}"
        elif field in found:
            said = f"{field!r} is given twice"
        elif column in found.values():
            said = f"the column {column!r} is given twice"
        else:
            found[field] = column
            continue
        raise click.BadParameter(said, param=option)
    return found


columns_option = click.option(
    "--columns",
    "columns",
    multiple=True,
    callback=a_map,
    metavar="FIELD=COLUMN,...",
    help="Columns of CSV and Parquet, keys of JSON: text=body,title=headline,published=day.",
)


def check_lines_file(out: Path | None) -> None:
    """Refuse an `--out` that is no file of JSON lines, the only form that is written there."""
    check_file(out)
    if out is not None and out.suffix.casefold() not in {".jsonl", ".ndjson"}:
        raise UsageError(f"--out {str(out)!r}: JSON lines are written; end the name in .jsonl")


def check_file(out: Path | None) -> None:
    """Refuse an `--out` that cannot become a file, before any work is done for it."""
    if out is not None and (out.is_dir() or not out.absolute().parent.is_dir()):
        raise UsageError(f"--out {str(out)!r} is a folder or lies in one that does not exist")


def a_point(value: str) -> tuple[float, float]:
    """Read "LAT,LON" in degrees.

    >>> a_point("32.6,36.1")
    (32.6, 36.1)
    """
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError:
        raise UsageError(f"{value!r} is no point; write LAT,LON such as 32.6,36.1") from None
    if abs(lat) > POLE or abs(lon) > DATE_LINE:
        raise UsageError(f"{value!r} lies off the globe; latitude comes first")
    return lat, lon
