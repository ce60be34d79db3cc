"""From paths, folders, globs and standard input to documents: decoded text and where it came from.

Each format has its module in `readers`; offsets of facts count in the text that it gives.
"""

import csv
import datetime
import glob
import io
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from zzx.decoding import EmptyError, ReadError, decode, load
from zzx.readers import plain
from zzx.readers.content import (
    DATE_COLUMNS,
    PLACE_COLUMNS,
    Columns,
    Content,
    OwnError,
    Reader,
    known_day,
    known_place,
    parted_otherwise,
)

if TYPE_CHECKING:
    from zzx.readers.tabular import Held

__all__ = [
    "Columns",
    "Document",
    "Meta",
    "ReadError",
    "decode",
    "document",
    "documents",
    "kept_types",
    "manifest",
    "plain_text",
    "size",
    "total_size",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text. `path` is relative to the argument that led to it, `-` for standard input; bytes of it that are
    no text are written out, as in `\\xff.txt`.

    `source` is the file that holds it, None for standard input. A row of a table of documents has its number in its
    path, `news.csv#3`. `pages` are the offsets at which pages begin, where the format has pages. `kept` are the columns
    that the user wants carried along.
    """

    path: str
    text: str
    encoding: str
    date: datetime.date | None = None
    place: str | None = None
    source: Path | None = None
    pages: tuple[int, ...] = ()
    kept: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the user knows about a document: the day it was written, the place that it is about, and more to keep."""

    date: datetime.date | None = None
    place: str | None = None
    kept: Mapping[str, str | None] = field(default_factory=dict)


# Formats ----------------------------------------------------------------------------------------------------


def _imported(module: str, name: str = "read") -> Reader:
    """A reader whose module is imported when the first file needs it."""

    def read(path: Path, file: str, columns: Columns) -> Iterator[Content | ReadError]:
        reader: Reader = getattr(import_module(f"zzx.readers.{module}"), name)
        return reader(path, file, columns)

    return read


# What a folder is searched for. A file that is named itself is read as plain text if its suffix is none of these.
READERS: Mapping[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".html": _imported("html"),
    ".htm": _imported("html"),
    ".docx": _imported("docx"),
    ".pdf": _imported("pdf"),
    ".csv": _imported("tabular", "read_csv"),
    ".jsonl": _imported("tabular", "read_json_lines"),
    ".parquet": _imported("tabular", "read_parquet"),
}

# Formats that are not read, and what to save such a file as.
_SAVED_AS: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docm", ".wps", ".rtf", ".odt", ".pages"), ".docx"),
    **dict.fromkeys((".ofd", ".caj", ".ppt", ".pptx"), ".pdf"),
    **dict.fromkeys((".xls", ".xlsx", ".et", ".ods"), ".csv"),
}
# Those of them that hold prose: one in a folder is a document that would be missed.
_PROSE = frozenset(suffix for suffix, better in _SAVED_AS.items() if better == ".docx")
# What Word leaves beside a document that is open.
_LOCK = "~$"

# What a shell puts in place of <(command) lies in /dev/fd, and does end.
_ENDLESS = "a pipe, a socket or a device, no file: it may never end"


# Finding ----------------------------------------------------------------------------------------------------


def documents(
    arguments: Sequence[str],
    metas: Mapping[str, Meta] | None = None,
    default: Meta | None = None,
    columns: Columns | None = None,
    besides: Sequence[str] = (),
) -> Iterator[Document | ReadError]:
    """The documents of files, folders, globs and `-`, in a stable order; a ReadError for one that fails.

    `metas` gives date and place by `Document.path` (that of a whole table of documents serves its rows), `default` those
    of every other document; what a file itself says comes last. `columns` says what to read of tables of documents, and
    `besides` are files that no folder is searched for: the manifest, the output of an earlier run.
    """
    columns = columns or Columns()
    known = metas or {}
    others = {os.path.realpath(file) for file in besides}
    for argument in arguments:
        nothing = True
        for path, source in _sources(argument):
            if isinstance(source, ReadError):
                nothing = False
                yield source
                continue
            found = source if source != Path(argument) else None  # in a folder, or by a glob
            if found and os.path.realpath(found) in others:
                continue
            for content in _contents(source, columns):
                if found and _is_no_document(content, found, columns):
                    continue
                nothing = False
                if isinstance(content, ReadError):
                    yield content
                else:
                    name = path if content.row is None else f"{path}#{content.row}"
                    meta = known.get(name) or known.get(path) or default or Meta()
                    yield _document(name, source, content, meta, columns)
        if nothing:
            yield ReadError(argument, "no document: tables without texts, or what zzx wrote")


