"""From records to files: the same columns in the same order everywhere.

A text format is a function from rows to pieces of text, any other format a writer of whole files. A file is
written in a hidden folder beside its target and renamed over it, so that an interrupted run leaves the old one as it was.
"""

import csv
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from secrets import token_hex

from zzx.facts import Fact, Rejected, format_number, json_line
from zzx.writers.output import Columns, Output, Row, Value, WriteError, WriterError

Format = Callable[[Iterable[Row], Columns], Iterator[str]]
Writer = Callable[[Output, Path], None]

CHINESE_HEADER: Mapping[str, str] = {
    "id": "编号",
    "kind": "类别",
    "subject": "主体",
    "action": "动作",
    "object": "对象",
    "value": "数值",
    "unit": "单位",
    "bound": "界限",
    "lower": "下限",
    "upper": "上限",
    "basis": "比较基准",
    "direction": "升降",
    "modality": "实际或目标",
    "period_text": "时间表述",
    "period_start": "起始日期",
    "period_end": "截止日期",
    "place": "地区",
    "place_code": "地区代码",
    "quote": "原文",
    "group": "并列组",
    "of": "所属事实",
    "section": "章节",
    "path": "文件",
    "line": "行号",
    "page": "页码",
    "start": "起点",
    "end": "终点",
    "value_start": "数值起点",
    "value_end": "数值终点",
    "rule": "规则",
    "text": "文字",
    "reason": "原因",
}


# Formats ----------------------------------------------------------------------------------------------------


def _json(rows: Iterable[Row], columns: Columns) -> Iterator[str]:
    separator = "[\n"
    for line in _json_lines(rows, columns):
        yield separator + line.removesuffix("\n")
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _json_lines(rows: Iterable[Row], columns: Columns) -> Iterator[str]:
    for row in rows:
        yield json_line({title: row[name] for name, title in columns.items()}) + "\n"


def _csv(rows: Iterable[Row], columns: Columns) -> Iterator[str]:
    yield _csv_line(columns.values())
    for row in rows:
        yield _csv_line(_cell(row[name]) for name in columns)


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Value) -> str:
    """The text of a CSV cell; words that a spreadsheet would run as a formula are quoted for it (OWASP)."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
        case Decimal():
            return format_number(value)
        case _:
            return str(value)


FORMATS: Mapping[str, Format] = {"json": _json, "jsonl": _json_lines, "csv": _csv}


def _xlsx(output: Output, file: Path) -> None:
    from zzx.writers.xlsx import write_xlsx

    write_xlsx(output, file)


def _parquet(output: Output, file: Path) -> None:
    from zzx.writers.arrow import write_parquet

    write_parquet(output, file)


def _arrow(output: Output, file: Path) -> None:
    from zzx.writers.arrow import write_arrow

    write_arrow(output, file)


def _sqlite(output: Output, file: Path) -> None:
    from zzx.writers.sqlite import write_sqlite

    write_sqlite(output, file)


WRITERS: Mapping[str, Writer] = {"xlsx": _xlsx, "parquet": _parquet, "arrow": _arrow, "sqlite": _sqlite}
# These hold the rejected numerals and the documents, too.
SEVERAL_TABLES = ("xlsx", "sqlite")
# These bring a file that is there up to date, in a transaction of their own.
_UPDATING = ("sqlite",)
_SUFFIXES = {"db": "sqlite", "sqlite3": "sqlite", "feather": "arrow", "ndjson": "jsonl"}

KNOWN: tuple[str, ...] = (*FORMATS, *WRITERS)


def format_of(target: str) -> str | None:
    """The format that the suffix of an output names, or None."""
    return named(Path(target).suffix.lower().removeprefix("."))


def named(word: str) -> str | None:
    """The format of this name, which may be one of its suffixes; None if there is no such format."""
    format = _SUFFIXES.get(word, word)
    return format if format in KNOWN else None


def rows(records: Iterable[Fact | Rejected]) -> Iterator[Row]:
    """Facts or rejected numerals as rows."""
    return map(vars, records)


# Outputs ----------------------------------------------------------------------------------------------------


def write(output: Output, target: str, format: str) -> None:
    """Write an output to a file, or to standard output if the target is `-`; raises WriteError."""
    try:
        if target == "-":
            _write_through(output, format)
        elif format in _UPDATING and Path(target).is_file():
            WRITERS[format](output, Path(target))
        else:
            with _replacing(target) as file:
                create(replace(output, folder=Path(os.path.realpath(target)).parent), file, format)
    except WriterError as error:
        raise WriteError(target, str(error)) from None


def create(output: Output, file: Path, format: str) -> None:
    """Write an output to a new file; raises WriterError and OSError.

    CSV in a file begins with a byte order mark, which spreadsheets need to read it as UTF-8.
    """
    if format in FORMATS:
        encoding = "utf-8-sig" if format == "csv" else "utf-8"
        with file.open("w", encoding=encoding, newline="") as stream:
            stream.writelines(FORMATS[format](output.rows, output.columns))
    else:
        WRITERS[format](output, file)


def _write_through(output: Output, format: str) -> None:
    """Write to standard output; what needs a file that it can go back in gets one, which is copied."""
    if format in FORMATS:
        put(FORMATS[format](output.rows, output.columns), "-")
        return
    with workshop(Path(tempfile.gettempdir())) as folder:
        file = folder / f"{output.name}.{format}"
        WRITERS[format](output, file)
        with file.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def put(pieces: Iterable[str], target: str) -> None:
    """Write text in UTF-8 to a file, or to standard output if the target is `-`; raises WriteError."""
    if target == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
    else:
        save(pieces, target)


def save(pieces: Iterable[str], target: str) -> None:
    """Replace a file, with all of the pieces or not at all; raises WriteError and leaves the old file."""
    with _replacing(target) as path, path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


@contextmanager
def _replacing(target: str) -> Iterator[Path]:
    """A file that replaces the target when it is whole; raises WriteError."""
    try:
        path = Path(os.path.realpath(target))
        if path.is_dir():
            raise WriteError(target, "a folder, not a file")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError
        if path.exists() and not path.is_file():  # /dev/null, a named pipe: nothing to rename over
            yield path
            return
        with workshop(path.parent) as folder:
            new = folder / path.name
            yield new
            if path.exists():
                shutil.copymode(path, new)
            new.replace(path)
    except OSError as error:
        raise WriteError(target, cause(error)) from None


@contextmanager
def workshop(parent: Path) -> Iterator[Path]:
    """A new folder in another, for one output; those that killed runs have left there are removed."""
    for left in parent.glob(f"{_WORKSHOP}*"):
        with suppress(OSError), _locked(left):  # in use, or somebody else's
            shutil.rmtree(left)
    folder = parent / f"{_WORKSHOP}{token_hex(8)}"  # named before it is made: a signal may come in between
    try:
        folder.mkdir(mode=0o700)
        with _locked(folder):
            yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a folder, whatever signal comes meanwhile; what cannot go yet goes in the next run."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except (KeyboardInterrupt, SystemExit):
        shutil.rmtree(folder, ignore_errors=True)
        raise


_WORKSHOP = ".zzx-"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder while it is in use, however that ends; raises OSError where another process holds it.

    On Windows nothing is held: files that are open cannot be removed there.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def cause(error: OSError) -> str:
    """Why a file cannot be written, in few words."""
    match error:
        case FileNotFoundError():
            there = error.filename and Path(error.filename).parent.is_dir()
            return "no file can be made in this folder" if there else "no such folder"
        case PermissionError():
            return "permission denied"
        case _:
            return error.strerror or str(error) or type(error).__name__
