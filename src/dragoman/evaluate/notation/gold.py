"""The full answer of a sentence or article, as people write it in the corpus notation.

A field that is empty (`None`, no member) is said to be empty: a coder that fills it is wrong. A
value that is `UNSET` was left open and is not scored. Offsets count in the whole text, or in the
title where `in_` says so.
"""

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from dragoman.evaluate.parts import Part
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Span
from dragoman.records.mention import EventType, Status
from dragoman.records.party import Kind, Stance, Via
from dragoman.records.place import Precision
from dragoman.records.toll import TollKind


class Code(NamedTuple):
    """A party's code: its country and its sectors, most specific first; both empty where none."""

    country: str | None
    sectors: tuple[str, ...] = ()


class GoldParty(msgspec.Struct, frozen=True, kw_only=True):
    """A side of the event. `span` is None where no words name it (`via:outlet`)."""

    span: Span | None
    code: Code | UnsetType = UNSET
    role: Literal["main", "supporting"] = "main"
    via: Via | UnsetType = UNSET
    name: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    antecedent: Span | UnsetType = UNSET


class GoldSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is said to say so. `number` is its place among several, outermost first."""

    span: Span | None
    number: int | None = None
    code: Code | UnsetType = UNSET
    stance: Stance | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    named: bool | UnsetType = UNSET
    anonymous: bool | UnsetType = UNSET
    via: Via | UnsetType = UNSET
    name: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    antecedent: Span | UnsetType = UNSET
    cue: Span | UnsetType = UNSET


class GoldPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the event; `country` is ISO 3166-1 alpha-3, `lat` and `lon` WGS84 degrees."""

    span: Span | None
    country: str | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET
    precision: Precision | UnsetType = UNSET
    admin1: str | UnsetType = UNSET
    admin2: str | UnsetType = UNSET
    geonames_id: int | UnsetType = UNSET
    lat: float | UnsetType = UNSET
    lon: float | UnsetType = UNSET


class Days(NamedTuple):
    """First and last day, both included; null is an open end, both null a time not to be told."""

    from_: date | None
    to: date | None


class GoldTime(msgspec.Struct, frozen=True, kw_only=True):
    """When it happened."""

    span: Span
    days: Days | UnsetType = UNSET
    precision: (
        Literal["hour", "day", "week", "month", "quarter", "season", "year", "decade"] | UnsetType
    ) = UNSET
    anchor: Literal["absolute", "published", "mention"] | UnsetType = UNSET


class Range(NamedTuple):
    """A toll's bounds and best figure; null is an open bound or no best figure."""

    low: int | None
    best: int | None
    high: int | None


class GoldToll(msgspec.Struct, frozen=True, kw_only=True):
    """One figure. `by` are the words of the speakers who give it, `part_of` another's `id`."""

    span: Span
    kind: TollKind
    figure: Range | UnsetType = UNSET
    unit: Literal["people", "families"] | UnsetType = UNSET
    group: Literal["civilian", "fighter", "unknown"] | UnsetType = UNSET
    scope: Literal["event", "update", "cumulative"] | UnsetType = UNSET
    who: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    part_of: str | UnsetType = UNSET
    by: tuple[str, ...] | UnsetType = UNSET


class GoldAbout(msgspec.Struct, frozen=True, kw_only=True):
    """What a speech act speaks of."""

    type: EventType
    status: Status
    trigger: Span | UnsetType = UNSET


class GoldMention(msgspec.Struct, frozen=True, kw_only=True):
    """All that one sentence says of one event.

    `open` names the fields left out of scoring. `label` names the event ("e1") that mentions of
    one text or story share. `turn` keeps equal headings of one sentence apart; `nth` says which
    occurrence of its sentence in the article is meant. `missing` gives reasons, None for any.
    """

    type: EventType
    status: Status
    trigger: tuple[Span, ...]
    evidence: Span
    status_cue: Span | UnsetType = UNSET
    about: GoldAbout | None = None
    modes: tuple[str, ...] | UnsetType = UNSET
    contexts: tuple[str, ...] | UnsetType = UNSET
    cameo: str | UnsetType | None = UNSET
    aggregate: bool = False
    actors: tuple[GoldParty, ...] = ()
    recipients: tuple[GoldParty, ...] = ()
    place: GoldPlace | None = None
    places: tuple[GoldPlace, ...] = ()
    time: GoldTime | None = None
    tolls: tuple[GoldToll, ...] = ()
    said_by: tuple[GoldSpeaker, ...] = ()
    missing: dict[str, str | None] = {}
    open: tuple[str, ...] = ()
    label: str | None = None
    part_of: str | None = None
    turn: int | None = None
    nth: int | None = None


class GoldText(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or a whole article with all its mentions; a text without any holds no event.

    `where` is file and line; `lines` are those of the entry and of each mention. `part` is set
    where it is of our own corpus, which is split. `cleaned` and `lost` are filled where a `page` is
    coded: the article cut from it, to whose text the mentions then refer, and the mentions whose
    sentences it lacks.
    """

    where: str
    kind: Literal["sentence", "article"]
    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    name: str | None = None
    origin: str | None = None
    status: Literal["usable", "corrected", "withdrawn"] = "usable"
    page: Path | None = None
    mentions: tuple[GoldMention, ...] = ()
    lines: tuple[int, ...] = ()
    part: Part | None = None
    cleaned: Article | None = None
    lost: tuple[GoldMention, ...] = ()

    @property
    def article(self) -> Article:
        """Make the article that is to be coded, or give the one that was cut from its page."""
        if self.cleaned is not None:
            return self.cleaned
        return article_of_text(
            self.text, title=self.title, published=self.published, source=self.source
        )

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give it as what has to be coded for this row."""
        return (self.article,)


class GoldStory(msgspec.Struct, frozen=True, kw_only=True):
    """Several reports of the same happening, and what truly happened, by event label."""

    where: str
    name: str
    reports: tuple[GoldText, ...]
    events: dict[str, GoldMention] = {}

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the reports as articles."""
        return tuple(report.article for report in self.reports)


class GoldFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file: what stands at its head, its sentences and articles, and its story if it is one."""

    path: Path
    sources: str | None = None
    licence: str | None = None
    purpose: str | None = None
    sentences: tuple[GoldText, ...] = ()
    articles: tuple[GoldText, ...] = ()
    story: GoldStory | None = None
