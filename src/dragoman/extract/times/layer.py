"""The layer of times."""

from msgspec.structs import replace

from dragoman.extract.protocol import Layer
from dragoman.extract.times.expressions import times
from dragoman.ontology.times import TimeWords, load
from dragoman.records import Parsed, Problem, Reading, Time
from dragoman.records.problem import Where


class Times:
    """Adds every time expression of title and text, resolved or with the reason why not."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Fill `times`, and add a problem for each date that no calendar has."""
        published = parsed.article.published
        found = tuple(
            time for parse in parsed.passages for time in times(parse, self._words, published)
        )
        impossible = (t for t in found if t.why == "impossible-date")
        problems = tuple(_problem(parsed.article.id, time) for time in impossible)
        return replace(reading, times=found, problems=reading.problems + problems)


def _problem(article: str, time: Time) -> Problem:
    return Problem(
        code="impossible-date",
        subject=article,
        said=f"{time.text!r} in the {time.in_} is no day of the calendar",
        remedy="check the article; the time is kept without a value",
        where=Where(start=time.start, end=time.end),
    )


def build() -> Layer:
    """Load the words of time."""
    return Times(load())