def _is_no_document(content: Content | ReadError, source: Path, columns: Columns) -> bool:
    """Whether a file of a folder only happens to lie there: a table without texts or rows, or what zzx wrote itself."""
    if isinstance(content, OwnError):
        return True
    if columns.text is not None or not isinstance(content, ReadError):
        return False
    from zzx.readers import tabular

    return isinstance(content, tabular.NoTextError) or (
        source.suffix == ".jsonl" and isinstance(content, EmptyError)
    )


def document(argument: str, columns: Columns | None = None) -> Document:
    """The one document at a path, in a row of a table of documents (`news.csv#3`) or on standard input (`-`).

    Raises ReadError.
    """
    source = None if argument == "-" else Path(argument)
    row = None
    if source and not source.exists():
        file, _, number = argument.rpartition("#")
        if file and number.isdecimal():
            source, row = Path(file), int(number)
    columns = columns or Columns()
    found = 0
    for content in _contents(source, columns):
        found += 1
        if row is not None and found < row:
            continue
        if isinstance(content, ReadError):
            raise content
        if row is None and content.row is not None:
            raise ReadError(argument, f"holds documents in rows: name one of them, {argument}#1")
        return _document(argument, source, content, Meta(), columns)
    raise ReadError(argument, f"no such row: there are {found}" if found else "no document in this file")


def total_size(arguments: Sequence[str]) -> int:
    """How many bytes the files of some arguments have, without those that cannot be looked at."""
    sources = (source for argument in arguments for _, source in _sources(argument))
    return sum(size(source) for source in sources if isinstance(source, Path))


def kept_types(arguments: Sequence[str], names: Sequence[str]) -> dict[str, "Held"]:
    """What columns that are carried along hold, by their names, where the inputs are Parquet files that agree on it."""
    found = (source for argument in arguments for _, source in _sources(argument))
    sources = [source for source in found if not isinstance(source, ReadError)]
    if not names or any(source is None or source.suffix.lower() != ".parquet" for source in sources):
        return {}
    from zzx.readers import tabular

    tables = [tabular.parquet_types(source) for source in sources if source]
    types = {name: {table[name] for table in tables if name in table} for name in names}
    return {name: held.pop() for name, held in types.items() if len(held) == 1}


