"""What is known of an attribution while it is being read, and ranges of tokens."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dragoman.ontology.attribution import CueClass, Stance
from dragoman.records import Parse, Token


class Range(NamedTuple):
    """Characters of a passage, half open."""

    start: int
    end: int

    def overlaps(self, other: "Range") -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution in the making. One without content is waiting for a quotation.

    `at` is the number of the cue's own token. `head` is the token that heads the source,
    `owner` true where the source is a thing that speaks for somebody ("an army statement").
    """

    at: int
    cue: tuple[Range, ...]
    source: tuple[Range, ...] = ()
    content: tuple[Range, ...] = ()
    head: Token | None = None
    stance: Stance
    class_: CueClass = "speech"
    rule: str
    quotable: bool = False
    group: Range
    """The cue with its source and whatever else belongs to it but not to the content."""


_LOOSE = frozenset({",", ";", ":", "-", "–", "—", "--", "―", ".", " ", "\n", "…", "..."})


def ranges(parse: Parse, numbers: Iterable[int]) -> tuple[Range, ...]:
    """Join token numbers to runs, each without loose punctuation at its ends.

    A lone mark between two tokens does not part them: parsers hang marks anywhere.
    """
    out: list[Range] = []
    run: list[Token] = []
    kept = set(numbers)
    kept |= {n + 1 for n in kept if n + 2 in kept and parse.tokens[n + 1].text in _INNER}
    for n in [*sorted(kept), -1]:
        if run and n != run[-1].i + 1:
            out.extend(_trimmed(run))
            run = []
        if n >= 0:
            run.append(parse.tokens[n])
    return tuple(out)


def _trimmed(run: list[Token]) -> list[Range]:
    first, last = 0, len(run) - 1
    while first <= last and (run[first].text in _LOOSE or run[first].text.isspace()):
        first += 1
    while last >= first and (run[last].text in _LOOSE or run[last].text.isspace()):
        last -= 1
    if first > last or not any(c.isalnum() for t in run[first : last + 1] for c in t.text):
        return []
    return [Range(run[first].start, run[last].end)]


_INNER = frozenset({"“", "”", '"', "''", "``", "‘", "’", "-", "/"})


def hull(found: Iterable[Range]) -> Range:
    """Give the smallest range that holds all of them."""
    all_ = list(found)
    return Range(min(r.start for r in all_), max(r.end for r in all_))
