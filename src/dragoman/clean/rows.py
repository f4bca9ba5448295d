"""Rows of tables: one article each, its text left as it is."""

from collections.abc import Iterator

import msgspec

from dragoman.clean.assemble import Found, assemble
from dragoman.clean.decode import is_broken
from dragoman.clean.html import Page, clean_html
from dragoman.clean.normal import row_text
from dragoman.clean.traced import Traced
from dragoman.clean.trouble import trouble
from dragoman.records import Article, Problem, RawItem, Row, from_json


def clean_row(item: RawItem) -> Iterator[Article | Problem]:
    """Give the row's one article. Only Unicode form and line ends of its text may change.

    The raw map of a row counts in the row's own `text`, not in the line it stood on.
    """
    try:
        row = from_json(item.body, Row)
    except (msgspec.DecodeError, UnicodeError) as error:
        yield trouble("broken-row", item, f"it is no row ({error})")
        return
    if row.text is not None and (row.text.strip() or not row.html):
        yield _of_text(item, row, row.text)
    elif row.html is not None:
        yield from clean_html(item, Page(row.html, row=row))
    else:
        yield trouble("empty-text", item, "the row has no text")


def _of_text(item: RawItem, row: Row, text: str) -> Article | Problem:
    if not text.strip():
        return trouble("empty-text", item, "the text of the row is empty")
    title = row_text(" ".join(row.title.split())).text if row.title else None
    return assemble(
        item,
        Found(
            text=row_text(text),
            title=_title(row.title, title),
            published=row.published,
            modified=row.modified,
            source=row.source,
            url=row.url,
            external_id=row.id,
            language=row.language,
            # Shown and left: nothing but Unicode form and line ends changes in a row.
            is_broken=is_broken(text),
        ),
    )


def _title(raw: str | None, title: str | None) -> Traced | None:
    if not title:
        return None
    return Traced.whole(title) if title == raw else Traced(title, ())
