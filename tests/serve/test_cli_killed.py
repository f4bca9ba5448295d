"""A run that is interrupted or killed leaves a sound store, and the next run finishes it."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.serve.cli.main import _run
from dragoman.store import open_store

TOWNS = ("Goma", "Bukavu", "Uvira", "Beni", "Butembo", "Kindu", "Bunia", "Kalemie")
SHARD = 16
ARTICLES = 160
"""Enough that a run is still at work when the signal arrives, on a busy machine too."""


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    """Articles of which a few report one event."""
    folder = tmp_path_factory.mktemp("news")
    draw = random.Random(7)
    for n in range(ARTICLES):
        sentences = [
            f"{draw.choice(['Rebels', 'Police', 'Soldiers'])} "
            f"{draw.choice(['killed', 'arrested', 'attacked'])} {draw.randrange(2, 90)} people in "
            f"{draw.choice(TOWNS)} on {draw.choice(['Monday', 'Tuesday'])}, witnesses said."
            for _ in range(5)
        ]
        row = {"id": str(n), "text": "\n".join(sentences), "published": "2024-03-14"}
        (folder / f"{n:03}.jsonl").write_text(json.dumps(row))
    return folder


def started(news: Path, db: Path, *options: str) -> subprocess.Popen[str]:
    dragoman = Path(sys.executable).with_name("dragoman")
    return subprocess.Popen(
        [dragoman, "code", news, "--db", db, "--quiet", *options], stderr=subprocess.PIPE, text=True
    )


def stop_midway(news: Path, db: Path, how: signal.Signals) -> tuple[int, str]:
    """Start a run, wait until it has committed more than before, and send it a signal."""
    before = articles_in(db)
    with started(news, db) as it:
        deadline = time.monotonic() + 60
        while articles_in(db) <= before and it.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        it.send_signal(how)
        _, said = it.communicate(timeout=60)
    return it.returncode, said


def articles_in(db: Path) -> int:
    if not db.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def content(db: Path) -> dict[str, object]:
    """Everything in a store but when its articles were taken in."""
    with open_store(str(db), create=False) as store:
        return {
            "articles": sorted((a.id, a.text, a.origin) for a in store.articles()),
            "mentions": sorted(store.mentions(), key=lambda m: m.id),
            "events": sorted(store.events(), key=lambda e: e.id),
            "origins": sorted(store.origins(), key=lambda o: o.id),
        }


def test_an_interrupted_and_a_killed_run_are_finished_by_the_next(news, tmp_path):
    db, whole = tmp_path / "stopped.db", tmp_path / "whole.db"

    code, said = stop_midway(news, db, signal.SIGINT)
    after_interrupt = articles_in(db)
    assert code == 130
    assert "interrupted; what was committed stands" in said
    assert "Traceback" not in said
    assert 0 < after_interrupt < ARTICLES
    assert after_interrupt % SHARD == 0

    stop_midway(news, db, signal.SIGKILL)
    assert after_interrupt < articles_in(db) <= ARTICLES

    assert _run(["code", str(news), "--db", str(db), "--quiet"]) == 0
    assert _run(["code", str(news), "--db", str(whole), "--quiet"]) == 0
    assert content(db) == content(whole)
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_killed_pool_leaves_no_process_behind(news, tmp_path):
    db = tmp_path / "d.db"
    with started(news, db, "--jobs", "2") as it:
        deadline = time.monotonic() + 60
        while articles_in(db) == 0 and it.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        it.kill()
        # Standard error ends when the last process that holds it has left.
        it.communicate(timeout=20)

    assert 0 < articles_in(db) < ARTICLES
