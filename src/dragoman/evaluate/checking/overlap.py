"""Runs of eight words that the corpus shares with texts of others, of which it may hold none."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from dragoman.evaluate.checking.twins import words_in
from dragoman.evaluate.goldset import GoldError

RUN = 8
"""Words in a row that count as taken over."""
_TOKEN_COLUMNS = 4
_WORD_COLUMN = 3
_FORMATS = (".jsonl", ".json", ".txt")

Run = tuple[str, ...]


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A run of words that a text of the corpus shares with one of others; `found_in` names it."""

    text: int
    words: str
    found_in: str


def overlap(texts: Sequence[str], folder: Path) -> list[Shared]:
    """Give every run of eight words, made as long as it goes, that stands in a file of a folder."""
    holders: dict[Run, set[int]] = defaultdict(set)
    words = [words_in(text) for text in texts]
    for number, its in enumerate(words):
        for run in _runs(its):
            holders[run].add(number)
    found: dict[int, dict[Run, str]] = defaultdict(dict)
    for name, other in _texts_of(folder):
        for run in _runs(words_in(other)):
            for number in holders.get(run, ()):
                found[number].setdefault(run, name)
    return [each for number in sorted(found) for each in _joined(number, words[number], found)]


def _joined(
    number: int, words: Sequence[str], found: Mapping[int, Mapping[Run, str]]
) -> Iterator[Shared]:
    """Join runs that lie one word apart into the whole stretch that is shared."""
    starts = [at for at, run in enumerate(_runs(words)) if run in found[number]]
    for _, group in groupby(enumerate(starts), key=lambda pair: pair[1] - pair[0]):
        its = [at for _, at in group]
        run = tuple(words[its[0] : its[0] + RUN])
        stretch = " ".join(words[its[0] : its[-1] + RUN])
        yield Shared(text=number, words=stretch, found_in=found[number][run])


def _runs(words: Sequence[str]) -> Iterable[Run]:
    return zip(*(words[n:] for n in range(RUN)), strict=False)


def _texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every text of every file below a folder, with the file's name."""
    if not folder.is_dir():
        raise GoldError(folder, None, "no such folder to compare with")
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _FORMATS):
        name = path.relative_to(folder).as_posix()
        for text in _texts_in(path):
            yield name, text


def _texts_in(path: Path) -> Iterator[str]:
    written = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".txt":
        yield _tokens(written)
    elif path.suffix == ".jsonl":
        yield from _lines(written)
    else:
        try:
            yield from _strings(json.loads(written))
        except json.JSONDecodeError:
            # re3d writes one object a line and calls it .json.
            yield from _lines(written)


def _lines(written: str) -> Iterator[str]:
    # Not splitlines: a text may hold the line ends that JSON leaves unescaped (U+2028).
    for line in written.split("\n"):
        if line.strip():
            yield from _strings(json.loads(line))


def _tokens(written: str) -> str:
    """Join the words of a file with one word a line (CoNLL); any other is text as it stands."""
    rows = [line.split("\t") for line in written.splitlines()]
    if any(len(row) > _TOKEN_COLUMNS for row in rows):
        return " ".join(row[_WORD_COLUMN] for row in rows if len(row) > _TOKEN_COLUMNS)
    return written


def _strings(node: object) -> Iterator[str]:
    """Give every text that is long enough to hold a run, however deep it lies."""
    if isinstance(node, str):
        if node.count(" ") >= RUN - 1:
            yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        if node and all(isinstance(item, str) for item in node):
            yield " ".join(node)
        else:
            for item in node:
                yield from _strings(item)
