"""SQLite databases: the tables `facts`, `rejected` and `documents`.

A database that is there already is brought up to date: what it knew about the documents of this run gives way
to what they hold now, and the other documents stay.
"""

import datetime
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from zzx.writers.output import Columns, Output, Row, Value, WriterError, is_optional, type_of

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "date": "DATE"}
_KEYS = {"facts": ("path", "id"), "rejected": ("path",)}
_SOURCES = ("path", "encoding", "date", "place", "characters")
_INTEGERS = range(-(2**63), 2**63)


def write_sqlite(output: Output, file: Path) -> None:
    """Bring a database up to date in one transaction; raises WriterError."""
    for name in _KEYS[output.name]:
        if name not in output.columns:
            raise WriterError(f"without the column {name} no row could be found again")
    try:
        # A run that fails here closes the database, which rolls the transaction back.
        with closing(sqlite3.connect(file, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            _update(database, output.name, output.columns, output.rows, output)
            if output.rejected_columns:
                _update(database, "rejected", output.rejected_columns, map(vars, output.rejected), output)
            _update_documents(database, output)
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise WriterError(str(error)) from None


def _update(
    database: sqlite3.Connection, table: str, columns: Columns, rows: Iterable[Row], output: Output
) -> None:
    """Replace the rows of this run's documents; which those are is known when the rows are at their end."""
    titles = ", ".join(map(_quoted, columns.values()))
    path = _quoted(columns["path"])
    _create(database, table, columns)
    database.execute(f"CREATE TEMP TABLE new AS SELECT * FROM main.{table} LIMIT 0")
    database.executemany(
        f"INSERT INTO new ({titles}) VALUES ({', '.join('?' * len(columns))})",
        ([_bound(row[name]) for name in columns] for row in rows),
    )
    database.executemany(f"DELETE FROM {table} WHERE {path} = ?", ((name,) for name in output.documents))
    database.execute(f"INSERT OR REPLACE INTO {table} ({titles}) SELECT {titles} FROM new")
    database.execute("DROP TABLE new")


def _create(database: sqlite3.Connection, table: str, columns: Columns) -> None:
    """Make a table with its index unless it is there; raises WriterError if it is, with other columns."""
    old = [title for _, title, *_ in database.execute(f"PRAGMA table_info({table})")]
    if old and old != list(columns.values()):
        raise WriterError(f"the table {table} is there already, with other columns: write to a new file")
    keys = [_quoted(columns[name]) for name in _KEYS[table]]
    definitions = [
        f"{_quoted(title)} {_TYPES[type_of(name)]}{'' if is_optional(name) else ' NOT NULL'}"
        for name, title in columns.items()
    ]
    if len(keys) > 1:
        definitions.append(f"PRIMARY KEY ({', '.join(keys)})")
    database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(definitions)})")
    if "kind" in columns:
        places = [_quoted(columns[name]) for name in ("kind", "place", "period_start") if name in columns]
        database.execute(f"CREATE INDEX IF NOT EXISTS {table}_kind ON {table} ({', '.join(places)})")
    database.execute(f"CREATE INDEX IF NOT EXISTS {table}_path ON {table} ({keys[0]})")


def _update_documents(database: sqlite3.Connection, output: Output) -> None:
    database.execute(
        "CREATE TABLE IF NOT EXISTS documents (path TEXT NOT NULL PRIMARY KEY, encoding TEXT NOT NULL, "
        "date DATE, place TEXT, characters INTEGER NOT NULL)"
    )
    database.executemany(
        "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)",
        ([_bound(getattr(source, name)) for name in _SOURCES] for source in output.documents.values()),
    )


def _quoted(title: str) -> str:
    return '"' + title.replace('"', '""') + '"'


def _bound(value: Value) -> str | int | float | None:
    """A value as SQLite stores it: dates in ISO 8601, numbers as integers where they are and fit."""
    match value:
        case Decimal():
            whole = value == value.to_integral_value() and int(value) in _INTEGERS
            return int(value) if whole else float(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return value
