"""Runs: one extraction from its inputs to its outputs, and what it says at its end."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zzx.messages import complain, tell
from zzx.options import (
    DONE,
    UNREADABLE,
    USAGE,
    CommandError,
    Inputs,
    counted,
    hint_at_rows,
    names_of,
    one_line_errors,
    titles_of,
)

if TYPE_CHECKING:
    from zzx.extraction import Extraction
    from zzx.facts import Fact
    from zzx.progress import Watch
    from zzx.read import Document, ReadError
    from zzx.spool import Spool
    from zzx.writers.output import Described, Source


class Choice(NamedTuple):
    """Which facts are wanted and what is written of them: kinds, columns, those carried along, the titles' language."""

    kinds: tuple[str, ...]
    columns: tuple[str, ...]
    kept: tuple[str, ...]
    language: str

    @property
    def titles(self) -> dict[str, str]:
        """The titles of columns by their names."""
        return titles_of(self.columns, self.language) | {name: name for name in self.kept}


class Targets(NamedTuple):
    """Where results go, each with its format: files, or - for standard output; None is nowhere.

    `table`: whether the facts are shown on the terminal, too.
    """

    facts: str | None
    format: str | None
    rejected: str | None
    rejected_format: str | None
    table: bool


class Run:
    """The documents of one run as they pass by, counted for its last lines."""

    def __init__(self, inputs: Inputs, choice: Choice, watch: "Watch | None") -> None:
        self._started = time.perf_counter()
        self._inputs = inputs
        self._watch = watch
        self._kinds = choice.kinds
        self.metas = inputs.metas(choice.kept)
        self._unused = set(self.metas)
        self._empty = dict.fromkeys(choice.kept)  # columns carried along that no document has so far
        self.documents = 0
        self._facts = self._unreadable = 0
        self._reasons: Counter[str] = Counter()

    def add(
        self, documents: "Sequence[Document]", facts: int, reasons: Iterable[str] | Mapping[str, int]
    ) -> None:
        """Count documents, their facts, and why their other numerals are none."""
        self.documents += len(documents)
        self._facts += facts
        self._reasons.update(reasons)
        hint_at_rows(documents)
        for document in documents:
            self._unused -= names_of(document.path)
            for name in [name for name in self._empty if document.kept[name] is not None]:
                del self._empty[name]
        if self._watch:
            self._watch.advance(documents, facts)

    def fail(self, error: "ReadError") -> None:
        """Say that something cannot be read."""
        complain(error)
        self._unreadable += 1

    def end(self) -> int:
        """Say what there was; the exit status."""
        for name in self._empty:
            complain(f"--keep {name}: no document has such a column")
        self._inputs.complain_of_unused(self._unused)
        if not self._inputs.quiet:
            if not self._facts:
                complain(f"no fact: {self._why_none()}")
            tell(self)
        return UNREADABLE if self._unreadable else DONE

    def _why_none(self) -> str:
        """Why there is no fact, and what shows more."""
        from zzx.facts import KINDS

        if self._kinds != KINDS:
            return f"none of the kind {' '.join(self._kinds)}; without --kind there may be others"
        if self._reasons:
            return "every numeral names, orders or dates something; zzx explain FILE shows how each was read"
        return "there is no numeral in what was read; zzx text FILE shows what that is"

    def __str__(self) -> str:
        listed = ", ".join(f"{reason} {count}" for reason, count in self._reasons.most_common())
        counts = (
            counted(self.documents, "document"),
            counted(self._facts, "fact"),
            counted(self._reasons.total(), "rejected numeral") + (f" ({listed})" if listed else ""),
            f"{time.perf_counter() - self._started:.2f} s",
        )
        return ", ".join(counts)


