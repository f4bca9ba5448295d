"""Words near a trigger that say how: "with drones", "by telephone"."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml
from dragoman.ontology.plover import load_plover
from dragoman.records.mention import EventType

_NAME = "lexicons/modes.yml"


class ModeCue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that imply one mode of one type."""

    type: EventType
    mode: str
    words: tuple[str, ...]
    note: str | None = None
    examples: dict[str, tuple[str, ...]] = {}


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """The file."""

    sources: str
    licence: str
    modes: tuple[ModeCue, ...]


@cache
def load_modes() -> Mapping[str, tuple[ModeCue, ...]]:
    """Read the mode cues, by event type."""
    try:
        file = msgspec.convert(read_yaml(_NAME), _File)
    except msgspec.ValidationError as wrong:
        raise DataFileError(_NAME, "shape", str(wrong)) from wrong
    out: dict[str, list[ModeCue]] = defaultdict(list)
    for cue in file.modes:
        if not load_plover().mode_exists(cue.type, cue.mode):
            raise DataFileError(_NAME, f"{cue.type} {cue.mode}", "PLOVER has no such mode")
        out[cue.type].append(cue)
    return {type_: tuple(cues) for type_, cues in out.items()}
