"""Our own corpus: every field of sentences and whole articles in the corpus notation.

Any folder in that notation can be measured so: `gold_of_folder`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from dragoman.consolidate import consolidate
from dragoman.evaluate.align import Alignment, align
from dragoman.evaluate.clusters import b_cubed, clusters_of
from dragoman.evaluate.fields import compare, overlap, triple_fits
from dragoman.evaluate.figures import Wanted, count_of
from dragoman.evaluate.goldset import Answers, GoldSet
from dragoman.evaluate.notation import (
    GoldFile,
    GoldMention,
    GoldText,
    read_file,
    write_mention,
)
from dragoman.evaluate.notation.mention import Passages
from dragoman.evaluate.pages import from_page
from dragoman.evaluate.parts import HIDDEN, PARTS, Part, is_split, split_of
from dragoman.evaluate.saying import said
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.records import Mention, Span

TRIGGER, TYPE, SIDE = 4.0, 2.0, 1.0
"""Weights of what a pair shares: ours to choose; the words that name the event tell most."""
FIELDS = (
    *("actor", "actor words", "recipient", "recipient words", "place", "place exact", "places"),
    *("time", "toll", "toll exact", "speaker", "speaker exact", "about", "aggregate"),
    *("modes", "contexts", "cameo"),
)
_LOOSE = frozenset({"actor words", "recipient words", "places"})
"""Fields that others hold in a stricter or surer way: no errors are told of them."""


def read(paths: Sequence[Path]) -> list[GoldText]:
    """Read every sentence and article; reports of stories are articles too."""
    return [
        from_page(msgspec.structs.replace(text, part=part_of(file, text)))
        for file in map(read_file, paths)
        for text in (*file.sentences, *file.articles)
    ]


def part_of(file: GoldFile, text: GoldText) -> Part | None:
    """Give a text's part: reports go with their story; a folder that is not ours is not split."""
    if not is_split(file.path):
        return None
    if file.story is not None:
        return split_of(file.story.name)
    return split_of(text.name if text.kind == "article" and text.name else text.text)


def read_part(part: Part, paths: Sequence[Path]) -> list[GoldText]:
    """Read only what belongs to one part."""
    return [text for text in read(paths) if text.part == part]


def score(rows: Sequence[GoldText], answers: Answers) -> list[Scored]:
    """Score each sentence and article."""
    return [_scored(row, answers[row.article.id].mentions) for row in rows]


Pairs = Alignment[GoldMention, Mention]


def paired(row: GoldText, mentions: Sequence[Mention]) -> Pairs:
    """Pair the gold's mentions with those given in the same passage."""
    return align(row.mentions, mentions, weight)


def weight(gold: GoldMention, given: Mention) -> float:
    """Weigh what two share; 0 without a trigger in common or the same type in one sentence."""
    if not any(_meet(gold.evidence, each) for each in given.evidence):
        return 0.0
    has_trigger = any(_meet(piece, given.trigger) for piece in gold.trigger)
    is_type = gold.type == given.type
    if not (has_trigger or is_type):
        return 0.0
    sides = ((gold.actors, given.actors), (gold.recipients, given.recipients))
    shared = sum(any(overlap(g.span, p) for g in gs for p in ps) for gs, ps in sides)
    return TRIGGER * has_trigger + TYPE * is_type + SIDE * shared


def _meet(one: Span, other: Span) -> bool:
    return one.in_ == other.in_ and one.start < other.end and other.start < one.end


def _scored(row: GoldText, mentions: Sequence[Mention]) -> Scored:
    pairs = paired(row, mentions)
    partners: list[tuple[GoldMention | None, Mention | None]] = [*pairs.pairs]
    partners += [(gold, None) for gold in pairs.missed] + [(None, m) for m in pairs.extra]
    partners += [(gold, None) for gold in row.lost]
    counts: Counter[Key] = Counter(_whole(row, mentions, pairs))
    slips: list[Slip] = []
    for gold, given in partners:
        counts.update(_mention_counts(gold, given))
        slips += _slips(row, gold, given)
    return Scored(counts=counts, slips=() if row.part == HIDDEN else tuple(slips))


def _whole(row: GoldText, mentions: Sequence[Mention], pairs: Pairs) -> dict[Key, float]:
    """Count what is asked of the whole sentence or article."""
    has, gives = bool(row.mentions or row.lost), bool(mentions)
    counts = hits("relevance", "", tp=has and gives, fp=gives and not has, fn=has and not gives)
    if row.kind == "sentence":
        happened = [m for m in pairs.extra if m.status == "happened"]
        for field, extra in (("events", happened), ("events of any status", pairs.extra)):
            counts |= count_of(field, "extra", len(extra)) | count_of(field, "sentences")
    return counts | _event_counts(mentions, pairs)


def _event_counts(mentions: Sequence[Mention], pairs: Pairs) -> dict[Key, float]:
    """Compare which labelled mentions are one event, over those that were found."""
    labelled = [(given.id, gold.label) for gold, given in pairs.pairs if gold.label]
    if not labelled:
        return {}
    found = {id_ for id_, _ in labelled}
    ours = ({*event.mentions} & found for event in consolidate(mentions))
    agreed = b_cubed(clusters_of(labelled), [event for event in ours if event])
    return agreed.counts("events of a text")


