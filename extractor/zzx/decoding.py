"""From bytes to text: as the byte order mark says, else the first encoding that fits. And what cannot be read."""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

LARGEST = 256 * 1024 * 1024  # bytes of one document: a library of prose


class ReadError(Exception):
    """An input that cannot be read: which one, and why."""

    def __init__(self, file: str, cause: str) -> None:
        super().__init__(file, cause)  # what it is made from again in another process
        self.file = file
        self.cause = cause

    def __str__(self) -> str:
        return f"{self.file}: {self.cause}"


class EmptyError(ReadError):
    """A file that holds nothing."""


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
_BLOCK = 1 << 20  # bytes
# What a declaration calls an encoding, and the larger one that holds what is written under that name.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs", "big5-tw": "big5hkscs"}


def load(stream: BinaryIO, file: str) -> bytes:
    """All bytes of a stream; raises ReadError where there are too many, as in one that never ends."""
    blocks: list[bytes] = []
    room = LARGEST
    while block := stream.read(_BLOCK):
        blocks.append(block)
        room -= len(block)
        if room < 0:
            raise ReadError(file, f"larger than {LARGEST:,} bytes, the most that is read of one document")
    return b"".join(blocks)


def decode(data: bytes, file: str, declared: str | None = None) -> tuple[str, str]:
    """The text of a file and its encoding: as its byte order mark says, else the first that fits.

    UTF-8, what the file declares itself to be in, GB18030 and Big5 (with the Hong Kong characters) are tried in
    this order. Raises ReadError, naming the byte, where none fits or where the bytes are no text.
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
    for encoding, private_share in _candidates(declared):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            undecodable = max(undecodable, error.start)
        else:
            if len(_PRIVATE_USE.findall(text)) <= private_share * len(text):
                return _checked(text, encoding, file), encoding
    raise ReadError(file, f"not a text file: byte {undecodable} is no UTF-8, GB18030 or Big5")


def lines_of(path: Path, file: str) -> tuple[Iterator[str], str]:
    """The lines of a text file with their ends, and its encoding; UTF-8 is read as it is wanted, never as a whole.

    Raises ReadError and OSError as `decode` does, before the first line.
    """
    if path.is_file() and _is_utf_8(path):
        return _utf_8_lines(path, file), "utf-8"
    with path.open("rb") as stream:
        text, encoding = decode(load(stream, file), file)
    return io.StringIO(text, newline=""), encoding


def _is_utf_8(path: Path) -> bool:
    """Whether a file is UTF-8 text and not empty: the bytes that `decode` would take as such."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    empty = True
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError:
                return False
            if _CONTROL.search(text):
                return False
            empty = empty and not text.strip()
    return not empty and not decoder.getstate()[0]


def _utf_8_lines(path: Path, file: str) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        try:
            yield from lines
        except UnicodeDecodeError:
            raise ReadError(file, "the file changed while it was read") from None


def _candidates(declared: str | None) -> tuple[tuple[str, float], ...]:
    if declared is None:
        return _ENCODINGS
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return _ENCODINGS
    wide = _WIDER.get(name, name)
    return (_ENCODINGS[0], (wide, 1.0), *_ENCODINGS[1:])


def _checked(text: str, encoding: str, file: str) -> str:
    if control := _CONTROL.search(text):
        offset = len(text[: control.start()].encode(encoding))
        raise ReadError(file, f"not a text file: control character {control[0]!r} at byte {offset}")
    if not text.strip():
        raise EmptyError(file, "the file is empty")
    return text
