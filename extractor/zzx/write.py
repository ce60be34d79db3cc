"""From records to JSON, JSON Lines and CSV: the same columns in the same order everywhere.

A format is a function from rows to pieces of text. A file is written beside its target and renamed over it,
so that an interrupted run leaves the old one as it was.
"""

import csv
import datetime
import io
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from zzx.facts import format_number, json_line

Value = str | int | Decimal | datetime.date | None
Row = Mapping[str, Value]
Columns = Mapping[str, str]  # from the name of a field to the title of its column, in the order of the output
Format = Callable[[Iterable[Row], Columns], Iterator[str]]

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
    "quote": "原文",
    "group": "并列组",
    "of": "所属事实",
    "section": "章节",
    "path": "文件",
    "line": "行号",
    "start": "起点",
    "end": "终点",
    "value_start": "数值起点",
    "value_end": "数值终点",
    "rule": "规则",
    "text": "文字",
    "reason": "原因",
}


class WriteError(Exception):
    """An output that cannot be written: which one, and why."""

    def __init__(self, file: str, cause: str) -> None:
        super().__init__(f"{file}: {cause}")


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


def format_of(target: str) -> str | None:
    """The format that the suffix of an output names, or None."""
    suffix = Path(target).suffix.lower().removeprefix(".")
    return suffix if suffix in FORMATS else None


def rows(records: Iterable[object]) -> Iterator[Row]:
    """Facts or rejected numerals as rows."""
    return map(vars, records)


# Outputs ----------------------------------------------------------------------------------------------------


def write(rows: Iterable[Row], target: str, format: str, columns: Columns) -> None:
    """Write rows to a file, or to standard output if the target is `-`; raises WriteError.

    CSV in a file begins with a byte order mark, which spreadsheets need to read it as UTF-8.
    """
    put(FORMATS[format](rows, columns), target, byte_order_mark=format == "csv")


def put(pieces: Iterable[str], target: str, *, byte_order_mark: bool = False) -> None:
    """Write text in UTF-8 to a file, or to standard output if the target is `-`; raises WriteError."""
    if target == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode())
        sys.stdout.buffer.flush()
    else:
        save(pieces, target, byte_order_mark=byte_order_mark)


def save(pieces: Iterable[str], target: str, *, byte_order_mark: bool = False) -> None:
    """Replace a file, with all of the pieces or not at all; raises WriteError and leaves the old file."""
    path = Path(target)
    try:
        path = path.resolve()
        if path.is_dir():
            raise WriteError(target, "a folder, not a file")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError
        if path.exists() and not path.is_file():  # /dev/null, a named pipe: nothing to rename over
            with path.open("w", encoding="utf-8", newline="") as device:
                device.writelines(pieces)
            return
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        file = temporary.open("x", encoding="utf-8-sig" if byte_order_mark else "utf-8", newline="")
    except OSError as error:
        raise WriteError(target, _cause(error)) from None
    try:
        with file:
            file.writelines(pieces)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        raise WriteError(target, _cause(error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def _cause(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "no such folder"
        case PermissionError():
            return "permission denied"
        case _:
            return error.strerror or type(error).__name__
