"""A document as the reader sees it: headings, paragraphs and sentences, with offsets into its own text.

The text is never rewritten. A sentence is a *view*: the characters that a reader takes in, without the white space,
page numbers and markup that interrupt it, and the pieces that lead each of them back to its place in the document.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

SentenceKind = Literal["prose", "heading", "caption", "dateline"]
FurnitureReason = Literal["page", "furniture", "list", "table", "url"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch shared by view and document: ``view[view : view + length] == text[start : start + length]``."""

    view: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, caption or byline; ``paragraph`` and ``article`` count from 0."""

    view: str
    pieces: tuple[Piece, ...]
    section: str | None
    paragraph: int
    article: int
    kind: SentenceKind

    def source(self, i: int) -> int:
        """Document offset of view character ``i``; IndexError if there is none."""
        if not 0 <= i < len(self.view):
            raise IndexError(f"no character {i} in a sentence of {len(self.view)}")
        piece = self.pieces[bisect_right(self.pieces, i, key=_piece_view) - 1]
        return piece.start + i - piece.view

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets (end exclusive) of the non-empty view stretch ``start:end``; IndexError if outside."""
        return self.source(start), self.source(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the document that is no part of its prose, and why."""

    start: int
    end: int
    reason: FurnitureReason


@dataclass(frozen=True, slots=True)
class Layout:
    """Sentences in reading order, furniture in document order."""

    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...]


def layout(text: str) -> Layout:
    """Find the sentences and the furniture of a document."""
    furniture: list[Furniture] = []
    lines = _drop_furniture(_lines(text), furniture)
    blocks = _blocks(lines, text, furniture)
    _classify(blocks)
    _number_articles(blocks)
    sentences = list(_sentences(text, _paragraphs(blocks, text), furniture))
    furniture.sort(key=_furniture_start)
    return Layout(tuple(sentences), tuple(furniture))


def _piece_view(piece: Piece) -> int:
    return piece.view


def _furniture_start(item: Furniture) -> int:
    return item.start


# --- lines ------------------------------------------------------------------------------------------------------------

_BREAK = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANK = " \t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_EDGE = _BREAK + _INVISIBLE + _BLANK
_LINE = re.compile(f"[^{_BREAK}]+")
_CLOSERS = "”’」』）)】〕》〉\"'"
_STOPS = "。｡！？!?…"


@dataclass(slots=True)
class _Line:
    text: str  # without white space at its edges
    start: int
    breaks: int  # line breaks since the line before, 2 where one empty line lies between
    indented: bool
    new_page: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _lines(text: str) -> list[_Line]:
    lines = []
    gap_start = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.lstrip(_EDGE)
        if not stripped:
            continue
        gap = text[gap_start : match.start()]
        gap_start = match.end()
        start = gap_start - len(stripped)
        breaks = len(_LINE.sub("", gap)) - gap.count("\r\n") if len(gap) > 1 else 1
        indented = start - match.start() >= (1 if raw[0] == "\u3000" else 2)
        lines.append(_Line(stripped.rstrip(_EDGE), start, breaks, indented, "\x0c" in gap))
    return lines


# --- furniture --------------------------------------------------------------------------------------------------------

_NUMBER_LINE = re.compile(r"[-+]?[\d０-９][\d０-９,，.．%％ ]*|[-—]{1,2}")
_PAGE_LINE = re.compile(
    r"[-–—－·•~～\s\[(（]*[\d０-９]{1,4}[-–—－·•~～\s\])）]*|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?:第\s*)?(?:[A-Da-d]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|[A-D]\d{1,2}"
    r"|第\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页"
    r"|[Pp](?:age|\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_EDITOR_CUE = re.compile(
    r"(?:责任编辑|责编|美术编辑|美编|版式|校对|审校|值班|统筹|编辑|电\s*话|传真|邮箱|邮编|热线|投稿|广告)\s*[:：]?"
)
_URL_LINE = re.compile(r"(?:https?://|www\.)[!-~]+|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)", re.I)
_RULE_LINE = re.compile(r"[-*_=—─━~·.\s|+:]{3,}")
_CELL = re.compile(r"[-+−]?\d[\d,.]*(?:%|％|‰)?|[-—–]{1,2}")


def _drop_furniture(lines: list[_Line], furniture: list[Furniture]) -> list[_Line]:
    """Lines that are text; the others go to ``furniture`` and their line breaks to the line after them."""
    reasons = _furniture_reasons(lines)
    kept = []
    breaks = 0
    new_page = False
    for line, reason in zip(lines, reasons, strict=True):
        if reason is None:
            line.breaks += breaks
            line.new_page |= new_page
            breaks, new_page = 0, False
            kept.append(line)
        else:
            furniture.append(Furniture(line.start, line.end, reason))
            breaks += line.breaks
            new_page |= line.new_page or reason == "page"
    return kept


def _furniture_reasons(lines: list[_Line]) -> list[FurnitureReason | None]:
    reasons = [_furniture_reason(line.text) for line in lines]
    _mark_tables(lines, reasons)
    _mark_running_heads(lines, reasons)
    return reasons


def _furniture_reason(text: str) -> FurnitureReason | None:
    if text[0] == "|" and text.count("|") >= 2 or text.startswith("<table"):
        return "table"
    if len(text) > 200:
        return "table" if _is_cells(text) else None
    if _PAGE_LINE.fullmatch(text):
        return "page"
    if _NUMBER_LINE.fullmatch(text):
        return "list"
    if _RULE_LINE.fullmatch(text):
        return "furniture"
    if _URL_LINE.fullmatch(text):
        return "url"
    if "。" not in text and any(map(str.isdigit, text)):
        if len({cue.group() for cue in _EDITOR_CUE.finditer(text)}) >= 2:
            return "furniture"
        if _is_cells(text):
            return "table"
    return None


def _is_cells(text: str) -> bool:
    """A whole flattened table in one line: words and numbers in turn, and no punctuation of prose."""
    head = text[:2000]
    if "。" in head or "，" in head or "；" in head:
        return False
    cells = head.split()
    numbers = sum(1 for cell in cells if _CELL.fullmatch(cell))
    return len(cells) >= 8 and numbers >= 3 and numbers * 4 >= len(cells)


def _mark_tables(lines: list[_Line], reasons: list[FurnitureReason | None]) -> None:
    """Rows of cells, and columns that came out one cell a line."""
    row_run: list[int] = []
    column_run: list[int] = []
    for index in range(len(lines) + 1):
        text = lines[index].text if index < len(lines) else ""
        if text and _is_row(text):
            row_run.append(index)
        else:
            if len(row_run) >= 2:
                for at in row_run:
                    reasons[at] = "table"
            row_run = []
        if text and len(text) <= 12 and text[-1] not in "。；，、：:;,#":
            column_run.append(index)
        else:
            _mark_column(column_run, lines, reasons)
            column_run = []


def _is_row(text: str) -> bool:
    if len(text) > 200 or not any(map(str.isdigit, text)) or any(mark in text for mark in "。；，！？"):
        return False
    cells = text.split("\t") if "\t" in text else text.split()
    numbers = sum(1 for cell in cells if _CELL.fullmatch(cell.strip()))
    return len(cells) >= 3 and numbers >= 2 and numbers * 2 >= len(cells)


def _mark_column(run: list[int], lines: list[_Line], reasons: list[FurnitureReason | None]) -> None:
    numbers = [at for at in run if _NUMBER_LINE.fullmatch(lines[at].text)]
    if len(numbers) >= 3 and len(numbers) * 4 >= len(run):
        for at in run:
            if numbers[0] - 1 <= at <= numbers[-1]:
                reasons[at] = "table"


def _mark_running_heads(lines: list[_Line], reasons: list[FurnitureReason | None]) -> None:
    """Short lines that come back on page after page."""
    short = [at for at, line in enumerate(lines) if _can_be_running_head(line.text)]
    counts = Counter(lines[at].text for at in short)
    for at in short:
        times = counts[lines[at].text]
        if times < 2:
            continue
        paged = lines[at].new_page or any(
            0 <= near < len(lines) and reasons[near] == "page" for near in (at - 1, at + 1)
        )
        if times >= 3 or paged:
            reasons[at] = "page"


def _can_be_running_head(text: str) -> bool:
    return 5 <= len(text) <= 40 and text[0] not in "#-*|（(" and text[-1] not in "。；，、：:;,！？!?…）)”"


# --- blocks -----------------------------------------------------------------------------------------------------------

_MARKDOWN = re.compile(r"(#{1,6})(?=[^#\d]|$)[ \t\u3000]*|(?:>[ \t]?){1,4}|[-*+•●■◆★▲△▼◇○□➢✓·][ \t\u3000]+|[•●■◆★▲△▼◇□➢✓]")
_BOLD = re.compile(r"(\*\*|__)(.+)\1")
_MARKER = re.compile(
    r"[（(]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)][、.．]?\s*"
    r"|(\d{1,2})\s*(?:[.．](?![\d.])|[、)）])\s*"
    r"|([一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]|审|级|类)\s*"
    r"|([①-⑳❶-❿⑴-⒇])\s*"
    r"|(\d{1,2}(?:\.\d{1,2}){0,3})\s+(?=[\u4e00-\u9fff“])(?![年月日时个件起名人万亿元余多项类级家次种位吨])"
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节编篇部](?:分)?\s*")


@dataclass(slots=True)
class _Block:
    """One or more lines that belong together, less the markup before them."""

    parts: list[tuple[int, int]]
    text: str
    gap: int  # line breaks before it
    level: int = 0  # of a Markdown heading
    marked: str = ""  # the numeral of the list marker that was taken off
    bold: bool = False
    kind: SentenceKind = "prose"
    article: int = 0
    last_line: str = field(default="")

    def __post_init__(self) -> None:
        self.last_line = self.text

    def append(self, line: _Line) -> None:
        self.parts.append((line.start, line.end))
        self.last_line = line.text


def _ended(text: str) -> bool:
    tail = text[-12:].rstrip(_CLOSERS + " ")
    return tail[-1:] != "" and tail[-1] in _STOPS


def _paused(text: str) -> bool:
    return text[-1:] in ("；", ";", "：", ":")


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Lines are cut at about ``width`` characters, ``gap`` line breaks apart (2: double spaced)."""

    width: float
    gap: int


def _wrap(lines: list[_Line]) -> _Wrap | None:
    widths = sorted(len(line.text) for line in lines if line.text[0] != "#")
    for gap in (1, 2):
        pairs = [
            line.text
            for line, after in zip(lines, lines[1:], strict=False)
            if after.breaks <= gap and len(line.text) >= 15 and line.text[0] != "#"
        ]
        cut = [text for text in pairs if not _ended(text) and not _paused(text)]
        if not cut or len(cut) < 0.4 * len(pairs):
            continue
        width = median(map(len, cut))
        even = sum(1 for text in cut if abs(len(text) - width) <= width / 4)
        enough = 15 if len(cut) >= 4 else 36
        if enough <= width <= 90 and even >= len(cut) / 2 and widths[len(widths) * 9 // 10] <= 2.2 * width:
            return _Wrap(width, gap)
    return None


def _blocks(lines: list[_Line], text: str, furniture: list[Furniture]) -> list[_Block]:
    wrap = _wrap(lines)
    blocks: list[_Block] = []
    for line in lines:
        block = _open_block(line, furniture)
        if block is None:
            continue
        last = blocks[-1] if blocks else None
        if last and wrap and _goes_on(last, line, block, wrap):
            last.append(line)
        else:
            _mark_list_number(block, furniture)
            blocks.append(block)
    for block in blocks:
        if len(block.parts) > 1:
            block.text = "".join(text[start:end] for start, end in block.parts)
    return blocks


def _open_block(line: _Line, furniture: list[Furniture]) -> _Block | None:
    text, start, level, bold = line.text, line.start, 0, False
    match = _MARKDOWN.match(text)
    if match:
        level = len(match.group(1) or "")
        start += match.end()
        text = text[match.end() :]
    match = _BOLD.fullmatch(text) if text[:1] in ("*", "_") else None
    if match:
        bold = match.group(1) not in match.group(2)
        if bold:
            start += 2
            text = text[2:-2]
    lead = len(text) - len(text.lstrip(_EDGE))
    text, start = text.strip(_EDGE), start + lead
    if not text:
        return None
    return _Block([(start, start + len(text))], text, line.breaks, level, bold=bold)


def _mark_list_number(block: _Block, furniture: list[Furniture]) -> None:
    match = _MARKER.match(block.text)
    if not match or match.end() == len(block.text):
        return
    if match.group(5) and not (block.level or _can_be_heading(block.text)):
        return
    group = match.lastindex or 0
    start = block.parts[0][0]
    furniture.append(Furniture(start + match.start(group), start + match.end(group), "list"))
    block.marked = match.group(group)
    block.text = block.last_line = block.text[match.end() :]
    block.parts[0] = (start + match.end(), block.parts[0][1])


def _goes_on(last: _Block, line: _Line, block: _Block, wrap: _Wrap) -> bool:
    """Whether a line of a hard-wrapped text is the next line of the block before it."""
    if last.level or block.level or last.bold or block.bold or block.gap > wrap.gap or line.new_page and block.gap > 1:
        return False
    done = _ended(last.last_line) or _paused(last.last_line)
    if done:
        full = len(last.last_line) >= 0.85 * wrap.width
        return full and wrap.gap == 1 and not line.indented and not _MARKER.match(line.text) and block.text == line.text
    return len(last.last_line) >= 0.6 * wrap.width


# --- what a block is --------------------------------------------------------------------------------------------------

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓洪包左"
    "石崔吉龚程邢裴陆荣翁荀甄曲封储靳段焦巴牧车侯班仇宁栾甘厉刘景詹龙叶司黎蒲白赖卓蔺屠池乔温庄晏柴瞿阎连习容向古易廖耿匡文"
    "寇欧蔚夔隆师巩聂晁敖冷辛简饶曾沙丰关查游楚闫肖佟仝代付岳尚覃农牛戈冉雍桑边鞠"
)
_NAME = f"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{4}}(?=$)"
_NAMES = re.compile(f"(?:[{_SURNAMES}][\u4e00-\u9fff]{{1,3}}[\\s、]+){{1,9}}[{_SURNAMES}][\u4e00-\u9fff]{{1,3}}|[{_SURNAMES}][\u4e00-\u9fff]{{2}}")
_BYLINE = re.compile(
    r"(?:记者|通讯员|实习生|特约撰稿|撰稿|文/|作者)(?![:：从了获])[/／|\s]*[\u4e00-\u9fff]{2,4}|本报讯$|本刊讯$|(?:^|\s)文[/／]"
)
_CREDIT = re.compile(
    r"(?:来源|稿源|信息来源|文章来源|时间|日期|发布时间|发布日期|作者|编辑|责任编辑|责编|校对|审核|监制|编审|供稿|字体|字号|浏览|点击数?|阅读|分享"
    r"|发布机构|索引号|主题分类|文号|撰文|摄影)\s*[:：]|【?字号|返回搜狐|打印本页|关闭窗口|\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?[\s\d:：]*(?:$|来源|作者|[，,]正文)"
)
_CHROME = frozenset(
    "下载 打印 全屏 收藏 加大 还原 减小 】 分享 关闭 返回 顶部 首页 上一篇 下一篇 分享到 大 中 小 字体 登录 注册 搜索 微信 微博 返回顶部".split()
)
_POSITION = re.compile(r"(?:书记|主任|局长|市长|县长|区长|省长|镇长|院长|检察长|部长|厅长|队长|主席|董事长|总经理|行长|教授|会长|校长|所长|政委|委员)、?$")
_CAPTION = re.compile(r"(?:\s|。|[/／）)])?(?:[\u4e00-\u9fff·]{2,20}\s*(?:摄|供图|摄影报道)|(?:资料|效果|示意|通讯员|本报)图片?|[（(]?资料图片?[）)]?|新华社发)$")
_CAPTION_HEAD = re.compile(r"[（(]?(?:图为|图[\d一二三四五六七八九十]{1,2}[\s:：.]|表\s*\d{1,3}[\s:：.]|上图|下图|资料图)|[▲△▼]")
_IMAGE_GAP = 4


def _can_be_heading(text: str) -> bool:
    return (
        len(text) <= 45
        and not _ended(text)
        and text[-1] not in "，、；：,;:（(“‘《—"
        and text[0] not in "，、；：,;:）)”’》的了"
        and text.count("，") + text.count(",") <= 2
    )


def _is_dateline(text: str) -> bool:
    if len(text) > 80:
        return False
    if text in _CHROME or _CREDIT.match(text):
        return True
    if _ended(text) or "。" in text:
        return False
    return bool(_NAMES.fullmatch(text) or ("，" not in text and not _paused(text) and _BYLINE.search(text)))


def _classify(blocks: list[_Block]) -> None:
    for at, block in enumerate(blocks):
        text = block.text
        if block.level:
            block.kind = "heading"
        elif len(text) <= 250 and (_CAPTION.search(text[-30:]) and not _ended(text) or _CAPTION_HEAD.match(text)):
            block.kind = "caption"
        elif _is_dateline(text):
            block.kind = "dateline"
        elif block.gap >= _IMAGE_GAP and at and len(text) <= 60 and _ended(text) and text.count("。") < 2:
            block.kind = "caption"
    for at, block in enumerate(blocks):
        if block.kind == "prose" and len(block.text) <= 60:
            before = blocks[at - 1] if at else None
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            block.kind = _short_kind(block, before, after)


def _short_kind(block: _Block, before: _Block | None, after: _Block | None) -> SentenceKind:
    """The kind of a short block that its own words do not give away."""
    text = block.text
    if after and after.kind == "caption" and after.gap == 1 and _ended(text):
        return "caption"
    if before and before.kind == "caption" and after and after.gap >= _IMAGE_GAP and _ended(text):
        return "caption"
    if before and before.kind == "dateline" and _POSITION.search(text) and len(text) <= 30:
        return "dateline"
    if text.startswith(("——", "—")) and not _ended(text):
        return "heading"
    if block.marked and not block.marked.isdigit() and _ended(text) and text.count("。") == 1 and len(text) <= 40:
        # a numbered heading that is a full sentence: 一、产量稳步增长。 and then its paragraph
        item = before is not None and (before.marked != "" or _paused(before.text))
        return "heading" if after and not after.marked and len(after.text) > 2 * len(text) and not item else "prose"
    if not _can_be_heading(text) and not _CHAPTER.match(text):
        return "prose"
    if not after:
        return "dateline" if len(text) <= 12 else "prose"
    if after.kind == "caption" and block.gap >= _IMAGE_GAP:
        return "caption"
    if block.marked and after.marked and before and before.marked and after.kind == "prose":
        return "prose"
    return "heading"


# --- articles ---------------------------------------------------------------------------------------------------------

_MATERIAL = re.compile(r"(?:材料|资料)[一二三四五六七八九十\d]{1,2}(?:\s|[:：]|$)|.{0,8}根据(?:以下|下列|下面|所给|下面所给)?(?:资料|材料)")
_YEAR = re.compile(r"(?:从.{2,6}看，)?\d{4}年")
_AUTHOR = re.compile(r"记者|通讯员|文[/／]|作者|本报讯")


def _number_articles(blocks: list[_Block]) -> None:
    """A title with its byline opens a new article; so does each material of an exam."""
    if _are_materials(blocks):
        article = -1
        for block in blocks:
            article += block.gap > 1 or article < 0
            block.article = article
        return
    deeper = any(block.level > 1 for block in blocks)
    article = 0
    prose = False  # of the current article has been seen
    at = 0
    while at < len(blocks):
        run_end = at
        while run_end < len(blocks) and blocks[run_end].kind in ("heading", "dateline"):
            run_end += 1
        run = blocks[at:run_end] or blocks[at : at + 1]
        if prose and (_opens_article(run, blocks[at - 1], deeper) or _MATERIAL.match(run[0].text)):
            article += 1
            prose = False
        for block in run:
            block.article = article
            prose |= block.kind == "prose"
        at += len(run)


def _opens_article(run: list[_Block], before: _Block, deeper: bool) -> bool:
    heads = [block for block in run if block.kind == "heading"]
    if not heads or run[0].kind != "heading":
        return False
    if any(block.kind == "dateline" and _AUTHOR.search(block.text) for block in run):
        return True
    title = any(block.level == 1 and not block.marked for block in heads)
    return title and (deeper or before.kind == "caption" or _tail_byline(before.text) is not None)


def _are_materials(blocks: list[_Block]) -> bool:
    """Paragraph groups parted by empty lines, no headings, each group opening with its year."""
    if any(block.kind == "heading" for block in blocks) or not any(block.gap == 1 for block in blocks[1:]):
        return False
    heads = [block for at, block in enumerate(blocks) if at == 0 or block.gap > 1]
    return len(heads) > 1 and all(_YEAR.match(block.text) for block in heads)


# --- paragraphs -------------------------------------------------------------------------------------------------------

_OPENER = re.compile(
    r"(?:\d{4}年|\d{1,2}月|今年|去年|近年|近日|日前|目前|截至|连日来|一年来|一直以来|当前|其中|此外|同时|另外|据|作为|为了|首先|其次|最后"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}[条章节款]|根据|按照|如果|虽然|由于|因为|下一步|在.{2,30}[，,]|问[:：]|答[:：]|——|记者)"
)
_DANGLING = "截至自从到在于和与及、，,（(“‘《"
_FAR_LIMIT = 4000


