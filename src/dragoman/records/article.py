"""What comes in: the bytes as they came, and the one news report made of them."""

from datetime import date, datetime
from typing import Literal

import msgspec

from dragoman.records.problem import Problem


class RawItem(msgspec.Struct, frozen=True, kw_only=True):
    """One input's bytes as they came (decompressed), with where from and when.

    `kind` is what the content turned out to be. For rows of a table or of JSON lines, `line` is
    the row's line number (from 1) and `body` is that row as JSON. `encoding` is set where the
    bytes told it without a byte order mark.
    """

    name: str
    kind: Literal["text", "html", "row"]
    body: bytes
    line: int | None = None
    fetched: datetime | None = None
    source: str | None = None
    published: date | None = None
    encoding: str | None = None


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """One run of an article's text that stands in the raw input.

    `start` counts code points in the article's text or title, `raw_start` code points in the
    decoded input, `length` code points in both. Inserted characters (paragraph breaks) belong
    to no segment.
    """

    start: int
    raw_start: int
    length: int


class RawMap(msgspec.Struct, frozen=True, kw_only=True):
    """How an article's offsets map back to the input it was cut from.

    `exact` is false where markup was decoded (HTML entities, tags inside words): then the
    segments are the longest runs that stand unchanged in the input.
    """

    input: str
    digest: str
    line: int | None = None
    encoding: str = "utf-8"
    exact: bool = True
    text: tuple[Segment, ...] = ()
    title: tuple[Segment, ...] = ()


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """A photo caption: kept, but apart, because a caption is not a report.

    `raw_start` counts code points in the decoded input, null where it is not known.
    """

    text: str
    raw_start: int | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One news report: the canonical text that all offsets refer to, and where it came from.

    `text` is NFC with one line feed between paragraphs; the title is not part of it.
    `published` is null where the input carries no date: no date is ever guessed from a caption,
    a body or a clock. `part` counts from 1 among the articles cut from one input.
    """

    schema: str = "dragoman.article/1"
    id: str
    external_id: str | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    text: str
    language: str | None = None
    published: date | None = None
    published_precision: Literal["day", "month", "year"] | None = None
    modified: date | None = None
    fetched: datetime | None = None
    origin: str | None = None
    story: str | None = None
    part: int = 1
    digest: str
    status: Literal["usable", "corrected", "withdrawn"] = "usable"
    problems: tuple[Problem, ...] = ()
    captions: tuple[Caption, ...] = ()
    dateline: str | None = None
    byline: str | None = None
    raw: RawMap | None = None


class ArticleRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a mention says of its article."""

    id: str
    external_id: str | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: date | None = None
    origin: str | None = None
    story: str | None = None
    part: int = 1

    @classmethod
    def to(cls, article: Article) -> "ArticleRef":
        """Refer to an article."""
        return cls(**{name: getattr(article, name) for name in cls.__struct_fields__})
