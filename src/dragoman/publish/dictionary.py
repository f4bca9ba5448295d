"""The page that says what every column means."""

from dragoman.publish import columns
from dragoman.publish.columns import Column

_HEAD = """# Columns

What the tables hold that `dragoman export` and `--out` write. This page is made from
`dragoman/publish/columns.py`; a test keeps it fresh.

- CSV is UTF-8 with a header, one row for each record, lines end as RFC 4180 has it.
- Several values in a cell are joined by `;`. Of parties each has its place in every cell of its
  side: the second country is that of the second name. A `;` within a name is written `,`.
- An empty cell says that it is not known, or that there is none; never zero.
- Codes are text. Read them so, in pandas with `read_csv(file, dtype=str)`.
- A text cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab
  or a carriage return) has an apostrophe in front.
- Parquet has the same columns with types, and `record`, the whole record as JSON.
- GeoJSON has the same columns as properties, `precision` and `radius_km` beside them; records
  without coordinates are listed under `unplaced`.
"""

_TABLES = {
    "mentions": columns.MENTIONS,
    "events": columns.EVENTS,
    "articles": columns.ARTICLES,
    "problems": columns.PROBLEMS,
    "origins": columns.ORIGINS,
}


def columns_page() -> str:
    """Write `docs/reference/columns.md`."""
    return "\n".join([_HEAD, *(_table(name, heads) for name, heads in _TABLES.items())])


def _table(name: str, heads: tuple[Column, ...]) -> str:
    lines = [f"## {name}", "", "| column | kind | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{c.name}` | {c.kind} | {c.meaning.replace('|', '&#124;')} |" for c in heads]
    return "\n".join([*lines, ""])
