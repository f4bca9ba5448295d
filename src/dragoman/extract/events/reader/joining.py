"""Joins what the rules coded with what the trained reader holds of the same sentence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from dragoman.extract.events.candidates import Candidate, Finder
from dragoman.extract.events.circumstances import (
    Triggers,
    by_token,
    event_place,
    places_of,
    times_of,
    tolls_of,
)
from dragoman.extract.events.cues import StatusCues, SupportCues
from dragoman.extract.events.facts import Facts, leave_out_what_is_to_come, time_of
from dragoman.extract.events.grouping import SPEECH
from dragoman.extract.events.mentions import MentionMaker
from dragoman.extract.events.reader.features import Ruled, rule_marks, ruled_of
from dragoman.extract.events.reader.heads import Verdict, WordScores
from dragoman.extract.events.reader.reader import (
    EventReader,
    Filled,
    Proposal,
    Sight,
    proposals_of,
)
from dragoman.extract.events.roles import Sides, parties_at, supporters
from dragoman.extract.events.scene import Scene
from dragoman.extract.events.status import Standing, is_history, standing_of
from dragoman.ontology.lexicon import READER
from dragoman.records import About, Judged, Mention, Party, Place, Rejected, Token
from dragoman.records.mention import EventType, Status

SURE = 0.5
"""How sure the reader must be of a status or a mode."""


class Coded(NamedTuple):
    """A candidate that the rules made a mention of, and what they found for it."""

    candidate: Candidate
    mention: Mention
    facts: Facts


class RuledSentence(NamedTuple):
    """What the rules made of one sentence."""

    scene: Scene
    sentence: int
    coded: Sequence[Coded]
    rejected: Sequence[Rejected]


class Joiner:
    """Holds the reader and the look-ups that its own finds need."""

    def __init__(
        self,
        reader: EventReader,
        finder: Finder,
        maker: MentionMaker,
        *,
        status: StatusCues,
        support: SupportCues,
    ) -> None:
        self._reader = reader
        self._finder = finder
        self._maker = maker
        self._status = status
        self._support = support

    def __call__(
        self, ruled: Sequence[RuledSentence]
    ) -> list[tuple[list[Mention], list[Rejected]]]:
        """Give the mentions of each sentence, and what was left alone."""
        known = [
            ruled_of(r.scene.parse, r.sentence, [c.mention for c in r.coded], r.rejected)
            for r in ruled
        ]
        sights = [
            Sight([t.text for t in tokens], rule_marks(len(tokens), marks))
            for tokens, marks in zip(map(_tokens, ruled), known, strict=True)
        ]
        scores = self._reader.words(sights)
        return [self._joined(r, k, s) for r, k, s in zip(ruled, known, scores, strict=True)]

    def _joined(
        self, ruled: RuledSentence, known: Sequence[Ruled], scores: WordScores
    ) -> tuple[list[Mention], list[Rejected]]:
        tokens = _tokens(ruled)
        first = tokens[0].i
        local = [msgspec.structs.replace(t, i=t.i - first, head=t.head - first) for t in tokens]
        proposals = proposals_of(scores, {k.word: k.type for k in known if k.coded}, local)
        found = [self._found(ruled, p) for p in proposals]
        triggers = by_token([f.candidate for f in found])
        roles = self._reader.roles(ruled.scene, ruled.sentence, scores, proposals)
        mentions: dict[str, Mention] = {}
        for proposal, each, filled in zip(proposals, found, roles, strict=True):
            verdict = self._reader.verdict(scores, proposal)
            view = _View(ruled, proposal, each, filled, verdict, triggers)
            made = self._kept(view, each.coded) if each.coded else self._made(view)
            if made is not None:
                mentions.setdefault(made.id, made)
        taken = {f.coded.mention.id for f in found if f.coded is not None}
        left = [
            _unconfirmed(c.mention, scores, first, ruled.scene)
            for c in ruled.coded
            if c.mention.id not in taken
        ]
        return list(mentions.values()), [*ruled.rejected, *left]

    def _found(self, ruled: RuledSentence, proposal: Proposal) -> "_Found":
        """The rule's own mention where it is of the same type, else a candidate without a rule."""
        token = _tokens(ruled)[proposal.word]
        by_rule: EventType | None = None
        for coded in ruled.coded:
            if _is_of(token, coded.candidate):
                if coded.mention.type == proposal.type:
                    return _Found(coded.candidate, coded, coded.mention.type)
                by_rule = coded.mention.type
        proposed = self._finder.propose(ruled.scene, token, proposal.type)
        return _Found(proposed, None, by_rule)

    def _kept(self, view: "_View", coded: Coded) -> Mention:
        """A rule's mention that the reader confirms, with what only the reader sees.

        Where the rules saw a word against `happened`, the reader never says that it happened
        after all: to invent a deed is worst.
        """
        mention, facts = coded.mention, coded.facts
        _fill(facts.sides, view.sides())
        facts.modes = tuple(view.modes())
        facts.told = None if facts.about is not None else view.about()
        facts.judged = view.judged()
        facts.confidence = self._reader.confidence(view.proposal)
        status, likely = view.status()
        dated = mention.time is not None and mention.time.to is not None
        is_open = "background" not in (mention.status, status if dated else None)
        as_it_is = mention.status == facts.standing.status
        is_open = is_open and status not in ("happened", mention.status)
        if likely >= SURE and is_open and as_it_is:
            facts.standing = Standing(status=status, rule=READER)
        return self._maker.make(view.ruled.scene, coded.candidate, facts)

    def _made(self, view: "_View") -> Mention | None:
        """A mention that the reader alone holds."""
        scene, sentence = view.ruled.scene, view.ruled.sentence
        candidate, triggers = view.candidate, view.triggers
        sides = view.sides()
        _add_supporters(sides, supporters(scene, candidate, self._support))
        facts = Facts(
            sides=sides,
            standing=self._standing(view),
            sentence=sentence,
            times=times_of(scene, candidate, triggers, sentence),
            places=places_of(scene, candidate, triggers, sentence) or view.places(),
            tolls=tolls_of(scene, candidate, triggers, sentence),
            modes=tuple(view.modes()),
            judged=view.judged(),
            confidence=self._reader.confidence(view.proposal),
        )
        facts.place = event_place(facts.places)
        if facts.standing.status in ("happened", "background"):
            time = time_of(facts)
            reason = is_history(scene, candidate, time, self._status)
            if reason is not None:
                facts.standing = Standing(status="background", rule=reason)
            elif time is not None and time.to is not None and scene.article.published is not None:
                facts.standing = Standing(status="happened", rule=READER)
        leave_out_what_is_to_come(facts, scene.article.published)
        parties = (*facts.sides.actors, *facts.sides.recipients)
        if candidate.rule.type not in _VIOLENT and not any(p.country or p.sectors for p in parties):
            return None
        if not (parties or facts.places or facts.tolls or facts.times):
            return None
        facts.told = view.about()
        return self._maker.make(scene, candidate, facts)

    def _standing(self, view: "_View") -> Standing:
        status, _ = view.status()
        ruled = standing_of(view.ruled.scene, view.candidate, self._status)
        if ruled.status == status:
            return Standing(status=status, cue=ruled.cue, rule=ruled.rule)
        return Standing(status=status, rule=READER)


