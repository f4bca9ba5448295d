"""Untouched web pages of the corpus: the page is read and cleaned, the answer moved to its text."""

from datetime import UTC, datetime

import msgspec

from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.notation import GoldMention, GoldText, Passages, read_mention, write_mention
from dragoman.pipeline.intake import Intake, articles_of
from dragoman.records import Article
from dragoman.records.marks import MarkError

_FETCHED = datetime(2000, 1, 1, tzinfo=UTC)
"""Any moment: it stands in no answer."""


def from_page(text: GoldText) -> GoldText:
    """Give the article as it is cut from its page; itself where it has no page.

    Mentions whose sentences are not in the cleaned text are `lost`. Raises `GoldError` where the
    page gives no article.
    """
    if text.page is None:
        return text
    intake = Intake(inputs=(str(text.page),), published=text.published, source=text.source)
    found = list(articles_of(intake, stdin=None, fetched=_FETCHED))
    cleaned = next((item for item in found if isinstance(item, Article)), None)
    if cleaned is None:
        raise GoldError(text.page, None, "no article could be read from this page")
    moved = [(mention, _moved(mention, text, cleaned)) for mention in text.mentions]
    return msgspec.structs.replace(
        text,
        cleaned=cleaned,
        mentions=tuple(m for _, m in moved if m is not None),
        lost=tuple(mention for mention, m in moved if m is None),
    )


def _moved(mention: GoldMention, text: GoldText, cleaned: Article) -> GoldMention | None:
    """Read a mention again in the cleaned text; None where its sentence is not there."""
    heading, copy = write_mention(mention, Passages(text=text.text, title=text.title))
    try:
        return read_mention(heading, copy, Passages(text=cleaned.text, title=cleaned.title))
    except MarkError:
        return None
