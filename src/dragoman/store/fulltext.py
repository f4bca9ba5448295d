"""Full text of evidence and articles: SQLite's FTS5 here, PostgreSQL's text search there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from dragoman.errors import UsageError

_fts = {name: table(name, column("key"), column("words")) for name in ("evidence", "reports")}


def index(connection: Connection, name: str, rows: Sequence[tuple[int, str]]) -> None:
    """Add texts under their keys to the index `evidence` or `reports`."""
    if not rows:
        return
    key = "rowid" if connection.dialect.name == "sqlite" else "key"
    statement = text(f"INSERT INTO {name} ({key}, words) VALUES (:key, :words)")  # noqa: S608 - no input
    connection.execute(statement, [{"key": key, "words": _storable(said)} for key, said in rows])


def matches(
    key: ColumnElement[int], wanted: str, *, name: str, dialect: str
) -> ColumnElement[bool]:
    """Say that the text under a key holds all words wanted, whatever their order and case.

    Words in double quotes must stand side by side.
    """
    phrases = list(_phrases(wanted))
    if not phrases:
        raise UsageError(f"--text {wanted!r} holds no word to look for")
    if dialect == "sqlite":
        match = " ".join('"' + phrase.replace('"', "") + '"' for phrase in phrases)
        found = table(name, column("rowid"))
        return key.in_(select(found.c.rowid).where(literal_column(name).op("MATCH")(match)))
    fts = _fts[name]
    vector = func.to_tsvector(literal_column("'simple'"), fts.c.words)
    held = [
        vector.op("@@")(func.phraseto_tsquery(literal_column("'simple'"), phrase))
        for phrase in phrases
    ]
    return key.in_(select(fts.c.key).where(*held))


def _phrases(wanted: str) -> Iterable[str]:
    for n, piece in enumerate(wanted.split('"')):
        runs = [piece] if n % 2 else piece.split()
        yield from (run.strip() for run in runs if any(c.isalnum() for c in run))


def _storable(said: str) -> str:
    """PostgreSQL holds no null character."""
    return said.replace("\x00", " ")
