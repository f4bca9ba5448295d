"""What tests say of coded sentences: the whole pipeline on one sentence, and marked answers."""

from datetime import date
from functools import cache

from dragoman.pipeline.order import CODER, RULES, Pipeline
from dragoman.records import Mention, Outcome
from dragoman.records.marked import Answer, Marked
from dragoman.testing import article_of


@cache
def pipeline(coder: str = CODER) -> Pipeline:
    """Build the pipeline once a test process."""
    return Pipeline(coder=coder)


def coded(text: str, *, title: str | None = None, published: date | None = None) -> Outcome:
    """Code one text as an article of its own."""
    (outcome,) = pipeline().code([article_of(text, title=title, published=published)])
    return outcome


def coded_by_rules(text: str, *, published: date | None = None) -> Outcome:
    """Code one text by the lexicon alone, without the trained reader."""
    (outcome,) = pipeline(RULES).code([article_of(text, published=published)])
    return outcome


_FIELDS = {
    "actor": lambda m: m.actors,
    "supporting": lambda m: [p for p in m.actors if p.role == "supporting"],
    "recipient": lambda m: m.recipients,
    "speaker": lambda m: m.said_by,
    "place": lambda m: m.places,
    "time": lambda m: [m.time] if m.time is not None else [],
    "toll": lambda m: m.tolls,
    "trigger": lambda m: [m.trigger],
}


def bears(mention: Mention, answer: Answer) -> bool:
    """Whether a mention's field has a value that overlaps the marked words."""
    return any(
        v.start is not None and v.start < answer.end and answer.start < v.end
        for v in _FIELDS[answer.role](mention)
    )


def lacking(mentions: list[Mention], answer: Marked) -> list[str]:
    """Name the marked answers that the best mention lacks; all of them where there is none."""
    if not mentions:
        return ["a mention"]
    tries = [[f"{a.role} {a.words!r}" for a in answer.answers if not bears(m, a)] for m in mentions]
    return min(tries, key=len)
