"""Tells whether a place's name is used for the place or for its government."""

from dragoman.extract.places.lexicon import Words
from dragoman.extract.places.position import first_of_list
from dragoman.extract.places.toponym import Toponym
from dragoman.ontology.gazetteer import Candidate
from dragoman.ontology.toponym_keys import key_of
from dragoman.records import Parse, Token


def is_metonym(parse: Parse, one: Toponym, candidate: Candidate | None, words: Words) -> bool:
    """Whether a name stands for a government: "Washington condemned", "ties with Egypt".

    Only countries, capitals and first-order divisions are used so.
    """
    head = parse.root_of(one.start, one.end)
    if one.is_position and candidate is not None and candidate.precision != "country":
        return False
    if head is None or candidate is None or not _governs(candidate, one, words):
        return False
    if _is_hyphened(parse, one, words):
        return True
    first = first_of_list(parse, head)
    while first.dep == "appos" and first.head != first.i:
        first = first_of_list(parse, parse.head(first))
    return _by_role(parse, first, one, candidate=candidate, words=words)


def _is_hyphened(parse: Parse, one: Toponym, words: Words) -> bool:
    """Whether a name is the first half of "Iran-backed" and the like."""
    after = parse.text[one.end : one.end + 12]
    return after[:1] in {"-", "‐", "‑"} and after[1:].split(" ")[0].casefold().startswith(
        tuple(words.backing)
    )


def _governs(candidate: Candidate, one: Toponym, words: Words) -> bool:
    return (
        candidate.precision in {"country", "admin1"}
        or candidate.is_capital
        or key_of(one.name) in words.seats
    )


_SHORT_FORMS = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "DRC", "DPRK", "PRC"})
"""Countries' short names, which stand before nouns as adjectives do."""


def _by_role(
    parse: Parse, head: Token, one: Toponym, *, candidate: Candidate, words: Words
) -> bool:
    ruler = parse.head(head)
    is_country = candidate.precision == "country"
    match head.dep:
        case "nsubj":
            if ruler.pos not in {"VERB", "AUX"}:
                return is_country and ruler.pos == "ADJ"
            if ruler.lemma.casefold() in words.acts:
                return True
            if ruler.lemma == "be":
                return any(c.lemma in words.minded for c in parse.children(ruler, "acomp"))
            governs = is_country or candidate.is_capital
            return governs and ruler.lemma not in words.states and ruler.pos == "VERB"
        case "dobj" | "dative" | "iobj":
            return (is_country and ruler.lemma not in words.touches) or ruler.lemma in words.told
        case "poss":
            return _is_owner(ruler, words)
        case "compound" | "nmod" | "amod":
            if is_country and one.text in _SHORT_FORMS and ruler.lemma not in words.placelike:
                return True
            return (
                ruler.lemma.casefold() in words.governed
                and ruler.lemma.casefold() not in words.placelike
            )
        case "pobj":
            return _after(parse, ruler, is_country=is_country, words=words)
        case _:
            return False


def _is_owner(owned: Token, words: Words) -> bool:
    if owned.pos == "PROPN" and owned.lemma.casefold() not in words.governed:
        return False
    return owned.lemma not in words.placelike


def _after(parse: Parse, preposition: Token, *, is_country: bool, words: Words) -> bool:
    """Judge the object of a preposition by what the preposition hangs on."""
    ruler = parse.head(preposition)
    lemma = ruler.lemma.casefold()
    match preposition.lower:
        case "with" | "against" | "by" | "between":
            if lemma in words.placelike or (not is_country and lemma not in words.dealings):
                return preposition.lower == "by" and preposition.dep == "agent"
            return True
        case "of":
            return lemma in words.governed and lemma not in words.placelike
        case "to" | "from" | "on" | "upon" | "towards" | "toward":
            return lemma in words.given or lemma in words.dealings
        case "for":
            return lemma in words.given or (is_country and lemma not in words.going)
        case _:
            return False
