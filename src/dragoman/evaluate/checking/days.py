"""Whether a mention's days fit their words, their precision and the day of publication."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import Days, GoldTime
from dragoman.ontology.numbers import load
from dragoman.ontology.plover import load_plover

_LONGEST = {
    "hour": 2,
    "day": 2,
    "week": 7,
    "month": 31,
    "quarter": 92,
    "season": 92,
    "year": 366,
    "decade": 3653,
}
"""Days that a time of this precision lasts at most; a night has two dates."""
_DAY = timedelta(days=1)
_WEEK = 7
_OLD = 30
"""Days after which what is only told as context is background: the contract's."""
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_NAMES)})\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(next|coming|following|later)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(last|previous|past|a week)\b", re.IGNORECASE)
_NIGHT = re.compile(r"night|evening|overnight", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\b(yesterday|today|tonight|tomorrow|overnight|ago|(this|last|next) (week|month|year)|"
    rf"{'|'.join(_NAMES)})\b",
    re.IGNORECASE,
)
_TODAY = ("today", "this morning", "this afternoon", "this evening", "tonight", "earlier today")
_FUTURE = ("planned", "threatened", "called_for", "possible")
_PAST = ("happened", "background", "denied")


class Dated(NamedTuple):
    """A time whose days are written, with its words and the day of publication.

    `is_saying` is true of speech acts: it is the day of the words, not of what they speak of.
    """

    words: str
    first: date | None
    last: date | None
    published: date | None
    status: str
    is_saying: bool

    @property
    def has_date(self) -> bool:
        """Whether the words themselves give a day of a month, or a year."""
        return any(letter.isdigit() for letter in self.words)


def check_time(told: Told) -> Iterator[Said]:
    """Say what is wrong with the time of a mention."""
    time, text = told.mention.time, told.text
    if time is None or not isinstance(time.days, Days) or time.days == Days(None, None):
        yield from _background_without_day(told)
        return
    is_saying = load_plover().types[told.mention.type].is_speech
    dated = Dated(time.span.quote, *time.days, text.published, told.mention.status, is_saying)
    yield from _precision(time, dated)
    if time.anchor == "mention":
        return
    yield from _unpublished(time, dated)
    if text.published is not None:
        yield from _against_publication(dated, text.published)
        if time.anchor != "absolute":
            yield from _exact_words(dated, text.published)
    yield from _weekdays(dated)


def _background_without_day(told: Told) -> Iterator[Said]:
    mention = told.mention
    has_mark = mention.time is not None or mention.status_cue is not UNSET
    if mention.status == "background" and told.text.published is None and not has_mark:
        yield refused("background without a publication date needs words that say so: [status …]")


def _precision(time: GoldTime, dated: Dated) -> Iterator[Said]:
    if dated.first is None or dated.last is None or not isinstance(time.precision, str):
        return
    length = (dated.last - dated.first).days + 1
    if length > _LONGEST[time.precision]:
        yield refused(
            f"{length} days for {dated.words!r}, but the precision {time.precision} lasts at most "
            f"{_LONGEST[time.precision]}: write the coarser precision or fewer days"
        )
    if time.precision in ("hour", "day") and length > 1 and not _NIGHT.search(dated.words):
        yield look(f"precision {time.precision} for two dates, and {dated.words!r} is no night")


def _unpublished(time: GoldTime, dated: Dated) -> Iterator[Said]:
    is_relative = _RELATIVE.search(dated.words) and not dated.has_date
    if dated.published is None and (time.anchor == "published" or is_relative):
        yield refused(
            f"{dated.words!r} cannot be told without a publication date: write =? (or published:, "
            "or the anchor mention where the text gives the day it counts from)"
        )


def _against_publication(dated: Dated, published: date) -> Iterator[Said]:
    is_told_better = _WEEKDAY.search(dated.words) and not dated.has_date
    is_ahead = dated.first is not None and dated.first > published
    if dated.status in _PAST and is_ahead and not is_told_better:
        yield refused(
            f"{dated.status} on {dated.first}, after the publication on {published}: write the "
            "latest such day not after it"
        )
    if dated.last is None:
        return
    age = (published - dated.last).days
    if dated.status == "planned" and age > 0:
        yield look(f"planned, but its last day {dated.last} is before the publication {published}")
    if dated.status == "background" and age <= _OLD:
        yield look(
            f"background that ended {age} days before publication: up to {_OLD} days it is "
            "happened, unless marked as history"
        )
    if dated.status == "happened" and age > _OLD:
        yield look(
            f"happened, but it ended {age} days before publication: background, unless it is what "
            "the article reports"
        )


def _exact_words(dated: Dated, published: date) -> Iterator[Said]:
    """Compare with the codebook's table of words that mean one thing on one day."""
    words = re.sub(r"^(on|in|at|the) ", "", " ".join(dated.words.casefold().split()))
    wanted = _meaning(words, published)
    if wanted is not None and Days(dated.first, dated.last) != wanted:
        first, last = wanted
        days = f"{first}" if first == last else f"{first}..{last}"
        yield refused(f"{dated.words!r} in a text of {published} is ={days}")


def _meaning(words: str, published: date) -> Days | None:
    monday = published - published.weekday() * _DAY
    first_of_month = published.replace(day=1)
    yesterday = published - _DAY
    if found := re.fullmatch(r"(\w+) days? ago", words):
        number = load().exact(found[1])
        day = None if number is None else published - number * _DAY
        return None if day is None else Days(day, day)
    if words in _TODAY:
        return Days(published, published)
    table = {
        "yesterday": (yesterday, yesterday),
        "last night": (yesterday, yesterday),
        "overnight": (yesterday, published),
        "tomorrow": (published + _DAY, published + _DAY),
        "earlier this week": (monday, published),
        "last week": (monday - _WEEK * _DAY, monday - _DAY),
        "last month": ((first_of_month - _DAY).replace(day=1), first_of_month - _DAY),
        "last year": (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)),
    }
    return Days(*table[words]) if words in table else None


