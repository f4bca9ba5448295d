"""A store in trouble says which, why and what to do, with the contract's exit code.

2: wrongly named or set up, nothing was done. 3: stopped by the machine, what was committed stands.
"""

import random
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from contents import contents
from quick_runs import ROWS, code, write

from dragoman.consolidate import consolidate_new
from dragoman.errors import NoStoreError, StoreError
from dragoman.serve.cli.main import _run
from dragoman.store import Coder, open_store
from dragoman.testing import article_of, mention_of

NAMED_WRONGLY = {
    "folder": "is a folder: give the name of a file in it",
    "none/d.db": "there is no folder .*none: make it first",
    "/proc/d.db": "cannot be opened or made.*name another file|no store at",
    "/dev/null": "is no file: name another one",
    "words.txt": "is no database: name another file",
    "songs.db": "is a database of another program: name another file",
    "newer.db": "written by a newer Dragoman.*9999.*install that Dragoman",
    "n" * 300: "File name too long: name another file",
    "foo://x": "names no store: give a file such as dragoman.db",
    "://": "is no URL of a store",
    "postgresql://host:port/x": "is no URL of a store",
}


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """Give a folder with what people name as a store by mistake."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("Rebels killed 3 people in Goma.")
    (tmp_path / "words.txt").write_text("Not a database at all.")
    with closing(sqlite3.connect("songs.db")) as connection:
        connection.execute("CREATE TABLE songs (id)")
    open_store("newer.db").close()
    change("newer.db", "UPDATE dragoman_version SET version_num = '9999'")
    return tmp_path


def change(db: str | Path, statement: str) -> None:
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize("command", ["code", "export"])
@pytest.mark.parametrize("db", NAMED_WRONGLY)
def test_what_is_no_store_is_wrong_usage_and_left_alone(place, capsys, db, command):
    before = {p: p.read_bytes() for p in place.iterdir() if p.is_file()}
    words = {"code": ["folder"], "export": ["events", "--out", "e.csv"]}[command]

    exit_code = _run([command, *words, "--db", db])

    said = capsys.readouterr().err
    assert exit_code == 2
    assert_says(said, NAMED_WRONGLY[db])
    assert {p: p.read_bytes() for p in place.iterdir() if p.is_file()} == before


def assert_says(said: str, pattern: str) -> None:
    with pytest.raises(StoreError, match=f"(?s){pattern}"):
        raise StoreError(said)
    assert "Traceback" not in said
    assert "sqlalche.me" not in said


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("command", ["code", "export"])
def test_a_server_where_nothing_listens_stops_the_run_and_hides_the_password(capsys, command):
    words = {"code": ["folder"], "export": ["events", "--out", "e.csv"]}[command]

    exit_code = _run([command, *words, "--db", "postgresql://me:geheim@127.0.0.1:1/none"])

    said = capsys.readouterr().err
    assert exit_code == 3
    assert_says(said, r"postgresql://me:\*\*\*@.*Connection refused.*start the server")
    assert "geheim" not in said


def test_the_tour_refuses_a_store_that_is_none(place, capsys):
    (place / "demo" / "dragoman.db").mkdir(parents=True)

    assert _run(["tour", "folder", "--out", "demo"]) == 2
    assert_says(capsys.readouterr().err, "is a folder")


def test_a_driver_that_is_not_installed_is_named_with_its_extra():
    without = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from dragoman.serve.cli.main import main\n"
        "main(['export', 'events', '--out', 'e.csv', '--db', 'postgresql:///x'])"
    )

    ran = subprocess.run(
        [sys.executable, "-c", without], check=False, capture_output=True, text=True
    )

    assert ran.returncode == 2
    assert "pip install 'dragoman[postgresql]'" in ran.stderr


@contextmanager
def medium(folder: Path, options: str):
    """Mount a small disk of memory on a folder."""
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "none", folder], check=False, capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


def test_a_medium_that_cannot_be_written_is_wrong_for_a_run_and_right_for_a_reader(tmp_path):
    db = tmp_path / "disk" / "d.db"
    with medium(db.parent, "size=9m"):
        code(db, write(tmp_path / "in.jsonl", ROWS[:5]))
        before = contents(db)
        remount(db.parent, "ro")

        with pytest.raises(NoStoreError, match="cannot be written: change its permissions"):
            open_store(str(db))
        with pytest.raises(NoStoreError, match="Read-only file system: name another file"):
            open_store(str(db.with_name("other.db")))
        assert contents(db) == before


def test_a_full_disk_stops_the_run_and_the_next_one_finishes_it(tmp_path):
    db, given = tmp_path / "disk" / "d.db", write(tmp_path / "in.jsonl", ROWS)
    code(tmp_path / "whole.db", given)
    with medium(db.parent, "size=640k"):
        with pytest.raises(StoreError, match="full: free some space and run again") as full:
            code(db, given)
        assert not isinstance(full.value, NoStoreError)
        with open_store(str(db), create=False) as store:
            assert 0 < store.counts()["articles"] < len(ROWS)
        remount(db.parent, "size=9m")
        code(db, given)

        assert contents(db) == contents(tmp_path / "whole.db")


def test_a_file_that_may_not_grow_stops_the_run_and_the_next_one_finishes_it(tmp_path):
    db, given = tmp_path / "d.db", write(tmp_path / "in.jsonl", ROWS)
    code(tmp_path / "whole.db", given)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
    try:
        with pytest.raises(StoreError, match="free some space"):
            code(db, given)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    code(db, given)

    assert contents(db) == contents(tmp_path / "whole.db")


def test_a_store_deleted_in_the_middle_of_a_run_stops_it_and_is_not_made_anew_empty(tmp_path):
    db, given = tmp_path / "d.db", write(tmp_path / "in.jsonl", ROWS)

    with pytest.raises(StoreError, match="is gone or cannot be opened; run again") as lost:
        code(db, given, watch=lambda *_: db.unlink(missing_ok=True))

    assert not isinstance(lost.value, NoStoreError)
    assert not db.exists()
    assert code(db, given).new_articles == len(ROWS)


def test_a_store_replaced_in_the_middle_of_a_run_stops_it(tmp_path):
    db, given = tmp_path / "d.db", write(tmp_path / "in.jsonl", ROWS)

    def replace(*_: int) -> None:
        db.unlink()
        with closing(sqlite3.connect(db)) as other:
            other.execute("CREATE TABLE songs (id)")

    with pytest.raises(StoreError, match=r"no such table.*was replaced while it was in use"):
        code(db, given, watch=replace)


def test_a_store_that_another_program_holds_for_itself_is_waited_for_and_then_told(tmp_path):
    db = tmp_path / "d.db"
    open_store(str(db)).close()
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM runs")

        with pytest.raises(StoreError, match="locked: another run is writing") as held:
            open_store(str(db), timeout_s=0.2)

    assert not isinstance(held.value, NoStoreError)
    open_store(str(db)).close()


@pytest.mark.parametrize("seed", range(12))
def test_bytes_overwritten_in_the_middle_are_told(tmp_path, seed):
    db = tmp_path / "d.db"
    code(db, write(tmp_path / "in.jsonl", ROWS))
    draw, whole = random.Random(seed), bytearray(db.read_bytes())
    for _ in range(30):
        start = draw.randrange(100, len(whole) - 600)
        whole[start : start + 600] = draw.randbytes(600)
    db.write_bytes(whole)

    with pytest.raises(StoreError, match=r"damaged|store is there, whole|another program") as told:
        everything(db)

    assert "Traceback" not in str(told.value)


def everything(db: Path) -> None:
    with open_store(str(db)) as store:
        for records in (store.articles, store.mentions, store.events, store.origins, store.runs):
            list(records())
        store.counts()
    code(
        db, write(db.with_name("more.jsonl"), [{**ROWS[0], "id": "999", "text": "They attacked."}])
    )


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path):
    db = tmp_path / "d.db"
    code(db, write(tmp_path / "in.jsonl", ROWS))
    before = contents(db)
    for statement in (
        "DROP INDEX mentions_on_day",
        "DROP INDEX mentions_in_origin",
        "ALTER TABLE articles DROP COLUMN program",
        "ALTER TABLE articles DROP COLUMN ontology",
        "CREATE INDEX mentions_on_day ON mentions (type, status, time_from, time_to)",
        "CREATE INDEX ix_mentions_origin ON mentions (origin)",
        "UPDATE dragoman_version SET version_num = '0001'",
    ):
        change(db, statement)

    assert contents(db) == before
    report = code(db, tmp_path / "in.jsonl")
    assert [(c.program, c.ontology, n) for c, n in report.outdated.items()] == [
        (None, "test", len(ROWS))
    ]


def test_articles_of_another_version_are_told_and_never_recoded(tmp_path, capsys):
    db, given = tmp_path / "d.db", tmp_path / "in.txt"
    given.write_text("Rebels killed 3 people in Goma.")
    assert _run(["code", str(given), "--db", str(db), "--quiet"]) == 0
    change(db, "UPDATE articles SET ontology = '2020.0', program = '0.0.1'")
    before = contents(db)
    capsys.readouterr()

    assert _run(["code", str(given), "--db", str(db)]) == 0

    said = " ".join(capsys.readouterr().err.split())
    assert "1 known article was coded with Dragoman 0.0.1 (now " in said
    assert "ontology 2020.0 (now " in said
    assert "stays as it is: to code anew, name a new store (--db)" in said
    assert contents(db) == before


def test_an_article_another_run_added_meanwhile_stays_as_it_coded_it(tmp_path):
    article = article_of("They attacked and killed.", source="S")
    ours, theirs = mention_of(article, "killed"), mention_of(article, "attacked")
    coder = Coder(program="1", ontology="test")
    with open_store(str(tmp_path / "d.db")) as store:
        for mention in (theirs, ours):
            store.commit([article], [mention], coder=coder, settle=consolidate_new)

        assert [m.id for m in store.mentions()] == [theirs.id]
        assert [e.mentions for e in store.events()] == [(theirs.id,)]
