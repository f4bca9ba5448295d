"""Byte streams that can be looked into before they are read, and that unpack themselves."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import zstandard

HEAD = 65_536
"""Bytes looked at to see what a content is."""
LONGEST_LINE = 20_000_000
"""Bytes of one row; a longer one is not an article."""
LONGEST_FILE = 20_000_000
"""Bytes of one text or page; the longest novel has 10 million."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"

BrokenPackingError = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
"""What a gzip or zstd stream raises where it is cut off or damaged."""


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were already taken, whole again. Works for pipes."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub has Buffer, which cannot be sliced
        size = len(buffer)
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
        else:
            piece = self._rest.read(size)
        buffer[: len(piece)] = piece
        return len(piece)


def look(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """Give the first bytes of a stream, and the stream as if nothing had been read."""
    pieces: list[bytes] = []
    wanted = HEAD
    while wanted and (piece := stream.read(wanted)):
        pieces.append(piece)
        wanted -= len(piece)
    head = b"".join(pieces)
    return head, io.BufferedReader(_Rejoined(head, stream), buffer_size=HEAD)


def unpacked(head: bytes, stream: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    """Unpack gzip and zstd by their first bytes; anything else comes back as it is."""
    if head.startswith(_GZIP):
        # GzipFile reads like the BinaryIO it is not declared to be.
        return look(gzip.GzipFile(fileobj=stream))  # type: ignore[arg-type]
    if head.startswith(_ZSTD):
        return look(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))
    return head, stream


class Line(NamedTuple):
    """One line without its end; `body` is None where it is longer than a row may be."""

    number: int
    body: bytes | None


def lines(stream: io.BufferedReader) -> Iterator[Line]:
    """Read line by line, never holding more than the longest row allowed."""
    number = 0
    while piece := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(piece) > LONGEST_LINE and not piece.endswith(b"\n"):
            _skip_line(stream)
            yield Line(number, None)
        else:
            yield Line(number, piece.rstrip(b"\r\n"))


def _skip_line(stream: io.BufferedReader) -> None:
    while (piece := stream.readline(HEAD)) and not piece.endswith(b"\n"):
        pass
