"""Whether what a toll hangs on is told as happened."""

from typing import Literal

from dragoman.ontology.tolls import TollWords
from dragoman.records import Parse, Token

Reality = Literal["told", "feared", "unreal"]
_CLIMB = 4


def reality(parse: Parse, anchor: Token, words: TollWords) -> Reality:
    """Tell what happened from what is feared, and from what only could happen or did not."""
    unreal = words.rows.unreal
    verb = _verb(parse, anchor)
    is_deed = anchor.lemma.lower() in words.deeds and parse.child(anchor, "prep") is not None
    if verb is None:
        return "told"
    if is_deed and verb is not anchor:
        return "unreal" if _is_asked_for(parse, anchor, words) else "told"
    helpers = {t.lower for t in parse.children(verb) if t.dep in ("aux", "auxpass")}
    if parse.child(verb, "neg") or any(
        m.lower in unreal.marks for m in parse.children(verb, "mark")
    ):
        return "unreal"
    if helpers & unreal.auxiliaries:
        return "feared" if "have" in helpers else "unreal"
    if any(t.lemma in unreal.feared for t in (verb, anchor)) or _is_feared(parse, verb, words):
        return "feared"
    return "unreal" if "to" in helpers and _is_wanted(parse, verb, words) else "told"


def _is_asked_for(parse: Parse, deed: Token, words: TollWords) -> bool:
    """Whether a deed is only the object of an order or a call ("ordered the arrest of")."""
    above = parse.head(deed)
    if deed.dep == "pobj" and above.lower == "for":
        above = parse.head(above)
    elif deed.dep != "dobj":
        return False
    return above.lemma in words.rows.unreal.governors


def _verb(parse: Parse, anchor: Token) -> Token | None:
    if anchor.pos in ("VERB", "AUX"):
        return anchor
    return next((t for t in parse.ancestors(anchor)[:_CLIMB] if t.pos in ("VERB", "AUX")), None)


def _is_feared(parse: Parse, verb: Token, words: TollWords) -> bool:
    above = parse.head(verb)
    passive = parse.child(above, "auxpass") is not None
    return passive and above.lemma in words.rows.unreal.feared and verb.dep in ("xcomp", "oprd")


def _is_wanted(parse: Parse, verb: Token, words: TollWords) -> bool:
    above = next((t for t in parse.ancestors(verb)[:_CLIMB] if t.pos in ("VERB", "NOUN")), None)
    if above is None or verb.dep == "advcl":
        return False
    return above.lemma in words.rows.unreal.governors or above.pos == "NOUN"
