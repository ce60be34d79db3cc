"""A document as its reader sees it: sentences with offsets into the document's own text.

The text is never rewritten. A sentence is a *view*: the characters that a reader takes in, without the white space,
page numbers and markup that interrupt it, and the pieces that lead each of them back to its place in the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from zzx.blocks import Block, Kind, byline_start, gather, is_middle, opens_report, opens_sentence
from zzx.lines import CLOSERS, EDGE, INVISIBLE, Furniture, drop_furniture, ended, paused, split
from zzx.patterns import late


class Piece(NamedTuple):
    """A stretch shared by view and document: `view[view : view + length] == text[start : start + length]`."""

    view: int
    start: int
    length: int


class Sentence(NamedTuple):
    """One sentence, heading, caption or byline; `paragraph` and `article` count from 0.

    `marked`: the number that stands before its paragraph or heading, with 1 or 一 for its numeral: （一）, 1..
    """

    view: str
    pieces: tuple[Piece, ...]
    section: str | None
    paragraph: int
    article: int
    kind: Kind
    marked: str = ""

    def source(self, i: int) -> int:
        """Document offset of view character `i`; IndexError if there is none."""
        if not 0 <= i < len(self.view):
            raise IndexError(f"no character {i} in a sentence of {len(self.view)}")
        piece = self.pieces[bisect_right(self.pieces, i, key=attrgetter("view")) - 1]
        return piece.start + i - piece.view

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets, end exclusive, of the view stretch `start:end`; IndexError if it is empty or outside."""
        if start >= end:
            raise IndexError(f"empty stretch {start}:{end}")
        if len(self.pieces) == 1 and start >= 0 and end <= len(self.view):
            first = self.pieces[0].start
            return first + start, first + end
        return self.source(start), self.source(end - 1) + 1


class Layout(NamedTuple):
    """Sentences in reading order, furniture in document order."""

    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...]


def layout(text: str) -> Layout:
    """Find the sentences and the furniture of a document. Every character is in one of them or is white space or markup."""
    furniture: list[Furniture] = []
    blocks = gather(drop_furniture(split(text), furniture), text, furniture)
    sentences = tuple(_sentences(text, _paragraphs(blocks, text), furniture))
    furniture.sort(key=attrgetter("start"))
    return Layout(sentences, tuple(furniture))


# --- paragraphs: sentences broken between blocks are made whole -------------------------------------------------------

_DANGLING = late(r"[截自从到在于和与及比较对将把被由（(“‘《]$|截至$")
_HALF_DATE = late(r"月\d{1,2}$")
_DATE_REST = late(r"[日号\d、，至和-]")
_FAR_WORK = 100_000_000  # characters looked through at most to mend columns


def _paragraphs(blocks: list[Block], text: str) -> Iterator[list[Block]]:
    """Blocks in groups, each one paragraph."""
    after: dict[int, int] = {}
    _part_items(blocks)
    _join_columns(blocks, text, after)
    _join_neighbours(blocks, after)
    taken = set(after.values())
    for at, block in enumerate(blocks):
        if at in taken:
            continue
        group = [block]
        while at in after:
            at = after[at]
            group.append(blocks[at])
        yield group


_FEWEST_ITEMS = 4
_UNEVEN = 0.7  # of the longest line that the shortest inner one of a broken paragraph reaches


