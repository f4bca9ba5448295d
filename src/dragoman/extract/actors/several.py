"""Who "both sides", "the two ministers" and "the neighbours" are: two parties named before."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from dragoman.extract.actors.found import Found
from dragoman.ontology.actors import state_name
from dragoman.ontology.actors_records import BODIES, Naming
from dragoman.ontology.actors_roles import Phrases
from dragoman.records import Parse, Span, Token

Sort = Literal["sides", "states", "persons"]
"""What the words stand for: any two sides, two states, or two human beings."""
Named = tuple[Found, Span]
"""A party named before and its words, which may stand in the title."""

_LOOKS_BACK = 6
"""Sentences that such words look back over."""
_PAIR = 2
_STATE = frozenset({"GOV", "MIL", "COP", "PRM", "SPY", "LEG"})
_ARMED = frozenset({"REB", "UAF"})


def sort_of(parse: Parse, token: Token, phrases: Phrases) -> Sort | None:
    """Say what a token that stands for two parties stands for, or None where it does not."""
    if token.tag not in ("NNS", "NN"):
        return None
    sort: Sort | None = None
    if token.lower in phrases.pair_sides:
        sort = "sides"
    elif token.lower in phrases.pair_states:
        sort = "states"
    elif token.lower in phrases.pair_persons or token.lower.rpartition(" ")[2] == "ministers":
        sort = "persons"
    if sort is None:
        return None
    before = [c.lower for c in parse.children(token) if c.i < token.i]
    counted = "both" in before or ("two" in before and "the" in before)
    warring = sort == "sides" and "the" in before and bool({"warring", "rival"} & set(before))
    return sort if counted or warring else None


def two_before(
    token: Token, sort: Sort, sentences: Sequence[Sequence[Named]], *, title: Sequence[Named]
) -> tuple[Named, Named] | None:
    """Give the two that are meant: the only two of the nearest sentence that names two.

    `sentences` are the parties of each sentence up to the token's own, the last one. Where the
    nearest sentence names more than two, only the title can say which two are meant.
    """
    keyed = _KEYS[sort]
    for named in reversed(sentences[-_LOOKS_BACK:]):
        firsts = _firsts(((f, s) for f, s in named if f.head < token.i or s.in_ == "title"), keyed)
        if len(firsts) == _PAIR:
            return firsts[0], firsts[1]
        if len(firsts) > _PAIR:
            break
    firsts = _firsts(title, keyed)
    return (firsts[0], firsts[1]) if len(firsts) == _PAIR else None


def as_meant(sort: Sort, found: Found, other: Found) -> Naming:
    """Give the naming of one of the two: "both countries" are states, whoever spoke for them.

    So are "both sides" where they are of two countries; of one country, each is what it was.
    """
    naming = msgspec.structs.replace(found.naming, via="coreference", open_country=False)
    foreign = naming.country != other.naming.country and not set(naming.sectors) & _ARMED
    of_state = sort == "states" or (sort == "sides" and foreign)
    if not of_state or ((naming.id or "").startswith("state:") and naming.name):
        return naming
    return Naming(
        country=naming.country,
        name=state_name(naming.country or ""),
        id=f"state:{naming.country}",
        via="coreference",
    )


def _firsts(named: Iterable[Named], keyed: Callable[[Found], str | None]) -> list[Named]:
    """Give the first party of each key; a nameless one is a named one of its kind and state."""
    out: dict[str, Named] = {}
    for found, span in named:
        key = keyed(found)
        if key is not None:
            out.setdefault(key, (found, span))
    return list(out.values())


def _side(found: Found) -> str | None:
    naming = found.naming
    sectors = set(naming.sectors)
    if naming.country in BODIES - {"EUR"} and not sectors & _ARMED:
        return None
    if sectors & _ARMED:
        return f"{naming.country}+armed"
    if (naming.id or "").startswith("state:") or sectors & _STATE:
        return naming.country
    return naming.id if sectors & {"OPP", "PTY", "LAB"} else None


def _state(found: Found) -> str | None:
    naming = found.naming
    stated = not naming.open_country and naming.country not in BODIES | {None}
    spoken = (naming.id or "").startswith("state:") or bool(set(naming.sectors) & _STATE)
    return naming.country if stated and spoken else None


def _person(found: Found) -> str | None:
    naming = found.naming
    if not naming.person or naming.plural:
        return None
    return naming.id or f"{naming.country}/{found.noun}"


_KEYS: dict[Sort, Callable[[Found], str | None]] = {
    "sides": _side,
    "states": _state,
    "persons": _person,
}
