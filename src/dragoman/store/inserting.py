"""Many new rows at once, handed to the database's driver without a detour for each."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter

from sqlalchemy import Connection, Dialect, Table, insert

Row = dict[str, object]
Bind = Callable[[object], object]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows, which all name the same columns.

    SQLAlchemy makes a statement's values ready one by one, which for rows as short as those of
    terms takes longer than adding them. Here it is asked once a table how a column is bound.
    """
    if not rows:
        return
    names = tuple(rows[0])
    statement, order = _statement(table, names, connection.dialect)
    bound = _bound(table, names, connection.dialect)
    for name, bind in bound:
        for row in rows:
            row[name] = bind(row[name])
    if order is None:
        connection.exec_driver_sql(statement, list(rows))
    else:
        connection.exec_driver_sql(statement, list(map(itemgetter(*order), rows)))


@lru_cache(maxsize=64)
def _statement(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[str, ...] | None]:
    """Write the statement, and for a driver that takes values by position their order."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    order = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup else None
    return str(compiled), order


@lru_cache(maxsize=64)
def _bound(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[tuple[str, Bind], ...]:
    """Give the columns whose values the driver takes in another form, as days in SQLite."""
    made = ((n, table.c[n].type.dialect_impl(dialect).bind_processor(dialect)) for n in names)
    return tuple((name, bind) for name, bind in made if bind is not None)
