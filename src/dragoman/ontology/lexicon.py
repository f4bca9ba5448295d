"""The event lexicon: which words name which type, and who is who in their syntax."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import folder, read_yaml
from dragoman.ontology.patterns import (
    COMPUTED,
    NounPattern,
    VerbPattern,
    Word,
    noun_pattern,
    verb_pattern,
)
from dragoman.records.mention import EventType, Status

FRAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "direct": (("subject",), ("object", "on", "against", "at")),
    "speech": (("subject",), ("object", "indirect", "to", "at", "against", "on", "asked")),
    "mutual": (("subject", "object", "with", "between", "of"), ()),
    "visit": (("subject",), ("object", "to", "in", "with")),
    "give": (("subject",), ("indirect", "to", "for", "object")),
    "leave": (("subject",), ("from", "object")),
    "victim": (("by",), ("subject", "of", "among")),
    "crowd": (("subject", "of"), ("against", "at")),
}
"""Each frame's slots for actors and for recipients (`docs/how-to/event-lexicon.md`)."""


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Heads that a slot must have, or must not have."""

    wanted: Word | None = None
    barred: Word | None = None


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A marked sentence with its status and, where it needs one, a publication date."""

    text: str
    status: Status = "happened"
    published: str | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the lexicon."""

    id: str
    type: EventType
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    frame: str
    object: Condition
    subject: Condition
    near: frozenset[str]
    near_not: frozenset[str]
    modes: tuple[str, ...]
    cameo: str | None
    passive_only: bool
    active_only: bool
    weak: bool
    about_only: bool
    status: Status | None
    yes: tuple[Example, ...]
    no: tuple[Example, ...]


class _Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry as the file writes it."""

    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    frame: str = "direct"
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    both: tuple[str, ...] | None = None
    object: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    subject_not: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_not: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    cameo: str | None = None
    passive_only: bool = False
    active_only: bool = False
    weak: bool = False
    about_only: bool = False
    status: Status | None = None
    note: str | None = None
    examples: dict[str, tuple[str | Example, ...]] = {}


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lexicon file."""

    type: EventType
    sources: str
    licence: str
    rules: tuple[_Entry, ...]


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """All rules by the lemma of their verb or noun, the most particular pattern first."""

    rules: tuple[Rule, ...]
    verbs: Mapping[str, tuple[tuple[VerbPattern, Rule], ...]]
    nouns: Mapping[str, tuple[tuple[NounPattern, Rule], ...]]
    classes: Mapping[str, frozenset[str]]


_USUAL: Mapping[str, str] = {
    "CONSULT": "mutual",
    "COOPERATE": "mutual",
    "AID": "give",
    "RETREAT": "leave",
    "PROTEST": "crowd",
    "SANCTION": "direct",
    "MOBILIZE": "direct",
    "COERCE": "direct",
    "ASSAULT": "direct",
}
"""The frame in which most rules of a type stand; the rest are acts of speech."""
READER = "reader"
"""The rule's name where the trained reader alone names the event."""


@cache
def rule_of_type(type_: str) -> Rule:
    """Give a rule without words of its own, for what the trained reader finds alone."""
    frame = _USUAL.get(type_, "speech")
    actor, recipient = FRAMES[frame]
    return Rule(
        id=READER,
        type=msgspec.convert(type_, EventType),
        actor=actor,
        recipient=recipient,
        frame=frame,
        object=Condition(),
        subject=Condition(),
        near=frozenset(),
        near_not=frozenset(),
        modes=(),
        cameo=None,
        passive_only=False,
        active_only=False,
        weak=False,
        about_only=False,
        status=None,
        yes=(),
        no=(),
    )


def _words(listed: tuple[str, ...]) -> Word | None:
    if not listed:
        return None
    return Word(
        lemmas=frozenset(w for w in listed if not w.startswith("<")),
        classes=frozenset(w.strip("<>") for w in listed if w.startswith("<")),
    )


def _examples(entry: _Entry, key: str) -> tuple[Example, ...]:
    listed = entry.examples.get(key, ())
    return tuple(e if isinstance(e, Example) else Example(text=e) for e in listed)


