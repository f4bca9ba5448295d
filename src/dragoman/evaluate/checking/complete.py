"""What an answer of the corpus always gives: no value is left open without saying so."""

from collections.abc import Iterator

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation import GoldMention
from dragoman.ontology.plover import load_plover
from dragoman.records import Span


def check_complete(told: Told) -> Iterator[Said]:
    """Say which values are left open."""
    mention = told.mention
    yield from _heading(mention)
    for role, parties in (("actor", mention.actors), ("recipient", mention.recipients)):
        for party in parties:
            if party.code is UNSET:
                yield refused(f"{_quote(party.span)} has no code: write [{role} … =SYRMIL], or =?")
    yield from _places(mention)
    if mention.time is not None and mention.time.days is UNSET:
        yield refused(f"{_quote(mention.time.span)} has no days: write =2024-05-14, or =?")
    for toll in mention.tolls:
        if toll.figure is UNSET:
            yield refused(f"{_quote(toll.span)} has no figure: write [{toll.kind} … =4]")
    yield from _speakers(mention)


def _heading(mention: GoldMention) -> Iterator[Said]:
    said = {*mention.missing, *mention.open}
    if not mention.actors and "actors" not in said:
        yield refused("nobody acts: mark [actor …], or write missing:actors in the heading")
    has_modes = bool(load_plover().types[mention.type].modes)
    if has_modes and mention.modes is UNSET and "modes" not in said:
        yield refused(
            f"{mention.type} has modes: write mode:…, or mode:none where no word shows one"
        )


def _places(mention: GoldMention) -> Iterator[Said]:
    for place in (mention.place, *mention.places):
        if place is None or place.country is place.name is None:
            continue
        if place.country is UNSET:
            yield refused(f"{_quote(place.span)} has no value: write [place … =MLI/Gao settlement]")
        elif place.precision is UNSET:
            yield refused(
                f"{_quote(place.span)} has no precision: add site, settlement, admin2, admin1, "
                "country or region"
            )


def _speakers(mention: GoldMention) -> Iterator[Said]:
    for speaker in mention.said_by:
        lacking = [key for key in ("stance", "kind") if getattr(speaker, key) is UNSET]
        if lacking:
            yield refused(
                f"the speaker {_quote(speaker.span)} has no {' and no '.join(lacking)}: write "
                "[speaker … =MLIMIL asserts military]"
            )
        if speaker.cue is UNSET:
            yield look(
                f"the speaker {_quote(speaker.span)} has no [cue …]: mark the words like said"
            )


def _quote(span: Span | None) -> str:
    return "a mark without words" if span is None else repr(span.quote)
