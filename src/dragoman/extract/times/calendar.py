"""Days, weeks, months and years as first and last day. Both are always included."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.ontology.times import Part

_WEEK = 7
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_YEARS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_DAYS = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}


class Days(NamedTuple):
    """A first and a last day. One known day has them equal."""

    first: date
    last: date


def one(day: date) -> Days:
    """Give a day as a range."""
    return Days(day, day)


def week_of(day: date) -> Days:
    """Give the week from Monday to Sunday that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=_WEEK - 1))


def months(year: int, month: int, number: int = 1) -> Days:
    """Give `number` whole months from the one named."""
    count = year * 12 + month - 1 + number - 1
    last_year, last_month = divmod(count, 12)
    return Days(
        date(year, month, 1),
        date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]),
    )


def years(first: int, last: int | None = None) -> Days:
    """Give whole years."""
    return Days(date(first, 1, 1), date(last or first, 12, 31))


def moved(day: date, number: int, unit: str) -> date:
    """Give the day so many units away; a month too short for the day ends it.

    >>> moved(date(2021, 8, 31), -2, "month").isoformat()
    '2021-06-30'
    """
    if unit in ("minute", "hour"):
        per_day = 24 if unit == "hour" else 24 * 60
        return day + timedelta(days=int(number / per_day))
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    steps = number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole(day: date, unit: str) -> Days:
    """Give the calendar's unit that holds a day; a decade is taken for its year."""
    if unit in ("week", "fortnight"):
        return week_of(day)
    if unit == "month":
        return months(day.year, day.month)
    if unit == "quarter":
        return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit in ("year", "decade"):
        return years(day.year)
    return one(day)


def part_of(days: Days, unit: str, part: Part) -> Days:
    """Give the early, middle or late part of a unit."""
    first, last = days
    if unit == "week":
        low, high = _DAYS[part]
        return Days(first + timedelta(days=low), first + timedelta(days=high))
    if unit == "month":
        low, high = _THIRDS[part]
        return Days(first.replace(day=low), first.replace(day=min(high, last.day)))
    if unit == "year":
        low, high = _MONTHS[part]
        return Days(date(first.year, low, 1), months(first.year, high).last)
    if unit == "decade":
        low, high = _YEARS[part]
        return years(first.year + low, first.year + high)
    return days


def weekday_at_or_before(weekday: int, day: date) -> date:
    """Give the latest such weekday (Monday is 0) that is not after a day.

    >>> weekday_at_or_before(1, date(2021, 8, 31)).isoformat()
    '2021-08-31'
    """
    return day - timedelta(days=(day.weekday() - weekday) % _WEEK)


def weekday_at_or_after(weekday: int, day: date) -> date:
    """Give the earliest such weekday (Monday is 0) that is not before a day."""
    return day + timedelta(days=(weekday - day.weekday()) % _WEEK)