def size(file: Path) -> int:
    """How many bytes a file has, 0 if that cannot be seen."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def plain_text(file: str) -> str:
    """The decoded text of any text file, whatever its suffix; raises ReadError."""
    try:
        with Path(file).open("rb") as stream:
            return decode(load(stream, file), file)[0]
    except OSError as error:
        raise ReadError(file, _cause(error)) from None


def _document(path: str, source: Path | None, content: Content, meta: Meta, columns: Columns) -> Document:
    return Document(
        os.fsencode(path).decode("utf-8", "backslashreplace"),
        content.text,
        content.encoding,
        meta.date or content.date,
        meta.place or content.place,
        source,
        content.pages,
        {name: content.kept.get(name, meta.kept.get(name)) for name in columns.keep},
    )


def _sources(argument: str) -> Iterator[tuple[str, Path | ReadError | None]]:
    """`(Document.path, file)` for each file that an argument means; the file of standard input is None."""
    path = Path(argument)
    try:
        if argument == "-":
            yield "-", None
        elif path.is_dir():
            yield from _files(path, argument)
        elif path.exists() or not glob.has_magic(argument):
            yield path.as_posix(), path
        else:
            matches = sorted(glob.glob(argument, recursive=True), key=lambda match: Path(match).parts)  # noqa: PTH207
            found = map(Path, matches)
            files = [file for file in found if not (file.is_dir() or file.name.startswith(_LOCK))]
            yield from ((file.as_posix(), file) for file in files)
            if not files:
                yield argument, ReadError(argument, "no file matches")
    except OSError as error:  # a name too long, a folder above it closed
        yield argument, ReadError(argument, _cause(error))


def _files(folder: Path, argument: str) -> Iterator[tuple[str, Path | ReadError]]:
    """The readable files below a folder, in order; hidden ones are skipped, links to folders not followed.

    Prose in a format that is not read is an error, unless it lies there in another format, too.
    """
    files: list[Path] = []
    closed: list[ReadError] = []
    folders = [folder]
    while folders:
        parent = folders.pop()
        try:
            with os.scandir(parent) as entries:
                for entry in entries:
                    if entry.name.startswith((".", _LOCK)):
                        continue
                    path = parent / entry.name
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(path)
                    elif not (entry.is_symlink() and os.path.isdir(path)):  # noqa: PTH112
                        files.append(path)
        except OSError as error:
            closed.append(ReadError(str(parent), _cause(error)))
    yield from ((argument, error) for error in sorted(closed, key=str))
    readable = {file for file in files if file.suffix.lower() in READERS}
    beside = {file.with_suffix("") for file in readable}
    missed = {file for file in files if file.suffix.lower() in _PROSE and file.with_suffix("") not in beside}
    for file in sorted(readable | missed, key=lambda file: file.relative_to(folder).parts):
        yield file.relative_to(folder).as_posix(), file
    if not readable and not missed and not closed:
        yield argument, ReadError(argument, f"no readable file in this folder ({' '.join(READERS)})")


def _contents(source: Path | None, columns: Columns) -> Iterator[Content | ReadError]:
    """The documents of one file, None being standard input; the ReadError that ends them, if one does, comes last."""
    file = "standard input" if source is None else str(source)
    try:
        if source is None:
            yield Content(*decode(load(sys.stdin.buffer, file), file))
        elif stat.S_ISREG(source.stat().st_mode) or source.is_relative_to("/dev/fd"):
            suffix = source.suffix.lower()
            if suffix in _SAVED_AS:
                raise ReadError(file, f"{suffix} is not read: save it as {_SAVED_AS[suffix]}")
            yield from READERS.get(suffix, plain.read)(source, file, columns)
        else:
            yield ReadError(file, _cause(IsADirectoryError()) if source.is_dir() else _ENDLESS)
    except ReadError as error:
        yield error
    except MemoryError:
        yield ReadError(file, "takes more memory than there is")
    except OSError as error:
        yield ReadError(file, _cause(error))


def _cause(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "permission denied"
        case IsADirectoryError():
            return "a folder, not a file"
        case _:
            return error.strerror or next(iter(str(error).splitlines()), type(error).__name__)


# The manifest -----------------------------------------------------------------------------------------------


_PATH_COLUMNS = ("path", "文件")


def manifest(file: str, keep: Sequence[str] = ()) -> dict[str, Meta]:
    """What the user knows of documents, by path: a CSV file with the columns `path` and, optional, `date`, `place`.

    They may have their Chinese names: 文件, 日期, 地区. `keep` names other columns to carry along. Raises ReadError,
    naming the line, where a row is wrong.
    """
    rows = csv.DictReader(io.StringIO(plain_text(file), newline=""))
    try:
        names = tuple(rows.fieldnames or ())
        path, date, place = (_column(names, known) for known in (_PATH_COLUMNS, DATE_COLUMNS, PLACE_COLUMNS))
        if path is None:
            cause = "a manifest has a column path (文件), and may have date (日期) and place (地区)"
            raise ReadError(file, cause + parted_otherwise(names))
        metas: dict[str, Meta] = {}
        for row in rows:
            if row[path] in metas:
                raise ValueError(f"a second row for {row[path]}")
            day, where = row.get(date or ""), row.get(place or "")
            metas[row[path]] = Meta(
                known_day(day) if day else None,
                known_place(where) if where else None,
                {name: row[name] or None for name in keep if name in row},
            )
    except (csv.Error, ValueError) as error:
        raise ReadError(file, f"line {rows.line_num}: {error}") from None
    return metas


def _column(names: Sequence[str], known: Sequence[str]) -> str | None:
    """The first of the known names among those of a table."""
    return next((name for name in known if name in names), None)
