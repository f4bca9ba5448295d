"""Whether it happened: negation, modality, tense, reported intention, history."""

from datetime import timedelta

import msgspec

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.clause import is_passive
from dragoman.extract.events.cues import StatusCues
from dragoman.extract.events.matching import lemma_of
from dragoman.extract.events.scene import Scene
from dragoman.records import Time, Token
from dragoman.records.mention import Status

HISTORY_AFTER = timedelta(days=30)
"""How long before publication an ended event is background (contract: more than 30 days)."""

_UP = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "acl", "nsubj", "nsubjpass", "conj"}
    | {"attr", "oprd", "appos", "advcl", "dep", "agent", "compound", "amod", "csubj"}
)
_FARTHEST = 8


class Standing(msgspec.Struct, kw_only=True):
    """A status, the word that gave it (None where nothing spoke against `happened`), and why."""

    status: Status = "happened"
    future: bool = False
    cue: Token | None = None
    rule: str = "no-cue"


def standing_of(
    scene: Scene, candidate: Candidate, cues: StatusCues, *, spoken: frozenset[int] = frozenset()
) -> Standing:
    """Judge one candidate by its own words, its governors and its clause.

    `spoken` are the tokens of speech acts that take their object for a fact: "voiced concern
    about the campaign" does not make the campaign possible only.
    """
    if candidate.rule.status is not None:
        return Standing(status=candidate.rule.status, cue=candidate.head, rule="lexicon")
    for judged in (
        _light(candidate),
        _adjective(scene, candidate, cues),
        _own_verb(scene, candidate.anchor, cues),
        _governed(scene, candidate, cues, spoken),
    ):
        if judged is not None:
            return judged
    return Standing()


_EFFECTS: dict[str, Status] = {
    "prevents": "denied",
    "plans": "planned",
    "asks": "called_for",
    "threatens": "threatened",
    "denies": "denied",
}


_WORD_IS_DEED = frozenset(
    {"COERCE", "SANCTION", "AGREE", "CONCEDE", "REQUEST", "ACCUSE", "THREATEN"}
)
"""Types that are done by being ordered or announced: a ban, a sanction, an accusation."""


def _light(candidate: Candidate) -> Standing | None:
    status = _EFFECTS.get(candidate.effect)
    if candidate.effect in ("announces", "orders") and candidate.rule.type not in _WORD_IS_DEED:
        status = "planned"
    if status is None:
        return None
    return Standing(
        status=status, cue=candidate.light, rule="light-verb", future=status == "planned"
    )


def _adjective(scene: Scene, candidate: Candidate, cues: StatusCues) -> Standing | None:
    if not candidate.is_noun:
        return None
    for child in scene.parse.children(candidate.head, "amod", "det", "compound"):
        if child.lower == "no":
            return Standing(status="denied", cue=child, rule="no-noun")
        for status, words in cues.adjectives.items():
            if child.lower in words:
                return _standing(status, child, "adjective")
    return None


def _standing(status: str, cue: Token, rule: str) -> Standing:
    if status == "future":
        return Standing(status="planned", future=True, cue=cue, rule=rule)
    return Standing(
        status=msgspec.convert(status, Status), future=status == "planned", cue=cue, rule=rule
    )


def _own_verb(scene: Scene, verb: Token, cues: StatusCues) -> Standing | None:
    """Negation, auxiliaries and conditions on the verb itself and those it is joined to."""
    parse = scene.parse
    if verb.pos not in ("VERB", "AUX"):
        return None
    for child in parse.children(verb):
        if child.dep == "neg" or _negates(child, verb, cues):
            return Standing(status="denied", cue=child, rule="negation")
        if child.dep in ("nsubj", "nsubjpass") and _is_nobody(scene, child, cues):
            return Standing(status="denied", cue=child, rule="negated-subject")
    modal = _modal(scene, verb, cues)
    if modal is not None:
        return modal
    for child in parse.children(verb, "mark"):
        if child.lower in cues.conditions:
            return Standing(status="possible", cue=child, rule="condition")
    if verb.dep == "conj" and not parse.child(verb, "nsubj", "nsubjpass"):
        return _own_verb(scene, parse.head(verb), cues)
    return _headline_to(scene, verb)


