"""Reads what stands around a toponym: its kind, what it lies in, the country of its adjective."""

import re
from collections.abc import Iterator, Sequence

from dragoman.extract.places.lexicon import Words
from dragoman.extract.places.position import first_of_list
from dragoman.extract.places.toponym import Toponym, toponym
from dragoman.records import Parse, Token
from dragoman.records.place import Precision

_ALIEN = re.compile(r"[.;:!?\n]")
_IN = re.compile(
    r"(?:,\s+(?:a|an|the|which|its?|one)\b[^,]{0,60})?\s(?:in|of|within)\s+(?:the\s+)?"
    r"(?:[\w-]+ern\s+|central\s+|north-?\w*\s+|south-?\w*\s+)?"
)
_COMMA = re.compile(r",\s+$")
_FULL: frozenset[Precision] = frozenset({"admin1", "admin2"})
Demonym = tuple[Token, int, str]
_FARTHEST = 80
"""Code points between a place and what is said to hold it."""


def surround(parse: Parse, found: Sequence[Toponym], words: Words) -> list[Toponym]:
    """Give one passage's toponyms, in order, with their kind and what holds them."""
    out: list[Toponym] = []
    for one in found:
        tokens = parse.between(one.start, one.end)
        if tokens:
            _designate(parse, one, tokens, words)
            one.country = _adjective_before(parse, tokens[0], words)
        if not out or not one.overlaps(out[-1].start, out[-1].end):
            out.append(one)
    _contain(parse, out)
    return out


def _designate(parse: Parse, one: Toponym, tokens: Sequence[Token], words: Words) -> None:
    """Learn the kind from the noun before ("city of X") or after ("X province") the name."""
    last = tokens[-1]
    own = words.designators.get(last.lower)
    if own in _FULL and len(tokens) > 1:
        one.kind, one.name = own, parse.text[one.start : tokens[-2].end]
        return
    after = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
    kind = words.designators.get(after.lower) if after and after.pos in {"NOUN", "PROPN"} else None
    if after and kind and _joins(after, last):
        one.kind = kind
        if kind in _FULL:
            one.end, one.text = after.end, parse.text[one.start : after.end]
        return
    one.kind = _kind_before(parse, tokens, words)


def _joins(after: Token, last: Token) -> bool:
    """Whether a designator after a name is its own: "Daraa province", not "Syria state media"."""
    return last.head == after.i and after.dep not in {"compound", "nmod", "amod", "poss"}


def _kind_before(parse: Parse, tokens: Sequence[Token], words: Words) -> Precision | None:
    first = first_of_list(parse, tokens[-1])
    head = parse.head(first)
    if first.dep == "pobj" and head.lower == "of":
        noun = parse.head(head)
        return words.designators.get(noun.lemma) if noun.pos in {"NOUN", "PROPN"} else None
    if first.dep == "appos" and head.pos == "NOUN" and head.i < first.i:
        return words.designators.get(head.lemma)
    noun_after = [c for c in parse.children(tokens[-1], "appos") if c.i > tokens[-1].i]
    return words.designators.get(noun_after[0].lemma) if noun_after else None


def _adjective_before(parse: Parse, first: Token, words: Words) -> str | None:
    """Give the country of "the Syrian town of X", "Syria's X" is left to `inside`."""
    for token in reversed(parse.tokens[max(first.i - 7, 0) : first.i]):
        if token.lower in words.adjectives and token.text[:1].isupper():
            return words.adjectives[token.lower]
        if token.pos in {"VERB", "PUNCT", "AUX", "CCONJ"}:
            return None
    return None


def _contain(parse: Parse, found: Sequence[Toponym]) -> None:
    """Learn what holds what: "X, Y", "X, a city in northern Y", "Y's X"."""
    for one, *rest in (found[n : n + 4] for n in range(len(found))):
        held: list[str] = []
        for other in rest:
            between = parse.text[one.end : other.start]
            if len(between) > _FARTHEST or _ALIEN.search(between):
                break
            if _COMMA.fullmatch(between) or _IN.fullmatch(between):
                held.append(other.name)
                other.is_position = other.is_position or bool(_COMMA.fullmatch(between))
            elif between in {"'s ", "’s "}:
                other.inside = (*other.inside, one.name)
        one.inside = (*one.inside, *held)


def adjectives(parse: Parse, named: Sequence[Demonym], words: Words) -> Iterator[Toponym]:
    """Give adjectives of countries that stand before the noun of a place ("a Syrian town")."""
    for token, start, code in named:
        if token.dep not in {"amod", "compound", "nmod"}:
            continue
        noun = parse.head(token)
        if noun.pos == "NOUN" and noun.lemma in words.placelike and noun.i > token.i:
            one = toponym(parse, start, token.end)
            one.is_adjective, one.country = True, code
            yield one


def demonyms(parse: Parse, words: Words) -> list[Demonym]:
    """Give each country's adjective: its last token, where it begins, the country's code."""
    out = []
    for token in parse.tokens:
        if not token.text[:1].isupper() or token.pos not in {"ADJ", "PROPN", "NOUN"}:
            continue
        lower = token.lower
        if token.i:
            before = parse.tokens[token.i - 1]
            double = words.adjectives.get(f"{before.lower} {lower.removesuffix('s')}")
            if double:
                out.append((token, before.start, double))
                continue
        code = words.adjectives.get(lower) or words.adjectives.get(lower[:-1])
        if code:
            out.append((token, token.start, code))
    return out
