"""Who acts and who is acted on: slots made into parties."""

from collections.abc import Iterable

import msgspec

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.cues import SupportCues
from dragoman.extract.events.scene import Scene
from dragoman.ontology.actors import state_name
from dragoman.ontology.lexicon import FRAMES
from dragoman.records import Party, Place, Token
from dragoman.records.party import party_code

_INSIDE = ("amod", "compound", "poss", "nmod")
_DEEPEST = 3


class Sides(msgspec.Struct, kw_only=True):
    """Actors and recipients of one candidate, and the tokens they were read from."""

    actors: list[Party]
    recipients: list[Party]
    actor_why: str = "not-stated"
    recipient_why: str = "not-stated"


def sides_of(scene: Scene, candidate: Candidate, support: SupportCues) -> Sides:
    """Fill a candidate's slots with parties."""
    rule, slots = candidate.rule, candidate.slots
    actors = _parties(scene, [t for slot in rule.actor for t in slots.get(slot)])
    recipients = _parties(scene, [t for slot in rule.recipient for t in slots.get(slot)])
    if not recipients and rule.frame == "speech":
        usual = FRAMES["speech"][1]
        recipients = _parties(scene, [t for slot in usual for t in slots.get(slot)])
    if candidate.is_noun:
        _modifiers(scene, candidate, actors, recipients)
    elif not actors:
        actors = _parties(scene, [t for t in slots.get("owner") if t.dep == "poss"])
    actors = _distinct(actors)
    recipients = [p for p in _distinct(recipients) if not _same_as_any(p, actors)]
    if rule.frame == "visit" and not recipients:
        recipients = _hosts(scene, candidate)
    actors += [p for p in supporters(scene, candidate, support) if not _same_as_any(p, actors)]
    return Sides(
        actors=actors,
        recipients=recipients,
        actor_why=_why(scene, candidate, rule.actor),
        recipient_why=_why(scene, candidate, rule.recipient),
    )


def parties_at(scene: Scene, tokens: Iterable[Token]) -> list[Party]:
    """Give the parties that tokens head or belong to, each once; lists are not followed."""
    return _distinct(p for token in tokens for p in _party_of(scene, token, 0))


def _why(scene: Scene, candidate: Candidate, slots: Iterable[str]) -> str:
    tokens = [t for slot in slots for t in candidate.slots.get(slot)]
    if not tokens:
        return "not-stated"
    return "a-place-not-a-party" if any(t.i in scene.place_of for t in tokens) else "not-a-party"


def _parties(scene: Scene, tokens: Iterable[Token]) -> list[Party]:
    out: list[Party] = []
    for token in tokens:
        for each in _listed(scene, token):
            out += _party_of(scene, each, 0)
    return out


def _listed(scene: Scene, token: Token) -> list[Token]:
    """A head and those joined to it; headlines join with a comma ("Egypt, Iran to hold talks")."""
    out = scene.parse.conjuncts(token)
    if scene.parse.in_ == "title":
        out += [t for t in scene.parse.children(token, "appos") if t.i in scene.party_heads]
    return out


def _party_of(scene: Scene, token: Token, depth: int) -> list[Party]:
    """The party a token heads, else those that its phrase is made of ("an opposition enclave")."""
    party = scene.party_heads.get(token.i)
    if party is None and token.pos != "PRON":
        party = _wider(scene, token) or _state(scene, token)
    if party is not None:
        if scene.is_mere_place(token) and _is_place_name(scene, party, token):
            return []
        return list(scene.same_words(party))
    return [] if depth >= _DEEPEST or scene.is_mere_place(token) else _inside(scene, token, depth)


def _inside(scene: Scene, token: Token, depth: int) -> list[Party]:
    """The parties that qualify a noun or stand in its "of" phrase."""
    out: list[Party] = []
    for child in scene.parse.children(token):
        if child.dep in _INSIDE and child.pos in ("NOUN", "PROPN", "ADJ"):
            for each in scene.parse.conjuncts(child):
                out += _party_of(scene, each, depth + 1)
        elif child.dep == "prep" and child.lower in ("of", "from", "among"):
            for inner in scene.parse.children(child, "pobj"):
                for each in scene.parse.conjuncts(inner):
                    out += _party_of(scene, each, depth + 1)
    return out


