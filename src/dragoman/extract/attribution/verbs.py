"""Verbs that attribute: "said that", "urged Iran to", "told reporters", ", police said,"."""

from dragoman.extract.attribution.draft import Draft, Range, hull, ranges
from dragoman.extract.attribution.source import agent, is_passive, phrase, subject
from dragoman.ontology.attribution import Cues, SpeakerKinds, Takes, VerbCue
from dragoman.records import Parse, Token

_OBJECTS = ("dobj", "oprd", "attr")
_PART_OF_CUE = frozenset({"aux", "auxpass", "prt", "neg"})
_PAUSES = frozenset({",", "—", "–", "--", "-", "”", '"', "''", "?", "!"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_NOT_A_CUE = frozenset({"amod", "compound", "nmod"})


def read_verb(
    parse: Parse, verb: Token, cues: Cues, kinds: SpeakerKinds
) -> Draft | None:
    """Read the attribution that a verb makes, or nothing if it makes none here.

    A draft without content waits for a quotation beside it.
    """
    groups, particle = _groups(parse, verb, cues)
    if not groups or verb.dep in _NOT_A_CUE or _is_silent(parse, verb, groups, cues):
        return None
    if is_passive(parse, verb):
        return _passive(parse, verb, groups)
    found = _complement(parse, verb, groups, particle)
    if found is None:
        draft = _without_complement(parse, verb, groups, particle)
    else:
        group, takes, content = found
        draft = _draft(parse, verb, group, content=content, rule=takes, particle=particle)
    return draft if draft is not None and _is_likely(parse, verb, draft, kinds) else None


def _is_likely(parse: Parse, verb: Token, draft: Draft, kinds: SpeakerKinds) -> bool:
    """Whether a verb's form and source make an attribution likely.

    Counted on marked political news: a verb without a subject attributes in 1 of 15 cases, an
    object after "to" or a modal in 1 of 4, after a thing's name in 1 of 4, "which" in 1 of 5.
    """
    if draft.head is None:
        return False
    if draft.class_ != "speech" and verb.dep == "ccomp":
        return False
    if draft.rule in {"verb:clause", "verb:beside", "verb:as", "verb:quote"}:
        return True
    if draft.rule in {"verb:infinitive", "verb:rest"} and verb.dep in {"relcl", "acl"}:
        return False
    if draft.rule == "verb:infinitive" and draft.class_ == "speech":
        return True
    aux = parse.children(verb, "aux")
    if any(t.tag in {"TO", "MD"} for t in aux) or draft.head.tag == "WDT":
        return False
    return _can_speak(draft.head, kinds)


def _can_speak(head: Token, kinds: SpeakerKinds) -> bool:
    if head.pos != "NOUN":
        return head.lower not in {"it", "this", "that"}
    word = head.lemma.lower()
    return (
        word in kinds.nouns
        or word in kinds.colourless
        or word in kinds.papers
        or word in kinds.unnamed
        or word in kinds.unnamed_if_indefinite
    )


def _groups(
    parse: Parse, verb: Token, cues: Cues
) -> tuple[tuple[VerbCue, ...], Token | None]:
    if not verb.tag.startswith("VB"):
        return (), None
    for word in cues.particles.get(verb.lemma, ()):
        for child in parse.children(verb):
            if child.lemma == word and child.dep in {"prt", "acomp", "dobj", "prep", "ccomp"}:
                groups = cues.verbs[f"{verb.lemma} {word}"]
                if child.dep != "prep" or not any("after" in g.takes for g in groups):
                    return groups, child
    if parse.child(verb, "prt") is not None:
        return (), None
    return cues.verbs.get(verb.lemma, ()), None


def _is_silent(parse: Parse, verb: Token, groups: tuple[VerbCue, ...], cues: Cues) -> bool:
    """Whether nothing was said after all: "did not say", "declined to say"."""
    if verb.lemma in cues.silent and any(
        cues.verbs.get(c.lemma) and cues.verbs[c.lemma][0].class_ == "speech"
        for c in parse.children(verb, "xcomp")
    ):
        return True
    if not any(g.class_ == "speech" and g.stance in {"asserts", "reports"} for g in groups):
        return False
    negated = parse.child(verb, "neg") is not None
    if negated:
        return True
    head = parse.head(verb)
    if verb.dep in {"xcomp", "acl", "advcl"} and verb.tag == "VB":
        return head.lemma in cues.silent or parse.child(head, "neg") is not None
    return False


def _complement(
    parse: Parse, verb: Token, groups: tuple[VerbCue, ...], particle: Token | None
) -> tuple[VerbCue, Takes, tuple[Range, ...]] | None:
    for takes, find in (
        ("infinitive", _infinitive),
        ("clause", _clause),
        ("after", _after),
        ("object", _object),
    ):
        for group in groups:
            if takes in group.takes:
                content = find(parse, verb, group, particle)
                if content:
                    return group, takes, content
    return None


def _clause(
    parse: Parse, verb: Token, group: VerbCue, particle: Token | None
) -> tuple[Range, ...]:
    clauses = [c for c in parse.children(verb, "ccomp") if c is not particle]
    if particle is not None and not clauses:
        clauses = parse.children(particle, "ccomp")
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
        if above.dep == "relcl" and above.tag in _FINITE | {"VBN", "VBG", "VB"}:
            start = parse.subtree(above)[0].i
            if parse.tokens[start - 1].text == "," and parse.tokens[start].tag in _RELATIVE:
                return [t for t in tokens if t.i < start - 1]
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


def _infinitive(
    parse: Parse, verb: Token, group: VerbCue, particle: Token | None
) -> tuple[Range, ...]:
    for clause in parse.children(verb, "xcomp", "ccomp", "advcl"):
        if clause.i < verb.i or not any(t.lower == "to" for t in parse.children(clause, "aux")):
            continue
        inside = {t.i for t in parse.subtree(clause)}
        if group.stance in {"asks", "threatens"} or group.class_ == "wish":
            inside |= {
                t.i
                for o in parse.children(verb, "dobj")
                if o.i > verb.i
                for t in parse.subtree(o)
            }
        return ranges(parse, range(min(inside), max(inside) + 1))
    return ()


def _after(
    parse: Parse, verb: Token, group: VerbCue, particle: Token | None
) -> tuple[Range, ...]:
    for prep in parse.children(verb, "prep", "dative"):
        if prep.lower in group.prepositions and prep.i > verb.i:
            inside = {t.i for t in parse.subtree(prep)} - {prep.i}
            if inside:
                return ranges(parse, range(min(inside), max(inside) + 1))
    return ()


def _object(
    parse: Parse, verb: Token, group: VerbCue, particle: Token | None
) -> tuple[Range, ...]:
    things = [o for o in parse.children(verb, *_OBJECTS) if o is not particle and o.i > verb.i]
    things = [o for o in things if o.ent not in {"DATE", "TIME"}]
    if not things and particle is not None:
        things = parse.children(particle, "prep")
    if not things:
        return ()
    inside = {t.i for o in things for t in _thing(parse, o)}
    for prep in parse.children(verb, "prep", "xcomp", "oprd"):
        if prep.i > min(inside) and (prep.dep != "prep" or prep.lower in group.prepositions):
            inside |= {t.i for t in parse.subtree(prep)}
    first = min(inside)
    return ranges(parse, (n for n in inside if n >= first))


def _thing(parse: Parse, thing: Token) -> list[Token]:
    """Give an object without what is only told of it in passing, after a comma."""
    aside = set()
    for child in parse.children(thing, "relcl", "appos", "acl"):
        tokens = parse.subtree(child)
        if tokens[0].i > thing.i and parse.tokens[tokens[0].i - 1].text == ",":
            aside |= {t.i for t in tokens}
    return [t for t in parse.subtree(thing) if t.i not in aside]


def _without_complement(
    parse: Parse, verb: Token, groups: tuple[VerbCue, ...], particle: Token | None
) -> Draft | None:
    """Read ", police said," inside a clause, or leave the content to a quotation."""
    group = next((g for g in groups if "quote" in g.takes), None)
    if group is None:
        return None
    content, rule = _as(parse, verb), "as"
    if not content:
        content, rule = _beside(parse, verb), "beside"
    if not content and not any("object" in g.takes for g in groups):
        content, rule = _rest(parse, verb), "rest"
    return _draft(parse, verb, group, content=content, rule=rule, particle=particle)


def _as(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give the clause that "as the daily reported" speaks of."""
    mark = parse.child(verb, "mark", "advmod")
    if mark is None or mark.lower != "as":
        return ()
    own = {t.i for t in parse.subtree(verb)}
    inside = {t.i for t in parse.subtree(parse.head(verb))} - own
    if not inside:
        return ()
    return ranges(parse, (n for n in range(min(inside), max(inside) + 1) if n not in own))


def _beside(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give the clause around ", police said," or before ", said the minister."."""
    whom = subject(parse, verb)
    if whom is None or whom.tag in {"WP", "WDT"}:
        return ()
    first, last = parse.sentences[parse.sentence_number(verb)]
    own = {t.i for r in phrase(parse, whom) for t in parse.between(r.start, r.end)} | {verb.i}
    own |= {c.i for c in parse.children(verb) if c.dep in _PART_OF_CUE}
    begins, ends = min(own), max(own)
    if ends - begins > len(own) + 2 or begins - first < 2:  # noqa: PLR2004 -- they must touch
        return ()
    if parse.tokens[begins - 1].text not in _PAUSES:
        return ()
    after = parse.tokens[ends + 1].text if ends + 1 < last else ""
    content = [*range(first, begins), *(range(ends + 1, last) if after in _PAUSES else ())]
    if not any(parse.tokens[n].tag in _FINITE for n in content):
        return ()
    return ranges(parse, content)


def _rest(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give all that follows "said" where the parser saw no clause but a finite verb is there."""
    _, last = parse.sentences[parse.sentence_number(verb)]
    that = next((n for n in range(verb.i + 1, last) if parse.tokens[n].lower == "that"), None)
    after = [c for c in parse.children(verb) if c.i > verb.i and c.dep in {"dobj", "nmod", "dep"}]
    if that is None and (not after or after[0].i > verb.i + 6):
        return ()
    rest = range(that or verb.i + 1, last)
    if not any(parse.tokens[n].tag in _FINITE for n in rest):
        return ()
    return ranges(parse, rest)


def _passive(parse: Parse, verb: Token, groups: tuple[VerbCue, ...]) -> Draft | None:
    """Read "it was announced that", "the plan was unveiled by", "is expected to"."""
    if verb.dep in {"acl", "relcl"} and agent(parse, verb) is None:
        return None
    reported = _as(parse, verb)
    if reported and agent(parse, verb) is not None:
        return _draft(parse, verb, groups[0], content=reported, rule="as", particle=None)
    for group in groups:
        content: tuple[Range, ...] = ()
        rule = "passive"
        if "clause" in group.takes:
            content = _clause(parse, verb, group, None)
        if not content and verb.lemma != "say" and group.takes & {"infinitive", "clause"}:
            content, rule = _raised(parse, verb), "raised"
        if not content and "object" in group.takes and agent(parse, verb) is not None:
            content = _passed(parse, verb)
        if content:
            return _draft(parse, verb, group, content=content, rule=rule, particle=None)
    return None


def _raised(parse: Parse, verb: Token) -> tuple[Range, ...]:
    """Give "the rebels ... to have fled" of "the rebels are believed to have fled"."""
    clause = parse.child(verb, "xcomp")
    whom = parse.child(verb, "nsubjpass")
    if clause is None or whom is None or clause.i < verb.i:
        return ()
    return (*phrase(parse, whom), *ranges(parse, (t.i for t in parse.subtree(clause))))


def _passed(parse: Parse, verb: Token) -> tuple[Range, ...]:
    whom = parse.head(verb) if verb.dep == "acl" else parse.child(verb, "nsubjpass")
    return phrase(parse, whom) if whom is not None else ()


def _source(parse: Parse, verb: Token, head: Token) -> tuple[Range, ...]:
    """Give the naming phrase; a relative clause that does not reach the cue was misread."""
    source = phrase(parse, head, without=verb)
    if head.i < verb.i and source:
        between = parse.text[source[-1].end : verb.start].strip(" ,”")
        if len(between.split()) > 3:  # noqa: PLR2004 -- auxiliaries and an adverb
            return phrase(parse, head, without=parse.child(head, "relcl"))
    return source


def _draft(  # noqa: PLR0913 -- one record in the making
    parse: Parse,
    verb: Token,
    group: VerbCue,
    *,
    content: tuple[Range, ...],
    rule: str,
    particle: Token | None,
) -> Draft:
    cue_tokens = {verb.i} | {
        c.i for c in parse.children(verb) if c.dep in _PART_OF_CUE and abs(c.i - verb.i) <= 3  # noqa: PLR2004 -- auxiliaries stand close
    }
    if particle is not None:
        cue_tokens.add(particle.i)
    if rule == "after" and content:
        cue_tokens |= {
            p.i for p in parse.children(verb, "prep") if p.lower in group.prepositions
        } & {verb.i + 1}
    head = subject(parse, verb)
    source = _source(parse, verb, head) if head is not None else ()
    cue = ranges(parse, sorted(cue_tokens))
    content = tuple(r for r in content if not any(r.overlaps(s) for s in source))
    return Draft(
        at=verb.i,
        cue=cue,
        source=source,
        content=content,
        head=head,
        stance=group.stance,
        class_=group.class_,
        rule=f"verb:{rule}",
        quotable="quote" in group.takes,
        group=hull([*cue, *source]),
    )
