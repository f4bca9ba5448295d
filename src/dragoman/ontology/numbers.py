"""Number words as figures with a low, a best and a high reading (`lexicons/numbers.yml`)."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml

FILE = "lexicons/numbers.yml"
LARGEST = 10_000_000_000
"""No count of people is larger; such a figure is not read."""

_UNITS = range(1, 10)
_INNER = (12, 20, 100)
"""Scales that may stand before a thousand or a million ("two hundred thousand")."""
_GAP = r"[^\S\n]+"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,10}(?:\.[0-9]{1,3})?)"
_MORE_DIGITS = r"(?![.,]?[0-9]|\w)"

Effect = Literal["at_least", "more_than", "up_to", "nearly", "about", "exactly"]


class Figure(NamedTuple):
    """Counts; null is an open bound, or no best figure."""

    low: int | None
    best: int | None
    high: int | None


class Counted(NamedTuple):
    """A figure and the characters, qualifier included, that give it; `core` starts the number."""

    figure: Figure
    start: int
    core: int
    end: int


class _Exact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    value: int = msgspec.field(name="is")


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    low: int
    high: int
    because: str


class _Qualifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    effect: Effect
    words: tuple[str, ...]
    because: str


class _None(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    because: str


class _Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: frozenset[str]
    after: frozenset[str]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase and the figure it must be read as."""

    text: str
    low: int | None
    best: int | None
    high: int | None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: str
    licence: str
    ones: dict[str, int]
    multipliers: dict[str, int]
    packs: dict[str, int]
    exact: tuple[_Exact, ...]
    none: _None
    vague: tuple[_Vague, ...]
    vague_times: tuple[str, ...]
    qualifiers: tuple[_Qualifier, ...]
    not_a_count: _Beside
    examples: tuple[Example, ...]


class NumberWords:
    """Reads counting phrases. Built once by `load`; holds no state between calls."""

    def __init__(self, rows: _File) -> None:
        self.examples = rows.examples
        self.beside = rows.not_a_count
        self.small = (*rows.ones, "a", "an", "a couple of")
        """Words for numbers below a hundred, as they stand before a unit of time."""
        self._ones = rows.ones
        self._scales = rows.multipliers | rows.packs
        self._effects = {w: q.effect for q in rows.qualifiers for w in q.words}
        self._qualifiers = re.compile(_either(self._effects), re.IGNORECASE)
        self._set = _set_phrases(rows)
        plain = (*rows.ones, *self._scales)
        words = rf"(?:an?{_GAP}(?={_either(self._scales)}\b))?{_either(plain)}"
        words += rf"(?:(?:-|{_GAP}(?:and{_GAP})?){_either(plain)}\b)*"
        digits = rf"{_DIGITS}{_MORE_DIGITS}(?:{_GAP}{_either(self._scales)}\b)?"
        core = rf"(?:{_either(self._set)}|{words}|{digits})"
        self._core = re.compile(core, re.IGNORECASE)
        self._phrase = _phrase(core, _either(self._effects))
        self._first_words = _first_words((*self._effects, *self._set, *plain, "a", "an"))

    def may_start(self, word: str) -> bool:
        """Whether a counting phrase can begin with this lower-case word; cheap."""
        return word in self._first_words or "0" <= word[:1] <= "9"

    def match(self, text: str, start: int) -> Counted | None:
        """Read the counting phrase that begins exactly at `start`, qualifiers included."""
        found = self._phrase.match(text, start)
        if found is None:
            return None
        figure, end = self._figure(found)
        if figure is None:
            return None
        for effect in reversed(self._effects_of(found["qualifier"])):
            figure = qualified(figure, effect)
        return Counted(figure, start, found.start("core"), end)

    def exact(self, words: str) -> int | None:
        """Read a plain number ("12", "twenty-four", "a"), null where it is vague or none.

        >>> load().exact("twenty-four"), load().exact("several")
        (24, None)
        """
        folded = " ".join(words.casefold().split())
        if folded in ("a", "an"):
            return 1
        if not self._core.fullmatch(folded):
            return None
        figure = self._core_figure(folded)
        return figure.best if figure else None

    def _effects_of(self, qualifier: str | None) -> list[Effect]:
        if not qualifier:
            return []
        words = self._qualifiers.findall(qualifier)
        return [self._effects[" ".join(word.casefold().split())] for word in words]

    def _figure(self, found: re.Match[str]) -> tuple[Figure | None, int]:
        one = self._core_figure(found["one"])
        if found["two"] is None or one is None:
            return (None if found["between"] else one), found.end("one")
        joins = (found["between"], (found["link"] or "-").casefold())
        two = self._core_figure(found["two"])
        makes_range = joins[1] != "and" if joins[0] is None else joins[1] != "or"
        if two is None or not makes_range:
            return (None if found["between"] else one), found.end("one")
        spread = _spread(one, two, words=found["two"], scales=self._scales)
        if spread is None:
            return one, found.end("one")
        return spread, found.end("two")

    def _core_figure(self, words: str) -> Figure | None:
        folded = " ".join(words.casefold().split())
        if folded in self._set:
            return self._set[folded]
        value = self._digits(folded) if folded[0].isdigit() else self._words(folded)
        return Figure(value, value, value) if value is not None and value <= LARGEST else None

    def _digits(self, folded: str) -> int | None:
        number, _, scale = folded.partition(" ")
        whole, _, part = number.replace(",", "").partition(".")
        factor = self._scales.get(scale, 1)
        value = int(whole) * factor
        if part:
            extra = int(part) * factor
            if extra % 10 ** len(part):
                return None
            value += extra // 10 ** len(part)
        return value

    def _words(self, folded: str) -> int | None:
        """Add up number words; null where they are no number ("two three")."""
        total, group = 0, 0
        for word in re.split(r"[-\s]+", folded):
            scale = self._scales.get(word)
            if scale in _INNER:
                group = max(group, 1) * scale
            elif scale:
                total, group = total + max(group, 1) * scale, 0
            elif word in self._ones:
                value = self._ones[word]
                if group % 100 and (group % 10 or value not in _UNITS):
                    return None
                group += value
        return total + group


