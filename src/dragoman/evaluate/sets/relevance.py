"""Whether a sentence holds a codable event at all, and its CAMEO root, by several coders."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from dragoman.evaluate.figures import Wanted, count_of
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet, json_lines
from dragoman.evaluate.offsets import Run, run_of, shared
from dragoman.evaluate.saying import said
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.evaluate.sets.relevance_coders import (
    Coder,
    agreement,
    majority,
    majority_root,
    marked,
    placed,
    tokens,
)
from dragoman.ontology.plover import load_plover
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Mention, Party

NO_TYPE = 1
"""CAMEO's root of statements, which PLOVER has no type for."""
LENIENT = {
    (17, "ACCUSE"): "charges and indictments",
    (17, "SANCTION"): "convictions and sentences",
}
"""(gold's root, our type) pairs that the coders take for coercion and our codebook does not."""
ROOTS = range(1, 21)
ROLES = {"source": "Source-1", "target": "Target-1", "action": "Action-1"}
"""The fields of the words of the first event, by the coders' labels."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence as all coders marked it in one round of their training."""

    round: int
    text: str
    coders: tuple[Coder, ...]


class RelevanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence with every round of it, the last one last."""

    text: str
    rounds: tuple[Round, ...]
    where: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the sentence as an article."""
        return (article_of_text(self.text),)

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Give what the coders said in the last round, when they were best trained."""
        return self.rounds[-1].coders


def read(paths: Sequence[Path]) -> list[RelevanceRow]:
    """Read the rounds by sentence; `where` is the line of the last one."""
    by_text: dict[str, list[tuple[Round, str]]] = {}
    for path in paths:
        for where, one in json_lines(path, Round):
            wrong = _wrong(one)
            if wrong is not None:
                raise GoldError(path, int(where.rsplit(":", 1)[1]), wrong)
            by_text.setdefault(one.text, []).append((one, where))
    return [_row(text, found) for text, found in by_text.items()]


def _row(text: str, found: list[tuple[Round, str]]) -> RelevanceRow:
    found.sort(key=lambda each: each[0].round)
    rounds = tuple(one for one, _ in found)
    return RelevanceRow(text=text, rounds=rounds, where=found[-1][1])


def _wrong(one: Round) -> str | None:
    for coder in one.coders:
        if coder.root is not None and coder.root not in ROOTS:
            return f"no CAMEO root {coder.root}"
        for label, words, start in coder.spans:
            if placed(one.text, words, start) is None:
                return f"{label} {words!r} at {start} doesn't fit the text"
    return None


def score(rows: Sequence[RelevanceRow], answers: Answers) -> list[Scored]:
    """Score each sentence against the majority of its last round, and the coders themselves."""
    return [_scored(row, answers[row.articles[0].id].mentions) for row in rows]


def _scored(row: RelevanceRow, mentions: Sequence[Mention]) -> Scored:
    is_relevant = majority([coder.relevant for coder in row.coders])
    root = majority_root(row.coders) if is_relevant else None
    counts = _ceilings(row)
    counts |= verdict("majority", "", is_right=is_relevant is not None)
    if is_relevant:
        counts |= verdict("majority root", "", is_right=root is not None)
        counts |= _roots(root, mentions, answer(row, mentions))
        if root != NO_TYPE:
            counts |= _words(row, answer(row, mentions))
    happened = [m for m in mentions if m.status == "happened"]
    if is_relevant is False:
        for field, given in (("events", happened), ("events of any status", mentions)):
            counts |= count_of(field, "extra", len(given)) | count_of(field, "sentences")
    if is_relevant is not None:
        counts |= _relevance("relevance strict", gold=is_relevant, given=bool(happened))
        if root != NO_TYPE:
            counts |= _relevance("relevance lenient", gold=is_relevant, given=bool(mentions))
    return Scored(
        counts=counts, slips=tuple(_slips(row, mentions, is_relevant=is_relevant, root=root))
    )


def _relevance(field: str, *, gold: bool, given: bool) -> dict[Key, float]:
    found = hits(field, "", tp=gold and given, fp=given and not gold, fn=gold and not given)
    return found | verdict(field, "", is_right=gold == given)


def answer(row: RelevanceRow, mentions: Sequence[Mention]) -> Mention | None:
    """Choose the mention whose trigger has most of the first event's action, else the first."""
    action = [tokens(row.text)[n] for n in marked(row.text, row.coders, ROLES["action"])]

    def fit(mention: Mention) -> int:
        trigger = run_of(mention.trigger)
        return sum(shared(trigger, word) for word in action) if trigger else 0

    return max(mentions, key=fit, default=None)


