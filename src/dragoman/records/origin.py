"""A set of articles that are copies or rewrites of one report."""

from datetime import date

import msgspec


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One report and everybody who printed it.

    `lead` is the article published first, among several of one day the one with the lowest id.
    """

    schema: str = "dragoman.origin/1"
    id: str
    lead: str
    articles: tuple[str, ...]
    sources: tuple[str, ...] = ()
    title: str | None = None
    first_published: date | None = None
    last_published: date | None = None
