"""What PLOVER and CAMEO say of types, modes and codes, read from data/ontology."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeVar, get_args

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_table, read_yaml
from dragoman.records.mention import EventType

TYPES = "ontology/types.yml"
MODES = "ontology/modes.csv"
CODES = "ontology/cameo.csv"
CONTEXTS = "ontology/contexts.yml"

Quad = Literal[1, 2, 3, 4]
T = TypeVar("T")


class EventTypeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What holds of every event of one type.

    `future` is the type that the same deed has while it is still to come, null where it keeps
    its own. `is_speech` is true where saying it is doing it. `general_codes` are the CAMEO codes
    that say no more than the type.
    """

    type: EventType
    meaning: str
    quad: Quad
    score: float
    is_speech: bool
    future: EventType | None
    requires_recipient: bool
    modes: tuple[str, ...]
    general_codes: tuple[str, ...]


class ModeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What holds of one mode of one type; `cameo` is the code that the mode alone implies."""

    mode: str
    score: float
    cameo: str | None
    meaning: str


class CodeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What holds of one CAMEO code; `type` is null for the codes that PLOVER leaves out."""

    code: str
    goldstein: float | None
    type: EventType | None
    mode: str | None
    label: str


class ContextFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A context's meaning and the other spellings in which other tools write it."""

    meaning: str
    spellings: tuple[str, ...] = ()


class Plover(msgspec.Struct, frozen=True, kw_only=True):
    """The read-only look-ups of types, modes, contexts and codes."""

    types: Mapping[EventType, EventTypeFacts]
    modes: Mapping[tuple[str, str], ModeFacts]
    codes: Mapping[str, CodeFacts]
    contexts: Mapping[str, ContextFacts]
    replaced: Mapping[tuple[str, str], str | None]
    options: Mapping[str, str]
    """Which way each contradiction of the manual was settled; reasons are in the file."""

    def quad(self, type_: EventType) -> Quad:
        """Give 1 to 4: verbal and material cooperation, verbal and material conflict."""
        return self.types[type_].quad

    def score(self, type_: EventType, modes: Iterable[str] = ()) -> float:
        """Give PLOVER's score, -10 to 10: that of the mode that lies furthest from zero.

        The manual scores a single mode; for several the option `several_modes` decides. Modes
        that the type does not have count for nothing, and without any the type's own score holds.
        """
        known = [self.modes[type_, m].score for m in modes if (type_, m) in self.modes]
        if not known or (len(known) > 1 and self.options["several_modes"] == "of_the_type"):
            return self.types[type_].score
        return max(known, key=lambda score: (abs(score), score))

    def mode_exists(self, type_: str, mode: str) -> bool:
        """Whether the type has this mode today; replaced modes do not count."""
        return (type_, mode) in self.modes

    def current_mode(self, type_: str, mode: str) -> str | None:
        """Give today's name of a mode that other tools write, null where nothing took its place.

        >>> load_plover().current_mode("ASSAULT", "assassinate")
        'targeted'
        """
        return mode if (type_, mode) in self.modes else self.replaced.get((type_, mode))

    def current_context(self, name: str) -> str | None:
        """Give the one spelling we write of a context, null for a name that is none.

        >>> load_plover().current_context("pro-democracy")
        'pro_democracy'
        """
        if name in self.contexts:
            return name
        return next((c for c, facts in self.contexts.items() if name in facts.spellings), None)

    def goldstein(self, cameo: str | None) -> float | None:
        """Give the Goldstein value, -10 to 10, by ICEWS; null where the code is none or has none.

        A code younger than the scale takes its parent's (option `code_without_goldstein`).

        >>> load_plover().goldstein("1952") == load_plover().goldstein("195")
        True
        """
        facts = self.codes.get(cameo or "")
        if facts is None:
            return None
        if facts.goldstein is None and self.options["code_without_goldstein"] == "of_the_parent":
            return self.goldstein(facts.code[:-1])
        return facts.goldstein

    def cameo(
        self, type_: EventType, modes: Iterable[str] = (), rule_code: str | None = None
    ) -> str | None:
        """Give the finest CAMEO code that rule and modes support.

        A mode refines a code that says no more than the type, or that the mode's code is a kind
        of; it never replaces another fine code. Of several modes the finest code counts, then
        the one whose score lies furthest from zero.
        """
        known = [self.modes[type_, m] for m in modes if (type_, m) in self.modes]
        finer = [
            (len(m.cameo), abs(m.score), m.cameo)
            for m in known
            if m.cameo is not None and self._refines(type_, m.cameo, rule_code)
        ]
        return max(finer)[2] if finer else rule_code

    def _refines(self, type_: EventType, fine: str, code: str | None) -> bool:
        if code is None or (fine != code and fine.startswith(code)):
            return True
        general = self.types[type_].general_codes
        return code in general and any(fine[:2] == g[:2] for g in general)


class _Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    choice: str
    values: dict[str, bool | int | float | str]
    reason: str


class _Chosen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    option: str


class _TypeEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    meaning: str
    quad: int | _Chosen
    score: float | _Chosen
    speech: bool
    requires_recipient: bool | _Chosen
    cameo: tuple[str, ...]
    future: str | _Chosen | None = None


