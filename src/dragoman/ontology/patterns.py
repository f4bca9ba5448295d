"""The pattern notation of the event lexicon: which words, beside which, name an event.

The notation is described for its writers in `docs/how-to/event-lexicon.md`.
"""

import re

import msgspec

_CLASS = re.compile(r"<([a-z_-]+)>")
_OPTION = r"(?:[a-z0-9.’'$-]+|<[a-z_-]+>)"
_WORD = re.compile(rf"{_OPTION}(?:\|{_OPTION})*!?")
PREPOSITIONS = frozenset(
    {"of", "to", "on", "against", "with", "from", "by", "for", "between", "at", "in", "into"}
    | {"over", "among", "under", "within", "near", "out", "off"}
)
COMPUTED = frozenset({"party", "place", "number"})
"""Classes that are read from the layers of the article and not from `classes.yml`."""


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """One position of a pattern: any of these lemmas or classes."""

    lemmas: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    adjacent: bool = False


class VerbPattern(msgspec.Struct, frozen=True, kw_only=True):
    """A verb, and what must stand among its dependents."""

    written: str
    head: Word
    rest: tuple[Word, ...] = ()


class NounPattern(msgspec.Struct, frozen=True, kw_only=True):
    """A noun, what must modify it, and the prepositional phrases that must follow."""

    written: str
    before: tuple[Word, ...] = ()
    head: Word
    after: tuple[Word, ...] = ()


def _word(written: str) -> Word:
    if not _WORD.fullmatch(written):
        raise ValueError(f"{written!r} is no pattern word")
    adjacent = written.endswith("!")
    options = written.rstrip("!").split("|")
    return Word(
        lemmas=frozenset(o for o in options if not o.startswith("<")),
        classes=frozenset(c for o in options for c in _CLASS.findall(o)),
        adjacent=adjacent,
    )


def verb_pattern(written: str) -> VerbPattern:
    """Read a verb pattern; raise `ValueError` where it is not one.

    >>> verb_pattern("step up offensive|attack").rest[1].lemmas == {"offensive", "attack"}
    True
    """
    words = [_word(w) for w in written.split()]
    if not words or not words[0].lemmas:
        raise ValueError(f"{written!r} has no verb")
    return VerbPattern(written=written, head=words[0], rest=tuple(words[1:]))


def noun_pattern(written: str) -> NounPattern:
    """Read a noun pattern; the head is the word before the first preposition, else the last.

    >>> noun_pattern("troop withdrawal from <place>").head.lemmas
    frozenset({'withdrawal'})
    """
    words = [_word(w) for w in written.split()]
    if not words:
        raise ValueError("an empty pattern")
    first = next((n for n, w in enumerate(words) if n and w.lemmas & PREPOSITIONS), len(words))
    head = words[first - 1]
    if not head.lemmas:
        raise ValueError(f"{written!r} has no noun")
    return NounPattern(
        written=written, before=tuple(words[: first - 1]), head=head, after=tuple(words[first:])
    )
