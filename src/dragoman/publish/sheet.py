"""What every exporter is given: the table's columns and the way from a record to its cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import BinaryIO, Literal, NamedTuple, Protocol, TypeVar

from dragoman.errors import UsageError
from dragoman.publish import columns, rows
from dragoman.publish.columns import Column
from dragoman.publish.rows import Cell, Row
from dragoman.records import Article, Event, Mention, Problem
from dragoman.records.origin import Origin

What = Literal["mentions", "events", "articles", "problems", "origins"]
Exported = Mention | Event | Article | Problem | Origin
Quotes = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the sentences of mentions by their ids; the store has one."""

BATCH = 1000
"""Records taken at a time: events ask the store for their sentences so many at once."""

T = TypeVar("T")
Spelling = Callable[[Cell], T]
"""Writes one cell as a format has it."""


class Sheet(NamedTuple):
    """One table: its columns and how a record's cells are made."""

    what: What
    columns: tuple[Column, ...]
    rows: Callable[[Sequence[Exported]], Iterable[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """The header."""
        return tuple(column.name for column in self.columns)


class Exporter(Protocol):
    """Writes records into a file of one format. An exporter's component builds one."""

    def __call__(self, records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
        """Write all records, a valid file even where there are none; give their number."""
        ...


def sheet_of(what: What, quotes: Quotes | None) -> Sheet:
    """Give the table of one sort of record; `quotes` fills the evidence of events."""
    if what == "events":
        return Sheet(what, columns.EVENTS, lambda held: _event_rows(held, quotes))
    if what not in _TABLES:
        raise UsageError(f"no table {what!r}; there are: events, {', '.join(_TABLES)}")
    heads, row = _TABLES[what]
    return Sheet(what, heads, lambda held: (row(record) for record in held))


def batches(records: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut records into lists, the last one shorter."""
    rest = iter(records)
    while held := list(islice(rest, size)):
        yield held


def spelled(
    sheet: Sheet, held: Sequence[Exported], spell: Sequence[Spelling[T]]
) -> Iterator[tuple[T, ...]]:
    """Give the rows of records with each cell written as `spell` has it for its column.

    A column repeats itself (types, countries, empty cells): each of its values is written once.
    """
    columns_ = zip(*sheet.rows(held), strict=True)
    written: list[Iterator[T]] = []
    for cells, write in zip(columns_, spell, strict=True):
        known = {cell: write(cell) for cell in set(cells)}
        if len(known) == 1:
            written.append(repeat(known[cells[0]], len(cells)))
        else:
            written.append(map(known.__getitem__, cells))
    return zip(*written, strict=True)


def _event_rows(held: Sequence[Exported], quotes: Quotes | None) -> Iterator[Row]:
    events = [record for record in held if isinstance(record, Event)]
    said = quotes([m for event in events for m in event.mentions]) if quotes else {}
    return (rows.event_row(event, said) for event in events)


def _row_of(record: Exported) -> Row:
    match record:
        case Mention():
            return rows.mention_row(record)
        case Article():
            return rows.article_row(record)
        case Problem():
            return rows.problem_row(record)
        case Origin():
            return rows.origin_row(record)
    raise TypeError(f"{type(record).__name__} has no row of its own")


_TABLES: dict[str, tuple[tuple[Column, ...], Callable[[Exported], Row]]] = {
    "mentions": (columns.MENTIONS, _row_of),
    "articles": (columns.ARTICLES, _row_of),
    "problems": (columns.PROBLEMS, _row_of),
    "origins": (columns.ORIGINS, _row_of),
}


def checked(records: Iterable[Exported], what: What) -> Iterator[Exported]:
    """Refuse a record that is not of the table's sort: that is our fault, not the input's."""
    wanted = _SORTS[what]
    for record in records:
        if not isinstance(record, wanted):
            raise TypeError(f"a {type(record).__name__} among {what}")
        yield record


_SORTS: dict[What, type[Exported]] = {
    "mentions": Mention,
    "events": Event,
    "articles": Article,
    "problems": Problem,
    "origins": Origin,
}
