"""The trained event reader: which words name an event of which type, and who and where is whose."""

import hashlib
import math
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dragoman.encoder import Encoder
from dragoman.errors import DataFileError
from dragoman.extract.events.reader.features import (
    ROLES,
    TYPES,
    apart,
    can_fill,
    kinds_of,
    way,
)
from dragoman.extract.events.reader.heads import Heads, Pairs, Verdict, WordScores, written_in
from dragoman.extract.events.scene import Scene
from dragoman.ontology.files import path
from dragoman.records import Token

MODEL = "models/event-reader"
NAMES_EVENT = 0.8
"""How sure the reader must be that a word names an event, where no rule says so.

On the development part of our corpus 0.7, 0.8 and 0.9 give a precision of .775, .778 and .789 and
find .815, .799 and .784 of the events; on general news the higher ones invent less.
"""
RULE_STANDS = 0.2
"""How sure it must be where a rule has coded the word."""
RULE_TYPE_STANDS = 0.1
"""How likely, among types, that of a rule must be to stand against a likelier one."""
FILLS = 0.5
"""How sure it must be that a word fills a role."""

REACH = 80
"""Words from a trigger in which its roles are looked for, so that time stays linear."""

_LEAST = 1e-4
"""Likelihoods nearer to 0 or 1 count as this."""


class Sight(NamedTuple):
    """One sentence as the reader sees it: its words, and what the rules say of each."""

    words: Sequence[str]
    marks: Sequence[int]


class Proposal(NamedTuple):
    """A word that names an event: its type and how likely both are."""

    word: int
    type: str
    p_event: float
    p_type: float


class Filled(NamedTuple):
    """A word of the sentence that fills a role of a trigger."""

    word: int
    role: str
    p: float


class EventReader:
    """Holds the model; build it once a process."""

    def __init__(self, where: Path) -> None:
        self._encoder = Encoder(where)
        self._heads = Heads(where)
        self.version = self._heads.written.version

    def words(self, sights: Sequence[Sight]) -> list[WordScores]:
        """Judge the words of sentences, those of one article at once."""
        vectors = self._encoder([s.words for s in sights])
        return [self._heads.words(v, s.marks) for v, s in zip(vectors, sights, strict=True)]

    def verdict(self, scores: WordScores, proposal: Proposal) -> Verdict:
        """Judge status, modes, aggregate and `about` of a trigger."""
        return self._heads.verdict(scores.vectors[proposal.word], proposal.type)

    def confidence(self, proposal: Proposal) -> float:
        """Give how often mentions of which the reader is that sure are right, on dev; 0..1."""
        likely = min(max(proposal.p_event * proposal.p_type, _LEAST), 1.0 - _LEAST)
        slope, offset = self._heads.written.belief
        odds = slope * math.log(likely / (1.0 - likely)) + offset
        return round(1.0 / (1.0 + math.exp(-odds)), 2)

    def roles(
        self, scene: Scene, sentence: int, scores: WordScores, proposals: Sequence[Proposal]
    ) -> list[list[Filled]]:
        """Give the words that fill a role of each trigger, in text order."""
        parse = scene.parse
        first, last = parse.sentences[sentence]
        kinds = kinds_of(scene, sentence)
        fit = [i for i in range(last - first) if can_fill(parse.tokens[first + i])]
        pairs = [(n, i) for n, p in enumerate(proposals) for i in fit if abs(i - p.word) <= REACH]
        if not pairs:
            return [[] for _ in proposals]
        heads = [proposals[n].word for n, _ in pairs]
        given = Pairs(
            triggers=heads,
            words=[i for _, i in pairs],
            ways=[
                way(parse, parse.tokens[first + h], parse.tokens[first + i])
                for h, (_, i) in zip(heads, pairs, strict=True)
            ],
            apart=[apart(h, i) for h, (_, i) in zip(heads, pairs, strict=True)],
            kinds=[kinds[i] for _, i in pairs],
            types=[TYPES.index(proposals[n].type) for n, _ in pairs],
        )
        found = self._heads.roles(scores, given)
        out: list[list[Filled]] = [[] for _ in proposals]
        for (n, i), row in zip(pairs, found, strict=True):
            best = int(row[1:].argmax()) + 1
            if row[best] >= FILLS:
                out[n].append(Filled(i, ROLES[best], float(row[best])))
        return out


def proposals_of(
    scores: WordScores, ruled: Mapping[int, str], tokens: Sequence[Token]
) -> list[Proposal]:
    """Give the words that name an event, each event once; `ruled` has the types that rules coded.

    A verb and its particle, object or complement that name one event of one type are one. A verb
    that only bears what a rule coded ("decided to allow") names nothing beside it.
    """
    event = 1.0 - scores.types[:, 0]
    best = scores.types[:, 1:].argmax(axis=1) + 1
    for word, type_ in ruled.items():
        number = TYPES.index(type_)
        if scores.types[word, number] >= RULE_TYPE_STANDS * event[word]:
            best[word] = number
    held = {w for w in ruled if event[w] >= RULE_STANDS}
    held |= {i for i in range(len(tokens)) if event[i] >= NAMES_EVENT}
    out = [
        Proposal(i, TYPES[best[i]], float(event[i]), float(scores.types[i, best[i]] / event[i]))
        for i in sorted(held)
    ]
    borne = {tokens[w].head for w in held & set(ruled) if tokens[w].dep in ("xcomp", "ccomp")}
    out = [p for p in out if p.word in ruled or p.word not in borne]
    return [p for p in out if not any(_is_part(p, o, tokens) for o in out)]


_PARTS = frozenset({"prt", "dobj", "attr", "oprd", "acomp", "xcomp", "prep", "pobj", "nsubjpass"})


def _is_part(one: Proposal, other: Proposal, tokens: Sequence[Token]) -> bool:
    """Whether a word only goes with another one that names the same event."""
    if one.word == other.word or one.type != other.type or one.p_event > other.p_event:
        return False
    mine, its = tokens[one.word], tokens[other.word]
    joined = (mine.head == its.i and mine.dep in _PARTS) or (
        its.head == mine.i and its.dep in _PARTS
    )
    return joined and (one.p_event, one.word) < (other.p_event, other.word)


SWITCH = "DRAGOMAN_READER"
"""An environment variable: names another model's folder, or says `off` (a folder not there)."""


def model_folder() -> Path:
    """Give the folder of the model that is to be used."""
    return Path(os.environ.get(SWITCH) or str(path(MODEL)))


@cache
def load_reader() -> EventReader | None:
    """Load the reader; None where it is off or not installed: the rules are alone then."""
    where = model_folder()
    if not (where / "encoder.onnx").is_file():
        return None
    _check(where)
    return EventReader(where)


def _check(where: Path) -> None:
    """Hold the files against their digests: a half-copied model is a `DataFileError`."""
    for name, digest in written_in(where).digests.items():
        found = hashlib.sha256((where / name).read_bytes()).hexdigest()
        if found != digest:
            raise DataFileError(str(where / name), "the event reader", "is not the file trained")
