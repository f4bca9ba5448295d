"""Persons, organisations and places, and who fights or meets whom (re3d, Syria and Iraq).

A folder a source, with `documents.json`, `entities.json` and `relations.json`, one object a line.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.evaluate.align import align
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldSet
from dragoman.evaluate.offsets import Run, closeness, run_of, sentence_of, touches
from dragoman.evaluate.saying import said
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.evaluate.sets.re3d_marks import (
    NATION,
    PARTIES,
    PLACE,
    TIME,
    Document,
    Entity,
    read,
)
from dragoman.records import Mention, Reading

STRICT = {
    "FightingAgainst": frozenset({"ASSAULT"}),
    "CommWith": frozenset({"CONSULT"}),
    "Likes": frozenset({"SUPPORT"}),
    "Dislikes": frozenset({"ACCUSE", "REJECT"}),
}
"""The type of ours that says each relation."""
LENIENT = {
    "FightingAgainst": STRICT["FightingAgainst"] | {"COERCE", "MOBILIZE", "SANCTION", "THREATEN"},
    "CommWith": STRICT["CommWith"] | {"AGREE", "COOPERATE", "AID", "SUPPORT", "REQUEST"},
    "Likes": STRICT["Likes"] | {"AGREE", "COOPERATE", "AID"},
    "Dislikes": STRICT["Dislikes"] | {"REQUEST", "THREATEN", "SANCTION", "PROTEST"},
}
"""With what the readers' relations are wide enough to hold: "to degrade and defeat" without a
blow, "the agreement between", "advising and assisting"."""
_PRONOUN_WORDS = "he she they it we i you his her their its our him them us who which"
PRONOUNS = frozenset(_PRONOUN_WORDS.split(" "))
_ARTICLES = ("the ", "The ", "a ", "A ", "an ", "An ")


class _Layer(msgspec.Struct, frozen=True, kw_only=True):
    """What a layer of ours gave, and what of the gold it is held against."""

    field: str
    gold: tuple[Entity, ...]
    given: tuple[Run, ...]


def score(rows: Sequence[Document], answers: Answers) -> list[Scored]:
    """Score each document: its names by layer, and its relations."""
    scored = []
    for row in rows:
        answer = answers[row.articles[0].id]
        counts: dict[Key, float] = {}
        slips: list[Slip] = []
        for layer in _layers(row, answer.reading):
            more = _spotted(row, layer, answer.reading)
            counts.update(more.counts)
            slips += more.slips
        more = _relations(row, answer.mentions, answer.reading)
        counts |= _nationalities(row, answer.reading)
        counts.update(more.counts)
        scored.append(Scored(counts=counts, slips=(*slips, *more.slips)))
    return scored


def _layers(row: Document, reading: Reading | None) -> Iterator[_Layer]:
    taken = [each for each in row.entities if each.is_taken]
    for field, types in (
        ("party", PARTIES),
        ("place", {PLACE}),
        ("time", {TIME}),
    ):
        yield _Layer(
            field=field,
            gold=tuple({each.run: each for each in taken if each.type in types}.values()),
            given=tuple(dict.fromkeys(_given(reading, field))) if reading else (),
        )


def _nationalities(row: Document, reading: Reading | None) -> dict[Key, float]:
    """Count the nationalities that an adjective or a party of that country's name covers."""
    if reading is None:
        return {}
    adjectives = [run_of(each) for each in reading.places if each.use == "adjective"]
    ours = [*adjectives, *(run_of(each) for each in reading.parties if each.country)]
    found = [run for run in ours if run is not None]
    counts: dict[Key, float] = defaultdict(float)
    for gold in (each for each in row.entities if each.type == NATION):
        for key, count in verdict(
            "nationality found", "", is_right=touches(gold.run, found)
        ).items():
            counts[key] += count
    return dict(counts)


def _given(reading: Reading, field: str) -> Iterable[Run]:
    match field:
        case "party":
            speakers = [run_of(who) for found in reading.attributions for who in found.speakers]
            found = [*(run_of(each) for each in reading.parties), *speakers]
        case "place":
            found = [run_of(each) for each in reading.places if each.use != "adjective"]
        case _:
            found = [run_of(each) for each in reading.times]
    return (run for run in found if run is not None)


def _spotted(row: Document, layer: _Layer, reading: Reading | None) -> Scored:
    """Count the names of a layer; what lies on any other mark is not too many, leniently."""
    text = row.articles[0].text
    bare = {each.run: _without_article(each.run, text) for each in layer.gold}
    pairs = align(layer.gold, layer.given, lambda gold, run: closeness(bare[gold.run], run))
    others = [each.run for each in row.entities]
    extra = [run for run in pairs.extra if not touches(run, others)]
    exact = sum(run in (gold.run, bare[gold.run]) for gold, run in pairs.pairs)
    missed, paired = len(pairs.missed), len(pairs.pairs)
    name = layer.field
    counts = hits(f"{name} lenient", "", tp=paired, fp=len(extra), fn=missed)
    wrong = paired - exact + len(extra)
    counts |= hits(f"{name} strict", "", tp=exact, fp=wrong, fn=paired - exact + missed)
    if name == "party":
        counts |= _by_class([(gold, True) for gold, _ in pairs.pairs], pairs.missed)
    slips = [
        _slip(row, f"missed: {_class(gold)}", gold.run, reading=reading, expected=gold.value)
        for gold in pairs.missed
    ]
    slips += [
        _slip(row, f"extra: {name}", run, reading=reading, got=text[run.start : run.end])
        for run in extra
    ]
    return Scored(counts=counts, slips=tuple(slips))


