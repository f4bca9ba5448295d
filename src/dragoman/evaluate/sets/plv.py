"""PLV: the event type of a pair that is given in words (snowood1/Zero-Shot-PLOVER).

The pair is not handed to the coder: of the mentions it finds in the sentence by itself, the one
whose sides best share words with the pair is the answer, and none is an answer too.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet, json_lines
from dragoman.evaluate.same_words import share_words
from dragoman.evaluate.saying import said
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.ontology.plover import load_plover
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Mention

NONE = "none"
YIELD = "YIELD"
"""PLOVER's type of 2021 that became CONCEDE and RETREAT."""
LENIENT = {
    ("COERCE", "SANCTION"): re.compile(r"sanction|embargo|expel|visa|tariff", re.IGNORECASE),
    ("ACCUSE", "SANCTION"): re.compile(r"convict|sentenc|guilty|fined?\b", re.IGNORECASE),
    ("COERCE", "ACCUSE"): re.compile(r"warrant", re.IGNORECASE),
    ("AGREE", "RETREAT"): re.compile(r"truce|cease-?fire|open", re.IGNORECASE),
    ("AGREE", "CONCEDE"): re.compile(r"truce|cease-?fire|open", re.IGNORECASE),
}
"""(gold, ours) pairs that the set's scheme of 2021 codes otherwise than our codebook.

New sanctions, convictions, arrest warrants, agreed truces and openings: only in sentences that
speak of them.
"""


class PlvRow(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, its pair, and the root type of what the one does to the other."""

    text: str
    source: str
    target: str
    type: str
    where: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the sentence as an article."""
        return (article_of_text(self.text),)


def read(paths: Sequence[Path]) -> list[PlvRow]:
    """Read the rows; a type that is none is refused."""
    rows = []
    for path in paths:
        for where, row in json_lines(path, PlvRow):
            if row.type != YIELD and row.type not in load_plover().types:
                raise GoldError(path, int(where.rsplit(":", 1)[1]), f"no type {row.type!r}")
            rows.append(msgspec.structs.replace(row, where=where))
    return rows


def score(rows: Sequence[PlvRow], answers: Answers) -> list[Scored]:
    """Score each sentence's answer, strictly and with the known differences taken as right."""
    return [_scored(row, answers[row.articles[0].id].mentions) for row in rows]


def answer(row: PlvRow, mentions: Sequence[Mention]) -> Mention | None:
    """Choose the mention whose sides have most of the pair, None where there is no mention.

    The source as actor counts two, the target as recipient, other actor or place one: the sets'
    targets are often a place or the second side of a meeting.
    """
    return max(mentions, key=lambda m: _fit(row, m), default=None)


def _fit(row: PlvRow, mention: Mention) -> int:
    has_source = any(share_words(p.text, row.source) for p in mention.actors)
    others = [p.text for p in (*mention.recipients, *mention.actors)]
    others += [p.text for p in mention.places]
    return 2 * has_source + any(share_words(text, row.target) for text in others)


def _scored(row: PlvRow, mentions: Sequence[Mention]) -> Scored:
    mention = answer(row, mentions)
    type_ = NONE if mention is None else mention.type
    ours = YIELD if type_ in {"CONCEDE", "RETREAT"} else type_
    words = LENIENT.get((row.type, type_))
    lenient = row.type if words is not None and words.search(row.text) else ours
    counts: dict[Key, float] = {}
    for field, gold, got in (
        ("type strict", row.type, ours),
        ("type lenient", row.type, lenient),
        ("quad strict", _quad(row.type), _quad(ours)),
        ("quad lenient", _quad(row.type), _quad(lenient)),
    ):
        counts |= _one_label(field, gold, got)
    counts |= verdict("found", "", is_right=mention is not None)
    counts |= verdict("pair", "", is_right=mention is not None and _fit(row, mention) == _BOTH)
    wrong = Slip(
        kind=f"type: {row.type} read as {ours}",
        where=row.where,
        text=row.text,
        expected=f"{row.type}: {row.source} -> {row.target}",
        got="; ".join(said(m) for m in mentions) or NONE,
    )
    return Scored(counts=counts, slips=() if lenient == row.type else (wrong,))


_BOTH = 3


def _one_label(field: str, gold: str, got: str) -> dict[Key, float]:
    """Count one label as the confusion table does: a wrong one is a miss here and extra there."""
    if gold == got:
        return hits(field, gold, tp=1, fp=0, fn=0)
    missed = hits(field, gold, tp=0, fp=0, fn=1)
    return missed if got == NONE else missed | hits(field, got, tp=0, fp=1, fn=0)


def _quad(type_: str) -> str:
    if type_ == NONE:
        return NONE
    known = [facts for facts in load_plover().types.values() if facts.type == type_]
    # The scheme of 2021 has YIELD among material cooperation.
    return str(known[0].quad) if known else "2"


_FIELDS = ("type strict", "type lenient", "quad strict", "quad lenient")

gold = GoldSet(
    name="plv",
    files=("event-type/plv*.jsonl",),
    read=read,
    score=score,
    wanted=(
        *(Wanted(metric="macro_f1", field=f) for f in _FIELDS),
        *(Wanted(metric="f1", field=f, by_group=f.startswith("type")) for f in _FIELDS),
        Wanted(metric="accuracy", field="found"),
        Wanted(metric="accuracy", field="pair"),
    ),
)
