"""Runs of the command line in processes that are forked with the model loaded: they start at once.

Forked from a server that has no threads, not from the tests' own process.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Engine, event

from dragoman.serve.cli.main import _run

CONTEXT = get_context("forkserver")


@contextmanager
def started(*arguments: object, log: Path, dies_at: int | None = None) -> Iterator[BaseProcess]:
    """Start a run. It kills itself before its statement number `dies_at`, if it comes so far."""
    words = [str(a) for a in arguments]
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    CONTEXT.set_forkserver_preload(["warmed"])
    process = CONTEXT.Process(target=_command, args=(words, log, dies_at))
    process.start()
    del os.environ["PYTHONPATH"]
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _command(words: list[str], log: Path, dies_at: int | None) -> None:
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if dies_at is not None:
        _die_before(dies_at)
    sys.exit(_run(words))


def _die_before(number: int) -> None:
    left = number

    @event.listens_for(Engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
