"""Parties and places of a mention against the codebook, and its codes against the tables."""

from collections.abc import Iterator

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import GoldParty, GoldPlace, GoldSpeaker
from dragoman.ontology.plover import load_plover
from dragoman.records import Span

_LONGEST_TRIGGER = 6
"""Words of a trigger above which it is looked at again. Ours to choose."""

_BOTH = 2
_NO_PARTY = frozenset(
    {
        *("the west", "world leaders", "the international community", "allies", "its allies"),
        *("the world", "regional leaders", "western leaders", "western countries"),
    }
)
"""Vague bodies that are no parties."""
_TWO_SIDED = ("clash", "exchange of fire", "exchanged fire", "battled each other")


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
    for party in (*mention.actors, *mention.recipients):
        if party.span is not None and party.span.quote.casefold() in _NO_PARTY:
            yield refused(f"{party.span.quote!r} is no party: leave it unmarked")
    yield from _mutual(told)


def _mutual(told: Told) -> Iterator[Said]:
    mention = told.mention
    mains = [actor for actor in mention.actors if actor.role == "main"]
    if mention.type == "COOPERATE" and mention.recipients and len(mains) > 1:
        yield refused("COOPERATE is mutual: all sides are actors, mark no recipient")
    trigger = " ".join(piece.quote for piece in mention.trigger).casefold()
    if mention.type == "ASSAULT" and mention.recipients and trigger.startswith(_TWO_SIDED):
        yield look(f"{trigger!r} has two sides: all are actors, recipients are empty")
    is_open = {"recipients"} & {*mention.missing, *mention.open}
    needs = load_plover().types[mention.type].requires_recipient and mention.type != "COOPERATE"
    if needs and not mention.recipients and not is_open and len(mains) < _BOTH:
        yield look(f"{mention.type} needs a recipient: who is it done to?")
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
    yield from _bare_name(told)
    if mention.places and not mention.aggregate:
        yield look("several places: an event has one settlement, anything wider is an aggregate")


def _bare_name(told: Told) -> Iterator[Said]:
    """A settlement by its bare name is the place and no side; a site may be both."""
    mention = told.mention
    for place in (mention.place, *mention.places):
        for recipient in mention.recipients:
            if place is not None and _same(place.span, recipient.span):
                say = refused if place.precision == "settlement" else look
                yield say(
                    f"{_quote(place.span)} is place and recipient: a bare name is the place and no "
                    "side, take [recipient …] away"
                )


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