def _mention_counts(gold: GoldMention | None, given: Mention | None) -> dict[Key, float]:
    counts: dict[Key, float] = {}
    fields = dict(compare(gold, given))
    for field, found in fields.items():
        counts |= hits(field, "", tp=found.tp, fp=found.fp, fn=found.fn)
    if gold is None:
        assert given is not None  # noqa: S101 - one of the two is there
        return counts | hits("type", given.type, tp=0, fp=1, fn=0)
    is_type = given is not None and given.type == gold.type
    counts |= hits("type", gold.type, tp=is_type, fp=0, fn=not is_type)
    if given is not None and not is_type:
        counts |= hits("type", given.type, tp=0, fp=1, fn=0)
    counts |= verdict("found", gold.status, is_right=given is not None)
    return counts | _pair_counts(gold, given, is_whole=all(h.is_right for h in fields.values()))


def _pair_counts(gold: GoldMention, given: Mention | None, *, is_whole: bool) -> dict[Key, float]:
    is_status = given is not None and ("status" in gold.open or given.status == gold.status)
    is_type = given is not None and given.type == gold.type
    counts = verdict("all fields", "", is_right=is_status and is_type and is_whole)
    triple = False if given is None else triple_fits(gold, given)
    if triple is not None:
        counts |= verdict("triple", "", is_right=triple)
    if given is None:
        return counts
    for field, reason in gold.missing.items():
        if reason is not None:
            is_right = given.missing.get(field) == reason
            counts |= verdict("reasons", field, is_right=is_right)
    if "status" not in gold.open:
        counts |= verdict("status", gold.status, is_right=is_status)
        counts |= hits("status label", gold.status, tp=is_status, fp=0, fn=not is_status)
        if not is_status:
            counts |= hits("status label", given.status, tp=0, fp=1, fn=0)
    return counts


def _slips(row: GoldText, gold: GoldMention | None, given: Mention | None) -> Iterator[Slip]:
    """Name each error in the one kind that would mend it."""
    if gold is None:
        assert given is not None  # noqa: S101 - one of the two is there
        yield _slip(row, f"extra: {given.type}", gold, given)
    elif given is None:
        how = "lost with its sentence" if gold in row.lost else "missed"
        yield _slip(row, f"{how}: {gold.type}", gold, given)
    else:
        if gold.type != given.type:
            yield _slip(row, f"type: {gold.type} read as {given.type}", gold, given)
        if gold.status != given.status and "status" not in gold.open:
            yield _slip(row, f"status: {gold.status} read as {given.status}", gold, given)
        for field, found in compare(gold, given):
            if not found.is_right and field not in _LOOSE:
                what = "wrong" if found.fp and found.fn else "too much" if found.fp else "missing"
                yield _slip(row, f"{field}: {what}", gold, given)


def _slip(row: GoldText, kind: str, gold: GoldMention | None, given: Mention | None) -> Slip:
    passages = Passages(text=row.text, title=row.title)
    if row.cleaned is not None and gold not in row.lost:
        passages = Passages(text=row.cleaned.text, title=row.cleaned.title)
    span = given.evidence[0] if given is not None else None
    span = gold.evidence if gold is not None else span
    return Slip(
        kind=kind,
        where=row.where,
        text=row.text if span is None else span.quote,
        expected="no event" if gold is None else ": ".join(write_mention(gold, passages)),
        got="none" if given is None else said(given),
        published=None if row.published is None else row.published.isoformat(),
        title=row.title,
    )


def _wanted() -> Iterator[Wanted]:
    yield Wanted(metric="f1", field="relevance")
    yield Wanted(metric="macro_f1", field="type")
    yield Wanted(metric="f1", field="type", by_group=True)
    yield Wanted(metric="accuracy", field="found", by_group=True)
    yield Wanted(metric="accuracy", field="status", by_group=True)
    yield Wanted(metric="f1", field="status label", by_group=True)
    for field in FIELDS:
        for metric in ("precision", "recall", "f1"):
            yield Wanted(metric=metric, field=field)
    for field in ("triple", "all fields", "reasons"):
        yield Wanted(metric="accuracy", field=field)
    yield Wanted(metric="extra_events", field="events")
    yield Wanted(metric="extra_events", field="events of any status")
    yield Wanted(metric="agreement_f1", field="events of a text")


def gold_of_folder(folder: Path) -> GoldSet[GoldText]:
    """Give the set that a folder in the corpus notation is."""
    name = folder.resolve().name
    return msgspec.structs.replace(gold, name=name, files=("**/*.yml",), at=folder, beside=None)


gold = GoldSet(
    name="corpus",
    files=("corpus/**/*.yml",),
    read=read,
    score=score,
    wanted=tuple(_wanted()),
    beside=Path(),
)
parts = {
    part: msgspec.structs.replace(gold, name=f"corpus-{part}", read=partial(read_part, part))
    for part in PARTS
}
"""The set of each part."""
