"""HTML by selectolax: what a reader of the page sees, block by block, and when it was published."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zzx.decoding import ReadError, decode, load
from zzx.readers.content import Columns, Content, OwnError, missing
from zzx.readers.flow import Flow, collapsed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_UNSEEN = re.compile(
    "script|style|nav|noscript|template|head|iframe|object|embed|svg|math|canvas|audio|video|select|datalist|textarea"
    "|button|input|dialog|map|-.*|!.*"  # the last two are comments and declarations
)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]"
    "|header|legend|li|main|menu|ol|option|p|pre|section|summary|ul|caption|table|t(?:head|body|foot|r|d|h)"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
# How pages name the day of their publication, in the order of trust; PubDate is the standard of government pages.
_PUBLISHED = (
    *(
        "pubdate",
        "article:published_time",
        "og:published_time",
        "publishdate",
        "publish_date",
        "publication_date",
    ),
    *(
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.created",
        "date",
        "og:release_date",
    ),
)
# Elements that have to be closed: how deep they nest is told by counting. A parser takes a second for 30,000 levels and
# a hundred times as long for ten times as many.
_NESTED = re.compile(
    "<!--(?:.*?-->|.*)|<(/?)(a|b|i|u|em|big|div|font|span|strong|small|section|article|blockquote|center|table|ul|ol|dl)\\b",
    re.IGNORECASE | re.DOTALL,
)
_DEEPEST = 25_000
_OWN = (
    '<p class="brand">zzx</p>',
    "<title>zzx explain</title>",
)  # of the pages of zzx report and zzx explain
_MOST_SPANNED = 100
_MOST_CELLS = 200_000


def read(path: Path, file: str, _columns: Columns) -> Iterator[Content]:
    """The one document of a page."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise missing(file, ".html", "html") from None
    with path.open("rb") as stream:
        data = load(stream, file)
    declared = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    source, encoding = decode(data, file, declared[1].decode("ascii") if declared else None)
    if any(mark in source for mark in _OWN):
        raise OwnError(file)
    if _depth(source) > _DEEPEST:
        raise ReadError(file, f"elements nested more than {_DEEPEST:,} deep")
    page = LexborHTMLParser(source)
    text = _text(page)
    if not text:
        raise ReadError(file, "no visible text")
    yield Content(text, encoding, _published(page))


def _depth(source: str) -> int:
    """How deep the elements of a page nest, about."""
    opened: Counter[str] = Counter()
    deepest = 0
    for tag in _NESTED.finditer(source):
        if tag[2] and not tag[1]:
            opened[tag[2].lower()] += 1
            deepest = max(deepest, opened[tag[2].lower()])
        elif tag[2]:
            opened[tag[2].lower()] -= opened[tag[2].lower()] > 0
    return deepest


def _text(page: LexborHTMLParser) -> str:
    flow = Flow()
    if page.body is None:
        return ""
    title = page.css_first("head > title")
    if title is not None and page.body.css_first("h1") is None:
        flow.heading(title.text(), 1)
    _Walk(flow).through(page.body)
    return flow.text()


