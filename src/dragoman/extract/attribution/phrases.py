"""Attributions without a reporting verb: "according to X", "citing X", "reportedly"."""

from dragoman.extract.attribution.draft import Draft, Range, hull, ranges
from dragoman.extract.attribution.source import phrase
from dragoman.ontology.attribution import Cues, SpeakerKinds, Stance
from dragoman.records import Parse, Token

_CLAUSAL = frozenset({"VERB", "AUX"})
_PUNCT = frozenset({",", ".", "”", '"', "''", "“", ")", "(", "—", "–", "-", "--", ";", "!", "?"})
_EMBEDDED = frozenset({"ccomp", "relcl", "advcl", "acl"})


def read_phrase(parse: Parse, token: Token, cues: Cues, kinds: SpeakerKinds) -> Draft | None:
    """Read a phrase such as "according to residents and medics" that starts at a token.

    "citing" and "per" count only before somebody who can speak ("citing officials").
    """
    for words, stance in cues.phrases.get(token.lower, ()):
        tokens = parse.tokens[token.i : token.i + len(words)]
        if tuple(t.lower for t in tokens) == words:
            head = _source_head(parse, tokens)
            if head is None or (len(words) == 1 and not _can_speak(head, kinds)):
                return None
            return _phrase(parse, tokens, head, stance=stance)
    return None


def _can_speak(head: Token, kinds: SpeakerKinds) -> bool:
    return head.ent in {"PERSON", "ORG"} or head.lemma.lower() in kinds.speaking


def _phrase(parse: Parse, cue: tuple[Token, ...], head: Token, *, stance: Stance) -> Draft:
    source = phrase(parse, head)
    own = {t.i for t in cue} | {t.i for r in source for t in parse.between(r.start, r.end)}
    # A relative clause or a date of the source belongs to the phrase, not to the content.
    own |= {t.i for t in parse.subtree(head) if t.i > cue[-1].i and _same_side(parse, t, head)}
    content = _content(parse, cue[0], own)
    cue_ranges = ranges(parse, (t.i for t in cue))
    return Draft(
        at=cue[0].i,
        cue=cue_ranges,
        source=source,
        content=content,
        head=head,
        stance=stance,
        rule="phrase:" + cue[0].lower,
        quotable=True,
        group=hull([*cue_ranges, *source]),
    )


def _same_side(parse: Parse, token: Token, head: Token) -> bool:
    return all(
        t.dep not in {"ccomp", "parataxis"}
        for t in [token, *parse.ancestors(token)]
        if t.i != head.i and head in parse.ancestors(t)
    )


def _source_head(parse: Parse, cue: tuple[Token, ...]) -> Token | None:
    last = cue[-1]
    found = parse.child(last, "pobj", "dobj", "pcomp")
    if found is None and last.i + 1 < len(parse.tokens):
        after = parse.tokens[last.i + 1]
        chain = [after, *parse.ancestors(after)]
        found = next((t for t in chain if t.pos in {"NOUN", "PROPN", "PRON"}), None)
        if found is not None and (found.i < last.i or found.i > last.i + 8):
            found = None
    return found


def _content(parse: Parse, start: Token, own: set[int]) -> tuple[Range, ...]:
    first, last = parse.sentences[parse.sentence_number(start)]
    body = [n for n in range(first, last) if not parse.tokens[n].text.isspace()]
    outside = [n for n in body if parse.tokens[n].text not in _PUNCT and n not in own]
    if not outside:
        return ()
    leads, ends = min(own) < outside[0], max(own) > outside[-1]
    clause = _clause_verb(parse, start)
    if not (leads or ends) and clause is not None and clause.dep in _EMBEDDED:
        inside = {t.i for t in parse.subtree(clause)}
        body = [n for n in body if min(inside) <= n <= max(inside)]
    return ranges(parse, (n for n in body if n not in own))


def _clause_verb(parse: Parse, token: Token) -> Token | None:
    return next((t for t in parse.ancestors(token) if t.pos in _CLAUSAL), None)


def read_adverb(parse: Parse, token: Token, cues: Cues) -> Draft | None:
    """Read "reportedly": the clause is somebody's report, the article does not say whose."""
    stance = cues.adverbs.get(token.lower)
    if stance is None:
        return None
    clause = parse.head(token)
    inside = {t.i for t in parse.subtree(clause)} - {token.i}
    if clause.pos in _CLAUSAL and clause.dep in {"acl", "relcl"}:
        noun = parse.head(clause)
        inside |= {t.i for t in parse.subtree(noun)} - {token.i}
    cue = ranges(parse, [token.i])
    if not inside or not cue:
        return None
    content = ranges(parse, (n for n in range(min(inside), max(inside) + 1) if n != token.i))
    return Draft(at=token.i, cue=cue, content=content, stance=stance, rule="adverb", group=cue[0])
