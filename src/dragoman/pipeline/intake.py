"""From inputs to articles: the first two rooms in a row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import BinaryIO

import msgspec

from dragoman.clean import clean
from dragoman.ingest import read_inputs
from dragoman.records import Article, Problem

READ_LANGUAGES = frozenset({"en"})
"""Languages that events are coded in; others are kept as articles with a problem."""


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What to read and what the caller says of inputs that do not say it themselves.

    `columns` says which column of a table, or key of JSON, holds a field of the row.
    """

    inputs: tuple[str, ...]
    published: date | None = None
    source: str | None = None
    columns: Mapping[str, str] = {}


def articles_of(
    intake: Intake, *, stdin: BinaryIO | None, fetched: datetime
) -> Iterator[Article | Problem]:
    """Give every article of every input, and a problem for each input that gave none."""
    items = read_inputs(
        intake.inputs,
        stdin=stdin,
        published=intake.published,
        source=intake.source,
        fetched=fetched,
        columns=intake.columns,
    )
    for item in items:
        if isinstance(item, Problem):
            yield item
        else:
            yield from clean(item)


def is_readable(article: Article) -> bool:
    """Whether events are coded in the article's language."""
    return article.language is None or article.language.split("-")[0] in READ_LANGUAGES


def check_inputs(inputs: Sequence[str]) -> tuple[str, ...]:
    """Give the inputs, each once, in the order named."""
    return tuple(dict.fromkeys(inputs))
