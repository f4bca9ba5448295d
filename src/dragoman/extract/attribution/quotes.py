"""Where the quotations of a text stand, in any style of marks, balanced or not."""

import re
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”„‟«»\"＂]|``|''|[‘’'](?!')")
_OPENS = frozenset("“„‟«") | {"``"}
_CLOSES = frozenset("”»")
_SINGLE = frozenset("‘’'")
_LONGEST_SINGLE = 300


class Quote(NamedTuple):
    """One quotation, marks included. An open one ends where its paragraph ends.

    `continued` is true where the next paragraph takes the quotation up again with a mark.
    """

    start: int
    end: int
    closed: bool = True
    continued: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find all quotations, none of which crosses a paragraph's end.

    >>> [(q.start, q.end, q.closed) for q in find_quotes('He said "go" and “never')]
    [(8, 12, True), (17, 23, False)]
    """
    out: list[Quote] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found = _in_paragraph(text, paragraph.start(), paragraph.end())
        if out and not out[-1].closed and found and found[0].start <= _first(paragraph):
            out[-1] = out[-1]._replace(continued=True)
        out.extend(found)
    return tuple(out)


def _first(paragraph: re.Match[str]) -> int:
    return paragraph.start() + len(paragraph[0]) - len(paragraph[0].lstrip())


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    opened: int | None = None
    skip_to = start
    for mark in _MARK.finditer(text, start, end):
        if mark.start() < skip_to:
            continue
        if mark[0] in _SINGLE:
            closing = _single(text, mark.start(), end) if opened is None else None
            if closing is not None:
                out.append(Quote(mark.start(), closing))
                skip_to = closing
        elif opened is None:
            if mark[0] not in _CLOSES and _can_open(text, mark.end(), end):
                opened = mark.start()
        elif _can_close(text, mark.start(), mark[0]):
            out.append(Quote(opened, mark.end()))
            opened = None
    if opened is not None:
        last = end - (end - start - len(text[start:end].rstrip()))
        out.append(Quote(opened, max(last, opened + 1), closed=False))
    return out


def _can_open(text: str, after: int, end: int) -> bool:
    return after < end and not text[after].isspace()


def _can_close(text: str, at: int, mark: str) -> bool:
    after = text[at + len(mark) : at + len(mark) + 1]
    if mark in _OPENS:
        return text[at - 1] in ",.?!" and not after.strip()
    return mark in _CLOSES or not text[at - 1].isspace() or not after.strip()


def _single(text: str, at: int, end: int) -> int | None:
    """Give the end of a quotation in single marks that starts here, if one does."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == "’" or before.isalnum() or not after.isalpha():
        return None
    fallback = None
    for n in range(at + 2, min(end, at + _LONGEST_SINGLE)):
        if text[n] in '“”"':
            return fallback
        if text[n] in "’'" and not text[n + 1 : n + 2].isalnum():
            if text[n - 1] in ".,?!…":
                return n + 1
            fallback = fallback or n + 1
    return fallback
