"""Word documents: paragraphs, headings, lists, tables and notes as the last reviewer left them.

A document is a ZIP archive of XML: it is never unpacked to disk, its parts are read up to a limit, and XML that defines
entities is refused. Insertions that are tracked are text, deletions are not.
"""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zzx import dates
from zzx.decoding import ReadError
from zzx.readers.content import Columns, Content, missing
from zzx.readers.flow import Flow

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 32 * 1024 * 1024  # bytes of XML, all parts together: thousands of pages
# What zipfile raises, besides its own errors, where it unpacks what is none or was packed otherwise.
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
)
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 10
_MOST_SPANNED = 100
# What is deleted, moved elsewhere, an instruction to Word, or another form of what was already said.
_UNREAD = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "Fallback",
    "rPr",
    "pPr",
    "trPr",
    "tcPr",
    "tblPr",
}
_NOTES = ("footnotes", "endnotes")


def read(path: Path, file: str, _columns: Columns) -> Iterator[Content]:
    """The one document of a Word file; the day of its last change counts where its text bears no date."""
    try:
        import defusedxml  # noqa: F401
    except ImportError:
        raise missing(file, ".docx", "docx") from None
    with path.open("rb") as stream:
        if stream.read(4) == _ENCRYPTED:
            raise ReadError(file, "encrypted, or a .doc of before 2007: save it as .docx without a password")
        try:
            with zipfile.ZipFile(stream) as archive:
                parts = _Parts(archive, file)
                main = parts.main()
                text = _text(parts, main)
                changed = _changed(parts)
        except RecursionError:
            raise ReadError(file, "tables or text boxes nested too deeply") from None
        except _DAMAGED as error:
            raise ReadError(file, f"damaged, or no Word document: {error}") from None
    if not text:
        raise ReadError(file, "no text in this document")
    yield Content(text, "docx", dates.find_document_date(text) or changed)


