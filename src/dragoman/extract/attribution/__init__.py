"""According to whom: sources, cues and contents, nested and across quotations."""

from collections.abc import Iterable

from dragoman.extract.protocol import Layer
from dragoman.ontology.attribution import cues, speaker_kinds
from dragoman.records import Attribution, Passage, Reading, Span, Speaker
from dragoman.registry import Component

__all__ = [
    "TELLING",
    "attributions_over",
    "component",
    "holding",
    "is_wish",
    "speakers_over",
]

TELLING = frozenset({"asserts", "denies", "doubts", "reports"})
"""Stances of those who tell of a thing; the others ask for it, promise it or threaten it."""


def holding(
    attributions: Iterable[Attribution], start: int, end: int, *, in_: Passage
) -> list[Attribution]:
    """Give the attributions whose content holds these characters, the outermost first."""
    over = [a for a in attributions if any(c.holds(start, end, in_) for c in a.content)]
    return sorted(over, key=lambda a: -sum(c.end - c.start for c in a.content))


def is_wish(attribution: Attribution) -> bool:
    """Whether somebody only wants or feels it ("rebels hope to seize the town")."""
    return (attribution.rule or "").startswith("wish:")


def attributions_over(reading: Reading, span: Span) -> tuple[Attribution, ...]:
    """Give the attributions whose content holds a span, the outermost first."""
    return tuple(holding(reading.attributions, span.start, span.end, in_=span.in_))


def speakers_over(reading: Reading, span: Span) -> tuple[Speaker, ...]:
    """Give who says what stands in a span: outermost first, all of a coordinated source.

    Whoever only wants or feels it ("rebels hope to seize the town") does not say it.
    """
    return tuple(
        speaker
        for a in attributions_over(reading, span)
        if not is_wish(a)
        for speaker in a.speakers
    )


def _build() -> Layer:
    from dragoman.extract.attribution.layer import AttributionLayer

    return AttributionLayer(cues(), speaker_kinds())


component = Component(
    name="attributions",
    version="1",
    build=_build,
    needs=frozenset({"parse", "parties"}),
    gives=frozenset({"attributions"}),
)