_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})

_SPOKEN_STATUS: Mapping[str, Status] = {
    "AGREE": "planned",
    "CONCEDE": "planned",
    "REQUEST": "called_for",
    "REJECT": "called_for",
    "THREATEN": "threatened",
    "ACCUSE": "happened",
}


class _Found(NamedTuple):
    """A trigger's candidate, what the rules made of it, and their type for its words."""

    candidate: Candidate
    coded: Coded | None
    by_rule: EventType | None


class _View(NamedTuple):
    """One trigger with all that is known of it."""

    ruled: RuledSentence
    proposal: Proposal
    found: _Found
    filled: Sequence[Filled]
    verdict: Verdict
    triggers: Triggers

    @property
    def candidate(self) -> Candidate:
        """The words that name the event, with their syntax."""
        return self.found.candidate

    def judged(self) -> Judged:
        """How sure the reader is, and what the rules say."""
        return Judged(
            event=round(self.proposal.p_event, 3),
            type=round(self.proposal.p_type, 3),
            by_rule=self.found.by_rule,
        )

    def tokens(self, *roles: str) -> list[Token]:
        """The words that fill one of `roles`."""
        words = _tokens(self.ruled)
        return [words[f.word] for f in self.filled if f.role in roles]

    def sides(self) -> Sides:
        """The parties that the reader sees on either side."""
        scene = self.ruled.scene
        actors = parties_at(scene, self.tokens("actor"))
        helpers = parties_at(scene, self.tokens("supporting"))
        held = {_key(p) for p in actors}
        actors += [
            msgspec.structs.replace(p, role="supporting") for p in helpers if _key(p) not in held
        ]
        held = {_key(p) for p in actors}
        recipients = [p for p in parties_at(scene, self.tokens("recipient")) if _key(p) not in held]
        return Sides(actors=actors, recipients=recipients)

    def places(self) -> list[Place]:
        """The literal places that the reader takes for the event's."""
        scene = self.ruled.scene
        found = [scene.place_of[t.i] for t in self.tokens("place") if t.i in scene.place_of]
        return [p for n, p in enumerate(found) if p.use == "literal" and p not in found[:n]]

    def modes(self) -> list[str]:
        """The modes that the reader is sure of."""
        return [m for m, p in self.verdict.modes.items() if p >= SURE]

    def status(self) -> tuple[Status, float]:
        """The likeliest status and how likely it is."""
        best = max(self.verdict.status, key=lambda s: self.verdict.status[s])
        return msgspec.convert(best, Status), self.verdict.status[best]

    def about(self) -> About | None:
        """What a speech act speaks of."""
        if self.candidate.rule.type not in SPEECH:
            return None
        type_ = max(self.verdict.about, key=lambda t: self.verdict.about[t])
        if type_ == "NONE":
            return None
        words = self.tokens("about")
        span = self.ruled.scene.parse.span_of(words[0], words[0]) if words else None
        return About(
            type=msgspec.convert(type_, EventType),
            status=_SPOKEN_STATUS[self.candidate.rule.type],
            trigger=span,
        )


