"""Dates that an input states of itself: a row's field, a page's metadata, a line at its top.

Only whole statements are read. A date inside a sentence or a caption is never one of them.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from typing import Literal, NamedTuple

FIRST_YEAR = 1800
LAST_YEAR = 2100
"""News has no date outside these years; what looks like one is a slip or a machine's default."""

_LONGEST = 100

Precision = Literal["day", "month", "year"]


class Stated(NamedTuple):
    """A date as it was stated, or why it is none: `day` is the first day of a month or year."""

    day: date | None
    precision: Precision = "day"
    said: str = ""


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_ZONE = r"(?:\s*(?:z|utc|gmt|[a-z]{1,4}t|local time)?\s*(?:[+-]\d{1,2}:?(?:\d\d)?)?)"
_CLOCK = (
    r"(?:,?\s*(?:t|at|-|–|\||·|/)?\s*\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?"
    r"\s*(?:[ap]\.?m\.?)?" + _ZONE + r"(?:\s*\([^()]{1,20}\))?)"
)
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:t?{_CLOCK})?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:t?\d{4,6}z?)?",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}{_CLOCK}?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_CLOCK}?",
        r"(?P<year>\d{4})-(?P<month>\d\d)",
        rf"{_MONTH},?\s+{_YEAR}",
        _YEAR,
    )
)
_SLASHED = re.compile(
    rf"{_WEEKDAY}(?P<one>\d\d?)[/.-](?P<two>\d\d?)[/.-]{_YEAR}{_CLOCK}?", re.IGNORECASE
)
_AFTER_CLOCK = re.compile(
    r"^\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?" + _ZONE + r"\s*(?:,|on|-|–|\||·)?\s+", re.IGNORECASE
)


_EPOCH = re.compile(r"(?P<seconds>[1-9]\d{8,9})(?:\d{3})?(?:\.\d+)?")
"""Seconds since 1970 in nine or ten digits (1973 to 2286), or thousandths of them."""


def read_date(words: str) -> Stated:
    """Read a date that is the whole of `words`; the clock time and its zone are passed over.

    The day is the outlet's own: it is not moved to another time zone. Only of a count of seconds
    since 1970 it is the day in Greenwich, since such a number has no other.

    >>> read_date("Thursday, 14 March 2024 10:15 GMT").day
    datetime.date(2024, 3, 14)
    >>> read_date("31 February 2024").said
    "'31 February 2024' is no day of the calendar"
    >>> read_date("1710412500").day
    datetime.date(2024, 3, 14)
    """
    plain = _plain(words)
    if counted := _EPOCH.fullmatch(plain):
        return _counted(int(counted["seconds"]), plain)
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _dated(found.groupdict(), plain)
    if found := _SLASHED.fullmatch(plain):
        return _slashed(int(found["one"]), int(found["two"]), int(found["year"]), plain)
    mailed = parsedate_tz(plain) if re.match(r"[A-Za-z]{3},? \d", plain) else None
    if mailed:
        return _day(mailed[0], mailed[1], mailed[2], said=plain)
    return Stated(None, said=f"{plain[:80]!r} is not a date in a form known here")


def _counted(seconds: int, said: str) -> Stated:
    day = datetime.fromtimestamp(seconds, tz=UTC).date()
    return _day(day.year, day.month, day.day, said=said)


def _plain(words: str) -> str:
    """Bring a statement to single spaces; a longer one than any date is cut."""
    return _AFTER_CLOCK.sub("", " ".join(words[:_LONGEST].split()).strip(" .,|·"))


def _dated(parts: dict[str, str | None], said: str) -> Stated:
    year, month, day = parts["year"] or "", parts.get("month"), parts.get("day")
    number = 1 if month is None else int(month) if month.isdigit() else _named(month)
    made = _day(int(year), number, int(day or 1), said=said)
    precision: Precision = "day" if day else "month" if month else "year"
    return made._replace(precision=precision)


def _named(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _slashed(one: int, two: int, year: int, said: str) -> Stated:
    """Read 14/03/2024; where both could be the month and they differ, nobody can know."""
    if one != two and one <= len(_MONTHS) and two <= len(_MONTHS):
        return Stated(None, said=f"{said!r} may be day/month or month/day")
    return _day(year, min(one, two), max(one, two), said=said)


def _day(year: int, month: int, day: int, *, said: str) -> Stated:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Stated(None, said=f"{said!r} is outside {FIRST_YEAR} to {LAST_YEAR}")
    try:
        return Stated(date(year, month, day))
    except ValueError:
        return Stated(None, said=f"{said!r} is no day of the calendar")


_FORM_OF_DAY = (*_FORMS[:4], _SLASHED)


def is_date(words: str) -> bool:
    """Whether the words are a day of a year and nothing else, be it a possible one or not."""
    plain = _plain(words)
    return any(form.fullmatch(plain) for form in _FORM_OF_DAY)
