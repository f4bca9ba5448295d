"""Rows of JSON lines and of JSON documents."""

import codecs
import io
from collections.abc import Iterable
from typing import Final

import msgspec

from dragoman.ingest.columns import row_of
from dragoman.ingest.encodings import encoding_of, mark_of, mended, unmarked
from dragoman.ingest.given import Given
from dragoman.ingest.rows import Items, Rows, too_long
from dragoman.ingest.streams import HEAD, LONGEST_DOCUMENT, LONGEST_LINE, lines
from dragoman.ingest.trouble import lost, note

_LISTS: Final = ("articles", "items", "documents", "rows", "results", "data")
_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)


def read_json_lines(given: Given, stream: io.BufferedReader) -> Items:
    """Read one row a line; a broken line costs itself only. Blank lines count but say nothing."""
    encoding = encoding_of(stream.peek(HEAD)[:HEAD])
    if encoding.startswith(("utf-16", "utf-32")):
        stream = _as_utf8(stream, encoding)
        encoding = "utf-8"
    rows = Rows(given)
    is_told = False
    for number, body in lines(stream):
        if body is None:
            yield too_long(given.name, number)
        elif body := (body.removeprefix(codecs.BOM_UTF8) if number == 1 else body).strip():
            yield from _of_line(rows, given, number, body=body, encoding=encoding)
            if not is_told and not _is_utf8(body):
                is_told = True
                said = f"it is not all UTF-8, as JSON must be; read as {_other(encoding)}"
                yield note("not-utf-8", given.name, said, line=number)
    yield from rows.ending()


def _as_utf8(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """Turn a stream of another encoding into UTF-8. Held whole: such files are exports by hand."""
    text = stream.read(LONGEST_DOCUMENT).decode(encoding, "replace")
    return io.BufferedReader(io.BytesIO(text.encode()))


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeError:
        return False
    return True


def _other(encoding: str) -> str:
    """Name the encoding that lines are read in which are no UTF-8."""
    return "cp1252" if encoding.startswith("utf-8") else encoding


def _decoded(body: bytes, encoding: str) -> object:
    if encoding.startswith("utf-8") or _is_utf8(body):
        text = mended(body.decode("utf-8", "surrogateescape")).text
    else:
        text = body.decode(encoding, "replace")
    return msgspec.json.decode(text)


def _of_line(rows: Rows, given: Given, number: int, *, body: bytes, encoding: str) -> Items:
    try:
        cells = _decoded(body, encoding)
    except _UNREADABLE as error:
        yield lost("broken-row", given.name, f"this is no JSON ({error})", line=number)
        return
    yield from rows.items(number, cells)


def read_json(given: Given, stream: io.BufferedReader) -> Items:
    """Read one JSON document: a list of rows, one row, or an object that holds such a list.

    `line` of these rows is their place in the list, from 1.
    """
    body = stream.read(LONGEST_DOCUMENT + 1)
    if len(body) > LONGEST_DOCUMENT:
        said = f"one JSON document of over {LONGEST_DOCUMENT:,} bytes"
        yield lost("file-too-long", given.name, said)
        return
    try:
        document = _document(body)
    except _UNREADABLE as error:
        yield lost("broken-file", given.name, f"this is no JSON document ({error})")
        return
    found = list(_rows_in(given, document))
    if not found:
        yield lost("empty-file", given.name, "a JSON document without a row")
    rows = Rows(given)
    for number, cells in enumerate(found, 1):
        yield from rows.items(number, cells)
    yield from rows.ending()


def _document(body: bytes) -> object:
    wide = mark_of(body) or unmarked(body[:LONGEST_LINE])
    if wide:
        return msgspec.json.decode(body.decode(wide).lstrip("\ufeff"))
    return _decoded(body, encoding_of(body[:HEAD]))


def _rows_in(given: Given, document: object) -> Iterable[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and row_of(document, given.columns).row is None:
        for key in _LISTS:
            held = document.get(key)
            if isinstance(held, list):
                return held
    return [document]
