"""PDF by pypdfium2: the text layer, page by page."""

import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from zzx.decoding import ReadError, load
from zzx.readers.content import Columns, Content, missing

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LINE_END = re.compile(r"\r\n?")
# A hyphen at a line end comes out as U+FFFE or U+0002, and a character without a meaning as U+FFFF or NUL.
_HYPHEN = re.compile(r"[\ufffe\x02](?:\r\n?|\n)?")
_NOTHING = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\uffff]")
PAGE_BREAK = "\n\f"


def read(path: Path, file: str, _columns: Columns) -> Iterator[Content]:
    """The one document of a PDF file, its pages joined by form feeds."""
    try:
        import pypdfium2
    except ImportError:
        raise missing(file, ".pdf", "pdf") from None
    with path.open("rb") as stream:
        data = load(stream, file)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        cause = "encrypted: it opens with a password only" if encrypted else "damaged, or no PDF file"
        raise ReadError(file, cause) from None
    try:
        pages = list(_pages(document, file))
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise ReadError(
            file,
            f"no text layer: {len(pages)} pages of pictures, which need optical character recognition first",
        )
    starts = accumulate((len(page) + len(PAGE_BREAK) for page in pages[:-1]), initial=0)
    yield Content(PAGE_BREAK.join(pages), "pdf", pages=tuple(starts))


def _pages(document: "PdfDocument", file: str) -> Iterator[str]:
    from pypdfium2 import PdfiumError

    for number in range(len(document)):
        try:
            page = document[number]
            raw = page.get_textpage().get_text_range()
            page.close()
        except PdfiumError:
            raise ReadError(file, f"page {number + 1} is damaged") from None
        yield _LINE_END.sub("\n", _NOTHING.sub("", _HYPHEN.sub("-", raw))).strip("\n")