def _negates(child: Token, verb: Token, cues: StatusCues) -> bool:
    return child.lower in cues.negations and child.dep != "cc" and child.i < verb.i


def _is_nobody(scene: Scene, subject: Token, cues: StatusCues) -> bool:
    words = [subject, *scene.parse.children(subject, "det")]
    return any(w.lower in cues.negations for w in words)


def _modal(scene: Scene, verb: Token, cues: StatusCues) -> Standing | None:
    for child in scene.parse.children(verb, "aux"):
        for status, words in cues.auxiliaries.items():
            if child.lower not in words or child.tag != "MD":
                continue
            if child.lower in ("would", "'d") and _reported_future(scene, verb):
                return Standing(status="planned", future=True, cue=child, rule="reported-future")
            return _standing(status, child, "auxiliary")
        if child.lower == "to" and verb.dep == "xcomp":
            head = scene.parse.head(verb)
            if head.lower == "going" or (head.lemma == "be" and head.pos == "AUX"):
                return Standing(status="planned", future=True, cue=head, rule="going-to")
    return None


def _reported_future(scene: Scene, verb: Token) -> bool:
    """Whether "would" is a future told in the past ("said it would meet") and no condition."""
    parse = scene.parse
    if verb.dep not in ("ccomp", "relcl", "conj", "acl"):
        return False
    clauses = [*parse.children(verb, "advcl"), *parse.children(parse.head(verb), "advcl")]
    marks = [m.lower for c in clauses for m in parse.children(c, "mark")]
    return "if" not in marks and "unless" not in marks


def _headline_to(scene: Scene, verb: Token) -> Standing | None:
    """The infinitive that headlines use for the future: "Egypt, Iran to hold talks"."""
    parse = scene.parse
    if parse.in_ != "title" or verb.tag != "VB":
        return None
    to = next((c for c in parse.children(verb, "aux") if c.lower == "to"), None)
    if to is not None and verb.dep in ("ROOT", "relcl", "acl", "advcl", "xcomp"):
        head = parse.head(verb)
        if head.i == verb.i or head.pos not in ("VERB", "AUX"):
            return Standing(status="planned", future=True, cue=to, rule="headline-infinitive")
    return None


def _governed(
    scene: Scene, candidate: Candidate, cues: StatusCues, spoken: frozenset[int]
) -> Standing | None:
    """Climb from the trigger and let the first governor with a cue decide."""
    parse, here = scene.parse, candidate.anchor
    own = {t.i for t in candidate.tokens}
    for _ in range(_FARTHEST):
        if here.dep not in _UP or here.head == here.i:
            return None
        above, relation = parse.head(here), here.dep
        if above.i in own:
            here = above
            continue
        violent = candidate.rule.type in _ATTEMPT_COUNTS
        judged = _by_governor(scene, here, above, cues, attempt_counts=violent)
        if judged is not None and judged.cue is not None and judged.cue.i not in spoken:
            return judged
        if relation in ("advcl", "relcl") or (relation == "acl" and here.tag != "VB"):
            return None
        if relation == "conj" and here.pos == "VERB" and parse.child(here, "nsubj", "nsubjpass"):
            return None
        if above.pos == "VERB" and relation in ("nsubj", "nsubjpass"):
            return _own_verb(scene, above, cues) if _is_light(above) else None
        here = above
    return None


_LIGHT = frozenset(
    {"take", "begin", "start", "continue", "happen", "occur", "erupt", "break", "resume"}
    | {"follow", "be", "go", "hold"}
)


def _is_light(verb: Token) -> bool:
    return verb.lemma in _LIGHT


def _by_governor(
    scene: Scene, here: Token, above: Token, cues: StatusCues, *, attempt_counts: bool
) -> Standing | None:
    if above.pos in ("VERB", "AUX", "ADJ"):
        return _by_verb(scene, here, above, cues, attempt_counts=attempt_counts)
    if above.pos in ("NOUN", "PROPN"):
        return _by_noun(here, above, cues)
    return None


