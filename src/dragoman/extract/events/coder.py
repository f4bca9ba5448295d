"""Makes mentions of a full reading, sentence by sentence, and notes what it leaves alone."""

from collections.abc import Mapping, Sequence

from dragoman.extract.events.candidates import Candidate, Finder
from dragoman.extract.events.circumstances import (
    by_token,
    event_place,
    places_of,
    times_of,
    tolls_of,
)
from dragoman.extract.events.clause import SUBJECTS
from dragoman.extract.events.cues import aggregate_cues, domains, status_cues, support_cues
from dragoman.extract.events.domain import DomainGuard
from dragoman.extract.events.facts import Facts, leave_out_what_is_to_come, time_of
from dragoman.extract.events.grouping import (
    SPEECH,
    Spoken,
    absorb,
    rejection,
    settled_words,
    spoken_of,
    stays_apart,
)
from dragoman.extract.events.matching import lemma_of
from dragoman.extract.events.mentions import MentionMaker
from dragoman.extract.events.reader.joining import Coded, Joiner, RuledSentence
from dragoman.extract.events.reader.reader import EventReader
from dragoman.extract.events.roles import Sides, settle_host, sides_of
from dragoman.extract.events.scene import Scene
from dragoman.extract.events.status import Standing, is_history, is_purpose, standing_of
from dragoman.ontology.contexts import contexts_in
from dragoman.ontology.lexicon import Rule, load_lexicon
from dragoman.ontology.light import load_light_verbs
from dragoman.ontology.plover import load_plover
from dragoman.records import Article, Mention, Outcome, Parse, Parsed, Reading, Rejected
from dragoman.records.mention import Status

VERSION = "2"
SHORT = 1_500
"""Characters of an article that the trained reader always looks at: some 250 words."""