def _is_open(block: _Block) -> bool:
    text = block.text
    if block.kind != "prose" or _ended(text) or _paused(text) or _tail_byline(text) is not None:
        return False
    return len(text) > 30 or len(text) > 15 and ("，" in text or "," in text)


def _paragraphs(blocks: list[_Block], text: str) -> Iterator[list[_Block]]:
    """Blocks grouped so that a sentence broken between blocks is whole again."""
    after = _far_joins(blocks, text)
    taken = set(after.values())
    for at, block in enumerate(blocks):
        if at in after or not _is_open(block):
            continue
        following = at + 1
        while following < len(blocks) and following <= at + 8 and blocks[following].kind == "caption":
            following += 1
        if following < len(blocks) and following not in taken and _continues(block, blocks[following]):
            after[at] = following
            taken.add(following)
    for at, block in enumerate(blocks):
        if at in taken:
            continue
        group = [block]
        while at in after:
            at = after[at]
            group.append(blocks[at])
        yield group


def _continues(block: _Block, after: _Block) -> bool:
    if after.kind != "prose" or after.marked or after.bold or after.article != block.article:
        return False
    if _closes_quote(block.text, after.text):
        return True
    if _OPENER.match(after.text):
        return block.text[-1] in _DANGLING and block.text[-1] not in "，,、"
    return True