def _weekdays(dated: Dated) -> Iterator[Said]:
    named = [_NAMES.index(name.casefold()) for name in _WEEKDAY.findall(dated.words)]
    if len(named) != 1 or re.search(r"\bevery\b", dated.words, re.IGNORECASE):
        return
    ends = [day for day in (dated.first, dated.last) if day is not None]
    on = next((day for day in ends if day.weekday() == named[0]), None)
    if on is None:
        yield refused(
            f"{dated.words!r} names a {_NAMES[named[0]].title()}, but {ends[0]} is a "
            f"{_NAMES[ends[0].weekday()].title()}: {_remedy(dated, named[0])}"
        )
    elif dated.published is not None and not dated.has_date:
        yield from _within_a_week(dated, on)


def _remedy(dated: Dated, weekday: int) -> str:
    if dated.published is None:
        return "write the day that is one"
    back = (dated.published.weekday() - weekday) % _WEEK
    of_deed = "; the day of what a speech act speaks of is not marked" if dated.is_saying else ""
    return f"the latest one not after publication is {dated.published - back * _DAY}{of_deed}"


def _within_a_week(dated: Dated, on: date) -> Iterator[Said]:
    published = dated.published or on
    age = (published - on).days
    youngest, oldest = _ages(dated, published)
    if not youngest <= age <= oldest:
        yield refused(
            f"{dated.words!r} is {on}, {abs(age)} days {'before' if age > 0 else 'after'} the "
            f"publication on {published}: {_remedy(dated, on.weekday())}"
        )


def _ages(dated: Dated, published: date) -> tuple[int, int]:
    """Give how many days before publication the named weekday may be; negative ones are after."""
    if re.search(r"\blast week\b", dated.words, re.IGNORECASE):
        return published.weekday() + 1, published.weekday() + _WEEK
    if _NEXT.search(dated.words):
        return -2 * _WEEK, 0
    if _LAST.search(dated.words):
        return 1, _WEEK if dated.words.casefold().startswith("last") else 2 * _WEEK
    return (-_WEEK if dated.status in _FUTURE else 0), _WEEK - 1
