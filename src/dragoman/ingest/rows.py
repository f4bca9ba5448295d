"""Rows of one file, whatever its form: the last place where an article is a dict."""

from collections.abc import Iterator, Mapping
from typing import Final

from dragoman.ingest.columns import missing_columns, row_of
from dragoman.ingest.given import Given
from dragoman.ingest.streams import LONGEST_LINE
from dragoman.ingest.trouble import lost, note
from dragoman.records import Problem, RawItem, Row, to_json

Items = Iterator[RawItem | Problem]

_MOST_KEYS: Final = 12


class Rows:
    """Makes items of the rows of one file, and keeps what can only be told of several rows.

    Create one a file, call `items` for each row and `ending` after the last one.
    """

    def __init__(self, given: Given) -> None:
        self._given = given
        self._doubted: set[str] = set()
        self._unseen = dict.fromkeys(given.columns.values())
        self._ids: dict[str, tuple[int, int]] = {}
        self._nameless: list[int] = []
        self._read = 0

    def items(self, line: int, cells: object) -> Items:
        """Give the row's item, or the problem that it is none; notes on it come after it."""
        if not isinstance(cells, dict):
            said = f"a row must be an object, this is a {type(cells).__name__}"
            yield lost("broken-row", self._given.name, said, line=line)
            return
        for column in self._seen(cells):
            del self._unseen[column]
        made = row_of(cells, self._given.columns)
        if made.row is None:
            yield self._no_row(line, cells, made.doubts)
        elif max(len(made.row.text or ""), len(made.row.html or "")) > LONGEST_LINE:
            yield too_long(self._given.name, line)
        else:
            body = to_json(made.row)
            self._read += 1
            yield RawItem(name=self._given.name, kind="row", body=body, line=line)
            yield from self._doubts(line, made.doubts)
            yield from self._id(line, made.row)

    def ending(self) -> Iterator[Problem]:
        """Give what could be seen only when all rows were there."""
        if self._unseen and self._read:
            missing = ", ".join(repr(column) for column in self._unseen)
            said = f"no row has {missing}, which --columns names"
            yield note("no-such-column", self._given.name, said)
        if self._nameless and self._ids:
            rows = "a row has" if len(self._nameless) == 1 else f"{len(self._nameless)} rows have"
            said = f"{rows} no id where others have one; first in line {self._nameless[0]}"
            yield note("row-without-id", self._given.name, said, line=self._nameless[0])

    def _seen(self, cells: Mapping[str, object]) -> list[str]:
        if not self._unseen:
            return []
        missing = set(missing_columns(cells, self._given.columns))
        return [column for column in self._unseen if column not in missing]

    def _no_row(
        self, line: int, cells: Mapping[str, object], doubts: Mapping[str, tuple[str, ...]]
    ) -> Problem:
        for field in ("text", "html"):
            if field in doubts:
                said = f"{either(doubts[field])} may be the {field}"
                return lost("ambiguous-column", self._given.name, said, line=line)
        keys = ", ".join(list(cells)[:_MOST_KEYS]) or "none"
        said = f"a row without text and without html (its keys: {keys[:200]})"
        return lost("row-without-text", self._given.name, said, line=line)

    def _doubts(self, line: int, doubts: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        """Tell once a file that a field stays empty since several columns may be meant."""
        for field, columns in doubts.items():
            if field not in self._doubted:
                self._doubted.add(field)
                said = f"{either(columns)} may be `{field}`: it is left empty"
                yield note("ambiguous-column", self._given.name, said, line=line)

    def _id(self, line: int, row: Row) -> Iterator[Problem]:
        if row.id is None:
            self._nameless.append(line)
            return
        first, words = self._ids.setdefault(row.id, (line, hash((row.text, row.html))))
        if words != hash((row.text, row.html)):
            said = f"the id {row.id[:80]!r} of line {first} again, with another text"
            yield note("duplicate-id", self._given.name, said, line=line)


def too_long(name: str, line: int) -> Problem:
    """Report a row that is longer than any article."""
    return lost("line-too-long", name, f"a row of more than {LONGEST_LINE:,} bytes", line=line)


def either(columns: tuple[str, ...]) -> str:
    """Write a choice of columns.

    >>> either(("body", "content"))
    "'body' or 'content'"
    """
    return " or ".join(repr(column) for column in columns)
