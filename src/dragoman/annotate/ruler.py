"""spaCy's attribute ruler with its answers remembered: the same result in a tenth of the time.

Nearly all of the model's patterns are of one token and ask for tag, word, dependency and being a
space. What they give is asked of the ruler's own matcher once for each such key; the few patterns
of several tokens are matched every time. As in the ruler, the later of two patterns wins.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc, Token

_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_SET = frozenset({"TAG", "POS", "MORPH", "LEMMA", "DEP"})


class _Pattern(msgspec.Struct, frozen=True):
    """What the ruler calls a pattern: alternatives, what they set, and on which of their tokens."""

    patterns: list[list[dict[str, object]]]
    attrs: dict[str, object]
    index: int

    @property
    def is_of_one_token(self) -> bool:
        """Whether every alternative is one token, asked for by what `_Key` holds."""
        return all(
            len(each) == 1 and set(each[0]) <= _ASKED and _lists(each[0].get("LOWER", ""))
            for each in self.patterns
        )

    @property
    def words(self) -> list[str]:
        """The words that a one-token pattern names, in lower case."""
        return [word for each in self.patterns for word in _listed(each[0].get("LOWER", []))]


_Key = tuple[int, int, int, bool]


def fast_ruler(nlp: "Language") -> "Callable[[Doc], Doc]":
    """Give what does the ruler's work on one document; the ruler itself where it is unlike ours."""
    from spacy.pipeline import AttributeRuler

    ruler = nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise TypeError("the model's attribute_ruler is of another kind")
    patterns = msgspec.convert(ruler.patterns, list[_Pattern])
    if all(set(pattern.attrs) <= _SET for pattern in patterns):
        return FastRuler(ruler, patterns)
    return ruler


class FastRuler:
    """Sets part of speech, morphology and exceptions of tokens that are tagged and parsed."""

    def __init__(self, ruler: "AttributeRuler", patterns: Sequence[_Pattern]) -> None:
        self._ruler = ruler
        self._give = _giver()
        single = {n: p for n, p in enumerate(patterns) if p.is_of_one_token}
        several = {n: p for n, p in enumerate(patterns) if not p.is_of_one_token}
        self._single = _matcher(ruler, single)
        self._several = _matcher(ruler, several)
        strings = ruler.vocab.strings
        self._named = frozenset(strings[word] for p in single.values() for word in p.words)
        self._known: dict[_Key, tuple[int, ...]] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """Set a document's attributes."""
        # All is matched before anything is set, since what is set may be asked for.
        found = [self._rules_of(token) for token in doc]
        for name, start, end in self._several(doc, allow_missing=True):
            rule = int(doc.vocab.strings[name])
            target = range(start, end)[self._ruler.indices[rule]]
            found[target] = tuple(sorted((*found[target], rule)))
        for token, rules in zip(doc, found, strict=True):
            for rule in rules:
                self._give(token, self._ruler.attrs[rule])
        return doc

    def _rules_of(self, token: "Token") -> tuple[int, ...]:
        """Give the one-token rules that match; a word that no pattern names is as any other."""
        word = token.lower if token.lower in self._named else 0
        key = (token.tag, word, token.dep, token.is_space)
        known = self._known.get(key)
        if known is None:
            alone = token.doc[token.i : token.i + 1]
            strings = token.vocab.strings
            matches = self._single(alone, allow_missing=True)
            known = tuple(sorted({int(strings[name]) for name, _, _ in matches}))
            self._known[key] = known
        return known


def _lists(lower: object) -> bool:
    return isinstance(lower, str) or (isinstance(lower, dict) and set(lower) == {"IN"})


def _listed(lower: object) -> list[str]:
    if isinstance(lower, dict):
        return list(lower["IN"])
    return [lower] if isinstance(lower, str) else []


def _matcher(ruler: "AttributeRuler", rules: Mapping[int, _Pattern]) -> "Matcher":
    from spacy.matcher import Matcher

    matcher = Matcher(ruler.vocab, validate=False)
    for rule, pattern in rules.items():
        matcher.add(str(rule), cast(list[list[dict[str, Any]]], pattern.patterns))
    return matcher


def _giver() -> "Callable[[Token, Mapping[int, int]], None]":
    from spacy.attrs import DEP, LEMMA, MORPH, POS, TAG
    from spacy.tokens import MorphAnalysis

    setters = {POS: "pos", LEMMA: "lemma", TAG: "tag", DEP: "dep"}

    def give(token: "Token", attributes: Mapping[int, int]) -> None:
        for name, value in attributes.items():
            if name == MORPH:
                token.morph = MorphAnalysis.from_id(token.vocab, value)
            else:
                setattr(token, setters[name], value)

    return give
