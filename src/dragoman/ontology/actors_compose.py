"""What a naming phrase comes to: its head, what qualifies it, and whose it is."""

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.ontology.actors_records import (
    BODIES,
    OFFICIAL,
    Entry,
    Item,
    Naming,
    Role,
    Sense,
    Tenure,
)

_STATE_OWN = frozenset({"forces", "fighters", "rank", "unit"})
"""Roles that a plain "government" beside them leaves military."""
_STAFF = frozenset({"GOV", "LAB", "CVL", "MED", "EDU"})
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM", "MIL"})
_PERSONAL = (
    "er",
    "or",
    "man",
    "woman",
    "ist",
    "ian",
    "ant",
    "boy",
    "girl",
    "child",
    "student",
    "nurse",
)
_THINGS = frozenset(
    {
        "newspaper",
        "broadcaster",
        "carrier",
        "destroyer",
        "manufacturer",
        "monitor",
        "helicopter",
        "power",
        "center",
    }
)
"""Role nouns that end like a person's and are none."""


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase taken apart: its head, the items before it, and those of its "of" phrase.

    `place` is the country of a place the phrase names ("residents of Daraa"), `former` whether
    it says former, and `day` the day it is read on.
    """

    head: Item
    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()
    place: str | None = None
    former: bool = False
    day: date | None = None


def compose(phrase: Phrase) -> Naming | None:
    """Give country, sectors and identity of a phrase; None where it names no party."""
    sense = phrase.head.sense
    if sense.entry is not None:
        return _former(_named(phrase, sense.entry), phrase)
    if sense.role is not None:
        return _role(phrase, sense.role)
    return None


def _former(naming: Naming, phrase: Phrase) -> Naming:
    if phrase.former and (not naming.sectors or OFFICIAL & set(naming.sectors)):
        why = (*naming.why, "former: ELI")
        return msgspec.structs.replace(naming, sectors=("ELI",), why=why)
    return naming


def _named(phrase: Phrase, entry: Entry) -> Naming:
    sense, held = phrase.head.sense, entry.on(phrase.day)
    if sense.use in ("adjective", "people"):
        return Naming(
            country=held.country if phrase.head.sponsor is None else None,
            sectors=("CVL",) if sense.use == "people" else (),
            via="nationality",
            plural=sense.plural,
            why=(f"{phrase.head.text}: {sense.use} of {entry.id}",),
        )
    other = _other_state(phrase, entry)
    if other is not None:
        return other
    sectors = held.sectors or (("GOV",) if sense.use == "capital" else ())
    if held.country in BODIES and sectors == ("GOV",):  # A body has no government: it is EUR.
        sectors = ()
    if entry.kind == "person" and not phrase.former:
        sectors = _described(phrase.before, sectors, entry)
    return Naming(
        country=held.country,
        sectors=sectors,
        name=entry.name,
        id=entry.id,
        via="outlet" if entry.kind == "outlet" else "known",
        office=held.office,
        person=entry.kind == "person",
        why=(f"{phrase.head.text}: {entry.id}", *_dated(held)),
    )


def _other_state(phrase: Phrase, entry: Entry) -> Naming | None:
    """Read "Chile's Defense Department": a body of that name, but of another state."""
    held = entry.on(phrase.day)
    if entry.kind != "organisation" or held.country in BODIES:
        return None
    for item in (*reversed(phrase.before), *phrase.after):
        if item.sense.state and item.sponsor is None and item.sense.entry is not None:
            country = item.sense.entry.tenures[0].country
            if country != held.country:
                why = (f"{phrase.head.text}: as {entry.id}, but of {country}",)
                return Naming(country=country, sectors=held.sectors, via="role", why=why)
    return None


def _dated(held: Tenure) -> tuple[str, ...]:
    if held.office is None:
        return ()
    span = f"{held.from_ or '…'} to {held.to or '…'}"
    return (f"{held.office}, {span}",)


def _described(before: Sequence[Item], held: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
    """Give the sectors of the title that the text uses where it and the table differ.

    A text on the past rightly says "President Raisi" of one who is president no more.
    """
    roles = [i.sense.role for i in before if i.sense.role and i.sense.can_head]
    if not roles or (held not in ((), ("ELI",)) and roles[-1].role != "office holder"):
        return held
    said = roles[-1].sectors or entry.tenures[-1].sectors
    return held if not said or set(said) & set(held) else said


def _role(phrase: Phrase, role: Role) -> Naming | None:
    owner = _owner(phrase)
    sectors, why = _sectors(phrase, role, owner)
    if sectors is None:
        return None
    country, source = _country(phrase, role, owner)
    sponsored = bool(role.sponsored) and any(i.sponsor in ("pro", "by") for i in phrase.before)
    from_place = country is not None and country == phrase.place and role.place
    if owner is not None and owner.kind in ("organisation", "group"):
        identity: tuple[str | None, str | None] = (owner.name, owner.id)
    else:
        identity = (None, None)
    naming = Naming(
        country=country,
        sectors=sectors,
        name=identity[0],
        id=identity[1],
        via="place" if from_place else "role",
        person=not phrase.head.sense.plural and (role.person or _personal(phrase.head.text)),
        plural=phrase.head.sense.plural,
        open_country=country is None and role.country == "context" and not sponsored,
        why=(*why, *source),
    )
    return _former(naming, phrase)


def _personal(noun: str) -> bool:
    """Whether a singular role noun is one human being, to go by its ending."""
    last = noun.lower().split()[-1]
    return last.endswith(_PERSONAL) and last not in _THINGS


def _owner(phrase: Phrase) -> Entry | None:
    """Find the body, group or person whose the phrase's head is."""
    role = phrase.head.sense.role
    speaks = role is not None and role.role in ("press", "official")
    for item in (*reversed(phrase.before), *phrase.after):
        entry = item.sense.entry
        if entry is None or item.sponsor is not None or item.sense.state:
            continue
        if entry.kind != "outlet" or speaks:
            return entry
    return None


