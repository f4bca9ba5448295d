"""Opens a store: from a path or URL to an engine whose tables are of this version."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from dragoman.errors import NoStoreError, UsageError
from dragoman.registry import require
from dragoman.store.troubles import check_file, is_writable, translated

HEAD = "0002"
"""The newest migration; a test holds it equal to the newest file in `migrations/versions`."""

KNOWN = ("0001", "0002")
"""Every migration there has been, oldest first."""

_WRITE_LOCK = 4_172_646  # any number that no other program on a shared server uses


class Database:
    """A store's engine, with transactions whose failures are told in words."""

    def __init__(
        self, engine: Engine, *, name: str, timeout_s: float, writer: Engine | None = None
    ) -> None:
        self._engine = engine
        self._writer = writer or engine
        self._timeout_ms = round(timeout_s * 1000)
        self.name = name
        self.dialect = engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read one state of the store; a run that writes meanwhile is not waited for."""
        with translated(self.name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write all or nothing; one writer at a time."""
        options = {"dragoman_begin": "BEGIN IMMEDIATE"}
        with (
            translated(self.name),
            self._writer.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            if self.dialect == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = {self._timeout_ms}"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})"))
            yield connection

    def close(self) -> None:
        """Let go of the store."""
        self._writer.dispose()
        self._engine.dispose()


def open_database(given: str, *, create: bool, timeout_s: float) -> Database:
    """Open, create or migrate the store at a path, `sqlite:///` or `postgresql://` URL."""
    url = _url(given)
    name = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "").absolute()
        check_file(path, create=create)
        connect = _connector(path, timeout_s=timeout_s)
        engine = create_engine("sqlite://", poolclass=NullPool, creator=connect)
        writer = create_engine(
            "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=-1, creator=connect
        )
        _take_over_transactions(engine)
        _take_over_transactions(writer)
        _mind_the_file(writer, path)
    else:
        require("psycopg", component="postgresql", extra="postgresql")
        seconds = max(1, round(timeout_s))
        engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": seconds})
        writer = engine
    database = Database(engine, writer=writer, name=name, timeout_s=timeout_s)
    with translated(name, opening=True):
        _migrate(database)
    return database


def _url(given: str) -> URL:
    if "://" not in given:
        return URL.create("sqlite", database=str(Path(given).expanduser()))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as broken:
        raise UsageError(f"--db {given!r} is no URL of a store") from broken
    if url.get_backend_name() == "sqlite" and url.database:
        return url
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise UsageError(
        f"--db {given!r} names no store: give a file such as dragoman.db, "
        "sqlite:///FILE or postgresql://HOST/NAME"
    )


def _connector(path: Path, *, timeout_s: float) -> Callable[[], sqlite3.Connection]:
    """Connect to a file that is there; one that was deleted meanwhile is not made anew, empty."""
    how = "mode=rw" if is_writable(path) else "mode=ro&immutable=1"
    address = f"file:{quote(str(path))}?{how}"
    return lambda: sqlite3.connect(address, uri=True, timeout=timeout_s, check_same_thread=False)


def _mind_the_file(engine: Engine, path: Path) -> None:
    """Keep the connection that writes, unless the file at the path is another one by now.

    What it has read of the file so far, it need not read for each shard.
    """

    @event.listens_for(engine, "connect")
    def _connect(_: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _file_at(path)

    @event.listens_for(engine, "checkout")
    def _checkout(_: object, record: ConnectionPoolEntry, __: object) -> None:
        if record.info.get("file") != _file_at(path):
            raise DisconnectionError


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _take_over_transactions(engine: Engine) -> None:
    """Begin transactions ourselves: Python's driver would begin them too late to lock."""

    @event.listens_for(engine, "connect")
    def _connect(dbapi: object, _: object) -> None:
        dbapi.isolation_level = None  # type: ignore[attr-defined] # sqlite3's connection
        dbapi.execute("PRAGMA foreign_keys = ON")  # type: ignore[attr-defined] # the same
        dbapi.execute("PRAGMA synchronous = NORMAL")  # type: ignore[attr-defined] # the same

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        how = connection.get_execution_options().get("dragoman_begin", "BEGIN")
        connection.exec_driver_sql(str(how))


def _migrate(database: Database) -> None:
    with database.reading() as connection:
        version = _version(connection, database.name)
    if version == HEAD:
        return
    if database.dialect == "sqlite":
        with translated(database.name), database._engine.connect() as connection:  # noqa: SLF001 - same file
            # Outside of a transaction; the file remembers it.
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
    with database.writing() as connection:
        if _version(connection, database.name) != HEAD:
            _upgrade(connection)


def _version(connection: Connection, name: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "dragoman_version" not in tables:
        if tables and connection.dialect.name == "sqlite":
            raise NoStoreError(f"{name} is a database of another program: name another file")
        return None
    version = connection.execute(text("SELECT version_num FROM dragoman_version")).scalar()
    if version not in KNOWN:
        raise NoStoreError(
            f"{name} was written by a newer Dragoman (its version is {version}, this one knows "
            f"{HEAD}): install that Dragoman, or name another store"
        )
    return str(version)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    with as_file(files("dragoman.store").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
