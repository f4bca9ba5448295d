"""Says whether a word stands where a place stands: "in X", "the town of X", "north of X"."""

from dragoman.extract.places.lexicon import Words
from dragoman.records import Parse, Token

_NAMING = frozenset({"settlement", "admin1", "admin2", "site"})


_OF_PEOPLE = frozenset({"of", "by", "for", "against", "under"})
"""Prepositions after which a name is as often a person's."""
_LONGEST_LIST = 60
"""Items climbed from one of a list to its first; keeps time linear in lists without end."""
_LIST_BEFORE_NOUN = 8


def first_of_list(parse: Parse, token: Token) -> Token:
    """Climb from a list's item to its first, which carries the list's own role."""
    for _ in range(_LONGEST_LIST):
        if token.dep != "conj" or token.head == token.i:
            return token
        token = parse.head(token)
    return token


def is_located(parse: Parse, token: Token, words: Words) -> bool:
    """Whether a name, or the list it is in, is the object of "in", "near", "north of" and so on."""
    first = first_of_list(parse, token)
    if first.dep != "pobj":
        return False
    preposition = parse.head(first)
    if preposition.lower in words.strong:
        return True
    ruler = parse.head(preposition)
    if preposition.lower in {"of", "for", "on"} and ruler.lemma in words.sieges:
        return True
    if preposition.lower == "of":
        return ruler.lower in words.strong or ruler.lemma in words.placelike
    return preposition.lower == "to" and ruler.lower in {"route", "close", "adjacent"}


def is_named_by_noun(parse: Parse, token: Token, words: Words) -> bool:
    """Whether a noun names it: "the towns of X and Y", "the village X", "X city", "X area"."""
    first = first_of_list(parse, token)
    head = parse.head(first)
    kind = words.designators.get
    match first.dep:
        case "pobj" if head.lower == "of":
            return kind(parse.head(head).lemma) in _NAMING
        case "appos" | "oprd":
            return head.pos == "NOUN" and kind(head.lemma) == "settlement"
        case "compound" | "nmod":
            follows = 0 < head.i - token.i <= _LIST_BEFORE_NOUN
            return follows and (kind(head.lemma.lower()) in _NAMING or head.lemma in words.parts)
        case _:
            return False


def is_touched(parse: Parse, token: Token, words: Words) -> bool:
    """Whether something is done to it that is done to places: "entered X", "X was shelled"."""
    first = first_of_list(parse, token)
    return first.dep in {"dobj", "nsubjpass"} and parse.head(first).lemma in words.touches


def is_listed(parse: Parse, token: Token, words: Words) -> bool:
    """Whether it is in a list that a preposition of place rules."""
    first = first_of_list(parse, token)
    return first.dep == "pobj" and parse.head(first).lower in words.strong | words.weak


def is_weakly_located(parse: Parse, token: Token, words: Words) -> bool:
    """Whether it may be a place: "from X", "X countryside", "entered X"."""
    first = first_of_list(parse, token)
    if first.dep == "pobj" and parse.head(first).lower in words.weak - _OF_PEOPLE:
        return True
    head = parse.head(token)
    if token.dep in {"compound", "nmod"} and head.i == token.i + 1 and head.pos == "NOUN":
        return head.lemma in words.placelike
    return is_touched(parse, token, words)
