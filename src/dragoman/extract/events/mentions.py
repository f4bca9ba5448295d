"""Writes a mention from a candidate and what was found around it."""

from collections.abc import Callable

import msgspec

from dragoman.extract.events.aggregate import is_aggregate
from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.clause import surface_subject
from dragoman.extract.events.cues import AggregateCues
from dragoman.extract.events.facts import Facts, time_of
from dragoman.extract.events.grouping import SPEECH, trigger_span
from dragoman.extract.events.modes import modes_of
from dragoman.extract.events.scene import Scene
from dragoman.ontology.files import VERSION as ONTOLOGY
from dragoman.ontology.plover import Plover
from dragoman.records import (
    About,
    ArticleRef,
    Maker,
    Mention,
    Party,
    Speaker,
    Token,
    mention_id,
)
from dragoman.records.mention import EventType, Status

_FORETOLD = frozenset({"auxiliary", "reported-future", "going-to", "headline-infinitive"})
"""Rules by which violence is only foretold: a threat of one's own, else a possibility."""
_PRIOR = {"both": 0.85, "one": 0.7, "none": 0.5}
"""Confidence by how many sides are known parties: a prior, not yet calibrated."""


class _Coded(msgspec.Struct, kw_only=True):
    """Type, status and `about` after PLOVER's single types have won.

    `is_itself` is false where the words name what is planned: its place and time are not those
    of the agreement or threat that is coded.
    """

    type: EventType
    status: Status
    about: About | None
    rule: str
    is_itself: bool = True