def _closes_quote(left: str, right: str) -> bool:
    tail, head = left[-40:], right[:40]
    close = head.find("”")
    return tail.rfind("“") > tail.rfind("”") and 0 <= close and not 0 <= head.find("“") < close


def _far_joins(blocks: list[_Block], text: str) -> dict[int, int]:
    """Columns read in the wrong order: pairs whose seam is certain and whose halves are not neighbours."""
    ends = [at for at, block in enumerate(blocks) if _is_open(block)]
    heads = [at for at, block in enumerate(blocks) if at and block.kind == "prose" and not block.marked and len(block.text) > 12]
    if len(ends) * len(heads) > _FAR_LIMIT:
        return {}
    joins: dict[int, int] = {}
    for end in ends:
        found = [head for head in heads if head > end + 1 and _seam(blocks[end].text, blocks[head].text, text)]
        if len(found) == 1 and found[0] not in joins.values():
            joins[end] = found[0]
    return joins


def _seam(left: str, right: str, text: str) -> bool:
    """Whether the words over the seam are certain: 7月26|日到, or a run of words that stands elsewhere in the text."""
    if re.search(r"月\d{1,2}$", left[-4:]) and re.match(r"日(?![前本常益])", right):
        return True
    return any(left[-back:] + right[: 5 - back] in text for back in (1, 2, 3, 4))


