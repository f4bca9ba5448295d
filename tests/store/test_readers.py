"""Readers and other runs work while a run writes."""

import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from contents import check_whole, contents
from quick_runs import ROWS, code, write

from dragoman.pipeline import run as pipeline_run
from dragoman.store import open_store

READER = """
import sys
from pathlib import Path
from dragoman.serve.cli.main import _run
from dragoman.store import open_store
db, out, rounds = sys.argv[1], sys.argv[2], 0
while not Path(out, "stop").exists():
    with open_store(db, create=False) as store:
        in_events = {m: e.id for e in store.events() for m in e.mentions}
        known = {m.id: m.event for m in store.mentions()}
        counts = store.counts()
    assert in_events.keys() <= known.keys(), "an event without its mentions"
    assert all(known.values()), "a mention without its event"
    assert len(known) <= counts["mentions"]
    assert _run(["export", "events", "--db", db, "--out", out + "/e.jsonl"]) == 0
    rounds += 1
    Path(out, "rounds").write_text(str(rounds))
"""


def test_a_reader_finds_whole_shards_only_while_a_run_writes(tmp_path, monkeypatch):
    db, out = tmp_path / "d.db", tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(pipeline_run, "SHARD", 2)
    code(db, write(tmp_path / "first.jsonl", ROWS[:2]))
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(db), str(out)], stderr=subprocess.PIPE, text=True
    )

    def beside_the_reader(*_: int) -> None:
        # Each shard waits until the reader was there: no machine is too fast or slow for this.
        seen, deadline = rounds(out), time.monotonic() + 60
        while rounds(out) == seen and reader.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)

    code(db, write(tmp_path / "rest.jsonl", ROWS[2:40]), watch=beside_the_reader)
    (out / "stop").touch()
    _, said = reader.communicate(timeout=60)

    assert reader.returncode == 0, said
    assert "locked" not in said
    assert rounds(out) >= 19


def rounds(out: Path) -> int:
    try:
        return int((out / "rounds").read_text() or 0)
    except FileNotFoundError:
        return 0


def test_two_runs_at_once_over_the_same_articles_give_the_store_of_one(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline_run, "SHARD", 3)
    one = write(tmp_path / "one.jsonl", ROWS)
    other = write(tmp_path / "other.jsonl", ROWS[::-1])
    code(tmp_path / "whole.db", one)

    runs = [Thread(target=code, args=(tmp_path / "d.db", given)) for given in (one, other)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    with open_store(str(tmp_path / "d.db")) as store:
        check_whole(store)
    both, whole = contents(tmp_path / "d.db"), contents(tmp_path / "whole.db")
    assert len(both["articles"]) == len(whole["articles"]) == len(ROWS)
    assert len(both["mentions"]) == len(whole["mentions"])
