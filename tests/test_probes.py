"""The 22 probe sentences: what must be read, and what must not, published on 14 March 2024.

Old dictionary coders get two to five of them right. An answer is a set of claims on one mention;
`nothing` says that reading no event at all is right too.
"""

from datetime import date

import msgspec
import pytest
from coding import coded

from dragoman.consolidate import consolidate
from dragoman.records import Mention

PUBLISHED = date(2024, 3, 14)


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """Claims on one mention; a side's code is a country, a sector, or both joined by a blank."""

    type: str
    status: str = "happened"
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    place: str | None = None
    day: str | None = None
    year: str | None = None
    said_by: str | None = None
    dead: tuple[int | None, int | None] | None = None
    abducted: int | None = None
    protesters: int | None = None
    about: str | None = None


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, the mentions it must give and the (type, status) that it must not."""

    number: int
    text: str
    wants: tuple[Want, ...] = ()
    nothing: bool = False
    never: tuple[tuple[str, str], ...] = ()


HAPPENED = (("ASSAULT", "happened"),)
PROBES = (
    Probe(
        number=1,
        text="Israel did not attack Iran on Monday.",
        wants=(Want(type="ASSAULT", status="denied", actors=("ISR",), recipients=("IRN",)),),
        nothing=True,
        never=HAPPENED,
    ),
    Probe(
        number=2,
        text="Iran denied that it had attacked Iraq.",
        wants=(
            Want(
                type="ASSAULT",
                status="denied",
                actors=("IRN",),
                recipients=("IRQ",),
                said_by="Iran",
            ),
        ),
        nothing=True,
        never=(*HAPPENED, ("REJECT", "happened")),
    ),
    Probe(
        number=3,
        text="Russia may attack Ukraine next week.",
        wants=(Want(type="ASSAULT", status="possible", actors=("RUS",), recipients=("UKR",)),),
        nothing=True,
        never=HAPPENED,
    ),
    Probe(
        number=4,
        text="Russia would attack Ukraine if NATO sent troops.",
        wants=(Want(type="ASSAULT", status="possible", actors=("RUS",), recipients=("UKR",)),),
        nothing=True,
        never=(*HAPPENED, ("MOBILIZE", "happened")),
    ),
    Probe(
        number=5,
        text="Turkey will meet Greece next month.",
        wants=(Want(type="AGREE", actors=("TUR", "GRC"), about="CONSULT"),),
        never=(("CONSULT", "happened"),),
    ),
    Probe(
        number=6,
        text="Ukraine said Russia shelled Kharkiv on Tuesday.",
        wants=(
            Want(
                type="ASSAULT",
                actors=("RUS",),
                place="Kharkiv",
                day="2024-03-12",
                said_by="Ukraine",
            ),
        ),
    ),
    Probe(
        number=7,
        text="According to the Syrian Observatory for Human Rights, government forces killed "
        "12 rebels in Idlib.",
        wants=(
            Want(
                type="ASSAULT",
                actors=("SYR MIL",),
                recipients=("SYR REB",),
                place="Idlib",
                dead=(12, 12),
                said_by="Observatory",
            ),
        ),
    ),
    Probe(
        number=8,
        text="State television reported that Saudi Arabia bombed Sanaa.",
        wants=(Want(type="ASSAULT", actors=("SAU",), place="Sanaa", said_by="State television"),),
    ),
    Probe(
        number=9,
        text="Three police officers were shot dead by Taliban gunmen in Kandahar.",
        wants=(
            Want(
                type="ASSAULT",
                actors=("AFG",),
                recipients=("AFG COP",),
                place="Kandahar",
                dead=(3, 3),
            ),
        ),
    ),
    Probe(
        number=10,
        text="The bombing of Aleppo by Russian warplanes continued on Sunday.",
        wants=(Want(type="ASSAULT", actors=("RUS MIL",), place="Aleppo", day="2024-03-10"),),
    ),
    Probe(
        number=11,
        text="Talks between India and Pakistan ended without agreement.",
        wants=(Want(type="CONSULT", actors=("IND", "PAK")),),
        never=(("AGREE", "happened"),),
    ),
    Probe(
        number=12,
        text="China condemned the sanctions and recalled its ambassador from Canada.",
        wants=(
            Want(type="ACCUSE", actors=("CHN",)),
            Want(type="SANCTION", actors=("CHN",), recipients=("CAN",)),
        ),
    ),
    Probe(
        number=13,
        text="France, Germany and Britain urged Iran to release the tanker.",
        wants=(Want(type="REQUEST", actors=("FRA", "DEU", "GBR"), recipients=("IRN",)),),
        never=(("RETREAT", "happened"), ("RETREAT", "called_for")),
    ),
    Probe(
        number=14,
        text="The president visited Paris. He met the French foreign minister.",
        wants=(
            Want(type="CONSULT", actors=("GOV",), recipients=("FRA",), place="Paris"),
            Want(type="CONSULT", actors=("GOV", "FRA GOV")),
        ),
    ),
    Probe(
        number=15,
        text="Boko Haram militants killed at least 30 civilians and abducted 15 women in Borno "
        "on Friday.",
        wants=(
            Want(
                type="ASSAULT",
                actors=("NGA",),
                recipients=("CVL",),
                place="Borno",
                day="2024-03-08",
                dead=(30, None),
            ),
            Want(type="ASSAULT", actors=("NGA",), place="Borno", day="2024-03-08", abducted=15),
        ),
    ),
    Probe(
        number=16,
        text="Germany invaded Poland in 1939.",
        wants=(
            Want(
                type="ASSAULT",
                status="background",
                actors=("DEU",),
                recipients=("POL",),
                year="1939",
            ),
        ),
        never=HAPPENED,
    ),
    Probe(number=17, text="Brazil beat Argentina 2-0 in the final on Sunday.", nothing=True),
    Probe(number=18, text="The Fed is fighting inflation with rate rises.", nothing=True),
    Probe(
        number=19,
        text="Thousands of teachers protested in Nairobi over unpaid salaries.",
        wants=(Want(type="PROTEST", actors=("KEN EDU",), place="Nairobi", protesters=2000),),
    ),
    Probe(
        number=20,
        text="The M23 rebels seized Goma from Congolese troops.",
        wants=(Want(type="ASSAULT", actors=("COD REB",), recipients=("COD MIL",), place="Goma"),),
    ),
    Probe(
        number=21,
        text="Syrian President Ahmed al-Sharaa met Turkish President Recep Tayyip Erdogan in "
        "Ankara.",
        wants=(Want(type="CONSULT", actors=("SYR GOV",), recipients=("TUR GOV",), place="Ankara"),),
    ),
    Probe(
        number=22,
        text="The UN Security Council demanded that Houthi rebels stop attacks on shipping in "
        "the Red Sea.",
        wants=(Want(type="REQUEST", actors=("UNO",), recipients=("YEM REB",), about="ASSAULT"),),
        never=(("RETREAT", "happened"), ("ASSAULT", "happened")),
    ),
)


def _side_is(parties: tuple[msgspec.Struct, ...], codes: tuple[str, ...]) -> bool:
    sides = [{p.country, *p.sectors} - {None} for p in parties]
    return len(sides) == len(codes) and all(
        any(set(code.split()) <= side for side in sides) for code in codes
    )


def _toll(mention: Mention, kind: str) -> tuple[int | None, int | None] | None:
    return next(((t.low, t.high) for t in mention.tolls if t.kind == kind), None)


def wrong(mention: Mention, want: Want) -> list[str]:
    """Name the claims that a mention does not meet."""
    time = mention.time
    claims = {
        "type": mention.type == want.type,
        "status": mention.status == want.status,
        "actors": want.actors is None or _side_is(mention.actors, want.actors),
        "recipients": want.recipients is None or _side_is(mention.recipients, want.recipients),
        "place": want.place is None or (mention.place and mention.place.text == want.place),
        "day": want.day is None
        or (time and str(time.from_) == want.day and str(time.to) == want.day),
        "year": want.year is None or (time and str(time.from_).startswith(want.year)),
        "said_by": want.said_by is None or any(want.said_by in s.text for s in mention.said_by),
        "dead": want.dead is None or _toll(mention, "dead") == want.dead,
        "abducted": want.abducted is None
        or (_toll(mention, "abducted") or (None,))[0] == want.abducted,
        "protesters": want.protesters is None
        or (_toll(mention, "protesters") or (None,))[0] == want.protesters,
        "about": want.about is None or (mention.about and mention.about.type == want.about),
    }
    return [name for name, met in claims.items() if not met]


@pytest.mark.parametrize("probe", PROBES, ids=lambda p: str(p.number))
def test_a_probe_is_read_as_it_must_be(probe: Probe) -> None:
    mentions = coded(probe.text, published=PUBLISHED).mentions

    seen = [(m.type, m.status) for m in mentions]
    assert not [bad for bad in probe.never if bad in seen], seen
    if not mentions and probe.nothing:
        return
    for want in probe.wants:
        lacks = min((wrong(m, want) for m in mentions), key=len, default=["a mention"])
        assert not lacks, (lacks, mentions)
    told = [m for m in mentions if m.status in ("happened", "background")]
    assert len(told) <= len(probe.wants), seen


def test_a_visit_and_the_meeting_on_it_are_one_event() -> None:
    mentions = coded(PROBES[13].text, published=PUBLISHED).mentions

    (event,) = consolidate(mentions)

    assert event.type == "CONSULT"
    assert event.place is not None
    assert event.place.name == "Paris"
