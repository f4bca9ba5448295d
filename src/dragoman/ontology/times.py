"""The words and phrases of time (`lexicons/times.yml`), made ready to match."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology import numbers
from dragoman.ontology.files import read_yaml

FILE = "lexicons/times.yml"

Precision = Literal["hour", "day", "week", "month", "quarter", "season", "year", "decade"]
Part = Literal["early", "mid", "late", "so_far", "to_come"]
Way = Literal["last", "next", "this", "back", "on", "same", "before"]

_GAP = r"[^\S\n]+"
_DASH = r"[^\S\n]?[-–—][^\S\n]?"
_PIECE = re.compile(r"\{[a-z_]+\d?\}|[^{}]+")
_WORD = re.compile(r"[^\W\d_]+|\d")
_SLOTS = {
    "day": r"(?:0?[1-9]|[12][0-9]|3[0-9])(?:st|nd|rd|th)?(?![0-9]|[.,:][0-9])",
    "year": r"(?:1[5-9]|20)[0-9]{2}(?![0-9]|[.,:/][0-9])",
    "yy": r"[0-9]{2}(?![0-9]|[.,:/][0-9])",
    "q": r"[1-4]",
    "decade": r"(?:1[5-9]|20)[0-9]0[’']?s|['’][2-9]0s",
    "iso": r"(?:1[5-9]|20)[0-9]{2}[-/][0-9]{2}[-/][0-9]{2}"
    r"(?:T[0-9:.]{4,15}(?:Z|[+-][0-9:]{2,5})?)?",
    "numeric": r"[0-9]{1,2}[/.][0-9]{1,2}[/.](?:19|20)[0-9]{2}",
    "clock": r"[0-9]{1,2}(?:[:.][0-9]{2})?[^\S\n]?[ap](?:\.m\.|m\b)|"
    r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![:0-9])",
}


class PhraseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One phrase of the data file."""

    pattern: str
    means: str
    way: Way | None = None
    days: int = 0
    unit: str | None = None
    precision: Precision | None = None
    of_event: bool = False
    only_future: bool = False
    vet: Literal["season"] | None = None


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit's words, and its precision where that is not its own name."""

    words: tuple[str, ...]
    precision: Precision | None = None


class FutureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a verb shows that what it governs lies ahead."""

    auxiliaries: frozenset[str]
    governors: frozenset[str]
    only_with_infinitive: frozenset[str]
    done: frozenset[str]
    leads: tuple[str, ...]


class Example(msgspec.Struct, frozen=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """A marked sentence and what its time must be read as."""

    text: str
    published: date | None
    from_: date | None
    to: date | None
    precision: Precision | None
    anchor: str | None = None
    why: str | None = None


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences with a time, and sentences without any."""

    yes: tuple[Example, ...]
    no: tuple[str, ...]


class TimeRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file as it stands."""

    sources: str
    licence: str
    weekdays: dict[str, int]
    weekday_abbreviations: tuple[str, ...]
    parts: dict[Part, tuple[str, ...]]
    ways: dict[Way, tuple[str, ...]]
    approximate: tuple[str, ...]
    more: tuple[str, ...]
    zones: tuple[str, ...]
    months: dict[str, int]
    ambiguous_months: frozenset[str]
    month_leads: frozenset[str]
    units: dict[str, Unit]
    parts_of_day: tuple[str, ...]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    vague_numbers: tuple[str, ...]
    named_days: dict[str, str]
    named_dates: dict[str, date]
    other_calendars: tuple[str, ...]
    names_of_other_things: tuple[str, ...]
    habits: frozenset[str]
    year_leads: frozenset[str]
    clock_leads: frozenset[str]
    season_leads: frozenset[str]
    counted: frozenset[str]
    future: FutureWords
    phrases: tuple[PhraseRow, ...]
    examples: Examples


class Phrase(NamedTuple):
    """A phrase ready to match at the start of a word."""

    row: PhraseRow
    regex: re.Pattern[str]


class TimeWords:
    """Look-ups on the words of time. Built once by `load`; never changed."""

    def __init__(self, rows: TimeRows) -> None:
        self.rows = rows
        self.numbers = numbers.load()
        self._unit_of = {w: name for name, unit in rows.units.items() for w in unit.words}
        slots = _slots(rows)
        self._by_word: dict[str, list[Phrase]] = {}
        for row in rows.phrases:
            made, firsts = _sequence(row.pattern, slots)
            phrase = Phrase(row, re.compile(rf"{made}(?!\w)", re.IGNORECASE))
            for first in {_key(words) for words in firsts}:
                self._by_word.setdefault(first, []).append(phrase)
        self._parts = [(_any(words), part) for part, words in rows.parts.items()]
        self._ways = [(_any(words), way) for way, words in rows.ways.items()]
        self.other_things = re.compile(_any(rows.names_of_other_things), re.IGNORECASE)

    def matches(self, text: str, start: int) -> list[tuple[Phrase, re.Match[str]]]:
        """Give the phrases that begin exactly at `start`, longest first."""
        word = _WORD.match(text, start)
        if word is None and text[start] not in "'’":
            return []
        phrases = self._by_word.get(_key(word[0] if word else text[start]), ())
        tried = ((phrase, phrase.regex.match(text, start)) for phrase in phrases)
        found = [(phrase, match) for phrase, match in tried if match]
        return sorted(found, key=lambda pair: -pair[1].end())

    def unit(self, word: str) -> str:
        """Name the unit that a word is a form of."""
        return self._unit_of[word.casefold()]

    def precision(self, unit: str) -> Precision:
        """Give how precise a time counted in this unit is."""
        return self.rows.units[unit].precision or msgspec.convert(unit, Precision)

    def part(self, words: str) -> Part | None:
        """Say which part of a longer time the words pick ("early")."""
        return next((part for rx, part in self._parts if re.search(rx, words, re.IGNORECASE)), None)

    def way(self, words: str) -> Way | None:
        """Say in which direction the words point ("last")."""
        return next((way for rx, way in self._ways if re.search(rx, words, re.IGNORECASE)), None)


def _key(word: str) -> str:
    return "#" if word[:1].isdigit() else word.casefold()


def _any(words: Iterable[str]) -> str:
    return rf"\b{_alternatives(words)}\b"


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", _GAP) for word in ordered) + ")"


class _Slot(NamedTuple):
    regex: str
    firsts: tuple[str, ...]


def _listed(words: Iterable[str]) -> _Slot:
    words = tuple(words)
    return _Slot(_alternatives(words), tuple(_WORD.findall(word)[0] for word in words))


def _slots(rows: TimeRows) -> dict[str, _Slot]:
    units = [word for unit in rows.units.values() for word in unit.words]
    plain = numbers.load().small
    weekdays = (*rows.weekdays, *rows.weekday_abbreviations)
    dotted = [f"{word}." for word in rows.weekday_abbreviations]
    months = (*rows.months, *(f"{word}." for word in rows.months if _is_short(word, rows.months)))
    slots = {name: _Slot(f"(?:{regex})", ("1",)) for name, regex in _SLOTS.items()}
    slots["decade"] = _Slot(f"(?:{_SLOTS['decade']})", ("1", "'", "’"))
    number = (
        rf"(?:(?:{_alternatives(plain)})(?:-(?:{_alternatives(plain)}))?|[0-9]{{1,3}}(?![0-9]))"
    )
    slots["number"] = _Slot(number, (*plain, "1"))
    return slots | {
        "weekday": _listed(rows.weekdays),
        "wd": _listed((*weekdays, *dotted)),
        "month": _listed(months),
        "unit": _listed(units),
        "units": _listed(word for word in units if word.endswith("s")),
        "long_unit": _listed(("week", "month", "quarter", "year", "decade")),
        "part_of_day": _listed(rows.parts_of_day),
        "season": _listed(rows.seasons),
        "ordinal": _listed(rows.ordinals),
        "vague": _listed(rows.vague_numbers),
        "approx": _listed(rows.approximate),
        "more": _listed(rows.more),
        "zone": _listed(rows.zones),
        "named_day": _listed(rows.named_days),
        "named_date": _listed(rows.named_dates),
        "other_calendar": _listed(rows.other_calendars),
    }


def _is_short(word: str, words: Mapping[str, int]) -> bool:
    return any(words[word] == value and len(word) < len(other) for other, value in words.items())


def _items(pattern: str) -> Iterator[str]:
    """Cut a pattern at its spaces, but not inside brackets."""
    depth, item = 0, ""
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == " " and depth == 0:
            yield item
            item = ""
        else:
            item += character
    yield item


def _choices(group: str) -> list[str]:
    depth, out = 0, [""]
    for character in group:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            out.append("")
        else:
            out[-1] += character
    return out


def _sequence(pattern: str, slots: Mapping[str, _Slot]) -> tuple[str, tuple[str, ...]]:
    """Make a regular expression of a pattern, with the words that it can begin with."""
    regex, firsts, begun = "", tuple[str, ...](), False
    for item in _items(pattern):
        optional = item.endswith("?")
        made, starts = _item(item.removesuffix("?"), slots)
        if not begun:
            firsts += starts
            regex += f"(?:{made}{_GAP})?" if optional else made
            begun = not optional
        elif item.startswith(","):
            regex += made
        else:
            regex += f"(?:{_GAP}{made})" + ("?" if optional else "")
    return regex, firsts


def _item(item: str, slots: Mapping[str, _Slot]) -> tuple[str, tuple[str, ...]]:
    comma = ",?" if item.endswith(",") and item != "," else ""
    item = item.removesuffix(",") if comma else item
    if item.startswith("("):
        made = [_sequence(choice, slots) for choice in _choices(item[1:-1])]
        firsts = tuple(first for _, starts in made for first in starts)
        return "(?:" + "|".join(regex for regex, _ in made) + ")" + comma, firsts
    regex, firsts = "", tuple[str, ...]()
    for piece in _PIECE.findall(item):
        if piece.startswith("{"):
            name = piece[1:-1]
            slot = slots[name.rstrip("0123456789")]
            regex += f"(?P<{name}>{slot.regex})"
            firsts = firsts or slot.firsts
        else:
            regex += re.escape(piece).replace(r"\-", _DASH)
            firsts = firsts or tuple(_WORD.findall(piece)[:1])
    return regex + comma, firsts


@cache
def load() -> TimeWords:
    """Give the words of time, read once a process."""
    try:
        rows = msgspec.convert(read_yaml(FILE), TimeRows)
    except msgspec.ValidationError as wrong:
        raise DataFileError(FILE, "the whole file", str(wrong)) from wrong
    return TimeWords(rows)
