"""One article at a time: what goes wrong with one costs no other."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from dragoman.errors import DragomanError
from dragoman.records import Article, Problem

LIMIT_S = 60.0
"""Seconds that one article may take: fifty times what a long one needs."""
LONG = 2_000
"""Characters that add a second to the limit: a book is no runaway. Usual speed is tenfold."""

T = TypeVar("T")

_REMEDIES = {
    "article-crashed": "report it with the article's id; the next run tries the article again",
    "article-timed-out": "report it with the article's id, or run again when the machine is idle",
    "article-killed-worker": "report it with the article's id, or run again with more free memory",
}
"""The fixed codes of this room."""


class _TimeIsUp(BaseException):
    """Raised by the alarm in the middle of an article; passes every `except Exception`."""


def attempt(article: Article, work: Callable[[Article], T], *, limit_s: float) -> T | Problem:
    """Do `work` on an article; where it crashes or takes too long, give the problem instead.

    The limit holds on the main thread of a process, and where the system knows alarms.
    """
    allowed = allowance(article, limit_s)
    try:
        with _alarm(allowed):
            return work(article)
    except _TimeIsUp:
        return lost_article(article, "article-timed-out", f"not done after {allowed:.0f} seconds")
    except DragomanError:
        # A broken data file or set-up is every article's fault.
        raise
    except Exception as fault:  # noqa: BLE001 - one article of thousands must not cost the others
        said = f"{type(fault).__name__}: {fault}".rstrip(": ")
        return lost_article(article, "article-crashed", f"coding it crashed ({said[:300]})")


def allowance(article: Article, limit_s: float) -> float:
    """Give the seconds an article may take, more for a very long one."""
    return limit_s + len(article.text) / LONG


def lost_article(article: Article, code: str, said: str) -> Problem:
    """Report an article that could not be coded; it is not kept, so that the next run tries it."""
    return Problem(
        code=code, subject=article.id, said=said, remedy=_REMEDIES[code], costs_input=True
    )


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TimeIsUp
