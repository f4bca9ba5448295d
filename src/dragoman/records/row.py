"""One row of a table of articles, as JSON lines, CSV and Parquet give it."""

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article that came as a row. `published` is still the words of the row.

    At least one of `text` and `html` is there; keys that are not named here were left behind.
    """

    id: str | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