class _Walk:
    """Goes through the elements of a page, without recursion: a hostile page nests without end."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._inline: list[str] = []

    def through(self, body: LexborNode) -> None:
        """Add the blocks below an element."""
        stack: list[tuple[LexborNode, bool]] = [(body, False)]  # an element, and whether it is being left
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self._flush(_HEADINGS.get(tag, 0), item=tag == "li")
                continue
            if tag == "-text":
                self._take(node)
                continue
            if tag == "br":
                self._inline.append("\n")
                continue
            if is_unseen(node):
                continue
            is_block = _BLOCK.fullmatch(tag) is not None
            if is_block:
                self._flush()
            if tag == "table" and (grid := _grid(node)):
                caption = node.css_first("caption")
                if caption is not None:
                    self._flow.paragraph(collapsed(caption.text()))
                self._flow.table(*grid)
                continue
            if is_block:
                stack.append((node, True))
            stack += [(child, False) for child in reversed(list(_children(node)))]

    def _take(self, node: LexborNode) -> None:
        text = node.text_content or ""
        parent = node.parent
        self._inline.append(
            text if parent is not None and parent.tag == "pre" else _GAP_MARK.sub(_mark, text)
        )

    def _flush(self, level: int = 0, *, item: bool = False) -> None:
        lines = [collapsed(line.replace("\x1f", "\n")).strip() for line in "".join(self._inline).split("\n")]
        self._inline = []
        text = "\n".join(lines)
        if level:
            self._flow.heading(text, level)
        else:
            self._flow.paragraph(f"- {text}" if item and text.strip() else text)


_GAP_MARK = re.compile(r"[\n\r\x1f]+")


def _mark(_: re.Match[str]) -> str:
    return "\x1f"  # a line end of the source, which is no line end of the page


def is_unseen(node: LexborNode) -> bool:
    """Whether an element shows nothing: it is hidden, no content, or a comment."""
    if _UNSEEN.fullmatch(node.tag or "-"):
        return True
    attributes = node.attributes
    return bool(
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDING.search(attributes.get("style") or "")
    )


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


# Tables -----------------------------------------------------------------------------------------------------


def _grid(table: LexborNode) -> tuple[list[list[str]], int] | None:
    """The rows of a table and how many head it; None where the table lays out the page."""
    if (
        table.css_first("table table, td h1, td h2, td h3, td p ~ p ~ p, td div div, td ul, td ol")
        is not None
    ):
        return None
    rows: list[list[str]] = []
    heads = 0
    below: dict[tuple[int, int], str] = {}  # what a cell above reaches down to
    cells = 0
    for row in table.css("tr"):
        if is_unseen(row):
            continue
        parts = [cell for cell in _children(row) if cell.tag in ("td", "th") and not is_unseen(cell)]
        in_head = row.parent is not None and row.parent.tag == "thead"
        line: list[str] = []
        for cell in parts:
            while (len(rows), len(line)) in below:
                line.append("")
            height, width = _spanned(cell, "rowspan"), _spanned(cell, "colspan")
            cells += height * width
            if cells > _MOST_CELLS:
                return None
            for down in range(1, height):
                for across in range(width):
                    below[len(rows) + down, len(line) + across] = ""
            line += [_cell_text(cell)] + [""] * (width - 1)
        if heads == len(rows) and parts and (in_head or all(cell.tag == "th" for cell in parts)):
            heads += 1
        rows.append(line)
    return (rows, heads) if rows else None


def _spanned(cell: LexborNode, name: str) -> int:
    written = (cell.attributes.get(name) or "").strip()
    return min(max(int(written), 1), _MOST_SPANNED) if written.isdecimal() and len(written) < 6 else 1


def _cell_text(cell: LexborNode) -> str:
    words: list[str] = []
    stack = [cell]
    while stack:
        node = stack.pop()
        if node.tag == "-text":
            words.append(node.text_content or "")
        elif node is cell or not is_unseen(node):
            if node.tag in ("br", "p", "div"):
                words.append(" ")
            stack += reversed(list(_children(node)))
    return collapsed("".join(words)).strip()


# The day of publication -------------------------------------------------------------------------------------


def _published(page: LexborHTMLParser) -> datetime.date | None:
    named: dict[str, str] = {}
    for meta in page.css("meta"):
        attributes = meta.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        named.setdefault(name.strip().lower(), attributes.get("content") or "")
    written = [named[name] for name in _PUBLISHED if name in named]
    for time in page.css("time"):
        written += [time.attributes.get("datetime") or "", time.text()]
    return next((day for words in written if (day := _day(words))), None)


def _day(words: str) -> datetime.date | None:
    if found := _DAY.search(words):
        try:
            return datetime.date(*map(int, found.groups()))
        except ValueError:  # 2024-13-45: the page's mistake, and no date
            return None
    return None
