"""Times counted from the publication date, and from other times of the text."""

from collections.abc import Callable
from datetime import timedelta

from dragoman.extract.times import calendar
from dragoman.extract.times.calendar import Days
from dragoman.extract.times.found import Found
from dragoman.extract.times.setting import Meaning, Setting, UnresolvedError, unit_of

_SATURDAY = 5
_LONGEST = {"week": 7, "fortnight": 14, "month": 31, "quarter": 92, "year": 366, "decade": 3660}
"""Days that the other time may last for a count in this unit to make sense."""
_SIGNS = {"on": 1, "back": -1, "before": -1, "same": 0}


def _published(days: Days) -> Meaning:
    return Meaning(*days, "published")


def weekday(found: Found, setting: Setting) -> Meaning:
    """Give the latest such day not after publication, the next one if the tense is future.

    "last Tuesday" is never the day of publication, nor is "next Tuesday".
    """
    number = setting.words.rows.weekdays[found.values["weekday"].casefold()]
    today, way = setting.today, found.row.way
    if way == "last":
        day = calendar.weekday_at_or_before(number, today - timedelta(days=1))
    elif way == "next":
        day = calendar.weekday_at_or_after(number, today + timedelta(days=1))
    elif setting.future:
        day = calendar.weekday_at_or_after(number, today)
    else:
        day = calendar.weekday_at_or_before(number, today)
    return _published(calendar.one(day))


def weekday_of_week(found: Found, setting: Setting) -> Meaning:
    """Read "Thursday last week"."""
    number = setting.words.rows.weekdays[found.values["weekday"].casefold()]
    weeks = {"last": -1, "next": 1}.get(setting.words.way(found.words) or "this", 0)
    monday = calendar.week_of(setting.today).first
    return _published(calendar.one(monday + timedelta(days=7 * weeks + number)))


def night_before(found: Found, setting: Setting) -> Meaning:
    """Read "overnight into Saturday" and "the night of Friday to Saturday" as two days."""
    name = found.values.get("weekday2", found.values["weekday"])
    number = setting.words.rows.weekdays[name.casefold()]
    day = calendar.weekday_at_or_before(number, setting.today)
    return _published(Days(day - timedelta(days=1), day))


def unit(found: Found, setting: Setting) -> Meaning:
    """Read "last week", "earlier this month", "late next year"."""
    today, name = setting.today, unit_of(found, setting.words)
    *rest, way_word, _ = found.words.lower().split()
    away = {"last": -1, "next": 1}.get(found.row.way or setting.words.way(way_word) or "this", 0)
    days = calendar.whole(calendar.moved(today, away, name), name)
    if name == "decade":
        first = days.first.year // 10 * 10
        days = calendar.years(first, first + 9)
    part = setting.words.part(" ".join(rest))
    if part == "so_far":
        return _published(Days(days.first, min(days.last, today)))
    if part == "to_come":
        return _published(Days(max(days.first, today), days.last))
    return _published(calendar.part_of(days, name, part) if part else days)


def weekend(found: Found, setting: Setting) -> Meaning:
    """Give the latest weekend that has begun by publication, or the next one."""
    today, way = setting.today, setting.words.way(found.words.lower())
    saturday = calendar.weekday_at_or_before(_SATURDAY, today)
    under_way = today <= saturday + timedelta(days=1)
    if way == "next" or (setting.future and not under_way):
        saturday += timedelta(days=7)
    elif way == "last" and under_way:
        saturday -= timedelta(days=7)
    return _published(Days(saturday, saturday + timedelta(days=1)))


def _number(found: Found, setting: Setting) -> int:
    number = setting.words.numbers.exact(found.values.get("number", "a"))
    if number is None:
        raise UnresolvedError("vague-number", "published")
    return number


def span(found: Found, setting: Setting) -> Meaning:
    """Read "the past 24 hours": up to, or from, the publication date."""
    today, number = setting.today, _number(found, setting)
    name = unit_of(found, setting.words)
    if found.row.way == "back":
        return _published(Days(calendar.moved(today, -number, name), today))
    return _published(Days(today, calendar.moved(today, number, name)))


def vague_span(found: Found, setting: Setting) -> Meaning:
    """Read "recent years": one end is publication, the other is not known."""
    today = setting.today
    if found.row.way == "back":
        return Meaning(None, today, "published", "vague-start")
    return Meaning(today, None, "published", "vague-end")


def ago(found: Found, setting: Setting) -> Meaning:
    """Give the unit that lies so far back; "more than" leaves its start open."""
    name = unit_of(found, setting.words)
    day = calendar.moved(setting.today, -_number(found, setting), name)
    days = calendar.whole(day, name)
    if found.row.way == "before":
        return Meaning(None, days.last, "published", "vague-start")
    return _published(days)


def vague_ago(_found: Found, _setting: Setting) -> Meaning:
    """Say that "years ago" has no number."""
    raise UnresolvedError("vague-number", "published")


def running(found: Found, setting: Setting) -> Meaning:
    """Read "a third straight day" as the days up to publication."""
    today, name = setting.today, unit_of(found, setting.words)
    number = setting.words.rows.ordinals[found.values["ordinal"].casefold()]
    first = calendar.whole(calendar.moved(today, 1 - number, name), name).first
    return _published(Days(first, today))


def of_event(_found: Found, _setting: Setting) -> Meaning:
    """Say that "the third day of the offensive" hangs on an event, not on a date."""
    raise UnresolvedError("anchored-on-event", "mention")


def vague_away(_found: Found, _setting: Setting) -> Meaning:
    """Say that "hours later" has no number."""
    raise UnresolvedError("vague-number", "mention")


def away(found: Found, setting: Setting) -> Meaning:
    """Count from another time of the text: "eleven years later" after "in 1979"."""
    near = setting.near
    if near is None:
        raise UnresolvedError(setting.why_not_near, "mention")
    name = unit_of(found, setting.words)
    if (near.last - near.first).days >= _LONGEST.get(name, 1):
        raise UnresolvedError("anchor-too-wide", "mention")
    steps = _SIGNS[found.row.way or "same"] * _number(found, setting)
    first, last = (calendar.moved(day, steps, name) for day in near)
    return Meaning(calendar.whole(first, name).first, calendar.whole(last, name).last, "mention")


def since_then(_found: Found, setting: Setting) -> Meaning:
    """Read "since then" as open from the time last named."""
    if setting.near is None:
        raise UnresolvedError(setting.why_not_near, "mention")
    return Meaning(setting.near.first, None, "mention")


MEANS: dict[str, Callable[[Found, Setting], Meaning]] = {
    "weekday": weekday,
    "weekday-of-week": weekday_of_week,
    "night-before": night_before,
    "unit": unit,
    "weekend": weekend,
    "span": span,
    "vague-span": vague_span,
    "ago": ago,
    "vague-ago": vague_ago,
    "running": running,
    "of-event": of_event,
    "vague-away": vague_away,
    "away": away,
    "since-then": since_then,
}
