"""Which articles are copies of which: the same words, or nearly all runs of five words shared.

A copy of a copy has the same origin, so origins are the connected groups of copies. An origin's
name is a digest of the words of its first article: the one published earliest, among those of one
day (or without a date) the one whose digest is lowest. So one batch gives the same origins in
whatever order it comes. Across runs an article joins the origin it is most like and never joins
two known origins into one: what is stored does not change its name afterwards. The groups are
then the same in any order of runs, except that an article which alone links two others must come
before the second of them; the names may differ.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dragoman.dedupe.shingles import anchors, exact_digest, runs, share, wording, words
from dragoman.records import Article
from dragoman.records.sketch import Kept, KnownCopies, Sketch

ALIKE = 0.8
"""Share of the smaller article's runs that must stand in the larger one."""

LONGER = 2.0
"""How many times longer, in runs, a copy may be: more is a report that quotes another one."""

DAYS = 7
"""Days between the publication of near copies: later, the same words are a standing text."""

CHECKED = 20
"""Likeliest articles compared in full: a run that thousands share costs no more than that."""


CUTS = 256
"""Articles whose runs are kept at hand: one is compared again and again with those after it.
One of 500 words takes 50 KiB."""

CROWD = 200
"""Articles looked at for one anchor: a run that more than these share is a standing phrase."""


class Grouped(NamedTuple):
    """The same articles with their origin, and what to keep of each to find later copies."""

    articles: tuple[Article, ...]
    sketches: tuple[Sketch, ...]


class NothingKnown:
    """Stands for the articles read before where there are none."""

    def same_words(self, exact: Collection[str]) -> Mapping[str, str]:  # noqa: ARG002 - protocol
        """Know none."""
        return {}

    def sharing(self, anchors: Collection[int]) -> Mapping[int, Collection[str]]:  # noqa: ARG002 - protocol
        """Know none."""
        return {}

    def kept(self, articles: Collection[str]) -> Mapping[str, Kept]:  # noqa: ARG002 - protocol
        """Know none."""
        return {}


class Remembered:
    """Known articles plus those of batches that are not stored yet."""

    def __init__(self, known: KnownCopies) -> None:
        self._known = known
        self._exact: dict[str, str] = {}
        self._sharing: dict[int, list[str]] = defaultdict(list)
        self._kept: dict[str, Kept] = {}

    def remember(self, grouped: Grouped) -> None:
        """Take a batch in."""
        for article, sketch in zip(grouped.articles, grouped.sketches, strict=True):
            self._exact[sketch.exact] = sketch.origin
            for anchor in sketch.anchors:
                self._sharing[anchor].append(article.id)
            self._kept[article.id] = Kept(
                article=article.id,
                origin=sketch.origin,
                words=wording(article),
                published=article.published,
            )

    def same_words(self, exact: Collection[str]) -> Mapping[str, str]:
        """Give the origin of each of these word digests that is known."""
        mine = {digest: self._exact[digest] for digest in exact if digest in self._exact}
        return {**self._known.same_words(exact), **mine}

    def sharing(self, anchors: Collection[int]) -> Mapping[int, Collection[str]]:
        """Give, for each of these anchors, the articles known to have it."""
        stored = self._known.sharing(anchors)
        return {a: [*stored.get(a, ()), *self._sharing.get(a, ())] for a in anchors}

    def kept(self, articles: Collection[str]) -> Mapping[str, Kept]:
        """Give the words of these articles."""
        mine = {article: self._kept[article] for article in articles if article in self._kept}
        return {**self._known.kept([a for a in articles if a not in mine]), **mine}


class _Cut(msgspec.Struct, frozen=True):
    """One article's words in every form that is compared."""

    id: str
    published: date | None
    exact: str
    runs: frozenset[int]
    anchors: tuple[int, ...]


