"""Rows of JSON lines, JSON, CSV and Parquet: the last place where an article is a dict."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
from charset_normalizer import from_bytes

from dragoman.ingest.columns import ALIASES, row_of
from dragoman.ingest.recognise import mark_of
from dragoman.ingest.streams import HEAD, LONGEST_LINE, lines
from dragoman.ingest.trouble import lost
from dragoman.records import Problem, RawItem, to_json

Items = Iterator[RawItem | Problem]

_LISTS: Final = ("articles", "items", "documents", "rows", "results", "data")
_LONGEST_DOCUMENT: Final = 500_000_000
_BATCH: Final = 64
_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)


def read_json_lines(name: str, stream: io.BufferedReader) -> Items:
    """Read one row a line; a broken line costs itself only. Blank lines count but say nothing."""
    marked = mark_of(stream.peek(4)[:4])
    if marked not in {None, "utf-8"}:
        stream = _as_utf8(stream, marked or "utf-8")
    for number, body in lines(stream):
        if body is None:
            said = f"a line of more than {LONGEST_LINE:,} bytes"
            yield lost("line-too-long", name, said, line=number)
        elif body := (body.removeprefix(codecs.BOM_UTF8) if number == 1 else body).strip():
            yield _of_line(name, number, body)


def _as_utf8(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """Turn a stream of another encoding into UTF-8. Held whole: such files are exports by hand."""
    text = stream.read(_LONGEST_DOCUMENT).decode(encoding, "replace")
    return io.BufferedReader(io.BytesIO(text.encode()))


def _of_line(name: str, number: int, body: bytes) -> RawItem | Problem:
    try:
        cells = msgspec.json.decode(body)
    except _UNREADABLE as error:
        return lost("broken-row", name, f"this is no JSON ({error})", line=number)
    return _item(name, number, cells)


def _item(name: str, number: int, cells: object) -> RawItem | Problem:
    if not isinstance(cells, dict):
        said = f"a row must be an object, this is a {type(cells).__name__}"
        return lost("broken-row", name, said, line=number)
    row = row_of(cells)
    if row is None:
        keys = ", ".join(sorted(cells)[:12]) or "none"
        said = f"a row without text and without html (its keys: {keys})"
        return lost("row-without-text", name, said, line=number)
    return RawItem(name=name, kind="row", body=to_json(row), line=number)


def read_json(name: str, stream: io.BufferedReader) -> Items:
    """Read one JSON document: a list of rows, one row, or an object that holds such a list.

    `line` of these rows is their place in the list, from 1.
    """
    body = stream.read(_LONGEST_DOCUMENT + 1)
    encoding = mark_of(body)
    if len(body) > _LONGEST_DOCUMENT:
        yield lost("file-too-long", name, f"one JSON document of over {_LONGEST_DOCUMENT:,} bytes")
        return
    try:
        document = msgspec.json.decode(body.decode(encoding).lstrip("\ufeff") if encoding else body)
    except _UNREADABLE as error:
        yield lost("broken-file", name, f"this is no JSON document ({error})")
        return
    found = list(_rows_in(document))
    if not found:
        yield lost("empty-file", name, "a JSON document without a row")
    for number, cells in enumerate(found, 1):
        yield _item(name, number, cells)


def _rows_in(document: object) -> Iterable[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and row_of(document) is None:
        for key in _LISTS:
            held = document.get(key)
            if isinstance(held, list):
                return held
    return [document]


def read_csv(name: str, stream: io.BufferedReader, delimiter: str) -> Items:
    """Read a table with a header. `line` is the first line of the row in the file."""
    # The limit belongs to the csv module as a whole: there is no smaller place to set it.
    csv.field_size_limit(LONGEST_LINE)
    text = io.TextIOWrapper(stream, encoding=_encoding(stream), newline="")
    reader = csv.reader(text, delimiter=delimiter)
    try:
        yield from _table_rows(name, reader)
    except UnicodeError as error:
        yield lost("broken-file", name, f"not all of it is {text.encoding} ({error})")


def _encoding(stream: io.BufferedReader) -> str:
    """Name the encoding of a table by its first bytes."""
    head = stream.peek(HEAD)
    marked = mark_of(head)
    if marked:
        return "utf-8-sig" if marked == "utf-8" else marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        best = from_bytes(head, cp_isolation=["cp1252", "cp1256", "cp1251", "cp1250"]).best()
        return best.encoding if best else "cp1252"
    return "utf-8"


def _table_rows(name: str, reader: "Iterator[list[str]]") -> Items:
    header = [cell.strip() for cell in next(reader, [])]
    wanted = {*ALIASES["text"], *ALIASES["html"]}
    if not wanted & {cell.casefold() for cell in header}:
        said = f"no column of text among: {', '.join(header)[:200]}"
        yield lost("no-text-column", name, said)
        return
    for line, cells in _cells(reader):
        if isinstance(cells, str):
            yield lost("broken-row", name, cells, line=line)
        elif len(cells) > len(header):
            said = f"{len(cells)} cells under a header of {len(header)}"
            yield lost("broken-row", name, said, line=line)
        elif any(cells):
            yield _item(name, line, dict(zip(header, cells, strict=False)))


def _cells(reader: "Iterator[list[str]]") -> Iterator[tuple[int, list[str] | str]]:
    """Give each row with its first line; a row the csv module refuses comes as what it said."""
    while True:
        line = getattr(reader, "line_num", 0) + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, f"not a row of a table ({error})"
            continue
        if cells is None:
            return
        yield line, cells


def read_parquet(name: str, stream: io.BufferedReader) -> Items:
    """Read a Parquet table in small batches. `line` is the row's place, from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(_seekable(name, stream))
        known = {alias for aliases in ALIASES.values() for alias in aliases}
        columns = [column for column in table.schema_arrow.names if column.casefold() in known]
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for cells in _filled(batch.to_pylist()):
                number += 1
                yield _item(name, number, cells)
    except (pa.ArrowException, OSError) as error:
        yield lost("broken-file", name, f"this Parquet file cannot be read ({error})")


def _seekable(name: str, stream: io.BufferedReader) -> str | io.BytesIO:
    """Give what Parquet can jump about in: the file itself, or what was unpacked or piped."""
    if name != "-":
        with Path(name).open("rb") as file:
            if file.read(4) == b"PAR1":
                return name
    return io.BytesIO(stream.read())


def _filled(rows: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    return ({key: value for key, value in row.items() if value is not None} for row in rows)
