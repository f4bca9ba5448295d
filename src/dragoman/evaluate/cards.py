"""The card of each gold set: what it measures, under which licence, what people and peers reach."""

from functools import cache

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml

_FILE = "evaluate/sets.yml"


class Yardstick(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that others reached: who, with which metric, as text ("18 %"), and where it stands.

    `same_data` is false where it was measured on other rows than ours, so that it can't be set
    beside our figure without a word.
    """

    who: str
    metric: str
    value: str
    source: str
    same_data: bool = False


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be known of a set before a figure on it is read."""

    name: str
    measures: str
    licence: str
    source: str
    scoring: tuple[str, ...]
    traps: tuple[str, ...] = ()
    ceiling: tuple[Yardstick, ...] = ()
    peers: tuple[Yardstick, ...] = ()


@cache
def cards() -> dict[str, Card]:
    """Read the cards of all sets, in the order of the contract."""
    try:
        found = msgspec.convert(read_yaml(_FILE), dict[str, list[Card]])["sets"]
    except (msgspec.ValidationError, KeyError) as broken:
        raise DataFileError(_FILE, "sets", str(broken)) from broken
    return {card.name: card for card in found}
