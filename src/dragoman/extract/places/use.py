"""Tells whether a place's name is used for the place or for its government."""

from dragoman.extract.places.lexicon import Words
from dragoman.extract.places.toponym import Toponym
from dragoman.ontology.gazetteer import Candidate
from dragoman.ontology.toponym_keys import key_of
from dragoman.records import Parse, Token

_STATES = frozenset(
    "be remain have lie sit stand become border see suffer face endure witness experience wake fall "
    "come burn reel brace host".split()
)
"""What a place does as a place."""
_GOING = frozenset({"leave", "depart", "head", "set", "sail", "bound", "make"})


def is_metonym(parse: Parse, one: Toponym, candidate: Candidate | None, words: Words) -> bool:
    """Whether a name stands for a government: "Washington condemned", "ties with Egypt".

    Only countries, capitals and first-order divisions are used so.
    """
    head = parse.root_of(one.start, one.end)
    if head is None or candidate is None or not _governs(candidate, one, words):
        return False
    first = parse.first_conjunct(head)
    while first.dep == "appos" and first.head != first.i:
        first = parse.first_conjunct(parse.head(first))
    return _by_role(parse, first, candidate, words)


def _governs(candidate: Candidate, one: Toponym, words: Words) -> bool:
    return (
        candidate.precision in {"country", "admin1"}
        or candidate.is_capital
        or key_of(one.name) in words.seats
    )


def _by_role(parse: Parse, head: Token, candidate: Candidate, words: Words) -> bool:
    ruler = parse.head(head)
    is_country = candidate.precision == "country"
    match head.dep:
        case "nsubj":
            if ruler.pos not in {"VERB", "AUX"}:
                return is_country and ruler.pos in {"ADJ"}
            if ruler.lemma in words.acts:
                return True
            governs = is_country or candidate.is_capital
            return governs and ruler.lemma not in _STATES and ruler.pos == "VERB"
        case "dobj" | "dative" | "iobj":
            return is_country and ruler.lemma not in words.touches or ruler.lemma in _TOLD
        case "poss":
            return _is_owner(ruler, words)
        case "compound" | "nmod" | "amod":
            return ruler.lemma in words.governed and ruler.lemma not in words.placelike
        case "pobj":
            return _after(parse, ruler, is_country=is_country, words=words)
        case _:
            return False


_TOLD = frozenset(
    "assure tell urge warn accuse ask thank inform blame criticise criticize call".split()
)


def _is_owner(owned: Token, words: Words) -> bool:
    if owned.pos == "PROPN" and owned.lemma.casefold() not in words.governed:
        return False
    return owned.lemma not in words.placelike


def _after(parse: Parse, preposition: Token, *, is_country: bool, words: Words) -> bool:
    """Judge the object of a preposition by what the preposition hangs on."""
    ruler = parse.head(preposition)
    lemma = ruler.lemma
    match preposition.lower:
        case "with" | "against" | "by" | "between":
            if lemma in words.placelike or not is_country and lemma not in words.dealings:
                return preposition.lower == "by" and preposition.dep == "agent"
            return True
        case "of":
            return lemma in words.governed and lemma not in words.placelike
        case "to" | "from" | "on" | "upon" | "towards" | "toward":
            return lemma in words.given or lemma in words.dealings
        case "for":
            return lemma in words.given or (is_country and lemma not in _GOING)
        case _:
            return False