def _part_items(blocks: list[Block]) -> None:
    """Lines of very different length without a stop, one right below the other, are items of a list."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.gap > 1 or not _is_bare(block)):
            _note_items(run)
            run = []
        if _is_bare(block):
            run.append(block)
    _note_items(run)


def _note_items(run: list[Block]) -> None:
    lengths = [len(block.text) for block in run[:-1]]
    if len(run) >= _FEWEST_ITEMS and min(lengths) < _UNEVEN * max(lengths):
        for block in run:
            block.item = True


def _is_bare(block: Block) -> bool:
    """Whether a block is one line without a stop."""
    return block.kind == "prose" and len(block.parts) == 1 and not _stopped(block.text)


def _stopped(text: str) -> bool:
    return text[-1] in "，,、" or ended(text) or paused(text)


def _is_open(block: Block) -> bool:
    """Whether a block stops in the middle of a sentence."""
    text = block.text
    if block.kind != "prose" or block.item or ended(text) or paused(text) or byline_start(text) is not None:
        return False
    return block.cut or len(text) > 30 or (len(text) > 15 and ("，" in text or "," in text)) or "。" in text


def _join_neighbours(blocks: list[Block], after: dict[int, int]) -> None:
    taken = set(after.values())
    for at, block in enumerate(blocks):
        if block.kind == "caption" and at + 1 < len(blocks):
            if blocks[at + 1].kind == "caption" and blocks[at + 1].gap == 1:
                after[at] = at + 1
            continue
        if at in after or not _is_open(block):
            continue
        following = _next_text(blocks, at)
        if following is not None and following not in taken and _continues(block, blocks[following]):
            after[at] = following
            taken.add(following)


def _next_text(blocks: list[Block], at: int) -> int | None:
    """The next block, over the captions of at most a page."""
    for following in range(at + 1, min(at + 10, len(blocks))):
        if blocks[following].kind != "caption":
            return following
    return None


def _continues(block: Block, after: Block) -> bool:
    left, right = block.text, after.text
    if after.kind != "prose" or after.marked or after.bold or after.article != block.article:
        return False
    if opens_report(right):
        return False
    if _HALF_DATE.search(left[-4:]) and not _DATE_REST.match(right):
        return False
    if is_middle(right) or _closes_quote(left, right):
        return True
    if left[-1] in "，,":
        return not opens_sentence(right, softly=False)
    return bool(_DANGLING.search(left)) or not opens_sentence(right)


def _closes_quote(left: str, right: str) -> bool:
    tail, head = left[-40:], right[:40]
    close = head.find("”")
    return tail.rfind("“") > tail.rfind("”") and close >= 0 and not 0 <= head.find("“") < close


def _join_columns(blocks: list[Block], text: str, after: dict[int, int]) -> None:
    """Columns read in the wrong order: halves of a sentence that are not neighbours and whose seam is certain."""
    ends = [
        at
        for at, block in enumerate(blocks[:-2])
        if _is_open(block) and not ((near := _next_text(blocks, at)) and _continues(block, blocks[near]))
    ]
    heads = [
        at
        for at, block in enumerate(blocks)
        if at
        and block.kind == "prose"
        and not block.marked
        and len(block.text) > 12
        and not opens_sentence(block.text)
    ]
    if len(ends) * len(heads) * len(text) > _FAR_WORK:
        return
    for end in ends:
        found = [
            head for head in heads if head > end + 1 and _is_seam(blocks[end].text, blocks[head].text, text)
        ]
        if len(found) == 1 and found[0] not in after.values():
            after[end] = found[0]


def _is_seam(left: str, right: str, text: str) -> bool:
    """A date goes over it (5月18|日在), or words that stand together elsewhere in the text."""
    if _HALF_DATE.search(left[-4:]) and re.match(r"日(?![前本常益])", right):
        return True
    return any(left[-back:] + right[: 5 - back] in text for back in (1, 2, 3, 4))


# --- sentences --------------------------------------------------------------------------------------------------------

_INLINE = late(
    rf"(?P<void>[{INVISIBLE}]+|\*\*|__|\$(?=[\d.,，\s]{{1,14}}\\?[%％]?\s?\$)|(?<=[\d%％])\$(?!\d))|(?P<furniture></?[a-z][^<>]{{0,200}}>|&(?:nbsp|#x?[0-9a-f]{{1,6}});|(?<=[\u4e00-\u9fff）)”])\[\d{{1,2}}\](?!\()"
    r"|(?<=[\u4e00-\u9fffA-Za-z）)”])[(（](?:附?注\s?\d{0,2}|\d{1,2}(?=[)）](?:为|是|达|由|自|从|同比|环比|较|比|增长|下降|上升|减少|增加|合计|分别|的|，|。)))[)）])"
    r"|(?P<url>!?\[(?=[^\[\]]{0,300}\]\()|\]\([^()\[\]\s]{0,2000}\)|(?:https?://|www\.)[!-'*-;=?-~]+)",
    re.IGNORECASE,
)
_GAP = late(r"(?<=[\u4e00-\u9fff，。、；：”）,;:)]) (?=[\u4e00-\u9fff“（(\d])")
_INLINE_CUES = (
    "<",
    "&#",
    "&nbsp;",
    "**",
    "__",
    "](",
    "$",
    "[1]",
    "[2]",
    "[3]",
    "注",
    "(1)",
    "(2)",
    "（1）",
    "（2）",
    "://",
    "www.",
    "WWW.",
    *INVISIBLE,
)
_STOP = "[。｡！？!?…]+"
_DOT = r"(?<=[\u4e00-\u9fff）”])[.．](?=[\u4e00-\u9fff\s“]|$)"
_END = late(f"{_STOP}[{CLOSERS}]*")
_DOTTED_END = late(f"(?:{_STOP}|{_DOT})[{CLOSERS}]*")
_LISTED_END = late(f"(?:{_STOP})[{CLOSERS}]*|(?<= )[-–•●](?= )")
_LEAD = late(r"(?:[^。！？]{0,60}[，,\s]|)正文[：:]\s*(?:原标题[：:])?")
_NEWS_HEAD = late(
    r"[讯电]\s*[（(][^（）()。]{1,40}[）)]|\d日[讯电](?=\d)"
    r"|(?<=[^在于从至到截自、，])(?=(?:\d{1,2}月\d{1,2}日|连日来|近日|日前|近年来|今年以来)，)"
)
_PRESS = late(
    r"(?:[\u4e00-\u9fff]{2}(?:日报|晚报|早报|晨报|时报|商报|都市报)|新华|人民|中新|央视|央广|光明|环球|澎湃|新京|上证|中国)"
    r"[\u4e00-\u9fff]{0,6}[网社报台闻](?:[-—·][\u4e00-\u9fff]{2,4})?(?=(?:[\u4e00-\u9fff]{2,4})?(?:\d{1,2}月\d{1,2}日)?[讯电])"
)
# The head of an agency's report inside a paragraph: 新华社北京3月28日电（记者…）, 本报株洲1月9日讯.
_WIRE = late(
    r"[（(][\u4e00-\u9fff]{2,8}\d{1,2}日?(?:综合)?[讯电][)）]"
    r"|[\u4e00-\u9fff]{2,8}[，,]\s?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日\s?[/／][\u4e00-\u9fffA-Z]{2,8}[/／]\s?[-–—]{0,2}"
    r"|(?:[\u4e00-\u9fff]{2,10}\d{1,2}月\d{1,2}日|(?:新华社|中新社|中新网|人民网|央视网|央广网|本报|本网)[\u4e00-\u9fff]{2,4}?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?)(?:电(?![话力信子器商影视网动机压梯源台缆厂价])|讯(?![问号息]))"
    r"\s?(?:[（(](?:记者|通讯员|见习)[^（）()。]{1,30}[）)])?"
    r"|(?<![^\s])本[报刊网台](?:讯|消息)(?:[\s：:]{1,2}|(?=[（(]))(?:[（(](?:记者|通讯员|见习)[^（）()。]{1,30}[）)])?"
)
_WIRED = late("[日社网报刊台][^电讯]{0,4}[电讯]|本[报刊网台]消息|[讯电][)）]|日\\s?[/／]")
_WIRE_WITHIN = 120  # characters of a paragraph


def _sentences(
    text: str, paragraphs: Iterator[list[Block]], furniture: list[Furniture]
) -> Iterator[Sentence]:
    inline = any(cue in text for cue in _INLINE_CUES)
    end = _DOTTED_END if _is_dotted(text) else _END
    section: str | None = None
    article = 0
    for number, group in enumerate(paragraphs):
        block = group[0]
        if block.article != article:
            section, article = None, block.article
        parts = block.parts if len(group) == 1 else [part for each in group for part in each.parts]
        if inline:
            parts = list(_without_inline(text, parts, furniture))
        view = "".join([text[start:stop] for start, stop in parts])
        if " " in view and (gaps := _wrap_gaps(view) or _digit_gaps(view)):
            parts = list(_without_gaps(parts, gaps))
            view = "".join([text[start:stop] for start, stop in parts])
        starts = (
            list(accumulate((stop - start for start, stop in parts), initial=0)) if len(parts) > 1 else []
        )
        # A list that was put into one line: … - … - ….
        stops = _LISTED_END if view.count(" - ") + view.count(" – ") + view.count(" • ") > 1 else end
        for start, stop, kind in _cuts(view, block.kind, stops, number == 0):
            words = view[start:stop]
            if words[:1] in EDGE or words[-1:] in EDGE:
                start += len(words) - len(words.lstrip(EDGE))
                words = words.strip(EDGE)
                if not words:
                    continue
            if starts:
                pieces = tuple(_pieces(parts, starts, start, start + len(words)))
            else:
                pieces = (Piece(0, parts[0][0] + start, len(words)),)
            yield Sentence(words, pieces, section, number, article, kind, block.marked)
            if kind == "heading" and words[0] not in "—（(":  # a subtitle heads no section
                section = words


def _is_dotted(text: str) -> bool:
    """Whether the document writes its full stops as '.', as some optical readers do."""
    stops = text.count("。")
    if text.count(".") + text.count("．") <= max(stops, 2):
        return False
    return sum(1 for _ in re.finditer(_DOT, text)) > max(stops, 2)


def _cuts(view: str, kind: Kind, end: re.Pattern[str], first: bool) -> Iterator[tuple[int, int, Kind]]:
    """The sentences of a paragraph: start and end, white space at the edges included, and kind."""
    start, stop = 0, len(view)
    if not view:
        return
    if first and "正文" in view[:80] and (lead := _LEAD.match(view)):
        start = lead.end()
        yield 0, start, "dateline"
        if "原标题" in lead.group() and (body := _NEWS_HEAD.search(view, start, start + 200)):
            press = _PRESS.search(view, start, body.end())
            title = press.start() if press else body.end()
            yield start, title, "heading"
            yield title, body.end(), "dateline"
            start = body.end()
    if kind in ("heading", "dateline"):
        yield start, stop, kind
        return
    if (
        kind == "prose"
        and _WIRED.search(view, start, start + _WIRE_WITHIN)
        and (wire := _WIRE.search(view, start, start + _WIRE_WITHIN))
    ):
        if wire.start() > start:
            yield start, wire.start(), kind
        start = wire.end()
        yield wire.start(), start, "dateline"
    if kind == "prose" and (byline := byline_start(view)) is not None:
        stop = max(byline, start)
    inside = counted = 0  # quotation marks opened and not closed, the straight ones counted by parity
    for match in end.finditer(view, start, stop):
        cut = match.end()
        if cut > match.start() + 1:
            words = match.group()
            stops = words.rstrip(CLOSERS)
            if '"' in words:
                heard = view[counted : match.start() + len(stops)]
                inside += heard.count("“") - heard.count("”") + heard.count('"')
                counted = match.start() + len(stops)
                if inside % 2 == 0:
                    cut = match.start() + words.index('"')
            if not _is_end(view, match.start(), stops, cut):
                continue
        elif not _is_end(view, match.start(), view[match.start()], cut):
            continue
        yield start, cut, kind
        start = cut
    if start < stop:
        yield start, stop, kind
    if stop < len(view):
        yield stop, len(view), "dateline"


def _is_end(view: str, at: int, stops: str, cut: int) -> bool:
    """Whether the stops at this place, with their closing marks up to `cut`, end a sentence."""
    following = view[cut : cut + 1]
    if following and following in "，、；：,;:":
        return False
    stop = stops[0]
    if stop == "。":
        return True
    if stop in "!?":
        before = view[max(0, at - 1) : at]
        after_word = before.isalnum() or (before != "" and before in CLOSERS)
        if not after_word or (following.isascii() and following.isalnum()):
            return False
    if stop == "…" and len(stops) == 1:
        return False
    title = view.rfind("《", max(0, at - 30), at) > view.rfind("》", max(0, at - 30), at)
    if title and "》" in view[at : at + 30]:
        return False
    closers = view[at + len(stops) : cut]
    quoted = closers or stop == "…"
    return not (quoted and following and following in "的等")


def _wrap_gaps(view: str) -> list[int]:
    """Where single spaces stand for the line ends of a hard-wrapped paragraph: at even distances."""
    if len(view) <= 120 or view.count(" ") < 4:
        return []
    gaps = [match.start() for match in _GAP.finditer(view)]
    if len(gaps) < 4:
        return []
    from statistics import median  # few texts ask for it

    widths = [right - left for left, right in pairwise(gaps)]
    width = median(widths)
    even = sum(1 for each in widths if abs(each - width) <= width / 6)
    return gaps if 20 <= width <= 60 and even >= 0.7 * len(widths) else []


# The spaces that some set between a number and the words beside it: 新增 12 家企业、共 300 人.
_SPACED = late(r"(?<=[\u4e00-\u9fff，、（]) \d[\d.,]{0,15}(?: ?[%％]| (?=[\u4e00-\u9fff]))")
_NUMBERED = late(r"[\d.]+ ")
_DIGIT_GAP = late(r"(?<=[\d%％]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff，、（]) (?=\d)")


def _digit_gaps(view: str) -> list[int]:
    """Where single spaces only set numbers off from the words beside them, in a paragraph of prose."""
    prose = "，" in view or "。" in view
    if not prose or _SPACED.search(view) is None:
        return []
    numbered = _NUMBERED.match(view)  # the number of a list, of a chapter
    return [match.start() for match in _DIGIT_GAP.finditer(view, numbered.end() if numbered else 0)]


def _without_gaps(parts: list[tuple[int, int]], gaps: list[int]) -> Iterator[tuple[int, int]]:
    """The parts less the one character at each of these offsets of their view."""
    at = 0
    left = iter(gaps)
    gap = next(left, None)
    for start, end in parts:
        while gap is not None and gap - at < end - start:
            if gap > at:
                yield start, start + gap - at
            start += gap - at + 1
            at = gap + 1
            gap = next(left, None)
        if start < end:
            yield start, end
        at += end - start


def _pieces(parts: list[tuple[int, int]], starts: list[int], start: int, stop: int) -> Iterator[Piece]:
    """The pieces of the view stretch `start:stop` of a paragraph whose parts begin at `starts` in its view."""
    for at in range(bisect_right(starts, start) - 1, len(parts)):
        low, high = max(start, starts[at]), min(stop, starts[at + 1])
        if low >= high:
            return
        yield Piece(low - start, parts[at][0] + low - starts[at], high - low)


def _without_inline(
    text: str, parts: list[tuple[int, int]], furniture: list[Furniture]
) -> Iterator[tuple[int, int]]:
    """The parts less markup, addresses and characters that do not show."""
    for start, end in parts:
        for match in _INLINE.finditer(text, start, end):
            if start < match.start():
                yield start, match.start()
            start = match.end()
            if match.lastgroup != "void":
                is_url = match.lastgroup == "url"
                furniture.append(Furniture(*match.span(), "url" if is_url else "furniture"))
        if start < end:
            yield start, end
