"""The columns of every table we write: name, kind and meaning."""

from typing import Literal, NamedTuple, get_args

from dragoman.records.toll import TollKind

Kind = Literal["text", "integer", "number", "boolean", "date"]
KINDS: tuple[TollKind, ...] = get_args(TollKind)


class Column(NamedTuple):
    """One column. A `text` cell may hold a list joined by semicolons."""

    name: str
    kind: Kind
    meaning: str


def _side(side: str, who: str) -> tuple[Column, ...]:
    return (
        Column(f"{side}_names", "text", f"{who}: names, or the words where no name is known"),
        Column(f"{side}_countries", "text", f"{who}: ISO 3166-1 alpha-3 or PLOVER's own codes"),
        Column(f"{side}_sectors", "text", f"{who}: PLOVER sectors, most specific first, by commas"),
        Column(f"{side}_codes", "text", f"{who}: country and first sector as one code"),
    )


CODING = (
    Column("type", "text", "PLOVER event type"),
    Column("modes", "text", "PLOVER modes"),
    Column("contexts", "text", "PLOVER contexts"),
    Column("cameo", "text", "CAMEO code; text, since 010 is not 10"),
    Column("goldstein", "number", "Goldstein score of the CAMEO code"),
    Column("quad", "integer", "quad class, 1 to 4"),
    Column("score", "number", "PLOVER score of type and mode"),
    Column("status", "text", "whether it happened, is planned, possible, denied …"),
    Column("aggregate", "boolean", "true for a span of many events that is told as one"),
)
SIDES = (
    *_side("actor", "who acts"),
    *_side("recipient", "who is acted on"),
    *_side("speaker", "who says so; empty is the article's own voice"),
    Column("speaker_stances", "text", "asserts, denies, doubts or reports, for each speaker"),
)
PLACE = (
    Column("place_name", "text", "the event's place"),
    Column("place_geonames_id", "integer", "its GeoNames id"),
    Column("place_lat", "number", "latitude, WGS84; a representative point for admin2 and coarser"),
    Column("place_lon", "number", "longitude, WGS84"),
    Column("place_country", "text", "its country, ISO 3166-1 alpha-3"),
    Column("place_admin1", "text", "its first-level division"),
    Column("place_admin2", "text", "its second-level division"),
    Column("place_precision", "text", "site, settlement, admin2, admin1, country or region"),
    Column("place_radius_km", "number", "radius of the area in km, for admin2 and coarser"),
)
TIME = (
    Column("time_from", "date", "first day it can have been; empty: open or unknown"),
    Column("time_to", "date", "last day it can have been, included; empty: open or unknown"),
    Column("time_precision", "text", "hour, day, week, month, quarter, season, year or decade"),
)
TOLLS = tuple(
    Column(f"{kind}_{bound}", "integer", f"{kind}: {meaning}; in people")
    for kind in KINDS
    for bound, meaning in (
        ("low", "at least"),
        ("best", "the figure given, or chosen of several"),
        ("high", "at most, empty where open"),
    )
)
EVIDENCE = Column("evidence", "text", "the sentences that say so, joined by |")
SCHEMA = Column("schema", "text", "record format and its version")

MENTIONS = (
    Column("id", "text", "mention id"),
    Column("event", "text", "id of the event it belongs to"),
    Column("article_id", "text", "article id"),
    Column("origin", "text", "id of the report the article is a copy of"),
    Column("story", "text", "story id"),
    Column("external_id", "text", "the input's own id"),
    Column("source", "text", "outlet"),
    Column("url", "text", "where the article was published"),
    Column("title", "text", "headline"),
    Column("language", "text", "language of the article"),
    Column("published", "date", "publication date"),
    *CODING,
    Column("about_type", "text", "type of what a speech act speaks of"),
    Column("about_status", "text", "status of what a speech act speaks of"),
    *SIDES,
    *PLACE,
    *TIME,
    *TOLLS,
    EVIDENCE,
    Column("trigger", "text", "the words that name the event"),
    Column("trigger_in", "text", "text or title: what the offsets count in"),
    Column("trigger_start", "integer", "first code point of the trigger"),
    Column("trigger_end", "integer", "code point after the trigger"),
    Column("missing", "text", "empty fields with the reason, as field=reason"),
    Column("confidence", "number", "0 to 1"),
    Column("component", "text", "what coded it"),
    Column("component_version", "text", "its version"),
    Column("ontology", "text", "version of the data files"),
    Column("rule", "text", "the rule that fired"),
    SCHEMA,
)
EVENTS = (
    Column("id", "text", "event id, permanent"),
    Column("part_of", "text", "id of the aggregate event it is part of"),
    Column("refines", "text", "id of the vaguer event it refines"),
    Column("mentions", "text", "ids of its mentions"),
    *CODING,
    *SIDES,
    *PLACE,
    *TIME,
    *TOLLS,
    EVIDENCE,
    Column("articles", "integer", "number of articles that tell of it"),
    Column("origins", "integer", "number of independent reports among them"),
    Column("first_reported", "date", "publication date of the first article"),
    Column("last_reported", "date", "publication date of the last article"),
    Column("disputed", "text", "fields on which reports disagree"),
    Column("confidence", "number", "0 to 1; grows with independent reports"),
    Column("revision", "integer", "1 when new, one more with each change"),
    SCHEMA,
)
ARTICLES = (
    Column("id", "text", "article id"),
    Column("external_id", "text", "the input's own id"),
    Column("origin", "text", "id of the report it is a copy of"),
    Column("story", "text", "story id"),
    Column("source", "text", "outlet"),
    Column("url", "text", "where it was published"),
    Column("title", "text", "headline"),
    Column("language", "text", "language"),
    Column("published", "date", "publication date"),
    Column("published_precision", "text", "day, month or year"),
    Column("modified", "date", "when the outlet last changed it"),
    Column("fetched", "text", "when it was fetched, ISO 8601"),
    Column("part", "integer", "number among the articles cut from one input"),
    Column("digest", "text", "digest of the input"),
    Column("status", "text", "usable, corrected or withdrawn"),
    Column("problems", "text", "codes of its problems"),
    Column("text", "text", "the text that all offsets count in"),
    SCHEMA,
)
PROBLEMS = (
    Column("subject", "text", "article id, or name of the input"),
    Column("code", "text", "what kind of problem"),
    Column("said", "text", "what was seen"),
    Column("remedy", "text", "what to do"),
    Column("file", "text", "the input's file"),
    Column("line", "integer", "line in the file, from 1"),
    Column("start", "integer", "first code point"),
    Column("end", "integer", "code point after the last"),
    Column("costs_input", "boolean", "true where the whole input was lost"),
    SCHEMA,
)
ORIGINS = (
    Column("id", "text", "origin id"),
    Column("lead", "text", "id of the article published first"),
    Column("articles", "text", "ids of all articles"),
    Column("sources", "text", "outlets"),
    Column("title", "text", "headline of the first article"),
    Column("first_published", "date", "publication date of the first article"),
    Column("last_published", "date", "publication date of the last article"),
    SCHEMA,
)
RECORD = Column("record", "text", "the whole record as JSON (Parquet only)")
