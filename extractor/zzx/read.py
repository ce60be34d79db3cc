"""From paths, folders, globs and standard input to documents: decoded text and where it came from.

The text is kept exactly: no newline is translated, only a byte order mark is dropped. Offsets of facts count
in it.
"""

import codecs
import csv
import datetime
import glob
import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class ReadError(Exception):
    """An input that cannot be read: which one, and why."""

    def __init__(self, file: str, cause: str) -> None:
        super().__init__(f"{file}: {cause}")
        self.file = file
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text. `path` is relative to the argument that led to it, `-` for standard input.

    `source` is the file that holds it, None for standard input.
    """

    path: str
    text: str
    encoding: str
    date: datetime.date | None = None
    place: str | None = None
    source: Path | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What the user knows about a document: the day it was written, the place that it is about."""

    date: datetime.date | None = None
    place: str | None = None


# Decoding ---------------------------------------------------------------------------------------------------

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 gives nearly any bytes a meaning, but what it makes of Big5 is full of private-use characters.
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")
_PRIVATE_SHARE = 0.05
_ENCODINGS = (("utf-8", 1.0), ("gb18030", _PRIVATE_SHARE), ("big5hkscs", 1.0), ("gb18030", 1.0))
# Control characters that no text holds; tab, line and page breaks, escape and the DOS end of file do occur.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text of a file and its encoding: as its byte order mark says, else the first that fits.

    UTF-8, GB18030 and Big5 (with the Hong Kong characters) are tried in this order. Raises ReadError, naming
    the byte, where none fits or where the bytes are no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                offset = error.start + len(mark)
                raise ReadError(
                    file, f"no valid {encoding.upper()} at byte {offset}, in spite of its mark"
                ) from None
            return _checked(text, encoding, file), encoding
    if (nul := data.find(b"\0")) >= 0:
        raise ReadError(file, f"not a text file: a NUL byte at byte {nul}")
    undecodable = 0
    for encoding, private_share in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            undecodable = max(undecodable, error.start)
        else:
            if len(_PRIVATE_USE.findall(text)) <= private_share * len(text):
                return _checked(text, encoding, file), encoding
    raise ReadError(file, f"not a text file: byte {undecodable} is no UTF-8, GB18030 or Big5")


def _checked(text: str, encoding: str, file: str) -> str:
    if control := _CONTROL.search(text):
        offset = len(text[: control.start()].encode(encoding))
        raise ReadError(file, f"not a text file: control character {control[0]!r} at byte {offset}")
    if not text.strip():
        raise ReadError(file, "the file is empty")
    return text


# Formats ----------------------------------------------------------------------------------------------------


def _plain(data: bytes, file: str) -> tuple[str, str]:
    return decode(data, file)


#  What a folder is searched for. A file that is named itself is read as plain text if its suffix is none of
# these.
READERS: Mapping[str, Callable[[bytes, str], tuple[str, str]]] = {".txt": _plain, ".md": _plain}


# Finding ----------------------------------------------------------------------------------------------------


def documents(
    arguments: Sequence[str], metas: Mapping[str, Meta] | None = None, default: Meta | None = None
) -> Iterator[Document | ReadError]:
    """The documents of files, folders, globs and `-`, in a stable order; a ReadError for one that fails.

    `metas` gives date and place by `Document.path`, `default` those of every other document.
    """
    for argument in arguments:
        for path, source in _sources(argument):
            if isinstance(source, ReadError):
                yield source
                continue
            meta = (metas or {}).get(path, default) or Meta()
            try:
                text, encoding = _load(source, argument if source is None else str(source))
            except ReadError as error:
                yield error
            else:
                yield Document(path, text, encoding, meta.date, meta.place, source)


def document(argument: str) -> Document:
    """The one document at a path or on standard input (`-`); raises ReadError."""
    source = None if argument == "-" else Path(argument)
    text, encoding = _load(source, argument)
    return Document(argument, text, encoding, source=source)


def _sources(argument: str) -> Iterator[tuple[str, Path | ReadError | None]]:
    """`(Document.path, file)` for each file that an argument means; the file of standard input is None."""
    path = Path(argument)
    if argument == "-":
        yield "-", None
    elif path.is_dir():
        closed: list[OSError] = []
        found = sorted(_walk(path, closed), key=lambda file: file.relative_to(path).parts)
        for error in closed:
            yield argument, ReadError(str(error.filename), _cause(error))
        for file in found:
            yield file.relative_to(path).as_posix(), file
        if not found and not closed:
            suffixes = " ".join(READERS)
            yield argument, ReadError(argument, f"no readable file in this folder ({suffixes})")
    elif path.exists() or not glob.has_magic(argument):
        yield path.as_posix(), path
    else:
        matches = sorted(glob.glob(argument, recursive=True), key=lambda match: Path(match).parts)  # noqa: PTH207
        files = [match for match in matches if Path(match).is_file()]
        for match in files:
            yield Path(match).as_posix(), Path(match)
        if not files:
            yield argument, ReadError(argument, "no file matches")


def _walk(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """The readable files below a folder; hidden files and folders are skipped, links to folders not followed.

    Folders that cannot be listed end up in `closed`.
    """
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in READERS:
                yield Path(parent, name)


def _load(source: Path | None, file: str) -> tuple[str, str]:
    if source is None:
        return _plain(sys.stdin.buffer.read(), "standard input")
    try:
        data = source.read_bytes()
    except OSError as error:
        raise ReadError(file, _cause(error)) from None
    return READERS.get(source.suffix.lower(), _plain)(data, file)


def _cause(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "permission denied"
        case IsADirectoryError():
            return "a folder, not a file"
        case _:
            return error.strerror or type(error).__name__


# The manifest -----------------------------------------------------------------------------------------------


def manifest(file: str) -> dict[str, Meta]:
    """Date and place of documents, by path: a CSV file with the columns `path` and, optional, `date`, `place`.

    Raises ReadError, naming the line, where a row is wrong.
    """
    text, _ = _load(Path(file), file)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "path" not in (rows.fieldnames or ()):
        raise ReadError(file, "a manifest has a column path, and may have date and place")
    metas: dict[str, Meta] = {}
    for row in rows:
        if row["path"] in metas:
            raise ReadError(file, f"line {rows.line_num}: a second row for {row['path']}")
        try:
            date = datetime.date.fromisoformat(row["date"]) if row.get("date") else None
        except ValueError:
            raise ReadError(
                file, f"line {rows.line_num}: {row['date']!r} is no date like 2024-12-31"
            ) from None
        metas[row["path"]] = Meta(date, row.get("place") or None)
    return metas
