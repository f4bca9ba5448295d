"""Attributions: who says what, with which words (PolNeAR, political news).

Runs are compared as sets of words, so that quotation marks and commas at their edges don't count.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.evaluate.align import Alignment, align
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldSet, check_span, json_lines
from dragoman.evaluate.offsets import Run, canonical_offsets, run_of, sentence_of
from dragoman.evaluate.scored import Key, Scored, Slip, hits, verdict
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Attribution, Reading, Span

SAME = 0.5
"""Share of words (Dice) from which two contents are one. Ours to choose: the greater part."""
_SPEECH_WORDS = (
    "according acknowledged add added adding adds admitted announce announced argue argued argues "
    "arguing asked asking called calling claim claimed claiming claims confirmed declared denied "
    "explained insisted note noted notes noting promised replied report reported reporting reports "
    "said say saying says spoke state stated stating suggested tell telling tells told tweeted "
    "urged urging warned warning write writes wrote"
)
SPEECH = frozenset(_SPEECH_WORDS.split(" "))
"""Words of cues that are speech and not thought, wish or feeling, which PolNeAR marks too."""
_PRONOUN_WORDS = "he she they it we i you who him her them his their"
PRONOUNS = frozenset(_PRONOUN_WORDS.split(" "))
_WORD = re.compile(r"\w+|:")
_Piece = tuple[int, int]
Words = frozenset[int]
"""Words by their number in the text."""


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution of the gold; each part may lie in several pieces or be missing."""

    source: tuple[_Piece, ...] = ()
    cue: tuple[_Piece, ...] = ()
    content: tuple[_Piece, ...] = ()


class AttributionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One article as one annotator read it."""

    id: str
    annotator: str | None = None
    text: str
    attributions: tuple[Marked, ...]
    where: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the text as an article; its headline stands in it."""
        return (article_of_text(self.text),)


class Relation(NamedTuple):
    """An attribution as words, with where it begins."""

    source: Words
    cue: Words
    content: Words
    run: Run

    @property
    def parts(self) -> tuple[Words, Words, Words]:
        """Give source, cue and content."""
        return (self.source, self.cue, self.content)


Pairing = Alignment[Relation, Relation]


class _Text:
    """The words of a text, to number them by offsets. A colon is a word: it may be a cue."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._runs = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in self._runs]
        self._ends = [end for _, end in self._runs]

    def words(self, runs: Iterable[Run], *, is_cue: bool = False) -> Words:
        """Number the words that runs touch; the colon only where a cue is asked for."""
        found = (
            n
            for run in runs
            for n in range(bisect_right(self._ends, run.start), bisect_left(self._starts, run.end))
        )
        return frozenset(n for n in found if is_cue or self.text[self._starts[n]] != ":")

    def of(self, words: Words) -> str:
        """Write words again, from the first to the last."""
        if not words:
            return "nothing"
        return self.text[self._starts[min(words)] : self._ends[max(words)]]

    def each(self, words: Words) -> list[str]:
        """Write each word for itself, in small letters."""
        return [self.text[self._starts[n] : self._ends[n]].casefold() for n in words]

    def has_name(self, words: Words) -> bool:
        """Whether a word is a name: one that has a capital where no sentence begins."""
        return any(self.text[self._starts[n] : self._ends[n]] in self._names for n in words)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(
            self.text[start:end]
            for n, (start, end) in enumerate(self._runs)
            if self.text[start].isupper() and not self._begins(n)
        )

    def _begins(self, number: int) -> bool:
        before = self.text[: self._starts[number]].rstrip(" \"“‘'(")
        return not before or before[-1] in ".?!:\n”"


def read(paths: Sequence[Path]) -> list[AttributionRow]:
    """Read the rows; offsets are moved to the form of the text that is coded."""
    rows = []
    for path in paths:
        for where, row in json_lines(path, AttributionRow):
            moved = tuple(
                Marked(
                    source=_fitted(each.source, row.text, where=where, path=path),
                    cue=_fitted(each.cue, row.text, where=where, path=path),
                    content=_fitted(each.content, row.text, where=where, path=path),
                )
                for each in row.attributions
            )
            rows.append(msgspec.structs.replace(row, attributions=moved, where=where))
    return rows


def _fitted(pieces: tuple[_Piece, ...], text: str, *, where: str, path: Path) -> tuple[_Piece, ...]:
    for start, end in pieces:
        check_span(path, int(where.rsplit(":", 1)[1]), start=start, end=end, text=text)
    moved = canonical_offsets(text)
    return tuple((moved(start), moved(end)) for start, end in pieces)


def score(rows: Sequence[AttributionRow], answers: Answers) -> list[Scored]:
    """Score each reader's marks, and for texts of several readers what they make of each other."""
    scored = []
    by_text: dict[str, list[list[Relation]]] = defaultdict(list)
    for row in rows:
        article = row.articles[0]
        text = _Text(article.text)
        marked = [_marked(each, text) for each in row.attributions if each.content]
        by_text[article.id].append(marked)
        scored.append(_scored(row, text, marked, reading=answers[article.id].reading))
    return scored + [_ceiling(readers) for readers in by_text.values() if len(readers) > 1]


