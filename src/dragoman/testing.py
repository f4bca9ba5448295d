"""Tiny builders for tests of Dragoman, ours and a plugin's."""

from datetime import date

from dragoman.pipeline.articles import article_of_text as article_of
from dragoman.records import (
    Article,
    ArticleRef,
    Maker,
    Mention,
    Party,
    Passage,
    Place,
    Span,
    Speaker,
    Time,
    Toll,
    digest_of,
    mention_id,
)
from dragoman.records.party import Stance, party_code
from dragoman.records.place import Precision
from dragoman.records.toll import TollKind

__all__ = [
    "article_of",
    "day_of",
    "mention_of",
    "party_of",
    "place_of",
    "speaker_of",
    "toll_of",
]


def party_of(
    text: str, country: str | None = None, *sectors: str, name: str | None = None
) -> Party:
    """Build a party from its words and what is known of it; a named one is given an id."""
    return Party(
        text=text,
        start=None,
        end=None,
        name=name,
        id=f"test:{name}" if name else None,
        country=country,
        sectors=sectors,
        code=party_code(country, sectors),
        via="known" if name else "nationality",
    )


def speaker_of(text: str, *, stance: Stance = "asserts") -> Speaker:
    """Build a named voice."""
    return Speaker(text=text, start=None, end=None, name=text, named=True, stance=stance)


def place_of(
    name: str,
    country: str | None = "SYR",
    *,
    at: tuple[float, float] | None = None,
    precision: Precision = "settlement",
    admin1: str | None = None,
) -> Place:
    """Build a place; its gazetteer id is a number made of its name."""
    coarse = precision not in ("site", "settlement")
    return Place(
        text=name,
        start=0,
        end=len(name),
        name=name,
        geonames_id=int(digest_of(name)[:7], 16),
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        country=country,
        admin1=name if precision == "admin1" else admin1,
        precision=precision,
        radius_km=100.0 if coarse else None,
        score=0.9,
    )


def day_of(first: date, last: date | None = None) -> Time:
    """Build the time of a day, or of a longer stretch, which is then a week's precision."""
    return Time(
        text="then",
        start=0,
        end=4,
        from_=first,
        to=last or first,
        precision="week" if last else "day",
        anchor="absolute",
    )


def toll_of(
    kind: TollKind, best: int, *, said_by: tuple[Speaker, ...] = (), id_: str = "t1"
) -> Toll:
    """Build an exact toll."""
    text = str(best)
    return Toll(
        id=id_,
        kind=kind,
        low=best,
        best=best,
        high=best,
        said_by=said_by,
        text=text,
        start=0,
        end=len(text),
    )


def mention_of(article: Article, trigger: str, *, title: bool = False, **fields: object) -> Mention:
    """Build a mention of the first place where the trigger's words stand in an article.

    Its evidence is the line around them. It is an ASSAULT that happened, unless `fields`, named
    as in the record, say otherwise.
    """
    text = (article.title or "") if title else article.text
    passage: Passage = "title" if title else "text"
    start = text.index(trigger)
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", start) if "\n" in text[start:] else len(text)
    span = Span(start=start, end=start + len(trigger), quote=trigger, in_=passage)
    given: dict[str, object] = {
        "id": mention_id(
            article.id, str(fields.get("type", "ASSAULT")), [(passage, span.start, span.end)]
        ),
        "article": ArticleRef.to(article),
        "type": "ASSAULT",
        "quad": 4,
        "score": -9.0,
        "status": "happened",
        "trigger": span,
        "evidence": (Span(start=left, end=right, quote=text[left:right], in_=passage),),
        "confidence": 0.8,
        "maker": Maker(component="test", version="1", ontology="test"),
    }
    return Mention(**{**given, **fields})  # type: ignore[arg-type] # checked where it is made
