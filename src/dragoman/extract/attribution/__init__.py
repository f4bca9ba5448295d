"""According to whom: sources, cues and contents, nested and across quotations."""

from dragoman.extract.protocol import Layer
from dragoman.ontology.attribution import cues, speaker_kinds
from dragoman.records import Attribution, Reading, Span, Speaker
from dragoman.registry import Component

__all__ = ["attributions_over", "component", "speakers_over"]

_NO_SPEAKER = "wish:"


def attributions_over(reading: Reading, span: Span) -> tuple[Attribution, ...]:
    """Give the attributions whose content holds a span, the outermost first."""
    over = [
        a
        for a in reading.attributions
        if any(c.holds(span.start, span.end, span.in_) for c in a.content)
    ]
    return tuple(sorted(over, key=lambda a: -sum(c.end - c.start for c in a.content)))


def speakers_over(reading: Reading, span: Span) -> tuple[Speaker, ...]:
    """Give who says what stands in a span: outermost first, all of a coordinated source.

    Whoever only wants or feels it ("rebels hope to seize the town") does not say it.
    """
    return tuple(
        speaker
        for a in attributions_over(reading, span)
        if not (a.rule or "").startswith(_NO_SPEAKER)
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
