"""Parties, places and tolls of a mention against the contract, and its codes against the tables."""

import re
from collections.abc import Iterator

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import GoldParty, GoldPlace, GoldSpeaker, GoldToll, Range
from dragoman.ontology.plover import load_plover
from dragoman.records import Span

_LONGEST_TRIGGER = 6
"""Words of a trigger above which it is looked at again. Ours to choose."""


def check_ontology(told: Told) -> Iterator[Said]:
    """Say where a CAMEO code is of another type."""
    mention = told.mention
    if not isinstance(mention.cameo, str):
        return
    facts = load_plover().codes[mention.cameo]
    if facts.type is not None and facts.type != mention.type:
        yield refused(
            f"cameo:{mention.cameo} is {facts.label!r}, a code of {facts.type}, not of "
            f"{mention.type}: write a code of {mention.type}, or none at all"
        )


def check_trigger(told: Told) -> Iterator[Said]:
    """Say where the trigger holds more than the words that name the event."""
    mention = told.mention
    words = " ".join(piece.quote for piece in mention.trigger)
    if len(words.split()) > _LONGEST_TRIGGER:
        yield look(f"the trigger {words!r} is long: stars hold the words that name the event")
    for party in (*mention.actors, *mention.recipients):
        if any(party.span == piece for piece in mention.trigger):
            yield refused(f"the trigger {words!r} is marked as a party too: take one of them away")


def check_parties(told: Told) -> Iterator[Said]:
    """Say what is wrong with actors, recipients and speakers."""
    mention = told.mention
    parties: tuple[GoldParty | GoldSpeaker, ...] = (
        *mention.actors,
        *mention.recipients,
        *mention.said_by,
    )
    for party in parties:
        yield from _wordless(party)
    for actor in mention.actors:
        if any(_same(actor.span, recipient.span) for recipient in mention.recipients):
            yield refused(
                f"{_quote(actor.span)} is actor and recipient: where both sides act, all are "
                "actors; an unknown perpetrator is no mark at all, never the victim"
            )
    mains = [actor for actor in mention.actors if actor.role == "main"]
    if mention.type == "COOPERATE" and mention.recipients and len(mains) > 1:
        yield refused("COOPERATE is mutual: all sides are actors, mark no recipient")
    if mention.type == "CONSULT" and len(mains) == 1 and not mention.recipients:
        yield look("CONSULT with one side: mark the other too, as actor or (the host) recipient")


def _wordless(party: GoldParty | GoldSpeaker) -> Iterator[Said]:
    if party.span is None and party.via != "outlet":
        yield refused(
            "a party without words is only one that the outlet implies: write via:outlet, or mark "
            "the words"
        )
    if party.span is not None and party.via == "outlet":
        yield refused(f"via:outlet has no words, but {_quote(party.span)} is marked")
    if party.antecedent is not UNSET and party.via not in (UNSET, "coreference"):
        yield look(f"{_quote(party.span)} has an antecedent: its via is mostly coreference")


def _same(one: Span | None, other: Span | None) -> bool:
    return one is not None and one == other


def _quote(span: Span | None) -> str:
    return "a mark without words" if span is None else repr(span.quote)


def check_places(told: Told) -> Iterator[Said]:
    """Say what is wrong with the places: only literal ones count, several mean an area."""
    mention = told.mention
    whole = (mention.place,) if mention.place is not None else ()
    if mention.places and not whole:
        yield refused(
            "[places …] without [place …]: mark one, or write the smallest area that holds all at "
            "the end, such as [place =MLI country]"
        )
    for place in (*whole, *mention.places):
        yield from _place(place)
        for actor in mention.actors:
            if _same(place.span, actor.span):
                yield refused(
                    f"{_quote(place.span)} is the actor: a name that stands for those who govern "
                    "there is no place of the event"
                )
    if mention.places and not mention.aggregate:
        yield look("several places: an event has one settlement, anything wider is an aggregate")


def _place(place: GoldPlace) -> Iterator[Said]:
    is_named = isinstance(place.name, str)
    is_fine = place.precision in ("site", "settlement", "admin1", "admin2")
    if is_fine and not is_named and isinstance(place.country, str):
        yield refused(
            f"={place.country} says only the country, but the precision is {place.precision}: "
            f"write {place.country}/Name, or country"
        )
    if place.precision == "country" and place.country is None:
        yield refused("precision country, but =--- says that there is none")
    if place.span is not None and place.country is UNSET:
        yield look(f"the place {_quote(place.span)} has no value: write its country and name")


def check_tolls(told: Told) -> Iterator[Said]:
    """Say where a figure contradicts its words, or the figure it is part of."""
    tolls = told.mention.tolls
    by_id = {toll.id: toll for toll in tolls if toll.id is not UNSET}
    for toll in tolls:
        yield from _figure(toll)
        whole = by_id.get(toll.part_of) if toll.part_of is not UNSET else None
        if whole is not None:
            yield from _part(toll, whole)
        if toll.kind == "protesters" and told.mention.type != "PROTEST":
            yield look(f"protesters counted in {told.mention.type}: mostly that is a PROTEST")
        if toll.unit == "families" and toll.kind in ("dead", "injured", "casualties"):
            yield look(f"{toll.span.quote!r} in families")


def _part(toll: GoldToll, whole: GoldToll) -> Iterator[Said]:
    if toll is whole:
        yield refused(f"the toll id:{whole.id} is part of itself")
    if whole.kind not in (toll.kind, "casualties"):
        yield refused(
            f"{toll.kind} can be no part of {whole.kind}: part_of is for 'including seven children'"
        )
    low = toll.figure.low if isinstance(toll.figure, Range) else None
    high = whole.figure.high if isinstance(whole.figure, Range) else None
    if low is not None and high is not None and low > high:
        yield refused(f"{toll.span.quote!r} is part of {whole.span.quote!r} but larger")


_AT_LEAST = re.compile(r"\b(at least|no fewer than|no less than)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(more than|over|upwards? of)\b", re.IGNORECASE)
_NO_ONE = re.compile(r"\b(no ?one|nobody|none)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]*\d)|(?<![\d.,])\d+(?![\d.,]*\d)")
_FACTORS = re.compile(r"\b(hundred|thousand|million|dozen|score)", re.IGNORECASE)


def _figure(toll: GoldToll) -> Iterator[Said]:
    figure, words = toll.figure, toll.span.quote
    if not isinstance(figure, Range):
        return
    if figure == Range(None, None, None):
        yield refused(f"{words!r} has no bound at all: an unstated figure is no toll")
    if _AT_LEAST.search(words) and (figure.high is not None or figure.low != figure.best):
        yield refused(
            f"{words!r} is low and best, without a high: write =N../N, such as =4../4 for at "
            "least four"
        )
    elif _MORE.search(words) and (figure.high is not None or figure.best is not None):
        yield refused(f"{words!r} is a low bound only: write =N.., such as =60.. for more than 60")
    elif _NO_ONE.search(words) and figure.high != 0:
        yield refused(f"{words!r} is =0")
    numbers = [int(n.replace(",", "")) for n in _DIGITS.findall(words)]
    if len(numbers) == 1 and not _FACTORS.search(words) and numbers[0] not in figure:
        yield look(f"{words!r}, but the figure is {'..'.join(map(str, figure))}")
