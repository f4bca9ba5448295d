"""The cues of attribution and the kinds of speakers, read from their data files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, TypeVar

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml
from dragoman.records.party import Kind

CUES = "lexicons/attribution.yml"
SPEAKERS = "lexicons/speakers.yml"

T = TypeVar("T", bound=msgspec.Struct)

Stance = Literal["asserts", "denies", "doubts", "reports", "asks", "promises", "threatens"]
CueClass = Literal["speech", "thought", "wish"]
Takes = Literal["clause", "quote", "object", "infinitive", "after"]


class VerbCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One group of verbs that behave alike; the fields are explained in the data file."""

    class_: CueClass = msgspec.field(name="class")
    stance: Stance
    takes: frozenset[Takes]
    words: tuple[str, ...]
    prepositions: frozenset[str] = frozenset()


class NounCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One group of nouns that hold what somebody says."""

    stance: Stance
    words: tuple[str, ...]
    prepositions: frozenset[str] = frozenset()


class WordCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases before a source, or adverbs without one."""

    stance: Stance
    words: tuple[str, ...]


class AdjectiveCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adjectives that say what their subject holds: "confident that the truce holds"."""

    class_: CueClass = msgspec.field(name="class")
    stance: Stance
    words: tuple[str, ...]


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Marked sentences that must be read so, and plain ones that hold no attribution."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class _CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: str
    licence: str
    verbs: tuple[VerbCue, ...]
    nouns: tuple[NounCue, ...]
    adjectives: tuple[AdjectiveCue, ...]
    phrases: tuple[WordCue, ...]
    adverbs: tuple[WordCue, ...]
    silent: frozenset[str]
    labels: frozenset[str]
    examples: Examples


class Cues(msgspec.Struct, frozen=True):
    """Cues by word. A phrasal verb is keyed by both its words ("point out")."""

    verbs: Mapping[str, tuple[VerbCue, ...]]
    particles: Mapping[str, frozenset[str]]
    nouns: Mapping[str, NounCue]
    adjectives: Mapping[str, AdjectiveCue]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Stance], ...]]
    adverbs: Mapping[str, Stance]
    silent: frozenset[str]
    labels: frozenset[str]
    examples: Examples


class _SpeakerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: str
    licence: str
    sectors: dict[str, Kind]
    countries: dict[str, Kind]
    nouns: dict[Kind, tuple[str, ...]]
    people: frozenset[str]
    modifiers: dict[Kind, tuple[str, ...]]
    colourless: dict[str, Kind | None]
    papers: frozenset[str]
    unnamed: frozenset[str]
    unnamed_if_indefinite: frozenset[str]
    shared_heads: frozenset[str]


class SpeakerKinds(msgspec.Struct, frozen=True):
    """What a source's words say of the kind of speaker it is."""

    sectors: Mapping[str, Kind]
    countries: Mapping[str, Kind]
    nouns: Mapping[str, Kind]
    modifiers: Mapping[str, Kind]
    colourless: Mapping[str, Kind | None]
    papers: frozenset[str]
    unnamed: frozenset[str]
    unnamed_if_indefinite: frozenset[str]
    shared_heads: frozenset[str]
    speaking: frozenset[str]
    """Every noun that can be a source, whatever its kind."""


@cache
def cues() -> Cues:
    """Read the cues of attribution; a file that contradicts itself is a `DataFileError`."""
    file = _convert(CUES, _CueFile)
    verbs: dict[str, list[VerbCue]] = defaultdict(list)
    particles: dict[str, set[str]] = defaultdict(set)
    for group in file.verbs:
        if ("after" in group.takes) != bool(group.prepositions) and "object" not in group.takes:
            raise DataFileError(CUES, group.words[0], "'after' and prepositions belong together")
        for word in group.words:
            verbs[word].append(group)
            verb, _, particle = word.partition(" ")
            if particle:
                particles[verb].add(particle)
    return Cues(
        verbs={word: tuple(groups) for word, groups in verbs.items()},
        particles={verb: frozenset(found) for verb, found in particles.items()},
        nouns={word: group for group in file.nouns for word in group.words},
        adjectives={word: group for group in file.adjectives for word in group.words},
        phrases=_by_first_word(file.phrases),
        adverbs={word: group.stance for group in file.adverbs for word in group.words},
        silent=file.silent,
        labels=file.labels,
        examples=file.examples,
    )


@cache
def speaker_kinds() -> SpeakerKinds:
    """Read the kinds of speakers; a noun under two kinds is a `DataFileError`."""
    file = _convert(SPEAKERS, _SpeakerFile)
    nouns = _turned("nouns", file.nouns)
    return SpeakerKinds(
        sectors=file.sectors,
        countries=file.countries,
        nouns=nouns,
        modifiers=_turned("modifiers", file.modifiers),
        colourless=file.colourless,
        papers=file.papers,
        unnamed=file.unnamed,
        unnamed_if_indefinite=file.unnamed_if_indefinite,
        shared_heads=file.shared_heads,
        speaking=frozenset(nouns)
        | file.people
        | frozenset(file.colourless)
        | file.papers
        | file.unnamed
        | file.unnamed_if_indefinite,
    )


def _convert(name: str, shape: type[T]) -> T:
    try:
        return msgspec.convert(read_yaml(name), shape)
    except msgspec.ValidationError as wrong:
        raise DataFileError(name, "the whole file", str(wrong)) from wrong


def _by_first_word(
    groups: Iterable[WordCue],
) -> dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], Stance]]] = defaultdict(list)
    for group in groups:
        for phrase in group.words:
            words = tuple(phrase.split())
            out[words[0]].append((words, group.stance))
    longest = {word: sorted(found, key=lambda f: -len(f[0])) for word, found in out.items()}
    return {word: tuple(found) for word, found in longest.items()}


def _turned(section: str, by_kind: Mapping[Kind, Iterable[str]]) -> dict[str, Kind]:
    out: dict[str, Kind] = {}
    for kind, words in by_kind.items():
        for word in words:
            if out.get(word, kind) != kind:
                raise DataFileError(SPEAKERS, f"{section}: {word}", f"is {kind} and {out[word]}")
            out[word] = kind
    return out
