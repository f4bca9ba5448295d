"""The last step of every way of cleaning: one `Article` of what was found."""

from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from dragoman.clean.dateline import dateline_of
from dragoman.clean.dates import Stated, read_date
from dragoman.clean.language import detect_language, stated_language
from dragoman.clean.traced import Traced
from dragoman.clean.trouble import trouble
from dragoman.records import Article, Caption, Problem, RawItem, article_id, digest_of
from dragoman.records.article import RawMap


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What cleaning found of one article. Dates and language are still the input's words."""

    text: Traced
    title: Traced | None = None
    published: str | None = None
    modified: str | None = None
    source: str | None = None
    url: str | None = None
    external_id: str | None = None
    language: str | None = None
    byline: str | None = None
    captions: tuple[Caption, ...] = ()
    encoding: str = "utf-8"
    is_exact: bool = True
    is_broken: bool = False
    """Whether wrongly decoded characters are left in it."""
    mended: int = 0
    """Runs of wrongly decoded characters that were put right."""


class _Published(NamedTuple):
    stated: Stated
    modified: date | None
    troubles: tuple[tuple[str, str], ...]


def assemble(item: RawItem, found: Found, *, part: int = 1) -> Article:
    """Make the article. Its id names its words and what its outlet says of it."""
    when = _published(item, found)
    day = when.stated.day
    text, title = found.text.text, found.title.text if found.title else None
    source = found.source or item.source
    name = article_id(
        text=text,
        title=title,
        metadata=(found.external_id, source, found.url, day.isoformat() if day else None),
    )
    language = stated_language(found.language or "") or detect_language(text)
    troubles = [*when.troubles, *_troubles(found, language)]
    return Article(
        id=name,
        external_id=found.external_id,
        source=source,
        url=found.url,
        title=title,
        text=text,
        language=language,
        published=day,
        published_precision=when.stated.precision if day else None,
        modified=when.modified,
        fetched=item.fetched,
        part=part,
        digest=digest_of(text),
        problems=tuple(trouble(code, item, said, article=name) for code, said in troubles),
        captions=found.captions,
        dateline=dateline_of(text.partition("\n")[0]),
        byline=found.byline,
        raw=_raw_map(item, found),
    )


def _published(item: RawItem, found: Found) -> _Published:
    """Read the input's own date; the caller's counts only where the input states none at all."""
    troubles: list[tuple[str, str]] = []
    stated = Stated(item.published)
    if found.published:
        stated = read_date(found.published)
        troubles += _date_trouble(stated, "published") or _future(item, stated.day)
    modified = read_date(found.modified) if found.modified else Stated(None)
    troubles += _date_trouble(modified, "modified")
    return _Published(stated, modified.day, tuple(troubles))


def _date_trouble(stated: Stated, field: str) -> list[tuple[str, str]]:
    if not stated.said:
        return []
    code = "ambiguous-date" if "may be" in stated.said else "impossible-date"
    return [(code, f"{field}: {stated.said}")]


def _future(item: RawItem, day: date | None) -> list[tuple[str, str]]:
    """See a publication after the reading, with a day to spare for the zones of the earth."""
    if day is None or item.fetched is None or day <= item.fetched.date() + timedelta(days=1):
        return []
    return [("future-date", f"published: {day} is after the day it was read")]


def _troubles(found: Found, language: str | None) -> list[tuple[str, str]]:
    troubles = []
    if found.mended:
        runs = "a run" if found.mended == 1 else f"{found.mended} runs"
        troubles.append(("mojibake-mended", f"{runs} of wrong characters (â€™ for ’) put right"))
    if found.is_broken:
        troubles.append(("mojibake", "characters that were decoded wrongly (“â€”) are left in it"))
    if language not in {None, "en"}:
        troubles.append(
            ("language-not-read", f"its language is {language!r}; only English is read")
        )
    return troubles


def _raw_map(item: RawItem, found: Found) -> RawMap:
    return RawMap(
        input=item.name,
        digest=blake2b(item.body, digest_size=16).hexdigest(),
        line=item.line,
        encoding=found.encoding,
        exact=found.is_exact,
        text=found.text.segments,
        title=found.title.segments if found.title else (),
    )


def no_article(item: RawItem, said: str) -> Problem:
    """Report an input that holds no report."""
    return trouble("no-article", item, said)
