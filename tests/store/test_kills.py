"""A run killed at any moment, again and again, is finished by running it again."""

import json
import os
import signal
import time
from pathlib import Path
from random import Random

import pytest
from contents import contents
from forking import started

from dragoman.store import open_store

pytestmark = pytest.mark.xdist_group("kills")

ARTICLES = 40
STORES = 10
KILLS = 5
"""A store; ten stores make fifty."""

PATIENCE_S = 240
"""Seconds a run may take where the machine is busy; on an idle one it takes two."""

TOWNS = ("Goma", "Bukavu", "Uvira", "Beni")


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    """Write articles of which many report one event, and some are copies."""
    folder = tmp_path_factory.mktemp("news")
    draw = Random(7)
    for n in range(ARTICLES):
        text = (
            f"{draw.choice(['Rebels', 'Police', 'Soldiers'])} "
            f"{draw.choice(['killed', 'arrested', 'attacked'])} {draw.randrange(2, 90)} people in "
            f"{draw.choice(TOWNS)} on {draw.choice(['Monday', 'Tuesday'])}, witnesses said."
        )
        row = {"id": str(n), "text": text, "published": "2024-03-14", "source": f"S{n % 5}"}
        (folder / f"{n:03}.jsonl").write_text(json.dumps(row))
    return folder


@pytest.fixture(scope="module")
def whole(news, tmp_path_factory) -> tuple[float, dict[str, list[bytes]]]:
    """Give the seconds that an undisturbed run takes, and what it stores."""
    folder = tmp_path_factory.mktemp("whole")
    for name in ("warm-up", "whole"):
        began = time.monotonic()
        finish(news, folder / f"{name}.db")
    return time.monotonic() - began, contents(folder / "whole.db")


def finish(news: Path, db: Path) -> None:
    log = db.with_suffix(".log")
    with started("code", news, "--db", db, "--quiet", log=log) as run:
        run.join(PATIENCE_S)
        assert run.exitcode == 0, log.read_text()


def left_to_do(db: Path) -> float:
    if not db.exists():
        return 1.0
    with open_store(str(db)) as store:
        return 1 - store.counts()["articles"] / ARTICLES


def stop(news: Path, db: Path, *, after_s: float, how: signal.Signals) -> bool:
    """Start a run and stop it after a while; say whether it was still at work."""
    log = db.with_suffix(".log")
    with started("code", news, "--db", db, "--quiet", log=log) as run:
        run.join(after_s)
        if run.exitcode is not None:
            assert run.exitcode == 0, log.read_text()
            return False
        os.kill(run.pid, how)
        run.join(PATIENCE_S)
        assert run.exitcode in (-how, 130, 0), log.read_text()
    return True


@pytest.mark.parametrize("seed", range(STORES))
def test_a_run_killed_at_random_moments_is_finished_as_if_undisturbed(seed, news, whole, tmp_path):
    db, (seconds, undisturbed) = tmp_path / "k.db", whole
    draw = Random(seed)

    for n in range(KILLS):
        how = signal.SIGINT if n == seed % KILLS else signal.SIGKILL
        # The last fifth of a second is opening the store and writing down the end.
        after_s = 0.02 + draw.random() * (seconds * left_to_do(db) + 0.2)
        while not stop(news, db, after_s=after_s, how=how):
            after_s /= 2
    finish(news, db)

    assert contents(db) == undisturbed


@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_dies_between_any_two_statements_is_finished_too(seed, news, whole, tmp_path):
    db, (_, undisturbed) = tmp_path / "k.db", whole
    draw = Random(100 + seed)

    for _ in range(KILLS):
        with started(
            "code", news, "--db", db, "--quiet", log=tmp_path / "log", dies_at=draw.randrange(70)
        ) as run:
            run.join(PATIENCE_S)
            assert run.exitcode in (-signal.SIGKILL, 0)
    finish(news, db)

    assert contents(db) == undisturbed


def test_the_run_that_finishes_says_which_killed_runs_it_took_up(news, tmp_path):
    db = tmp_path / "k.db"
    for at in (60, 20):
        with started("code", news, "--db", db, "--quiet", log=tmp_path / "log", dies_at=at) as run:
            run.join(PATIENCE_S)
    finish(news, db)
    finish(news, db)

    with open_store(str(db)) as store:
        first, second, third, fourth = store.runs()

    assert [r.finished is None for r in (first, second, third, fourth)] == [
        True,
        True,
        False,
        False,
    ]
    assert third.took_up == (first.id, second.id)
    assert fourth.took_up == ()


@pytest.mark.parametrize("is_coding", [False, True])
def test_workers_never_outlive_a_killed_run(is_coding, news, whole, tmp_path):
    db, (_, undisturbed) = tmp_path / "k.db", whole

    with started("code", news, "--db", db, "--jobs", "2", "--quiet", log=tmp_path / "log") as run:
        run.join(0.5)
        workers = children_of(run.pid)
        while is_coding and run.is_alive() and left_to_do(db) == 1.0:
            workers = children_of(run.pid) or workers
            time.sleep(0.01)
        assert workers
        run.kill()
        run.join()
        deadline = time.monotonic() + 20
        while alive(workers) and time.monotonic() < deadline:
            time.sleep(0.05)
    finish(news, db)

    assert alive(workers) == []
    assert contents(db) == undisturbed


def children_of(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []


def alive(processes: list[str]) -> list[str]:
    return [p for p in processes if Path(f"/proc/{p}").exists()]
