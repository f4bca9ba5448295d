"""Which words fill which slot around a trigger: subject, object, prepositions by name."""

from collections import defaultdict
from collections.abc import Iterable

from dragoman.records import Parse, Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "obj", "attr", "oprd")
_FARTHEST = 4
"""Governors climbed for a subject at most."""
_EXPLETIVE = frozenset({"there", "it"})
_BESIDE = 2
"""Tokens between two joined verbs that share an object ("ambushed and killed")."""
_OWN_DOING = frozenset({"by", "after", "before", "while", "without", "in", "on", "since"})
"""Prepositions after which the subject goes on acting ("responded by shelling the town").

After others the object does: "accused the army of shelling", "kept rebels from entering".
"""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})


class Slots:
    """Head tokens by slot, in text order, without their conjuncts."""

    def __init__(self) -> None:
        self._found: dict[str, list[Token]] = defaultdict(list)

    def add(self, slot: str, tokens: Iterable[Token]) -> None:
        """Put tokens into a slot, each once."""
        held = self._found[slot]
        held.extend(t for t in tokens if t not in held)

    def get(self, slot: str) -> list[Token]:
        """Give a slot's tokens."""
        return self._found.get(slot, [])

    def filled(self) -> dict[str, list[Token]]:
        """Give every slot that holds something."""
        return {slot: tokens for slot, tokens in self._found.items() if tokens}


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb's subject is the one acted on."""
    if parse.child(verb, *PASSIVE_SUBJECTS, "auxpass"):
        return True
    if verb.tag != "VBN" or parse.child(verb, *SUBJECTS):
        return False
    if parse.child(verb, "aux"):
        return False
    if verb.dep in ("acl", "amod"):
        return True
    if verb.dep in ("advcl", "relcl", "ROOT"):
        return parse.child(verb, "dobj") is None
    if verb.dep == "conj":
        return is_passive(parse, parse.head(verb)) and parse.child(verb, "dobj") is None
    return False


def _antecedent(parse: Parse, verb: Token) -> Token | None:
    """The noun that a relative or participial clause describes."""
    return parse.head(verb) if verb.dep in ("relcl", "acl") else None


def _real(parse: Parse, verb: Token, found: list[Token]) -> list[Token]:
    """Replace "who" and "which" by what they stand for; drop "there" and weather's "it"."""
    out = []
    for token in found:
        if token.lower in _RELATIVE and token.tag in ("WDT", "WP", "WP$", "WRB", "IN", "DT"):
            here = verb
            while here.dep == "conj":
                here = parse.head(here)
            antecedent = _antecedent(parse, here)
            out += [antecedent] if antecedent is not None else []
        elif not (token.dep == "expl" or (token.lower in _EXPLETIVE and token.tag == "EX")):
            out.append(token)
    return out


def _governor(parse: Parse, verb: Token) -> Token | None:
    """The verb whose subject a subjectless clause shares."""
    head = parse.head(verb)
    if verb.dep in ("xcomp", "advcl", "conj", "ccomp", "dep") and head.pos in ("VERB", "AUX"):
        return head
    if verb.dep == "xcomp" and head.dep == "acomp":
        return parse.head(head)  # "is due to meet"
    if verb.dep == "pcomp":
        above = parse.head(head)
        return above if above.pos in ("VERB", "AUX") else None
    return None


def surface_subject(parse: Parse, verb: Token, depth: int = 0) -> list[Token]:
    """Give the words in subject position, whatever the voice, from the verb or its governors."""
    own = _real(parse, verb, parse.children(verb, *SUBJECTS, *PASSIVE_SUBJECTS))
    if own or depth > _FARTHEST:
        return own
    antecedent = _antecedent(parse, verb)
    if antecedent is not None and not gap_is_object(parse, verb):
        if verb.tag == "VBG" and antecedent.dep == "dobj":
            return [antecedent, *surface_subject(parse, parse.head(antecedent), depth + 1)]
        return [antecedent]
    governor = _governor(parse, verb)
    if governor is None:
        return []
    if verb.dep in ("xcomp", "pcomp"):
        controlled = parse.children(governor, "dobj", "dative")
        if controlled and not (verb.dep == "pcomp" and parse.head(verb).lower in _OWN_DOING):
            return controlled
    above = surface_subject(parse, governor, depth + 1)
    if is_passive(parse, governor) and not is_passive(parse, verb) and verb.dep != "xcomp":
        accused = verb.dep == "pcomp" and parse.head(verb).lower in ("of", "for", "from")
        return above if accused else agents(parse, governor)
    return above


def gap_is_object(parse: Parse, verb: Token) -> bool:
    """Whether a relative clause leaves out its object ("the town they shelled")."""
    if verb.dep == "acl":
        return False
    return parse.child(verb, *SUBJECTS) is not None


def agents(parse: Parse, verb: Token) -> list[Token]:
    """Give a passive's "by" phrase."""
    out = []
    for by in parse.children(verb, "agent", "prep"):
        if by.lower == "by":
            out += [t for t in parse.children(by, "pobj") if t.pos in _NOMINAL]
    return out


