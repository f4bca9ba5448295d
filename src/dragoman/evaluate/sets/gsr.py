"""The gold records of PLOVER: actor, type and recipient of textbook sentences.

A sentence's events are paired with the mentions found in it by the words of their sides and
triggers. The type is not looked at in pairing, so that pairing cannot flatter it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.evaluate.align import Alignment, align
from dragoman.evaluate.figures import Wanted, count_of
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet, json_lines
from dragoman.evaluate.same_words import share_words
from dragoman.evaluate.saying import said
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.evaluate.sets.gsr_sides import COUNTRY, SIDES, GoldParty, Reader, is_party
from dragoman.ontology.plover import load_plover
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Mention

OLD_TYPES = {
    "DEMAND": "REQUEST",
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
}
"""Types of the older PLOVER by today's: its table of 2021 sends CAMEO 09 and 11 to ACCUSE."""
LENIENT = {
    ("AGREE", "CONCEDE"): "yielding that is still to come",
    ("RETREAT", "CONCEDE"): "retreats and truces that are announced, resignations, easing",
    ("CONCEDE", "RETREAT"): "releases, returns and surrenders",
    ("DISAPPROVE", "COERCE"): "arrests",
    ("DISAPPROVE", "SANCTION"): "convictions",
    ("DISAPPROVE", "REQUEST"): "rallying others against somebody",
    ("FIGHT", "COERCE"): "closed borders, captures without a fight",
    ("FIGHT", "SANCTION"): "expulsions",
    ("COERCE", "ASSAULT"): "abductions, human shields, destroyed property",
    ("SUPPORT", "CONCEDE"): "apologies",
}
"""(gold, ours) pairs that the older scheme codes otherwise than our codebook."""
PLANNED = frozenset({"COERCE", "SANCTION", "PROTEST", "MOBILIZE"})
"""Types that our codebook keeps, as planned, where the records have THREATEN."""

_EVENT_WORDS = re.compile(r"\(EVT: ?([^)}]*)")
_ACTOR, _RECIPIENT, _TRIGGER = 4, 2, 3
"""Weights of shared words in pairing: ours to choose; the actor tells two events apart best."""


class GoldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One record: the older type, the sides, and the sentence with its words marked."""

    text: str
    type: str
    actors: tuple[GoldParty, ...] | str | None
    recipients: tuple[GoldParty, ...] | str | None
    markup: str = ""
    where: str = ""

    def side(self, name: str) -> tuple[GoldParty, ...]:
        """Give the parties of a side; what is written there in words is none."""
        parties = getattr(self, name)
        return parties if isinstance(parties, tuple) else ()

    @property
    def today(self) -> str:
        """Give the type by its name of today."""
        return OLD_TYPES.get(self.type, self.type)


class GsrRow(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence with every event that the records give it."""

    text: str
    events: tuple[GoldEvent, ...]
    where: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the sentence as an article."""
        return (article_of_text(self.text),)


def read(paths: Sequence[Path]) -> list[GsrRow]:
    """Read the records by sentence; the same record twice counts once."""
    by_text: dict[str, dict[tuple[object, ...], GoldEvent]] = {}
    for path in paths:
        for where, event in json_lines(path, GoldEvent):
            if event.type not in OLD_TYPES and event.type not in load_plover().types:
                raise GoldError(path, _line(where), f"no type {event.type!r}")
            for party in (*event.side("actors"), *event.side("recipients")):
                if not is_party(party):
                    raise GoldError(path, _line(where), f"no code {party.code} {party.sector}")
            same = (event.today, event.side("actors"), event.side("recipients"))
            placed = msgspec.structs.replace(event, where=where)
            by_text.setdefault(event.text, {}).setdefault(same, placed)
    return [
        GsrRow(text=text, events=tuple(found.values()), where=next(iter(found.values())).where)
        for text, found in by_text.items()
    ]


def _line(where: str) -> int:
    return int(where.rsplit(":", 1)[1])


def score(rows: Sequence[GsrRow], answers: Answers) -> list[Scored]:
    """Score each sentence: its events, and what was given besides them."""
    return [_scored(row, answers[row.articles[0].id].mentions) for row in rows]


def paired(row: GsrRow, mentions: Sequence[Mention]) -> Alignment[GoldEvent, Mention]:
    """Pair a sentence's events with its mentions, of any status."""
    return align(row.events, mentions, _weight)


