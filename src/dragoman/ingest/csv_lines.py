"""Lines of a CSV and the rows made of them, with what cannot be a row told and passed over."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.ingest.streams import HEAD, LONGEST_LINE

_ENDS = ("\n", "\r")


class Fault(NamedTuple):
    """Why a row could not be read."""

    code: str
    said: str


class _TooLongError(Exception):
    """A line that is no row: reading goes on after it."""


class _Lines:
    """Gives lines to the csv module and keeps those of the present row, to go back to them."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._passed = 0
        self.row: list[str] = []
        self.first = 1

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._fresh()
        if not line:
            raise StopIteration
        self.row.append(line)
        return line

    def _fresh(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if len(line) < LONGEST_LINE or line.endswith(_ENDS):
            return line
        while (rest := self._text.readline(HEAD)) and not rest.endswith(_ENDS):
            pass
        self._passed += 1
        raise _TooLongError

    def begin(self) -> None:
        """Start a row with the next line."""
        self.first += len(self.row) + self._passed
        self.row, self._passed = [], 0

    def go_back(self) -> None:
        """Keep of the present row its first line only; the others come again."""
        self._again.extendleft(reversed(self.row[1:]))
        del self.row[1:]

    def pass_quoted(self) -> bool:
        """Pass over the lines of a cell up to the one that closes its quote; tell if there is."""
        self._passed += len(self.row)
        self.row = []
        while line := self._again.popleft() if self._again else self._text.readline(LONGEST_LINE):
            self._passed += line.endswith(_ENDS)
            if line.count('"') % 2:
                return True
        return False


class CsvRows:
    """Gives each row of a table with its first line; a row that cannot be read comes as a fault.

    `width` is to be set once the header is known. A quote that is never closed may have taken
    rows into its cell or may be the text of one cell cut off: what follows it is read only where
    all of it is rows beyond doubt.
    """

    def __init__(self, text: io.TextIOBase, *, delimiter: str, is_escaped: bool) -> None:
        # The limit belongs to the csv module as a whole: there is no smaller place to set it.
        csv.field_size_limit(LONGEST_LINE)
        self._lines = _Lines(text)
        self._delimiter = delimiter
        self._escape = "\\" if is_escaped else None
        self._reader = self._read(self._lines)
        self._is_lost = False
        self.width = 0

    def __iter__(self) -> Iterator[tuple[int, list[str] | Fault]]:
        lines = self._lines
        while True:
            lines.begin()
            first = lines.first
            try:
                cells = next(self._reader, None)
            except _TooLongError:
                yield first, Fault("line-too-long", "")
                continue
            except csv.Error as error:
                if not self._is_lost:
                    yield first, self._fault(str(error))
                lines.go_back()
                continue
            if cells is None:
                return
            if not self._is_lost or self._is_row(cells):
                self._is_lost = False
                yield first, cells

    def _read(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, escapechar=self._escape, strict=True)

    def _fault(self, said: str) -> Fault:
        lines = self._lines
        if "field larger" in said:
            is_closed = lines.pass_quoted()
            more = "" if is_closed else "a cell too long, whose quote is never closed"
            return Fault("line-too-long", more)
        if "unexpected end" in said:
            return self._never_closed()
        # Inside a cell of several lines the next line may be text and no row.
        self._is_lost = len(lines.row) > 1
        if "expected after" in said:
            return Fault("broken-row", 'a quote inside a quoted cell is not doubled ("")')
        return Fault("broken-row", f"not a row of a table ({said})")

    def _never_closed(self) -> Fault:
        said = "a quote that is opened in this row is never closed"
        rest = self._lines.row[1:]
        if self._are_rows(rest):
            return Fault("broken-row", said)
        del self._lines.row[1:]
        return Fault("broken-row", f"{said}; the {len(rest)} lines after it were not read")

    def _are_rows(self, rest: list[str]) -> bool:
        try:
            return all(self._is_row(cells) for cells in self._read(rest) if cells)
        except csv.Error:
            return False

    def _is_row(self, cells: list[str]) -> bool:
        """Whether these are a row's cells beyond doubt: as many as columns, the first one a key."""
        return len(cells) == self.width and bool(cells[0]) and len(cells[0].split()) == 1
