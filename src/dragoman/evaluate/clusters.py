"""How well two ways of putting mentions into clusters agree: MUC, B-cubed and CEAF-e.

All as in Pradhan et al., Scoring Coreference Partitions of Predicted Mentions, ACL 2014. Gold and
given clusters need not hold the same members: one that only one side has counts against the other.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

from dragoman.evaluate.align import align
from dragoman.evaluate.scored import Key

Cluster = AbstractSet[Hashable]
M = TypeVar("M", bound=Hashable)


class Agreement(NamedTuple):
    """What precision and recall are divided from: two numbers each."""

    p_above: float
    p_below: float
    r_above: float
    r_below: float

    def counts(self, field: str, group: str = "") -> dict[Key, float]:
        """Write the counts that `agreement_f1` asks for."""
        return {Key(field, group, part): n for part, n in zip(self._fields, self, strict=True)}


def muc(gold: Sequence[Cluster], given: Sequence[Cluster]) -> Agreement:
    """Count links: how few would have to be added to one side to have the clusters of the other.

    >>> muc([{"a", "b", "c"}], [{"a", "b"}, {"c"}])
    Agreement(p_above=1, p_below=1, r_above=1, r_below=2)
    """
    return Agreement(*_links(given, gold), *_links(gold, given))


def _links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[int, int]:
    cluster_of = _cluster_of(others)
    kept = 0
    for cluster in clusters:
        within = {cluster_of[m] for m in cluster if m in cluster_of}
        alone = sum(m not in cluster_of for m in cluster)
        kept += len(cluster) - len(within) - alone
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def _cluster_of(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {member: n for n, cluster in enumerate(clusters) for member in cluster}


def b_cubed(gold: Sequence[Cluster], given: Sequence[Cluster]) -> Agreement:
    """Ask of each member which share of its cluster is also in its cluster on the other side.

    >>> b_cubed([{"a", "b"}], [{"a"}, {"b"}]).r_above
    1.0
    """
    return Agreement(*_shares(given, gold), *_shares(gold, given))


def _shares(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, int]:
    cluster_of = _cluster_of(others)
    shared = 0.0
    for cluster in clusters:
        met = {cluster_of[m] for m in cluster if m in cluster_of}
        shared += sum(len(cluster & others[n]) ** 2 for n in met) / len(cluster)
    return shared, sum(len(cluster) for cluster in clusters)


def ceaf_e(gold: Sequence[Cluster], given: Sequence[Cluster]) -> Agreement:
    """Pair clusters one to one, each pair worth twice what it shares over what it has (phi 4)."""
    best = align(gold, given, _phi4)
    worth = sum(_phi4(one, other) for one, other in best.pairs)
    return Agreement(worth, len(given), worth, len(gold))


def _phi4(one: Cluster, other: Cluster) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


MEASURES: dict[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Agreement]] = {
    "muc": muc,
    "b-cubed": b_cubed,
    "ceaf-e": ceaf_e,
}
"""The three whose mean is the CoNLL score."""


def conll_counts(field: str, gold: Sequence[Cluster], given: Sequence[Cluster]) -> dict[Key, float]:
    """Count all three, each as a field of its own and as a group of `field`."""
    counts: dict[Key, float] = {}
    for name, measure in MEASURES.items():
        found = measure(gold, given)
        counts |= found.counts(field, name) | found.counts(f"{name}, {field}")
    return counts


def clusters_of(members: Iterable[tuple[M, Hashable]]) -> list[set[M]]:
    """Gather members by the name of their cluster."""
    found: dict[Hashable, set[M]] = {}
    for member, name in members:
        found.setdefault(name, set()).add(member)
    return list(found.values())
