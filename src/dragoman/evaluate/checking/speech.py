"""What type and status allow together: speech acts, what is still to come, denials."""

from collections.abc import Iterator

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import GoldParty, GoldSpeaker
from dragoman.ontology.plover import load_plover
from dragoman.records import Span

_FUTURES = ("planned", "threatened")


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
        for actor in mention.actors:
            if mention.status != "denied" and _are_one(speaker, actor):
                yield refused(
                    f"the speaker {_words(speaker)} is the actor of this speech act: take the mark "
                    "[speaker …] away, only a third party who reports it is marked"
                )


def _are_one(speaker: GoldSpeaker, actor: GoldParty) -> bool:
    spans = [s for s in (speaker.span, speaker.antecedent) if isinstance(s, Span)]
    its = [s for s in (actor.span, actor.antecedent) if isinstance(s, Span)]
    return any(
        (one.in_, one.start, one.end) == (s.in_, s.start, s.end) for one in spans for s in its
    )


def _words(party: GoldSpeaker | GoldParty) -> str:
    return "without words" if party.span is None else repr(party.span.quote)


def _about(told: Told) -> Iterator[Said]:
    mention = told.mention
    if mention.about is None:
        return
    wanted = {"THREATEN": "threatened", "REQUEST": "called_for"}.get(mention.type)
    if wanted is not None and mention.about.status != wanted:
        yield look(
            f"{mention.type} about {mention.about.type} {mention.about.status}: what it speaks of "
            f"is mostly {wanted}"
        )


def check_status(told: Told) -> Iterator[Said]:
    """Say which other type or status the manual's single types ask for."""
    mention, facts = told.mention, load_plover().types[told.mention.type]
    if mention.status == "planned" and facts.future is not None and not _is_spoken_of(told):
        yield refused(
            f"{mention.type} planned: what is still to come of it is {facts.future}; write "
            f"`{facts.future} happened about {mention.type} planned`, and this mention only beside "
            "it, where the sentence says more of the coming deed"
        )
    if mention.status in _FUTURES and mention.type == "ASSAULT" and not _is_spoken_of(told):
        yield from _own_violence(told)
    if mention.status == "called_for" and not _is_spoken_of(told):
        yield look(
            f"{mention.type} called_for without a speech act about it: mostly REQUEST happened "
            f"about {mention.type} called_for stands in the same sentence"
        )


def _own_violence(told: Told) -> Iterator[Said]:
    """Somebody else may foretell an attack; who announces its own threatens."""
    mention = told.mention
    is_others = bool(mention.said_by) and not any(
        _are_one(s, a) for s in mention.said_by for a in mention.actors
    )
    if mention.status == "threatened" or not is_others:
        yield refused(
            f"ASSAULT {mention.status}: who announces its own violence threatens; write `THREATEN "
            "happened about ASSAULT threatened`, and ASSAULT threatened only beside it, where the "
            "sentence says more of the deed (planned stands where others foretell it: mark them "
            "as [speaker …])"
        )


def _is_spoken_of(told: Told) -> bool:
    """Whether a speech act beside it in the same text speaks of this type."""
    return any(m.about is not None and m.about.type == told.mention.type for m in told.others)


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
        yield look("its only voice denies it: the status is then denied")
    cue = mention.status_cue
    is_hearsay = isinstance(cue, Span) and set(cue.quote.casefold().split()) <= _HEARSAY
    if is_hearsay and mention.status in ("possible", "denied"):
        yield refused(
            "reportedly and allegedly name no source and leave the status alone: write happened "
            "and don't mark them as [status …]"
        )


_HEARSAY = frozenset({"reportedly", "allegedly", "alleged", "reported", "purportedly"})
