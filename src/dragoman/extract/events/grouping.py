"""One mention per event: which candidates of a sentence tell of the same one, and of what."""

import msgspec

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.clause import SUBJECTS, agents, is_passive
from dragoman.extract.events.scene import Scene
from dragoman.records import Rejected, Span, Token

SPEECH = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"})
_SETTLES = frozenset({"ACCUSE", "REJECT"})
"""Speech acts that take their object for a fact, so that it may be a mention of its own."""
_APART = frozenset({"abduct", "sexual", "torture"})
"""Modes that make a second deed of what would else be the result of the first."""
_LIGHT_WIDEST = 5
_WIDEST = 12
"""Tokens between a trigger's words at most; what stands farther off is left out of its span."""
_MEASURES = frozenset({"COERCE", "SANCTION"})
"""Types whose modes are measures of their own: a coup and a curfew are two."""
_LINKS = frozenset({"in", "during", "by", "with", "from", "of", "on", "at", "amid", "via", "as"})


class Spoken(msgspec.Struct, kw_only=True):
    """A candidate that a speech act speaks of."""

    speech: Candidate
    candidate: Candidate
    direct: bool


def trigger_span(scene: Scene, candidate: Candidate) -> Span:
    """Give the words that name the event, from the first matched token to the last."""
    near = _WIDEST if not candidate.light else _LIGHT_WIDEST
    tokens = sorted(candidate.tokens, key=lambda t: t.i)
    sentence = [t for t in tokens if abs(t.i - candidate.head.i) <= near]
    return scene.parse.span_of(sentence[0], sentence[-1])


def rejection(scene: Scene, candidate: Candidate, reason: str, said: str) -> Rejected:
    """Note a candidate that is left alone."""
    return Rejected(
        trigger=trigger_span(scene, candidate),
        type=candidate.rule.type,
        rule=candidate.rule.id,
        reason=reason,
        said=said,
    )


def _complements(scene: Scene, speech: Candidate) -> list[Token]:
    """The words that a speech act governs: what is said, asked, agreed, threatened, refused."""
    parse = scene.parse
    roots: list[Token] = []
    own = {t.i for t in speech.tokens}
    for token in speech.tokens:
        for child in parse.children(token):
            if child.i in own:
                continue
            if child.dep in ("ccomp", "xcomp", "dobj", "acl", "nsubjpass", "oprd", "relcl"):
                roots.append(child)
            elif child.dep in ("prep", "dative") and child.lower not in ("by", "in", "after"):
                roots += parse.children(child, "pobj", "pcomp")
    return [t for root in roots for t in parse.subtree(root)]


def spoken_of(scene: Scene, candidates: list[Candidate]) -> list[Spoken]:
    """Find what each speech act speaks of; the one nearest to it in the tree is its `about`."""
    out = []
    for speech in candidates:
        if speech.rule.type not in SPEECH:
            continue
        inside = {t.i for t in _complements(scene, speech)}
        below = [c for c in candidates if c is not speech and c.anchor.i in inside]
        below.sort(key=lambda c: (len(scene.parse.ancestors(c.anchor)), c.head.i))
        for n, c in enumerate(below):
            direct = n == 0 and not _in_description(scene, speech, c)
            out.append(Spoken(speech=speech, candidate=c, direct=direct))
    return out


def _in_description(scene: Scene, speech: Candidate, candidate: Candidate) -> bool:
    """Whether a candidate only describes somebody in what is said ("officers who took power")."""
    own = {t.i for t in speech.tokens}
    here = candidate.anchor
    while here.i not in own and here.head != here.i:
        if here.dep == "relcl":
            return True
        here = scene.parse.head(here)
    return False


def settled_words(candidates: list[Candidate]) -> frozenset[int]:
    """Give the tokens of speech acts that take their object for a fact."""
    return frozenset(t.i for c in candidates if c.rule.type in _SETTLES for t in c.tokens)


def stays_apart(spoken: Spoken) -> bool:
    """Whether what is spoken of may be a mention of its own, if the sentence says enough of it."""
    return spoken.speech.rule.type in _SETTLES


def absorb(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """Let one candidate speak for those of the same type that tell of the same event."""
    gone: set[int] = set()
    for main in candidates:
        if id(main) in gone:
            continue
        for other in candidates:
            if other is main or id(other) in gone or other.rule.type != main.rule.type:
                continue
            if _is_part(scene, main, other):
                main.absorbed = [*main.absorbed, other, *other.absorbed]
                gone.add(id(other))
    return [c for c in candidates if id(c) not in gone]


def _is_part(scene: Scene, main: Candidate, other: Candidate) -> bool:
    if set(other.rule.modes) & _APART and other.rule.modes != main.rule.modes:
        return False
    measures = main.rule.type in _MEASURES and main.rule.modes and other.rule.modes
    if measures and not set(main.rule.modes) & set(other.rule.modes):
        return False
    if other.is_noun:
        return _noun_is_part(scene, main, other)
    return not main.is_noun and _verb_is_part(scene, main, other)


def _noun_is_part(scene: Scene, main: Candidate, other: Candidate) -> bool:
    """Whether a noun tells of it too: "killed in an ambush", "the attack killed"."""
    parse = scene.parse
    first = parse.first_conjunct(other.anchor)
    above = parse.head(first)
    mine = {t.i for t in main.tokens}
    if above.i in mine and first.dep in ("dobj", "nsubj", "nsubjpass", "attr"):
        return True
    if first.i in mine and first.i != other.anchor.i:
        return True
    if first.dep == "pobj" and above.lower in _LINKS:
        holder = parse.head(above)
        return holder.i in mine or (not main.is_noun and parse.head(holder).i in mine)
    return False


def _tells_how(scene: Scene, main: Candidate, other: Candidate) -> bool:
    """Whether a clause tells how a passive main verb came about: "were killed when X shelled"."""
    parse, verb = scene.parse, other.head
    if verb.dep != "advcl" or parse.head(verb).i not in {t.i for t in main.tokens}:
        return False
    if not is_passive(parse, main.head) or agents(parse, main.head):
        return False
    return any(c.lower in ("when", "as", "after") for c in parse.children(verb, "advmod", "mark"))


def _tells_of_more(scene: Scene, main: Candidate, other: Candidate) -> bool:
    """Whether it tells of more victims: "three drivers died and a soldier was wounded"."""
    parse, verb = scene.parse, other.head
    if verb.dep != "conj" or parse.head(verb).i != main.head.i:
        return False
    if not (_suffers(scene, main) and _suffers(scene, other)):
        return False
    return not any(t.i in scene.place_heads for t in parse.subtree(verb))


def _suffers(scene: Scene, candidate: Candidate) -> bool:
    """Whether a verb says only to whom it happened, and not who did it."""
    if candidate.rule.type != "ASSAULT":
        return False
    passive = is_passive(scene.parse, candidate.head)
    return not agents(scene.parse, candidate.head) and (passive or candidate.rule.frame == "victim")


def _verb_is_part(scene: Scene, main: Candidate, other: Candidate) -> bool:
    """Whether a verb tells of it too: "attacked a village, killing 12"."""
    parse, verb = scene.parse, other.head
    if parse.child(verb, *SUBJECTS, "nsubjpass") is not None:
        return _tells_how(scene, main, other) or _tells_of_more(scene, main, other)
    if verb.dep not in ("advcl", "conj", "xcomp", "acl", "dep"):
        return False
    above = parse.head(verb)
    mine = {t.i for t in main.tokens} | {t.i for c in main.absorbed for t in c.tokens}
    return above.i in mine or (above.dep in ("conj", "pobj") and parse.head(above).i in mine)
