"""Plain text and Markdown, kept exactly: no newline is translated, only a byte order mark is dropped."""

from collections.abc import Iterator
from pathlib import Path

from zzx.decoding import decode, load
from zzx.readers.content import Columns, Content


def read(path: Path, file: str, _columns: Columns) -> Iterator[Content]:
    """The one document of a text file."""
    with path.open("rb") as stream:
        yield Content(*decode(load(stream, file), file))
