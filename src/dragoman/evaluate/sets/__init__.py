"""The gold sets by name, in the order of the contract; a set is imported when it is asked for."""

from collections.abc import Sequence
from importlib import import_module
from typing import cast

from dragoman.errors import UsageError
from dragoman.evaluate.goldset import GoldSet, Row

SETS = {
    "plv": "plv",
    "gsr": "gsr",
    "event-place": "event_place",
    "toponyms": "toponyms",
    "attribution": "attribution",
    "relevance": "relevance",
    "actors": "actors",
    "stories": "stories",
    "event-coref": "event_coref",
    "re3d": "re3d",
    "corpus": "corpus",
    "stories-own": "stories_own",
}
"""Each set's module in this folder, which holds it as `gold`."""


def find_sets(names: Sequence[str]) -> list[GoldSet[Row]]:
    """Give the sets of these names, all where none is named; raise for one that is not known."""
    for name in names:
        if name not in SETS:
            raise UsageError(f"there is no set {name!r}; there are: {', '.join(SETS)}")
    wanted = names or list(SETS)
    modules = (import_module(f"dragoman.evaluate.sets.{SETS[name]}") for name in wanted)
    return [cast(GoldSet[Row], module.gold) for module in modules]
