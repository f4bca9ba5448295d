"""Gives a time phrase its days."""

from collections.abc import Callable

from dragoman.extract.times import absolute, relative
from dragoman.extract.times.found import Found
from dragoman.extract.times.setting import Meaning, Setting, UnresolvedError, unit_of
from dragoman.ontology.times import Precision, TimeWords

_WHOLE_DAY = 24

_PRECISION: dict[str, Precision] = {
    **dict.fromkeys(("date", "numeric-date", "days", "named-day", "named-date"), "day"),
    **dict.fromkeys(("weekday", "weekday-of-week", "night-before", "days-away"), "day"),
    **dict.fromkeys(("last-night", "weekend"), "day"),
    **dict.fromkeys(("month", "month-of-year", "part-of-month"), "month"),
    **dict.fromkeys(("year", "years", "part-of-year", "half"), "year"),
    "week-of-month": "week",
    "decade": "decade",
    "quarter": "quarter",
    "season": "season",
    "clock": "hour",
}

_MEANS: dict[str, Callable[[Found, Setting], Meaning]] = absolute.MEANS | relative.MEANS


def precision(found: Found, words: TimeWords) -> Precision | None:
    """Say how fine a phrase is, whether or not it can be resolved."""
    if found.row.precision:
        return found.row.precision
    fixed = _PRECISION.get(found.row.means)
    if fixed or found.row.means == "other-calendar":
        return fixed
    name = unit_of(found, words)
    number = words.numbers.exact(found.values.get("number", "a")) or 1
    if name == "hour" and found.row.means == "span" and number >= _WHOLE_DAY:
        return "day"
    return words.precision(name)


def meaning(found: Found, setting: Setting) -> Meaning:
    """Resolve a phrase; a reason stands where it cannot be."""
    try:
        return _MEANS[found.row.means](found, setting)
    except UnresolvedError as unresolved:
        return Meaning(None, None, unresolved.anchor, unresolved.why)
    except (ValueError, OverflowError):
        return Meaning(None, None, "absolute", "outside-calendar")
