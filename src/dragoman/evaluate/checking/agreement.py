"""How far two codings of the same texts agree, field by field, and where they part."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import UNSET

from dragoman.evaluate.align import align
from dragoman.evaluate.notation import GoldFile, GoldMention, GoldText, Passages, write_mention
from dragoman.evaluate.notation.gold import GoldParty
from dragoman.records import Span

TRIGGER, TYPE, SIDES = 4.0, 2.0, 0.5
"""Weights of what a pair of mentions shares: the words that name the event tell most."""
NO_MENTION = "no mention"
Value = object
_OPEN = object()
"""Stands for a value that a coder left open: it is compared with nothing."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One field: how many were compared, how many were equal, and Cohen's kappa where it is told.

    `compared` are pairs in which at least one coder filled the field.
    """

    field: str
    compared: int
    equal: int
    kappa: float | None = None


class Difference(NamedTuple):
    """What the two said of one field of one text."""

    where: str
    text: str
    field: str
    one: str
    other: str


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of the table, the differences, and the texts that only one coded."""

    texts: int
    alone: int
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]


def agreement(one: Iterable[GoldFile], other: Iterable[GoldFile]) -> Agreement:
    """Compare two codings; texts are matched by their words."""
    ours, theirs = _by_words(one), _by_words(other)
    both = [key for key in ours if key in theirs]
    pairs = [_paired(ours[key], theirs[key]) for key in both]
    mentions = [(text, pair) for text, found in pairs for pair in found]
    full = [(text, a, b) for text, (a, b) in mentions if a is not None and b is not None]
    lines = [_events(ours[key], theirs[key]) for key in both]
    return Agreement(
        texts=len(both),
        alone=len(ours) + len(theirs) - 2 * len(both),
        lines=(
            _labels("event or none", lines),
            _found(mentions),
            _labels("type, with mentions of one coder only", _types(mentions)),
            *(_field(name, full) for name in _FIELDS),
        ),
        differences=tuple(_differences(mentions)),
    )


def _by_words(files: Iterable[GoldFile]) -> dict[tuple[str, str], GoldText]:
    texts = (text for file in files for text in (*file.sentences, *file.articles))
    return {(" ".join(t.text.split()), " ".join((t.title or "").split())): t for t in texts}


Pair = tuple[GoldMention | None, GoldMention | None]


def _paired(one: GoldText, other: GoldText) -> tuple[GoldText, list[Pair]]:
    found = align(one.mentions, other.mentions, _weight)
    pairs: list[Pair] = [*found.pairs]
    pairs += [(mention, None) for mention in found.missed]
    pairs += [(None, mention) for mention in found.extra]
    return one, pairs


def _weight(one: GoldMention, other: GoldMention) -> float:
    if not _meet(one.evidence, other.evidence):
        return 0.0
    has_trigger = any(_meet(a, b) for a in one.trigger for b in other.trigger)
    is_type = one.type == other.type
    if not (has_trigger or is_type):
        return 0.0
    shared = _sides(one.actors) == _sides(other.actors)
    return TRIGGER * has_trigger + TYPE * is_type + SIDES * shared


def _meet(one: Span, other: Span) -> bool:
    return one.in_ == other.in_ and one.start < other.end and other.start < one.end


def _sides(parties: Sequence[GoldParty]) -> Value:
    if any(party.code is UNSET for party in parties):
        return _OPEN
    return tuple(sorted((party.role, _code(party.code)) for party in parties))


def _code(code: object) -> str:
    country, sectors = code if isinstance(code, tuple) else (None, ())
    return f"{country or '---'}{'+'.join(sorted(sectors))}"


def _place(mention: GoldMention) -> Value:
    if mention.place is None:
        return ()
    of = mention.place
    if of.country is UNSET:
        return _OPEN
    name = of.name.casefold() if isinstance(of.name, str) else None
    return (of.country or "---", name or "")


def _time(mention: GoldMention) -> Value:
    if mention.time is None:
        return ()
    return _OPEN if mention.time.days is UNSET else tuple(map(str, mention.time.days))


def _tolls(mention: GoldMention) -> Value:
    if any(toll.figure is UNSET for toll in mention.tolls):
        return _OPEN
    return tuple(sorted((toll.kind, str(tuple(toll.figure or ()))) for toll in mention.tolls))


