"""Many new rows at once, handed to the database's driver without a detour for each."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter

from sqlalchemy import Connection, Dialect, Table, insert

Row = dict[str, object]
Bind = Callable[[object], object]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows, which all name the same columns."""
    if rows:
        names = tuple(column.name for column in table.c if column.name in rows[0])
        insert_values(connection, table, names, values=list(map(itemgetter(*names), rows)))


def insert_values(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    *,
    values: Sequence[tuple[object, ...]],
) -> None:
    """Add rows given as their values of these columns, which are in the table's order.

    SQLAlchemy makes a statement's values ready one by one, which for rows as short as those of
    terms takes longer than adding them. Here it is asked once a table how a column is bound.
    """
    if not values:
        return
    dialect = connection.dialect
    binds = _binds(table, names, dialect)
    if any(binds):
        values = [
            tuple(bind(v) if bind else v for bind, v in zip(binds, row, strict=True))
            for row in values
        ]
    statement, is_positional = _statement(table, names, dialect)
    if is_positional:
        connection.exec_driver_sql(statement, list(values))
    else:
        named = [dict(zip(names, row, strict=True)) for row in values]
        connection.exec_driver_sql(statement, named)


@lru_cache(maxsize=64)
def _statement(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, bool]:
    """Write the statement, and say whether the driver takes values by position."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), bool(compiled.positional)


@lru_cache(maxsize=64)
def _binds(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[Bind | None, ...]:
    """Give for each column what brings its values into the driver's form, as days in SQLite."""
    return tuple(table.c[n].type.dialect_impl(dialect).bind_processor(dialect) for n in names)
