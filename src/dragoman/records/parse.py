"""Sentences, tokens and syntax of one passage, whichever parser made them."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

import msgspec

from dragoman.records.article import Article
from dragoman.records.span import Passage, Span


class Token(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One token. `i` and `head` count tokens of the passage; a root is its own head.

    `pos` is a Universal tag, `tag` the Penn tag, `dep` a ClearNLP label as spaCy's English
    models give them, `lemma` in lower case except for proper names, `ent` the entity label of
    the name the token is in, or "".
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    ent: str = ""
    ent_starts: bool = False

    @property
    def lower(self) -> str:
        """The token's text in lower case."""
        return self.text.lower()


class Sentence(NamedTuple):
    """First token and one past the last."""

    first: int
    last: int


class Parse:
    """The tokens of a title or a text, with the tree made easy to walk. Never changed once made.

    Token arguments and results are `Token`s; character offsets are code points of `text`.
    """

    def __init__(
        self,
        *,
        in_: Passage,
        text: str,
        tokens: tuple[Token, ...],
        sentences: tuple[Sentence, ...],
    ) -> None:
        self.in_ = in_
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        self._children: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                self._children[token.head].append(token)

    @cached_property
    def _sentence_of(self) -> list[int]:
        out = [0] * len(self.tokens)
        for n, (first, last) in enumerate(self.sentences):
            out[first:last] = [n] * (last - first)
        return out

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Give a token's dependents in text order, all of them or those with one of `deps`."""
        found = self._children[token.i]
        return [child for child in found if child.dep in deps] if deps else found

    def child(self, token: Token, *deps: str) -> Token | None:
        """Give the first dependent with one of `deps`."""
        return next((c for c in self._children[token.i] if c.dep in deps), None)

    def head(self, token: Token) -> Token:
        """Give what a token depends on; a root gives itself."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> list[Token]:
        """Give head, head's head and so on up to the root."""
        out = []
        while token.head != token.i:
            token = self.tokens[token.head]
            out.append(token)
        return out

    def subtree(self, token: Token) -> list[Token]:
        """Give a token and all it dominates, in text order."""
        out, todo = [], [token]
        while todo:
            here = todo.pop()
            out.append(here)
            todo.extend(self._children[here.i])
        return sorted(out, key=lambda t: t.i)

    def conjuncts(self, token: Token) -> list[Token]:
        """Give a token and those joined to it after it ("A, B and C" gives all three for A)."""
        out = [token]
        for here in out:
            out.extend(c for c in self._children[here.i] if c.dep == "conj")
        return out

    def first_conjunct(self, token: Token) -> Token:
        """Climb "conj" arcs to the first of a list, which carries the list's own role."""
        while token.dep == "conj" and token.head != token.i:
            token = self.tokens[token.head]
        return token

    def root_of(self, start: int, end: int) -> Token | None:
        """Give the token that heads the characters from `start` to `end`."""
        inside = self.between(start, end)
        numbers = {t.i for t in inside}
        return next((t for t in inside if t.head not in numbers or t.head == t.i), None)

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """Give the tokens that overlap the characters from `start` to `end`."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        if first < last and self.tokens[first].end <= start:
            first += 1
        return self.tokens[first:last]

    def sentence_number(self, token: Token) -> int:
        """Give the number, from 0, of the sentence that a token stands in."""
        return self._sentence_of[token.i]

    def sentence_tokens(self, number: int) -> tuple[Token, ...]:
        """Give the tokens of one sentence."""
        first, last = self.sentences[number]
        return self.tokens[first:last]

    def sentence_span(self, number: int) -> Span:
        """Give the characters of one sentence, without white space at either end."""
        tokens = [t for t in self.sentence_tokens(number) if not t.text.isspace()]
        tokens = tokens or list(self.sentence_tokens(number))
        return self.span(tokens[0].start, tokens[-1].end)

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of this passage."""
        return Span(start=start, end=end, quote=self.text[start:end], in_=self.in_)

    def span_of(self, first: Token, last: Token) -> Span:
        """Cut the span from one token to another, both included."""
        return self.span(first.start, last.end)


class Parsed:
    """An article with the parse of its title (where it has one) and of its text."""

    def __init__(self, article: Article, passages: tuple[Parse, ...]) -> None:
        self.article = article
        self.passages = passages

    def passage(self, in_: Passage) -> Parse:
        """Give the parse of the title or of the text."""
        return next(p for p in self.passages if p.in_ == in_)
