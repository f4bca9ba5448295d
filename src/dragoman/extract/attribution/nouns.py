"""Nouns and adjectives that hold what somebody says or thinks: "the claim by X that"."""

from dragoman.extract.attribution.draft import Draft, Range, hull, ranges
from dragoman.extract.attribution.source import phrase, subject
from dragoman.ontology.attribution import Cues, NounCue, SpeakerKinds
from dragoman.records import Parse, Token

_LIGHT = frozenset(
    {
        "make",
        "issue",
        "release",
        "give",
        "have",
        "repeat",
        "express",
        "voice",
        "offer",
        "share",
        "raise",
        "publish",
        "send",
        "deliver",
        "reiterate",
        "retract",
        "withdraw",
        "renew",
    }
)
_NOBODYS = frozenset({"report", "rumour", "rumor", "allegation"})
_BY = frozenset({"by", "from"})


def read_noun(parse: Parse, noun: Token, cues: Cues) -> Draft | None:
    """Read "the claim by X that ...", "X's denial of ...", "reports that ..."."""
    group = cues.nouns.get(noun.lemma) if noun.pos == "NOUN" else None
    if group is None or noun.dep == "compound":
        return None
    head = _owner(parse, noun)
    clause, rule = _that(parse, noun) or (_that(parse, head) if head else ()), "noun:clause"
    if not clause and noun.dep == "nsubj":
        clause, rule = _is_that(parse, noun), "noun:is"
    if not clause and head is not None:
        clause, rule = _with(parse, noun, group), "noun:after"
    if not clause or (head is None and noun.lemma not in _NOBODYS):
        return None
    source = phrase(parse, head) if head is not None else ()
    source = tuple(_before(parse, s, clause[0]) for s in source if s.start < clause[0].start)
    cue = ranges(parse, [noun.i])
    if not cue:
        return None
    return Draft(
        at=noun.i,
        cue=cue,
        source=source,
        content=clause,
        head=head if source else None,
        stance=group.stance,
        rule=rule,
        group=hull([*cue, *source]),
    )


def _before(parse: Parse, source: Range, clause: Range) -> Range:
    """End a source before the clause that the parser hung on it."""
    kept = parse.text[source.start : min(source.end, clause.start)].rstrip(" ,")
    return Range(source.start, source.start + len(kept)) if kept else source


def _owner(parse: Parse, noun: Token) -> Token | None:
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    for prep in parse.children(noun, "prep", "agent"):
        if prep.lower in _BY:
            return parse.child(prep, "pobj")
    verb = parse.head(noun)
    if noun.dep == "dobj" and verb.lemma in _LIGHT:
        return subject(parse, verb)
    return parse.child(noun, "compound") if noun.dep != "pobj" else None


def _that(parse: Parse, noun: Token) -> tuple[Range, ...]:
    for clause in parse.children(noun, "acl", "ccomp", "relcl"):
        opener = next(iter(parse.subtree(clause)))
        has_subject = parse.child(clause, "nsubj", "nsubjpass", "expl")
        if opener.lower != "that" or has_subject is None or opener is has_subject:
            continue
        if opener.dep != "mark" and clause.dep == "relcl" and opener.dep != "dobj":
            continue
        return ranges(parse, (t.i for t in parse.subtree(clause)))
    return ()


def _is_that(parse: Parse, noun: Token) -> tuple[Range, ...]:
    verb = parse.head(noun)
    clause = parse.child(verb, "ccomp") if verb.lemma == "be" else None
    if clause is None or clause.i < verb.i:
        return ()
    return ranges(parse, (t.i for t in parse.subtree(clause)))


def _with(parse: Parse, noun: Token, group: NounCue) -> tuple[Range, ...]:
    for prep in parse.children(noun, "prep"):
        if prep.lower in group.prepositions:
            return ranges(parse, (t.i for t in parse.subtree(prep) if t.i != prep.i))
    clause = parse.child(noun, "acl", "relcl")
    if clause is not None and clause.tag == "VB" and group.stance != "asserts":
        return ranges(parse, (t.i for t in parse.subtree(clause)))
    return ()


def read_verbless(parse: Parse, noun: Token, kinds: SpeakerKinds) -> Draft | None:
    """Read "Witnesses and army sources that shells fell": real texts lose their "said"."""
    first, _ = parse.sentences[parse.sentence_number(noun)]
    if noun.dep != "ROOT" or noun.i > first + 4:
        return None
    if noun.lemma not in kinds.unnamed and noun.lemma not in kinds.colourless:
        return None
    last = parse.conjuncts(noun)[-1]
    for owner in (noun, last):
        for clause in parse.children(owner, "relcl", "acl", "ccomp"):
            opener = parse.subtree(clause)[0]
            if opener.dep != "mark" or opener.lower != "that" or opener.i != last.i + 1:
                continue
            content = ranges(parse, (t.i for t in parse.subtree(clause) if t.i != opener.i))
            source = ranges(parse, range(first, opener.i))
            return Draft(
                at=opener.i,
                cue=ranges(parse, [opener.i]),
                source=source,
                content=content,
                head=noun,
                stance="asserts",
                rule="verbless",
                group=hull([*source, Range(opener.start, opener.end)]),
            )
    return None


def read_adjective(parse: Parse, adjective: Token, cues: Cues) -> Draft | None:
    """Read "the envoy was confident that the truce would hold"."""
    group = cues.adjectives.get(adjective.lemma) if adjective.pos in {"ADJ", "VERB"} else None
    verb = parse.head(adjective)
    if group is None or adjective.dep not in {"acomp", "ROOT"} or verb.lemma == "make":
        return None
    clause = parse.child(adjective, "ccomp")
    whom = subject(parse, verb)
    if clause is None or whom is None or clause.i < adjective.i or whom.lower == "it":
        return None
    cue, source = ranges(parse, [adjective.i]), phrase(parse, whom)
    content = ranges(parse, (t.i for t in parse.subtree(clause)))
    if not cue or not content:
        return None
    return Draft(
        at=adjective.i,
        cue=cue,
        source=source,
        content=content,
        head=whom,
        stance=group.stance,
        class_=group.class_,
        rule="adjective",
        group=hull([*cue, *source]),
    )
