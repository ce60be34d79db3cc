"""The lines of a document, and which of them are furniture: page numbers, running heads, tables, editors' lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from zzx.patterns import late
from zzx.units import units

FurnitureReason = Literal["page", "furniture", "list", "table", "url"]

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SPACES = (
    " \t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
EDGE = BREAKS + INVISIBLE + _SPACES
CLOSERS = "”’」』）)】〕》〉\"'"
_STOPS = "。｡！？!?…"


class Furniture(NamedTuple):
    """A stretch of the document that is no part of its prose, and why."""

    start: int
    end: int
    reason: FurnitureReason


@dataclass(slots=True)
class Line:
    """A line that is not empty, without the white space at its edges."""

    text: str
    start: int
    breaks: int  # line breaks since the line before; 2 where one empty line lies between
    indented: bool = False
    new_page: bool = False
    glued: bool = False  # surely goes on with the line before

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.start + len(self.text)


_LINE = late(f"[^{BREAKS}]+")


def split(text: str) -> list[Line]:
    """All lines of a text that are not empty."""
    lines = []
    gap_start = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.lstrip(EDGE)
        if not stripped:
            continue
        gap = text[gap_start : match.start()]
        gap_start = match.end()
        start = gap_start - len(stripped)
        line = Line(stripped.rstrip(EDGE), start, 1)
        if len(gap) > 1:
            line.breaks = len(_LINE.sub("", gap)) - gap.count("\r\n")
            line.new_page = "\x0c" in gap
        if start > match.start():
            line.indented = raw[0] == "\u3000" or start - match.start() > 1
        lines.append(line)
    return lines


def ended(text: str) -> bool:
    """Whether a full stop ends it, within closing quotation marks and brackets or not."""
    if text[-1] in _STOPS:
        return True
    tail = text[-12:].rstrip(CLOSERS + " ")
    if not tail or tail[-1] in _STOPS:
        return bool(tail)
    return tail[-1] in ".．" and tail[-2:-1] > "\u2e80"


def paused(text: str) -> bool:
    """Whether it ends in a semicolon or colon."""
    return text[-1] in "；;：:"


# A line that ends in a numeral without its unit, but in no year, number of a list or of a picture: 为1.07万|人减免.
_UNMEASURED = late(
    r"[\u4e00-\u9fff“”，、（(](?<![第图表件卷之号])(?!(?:19|20)\d\d$)\d[\d,]*(?:\.\d{1,4})?[余多]?[万亿]{0,2}[余多]?$"
)


def parts_unit(text: str, following: str) -> bool:
    """Whether the end of a line parts a numeral from its unit."""
    last = text[-1:]
    if not (last.isdecimal() or last in "余多万亿") or not _UNMEASURED.search(text):
        return False
    power = len(following) - len(following.lstrip("万亿"))
    return power <= 2 and units().read(following, power, len(following)) is not None


# --- furniture --------------------------------------------------------------------------------------------------------

_PAGE = late(
    r"[-–—－·•~～\s\[(（]*[\d０-９]{1,4}[-–—－·•~～\s\])）]*|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?:第\s*)?(?:[A-Da-d]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|[A-D]\d{1,2}"
    r"|第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页"
    r"|第\s*[一二三四五六七八九十百]{1,4}\s*[章节编篇卷][^，。；：:\d]{0,16}(?:[：:·•]\s*|\s+[·•]?\s*)\d{1,4}\s*[·•]?"
    r"|[·•]\s*\d{1,4}\s*[·•]\s*[^，。；：:\d]{2,16}|[^，。；：:\d]{2,16}[·•]\s*\d{1,4}\s*[·•]"
    r"|[Pp](?:age|\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4}|\s*[-–—|].{0,30})?"
)
_NUMBER = late(r"[-+−(（]?[\d０-９][\d０-９,，.．]*\s*[%％‰]?[)）]?|[-—–]{1,2}")
_CONTENTS = late(r".{2,60}?(?:[.·]{4,}|…{2,})\s*\d{1,4}")
_SECTION_NUMBER = late(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_URL = late(r"(?:https?://|www\.)[!-~]+|!\[[^\[\]]{0,300}\]\([^()]{0,2000}\)", re.IGNORECASE)
_RULE = late(r"[-*_=—─━~·.\s|+:]{3,}")
_PICTURE = late(r"[\[【（(]?(?:图片|视频|音频)[\]】）)]?")
_EDITOR = late(
    r"责任编辑|责编|美术编辑|美编|版式|校对|审校|值班|统筹|编辑|电\s*话|传真|邮箱|邮编|热线|投稿|广告"
)
_CELL = late(r"[-+−(（]?\d[\d,.]*[%％‰]?[)）]?|[-—–]{1,2}")
# Punctuation of prose; a comma inside a number is none.
_WIDE_STOP = late("[。，；！？]")
_NARROW_STOP = late(r"(?<=[\u4e00-\u9fff%％])[,;!?]|[,;!?](?=\s?[\u4e00-\u9fff])")
_NO_CELL = late(
    r"[。；，：:,！？!?]|^[#（(]|^[一二三四五六七八九十]{1,3}、|\d[\d.]*[余多]?[万亿]?[件起人名元%]"
)
# Words and a number without a gap; what grew by it or reached it is told, and no row: 工业增加值增长6%.
_GLUED_ROW = late(
    r"[^\d，。；！？：:A-Za-z#]{1,20}(?<!增长|下降|上升|上涨|提高|增加|减少|降低|达到|突破|超过)(?<!不低于|控制在|保持在)\d[\d.,]*%?"
)
_PAGE_EDGE = late(r"^\d{1,4}\s+|\s+\d{1,4}$")
_WORD = late(r"\w")
_GOES_ON = "，。、；：！？…）】》”’％%,;)年月日时分个件起名人次项家户条例万亿元余多倍岁亩吨公"


def drop_furniture(lines: list[Line], furniture: list[Furniture]) -> list[Line]:
    """The lines that are text; the others go to `furniture`, and their gaps to the line after them."""
    reasons = [_reason(line.text) for line in lines]
    _mark_tables(lines, reasons)
    _mark_running_heads(lines, reasons)
    _unmark_split_numbers(lines, reasons)
    kept = []
    breaks = 0
    new_page = False
    for line, reason in zip(lines, reasons, strict=True):
        if reason is None:
            line.breaks = max(line.breaks, breaks)
            line.new_page |= new_page
            breaks, new_page = 0, False
            kept.append(line)
        else:
            furniture.append(Furniture(line.start, line.end, reason))
            breaks = max(breaks, line.breaks)
            new_page |= line.new_page or reason == "page"
    return kept


def _reason(text: str) -> FurnitureReason | None:
    first = text[0]
    if (first == "|" and text.count("|") >= 2) or (first == "<" and text.startswith("<table")):
        return "table"
    if text[-1] == "。":
        return None
    if first == "<" and text.startswith("<!--") and text.find("-->") == len(text) - 3:
        return "page" if "page" in text else "furniture"
    if len(text) <= 40:
        if _PAGE.fullmatch(text):
            return "page"
        if _NUMBER.fullmatch(text):
            return "list" if _SECTION_NUMBER.fullmatch(text) else "table"
    if text[-1].isdigit() and len(text) <= 200 and _CONTENTS.fullmatch(text):
        return "page"
    if _RULE.fullmatch(text):
        return "furniture"
    if _PICTURE.fullmatch(text) or (
        len(text) <= 3 and not _WORD.search(text) and first not in "#" + _GOES_ON
    ):
        return "furniture"
    if _URL.fullmatch(text):
        return "url"
    if len(text) <= 200 and "。" not in text and len(set(_EDITOR.findall(text))) >= 2 and _has_digit(text):
        return "furniture"
    if " " in text and _is_flat_table(text[:2000]):
        return "table"
    return None


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_prose(text: str) -> bool:
    """Whether it holds punctuation of prose."""
    if _WIDE_STOP.search(text):
        return True
    return any(stop in text for stop in ",;!?") and _NARROW_STOP.search(text) is not None


def _is_flat_table(text: str) -> bool:
    """A whole table in one line: words and numbers in turn, and no punctuation of prose."""
    if _is_prose(text):
        return False
    cells = text.split()
    numbers = sum(1 for cell in cells if _CELL.fullmatch(cell) and _has_digit(cell))
    return len(cells) >= 8 and numbers >= 3 and numbers * 4 >= len(cells)


def _mark_tables(lines: list[Line], reasons: list[FurnitureReason | None]) -> None:
    """Rows of cells, with white space between them or without, and columns that came out one cell a line."""
    short = [at for at, line in enumerate(lines) if len(line.text) <= 200 and line.text[-1] != "。"]
    for rows in _runs([at for at in short if _is_row(lines[at].text)]):
        _mark_rows(rows, lines, reasons)
    for rows in _runs([at for at in short if _GLUED_ROW.fullmatch(lines[at].text)]):
        if len(rows) >= 3:
            _mark(rows, reasons)
    for column in _runs([at for at in short if _is_cell(lines[at].text)]):
        _mark_column(column, lines, reasons)


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Rising numbers in groups without gaps."""
    start = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[end - 1] + 1:
            yield numbers[start:end]
            start = end


