"""All layers found in one article before events are coded."""

from typing import Literal

import msgspec

from dragoman.records.article import Article
from dragoman.records.party import Party, Speaker
from dragoman.records.place import Place
from dragoman.records.problem import Problem
from dragoman.records.span import Span
from dragoman.records.time import Time
from dragoman.records.toll import Toll


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what: source, cue and content, each perhaps in several pieces.

    `speakers` holds every speaker the source names ("opposition sources and residents" are two);
    `speaker` is the first of them. A source that is not named ("reportedly") leaves `source`
    empty and `speaker` anonymous. A nested attribution's content lies inside the outer one's.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None
    speakers: tuple[Speaker, ...] = ()
    stance: Literal["asserts", "denies", "doubts", "reports", "asks", "promises", "threatens"]
    rule: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Stand-off layers on one article's title and text; each stage returns a fuller copy."""

    schema: str = "dragoman.reading/1"
    article: Article
    sentences: tuple[Span, ...] = ()
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    tolls: tuple[Toll, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    problems: tuple[Problem, ...] = ()
