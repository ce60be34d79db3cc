"""What the commands have in common: exit statuses, errors of one line, options and how they are read."""

import datetime
import inspect
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from zzx.messages import complain

if TYPE_CHECKING:
    from zzx.collect import Evidence, Reader
    from zzx.pool import Pool
    from zzx.progress import Watch
    from zzx.read import Document, Meta

DONE, FOUND, USAGE, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130
LANGUAGES = ("en", "zh")
"""Of the titles of columns."""


class CommandError(Exception):
    """What ends a command: one line, and the exit status."""

    def __init__(self, line: str, status: int) -> None:
        super().__init__(line)
        self.status = status


def hint_at_rows(documents: "Iterable[Document]") -> None:
    """Say so where standard input, which is one text, begins like a table of documents."""
    if any(one.source is None and _ROW.match(one.text) for one in documents):
        complain(
            "standard input is read as one plain text, but begins like JSON Lines: "
            "for a document a row write it to a file, news.jsonl"
        )


_ROW = re.compile(r'\s*\{\s*"')


@contextmanager
def one_line_errors() -> Iterator[None]:
    """What cannot be read or written ends the command with one line, and so does broken vocabulary."""
    from zzx.lexicon import LexiconError
    from zzx.read import ReadError
    from zzx.writers.output import WriteError

    try:
        yield
    except ReadError as error:
        raise CommandError(str(error), UNREADABLE) from None
    except (WriteError, LexiconError) as error:
        raise CommandError(str(error), USAGE) from None


# Options ----------------------------------------------------------------------------------------------------


