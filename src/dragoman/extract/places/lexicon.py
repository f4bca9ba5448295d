"""What the places layer knows of words: adjectives, designators, titles, verbs of governments."""

from functools import cache
from typing import cast

import msgspec

from dragoman.ontology.files import read_table, read_yaml
from dragoman.ontology.gazetteer_tables import split
from dragoman.records.place import Precision


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Word lists of `data/places/`, in lower case, and adjectives with their country's code."""

    never: frozenset[str]
    organisation: frozenset[str]
    titles: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    acts: frozenset[str]
    governed: frozenset[str]
    placelike: frozenset[str]
    parts: frozenset[str]
    sieges: frozenset[str]
    minded: frozenset[str]
    states: frozenset[str]
    told: frozenset[str]
    going: frozenset[str]
    backing: frozenset[str]
    sides: frozenset[str]
    touches: frozenset[str]
    dealings: frozenset[str]
    given: frozenset[str]
    institutions: frozenset[str]
    designators: dict[str, Precision]
    adjectives: dict[str, str]
    seats: frozenset[str]
    common: frozenset[str]


@cache
def words() -> Words:
    """Read the lists once."""
    uses = cast(dict[str, object], read_yaml("places/uses.yml"))
    no = cast(dict[str, object], read_yaml("places/notplaces.yml"))
    designators = cast(dict[Precision, list[str]], uses["designators"])
    return Words(
        never=_set(no["never"]),
        organisation=_set(no["organisation"]),
        titles=_set(no["titles"]),
        strong=_set(uses["strong_prepositions"]),
        weak=_set(uses["weak_prepositions"]),
        acts=_set(uses["acts"]),
        governed=_set(uses["governed"]),
        placelike=_set(uses["placelike"]),
        minded=_set(uses["minded"]),
        states=_set(uses["states"]),
        told=_set(uses["told"]),
        going=_set(uses["going"]),
        backing=_set(uses["backing"]),
        sides=_set(uses["sides"]),
        sieges=_set(uses["sieges"]),
        parts=_set(uses["parts"]),
        touches=_set(uses["touches"]),
        dealings=_set(uses["dealings"]),
        given=_set(uses["given"]),
        institutions=_set(uses["institutions"]),
        designators={w: kind for kind, listed in designators.items() for w in listed},
        adjectives=_adjectives(),
        seats=_set(uses["seats"]),
        common=_set(uses["institutions"])
        | _set("international national central general new old")
        | {word for listed in designators.values() for word in listed},
    )


def _set(value: object) -> frozenset[str]:
    listed = value.split() if isinstance(value, str) else cast(list[str], value)
    return frozenset(word.casefold() for word in listed)


def _adjectives() -> dict[str, str]:
    """Give the code of each adjective and people; Kosovo's is the gazetteer's, not PLOVER's."""
    return {
        word.casefold(): "XKX" if row["code"] == "KOS" else row["code"]
        for row in reversed(read_table("actors/countries.csv"))
        for word in (*split(row["adjectives"]), *split(row["people"]))
    }
