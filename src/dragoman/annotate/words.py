"""The words a text may consist of: each token's form and every lemma that the model may give it."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from spacy.language import Language

_PIECE = re.compile(r"[^\s-]+")
_MOST = 100_000
"""Forms remembered; then all are forgotten, so that memory does not grow with the run."""
_ENDINGS = ("s", "d", "ed", "ing")

_Rules = dict[int, list[tuple[str, str]]]
_Exceptions = dict[int, dict[str, list[str]]]


class _Ruled(msgspec.Struct, frozen=True):
    """What is asked of a pattern of the ruler here."""

    patterns: list[list[dict[str, object]]]
    attrs: dict[str, str]


class Lemmas:
    """Gives, without tagging, all lemmas that a form can get; never fewer than the model may give.

    The model's lemmatizer chooses by part of speech among its rules and exceptions, and its ruler
    sets some lemmas; here all of them are given. The stems are those that the event rules try
    where the lemmatizer missed one. `always` are lemmas that a word may get for the words around.
    """

    def __init__(self, nlp: "Language") -> None:
        tables = getattr(nlp.get_pipe("lemmatizer"), "lookups")  # noqa: B009 - no type of its own
        rules = msgspec.convert(dict(tables.get_table("lemma_rules")), _Rules)
        self._rules = sorted({rule for each in rules.values() for rule in each})
        exceptions = msgspec.convert(dict(tables.get_table("lemma_exc")), _Exceptions)
        self._exceptions = list(exceptions.values())
        ruler = getattr(nlp.get_pipe("attribute_ruler"), "patterns")  # noqa: B009
        self._ruled, always = _ruled(msgspec.convert(ruler, list[_Ruled]))
        self.always = frozenset(always)
        self._known: dict[str, frozenset[str]] = {}

    def __call__(self, form: str) -> frozenset[str]:
        """Give a form and its possible lemmas in lower case, and their pieces between hyphens."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = set(self._of(form.lower()))
            known = frozenset(found.union(*(_PIECE.findall(lemma) for lemma in found)))
            self._known[form] = known
        return known

    def _of(self, low: str) -> Iterator[str]:
        yield low
        yield from self._ruled.get(low, ())
        for old, new in self._rules:
            if low.endswith(old):
                yield low[: len(low) - len(old)] + new
        for exceptions in self._exceptions:
            yield from exceptions.get(low, ())
        for ending in _ENDINGS:
            yield low.removesuffix(ending)


def _ruled(patterns: Iterable[_Ruled]) -> tuple[dict[str, set[str]], set[str]]:
    """Give the lemmas that the ruler sets, by word, and those it may set whatever the word."""
    by_word: dict[str, set[str]] = {}
    always: set[str] = set()
    for pattern in patterns:
        lemma = pattern.attrs.get("LEMMA", "").lower()
        for tokens in pattern.patterns if lemma else ():
            words = _words(tokens[0].get("LOWER")) if len(tokens) == 1 else []
            always |= {lemma} if not words else set()
            for word in words:
                by_word.setdefault(word, set()).add(lemma)
    return by_word, always


def _words(lower: object) -> list[str]:
    if isinstance(lower, dict):
        return list(lower.get("IN", []))
    return [lower] if isinstance(lower, str) else []