# --- sentences --------------------------------------------------------------------------------------------------------

_INLINE = re.compile(
    rf"(?P<void>[{_INVISIBLE}]+|\*\*|__)|(?P<table><table[^>]*>|</?t[dr][^<>]{{0,200}}>)|(?P<tag></?[A-Za-z][^<>]{{0,200}}>)"
    r"|(?P<url>!?\[(?=[^\]\n]{0,300}\]\()|\]\([^)\s]{0,2000}\)|(?:https?://|www\.)[!-'*-;=?-~]+)",
    re.I,
)
_INLINE_CUES = ("*", "_", "<", "](", "://", "www.", *_INVISIBLE)
_END = re.compile(rf"([。｡！？!?][。｡！？!?…]*|…{{2,}})([{_CLOSERS}]*)")
_DOTTED_END = re.compile(rf"([。｡！？!?][。｡！？!?…]*|…{{2,}}|(?<=[\u4e00-\u9fff）”])[.．](?=[\u4e00-\u9fff\s“]|$))([{_CLOSERS}]*)")
_DOT = re.compile(r"[\u4e00-\u9fff）”][.．](?=[\u4e00-\u9fff\s“]|$)")
_LEAD = re.compile(r"(?:[^。！？\n]{0,60}[，,\s]|)正文[：:]\s*(?:原标题[：:])?")
_NEWS_HEAD = re.compile(r"(?:讯|电)\s*(?:[（(][^（）()。]{1,40}[）)])|(?<=[^在于从至到截自、，])(?=(?:\d{1,2}月\d{1,2}日|连日来|近日|日前|近年来|今年以来)，)")
_TAIL_END = re.compile(r"返回搜狐，查看更多(?:责任编辑[：:]\S{0,12})?$")


