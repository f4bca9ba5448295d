"""Byte streams that can be looked into before they are read, and that unpack themselves."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

import zstandard

HEAD = 65_536
"""Bytes looked at to see what a content is."""
LONGEST_LINE = 20_000_000
"""Bytes of one row; a longer one is not an article."""
LONGEST_FILE = 20_000_000
"""Bytes of one text or page; the longest novel has 10 million."""
LONGEST_DOCUMENT = 200_000_000
"""Bytes of what must be held whole: one JSON document, or a Parquet table out of a pipe."""

_FURTHEST = 500_000_000
_MOST_TIMES = 200
"""A stream that unpacks to over 500 MB and 200 times its size is no news; text packs 3 to 20."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"

BrokenPackingError = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
"""What a gzip or zstd stream raises where it is cut off or damaged."""


class UnpacksTooFarError(Exception):
    """A small packed file that holds gigabytes."""


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were already taken, whole again. Works for pipes."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub has Buffer, which cannot be sliced
        size = len(buffer)
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
        else:
            piece = self._rest.read(size)
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


class _Bounded(io.RawIOBase):
    """An unpacking stream that stops where hardly anything holds far too much."""

    def __init__(self, unpacking: BinaryIO, packed: _Rejoined) -> None:
        self._unpacking = unpacking
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        piece = self._unpacking.read(len(buffer))
        self._given += len(piece)
        if self._given > max(_FURTHEST, _MOST_TIMES * self._packed.taken):
            raise UnpacksTooFarError
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
    if not head.startswith((_GZIP, _ZSTD)):
        return head, stream
    packed = _Rejoined(b"", stream)
    if head.startswith(_GZIP):
        unpacking = cast(BinaryIO, gzip.GzipFile(fileobj=io.BufferedReader(packed)))
    else:
        reader = zstandard.ZstdDecompressor().stream_reader(
            cast(BinaryIO, packed), read_across_frames=True
        )
        unpacking = cast(BinaryIO, reader)
    return look(cast(BinaryIO, _Bounded(unpacking, packed)))


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
