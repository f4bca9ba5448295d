"""A record as the cells of its table."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.publish.columns import KINDS
from dragoman.records import Article, Event, Mention, Party, Place, Problem, Speaker, Time
from dragoman.records.figures import Figure, figures, total
from dragoman.records.origin import Origin
from dragoman.records.toll import TollKind

Cell = str | int | float | bool | date | None
Row = list[Cell]

JOINT = ";"
BETWEEN = " | "
"""Between the sentences of one cell."""


def mention_row(mention: Mention) -> Row:
    """Give the cells of `columns.MENTIONS`."""
    article, about, maker = mention.article, mention.about, mention.maker
    known = figures(mention.tolls) if mention.tolls else {}
    trigger = mention.trigger
    return [
        mention.id, mention.event, article.id, article.origin, article.story, article.external_id,
        article.source, article.url, article.title, article.language, article.published,
        *_coding(mention),
        about.type if about else None, about.status if about else None,
        *_sides(mention),
        *_place(mention.place),
        *_time(mention.time),
        *_tolls({kind: total(known, kind) for kind in KINDS} if known else {}),
        BETWEEN.join([span.quote for span in mention.evidence]),
        trigger.quote, trigger.in_, trigger.start, trigger.end,
        joined([f"{field}={reason}" for field, reason in sorted(mention.missing.items())]),
        mention.confidence, maker.component, maker.version, maker.ontology, maker.rule,
        mention.schema,
    ]  # fmt: skip


def event_row(event: Event, quotes: Mapping[str, str]) -> Row:
    """Give the cells of `columns.EVENTS`; `quotes` are the sentences of its mentions by id."""
    known = {
        toll.kind: Figure(toll.low, toll.best, toll.high)
        for toll in event.tolls
        if toll.unit == "people"
    }
    sentences = dict.fromkeys(quotes[id_] for id_ in event.mentions if id_ in quotes)
    return [
        event.id, event.part_of, event.refines, joined(event.mentions),
        *_coding(event),
        *_sides(event),
        *_place(event.place),
        *_time(event.time),
        *_tolls(known),
        BETWEEN.join(sentences) or None,
        event.articles, event.origins, event.first_reported, event.last_reported,
        joined(sorted(event.disputed)), event.confidence, event.revision, event.schema,
    ]  # fmt: skip


def article_row(article: Article) -> Row:
    """Give the cells of `columns.ARTICLES`."""
    return [
        article.id, article.external_id, article.origin, article.story, article.source,
        article.url, article.title, article.language, article.published,
        article.published_precision, article.modified,
        article.fetched.isoformat() if article.fetched else None,
        article.part, article.digest, article.status, joined(p.code for p in article.problems),
        article.text, article.schema,
    ]  # fmt: skip


def problem_row(problem: Problem) -> Row:
    """Give the cells of `columns.PROBLEMS`."""
    where = problem.where
    place = [where.file, where.line, where.start, where.end] if where else [None] * 4
    return [
        problem.subject, problem.code, problem.said, problem.remedy, *place,
        problem.costs_input, problem.schema,
    ]  # fmt: skip


def origin_row(origin: Origin) -> Row:
    """Give the cells of `columns.ORIGINS`."""
    return [
        origin.id, origin.lead, joined(origin.articles), joined(origin.sources), origin.title,
        origin.first_published, origin.last_published, origin.schema,
    ]  # fmt: skip


def joined(values: Iterable[str | None]) -> str | None:
    """Join values by semicolons, one place for each; a semicolon within becomes a comma.

    >>> joined(["SYR", None, "a;b"])
    'SYR;;a,b'
    """
    return JOINT.join([v.replace(JOINT, ",") if v else "" for v in values]) or None


def _coding(record: Mention | Event) -> Row:
    return [
        record.type, joined(record.modes), joined(record.contexts), record.cameo,
        record.goldstein, record.quad, record.score, record.status, record.aggregate,
    ]  # fmt: skip


def _sides(record: Mention | Event) -> Row:
    said = record.said_by
    return [
        *_side(record.actors),
        *_side(record.recipients),
        *_side(said),
        joined([s.stance for s in said]) if said else None,
    ]


def _side(parties: Sequence[Party | Speaker]) -> Row:
    if not parties:
        return _NOBODY
    return [
        joined([p.name or p.text for p in parties]),
        joined([p.country for p in parties]),
        joined([",".join(p.sectors) for p in parties]),
        joined([p.code for p in parties]),
    ]


def _place(place: Place | None) -> Row:
    if place is None:
        return _NOWHERE
    return [
        place.name or place.text, place.geonames_id, place.lat, place.lon, place.country,
        place.admin1, place.admin2, place.precision, place.radius_km,
    ]  # fmt: skip


def _time(time: Time | None) -> Row:
    return [time.from_, time.to, time.precision] if time else [None, None, None]


def _tolls(known: Mapping[TollKind, Figure | None]) -> Row:
    if not known:
        return _NO_TOLLS
    cells: Row = []
    for kind in KINDS:
        figure = known.get(kind)
        cells += [figure.low, figure.best, figure.high] if figure else [None, None, None]
    return cells


# Most records have few tolls and one side at most: these are read only, never changed.
_NOBODY: Row = [None] * 4
_NOWHERE: Row = [None] * 9
_NO_TOLLS: Row = [None] * (3 * len(KINDS))
