"""From one stream of bytes to its items."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal

from dragoman.ingest.given import Given
from dragoman.ingest.json_rows import read_json, read_json_lines
from dragoman.ingest.recognise import Content, recognise
from dragoman.ingest.streams import (
    LONGEST_FILE,
    BrokenPackingError,
    UnpacksTooFarError,
    look,
    unpacked,
)
from dragoman.ingest.tables import read_csv, read_parquet
from dragoman.ingest.trouble import lost
from dragoman.records import Problem, RawItem

Items = Iterator[RawItem | Problem]


def read_content(given: Given, stream: BinaryIO) -> Items:
    """Read one stream by what it holds, unpacking gzip and zstd on the way."""
    try:
        head, whole = unpacked(*look(stream))
        is_barren = True
        for found in _read(given, whole, recognise(head, given)):
            is_barren = False
            yield found
        if is_barren:
            yield lost("empty-file", given.name, "there is no row in it")
    except BrokenPackingError as error:
        yield lost("broken-file", given.name, f"it cannot be unpacked to its end ({error})")
    except UnpacksTooFarError:
        said = "a small packed file that unpacks to gigabytes"
        yield lost("unpacks-too-far", given.name, said)


def _read(given: Given, stream: io.BufferedReader, content: Content) -> Items:
    if content.kind == "empty":
        yield lost("empty-file", given.name, "there is nothing in it")
    elif content.kind == "binary":
        yield lost("binary-file", given.name, f"this is {content.said}")
    elif content.kind == "not-yet":
        yield lost("format-not-read-yet", given.name, f"this is {content.said}")
    elif content.kind == "csv":
        yield from read_csv(given, stream, content.delimiter)
    elif content.kind in _ROWS:
        yield from _ROWS[content.kind](given, stream)
    else:
        yield from _read_whole(given, stream, content)


_ROWS: dict[str, Callable[[Given, io.BufferedReader], Items]] = {
    "jsonl": read_json_lines,
    "json": read_json,
    "parquet": read_parquet,
}


def _read_whole(given: Given, stream: io.BufferedReader, content: Content) -> Items:
    body = stream.read(LONGEST_FILE + 1)
    if len(body) > LONGEST_FILE:
        yield lost("file-too-long", given.name, f"one text of more than {LONGEST_FILE:,} bytes")
    else:
        kind: Literal["html", "text"] = "html" if content.kind == "html" else "text"
        yield RawItem(name=given.name, kind=kind, body=body, encoding=content.encoding)