def _tail_byline(text: str) -> int | None:
    """Where the credits begin that follow the last full stop of a paragraph, None if there are none."""
    tail_start = max(text.rfind(stop, -90 if len(text) > 90 else 0) for stop in "。！？”") + 1
    tail = text[tail_start:]
    if not tail_start or not tail.strip() or len(tail) > 80:
        return None
    words = tail.strip()
    if _TAIL_END.search(words) or _NAMES.fullmatch(words) or _is_dateline(words):
        return tail_start
    return None


def _sentences(text: str, paragraphs: Iterator[list[_Block]], furniture: list[Furniture]) -> Iterator[Sentence]:
    inline = any(cue in text for cue in _INLINE_CUES)
    end = _DOTTED_END if _is_dotted(text) else _END
    section: str | None = None
    article = 0
    for number, group in enumerate(paragraphs):
        block = group[0]
        if block.article != article:
            section, article = None, block.article
        parts = [part for each in group for part in each.parts]
        if inline:
            parts = list(_without_inline(text, parts, furniture))
        view = "".join(text[start:stop] for start, stop in parts)
        for start, stop, kind in _cuts(view, block.kind, end, number == 0):
            pieces = _pieces(parts, start, stop)
            words = view[start:stop]
            yield Sentence(words, pieces, section, number, article, kind)
            if kind == "heading" and not words.startswith("—"):
                section = words


