"""Ids that are digests of the content they name: the same article has the same ids everywhere."""

from collections.abc import Sequence
from hashlib import blake2b


def digest_of(*parts: str | None) -> str:
    """Digest a sequence of texts, 128 bits in hex; an absent part differs from an empty one.

    >>> digest_of("a", None) == digest_of("a", "")
    False
    """
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(b"\x00" if part is None else b"\x01" + part.encode("utf-8", "surrogatepass"))
        made.update(b"\x1f")
    return made.hexdigest()


def article_id(*, text: str, title: str | None, metadata: Sequence[str | None]) -> str:
    """Name an article by its words and by what its outlet says of it.

    `metadata` is external id, source, url and publication date, in that order: a wire copy in a
    second outlet is another article, the same file read twice is not.
    """
    return "a_" + digest_of(text, title, *metadata)


def mention_id(article: str, type_: str, spans: Sequence[tuple[str, int, int]]) -> str:
    """Name a mention by its article, its type and its words: (passage, start, end) of each."""
    return "m_" + digest_of(article, type_, *(f"{p}:{s}-{e}" for p, s, e in spans))
