"""A party while it is being found: its tokens and what the knowledge base makes of them."""

import msgspec

from dragoman.ontology.actors_records import Naming
from dragoman.records import Parse, Span


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A party's head token, its first and last token (included), and its naming.

    `noun` is the role noun it was described with ("foreign minister"), by which a later "the
    minister" is known; `fresh` marks a person whom only the article names. `others` are parties
    that the same words denote as well ("both sides").
    """

    head: int
    first: int
    last: int
    naming: Naming
    noun: str | None = None
    fresh: bool = False
    antecedent: Span | None = None
    others: tuple["Found", ...] = ()

    def span(self, parse: Parse) -> Span:
        """Give its words."""
        return parse.span_of(parse.tokens[self.first], parse.tokens[self.last])