class EventCoder:
    """The `events` component: rules over syntax. Holds look-ups only."""

    def __init__(self, reader: EventReader | None) -> None:
        self._finder = Finder(load_lexicon(), load_light_verbs())
        self._status = status_cues()
        self._support = support_cues()
        self._guard = DomainGuard(domains())
        self._maker = MentionMaker(
            load_plover(), aggregate_cues(), version=VERSION, contexts_in=contexts_in
        )
        self._joiner = (
            Joiner(
                reader,
                self._finder,
                self._maker,
                status=self._status,
                support=self._support,
            )
            if reader is not None
            else None
        )

    def __call__(self, parsed: Parsed, reading: Reading) -> Outcome:
        """Give the mentions of title and text, and the candidates left alone with their reasons."""
        mentions: list[Mention] = []
        rejected: list[Rejected] = []
        field = self._guard.of_article(parsed)
        ruled: list[RuledSentence] = []
        for parse in parsed.passages:
            scene = Scene(parse, reading)
            for sentence in range(len(parse.sentences)):
                coded, left = self._sentence(scene, sentence, field)
                ruled.append(RuledSentence(scene, sentence, coded, left))
        joined = (
            self._joiner(ruled)
            if self._joiner is not None and self._is_read(parsed, ruled)
            else map(_alone, ruled)
        )
        for made, alone in joined:
            mentions += made
            rejected += alone
        return Outcome(
            reading=reading,
            mentions=tuple(mentions),
            rejected=tuple(rejected),
            problems=reading.problems,
        )

    def _is_read(self, parsed: Parsed, ruled: Sequence[RuledSentence]) -> bool:
        """Whether the reader looks at an article; as `code_if_any` of the pipeline has it."""
        if self.reads_whole(parsed.article) or any(r.coded or r.rejected for r in ruled):
            return True
        return any(self.may_code(parsed.article, parse) for parse in parsed.passages)

    def reads_whole(self, article: Article) -> bool:
        """Whether the trained reader looks at an article in which no rule may find anything.

        It does so where that costs little. In a long article without a word of any rule it would
        mostly read of sport and recipes.
        """
        return self._joiner is not None and len(article.text) <= SHORT

    def may_code(self, article: Article, parse: Parse) -> bool:
        """Whether some sentence may give a mention once all names and layers are known.

        What is refused for its words alone is refused here already.
        """
        scene = Scene(parse, Reading(article=article))
        return any(
            self._may_stand(parse, sentence, rule)
            for sentence in range(len(parse.sentences))
            for rule in self._finder.prospects(scene, sentence)
        )

    def _may_stand(self, parse: Parse, sentence: int, rule: Rule) -> bool:
        if rule.about_only:
            return False
        domain = self._guard.of_sentence(parse.sentence_span(sentence).quote)
        return domain is None or not self._guard.silences(domain[0], rule.type)

    def _sentence(
        self, scene: Scene, sentence: int, field: str | None
    ) -> tuple[list[Coded], list[Rejected]]:
        candidates = self._finder.find(scene, sentence)
        if not candidates:
            return [], []
        candidates, left = self._outside_domains(scene, sentence, candidates, field)
        spoken = spoken_of(scene, candidates)
        kept = absorb(scene, candidates)
        mentions, rejected, released = self._coded(scene, sentence, kept, spoken)
        if released:
            again, more, _ = self._coded(scene, sentence, released, spoken)
            mentions += again
            rejected += more
        return mentions, [*left, *rejected]

    def _outside_domains(
        self, scene: Scene, sentence: int, candidates: list[Candidate], field: str | None
    ) -> tuple[list[Candidate], list[Rejected]]:
        """Leave alone what belongs to a field that only borrows the words of conflict."""
        domain = self._guard.of_sentence(scene.parse.sentence_span(sentence).quote)
        if domain is None and field is None:
            return candidates, []
        name, cues = domain or (str(field), "the article as a whole")
        kept: list[Candidate] = []
        left: list[Rejected] = []
        for candidate in candidates:
            if self._guard.silences(name, candidate.rule.type):
                left.append(rejection(scene, candidate, f"domain-{name}", f"{name}: {cues}"))
            else:
                kept.append(candidate)
        return kept, left

    def _coded(
        self, scene: Scene, sentence: int, kept: list[Candidate], spoken: list[Spoken]
    ) -> tuple[list[Coded], list[Rejected], list[Candidate]]:
        """Code candidates; what a refused one had absorbed is released to stand for itself."""
        triggers = by_token(kept)
        refused_words = frozenset(t.i for c in kept if _takes_for_fact(c) for t in c.tokens)
        candidates = [c for k in kept for c in (k, *k.absorbed)]
        released: list[Candidate] = []
        mentions: list[Coded] = []
        rejected: list[Rejected] = []
        facts_words = settled_words(candidates)
        found = {id(c): self._facts(scene, c, sentence, facts_words) for c in kept}
        for candidate in kept:
            facts = found[id(candidate)]
            facts.times = times_of(scene, candidate, triggers, sentence)
            facts.places = places_of(scene, candidate, triggers, sentence)
            facts.tolls = tolls_of(scene, candidate, triggers, sentence)
        _share(scene, kept, found)
        for candidate in kept:
            facts = found[id(candidate)]
            self._judge_time_and_place(scene, candidate, facts)
            facts.refused = refused_words
            facts.about = _about(candidate, spoken)
            if facts.about is not None:
                _lift(facts.sides, candidate, sides_of(scene, facts.about[0], self._support))
            refusal = _refusal(scene, candidate, facts, spoken=spoken, kept=kept)
            if refusal is not None:
                rejected.append(refusal)
                released += candidate.absorbed
                continue
            if not facts.standing.future:
                leave_out_what_is_to_come(facts, scene.article.published)
            made = self._maker.make(scene, candidate, facts)
            mentions.append(Coded(candidate, made, facts))
        return mentions, rejected, released

    def _facts(
        self, scene: Scene, candidate: Candidate, sentence: int, spoken: frozenset[int]
    ) -> Facts:
        sides = sides_of(scene, candidate, self._support)
        for other in candidate.absorbed:
            _add_sides(sides, sides_of(scene, other, self._support))
        return Facts(
            sides=sides,
            standing=standing_of(scene, candidate, self._status, spoken=spoken),
            sentence=sentence,
        )

    def _judge_time_and_place(self, scene: Scene, candidate: Candidate, facts: Facts) -> None:
        facts.place = event_place(facts.places)
        if candidate.rule.type == "CONSULT" and candidate.rule.frame == "mutual":
            settle_host(facts.sides, facts.place.country if facts.place is not None else None)
        if facts.standing.status == "happened":
            reason = is_history(scene, candidate, time_of(facts), self._status)
            if facts.follows is not None and facts.follows.standing.status == "background":
                reason = reason or "told-with-history"
            if reason is not None:
                facts.standing = Standing(status="background", rule=reason)


def _alone(ruled: RuledSentence) -> tuple[list[Mention], Sequence[Rejected]]:
    return [coded.mention for coded in ruled.coded], ruled.rejected


def _lift(sides: Sides, speech: Candidate, told: Sides) -> None:
    """Give a speech act without an addressee the side that what it speaks of names.

    "Agreed to lift the embargo on Iran" is to Iran; "urged that rebels stop" is to the rebels.
    """
    if sides.recipients:
        return
    held = {(p.in_, p.start, p.end) for p in sides.actors} | {p.id for p in sides.actors if p.id}
    asked = told.actors if speech.rule.type == "REQUEST" else [*told.recipients, *told.actors]
    sides.recipients += [
        p for p in asked if (p.in_, p.start, p.end) not in held and p.id not in held
    ]


def _share(scene: Scene, kept: list[Candidate], found: dict[int, Facts]) -> None:
    """Give joined verbs with one subject the time and place that only one of them carries.

    "Killed 30 and abducted 15 in Borno on Friday": both were in Borno on Friday.
    """
    parse = scene.parse
    for second in kept:
        verb = second.head
        if verb.dep != "conj" or parse.child(verb, *SUBJECTS, "nsubjpass") is not None:
            continue
        first = next((c for c in kept if c.anchor.i == verb.head), None)
        if first is None:
            continue
        one, other = found[id(first)], found[id(second)]
        if any(t.anchor == "mention" or t.why for t in other.times):
            other.follows = one
        for mine, theirs in ((one, other), (other, one)):
            mine.times = mine.times or theirs.times
            mine.places = mine.places or theirs.places


