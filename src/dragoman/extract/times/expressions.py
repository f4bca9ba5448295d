"""Joins phrases into ranges and gives every time of a passage its days."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import msgspec

from dragoman.extract.times.calendar import Days
from dragoman.extract.times.found import Found, after, before, phrases
from dragoman.extract.times.resolve import meaning, precision
from dragoman.extract.times.setting import Meaning, Setting
from dragoman.extract.times.tense import lies_ahead
from dragoman.ontology.times import TimeWords
from dragoman.records import Parse, Time

_ENDS = frozenset({"weekday", "date", "month", "year", "named-day", "part-of-month", "days-away"})
_POINTS = _ENDS | {"numeric-date", "named-date", "weekday-of-week", "ago", "part-of-year", "away"}
"""Meanings that are one point in time, which others can be counted from."""
_LINKS = frozenset({"to", "until", "till", "through", "-", "–", "—"})
_OPENINGS = frozenset({"since", "until", "till", "by", "before", "after"})
_NEAR = 25
"""Characters between "two days after" and the time it counts from ("Monday's attack")."""


class Expression(NamedTuple):
    """One phrase or two that make a range, with the words that open or lead it."""

    start: int
    end: int
    one: Found
    two: Found | None
    opening: str | None


def times(parse: Parse, setting: Setting) -> Iterator[Time]:
    """Find and resolve every time of a passage, in text order."""
    words = setting.words
    todo = [e for e in _expressions(parse, words) if _stands(parse, e, words)]
    known: list[Meaning | None] = [
        None if _needs_another(e.one) else _resolved(parse, e, setting) for e in todo
    ]
    for n in range(len(todo) - 1):
        if _is_dated(parse, todo[n], todo[n + 1]):
            known[n] = known[n + 1]
    for n, expression in enumerate(todo):
        resolved = known[n]
        if resolved is None:
            near, why = _near(parse, n, todo=todo, known=known)
            against = setting._replace(near=near, why_not_near=why)
            resolved = known[n] = _opened(meaning(expression.one, against), expression.opening)
        yield _time(parse, expression, words, resolved=resolved)


def _is_dated(parse: Parse, one: Expression, two: Expression) -> bool:
    """Whether a weekday stands right before its date ("dawn on Wednesday, April 3")."""
    if one.one.row.means != "weekday" or two.one.row.means != "date" or one.two or two.opening:
        return False
    return parse.text[one.end : two.start].strip(" ,(") == ""


def _time(parse: Parse, expression: Expression, words: TimeWords, *, resolved: Meaning) -> Time:
    return Time(
        text=parse.text[expression.start : expression.end],
        start=expression.start,
        end=expression.end,
        in_=parse.in_,
        from_=resolved.first,
        to=resolved.last,
        precision=precision(expression.one, words),
        anchor=resolved.anchor,
        why=resolved.why,
    )


def _expressions(parse: Parse, words: TimeWords) -> Iterator[Expression]:
    waiting: Found | None = None
    ended = 0
    for found in phrases(parse, words):
        if waiting is not None:
            made = _joined(parse, waiting, found)
            joined = made is not None
            made = made or _single(parse, waiting, ended=ended)
            ended = made.end
            yield made
            if joined:
                waiting = None
                continue
        waiting = found
    if waiting is not None:
        yield _single(parse, waiting, ended=ended)


def _joined(parse: Parse, one: Found, two: Found) -> Expression | None:
    """Make a range of "from Monday to Wednesday", "between January and March 2023"."""
    if not {one.row.means, two.row.means} <= _ENDS:
        return None
    if parse.sentence_number(one.last) != parse.sentence_number(two.first):
        return None
    link = parse.text[one.end : two.start].strip().lower()
    lead = before(parse, one.first)
    word = lead.lower if lead else ""
    if link not in _LINKS and not (link == "and" and word == "between"):
        return None
    start = lead.start if lead and word in ("from", "between") else one.start
    if "year" in two.values and "year" not in one.values and "month" in one.values:
        one = msgspec.structs.replace(one, values={**one.values, "year": two.values["year"]})
    return Expression(start, two.end, one, two, None)


def _single(parse: Parse, found: Found, *, ended: int) -> Expression:
    """Make an expression of one phrase; a word of the one before, which `ended`, opens nothing."""
    lead = before(parse, found.first)
    if lead is not None and lead.start < ended:
        lead = None
    word = lead.lower if lead else ""
    if lead is None or word not in _OPENINGS or found.row.means in ("since-then", "away"):
        return Expression(found.start, found.end, found, None, None)
    following = after(parse, found.last)
    noun_follows = following is not None and (
        following.pos in ("NOUN", "PROPN", "ADJ", "NUM") or following.lower in ("'s", "’s")
    )
    is_end = found.row.means in _ENDS and not {"clock", "part_of_day"} & found.values.keys()
    if word == "by" and "part_of_day" in found.values:
        is_end = True
    if word in ("before", "after", "by") and (noun_follows or not is_end):
        return Expression(found.start, found.end, found, None, None)
    return Expression(lead.start, found.end, found, None, word)


def _stands(parse: Parse, expression: Expression, words: TimeWords) -> bool:
    only_future = expression.one.row.only_future
    return not only_future or lies_ahead(parse, expression.one, words.rows.future)


def _needs_another(found: Found) -> bool:
    return found.row.means in ("away", "clock", "since-then")


def _resolved(parse: Parse, expression: Expression, setting: Setting) -> Meaning:
    ahead = expression.one.row.way == "this" and not _past(parse, expression.one)
    if setting.published is not None and not ahead:
        ahead = lies_ahead(parse, expression.one, setting.words.rows.future)
    setting = setting._replace(future=ahead)
    first = meaning(expression.one, setting)
    if expression.two is None:
        return _opened(first, expression.opening)
    last = meaning(expression.two, setting)
    if first.first is None or last.last is None:
        return first if first.why else last
    return _ordered(first, last, ahead=ahead, yearly="month" in expression.one.values)


def _past(parse: Parse, found: Found) -> bool:
    """Whether "this Sunday" hangs on a verb in the past tense."""
    verb = next((t for t in parse.ancestors(found.head) if t.pos in ("VERB", "AUX")), None)
    if verb is None:
        return False
    helpers = {t.lower for t in parse.children(verb) if t.dep in ("aux", "auxpass")}
    return verb.tag == "VBD" or bool(helpers & {"was", "were", "had", "did"})


def _ordered(first: Meaning, last: Meaning, *, ahead: bool, yearly: bool) -> Meaning:
    """Join two ends; where each was resolved by itself, "Saturday to Tuesday" may have turned."""
    low, high = first.first, last.last
    if low is None or high is None:
        return first
    if low > high:
        step = timedelta(days=365 if yearly else 7)
        low, high = (low, high + step) if ahead else (low - step, high)
    if low > high:
        return Meaning(None, None, first.anchor, "range-runs-backwards")
    return Meaning(low, high, first.anchor)


def _opened(resolved: Meaning, opening: str | None) -> Meaning:
    first, last, anchor, why = resolved
    if opening is None or (first is None and last is None):
        return resolved
    if opening == "since":
        return Meaning(first, None, anchor, why)
    if opening == "after":
        return Meaning(last + timedelta(days=1) if last else None, None, anchor, why)
    if opening == "before":
        return Meaning(None, first - timedelta(days=1) if first else None, anchor, why)
    return Meaning(None, last, anchor, why)


def _near(
    parse: Parse, here: int, *, todo: list[Expression], known: list[Meaning | None]
) -> tuple[Days | None, str]:
    """Find the time that another one is counted from, or say why there is none."""
    expression = todo[here]
    found = expression.one
    if found.row.means == "clock":
        beside = (n for n in (here - 1, here + 1) if 0 <= n < len(todo))
        near = (n for n in beside if _same_sentence(parse, expression, todo[n]))
        days = (_point(todo, known, n) for n in near)
        return next((d for d in days if d), None), "no-day"
    following = after(parse, found.last)
    if found.row.of_event and following is not None and following.pos not in ("PUNCT", "CCONJ"):
        is_next = here + 1 < len(todo) and todo[here + 1].start - found.end <= _NEAR
        return _point(todo, known, here + 1) if is_next else None, "anchored-on-event"
    for n in range(here - 1, -1, -1):
        if "\n" in parse.text[todo[n].end : found.start]:
            break
        days_before = _point(todo, known, n)
        if days_before:
            return days_before, ""
    return None, "no-anchor"


def _same_sentence(parse: Parse, one: Expression, two: Expression) -> bool:
    return parse.sentence_number(one.one.first) == parse.sentence_number(two.one.first)


def _point(todo: list[Expression], known: list[Meaning | None], n: int) -> Days | None:
    if not 0 <= n < len(todo) or todo[n].two is not None:
        return None
    resolved = known[n]
    if resolved is None or resolved.first is None or todo[n].one.row.means not in _POINTS:
        return None
    return Days(resolved.first, resolved.last or resolved.first)
