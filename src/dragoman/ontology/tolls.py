"""Which words say that people were killed, hurt, arrested (`lexicons/tolls.yml`)."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, get_args

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml
from dragoman.records.toll import TollKind

FILE = "lexicons/tolls.yml"

Slot = Literal["object", "subject"]
Group = Literal["civilian", "fighter", "unknown"]


class KindRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one kind of toll."""

    named: bool
    object: tuple[str, ...]
    subject: tuple[str, ...]
    deed: frozenset[str]
    count: frozenset[str]
    state: frozenset[str]


class Cumulative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a figure the sum of many events."""

    leads: frozenset[str]
    in_: frozenset[str] = msgspec.field(name="in")
    words: tuple[str, ...]


class Unreal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What says that a deed has not happened."""

    auxiliaries: frozenset[str]
    governors: frozenset[str]
    marks: frozenset[str]
    feared: frozenset[str]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A marked sentence and what its toll must be read as."""

    text: str
    kind: TollKind
    low: int | None
    best: int | None
    high: int | None
    group: Group | None = None
    who: str | None = None
    unit: Literal["people", "families"] = "people"
    scope: Literal["event", "update", "cumulative"] = "event"


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences with a toll, and sentences without any."""

    yes: tuple[Example, ...]
    no: tuple[str, ...]


class TollRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file as it stands."""

    sources: str
    licence: str
    kinds: dict[TollKind, KindRow]
    protest_words: frozenset[str]
    needs_protest_word: frozenset[str]
    toll_nouns: dict[str, TollKind]
    number_nouns: frozenset[str]
    update_verbs: frozenset[str]
    linking_verbs: frozenset[str]
    cumulative: Cumulative
    unreal: Unreal
    dates: frozenset[str]
    not_people: frozenset[str]
    fighters: frozenset[str]
    fighter_modifiers: frozenset[str]
    civilians: frozenset[str]
    others: frozenset[str]
    families: frozenset[str]
    collective: frozenset[str]
    examples: Examples


class VerbRule(NamedTuple):
    """A verb with the words that must stand among its dependents, and whom it counts."""

    kind: TollKind
    slot: Slot
    others: frozenset[str]
    needs_protest_word: bool


class TollWords:
    """Look-ups on the words of tolls. Built once by `load`; never changed."""

    def __init__(self, rows: TollRows) -> None:
        self.rows = rows
        self._verbs: dict[str, list[VerbRule]] = {}
        for verb, rule in _verb_rules(rows):
            self._verbs.setdefault(verb, []).append(rule)
        for rules in self._verbs.values():
            rules.sort(key=lambda rule: -len(rule.others))
        self.deeds = {w: kind for kind, row in rows.kinds.items() for w in row.deed}
        self.counts = {w: kind for kind, row in rows.kinds.items() for w in row.count}
        self.states = {w: kind for kind, row in rows.kinds.items() for w in row.state}
        self.named = frozenset(kind for kind, row in rows.kinds.items() if row.named)
        self.people = rows.fighters | rows.civilians | rows.others

    def verb(self, lemma: str) -> list[VerbRule]:
        """Give the rules of a verb, the most demanding first."""
        return self._verbs.get(lemma, [])

    def group(self, noun: str) -> Group:
        """Say whether a noun names civilians or fighters, as far as the word itself says."""
        if noun in self.rows.fighters:
            return "fighter"
        return "civilian" if noun in self.rows.civilians else "unknown"


def _verb_rules(rows: TollRows) -> Iterator[tuple[str, VerbRule]]:
    for kind, row in rows.kinds.items():
        for slot in get_args(Slot):
            for pattern in getattr(row, slot):
                verb, *others = pattern.split()
                needs = pattern in rows.needs_protest_word
                yield verb, VerbRule(kind, slot, frozenset(others), needs)


@cache
def load() -> TollWords:
    """Give the words of tolls, read once a process."""
    try:
        rows = msgspec.convert(read_yaml(FILE), TollRows)
    except msgspec.ValidationError as wrong:
        raise DataFileError(FILE, "the whole file", str(wrong)) from wrong
    return TollWords(rows)