class _Parts:
    """The XML parts of a document."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive = archive
        self._file = file
        self._room = _LARGEST

    def part(self, name: str) -> Element | None:
        """The root of a part, None if there is none; raises ReadError where it is too large or no safe XML."""
        from defusedxml import DefusedXmlException, ElementTree

        try:
            info = self._archive.getinfo(name)
        except KeyError:
            return None
        if info.file_size > self._room:
            raise ReadError(self._file, f"{name} expands to {info.file_size:,} bytes, more than is read")
        self._room -= info.file_size
        if info.flag_bits & 1:
            raise ReadError(self._file, "encrypted: it opens with a password only")
        try:
            root: Element = ElementTree.fromstring(self._archive.read(info), forbid_dtd=True)
        except DefusedXmlException:
            raise ReadError(self._file, f"{name} defines entities, which no Word document does") from None
        except ElementTree.ParseError as error:
            raise ReadError(self._file, f"{name} is damaged: {error}") from None
        return root

    def main(self) -> str:
        """The name of the part that holds the text."""
        relations = self.part("_rels/.rels")
        for relation in [] if relations is None else list(relations):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").removeprefix("/")
        raise ReadError(self._file, "no Word document: it has no part with text")


def _text(parts: _Parts, main: str) -> str:
    root = parts.part(main)
    if root is None:
        return ""
    folder = main.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    flow = Flow()
    walk = _Walk(flow, _styles(parts.part(f"{prefix}styles.xml")))
    walk.blocks(root)
    for name in _NOTES:
        notes = parts.part(f"{prefix}{name}.xml")
        for note in [] if notes is None else list(notes):
            if _value(note, "type") in (None, "normal"):  # the others are the lines above the notes
                walk.blocks(note)
    return flow.text()


# XML --------------------------------------------------------------------------------------------------------


def _name(element: Element) -> str:
    """The name without its namespace: transitional and strict documents differ in nothing else."""
    return element.tag.rpartition("}")[2]


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return (child for child in ([] if element is None else element) if _name(child) == name)


def _child(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = next(_children(element, name), None)
    return element


def _value(element: Element | None, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def _number(element: Element | None) -> int | None:
    written = _value(element)
    return int(written) if written and written.isdecimal() and len(written) < 6 else None


def _is_on(element: Element | None) -> bool:
    """A switch is on where it is there and not switched off."""
    return element is not None and _value(element) not in ("0", "false", "off")


# Styles -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Style:
    level: int | None  # 1 is the highest heading; _BODY_LEVEL is no heading
    listed: bool


def _styles(root: Element | None) -> Mapping[str, _Style]:
    """The styles of paragraphs by their identifiers, with what they inherit."""
    elements = {_value(style, "styleId") or "": style for style in _children(root, "style")}
    found: dict[str, _Style] = {}
    for name in elements:
        heirs: list[str] = []
        at: str | None = name
        while at in elements and at not in found:
            found[at] = _Style(None, listed=False)  # until the style that it is based on is known
            heirs.append(at)
            at = _value(_child(elements[at], "basedOn"))
        base = found.get(at or "", _Style(None, listed=False))
        for heir in reversed(heirs):
            own = _own_level(elements[heir])
            listed = base.listed or _is_listed(_child(elements[heir], "pPr"))
            found[heir] = base = _Style(base.level if own is None else own, listed)
    return found


def _own_level(style: Element) -> int | None:
    title = _value(_child(style, "name")) or ""
    if named := _HEADING_NAME.fullmatch(title):
        return int(named[1])
    if title.lower() in ("title", "标题"):
        return 1
    outline = _number(_child(style, "pPr", "outlineLvl"))
    return None if outline is None else outline + 1


def _is_listed(properties: Element | None) -> bool:
    return (_number(_child(properties, "numPr", "numId")) or 0) > 0


# Text -------------------------------------------------------------------------------------------------------


class _Walk:
    """Goes through paragraphs and tables in reading order."""

    def __init__(self, flow: Flow, styles: Mapping[str, _Style]) -> None:
        self._flow = flow
        self._styles = styles
        self._carried = ""  # what stands before a paragraph mark that was deleted

    def blocks(self, root: Element) -> None:
        """Add the paragraphs and tables of a part, a note, a cell or a text box."""
        for element in _flat(root, ("p", "tbl")):
            if _name(element) == "p":
                self._paragraph(element)
            else:
                self._table(element)
        self._end()

    def _end(self) -> None:
        self._flow.paragraph(self._carried)
        self._carried = ""

    def _paragraph(self, paragraph: Element) -> None:
        properties = _child(paragraph, "pPr")
        text, boxes = _words(paragraph)
        text = self._carried + text
        if _child(properties, "rPr", "del") is not None:
            self._carried = text
        else:
            self._carried = ""
            style = self._styles.get(_value(_child(properties, "pStyle")) or "", _Style(None, listed=False))
            outline = _number(_child(properties, "outlineLvl"))
            level = style.level if outline is None else outline + 1
            if level is not None and level < _BODY_LEVEL:
                self._flow.heading(text, level)
            else:
                listed = style.listed or _is_listed(properties)
                self._flow.paragraph(f"- {text.lstrip()}" if listed and text.strip() else text)
        for box in boxes:
            self.blocks(box)

    def _table(self, table: Element) -> None:
        self._end()
        rows: list[list[str]] = []
        heads = 0
        for row in _flat(table, ("tr",)):
            properties = _child(row, "trPr")
            if _child(properties, "del") is not None:
                continue
            if heads == len(rows) and _is_on(_child(properties, "tblHeader")):
                heads += 1
            rows.append([""] * min(_number(_child(properties, "gridBefore")) or 0, _MOST_SPANNED))
            for cell in _flat(row, ("tc",)):
                if _child(cell, "tbl") is not None or len(list(_children(cell, "p"))) > 4:
                    self._framed(table)
                    return
                of_cell = _child(cell, "tcPr")
                merge = _child(of_cell, "vMerge")
                continues = merge is not None and _value(merge) != "restart"
                words = "" if continues else " ".join(_words(part)[0] for part in _flat(cell, ("p",)))
                width = min(_number(_child(of_cell, "gridSpan")) or 1, _MOST_SPANNED)
                rows[-1] += [words] + [""] * (width - 1)
        if rows:
            self._flow.table(rows, heads)

    def _framed(self, table: Element) -> None:
        """A table that lays out the page: its cells are text."""
        for row in _flat(table, ("tr",)):
            if _child(row, "trPr", "del") is None:
                for cell in _flat(row, ("tc",)):
                    self.blocks(cell)


def _flat(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """The nearest descendants of these names, in order, through content controls and tracked insertions."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if _name(element) in names:
            yield element
        elif _name(element) not in _UNREAD:
            stack += reversed(element)


def _words(paragraph: Element) -> tuple[str, list[Element]]:
    """The text of a paragraph, and the text boxes that are anchored in it."""
    words: list[str] = []
    boxes: list[Element] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        match _name(element):
            case "t":
                words.append(element.text or "")
            case "tab" | "ptab":
                words.append("\t")
            case "br" | "cr":
                words.append("\n")
            case "noBreakHyphen":
                words.append("-")
            case "txbxContent":
                boxes.append(element)
            case "r" if _is_on(_child(element, "rPr", "vanish")):
                pass
            case name if name not in _UNREAD:
                stack += reversed(element)
    return "".join(words), boxes


def _changed(parts: _Parts) -> datetime.date | None:
    """The day of the last change, else of the making, as the core properties say."""
    core = parts.part("docProps/core.xml")
    for name in ("modified", "created"):
        written = _child(core, name)
        if written is not None and written.text:
            try:
                return datetime.date.fromisoformat(written.text.strip()[:10])
            except ValueError:  # a property that a faulty program wrote is no reason to refuse the document
                continue
    return None
