"""Finds the noun phrases of a passage that denote a party."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dragoman.extract.actors.bounds import complement, first_of
from dragoman.extract.actors.found import Found
from dragoman.extract.actors.names import named_person, unknown_name
from dragoman.extract.actors.standing import stands
from dragoman.extract.actors.tokens import MODIFIERS, Laid, Overlay
from dragoman.extract.actors.where import Places
from dragoman.ontology.actors_compose import Phrase, compose
from dragoman.ontology.actors_records import Item, Naming
from dragoman.records import Token

_PLACING = ("in", "at", "across", "near", "inside", "around", "throughout", "from")


class Finder:
    """Reads one passage. `day` is the day that offices are looked up on."""

    def __init__(self, overlay: Overlay, places: Places, day: date | None) -> None:
        self.overlay = overlay
        self.parse = overlay.parse
        self.places = places
        self.day = day
        self.used: set[int] = set()

    def find(self) -> list[Found]:
        """Give every party that is named or described, in text order."""
        found: dict[int, Found] = {}
        for top in sorted(self._tops()):
            if top in self.used:
                continue
            for party in self._phrase(self.parse.tokens[top]):
                found.setdefault(party.head, party)
        kept = [f for f in found.values() if not self._swallowed(f, found)]
        return sorted(kept, key=lambda f: f.head)

    def _tops(self) -> set[int]:
        persons = {
            self.overlay.top(t).i
            for t in self.parse.tokens
            if t.ent in ("PERSON", "ORG") and t.ent_starts
        }
        return set(self.overlay.groups) | persons

    def _swallowed(self, party: Found, found: dict[int, Found]) -> bool:
        return any(
            other is not party and other.first <= party.head <= other.last
            for other in _near(party, found)
        )

    def _phrase(self, top: Token) -> Iterator[Found]:
        laid = self.overlay.at.get(top.i)
        group = [
            x for x in self.overlay.groups.get(top.i, []) if x.head != top.i and x.last < top.i
        ]
        if laid is not None and (laid.item.sense.can_head or not group):
            yield from self._headed(top, laid, [x for x in group if x is not laid])
        elif (name := unknown_name(self.overlay, top)) is not None:
            party = named_person(self, top, group, name)
            if party is not None:
                yield party
        else:
            yield from self._modifying(top, group)

    def _headed(self, top: Token, laid: Laid, group: list[Laid]) -> Iterator[Found]:
        pieces = self._coordinated(group)
        *early, last = pieces
        shared = [x for x in pieces[0] if x.item.sense.state]
        for piece in early:
            yield from self._part(laid, piece)
        if early and not any(x.item.sense.state for x in last):
            last = [*shared, *last]
        party = self.party(top, laid, last, after=early[-1][-1].last if early else -1)
        if party is not None:
            yield party

    def _part(self, laid: Laid, piece: list[Laid]) -> Iterator[Found]:
        """Read one conjunct of a shared head: "Egyptian" of "Egyptian and Iranian officials"."""
        naming = self.compose(laid.item, [x.item for x in piece])
        if naming is not None:
            yield Found(
                head=piece[-1].head, first=piece[0].first, last=piece[-1].last, naming=naming
            )

    def _coordinated(self, group: list[Laid]) -> list[list[Laid]]:
        """Cut qualifiers at "and" and commas where both sides are of one kind."""
        pieces: list[list[Laid]] = [[]]
        for laid in group:
            if pieces[-1] and self._joined(pieces[-1][-1], laid):
                pieces.append([])
            pieces[-1].append(laid)
        return pieces

    def _joined(self, one: Laid, other: Laid) -> bool:
        between = self.parse.tokens[one.last + 1 : other.first]
        if not any(t.tag in ("CC", ",") or t.text == "/" for t in between):
            return False
        return one.item.sense.state == other.item.sense.state

    def party(
        self, top: Token, laid: Laid, before: Sequence[Laid], *, after: int = -1
    ) -> Found | None:
        """Read a phrase whose head is a known word."""
        if not stands(self, top, laid):
            return None
        of = complement(self.parse, top, "of")
        owners = self._owners(of)
        naming = self.compose(
            laid.item,
            [x.item for x in before],
            after=[x.item for x in owners],
            place=self._place(top, of),
            former=self._former(top),
        )
        if naming is None:
            return None
        last = max(laid.last, top.i)
        if of is not None and laid.item.sense.role is not None and self._keeps_of(of, owners):
            last = max(last, of.i, *(x.last for x in owners))
            self.used.add(of.i)
        noun = laid.item.text.lower() if laid.item.sense.role else None
        first = first_of(self.overlay, top, after=after)
        party = Found(head=top.i, first=first, last=last, naming=naming, noun=noun)
        return named_by_apposition(self, top, party)

    def _owners(self, of: Token | None) -> list[Laid]:
        if of is None:
            return []
        return self.overlay.groups.get(of.i, [])

    def _keeps_of(self, of: Token, owners: Sequence[Laid]) -> bool:
        return bool(owners) or self.places.at(of) is not None

    def _place(self, top: Token, of: Token | None) -> str | None:
        place = self.places.country(of) if of is not None else None
        if place is not None:
            return place
        there = complement(self.parse, top, *_PLACING)
        if there is not None and (place := self.places.country(there)) is not None:
            return place
        for child in self.parse.children(top, "compound", "nmod", "poss", "amod"):
            if child.i not in self.overlay.at and (place := self.places.country(child)):
                return place
        return None

    def _former(self, top: Token) -> bool:
        former = self.overlay.actors.phrases.former
        start = max(top.i - 8, 0)
        return any(
            t.lower in former and self.overlay.top(t).i == top.i
            for t in self.parse.tokens[start : top.i]
        )

    def compose(
        self,
        head: Item,
        before: Sequence[Item],
        *,
        after: Sequence[Item] = (),
        place: str | None = None,
        former: bool = False,
    ) -> Naming | None:
        """Ask the knowledge base what a head and its qualifiers come to."""
        return compose(
            Phrase(
                head=head,
                before=tuple(before),
                after=tuple(after),
                place=place,
                former=former,
                day=self.day,
            )
        )

    def _modifying(self, top: Token, group: list[Laid]) -> Iterator[Found]:
        """Read the parties that qualify a noun that is none: "army" of "the army offensive"."""
        for run in self._runs(group):
            laid = run[-1]
            if laid.item.sponsor is not None:
                continue
            before = [x for x in run[:-1] if x.item.sense.state or x.item.sense.body]
            yield from self._single(laid, before)

    def _single(self, laid: Laid, before: list[Laid]) -> Iterator[Found]:
        if not stands(self, self.parse.tokens[laid.head], laid):
            return
        naming = self.compose(laid.item, [x.item for x in before])
        if naming is not None:
            first = before[0].first if before else laid.first
            noun = laid.item.text.lower() if laid.item.sense.role else None
            yield Found(head=laid.head, first=first, last=laid.last, naming=naming, noun=noun)

    def _runs(self, group: list[Laid]) -> Iterator[list[Laid]]:
        """Group qualifiers that stand side by side and end in a noun ("Syrian army")."""
        run: list[Laid] = []
        for laid in group:
            if run and (laid.first != run[-1].last + 1 or run[-1].item.sense.can_head):
                yield run
                run = []
            run.append(laid)
        if run:
            yield run


def _near(party: Found, found: dict[int, Found]) -> Iterator[Found]:
    for distance in range(-20, 21):
        other = found.get(party.head + distance)
        if other is not None and distance:
            yield other


def named_by_apposition(finder: Finder, top: Token, party: Found) -> Found:
    """Join a title and the name beside it ("his Egyptian counterpart Badr Abdelatty")."""
    parse, overlay = finder.parse, finder.overlay
    for child in parse.children(top, "appos", "nmod"):
        laid = overlay.at.get(child.i)
        if child.i < top.i or child.i - party.last > 6:
            continue
        entry = laid.item.sense.entry if laid else None
        if entry is not None and entry.kind == "person" and laid is not None:
            finder.used.add(child.i)
            naming = finder.compose(laid.item, ())
            return _merged(party, naming, child.i) if naming else party
        name = unknown_name(overlay, child)
        if laid is None and name is not None and child.ent == "PERSON" and party.naming.person:
            finder.used.add(child.i)
            return _merged(party, named(name), child.i)
        if laid is not None and laid.item.sense.role and parse.tokens[top.i].tag.startswith("NNP"):
            finder.used.add(child.i)
    return party


def named(name: str) -> Naming:
    """Name a person whom only the article knows."""
    from dragoman.ontology.actors_tables import slug

    return Naming(name=name, id=f"person:{slug(name)}", person=True, via="role")


def _merged(party: Found, name: Naming, last: int) -> Found:
    role = party.naming
    naming = msgspec.structs.replace(
        role,
        name=name.name,
        id=name.id,
        country=name.country or role.country,
        sectors=name.sectors
        if name.via == "known" and name.sectors not in ((), ("ELI",))
        else role.sectors,
        via=name.via,
        person=True,
        open_country=role.open_country and name.country is None,
    )
    return msgspec.structs.replace(
        party, naming=naming, last=max(last, party.last), fresh=name.via != "known"
    )


MODIFIER_DEPS = MODIFIERS
