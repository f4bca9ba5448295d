"""Which PLOVER contexts a passage's words put it into."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import msgspec
from ahocorasick_rs import AhoCorasick

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml
from dragoman.ontology.plover import load_plover

_NAME = "lexicons/contexts.yml"


class _Examples(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    yes: tuple[str, ...]
    no: tuple[str, ...]


class ContextCues(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cues of one context, the phrases that take them back, and contexts that rule it out."""

    cues: tuple[str, ...]
    examples: _Examples
    barred: tuple[str, ...] = msgspec.field(name="not", default=())
    unless: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    sources: str
    licence: str
    contexts: dict[str, ContextCues]


@cache
def load_context_cues() -> Mapping[str, ContextCues]:
    """Read and check the cues; a context that PLOVER lacks or a cue twice is a `DataFileError`."""
    return context_cues(read_yaml(_NAME))


def context_cues(raw: object) -> Mapping[str, ContextCues]:
    """Check what the file says."""
    try:
        contexts = msgspec.convert(raw, _File).contexts
    except msgspec.ValidationError as wrong:
        raise DataFileError(_NAME, "shape", str(wrong)) from wrong
    known = load_plover().contexts
    for name, entry in contexts.items():
        if strange := ({name, *entry.unless} - set(known)):
            raise DataFileError(_NAME, name, f"PLOVER has no context {min(strange)!r}")
        for cue in (*entry.cues, *entry.barred):
            if cue != cue.lower().strip() or not cue:
                raise DataFileError(_NAME, name, f"{cue!r} is not lower case")
        if len(set(entry.cues)) < len(entry.cues):
            raise DataFileError(_NAME, name, "a cue stands twice")
    if lost := set(known) - set(contexts):
        raise DataFileError(_NAME, "contexts", f"lacks {', '.join(sorted(lost))}")
    return contexts


def contexts_in(text: str) -> tuple[str, ...]:
    """Give the contexts whose cues stand in a text, in PLOVER's order; linear in its length.

    >>> contexts_in("Voters in Ghana went to polling stations.")
    ('election',)
    """
    return _reader()(text)


class _Cue(msgspec.Struct, frozen=True):
    words: str
    contexts: frozenset[str]
    barring: frozenset[str]


@cache
def _reader() -> Callable[[str], tuple[str, ...]]:
    return reader(load_context_cues())


def reader(contexts: Mapping[str, ContextCues]) -> Callable[[str], tuple[str, ...]]:
    """Build one automaton of all cues and give the function that reads with it."""
    cues = _by_words(contexts)
    automaton = AhoCorasick([cue.words for cue in cues])

    def read(text: str) -> tuple[str, ...]:
        lowered = text.lower()
        hits: list[tuple[int, int, _Cue]] = []
        for number, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True):
            if _is_whole(lowered, start, end):
                hits.append((start, end, cues[number]))
        found = set(_standing(hits))
        return tuple(
            name
            for name in load_plover().contexts
            if name in found and not found.intersection(contexts[name].unless)
        )

    return read


def _by_words(contexts: Mapping[str, ContextCues]) -> list[_Cue]:
    for_it: dict[str, set[str]] = {}
    against: dict[str, set[str]] = {}
    for name, entry in contexts.items():
        for cue in entry.cues:
            for_it.setdefault(cue, set()).add(name)
        for phrase in entry.barred:
            against.setdefault(phrase, set()).add(name)
    return [
        _Cue(words, frozenset(for_it.get(words, ())), frozenset(against.get(words, ())))
        for words in dict.fromkeys([*for_it, *against])
    ]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a match is whole words, perhaps with a plural -s."""
    if start and text[start - 1].isalnum():
        return False
    if text[end : end + 1] == "s":
        end += 1
    return not text[end : end + 1].isalnum()


def _standing(hits: list[tuple[int, int, _Cue]]) -> Iterator[str]:
    """Give the contexts of hits that no barring phrase of the same context covers."""
    bars = [(start, end, cue.barring) for start, end, cue in hits if cue.barring]
    for start, end, cue in hits:
        for name in cue.contexts:
            if not any(s <= start and end <= e and name in barred for s, e, barred in bars):
                yield name
