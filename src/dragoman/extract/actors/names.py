"""Names that the knowledge base doesn't hold, read from the roles beside them."""

from typing import TYPE_CHECKING

from dragoman.extract.actors.bounds import first_of
from dragoman.extract.actors.found import Found
from dragoman.extract.actors.tokens import Laid, Overlay
from dragoman.ontology.actors_records import Naming
from dragoman.ontology.actors_tables import slug
from dragoman.records import Token

if TYPE_CHECKING:
    from dragoman.extract.actors.phrases import Finder


def unknown_name(overlay: Overlay, top: Token) -> str | None:
    """Give the proper name that ends at `top`, where no entry covers it."""
    if top.tag not in ("NNP", "NNPS") or top.i in overlay.at:
        return None
    first = _name_start(overlay, top)
    tokens = overlay.parse.tokens
    if top.ent not in ("PERSON", "ORG") and not _titled(overlay, first):
        return None
    name = overlay.parse.text[tokens[first].start : top.end]
    return name if slug(name) else None


def _name_start(overlay: Overlay, top: Token) -> int:
    tokens, at = overlay.parse.tokens, top.i
    while at and at - 1 not in overlay.at and _in_name(tokens[at - 1], top):
        at -= 1
    while at < top.i and tokens[at].tag in ("HYPH", "POS", "``", "''"):
        at += 1
    return at


def _in_name(token: Token, top: Token) -> bool:
    if token.tag in ("NNP", "NNPS", "HYPH") and token.head != token.i:
        return token.ent == top.ent or token.tag == "HYPH"
    return (
        token.lower in ("al", "bin", "el", "ibn", "abu", "van", "de", "von")
        and token.dep == "compound"
    )


def _titled(overlay: Overlay, first: int) -> bool:
    laid = overlay.at.get(first - 1)
    role = laid.item.sense.role if laid else None
    return role is not None and role.person and laid is not None and laid.item.sense.can_head


def named_person(finder: "Finder", top: Token, group: list[Laid], name: str) -> Found | None:
    """Make a party of a name that only this article knows."""
    place = finder.places.at(top)
    titles = [x for x in group if x.item.sense.role and x.item.sense.can_head]
    if not titles and (place is not None or _located(finder, top)):
        return None
    if top.ent == "ORG" and not titles:
        return body(finder, top, group)
    described, noun = _description(finder, top, titles, group)
    human = described is None or described.person or described.sectors != ("JRN",)
    naming = Naming(
        country=described.country if described else None,
        sectors=described.sectors if described else (),
        name=name,
        id=f"{'person' if human else 'outlet'}:{slug(name)}",
        via="role" if described else None,
        person=human,
        open_country=described.open_country if described else False,
        why=described.why if described else (),
    )
    first = first_of(finder.overlay, top)
    return Found(head=top.i, first=first, last=top.i, naming=naming, noun=noun, fresh=True)


def _located(finder: "Finder", top: Token) -> bool:
    """Whether a name stands where a place does ("in Oued Aissi"), whatever its label."""
    first = finder.parse.first_conjunct(top)
    locative = finder.overlay.actors.phrases.locative
    return first.dep == "pobj" and finder.parse.head(first).lower in locative


def _description(
    finder: "Finder", top: Token, titles: list[Laid], group: list[Laid]
) -> tuple[Naming | None, str | None]:
    if titles:
        title = titles[-1]
        before = [x.item for x in group if x.last < title.first]
        former = any(
            t.lower in finder.overlay.actors.phrases.former
            for t in finder.parse.tokens[max(0, top.i - 8) : top.i]
        )
        return finder.compose(title.item, before, former=former), title.item.text.lower()
    for child in finder.parse.children(top, "appos"):
        laid = finder.overlay.at.get(child.i)
        if laid is not None and laid.item.sense.role is not None:
            around = [x for x in finder.overlay.groups.get(child.i, []) if x is not laid]
            party = finder.party(child, laid, around)
            finder.used.add(child.i)
            if party is not None:
                return party.naming, laid.item.text.lower()
    return None, None


def body(finder: "Finder", top: Token, group: list[Laid]) -> Found | None:
    """Make a party of an unknown organisation, whose nationality its name may hold."""
    if top.dep in ("compound", "amod"):
        return None
    states = [x.item for x in group if x.item.sense.state and x.item.sponsor is None]
    entries = [i.sense.entry for i in states if i.sense.entry is not None]
    first = first_of(finder.overlay, top)
    name = finder.parse.text[finder.parse.tokens[first].start : top.end]
    naming = Naming(
        country=entries[0].tenures[0].country if entries else None,
        name=name,
        id=f"org:{slug(name)}",
        via="nationality" if entries else None,
    )
    return Found(head=top.i, first=first, last=top.i, naming=naming)
