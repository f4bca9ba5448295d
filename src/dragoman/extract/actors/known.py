"""Who an article has named, so that a shorter name later is the same one."""

import msgspec

from dragoman.extract.actors.found import Found
from dragoman.extract.actors.phrases import Finder
from dragoman.ontology.actors_words import key
from dragoman.records import Span


class Known:
    """The persons and bodies that an article has named, by id and by last name."""

    def __init__(self) -> None:
        self._full: dict[str, tuple[Found, Span]] = {}
        self._last: dict[str, str | None] = {}

    def learn(self, party: Found, span: Span) -> None:
        """Remember the fullest first naming of a party with an id."""
        id_, name = party.naming.id, party.naming.name
        if id_ is None or name is None:
            return
        if id_.startswith("state:"):
            return  # "Tehran" is no fuller name of Iran, though it is longer.
        if not party.naming.person:
            self._full.setdefault(id_, (party, span))
            return
        spelt = key(span.quote).split()
        if len(spelt) < 2 and not party.naming.sectors:  # noqa: PLR2004  # a name of one word
            return
        known = self._full.get(id_)
        if known is None or (len(spelt) > 1 and len(key(known[1].quote).split()) == 1):
            self._full[id_] = (party, span)
        last = key(name).split()[-1:]
        if len(spelt) > 1 and last:
            owner = self._last.setdefault(last[0], id_)
            if owner != id_:
                self._last[last[0]] = None

    def surnames(self) -> frozenset[str]:
        """Give the last names that belong to one person of the article."""
        return frozenset(last for last, owner in self._last.items() if owner)

    def full(self, party: Found, span: Span) -> tuple[Found, Span] | None:
        """Give the fuller naming of the same party, or None where this is it."""
        if party.naming.person:
            short = key(span.quote).split()
            alone = len(short) == 1 or party.fresh
            owner = self._last.get(short[-1]) if short and alone else None
            if owner is not None and (party.fresh or party.naming.id not in self._full):
                found = self._full.get(owner)
                return found if found and found[1] != span else None
        found = self._full.get(party.naming.id or "")
        if found is None or found[1] == span or len(found[1].quote) <= len(span.quote):
            return None
        return found


def same_names(finder: Finder, found: list[Found], known: Known) -> list[Found]:
    """Give later, shorter names the identity of the fuller one."""
    out = []
    for party in found:
        span = party.span(finder.parse)
        fuller = known.full(party, span)
        out.append(_as(party, *fuller) if fuller is not None else party)
    return out


def _as(party: Found, full: Found, span: Span) -> Found:
    naming = msgspec.structs.replace(
        full.naming,
        via="coreference",
        plural=party.naming.plural,
    )
    return msgspec.structs.replace(
        party, naming=naming, antecedent=span, noun=party.noun or full.noun, fresh=full.fresh
    )