def _scored(
    row: AttributionRow, text: _Text, marked: Sequence[Relation], *, reading: Reading | None
) -> Scored:
    given = [_given(each, text) for each in (reading.attributions if reading else ())]
    pairs = align(marked, given, _closeness)
    counts = _found(pairs, marked)
    for more in (_tokens(pairs), _recalls(pairs, text)):
        counts |= more
    return Scored(counts=counts, slips=tuple(_slips(row, text, pairs, reading=reading)))


def _marked(each: Marked, text: _Text) -> Relation:
    runs = [Run(*piece) for piece in (*each.cue, *each.content)]
    return _relation(
        [Run(*piece) for piece in each.source],
        [Run(*piece) for piece in each.cue],
        [Run(*piece) for piece in each.content],
        text=text,
        run=runs[0],
    )


def _given(each: Attribution, text: _Text) -> Relation:
    cue, content = _runs(each.cue), _runs(each.content)
    return _relation(_runs(each.source), cue, content, text=text, run=(cue or content)[0])


def _runs(spans: Iterable[Span]) -> list[Run]:
    return [run for span in spans if (run := run_of(span)) is not None]


def _relation(
    source: list[Run], cue: list[Run], content: list[Run], *, text: _Text, run: Run
) -> Relation:
    return Relation(
        source=text.words(source),
        cue=text.words(cue, is_cue=True),
        content=text.words(content),
        run=run,
    )


def _dice(one: Words, other: Words) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _closeness(gold: Relation, given: Relation) -> float:
    """Let two be one where their cues share a word, or one has no cue and the contents do."""
    if gold.cue and given.cue and not gold.cue & given.cue:
        return 0.0
    content = _dice(gold.content, given.content)
    same_cue = _dice(gold.cue, given.cue)
    return same_cue + content + _dice(gold.source, given.source) if same_cue or content else 0.0


def _is_same(gold: Relation, given: Relation) -> bool:
    """Whether content and source are the same in the main; no source is the same as none."""
    same_source = bool(gold.source & given.source) or not (gold.source or given.source)
    return same_source and _dice(gold.content, given.content) >= SAME


def _is_equal(gold: Relation, given: Relation) -> bool:
    return gold.parts == given.parts


def _found(pairs: Pairing, marked: Sequence[Relation], *, who: str = "") -> dict[Key, float]:
    """Count attributions: by the cue alone, by the parts in the main, by the parts exactly.

    The gold's attributions never lie within each other, so one that begins inside another's
    content is too many only to the strict count.
    """
    same = sum(_is_same(*pair) for pair in pairs.pairs)
    equal = sum(_is_equal(*pair) for pair in pairs.pairs)
    extra = sum(not _is_nested(each, marked) for each in pairs.extra)
    paired, gold = len(pairs.pairs), len(marked)
    given = paired + len(pairs.extra)
    return (
        hits(f"cue{who}", "", tp=paired, fp=extra, fn=gold - paired)
        | hits(f"found lenient{who}", "", tp=same, fp=paired - same + extra, fn=gold - same)
        | hits(f"found strict{who}", "", tp=equal, fp=given - equal, fn=gold - equal)
    )


def _is_nested(each: Relation, marked: Iterable[Relation]) -> bool:
    return any(each.cue and each.cue <= other.content for other in marked)


