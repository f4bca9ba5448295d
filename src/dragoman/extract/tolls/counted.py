"""Counting phrases of a passage and whom they count."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.ontology.numbers import Counted as Phrase
from dragoman.ontology.numbers import Figure, NumberWords
from dragoman.ontology.tolls import TollWords
from dragoman.records import Parse, Token

_BEFORE_A_NOUN = frozenset({"nummod", "amod", "det", "quantmod", "compound", "predet", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_BESIDE = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "VERB"})
_SEARCH = 4
"""Tokens after a number in which a noun is looked for where the parse gives none."""
_CAPTIVES = frozenset({"hostage", "captive", "prisoner"})
"""After people these belong to the verb ("took 40 villagers hostage")."""
_ELLIPSES = frozenset({"more", "other", "others", "dead", "wounded", "injured", "missing"})


class Count(NamedTuple):
    """A figure, its words, the head of its phrase, and the noun it counts (null: left out).

    `head` is the token whose place in the sentence tells what happened to those counted, `number`
    the number's own last token. `of_them` marks "three of them", counted among those named before.
    """

    figure: Figure
    start: int
    end: int
    first: Token
    last: Token
    head: Token
    noun: Token | None
    number: Token
    of_them: bool = False


def counts(parse: Parse, sentence: int, words: tuple[NumberWords, TollWords]) -> Iterator[Count]:
    """Find the counting phrases of one sentence in text order."""
    numbers, toll_words = words
    done = 0
    for token in parse.sentence_tokens(sentence):
        if token.start < done or not numbers.may_start(token.lower):
            continue
        phrase = numbers.match(parse.text, token.start)
        if phrase is not None:
            done = phrase.end
            if _is_count(parse, phrase, numbers):
                yield _count(parse, phrase, toll_words)
        elif token.lower == "no":
            yield from _none(parse, token, toll_words)


def _none(parse: Parse, token: Token, words: TollWords) -> Iterator[Count]:
    """Read "no casualties", "no soldiers": none, if the noun is people or their fate."""
    noun = parse.head(token)
    if noun.i > token.i and (noun.lemma in words.counts or noun.lemma in words.people):
        none = Figure(0, 0, 0)
        yield Count(none, token.start, noun.end, token, noun, noun, noun, token)


def _is_count(parse: Parse, phrase: Phrase, numbers: NumberWords) -> bool:
    """Tell counts from prices, ages, distances and names such as "F-16" or "12-year-old"."""
    text, (_, start, core, end) = parse.text, phrase
    if start and (text[start - 1].isalnum() or text[start - 1] in "$£€¥#-–/.'’"):
        return False
    tail = text[end : end + 2]
    if tail[:1] in ("%", "°", "/") or (tail[:1] in ("-", "–") and tail[1:].isalpha()):
        return False
    sentence = parse.sentence_number(parse.between(core, end)[0])
    first, last = parse.sentences[sentence]
    inside = parse.between(start, end)
    previous = parse.tokens[inside[0].i - 1].lower if inside[0].i > first else ""
    following = parse.tokens[inside[-1].i + 1].lower if inside[-1].i + 1 < last else ""
    return previous not in numbers.beside.before and following not in numbers.beside.after


def _count(parse: Parse, phrase: Phrase, words: TollWords) -> Count:
    inside = parse.between(phrase.core, phrase.end)
    outer = parse.between(phrase.start, phrase.end)
    root = _root(inside)
    of = next((t for t in _next(parse, outer[-1], 1) if t.lower == "of"), None)
    if of is not None:
        return _of(parse, phrase, (outer[0], outer[-1]), arc=(root, of))
    above = parse.head(root)
    noun: Token | None = above
    if root.dep not in _BEFORE_A_NOUN or above.i <= outer[-1].i:
        noun = _beside(parse, outer[-1], words)
    elif above.pos not in _NOUNS and above.lower not in _ELLIPSES:
        noun = None
    head = noun or (above if root.dep in _BEFORE_A_NOUN else root)
    if noun is not None and noun.i == outer[-1].i + 1:
        if noun.lower in words.rows.dates:
            noun, head = None, root
        elif noun.lower in _CAPTIVES:
            noun = None
    if head.dep == "compound" and parse.head(head).lower in _CAPTIVES:
        head = parse.head(head)
    last = noun or outer[-1]
    if noun is not None and noun.lower in _ELLIPSES:
        last = noun if noun.lower in ("other", "others", "more") else outer[-1]
        noun = None
    return Count(phrase.figure, phrase.start, last.end, outer[0], last, head, noun, outer[-1])


def _of(
    parse: Parse, phrase: Phrase, ends: tuple[Token, Token], *, arc: tuple[Token, Token]
) -> Count:
    """Read "dozens of people", "three of them"."""
    (first, last), (root, of) = ends, arc
    noun = parse.child(of, "pobj")
    if noun is None:
        noun = next((t for t in _next(parse, of, _SEARCH) if t.pos in _NOUNS), None)
    if noun is None or noun.i < of.i:
        return Count(phrase.figure, phrase.start, phrase.end, first, last, root, None, last)
    if noun.pos == "PRON":
        return Count(
            phrase.figure, phrase.start, phrase.end, first, last, root, None, last, of_them=True
        )
    return Count(phrase.figure, phrase.start, noun.end, first, noun, root, noun, last)


def _root(inside: tuple[Token, ...]) -> Token:
    numbers = {t.i for t in inside}
    outer = [t for t in inside if t.head not in numbers or t.head == t.i]
    return outer[-1] if outer else inside[-1]


def _next(parse: Parse, token: Token, many: int) -> tuple[Token, ...]:
    last = parse.sentences[parse.sentence_number(token)].last
    return parse.tokens[token.i + 1 : min(token.i + 1 + many, last)]


def _beside(parse: Parse, last: Token, words: TollWords) -> Token | None:
    """Find the noun right after a number whose parse went astray, if it names people."""
    found = None
    for token in _next(parse, last, _SEARCH):
        is_verb = token.pos == "VERB" and token.dep != "amod"
        if token.pos not in _BESIDE or is_verb or token.lower in words.states:
            break
        if token.lemma.lower() in words.people or token.lemma.lower() in words.rows.families:
            found = token
    return found
