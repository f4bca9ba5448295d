"""Whether a mention tells of more than one place and day."""

import re
from datetime import timedelta

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.cues import AggregateCues
from dragoman.extract.events.facts import Facts, time_of
from dragoman.extract.events.scene import Scene
from dragoman.records import Time

_LONG = timedelta(days=2)
_GROUND = frozenset({"ASSAULT", "PROTEST"})
"""Types of which each place and each day is one event."""
_NTH = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s"
    r"(?:such\s)?(?!of\b|day|week|month|year|time|century|round|anniversary)[a-z-]+"
)


def is_aggregate(scene: Scene, candidate: Candidate, facts: Facts, cues: AggregateCues) -> bool:
    """Whether the words tell of more than one place and day."""
    if candidate.head.lemma in cues.sieges or _is_counted(scene, candidate, cues):
        return True
    if candidate.rule.frame == "victim" and candidate.rule.type == "COERCE":
        return not facts.sides.actors
    if candidate.rule.id == "besiege" and _goes_on(facts):
        return True
    if candidate.rule.type in _GROUND and (_in_several_towns(scene, facts) or _goes_on(facts)):
        return True
    plural = any(c.head.tag in ("NNS", "NNPS") for c in (candidate, *candidate.absorbed))
    towns = {p.name or p.text for p in facts.places if p.precision in ("site", "settlement")}
    wide = _is_wide(time_of(facts))
    return (plural and (len(towns) > 1 or wide)) or (wide and _is_nth(scene, facts))


def _is_counted(scene: Scene, candidate: Candidate, cues: AggregateCues) -> bool:
    """Whether it is "a spate of attacks" or happened "several times"."""
    parse = scene.parse
    of = parse.head(candidate.head)
    if of.lower == "of" and parse.head(of).lemma in cues.collectives:
        return True
    clause = " ".join(t.lower for t in parse.subtree(candidate.anchor))
    return any(f" {phrase} " in f" {clause} " for phrase in cues.adverbs)


def _in_several_towns(scene: Scene, facts: Facts) -> bool:
    """Whether the places are towns in a list ("hit Kharkiv and Odesa"), not a road between two."""
    parse = scene.parse
    towns = [
        (parse.tokens[i], p)
        for i, p in scene.place_heads.items()
        if p in facts.places and p.precision == "settlement"
    ]
    firsts = {parse.first_conjunct(t).i for t, _ in towns}
    if len({p.geonames_id or p.text for _, p in towns}) <= 1 or len(firsts) != 1:
        return False
    return parse.head(parse.tokens[firsts.pop()]).lower not in ("between", "from", "to")


def _goes_on(facts: Facts) -> bool:
    """Whether a deed has been going on without an end ("has been fighting since April 2023")."""
    time = time_of(facts)
    return time is not None and time.from_ is not None and time.to is None


def _is_nth(scene: Scene, facts: Facts) -> bool:
    """Whether the sentence counts it among others of a longer time ("the third this week")."""
    return _NTH.search(scene.parse.sentence_span(facts.sentence).quote) is not None


def _is_wide(time: Time | None) -> bool:
    return (
        time is not None
        and time.from_ is not None
        and (time.to is None or time.to - time.from_ > _LONG)
        and time.precision in ("day", "week", "month", "year", "decade")
    )