def extract_files(paths: Sequence[str], inputs: Inputs, choice: Choice, targets: Targets) -> int:
    """Write the facts of documents, and the other numerals, where they are wanted; the exit status."""
    from zzx import pipeline, write
    from zzx.facts import REJECTED_COLUMNS
    from zzx.spool import Spool
    from zzx.writers.output import Output

    sources: dict[str, Source] = {}
    several = not {targets.format, targets.rejected_format}.isdisjoint(write.SEVERAL_TABLES)
    rejected_titles = titles_of(REJECTED_COLUMNS, choice.language)
    with one_line_errors(), inputs.pool() as pool, inputs.watch(paths, targets.facts) as watch:
        run = Run(inputs, choice, watch)
        put_aside = Spool() if targets.rejected or several else None
        documents = inputs.reader(run.metas, choice.kept, [targets.facts, targets.rejected])(paths)
        extracted = pipeline.extract_documents(documents, pool, inputs.timeout)
        found = _passing(extracted, run, choice.kinds, put_aside, sources if several else None)
        # Where nothing can be read nothing is written, and an old output stays.
        if (first := next(found, None)) is None:
            return UNREADABLE
        results: Iterable[tuple[Document, list[Fact]]] = chain([first], found)
        if targets.table:
            results = list(results)
        if targets.facts and targets.format:
            rows = ({**vars(fact), **document.kept} for document, facts in results for fact in facts)
            output = Output(
                "facts",
                rows,
                choice.titles,
                put_aside or (),
                rejected_titles,
                sources,
                descriptions=_kept(paths, inputs, choice, targets.format),
                language=choice.language,
            )
            write.write(output, targets.facts, targets.format)
        if put_aside and targets.rejected and targets.rejected_format:
            output = Output(
                "rejected",
                write.rows(put_aside),
                rejected_titles,
                documents=sources,
                language=choice.language,
            )
            write.write(output, targets.rejected, targets.rejected_format)
    if targets.table:
        from zzx import view
        from zzx.facts import FACT_COLUMNS

        view.show((fact for _, facts in results for fact in facts), titles_of(FACT_COLUMNS, choice.language))
    return run.end()


def _kept(paths: Sequence[str], inputs: Inputs, choice: Choice, format: str | None) -> "dict[str, Described]":
    """What the columns hold that are carried along, in a format that has types, where all values come from tables that do."""
    if format not in ("parquet", "arrow") or inputs.meta:
        return {}
    from zzx import read
    from zzx.writers.output import Described, meaning

    types = read.kept_types(paths, choice.kept)
    return {name: Described(type, meaning(name)) for name, type in types.items()}


def _passing(
    extracted: "Iterable[tuple[Document, Extraction] | ReadError]",
    run: Run,
    kinds: tuple[str, ...],
    put_aside: "Spool | None",
    sources: "dict[str, Source] | None",
) -> "Iterator[tuple[Document, list[Fact]]]":
    """The documents that could be read, with the facts that are wanted; the rest is counted or put aside."""
    from zzx import pipeline
    from zzx.writers.output import Source

    for result in extracted:
        if isinstance(result, Exception):
            run.fail(result)
            continue
        document, extraction = result
        facts = [fact for fact in extraction.facts if fact.kind in kinds]
        run.add([document], len(facts), pipeline.reasons(extraction.rejected))
        if put_aside:
            put_aside.add(extraction.rejected)
        if sources is not None:
            sources[document.path] = Source.of(document)
        yield document, facts


def extract_shards(paths: Sequence[str], inputs: Inputs, choice: Choice, folder: str, format: str) -> int:
    """Write the facts of documents as shards into a folder; the exit status."""
    from zzx import shards
    from zzx.read import Document, ReadError

    if format not in shards.FORMATS:
        raise CommandError(f"{format}: no format of shards; there are {' '.join(shards.FORMATS)}", USAGE)
    plan = shards.Plan(
        Path(folder).absolute(),
        format,
        choice.kinds,
        choice.titles,
        inputs.timeout,
        _kept(paths, inputs, choice, format),
    )
    with one_line_errors(), inputs.pool() as pool, inputs.watch(paths) as watch:
        run = Run(inputs, choice, watch)
        documents = inputs.reader(run.metas, choice.kept)(paths)
        for chunk, shard in shards.extract_shards(documents, plan, pool):
            errors = [ReadError(file, cause) for file, cause in shard.unreadable]
            for error in errors:
                run.fail(error)
            lost = {error.file for error in errors}
            read = [one for one in chunk if isinstance(one, Document) and one.path not in lost]
            run.add(read, shard.facts, shard.rejected)
    return run.end() if run.documents else UNREADABLE
