"""The names that a row's fields go by, and the row made of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from dragoman.records import Row

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "externalid", "articleid", "uid", "guid"),
    "text": ("text", "body", "content", "fulltext", "articletext", "articlebody", "maintext"),
    "html": ("html", "rawhtml", "page"),
    "title": ("title", "headline"),
    "published": (
        "published",
        "date",
        "publishedat",
        "publicationdate",
        "publisheddate",
        "datepublish",
        "datepublished",
        "publishdate",
        "pubdate",
    ),
    "modified": ("modified", "updated", "updatedat", "datemodified"),
    "source": ("source", "outlet", "publisher", "sourcename", "newspaper"),
    "url": ("url", "link", "uri"),
    "language": ("language", "lang"),
}
"""Field of a row to the names it is known by, in small letters without spaces and signs."""

_FIELDS = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
_PAGE = ("text", "html")
Named = Mapping[str, str]
"""The caller's map: field to the column that holds it."""


class Made(NamedTuple):
    """A row made of cells; None where none holds a text or page, or several may.

    `doubts` has, for each field that was left empty for it, the columns any of which may be meant.
    """

    row: Row | None
    doubts: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def plain(column: str) -> str:
    """Bring a column's name to the form that names are compared in.

    >>> plain(" Published-At "), plain("Текст")
    ('publishedat', 'текст')
    """
    return re.sub(r"[\W_]+", "", column).casefold()


def field_of(column: str) -> str | None:
    """Name the field that a column is usually meant for."""
    return _FIELDS.get(plain(column))


def missing_columns(columns: Iterable[str], named: Named) -> list[str]:
    """Give the columns of the caller's map that are not there."""
    there = {column.strip().casefold() for column in columns}
    return [column for column in named.values() if column.strip().casefold() not in there]


def text_columns(columns: Iterable[str], named: Named) -> list[str]:
    """Give the columns that may hold the article, the one that surely does alone."""
    by_map = [named[field] for field in _PAGE if field in named]
    if by_map:
        return by_map
    for field in _PAGE:
        found = [column for column in columns if field_of(column) == field]
        exact = [column for column in found if plain(column) == field]
        if found:
            return exact if len(exact) == 1 else found
    return []


def row_of(cells: Mapping[str, object], named: Named) -> Made:
    """Read one row by the caller's map, and for what it leaves open by the usual names.

    The plain name of a field ("text") counts before its synonyms. Where several synonyms hold
    different values, none is taken. Numbers and dates come as text; a source given as an object
    counts by its name.
    """
    fields: dict[str, str] = {}
    doubts: dict[str, tuple[str, ...]] = {}
    for field, found in _candidates(cells, named).items():
        if len(set(found.values())) > 1:
            doubts[field] = tuple(found)
        else:
            fields[field] = next(iter(found.values()))
    is_read = not any(field in doubts for field in _PAGE) and any(f in fields for f in _PAGE)
    return Made(Row(**fields) if is_read else None, doubts)


def _candidates(cells: Mapping[str, object], named: Named) -> dict[str, dict[str, str]]:
    """Give for each field the columns that may hold it, with their values, best name alone."""
    found: dict[str, dict[str, str]] = {}
    for field, column, value in _values(cells, named):
        found.setdefault(field, {})[column] = value
    for field, columns in found.items():
        filled = {column: value for column, value in columns.items() if value.strip()} or columns
        exact = {column: value for column, value in filled.items() if plain(column) == field}
        found[field] = exact or filled
    return found


def _values(cells: Mapping[str, object], named: Named) -> Iterator[tuple[str, str, str]]:
    by_map = {column.strip().casefold(): field for field, column in named.items()}
    for column, cell in cells.items():
        mapped = by_map.get(column.strip().casefold())
        field = mapped or field_of(column)
        if field is None or (mapped is None and field in named):
            continue
        value = cell if field in _PAGE else _shown(cell)
        if isinstance(value, str):
            yield field, column, value


def _shown(value: object) -> str | None:
    """Write a cell as text; an empty cell, and one that is no single value, is None."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None
