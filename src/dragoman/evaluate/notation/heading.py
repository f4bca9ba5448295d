"""The line before a marked sentence: type, status, and what has no words of its own to mark."""

import difflib
import re
from collections.abc import Collection, Iterator
from typing import get_args

import msgspec
from msgspec import UNSET, UnsetType

from dragoman.ontology.plover import load_plover
from dragoman.records.marks import MarkError
from dragoman.records.mention import EventType, Status

FIELDS = (
    *("about", "aggregate", "modes", "contexts", "cameo", "actors", "recipients", "place"),
    *("places", "time", "tolls", "said_by", "status"),
)
"""What may be left open or be missing for a reason."""
NONE = "none"
_LABEL = re.compile(r"e\d+")
_TURN = re.compile(r"\((\d+)\)")


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What a heading says; fields as in `GoldMention`. `about` is (type, status)."""

    type: EventType
    status: Status
    about: tuple[EventType, Status] | None = None
    in_title: bool = False
    aggregate: bool = False
    modes: tuple[str, ...] | UnsetType = UNSET
    contexts: tuple[str, ...] | UnsetType = UNSET
    cameo: str | UnsetType | None = UNSET
    missing: dict[str, str | None] = {}
    open: tuple[str, ...] = ()
    label: str | None = None
    part_of: str | None = None
    turn: int | None = None
    nth: int | None = None


def read_heading(written: str) -> Heading:
    """Read a heading; raises `MarkError` with what to write instead.

    >>> read_heading("REQUEST happened about RETREAT called_for e2").about
    ('RETREAT', 'called_for')
    """
    words = iter(written.split())
    found: dict[str, object] = {"type": _type(next(words, "")), "status": _status(words)}
    missing: dict[str, str | None] = {}
    for word in words:
        key, value = _entry(word, words, str(found["type"]))
        if key == "missing":
            missing |= _missing(value)
        elif key in found:
            raise MarkError(f"{key!r} stands twice in {written!r}")
        else:
            found[key] = value
    return msgspec.convert({**found, "missing": missing}, Heading)


def _missing(value: object) -> dict[str, str | None]:
    parts = [part.partition("=") for part in str(value).split(",")]
    return {known(field, FIELDS, "field"): reason or None for field, _, reason in parts}


def known(word: str, words: Collection[str], what: str) -> str:
    """Give a word back that is one of those allowed, or say which comes nearest."""
    if word in words:
        return word
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    hint = f"write {near[0]!r}" if near else f"there are: {', '.join(sorted(words))}"
    raise MarkError(f"no {what} {word!r}: {hint}")


def _type(word: str) -> str:
    return known(word, get_args(EventType), "event type")


def _status(words: Iterator[str]) -> str:
    return known(next(words, ""), get_args(Status), "status after the type")


def _entry(word: str, words: Iterator[str], type_: str) -> tuple[str, object]:
    key, colon, value = word.partition(":")
    if word == "about":
        return "about", (_type(next(words, "")), _status(words))
    if word == "in":
        known(next(words, ""), ("title",), "passage")
        return "in_title", True
    if word == "aggregate":
        return "aggregate", True
    if _LABEL.fullmatch(word):
        return "label", word
    if turn := _TURN.fullmatch(word):
        return "turn", int(turn[1])
    if colon and value:
        return _keyed(key, value, type_)
    raise MarkError(
        f"{word!r} in a heading means nothing; after type and status may stand: about TYPE status, "
        "in title, aggregate, e1, (2), mode:…, context:…, cameo:…, open:…, missing:…, part_of:e1, "
        "nth:2"
    )


def _keyed(key: str, value: str, type_: str) -> tuple[str, object]:
    plover = load_plover()
    several = tuple(value.split(","))
    match known(
        key, ("mode", "context", "cameo", "open", "missing", "part_of", "nth"), "heading entry"
    ):
        case "mode":
            allowed = [mode for its, mode in plover.modes if its == type_]
            return "modes", _each(several, allowed, f"mode of {type_}")
        case "context":
            return "contexts", _each(several, plover.contexts, "context")
        case "cameo":
            code = value if value == NONE else known(value, plover.codes, "CAMEO code")
            return "cameo", None if code == NONE else code
        case "open":
            return "open", _each(several, FIELDS, "field")
        case "nth" if not value.isdecimal() or value == "0":
            raise MarkError(f"nth:{value}: write a number from 1")
        case "nth":
            return "nth", int(value)
        case "part_of" if not _LABEL.fullmatch(value):
            raise MarkError(f"part_of:{value}: write the label of an event, such as part_of:e1")
    return key, value


def _each(words: tuple[str, ...], allowed: Collection[str], what: str) -> tuple[str, ...]:
    if words == (NONE,):
        return ()
    return tuple(known(word, allowed, what) for word in words)


def write_heading(heading: Heading) -> str:
    """Write a heading so that it reads back the same."""
    words: list[str] = [heading.type, heading.status]
    if heading.about is not None:
        words += ["about", *heading.about]
    words += ["in title"] * heading.in_title + ["aggregate"] * heading.aggregate
    for key, several in (("mode", heading.modes), ("context", heading.contexts)):
        if several is not UNSET:
            words.append(f"{key}:{','.join(several) or NONE}")
    if heading.cameo is not UNSET:
        words.append(f"cameo:{heading.cameo or NONE}")
    if heading.open:
        words.append(f"open:{','.join(heading.open)}")
    if heading.missing:
        given = (f"{f}={why}" if why else f for f, why in heading.missing.items())
        words.append(f"missing:{','.join(given)}")
    words += [f"part_of:{heading.part_of}"] if heading.part_of else []
    words += [heading.label] if heading.label else []
    words += [f"nth:{heading.nth}"] if heading.nth is not None else []
    words += [f"({heading.turn})"] if heading.turn is not None else []
    return " ".join(words)
