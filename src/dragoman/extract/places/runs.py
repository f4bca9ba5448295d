"""Looks around a name: the entity and the proper-noun run it is in, and who is a person."""

from collections.abc import Iterator, Sequence

from dragoman.extract.places.lexicon import Words
from dragoman.extract.places.position import is_located, is_named_by_noun
from dragoman.records import Parse, Parsed, Token

PLACES = frozenset({"GPE", "LOC", "FAC"})
_OTHERS = frozenset({"ORG", "PERSON", "WORK_OF_ART", "LAW", "PRODUCT", "NORP"})
_PARTICLES = frozenset(
    ["al", "el", "ul", "abu", "ibn", "bin", "ben", "de", "la", "van", "von", "der", "of", "dos"]
)
_LONGEST = 15
"""Tokens looked at on either side of a name for the entity it is in."""
_JOINERS = frozenset({"of", "for", "the", "-", "’s", "'s"})


def entities(parse: Parse) -> Iterator[tuple[Token, ...]]:
    """Give the tokens of each named entity, in order."""
    run: list[Token] = []
    for token in parse.tokens:
        if run and (not token.ent or token.ent_starts or token.ent != run[0].ent):
            yield tuple(run)
            run = []
        if token.ent:
            run.append(token)
    if run:
        yield tuple(run)


def persons(parsed: Parsed, words: Words) -> frozenset[str]:
    """Give the names, in lower case, of people: parts of full names, and names after a title."""
    found: set[str] = set()
    for parse in parsed.passages:
        for entity in entities(parse):
            names = [t for t in entity if t.pos == "PROPN" and t.text[:1].isupper()]
            located = names and (
                is_located(parse, names[-1], words) or is_named_by_noun(parse, names[-1], words)
            )
            if entity[0].ent == "PERSON" and len(names) > 1 and not located:
                found.update(t.lower for t in names[1:] if t.lower not in _PARTICLES)
        for token in parse.tokens:
            if token.i and token.pos == "PROPN" and is_titled(parse, token, words):
                found.add(token.lower)
    return frozenset(found)


def is_titled(parse: Parse, token: Token, words: Words) -> bool:
    """Whether a title ("President", "Lt.") stands right before a name as part of it."""
    before = parse.tokens[token.i - 1]
    return (
        token.i > 0
        and before.lower.rstrip(".") in words.titles
        and before.pos in {"PROPN", "NOUN"}
        and (before.head in (token.i, token.head))
        and before.dep in {"compound", "nmod", "appos"}
    )


def entity_around(parse: Parse, first: Token, last: Token) -> tuple[Token, ...]:
    """Give the tokens of the entity that a name is in or begins, empty where it is in none."""
    if not first.ent:
        return ()
    tokens, start, end = parse.tokens, first.i, last.i + 1
    while (
        start > first.i - _LONGEST
        and not tokens[start].ent_starts
        and start
        and tokens[start - 1].ent == first.ent
    ):
        start -= 1
    longest = min(len(tokens), last.i + _LONGEST)
    while end < longest and tokens[end].ent == first.ent and not tokens[end].ent_starts:
        end += 1
    return tokens[start:end]


def is_part_of_other(parse: Parse, first: Token, last: Token, words: Words) -> bool:
    """Whether a name is only a part of a person's, an organisation's or a work's name."""
    right = _right(parse, last)
    if is_institution(right, words):
        return False
    if any(t.lower in words.organisation for t in right):
        return True
    left = _left(parse, first)
    if any(t.lower in words.organisation for t in left):
        return True
    around = entity_around(parse, first, last)
    if not around or around[0].ent not in _OTHERS:
        return False
    rest = [t for t in around if (t.i < first.i or t.i > last.i) and t.pos == "PROPN"]
    if not rest or (first.i and parse.tokens[first.i - 1].lower in {"in", "near", "and", ","}):
        return False
    return any(t.lower not in words.designators for t in rest)


def is_institution(tokens: Sequence[Token], words: Words) -> bool:
    """Whether words end in a local institution's noun: "University", "Police Department"."""
    if not tokens:
        return False
    pair = " ".join(t.lower.removesuffix("s") for t in tokens[-2:])
    return tokens[-1].lower in words.institutions or pair in words.institutions


def _right(parse: Parse, last: Token) -> list[Token]:
    """Give the proper nouns that go on right after a name."""
    out: list[Token] = []
    for token in parse.tokens[last.i + 1 : last.i + 7]:
        if token.pos == "PROPN" or (token.text[:1].isupper() and token.pos in {"ADJ", "NOUN"}):
            out.append(token)
        elif token.lower not in _JOINERS or (not out and token.lower != "-"):
            break
    return out


def _left(parse: Parse, first: Token) -> list[Token]:
    """Give the proper nouns that lead to a name by "of" or "for" ("Bank of England")."""
    tokens: Sequence[Token] = parse.tokens[max(first.i - 7, 0) : first.i]
    out: list[Token] = []
    joined = False
    for token in reversed(tokens):
        if token.pos == "PROPN" and (joined or token.dep == "compound"):
            out.append(token)
        elif token.lower in _JOINERS:
            joined = joined or token.lower in {"of", "for"}
        else:
            break
    return out
