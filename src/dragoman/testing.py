"""Tiny builders for tests of Dragoman, ours and a plugin's."""

from datetime import date

from dragoman.records import Article, article_id, digest_of


def article_of(
    text: str, *, title: str | None = None, published: date | None = None, source: str | None = None
) -> Article:
    """Build an article whose canonical text is `text` as it stands."""
    day = published.isoformat() if published else None
    return Article(
        id=article_id(text=text, title=title, metadata=(None, source, None, day)),
        title=title,
        text=text,
        source=source,
        language="en",
        published=published,
        published_precision="day" if published else None,
        digest=digest_of(text),
    )
