"""Rows of CSV and Parquet."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from dragoman.ingest.columns import field_of, missing_columns, text_columns
from dragoman.ingest.encodings import encoding_of, mended
from dragoman.ingest.given import Given
from dragoman.ingest.rows import Items, Rows, either, too_long
from dragoman.ingest.streams import HEAD, LONGEST_DOCUMENT, LONGEST_LINE
from dragoman.ingest.trouble import lost, note
from dragoman.records import Problem

_BATCH: Final = 64
_MOST_BACK: Final = 10 * LONGEST_LINE
"""Characters gone back over, in all, to find the next whole row after a quote never closed."""
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?")
"""The first line by which Excel says what parts the cells."""


class _TooLongError(Exception):
    """A line that is no row: reading goes on after it."""


class _Fault(NamedTuple):
    """Why a row could not be read."""

    code: str
    said: str


class _Lines:
    """Gives lines to the csv module and keeps those of the present row, to go back to them."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self.first = 1
        self.gone_back = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._fresh()
        if not line:
            raise StopIteration
        self._row.append(line)
        return line

    def _fresh(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
            return line
        while (rest := self._text.readline(HEAD)) and not rest.endswith(("\n", "\r")):
            pass
        self._row.append("")
        raise _TooLongError

    def begin(self) -> None:
        """Start a row with the next line."""
        self.first += len(self._row)
        self._row = []

    def go_back(self) -> None:
        """Keep of the present row its first line only; the others come again."""
        rest = self._row[1:]
        self.gone_back += sum(map(len, rest))
        self._again.extendleft(reversed(rest))
        self._row = self._row[:1]

    def is_at_end(self) -> bool:
        """Whether no line is left."""
        if not self._again and (line := self._text.readline(LONGEST_LINE)):
            self._again.append(line)
        return not self._again


def read_csv(given: Given, stream: io.BufferedReader, delimiter: str) -> Items:
    """Read a table with a header. `line` is the first line of the row in the file."""
    # The limit belongs to the csv module as a whole: there is no smaller place to set it.
    csv.field_size_limit(LONGEST_LINE)
    head = stream.peek(HEAD)[:HEAD]
    encoding = encoding_of(head)
    # Bytes that are no UTF-8 come as surrogates, and are mended row by row.
    wrong = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(stream, encoding=encoding, errors=wrong, newline="")
    found = _cells(_Lines(text), delimiter, is_escaped=_is_escaped(head))
    header = _header(found)
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


def _header(found: Iterator[tuple[int, list[str] | _Fault]]) -> list[str]:
    for _, cells in found:
        if isinstance(cells, _Fault):
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
    rows: Rows, given: Given, line: int, *, cells: list[str] | _Fault, header: Sequence[str]
) -> Items:
    if isinstance(cells, _Fault):
        is_long = cells.code == "line-too-long"
        yield too_long(given.name, line) if is_long else lost(*cells_said(given, cells), line=line)
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


def cells_said(given: Given, fault: _Fault) -> tuple[str, str, str]:
    """Order what is told of a fault."""
    return fault.code, given.name, fault.said


def _cells(
    lines: _Lines, delimiter: str, *, is_escaped: bool
) -> Iterator[tuple[int, list[str] | _Fault]]:
    """Give each row with its first line. A row that cannot be read costs its first line only."""
    escape = "\\" if is_escaped else None
    reader = csv.reader(lines, delimiter=delimiter, strict=True, escapechar=escape)
    while True:
        lines.begin()
        try:
            cells = next(reader, None)
        except _TooLongError:
            yield lines.first, _Fault("line-too-long", "")
            continue
        except csv.Error as error:
            yield lines.first, _fault(str(error))
            lines.go_back()
            if lines.gone_back > _MOST_BACK:
                yield lines.first, _Fault("broken-file", "too many quotes are never closed")
                return
            continue
        if cells is None:
            return
        yield lines.first, cells


def _fault(said: str) -> _Fault:
    if "field larger" in said:
        return _Fault("line-too-long", said)
    if "unexpected end" in said:
        return _Fault("broken-row", "a quote that is opened in this row is never closed")
    if "expected after" in said:
        return _Fault("broken-row", 'a quote inside a quoted cell is not doubled ("")')
    return _Fault("broken-row", f"not a row of a table ({said})")


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
