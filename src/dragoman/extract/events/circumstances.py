"""Where, when and how many: which places, times and tolls belong to which trigger."""

from collections.abc import Mapping, Sequence

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.clause import PASSIVE_SUBJECTS, SUBJECTS
from dragoman.extract.events.cues import topics
from dragoman.extract.events.scene import CLAUSE, Scene
from dragoman.extract.places import smallest_area
from dragoman.extract.tolls import toll_anchor
from dragoman.records import Place, Time, Token, Toll

_WHERE = frozenset(
    {"in", "at", "near", "on", "inside", "outside", "around", "across", "into", "onto", "over"}
    | {"throughout", "along", "between", "from", "north", "south", "east", "west", "of", "to"}
    | {"toward", "towards", "against", "within", "off", "by", "via", "through", "under"}
)
_NOT_WHERE = frozenset({"from", "by"})
_TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Types whose place may stand beside a side: "met the Saudi minister in Muscat"."""
_TO_TYPES = frozenset({"CONSULT", "AID", "MOBILIZE", "RETREAT", "ASSAULT"})
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID"})
"""Types whose object can be the place ("shelled Kharkiv"); of a talk it is the topic."""
_TOLL_TYPES: Mapping[str, frozenset[str]] = {
    "dead": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "injured": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "casualties": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "missing": frozenset({"ASSAULT", "COERCE"}),
    "arrested": frozenset({"COERCE", "PROTEST", "ASSAULT"}),
    "abducted": frozenset({"ASSAULT", "COERCE"}),
    "displaced": frozenset({"ASSAULT", "COERCE", "SANCTION"}),
    "protesters": frozenset({"PROTEST"}),
}

_FARTHEST = 40
"""Steps climbed at most; deeper trees are run-on text."""

_OWN_CLAUSE = (CLAUSE - {"xcomp"}) | {"pcomp", "conj"}
"""A verb in one of these that is no trigger keeps its circumstances to itself."""

Triggers = Mapping[int, Candidate]
"""The candidates of one sentence by the tokens of their words."""


def by_token(candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """Index candidates by each of their tokens, and by those of what they absorbed."""
    out: dict[int, Candidate] = {}
    for candidate in candidates:
        for each in (candidate, *candidate.absorbed):
            for token in (*each.tokens, *each.lent):
                out.setdefault(token.i, candidate)
    return out


def owner(scene: Scene, token: Token, triggers: Triggers) -> Candidate | None:
    """Climb from a circumstance to the trigger that it belongs to.

    A verb of saying on the way means that the circumstance tells of the saying; then nobody owns
    it. Any other verb hands it on to a trigger that it governs directly ("began shelling").
    """
    parse, here = scene.parse, token
    for _ in range(_FARTHEST):
        if here.i in triggers:
            return triggers[here.i]
        if here.pos == "NOUN" and here.i != token.i:
            below = _of_trigger(scene, here, triggers)
            if below is not None:
                return below
        if here.pos in ("VERB", "AUX") and here.i != token.i:
            below = _governed_trigger(scene, here, triggers)
            if below is not None:
                return below
            joined = here.dep == "conj" and not parse.child(here, *SUBJECTS, *PASSIVE_SUBJECTS)
            if here.i in scene.cue_tokens or (here.dep in _OWN_CLAUSE and not joined):
                return None
        if here.head == here.i:
            break
        here = parse.head(here)
    return None


def _of_trigger(scene: Scene, noun: Token, triggers: Triggers) -> Candidate | None:
    """The trigger that a counting noun gathers: "a spate of attacks over the past 24 hours"."""
    for of in scene.parse.children(noun, "prep"):
        for inner in scene.parse.children(of, "pobj"):
            if of.lower == "of" and inner.i in triggers:
                return triggers[inner.i]
    return None


def _governed_trigger(scene: Scene, verb: Token, triggers: Triggers) -> Candidate | None:
    parse = scene.parse
    if verb.i in scene.cue_tokens:
        return None
    for child in parse.children(verb, "xcomp", "dobj", "nsubj", "nsubjpass", "attr", "ccomp"):
        if child.i in triggers and not (child.dep == "ccomp" and verb.lemma in ("say", "tell")):
            return triggers[child.i]
    for preposition in parse.children(verb, "prep"):
        for noun in parse.children(preposition, "pobj"):
            if noun.i in triggers:
                return triggers[noun.i]
    for child in parse.children(verb, "conj", "advcl"):
        if child.i in triggers and not parse.child(child, "nsubj", "nsubjpass"):
            return triggers[child.i]
    return None


def times_of(scene: Scene, candidate: Candidate, triggers: Triggers, sentence: int) -> list[Time]:
    """Give the time expressions that tell when, the nearest to the trigger first."""
    found = []
    for time in scene.times:
        root = scene.parse.root_of(time.start, time.end)
        if root is None or scene.parse.sentence_number(root) != sentence:
            continue
        if owner(scene, root, triggers) is candidate:
            found.append(time)
    return sorted(found, key=lambda t: abs(t.start - candidate.head.start))


def places_of(scene: Scene, candidate: Candidate, triggers: Triggers, sentence: int) -> list[Place]:
    """Give the literal places where the event was, in text order."""
    found = []
    for head, place in scene.place_heads.items():
        token = scene.parse.tokens[head]
        if scene.parse.sentence_number(token) != sentence or place.use != "literal":
            continue
        if _is_where(scene, candidate, token, place) and (
            owner(scene, _climb_start(scene, token), triggers) is candidate
        ):
            found.append(place)
    found.sort(key=lambda p: p.start or 0)
    return _finest(found)


def _climb_start(scene: Scene, token: Token) -> Token:
    return scene.parse.first_conjunct(token)


def _is_where(scene: Scene, candidate: Candidate, token: Token, place: Place) -> bool:
    """Whether a toponym stands as a place of this event: its object, or after "in" or "near"."""
    parse = scene.parse
    first = parse.first_conjunct(token)
    while first.dep in ("compound", "appos", "nmod") and first.head != first.i:
        first = parse.first_conjunct(parse.head(first))
    party = scene.party_of.get(token.i)
    if party is not None and party.via in ("known", "place") and party.start != place.start:
        return party.via == "place" and candidate.rule.type in ("ASSAULT", "COERCE", "PROTEST")
    sufferers = [t.i for s in candidate.rule.recipient for t in candidate.slots.get(s)]
    if first.dep == "nsubj" and first.i in sufferers:
        return place.precision != "country"
    if first.dep in ("dobj", "nsubjpass") and candidate.rule.frame == "visit":
        return True
    if first.dep in ("dobj", "nsubjpass"):
        return place.precision != "country" and candidate.rule.type in _ON_THE_GROUND
    if first.dep == "poss":
        return False
    above = parse.head(first)
    if first.dep != "pobj":
        return first.dep in ("npadvmod", "ROOT", "dep") and parse.in_ == "title"
    return _preposition_fits(scene, candidate, above, place)


def _preposition_fits(scene: Scene, candidate: Candidate, above: Token, place: Place) -> bool:
    word, type_ = above.lower, candidate.rule.type
    if above.i in {t.i for t in candidate.tokens}:
        return place.precision != "country"
    if word not in _WHERE or word in _NOT_WHERE:
        return word == "from" and type_ == "RETREAT" and place.precision != "country"
    if word in ("against", "on", "of") and place.precision == "country":
        return False
    if word == "to" and scene.parse.head(above).lower in ("close", "next", "adjacent", "near"):
        return True
    if word in ("to", "toward", "towards"):
        return type_ in _TO_TYPES and (place.precision != "country" or type_ == "MOBILIZE")
    if type_ not in _ON_THE_GROUND:
        holder = scene.parse.head(above)
        beside = type_ in _TALKS and word in ("in", "at") and not _is_topic(scene, candidate, above)
        return holder.i in {t.i for t in candidate.tokens} or beside
    return True


def _is_topic(scene: Scene, candidate: Candidate, preposition: Token) -> bool:
    """Whether a place hangs on what is talked about ("the war in Gaza")."""
    own = {t.i for t in candidate.tokens}
    for here in scene.parse.ancestors(preposition):
        if here.i in own:
            return False
        if here.lemma in topics():
            return True
    return False


def _finest(places: Sequence[Place]) -> list[Place]:
    """Drop areas that only hold a finer place already named ("in Goma, in eastern Congo")."""
    fine = [p for p in places if p.precision in ("site", "settlement")]
    if not fine:
        return list(places)
    return [p for p in places if p in fine or (p.precision is None)]


def event_place(places: Sequence[Place]) -> Place | None:
    """Give the one place of an event: the only one, or the smallest area that holds them all."""
    known = [p for p in places if p.precision is not None]
    if not known:
        return places[0] if len(places) == 1 else None
    distinct = {(p.geonames_id, p.name) for p in known}
    if len(distinct) == 1:
        return known[0]
    return smallest_area(known)


def tolls_of(scene: Scene, candidate: Candidate, triggers: Triggers, sentence: int) -> list[Toll]:
    """Give the tolls that this event caused, in text order."""
    found = []
    for toll in scene.tolls:
        if candidate.rule.type not in _TOLL_TYPES[toll.kind]:
            continue
        anchor = toll_anchor(scene.parse, toll) or scene.parse.root_of(toll.start, toll.end)
        if anchor is None or scene.parse.sentence_number(anchor) != sentence:
            continue
        if _toll_owner(scene, anchor, toll, triggers) is candidate:
            found.append(toll)
    return found


def _toll_owner(scene: Scene, anchor: Token, toll: Toll, triggers: Triggers) -> Candidate | None:
    """The trigger a toll hangs on; else the only fitting trigger of its sentence.

    Those whom fighting drives out are a toll of that fighting.
    """
    direct = owner(scene, anchor, triggers)
    if toll.kind == "displaced":
        violence = next((c for c in triggers.values() if c.rule.type == "ASSAULT"), None)
        direct = violence if violence is not None else direct
    fitting = _TOLL_TYPES[toll.kind]
    if direct is not None and direct.rule.type in fitting:
        return direct
    others = {id(c): c for c in triggers.values() if c.rule.type in fitting}
    return next(iter(others.values())) if len(others) == 1 else None
