"""Articles made of words that were handed over, with no file behind them."""

import unicodedata
from datetime import date

from dragoman.records import Article, article_id, digest_of


def article_of_text(
    text: str, *, title: str | None = None, published: date | None = None, source: str | None = None
) -> Article:
    """Make an article of a sentence or a pasted text; only Unicode's form is changed (NFC)."""
    canonical = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    day = published.isoformat() if published is not None else None
    return Article(
        id=article_id(text=canonical, title=title, metadata=(None, source, None, day)),
        source=source,
        title=title,
        text=canonical,
        language="en",
        published=published,
        published_precision="day" if published is not None else None,
        digest=digest_of(canonical),
    )
