"""The knowledge base's finds laid over a parse: which token heads what, and what qualifies it."""

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
            if laid is not None:
                self.laid.append(laid)
                self.at.update(dict.fromkeys(range(laid.first, laid.last + 1), laid))
        self.groups: dict[int, list[Laid]] = {}
        for laid in self.laid:
            self.groups.setdefault(self.top(parse.tokens[laid.head]).i, []).append(laid)

    def top(self, token: Token) -> Token:
        """Climb from a modifier to the noun that its phrase is about.

        A conjunct of a modifier is a modifier too ("Egyptian and Iranian officials").
        """
        for _ in range(_LONGEST_CLIMB):
            up = self.parse.head(token)
            laid = self.at.get(token.i)
            if laid is not None and laid.first <= up.i <= laid.last and up.i != token.i:
                token = up
            elif (
                token.dep in MODIFIERS
                and up.i != token.i
                and up.tag in _NOUNS | {"JJ", "VBN", "CD"}
            ):
                token = up
            elif token.dep == "conj" and self._modifies(token):
                token = up
            else:
                return token
        return token

    def _modifies(self, token: Token) -> bool:
        first = self.parse.first_conjunct(token)
        if first.dep not in MODIFIERS:
            return False
        return token.i < self.parse.head(first).i

    def is_noun(self, laid: Laid) -> bool:
        """Whether the item's head is used as a noun."""
        return self.parse.tokens[laid.head].tag in _NOUNS


def _lay(parse: Parse, item: Item) -> Laid | None:
    tokens = parse.between(item.start, item.end)
    if not tokens:
        return None
    numbers = {t.i for t in tokens}
    outside = [t for t in tokens if t.head not in numbers or t.head == t.i]
    nouns = [t for t in outside if t.tag in _NOUNS] or outside
    head = (nouns or list(tokens))[-1]
    if head.tag.startswith(("VB", "MD", "RB")) and item.sense.role is not None:
        if not (head.tag == "VBN" and item.sense.use == "qualifier"):
            return None
    return Laid(item=item, first=tokens[0].i, last=tokens[-1].i, head=head.i)
