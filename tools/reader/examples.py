"""Training examples: sentences of our own corpus and of the lexicon, as the coder sees them.

The rules code each sentence first, without the reader: what they say is one of its inputs.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec
from msgspec import UNSET

from dragoman.evaluate.notation import GoldMention, GoldText
from dragoman.evaluate.parts import Part
from dragoman.evaluate.sets.corpus import read
from dragoman.extract.events.coder import EventCoder
from dragoman.extract.events.reader.features import can_fill, kinds_of, ruled_of, way
from dragoman.extract.events.scene import Scene
from dragoman.ontology.lexicon import Example, Rule, load_lexicon
from dragoman.pipeline.articles import article_of_text
from dragoman.pipeline.order import Pipeline
from dragoman.records import Article, Outcome, Parse, Parsed, Reading, Span
from dragoman.records.marks import MarkedText, read_marks

WIDEST = 160
"""Words of a sentence; longer ones are left out of training."""
LEXICON_DAY = date(2024, 5, 16)
"""Publication day of the lexicon's examples that give none."""
_MARKED_ROLES = {
    "actor": "actor",
    "recipient": "recipient",
    "supporting": "supporting",
    "place": "place",
    "time": "time",
    "toll": "toll",
    "about": "about",
}


class Trigger(msgspec.Struct, kw_only=True):
    """One mention: the word that heads its trigger, all words of it, and the answer.

    `roles` are (role, word); `ways` has a description for each of the sentence's `fit` words.
    None is what the source does not say.
    """

    head: int
    words: list[int]
    type: str
    status: str
    modes: list[str] | None
    aggregate: bool
    about: str | None
    roles: list[tuple[str, int]]
    ways: list[tuple[str, str, str]]


class Sentence(msgspec.Struct, kw_only=True):
    """One sentence with its inputs and its triggers."""

    part: Part
    words: list[str]
    ruled: list[tuple[int, str, bool]]
    kinds: list[int]
    fit: list[int]
    triggers: list[Trigger]


class Maker:
    """Reads and codes by rules alone."""

    def __init__(self) -> None:
        self._pipeline = Pipeline()
        self._coder = EventCoder(None)

    def of_corpus(self, folder: Path) -> Iterator[Sentence]:
        """Give the sentences of all files of the corpus."""
        texts: dict[str, list[GoldText]] = {}
        for text in read(sorted(folder.rglob("*.yml"))):
            texts.setdefault(text.article.id, []).append(text)
        for parsed, outcome in self._coded(held[0].article for held in texts.values()):
            for text in texts[parsed.article.id]:
                for scene, number in _sentences(parsed, outcome.reading):
                    triggers = list(_triggers(scene, number, text.mentions))
                    yield _sentence(scene, number, outcome, triggers, part=text.part or "train")

    def of_lexicon(self) -> Iterator[Sentence]:
        """Give the lexicon's own examples; all are for training."""
        examples = [(rule, e) for rule in load_lexicon().rules for e in rule.yes]
        for rule, example in examples:
            marked = read_marks(example.text)
            day = date.fromisoformat(example.published) if example.published else LEXICON_DAY
            article = article_of_text(marked.text, title=None, published=day, source=None)
            if article.text != marked.text:
                continue
            for parsed, outcome in self._coded([article]):
                for scene, number in _sentences(parsed, outcome.reading):
                    trigger = _of_example(scene, number, marked, (rule, example))
                    if trigger is not None:
                        yield _sentence(scene, number, outcome, [trigger], part="train")

    def _coded(self, articles: Iterable[Article]) -> Iterator[tuple[Parsed, Outcome]]:
        for parsed, reading in self._pipeline.read(articles):
            yield parsed, self._coder(parsed, reading)


def _sentences(parsed: Parsed, reading: Reading) -> Iterator[tuple[Scene, int]]:
    for parse in parsed.passages:
        scene = Scene(parse, reading)
        for number, (first, last) in enumerate(parse.sentences):
            if 1 < last - first <= WIDEST:
                yield scene, number


