"""The cue words of the event step, read from their data files."""

from functools import cache
from typing import TypeVar

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml

T = TypeVar("T", bound=msgspec.Struct)


class StatusCues(msgspec.Struct, frozen=True, kw_only=True):
    """Cue words by where they stand and what status they give; `data/lexicons/status.yml`."""

    auxiliaries: dict[str, frozenset[str]]
    governors: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    attempts: frozenset[str]
    conditions: frozenset[str]
    negations: frozenset[str]
    background: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]


class SupportCues(msgspec.Struct, frozen=True, kw_only=True):
    """Words that make a party a supporting actor; `data/lexicons/support.yml`."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    examples: dict[str, tuple[str, ...]]


class Domain(msgspec.Struct, frozen=True, kw_only=True):
    """A field of news that borrows the words of conflict; `only` names the types it silences."""

    name: str
    only: frozenset[str] = frozenset()
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]


class Domains(msgspec.Struct, frozen=True, kw_only=True):
    """All such fields; `data/lexicons/domains.yml`."""

    domains: tuple[Domain, ...]


class AggregateCues(msgspec.Struct, frozen=True, kw_only=True):
    """Words that make an event wider than one place and day; `data/lexicons/aggregate.yml`."""

    collectives: frozenset[str]
    adverbs: tuple[str, ...]
    sieges: frozenset[str]
    examples: dict[str, tuple[str, ...]]


class Topics(msgspec.Struct, frozen=True, kw_only=True):
    """What talks are about; `data/lexicons/topics.yml`."""

    topics: frozenset[str]
    examples: dict[str, tuple[str, ...]]


@cache
def topics() -> frozenset[str]:
    """Read the nouns whose place is a topic's."""
    return _convert("lexicons/topics.yml", Topics).topics


@cache
def status_cues() -> StatusCues:
    """Read the status cues."""
    return _convert("lexicons/status.yml", StatusCues)


@cache
def support_cues() -> SupportCues:
    """Read the support cues."""
    return _convert("lexicons/support.yml", SupportCues)


@cache
def domains() -> Domains:
    """Read the fields that borrow the words of conflict."""
    return _convert("lexicons/domains.yml", Domains)


@cache
def aggregate_cues() -> AggregateCues:
    """Read the aggregate cues."""
    return _convert("lexicons/aggregate.yml", AggregateCues)


def _convert(name: str, shape: type[T]) -> T:
    try:
        return msgspec.convert(read_yaml(name), shape)
    except msgspec.ValidationError as wrong:
        raise DataFileError(name, "shape", str(wrong)) from wrong