def _tokens(pairs: Pairing) -> dict[Key, float]:
    """Count the words of each part over the pairs."""
    counts: dict[Key, float] = {}
    for n, part in enumerate(("source", "cue", "content")):
        parts = [(gold.parts[n], given.parts[n]) for gold, given in pairs.pairs]
        counts |= hits(
            f"{part} words",
            "",
            tp=sum(len(gold & given) for gold, given in parts),
            fp=sum(len(given - gold) for gold, given in parts),
            fn=sum(len(gold - given) for gold, given in parts),
        )
    return counts


def _recalls(pairs: Pairing, text: _Text) -> dict[Key, float]:
    """Count what of the gold was found, by who its source is and by the kind of its cue."""
    counts: dict[Key, float] = defaultdict(float)
    asked = [(gold, _is_same(gold, given)) for gold, given in pairs.pairs]
    for gold, is_found in asked + [(gold, False) for gold in pairs.missed]:
        for field, group in (
            ("found by source", _kind_of_source(gold, text)),
            ("found by cue", _kind_of_cue(gold, text)),
        ):
            for key, count in verdict(field, group, is_right=is_found).items():
                counts[key] += count
    for gold, given in pairs.pairs:
        if not gold.source:
            for key, count in verdict("left without source", "", is_right=not given.source).items():
                counts[key] += count
    return dict(counts)


def _kind_of_source(relation: Relation, text: _Text) -> str:
    """Tell what a source is written as."""
    if not relation.source:
        return "none"
    if set(text.each(relation.source)) <= PRONOUNS:
        return "pronoun"
    return "named" if text.has_name(relation.source) else "unnamed"


def _kind_of_cue(relation: Relation, text: _Text) -> str:
    return "speech" if SPEECH & set(text.each(relation.cue)) else "other"


def _ceiling(readers: Sequence[Sequence[Relation]]) -> Scored:
    """Measure readers of one text against each other, each pair once."""
    counts: dict[Key, float] = defaultdict(float)
    for one, other in combinations(readers, 2):
        pairs = align(one, other, _closeness)
        for key, count in _found(pairs, one, who=", readers").items():
            counts[key] += count
    return Scored(counts=dict(counts))


def _slips(
    row: AttributionRow, text: _Text, pairs: Pairing, *, reading: Reading | None
) -> Iterator[Slip]:
    def slip(kind: str, gold: Relation | None, given: Relation | None) -> Slip:
        known = gold or given
        return Slip(
            kind=kind,
            where=row.where,
            text=sentence_of(reading, text.text, known.run) if known else text.text,
            expected=_said(gold, text),
            got=_said(given, text),
        )

    marked = [*(gold for gold, _ in pairs.pairs), *pairs.missed]
    for gold in pairs.missed:
        yield slip(f"missed: {_kind_of_cue(gold, text)} cue", gold, None)
    for given in pairs.extra:
        if not _is_nested(given, marked):
            yield slip(f"extra: {_kind_of_cue(given, text)} cue", None, given)
    for gold, given in pairs.pairs:
        if not _is_same(gold, given):
            wrong = "content" if _dice(gold.content, given.content) < SAME else "source"
            yield slip(f"another {wrong}", gold, given)


def _said(relation: Relation | None, text: _Text) -> str:
    if relation is None:
        return "no attribution"
    source, cue, content = (text.of(words) for words in relation.parts)
    return f"[{source}] [{cue}] [{content}]"


_P_R_F = ("precision", "recall", "f1")

gold = GoldSet(
    name="attribution",
    files=("attribution/*.jsonl",),
    read=read,
    score=score,
    needs_reading=True,
    wanted=(
        *(Wanted(metric=m, field="found lenient") for m in _P_R_F),
        *(Wanted(metric=m, field="found strict") for m in _P_R_F),
        *(Wanted(metric=m, field="cue") for m in _P_R_F),
        *(
            Wanted(metric=m, field=f"{part} words")
            for part in ("source", "cue", "content")
            for m in _P_R_F
        ),
        Wanted(metric="accuracy", field="found by source", by_group=True),
        Wanted(metric="accuracy", field="found by cue", by_group=True),
        Wanted(metric="accuracy", field="left without source"),
        *(
            Wanted(metric="f1", field=f"{field}, readers")
            for field in ("found lenient", "found strict", "cue")
        ),
    ),
)