def _qualifier(items: Sequence[Item], *, role: Role) -> Sense | None:
    return next(
        (
            i.sense
            for i in items
            if i.sense.role is not None
            and i.sense.role is not role
            and i.sense.role.borrows != "needed"
            and i.sense.role.sectors
            and not i.sense.role.thing
            and i.sponsor is None
        ),
        None,
    )


def _sectors(
    phrase: Phrase, role: Role, owner: Entry | None
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Give the sectors, or None where the head alone names no party; and why."""
    own = f"{phrase.head.text}: role {role.role}"
    sponsored = _sponsored(phrase, role)
    held = owner.on(phrase.day).sectors if owner and _lends(owner, role, phrase) else None
    if role.borrows is False:
        body = _of_body(role, owner, phrase.day)
        if body is not None:
            return body, (own, f"of {owner.id}" if owner else own)
        return _of_state(phrase, role) or sponsored or role.sectors, (own,)
    if held is not None and owner is not None and role.borrows != "party":
        return held, (own, f"of {owner.id}")
    if role.borrows == "group":
        return _of_state(phrase, role) or sponsored or role.sectors, (own,)
    found = _qualifier((*reversed(phrase.before), *reversed(phrase.after)), role=role)
    if role.borrows == "party":
        extra = found.role.sectors if found and found.role else ()
        return (*role.sectors, *(s for s in extra if s in ("OPP", "GOV", "REL"))), (own,)
    if found is not None and found.role is not None:
        kept = role.role in _STATE_OWN and found.role.sectors[0] == "GOV"
        return (role.sectors if kept else found.role.sectors), (own, f"as {found.role.role}")
    if role.borrows == "needed" and not (role.capital and _counted(phrase)):
        return _of_state(phrase, role) or _bare(phrase, owner), (own,)
    return _of_state(phrase, role) or sponsored or role.sectors, (own,)


def _lends(owner: Entry, role: Role, phrase: Phrase) -> bool:
    """Whether an owner's sectors are those of what is his: a person's only where he leads men."""
    if owner.kind != "person":
        return True
    return role.role == "men" and bool(_ARMED & set(owner.on(phrase.day).sectors))


def _of_body(role: Role, owner: Entry | None, day: date | None) -> tuple[str, ...] | None:
    """Give a body's own sectors where they say more than the role ("Taliban soldiers")."""
    if owner is None or owner.kind == "outlet":
        return None
    held = owner.on(day)
    if owner.kind == "person":  # "The Pope's envoy" speaks for a church.
        serves = role.sectors == ("GOV",) and held.sectors[:1] == ("REL",)
        return held.sectors if serves else None
    if held.country in BODIES:
        return held.sectors or _unless_staff(role.sectors)
    fights = owner.kind == "group" and role.role in ("military", "rebels", "office holder")
    sits = role.person and bool(set(held.sectors) & {"LEG", "JUD"})
    return held.sectors if fights or sits else None


def _bare(phrase: Phrase, owner: Entry | None) -> tuple[str, ...] | None:
    """Read a head that says nothing of itself: a state's leader is GOV, its team just its own."""
    named = [i for i in phrase.after if i.sense.use == "name"]
    if any(i.sense.state and i.sponsor is None for i in (*phrase.before, *named)):
        return ("GOV",) if "leader" in phrase.head.text.lower() else ()
    return () if owner is not None and owner.kind == "person" else None


def _unless_staff(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the sectors of those who work for a body of no state: its staff are the body."""
    return () if set(sectors) <= _STAFF else sectors


def _counted(phrase: Phrase) -> bool:
    return phrase.head.text[:1].isupper()


def _sponsored(phrase: Phrase, role: Role) -> tuple[str, ...]:
    for item in phrase.before:
        if item.sponsor == "pro":
            return role.sponsored
        if item.sponsor == "by" and role.sponsored:
            if role.role in ("militia", "military"):
                return role.sponsored
            stated = any(i.sense.state and i.sponsor is None for i in phrase.before)
            return ("UAF",) if role.role == "forces" and not stated else ()
    return ()


def _of_state(phrase: Phrase, role: Role) -> tuple[str, ...]:
    of_state = any(i.sense.state and i.sponsor is None for i in phrase.before)
    return role.of_state if of_state else ()


def _country(phrase: Phrase, role: Role, owner: Entry | None) -> tuple[str | None, tuple[str, ...]]:
    if owner is not None:
        country = owner.on(phrase.day).country
        if country is not None:
            return country, (f"country of {owner.id}",)
    for item in (*reversed(phrase.before), *phrase.after):
        if item.sense.state and item.sponsor is None and item.sense.entry is not None:
            return item.sense.entry.tenures[0].country, (f"{item.text}: {item.sense.entry.id}",)
    if role.country_slot is not None:
        return role.country_slot, (f"role {role.role}: {role.country_slot}",)
    if phrase.place is not None:
        return phrase.place, (f"place in {phrase.place}",)
    return None, ()
