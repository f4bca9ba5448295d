"""What type and status allow together: speech acts, what is still to come, denials."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import Code, GoldParty, GoldSpeaker
from dragoman.ontology.plover import load_plover
from dragoman.records import Span

_TO_COME = ("planned", "threatened", "called_for")


def check_speech(told: Told) -> Iterator[Said]:
    """Say what a speech act, or its lack, contradicts."""
    mention, types = told.mention, load_plover().types
    if not types[mention.type].is_speech:
        if mention.about is not None:
            yield refused(
                f"about belongs to speech acts, {mention.type} is none: take it out, or write "
                "REQUEST, REJECT, ACCUSE, THREATEN, AGREE or CONCEDE"
            )
        return
    if mention.status == "threatened":
        yield refused(
            f"{mention.type} is a speech act, which happened when it was uttered: write "
            f"`{mention.type} happened`; what is threatened goes after about"
        )
    yield from _speakers_of_speech(told)
    yield from _about(told)


def _speakers_of_speech(told: Told) -> Iterator[Said]:
    mention = told.mention
    for speaker in mention.said_by:
        for actor in (a for a in mention.actors if a.role == "main"):
            if mention.status != "denied" and _are_one(speaker, actor):
                yield refused(
                    f"the speaker {_words(speaker)} is the actor of this speech act: take the mark "
                    "[speaker …] away, only a third party who reports it is marked"
                )
            elif mention.status != "denied" and _have_one_code(speaker, actor):
                yield look(
                    f"the speaker {_words(speaker)} has the code of the actor: who speaks for its "
                    "own side is no third party, mark no [speaker …]"
                )


def _are_one(speaker: GoldSpeaker, actor: GoldParty) -> bool:
    spans = [s for s in (speaker.span, speaker.antecedent) if isinstance(s, Span)]
    its = [s for s in (actor.span, actor.antecedent) if isinstance(s, Span)]
    return any(
        (one.in_, one.start, one.end) == (s.in_, s.start, s.end) for one in spans for s in its
    )


def _have_one_code(speaker: GoldSpeaker, actor: GoldParty) -> bool:
    code = speaker.code
    return isinstance(code, Code) and code.country is not None and code == actor.code


def _words(party: GoldSpeaker | GoldParty) -> str:
    return "without words" if party.span is None else repr(party.span.quote)


_ABOUT: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "THREATEN": (("threatened",), True),
    "REQUEST": (("called_for",), True),
    "CONCEDE": (("planned", "called_for"), False),
    "AGREE": (("planned", "called_for"), False),
    "REJECT": (("called_for", "planned", "happened"), False),
    "ACCUSE": (("happened", "background", "planned"), False),
}
"""The statuses of what each speech act speaks of, and whether there is no other."""


def _about(told: Told) -> Iterator[Said]:
    mention = told.mention
    if mention.about is None:
        return
    statuses, is_sure = _ABOUT[mention.type]
    if mention.about.status not in statuses:
        say = refused if is_sure else look
        yield say(
            f"{mention.type} about {mention.about.type} {mention.about.status}: what it speaks of "
            f"is {statuses[0]}; write about {mention.about.type} {statuses[0]}"
        )


def check_status(told: Told) -> Iterator[Said]:
    """Say which other type or status the codebook asks for."""
    mention, facts = told.mention, load_plover().types[told.mention.type]
    if mention.status == "planned" and facts.future is not None:
        yield refused(
            f"{mention.type} planned: what is still to come of it is {facts.future}; write "
            f"`{facts.future} happened about {mention.type} planned`"
        )
    elif mention.status in _TO_COME:
        yield from _to_come(told)
    if mention.status == "planned" and mention.type == "ASSAULT":
        yield from _own_violence(told)


def _to_come(told: Told) -> Iterator[Said]:
    """What is asked for, promised or threatened is no mention of its own beside the speech act."""
    mention = told.mention
    for other in told.beside:
        about = other.about
        if about is not None and (about.type, about.status) == (mention.type, mention.status):
            is_same = isinstance(about.trigger, Span) and _meet(about.trigger, mention.trigger)
            say = refused if is_same else look
            yield say(
                f"{mention.type} {mention.status}: {other.type} of this sentence already speaks of "
                "it; what is asked for, promised or threatened is no mention of its own"
            )
    if mention.status_cue is UNSET:
        yield look(f"{mention.status} without [status …]: mark the words that say so")


def _meet(words: Span, trigger: Sequence[Span]) -> bool:
    return any(piece.start < words.end and words.start < piece.end for piece in trigger)


def _own_violence(told: Told) -> Iterator[Said]:
    mention = told.mention
    if any(_are_one(s, a) for s in mention.said_by for a in mention.actors):
        yield refused(
            "ASSAULT planned, said by its own doer: who announces its own violence threatens; "
            "write `THREATEN happened mode:violence about ASSAULT threatened`"
        )
    elif not mention.said_by:
        yield look("ASSAULT planned without a speaker: if the doer itself says so, it is THREATEN")


def check_denial(told: Told) -> Iterator[Said]:
    """Say where the stances of the speakers and the status contradict each other."""
    mention = told.mention
    stances = [s.stance for s in mention.said_by if s.stance is not UNSET]
    if "denies" in stances and "asserts" in stances and mention.status == "denied":
        yield refused(
            "one speaker asserts what another denies: the denial stays with its speaker (denies) "
            "and leaves the status alone; write happened"
        )
    is_only_denied = bool(stances) and set(stances) == {"denies"}
    if is_only_denied and len(stances) == len(mention.said_by) and mention.status == "happened":
        yield look("its only voice denies it: mostly the status is then denied")
    if mention.status in ("denied", "possible") and mention.status_cue is UNSET:
        yield look(f"{mention.status} without [status …]: mark the words that say so")
    cue = mention.status_cue
    is_hearsay = isinstance(cue, Span) and set(cue.quote.casefold().split()) <= _HEARSAY
    if is_hearsay and mention.status in ("possible", "denied"):
        yield refused(
            "reportedly and allegedly name no source and leave the status alone: write happened "
            "and don't mark them as [status …]"
        )


_HEARSAY = frozenset({"reportedly", "allegedly", "alleged", "reported", "purportedly"})
