"""Tolls against their words, by the table of number words, and against each other."""

import re
from collections.abc import Iterator

from msgspec import UNSET

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import GoldToll, Range
from dragoman.ontology.numbers import Counted, load
from dragoman.records import Span

_WORD = re.compile(r"\b\w")
_NO_DEED = ("threatened", "called_for")


def check_tolls(told: Told) -> Iterator[Said]:
    """Say where a figure contradicts its words, or the figure it is part of."""
    mention = told.mention
    by_id = {toll.id: toll for toll in mention.tolls if toll.id is not UNSET}
    for toll in mention.tolls:
        yield from _figure(toll, mention.evidence)
        whole = by_id.get(toll.part_of) if toll.part_of is not UNSET else None
        if whole is not None:
            yield from _part(toll, whole)
        if toll.kind == "protesters" and mention.type != "PROTEST":
            yield look(f"protesters counted in {mention.type}: mostly that is a PROTEST")
        if mention.status in _NO_DEED:
            yield refused(
                f"{toll.span.quote!r} in what is {mention.status}: possible victims are no toll, "
                f"take [{toll.kind} …] away"
            )


def _part(toll: GoldToll, whole: GoldToll) -> Iterator[Said]:
    if toll is whole:
        yield refused(f"the toll id:{whole.id} is part of itself")
    if whole.kind not in (toll.kind, "casualties"):
        yield refused(
            f"{toll.kind} can be no part of {whole.kind}: part_of is for 'including seven children'"
        )
    low = toll.figure.low if isinstance(toll.figure, Range) else None
    high = whole.figure.high if isinstance(whole.figure, Range) else None
    if low is not None and high is not None and low > high:
        yield refused(f"{toll.span.quote!r} is part of {whole.span.quote!r} but larger")


def _figure(toll: GoldToll, evidence: Span) -> Iterator[Said]:
    if not isinstance(toll.figure, Range):
        return
    if toll.figure == Range(None, None, None):
        yield refused(f"{toll.span.quote!r} has no bound: an unstated figure is no toll")
        return
    read = [Range(*counted.figure) for counted in _counted(toll, evidence)]
    if not read or toll.figure in read:
        return
    # Sure only where one phrase says it: a second number may be an age or a date.
    say = refused if len(read) == 1 else look
    yield say(
        f"{toll.span.quote!r} is written ={written(read[0])}, not ={written(toll.figure)} "
        "(by the table of number words)"
    )


def written(figure: Range) -> str:
    """Write a figure as the notation has it.

    >>> written(Range(4, 4, None)), written(Range(60, None, None)), written(Range(7, 7, 7))
    ('4../4', '60..', '7')
    """
    if figure.low == figure.best == figure.high:
        return str(figure.best)
    low, best, high = ("" if n is None else str(n) for n in figure)
    return f"{low}..{high}" + (f"/{best}" if best else "")


def _counted(toll: GoldToll, evidence: Span) -> Iterator[Counted]:
    """Read the counting phrases whose number stands in the mark; "at least" may stand before it."""
    first, last = (toll.span.start - evidence.start, toll.span.end - evidence.start)
    at = 0
    while found := _WORD.search(evidence.quote, at):
        counted = load().match(evidence.quote, found.start())
        at = found.end() if counted is None else counted.end
        while counted is None and at < len(evidence.quote) and evidence.quote[at].isalnum():
            at += 1
        if counted is not None and first <= counted.core < last:
            yield counted
