"""Light verbs: verbs that lend their subject to the noun that names the event."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml
from dragoman.ontology.patterns import VerbPattern, verb_pattern

_NAME = "lexicons/light_verbs.yml"


class LightVerb(msgspec.Struct, frozen=True, kw_only=True):
    """One light verb.

    `subject` says what its subject is to the noun: who acts ("launched an attack") or who suffers
    ("came under attack"). `effect` says what it makes of the event. `prepositions` are those that
    lead to the noun; without them the noun is its object. `intransitive` verbs have the noun as
    their subject ("fighting broke out").
    """

    pattern: VerbPattern
    subject: Literal["subject", "object"] = "subject"
    effect: str = "none"
    prepositions: tuple[str, ...] = ()
    intransitive: bool = False


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry as the file writes it."""

    verb: str
    subject: Literal["subject", "object"] = "subject"
    effect: Literal[
        "none",
        "continues",
        "begins",
        "ends",
        "prevents",
        "plans",
        "announces",
        "orders",
        "asks",
        "threatens",
        "denies",
    ] = "none"
    prepositions: tuple[str, ...] = ()
    intransitive: bool = False
    note: str | None = None
    examples: dict[str, tuple[str, ...]] = {}


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    sources: str
    licence: str
    verbs: tuple[_Entry, ...]


def light_weight(light: LightVerb) -> int:
    """How particular a light verb is, less for more."""
    return -len(light.pattern.rest)


@cache
def load_light_verbs() -> Mapping[str, tuple[LightVerb, ...]]:
    """Read the light verbs, by lemma."""
    try:
        file = msgspec.convert(read_yaml(_NAME), _File)
    except msgspec.ValidationError as wrong:
        raise DataFileError(_NAME, "shape", str(wrong)) from wrong
    out: dict[str, list[LightVerb]] = defaultdict(list)
    for entry in file.verbs:
        light = LightVerb(
            pattern=verb_pattern(entry.verb),
            subject=entry.subject,
            effect=entry.effect,
            prepositions=entry.prepositions,
            intransitive=entry.intransitive,
        )
        for lemma in light.pattern.head.lemmas:
            out[lemma].append(light)
    return {lemma: tuple(sorted(v, key=light_weight)) for lemma, v in out.items()}