def origins(articles: Sequence[Article], known: KnownCopies | None = None) -> Grouped:
    """Give each article its origin, in the order given.

    Articles that already have an origin lose it: hand in new ones only.
    """
    earlier = known or NothingKnown()
    cuts = [_cut(a.id, wording(a), published=a.published) for a in articles]
    groups = _groups(cuts)
    joined = _join_known(cuts, earlier)
    named = _names(cuts, groups, joined)
    return Grouped(
        tuple(msgspec.structs.replace(a, origin=named[a.id]) for a in articles),
        tuple(
            Sketch(article=c.id, origin=named[c.id], exact=c.exact, anchors=c.anchors) for c in cuts
        ),
    )


@lru_cache(maxsize=CUTS)
def _cut(article: str, text: str, *, published: date | None) -> _Cut:
    said = words(text)
    hashed = runs(said)
    # An article without a word is a copy of none.
    exact = exact_digest(said or [article])
    return _Cut(article, published, exact, hashed, anchors(hashed))


def _are_copies(one: _Cut, other: _Cut) -> bool:
    if one.exact == other.exact:
        return True
    small, large = sorted((len(one.runs), len(other.runs)))
    if not small or large > LONGER * small:
        return False
    if one.published and other.published and abs((one.published - other.published).days) > DAYS:
        return False
    return share(one.runs, other.runs) >= ALIKE


def _likely(anchored: Iterator[Collection[str]]) -> list[str]:
    shared = Counter(article for articles in anchored for article in articles)
    return [a for a, _ in sorted(shared.items(), key=lambda held: (-held[1], held[0]))[:CHECKED]]


def _groups(cuts: Sequence[_Cut]) -> dict[str, str]:
    """Group a batch's articles by their copies; each group is named by one of its articles."""
    leader = {c.id: c.id for c in cuts}
    by_id = {c.id: c for c in cuts}
    having: dict[int, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for cut in sorted(cuts, key=lambda c: c.id):
        _union(leader, cut.id, first.setdefault(cut.exact, cut.id))
        for anchor in cut.anchors:
            if len(having[anchor]) < CROWD:
                having[anchor].append(cut.id)
    for cut in by_id.values():
        for other in _likely(iter(having[anchor] for anchor in cut.anchors)):
            if other != cut.id and _are_copies(cut, by_id[other]):
                _union(leader, cut.id, other)
    return {article: _leader(leader, article) for article in leader}


def _leader(leader: dict[str, str], article: str) -> str:
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article


def _union(leader: dict[str, str], one: str, other: str) -> None:
    low, high = sorted((_leader(leader, one), _leader(leader, other)))
    leader[high] = low


def _join_known(cuts: Sequence[_Cut], known: KnownCopies) -> dict[str, tuple[float, str]]:
    """Find, for each article that is a copy of a known one, how alike and the known origin."""
    same = known.same_words({c.exact for c in cuts})
    having = known.sharing({anchor for c in cuts for anchor in c.anchors})
    likely = {c.id: _likely(having.get(a, ()) for a in c.anchors) for c in cuts}
    kept = known.kept({article for articles in likely.values() for article in articles})
    recut = {k.article: _cut(k.article, k.words, published=k.published) for k in kept.values()}
    joined = {}
    for cut in cuts:
        if cut.exact in same:
            joined[cut.id] = (-2.0, same[cut.exact])
            continue
        alike = [
            (-share(cut.runs, recut[a].runs), kept[a].origin)
            for a in likely[cut.id]
            if a in recut and _are_copies(cut, recut[a])
        ]
        if alike:
            joined[cut.id] = min(alike)
    return joined


def _names(
    cuts: Sequence[_Cut], groups: Mapping[str, str], joined: Mapping[str, tuple[float, str]]
) -> dict[str, str]:
    members: dict[str, list[_Cut]] = defaultdict(list)
    for cut in cuts:
        members[groups[cut.id]].append(cut)
    named = {}
    for group in members.values():
        known = {joined[c.id] for c in group if c.id in joined}
        founder = min(group, key=lambda c: (c.published or date.max, c.exact))
        shared = min(known)[1] if known else "o_" + founder.exact
        # Two known origins stay two: each copy keeps the one it is most like.
        named.update({c.id: joined[c.id][1] if c.id in joined else shared for c in group})
    return named
