"""The order of the pipeline. The only file that knows it."""

from collections.abc import Iterable, Iterator
from typing import cast

from dragoman.annotate.protocol import Annotator
from dragoman.extract.protocol import Coder, Layer
from dragoman.ontology.possible import possible
from dragoman.records import Article, Outcome, Parsed, Reading
from dragoman.registry import check_order, find

ANNOTATOR = "spacy-md"
LAYERS = ("times", "places", "parties", "attributions", "tolls")
CODER = "events"


class Pipeline:
    """The stages from article to mentions, built once a process and then used for any number."""

    def __init__(self) -> None:
        annotator = find("annotators", ANNOTATOR)
        layers = [find("extractors", name) for name in LAYERS]
        coder = find("extractors", CODER)
        check_order([annotator, *layers, coder])
        self._annotator = cast(Annotator, annotator.build())
        self._layers = [cast(Layer, layer.build()) for layer in layers]
        self._coder = cast(Coder, coder.build())
        self._possible = possible()

    def can_have_events(self, article: Article) -> bool:
        """Whether some paragraph has the words that some event rule needs; not a parse is made.

        Where it says no, coding the article gives no mention.
        """
        return any(map(self._possible, self._annotator.words(article)))

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Parsed, Reading]]:
        """Annotate articles and add every layer; no events are coded."""
        for parsed in self._annotator.parse(articles):
            reading = Reading(
                article=parsed.article,
                sentences=tuple(
                    parse.sentence_span(n)
                    for parse in parsed.passages
                    for n in range(len(parse.sentences))
                ),
            )
            for layer in self._layers:
                reading = layer(parsed, reading)
            yield parsed, reading

    def events(self, parsed: Parsed, reading: Reading) -> Outcome:
        """Code the events of one full reading."""
        return self._coder(parsed, reading)

    def code(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Read articles and code their events."""
        for parsed, reading in self.read(articles):
            yield self.events(parsed, reading)
