"""What one passage of one article says of one event, and what was looked at and left alone."""

from typing import Literal

import msgspec

from dragoman.records.article import ArticleRef
from dragoman.records.party import Party, Speaker
from dragoman.records.place import Place
from dragoman.records.problem import Problem
from dragoman.records.reading import Reading
from dragoman.records.span import Span
from dragoman.records.time import Time
from dragoman.records.toll import Toll

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal[
    "happened", "planned", "threatened", "called_for", "possible", "background", "denied"
]


class Maker(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The component, its version, the ontology's version and the rule that made a claim."""

    component: str
    version: str
    ontology: str
    rule: str | None = None


class About(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a speech act speaks of."""

    type: EventType
    status: Status
    trigger: Span | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the trained reader holds of a mention's words, in 0..1.

    `event` is how likely they name an event, `type` how likely the mention's type is, given that.
    `by_rule` is the type that rules gave to the same words; None where no rule codes them. Where
    it is another type than the mention's, rules and reader part.
    """

    event: float
    type: float
    by_rule: EventType | None = None


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one passage says of one event. Evidence: made once, never changed.

    `missing` gives the reason for each field that is empty. `status_cue` is the words that spoke
    against `happened`, `status_rule` how ("negation", "auxiliary"). `evidence[0]` is the whole
    sentence that reports the event. `confidence` is in 0..1. `judged` is None where the rules were
    alone.
    """

    schema: str = "dragoman.mention/1"
    id: str
    event: str | None = None
    article: ArticleRef
    type: EventType
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    goldstein: float | None = None
    quad: Literal[1, 2, 3, 4]
    score: float
    status: Status
    status_cue: Span | None = None
    status_rule: str | None = None
    aggregate: bool = False
    about: About | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    places: tuple[Place, ...] = ()
    time: Time | None = None
    tolls: tuple[Toll, ...] = ()
    said_by: tuple[Speaker, ...] = ()
    trigger: Span
    evidence: tuple[Span, ...]
    missing: dict[str, str] = {}
    confidence: float
    judged: Judged | None = None
    maker: Maker

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a mention of {self.type} without evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is outside 0..1")


class Rejected(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A candidate that was looked at and not coded, and why. `explain` and the demo show it."""

    trigger: Span
    type: EventType | None
    rule: str
    reason: str
    said: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """All that coding one article gave."""

    reading: Reading
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    problems: tuple[Problem, ...] = ()
