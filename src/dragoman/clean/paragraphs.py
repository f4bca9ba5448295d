"""Lines of a copied page, joined into paragraphs where they had been wrapped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.clean.cues import matches
from dragoman.clean.traced import Piece


class Paragraph(NamedTuple):
    """One paragraph, or one line that stands alone.

    `pieces` say where it stood. `gap` counts the blank lines before it; `is_fed` is true after
    a form feed.
    """

    text: str
    pieces: tuple[Piece, ...]
    gap: int
    is_fed: bool

    @property
    def key(self) -> str:
        """What repetitions of this line have in common."""
        return self.text.casefold()


class _Line(NamedTuple):
    text: str
    start: int
    gap: int
    is_fed: bool
    indent: int
    stands_alone: bool = False

    @property
    def reach(self) -> int:
        """The column at which it ends."""
        return self.indent + len(self.text)


_NARROW = 40
_WIDE = 100
"""Columns between which wrapped lines end; typewriters and mail wrap at 60 to 80."""
_FILLED = 0.75
"""Share of line ends that lie where the next word would not have fitted, if a text is wrapped."""
_SPACES = re.compile(r" {2,}")
_ENDED = re.compile(r"[.!?:;…)\]][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"\w-$")
_INDENT = 2


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a text of line feeds into paragraphs; wrapped lines become one."""
    lines = list(_lines(text))
    counts = Counter(line.text for line in lines)
    lines = [line._replace(stands_alone=_stands_alone(line, counts)) for line in lines]
    width = _width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, width=width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _lines(text: str) -> Iterator[_Line]:
    start, gap, is_fed = 0, 0, False
    for part in re.split(r"([\n\f])", text):
        stripped = part.strip()
        if part == "\f":
            is_fed = True
        elif stripped:
            indent = len(part) - len(part.lstrip())
            yield _Line(stripped, start + indent, max(gap - 1, 0), is_fed, indent)
            gap, is_fed = 0, False
        elif part == "\n":
            gap += 1
        start += len(part)


def _stands_alone(line: _Line, counts: Counter[str]) -> bool:
    """Whether a line is no part of a wrapped paragraph: it is repeated, or it is a button."""
    if counts[line.text] > 1:
        return True
    is_loose = not line.text[0].islower() and not line.text.endswith(".")
    return is_loose and len(line.text) <= _NARROW and matches("widget", line.text)


def _width(lines: Sequence[_Line]) -> int | None:
    """Give the column at which a text was wrapped; None where it was not."""
    breaks = [
        (a, b)
        for a, b in pairwise(lines)
        if not (b.gap or b.is_fed or a.stands_alone or b.stands_alone)
    ]
    inner = [a.reach for a, _ in breaks if a.reach <= _WIDE]
    if len(inner) < 2 or len(inner) < _FILLED * len(breaks):  # noqa: PLR2004 - two line ends make a margin
        return None
    width = max(inner)
    filled = [a for a, b in breaks if _is_full(a, b, width)]
    open_ends = sum(_ENDED.search(a.text) is None for a in filled)
    is_wrapped = len(filled) >= _FILLED * len(breaks) and open_ends * 2 >= len(filled)
    return width if width >= _NARROW and is_wrapped else None


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    return line.reach + 1 + len(after.text.split(" ", 1)[0]) > width


def _continues(line: _Line, after: _Line, *, width: int | None) -> bool:
    if line.stands_alone or after.stands_alone or after.gap or after.is_fed:
        return False
    if after.indent >= line.indent + _INDENT:
        return False
    if width is not None and _is_full(line, after, width):
        return True
    # A ragged margin, or one wrapped pair in a text too short to have a margin.
    is_open = _NARROW <= line.reach <= _WIDE and _ENDED.search(line.text) is None
    return is_open and after.text[0].islower()


def _paragraph(group: Sequence[_Line]) -> Paragraph:
    pieces: list[Piece] = []
    for line in group:
        if pieces and not (_HYPHEN.search(pieces[-1][0]) and line.text[0].isalpha()):
            pieces.append((" ", -1))
        pieces.extend(_single_spaced(line))
    text = "".join(piece for piece, _ in pieces)
    return Paragraph(text, tuple(pieces), group[0].gap, group[0].is_fed)


def _single_spaced(line: _Line) -> Iterator[Piece]:
    last = 0
    for spaces in _SPACES.finditer(line.text):
        yield line.text[last : spaces.start() + 1], line.start + last
        last = spaces.end()
    yield line.text[last:], line.start + last