@cache
def _roots_of(type_: str) -> frozenset[int]:
    """Give every root under which a type has a code in PLOVER's own table."""
    codes = load_plover().codes.values()
    return frozenset(int(facts.code[:2]) for facts in codes if facts.type == type_)


def root_of(mention: Mention) -> int:
    """Give the root of a mention's code, that of its type's general code where it has none."""
    general = load_plover().types[mention.type].general_codes[0]
    return int((mention.cameo or general)[:2])


def _roots(
    root: int | None, mentions: Sequence[Mention], chosen: Mention | None
) -> dict[Key, float]:
    """Count the root of a relevant sentence; none given is a wrong one."""
    if root is None:
        return {}
    strict = chosen is not None and root_of(chosen) == root
    counts = verdict("root strict", f"{root:02}", is_right=strict)
    if root != NO_TYPE:
        lenient = chosen is not None and _root_fits(root, chosen)
        counts |= verdict("root lenient", f"{root:02}", is_right=lenient)
        of_any = any(_root_fits(root, m) for m in mentions)
        counts |= verdict("root of any mention", "", is_right=of_any)
        if chosen is not None:
            counts |= verdict("root where found", "", is_right=lenient)
    return counts


def _root_fits(root: int, mention: Mention) -> bool:
    is_known = root == root_of(mention) or root in _roots_of(mention.type)
    return is_known or (root, mention.type) in LENIENT


def _words(row: RelevanceRow, chosen: Mention | None) -> dict[Key, float]:
    """Count the words of source, target and action that the majority and we both mark."""
    counts: dict[Key, float] = {}
    words = tokens(row.text)
    for role, label in ROLES.items():
        gold = marked(row.text, row.coders, label)
        runs = _runs(role, chosen) if chosen is not None else []
        ours = {n for n, word in enumerate(words) if any(shared(word, run) for run in runs)}
        both = len(gold & ours)
        counts |= hits(f"words of {role}", "", tp=both, fp=len(ours) - both, fn=len(gold) - both)
    return counts


def _runs(role: str, mention: Mention) -> list[Run]:
    if role == "action":
        runs = [run_of(mention.trigger)]
    else:
        parties: Sequence[Party] = mention.actors if role == "source" else mention.recipients
        runs = [run_of(party) for party in parties]
    return [run for run in runs if run is not None]


def _ceilings(row: RelevanceRow) -> dict[Key, float]:
    """Count how far the coders agree with each other, in the last round and in each."""
    counts = agreement(row.coders, "", suffix="coders")
    for each in row.rounds:
        counts |= agreement(each.coders, f"round {each.round}", suffix="coders, every round")
    return counts


def _slips(
    row: RelevanceRow, mentions: Sequence[Mention], *, is_relevant: bool | None, root: int | None
) -> Iterator[Slip]:
    """Name the error of the lenient reading; a statement missed is none there."""
    code = f"{root:02}" if root is not None else "no root in common"
    happened = [m for m in mentions if m.status == "happened"]
    chosen = answer(row, mentions)
    kind = None
    if is_relevant is False and happened:
        kind = f"relevance: false alarm {happened[0].type}"
    elif is_relevant and root != NO_TYPE and chosen is None:
        kind = f"relevance: missed {code}"
    elif root is not None and root != NO_TYPE and chosen and not _root_fits(root, chosen):
        kind = f"root: {code} read as {root_of(chosen):02} ({chosen.type})"
    if kind is not None:
        expected = f"relevant, {code}" if is_relevant else "not relevant"
        got = "; ".join(said(m) for m in mentions) or "none"
        yield Slip(kind=kind, where=row.where, text=row.text, expected=expected, got=got)


gold = GoldSet(
    name="relevance",
    files=("relevance/*.jsonl",),
    read=read,
    score=score,
    wanted=(
        *(
            Wanted(metric=metric, field=field)
            for field in ("relevance strict", "relevance lenient")
            for metric in ("accuracy", "precision", "recall", "f1")
        ),
        Wanted(metric="accuracy", field="root strict", by_group=True),
        Wanted(metric="accuracy", field="root lenient", by_group=True),
        Wanted(metric="accuracy", field="root where found"),
        Wanted(metric="accuracy", field="root of any mention"),
        Wanted(metric="extra_events", field="events"),
        Wanted(metric="extra_events", field="events of any status"),
        *(Wanted(metric="f1", field=f"words of {role}") for role in ROLES),
        Wanted(metric="accuracy", field="majority"),
        Wanted(metric="accuracy", field="majority root"),
        *(
            Wanted(metric="accuracy", field=f"{field}, coders")
            for field in ("relevance", "relevance of one", "root", "root of one")
        ),
        *(
            Wanted(metric="accuracy", field=f"{field}, coders, every round", by_group=True)
            for field in ("relevance", "root")
        ),
    ),
)
