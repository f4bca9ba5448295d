"""The knowledge base's finds laid over a parse: which token heads what, and what qualifies it."""

from itertools import pairwise

import msgspec

from dragoman.ontology.actors import Actors
from dragoman.ontology.actors_records import Item
from dragoman.records import Parse, Token

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "nummod", "quantmod"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LONGEST_CLIMB = 12
"""Arcs from a modifier to its noun; real phrases have two or three."""


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """An item and its tokens: first, last (included) and the one that heads them."""

    item: Item
    first: int
    last: int
    head: int


class Overlay:
    """One passage's items by token."""

    def __init__(self, parse: Parse, actors: Actors) -> None:
        self.parse = parse
        self.actors = actors
        self.laid: list[Laid] = []
        self.at: dict[int, Laid] = {}
        for item in actors.lexicon.scan(parse.text):
            laid = _lay(parse, item)
            if laid is not None and not self._other_person(laid):
                self.laid.append(laid)
                self.at.update(dict.fromkeys(range(laid.first, laid.last + 1), laid))
        self._titled: dict[int, int] = self._titles()
        self.groups: dict[int, list[Laid]] = {}
        for laid in self.laid:
            self.groups.setdefault(self.top(parse.tokens[laid.head]).i, []).append(laid)

    def _titles(self) -> dict[int, int]:
        """Join a title to the known name after it, and a body to its role noun ("IS militants")."""
        out = {}
        for one, other in pairwise(self.laid):
            entry, role = other.item.sense.entry, one.item.sense.role
            if other.first != one.last + 1:
                continue
            named = role is not None and role.person and not one.item.sense.plural
            titled = named and entry is not None and entry.kind == "person"
            if titled or self._whose(one, other):
                out.update(dict.fromkeys(range(one.first, one.last + 1), other.head))
        return out

    def _whose(self, one: Laid, other: Laid) -> bool:
        """Whether a body stands right before a role noun that the parse didn't join to it."""
        noun = self.parse.tokens[other.head]
        return (
            one.item.sense.body
            and one.item.sponsor is None
            and other.item.sense.use == "head"
            and noun.tag in _NOUNS
            and noun.dep not in MODIFIERS
        )

    def title_before(self, first: int, head: Token) -> Laid | None:
        """Give the title that stands right before a known person's name."""
        return self.at[first - 1] if self._titled.get(first - 1) == head.i else None

    def _other_person(self, laid: Laid) -> bool:
        """Whether a name is only part of somebody else's ("Michael Jordan", "Ali Bashir")."""
        token, entry = self.parse.tokens[laid.first], laid.item.sense.entry
        if entry is None or laid.first != laid.last or token.ent != "PERSON":
            return False
        if entry.kind not in ("state", "person"):
            return False
        near = [
            self.parse.tokens[i] for i in (laid.first - 1, laid.first + 1) if self._same(i, token)
        ]
        return any(t.i not in self.at and t.tag == "NNP" for t in near)

    def _same(self, at: int, token: Token) -> bool:
        """Whether the token at a position belongs to the same personal name."""
        if not 0 <= at < len(self.parse.tokens):
            return False
        other = self.parse.tokens[at]
        later = max(other, token, key=lambda t: t.i)
        titled = other.lower.rstrip(".") in self.actors.phrases.titles
        return other.ent == "PERSON" and not later.ent_starts and not titled

    def top(self, token: Token) -> Token:
        """Climb from a modifier to the noun that its phrase is about.

        A conjunct of a modifier is a modifier too ("Egyptian and Iranian officials").
        """
        for _ in range(_LONGEST_CLIMB):
            up = self.parse.head(token)
            laid = self.at.get(token.i)
            if token.i in self._titled:
                token = self.parse.tokens[self._titled[token.i]]
                continue
            if (
                (laid is not None and laid.first <= up.i <= laid.last and up.i != token.i)
                or (
                    token.dep in MODIFIERS
                    and up.i != token.i
                    and up.tag in _NOUNS | {"JJ", "VBN", "CD"}
                )
                or (token.dep == "conj" and self._modifies(token))
            ):
                token = up
            else:
                return token
        return token

    def _modifies(self, token: Token) -> bool:
        first = self.parse.first_conjunct(token)
        if first.dep not in MODIFIERS:
            return False
        return token.i < self.parse.head(first).i


def _lay(parse: Parse, item: Item) -> Laid | None:
    tokens = parse.between(item.start, item.end)
    if not tokens:
        return None
    if tokens[0].tag == "DT" and len(tokens) > 1:
        tokens = tokens[1:]
    numbers = {t.i for t in tokens}
    outside = [t for t in tokens if t.head not in numbers or t.head == t.i]
    nouns = [t for t in outside if t.tag in _NOUNS] or outside
    head = (nouns or list(tokens))[-1]
    participle = head.tag == "VBN" and item.sense.use == "qualifier"
    verb = head.tag.startswith(("VB", "MD", "RB")) and not participle
    if verb and item.sense.role is not None:
        return None
    return Laid(item=item, first=tokens[0].i, last=tokens[-1].i, head=head.i)
