"""The layer of times."""

from msgspec.structs import replace

from dragoman.extract.protocol import Layer
from dragoman.extract.times.expressions import times
from dragoman.extract.times.setting import Setting
from dragoman.ontology.times import TimeWords, load
from dragoman.records import Article, Parsed, Problem, Reading, Time
from dragoman.records.problem import Where


class Times:
    """Adds every time expression of title and text, resolved or with the reason why not."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Fill `times`, and add a problem for each date that no calendar has."""
        setting = _setting(parsed.article, self._words)
        found = tuple(time for parse in parsed.passages for time in times(parse, setting))
        impossible = (t for t in found if t.why == "impossible-date")
        problems = tuple(_problem(parsed.article.id, time) for time in impossible)
        return replace(reading, times=found, problems=reading.problems + problems)


def _setting(article: Article, words: TimeWords) -> Setting:
    """Count from the day of publication; a month or a year of publication is no day."""
    if article.published is not None and article.published_precision in ("month", "year"):
        return Setting(words, None, why_no_day="publication-date-not-exact")
    return Setting(words, article.published)


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
