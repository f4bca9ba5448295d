"""A store that cannot be used says why and what to do."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dragoman.errors import StoreError, UsageError
from dragoman.store import open_store
from dragoman.store.opening import HEAD, KNOWN, open_database
from dragoman.store.tables import metadata
from dragoman.testing import article_of

MIGRATIONS = Path(__file__).parents[2] / "src" / "dragoman" / "store" / "migrations"


def test_the_migrations_make_exactly_the_tables_that_are_used(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "t.db"), create=True, timeout_s=1.0)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "dragoman_version"})
        differences = [
            d
            for d in compare_metadata(context, metadata)
            # The full text tables and their shadows are not of the metadata.
            if not (d[0] == "remove_table" and d[1].name.startswith(("evidence", "reports")))
        ]

    assert differences == []


def test_every_migration_is_known_and_the_newest_is_the_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)

    assert script.get_current_head() == HEAD
    assert [r.revision for r in script.walk_revisions()][::-1] == list(KNOWN)


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_path_and_a_url_name_the_same_store(tmp_path: Path, form: str) -> None:
    path = tmp_path / "t.db"
    with open_store(form.format(path)) as store:
        store.add([article_of("One.")])

    with open_store(str(path), create=False) as store:
        assert store.counts()["articles"] == 1


def test_opening_again_leaves_everything(tmp_path: Path) -> None:
    path = str(tmp_path / "t.db")
    with open_store(path) as store:
        store.add([article_of("One.")])
    with open_store(path) as store:
        assert store.counts()["articles"] == 1


def test_a_store_that_is_not_there_is_not_made_for_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "none.db"

    with pytest.raises(StoreError, match=r"no store at .*none\.db.*dragoman code"):
        open_store(str(path), create=False)

    assert not path.exists()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path))


def test_a_store_in_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder"):
        open_store(str(tmp_path / "none" / "t.db"))


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database at all.", encoding="utf-8")

    with pytest.raises(StoreError, match="is no database"):
        open_store(str(path))

    assert path.read_text(encoding="utf-8") == "Not a database at all."


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    path.touch()

    with open_store(str(path)) as store:
        assert store.counts()["articles"] == 0


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (id)")
    connection.close()

    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    open_store(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE dragoman_version SET version_num = '9999'")
    connection.commit()
    connection.close()

    with pytest.raises(StoreError, match=r"newer Dragoman.*9999"):
        open_store(str(path))


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with open_store(str(path)) as store:
        store.add([article_of(f"Article {n}. " * 50) for n in range(200)])
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\x5a" * (len(whole) - 100))

    with pytest.raises(StoreError, match=r"damaged|not a database"), open_store(str(path)) as store:
        list(store.articles())


def test_a_store_another_run_holds_is_told_after_the_wait(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with open_store(str(path), timeout_s=0.1) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StoreError, match="another run is writing"):
                store.add([article_of("One.")])
        finally:
            other.rollback()
            other.close()

        assert store.add([article_of("One.")]).articles == 1


@pytest.mark.parametrize("url", ["mysql://host/x", "sqlite://", "postgresql", "://"])
def test_words_that_name_no_store_are_wrong_usage_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if url == "postgresql":
        open_store(url).close()
        assert (tmp_path / url).exists()
        return

    with pytest.raises(UsageError, match="--db"):
        open_store(url)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(StoreError) as told:
        open_store("postgresql://me:geheim@127.0.0.1:1/none", timeout_s=1)

    assert "geheim" not in str(told.value)
    assert "start the server" in str(told.value)