def _rule(entry: _Entry, type_: EventType) -> Rule:
    if entry.frame not in FRAMES:
        raise ValueError(f"no frame {entry.frame!r} (there are: {', '.join(FRAMES)})")
    actor, recipient = FRAMES[entry.frame]
    if entry.both is not None:
        actor, recipient = entry.both, ()
    return Rule(
        id=entry.id,
        type=type_,
        actor=actor if entry.actor is None else entry.actor,
        recipient=recipient if entry.recipient is None else entry.recipient,
        frame=entry.frame,
        object=Condition(wanted=_words(entry.object), barred=_words(entry.object_not)),
        subject=Condition(wanted=_words(entry.subject), barred=_words(entry.subject_not)),
        near=frozenset(entry.near),
        near_not=frozenset(entry.near_not),
        modes=entry.modes,
        cameo=entry.cameo,
        passive_only=entry.passive_only,
        active_only=entry.active_only,
        weak=entry.weak,
        about_only=entry.about_only,
        status=entry.status,
        yes=_examples(entry, "yes"),
        no=_examples(entry, "no"),
    )


def weight(entry: tuple[VerbPattern | NounPattern, Rule]) -> int:
    """How particular a rule is, less for more: pattern words count most, then conditions."""
    pattern, rule = entry
    words = len(pattern.rest) if isinstance(pattern, VerbPattern) else 0
    if isinstance(pattern, NounPattern):
        words = len(pattern.before) + len(pattern.after)
    if rule.about_only:
        return 1
    conditions = (rule.object.wanted, rule.subject.wanted, rule.near, rule.passive_only)
    return -(4 * words + 2 * sum(map(bool, conditions)) + bool(rule.active_only))


def _read(name: str) -> Iterator[tuple[_Entry, Rule]]:
    try:
        file = msgspec.convert(read_yaml(name), _File)
    except msgspec.ValidationError as wrong:
        raise DataFileError(name, "shape", str(wrong)) from wrong
    seen: set[str] = set()
    for entry in file.rules:
        if entry.id in seen:
            raise DataFileError(name, entry.id, "this id stands twice")
        seen.add(entry.id)
        try:
            yield entry, _rule(entry, file.type)
        except ValueError as wrong:
            raise DataFileError(name, entry.id, str(wrong)) from wrong


class _Classes(msgspec.Struct, frozen=True, kw_only=True):
    """The file of noun classes."""

    sources: str
    licence: str
    classes: dict[str, tuple[str, ...]]


def _classes() -> dict[str, frozenset[str]]:
    name = "lexicons/classes.yml"
    try:
        file = msgspec.convert(read_yaml(name), _Classes)
    except msgspec.ValidationError as wrong:
        raise DataFileError(name, "shape", str(wrong)) from wrong
    return {key: frozenset(words) for key, words in file.classes.items()}


def _check_classes(name: str, rule: Rule, words: Iterator[Word | None], known: set[str]) -> None:
    for word in words:
        for lack in sorted((word.classes if word else frozenset()) - known):
            raise DataFileError(name, rule.id, f"<{lack}> is not in lexicons/classes.yml")


@cache
def load_lexicon() -> Lexicon:
    """Read every file of `data/lexicons/events`; a broken entry is a `DataFileError`."""
    classes = _classes()
    known = {*classes, *COMPUTED}
    verbs: dict[str, list[tuple[VerbPattern, Rule]]] = defaultdict(list)
    nouns: dict[str, list[tuple[NounPattern, Rule]]] = defaultdict(list)
    rules = []
    for name in folder("lexicons/events"):
        for entry, rule in _read(name):
            rules.append(rule)
            try:
                v = [verb_pattern(w) for w in entry.verbs]
                n = [noun_pattern(w) for w in entry.nouns]
            except ValueError as wrong:
                raise DataFileError(name, entry.id, str(wrong)) from wrong
            conditions = (rule.object, rule.subject)
            used: list[Word | None] = [w for c in conditions for w in (c.wanted, c.barred)]
            for vp in v:
                used += vp.rest
                for lemma in vp.head.lemmas:
                    verbs[lemma].append((vp, rule))
            for np in n:
                used += [*np.before, *np.after]
                for lemma in np.head.lemmas:
                    nouns[lemma].append((np, rule))
            _check_classes(name, rule, iter(used), known)
    return Lexicon(
        rules=tuple(rules),
        verbs={k: tuple(sorted(v, key=weight)) for k, v in verbs.items()},
        nouns={k: tuple(sorted(v, key=weight)) for k, v in nouns.items()},
        classes=classes,
    )
