"""The command `zzx`: each command is a thin function over a public one.

Results go to standard output, everything else to standard error. Exit status: 0 done, 1 a check found
something, 2 wrong usage, 3 some input could not be read (the rest was done and written). What a command needs
is imported when it runs.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from zzx import __version__, answers, streams, workshop
from zzx.escapes import visible
from zzx.manual import Command, Group
from zzx.options import (
    DONE,
    INTERRUPTED,
    UNREADABLE,
    USAGE,
    CommandError,
    HeaderOption,
    Inputs,
    KeepOption,
    OutputOption,
    Sources,
    TextColumnOption,
    choose,
    complain,
    completing,
    counted,
    format_for,
    gather,
    kept_columns,
    one_line_errors,
    titles_of,
    with_inputs,
)

if TYPE_CHECKING:
    from zzx.facts import Fact
    from zzx.progress import Watch
    from zzx.read import Document, ReadError

app = typer.Typer(
    name="zzx",
    help="The quantitative facts that Chinese prose states, each with its exact place in the text.",
    cls=Group,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
lexicon = typer.Typer(
    name="lexicon",
    help="Look after vocabulary of one's own.",
    cls=Group,
    rich_markup_mode=None,
)
app.add_typer(lexicon)


def main() -> None:
    """Run the command line and end the process."""
    streams.prepare()
    try:
        status = _status(sys.argv[1:])
        sys.stdout.flush()
    except CommandError as error:
        complain(error)
        status = error.status
    except TyperException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see {context.command_path} --help)" if context else ""
        complain(" ".join(error.format_message().split()) + hint)
        status = USAGE
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        streams.abandon()
        status = DONE
        if not streams.is_closed_pipe(error):
            complain(f"standard output: {error.strerror or error}")
            status = USAGE
    sys.exit(status)


def _status(arguments: list[str]) -> int:
    """The exit status of one command; typer's own runner has other statuses and several lines for an error."""
    command = typer.main.get_command(app)
    if "_ZZX_COMPLETE" in os.environ:  # a shell asks what could stand next
        command.main(arguments, prog_name="zzx")
    try:
        with command.make_context("zzx", arguments or ["--help"]) as context:
            return int(command.invoke(context) or DONE)
    except typer.Exit as end:
        return end.exit_code


def _version(wanted: bool) -> None:
    if wanted:
        print(f"zzx {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


# Commands ---------------------------------------------------------------------------------------------------


class _Run:
    """The documents of one run as they pass by, counted for its last lines."""

    def __init__(
        self, inputs: Inputs, kept: tuple[str, ...], watch: "Watch | None", kinds: tuple[str, ...]
    ) -> None:
        self._started = time.perf_counter()
        self._inputs = inputs
        self._watch = watch
        self._kinds = kinds
        self.metas = inputs.metas(kept)
        self._unused = set(self.metas)
        self._empty = dict.fromkeys(kept)  # columns carried along that no document has so far
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
        for document in documents:
            self._unused -= {document.path, document.path.rpartition("#")[0]}
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
        if self._unused:
            complain(
                f"{self._inputs.meta}: rows without a document among the inputs: {len(self._unused)}, "
                f"the first for {min(self._unused)}"
            )
        if not self._inputs.quiet:
            if not self._facts:
                complain(f"no fact: {self._why_none()}")
            print(self, file=sys.stderr)
        return UNREADABLE if self._unreadable else DONE

    def _why_none(self) -> str:
        """Why there is no fact, and what shows more."""
        if self._kinds != _kinds():
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


def _kinds() -> Sequence[str]:
    from zzx.facts import KINDS

    return KINDS


def _columns() -> Sequence[str]:
    from zzx.facts import FACT_COLUMNS

    return FACT_COLUMNS


@app.command(cls=Command)
@with_inputs
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, or - for standard input.")
    ],
    inputs: Inputs,
    output: OutputOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="json, jsonl, csv, xlsx, parquet, arrow or sqlite, whatever the suffix of the output.",
            rich_help_panel="Output",
        ),
    ] = None,
    shards: Annotated[
        bool,
        typer.Option(
            "--shards",
            help="Write a folder of jsonl or parquet files; a run that was cut short goes on where it stopped.",
            rich_help_panel="Output",
        ),
    ] = False,
    keep: KeepOption = None,
    rejected: Annotated[
        str | None,
        typer.Option(
            "--rejected",
            metavar="FILE",
            help="Where to write the numerals that are no facts.",
            rich_help_panel="Output",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KINDS",
            help="Only these kinds: count,money …",
            rich_help_panel="Output",
            autocompletion=completing(_kinds),
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="COLUMNS",
            help="Only these columns: object,value,unit …",
            rich_help_panel="Output",
            autocompletion=completing(_columns),
        ),
    ] = None,
    header: HeaderOption = "en",
    table: Annotated[
        bool,
        typer.Option("--table", help="Print a table, beside what --output writes.", rich_help_panel="Output"),
    ] = False,
) -> int:
    """Write the facts of documents: a table on a terminal, JSON when piped, or a file."""
    from zzx import pipeline, write
    from zzx.facts import FACT_COLUMNS, KINDS, REJECTED_COLUMNS
    from zzx.spool import Spool
    from zzx.writers.output import Output, Source

    kinds = choose(kind, KINDS, "kind")
    kept = kept_columns(keep or [], FACT_COLUMNS)
    titles = titles_of(choose(columns, FACT_COLUMNS, "column"), header) | {name: name for name in kept}
    if shards:
        if output in (None, "-") or rejected or table:
            raise CommandError("--shards takes the folder -o, and neither --rejected nor --table", USAGE)
        return _extract_shards(paths, inputs, kept, output, format or "jsonl", kinds, titles)
    table = table or (output is None and format is None and sys.stdout.isatty())
    target = output or (None if table else "-")
    output_format = format_for(target, format) if target else None
    rejected_format = format_for(rejected, None) if rejected else None
    rejected_titles = titles_of(REJECTED_COLUMNS, header)
    several = not {output_format, rejected_format}.isdisjoint(write.SEVERAL_TABLES)
    sources: dict[str, Source] = {}

    def passing() -> "Iterator[tuple[Document, list[Fact]]]":
        """The documents that can be read, with the facts that are wanted; the rest is counted or put aside."""
        for result in pipeline.extract_documents(documents, pool, inputs.timeout):
            if isinstance(result, Exception):
                run.fail(result)
                continue
            document, extraction = result
            facts = [fact for fact in extraction.facts if fact.kind in kinds]
            run.add([document], len(facts), pipeline.reasons(extraction.rejected))
            if put_aside:
                put_aside.add(extraction.rejected)
            if several:
                sources[document.path] = Source.of(document)
            yield document, facts

    with one_line_errors(), inputs.pool() as pool, inputs.watch(paths, target) as watch:
        run = _Run(inputs, kept, watch, kinds)
        put_aside = Spool() if rejected or several else None
        documents = inputs.reader(run.metas, kept, [output, rejected])(paths)
        found = passing()
        # Where nothing can be read nothing is written, and an old output stays.
        if (first := next(found, None)) is None:
            return UNREADABLE
        results: Iterable[tuple[Document, list[Fact]]] = chain([first], found)
        if table:
            results = list(results)
        if target and output_format:
            rows = ({**vars(fact), **document.kept} for document, facts in results for fact in facts)
            output_of_facts = Output("facts", rows, titles, put_aside or (), rejected_titles, sources)
            write.write(output_of_facts, target, output_format)
        if put_aside and rejected and rejected_format:
            output_of_rejected = Output("rejected", write.rows(put_aside), rejected_titles, documents=sources)
            write.write(output_of_rejected, rejected, rejected_format)
    if table:
        from zzx import view

        view.show((fact for _, facts in results for fact in facts), titles_of(FACT_COLUMNS, header))
    return run.end()


