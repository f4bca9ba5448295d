"""What near-copy detection keeps of an article, and what it asks of those read before."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol

import msgspec


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """The little of an article that finds its copies.

    `exact` is a digest of its words in order, without case, punctuation and spacing. `anchors`
    are the lowest hashes of its five-word runs: copies share some of them.
    """

    article: str
    origin: str
    exact: str
    anchors: tuple[int, ...] = ()


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An article read earlier that may be a copy: its words are needed for the precise check."""

    article: str
    origin: str
    words: str
    published: date | None = None


class KnownCopies(Protocol):
    """Answers for the articles read earlier; the store is one, an empty one another."""

    def same_words(self, exact: Collection[str]) -> Mapping[str, str]:
        """Give the origin of each of these word digests that is known."""
        ...

    def sharing(self, anchors: Collection[int]) -> Mapping[int, Collection[str]]:
        """Give, for each of these anchors, the articles known to have it."""
        ...

    def kept(self, articles: Collection[str]) -> Mapping[str, Kept]:
        """Give the words of these articles."""
        ...