def _without_article(run: Run, text: str) -> Run:
    """Leave out the gold's article, which our parties never hold."""
    for article in _ARTICLES:
        if text[run.start : run.end].startswith(article):
            return Run(run.start + len(article), run.end)
    return run


def _by_class(found: Iterable[tuple[Entity, bool]], missed: Iterable[Entity]) -> dict[Key, float]:
    counts: dict[Key, float] = defaultdict(float)
    for gold, is_found in [*found, *((gold, False) for gold in missed)]:
        for key, count in verdict("party found", _class(gold), is_right=is_found).items():
            counts[key] += count
    return dict(counts)


def _class(entity: Entity) -> str:
    return "pronoun" if entity.value.casefold() in PRONOUNS else entity.type


def _relations(row: Document, mentions: Sequence[Mention], reading: Reading | None) -> Scored:
    """Count pairs of marked entities that a relation holds between, in either direction."""
    counts: dict[Key, float] = {}
    slips: list[Slip] = []
    names = {each.run: each.value for each in row.entities if each.is_taken}
    for type_, types in STRICT.items():
        gold = {r.sides for r in row.relations if r.type == type_ and len(r.sides) > 1}
        strict = _pairs(mentions, types, names)
        lenient = _pairs(mentions, LENIENT[type_], names)
        right, wide = gold & strict.keys(), gold & lenient.keys()
        counts |= hits(
            "relation",
            type_,
            tp=len(right),
            fp=len(strict.keys() - gold),
            fn=len(gold) - len(right),
        )
        if gold:
            counts[Key("relation lenient", type_, "right")] = len(wide)
            counts[Key("relation lenient", type_, "asked")] = len(gold)
        slips += _missed(row, gold - wide, type_, mentions=mentions, reading=reading)
        for pair in sorted(strict.keys() - gold, key=sorted):
            got = said(strict[pair])
            slips.append(_slip(row, f"extra: {type_}", min(pair), reading=reading, got=got))
    return Scored(counts=counts, slips=tuple(slips))


def _pairs(
    mentions: Iterable[Mention], types: frozenset[str], names: Mapping[Run, str]
) -> dict[frozenset[Run], Mention]:
    """Give the pairs of marked entities that mentions of these types have as their sides."""
    found: dict[frozenset[Run], Mention] = {}
    for mention in mentions:
        if mention.type not in types:
            continue
        actors = [its for p in mention.actors if (its := _marked(run_of(p), names))]
        others = [its for p in mention.recipients if (its := _marked(run_of(p), names))]
        # A meeting has all its sides as actors.
        for one in actors:
            for other in (*others, *(actors if not mention.recipients else ())):
                if one != other:
                    found.setdefault(frozenset({one, other}), mention)
    return found


def _marked(run: Run | None, names: Iterable[Run]) -> Run | None:
    """Find the marked entity that a party's words are most of, None where they touch none."""
    if run is None:
        return None
    best = max(names, key=lambda name: closeness(run, name), default=None)
    return best if best is not None and closeness(run, best) > 0 else None


def _missed(
    row: Document,
    pairs: Iterable[frozenset[Run]],
    type_: str,
    *,
    mentions: Sequence[Mention],
    reading: Reading | None,
) -> Iterator[Slip]:
    """Tell a relation that no mention of the sentence bears from one with other sides."""
    text = row.articles[0].text
    for pair in sorted(pairs, key=sorted):
        first, last = sorted(pair)
        whole = Run(first.start, last.end)
        near = [m for m in mentions if touches(whole, _trigger(m))]
        types = {m.type for m in near}
        why = "no event" if not near else "other sides" if types & LENIENT[type_] else "other type"
        yield _slip(
            row,
            f"missed: {type_}, {why}",
            first,
            reading=reading,
            expected=" - ".join(text[run.start : run.end] for run in (first, last)),
            got="; ".join(said(m) for m in near) or "no event between them",
        )


def _trigger(mention: Mention) -> list[Run]:
    run = run_of(mention.trigger)
    return [run] if run else []


def _slip(
    row: Document,
    kind: str,
    run: Run,
    *,
    reading: Reading | None,
    expected: str = "nothing marked",
    got: str = "nothing",
) -> Slip:
    text = sentence_of(reading, row.articles[0].text, run)
    return Slip(kind=kind, where=row.where, text=text, expected=expected, got=got)


_P_R_F = ("precision", "recall", "f1")

gold = GoldSet(
    name="re3d",
    files=("re3d/*/documents.json", "re3d/*/entities.json", "re3d/*/relations.json"),
    read=read,
    score=score,
    needs_reading=True,
    wanted=(
        *(
            Wanted(metric=metric, field=f"{field} {how}")
            for field in ("party", "place", "time")
            for how in ("lenient", "strict")
            for metric in _P_R_F
        ),
        Wanted(metric="accuracy", field="party found", by_group=True),
        Wanted(metric="accuracy", field="nationality found"),
        *(Wanted(metric=metric, field="relation", by_group=True) for metric in _P_R_F),
        Wanted(metric="accuracy", field="relation lenient", by_group=True),
    ),
)
