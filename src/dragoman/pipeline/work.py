"""Coding batches of articles: in this process, or in a pool with one pipeline each."""

from collections.abc import Callable, Iterator
from typing import Self

from dragoman.pipeline.attempt import LIMIT_S
from dragoman.pipeline.coder import Batch, BuildCoder, Coded, code_batch, pipeline_coder
from dragoman.pipeline.pool import Pool


class Workers:
    """Codes batches one after the other, or `jobs` of them side by side, in the order given.

    `gives` is the record that `build`'s function makes of an article.
    """

    def __init__(
        self,
        jobs: int,
        *,
        build: BuildCoder = pipeline_coder,
        limit_s: float = LIMIT_S,
        gives: type[Coded] = Coded,
    ) -> None:
        self._build = build
        self._limit_s = limit_s
        self._pool = Pool(jobs, build=build, limit_s=limit_s, gives=gives) if jobs > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        if self._pool is not None:
            self._pool.close(at_once=kind is not None)

    def code(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, tuple[Coded, ...]]]:
        """Give each batch with what coding it gave; no article costs another its coding."""
        if self._pool is not None:
            yield from self._pool.code(batches)
            return
        for batch in batches:
            yield batch, code_batch(batch, build=self._build, limit_s=self._limit_s)


Watch = Callable[[int, int], None]
"""Told after each shard: articles done so far, and mentions found in them."""
