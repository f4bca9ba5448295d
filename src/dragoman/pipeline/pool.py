"""Processes that code batches side by side; one that dies or hangs costs one article."""

import atexit
import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

import msgspec

from dragoman.errors import DragomanError
from dragoman.pipeline.attempt import allowance, lost_article
from dragoman.pipeline.coder import Batch, BuildCoder, Coded, code_batch, lost
from dragoman.records import Article

SLACK_S = 60.0
"""Seconds over the articles' own limits: starting a process, and a machine that is busy."""

PIECE = 2
"""Articles handed to a process at a time."""

AHEAD = 8
"""Pieces in flight a process: they keep it busy while a shard is stored."""

_Answer = Future[bytes]
"""Coded articles as MessagePack: a third of the time that pickling them takes, on both sides."""

_encoder = msgspec.msgpack.Encoder()


class Pool:
    """Codes batches in `jobs` processes, cut in pieces so that all are busy until the end.

    An article has its time limit inside its process; where even that is passed (a hang in
    compiled code), the process is ended from here. When a process dies, nobody knows over which
    article: those of the piece waited for are then coded one at a time. `gives` is the record
    that `build`'s function makes of an article.
    """

    def __init__(
        self,
        jobs: int,
        *,
        build: BuildCoder,
        limit_s: float,
        slack_s: float = SLACK_S,
        gives: type[Coded] = Coded,
    ) -> None:
        self._decoder: msgspec.msgpack.Decoder[tuple[Coded, ...]] = msgspec.msgpack.Decoder(
            tuple[gives, ...]  # type: ignore[valid-type] # a record that is known at run time only
        )
        self._jobs = jobs
        self._build = build
        self._limit_s = limit_s
        self._slack_s = slack_s
        self._executor = self._start()

    def code(self, batches: Iterator[Batch]) -> Iterator[tuple[Batch, tuple[Coded, ...]]]:
        """Give each batch with what coding it gave, in the order given."""
        given: deque[Batch] = deque()
        coded: list[Coded] = []
        for piece in self._pieces(_cut(batches, given)):
            coded += piece
            while given and len(given[0]) <= len(coded):
                batch = given.popleft()
                yield batch, tuple(coded[: len(batch)])
                del coded[: len(batch)]
        # What is left had no article.
        yield from ((batch, ()) for batch in given)

    def _pieces(self, pieces: Iterator[Batch]) -> Iterator[tuple[Coded, ...]]:
        waiting: deque[tuple[Batch, _Answer]] = deque()
        for piece in pieces:
            waiting.append((piece, self._submit(piece)))
            if len(waiting) > AHEAD * self._jobs:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def close(self, *, at_once: bool) -> None:
        """End the processes, `at_once` in the middle of their work."""
        # 3.11 has no public way to end a pool's processes.
        processes = list((self._executor._processes or {}).values())  # noqa: SLF001
        # A pool that breaks this very moment has closed its pipe (3.11).
        with suppress(OSError):
            self._executor.shutdown(wait=not at_once, cancel_futures=True)
        if at_once:
            for process in processes:
                process.kill()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs, mp_context=get_context("spawn"), initializer=_settle_in
        )

    def _restart(self) -> None:
        self.close(at_once=True)
        self._executor = self._start()

    def _submit(self, batch: Batch) -> _Answer:
        try:
            return self._executor.submit(_code, batch, self._build, self._limit_s)
        except (BrokenProcessPool, OSError) as broken:
            # A pool that breaks this very moment has closed its pipe (3.11): an OSError.
            never: _Answer = Future()
            never.set_exception(BrokenProcessPool(str(broken)))
            return never

    def _next(self, waiting: deque[tuple[Batch, _Answer]]) -> tuple[Coded, ...]:
        batch, answer = waiting.popleft()
        try:
            return self._decoder.decode(answer.result(timeout=self._patience(batch)))
        except (BrokenProcessPool, TimeoutError):
            self._restart()
        coded = tuple(self._alone(article) for article in batch)
        for n, (other, its) in enumerate(waiting):
            if not its.done() or its.cancelled() or its.exception() is not None:
                waiting[n] = (other, self._submit(other))
        return coded

    def _alone(self, article: Article) -> Coded:
        """Code one article with nothing else in flight, so that a death is its own."""
        try:
            answer = self._submit([article]).result(timeout=self._patience([article]))
        except BrokenProcessPool:
            said, code = "the process that coded it died", "article-killed-worker"
        except TimeoutError:
            said, code = "it hung until its process was ended", "article-timed-out"
        else:
            (coded,) = self._decoder.decode(answer)
            return coded
        self._restart()
        return lost(article, lost_article(article, code, said))

    def _patience(self, batch: Batch) -> float:
        return self._slack_s + sum(allowance(article, self._limit_s) for article in batch)


def _cut(batches: Iterator[Batch], given: deque[Batch]) -> Iterator[Batch]:
    """Cut batches in pieces and note each batch in `given`."""
    for batch in batches:
        given.append(batch)
        yield from (batch[n : n + PIECE] for n in range(0, len(batch), PIECE))


def _code(batch: Batch, build: BuildCoder, limit_s: float) -> bytes:
    try:
        return _encoder.encode(code_batch(batch, build=build, limit_s=limit_s))
    except DragomanError as wrong:
        # Only an error made of one message can travel between processes.
        raise DragomanError(str(wrong)) from None


def _settle_in() -> None:
    """Make a worker: one thread for number libraries, Ctrl-C is the parent's, no life after it."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A worker holds nothing that must be put away; taking a model apart takes half a second.
    atexit.register(os._exit, 0)
    parent = parent_process()
    if parent is not None:
        Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