def _parse_date(text: str) -> datetime.date:
    from zzx.readers.content import known_day

    try:
        return known_day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _parse_place(text: str) -> str:
    from zzx.readers.content import known_place

    try:
        return known_place(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def completing(words: Callable[[], Sequence[str]]) -> Callable[[str], list[str]]:
    """What a shell may complete an option to that takes some of these words, parted by commas."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{word}" for word in words() if word.startswith(last)]

    return complete


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="FACTS|PATH...",
        help="Facts as JSON or JSON Lines, with their documents; or documents, whose facts are extracted.",
    ),
]
DateOption = Annotated[
    datetime.date | None,
    typer.Option(
        "--date",
        parser=_parse_date,
        metavar="DATE",
        help="Day the documents were written, 2024-12-31.",
        rich_help_panel="Documents",
    ),
]
PlaceOption = Annotated[
    str | None,
    typer.Option(
        "--place",
        parser=_parse_place,
        metavar="TEXT",
        help="Place that the documents are about, such as 株洲市.",
        rich_help_panel="Documents",
    ),
]
TextColumnOption = Annotated[
    str | None,
    typer.Option(
        "--text-column",
        metavar="COLUMN",
        help="Column of csv, jsonl and parquet that holds the text; else text, content or 正文.",
        rich_help_panel="Documents",
    ),
]
MetaOption = Annotated[
    str | None,
    typer.Option(
        "--meta",
        metavar="FILE",
        help="CSV file with the columns path, date, place, or 文件, 日期, 地区.",
        rich_help_panel="Documents",
    ),
]
KeepOption = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="COLUMN",
        help="Carry a column of the input or of --meta along; once for each column.",
        rich_help_panel="Documents",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="How many processes share the work; else as many as processors.",
        rich_help_panel="Documents",
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Share the work out to the workers of a Dask scheduler instead.",
        rich_help_panel="Documents",
    ),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0.001,
        help="A document that takes longer is an error; the others are done.",
        rich_help_panel="Documents",
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Only errors on standard error.", rich_help_panel="Output")
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write; - is standard output.",
        rich_help_panel="Output",
    ),
]
HeaderOption = Annotated[
    str,
    typer.Option(
        "--header",
        metavar="LANGUAGE",
        help="Titles of the columns: en or zh.",
        rich_help_panel="Output",
        autocompletion=completing(lambda: LANGUAGES),
    ),
]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The options of every command that takes documents: what is known about them, and how they are read."""

    date: DateOption = None
    place: PlaceOption = None
    meta: MetaOption = None
    text_column: TextColumnOption = None
    jobs: JobsOption = None
    cluster: ClusterOption = None
    timeout: TimeoutOption = None
    quiet: QuietOption = False

    def metas(self, kept: Sequence[str] = ()) -> "dict[str, Meta]":
        """What the manifest says about documents, by path, with these columns; raises ReadError."""
        from zzx import read

        return read.manifest(self.meta, kept) if self.meta else {}

    def reader(
        self, metas: "dict[str, Meta]", kept: Sequence[str] = (), outputs: Sequence[str | None] = ()
    ) -> "Reader":
        """From arguments to documents, as these options say; no folder is searched for the manifest and `outputs`."""
        from zzx import read

        return partial(
            read.documents,
            metas=metas,
            default=read.Meta(self.date, self.place),
            columns=read.Columns(self.text_column, tuple(kept)),
            besides=[file for file in (self.meta, *outputs) if file],
        )

    def complain_of_unused(self, rows: Collection[str]) -> None:
        """Say which rows of the manifest tell of no document that was read: their paths may be wrong."""
        if rows:
            complain(
                f"{self.meta}: rows without a document among the inputs: {len(rows)}, the first for {min(rows)}; "
                "the column path holds what the output calls a document"
            )

    def pool(self) -> "Pool":
        """What shares out the work."""
        from zzx import pool

        if self.cluster is None:
            return pool.Pool(self.jobs or pool.processors())
        try:
            from zzx.cluster import Cluster, ClusterError
        except ModuleNotFoundError:
            raise CommandError(
                "--cluster takes one more package: pip install 'zzx[cluster]'", USAGE
            ) from None
        try:
            cluster = Cluster(self.cluster)
        except ClusterError as error:
            raise CommandError(str(error), USAGE) from None
        return pool.Pool(cluster.jobs, cluster)

    def watch(
        self, paths: Sequence[str], target: str | None = None
    ) -> "AbstractContextManager[Watch | None]":
        """A line that shows how far the run has come, where standard error is a terminal that nothing else fills."""
        if self.quiet or not sys.stderr.isatty() or (target == "-" and sys.stdout.isatty()):
            return nullcontext()
        from zzx import read
        from zzx.progress import Watch

        return Watch(read.total_size(paths))


def with_inputs(command: Callable[..., int]) -> Callable[..., int]:
    """The command with an option for each field of `Inputs` in the place of its parameter `inputs`."""
    signature = inspect.signature(command)
    own = [parameter for name, parameter in signature.parameters.items() if name != "inputs"]
    shared = inspect.signature(Inputs).parameters

    def wrapped(**given: Any) -> int:
        return command(inputs=Inputs(**{name: given.pop(name) for name in shared}), **given)

    wrapped.__name__, wrapped.__doc__ = command.__name__, command.__doc__
    wrapped.__signature__ = signature.replace(parameters=[*own, *shared.values()])  # type: ignore[attr-defined]
    return wrapped


def format_for(target: str, format: str | None) -> str:
    """The format of an output: as asked for, else by the suffix, else JSON on standard output."""
    from zzx.write import KNOWN, format_of, named

    if format is not None:
        return named(format) or known(format, KNOWN, "format")
    if target == "-":
        return "json"
    if (by_suffix := format_of(target)) is None:
        raise CommandError(f"{target}: no known format by its suffix; there are {' '.join(KNOWN)}", USAGE)
    return by_suffix


def known(word: str, words: Collection[str], what: str) -> str:
    """The word, if it is one of these; else an error that names the nearest and all of them."""
    if word in words:
        return word
    from difflib import get_close_matches

    near = get_close_matches(word, words, 1)
    guess = f"did you mean {near[0]}? There are" if near else "there are"
    raise CommandError(f"{word}: unknown {what}; {guess} {' '.join(words)}", USAGE)


def choose(text: str | None, words: tuple[str, ...], what: str) -> tuple[str, ...]:
    """A choice such as `count,money`; everything if there is none."""
    if text is None:
        return words
    return tuple(known(part.strip(), words, what) for part in text.split(",") if part.strip())


def kept_columns(names: list[str], taken: tuple[str, ...]) -> tuple[str, ...]:
    """The columns to carry along, once each."""
    for name in names:
        if name in taken:
            raise CommandError(f"--keep {name}: a column of facts has that name already", USAGE)
    return tuple(dict.fromkeys(names))


def titles_of(columns: tuple[str, ...], language: str) -> dict[str, str]:
    """The titles of columns by their names."""
    from zzx.write import CHINESE_HEADER

    return {name: CHINESE_HEADER[name] if language == "zh" else name for name in columns}


def chosen_format(format: str | None, target: str, formats: Collection[str]) -> str:
    """The format as asked for, else the one that is the suffix of the output; text where a suffix names none."""
    if format is not None:
        return known(format, formats, "format")
    suffix = Path(target).suffix.lower().removeprefix(".")
    return "text" if suffix in ("", "txt", "md", "log") else known(suffix, formats, "format")


def apart(outputs: Sequence[str | None], inputs: Sequence[str | None] = ()) -> None:
    """No file is written that is read or written already; raises CommandError."""
    taken = {os.path.realpath(file) for file in inputs if file}
    for file in outputs:
        if file is None or file == "-" or (Path(file).exists() and not Path(file).is_file()):
            continue
        if (path := os.path.realpath(file)) in taken:
            raise CommandError(f"{file}: an input, or an output already: name another file", USAGE)
        taken.add(path)


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def names_of(path: str) -> set[str]:
    """What the manifest may call a document: by its path, or by its file if it is a row of one."""
    return {path, path.rpartition("#")[0]}


class Gathered(NamedTuple):
    """What there is to know about the documents of a command, and how many inputs could not be read."""

    evidence: "list[Evidence]"
    unreadable: int


def gather(
    paths: list[str], inputs: Inputs, kept: Sequence[str] = (), outputs: Sequence[str | None] = ()
) -> Gathered:
    """Documents with their facts; a line on standard error for each that cannot be read.

    No folder is searched for the manifest and the `outputs`.
    """
    from zzx.collect import collect
    from zzx.read import ReadError

    evidence: list[Evidence] = []
    unreadable = 0
    metas = inputs.metas(kept)
    unused = set(metas)
    with inputs.pool() as pool, inputs.watch(paths) as watch:
        for one in collect(paths, inputs.reader(metas, kept, outputs), pool, inputs.timeout):
            if isinstance(one, ReadError):
                complain(one)
                unreadable += 1
                continue
            evidence.append(one)
            unused -= names_of(one.path)
            if one.document:
                hint_at_rows([one.document])
            if watch and one.document:
                watch.advance([one.document], len(one.facts))
    inputs.complain_of_unused(unused)
    return Gathered(evidence, unreadable)
