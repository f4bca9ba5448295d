"""Text that remembers where each of its characters stood."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.records import Segment


class Traced(msgspec.Struct, frozen=True):
    """A text, and the runs of it that stand unchanged in what it was made of.

    Segments are sorted; characters that were changed or put in belong to none.
    """

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def whole(cls, text: str) -> "Traced":
        """Take a text as it came."""
        return cls(text, (Segment(0, 0, len(text)),) if text else ())


Piece = tuple[str, int]
"""Some text and where it stood in its source, or -1 where it did not stand there like that."""


def join(pieces: Iterable[Piece]) -> Traced:
    """Put pieces together; neighbours that were neighbours before become one segment."""
    texts: list[str] = []
    segments: list[Segment] = []
    start = 0
    for text, origin in pieces:
        if not text:
            continue
        texts.append(text)
        if origin >= 0:
            last = segments[-1] if segments else None
            if last and _adjoins(last, start, origin):
                segments[-1] = Segment(last.start, last.raw_start, last.length + len(text))
            else:
                segments.append(Segment(start, origin, len(text)))
        start += len(text)
    return Traced("".join(texts), tuple(segments))


def _adjoins(last: Segment, start: int, origin: int) -> bool:
    return last.start + last.length == start and last.raw_start + last.length == origin


def through(outer: Traced, inner: Traced) -> Traced:
    """Map `outer`, which was made of `inner.text`, back to what `inner` was made of."""
    starts = [segment.start for segment in inner.segments]
    found: list[Segment] = []
    for segment in outer.segments:
        end = segment.raw_start + segment.length
        at = max(bisect_right(starts, segment.raw_start) - 1, 0)
        for below in inner.segments[at:]:
            if below.start >= end:
                break
            low = max(below.start, segment.raw_start)
            high = min(below.start + below.length, end)
            if low < high:
                shift = segment.start - segment.raw_start
                found.append(Segment(low + shift, low - below.start + below.raw_start, high - low))
    return Traced(outer.text, tuple(found))


def composed(text: str) -> Traced:
    """Bring a text to NFC. Runs between ASCII characters are changed, or left, as a whole.

    No ASCII character ever composes with what stands before it, so cutting there is safe.
    """
    if unicodedata.is_normalized("NFC", text):
        return Traced.whole(text)
    return join(_composed_runs(text))


def _composed_runs(text: str) -> Iterator[Piece]:
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and not text[end].isascii():
            end += 1
        run = text[start:end]
        made = unicodedata.normalize("NFC", run)
        yield (run, start) if made == run else (made, -1)
        start = end
