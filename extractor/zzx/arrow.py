"""Documents in Arrow record batches to their facts in record batches: what engines that share out such batches call.

Needs pyarrow (extra `arrow`).
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from zzx.facts import FACT_COLUMNS
from zzx.pipeline import extract_each
from zzx.read import Columns, Document, ReadError
from zzx.readers import tabular
from zzx.writers.arrow import batches, schema
from zzx.writers.output import Output, Row

_ERROR = pa.field("error", pa.string(), metadata={"description": "Why there are no facts of this document"})

SCHEMA: pa.Schema = pa.schema(
    [
        *(
            field.with_nullable(field.name != "path")
            for field in schema({name: name for name in FACT_COLUMNS})
        ),
        _ERROR,
    ]
)
"""A fact's columns, and `error`; where that is filled only `path` is filled, too."""


def extract_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The facts of documents, a row each, in the columns of `SCHEMA`; a document that cannot be read is a row with an error.

    A document is a row with its `path` and `text` and, optionally, the `date` it was written (a date, or 2024-12-31) and
    the `place` that it is about. Raises ValueError where the batch has no such columns.
    """
    for name in ("path", "text"):
        if name not in batch.schema.names:
            raise ValueError(f"no column {name} among {' '.join(batch.schema.names) or 'none'}")
    output = Output("facts", _rows(batch), {name: name for name in SCHEMA.names})
    found = pa.Table.from_batches(batches(output, SCHEMA), SCHEMA).combine_chunks().to_batches()
    return found[0] if found else pa.RecordBatch.from_pylist([], SCHEMA)


def _rows(batch: pa.RecordBatch) -> Iterator[Row]:
    documents = tuple(_documents(batch))
    for document, result in zip(documents, extract_each(documents), strict=True):
        if isinstance(result, ReadError):
            path = document.path if isinstance(document, Document) else document.file
            yield dict.fromkeys(SCHEMA.names) | {"path": path, "error": result.cause}
        else:
            yield from ({**vars(fact), "error": None} for fact in result.facts)


def _documents(batch: pa.RecordBatch) -> Iterator[Document | ReadError]:
    paths: list[Any] = batch.column("path").to_pylist()
    rows = batch.drop_columns(["path"]).to_pylist()
    contents = tabular.contents(rows, tuple(batch.schema.names), "", Columns("text"), "arrow")
    for number, (path, content) in enumerate(zip(paths, contents, strict=True), start=1):
        if not isinstance(path, str) or not path:
            yield ReadError(f"#{number}", "no path")
        elif isinstance(content, ReadError):
            yield ReadError(path, content.cause)
        else:
            yield Document(path, content.text, content.encoding, content.date, content.place)