def _speakers(mention: GoldMention) -> Value:
    return tuple(
        (_code(s.code) if s.code is not UNSET else "", str(s.stance or ""), str(s.kind or ""))
        for s in mention.said_by
    )


def _words_of_speakers(mention: GoldMention) -> Value:
    return tuple((s.span.start, s.span.end) for s in mention.said_by if s.span is not None)


_FIELDS: Mapping[str, Callable[[GoldMention], Value]] = {
    "type": lambda m: m.type,
    "status": lambda m: m.status,
    "actor code": lambda m: _sides(m.actors),
    "recipient code": lambda m: _sides(m.recipients),
    "place": _place,
    "time": _time,
    "toll": _tolls,
    "speaker": _speakers,
    "speaker words": _words_of_speakers,
    "about": lambda m: () if m.about is None else (m.about.type, m.about.status),
    "modes": lambda m: _OPEN if m.modes is UNSET else tuple(sorted(m.modes)),
    "aggregate": lambda m: "aggregate" if m.aggregate else "single",
}
_WITH_KAPPA = ("type", "status", "aggregate")
_OPENED = {"actor code": "actors", "recipient code": "recipients", "toll": "tolls"} | {
    "speaker": "said_by",
    "speaker words": "said_by",
}


def _values(name: str, one: GoldMention, other: GoldMention) -> tuple[Value, Value] | None:
    """Give both values of a field; None where one is open or neither is filled."""
    field = _OPENED.get(name, name)
    value = _FIELDS[name]
    pair = (value(one), value(other))
    is_open = field in one.open or field in other.open or _OPEN in pair
    return None if is_open or pair == ((), ()) else pair


def _field(name: str, pairs: Sequence[tuple[GoldText, GoldMention, GoldMention]]) -> Line:
    found = [both for _, a, b in pairs if (both := _values(name, a, b)) is not None]
    if name in _WITH_KAPPA:
        return _labels(name, [(str(a), str(b)) for a, b in found])
    return Line(field=name, compared=len(found), equal=sum(a == b for a, b in found))


def _events(one: GoldText, other: GoldText) -> tuple[str, str]:
    return ("event" if one.mentions else "none", "event" if other.mentions else "none")


def _types(mentions: Iterable[tuple[GoldText, Pair]]) -> list[tuple[str, str]]:
    return [
        (a.type if a is not None else NO_MENTION, b.type if b is not None else NO_MENTION)
        for _, (a, b) in mentions
    ]


def _found(mentions: Sequence[tuple[GoldText, Pair]]) -> Line:
    both = sum(None not in pair for _, pair in mentions)
    return Line(field="mentions that both found", compared=len(mentions), equal=both)


def _labels(field: str, pairs: Sequence[tuple[str, str]]) -> Line:
    equal = sum(a == b for a, b in pairs)
    return Line(field=field, compared=len(pairs), equal=equal, kappa=kappa(pairs))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa; None where nothing is compared or both always say the same one thing.

    >>> kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    if not pairs:
        return None
    ours, theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ours[label] * theirs[label] for label in ours) / len(pairs) ** 2
    if chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance)


def _differences(mentions: Iterable[tuple[GoldText, Pair]]) -> Iterator[Difference]:
    for text, (a, b) in mentions:
        if a is None or b is None:
            said = [NO_MENTION if m is None else _said(m, text) for m in (a, b)]
            yield Difference(text.where, text.text, "mention", *said)
            continue
        for name in _FIELDS:
            both = _values(name, a, b)
            if both is not None and both[0] != both[1]:
                yield Difference(text.where, text.text, name, str(both[0]), str(both[1]))


def _said(mention: GoldMention, text: GoldText) -> str:
    return write_mention(mention, Passages(text=text.text, title=text.title))[0]


def table(found: Agreement) -> str:
    """Write the agreement as a markdown table."""
    lines = ["| field | compared | equal | share | kappa |", "| --- | ---: | ---: | ---: | ---: |"]
    for line in found.lines:
        share = f"{line.equal / line.compared:.2f}" if line.compared else ""
        chance = "" if line.kappa is None else f"{line.kappa:.2f}"
        lines.append(f"| {line.field} | {line.compared} | {line.equal} | {share} | {chance} |")
    return "\n".join(lines)