def _mark(run: list[int], reasons: list[FurnitureReason | None]) -> None:
    for at in run:
        reasons[at] = "table"


def _is_row(text: str) -> bool:
    if (" " not in text and "\t" not in text) or not _has_digit(text) or _is_prose(text):
        return False
    cells = text.split("\t") if "\t" in text else text.split()
    numbers = sum(1 for cell in cells if _CELL.fullmatch(cell.strip()))
    return len(cells) >= 3 and numbers >= 2 and numbers * 2 >= len(cells)


def _is_cell(text: str) -> bool:
    return len(text) <= 30 and (_NUMBER.fullmatch(text) is not None or not _NO_CELL.search(text))


def _mark_rows(rows: list[int], lines: list[Line], reasons: list[FurnitureReason | None]) -> None:
    if len(rows) < 2:
        return
    head = rows[0] - 1
    cells = lines[head].text.split() if head >= 0 and len(lines[head].text) <= 60 else []
    width = len(lines[rows[0]].text.split())
    if (
        len(cells) > 1
        and abs(len(cells) - width) <= 1
        and not any(mark in lines[head].text for mark in "。，；：")
    ):
        rows = [head, *rows]
    _mark(rows, reasons)


def _mark_column(column: list[int], lines: list[Line], reasons: list[FurnitureReason | None]) -> None:
    numbers = [at for at in column if _NUMBER.fullmatch(lines[at].text)]
    if len(numbers) >= 3 and len(numbers) * 4 >= len(column):
        first = max(column[0], numbers[0] - 3)  # up to three words head the column
        _mark(list(range(first, numbers[-1] + 1)), reasons)


