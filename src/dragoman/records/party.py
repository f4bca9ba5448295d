"""Who acts, who is acted on, and who says so."""

from typing import Literal

import msgspec

from dragoman.records.span import Passage, Span

Via = Literal["known", "role", "nationality", "place", "coreference", "outlet"]
Stance = Literal["asserts", "denies", "doubts", "reports"]
Kind = Literal[
    "person",
    "organisation",
    "officials",
    "military",
    "armed_group",
    "opposition",
    "police",
    "medics",
    "witnesses",
    "residents",
    "rights_monitor",
    "aid_agency",
    "expert",
    "media",
    "intelligence",
]


class Party(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A side of an event, as its words and as what the knowledge base makes of them.

    `text` is the naming phrase without article, number or relative clause ("Syrian forces",
    "residents of Daraa"). `country` is ISO 3166-1 alpha-3 or one of PLOVER's own (`UNO`, `EUR`,
    `IGO`, `NGO`, `ISM`, `IMG`, `MNC`, `KOS`, `PSE`), null when unknown. `sectors` are PLOVER's
    codes, most specific first. `via` says how the words were understood. A pronoun's or
    description's offsets are its own and `antecedent` is what it refers to.
    """

    text: str
    start: int | None
    end: int | None
    in_: Passage = msgspec.field(name="in", default="text")
    name: str | None = None
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    via: Via | None = None
    role: Literal["main", "supporting"] = "main"
    antecedent: Span | None = None

    def __post_init__(self) -> None:
        if self.start is not None and (self.end is None or not 0 <= self.start < self.end):
            raise ValueError(f"party {self.text!r} at {self.start}..{self.end}")


class Speaker(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who an article says says so. `cue` is the span of "said", "according to" and the like."""

    text: str
    start: int | None
    end: int | None
    in_: Passage = msgspec.field(name="in", default="text")
    name: str | None = None
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    via: Via | None = None
    antecedent: Span | None = None
    kind: Kind | None = None
    named: bool = False
    anonymous: bool = False
    stance: Stance = "asserts"
    cue: Span | None = None


def party_code(country: str | None, sectors: tuple[str, ...]) -> str | None:
    """Write country and first sector as one code, null when neither is known.

    >>> party_code("SYR", ("MIL",)), party_code(None, ("REB",)), party_code("EGY", ())
    ('SYRMIL', '---REB', 'EGY')
    """
    if country is None and not sectors:
        return None
    return (country or "---") + (sectors[0] if sectors else "")
