"""Which articles are joined: by an event that both tell of, or as copies of one report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.consolidate import consolidate
from dragoman.dedupe import origins
from dragoman.evaluate.goldset import Answers
from dragoman.evaluate.scored import Key
from dragoman.records import Article, Event, Mention

Pair = frozenset[str]
"""Two article ids."""


def with_origins(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Give articles their origins, found among these alone."""
    return origins(articles).articles


def events_of(articles: Iterable[Article], answers: Answers) -> list[Event]:
    """Consolidate all mentions of these articles together, in memory."""
    return consolidate(mentions_of(articles, answers))


def mentions_of(articles: Iterable[Article], answers: Answers) -> list[Mention]:
    """Give the mentions of articles, in their order."""
    return [m for article in articles for m in answers[article.id].mentions]


def pairs_by_event(events: Iterable[Event], mentions: Iterable[Mention]) -> set[Pair]:
    """Give the pairs of articles that have mentions of one event."""
    article_of = {m.id: m.article.id for m in mentions}
    tell = ({article_of[id_] for id_ in event.mentions} for event in events)
    return {pair for articles in tell for pair in _pairs(articles)}


def pairs_by_origin(articles: Iterable[Article]) -> set[Pair]:
    """Give the pairs of articles that are copies of one report."""
    groups: dict[str, set[str]] = {}
    for article in articles:
        groups.setdefault(article.origin or article.id, set()).add(article.id)
    return {pair for group in groups.values() for pair in _pairs(group)}


def _pairs(articles: Iterable[str]) -> Iterator[Pair]:
    return (frozenset(pair) for pair in combinations(sorted(articles), 2))


def pair_counts(field: str, gold: Mapping[str, str], given: set[Pair]) -> dict[str, Counter[Key]]:
    """Count the pairs of each article with those after it: right, too much, missed.

    `gold` gives the story of each article. No counts where no pair is given: there is nothing to
    measure then.
    """
    counts: dict[str, Counter[Key]] = {article: Counter() for article in gold}
    for one, other in combinations(gold, 2) if given else ():
        is_gold, is_given = gold[one] == gold[other], frozenset((one, other)) in given
        if is_gold or is_given:
            part = "tp" if is_gold and is_given else "fp" if is_given else "fn"
            counts[one][Key(field, "", part)] += 1
    return counts
