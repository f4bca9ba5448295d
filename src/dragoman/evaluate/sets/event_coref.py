"""ECB+: which mentions in the articles of one topic are of the same event, end to end.

We find our own mentions; each is paired with the gold mention whose tokens its trigger shares.
Our clusters are our events, consolidated over all articles of a topic. The set holds every kind
of event, ours are PLOVER's: the share that is found is told beside.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.evaluate.align import align
from dragoman.evaluate.clusters import MEASURES, clusters_of, conll_counts
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet
from dragoman.evaluate.joined import events_of, with_origins
from dragoman.evaluate.scored import Key, Scored, Slip
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Mention

FOUND, ALL = "mentions found", "all mentions"
_CELLS = 5
_NO_BLANK_BEFORE = re.compile(r"[.,;:!?%)\]]|n't|'\w{0,2}|''")
_NO_BLANK_AFTER = frozenset("([$`")

Token = tuple[int, int]
"""A sentence and a token's number in it."""


class GoldSpan(msgspec.Struct, frozen=True, kw_only=True):
    """One gold mention: its article, its runs of characters, its chain."""

    doc: str
    runs: tuple[tuple[int, int], ...]
    words: str
    chain: str


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """All articles of a topic, by document, with the gold mentions in them."""

    where: str
    docs: tuple[str, ...]
    articles: tuple[Article, ...]
    mentions: tuple[GoldSpan, ...]


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    coref_chain: str
    doc_id: str
    sent_id: int
    tokens_number: tuple[int, ...]
    tokens_str: str


