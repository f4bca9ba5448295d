"""Sentences and articles of the corpus that stand twice, or nearly so."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

TWIN = 0.8
"""Share of word triples from which two texts are nearly the same. Ours to choose."""
ALIKE = 0.6
"""Share from which two are shown to their writer."""
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['’`]")


class Twin(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts by their place in what was given, the earlier first; `share` is 0 to 1."""

    earlier: int
    later: int
    share: float


def words_in(text: str) -> list[str]:
    """Give the words of a text in small letters, free of punctuation.

    >>> words_in("The army’s chief, who didn't speak, resigned.")[:4]
    ['the', 'armys', 'chief', 'who']
    """
    plain = unicodedata.normalize("NFKC", _APOSTROPHE.sub("", text))
    return _WORD.findall(plain.casefold())


def twins(texts: Sequence[str]) -> Iterator[Twin]:
    """Compare every text with all before it by the share of word triples that both have."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sizes: list[int] = []
    for later, text in enumerate(texts):
        triples = _triples(words_in(text))
        shared = Counter(earlier for triple in triples for earlier in holders[triple])
        for earlier, count in sorted(shared.items()):
            share = count / (len(triples) + sizes[earlier] - count)
            if share >= ALIKE:
                yield Twin(earlier=earlier, later=later, share=share)
        sizes.append(len(triples))
        for triple in triples:
            holders[triple].append(later)


def _triples(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Give each three words in a row, with the ends told apart, so that short texts have some."""
    ends = ["", *words, ""]
    return set(_runs(ends, 3)) or {tuple(ends)}


def _runs(words: Sequence[str], length: int) -> Iterable[tuple[str, ...]]:
    return zip(*(words[n:] for n in range(length)), strict=False)
