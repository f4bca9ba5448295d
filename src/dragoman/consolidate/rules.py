"""The knowledge that says when two mentions can be of one event, read once from its data file."""

from functools import cache

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml
from dragoman.records.mention import EventType

FILE = "consolidate/same-event.yml"


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file's fields; what they mean is said there."""

    sources: str
    licence: str
    one_side: dict[str, frozenset[str]]
    no_side: frozenset[str]
    no_country: frozenset[str]
    talk: frozenset[EventType]
    mutual: frozenset[EventType]
    directed: frozenset[EventType]
    placed: frozenset[EventType]
    freely_told: frozenset[EventType]
    deeds: dict[EventType, tuple[frozenset[str], ...]]
    apart: frozenset[str]
    definite: frozenset[str]
    between: frozenset[str]
    deed_nouns: frozenset[str]
    more_of_them: frozenset[str]


@cache
def rules() -> Rules:
    """Load the rules."""
    try:
        return msgspec.convert(read_yaml(FILE), Rules)
    except msgspec.ValidationError as broken:
        raise DataFileError(FILE, "the whole file", str(broken)) from broken