class _TypesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: str
    licence: str
    options: dict[str, _Option]
    types: dict[EventType, _TypeEntry]


class _ContextsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sources: str
    licence: str
    contexts: dict[str, ContextFacts]


@cache
def load_plover() -> Plover:
    """Read and check the tables once; whatever they must not say is a `DataFileError`."""
    file = _convert(TYPES, read_yaml(TYPES), _TypesFile)
    codes = code_facts(read_table(CODES))
    modes, replaced = mode_facts(read_table(MODES), options=file.options, codes=codes)
    _check(file, codes)
    return Plover(
        types=MappingProxyType({t: _type_facts(t, file, modes) for t in file.types}),
        modes=MappingProxyType(modes),
        codes=MappingProxyType(codes),
        contexts=MappingProxyType(_convert(CONTEXTS, read_yaml(CONTEXTS), _ContextsFile).contexts),
        replaced=MappingProxyType(replaced),
        options=MappingProxyType({name: o.choice for name, o in file.options.items()}),
    )


def code_facts(rows: Iterable[Mapping[str, str]]) -> dict[str, CodeFacts]:
    """Read the rows of the CAMEO table; a code twice or with a strange type is refused."""
    codes: dict[str, CodeFacts] = {}
    for row in rows:
        code = row["code"]
        if code in codes or not code.isdecimal() or len(code) not in {2, 3, 4}:
            raise DataFileError(CODES, repr(code), "stands twice or is no code")
        empty_as_null = {name: cell or None for name, cell in row.items()}
        codes[code] = _convert(CODES, empty_as_null, CodeFacts)
    return codes


def mode_facts(
    rows: Iterable[Mapping[str, str]],
    *,
    options: Mapping[str, _Option],
    codes: Mapping[str, CodeFacts],
) -> tuple[dict[tuple[str, str], ModeFacts], dict[tuple[str, str], str | None]]:
    """Read the rows of the mode table into today's modes and what replaced the older ones."""
    modes: dict[tuple[str, str], ModeFacts] = {}
    replaced: dict[tuple[str, str], str | None] = {}
    for row in rows:
        key = row["type"], row["mode"]
        entry = "/".join(key)
        if key in modes or key in replaced or row["type"] not in get_args(EventType):
            raise DataFileError(MODES, entry, "stands twice or has no such type")
        if row["cameo"] and row["cameo"] not in codes:
            raise DataFileError(MODES, entry, f"{row['cameo']!r} is not in {CODES}")
        if row["replaced_by"]:
            replaced[key] = None if row["replaced_by"] == "-" else row["replaced_by"]
        else:
            modes[key] = _mode(row, options)
    for (type_, old), new in replaced.items():
        if new is not None and (type_, new) not in modes:
            raise DataFileError(MODES, f"{type_}/{old}", f"{new!r} is no mode of {type_}")
    return modes, replaced


def _mode(row: Mapping[str, str], options: Mapping[str, _Option]) -> ModeFacts:
    score: object = row["score"]
    if not score:
        option = options.get(f"{row['mode']}_score")
        score = option.values[option.choice] if option else None
    told = {
        "mode": row["mode"],
        "score": score,
        "cameo": row["cameo"] or None,
        "meaning": row["meaning"],
    }
    return _convert(MODES, told, ModeFacts)


def _type_facts(
    type_: EventType, file: _TypesFile, modes: Mapping[tuple[str, str], ModeFacts]
) -> EventTypeFacts:
    entry = file.types[type_]

    def chosen(value: object) -> object:
        if not isinstance(value, _Chosen):
            return value
        option = file.options.get(value.option)
        if option is None:
            raise DataFileError(TYPES, type_, f"no option is called {value.option!r}")
        return option.values[option.choice]

    told = {
        "type": type_,
        "meaning": entry.meaning,
        "quad": chosen(entry.quad),
        "score": chosen(entry.score),
        "is_speech": entry.speech,
        "future": chosen(entry.future),
        "requires_recipient": chosen(entry.requires_recipient),
        "modes": [mode for of, mode in modes if of == type_],
        "general_codes": entry.cameo,
    }
    return _convert(TYPES, told, EventTypeFacts)


def _check(file: _TypesFile, codes: Mapping[str, CodeFacts]) -> None:
    if lost := set(get_args(EventType)) - set(file.types):
        raise DataFileError(TYPES, "types", f"lacks {', '.join(sorted(lost))}")
    for name, option in file.options.items():
        if option.choice not in option.values:
            raise DataFileError(TYPES, name, f"{option.choice!r} is none of its values")
    for type_, entry in file.types.items():
        if strange := [code for code in entry.cameo if code not in codes]:
            raise DataFileError(TYPES, type_, f"{strange[0]!r} is not in {CODES}")


def _convert(file: str, raw: object, wanted: type[T]) -> T:
    try:
        return msgspec.convert(raw, wanted, strict=False)
    except msgspec.ValidationError as wrong:
        raise DataFileError(file, str(raw)[:60], str(wrong)) from wrong
