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
- Codes are text. Every text cell stands in quotes and no number does. Read it so:
  - pandas: `read_csv(file, dtype=str, keep_default_na=False)`, or name the columns of codes in
    `dtype`;
  - LibreOffice asks when the file is opened: character set *Unicode (UTF-8)*, separated by
    *comma*, *Format quoted field as text* ticked, *Detect special numbers* not. For a script:
    `soffice --headless --infilter="CSV:44,34,76,1,,0,true,false" --convert-to xlsx file.csv`.
    With other settings "010" becomes 10 and "1e5" 100000;
  - Excel: Data, From Text/CSV, UTF-8, and no detection of data types.
- `.xlsx` holds 32,767 characters in a cell and a longer one is cut there; the CSV is not.
- A text cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab
  or a carriage return) has an apostrophe in front. So has a party code without a country
  (`'---REB`) where it comes first.
- Parquet has the same columns with types, and `record`, the whole record as JSON.
- GeoJSON has the same columns as properties, `precision` and `radius_km` beside them, in WGS84.
  Records without coordinates are listed under `unplaced` with id, type and evidence, and `counts`
  gives the number of both. GDAL and QGIS read it; a column that is empty in every feature is text
  to them. A CSV goes on a map by its columns `place_lon` and `place_lat`.
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
