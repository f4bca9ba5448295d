"""Whether a figure belongs to one event, updates an older one, or sums up many."""

from typing import Literal

from dragoman.extract.tolls.fate import Fate
from dragoman.ontology.tolls import TollWords
from dragoman.records import Parse, Token

Scope = Literal["event", "update", "cumulative"]


def scope(parse: Parse, fate: Fate, words: TollWords, *, head: Token) -> Scope:
    """Judge by what hangs on the verb or on those counted ("since October", "in the war")."""
    verb = _verb(parse, fate.anchor)
    holders = {t.i: t for t in (verb, fate.anchor, head) if t is not None}
    for holder in holders.values():
        if any(_sums_up(parse, child, words) for child in parse.children(holder)):
            return "cumulative"
    return "update" if fate.update else "event"


def _verb(parse: Parse, anchor: Token) -> Token | None:
    if anchor.pos in ("VERB", "AUX"):
        return anchor
    above = parse.head(anchor)
    return above if above.pos in ("VERB", "AUX") else None


def _sums_up(parse: Parse, child: Token, words: TollWords) -> bool:
    cues = words.rows.cumulative
    if child.lower in cues.leads and child.dep in ("prep", "mark"):
        return True
    if child.dep == "advcl":
        mark = parse.child(child, "mark", "prep")
        return mark is not None and mark.lower in cues.leads
    if child.dep == "advmod":
        phrase = f"{''.join(f'{c.lower} ' for c in parse.children(child))}{child.lower}"
        return child.lower in cues.words or phrase in cues.words
    if child.dep == "prep" and child.lower in ("in", "during", "over", "throughout"):
        within = parse.child(child, "pobj")
        return within is not None and _is_long(parse, within, words)
    return child.dep == "npadvmod" and _is_long(parse, child, words)


def _is_long(parse: Parse, noun: Token, words: TollWords) -> bool:
    if noun.lemma.lower() not in words.rows.cumulative.in_:
        return False
    return parse.child(noun, "det", "poss", "amod", "compound") is not None
