"""One passage with its layers laid on its tokens, as the coder looks at it."""

from functools import cached_property

from dragoman.extract.attribution import TELLING, holding, is_wish
from dragoman.records import Article, Parse, Party, Place, Reading, Time, Token, Toll
from dragoman.records.reading import Attribution

CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis"})
"""Dependencies that begin a clause of their own."""


class Scene:
    """A passage's parse and, for each token, the party, place or name it belongs to."""

    def __init__(self, parse: Parse, reading: Reading) -> None:
        self.parse = parse
        self.reading = reading
        self.article: Article = reading.article
        self.party_of: dict[int, Party] = {}
        self.party_heads: dict[int, Party] = {}
        self._by_words: dict[tuple[int, int], list[Party]] = {}
        self.place_of: dict[int, Place] = {}
        self.place_heads: dict[int, Place] = {}
        self.around: dict[int, list[Token]] = {}
        """What depends on each verb that was looked at; filled by `matching.dependents`."""
        for party in reading.parties:
            if party.in_ == parse.in_ and party.start is not None and party.end is not None:
                same = self._by_words.setdefault((party.start, party.end), [])
                same.append(party)
                if len(same) == 1:
                    self._lay(party, party.start, party.end)
        for place in reading.places:
            if place.in_ == parse.in_ and place.start is not None and place.end is not None:
                for token in parse.between(place.start, place.end):
                    self.place_of[token.i] = place
                root = parse.root_of(place.start, place.end)
                if root is not None:
                    self.place_heads[root.i] = place

    def _lay(self, party: Party, start: int, end: int) -> None:
        for token in self.parse.between(start, end):
            held = self.party_of.get(token.i)
            if held is None or _length(held) > end - start:
                self.party_of[token.i] = party
        root = self.parse.root_of(start, end)
        if root is not None:
            self.party_heads[root.i] = party

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The passage's time expressions."""
        return tuple(t for t in self.reading.times if t.in_ == self.parse.in_)

    @cached_property
    def tolls(self) -> tuple[Toll, ...]:
        """The passage's tolls."""
        return tuple(t for t in self.reading.tolls if t.in_ == self.parse.in_)

    @cached_property
    def cue_tokens(self) -> frozenset[int]:
        """Tokens that say "said", "according to" and the like."""
        return frozenset(
            token.i
            for attribution in self.reading.attributions
            for cue in attribution.cue
            if cue.in_ == self.parse.in_
            for token in self.parse.between(cue.start, cue.end)
        )

    def attributions_at(self, token: Token) -> tuple[Attribution, ...]:
        """Give the attributions whose content tells of a token, outermost first.

        What is asked for, promised, threatened or wished is not told as having happened.
        """
        over = holding(self.reading.attributions, token.start, token.end, in_=self.parse.in_)
        return tuple(a for a in over if a.stance in TELLING and not is_wish(a))

    def party(self, token: Token) -> Party | None:
        """Give the party that a token heads, or the smallest one that it stands in."""
        return self.party_heads.get(token.i) or self.party_of.get(token.i)

    def same_words(self, party: Party) -> tuple[Party, ...]:
        """Give all parties that a party's words denote: two for "both sides", else itself."""
        if party.start is None or party.end is None:
            return (party,)
        same = self._by_words.get((party.start, party.end), [])
        return tuple(same) if party in same else (party,)

    def is_mere_place(self, token: Token) -> bool:
        """Whether a token names a town or a region, which is somewhere and not somebody."""
        place = self.place_of.get(token.i)
        return place is not None and place.use == "literal" and place.precision != "country"


def _length(party: Party) -> int:
    return (party.end or 0) - (party.start or 0)
