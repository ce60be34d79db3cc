"""Plain text and Markdown, kept exactly: no newline is translated, only a byte order mark is dropped."""

from collections.abc import Iterator
from pathlib import Path

from zzx.decoding import decode
from zzx.readers.content import Columns, Content


def read(path: Path, file: str, _columns: Columns) -> Iterator[Content]:
    """The one document of a text file."""
    yield Content(*decode(path.read_bytes(), file))
