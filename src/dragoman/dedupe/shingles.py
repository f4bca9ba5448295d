"""An article as its runs of five words, by which copies are known."""

import re
from hashlib import blake2b
from itertools import accumulate
from struct import unpack

from dragoman.records import Article, digest_of

RUN = 5
"""Words in a run: a quotation of a phrase shares few runs of five, a reprint nearly all."""

ANCHORS = 16
"""Lowest hashes kept. Of two articles that share .8 of the smaller at twice the length, at least
one is shared with a probability of .999 (1 - .64 ** 16)."""

BYTES = 8
"""Bytes of a run's hash."""

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Cut a text into its words, without case and punctuation.

    >>> words("Two were killed, police said.")
    ['two', 'were', 'killed', 'police', 'said']
    """
    return _WORD.findall(text.casefold())


def wording(article: Article) -> str:
    """Give the words that stand for an article: its text's, or its title's if it has no text."""
    return article.text if article.text.strip() else article.title or ""


def exact_digest(said: list[str]) -> str:
    """Digest the words in order: equal for copies that differ in spacing, case or quotes only."""
    return digest_of(" ".join(said))


def runs(said: list[str]) -> frozenset[int]:
    """Hash every run of five words, 64 bits signed (as a database column holds them).

    >>> len(runs("one two three four five six".split()))
    2
    """
    encoded = [word.encode("utf-8", "surrogatepass") for word in said]
    joined = b" ".join(encoded)
    ends = list(accumulate(len(word) + 1 for word in encoded))
    hashed = b"".join(
        blake2b(joined[start : end - 1], digest_size=BYTES).digest()
        for start, end in zip([0, *ends], ends[RUN - 1 :], strict=False)
    )
    return frozenset(unpack(f">{len(hashed) // BYTES}q", hashed))


def anchors(hashed: frozenset[int]) -> tuple[int, ...]:
    """Keep the lowest hashes."""
    return tuple(sorted(hashed)[:ANCHORS])


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Give the share of the smaller article's runs that stand in the larger one."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