def _is_dotted(text: str) -> bool:
    """Whether the document writes its full stops as '.', as some optical readers do."""
    if "." not in text and "．" not in text:
        return False
    stops = text.count("。")
    dots = 0
    for dots, _ in enumerate(_DOT.finditer(text), 1):  # noqa: B007
        if dots > stops and dots >= 3:
            return True
    return False


def _cuts(view: str, kind: SentenceKind, end: re.Pattern[str], first: bool) -> Iterator[tuple[int, int, SentenceKind]]:
    """Sentences of a paragraph: start, end (without white space at the edges) and kind."""
    start = 0
    stop = len(view)
    if first and "正文" in view[:80]:
        lead = _LEAD.match(view)
        if lead:
            yield from _cut(view, 0, lead.end(), "dateline")
            start = lead.end()
            if "原标题" in lead.group():
                body = _NEWS_HEAD.search(view, start, start + 200)
                if body:
                    yield from _cut(view, start, body.end(), "heading")
                    start = body.end()
    tail = _tail_byline(view) if kind == "prose" else None
    if tail is not None and tail > start:
        stop = tail
    if kind == "heading" or kind == "dateline":
        yield from _cut(view, start, stop, kind)
        return
    quotes = counted = start
    quotes = 0
    for match in end.finditer(view, start, stop):
        if match.start() < start:
            continue
        cut = match.end()
        closers = match.group(2)
        if '"' in closers:
            quotes += view.count('"', counted, match.end(1))
            counted = match.end(1)
            if quotes % 2 == 0:
                cut = match.end(1) + closers.index('"')
        if _is_end(view, match, cut):
            yield from _cut(view, start, cut, kind)
            start = cut
    yield from _cut(view, start, stop, kind)
    if stop < len(view):
        yield from _cut(view, stop, len(view), "dateline")


