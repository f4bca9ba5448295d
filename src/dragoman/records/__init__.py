"""The frozen vocabulary every other room speaks, with stable ids and one wire format.

The field names are those of the wire (`docs/reference/records.md`); `in` and `from`, which Python
keeps for itself, are `in_` and `from_` here.
"""

from dragoman.records.article import Article, ArticleRef, Caption, RawItem, Segment
from dragoman.records.event import Event, EventToll, TollAccount
from dragoman.records.identity import article_id, digest_of, mention_id
from dragoman.records.mention import About, Judged, Maker, Mention, Outcome, Rejected
from dragoman.records.parse import Parse, Parsed, Token
from dragoman.records.party import Party, Speaker
from dragoman.records.place import Place
from dragoman.records.problem import Problem, Where
from dragoman.records.reading import Attribution, Reading
from dragoman.records.row import Row
from dragoman.records.span import Passage, Span
from dragoman.records.time import Time
from dragoman.records.toll import Toll
from dragoman.records.wire import from_json, to_json

__all__ = [
    "About",
    "Article",
    "ArticleRef",
    "Attribution",
    "Caption",
    "Event",
    "EventToll",
    "Judged",
    "Maker",
    "Mention",
    "Outcome",
    "Parse",
    "Parsed",
    "Party",
    "Passage",
    "Place",
    "Problem",
    "RawItem",
    "Reading",
    "Rejected",
    "Row",
    "Segment",
    "Span",
    "Speaker",
    "Time",
    "Token",
    "Toll",
    "TollAccount",
    "Where",
    "article_id",
    "digest_of",
    "from_json",
    "mention_id",
    "to_json",
]