def _sentence(
    scene: Scene, number: int, outcome: Outcome, triggers: list[Trigger], *, part: Part
) -> Sentence:
    parse = scene.parse
    tokens = parse.sentence_tokens(number)
    fit = [n for n, t in enumerate(tokens) if can_fill(t)]
    for trigger in triggers:
        trigger.ways = [way(parse, tokens[trigger.head], tokens[n]) for n in fit]
    ruled = ruled_of(parse, number, outcome.mentions, outcome.rejected)
    return Sentence(
        part=part,
        words=[t.text for t in tokens],
        ruled=[(r.word, r.type, r.coded) for r in ruled],
        kinds=kinds_of(scene, number),
        fit=fit,
        triggers=triggers,
    )


def _triggers(scene: Scene, number: int, mentions: Iterable[GoldMention]) -> Iterator[Trigger]:
    parse = scene.parse
    first, last = parse.sentences[number]
    low, high = parse.tokens[first].start, parse.tokens[last - 1].end
    for mention in mentions:
        pieces = [s for s in mention.trigger if s.in_ == parse.in_ and low <= s.start < high]
        head = _head(parse, [(s.start, s.end) for s in pieces])
        if head is None:
            continue
        words = [t.i - first for s in pieces for t in parse.between(s.start, s.end)]
        about = mention.about
        yield Trigger(
            head=head - first,
            words=words,
            type=mention.type,
            status=mention.status,
            modes=None if mention.modes is UNSET else list(mention.modes),
            aggregate=mention.aggregate,
            about=about.type if about else "NONE",
            roles=[
                (role, i - first)
                for role, span in _roles(mention)
                if span is not None and span.in_ == parse.in_
                for i in _roots(parse, span)
                if first <= i < last
            ],
            ways=[],
        )


def _roles(mention: GoldMention) -> Iterator[tuple[str, Span | None]]:
    for party in mention.actors:
        yield ("supporting" if party.role == "supporting" else "actor"), party.span
    for party in mention.recipients:
        yield "recipient", party.span
    for place in (*((mention.place,) if mention.place else ()), *mention.places):
        yield "place", place.span
    if mention.time:
        yield "time", mention.time.span
    for toll in mention.tolls:
        yield "toll", toll.span
    if mention.about and mention.about.trigger is not UNSET:
        yield "about", mention.about.trigger


def _of_example(
    scene: Scene, number: int, marked: MarkedText, told: tuple[Rule, Example]
) -> Trigger | None:
    parse = scene.parse
    first, last = parse.sentences[number]
    low, high = parse.tokens[first].start, parse.tokens[last - 1].end
    stars = [(start, end) for start, end in marked.stars if low <= start < high]
    head = _head(parse, stars)
    if head is None:
        return None
    rule, example = told
    roles = [
        (_MARKED_ROLES[mark.role], root.i - first)
        for mark in marked.marks
        if mark.role in _MARKED_ROLES
        and low <= mark.start < mark.end <= high
        and (root := parse.root_of(mark.start, mark.end)) is not None
    ]
    return Trigger(
        head=head - first,
        words=[t.i - first for start, end in stars for t in parse.between(start, end)],
        type=rule.type,
        status=example.status,
        modes=None,
        aggregate=False,
        about=None,
        roles=roles,
        ways=[],
    )


def _roots(parse: Parse, span: Span) -> list[int]:
    root = parse.root_of(span.start, span.end)
    return [] if root is None else [root.i]


def _head(parse: Parse, pieces: Sequence[tuple[int, int]]) -> int | None:
    """Give the word that heads a trigger: of several pieces the one above the others."""
    roots = [r for r in (parse.root_of(*piece) for piece in pieces) if r is not None]
    numbers = {r.i for r in roots}
    above = (r.i for r in roots if not any(a.i in numbers for a in parse.ancestors(r)))
    return next(above, roots[0].i if roots else None)
