"""What a reader gives: the text of one document and what its file says about it; and what a reader is asked for."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zzx import homes
from zzx.decoding import ReadError

_NOTHING: Mapping[str, str | None] = {}


class Content(NamedTuple):
    """The text of a document.

    `encoding` is that of its file, or the format where that is none of text. `date` and `place` are what the file
    itself says, `pages` the offsets at which pages begin, `row` the number of its row, from 1, where the file is a
    table of documents, and `kept` the columns of that row that are carried along.
    """

    text: str
    encoding: str
    date: datetime.date | None = None
    place: str | None = None
    pages: tuple[int, ...] = ()
    row: int | None = None
    kept: Mapping[str, str | None] = _NOTHING


class Columns(NamedTuple):
    """Which columns of a table of documents are read: the text (None: the usual names) and those carried along."""

    text: str | None = None
    keep: tuple[str, ...] = ()


class OwnError(ReadError):
    """A file that zzx wrote itself, such as the rejected numerals of an earlier run: no document."""

    def __init__(self, file: str, cause: str = "written by zzx: no document") -> None:
        super().__init__(file, cause)


DATE_COLUMNS = ("date", "日期")
PLACE_COLUMNS = ("place", "地区")
"""What tables of documents and the manifest call the day and the place of a document."""

Reader = Callable[[Path, str, Columns], Iterator[Content | ReadError]]
"""From a file, the name that errors call it by, and columns, to its documents; raises ReadError or OSError."""


def known_day(written: str) -> datetime.date:
    """The day of 2024-12-31, 2024/12/31, 2024.12.31 or 2024年12月31日, a time may follow; raises ValueError for others."""
    try:
        if found := _DAY.fullmatch(written):
            return datetime.date(*map(int, found.groups()))
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{written!r} is no date like 2024-12-31") from None


_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日.*|[T\s].*)?")


def known_place(name: str) -> str:
    """The name of a place that documents are about; raises ValueError where there is no such place."""
    homes.home("", name)
    return name


def parted_otherwise(names: Sequence[str]) -> str:
    """What to add to an error where the columns of a CSV file are parted by something else; else nothing."""
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(names) == 1 and separator in names[0]:
            return f"; its columns are parted by {name}, not by commas"
    return ""


def missing(file: str, suffix: str, extra: str) -> ReadError:
    """What to say where the library that reads a format is not installed."""
    return ReadError(file, f"reading {suffix} takes one more package: pip install 'zzx[{extra}]'")
