"""Rows of CSV and Parquet."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dragoman.ingest.columns import field_of, missing_columns, text_columns
from dragoman.ingest.csv_lines import CsvRows, Fault
from dragoman.ingest.encodings import encoding_of, mended
from dragoman.ingest.given import Given
from dragoman.ingest.rows import Items, Rows, either, too_long
from dragoman.ingest.streams import HEAD, LONGEST_DOCUMENT
from dragoman.ingest.trouble import lost, note
from dragoman.records import Problem

_BATCH: Final = 64
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?")
"""The first line by which Excel says what parts the cells."""


def read_csv(given: Given, stream: io.BufferedReader, delimiter: str) -> Items:
    """Read a table with a header. `line` is the first line of the row in the file."""
    head = stream.peek(HEAD)[:HEAD]
    encoding = encoding_of(head)
    # Bytes that are no UTF-8 come as surrogates, and are mended row by row.
    wrong = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(stream, encoding=encoding, errors=wrong, newline="")
    table = CsvRows(text, delimiter=delimiter, is_escaped=_is_escaped(head))
    found = iter(table)
    header = _header(found)
    table.width = len(header)
    if trouble := _header_trouble(given, header):
        yield trouble
        return
    rows = Rows(given)
    for line, cells in found:
        yield from _row(rows, given, line, cells=cells, header=header)
    yield from rows.ending()


def _is_escaped(head: bytes) -> bool:
    r"""Whether quotes inside cells are written \" and not ""."""
    return re.search(rb'\w\\"', head) is not None and re.search(rb'\w""', head) is None


def _header(found: Iterator[tuple[int, list[str] | Fault]]) -> list[str]:
    for _, cells in found:
        if isinstance(cells, Fault):
            return []
        if cells and not (len(cells) <= 2 and SEPARATOR_LINE.match(f"{cells[0]} ")):  # noqa: PLR2004 - "sep=;" splits in two
            return [mended(cell.strip()).text for cell in cells]
    return []


def _header_trouble(given: Given, header: Sequence[str]) -> Problem | None:
    """See whether the columns are there, before any row is read."""
    names = ", ".join(header)[:200] or "none"
    if missing := missing_columns(header, given.columns):
        said = f"no column {either(tuple(missing))} among: {names}"
        return lost("no-such-column", given.name, said)
    found = text_columns(header, given.columns)
    if not found:
        return lost("no-text-column", given.name, f"no column of text among: {names}")
    if len(found) > 1 and not given.columns.keys() & {"text", "html"}:
        said = f"{either(tuple(found))} may be the text"
        return lost("ambiguous-column", given.name, said)
    return None


def _row(
    rows: Rows, given: Given, line: int, *, cells: list[str] | Fault, header: Sequence[str]
) -> Items:
    if isinstance(cells, Fault):
        is_long = cells.code == "line-too-long" and not cells.said
        told = lost(cells.code, given.name, cells.said, line=line)
        yield too_long(given.name, line) if is_long else told
    elif not any(cells):
        return
    elif any(cells[len(header) :]):
        said = f"{len(cells)} cells under a header of {len(header)}"
        yield lost("broken-row", given.name, said, line=line)
    else:
        made = [mended(cell) for cell in cells]
        texts = (cell.text for cell in made)
        yield from rows.items(line, dict(zip(header, texts, strict=False)))
        if any(cell.is_mended for cell in made):
            said = "bytes that are no UTF-8 were read as cp1252"
            yield note("not-utf-8", given.name, said, line=line)
        if len(cells) < len(header):
            said = (
                f"{len(cells)} cells under a header of {len(header)}: the last are taken as empty"
            )
            yield note("short-row", given.name, said, line=line)


def read_parquet(given: Given, stream: io.BufferedReader) -> Items:
    """Read a Parquet table in small batches. `line` is the row's place, from 1."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = Rows(given)
    try:
        table = pq.ParquetFile(_seekable(given, stream))
        header = table.schema_arrow.names
        if trouble := _header_trouble(given, header):
            yield trouble
            return
        wanted = {column.strip().casefold() for column in given.columns.values()}
        columns = [c for c in header if field_of(c) or c.strip().casefold() in wanted]
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for cells in _filled(batch.to_pylist()):
                number += 1
                yield from rows.items(number, cells)
    except (pa.ArrowException, OSError, ValueError, OverflowError, LookupError) as error:
        said = str(error).partition("\n")[0]
        yield lost("broken-file", given.name, f"this Parquet file cannot be read ({said[:200]})")
    yield from rows.ending()


def _seekable(given: Given, stream: io.BufferedReader) -> str | io.BytesIO:
    """Give what Parquet can jump about in: the file itself, or what was unpacked or piped."""
    if given.path is not None:
        with given.path.open("rb") as file:
            if file.read(4) == b"PAR1":
                return str(given.path)
    body = stream.read(LONGEST_DOCUMENT + 1)
    if len(body) > LONGEST_DOCUMENT:
        raise OverflowError(f"over {LONGEST_DOCUMENT:,} bytes, and not a file on the disk")
    return io.BytesIO(body)


def _filled(rows: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    return ({key: value for key, value in row.items() if value is not None} for row in rows)
