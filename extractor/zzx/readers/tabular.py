"""CSV, JSON Lines and Parquet: one document a row, with its date, its place, and columns that are carried along."""

import csv
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from zzx.decoding import ReadError, lines_of
from zzx.facts import FACT_COLUMNS, REJECTED_COLUMNS
from zzx.readers.content import (
    DATE_COLUMNS,
    PLACE_COLUMNS,
    Columns,
    Content,
    OwnError,
    known_day,
    known_place,
    missing,
    parted_otherwise,
)

_TEXT_COLUMNS = ("text", "content", "正文")
_LONGEST_FIELD = 2**31 - 1
Held = Literal["text", "integer", "date"]
_BATCH = 256  # rows of Parquet in memory at a time


def read_csv(path: Path, file: str, columns: Columns) -> Iterator[Content | ReadError]:
    """The documents of a CSV file with a line of column names."""
    lines, encoding = lines_of(path, file)
    csv.field_size_limit(_LONGEST_FIELD)  # the limit of the module is 128 KiB a field; articles are longer
    rows = csv.DictReader(lines)
    try:
        names = tuple(rows.fieldnames or ())
        yield from contents(rows, names, file, columns, encoding)
    except csv.Error as error:
        raise ReadError(file, f"line {rows.line_num}: {error}") from None


def read_json_lines(path: Path, file: str, columns: Columns) -> Iterator[Content | ReadError]:
    """The documents of a file with a JSON object a line; empty lines are skipped."""
    lines, encoding = lines_of(path, file)
    objects = (_object(line, file) for line in lines if line.strip())
    first = next(objects)
    if isinstance(first, ReadError):
        raise first
    yield from contents(chain([first], objects), tuple(first), file, columns, encoding)


def read_parquet(path: Path, file: str, columns: Columns) -> Iterator[Content | ReadError]:
    """The documents of a Parquet file."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise missing(file, ".parquet", "arrow") from None
    try:
        with path.open("rb") as source:
            table = parquet.ParquetFile(source)
            names = tuple(table.schema_arrow.names)
            wanted = [name for name in names if name in _wanted(names, file, columns)]
            batches = table.iter_batches(_BATCH, columns=wanted)
            rows = (row for batch in batches for row in batch.to_pylist())
            yield from contents(rows, names, file, columns, "parquet")
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        raise ReadError(file, f"damaged, or no Parquet file: {str(error).splitlines()[0]}") from None


class _Number(str):
    """A number of JSON as it is written."""

    __slots__ = ()


def parquet_types(path: Path) -> dict[str, Held]:
    """What the columns of a Parquet file hold, by their names; nothing where it cannot be read."""
    try:
        import pyarrow
        from pyarrow import parquet, types
    except ImportError:
        return {}
    try:
        with path.open("rb") as source:
            fields = parquet.read_schema(source)
    except (OSError, ValueError, pyarrow.ArrowException):
        return {}
    held: dict[str, Held] = {}
    for field in fields:
        fits = types.is_integer(field.type) and not types.is_uint64(field.type)
        held[field.name] = "integer" if fits else "date" if types.is_date(field.type) else "text"
    return held


def _object(line: str, file: str) -> dict[str, Any] | ReadError:
    try:
        # Numbers stay as they are written.
        found = json.loads(line, parse_float=_Number, parse_int=_Number, parse_constant=_Number)
    except (ValueError, RecursionError) as error:
        return ReadError(file, f"no JSON: {error}")
    if not isinstance(found, dict):
        return ReadError(file, f"a JSON object is wanted, not {line.strip()[:20]!r}")
    return found


class NoTextError(ReadError):
    """A table without a column of texts: no document, unless somebody says that it is one."""


def _text_column(names: Iterable[str], file: str, columns: Columns) -> str:
    known = tuple(names)
    if known == REJECTED_COLUMNS or known[: len(FACT_COLUMNS)] == FACT_COLUMNS:
        raise OwnError(file)
    wanted = _TEXT_COLUMNS if columns.text is None else (columns.text,)
    for name in wanted:
        if name in known:
            return name
    there = " ".join(map(str, known))
    hint = parted_otherwise(known) or ("; name it with --text-column" if columns.text is None else "")
    raise NoTextError(file, f"no column {'/'.join(wanted)} among {there or 'none'}{hint}")


def _wanted(names: tuple[str, ...], file: str, columns: Columns) -> set[str]:
    return {_text_column(names, file, columns), *DATE_COLUMNS, *PLACE_COLUMNS, *columns.keep}


def contents(
    rows: Iterable[Mapping[str, Any] | ReadError],
    names: tuple[str, ...],
    file: str,
    columns: Columns,
    encoding: str,
) -> Iterator[Content | ReadError]:
    """The document of each row, or the ReadError that stands for it; raises NoTextError, OwnError."""
    column = _text_column(names, file, columns)
    for number, row in enumerate(rows, start=1):
        where = f"{file}#{number}"
        if isinstance(row, ReadError):
            yield ReadError(where, row.cause)
            continue
        text = row.get(column)
        if not isinstance(text, str) or isinstance(text, _Number) or not text.strip():
            yield ReadError(where, f"no text in the column {column}")
            continue
        try:
            date = _date(_first(row, DATE_COLUMNS))
            place = _words(_first(row, PLACE_COLUMNS))
            if place is not None:
                known_place(place)
        except ValueError as error:
            yield ReadError(where, str(error))
            continue
        kept = {name: _words(row[name]) for name in columns.keep if name in row}
        yield Content(text, encoding, date, place, row=number, kept=kept)


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> object:
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def _words(value: object) -> str | None:
    """A value of another column as text, None where there is none."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    return known_day(str(value))
