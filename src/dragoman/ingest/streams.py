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
    """A stream whose first bytes were already taken, whole again. Works for pipes.

    What went wrong after the first bytes goes wrong again, at its place.
    """

    def __init__(self, head: bytes, rest: BinaryIO, wrong: Exception | None = None) -> None:
        self._head = head
        self._rest = rest
        self._wrong = wrong
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub has Buffer, which cannot be sliced
        size = len(buffer)
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
        elif self._wrong is not None:
            raise self._wrong
        else:
            piece = self._rest.read(size)
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


class _Gzip(gzip.GzipFile):
    """Unpacks gzip piece by piece, so that what stands before a fault is not lost."""

    def piece(self, size: int) -> bytes:
        """Give some unpacked bytes; none at the end."""
        return self.read1(size)


class _Zstd:
    """Unpacks zstd frame by frame; the library's own reader takes a cut-off file for a whole."""

    _STEP = 1024
    """Bytes unpacked at a time: a block of four bytes may hold 128 KiB."""

    def __init__(self, packed: io.RawIOBase) -> None:
        self._packed = packed
        self._made = io.BytesIO()
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._is_begun = False

    def piece(self, size: int) -> bytes:
        """Give some unpacked bytes; none at the end."""
        while not (given := self._made.read(size)):
            if not (packed := self._next()):
                return b""
            self._is_begun = True
            self._made = io.BytesIO(self._frame.decompress(packed))
        return given

    def _next(self) -> bytes:
        left = b""
        if self._frame.eof:
            left = self._frame.unused_data
            self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._is_begun = False
        packed = left or self._packed.read(self._STEP) or b""
        if not packed and self._is_begun:
            raise EOFError("it is cut off")
        return packed


class _Bounded(io.RawIOBase):
    """An unpacking stream that stops where hardly anything holds far too much."""

    def __init__(self, unpacking: "_Gzip | _Zstd", packed: _Rejoined) -> None:
        self._unpacking = unpacking
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        piece = self._unpacking.piece(len(buffer))
        self._given += len(piece)
        if self._given > max(_FURTHEST, _MOST_TIMES * self._packed.taken):
            raise UnpacksTooFarError
        buffer[: len(piece)] = piece
        return len(piece)


def look(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """Give the first bytes of a stream, and the stream as if nothing had been read."""
    pieces: list[bytes] = []
    wanted = HEAD
    wrong: Exception | None = None
    try:
        while wanted and (piece := stream.read(wanted)):
            pieces.append(piece)
            wanted -= len(piece)
    except BrokenPackingError as error:
        wrong = error
    head = b"".join(pieces)
    if wrong is not None and not head:
        raise wrong
    return head, io.BufferedReader(_Rejoined(head, stream, wrong), buffer_size=HEAD)


def unpacked(head: bytes, stream: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    """Unpack gzip and zstd by their first bytes; anything else comes back as it is."""
    if not head.startswith((_GZIP, _ZSTD)):
        return head, stream
    packed = _Rejoined(b"", cast(BinaryIO, stream))
    if head.startswith(_GZIP):
        unpacking: _Gzip | _Zstd = _Gzip(fileobj=io.BufferedReader(packed))
    else:
        unpacking = _Zstd(packed)
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
