"""Whether the verb that governs a time says that it lies ahead."""

from dragoman.extract.times.found import Found, before
from dragoman.ontology.times import FutureWords
from dragoman.records import Parse, Token

_BESIDE_A_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_LONGEST_CLIMB = 12


def lies_ahead(parse: Parse, found: Found, words: FutureWords) -> bool:
    """Whether the tense is future, as "will meet", "is to meet" and "postponed until" are.

    A headline's bare present tells of the past ("Army shells town on Tuesday").
    """
    if any(_led_by(parse, found.first, lead) for lead in words.leads):
        return True
    token = found.head
    if token.dep in _BESIDE_A_NOUN and token.head > token.i:
        noun = parse.head(token)
        return noun.dep in ("nsubj", "nsubjpass") and _ahead(parse, parse.head(noun), words)
    governor = _governor(parse, token)
    if governor is None:
        return False
    if any(_led_by(parse, t, lead) for t in _path(parse, token) for lead in words.leads):
        return True
    return _ahead(parse, governor, words)


def _led_by(parse: Parse, token: Token, lead: str) -> bool:
    """Whether the words of `lead` stand right before a token or its determiner."""
    tokens, here = lead.split(), before(parse, token)
    if here is not None and here.pos in ("DET", "ADJ") and here.lower not in tokens:
        here = before(parse, here)
    for word in reversed(tokens):
        if here is None or here.lower != word:
            return False
        here = before(parse, here)
    return True


def _path(parse: Parse, token: Token) -> list[Token]:
    path = [token]
    for here in parse.ancestors(token)[:_LONGEST_CLIMB]:
        if here.pos in ("VERB", "AUX"):
            break
        path.append(here)
    return path


def _governor(parse: Parse, token: Token) -> Token | None:
    climb = (token, *parse.ancestors(token)[:_LONGEST_CLIMB])
    return next((here for here in climb if here.pos in ("VERB", "AUX")), None)


def _ahead(parse: Parse, verb: Token, words: FutureWords) -> bool:
    for _ in range(_LONGEST_CLIMB):
        verdict = _verdict(parse, verb, words)
        if verdict is not None:
            return verdict
        above = _above(parse, verb)
        if above is None:
            return False
        verb = above
    return False


def _above(parse: Parse, verb: Token) -> Token | None:
    return next((t for t in parse.ancestors(verb) if t.pos in ("VERB", "AUX", "ADJ")), None)


def _verdict(parse: Parse, verb: Token, words: FutureWords) -> bool | None:
    """Judge one verb; null where it takes its time from the verb above it."""
    helpers = [t for t in parse.children(verb) if t.dep in ("aux", "auxpass")]
    lower = {t.lower for t in helpers}
    if lower & words.auxiliaries:
        return "have" not in lower
    if verb.lemma in words.governors and verb.lemma not in words.only_with_infinitive:
        return True
    if "to" in lower and "have" not in lower:
        return _infinitive(parse, verb, words)
    if lower & {"had", "has", "have", "was", "were", "did"}:
        return False
    if lower & {"is", "are", "'s", "’s", "'re", "’re"}:
        return verb.tag == "VBG"
    return _by_form(parse, verb)


def _by_form(parse: Parse, verb: Token) -> bool | None:
    if verb.tag in ("VBZ", "VBP"):
        return parse.in_ == "text"
    if verb.dep == "conj" and verb.tag in ("VB", "VBN", "VBG"):
        return None
    if verb.tag == "VBG":
        return None if verb.dep != "ROOT" else False
    return False


def _infinitive(parse: Parse, verb: Token, words: FutureWords) -> bool | None:
    above = _above(parse, verb)
    if above is None:
        return True
    if verb.dep == "advcl" or above.lemma in words.done:
        return None
    return above.lemma in words.governors or parse.in_ == "title" or verb.dep in ("xcomp", "ccomp")
