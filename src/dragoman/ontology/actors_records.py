"""What the actor knowledge base holds: entries, roles, and the senses of their words."""

from datetime import date
from typing import Literal

import msgspec

from dragoman.records.party import Via

EntryKind = Literal["state", "person", "organisation", "group", "outlet"]
Use = Literal["name", "adjective", "people", "capital", "seat", "head", "qualifier"]
Borrows = Literal["no", "yes", "needed", "group", "party"]

BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes that stand in the country slot for bodies of no single state."""
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY"})
"""Sectors whose holders are ELI once they leave (PLOVER: former officials)."""
SECTORS = OFFICIAL | {
    "PRM",
    "REB",
    "UAF",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
    "NGO",
}


class Tenure(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry is from one day to another, both included; no date is an open end."""

    country: str | None
    sectors: tuple[str, ...]
    office: str | None = None
    from_: date | None = None
    to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this holds on that day."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One state, person, body, group or outlet that the knowledge base knows by name."""

    id: str
    name: str
    kind: EntryKind
    tenures: tuple[Tenure, ...]
    seat: bool = False
    state_media: bool = False

    def on(self, day: date | None) -> Tenure:
        """Give what the entry is on a day; without one, what it is now.

        A person out of office is ELI if the office was an official one. A person before the first
        known office has no sector.
        """
        held = [t for t in self.tenures if t.to is None] if day is None else []
        if day is not None:
            held = [t for t in self.tenures if t.covers(day)]
        if held:
            return held[-1] if day is None else held[0]
        return self._out_of_office(day)

    def _out_of_office(self, day: date | None) -> Tenure:
        ended = [t for t in self.tenures if t.to and (day is None or t.to < day)]
        last = ended[-1] if ended else self.tenures[0]
        if self.kind != "person":
            return last
        if not ended:
            return Tenure(country=last.country, sectors=())
        if OFFICIAL & set(last.sectors):
            return Tenure(country=last.country, sectors=("ELI",), office=f"former {last.office}")
        return last


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of roles.yml."""

    role: str
    sectors: tuple[str, ...]
    heads: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    borrows: bool | Literal["needed", "group", "party"] = False
    person: bool = False
    country: Literal["context", "none"] = "context"
    country_slot: str | None = None
    place: bool = False
    capital: bool = False
    thing: bool = False
    sponsored: tuple[str, ...] = ()
    of_state: tuple[str, ...] = ()
    note: str | None = None
    examples: dict[str, dict[str, str]] = {}


class Sense(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a run of words can mean."""

    use: Use
    entry: Entry | None = None
    role: Role | None = None
    plural: bool = False
    capitals: tuple[bool, ...] = ()
    uppers: tuple[bool, ...] = ()

    @property
    def state(self) -> bool:
        """Whether the words name a state, its people, or are its adjective."""
        return self.entry is not None and self.entry.kind == "state"

    @property
    def body(self) -> bool:
        """Whether the words name an organisation or a group."""
        return self.entry is not None and self.entry.kind in ("organisation", "group")

    @property
    def can_head(self) -> bool:
        """Whether a phrase can end in it."""
        return self.use not in ("adjective", "qualifier")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A sense found in a text. `sponsor` says how the words stand behind somebody else."""

    sense: Sense
    start: int
    end: int
    text: str
    sponsor: Literal["pro", "anti", "by"] | None = None


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """What a naming phrase comes to, and from which entries."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    id: str | None = None
    via: Via | None = None
    office: str | None = None
    person: bool = False
    plural: bool = False
    open_country: bool = False
    why: tuple[str, ...] = ()


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """The knowledge base's answer to a phrase: a party without offsets, and why it is that."""

    text: str
    name: str | None = None
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    via: Via | None = None
    office: str | None = None
    on: date | None = None
    why: tuple[str, ...] = ()
