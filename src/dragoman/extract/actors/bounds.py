"""Where a naming phrase begins and ends: without article, number, relative clause."""

from dragoman.extract.actors.tokens import MODIFIERS, Overlay
from dragoman.ontology.actors_roles import Phrases
from dragoman.records import Parse, Token

_INSIDE = MODIFIERS | {"case", "punct", "advmod", "nounmod", "det", "cc", "conj", "dep"}
_TRIMMED_TAGS = frozenset(
    {
        "DT",
        "PDT",
        "PRP$",
        "VBG",
        "CD",
        "WDT",
        "WP$",
        "CC",
        ",",
        "RB",
        "RBS",
        "RBR",
        "IN",
        "``",
        "''",
        ":",
        "HYPH",
        "-LRB-",
        "-RRB-",
        "POS",
        "$",
        "JJS",
        "SYM",
        "_SP",
        ".",
        "TO",
    }
)
_LONGEST = 14
"""Tokens before a head; a longer run is a list gone wrong."""


def first_of(overlay: Overlay, head: Token, *, after: int = -1) -> int:
    """Give the first token of the phrase that `head` ends, not before the token `after`."""
    tokens = overlay.parse.tokens
    at = head.i
    laid = overlay.at.get(head.i)
    floor = max(after, head.i - _LONGEST)
    if laid is not None and laid.first > after:
        at = laid.first
    title = overlay.title_before(at, head)
    anchor = head
    if title is not None and title.first > after:
        at, anchor = title.first, tokens[title.head]
    while at - 1 > floor and (
        _belongs(overlay, tokens[at - 1], head) or _belongs(overlay, tokens[at - 1], anchor)
    ):
        at -= 1
    first = _trim(overlay, at, head.i)
    if laid is not None and laid.item.sense.entry is not None:
        first = _trim_nouns(overlay, first, laid.first)
    return first


def _belongs(overlay: Overlay, token: Token, head: Token) -> bool:
    parse = overlay.parse
    for _ in range(_LONGEST):
        if token.i == head.i:
            return True
        if token.dep not in _INSIDE or token.head == token.i:
            return False
        token = parse.head(token)
    return False


def _trim(overlay: Overlay, first: int, last: int) -> int:
    """Drop what only determines or counts from the left of a phrase."""
    tokens, phrases = overlay.parse.tokens, overlay.actors.phrases
    while first < last and first not in overlay.at and _drops(tokens[first], phrases):
        first += 1
    return first


def _trim_nouns(overlay: Overlay, first: int, name: int) -> int:
    """Drop words before a known name that are no title of it (a caption's credit)."""
    while first < name and first not in overlay.at and overlay.parse.tokens[first].tag != "JJ":
        first += 1
    return first


def _drops(token: Token, phrases: Phrases) -> bool:
    return token.tag in _TRIMMED_TAGS or token.lower in phrases.quantifiers


def complement(parse: Parse, head: Token, *preps: str) -> Token | None:
    """Give the noun of a head's "of" phrase (or of another preposition named)."""
    for prep in parse.children(head, "prep"):
        if prep.lower in preps and prep.i > head.i:
            return parse.child(prep, "pobj")
    return None


def hollow(token: Token, phrases: Phrases) -> bool:
    """Whether a noun before "of" only counts ("thousands of teachers")."""
    return token.lower in phrases.counters_hollow or token.lower.removesuffix("s") in (
        phrases.counters_hollow
    )
