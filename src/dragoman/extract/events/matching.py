"""Holds the lexicon's patterns against the syntax."""

from dragoman.extract.events.clause import gap_is_object, is_passive
from dragoman.extract.events.scene import CLAUSE, Scene
from dragoman.ontology.patterns import COMPUTED, NounPattern, VerbPattern, Word
from dragoman.records import Parse, Token

_DEEPEST = 3
_ADJUNCTS = frozenset(
    {"according", "after", "before", "following", "amid", "during", "despite", "since", "because"}
    | {"until", "while", "without"}
)
"""Prepositions that lead out of what a verb says."""


def lemma_of(token: Token) -> str:
    """Give the lemma in lower case; headlines make proper names of common words."""
    return token.lemma.lower()


def lemmas_of(token: Token) -> tuple[str, ...]:
    """Give the lemma, and for a verb form the stems that the lemmatizer may have missed.

    The rule lemmatizer makes "rap" of "raped"; a lexicon that knows only one of them decides.
    """
    lemma, word = lemma_of(token), token.lower
    if token.tag in ("VBD", "VBN") and word.endswith("ed"):
        return lemma, word[:-1], word[:-2]
    if token.tag == "VBG" and word.endswith("ing"):
        return lemma, word[:-3] + "e", word[:-3]
    return (lemma,) if token.pos != "PROPN" else (lemma, word, word.removesuffix("s"))


def dependents(scene: Scene, verb: Token) -> list[Token]:
    """Give what depends on a verb, each verb's once a passage: many patterns ask for it."""
    known = scene.around.get(verb.i)
    if known is None:
        known = scene.around[verb.i] = _dependents(scene.parse, verb)
    return known


def _dependents(parse: Parse, verb: Token) -> list[Token]:
    """Give what depends on a verb inside its own clause, and what a participle describes.

    Who does it is not among them: "talks ended" is not "they ended talks".
    """
    out: list[Token] = []
    todo = [(verb, 0)]
    while todo:
        here, depth = todo.pop()
        for child in parse.children(here):
            if child.dep in CLAUSE and child.dep != "xcomp":
                continue
            if child.dep == "conj" and child.pos == "VERB":
                continue
            if here.i == verb.i and child.dep == "nsubj":
                continue
            if child.dep == "mark" or child.lower in _ADJUNCTS:
                continue
            out.append(child)
            if depth + 1 < _DEEPEST:
                todo.append((child, depth + 1))
    if verb.dep in ("acl", "relcl") and (is_passive(parse, verb) or gap_is_object(parse, verb)):
        out.append(parse.head(verb))
    if verb.dep == "conj" and is_passive(parse, verb):
        out += parse.children(parse.head(verb), "nsubjpass")
    return sorted(out, key=lambda t: t.i)


def fits(scene: Scene, word: Word, token: Token, classes: dict[str, frozenset[str]]) -> bool:
    """Whether a token is one of a pattern word's lemmas or classes."""
    lemma = lemma_of(token)
    if lemma in word.lemmas or token.lower in word.lemmas:
        return True
    for name in word.classes:
        if name == "party":
            if scene.party(token) is not None and not scene.is_mere_place(token):
                return True
        elif name == "place":
            if token.i in scene.place_of:
                return True
        elif name == "number":
            if token.pos == "NUM":
                return True
        elif lemma in classes[name] or token.lower in classes[name]:
            return True
    return False


def match_verb(
    scene: Scene, pattern: VerbPattern, verb: Token, classes: dict[str, frozenset[str]]
) -> list[Token] | None:
    """Give the tokens that the pattern's words stand on, the verb first; None if it fails.

    Parties, places and numbers that a pattern asks for are not among them: they are values of
    other fields and not words that name the event.
    """
    found = [verb]
    named = [verb]
    around = dependents(scene, verb)
    for word in pattern.rest:
        free = [t for t in around if t not in found and fits(scene, word, t, classes)]
        if word.adjacent:
            free = [t for t in free if t.i == found[-1].i + 1]
        if not free:
            return None
        nearest = min(free, key=lambda t: abs(t.i - found[-1].i))
        found.append(nearest)
        if not word.classes <= COMPUTED or word.lemmas:
            named.append(nearest)
    return named


def match_noun(
    scene: Scene, pattern: NounPattern, noun: Token, classes: dict[str, frozenset[str]]
) -> list[Token] | None:
    """Give the tokens that the pattern's words stand on, the noun first; None if it fails."""
    parse = scene.parse
    found = [noun]
    modifiers = [
        t
        for child in parse.children(noun, "amod", "compound", "nmod", "poss", "nummod")
        for t in parse.subtree(child)
    ]
    for word in pattern.before:
        fit = next((t for t in modifiers if t not in found and fits(scene, word, t, classes)), None)
        if fit is None:
            return None
        found.append(fit)
    here = noun
    for word in pattern.after:
        near = [t for t in parse.subtree(here) if t.i > here.i and t not in found]
        fit = next((t for t in near if fits(scene, word, t, classes)), None)
        if fit is None:
            return None
        found.append(fit)
        here = fit if word.lemmas and fit.pos == "ADP" else noun
    return found