class _Doc(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    at: dict[Token, tuple[int, int]]


def read(paths: Sequence[Path]) -> list[Topic]:
    """Read the topics of each corpus file and the mentions file of the same name."""
    corpora = [path for path in paths if path.name.endswith("_corpus.txt")]
    topics: list[Topic] = []
    for path in corpora:
        mentions = path.with_name(path.name.replace("_corpus.txt", "_Event_gold_mentions.json"))
        if not mentions.is_file():
            raise GoldError(path, None, f"{mentions.name} is not beside it")
        topics += _topics(path, mentions)
    return topics


def _topics(corpus: Path, mentions: Path) -> Iterator[Topic]:
    docs = {name: _doc(tokens) for name, tokens in _tokens(corpus).items()}
    spans = list(_spans(mentions, docs))
    by_topic: dict[str, list[str]] = defaultdict(list)
    for name in docs:
        by_topic[name.partition("_")[0]].append(name)
    for topic, names in sorted(by_topic.items(), key=lambda item: item[0].zfill(8)):
        articles = [article_of_text(docs[name].text, source=name) for name in names]
        held = set(names)
        yield Topic(
            where=f"{corpus.name}: topic {topic}",
            docs=tuple(names),
            articles=with_origins(articles),
            mentions=tuple(span for span in spans if span.doc in held),
        )


def _tokens(corpus: Path) -> dict[str, dict[Token, str]]:
    """Read the token table: document, sentence, token number, token, chain.

    A token may have a tab of the web page after it.
    """
    docs: dict[str, dict[Token, str]] = defaultdict(dict)
    for number, line in enumerate(corpus.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) < _CELLS or not (cells[1].isdecimal() and cells[2].isdecimal()):
            raise GoldError(corpus, number, f"not document, sentence, number, token, chain: {line}")
        docs[cells[0]][int(cells[1]), int(cells[2])] = " ".join(cells[3:-1]).strip()
    return docs


def _doc(tokens: Mapping[Token, str]) -> _Doc:
    """Write tokens as a text again, a sentence a paragraph, and keep where each stands."""
    text, at, before = "", {}, None
    for (sentence, number), word in sorted(tokens.items()):
        if before is not None and before != sentence:
            text += "\n"
        elif text and not _NO_BLANK_BEFORE.fullmatch(word) and text[-1] not in _NO_BLANK_AFTER:
            text += " "
        at[sentence, number] = (len(text), len(text) + len(word))
        text, before = text + word, sentence
    return _Doc(text=text, at=at)


def _spans(path: Path, docs: Mapping[str, _Doc]) -> Iterator[GoldSpan]:
    try:
        entries = msgspec.json.decode(path.read_bytes(), type=list[_Entry])
    except msgspec.DecodeError as broken:
        raise GoldError(path, None, str(broken)) from broken
    for n, entry in enumerate(entries, 1):
        doc = docs.get(entry.doc_id)
        tokens = [(entry.sent_id, number) for number in entry.tokens_number]
        if doc is None or any(token not in doc.at for token in tokens):
            said = f"entry {n}: {entry.doc_id} has no tokens {tokens} ({entry.tokens_str!r})"
            raise GoldError(path, None, said)
        runs = tuple(doc.at[token] for token in tokens)
        yield GoldSpan(doc=entry.doc_id, runs=runs, words=entry.tokens_str, chain=entry.coref_chain)


def score(rows: Sequence[Topic], answers: Answers) -> list[Scored]:
    """Score each topic."""
    return [_scored(row, answers) for row in rows]


def _scored(topic: Topic, answers: Answers) -> Scored:
    found = dict(_found(topic, answers))
    event_of = {m: e.id for e in events_of(topic.articles, answers) for m in e.mentions}
    chains = [(n, span.chain) for n, span in enumerate(topic.mentions)]
    given = [(n, event_of[m.id]) for n, m in found.items()]
    missed = [(n, f"missed {n}") for n, _ in chains if n not in found]
    counts = {Key("found", "", "right"): float(len(found))}
    counts[Key("found", "", "asked")] = float(len(chains))
    gold_found = clusters_of((n, chain) for n, chain in chains if n in found)
    counts |= conll_counts(FOUND, gold_found, clusters_of(given))
    counts |= conll_counts(ALL, clusters_of(chains), clusters_of([*given, *missed]))
    return Scored(counts=counts, slips=tuple(_slips(topic, dict(given))))


def _found(topic: Topic, answers: Answers) -> Iterator[tuple[int, Mention]]:
    """Pair gold mentions, by their number, with ours, article by article."""
    for doc, article in zip(topic.docs, topic.articles, strict=True):
        spans = [n for n, span in enumerate(topic.mentions) if span.doc == doc]
        mentions = answers[article.id].mentions
        yield from align(spans, mentions, lambda n, m: _shared(topic.mentions[n], m)).pairs


def _shared(gold: GoldSpan, mention: Mention) -> float:
    """Give the share of characters that both have, over those that either has."""
    start, end = mention.trigger.start, mention.trigger.end
    if mention.trigger.in_ != "text":
        return 0.0
    both = sum(max(0, min(end, b) - max(start, a)) for a, b in gold.runs)
    return both / (end - start + sum(b - a for a, b in gold.runs) - both)


def _slips(topic: Topic, event_of: Mapping[int, str]) -> Iterator[Slip]:
    """Name chains that several of our events share, and events that hold several chains."""
    by_chain: dict[str, list[int]] = defaultdict(list)
    by_event: dict[str, list[int]] = defaultdict(list)
    for n, event in event_of.items():
        by_chain[topic.mentions[n].chain].append(n)
        by_event[event].append(n)
    for members in by_chain.values():
        if len(events := {event_of[n] for n in members}) > 1:
            yield _slip("split: one event in several", topic, members, f"{len(events)} events")
    for members in by_event.values():
        if len(chains := {topic.mentions[n].chain for n in members}) > 1:
            yield _slip("joined: several events in one", topic, members, f"{len(chains)} chains")


def _slip(kind: str, topic: Topic, members: Iterable[int], got: str) -> Slip:
    words = (f"{topic.mentions[n].doc}: {topic.mentions[n].words}" for n in members)
    expected = "1 event" if kind.startswith("split") else "1 chain"
    return Slip(kind=kind, where=topic.where, text="; ".join(words), expected=expected, got=got)


gold = GoldSet(
    name="event-coref",
    files=("event-coref/*_corpus.txt", "event-coref/*_gold_mentions.json"),
    read=read,
    score=score,
    wanted=(
        Wanted(metric="accuracy", field="found"),
        *(
            wanted
            for which in (FOUND, ALL)
            for wanted in (
                Wanted(metric="conll_f1", field=which),
                *(Wanted(metric="agreement_f1", field=f"{m}, {which}") for m in MEASURES),
            )
        ),
    ),
)
