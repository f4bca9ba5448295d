"""Places without an entry of their own that stand for who governs there ("Quebec sued Ottawa")."""

from typing import TYPE_CHECKING

from dragoman.extract.actors.found import Found
from dragoman.ontology.actors_records import Naming

if TYPE_CHECKING:
    from dragoman.extract.actors.phrases import Finder


def metonyms(finder: "Finder", found: list[Found]) -> list[Found]:
    """Add what the places layer took for a government and no party's words cover."""
    taken = {i for f in found for i in range(f.first, f.last + 1)}
    seats = finder.overlay.actors.phrases.body_seats
    out, seen = list(found), set()
    for token in finder.parse.tokens:
        place = finder.places.at(token)
        if place is None or place.use != "metonym" or place.start in seen or token.i in taken:
            continue
        if token.dep in ("compound", "amod", "nmod") or token.tag == "POS":
            continue
        if token.i in finder.overlay.at:
            continue
        seen.add(place.start)
        body = seats.get(token.lower)
        if body is None and place.country is None:
            continue
        state = place.precision == "country" or body is not None
        naming = Naming(
            country=body or place.country, sectors=() if state else ("GOV",), via="place"
        )
        first = next(
            t.i for t in finder.parse.tokens if finder.places.at(t) is place and t.i not in taken
        )
        out.append(Found(head=token.i, first=min(first, token.i), last=token.i, naming=naming))
    return sorted(out, key=lambda f: f.head)