def _cut(view: str, start: int, stop: int, kind: SentenceKind) -> Iterator[tuple[int, int, SentenceKind]]:
    while start < stop and view[start] in _EDGE:
        start += 1
    while start < stop and view[stop - 1] in _EDGE:
        stop -= 1
    if start < stop:
        yield start, stop, kind


def _is_end(view: str, match: re.Match[str], cut: int) -> bool:
    stop = match.group(1)
    following = view[cut : cut + 1]
    if following and following in "，、；：,;:":
        return False
    if stop[0] in "!?":
        before = view[match.start() - 1 : match.start()]
        if not (before.isalnum() or before and before in _CLOSERS) or following.isascii() and following.isalnum():
            return False
    if stop[0] != "。" and match.end(1) < cut and ("》" in match.group(2) or following and following in "的等"):
        return False
    return not (stop[0] == "…" and following and following in "的等")


def _pieces(parts: list[tuple[int, int]], start: int, stop: int) -> tuple[Piece, ...]:
    if len(parts) == 1:
        return (Piece(0, parts[0][0] + start, stop - start),)
    pieces = []
    at = 0
    for begin, end in parts:
        low, high = max(start, at), min(stop, at + end - begin)
        if low < high:
            pieces.append(Piece(low - start, begin + low - at, high - low))
        at += end - begin
    return tuple(pieces)


def _without_inline(
    text: str, parts: list[tuple[int, int]], furniture: list[Furniture]
) -> Iterator[tuple[int, int]]:
    """The parts less markup, addresses and characters that do not show."""
    for start, end in parts:
        for match in _INLINE.finditer(text, start, end):
            if start < match.start():
                yield start, match.start()
            start = match.end()
            reason = match.lastgroup
            if reason != "void":
                furniture.append(
                    Furniture(match.start(), match.end(), "url" if reason == "url" else "furniture")
                )
        if start < end:
            yield start, end
