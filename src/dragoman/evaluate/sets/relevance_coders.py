"""What several coders of one sentence say together: majorities, agreement, words they mark."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import msgspec

from dragoman.evaluate.offsets import Run, canonical_offsets, shared
from dragoman.evaluate.scored import Key

_WORD = re.compile(r"\w+")


class Coder(msgspec.Struct, frozen=True, kw_only=True):
    """What one coder said: null where there is no answer. A span is label, words and offset."""

    relevant: bool | None
    root: int | None
    spans: tuple[tuple[str, str, int], ...] = ()

    @property
    def judged_root(self) -> int | None:
        """Give the root, where the coder called the sentence relevant."""
        return self.root if self.relevant else None


def majority(votes: Sequence[bool | None]) -> bool | None:
    """Give what more than half of those who answered say, None where they are even or none."""
    cast = [vote for vote in votes if vote is not None]
    ayes = sum(cast)
    return None if 2 * ayes == len(cast) else 2 * ayes > len(cast)


def majority_root(coders: Sequence[Coder]) -> int | None:
    """Give the root that most coders give, None where two are given as often or none is."""
    return _most([coder.judged_root for coder in coders])


def _most(roots: Sequence[int | None]) -> int | None:
    found = Counter(root for root in roots if root is not None).most_common(2)
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return found[0][0]


def agreement(coders: Sequence[Coder], group: str, *, suffix: str) -> dict[Key, float]:
    """Count the pairs of coders that agree, and the coders who agree with the rest's majority."""
    fields: dict[str, list[bool]] = {
        "relevance": [
            a.relevant == b.relevant
            for a, b in combinations(coders, 2)
            if a.relevant is not None and b.relevant is not None
        ],
        "root": [
            a.judged_root == b.judged_root
            for a, b in combinations(coders, 2)
            if a.judged_root is not None and b.judged_root is not None
        ],
        "relevance of one": [],
        "root of one": [],
    }
    for n, coder in enumerate(coders):
        others = [*coders[:n], *coders[n + 1 :]]
        rest = majority([each.relevant for each in others])
        if coder.relevant is not None and rest is not None:
            fields["relevance of one"].append(coder.relevant == rest)
        root = majority_root(others)
        if coder.judged_root is not None and root is not None:
            fields["root of one"].append(coder.judged_root == root)
    counts: dict[Key, float] = {}
    for field, asked in fields.items():
        counts[Key(f"{field}, {suffix}", group, "right")] = float(sum(asked))
        counts[Key(f"{field}, {suffix}", group, "asked")] = float(len(asked))
    return counts


def placed(text: str, words: str, start: int) -> Run | None:
    """Give where a span stands; offsets that count from 1 are moved, others don't fit.

    >>> placed("Rebels fled.", "fled", 7), placed("Rebels fled.", "fled", 8)
    (Run(start=7, end=11), Run(start=7, end=11))
    >>> placed("Rebels fled.", "fled", 3) is None
    True
    """
    for first in (start, start - 1):
        if words and first >= 0 and text[first : first + len(words)] == words:
            return Run(first, first + len(words))
    return None


@cache
def tokens(text: str) -> tuple[Run, ...]:
    """Give the words of a text, by their offsets in the article made of it."""
    moved = canonical_offsets(text)
    return tuple(Run(moved(w.start()), moved(w.end())) for w in _WORD.finditer(text))


def marked(text: str, coders: Sequence[Coder], label: str) -> frozenset[int]:
    """Number the words that at least half of those who call the text relevant label so."""
    votes: Counter[int] = Counter()
    judges = [coder for coder in coders if coder.relevant]
    for coder in judges:
        runs = [placed(text, words, at) for of, words, at in coder.spans if of == label]
        votes.update(
            n
            for n, word in enumerate(_WORD.finditer(text))
            if any(run and shared(Run(*word.span()), run) for run in runs)
        )
    return frozenset(n for n, count in votes.items() if 2 * count >= len(judges))
