"""Runs of characters by their offsets: overlap, and the sentence that holds one."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from dragoman.pipeline.articles import article_of_text
from dragoman.records import Reading

AROUND = 80
"""Characters shown on each side of a run that stands in no sentence."""


class Run(NamedTuple):
    """Code points `start` to `end` of a text, half open."""

    start: int
    end: int


class Placed(Protocol):
    """Anything that a reading found at some words of a passage."""

    @property
    def start(self) -> int | None:
        """Give the first code point."""

    @property
    def end(self) -> int | None:
        """Give the code point after the last."""

    @property
    def in_(self) -> str:
        """Name the passage."""


def run_of(placed: Placed) -> Run | None:
    """Give where it stands in an article's text, None where it has no offsets or is in the title.

    >>> from dragoman.records import Place
    >>> run_of(Place(text="Gao", start=5, end=8)), run_of(Place(text="Gao", start=None, end=None))
    (Run(start=5, end=8), None)
    """
    if placed.start is None or placed.end is None or placed.in_ != "text":
        return None
    return Run(placed.start, placed.end)


def shared(one: Run, other: Run) -> int:
    """Count the characters that two runs share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def closeness(one: Run, other: Run) -> float:
    """Give the shared part of the longer run, 1 where they are the same.

    >>> closeness(Run(0, 4), Run(2, 4)), closeness(Run(0, 2), Run(2, 4))
    (0.5, 0.0)
    """
    return shared(one, other) / max(one.end - one.start, other.end - other.start)


def touches(one: Run, others: Iterable[Run]) -> bool:
    """Whether a run shares a character with any other."""
    return any(shared(one, other) for other in others)


def canonical_offsets(text: str) -> Callable[[int], int]:
    r"""Give how offsets of a raw text move where its article's text is another Unicode form.

    >>> canonical_offsets("e\u0301 in Gao")(3)
    2
    """
    if article_of_text(text).text == text:
        return lambda offset: offset
    return lambda offset: len(article_of_text(text[:offset]).text)


def sentence_of(reading: Reading | None, text: str, run: Run) -> str:
    """Give the sentence that holds a run, or the characters around it where none is known."""
    for span in reading.sentences if reading is not None else ():
        if span.in_ == "text" and span.start <= run.start < span.end:
            return span.quote
    return text[max(0, run.start - AROUND) : run.end + AROUND]
