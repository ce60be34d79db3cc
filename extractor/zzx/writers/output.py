"""What a writer is given: rows, the titles of their columns, and what the columns hold."""

import datetime
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import NoneType
from typing import Any, Literal, NamedTuple, Self, get_args

from pydantic.fields import FieldInfo

from zzx.facts import Fact, Rejected
from zzx.read import Document

Value = str | int | Decimal | datetime.date | None
Row = Mapping[str, Value]
Columns = Mapping[str, str]  # from the name of a field to the title of its column, in the order of the output
Type = Literal["text", "integer", "number", "date"]


class WriteError(Exception):
    """An output that cannot be written: which one, and why."""

    def __init__(self, file: str, cause: str) -> None:
        super().__init__(f"{file}: {cause}")


class WriterError(Exception):
    """Why a writer cannot write; whoever knows the target makes a `WriteError` of it."""


def missing(library: str, extra: str) -> WriterError:
    """The error of a format whose library is not installed."""
    return WriterError(f"this format needs {library}: pip install 'zzx[{extra}]'")


class Described(NamedTuple):
    """What a column holds: of which type, in words, and the words that it is limited to, if it is."""

    type: Type
    meaning: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document without its text: what an output says about it. `file` is None for standard input."""

    path: str
    encoding: str
    date: datetime.date | None
    place: str | None
    characters: int
    file: Path | None

    @classmethod
    def of(cls, document: Document) -> Self:
        """What there is to say about a document."""
        return cls(
            document.path,
            document.encoding,
            document.date,
            document.place,
            len(document.text),
            document.source,
        )


@dataclass(frozen=True, slots=True)
class Output:
    """The rows of one output and, for formats that hold several tables, what belongs to them.

    `columns` and `rejected_columns` choose and name the columns; without the latter there is no such table.
    `rejected` and `documents` (by path) may grow while `rows` is read: a document is there before its first
    row, and all of them are when the rows are at their end. `folder` is where the file will lie, if in any.
    `descriptions` are of the columns that are none of a fact or of a rejected numeral; `language` is that of what explains
    the columns.
    """

    name: Literal["facts", "rejected"]
    rows: Iterable[Row]
    columns: Columns
    rejected: Iterable[Rejected] = ()
    rejected_columns: Columns | None = None
    documents: Mapping[str, Source] = field(default_factory=dict)
    folder: Path | None = None
    descriptions: Mapping[str, Described] = field(default_factory=dict)
    language: str = "en"

    def described(self, name: str) -> Described:
        """What one of its columns holds."""
        return self.descriptions.get(name) or described(name, self.language)


def described(name: str, language: str = "en") -> Described:
    """What a column of a fact or of a rejected numeral holds; another is one that was carried along."""
    told = chinese()["meanings"] if language == "zh" else {}
    carried = "随文档带入" if language == "zh" else meaning(name)
    return Described(type_of(name), told.get(name, carried), choices(name))


@cache
def chinese() -> dict[str, dict[str, str]]:
    """The content of chinese.toml: what explains columns, in Chinese."""
    return tomllib.loads(files("zzx.writers").joinpath("chinese.toml").read_text(encoding="utf-8"))


def _field(name: str) -> FieldInfo | None:
    """The field of a fact or of a rejected numeral; None for columns carried along with a document."""
    return Fact.model_fields.get(name) or Rejected.model_fields.get(name)


def meaning(name: str) -> str:
    """What a column holds, in words."""
    info = _field(name)
    return (info and info.description) or "Carried along with the document"


def choices(name: str) -> tuple[str, ...]:
    """The words that a column is limited to; none if it is not."""
    info = _field(name)
    return tuple(leaf for leaf in _leaves(info.annotation) if isinstance(leaf, str)) if info else ()


def type_of(name: str) -> Type:
    """What a column holds."""
    leaves = set(_leaves(info.annotation)) if (info := _field(name)) else set()
    if Decimal in leaves:
        return "number"
    if datetime.date in leaves:
        return "date"
    return "integer" if int in leaves else "text"


def is_optional(name: str) -> bool:
    """Whether a column may be empty."""
    info = _field(name)
    return info is None or NoneType in _leaves(info.annotation)


def _leaves(annotation: Any) -> Iterator[Any]:
    """The plain types and literal words of an annotation: `Literal["up"] | Annotated[int, …] | None`."""
    metadata = getattr(annotation, "__metadata__", None)
    parts = get_args(annotation)
    if metadata is not None:
        yield from _leaves(parts[0])
    elif parts:
        for part in parts:
            yield from _leaves(part)
    else:
        yield annotation
