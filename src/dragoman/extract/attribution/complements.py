"""Where the words that a verb hands to somebody stand: its clause, its object, its sentence."""

from typing import NamedTuple

from dragoman.extract.attribution.draft import Range, ranges
from dragoman.extract.attribution.source import phrase, subject
from dragoman.ontology.attribution import VerbCue
from dragoman.records import Parse, Token

PART_OF_CUE = frozenset({"aux", "auxpass", "prt", "neg"})
_OBJECTS = ("dobj", "oprd", "attr")
_PAUSES = frozenset({",", "—", "–", "--", "-", "”", '"', "''", "?", "!"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONTRASTS = frozenset({"while", "though", "although", "compared", "despite"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


class VerbHere(NamedTuple):
    """A verb that may attribute, with its particle, read as one group of cues."""

    parse: Parse
    verb: Token
    group: VerbCue
    particle: Token | None = None


def clause(here: VerbHere) -> tuple[Range, ...]:
    """Give the clause of "said that four men died", on either side of the verb."""
    parse, verb = here.parse, here.verb
    clauses = [c for c in parse.children(verb, "ccomp") if c is not here.particle]
    if here.particle is not None and not clauses:
        clauses = parse.children(here.particle, "ccomp")
    clauses = [c for c in clauses if c.pos != "SCONJ"]
    if not clauses:
        return ()
    clauses += [
        c
        for c in parse.children(verb, "conj", "advcl")
        if any(m.lower in {"that", "whether"} for m in parse.children(c, "mark"))
    ]
    later = [c for c in clauses if c.i > verb.i]
    if later and parse.tokens[verb.i + 1].text not in _PAUSES:
        clauses = later
    inside = {t.i for c in clauses for t in _said(parse, c)}
    if min(c.i for c in clauses) < verb.i:
        return _around(parse, verb, inside)
    first, last = min(inside), max(inside)
    return ranges(parse, (n for n in range(first, last + 1) if n > verb.i))


def _said(parse: Parse, clause: Token) -> list[Token]:
    """Give a clause without the ", which ..." that ends it: the article's own remark."""
    tokens = parse.subtree(clause)
    last = tokens[-1]
    for above in [last, *parse.ancestors(last)]:
        if above.i == clause.i:
            break
        start = parse.subtree(above)[0]
        if start.i > clause.i and parse.tokens[start.i - 1].text == ",":
            relative = above.dep == "relcl" and start.tag in _RELATIVE
            contrast = above.dep in {"advcl", "prep"} and start.lower in _CONTRASTS
            if relative or contrast:
                return [t for t in tokens if t.i < start.i - 1]
    return tokens


def _around(parse: Parse, verb: Token, inside: set[int]) -> tuple[Range, ...]:
    """Give content that stands before the cue, or on both sides of it."""
    own = {t.i for t in parse.subtree(verb)} - inside
    whom = subject(parse, verb)
    left_end = verb.i
    if whom is not None and min(inside) < whom.i < verb.i:
        left_end = min(t.i for t in parse.subtree(whom))
    first = min(inside)
    if verb.dep in {"ROOT", "parataxis"}:
        first = parse.sentences[parse.sentence_number(verb)].first
    left = range(first, left_end)
    right = [n for n in range(verb.i + 1, max(inside) + 1) if n not in own]
    return ranges(parse, [*left, *right])


def infinitive(here: VerbHere) -> tuple[Range, ...]:
    """Give "to fight" of "vowed to fight", and "Iran to yield" of "urged Iran to yield"."""
    parse, verb = here.parse, here.verb
    for goal in parse.children(verb, "xcomp", "ccomp", "advcl"):
        if goal.i < verb.i or not any(t.lower == "to" for t in parse.children(goal, "aux")):
            continue
        inside = {t.i for t in parse.subtree(goal)}
        if here.group.stance in {"asks", "threatens"} or here.group.class_ == "wish":
            inside |= {
                t.i for o in parse.children(verb, "dobj") if o.i > verb.i for t in parse.subtree(o)
            }
        return ranges(parse, range(min(inside), max(inside) + 1))
    return ()


def after(here: VerbHere) -> tuple[Range, ...]:
    """Give what follows the preposition of "called for a truce"."""
    parse, verb = here.parse, here.verb
    for prep in parse.children(verb, "prep", "dative"):
        if prep.lower in here.group.prepositions and prep.i > verb.i:
            inside = {t.i for t in parse.subtree(prep)} - {prep.i}
            if inside:
                return ranges(parse, range(min(inside), max(inside) + 1))
    return ()


def thing(here: VerbHere) -> tuple[Range, ...]:
    """Give the object of "announced the launch", without remarks made in passing."""
    parse, verb = here.parse, here.verb
    things = [o for o in parse.children(verb, *_OBJECTS) if o is not here.particle and o.i > verb.i]
    things = [o for o in things if o.ent not in {"DATE", "TIME"}]
    if not things and here.particle is not None:
        things = parse.children(here.particle, "prep")
    if not things:
        return ()
    inside = {t.i for o in things for t in _bare(parse, o)}
    for prep in parse.children(verb, "prep", "xcomp", "oprd"):
        if prep.i > min(inside) and (prep.dep != "prep" or prep.lower in here.group.prepositions):
            inside |= {t.i for t in parse.subtree(prep)}
    first = min(inside)
    return ranges(parse, (n for n in inside if n >= first))


def _bare(parse: Parse, thing: Token) -> list[Token]:
    """Give an object without what is only told of it in passing, after a comma."""
    aside = set()
    for child in parse.children(thing, "relcl", "appos", "acl"):
        tokens = parse.subtree(child)
        if tokens[0].i > thing.i and parse.tokens[tokens[0].i - 1].text == ",":
            aside |= {t.i for t in tokens}
    return [t for t in parse.subtree(thing) if t.i not in aside]


def as_told(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give the clause that "as the daily reported" speaks of."""
    mark = parse.child(verb, "mark", "advmod")
    if mark is None or mark.lower != "as":
        return ()
    own = {t.i for t in parse.subtree(verb)}
    inside = {t.i for t in parse.subtree(parse.head(verb))} - own
    if not inside:
        return ()
    return ranges(parse, (n for n in range(min(inside), max(inside) + 1) if n not in own))


def beside(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give the clause around ", police said," or before ", said the minister."."""
    whom = subject(parse, verb)
    if whom is None or whom.tag in {"WP", "WDT"}:
        return ()
    first, last = parse.sentences[parse.sentence_number(verb)]
    own = {t.i for r in phrase(parse, whom) for t in parse.between(r.start, r.end)} | {verb.i}
    own |= {c.i for c in parse.children(verb) if c.dep in PART_OF_CUE}
    begins, ends = min(own), max(own)
    if ends - begins > len(own) + 2 or begins - first < 2:  # noqa: PLR2004 -- they must touch
        return ()
    if parse.tokens[begins - 1].text not in _PAUSES:
        return ()
    after = parse.tokens[ends + 1].text if ends + 1 < last else ""
    right = range(ends + 1, last) if after in _PAUSES else range(0)
    content = [*range(first, begins), *right]
    tags = _FINITE | {"VBN"} if len(right) > 3 else _FINITE  # noqa: PLR2004 -- a full stop or so
    if not any(parse.tokens[n].tag in tags for n in content):
        return ()
    return ranges(parse, content)


def rest(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give all that follows "said" where the parser saw no clause but a finite verb is there."""
    _, last = parse.sentences[parse.sentence_number(verb)]
    that = next((n for n in range(verb.i + 1, last) if parse.tokens[n].lower == "that"), None)
    after = [c for c in parse.children(verb) if c.i > verb.i and c.dep in {"dobj", "nmod", "dep"}]
    if that is None and (not after or after[0].i > verb.i + 6):
        return ()
    words = range(that or verb.i + 1, last)
    if not any(parse.tokens[n].tag in _FINITE for n in words):
        return ()
    return ranges(parse, words)


def raised(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give "the rebels ... to have fled" of "the rebels are believed to have fled"."""
    goal = parse.child(verb, "xcomp")
    whom = parse.child(verb, "nsubjpass")
    if goal is None or whom is None or goal.i < verb.i:
        return ()
    return (*phrase(parse, whom), *ranges(parse, (t.i for t in parse.subtree(goal))))


def passed(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give "the deal" of "the deal was denounced by", and whom somebody was quoted as."""
    whom = parse.head(verb) if verb.dep == "acl" else parse.child(verb, "nsubjpass")
    if whom is None:
        return ()
    quoted = [p for p in parse.children(verb, "prep") if p.lower == "as"]
    saying = ranges(parse, (t.i for p in quoted for t in parse.subtree(p)))
    return (*phrase(parse, whom), *saying)
