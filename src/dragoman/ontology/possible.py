"""Which words a passage must have before any rule of the event lexicon can match in it.

A rule needs its verb or noun, the other words of its pattern, a word that it wants as subject or
object and a phrase that it wants near. All of these are looked for in one sentence, by form or by
lemma; so where a passage lacks the words of every rule, no sentence of it can name an event.
Parties, places and numbers are not asked for: only layers know them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from dragoman.ontology.lexicon import Lexicon, Rule, load_lexicon
from dragoman.ontology.patterns import COMPUTED, NounPattern, VerbPattern, Word

_PIECE = re.compile(r"[^\s-]+")

Need = frozenset[str]
"""Words of which a passage must have at least one."""


class Possible:
    """Says whether a passage can name an event, from nothing but the words it may consist of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes = lexicon.classes
        self._needs: dict[str, set[frozenset[Need]]] = defaultdict(set)
        for heads in (lexicon.verbs, lexicon.nouns):
            self._add(heads)
        self._heads = frozenset(self._needs)
        for ways in self._needs.values():
            # Where a way is open, one that needs still more opens nothing.
            ways -= {w for w in ways if any(other < w for other in ways)}

    def _add(self, heads: Mapping[str, tuple[tuple[VerbPattern | NounPattern, Rule], ...]]) -> None:
        for head, entries in heads.items():
            for pattern, rule in entries:
                self._needs[head].update(self._of(pattern, rule))

    def __call__(self, words: frozenset[str]) -> bool:
        """Whether a passage that has these forms and lemmas, and perhaps more, can."""
        return any(
            not any(map(words.isdisjoint, needs))
            for head in words & self._heads
            for needs in self._needs[head]
        )

    def _of(self, pattern: VerbPattern | NounPattern, rule: Rule) -> Iterable[frozenset[Need]]:
        """Give the ways in which a rule's words can all be there."""
        rest = pattern.rest if isinstance(pattern, VerbPattern) else pattern.before + pattern.after
        asked = [*rest, rule.object.wanted, rule.subject.wanted]
        needs = {self._need(word) for word in asked if word is not None}
        always = frozenset(need for need in needs if need is not None)
        if not rule.near:
            return [always]
        # The pieces of a phrase, since a hyphen may stand between tokens or within one.
        return [
            always | {frozenset([piece]) for piece in _PIECE.findall(phrase)}
            for phrase in rule.near
        ]

    def _need(self, word: Word) -> Need | None:
        """Give the words that fit, or None where something fits that is no word of its own."""
        if word.classes & COMPUTED:
            return None
        return word.lemmas.union(*(self._classes[name] for name in word.classes))


@cache
def possible() -> Possible:
    """Build the look-up of the lexicon once a process."""
    return Possible(load_lexicon())
