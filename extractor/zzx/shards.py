"""A folder of shards, each with the facts of a chunk of documents; a run that was cut short goes on where it stopped.

`_manifest.jsonl` (readers of such folders skip a name that begins so) has a line for each shard that is whole, with the
fingerprint of what went into it: documents, options and the version of zzx. What is there already is not made again.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from zzx import __version__, write
from zzx.chunks import Chunk, LostError, chunked
from zzx.extraction import Extraction
from zzx.patterns import late
from zzx.pipeline import extract_alone, extract_each, reasons
from zzx.pool import Pool
from zzx.read import Document, ReadError
from zzx.writers.output import Columns, Described, Output, Row, WriteError, WriterError

FORMATS = ("jsonl", "parquet")
CHARACTERS = 1_000_000  # of the documents of a shard
MANIFEST = "_manifest.jsonl"

_NAME = late(rf"facts-\d{{6,}}\.({'|'.join(FORMATS)})")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written of the documents, and the folder for it, which every process that works on them sees.

    `descriptions` are of the columns that are carried along.
    """

    folder: Path
    format: str
    kinds: tuple[str, ...]
    columns: Columns
    timeout: float | None = None
    descriptions: Mapping[str, Described] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """The digest of what a shard holds of its documents: kinds and columns."""
        return hashlib.sha256(
            repr((self.kinds, dict(self.columns), dict(self.descriptions))).encode()
        ).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Shard:
    """What the manifest says of a file: what went into it and what came out.

    `size` is in bytes, `content` that of the plan; `unreadable` are the files that could not be read, each with the cause, and `rejected` is how many
    numerals were rejected for each reason.
    """

    file: str
    size: int
    fingerprint: str
    documents: int
    unreadable: list[list[str]]
    facts: int
    rejected: Mapping[str, int]
    content: str


class _Order(NamedTuple):
    """A shard to be made of a chunk, unless it is there."""

    file: str
    fingerprint: str
    chunk: Chunk
    there: Shard | None


def extract_shards(
    documents: Iterable[Document | ReadError], plan: Plan, pool: Pool | None = None
) -> Iterator[tuple[Chunk, Shard]]:
    """The documents in chunks, each with its shard, which is whole by then; raises WriteError.

    When the last has been taken there are no other shards in the folder. One that holds shards of another format, of
    other kinds or columns, is left as it is.
    """
    pool = pool or Pool()
    manifest = plan.folder / MANIFEST
    lines: list[str] = []
    made: set[str] = set()
    try:
        there = _prepare(plan)
        with write.workshop(plan.folder) as workshop, manifest.open("a", encoding="utf-8") as log:
            orders = _orders(documents, plan, there)
            for order, result in pool.map(partial(_make, plan, workshop), orders, few=1):
                if isinstance(result, LostError):  # one document of the chunk is to blame
                    shard = _write(plan, workshop, order, extract_alone(order.chunk, pool, plan.timeout))
                else:
                    shard = result
                lines.append(_line(shard))
                made.add(shard.file)
                if shard != order.there:
                    log.write(lines[-1])
                    log.flush()
                yield order.chunk, shard
        write.save(lines, str(manifest))
        for file in plan.folder.iterdir():
            if _NAME.fullmatch(file.name) and file.name not in made:
                file.unlink()
    except WriterError as error:
        raise WriteError(str(plan.folder), str(error)) from None
    except OSError as error:
        raise WriteError(str(plan.folder), write.cause(error)) from None


def _prepare(plan: Plan) -> dict[str, Shard]:
    """The shards that an earlier run left whole, by file; makes the folder, and its manifest that of those shards."""
    folder, manifest = plan.folder, plan.folder / MANIFEST
    if folder.exists() and not folder.is_dir():
        raise WriteError(str(folder), "a file, and --shards writes a folder")
    folder.mkdir(exist_ok=True)
    names = [file.name for file in folder.iterdir()]
    if names and MANIFEST not in names:
        raise WriteError(str(folder), "holds other things than shards: name a new or an empty folder")
    for name in sorted(filter(_NAME.fullmatch, names)):
        if (format := name.rpartition(".")[2]) != plan.format:
            cause = f"holds shards of {format}, not {plan.format}: name another folder, or --format {format}"
            raise WriteError(str(folder), cause)
    there: dict[str, Shard] = {}
    for shard in _recorded(manifest) if names else ():
        file = folder / shard.file
        if file.is_file() and file.stat().st_size == shard.size:
            there[shard.file] = shard
        if shard.content != plan.content:
            raise WriteError(str(folder), "holds shards of other kinds or columns: name another folder")
    write.save(map(_line, there.values()), str(manifest))
    return there


def _recorded(manifest: Path) -> Iterator[Shard]:
    """The shards of a manifest; raises WriteError where a line is of something else."""
    for number, line in enumerate(manifest.read_text("utf-8").splitlines(keepends=True), start=1):
        if not line.endswith("\n"):  # the run was killed while it wrote the line
            break
        try:
            yield Shard(**json.loads(line))
        except (ValueError, TypeError):
            raise WriteError(str(manifest), f"line {number} is no line of a manifest") from None


def _line(shard: Shard) -> str:
    return json.dumps(asdict(shard), ensure_ascii=False) + "\n"


def _orders(
    documents: Iterable[Document | ReadError], plan: Plan, there: Mapping[str, Shard]
) -> Iterator[_Order]:
    for number, chunk in enumerate(chunked(documents, CHARACTERS), start=1):
        file = f"facts-{number:06}.{plan.format}"
        fingerprint = _fingerprint(chunk, plan)
        known = there.get(file)
        yield _Order(file, fingerprint, chunk, known if known and known.fingerprint == fingerprint else None)


def _fingerprint(chunk: Chunk, plan: Plan) -> str:
    digest = hashlib.sha256(repr((__version__, plan.content, plan.timeout)).encode())
    for one in chunk:
        if isinstance(one, ReadError):
            digest.update(repr((one.file, one.cause)).encode())
        else:
            digest.update(repr((one.path, one.text, one.date, one.place, one.pages, one.kept)).encode())
    return digest.hexdigest()


def _make(plan: Plan, workshop: Path, order: _Order) -> Shard:
    return order.there or _write(plan, workshop, order, extract_each(order.chunk, plan.timeout))


def _write(plan: Plan, workshop: Path, order: _Order, results: Iterable[Extraction | ReadError]) -> Shard:
    """Write a shard as the results come; it is in the folder when it is whole."""
    unreadable: list[list[str]] = []
    rejected: Counter[str] = Counter()
    facts = 0

    def rows() -> Iterator[Row]:
        nonlocal facts
        for document, result in zip(order.chunk, results, strict=True):
            if isinstance(result, ReadError):
                unreadable.append([result.file, result.cause])
                continue
            assert isinstance(document, Document)  # an error has an error for its result
            rejected.update(reasons(result.rejected))
            for fact in result.facts:
                if fact.kind in plan.kinds:
                    facts += 1
                    yield {**vars(fact), **document.kept}

    file = workshop / order.file
    write.create(Output("facts", rows(), plan.columns, descriptions=plan.descriptions), file, plan.format)
    size = file.stat().st_size
    file.replace(plan.folder / order.file)
    documents = len(order.chunk) - len(unreadable)
    return Shard(
        order.file, size, order.fingerprint, documents, unreadable, facts, dict(rejected), plan.content
    )