def _by_verb(
    scene: Scene, here: Token, above: Token, cues: StatusCues, *, attempt_counts: bool
) -> Standing | None:
    """A verb or adjective above: "plan to attack", "feared an attack", "ready to attack"."""
    relation = here.dep
    if lemma_of(above) in cues.attempts and relation == "xcomp":
        return None if attempt_counts else _standing("possible", above, "attempt")
    if _is_governed(scene, here, above):
        for status, words in cues.governors.items():
            if lemma_of(above) in words and not _fits_not(relation, status, here):
                return _negated(scene, above, _standing(status, above, "governor"))
    return _own_verb(scene, above, cues) if relation == "xcomp" else None


def _is_governed(scene: Scene, here: Token, above: Token) -> bool:
    """Whether a verb makes what stands below it its object, and not its subject or setting."""
    relation = here.dep
    if relation == "advcl":
        return here.tag == "VB"
    if relation == "nsubjpass":
        return is_passive(scene.parse, above)
    if relation == "prep":
        return here.lower in ("for", "to", "against", "from", "of")
    return relation in ("xcomp", "ccomp", "dobj", "acl", "oprd")


def _by_noun(here: Token, above: Token, cues: StatusCues) -> Standing | None:
    """A noun above: "a plan to attack", "fears of an attack"."""
    if here.dep in ("relcl", "acl"):
        if here.tag != "VB":
            return None
    elif here.dep not in ("prep", "ccomp", "pobj") or here.lower in _SETTINGS:
        return None
    for status, words in cues.nouns.items():
        if lemma_of(above) in words:
            return _standing(status, above, "governing-noun")
    return None


_ATTEMPT_COUNTS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types whose attempt is the deed: a failed assassination is an attack, failed talks are none."""

_SETTINGS = frozenset({"in", "at", "on", "after", "since", "during"})
"""Prepositions that place a noun and do not make it another one's object."""


def is_purpose(scene: Scene, candidate: Candidate) -> bool:
    """Whether a verb is an infinitive of purpose ("met to discuss", "efforts to end").

    So is a verb joined to one or governed by one ("to hand over arms and let troops enter").
    """
    parse, verb = scene.parse, candidate.anchor
    for _ in range(_FARTHEST):
        infinitive = verb.tag == "VB" and verb.dep in ("advcl", "acl", "relcl")
        if infinitive and any(c.lower == "to" for c in parse.children(verb, "aux")):
            return True
        if verb.dep not in ("conj", "xcomp", "ccomp") or verb.tag != "VB":
            return False
        verb = parse.head(verb)
    return False


def _fits_not(relation: str, status: str, here: Token) -> bool:
    """Prepositions that lead elsewhere: "prepared for", but "asked in a meeting"."""
    if relation == "prep" and here.lower in ("to", "against", "from") and status != "denied":
        return here.lower != "to"
    if relation == "prep" and status == "called_for":
        return here.lower != "for"
    return False


def _negated(scene: Scene, verb: Token, standing: Standing) -> Standing:
    """Turn a cue round: "did not prevent" happened after all, "did not plan" did not."""
    negated = any(c.dep == "neg" for c in scene.parse.children(verb))
    if not negated:
        return standing
    if standing.status == "denied":
        return Standing(status="happened", cue=verb, rule="negated-prevention")
    return Standing(status="denied", cue=verb, rule="negated-governor")


def is_history(
    scene: Scene, candidate: Candidate, time: Time | None, cues: StatusCues
) -> str | None:
    """Give the reason why a deed is background, or None.

    With a publication date an event that ended more than 30 days before it is background. Without
    one the text must say so: a year named without a day, or a word that marks history.
    """
    published = scene.article.published
    if time is not None and time.to is not None and published is not None:
        return "ended-long-before" if published - time.to > HISTORY_AFTER else None
    if time is not None and published is None and _is_marked(time):
        return "dated-without-day"
    sentence = scene.parse.sentence_number(candidate.head)
    words = " ".join(t.lower for t in scene.parse.sentence_tokens(sentence))
    for mark in cues.background:
        if f" {mark} " in f" {words} ":
            return "marked-as-history"
    return None


def _is_marked(time: Time) -> bool:
    if time.anchor != "absolute":
        return time.precision == "decade"
    has_year = time.from_ is not None or time.to is not None
    return has_year and time.precision in ("year", "decade", "month", "quarter", "season")
