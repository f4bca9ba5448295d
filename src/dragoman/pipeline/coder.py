"""Coding articles: plain functions of records, in whichever process they run."""

from collections.abc import Callable, Sequence
from functools import cache

import msgspec

from dragoman.pipeline.attempt import attempt
from dragoman.pipeline.order import Pipeline
from dragoman.records import Article, Mention, Problem, Rejected


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What coding one article gave, without its reading, which is not kept.

    Where `is_lost`, the article could not be coded and a problem says why.
    """

    article: str
    mentions: tuple[Mention, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_lost: bool = False


Batch = Sequence[Article]
CodeArticle = Callable[[Article], Coded]
BuildCoder = Callable[[], CodeArticle]
"""Makes the function that codes one article; called in each process, and must be cheap twice."""


@cache
def pipeline_coder() -> CodeArticle:
    """Build the pipeline once a process."""
    pipeline = Pipeline()

    def code(article: Article) -> Coded:
        outcome = pipeline.code_if_any(article)
        if outcome is None:
            return Coded(article=article.id)
        return Coded(
            article=article.id,
            mentions=outcome.mentions,
            rejected=outcome.rejected,
            problems=outcome.problems,
        )

    return code


def code_batch(articles: Batch, *, build: BuildCoder, limit_s: float) -> tuple[Coded, ...]:
    """Code a batch of articles one by one, each for itself."""
    code = build()
    tried = ((article, attempt(article, code, limit_s=limit_s)) for article in articles)
    return tuple(lost(a, found) if isinstance(found, Problem) else found for a, found in tried)


def lost(article: Article, problem: Problem) -> Coded:
    """Give what is left of an article that could not be coded."""
    return Coded(article=article.id, problems=(problem,), is_lost=True)