class MentionMaker:
    """Holds the ontology and cues; makes one mention at a time."""

    def __init__(
        self,
        plover: Plover,
        aggregate: AggregateCues,
        *,
        version: str,
        contexts_in: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._plover = plover
        self._aggregate = aggregate
        self._version = version
        self._contexts_in = contexts_in

    def make(self, scene: Scene, candidate: Candidate, facts: Facts) -> Mention:
        """Write one mention; every empty field gets its reason."""
        speakers, coded = self._judge(scene, candidate, facts)
        cue = facts.standing.cue
        evidence = scene.parse.sentence_span(facts.sentence)
        trigger = trigger_span(scene, candidate)
        seen = {*modes_of(scene, candidate), *facts.modes}
        modes = tuple(sorted(seen)) if coded.type == candidate.rule.type else ()
        made = Mention(
            id=mention_id(
                scene.article.id, coded.type, [(trigger.in_, trigger.start, trigger.end)]
            ),
            article=ArticleRef.to(scene.article),
            type=coded.type,
            modes=modes,
            contexts=self._contexts_in(evidence.quote),
            quad=self._plover.quad(coded.type),
            score=self._plover.score(coded.type, modes),
            status=coded.status,
            status_cue=scene.parse.span_of(cue, cue) if cue is not None else None,
            status_rule=coded.rule,
            aggregate=coded.is_itself and is_aggregate(scene, candidate, facts, self._aggregate),
            about=coded.about,
            actors=tuple(facts.sides.actors),
            recipients=tuple(facts.sides.recipients),
            place=facts.place if coded.is_itself else None,
            places=tuple(facts.places) if coded.is_itself else (),
            time=time_of(facts) if coded.is_itself else None,
            tolls=tuple(facts.tolls),
            said_by=speakers,
            trigger=trigger,
            evidence=(evidence,),
            confidence=_confidence(facts),
            judged=facts.judged,
            maker=self._maker(candidate),
        )
        return self._with_codes(made, candidate, facts, coded)

    def _with_codes(
        self, made: Mention, candidate: Candidate, facts: Facts, coded: _Coded
    ) -> Mention:
        """Add the older scheme's codes, and the reason of every field that is still empty."""
        own = candidate.rule.cameo if coded.type == candidate.rule.type else None
        cameo = self._plover.cameo(coded.type, made.modes, own)
        told = msgspec.structs.replace(made, cameo=cameo, goldstein=self._plover.goldstein(cameo))
        return msgspec.structs.replace(told, missing=_missing(told, facts, coded))

    def _maker(self, candidate: Candidate) -> Maker:
        rule = f"{candidate.rule.type.lower()}/{candidate.rule.id}"
        return Maker(component="events", version=self._version, ontology=ONTOLOGY, rule=rule)

    def _judge(
        self, scene: Scene, candidate: Candidate, facts: Facts
    ) -> tuple[tuple[Speaker, ...], _Coded]:
        """Say who says so, and what it is once all voices and tenses are weighed."""
        speakers, denied = _speakers(scene, candidate, facts.refused)
        if self._plover.types[candidate.rule.type].is_speech:
            speakers = _third_parties(speakers, facts.sides.actors)
        if not speakers and facts.standing.rule == "governor":
            speakers = _denier(scene, facts.standing.cue)
        coded = self._code(scene, candidate, facts, speakers)
        if denied and coded.status == "happened":
            coded.status, coded.rule = "denied", "its-only-voice-denies-it"
        return speakers, coded

    def _code(
        self, scene: Scene, candidate: Candidate, facts: Facts, speakers: tuple[Speaker, ...]
    ) -> _Coded:
        """Let PLOVER's single types win: a future meeting is an agreement to meet."""
        type_, standing = candidate.rule.type, facts.standing
        spoken = facts.told
        if facts.about is not None:
            other, status = facts.about
            spoken = About(type=other.rule.type, status=status, trigger=trigger_span(scene, other))
        plain = _Coded(type=type_, status=standing.status, about=spoken, rule=standing.rule)
        if not (standing.future and standing.status == "planned"):
            return plain
        own = About(type=type_, status="planned", trigger=trigger_span(scene, candidate))
        future = self._plover.types[type_].future
        if future is not None and facts.sides.actors:
            return _Coded(
                type=future,
                status="happened",
                about=own,
                rule=f"future-{type_.lower()}",
                is_itself=False,
            )
        if type_ == "ASSAULT" and standing.rule in _FORETOLD:
            if _speaks_for_itself(facts.sides.actors, speakers):
                threat = msgspec.structs.replace(own, status="threatened")
                return _Coded(
                    type="THREATEN",
                    status="happened",
                    about=threat,
                    rule="own-future-violence",
                    is_itself=False,
                )
            plain.status = "possible"
        return plain


def _speakers(
    scene: Scene, candidate: Candidate, refused: frozenset[int]
) -> tuple[tuple[Speaker, ...], bool]:
    """Who says so, outermost first, and whether the only voice denies it.

    Who refuses a thing (`refused` are the tokens that say so) does not deny that it was said.
    """
    out: dict[tuple[object, ...], Speaker] = {}
    stances = []
    for attribution in scene.attributions_at(candidate.head):
        cues = {t.i for c in attribution.cue for t in scene.parse.between(c.start, c.end)}
        if cues & refused:
            continue
        listed = attribution.speakers or (
            (attribution.speaker,) if attribution.speaker is not None else ()
        )
        stances.append(attribution.stance)
        for speaker in listed:
            out.setdefault((speaker.in_, speaker.start, speaker.end, speaker.text), speaker)
    return tuple(out.values()), bool(stances) and all(s == "denies" for s in stances)


def _denier(scene: Scene, cue: Token | None) -> tuple[Speaker, ...]:
    """Give who denies a deed in so few words that no clause follows: "Armenia denied shelling"."""
    if cue is None or cue.lemma != "deny":
        return ()
    parties = [scene.party(t) for t in surface_subject(scene.parse, cue)]
    shared = ("text", "start", "end", "in_", "name", "id", "country", "sectors", "code", "via")
    return tuple(
        Speaker(
            **{f: getattr(p, f) for f in shared},
            antecedent=p.antecedent,
            named=p.name is not None,
            stance="denies",
            cue=scene.parse.span_of(cue, cue),
        )
        for p in parties
        if p is not None
    )


def _third_parties(speakers: tuple[Speaker, ...], actors: list[Party]) -> tuple[Speaker, ...]:
    """Leave out the talker of a speech act: the deed is the saying.

    A state talks through its officials: "Germany pledged aid, its foreign minister said". What
    a spokesman tells of a president's words has the spokesman as its speaker.
    """
    talkers = {(a.in_, a.start, a.end) for a in actors} | {a.id for a in actors if a.id}
    states = {a.country for a in actors if a.country and not a.sectors}
    return tuple(
        s
        for s in speakers
        if (s.in_, s.start, s.end) not in talkers
        and s.id not in talkers
        and not (s.country in states and "GOV" in s.sectors)
    )


def _speaks_for_itself(actors: list[Party], speakers: tuple[Speaker, ...]) -> bool:
    if not speakers:
        return False
    said = {s.id for s in speakers if s.id} | {s.country for s in speakers if s.country}
    return any(a.id in said or a.country in said for a in actors if a.id or a.country)


def _confidence(facts: Facts) -> float:
    """How likely type and event are: the reader's word, calibrated; else a prior.

    The prior goes by how much was understood and is not calibrated.
    """
    if facts.confidence is not None:
        return facts.confidence
    known = [
        any(p.country is not None or p.sectors for p in side)
        for side in (facts.sides.actors, facts.sides.recipients)
    ]
    prior = _PRIOR["both" if all(known) else "one" if any(known) else "none"]
    return round(prior + (0.05 if facts.place is not None or facts.times else 0.0), 2)


def _missing(made: Mention, facts: Facts, coded: _Coded) -> dict[str, str]:
    """Give the reason for every field that is empty."""
    is_to_come = facts.is_foretold or not coded.is_itself
    elsewhere = "not-stated" if coded.is_itself else "the-place-is-of-what-is-planned"
    reasons = {
        "modes": "no-cue",
        "contexts": "no-cue",
        "cameo": "no-code-for-this-type",
        "goldstein": "no-cameo-code",
        "about": "nothing-codable" if made.type in SPEECH else "not-a-speech-act",
        "actors": facts.sides.actor_why,
        "recipients": facts.sides.recipient_why,
        "place": "several-far-apart" if made.places else elsewhere,
        "places": elsewhere,
        "tolls": "not-stated",
        "said_by": "the-article-s-own-voice",
        "time": "the-time-is-of-what-is-planned" if is_to_come else "not-stated",
    }
    out = {f: why for f, why in reasons.items() if getattr(made, f) in (None, (), "")}
    if made.time is not None and made.time.from_ is None and made.time.to is None:
        out["time"] = made.time.why or "not-resolved"
    if made.recipients == () and made.type in ("CONSULT", "AGREE") and len(made.actors) > 1:
        out["recipients"] = "all-sides-are-actors"
    return out
