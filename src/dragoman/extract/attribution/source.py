"""Who a cue's subject is, and how far the phrase that names it reaches."""

from dragoman.extract.attribution.draft import Range, ranges
from dragoman.records import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOT_NAMING = frozenset({"advcl", "punct", "cc", "preconj", "mark", "ccomp", "parataxis"})
_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ", "NUM", "PUNCT"})
_ISSUES = frozenset({"issue", "release", "publish", "post", "send", "make", "give", "put"})
_WHEN = frozenset({"DATE", "TIME"})
_PRONOUNS = frozenset({"WP", "WDT", "PRP", "EX"})


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb is passive ("was told", "reported by the army")."""
    if verb.tag != "VBN":
        return False
    if parse.child(verb, "auxpass", "nsubjpass", "agent") is not None or verb.dep == "acl":
        return True
    return verb.dep == "advcl" and parse.child(verb, "nsubj", "aux") is None


def agent(parse: Parse, verb: Token) -> Token | None:
    """Give the doer of a passive ("by the army")."""
    by = parse.child(verb, "agent")
    return parse.child(by, "pobj") if by else None


def subject(parse: Parse, verb: Token) -> Token | None:
    """Give whoever does what a verb says, climbing to the verb that shares its subject.

    An expletive ("it was announced") and the victim of a passive are nobody. A name between a
    closing quotation mark and the verb is preferred to what parsers find inside the quotation.
    """
    found = _subject(parse, verb)
    quoted = _after_quote(parse, verb)
    return quoted if quoted is not None and (found is None or found.i < quoted.i) else found


def _after_quote(parse: Parse, verb: Token) -> Token | None:
    if verb.tag not in {"VBD", "VBZ", "VBP"} or parse.tokens[verb.i - 1].pos not in _NAMES:
        return None
    for n in range(verb.i - 1, max(verb.i - 12, 0), -1):
        token = parse.tokens[n]
        if token.text in _CLOSING:
            return parse.tokens[verb.i - 1] if n < verb.i - 1 else None
        if token.pos not in _IN_NAME:
            return None
    return None


def _subject(parse: Parse, verb: Token) -> Token | None:
    for climbed in range(8):
        if is_passive(parse, verb):
            sufferer = parse.child(verb, "nsubjpass")
            return sufferer if climbed else agent(parse, verb)
        near = parse.children(verb, *_SUBJECTS)
        found = min(near, key=lambda s: abs(s.i - verb.i), default=None)
        if found is not None:
            return None if found.lower == "it" and _is_expletive(parse, verb) else found
        head = parse.head(verb)
        if head.i == verb.i:
            return None
        if verb.dep == "pcomp" and head.lower == "as":
            quoted = parse.child(parse.head(head), "dobj")
            if quoted is not None and quoted.i < verb.i:
                return quoted
        if verb.dep == "acl":
            return _issuer(parse, head) if verb.tag == "VBG" and head.pos in _NAMES else None
        if verb.dep not in _SHARES:
            return None
        verb = _governor(parse, head)
    return None


_CLOSING = frozenset({"”", '"', "''", "»"})
_IN_NAME = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "ADP", "PART"})
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_SHARES = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "aux", "ccomp", "dep", "parataxis", "acomp"}
)


def _issuer(parse: Parse, thing: Token) -> Token | None:
    """Give who "issued a statement saying"; a thing that nobody issues speaks for itself."""
    verb = parse.head(thing)
    if thing.dep == "dobj" and verb.lemma in _ISSUES:
        near = parse.children(verb, *_SUBJECTS)
        return near[-1] if near else thing
    return thing


def _governor(parse: Parse, head: Token) -> Token:
    for _ in range(3):
        if head.pos in {"VERB", "AUX"} or head.dep not in {"prep", "agent", "acomp", "oprd"}:
            break
        head = parse.head(head)
    return head


def _is_expletive(parse: Parse, verb: Token) -> bool:
    return parse.child(verb, "auxpass") is not None or verb.lemma in {"seem", "appear"}


def phrase(parse: Parse, head: Token, *, without: Token | None = None) -> tuple[Range, ...]:
    """Give the whole naming phrase, without a date and without the cue that hangs on it."""
    if head.tag in _PRONOUNS and parse.child(head, "conj", "relcl") is None:
        return (Range(head.start, head.end),)
    kept = {head.i}
    todo = [head]
    while todo:
        here = todo.pop()
        for child in parse.children(here):
            if child == without:
                continue
            if child.dep == "relcl":
                kept |= {t.i for t in parse.subtree(child)}
            elif _names(parse, child):
                kept.add(child.i)
                todo.append(child)
    return ranges(parse, range(_list_start(parse, min(kept)), max(kept) + 1))


def _list_start(parse: Parse, first: int) -> int:
    """Take in the names before "and" that open the sentence, where the parser cut the list."""
    start = parse.sentences[parse.sentence_number(parse.tokens[first])].first
    before = parse.tokens[start:first]
    if not before or before[-1].pos != "CCONJ" or len(before) < 2:  # noqa: PLR2004 -- "But he"
        return first
    listed = all(t.pos in _LISTED or t.text == "," for t in before)
    return start if listed and any(t.pos in {"NOUN", "PROPN"} for t in before) else first


def _names(parse: Parse, child: Token) -> bool:
    if child.dep in _NOT_NAMING and child.lower not in {"(", ")", "“", "”", '"'}:
        return False
    if child.dep in {"conj", "appos"} and child.pos in {"VERB", "AUX"}:
        return False
    if child.dep == "acl" and child.tag == "VBG":
        return parse.tokens[parse.subtree(child)[0].i - 1].text != ","
    if child.dep == "prep":
        inner = parse.child(child, "pobj")
        return inner is None or inner.ent not in _WHEN
    return not (child.dep in {"npadvmod", "advmod"} and child.ent in _WHEN)
