"""A run that is killed, and two that write at once, leave a sound store."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from dragoman.store import open_store
from dragoman.testing import article_of, mention_of

WRITER = """
import sys
from dragoman.store import open_store
from dragoman.testing import article_of, mention_of
with open_store(sys.argv[1]) as store:
    for n in range(100_000):
        articles = [article_of(f"Attack {n} of {m}.") for m in range(8)]
        store.add(articles, [mention_of(a, "Attack") for a in articles])
"""


def test_a_killed_writer_leaves_whole_shards_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)])
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.2)
        if path.exists() and path.with_name("t.db-wal").exists():
            with open_store(str(path)) as store:
                if store.counts()["articles"] > 40:
                    break
    writer.send_signal(signal.SIGKILL)
    writer.wait()

    with open_store(str(path)) as store:
        counts = store.counts()
        again = store.add([article_of("Attack 0 of 0.")])
        new = store.add([article_of("Another.")])

    assert counts["articles"] > 40
    assert counts["articles"] == counts["mentions"]
    assert counts["articles"] % 8 == 0
    assert (again.articles, new.articles) == (0, 1)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = str(tmp_path / "t.db")
    open_store(path).close()

    def write(name: str) -> None:
        with open_store(path) as store:
            for n in range(20):
                article = article_of(f"Attack {n}.", source=name)
                store.add([article], [mention_of(article, "Attack")])

    threads = [Thread(target=write, args=(name,)) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with open_store(path) as store:
        assert store.counts()["articles"] == 40
        assert store.counts()["mentions"] == 40
