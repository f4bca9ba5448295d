"""Events as a table in which no word is cut: columns are as wide as their words."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import permutations

import msgspec
from rich.cells import cell_len, chop_cells
from rich.table import Table
from rich.text import Text

from dragoman.records import Event
from dragoman.serve.cli.render import (
    COLOURS,
    codes,
    dyad,
    event_toll,
    safe,
    speakers,
    when,
    where,
)

WIDE = 112
"""Columns of a terminal from which places and days get a column each."""

MAY_BREAK = "\u200b"
"""Where a line may end inside a word (a zero-width space; it is never printed)."""

GLUE = "\u00a0"
"""A space at which no line ends; printed as a plain space."""

_LONGEST = 18
"""Columns that one word may claim; a longer one is cut."""

_TRIED = 40
"""Rows that widths are tried on; a longer table is laid out by its first ones."""

_MOVES = 30
"""Times that room is moved from one column to another at most."""

_STEPS = (1, 2, 3, 5, 8)
"""Columns moved at a time: a word may need several before a line is saved."""

_NARROWEST = 5
"""Columns that a column keeps when there is no room: a year, or a word's beginning."""

_PARTS = re.compile(rf"(?<=[^\W\d]-)(?=[^\W\d])|{MAY_BREAK}")


class Part(msgspec.Struct, frozen=True):
    """A paragraph of a cell."""

    text: str
    style: str = ""


Cell = tuple[Part, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its heading and its cells."""

    heading: str
    cells: tuple[Cell, ...]
    style: str = ""


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph into lines, between words or after the hyphen of a compound.

    >>> wrapped("heavy-weapons, blockade", 10)
    ['heavy-', 'weapons,', 'blockade']
    """
    lines: list[str] = []
    for word in filter(None, safe(text).split(" ")):
        space = " "
        for part in _PARTS.split(word):
            if lines and cell_len(lines[-1] + space + part) <= width:
                lines[-1] += space + part
            else:
                lines += chop_cells(part, width)
            space = ""
    return [line.replace(GLUE, " ") for line in lines]


def grid(
    columns: Sequence[Column],
    *,
    width: int,
    widths: Sequence[int] = (),
    headed: bool = True,
) -> Table:
    """Draw columns side by side; a blank line parts the rows."""
    fitting, gap = fitted(columns, width)
    widths = widths or fitting
    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), show_header=headed)
    for column, columns_wide in zip(columns, widths, strict=True):
        heading = "\n".join(wrapped(column.heading, columns_wide))
        heading += "\n" * (_tallest(columns, widths) - heading.count("\n") - 1)
        ruled = Text(f"{heading}\n{'─' * columns_wide}", style="dim")
        table.add_column(ruled, style=column.style, width=columns_wide, no_wrap=True)
    for row in zip(*(column.cells for column in columns), strict=True):
        if table.row_count:
            table.add_row()
        table.add_row(*(_drawn(c, w) for c, w in zip(row, widths, strict=True)))
    return table


