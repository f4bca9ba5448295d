"""Options that several commands share."""

from datetime import date
from pathlib import Path

import click

from dragoman.errors import UsageError

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
