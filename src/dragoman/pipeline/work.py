"""Coding batches of articles: in this process, or in a pool with one pipeline each."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

import msgspec

from dragoman.pipeline.order import Pipeline
from dragoman.records import Article, Mention, Problem, Rejected


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """What coding one article gave, without its reading, which is not kept."""

    article: str
    mentions: tuple[Mention, ...]
    rejected: tuple[Rejected, ...]
    problems: tuple[Problem, ...]


Batch = Sequence[Article]


@cache
def _pipeline() -> Pipeline:
    """Build the pipeline once a process."""
    return Pipeline()


def code_batch(articles: Batch) -> tuple[Coded, ...]:
    """Code a batch of articles: a plain function of records, whoever calls it."""
    return tuple(
        Coded(
            article=outcome.reading.article.id,
            mentions=outcome.mentions,
            rejected=outcome.rejected,
            problems=outcome.problems,
        )
        for outcome in _pipeline().code(articles)
    )


class Workers:
    """Codes batches one after the other, or `jobs` of them side by side, in the order given."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        if self._jobs > 1:
            self._pool = ProcessPoolExecutor(
                self._jobs, mp_context=get_context("spawn"), initializer=_one_thread
            )
        return self

    def __exit__(self, *raised: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=not any(raised), cancel_futures=True)

    def code(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, tuple[Coded, ...]]]:
        """Give each batch with what coding it gave; at most two batches a worker are in flight."""
        if self._pool is None:
            for batch in batches:
                yield batch, code_batch(batch)
            return
        waiting: list[tuple[Batch, Future[tuple[Coded, ...]]]] = []
        for batch in batches:
            waiting.append((batch, self._pool.submit(code_batch, batch)))
            if len(waiting) > 2 * self._jobs:
                first, coded = waiting.pop(0)
                yield first, coded.result()
        for batch, coded in waiting:
            yield batch, coded.result()


def _one_thread() -> None:
    """Keep the number libraries of each worker to one thread: the workers are the parallelism."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


Watch = Callable[[int, int], None]
"""Told after each shard: articles done so far, and mentions found in them."""
