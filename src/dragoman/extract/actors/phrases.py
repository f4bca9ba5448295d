"""Finds the noun phrases of a passage that denote a party."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from dragoman.extract.actors.bounds import complement, first_of
from dragoman.extract.actors.found import Found
from dragoman.extract.actors.metonyms import metonyms
from dragoman.extract.actors.names import body, named_person, unknown_name
from dragoman.extract.actors.standing import stands
from dragoman.extract.actors.tokens import Laid, Overlay
from dragoman.extract.actors.where import Places
from dragoman.ontology.actors_compose import Phrase, compose
from dragoman.ontology.actors_records import BODIES, Item, Naming
from dragoman.records import Token

_NEAR = 6
"""Tokens between a title and the name beside it."""
_PLACING = ("in", "at", "across", "near", "inside", "around", "throughout", "from")


class Finder:
    """Reads one passage. `day` is the day that offices are looked up on."""

    def __init__(self, overlay: Overlay, places: Places, day: date | None) -> None:
        self.overlay = overlay
        self.parse = overlay.parse
        self.places = places
        self.day = day
        self.used: set[int] = set()
        self.hidden: list[Found] = []

    def find(self) -> list[Found]:
        """Give every party that is named or described, in text order."""
        found: dict[int, Found] = {}
        for top in sorted(self._tops()):
            if top in self.used:
                continue
            for party in self._phrase(self.parse.tokens[top]):
                found.setdefault(party.head, party)
        kept = [self._reheaded(f) for f in outermost(found.values())]
        return metonyms(self, kept)

    def surnames(self, names: frozenset[str], found: list[Found]) -> list[Found]:
        """Find the last names, standing alone, of persons whom the article names in full."""
        taken = {i for f in found for i in range(f.first, f.last + 1)}
        tokens, out = self.parse.tokens, list(found)
        for token in tokens:
            if token.tag != "NNP" or token.i in taken or token.i in self.overlay.at:
                continue
            if token.lower not in names or self._in_longer_name(token):
                continue
            naming = Naming(name=token.text, id=f"person:{token.lower}", person=True)
            out.append(Found(head=token.i, first=token.i, last=token.i, naming=naming, fresh=True))
        return sorted(out, key=lambda f: f.head)

    def _in_longer_name(self, token: Token) -> bool:
        near = self.parse.tokens[max(token.i - 1, 0) : token.i + 2]
        return any(t.i != token.i and t.tag == "NNP" for t in near)

    def _reheaded(self, party: Found) -> Found:
        """Make a party's head the token by which its words hang on the sentence."""
        tokens = self.parse.tokens[party.first : party.last + 1]
        outer = [t.i for t in tokens if not party.first <= t.head <= party.last or t.head == t.i]
        head = party.head if party.head in outer or not outer else outer[0]
        return msgspec.structs.replace(party, head=head)

    def _tops(self) -> set[int]:
        persons = {
            self.overlay.top(t).i
            for t in self.parse.tokens
            if t.ent in ("PERSON", "ORG") and t.ent_starts
        }
        return set(self.overlay.groups) | persons

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
        if laid.item.sense.state:
            yield from self._modifying(top, [x for x in group if x.item.sense.role])
            party = self.party(top, laid, [], after=group[-1].last if group else -1)
            if party is not None:
                yield party
            return
        pieces = self._coordinated(group)
        *early, last = pieces
        shared = [x for x in pieces[0] if x.item.sense.state]
        for piece in early:
            if _person(piece[-1]):
                yield from self._single(piece[-1], piece[:-1])
            else:
                yield from self._part(laid, piece)
        if early and not any(x.item.sense.state for x in last):
            last = [*shared, *last]
        party = self.party(top, laid, last, after=early[-1][-1].last if early else -1)
        if party is None and top.tag == "NNP" and top.ent == "ORG":
            party = body(self, top, [*group, laid])
        if party is not None:
            yield party
        elif laid.item.sense.role is not None and laid.item.sense.role.thing:
            yield from self._modifying(top, last)

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
        return _person(one) or one.item.sense.state == other.item.sense.state

    def party(
        self, top: Token, laid: Laid, before: Sequence[Laid], *, after: int = -1
    ) -> Found | None:
        """Read a phrase whose head is a known word."""
        if not stands(self, top, laid):
            return None
        speaks = ("of", "for") if top.lower.startswith("spokes") else ("of",)
        of = complement(self.parse, top, *speaks)
        owners = self._owners(of)
        naming = self.compose(
            laid.item,
            [x.item for x in before],
            after=[x.item for x in owners],
            place=None if self._possessed(top) else self._place(top, laid, of),
            former=self._former(top),
        )
        if naming is None:
            return None
        self._hide([*before, *owners], top)
        last = max(laid.last, top.i)
        if of is not None and laid.item.sense.role is not None and self._keeps_of(of, owners):
            last = max(last, of.i, *(x.last for x in owners))
            self.used.add(of.i)
        noun = laid.item.text.lower() if laid.item.sense.role else None
        first = first_of(self.overlay, top, after=after)
        party = Found(head=top.i, first=first, last=last, naming=naming, noun=noun)
        if naming.plural and of is not None and any(x.item.sense.state for x in owners):
            party = self._of_each(party, of)
        return named_by_apposition(self, top, party)

    def _of_each(self, party: Found, of: Token) -> Found:
        """Read "ministers of Greece, Cyprus and Egypt" as one party of each state."""
        others, last = [], party.last
        for token in self.parse.conjuncts(of):
            laid = self.overlay.at.get(token.i)
            entry = laid.item.sense.entry if laid is not None and laid.item.sense.state else None
            if token.i == of.i or entry is None or laid is None or laid.item.sponsor is not None:
                continue
            naming = msgspec.structs.replace(party.naming, country=entry.tenures[0].country)
            others.append(msgspec.structs.replace(party, naming=naming))
            self.used.add(token.i)
            last = max(last, laid.last)
        whole = [msgspec.structs.replace(o, last=last) for o in others]
        return msgspec.structs.replace(party, last=last, others=tuple(whole))

    def _owners(self, of: Token | None) -> list[Laid]:
        """Give what an "of" phrase holds, unless it is about something that is no party."""
        if of is None:
            return []
        group = self.overlay.groups.get(of.i, [])
        laid = self.overlay.at.get(of.i)
        if laid is None or laid.item.sense.role is None:
            return group
        before = [x.item for x in group if x is not laid]
        return group if self.compose(laid.item, before) is not None else []

    def _keeps_of(self, of: Token, owners: Sequence[Laid]) -> bool:
        return bool(owners) or self.places.at(of) is not None or of.tag in ("NNP", "NNPS")

    def _hide(self, owners: Sequence[Laid], top: Token) -> None:
        """Keep a person or body inside a party's words for later pronouns ("Hasina's army")."""
        for laid in owners:
            entry = laid.item.sense.entry
            if entry is None or entry.kind == "state" or laid.head == top.i:
                continue
            naming = self.compose(laid.item, ())
            if naming is not None and laid.item.sponsor is None:
                self.hidden.append(
                    Found(head=laid.head, first=laid.first, last=laid.last, naming=naming)
                )

    def _possessed(self, top: Token) -> bool:
        return any(c.tag == "PRP$" for c in self.parse.children(top, "poss"))

    def _place(self, top: Token, laid: Laid, of: Token | None) -> str | None:
        role = laid.item.sense.role
        if role is not None and role.country == "none" and not role.place:
            return None
        place = self.places.country(of) if of is not None else None
        if place is not None:
            return place
        for child in self.parse.children(top, "compound", "nmod", "poss", "amod"):
            if child.i not in self.overlay.at and (place := self.places.country(child)):
                return place
        if role is not None and role.role == "office holder":
            return None
        there = complement(self.parse, top, *_PLACING) or self._right_after(top)
        return self.places.country(there) if there is not None else None

    def _right_after(self, top: Token) -> Token | None:
        """Give the town right after a noun, whatever the parse hangs it on ("a judge in Ipoh")."""
        after = self.parse.tokens[top.i + 1 : top.i + 3]
        if len(after) < 2 or after[0].lower not in ("in", "from", "of"):  # noqa: PLR2004
            return None
        place = self.places.at(after[1])
        return after[1] if place is not None and place.precision != "country" else None

    def _former(self, top: Token) -> bool:
        former = self.overlay.actors.phrases.former
        start = max(top.i - 8, 0)
        near = [t.lower for t in self.parse.tokens[max(top.i - 2, 0) : top.i]]
        if (
            top.lower.startswith("ex-")
            or near[-1:] == ["ex-"]
            or near in (["ex", "-"], ["ex", "‑"])
        ):
            return True
        return any(
            t.lower.removesuffix("-") in former and self.overlay.top(t).i == top.i
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
            if top.tag.startswith("NNP") and laid.item.sense.use == "adjective":
                continue
            yield from self._single(laid, run[:-1])

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
            apart = run and laid.first != run[-1].last + 1
            if run and (apart or (run[-1].item.sense.can_head and not _of_family(run[-1], laid))):
                yield run
                run = []
            run.append(laid)
        if run:
            yield run


def _person(laid: Laid) -> bool:
    entry = laid.item.sense.entry
    return entry is not None and entry.kind == "person"


def _of_family(one: Laid, other: Laid) -> bool:
    """Whether one names a family ("the Assad family") or a state whose army follows."""
    return one.item.sense.state or other.item.text.lower() in ("family", "regime", "government")


def outermost(found: Iterable[Found]) -> list[Found]:
    """Drop what lies within another party's words."""
    kept: list[Found] = []
    for party in sorted(found, key=lambda f: (f.first, -f.last)):
        if not kept or party.head > kept[-1].last:
            kept.append(party)
    return kept


def named_by_apposition(finder: Finder, top: Token, party: Found) -> Found:
    """Join a title and the name beside it ("his Egyptian counterpart Badr Abdelatty")."""
    parse, overlay = finder.parse, finder.overlay
    for child in parse.children(top, "appos", "nmod"):
        laid = overlay.at.get(child.i)
        if child.i < top.i or child.i - party.last > _NEAR:
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
        sectors=name.sectors if _says_more(name) else role.sectors,
        via=name.via,
        office=name.office,
        person=True,
        open_country=role.open_country and name.country is None,
    )
    return msgspec.structs.replace(
        party, naming=naming, last=max(last, party.last), fresh=name.via != "known"
    )


def _says_more(name: Naming) -> bool:
    """Whether a known name's sectors are truer than those of the title beside it."""
    if name.via != "known":
        return False
    return name.country in BODIES or name.sectors not in ((), ("ELI",))
