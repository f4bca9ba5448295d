"""What the data files do not know: the names and words that a corpus asks them for most often."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from dragoman.evaluate.coding import batches
from dragoman.ontology.attribution import cues
from dragoman.ontology.lexicon import load_lexicon
from dragoman.ontology.light import load_light_verbs
from dragoman.pipeline.coder import CodeArticle, Coded
from dragoman.pipeline.order import Pipeline
from dragoman.pipeline.work import Workers
from dragoman.records import Article, Parse, Parsed, Reading, Token

Kind = Literal["actor", "place", "verb", "noun"]
KINDS: tuple[Kind, ...] = ("actor", "place", "verb", "noun")

_TIES = frozenset({"of", "by", "against", "between", "with", "from"})
"""Prepositions that tie a party to a noun that may name what it does or suffers."""


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """Something unknown, once met: its kind, its words (a lemma for verbs and nouns), a sentence.

    An actor is a party of which neither country nor sector is known; a place a toponym that
    stands nowhere in the gazetteer; a verb or noun one that has a party at its side and no rule.
    """

    kind: Kind
    words: str
    sentence: str


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """Something unknown, how often it was met, in how many articles, and one sentence with it."""

    kind: Kind
    words: str
    count: int
    articles: int
    example: str


class _Looked(Coded, frozen=True, kw_only=True):
    """What looking through one article gave."""

    met: tuple[Met, ...] = ()


def unknown_in(articles: Iterable[Article], *, jobs: int) -> list[Unknown]:
    """Read articles and give what is unknown in them, the most frequent first."""
    with Workers(jobs, build=_looker, gives=_Looked) as workers:
        found = [each for _, coded in workers.code(batches(articles)) for each in coded]
    return counted([each.met if isinstance(each, _Looked) else () for each in found])


def counted(met: Sequence[Sequence[Met]]) -> list[Unknown]:
    """Count what was met article by article; ties go by kind and words."""
    counts: Counter[tuple[Kind, str]] = Counter()
    articles: Counter[tuple[Kind, str]] = Counter()
    examples: dict[tuple[Kind, str], str] = {}
    for its in met:
        keys = [(each.kind, each.words) for each in its]
        counts.update(keys)
        articles.update(set(keys))
        for key, each in zip(keys, its, strict=True):
            examples.setdefault(key, each.sentence)
    order = sorted(counts, key=lambda key: (-counts[key], key))
    return [
        Unknown(
            kind=k, words=w, count=counts[k, w], articles=articles[k, w], example=examples[k, w]
        )
        for k, w in order
    ]


def met_in(parsed: Parsed, reading: Reading) -> Iterator[Met]:
    """Give all that is unknown in one reading, in the order of kinds."""
    for party in reading.parties:
        if party.start is not None and party.via is None and party.country is None:
            parse = parsed.passage(party.in_)
            if _has_name(parse, party.start, party.end or party.start):
                yield Met(kind="actor", words=party.text, sentence=_around(parse, party.start))
    for place in reading.places:
        if place.start is not None and place.geonames_id is None and place.country is None:
            parse = parsed.passage(place.in_)
            yield Met(kind="place", words=place.text, sentence=_around(parse, place.start))
    for parse in parsed.passages:
        sides = _tokens_of_parties(parse, reading)
        for token in parse.tokens:
            kind = _unknown_word(parse, token, sides)
            if kind is not None:
                sentence = _around(parse, token.start)
                yield Met(kind=kind, words=token.lemma.casefold(), sentence=sentence)


def _unknown_word(parse: Parse, token: Token, sides: frozenset[int]) -> Kind | None:
    if not token.text.isalpha() or token.ent or token.i in sides:
        return None
    if token.pos == "VERB" and token.lemma not in _verbs():
        by = [c for a in parse.children(token, "agent") for c in parse.children(a, "pobj")]
        near = [*parse.children(token, "nsubj", "nsubjpass", "dobj"), *by]
        return "verb" if any(child.i in sides for child in near) else None
    if token.pos == "NOUN" and token.lemma not in _nouns():
        ties = [c for c in parse.children(token, "prep") if c.lower in _TIES]
        near = [c for tie in ties for c in parse.children(tie, "pobj")]
        near += parse.children(token, "poss")
        return "noun" if any(child.i in sides for child in near) else None
    return None


def _tokens_of_parties(parse: Parse, reading: Reading) -> frozenset[int]:
    spans = [(p.start, p.end) for p in reading.parties if p.in_ == parse.in_]
    return frozenset(
        token.i
        for start, end in spans
        if start is not None and end is not None
        for token in parse.between(start, end)
    )


def _has_name(parse: Parse, start: int, end: int) -> bool:
    return any(t.pos == "PROPN" for t in parse.between(start, end))


def _around(parse: Parse, start: int) -> str:
    tokens = parse.between(start, start + 1)
    return parse.sentence_span(parse.sentence_number(tokens[0])).quote if tokens else ""


@cache
def _verbs() -> frozenset[str]:
    """Every verb that some data file speaks of."""
    spoken = {word.split(" ")[0] for word in (*cues().verbs, *cues().silent)}
    return frozenset(load_lexicon().verbs) | frozenset(load_light_verbs()) | spoken


@cache
def _nouns() -> frozenset[str]:
    """Every noun that some data file speaks of."""
    classes = {word for words in load_lexicon().classes.values() for word in words}
    return frozenset(load_lexicon().nouns) | frozenset(cues().nouns) | classes


@cache
def _looker() -> CodeArticle:
    pipeline = Pipeline()

    def look(article: Article) -> Coded:
        ((parsed, reading),) = pipeline.read([article])
        return _Looked(article=article.id, met=tuple(met_in(parsed, reading)))

    return look
