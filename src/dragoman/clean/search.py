"""Finds text in the markup it was taken from."""

import re

from dragoman.clean.traced import Traced
from dragoman.records import Segment

_ANCHORS = (24, 10)
"""Characters by which a run is looked for; the shorter where markup or entities are close."""
_NEAR = 3_000
"""Characters of markup within which the next run is expected."""
_MOST_SEARCHES = 200
"""How often all the rest of the markup is searched: keeps the time linear in its length."""
_NEXT_WORD = re.compile(r"\s+")


def found_in(markup: str, text: str, *, start: int = 0) -> Traced:
    """Map a text to the longest runs of it that stand unchanged in the markup, in order.

    Looking begins at `start` of the markup.
    """
    segments: list[Segment] = []
    offset, cursor = 0, start
    for number, line in enumerate(text.split("\n")):
        at, is_first = 0, number < _MOST_SEARCHES
        while at < len(line):
            reach = len(markup) if is_first else cursor + _NEAR
            found = _find(markup, line[at : at + _ANCHORS[0]], cursor, reach)
            is_first = False
            if found < 0:
                space = _NEXT_WORD.search(line, at)
                at = space.end() if space else len(line)
                continue
            length = _common(line[at:], markup[found : found + len(line) - at])
            segments.append(Segment(offset + at, found, length))
            at, cursor = at + length, found + length
        offset += len(line) + 1
    return Traced(text, tuple(segments))


def _find(markup: str, anchor: str, start: int, end: int) -> int:
    for length in _ANCHORS:
        if len(anchor) >= length or length == _ANCHORS[-1]:
            found = markup.find(anchor[:length], start, end)
            if found >= 0:
                return found
    return -1


def _common(one: str, other: str) -> int:
    if one == other:
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