def qualified(figure: Figure, effect: Effect) -> Figure:
    """Apply what stands before a figure ("at least").

    >>> qualified(Figure(4, 4, 4), "at_least")
    Figure(low=4, best=4, high=None)
    """
    low, best, high = figure
    if effect == "at_least":
        return Figure(low, best, None)
    if effect == "more_than":
        return Figure(low, None, None)
    if effect == "up_to":
        return Figure(None, None, high)
    if effect == "exactly" or low is None or high is None or best is None:
        return figure
    less = max(min(low * 9 // 10, low - 1), min(low, 1))
    if effect == "nearly":
        return Figure(less, best, high)
    return Figure(less, best, max(-(-high * 11 // 10), high + 1))


def _phrase(core: str, qualifier: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<qualifier>(?:{qualifier}{_GAP}){{1,3}}))?"
        rf"(?P<core>(?:(?P<between>between|from){_GAP})?(?P<one>{core})\b"
        rf"(?:(?:{_GAP}(?P<link>to|and|or){_GAP}|(?P<dash>\s?[-–—]\s?))"
        rf"(?P<two>{core})\b)?)(?!\w)",
        re.IGNORECASE,
    )


def _spread(one: Figure, two: Figure, *, words: str, scales: Mapping[str, int]) -> Figure | None:
    """Join two figures as the ends of a range; "2 to 3 million" scales both."""
    scale = scales.get(words.casefold().split()[-1], 1)
    if one.low is None or two.high is None:
        return None
    low = one.low * scale if scale > 1 and one.low < scale and one.best is not None else one.low
    return Figure(low, None, two.high) if low < two.high else None


def _set_phrases(rows: _File) -> dict[str, Figure]:
    out = {word: Figure(0, 0, 0) for word in rows.none.words}
    out |= {
        word: Figure(row.value, row.value, row.value) for row in rows.exact for word in row.words
    }
    vague = {word: row for row in rows.vague for word in row.words}
    out |= {word: Figure(row.low, None, row.high) for word, row in vague.items()}
    for word in rows.vague_times:
        for scale, factor in (rows.multipliers | rows.packs).items():
            low = vague[word].low * factor
            out[f"{word} {scale}"] = Figure(low, None, 10 ** len(str(low)) - 1)
    return out


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", _GAP) for word in ordered) + ")"


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(re.split(r"[\s-]", phrase)[0] for phrase in phrases) | {"between", "from"}


@cache
def load() -> NumberWords:
    """Give the number words, read once a process."""
    try:
        rows = msgspec.convert(read_yaml(FILE), _File)
    except msgspec.ValidationError as wrong:
        raise DataFileError(FILE, "the whole file", str(wrong)) from wrong
    return NumberWords(rows)
