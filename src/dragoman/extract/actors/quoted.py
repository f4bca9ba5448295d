"""Who "we" and "you" are in what is quoted: the one who says it, and the one it is said to."""

from collections.abc import Iterator

import msgspec

from dragoman.extract.actors.found import Found
from dragoman.extract.actors.phrases import Finder
from dragoman.records import Token

_MARKS = frozenset('"“”')
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HEADLINE = 12
"""Tokens that a headline may have before the colon of its quotation."""


def in_quotations(finder: Finder, found: list[Found]) -> list[Found]:
    """Add each pronoun of a quotation whose talker or listener the same sentence names."""
    at = {f.head: f for f in found}
    phrases = finder.overlay.actors.phrases
    new = []
    for token, said in _quoted(finder):
        if token.i in at or token.tag not in ("PRP", "PRP$"):
            continue
        if token.lower in phrases.first_person:
            meant = _talker(finder, token, at, said=said)
        elif token.lower in phrases.second_person and said:
            meant = _listener(finder, token, at)
        else:
            continue
        if meant is not None:
            new.append(_meaning(finder, token, meant))
    return sorted([*found, *new], key=lambda f: f.head)


def _meaning(finder: Finder, token: Token, meant: Found) -> Found:
    naming = msgspec.structs.replace(meant.naming, via="coreference")
    span = meant.antecedent or meant.span(finder.parse)
    return Found(head=token.i, first=token.i, last=token.i, naming=naming, antecedent=span)


def _quoted(finder: Finder) -> Iterator[tuple[Token, bool]]:
    """Give every token with whether it stands between quotation marks of its paragraph."""
    inside = False
    for token in finder.parse.tokens:
        if "\n" in token.text:
            inside = False
        if token.text and set(token.text) <= _MARKS:
            inside = not inside if token.text == '"' else token.text == "“"
        yield token, inside


def _talker(finder: Finder, token: Token, at: dict[int, Found], *, said: bool) -> Found | None:
    parse = finder.parse
    for verb in parse.ancestors(token) if said else []:
        talker = _subject(finder, verb, at)
        if talker is not None and not _inside(finder, token, verb):
            return talker
    if not said:
        return _headline(finder, token, at)
    for verb in _near(finder, token):
        talker = _subject(finder, verb, at)
        if talker is not None:
            return talker
    return None


def _near(finder: Finder, token: Token) -> list[Token]:
    """Give the verbs of saying outside the quotation, the nearest first.

    Those of its own sentence, or where it has none those of the sentences beside it in its
    paragraph, since a quotation may be longer than a sentence.
    """
    own = finder.parse.sentence_number(token)
    for numbers in ([own], [own - 1, own + 1]):
        verbs = [t for n in numbers for t in _quoting(finder, token, n)]
        if verbs:
            return sorted(verbs, key=lambda t: abs(t.i - token.i))
    return []


def _quoting(finder: Finder, token: Token, sentence: int) -> Iterator[Token]:
    if not 0 <= sentence < len(finder.parse.sentences):
        return
    words = finder.overlay.actors.phrases.quoting
    for other in finder.parse.sentence_tokens(sentence):
        if other.lemma.lower() not in words or not other.tag.startswith("VB"):
            continue
        low, high = sorted((token.i, other.i))
        apart = any("\n" in t.text for t in finder.parse.tokens[low:high])
        if not apart and not _inside(finder, token, other):
            yield other


def _inside(finder: Finder, token: Token, other: Token) -> bool:
    """Whether no quotation mark stands between two tokens."""
    low, high = sorted((token.i, other.i))
    marks = [t for t in finder.parse.tokens[low:high] if t.text and set(t.text) <= _MARKS]
    return len(marks) % 2 == 0


def _subject(finder: Finder, verb: Token, at: dict[int, Found]) -> Found | None:
    if verb.lemma.lower() not in finder.overlay.actors.phrases.quoting:
        return None
    for child in finder.parse.children(verb, *_SUBJECTS):
        if child.i in at:
            return at[child.i]
    after = finder.parse.tokens[verb.i - 1] if verb.i else verb
    if set(after.text) <= _MARKS | {","}:  # `"…," vowed a general`, taken for an object
        for child in finder.parse.children(verb, "dobj", "attr", "npadvmod"):
            if child.i in at and child.i > verb.i:
                return at[child.i]
    return None


def _listener(finder: Finder, token: Token, at: dict[int, Found]) -> Found | None:
    for verb in _near(finder, token):
        for child in finder.parse.children(verb, "dobj", "dative"):
            if child.i in at:
                return at[child.i]
    return None


def _headline(finder: Finder, token: Token, at: dict[int, Found]) -> Found | None:
    """Give who stands before the colon of a headline ("Governor: they never talked to us")."""
    if finder.parse.in_ != "title":
        return None
    for mark in finder.parse.tokens[:_HEADLINE]:
        if mark.text == ":" and mark.i < token.i:
            before = [f for i, f in at.items() if i < mark.i]
            return before[-1] if len(before) == 1 else None
    return None
