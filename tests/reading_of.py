"""Reads a text's attributions without any other layer, or with given parties."""

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.attribution import component
from dragoman.extract.protocol import Layer
from dragoman.records import Attribution, Party, Reading
from dragoman.testing import article_of

LAYER = component.build()


def read(
    annotator: SpacyAnnotator,
    text: str,
    *,
    title: str | None = None,
    parties: tuple[Party, ...] = (),
) -> Reading:
    layer: Layer = LAYER  # type: ignore[assignment]  # the registry gives objects
    (parsed,) = annotator.parse([article_of(text, title=title)])
    return layer(parsed, Reading(article=parsed.article, parties=parties))


def words(attribution: Attribution, field: str) -> tuple[str, ...]:
    return tuple(span.quote for span in getattr(attribution, field))