def _mark_running_heads(lines: list[Line], reasons: list[FurnitureReason | None]) -> None:
    """Short lines that come back at the edges of pages, with the page number or without."""
    heads: dict[int, str] = {}
    for at, line in enumerate(lines):
        text = line.text
        if 5 <= len(text) <= 50 and text[0] not in "#-*|（(" and text[-1] not in "。；，、：:;,！？!?…）)”":
            heads[at] = _PAGE_EDGE.sub("", text)
    times = Counter(heads.values())
    paged = {
        head
        for at, head in heads.items()
        if times[head] > 1
        and (head != lines[at].text or lines[at].new_page or "page" in reasons[max(0, at - 1) : at + 2])
    }
    for at, head in heads.items():
        if head in paged and (times[head] > 2 or (reasons[at] is None and head == lines[at].text)):
            reasons[at] = "page"


def _unmark_split_numbers(lines: list[Line], reasons: list[FurnitureReason | None]) -> None:
    """Numbers in bold come out of some web pages on lines of their own: 共破获\n676\n起."""
    for at in range(1, len(lines) - 1):
        if reasons[at] not in ("page", "table", "list") or not _NUMBER.fullmatch(lines[at].text):
            continue
        before, line, after = lines[at - 1 : at + 2]
        apart = line.breaks > 1 or after.breaks > 1 or reasons[at - 1] or reasons[at + 1]
        if not apart and after.text[0] in _GOES_ON and not ended(before.text):
            reasons[at] = None
            line.glued = after.glued = True