def fitted(columns: Sequence[Column], width: int) -> tuple[list[int], int]:
    """Give each column its width and the gap between them, all within `width`.

    Every column first gets its heading and its longest word. What is left goes, one by one, to
    the column whose cells are broken most, and is then moved about while that saves lines.
    """
    longest = [min(_LONGEST, max(_lengths(column, _word))) for column in columns]
    widths = [max(cell_len(c.heading), has) for c, has in zip(columns, longest, strict=True)]
    gap = 2 if sum(widths) + 2 * (len(columns) - 1) <= width else 1
    room = width - gap * (len(columns) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    least = tuple(widths)
    wanted = [max(_lengths(column, cell_len)) for column in columns]
    for _ in range(room - sum(widths)):
        strain = [want / has for want, has in zip(wanted, widths, strict=True)]
        if max(strain) <= 1:
            break
        widths[strain.index(max(strain))] += 1
    return _settled([c.cells[:_TRIED] for c in columns], widths, least), gap


def _settled(cells: list[tuple[Cell, ...]], widths: list[int], least: Sequence[int]) -> list[int]:
    """Move room from column to column as long as that makes the table shorter."""

    @cache
    def heights(column: int, wide: int) -> list[int]:
        return [sum(len(wrapped(p.text, wide)) for p in cell) for cell in cells[column]]

    def lines(tried: list[int]) -> int:
        rows = zip(*(heights(i, wide) for i, wide in enumerate(tried)), strict=True)
        return sum(max(row) for row in rows)

    best = lines(widths)
    for _ in range(_MOVES):
        tries = [
            list(_moved(widths, giver, taker, by))
            for giver, taker in permutations(range(len(widths)), 2)
            for by in _STEPS
            if widths[giver] - by >= least[giver]
        ]
        shortest = min(tries, key=lines, default=widths)
        if lines(shortest) >= best:
            break
        widths, best = shortest, lines(shortest)
    return widths


def _moved(widths: Sequence[int], giver: int, taker: int, by: int) -> Iterator[int]:
    for i, wide in enumerate(widths):
        yield wide + by * ((i == taker) - (i == giver))


def event_table(events: Iterable[Event], *, width: int) -> Table:
    """Draw events, who says so first; codes and modes stand dim below their words."""
    rows = list(events)
    places = tuple(_parts(where(event.place), COLOURS["place"]) for event in rows)
    days = tuple(_parts(_days(event), COLOURS["time"]) for event in rows)
    apart = width >= WIDE
    located = (
        [Column(heading="where", cells=places), Column(heading="when", cells=days)]
        if apart
        else [
            Column(
                heading="where, when",
                cells=tuple(p + d for p, d in zip(places, days, strict=True)),
            )
        ]
    )
    columns = [
        Column(
            heading="who says so",
            cells=tuple(
                _parts(speakers(event.said_by, own_voice=event.own_voice), COLOURS["speaker"])
                for event in rows
            ),
        ),
        Column(heading="who → whom", cells=tuple(_sides(event) for event in rows)),
        Column(heading="what", cells=tuple(_what(event) for event in rows)),
        *located,
        Column(heading="toll", cells=tuple(_tolls(event) for event in rows)),
        Column(heading="status", cells=tuple(_status(event) for event in rows)),
    ]
    return grid(columns, width=width)


def _days(event: Event) -> str:
    return when(event.time).replace(" to ", f" to{GLUE}")


def _sides(event: Event) -> Cell:
    shown = dyad(event.actors, event.recipients).replace("→ ", f"→{GLUE}")
    return (Part(shown), *_parts(codes(event.actors, event.recipients), "dim"))


def _what(event: Event) -> Cell:
    return (Part(event.type, "bold"), *_parts(", ".join(event.modes), "dim"))


def _tolls(event: Event) -> Cell:
    return tuple(
        Part(line.replace("-", f"-{MAY_BREAK}"), COLOURS["toll"]) for line in event_toll(event)
    )


def _status(event: Event) -> Cell:
    shown = Part(event.status, "" if event.status == "happened" else "italic")
    return (shown, Part("aggregate", "dim")) if event.aggregate else (shown,)


def _parts(text: str, style: str) -> Cell:
    return (Part(text, style),) if text else ()


def _word(text: str) -> int:
    return max(cell_len(part) for word in safe(text).split(" ") for part in _PARTS.split(word))


def _lengths(column: Column, measure: Callable[[str], int]) -> list[int]:
    return [measure(part.text) for cell in column.cells for part in cell] or [0]


def _tallest(columns: Sequence[Column], widths: Sequence[int]) -> int:
    return max(len(wrapped(c.heading, w)) for c, w in zip(columns, widths, strict=True))


def _drawn(cell: Cell, width: int) -> Text:
    lines = [Text(line, style=p.style) for p in cell for line in wrapped(p.text, width)]
    return Text("\n").join(lines)