def _weight(event: GoldEvent, mention: Mention) -> float:
    """Weigh what a record and a mention share in words; a side may stand on the other side."""
    parties = [p.text for p in (*mention.actors, *mention.recipients)]
    trigger = " ".join(_EVENT_WORDS.findall(event.markup))
    has_actor = any(share_words(g.actor_text, p) for g in event.side("actors") for p in parties)
    has_other = any(share_words(g.actor_text, p) for g in event.side("recipients") for p in parties)
    has_trigger = share_words(trigger, mention.trigger.quote)
    return _ACTOR * has_actor + _RECIPIENT * has_other + _TRIGGER * has_trigger


def _scored(row: GsrRow, mentions: Sequence[Mention]) -> Scored:
    found = paired(row, mentions)
    counts = _Sum()
    slips: list[Slip] = []
    for event, mention in [*found.pairs, *((event, None) for event in found.missed)]:
        counts.add(_one(event, mention))
        counts.add(_any_of(event, mentions))
        slips += _slips(event, mention)
    types = {event.today for event in row.events}
    happened = [m for m in mentions if m.status == "happened"]
    for field, extra in (
        ("events", [m for m in happened if m in found.extra]),
        ("events of any status", found.extra),
        ("wrong types", [m for m in happened if m.type not in types]),
        ("wrong types of any status", [m for m in mentions if m.type not in types]),
    ):
        counts.add(count_of(field, "extra", len(extra)))
        counts.add(count_of(field, "sentences"))
    slips += [_extra_slip(row, m) for m in found.extra if m.status == "happened"]
    return Scored(counts=counts.of, slips=tuple(slips))


class _Sum:
    """Counts added up over the events of one sentence."""

    def __init__(self) -> None:
        self.of: dict[Key, float] = {}

    def add(self, counts: Mapping[Key, float]) -> None:
        for key, count in counts.items():
            self.of[key] = self.of.get(key, 0.0) + count


def _one(event: GoldEvent, mention: Mention | None) -> dict[Key, float]:
    """Count one record against the mention it was paired with, None where there is none."""
    counts = verdict("found", "", is_right=mention is not None)
    is_counted = mention is not None and mention.status == "happened"
    counts |= verdict("found as happened", "", is_right=is_counted)
    for name, reads in SIDES.items():
        is_right = mention is not None and _type_fits(event, mention, reads)
        counts |= _label(f"type {name}", event.today, mention, is_right=is_right)
        sides = _sides(event, mention, reads)
        for side, verdicts in sides.items():
            for part, fits in verdicts.items():
                counts |= verdict(f"{side} {part} {name}", "", is_right=fits)
        for part in ("country", "code"):
            fits = is_right and all(verdicts[part] for verdicts in sides.values())
            label = "triple" if part == "code" else "triple of countries"
            counts |= verdict(f"{label} {name}", "", is_right=fits)
    return counts


def _sides(event: GoldEvent, mention: Mention | None, reads: Reader) -> dict[str, dict[str, bool]]:
    if mention is None:
        none = {"country": False, "code": False}
        return {"actor": none, "recipient": none}
    gold = (event.side("actors"), event.side("recipients"))
    return reads.verdicts(gold, mention, event.today)


def _type_fits(event: GoldEvent, mention: Mention, reads: Reader) -> bool:
    if event.today == mention.type or not reads.is_lenient:
        return event.today == mention.type
    is_planned = mention.status in {"planned", "threatened"} and mention.type in PLANNED
    is_threat = event.today == "THREATEN" and is_planned
    return is_threat or (event.type, mention.type) in LENIENT