def verb_slots(
    parse: Parse, verb: Token, extra: Iterable[Token] = (), *, frame: str = "direct"
) -> Slots:
    """Read the slots around a verb; phrases on `extra`, the pattern's own nouns, count too.

    In some frames the object's own phrases name a side: "ratified the treaty with Sweden".
    """
    slots = Slots()
    passive = is_passive(parse, verb)
    surface = surface_subject(parse, verb)
    slots.add("subject", agents(parse, verb) if passive else surface)
    slots.add("object", surface if passive else direct_objects(parse, verb))
    if passive:
        slots.add("object", parse.children(verb, "dobj"))
    slots.add("indirect", [t for t in parse.children(verb, "dative") if t.pos != "ADP"])
    _add_prepositions(parse, verb, slots)
    for part in extra:
        if part.i != verb.i:
            _add_prepositions(parse, part, slots)
            if part.pos in ("NOUN", "PROPN"):
                slots.add("owner", parse.children(part, "poss", "amod", "compound"))
    if passive and not slots.get("subject"):
        slots.add("subject", slots.get("by"))
    slots.add("asked", _asked(parse, verb))
    for token in slots.get("object"):
        for preposition in parse.children(token, "prep"):
            slot = _THROUGH_OBJECT.get(frame, {}).get(preposition.lower)
            if slot is not None:
                slots.add(slot, parse.children(preposition, "pobj"))
    return slots


_THROUGH_OBJECT = {
    "mutual": {"with": "with", "between": "between"},
    "speech": {"by": "indirect", "from": "indirect", "to": "indirect", "with": "indirect"},
    "give": {"to": "to", "for": "for"},
    "direct": {"with": "with"},
}
"""Where phrases on the object go, by frame."""


def direct_objects(parse: Parse, verb: Token) -> list[Token]:
    """Give a verb's objects, its antecedent's, or those it shares with a verb joined to it."""
    own = _real(parse, verb, parse.children(verb, *OBJECTS))
    if own:
        return own
    antecedent = _antecedent(parse, verb)
    if antecedent is not None and verb.dep == "relcl" and gap_is_object(parse, verb):
        return [antecedent]
    for other in parse.children(verb, "conj"):
        if (
            other.pos == "VERB"
            and other.i - verb.i <= _BESIDE
            and not parse.child(other, *SUBJECTS)
        ):
            return parse.children(other, "dobj")
    return []


def _add_prepositions(parse: Parse, head: Token, slots: Slots) -> None:
    for preposition in parse.children(head, "prep", "dative", "agent"):
        if preposition.pos not in ("ADP", "SCONJ", "VERB", "ADV"):
            continue
        if preposition.lower == "according":
            continue
        slots.add(preposition.lower, parse.children(preposition, "pobj"))
        for inner in parse.children(preposition, "prep"):
            slots.add(inner.lower, parse.children(inner, "pobj"))


def _asked(parse: Parse, verb: Token) -> list[Token]:
    """Who is to do what a verb of asking asks for: the subject of its complement."""
    out: list[Token] = []
    for clause in parse.children(verb, "ccomp", "xcomp"):
        out += parse.children(clause, *SUBJECTS, *PASSIVE_SUBJECTS)
    for preposition in parse.children(verb, "prep"):
        for clause in parse.children(preposition, "pcomp"):
            out += parse.children(clause, *SUBJECTS)
    return out


def noun_slots(parse: Parse, noun: Token, extra: Iterable[Token] = ()) -> Slots:
    """Read the slots around a noun that names an event; phrases on `extra` count too."""
    slots = Slots()
    slots.add("subject", parse.children(noun, "poss"))
    _add_prepositions(parse, noun, slots)
    for part in extra:
        if part.i > noun.i and part.pos in ("NOUN", "PROPN"):
            _add_prepositions(parse, part, slots)
    slots.add("subject", slots.get("by"))
    slots.add("modifier", parse.children(noun, "amod", "compound", "nmod"))
    slots.add("object", slots.get("of"))
    for clause in parse.children(noun, "acl"):
        if clause.tag == "VBN":
            slots.add("subject", agents(parse, clause))
            _add_prepositions(parse, clause, slots)
        elif clause.lower in ("involving", "targeting", "including"):
            slot = "object" if clause.lower == "targeting" else "with"
            slots.add(slot, parse.children(clause, "dobj"))
    return slots


def lend_from_above(parse: Parse, noun: Token, slots: Slots) -> list[Token]:
    """Give a noun the "by" phrase that the parser hung on a word above it; return what was lent.

    "The campaign came amid a spate of attacks by rebels on army posts": "came" has no agent, so
    the rebels attack. Phrases that follow inside the "by" phrase ("on army posts") are the
    noun's too.
    """
    if slots.get("subject"):
        return []
    for above in parse.ancestors(noun)[:_FARTHEST]:
        if above.pos in ("VERB", "AUX") and is_passive(parse, above):
            return []
        by = next((c for c in parse.children(above, "prep") if c.lower == "by"), None)
        if by is not None and by.i > noun.i:
            found = [t for t in parse.children(by, "pobj") if t.pos in ("NOUN", "PROPN")]
            slots.add("subject", found)
            for token in found:
                for inner in parse.subtree(token):
                    if inner.dep == "prep" and inner.lower in ("on", "against", "at"):
                        slots.add(inner.lower, parse.children(inner, "pobj"))
            return [by] if found else []
        if above.pos in ("VERB", "AUX"):
            return []
    return []
