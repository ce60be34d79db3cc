"""From the arguments of report, table and audit to documents with their facts.

An argument is a file of facts that `zzx extract` wrote (JSON, or JSON Lines of facts), or anything that `read.documents`
takes. Documents without a file of facts are extracted; the text of those with one is looked for among the other
arguments and beside the file.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from pydantic import ValidationError

from zzx import check, pipeline, read
from zzx.facts import FACT_COLUMNS, Fact, Rejected, parse_json
from zzx.pool import Pool
from zzx.read import Document, ReadError


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one document.

    `document` is None where its text is not at hand; `rejected` is None where the facts come from a file, which does
    not say. `kept` are the columns that were carried along.
    """

    path: str
    document: Document | None
    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...] | None
    kept: Mapping[str, str | None]


_LONGEST_LINE = 1 << 20  # bytes of a fact

Reader = Callable[[Sequence[str]], Iterable[Document | ReadError]]
"""From arguments to documents, such as `read.documents`."""


def collect(
    arguments: Sequence[str],
    reader: Reader = read.documents,
    pool: Pool | None = None,
    timeout: float | None = None,
) -> Iterator[Evidence | ReadError]:
    """The documents of the arguments with their facts, in order; a ReadError for what cannot be read.

    Documents without facts come from the reader, and the processes of the pool extract theirs, each in `timeout` seconds.
    """
    files = [argument for argument in arguments if _holds_facts(argument)]
    documents = reader([argument for argument in arguments if argument not in files])
    if not files:
        for result in pipeline.extract_documents(documents, pool, timeout):
            if isinstance(result, ReadError):
                yield result
            else:
                document, found = result
                yield Evidence(document.path, document, found.facts, found.rejected, document.kept)
        return
    by_path: dict[str, Document] = {}
    for one in documents:
        if isinstance(one, ReadError):
            yield one
        else:
            by_path[one.path] = one
    for file in files:
        yield from _evidence(file, by_path)
    # What is left has no facts in the files.
    yield from (Evidence(path, one, (), None, one.kept) for path, one in by_path.items())


def _holds_facts(argument: str) -> bool:
    """Whether a file is one of facts: any JSON, and JSON Lines whose first line has a fact's offsets."""
    file = Path(argument)
    match file.suffix.lower():
        case ".json":
            return True
        case ".jsonl" if file.is_file():
            try:
                with file.open("rb") as lines:
                    return b'"value_start":' in lines.readline(_LONGEST_LINE)
            except OSError:  # who reads it says why
                return False
        case _:
            return False


def _evidence(file: str, by_path: dict[str, Document]) -> Iterator[Evidence | ReadError]:
    """The documents of a file of facts; each takes its text out of `by_path`."""
    try:
        records = _records(file)
    except ReadError as error:
        yield error
        return
    for path, group in groupby(records, key=lambda record: record[0].path):
        found, kept = zip(*group, strict=True)
        document = by_path.pop(path, None) or _beside(Path(file), path)
        if document and any(_quoted(document, fact) != fact.quote for fact in found):
            yield ReadError(path, f"not the text that the facts in {file} were taken from")
            document = None
        yield Evidence(path, document, found, None, kept[0])


def _records(file: str) -> list[tuple[Fact, dict[str, str | None]]]:
    """The facts of a file, each with what was carried along."""
    text = read.plain_text(file)
    try:
        if text.lstrip().startswith("["):
            records = parse_json(text)
        else:
            records = [parse_json(line) for line in text.splitlines() if line.strip()]
        return [
            (
                Fact.from_record({name: record[name] for name in FACT_COLUMNS}),
                {name: value for name, value in record.items() if name not in FACT_COLUMNS},
            )
            for record in records
        ]
    except KeyError as error:
        raise ReadError(file, f"no file of facts: a record without {error}") from None
    except (ValueError, TypeError, RecursionError) as error:
        cause = check.describe(error) if isinstance(error, ValidationError) else str(error)
        raise ReadError(file, f"no file of facts: {cause}") from None


def _beside(file: Path, path: str) -> Document | None:
    """The document at a path relative to a file of facts, if it is there and can be read.

    It is not looked for outside the folder of that file, whatever the path says: the file may come from anybody.
    """
    folder = os.path.realpath(file.parent)
    if not Path(os.path.realpath(file.parent / path)).is_relative_to(folder):
        return None
    try:
        found = read.document(str(file.parent / path))
    except ReadError:  # its facts are shown without it
        return None
    return replace(found, path=path)


def _quoted(document: Document, fact: Fact) -> str:
    return check.unwrapped(document.text[fact.start : fact.end])