def _is_of(token: Token, candidate: Candidate) -> bool:
    """Whether a word is one of a candidate's, or the auxiliary that bears it ("will meet")."""
    words = {t.i for c in (candidate, *candidate.absorbed) for t in c.tokens}
    if token.i in words or (token.head in words and token.dep in ("aux", "auxpass")):
        return True
    anchor = candidate.anchor
    return token.pos == "AUX" and anchor.head == token.i and anchor.dep in ("xcomp", "ccomp")


def _fill(sides: Sides, seen: Sides) -> None:
    """Fill a side that the rules left empty with what the reader sees on it."""
    held = {_key(p) for p in sides.recipients}
    sides.actors = sides.actors or [p for p in seen.actors if _key(p) not in held]
    held = {_key(p) for p in sides.actors}
    sides.recipients = sides.recipients or [p for p in seen.recipients if _key(p) not in held]


def _add_supporters(sides: Sides, helpers: Sequence[Party]) -> None:
    """Add who helps an actor by the words around it, once and on one side only."""
    held = {_key(p) for p in helpers}
    sides.actors = [p for p in sides.actors if _key(p) not in held] + list(helpers)
    sides.recipients = [p for p in sides.recipients if _key(p) not in held]


def _key(party: Party) -> tuple[object, ...]:
    return (party.in_, party.start, party.end)


def _tokens(ruled: RuledSentence) -> tuple[Token, ...]:
    return ruled.scene.parse.sentence_tokens(ruled.sentence)


def _unconfirmed(mention: Mention, scores: WordScores, first: int, scene: Scene) -> Rejected:
    tokens = scene.parse.between(mention.trigger.start, mention.trigger.end)
    likely = max(1.0 - float(scores.types[t.i - first, 0]) for t in tokens)
    return Rejected(
        trigger=mention.trigger,
        type=mention.type,
        rule=mention.maker.rule or "",
        reason="reader-sees-none",
        said=f"the trained reader gives it {likely:.2f}",
    )
