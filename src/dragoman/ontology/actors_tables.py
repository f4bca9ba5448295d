"""Reads the tables of data/actors into entries, and refuses a table that contradicts itself."""

import re
from collections.abc import Iterator
from datetime import date

from unidecode import unidecode

from dragoman.errors import DataFileError
from dragoman.ontology.actors_records import BODIES, SECTORS, Entry, EntryKind, Tenure, Use
from dragoman.ontology.actors_words import key
from dragoman.ontology.files import path, read_table

FOLDER = "actors/"
Alias = tuple[str, Use, Entry]
Row = dict[str, str]

_PREFIX: dict[EntryKind, str] = {
    "person": "person:",
    "organisation": "org:",
    "group": "group:",
    "outlet": "outlet:",
    "state": "state:",
}


def slug(name: str) -> str:
    """Make the part of an id that comes from a name.

    >>> slug("Abdel Fattah al-Sisi"), slug("Côte d'Ivoire")
    ('abdel-fattah-al-sisi', 'cote-d-ivoire')
    """
    return re.sub(r"[^a-z0-9]+", "-", unidecode(name).lower()).strip("-")


def split(cell: str) -> tuple[str, ...]:
    """Cut a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


class Table:
    """One file while it is read: its rows, and where each stands."""

    def __init__(self, name: str, rows: list[Row]) -> None:
        self.name = name
        self.rows = rows
        self._owner: dict[str, str] = {}

    def wrong(self, row: Row, said: str) -> DataFileError:
        """Say what is wrong with a row."""
        return DataFileError(
            self.name, f"{row.get('line', '?')} ({next(iter(row.values()))})", said
        )

    def day(self, row: Row, column: str) -> date | None:
        """Read a date cell."""
        cell = row.get(column, "")
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            raise self.wrong(row, f"{column} {cell!r} is no ISO date") from None

    def tenure(self, row: Row, countries: frozenset[str]) -> Tenure:
        """Read one row's country, sectors and dates."""
        country = row.get("country") or row.get("code") or None
        if country is not None and country not in countries | BODIES:
            raise self.wrong(row, f"unknown country {country!r}")
        sectors = split(row.get("sectors", ""))
        for sector in sectors:
            if sector not in SECTORS:
                raise self.wrong(row, f"unknown sector {sector!r}")
        first, last = self.day(row, "from"), self.day(row, "to")
        if first and last and last < first:
            raise self.wrong(row, f"ends {last} before it starts {first}")
        return Tenure(
            country=country, sectors=sectors, office=row.get("office") or None, from_=first, to=last
        )

    def claim(self, row: Row, alias: str, owner: str) -> None:
        """Note whose an alias is; two owners of one alias are an error."""
        known = self._owner.setdefault(key(alias), owner)
        if known != owner:
            raise self.wrong(row, f"{alias!r} already means {known}")


def open_table(name: str) -> Table:
    """Read a table of data/actors; each row knows its line, as the cell "line"."""
    lines = path(FOLDER + name).read_text(encoding="utf-8").splitlines()
    numbers = [n for n, line in enumerate(lines, 1) if line and not line.startswith("#")][1:]
    rows = read_table(FOLDER + name)
    numbered = [row | {"line": f"line {n}"} for n, row in zip(numbers, rows, strict=True)]
    return Table(FOLDER + name, numbered)


def states(table: Table) -> Iterator[Alias]:
    """Read countries.csv; also the source of the codes that the other tables may use."""
    codes = frozenset(row["code"] for row in table.rows)
    for row in table.rows:
        names = split(row["names"])
        if not names:
            raise table.wrong(row, "has no name")
        entry = Entry(
            id=_PREFIX["state"] + row["code"],
            name=names[0],
            kind="state",
            tenures=(table.tenure(row, codes),),
        )
        uses: tuple[tuple[str, Use], ...] = (
            ("names", "name"),
            ("adjectives", "adjective"),
            ("people", "people"),
            ("capitals", "capital"),
        )
        for column, use in uses:
            for alias in split(row[column]):
                table.claim(row, alias, entry.id)
                yield alias, use, entry


def entries(table: Table, kind: EntryKind, countries: frozenset[str]) -> Iterator[Alias]:
    """Read a table whose rows are tenures: rows of one name make one entry."""
    grouped: dict[str, list[Row]] = {}
    for row in table.rows:
        grouped.setdefault(row["name"], []).append(row)
    for name, rows in grouped.items():
        tenures = tuple(table.tenure(row, countries) for row in rows)
        if kind == "outlet":
            tenures = tuple(Tenure(country=t.country, sectors=("JRN",)) for t in tenures)
        seat = rows[0].get("kind") == "seat"
        entry = Entry(
            id=_PREFIX[kind] + slug(name),
            name=name,
            kind=kind,
            tenures=tenures,
            seat=seat,
            state_media=rows[0].get("state") == "yes",
        )
        for alias in (name, *split(rows[0].get("aliases", ""))):
            table.claim(rows[0], alias, entry.id)
            yield alias, "seat" if seat else "name", entry
