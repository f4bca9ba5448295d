"""The names that a row's fields go by, and the row made of them."""

from collections.abc import Mapping
from datetime import date, datetime

from dragoman.records import Row

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "external_id", "uid", "guid"),
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "maintext"),
    "html": ("html", "raw_html", "page"),
    "title": ("title", "headline"),
    "published": (
        "published",
        "date",
        "published_at",
        "publishedat",
        "publication_date",
        "published_date",
        "date_publish",
        "datepublished",
        "publish_date",
        "pubdate",
    ),
    "modified": ("modified", "updated", "updated_at", "datemodified"),
    "source": ("source", "outlet", "publisher", "source_name", "newspaper"),
    "url": ("url", "link", "uri"),
    "language": ("language", "lang"),
}
"""Field of a row to the names it is known by, the first one first."""


def row_of(cells: Mapping[str, object]) -> Row | None:
    """Read one row by the obvious names of its fields; None where it holds no text and no page.

    Numbers and dates come as text; a source given as an object counts by its name.
    """
    by_name = {name.strip().casefold(): value for name, value in cells.items()}
    fields = {
        field: value
        for field, names in ALIASES.items()
        if (value := _first(by_name, names, field)) is not None
    }
    return Row(**fields) if "text" in fields or "html" in fields else None


def _first(by_name: Mapping[str, object], names: tuple[str, ...], field: str) -> str | None:
    for name in names:
        value = by_name.get(name)
        if field in {"text", "html"}:
            if isinstance(value, str):
                return value
        elif (shown := _shown(value)) is not None:
            return shown
    return None


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
