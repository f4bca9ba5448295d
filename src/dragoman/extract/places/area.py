"""The smallest area that holds several places."""

from collections.abc import Sequence

from dragoman.ontology.gazetteer import Candidate, Gazetteer, open_gazetteer
from dragoman.records import Place


def smallest_area(places: Sequence[Place], gazetteer: Gazetteer | None = None) -> Place:
    """Give the smallest area that holds all places of an event; one place is its own area.

    "In the towns of Sanameen and Nawa" gives the province of Daraa. Unresolved places are left
    out unless all are; places of several countries have no smallest area: only a name is given.
    The area's text is its name, and it stands nowhere in the text.
    """
    if not places:
        raise ValueError("no area holds no places")
    known = [p for p in places if p.lat is not None or p.country is not None] or list(places)
    distinct = list({_identity(p): p for p in known}.values())
    if len(distinct) == 1:
        return distinct[0]
    finder = gazetteer or open_gazetteer()
    found = [_candidate(p, finder) for p in distinct]
    held = _held([c for c in found if c is not None], finder)
    if held is not None and all(c is not None for c in found):
        return held.place(held.name, score=min((p.score or 0.0) for p in distinct))
    countries = {p.country for p in distinct}
    country = finder.country(countries.pop() or "") if len(countries) == 1 else None
    if country is not None:
        return country.place(country.name, score=min((p.score or 0.0) for p in distinct))
    return Place(text=", ".join(p.text for p in distinct), start=None, end=None, precision="region")


def _identity(place: Place) -> tuple[object, ...]:
    return place.geonames_id or place.name or place.text, place.precision, place.country


def _candidate(place: Place, gazetteer: Gazetteer) -> Candidate | None:
    for candidate in gazetteer.candidates(place.name or place.text):
        if (candidate.precision, candidate.country, candidate.geonames_id, candidate.lat) == (
            place.precision,
            place.country,
            place.geonames_id,
            place.lat,
        ):
            return candidate
    return None


def _held(found: Sequence[Candidate], gazetteer: Gazetteer) -> Candidate | None:
    """Give the finest place or division that all lie in or are."""
    chains = [_chain(c) for c in found]
    if not chains:
        return None
    for number in chains[0]:
        if all(number in chain for chain in chains[1:]):
            return gazetteer.number(number)
    return None


def _chain(candidate: Candidate) -> list[int]:
    """Give the numbers of a place and of the divisions that hold it, the finest first."""
    up = [candidate.number, candidate.admin2_number, candidate.admin1_number]
    return [number for number in up if number is not None]
