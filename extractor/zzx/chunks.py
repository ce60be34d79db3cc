"""Documents dealt out in chunks of like size: what one process is given at a time, and may be lost over.

Where a chunk ends depends on the documents alone, never on how many processes there are.
"""

from collections.abc import Iterable, Iterator

from zzx.read import Document, ReadError

Chunk = tuple[Document | ReadError, ...]

CHARACTERS = 65_536
_OVERHEAD = 256  # what a document takes beside its text, in characters


class LostError(Exception):
    """Every process that worked on something ended before it was done: killed, or out of memory."""


def chunked(documents: Iterable[Document | ReadError], characters: int = CHARACTERS) -> Iterator[Chunk]:
    """The documents in their order, in chunks of at most so many characters or of one document."""
    chunk: list[Document | ReadError] = []
    room = characters
    for document in documents:
        size = _OVERHEAD + (len(document.text) if isinstance(document, Document) else 0)
        if chunk and size > room:
            yield tuple(chunk)
            chunk, room = [], characters
        chunk.append(document)
        room -= size
    if chunk:
        yield tuple(chunk)