def _extract_shards(
    paths: list[str],
    inputs: Inputs,
    kept: tuple[str, ...],
    folder: str,
    format: str,
    kinds: tuple[str, ...],
    titles: dict[str, str],
) -> int:
    from zzx import shards
    from zzx.read import Document, ReadError

    if format not in shards.FORMATS:
        raise CommandError(f"{format}: no format of shards; there are {' '.join(shards.FORMATS)}", USAGE)
    plan = shards.Plan(Path(folder).absolute(), format, kinds, titles, inputs.timeout)
    with one_line_errors(), inputs.pool() as pool, inputs.watch(paths) as watch:
        run = _Run(inputs, kept, watch, kinds)
        documents = inputs.reader(run.metas, kept)(paths)
        for chunk, shard in shards.extract_shards(documents, plan, pool):
            errors = [ReadError(file, cause) for file, cause in shard.unreadable]
            for error in errors:
                run.fail(error)
            lost = {error.file for error in errors}
            read = [one for one in chunk if isinstance(one, Document) and one.path not in lost]
            run.add(read, shard.facts, shard.rejected)
    return run.end() if run.documents else UNREADABLE


@app.command(cls=Command)
@with_inputs
def report(
    paths: Sources,
    inputs: Inputs,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write the page.", rich_help_panel="Output"
        ),
    ],
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="Title of the page.", rich_help_panel="Output"),
    ] = None,
    keep: KeepOption = None,
) -> int:
    """Write one self-contained HTML page: the texts with their facts, what an audit finds, a table, charts."""
    from zzx import audit, write
    from zzx.facts import FACT_COLUMNS
    from zzx.report import page

    kept = kept_columns(keep or [], FACT_COLUMNS)
    with one_line_errors():
        evidence, unreadable = gather(paths, inputs, kept, [output])
        if not evidence:
            return UNREADABLE
        name = title or " ".join(Path(path).name or path for path in paths)
        findings = audit.audit(evidence).findings
        write.put([page.render(evidence, title=name, findings=findings)], output)
    if not inputs.quiet:
        facts = sum(len(one.facts) for one in evidence)
        found = f", {counted(len(findings), 'finding')}" if findings else ""
        print(f"{counted(len(evidence), 'document')}, {counted(facts, 'fact')}{found}", file=sys.stderr)
    return UNREADABLE if unreadable else DONE


app.command(cls=Command)(answers.table)
app.command(cls=Command)(answers.audit)
app.command(cls=Command)(workshop.explain)
app.command(cls=Command)(workshop.check)
lexicon.command("check", cls=Command)(workshop.check_lexicon)


@app.command(cls=Command)
def schema(
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")] = "-",
    package: Annotated[
        bool, typer.Option("--datapackage", help="The Frictionless data package of facts.csv instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of a fact."""
    from zzx import write
    from zzx.facts import fact_schema
    from zzx.writers.datapackage import datapackage

    with one_line_errors():
        write.put([datapackage(write.CHINESE_HEADER) if package else fact_schema()], output)


@app.command(cls=Command)
def text(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A file, a row of one (news.csv#3), or - for standard input."),
    ],
    text_column: TextColumnOption = None,
) -> None:
    """Print the decoded text of a file: what the offsets of its facts count in."""
    from zzx import read, write

    with one_line_errors():
        content = read.document(file, read.Columns(text_column)).text
        if sys.stdout.isatty():  # people look at it, and nobody counts in it
            content = "\n".join(map(visible, content.split("\n")))
        write.put([content], "-")
