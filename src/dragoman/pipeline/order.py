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
RULES = "events-by-rules"


class Pipeline:
    """The stages from article to mentions, built once a process and then used for any number."""

    def __init__(self, *, coder: str = CODER) -> None:
        annotator = find("annotators", ANNOTATOR)
        layers = [find("extractors", name) for name in LAYERS]
        found = find("extractors", coder)
        check_order([annotator, *layers, found])
        self._annotator = cast(Annotator, annotator.build())
        self._layers = [cast(Layer, layer.build()) for layer in layers]
        self._coder = cast(Coder, found.build())
        self._possible = possible()

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Parsed, Reading]]:
        """Annotate articles and add every layer; no events are coded."""
        for parsed in self._annotator.parse(articles):
            yield parsed, self._read(parsed)

    def _read(self, parsed: Parsed) -> Reading:
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
        return reading

    def events(self, parsed: Parsed, reading: Reading) -> Outcome:
        """Code the events of one full reading."""
        return self._coder(parsed, reading)

    def code(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Read articles and code their events."""
        for parsed, reading in self.read(articles):
            yield self.events(parsed, reading)

    def code_if_any(self, article: Article) -> Outcome | None:
        """Code one article as `code` does; None where it is sure beforehand to have no event.

        What the coder reads whole is never stopped. Else:
        Paragraphs without the words of any event rule are sure to have none, unparsed; of the
        others those are in which no rule finds its syntax, or only in names. An article with
        another one gets names and layers, which are two thirds of the work.
        """
        if self._coder.reads_whole(article):
            return next(self.code([article]))
        draft = self._annotator.draft(article)
        wanted = [self._possible(words) for words in draft.words()]
        left = (n for n, p in draft.unnamed(wanted) if self._coder.may_code(article, p))
        if not any(self._coder.may_code(article, draft.named(n)) for n in left):
            return None
        parsed = draft.parsed()
        return self.events(parsed, self._read(parsed))