def _label(field: str, gold: str, mention: Mention | None, *, is_right: bool) -> dict[Key, float]:
    """Count a type: a wrong one is a miss of the gold's and an extra of the one given."""
    if is_right:
        return hits(field, gold, tp=1, fp=0, fn=0)
    missed = hits(field, gold, tp=0, fp=0, fn=1)
    return missed if mention is None else missed | hits(field, mention.type, tp=0, fp=1, fn=0)


def _any_of(event: GoldEvent, mentions: Sequence[Mention]) -> dict[Key, float]:
    """Count as the peers were: whether any event of the sentence has this much right."""
    reads = SIDES["lenient"]
    each = [(m.type == event.today, _sides(event, m, reads)) for m in mentions]
    tests: dict[str, Callable[[bool, dict[str, dict[str, bool]]], bool]] = {
        "any type": lambda has_type, _: has_type,
        "any actor country": lambda _, sides: sides["actor"][COUNTRY],
        "any two countries": lambda _, sides: all(s[COUNTRY] for s in sides.values()),
        "any triple of countries": lambda has_type, sides: (
            has_type and all(s[COUNTRY] for s in sides.values())
        ),
    }
    counts: dict[Key, float] = {}
    for field, test in tests.items():
        counts |= verdict(field, "", is_right=any(test(*one) for one in each))
    return counts


def _slips(event: GoldEvent, mention: Mention | None) -> Iterator[Slip]:
    """Name what is wrong, leniently read, in the one kind that would mend it."""
    if mention is None:
        yield _slip(event, f"missed: {event.today}", "none")
        return
    if not _type_fits(event, mention, SIDES["lenient"]):
        yield _slip(event, f"type: {event.today} read as {mention.type}", said(mention))
    for side, verdicts in _sides(event, mention, SIDES["lenient"]).items():
        if verdicts["code"]:
            continue
        gold = event.side(f"{side}s")
        ours = mention.actors if side == "actor" else mention.recipients
        if not ours:
            kind = f"{side}: none given"
        elif not gold:
            kind = f"{side}: given where the record has none"
        elif verdicts["country"]:
            kind = f"{side}: sector"
        else:
            is_other = not any(share_words(g.actor_text, o.text) for g in gold for o in ours)
            kind = f"{side}: " + ("other words" if is_other else "country")
        yield _slip(event, kind, said(mention))


def _slip(event: GoldEvent, kind: str, got: str) -> Slip:
    sides = (", ".join(g.said for g in event.side(s)) for s in ("actors", "recipients"))
    expected = f"{event.type}: {' -> '.join(side or 'nobody' for side in sides)}"
    return Slip(kind=kind, where=event.where, text=event.text, expected=expected, got=got)


def _extra_slip(row: GsrRow, mention: Mention) -> Slip:
    kind = f"extra: {mention.type}"
    return Slip(kind=kind, where=row.where, text=row.text, expected="no event", got=said(mention))


_ACCURATE = (
    "found",
    "found as happened",
    *(
        f"{what} {name}"
        for what in (
            *("actor country", "actor code", "recipient country", "recipient code"),
            *("triple of countries", "triple"),
        )
        for name in SIDES
    ),
    *("any type", "any actor country", "any two countries", "any triple of countries"),
)

gold = GoldSet(
    name="gsr",
    files=("event-type/plover_gsr*.jsonl",),
    read=read,
    score=score,
    wanted=(
        *(Wanted(metric="macro_f1", field=f"type {name}") for name in SIDES),
        *(Wanted(metric="f1", field=f"type {name}", by_group=True) for name in SIDES),
        *(Wanted(metric="accuracy", field=field) for field in _ACCURATE),
        Wanted(metric="extra_events", field="events"),
        Wanted(metric="extra_events", field="events of any status"),
        Wanted(metric="extra_events", field="wrong types"),
        Wanted(metric="extra_events", field="wrong types of any status"),
    ),
)
