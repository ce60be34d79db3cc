"""Lines gathered into blocks (a paragraph or its part, a heading, a caption, a byline) and what each block is."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from zzx.lines import EDGE, Furniture, Line, ended, parts_unit, paused
from zzx.patterns import late

Kind = Literal["prose", "heading", "caption", "dateline"]


@dataclass(slots=True)
class Block:
    """One or more lines that belong together, less the markup before them."""

    parts: list[tuple[int, int]]  # document offsets of its stretches
    text: str
    gap: int  # line breaks before it
    last_line: str
    level: int = 0  # of a Markdown heading
    bold: bool = False
    marked: str = ""  # the list marker that was taken off, with 1 or 一 for its numeral
    new_page: bool = False
    kind: Kind = "prose"
    cut: bool = False  # surely the first part of a broken sentence
    item: bool = False  # surely one of a list of lines
    article: int = 0


def gather(lines: list[Line], text: str, furniture: list[Furniture]) -> list[Block]:
    """Blocks in document order, with kinds and articles; the numerals of list markers go to `furniture`."""
    wrap = _find_wrap(lines)
    numbered = {"一、", "二、"} <= {line.text[:2] for line in lines}
    by_sentence = _is_by_sentence(lines)
    blocks: list[Block] = []
    for line in lines:
        block = _open_block(line)
        if block is None:
            continue
        last = blocks[-1] if blocks else None
        if last and (
            _is_glued(last, line)
            or (wrap and _goes_on(last, line, block, wrap))
            or (by_sentence and line.breaks == 1 and ended(last.last_line) and ended(line.text))
        ):
            last.parts.append((line.start, line.end))
            last.last_line = line.text
        else:
            _take_list_number(block, furniture, numbered)
            blocks.append(block)
    for block in blocks:
        if len(block.parts) > 1:
            block.text = "".join(text[start:end] for start, end in block.parts)
    _classify(blocks)
    _number_articles(blocks)
    return blocks


# --- from lines to blocks ---------------------------------------------------------------------------------------------

_MARKDOWN = late(
    r"(#{1,6})(?=[^#\d]|$)[ \t\u3000]*|(?:>[ \t]?){1,4}|[-*+·✓][ \t\u3000]+|[•●■◆★▲△▼◇○□➢✓][ \t\u3000]*"
)
_BOLD = late(r"(\*\*|__)(.+)\1")
_MARKER = late(
    r"[（(]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)][、.．]?\s*"
    r"|(\d{1,2})\s*(?:[.．](?![\d.]|$)|[.．](?=(?:19|20)\d\d年)|、(?!\s*\d)|[)）])\s*"
    r"|([一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十]|审|级|类)\s*"
    r"|([①-⑳❶-❿⑴-⒇])\s*"
    r"|(\d{1,2}(?:\.\d{1,2}){0,3})\s+(?=[\u4e00-\u9fff“])(?![年月日时个件起名人万亿元余多项类级家次种位吨])"
)
_PLAIN_MARKER = late(r"([一二三四五六七八九十]{1,3})、\s*")
_MID_MARKS = "，。、；：！？％%,;"
_PAIRS = {"）": "（", "】": "【", "》": "《", "”": "“", "’": "‘", ")": "("}


class _Wrap(NamedTuple):
    """Lines are cut at about `width` characters, `gap` line breaks apart (2: double spaced)."""

    width: float
    gap: int


_NARROW = 25


def _find_wrap(lines: list[Line]) -> _Wrap | None:
    widths = sorted(len(line.text) for line in lines if line.text[0] != "#")
    for gap in (1, 2):
        inner = [
            line.text
            for line, after in pairwise(lines)
            if after.breaks <= gap and len(line.text) >= 15 and line.text[0] != "#"
        ]
        cut = [text for text in inner if not ended(text) and not paused(text)]
        if not cut or len(cut) < 0.4 * len(inner):
            continue
        from statistics import median  # few texts ask for it

        width = median(map(len, cut))
        # the lines of a narrow column are more even than those of a list
        slack = width / 4 if width > _NARROW else max(2, width / 8)
        even = sum(1 for text in cut if abs(len(text) - width) <= slack)
        # a few lines of one length may be headings or columns, unless headings are shorter and columns longer
        few = len(cut) < 4
        if (few and gap > 1) or not (36 if few else 15) <= width <= (60 if few else 90):
            continue
        if even * 2 >= len(cut) and widths[len(widths) * 9 // 10] <= 2.2 * width:
            return _Wrap(width, gap)
    return None


def _is_by_sentence(lines: list[Line]) -> bool:
    """One sentence a line, and paragraphs parted by empty lines."""
    groups = 1 + sum(1 for line in lines[1:] if line.breaks > 1)
    if groups == 1 or len(lines) < 3 * groups:
        return False
    single = sum(1 for line in lines if ended(line.text) and sum(map(line.text.count, "。！？")) == 1)
    return single >= 0.9 * len(lines)


def _open_block(line: Line) -> Block | None:
    """A block of this one line; None if the line is nothing but markup."""
    text, start, level, bold = line.text, line.start, 0, False
    match = _MARKDOWN.match(text)
    if match:
        level = len(match.group(1) or "")
        text, start = text[match.end() :], start + match.end()
    if text[:1] in ("*", "_"):
        match = _BOLD.fullmatch(text)
        if match and match.group(1) not in match.group(2):
            bold = True
            text, start = text[2:-2], start + 2
    stripped = text.lstrip(EDGE)
    start += len(text) - len(stripped)
    text = stripped.rstrip(EDGE)
    if not text:
        return None
    where = (start, start + len(text))
    block = Block([where], text, line.breaks, text, level, bold, new_page=line.new_page)
    if line.text[0] in "▲△▼":
        block.kind = "caption"
    return block


def _take_list_number(block: Block, furniture: list[Furniture], numbered: bool) -> None:
    """Take the marker off; `numbered`: lines begin with 一、 and 二、, so 一、二季度 is numbered too."""
    match = _MARKER.match(block.text) or (_PLAIN_MARKER.match(block.text) if numbered else None)
    if not match or match.end() == len(block.text) or not match.lastindex:
        return
    if match.lastindex == 5 and not (block.level or _can_be_heading(block.text)):
        return
    start = block.parts[0][0]
    low, high = match.span(match.lastindex)
    furniture.append(Furniture(start + low, start + high, "list"))
    numeral = match.group(match.lastindex)
    block.marked = match.group().strip().replace(numeral, "1" if numeral.isdecimal() else "一")
    block.text = block.last_line = block.text[match.end() :]
    block.parts[0] = (start + match.end(), block.parts[0][1])


def _is_glued(last: Block, line: Line) -> bool:
    """Whether the line begins with what can only follow something."""
    if line.glued:
        return True
    if line.breaks > 2 or last.level:
        return False
    first = line.text[0]
    if first in ".．" and line.text[1:2].isdigit() and last.last_line[-1:].isdigit():
        return True  # the rest of a decimal number
    if parts_unit(last.last_line, line.text):
        return True
    opener = _PAIRS.get(first)
    return (
        first in _MID_MARKS if opener is None else last.last_line.count(opener) > last.last_line.count(first)
    )


def _goes_on(last: Block, line: Line, block: Block, wrap: _Wrap) -> bool:
    """Whether a line of a hard-wrapped text is the next line of the block before it."""
    before = last.last_line
    if last.level or last.bold or block.text != line.text or block.gap > wrap.gap or opens_report(line.text):
        return False
    if ended(before):
        full = 0.85 * wrap.width <= len(before) <= 1.25 * wrap.width and wrap.gap == 1
        if not full or line.indented or line.new_page or _MARKER.match(line.text):
            return False
        return not (len(last.parts) == 1 and "一" in last.marked and last.text.count("。") == 1)
    if paused(before):
        return len(before) >= 0.85 * wrap.width and not line.indented and not _MARKER.match(line.text)
    if len(last.parts) == 1 and len(before) < 0.85 * wrap.width and _can_be_heading(before):
        return len(before) >= 0.6 * wrap.width and not line.indented and not opens_sentence(line.text)
    return len(before) >= 0.6 * wrap.width


# --- what a block is --------------------------------------------------------------------------------------------------

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计"
    "伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘"
    "缪解应宗丁宣邓洪包左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段焦巴牧车侯班仇宁栾甘厉刘景詹龙叶司黎蒲白赖卓蔺屠池乔温庄晏"
    "柴瞿阎连习容向古易廖耿匡文寇欧蔚夔隆师巩聂晁敖冷辛简饶曾沙丰关查游楚闫肖佟仝付岳尚覃农牛戈冉雍桑边鞠涂"
)
_NAME = f"[{_SURNAMES}][\u4e00-\u9fff]{{1,3}}"
_BETWEEN_NAMES = late(r"[\s、]+")
_MOST_NAMES = 10
_LONGEST_NAME = 3  # characters of one that stands alone
_NAME_INITIALS = frozenset("（(" + _SURNAMES)
_POST = "(?:书记|主任|局长|市长|县长|区长|省长|镇长|院长|检察长|部长|厅长|队长|主席|董事长|总经理|行长|教授|会长|校长|所长|政委|委员)"
_POSITION = late(rf"[^，。！？；]{{2,30}}{_POST}、?|[^，。！？；]{{2,30}}{_POST}\s+{_NAME}")
_CREDIT_WORD = "(?:编辑|责任编辑|责编|校对|审核|监制|编审|供稿|撰文|摄影)"
_BYLINE = late(
    r"(?:(?:记者|通讯员|实习生|特约撰稿|撰稿|文/|作者)(?![:：从了获])[/／|\s]*"
    rf"|^(?:{_CREDIT_WORD}\s+|(?:记者|作者)\s*[:：]\s*(?={_NAME}(?:\s|$))))[\u4e00-\u9fff]{{2}}|本[报刊]讯$|(?:^|\s)文[/／]"
)
_BYLINE_WORD = late(rf"记者|通讯员|实习生|撰稿|文/|文／|作者|本报讯|本刊讯|{_CREDIT_WORD}")
_CREDIT = late(
    rf"[（(]?(?:来源|稿源|作者|发布者|发布人|信息来源|文章来源|时间|日期|发布时间|发布日期|字体|字号|浏览|点击数?|阅读|分享|发布机构|索引号|主题分类|文号|关键词|标签"
    rf"|{_CREDIT_WORD})\s*[:：]|【?字号|返回搜狐|打印本页|关闭窗口"
    r"|[（(]?\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?[\s\d:：|｜]*(?:[）)]?$|来源|作者|[，,]正文)"
    r"|欢迎(?:访问|光临)|.{0,20}今天是.{0,4}\d{4}年"
    r"|[（(]?[二〇○Ｏ０零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?[）)]?$"
)
# 记者采访了解到,截至6月21日…
_TELLING = late("记者.{0,12}?(?:了解到|获悉|看到|发现|注意到|得知|来到|走进)")
_CHROME = late(
    "下载|打印|全屏|收藏|加大|还原|减小|】|分享|关闭|返回(?:顶部)?|顶部|首页|上一篇|下一篇|分享到|大|中|小|字体|登录|注册|搜索|微信|微博"
)
_CAPTION = late(
    r"[\u4e00-\u9fff·]{1,20}\s*(?:(?<!拍)摄|供图|摄影报道)$|(?:资料|效果|示意|通讯员|本报)图片?$|[（(]资料图片?[）)]$|新华社发$"
)
_CAPTION_HEAD = late(
    r"[（(]?(?:图为|图[\d一二三四五六七八九十]{1,2}[\s:：.]|表\s*\d{1,3}[\s:：.]|上图|下图|资料图|单位[:：])"
)
_CHAPTER = late(r"第[一二三四五六七八九十百\d]{1,4}[章节编篇部](?:分)?\s*")
_IMAGE_GAP = 4  # line breaks that a picture leaves behind
_OPENING = late(
    r"\d{4}年|\d{1,2}月|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}[条章节款]|[问答][:：]|——"
)
_SOFT_OPENING = late(
    r"今年|去年|[上下]半年|[一二三四]季度|前[一二三]季度|全年|近年|近日|日前|目前|截至|连日来|一年来|一直以来|当前|其中|此外|同时|另外|据|作为|为了|首先|其次|最后|根据|按照"
    r"|如果|虽然|由于|因为|下一步|在.{2,30}[，,]|记者"
)
_MIDDLE = late(
    r"的(?![确士])|等(?![级待于候])|以及|及(?![时早其])|与(?![会此其])|和(?![谐平解睦美])|并(?!购)|了(?![解却])"
    # a quantity that lacks its noun: 312起、醉驾45起
    r"|\d[\d.,]*[余多]?[万亿]?[余多]?(?:[^\W\da-zA-Z年月日时]|[%％‰]){1,3}[，、；。,]"
)
_OPTION = late(r"[A-HＡ-Ｈ]\s*[.．、:：]")
_CUT_WORD = late(r"是|已|了")


def opens_sentence(text: str, *, softly: bool = True) -> bool:
    """Whether it begins as sentences do: with a date, an item word or (softly) an adverbial or connective."""
    return bool(_OPENING.match(text) or (softly and _SOFT_OPENING.match(text)))


_REPORT = late(
    r"本[报刊网台](?:讯|消息|记者)|(?:新华社|中新社|本报|本网|[\u4e00-\u9fff]{2,4}(?:社|网|日报))?[\u4e00-\u9fff]{2,8}\d{1,2}日[电讯]"
)


def opens_report(text: str) -> bool:
    """Whether it begins as the report of an agency or paper does: 本报讯, 新华社北京3月28日电."""
    return ("讯" in text or "电" in text or text[:1] == "本") and _REPORT.match(text) is not None


def is_middle(text: str) -> bool:
    """Whether it begins with a word that begins no sentence."""
    return bool(_MIDDLE.match(text))


def byline_start(text: str) -> int | None:
    """Offset of the credits that follow the last full stop of a paragraph; None if there are none."""
    if text[-1] == "。":
        return None
    base = max(0, len(text) - 90)
    start = max(text.rfind(stop, base) for stop in "。！？!") + 1
    while start and text[start : start + 1] in ("”", "）", ")", '"', "’"):
        start += 1
    words = text[start:].strip(EDGE) if start else ""
    if not words or len(words) > 80:
        return None
    alone = len(words) <= _LONGEST_NAME and _is_name(words) and text[start] in EDGE
    return start if alone or "返回搜狐" in words or _is_dateline(words) else None


def _is_dateline(text: str) -> bool:
    if len(text) > 80:
        return False
    if _CHROME.fullmatch(text) or (
        _CREDIT.match(text) and ("，" not in text or "正文" in text or "返回搜狐" in text)
    ):
        return True
    if "，" in text or ended(text) or paused(text) or _TELLING.search(text):
        return False
    if text[0] in _NAME_INITIALS and _are_names(text):
        return True
    return bool(_BYLINE_WORD.search(text) and _BYLINE.search(text))


def _is_name(text: str) -> bool:
    """Whether it is a surname with one to three characters of a given name."""
    given = text[1:]
    return 1 <= len(given) <= 3 and text[0] in _SURNAMES and "\u4e00" <= min(given) <= max(given) <= "\u9fff"


def _are_names(text: str) -> bool:
    """Whether it is one name of three characters, or several parted by spaces, in parentheses or not."""
    if len(text) == _LONGEST_NAME and _is_name(text):
        return True
    inner = text[text[0] in "（(" : len(text) - (text[-1] in "）)")]
    names = _BETWEEN_NAMES.split(inner)
    return 1 < len(names) <= _MOST_NAMES and all(map(_is_name, names))


# 甲类：0例
_STATED = late(r"[：:]\s?[\d０-９][\d,.]*\s?[万亿]?(?:[%％‰]|[\u4e00-\u9fff]{1,2})$")


def _can_be_heading(text: str) -> bool:
    return (
        len(text) <= 45
        and not ended(text)
        and "。" not in text
        and text[-1] not in "，、；：,;:（(“‘《—的和与及把被"
        and text[0] not in "，、；：,;:）)”’》的了"
        and text.count("，") + text.count(",") <= 1
        and not _MIDDLE.match(text)
        and not (("：" in text or ":" in text) and _STATED.search(text))
        and not _OPTION.match(text)
        and "□" not in text
    )


def _classify(blocks: list[Block]) -> None:
    for at, block in enumerate(blocks):
        text = block.text
        if block.level:
            block.kind = "heading"
        elif (
            block.kind == "caption"
            or len(text) > 250
            or (len(text) > 60 and text[-1] == "。" and text[0] not in "（(图表上下资单")
        ):
            continue
        elif _CAPTION_HEAD.match(text) or (text[-1] in "摄图道片）)发" and _CAPTION.search(text[-30:])):
            block.kind = "caption"
        elif _is_dateline(text):
            block.kind = "dateline"
        elif at and len(text) <= 60 and _is_one_sentence(text) and _by_picture(blocks, at):
            block.kind = "caption"
    last = max((at for at, block in enumerate(blocks) if _is_body(block)), default=-1)
    for at, block in enumerate(blocks):
        if block.kind == "prose" and len(block.text) <= 60:
            before = blocks[at - 1] if at else None
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            block.kind = _short_kind(block, before, after)
            if block.kind == "heading" and at > last:  # it heads nothing: a signature, or all there is
                signature = last >= 0 and len(block.text) <= 20 and not any(map(str.isdigit, block.text))
                block.kind = "dateline" if signature else "prose"


def _is_one_sentence(text: str) -> bool:
    return ended(text) and text.count("。") < 2 and text.count("，") + text.count(",") < 2


def _is_body(block: Block) -> bool:
    return block.kind == "prose" and (len(block.text) > 60 or ended(block.text) or paused(block.text))


def _by_picture(blocks: list[Block], at: int) -> bool:
    """Whether the gap of a picture lies before this short block, or around it and the stub before it."""
    if blocks[at].gap >= _IMAGE_GAP:
        return True
    before = blocks[at - 1]
    stub = before.gap >= _IMAGE_GAP and not before.level and len(before.text) <= 40
    if paused(before.text) or len(blocks[at].text) > 40:
        return False
    return stub and at + 1 < len(blocks) and blocks[at + 1].gap >= _IMAGE_GAP


def _short_kind(block: Block, before: Block | None, after: Block | None) -> Kind:
    """The kind of a short block that its own words do not give away."""
    text = block.text
    credited = after is not None and after.kind == "caption" and after.gap == 1
    if credited and ended(text) and after and not _CAPTION_HEAD.match(after.text) and not is_middle(text):
        return "caption"
    if _POSITION.fullmatch(text) and (text[-1:] not in "长员" or (before and before.kind == "dateline")):
        return "dateline"
    named = len(text) <= _LONGEST_NAME and _is_name(text)
    if named and after and _POSITION.fullmatch(after.text):
        return "dateline"
    if text.startswith("—") and not ended(text):
        return "heading"
    if block.marked and _is_item(block, before, after):
        return "prose"
    if "一" in block.marked and ended(text) and text.count("。") == 1 and len(text) <= 40:
        # a numbered heading that is a whole sentence, and then its paragraph
        return "heading" if after and len(after.text) > 2 * len(text) else "prose"
    if not _can_be_heading(text) and not _CHAPTER.match(text):
        return "prose"
    if after and after.kind == "caption" and block.gap >= _IMAGE_GAP:
        return "caption"
    if after and after.kind == "prose" and not block.marked and _is_cut(text, before, after):
        block.cut = True
        return "prose"
    return "heading"


def _is_item(block: Block, before: Block | None, after: Block | None) -> bool:
    """Whether a numbered line stands in a list, next to one of its like, and not over a paragraph of its own."""
    if after and after.marked == block.marked and not after.level:
        return True
    return bool(
        before and (paused(before.text) or (before.marked == block.marked and before.kind == "prose"))
    )


def _is_cut(text: str, before: Block | None, after: Block) -> bool:
    """A line that looks like a heading and is the beginning of the sentence that goes on in the next block."""
    if is_middle(after.text):
        return True
    if after.new_page and ("，" in text or "," in text or len(text) > 20):  # no page ends with a heading
        return True
    statement = (
        before is not None and before.kind == "heading" and " " not in text and _CUT_WORD.search(text, 1)
    )
    return bool(statement) and len(after.text) > 60 and not opens_sentence(after.text)


# --- articles ---------------------------------------------------------------------------------------------------------

_MATERIAL = late(
    r"(?:材料|资料)[一二三四五六七八九十\d]{1,2}(?:\s|[:：]|$)|.{0,8}根据(?:以下|下列|下面|所给|下面所给)?(?:资料|材料)"
)
_YEAR = late(r"\d{4}年")
_AUTHOR = late(r"记者|通讯员|文[/／]|作者|本报讯")


def _number_articles(blocks: list[Block]) -> None:
    """A title with its byline opens a new article; so does each of the materials of an exam."""
    if _are_materials(blocks):
        article = -1
        for block in blocks:
            article += block.gap > 1 or article < 0
            block.article = article
        return
    deeper = any(block.level > 1 for block in blocks)
    article = 0
    has_prose = False
    at = 0
    while at < len(blocks):
        if blocks[at].kind == "prose":
            if has_prose and len(blocks[at].text) <= 60 and _MATERIAL.match(blocks[at].text):
                article += 1
            blocks[at].article = article
            has_prose = True
            at += 1
            continue
        end = at
        while end < len(blocks) and blocks[end].kind in ("heading", "dateline"):
            end += 1
        run = blocks[at : max(end, at + 1)]
        if has_prose and (_opens_article(run, blocks[at - 1], deeper) or _MATERIAL.match(run[0].text)):
            article += 1
            has_prose = False
        for block in run:
            block.article = article
            has_prose |= block.kind == "prose"
        at += len(run)


def _opens_article(run: list[Block], before: Block, deeper: bool) -> bool:
    if run[0].kind != "heading":
        return False
    if any(block.kind == "dateline" and _AUTHOR.search(block.text) for block in run):
        return True
    title = any(block.level == 1 and not block.marked for block in run)
    return title and (deeper or before.kind == "caption" or byline_start(before.text) is not None)


def _are_materials(blocks: list[Block]) -> bool:
    """Groups of paragraphs parted by empty lines, no headings, and each group opens with its year."""
    if any(block.kind == "heading" for block in blocks) or not any(block.gap == 1 for block in blocks[1:]):
        return False
    heads = [block for at, block in enumerate(blocks) if at == 0 or block.gap > 1]
    return len(heads) > 1 and all(_YEAR.match(block.text) for block in heads)
