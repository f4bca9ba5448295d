"""Finds the names of countries, regions, waters and sites that our tables list, word for word."""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.ontology.files import read_table
from dragoman.ontology.gazetteer_tables import own_places, split
from dragoman.ontology.toponym_keys import bare_key, key_of

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʻʼ`][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s\-‐‑–.]{1,3}")
_LONGEST = 6

Found = tuple[int, int]


class Phrases:
    """Listed names by their first word; the longest that fits is taken, and only in capitals."""

    def __init__(self, names: Iterable[str]) -> None:
        self._first: dict[str, list[tuple[str, ...]]] = {}
        self._capital: set[str] = set()
        for name in names:
            if name.isupper():
                self._capital.add(key_of(name))
            for key in {key_of(name), bare_key(key_of(name))}:
                words = tuple(key.split())
                if words and len(words) <= _LONGEST and len(key) > 1:
                    self._first.setdefault(words[0], []).append(words)
        for listed in self._first.values():
            listed.sort(key=len, reverse=True)

    def find(self, text: str) -> Iterator[Found]:
        """Give the stretches of text that are listed names, in order, none within another."""
        found = list(_WORD.finditer(text))
        at = 0
        while at < len(found):
            word = found[at][0]
            length = self._length(text, found, at) if _is_capital(word) else 0
            if length:
                last = found[at + length - 1]
                yield found[at].start(), last.start() + _without_s(last[0])
            at += length or 1

    def _length(self, text: str, found: list[re.Match[str]], at: int) -> int:
        """Give how many words from here on are the longest listed name, 0 for none."""
        word = found[at][0]
        key = _word_key(word)
        for words in self._first.get(key, ()):
            here = found[at : at + len(words)]
            if len(here) < len(words) or any(
                _word_key(m[0]) != w for m, w in zip(here[1:], words[1:], strict=True)
            ):
                continue
            if words == (key,) and key in self._capital and not word.isupper():
                continue
            gaps = itertools.pairwise(here)
            if all(_BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in gaps):
                return len(words)
        return 0


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> str:
    return key_of(word[: _without_s(word)])


def _without_s(word: str) -> int:
    """Give a word's length without a possessive ending."""
    return len(word) - 2 if len(word) > 2 and word[-2] in "'’" and word[-1] in "sS" else len(word)  # noqa: PLR2004 apostrophe and s


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[:3].casefold() in {"al-", "el-"} or word in {"al", "el"}


def listed_names() -> Iterator[str]:
    """Give every name of our own tables but abbreviations of states."""
    for place in own_places():
        yield place.name
        yield from place.own
    for row in read_table("places/countries.csv"):
        yield row["name"]
        yield from split(row["aliases"])
    for row in read_table("places/states.csv"):
        yield row["name"]
        yield from (a for a in split(row["aliases"]) if "." not in a and len(a) > 3)  # noqa: PLR2004 "NSW"