def _add_sides(sides: Sides, more: Sides) -> None:
    """Fill a side that the main words leave open from words that tell of the same event."""
    held = {(p.in_, p.start, p.end) for p in (*sides.actors, *sides.recipients)}
    for mine, theirs in ((sides.actors, more.actors), (sides.recipients, more.recipients)):
        if not any(p.role == "main" for p in mine):
            mine += [p for p in theirs if (p.in_, p.start, p.end) not in held]


_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""Types that count whoever does them; a word of praise between two unknown people does not."""

_SPOKEN_STATUS: Mapping[str, Status] = {
    "AGREE": "planned",
    "CONCEDE": "planned",
    "REQUEST": "called_for",
    "REJECT": "called_for",
    "THREATEN": "threatened",
    "ACCUSE": "happened",
}


def _about(candidate: Candidate, spoken: list[Spoken]) -> tuple[Candidate, Status] | None:
    """What a speech act speaks of: what it governs, else a word of its own pattern."""
    if candidate.rule.type not in SPEECH:
        return None
    told = [s.candidate for s in spoken if s.speech is candidate and s.direct]
    told += [part for part in candidate.parts if part.rule.type not in SPEECH]
    return (told[0], _SPOKEN_STATUS[candidate.rule.type]) if told else None


def _has_circumstance(candidate: Candidate, facts: Facts) -> bool:
    """Whether a deed without parties has enough else: a place, a toll, for violence a time."""
    timed = facts.times and candidate.rule.type in ("ASSAULT", "PROTEST")
    return bool(facts.places or facts.tolls or timed)


def _is_flight_from_violence(candidate: Candidate, facts: Facts, kept: list[Candidate]) -> bool:
    flight = candidate.rule.type == "COERCE" and candidate.rule.frame == "victim"
    told = any(c.rule.type == "ASSAULT" for c in kept)
    return flight and told and not facts.sides.actors and not facts.tolls


def _takes_for_fact(candidate: Candidate) -> bool:
    """Whether a speech act speaks of a thing without being the one who tells of it.

    Who condemns or refuses a thing does not report it; who alleges it does.
    """
    alleges = candidate.rule.type == "ACCUSE" and "disapprove" not in candidate.rule.modes
    return candidate.rule.type in SPEECH and not alleges


def _is_hit(candidate: Candidate) -> bool:
    """Whether a weapon does it ("a drone hit a bus") or a place suffers it ("came under fire")."""
    if candidate.rule.type == "ASSAULT" and "subject" in candidate.rule.recipient:
        return True
    classes = load_lexicon().classes
    weapons = classes["missile"] | classes["aircraft"] | classes["heavy_weapon"]
    subjects = candidate.slots.get("subject")
    return candidate.rule.type == "ASSAULT" and any(lemma_of(t) in weapons for t in subjects)


def _refusal(
    scene: Scene,
    candidate: Candidate,
    facts: Facts,
    *,
    spoken: list[Spoken],
    kept: list[Candidate],
) -> Rejected | None:
    """Say why a candidate gives no mention, or None where it gives one."""
    sides = facts.sides
    parties = [*sides.actors, *sides.recipients]
    holder = next((s for s in spoken if s.candidate is candidate), None)
    if holder is not None:
        said = f"only spoken of by {holder.speech.head.text!r} ({holder.speech.rule.type})"
        if not stays_apart(holder) or not (parties or facts.places or facts.times or facts.tolls):
            return rejection(scene, candidate, "object-of-speech-act", said)
    if candidate.rule.about_only:
        return rejection(scene, candidate, "about-only", "counts only as what somebody speaks of")
    if candidate.rule.type in SPEECH - {"ACCUSE"} and not sides.actors:
        return rejection(scene, candidate, "no-speaker", "nobody is named who says it")
    if _is_flight_from_violence(candidate, facts, kept):
        return rejection(scene, candidate, "toll-of-violence", "who fled is a toll of the fighting")
    if facts.standing.rule == "no-cue" and is_purpose(scene, candidate):
        return rejection(scene, candidate, "purpose", "an infinitive says what is wanted, not done")
    if not parties:
        return _without_parties(scene, candidate, facts)
    known = any(p.country is not None or p.sectors for p in parties)
    if not known and candidate.rule.type not in _VIOLENT:
        return rejection(scene, candidate, "parties-unknown", "no side is known to be a party")
    return None


def _without_parties(scene: Scene, candidate: Candidate, facts: Facts) -> Rejected | None:
    """Refuse a deed that nobody does or suffers, unless enough else is told of it."""
    if facts.standing.status not in ("happened", "background"):
        return rejection(scene, candidate, "no-party", f"{facts.standing.status}, and by nobody")
    if candidate.is_noun and not candidate.rule.weak and _has_circumstance(candidate, facts):
        return None
    if not candidate.is_noun and (facts.tolls or (facts.places and _is_hit(candidate))):
        return None
    return rejection(scene, candidate, "no-party", "no party is named on either side")
