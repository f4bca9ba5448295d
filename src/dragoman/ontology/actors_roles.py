"""Reads roles.yml and phrases.yml: role nouns and the small words around them."""

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.actors_records import BODIES, SECTORS, Role
from dragoman.ontology.files import read_yaml

ROLES = "actors/roles.yml"
PHRASES = "actors/phrases.yml"


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """The word lists of phrases.yml; each list is explained there."""

    sources: str
    licence: str
    sponsor_before: frozenset[str]
    sponsor_for: frozenset[str]
    sponsor_after: frozenset[str]
    former: frozenset[str]
    outside: frozenset[str]
    anaphors: frozenset[str]
    counters: frozenset[str]
    counters_hollow: frozenset[str]
    quantifiers: frozenset[str]
    locative: frozenset[str]
    settings: frozenset[str]
    own: frozenset[str]
    voice: frozenset[str]
    travel: frozenset[str]
    titles: frozenset[str]
    women: frozenset[str]
    pair_sides: frozenset[str]
    pair_states: frozenset[str]
    pair_persons: frozenset[str]
    local: frozenset[str]
    addressed: frozenset[str]
    sent: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    quoting: frozenset[str]
    body_seats: dict[str, str]
    anaphors_named: frozenset[str]


class _Roles(msgspec.Struct, frozen=True, kw_only=True):
    sources: str
    licence: str
    roles: tuple[Role, ...]


def read_roles() -> tuple[Role, ...]:
    """Read every role, with its sectors checked."""
    try:
        found = msgspec.convert(read_yaml(ROLES), _Roles)
    except msgspec.ValidationError as broken:
        raise DataFileError(ROLES, "the whole file", str(broken)) from broken
    for role in found.roles:
        check_role(role)
    return found.roles


def check_role(role: Role) -> None:
    """Refuse a role with a sector or a country slot that is not PLOVER's, or without examples."""
    unknown = set(role.sectors + role.sponsored + role.of_state) - SECTORS
    if unknown:
        raise DataFileError(ROLES, role.role, f"unknown sector {', '.join(sorted(unknown))}")
    if role.country_slot is not None and role.country_slot not in BODIES:
        raise DataFileError(ROLES, role.role, f"unknown country {role.country_slot!r}")
    if not role.examples.get("yes") or not role.examples.get("no"):
        raise DataFileError(ROLES, role.role, "needs examples, both yes and no")


def read_phrases() -> Phrases:
    """Read the small words."""
    try:
        return msgspec.convert(read_yaml(PHRASES), Phrases)
    except msgspec.ValidationError as broken:
        raise DataFileError(PHRASES, "the whole file", str(broken)) from broken
