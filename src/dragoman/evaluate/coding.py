"""Codes the articles of gold sets, in worker processes, keeping what a coder usually drops."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Self

from dragoman.pipeline.coder import CodeArticle, Coded
from dragoman.pipeline.order import Pipeline
from dragoman.pipeline.work import Workers
from dragoman.records import Article, Reading

BATCH = 32
"""Articles handed to a worker at once."""


class Answer(Coded, frozen=True, kw_only=True):
    """What coding one article gave, with its reading where the set asks for layers."""

    reading: Reading | None = None


class Coder:
    """Codes articles in `jobs` processes that stay up from set to set; use it with `with`."""

    def __init__(self, jobs: int, *, keeps_readings: bool) -> None:
        self._workers = Workers(
            jobs, build=_reading_coder if keeps_readings else _mention_coder, gives=Answer
        )

    def __enter__(self) -> Self:
        self._workers.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        self._workers.__exit__(kind, *raised)

    def __call__(
        self, articles: Iterable[Article], *, tell: Callable[[int], None] = lambda _: None
    ) -> dict[str, Answer]:
        """Code articles, each once, and give the answers by article id; `tell` hears how many."""
        once = {article.id: article for article in articles}
        answers: dict[str, Answer] = {}
        for _, coded in self._workers.code(batches(once.values())):
            for each in coded:
                kept = each if isinstance(each, Answer) else _without_reading(each)
                answers[each.article] = kept
            tell(len(answers))
        return answers


def batches(articles: Iterable[Article]) -> Iterator[Sequence[Article]]:
    """Hand on articles some at a time, without waiting for the last."""
    left = iter(articles)
    while batch := list(islice(left, BATCH)):
        yield batch


@cache
def _pipeline() -> Pipeline:
    return Pipeline()


def _mention_coder() -> CodeArticle:
    return _coder(keeps_reading=False)


def _reading_coder() -> CodeArticle:
    return _coder(keeps_reading=True)


def _coder(*, keeps_reading: bool) -> CodeArticle:
    pipeline = _pipeline()

    def code(article: Article) -> Coded:
        (outcome,) = pipeline.code([article])
        return Answer(
            article=article.id,
            mentions=outcome.mentions,
            rejected=outcome.rejected,
            problems=outcome.problems,
            reading=outcome.reading if keeps_reading else None,
        )

    return code


def _without_reading(coded: Coded) -> Answer:
    return Answer(article=coded.article, problems=coded.problems, is_lost=coded.is_lost)
