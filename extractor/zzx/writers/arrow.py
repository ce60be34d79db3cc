"""Parquet and Arrow IPC files by pyarrow, with one schema whatever the rows.

Numbers are decimals, exact; what has more than 12 digits after the point is rounded to them, and what has
more than 26 before it is left empty.
"""

import datetime
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zzx.writers.output import Columns, Described, Output, Type, Value, described, is_optional, missing

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 1_024  # rows in memory at a time
GROUP = 16  # batches in a row group of Parquet
PRECISION, SCALE = 38, 12

NOTHING: Mapping[str, Described] = {}
_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)
_STEP = Decimal(1).scaleb(-SCALE)


def write_parquet(output: Output, file: Path) -> None:
    """Write the rows to a Parquet file; raises WriterError and OSError."""
    arrow = _pyarrow()
    from pyarrow import parquet

    fields = schema(output.columns, output.descriptions)
    with parquet.ParquetWriter(file, fields, compression="zstd", write_page_index=True) as writer:
        parts = batches(output, fields)
        while group := list(islice(parts, GROUP)):
            writer.write_table(arrow.Table.from_batches(group))


def write_arrow(output: Output, file: Path) -> None:
    """Write the rows to an Arrow IPC file (Feather version 2); raises WriterError and OSError."""
    arrow = _pyarrow()
    fields = schema(output.columns, output.descriptions)
    with arrow.OSFile(str(file), "wb") as sink, arrow.ipc.new_file(sink, fields) as writer:
        for batch in batches(output, fields):
            writer.write_batch(batch)


def table(output: Output) -> "pa.Table":
    """The rows as an Arrow table; raises WriterError where pyarrow is missing."""
    arrow = _pyarrow()
    fields = schema(output.columns, output.descriptions)
    return arrow.Table.from_batches(batches(output, fields), fields)


def schema(columns: Columns, descriptions: Mapping[str, Described] = NOTHING) -> "pa.Schema":
    """The Arrow schema of some columns: what each is, whether it may be empty, and what it means.

    `descriptions` are of those that are none of a fact.
    """
    arrow = _pyarrow()
    types: dict[Type, Any] = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.decimal128(PRECISION, SCALE),
        "date": arrow.date32(),
    }
    held = {name: descriptions.get(name) or described(name) for name in columns}
    return arrow.schema(
        [
            arrow.field(title, types[held[name].type], is_optional(name), {"description": held[name].meaning})
            for name, title in columns.items()
        ]
    )


def batches(output: Output, fields: "pa.Schema") -> "Iterator[pa.RecordBatch]":
    """The rows in record batches, made as they are taken; a field of the schema for each column of the output."""
    arrow = _pyarrow()
    rows = iter(output.rows)
    types = [output.described(name).type for name in output.columns]
    while batch := list(islice(rows, BATCH)):
        arrays = [
            arrow.array([_fitting(row[name], type) for row in batch], type=field.type)
            for name, type, field in zip(output.columns, types, fields, strict=True)
        ]
        yield arrow.record_batch(arrays, schema=fields)


def _fitting(value: Value, type: Type) -> Value:
    """The value as the schema can hold it; None for a number that it cannot, and what was carried along is text so far."""
    if isinstance(value, str) and type != "text":
        return int(value) if type == "integer" else datetime.date.fromisoformat(value)
    if not isinstance(value, Decimal):
        return value
    try:
        return value.quantize(_STEP, context=_CONTEXT)
    except InvalidOperation:  # more digits than there is room for
        return None


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.ipc
    except ModuleNotFoundError:
        raise missing("pyarrow", "arrow") from None
    return pyarrow
