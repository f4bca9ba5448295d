"""The gold sets by name, in the order of the contract; a set is imported when it is asked for."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from dragoman.errors import UsageError
from dragoman.evaluate.goldset import GoldSet, Row
from dragoman.evaluate.parts import PARTS

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
SPLIT = {f"{name}-{part}": (name, part) for name in ("corpus", "stories-own") for part in PARTS}
"""The parts of our own corpus, which may be named as sets."""


def find_sets(names: Sequence[str]) -> list[GoldSet[Row]]:
    """Give the sets of these names, all where none is named; a folder is one of our notation."""
    return [_find(name) for name in names or list(SETS)]


def _find(name: str) -> GoldSet[Row]:
    if name in SETS:
        return cast(GoldSet[Row], import_module(f"dragoman.evaluate.sets.{SETS[name]}").gold)
    if name in SPLIT:
        whole, part = SPLIT[name]
        parts = import_module(f"dragoman.evaluate.sets.{SETS[whole]}").parts
        return cast(GoldSet[Row], parts[part])
    if not Path(name).is_dir():
        raise UsageError(
            f"there is no set and no folder {name!r}; sets: {', '.join((*SETS, *SPLIT))}"
        )
    corpus = import_module("dragoman.evaluate.sets.corpus")
    return cast(GoldSet[Row], corpus.gold_of_folder(Path(name)))
