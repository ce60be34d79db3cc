"""The command `zzx`: each command is a thin function over a public one.

Results go to standard output, everything else to standard error. Exit status: 0 done, 1 a check found
something, 2 wrong usage, 3 some input could not be read (the rest was done and written). What a command needs
is imported when it runs.
"""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from zzx import __version__, answers, runs, streams, workshop
from zzx.escapes import visible
from zzx.manual import Command, Group
from zzx.messages import complain, tell
from zzx.options import (
    DONE,
    INTERRUPTED,
    LANGUAGES,
    UNREADABLE,
    USAGE,
    CommandError,
    HeaderOption,
    Inputs,
    KeepOption,
    OutputOption,
    Sources,
    TextColumnOption,
    apart,
    choose,
    completing,
    counted,
    format_for,
    gather,
    kept_columns,
    known,
    one_line_errors,
    with_inputs,
)

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


_ALLOCATIONS = 50_000
"""After how many Python looks for garbage: at its own 700 one article takes it more than a hundred looks, mostly during imports."""


def main() -> None:
    """Run the command line and end the process."""
    gc.set_threshold(_ALLOCATIONS)
    streams.prepare()
    try:
        status = _status(sys.argv[1:])
        sys.stdout.flush()
    except CommandError as error:
        complain(error)
        status = error.status
    except TyperException as error:
        if getattr(error, "possibilities", None) == [
            "--help"
        ]:  # what every unknown option with an h is near to
            error.possibilities = None  # type: ignore[attr-defined]
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


def _kinds() -> tuple[str, ...]:
    from zzx.facts import KINDS

    return KINDS


def _columns() -> tuple[str, ...]:
    from zzx.facts import FACT_COLUMNS

    return FACT_COLUMNS


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="json, jsonl, csv, xlsx, parquet, arrow or sqlite, whatever the suffix of the output.",
        rich_help_panel="Output",
    ),
]
ShardsOption = Annotated[
    bool,
    typer.Option(
        "--shards",
        help="Write a folder of jsonl or parquet files; a run that was cut short goes on where it stopped.",
        rich_help_panel="Output",
    ),
]
RejectedOption = Annotated[
    str | None,
    typer.Option(
        "--rejected",
        metavar="FILE",
        help="Where to write the numerals that are no facts.",
        rich_help_panel="Output",
    ),
]
KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KINDS",
        help="Only these kinds: count,money …",
        rich_help_panel="Output",
        autocompletion=completing(_kinds),
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="COLUMNS",
        help="Only these columns: object,value,unit …",
        rich_help_panel="Output",
        autocompletion=completing(_columns),
    ),
]
TableOption = Annotated[
    bool,
    typer.Option("--table", help="Print a table, beside what --output writes.", rich_help_panel="Output"),
]


@app.command(cls=Command)
@with_inputs
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders, globs, or - for standard input, which is one text."
        ),
    ],
    inputs: Inputs,
    output: OutputOption = None,
    format: FormatOption = None,
    shards: ShardsOption = False,
    keep: KeepOption = None,
    rejected: RejectedOption = None,
    kind: KindOption = None,
    columns: ColumnsOption = None,
    header: HeaderOption = "en",
    table: TableOption = False,
) -> int:
    """Write the facts of documents: a table on a terminal, JSON when piped, or a file."""
    choice = runs.Choice(
        choose(kind, _kinds(), "kind"),
        choose(columns, _columns(), "column"),
        kept_columns(keep or [], _columns()),
        known(header, LANGUAGES, "header"),
    )
    apart([output, rejected], [*paths, inputs.meta])
    if shards:
        if output in (None, "-") or rejected or table:
            raise CommandError("--shards takes the folder -o, and neither --rejected nor --table", USAGE)
        return runs.extract_shards(paths, inputs, choice, output, format or "jsonl")
    table = table or (output is None and format is None and sys.stdout.isatty())
    target = output or (None if table else "-")
    targets = runs.Targets(
        facts=target,
        format=format_for(target, format) if target else None,
        rejected=rejected,
        rejected_format=format_for(rejected, None) if rejected else None,
        table=table,
    )
    return runs.extract_files(paths, inputs, choice, targets)


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
    apart([output], [*paths, inputs.meta])
    if output != "-":
        known(Path(output).suffix.lower().removeprefix(".") or "html", ("html", "htm"), "format of a page")
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
        tell(f"{counted(len(evidence), 'document')}, {counted(facts, 'fact')}{found}")
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
