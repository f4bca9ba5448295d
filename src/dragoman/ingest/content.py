"""From one stream of bytes to its items."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from dragoman.ingest.recognise import Content, recognise
from dragoman.ingest.rows import read_csv, read_json, read_json_lines, read_parquet
from dragoman.ingest.streams import LONGEST_FILE, BrokenPackingError, look, unpacked
from dragoman.ingest.trouble import lost
from dragoman.records import Problem, RawItem

Items = Iterator[RawItem | Problem]


def read_content(name: str, stream: BinaryIO) -> Items:
    """Read one stream by what it holds, unpacking gzip and zstd on the way."""
    try:
        head, whole = unpacked(*look(stream))
        yield from _read(name, whole, recognise(head, name))
    except BrokenPackingError as error:
        yield lost("broken-file", name, f"it cannot be unpacked to its end ({error})")


def _read(name: str, stream: io.BufferedReader, content: Content) -> Items:
    if content.kind == "empty":
        yield lost("empty-file", name, "there is nothing in it")
    elif content.kind == "binary":
        yield lost("binary-file", name, f"this is {content.said}")
    elif content.kind == "not-yet":
        yield lost("format-not-read-yet", name, f"this is {content.said}")
    elif content.kind == "csv":
        yield from read_csv(name, stream, content.delimiter)
    elif content.kind in _ROWS:
        yield from _ROWS[content.kind](name, stream)
    else:
        yield from _read_whole(name, stream, is_html=content.kind == "html")


_ROWS: dict[str, Callable[[str, io.BufferedReader], Items]] = {
    "jsonl": read_json_lines,
    "json": read_json,
    "parquet": read_parquet,
}


def _read_whole(name: str, stream: io.BufferedReader, *, is_html: bool) -> Items:
    body = stream.read(LONGEST_FILE + 1)
    if len(body) > LONGEST_FILE:
        yield lost("file-too-long", name, f"one text of more than {LONGEST_FILE:,} bytes")
    else:
        yield RawItem(name=name, kind="html" if is_html else "text", body=body)