def _state(scene: Scene, token: Token) -> Party | None:
    """A country where a side is wanted is that state ("fired missiles at Israel")."""
    place = scene.place_heads.get(token.i)
    return _of_place(place) if place is not None and place.precision == "country" else None


def _of_place(place: Place) -> Party:
    return Party(
        text=place.text,
        start=place.start,
        end=place.end,
        in_=place.in_,
        country=place.country,
        code=party_code(place.country, ()),
        id=f"state:{place.country}" if place.country else None,
        name=state_name(place.country or ""),
        via="place",
    )


def _wider(scene: Scene, token: Token) -> Party | None:
    """A party whose words hold the token, where the token's head is not one of them."""
    party = scene.party_of.get(token.i)
    if party is None or party.start is None or party.end is None:
        return None
    root = scene.parse.root_of(party.start, party.end)
    inside = root is not None and any(a.i == root.i for a in scene.parse.ancestors(token))
    return party if inside or root is None else None


def _is_place_name(scene: Scene, party: Party, token: Token) -> bool:
    place = scene.place_of[token.i]
    return party.start == place.start or party.via == "place" or party.text == place.text


def _modifiers(
    scene: Scene, candidate: Candidate, actors: list[Party], recipients: list[Party]
) -> None:
    """Take a noun's sides from the words before it: "Russian strikes", "Iran-Egypt talks"."""
    if actors and candidate.rule.frame != "mutual":
        return
    found: list[Party] = []
    for token in candidate.slots.get("modifier"):
        if token.i in {t.i for t in candidate.tokens}:
            continue
        for each in scene.parse.conjuncts(token):
            party = scene.party_heads.get(each.i) or scene.party_of.get(each.i)
            if party is not None and not scene.is_mere_place(each):
                found += scene.same_words(party)
    slots = {*candidate.rule.actor}
    if "subject" in slots or "by" in slots:
        actors += found
    elif not recipients:
        recipients += found


def _hosts(scene: Scene, candidate: Candidate) -> list[Party]:
    """The country that is visited, from the place the visit goes to."""
    out = []
    for slot in ("object", "to", "in"):
        for token in candidate.slots.get(slot):
            for each in scene.parse.conjuncts(token):
                place = scene.place_of.get(each.i)
                if place is not None and place.country is not None:
                    out.append(_of_place(place))
    return _distinct(out)


def supporters(scene: Scene, candidate: Candidate, support: SupportCues) -> list[Party]:
    """Give parties that help an actor: "aided by", "backed by", "with the help of"."""
    parse, out = scene.parse, []
    heads = [c for t in candidate.slots.get("subject") for c in parse.conjuncts(t)]
    heads += [candidate.head, candidate.anchor]
    for head in heads:
        for clause in parse.children(head, "acl", "advcl", "relcl"):
            if clause.lemma in support.verbs and clause.tag == "VBN":
                for by in parse.children(clause, "agent", "prep"):
                    if by.lower == "by":
                        out += _parties(scene, parse.children(by, "pobj"))
        for preposition in parse.children(head, "prep"):
            for noun in parse.children(preposition, "pobj"):
                if noun.lemma in support.nouns and preposition.lower in support.prepositions:
                    out += _party_of(scene, noun, 0)
    return [msgspec.structs.replace(p, role="supporting") for p in _distinct(out)]


def _key(party: Party) -> tuple[object, ...]:
    if party.id is not None:
        return ("id", party.id)
    return (party.in_, party.start, party.end, party.text, party.code)


def _same_as_any(party: Party, others: Iterable[Party]) -> bool:
    return any(_key(party) == _key(o) for o in others)


def _distinct(parties: Iterable[Party]) -> list[Party]:
    out: dict[tuple[object, ...], Party] = {}
    for party in parties:
        out.setdefault(_key(party), party)
    return list(out.values())


def settle_host(sides: Sides, country: str | None) -> None:
    """Make the host of a meeting its recipient, where the place's country is one side's.

    PLOVER: with a known host the visitor is the actor and the host the recipient; a meeting on
    the ground of a third has all sides as actors.
    """
    if country is None or sides.recipients:
        return
    hosts = [p for p in sides.actors if p.country == country]
    visitors = [p for p in sides.actors if p.country != country]
    if hosts and visitors:
        sides.actors[:] = visitors
        sides.recipients[:] = hosts
