"""What a reader gives: the text of one document and what its file says about it; and what a reader is asked for."""

import datetime
from collections.abc import Callable, Iterator, Mapping
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


Reader = Callable[[Path, str, Columns], Iterator[Content | ReadError]]
"""From a file, the name that errors call it by, and columns, to its documents; raises ReadError or OSError."""


def known_place(name: str) -> str:
    """The name of a place that documents are about; raises ValueError where there is no such place."""
    homes.home("", name)
    return name


def missing(file: str, suffix: str, extra: str) -> ReadError:
    """What to say where the library that reads a format is not installed."""
    return ReadError(file, f"reading {suffix} takes one more package: pip install 'zzx[{extra}]'")
