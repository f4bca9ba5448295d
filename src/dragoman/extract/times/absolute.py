"""Times of the calendar: dates, months, years, seasons, with or without a year."""

from collections.abc import Callable
from datetime import date, timedelta

from dragoman.extract.times import calendar
from dragoman.extract.times.calendar import Days
from dragoman.extract.times.found import Found
from dragoman.extract.times.setting import Meaning, Setting, UnresolvedError

_LEAP = 8
"""Years to look back or on for a day such as 29 February."""
_DECEMBER = 12


def _absolute(days: Days) -> Meaning:
    return Meaning(*days, "absolute")


def _published(days: Days) -> Meaning:
    return Meaning(*days, "published")


def _month(found: Found, setting: Setting) -> int:
    return setting.words.rows.months[found.values["month"].casefold().rstrip(".")]


def _day_number(words: str) -> int:
    return int("".join(c for c in words if c in "0123456789"))


def _dated(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise UnresolvedError("impossible-date", "absolute") from impossible


def _nearest(days: Callable[[int], Days], setting: Setting) -> Days:
    """Choose the year of a yearly time: the latest begun by publication, or the next if ahead."""
    today, tried = setting.today, None
    step = 1 if setting.future else -1
    start = today.year - 1 if setting.future else today.year + 1
    for year in range(start, start + step * (_LEAP + 3), step):
        try:
            tried = days(year)
        except UnresolvedError:
            continue
        if tried.last >= today if setting.future else tried.first <= today:
            return tried
    raise UnresolvedError("impossible-date", "absolute")


def _yearly(found: Found, setting: Setting, days: Callable[[int], Days]) -> Meaning:
    if "year" in found.values:
        return _absolute(days(int(found.values["year"])))
    if setting.published is None:
        days(2000)  # a leap year: raises for a day that no year has
    return _published(_nearest(days, setting))


def _date(found: Found, setting: Setting) -> Meaning:
    if "iso" in found.values:
        numbers = found.values["iso"][:10].replace("/", "-").split("-")
        return _absolute(calendar.one(_dated(*(int(n) for n in numbers))))
    month, day_of_month = _month(found, setting), _day_number(found.values["day"])
    return _yearly(found, setting, lambda y: calendar.one(_dated(y, month, day_of_month)))


def _numeric(found: Found, _setting: Setting) -> Meaning:
    one, two, year = (int(n) for n in found.values["numeric"].replace(".", "/").split("/"))
    if one != two and max(one, two) <= _DECEMBER:
        raise UnresolvedError("ambiguous-day-month", "absolute")
    day, month = max(one, two), min(one, two)
    return _absolute(calendar.one(_dated(year, month, day)))


def _days(found: Found, setting: Setting) -> Meaning:
    month = _month(found, setting)
    low, high = sorted(_day_number(found.values[k]) for k in ("day", "day2"))
    return _yearly(found, setting, lambda y: Days(_dated(y, month, low), _dated(y, month, high)))


def _whole_month(found: Found, setting: Setting) -> Meaning:
    month, way = _month(found, setting), found.row.way
    if way == "last":
        before = setting.today.replace(day=1) - timedelta(days=1)
        setting = setting._replace(published=before, future=False)
    setting = setting._replace(future=setting.future or way == "next")
    return _yearly(found, setting, lambda y: calendar.months(y, month))


def _month_of_year(found: Found, setting: Setting) -> Meaning:
    away = {"last": -1, "next": 1}.get(setting.words.way(found.words) or "this", 0)
    return _published(calendar.months(setting.today.year + away, _month(found, setting)))


def _part_of_month(found: Found, setting: Setting) -> Meaning:
    month, part = _month(found, setting), setting.words.part(found.words) or "mid"
    return _yearly(
        found, setting, lambda y: calendar.part_of(calendar.months(y, month), "month", part)
    )


def _week_of_month(found: Found, setting: Setting) -> Meaning:
    month, number = _month(found, setting), _ordinal(found, setting)
    first, last = number * 7 - 6, number * 7
    return _yearly(found, setting, lambda y: Days(_dated(y, month, first), _dated(y, month, last)))


def _named_day(found: Found, setting: Setting) -> Meaning:
    named = " ".join(found.values["named_day"].casefold().split())
    month, day_of_month = (int(n) for n in setting.words.rows.named_days[named].split("-"))
    return _yearly(found, setting, lambda y: calendar.one(_dated(y, month, day_of_month)))


def _named_date(found: Found, setting: Setting) -> Meaning:
    return _absolute(calendar.one(setting.words.rows.named_dates[found.values["named_date"]]))


def _years(found: Found, _setting: Setting) -> Meaning:
    first = int(found.values["year"])
    last = int(found.values["year2"]) if "year2" in found.values else first
    if "yy" in found.values:
        last = first // 100 * 100 + int(found.values["yy"])
    return _absolute(calendar.years(min(first, last), max(first, last)))


def _part_of_year(found: Found, setting: Setting) -> Meaning:
    days = calendar.years(int(found.values["year"]))
    return _absolute(calendar.part_of(days, "year", setting.words.part(found.words) or "mid"))


def _decade(found: Found, setting: Setting) -> Meaning:
    number = _day_number(found.values["decade"])
    first = number if number >= 100 else 1900 + number  # noqa: PLR2004 - "the '90s" has two figures
    days, part = calendar.years(first, first + 9), setting.words.part(found.words)
    return _absolute(calendar.part_of(days, "decade", part) if part else days)


def _ordinal(found: Found, setting: Setting) -> int:
    return setting.words.rows.ordinals[found.values["ordinal"].casefold()]


def _quarter(found: Found, setting: Setting) -> Meaning:
    number = int(found.values["q"]) if "q" in found.values else _ordinal(found, setting)
    if not 1 <= number <= 4:  # noqa: PLR2004 - a year has four quarters
        raise UnresolvedError("impossible-date", "absolute")
    return _yearly(found, setting, lambda y: calendar.months(y, number * 3 - 2, 3))


def _half(found: Found, setting: Setting) -> Meaning:
    number = min(_ordinal(found, setting), 2)
    return _absolute(calendar.months(int(found.values["year"]), number * 6 - 5, 6))


def _season(found: Found, setting: Setting) -> Meaning:
    month = setting.words.rows.seasons[found.values["season"].casefold()]
    way = found.row.way or setting.words.way(found.words.rsplit(maxsplit=1)[0])
    if "year" not in found.values and way == "last":
        over = _nearest(lambda y: calendar.months(y, month, 3), setting._replace(future=False))
        if over.last >= setting.today:
            over = calendar.months(over.first.year - 1, month, 3)
        return _published(over)
    setting = setting._replace(future=setting.future or way == "next")
    return _yearly(found, setting, lambda y: calendar.months(y, month, 3))


def _clock(_found: Found, setting: Setting) -> Meaning:
    """Give a clock time the day of the nearest time in its sentence; alone it has no day."""
    if setting.near is None:
        raise UnresolvedError(setting.why_not_near, "mention")
    return Meaning(*setting.near, "mention")


def _other_calendar(_found: Found, _setting: Setting) -> Meaning:
    raise UnresolvedError("calendar-not-read", "absolute")


def _last_night(_found: Found, setting: Setting) -> Meaning:
    return _published(Days(setting.today - timedelta(days=1), setting.today))


def _days_away(found: Found, setting: Setting) -> Meaning:
    return _published(calendar.one(setting.today + timedelta(days=found.row.days)))


MEANS: dict[str, Callable[[Found, Setting], Meaning]] = {
    "date": _date,
    "numeric-date": _numeric,
    "days": _days,
    "month": _whole_month,
    "month-of-year": _month_of_year,
    "part-of-month": _part_of_month,
    "week-of-month": _week_of_month,
    "named-day": _named_day,
    "named-date": _named_date,
    "year": _years,
    "years": _years,
    "part-of-year": _part_of_year,
    "decade": _decade,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "clock": _clock,
    "other-calendar": _other_calendar,
    "last-night": _last_night,
    "days-away": _days_away,
}
