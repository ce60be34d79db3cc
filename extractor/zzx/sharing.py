"""Sharing: the heads of a list, and what the last of them says for all (手机、汽车|出口额; 城、乡|居民收入)."""

from __future__ import annotations

import re

from zzx import phrases
from zzx.items import Item, phrase
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

_NUMBERED = late("^第?[一二三四]")


_RUN = late("([一二三四]{2,4})((?:次)?产业?.*)")
_SIDES = late("((?:东北|[东中西南北]部?)(?:[、和及](?:东北|[东中西南北]部?))+)((?:地区)?.+)$")


def heads(row: Row, start: int, end: int, wanted: int, words: Lexicon) -> list[str]:
    """The heads of a coordination, each with the indicator that is said only after the last (手机、汽车出口额)."""
    if not 0 < end - start <= phrases.FARTHEST:
        return []
    sides = _SIDES.search(row.wording(start, end))
    if sides is not None and len(names := re.split("[、和及]", sides[1])) == wanted:
        part = "部" * names[-1].endswith("部")  # 东、中、西部地区, but 南、北|岸堤防
        return [f"{name if len(name) > 1 else name + part}{sides[2]}" for name in names]
    numbered = _RUN.fullmatch(row.wording(start, end))
    if numbered is not None and len(numbered[1]) == wanted:
        return [f"{numeral}{numbered[2]}" for numeral in numbered[1]]  # 一二三|产业
    spans = _members(row, start, end, any_conjunction=True)
    if len(spans) != wanted:
        apart = _members(row, start, end, any_conjunction=False)  # 农业农村、民政与应急、卫生健康
        spans = apart if len(apart) == wanted else spans
    if len(spans) < 2:
        return []
    if row.letters[start] == "e" and row.letters[spans[-1][0] - 1] == "p":
        spans[-1] = spans[-1][0] - 1, spans[-1][1]  # 对东盟、日本|进出口
    last, opening = spans[-1], row.words(spans[0][0], spans[0][0] + 1)
    cut = _shared_from(row, last)
    shared = is_shared(row, last[1] - 1) and not any(is_shared(row, stop - 1) for _, stop in spans[:-1])
    shared = shared or _is_served(row, spans)
    level = _level_of(row, spans, words)
    if level:
        return [phrase(row, span) + level * (span is not last) for span in spans]
    suffix = row.wording(min(cut, last[1] - 1), last[1]) if shared and last[1] - last[0] > 1 else ""
    suffix = _after_common(row, spans, words) or suffix
    if shared and row.letters[slice(*spans[0])] == "a" and row.letters[last[0]] != "a":
        suffix = row.wording(*last)[len(row.wording(*spans[0])) :]  # 城镇、农村居民收入
    if suffix and row.letters[last[0]] in "vwRx" and row.words(last[0], last[0] + 1) == opening:
        suffix = row.wording(last[1] - 1, last[1])  # 受理申诉、受理控告|人数
    suffix = _after_counterpart(row, spans, words) or suffix
    if _NUMBERED.fullmatch(row.wording(*spans[0])):
        suffix = _NUMBERED.sub("", row.wording(*last), count=1)  # 一、二、三次产业投资
    at = start if row.letters[start] == "e" else max(start - 1, 0)
    toward = row.wording(at, at + 1)
    lead = toward if toward in ("对", "自", "向") and shared else ""  # 对欧盟成员国、东盟成员国出口
    bare = "" if suffix else _for_acts(row, spans)
    heads = [lead + phrase(row, span) for span in spans]
    if bare:
        return [
            head if set(row.letters[slice(*span)]) & set("nIioj") else head + bare
            for head, span in zip(heads, spans, strict=True)
        ]
    if heads[0].startswith("第") and _NUMBERED.match(heads[0]):
        heads = [head if head.startswith("第") else f"第{head}" for head in heads]  # 第一、二、三产业
    return [head if head.endswith(suffix) else head + suffix for head in heads]  # 网约车、租赁|车


_LONGEST_PAIR = 5  # characters of a counterpart


def _after_counterpart(row: Row, spans: list[Span], words: Lexicon) -> str:
    """What the last head goes on with after the counterpart of the others: 城镇、农村|常住居民收入, 男、女|职工."""
    *earlier, last = (row.wording(*span) for span in spans)
    pairs = words.groups["counterpart"]
    if not all(name in pairs for name in earlier):
        return ""
    size = next((size for size in range(_LONGEST_PAIR, 0, -1) if last[:size] in pairs), 0)
    return last[size:] if 0 < size < len(last) else ""


def _for_acts(row: Row, spans: list[Span]) -> str:
    """The indicator of the last head that serves acts before it, beside heads of their own: 起数、受伤|和死亡人数."""
    if not is_shared(row, spans[-1][1] - 1) or spans[-1][1] - spans[-1][0] < 2:
        return ""
    acts = [not set(row.letters[slice(*span)]) & set("nIioj") for span in spans[:-1]]
    return row.wording(spans[-1][1] - 1, spans[-1][1]) if any(acts) else ""


_LEVELS = ("余额", "总额", "总量", "规模", "增速", "增幅", "总值")


def _level_of(row: Row, spans: list[Span], words: Lexicon) -> str:
    """The level that the last of several amounts says for all: 存款、贷款|余额."""
    amounts = all(row.letters[stop - 1] == "i" for _, stop in spans[:-1])
    told = row.wording(*spans[-1])
    level = next((level for level in _LEVELS if told.endswith(level)), "")
    return level if amounts and level and words.ending(told.removesuffix(level)) == "i" else ""


_LONGEST = 12  # characters that the heads of a list have in common


def _after_common(row: Row, spans: list[Span], words: Lexicon) -> str:
    """What the last head goes on with after what it has in common with the others: 农业贷款、企业贷款|余额, 刑事、民事|案件."""
    *earlier, last = (row.wording(*span) for span in spans)
    if any(last.startswith(name) for name in earlier):
        return ""
    for size in range(min(_LONGEST, *map(len, earlier)), 1, -1):
        common = earlier[0][-size:]
        at = last.find(common, 1)
        if at > 0 and not last.endswith(common) and all(name.endswith(common) for name in earlier):
            return last[at + size :]
    kinds = all(stop - start == 1 and row.letters[start] in "an" for start, stop in spans)
    cases = tuple(words.groups["case"])
    short = len(last) == 4 and all(len(name) == 2 and not name.endswith(cases) for name in earlier)
    return last[2:] if kinds and short and last.endswith(cases) else ""


def _shared_from(row: Row, last: Span) -> int:
    """Where the indicator begins that the last head of a list says for all: 手机、汽车|出口额, 小麦、玉米|种植面积."""
    cut = last[1]
    if row.letters[last[0] + 1 : last[0] + 2] == "u":
        return last[0] + 2  # 报纸和期刊的|人均阅读量
    while cut > last[0] + 1 and is_shared(row, cut - 1):
        cut -= 1
    qualified = cut
    while qualified > last[0] + 1 and row.letters[qualified - 1] in "wa" and cut < last[1]:
        qualified -= 1
    if row.letters[qualified - 1] in "iI" and qualified > last[0] + 1:
        qualified -= 1  # 试验发展|经费所占比重, 高校|R&D经费所占比重
        return qualified - (row.words(qualified - 1, qualified).isascii() and qualified > last[0] + 1)
    cut = qualified
    return cut if cut < last[1] else last[0] + 1


_TRADES = (
    "出口",
    "进口",
    "进出口",
    "投资",
    "消费",
    "生产",
    "销售",
    "采购",
    "运输",
    "发电",
    "供应",
    "用电",
    "用水",
)


def is_shared(row: Row, index: int) -> bool:
    """Whether a word tells what is measured of each member of a list: 手机、显示器|出口."""
    return row.letters[index] in "iI" or row.words(index, index + 1) in _TRADES


def _is_served(row: Row, spans: list[Span]) -> bool:
    """Whether the last of several single words has a head that serves them all: 东部、西部|地区火灾."""
    *earlier, last = spans
    single = all(stop - start == 1 and row.letters[start] in "nao" for start, stop in earlier)
    own = "u" in row.letters[slice(*last)]  # 挖掘机、起重用的吊臂
    headed = row.letters[last[1] - 1] == "n" and len(row.words(last[1] - 1, last[1])) > 1  # 增塑剂、超纯氨
    return single and not own and last[1] - last[0] > 1 and headed


def _members(row: Row, start: int, end: int, *, any_conjunction: bool) -> list[Span]:
    """The members of a coordination, parted by every conjunction or by 、 alone."""
    spans: list[Span] = []
    begin = start
    for index in range(start, end + 1):
        parts = index == end or (
            row.letters[index] == "c" and (any_conjunction or row.words(index, index + 1) == "、")
        )
        if parts:
            span = phrases.trim(row, (begin, index)) if index > begin else None
            if span is not None and row.letters[span[0]] in "vwRx" and row.letters[span[1] : index] == "a":
                span = span[0], index  # 受理申诉、受理控告人数
            if span is None and index > begin and row.letters[index - 1] in "aP":
                begin += row.letters[index - 1] == "P" and row.letters[begin] == "p"
                span = (index - 1 if row.letters[index - 1] == "a" else begin), index  # 城镇、农村居民收入
            if span is not None:
                spans.append(span)
            begin = index + 1
    return spans


ALONE = ("分", "元", "美元", "欧元", "港元", "英镑", "日元", "%", "公里", "岁", "年")
"""Units whose quantity takes no noun from behind another one."""


def less_rank(row: Row, listed: Span) -> Span:
    """A list of heads less what it says of them: 长沙、株洲投诉量|最多，分别为…"""
    start, end = listed
    start += row.letters[start] in "zt"
    return start, end - (
        row.letters[end - 1] == "d" and row.words(end - 1, end).startswith(("最", "较", "居"))
    )


def share_holders(row: Row, members: list[Item], words: Lexicon) -> bool:
    """Give each of a list of holders its number of what all have: 东部、西部地区|分别有企业30家、20家."""
    start, end = members[0].roles.left
    has = next((i for i in range(start, end - 1) if row.words(i, i + 1) in _SEPARATELY_HAVE), None)
    if has is None or members[0].roles.after:
        return False
    holders_ = heads(row, start, has, len(members), words)
    thing = phrases.trim(row, (has + 1, end))
    if len(holders_) != len(members) or thing is None:
        return False
    for number, (item, holder) in enumerate(zip(members, holders_, strict=True)):
        item.subject, item.object, item.action = holder, phrase(row, thing), None
        item.first = members[0] if number else None
    return True


_SEPARATELY_HAVE = ("分别有", "各有", "分别拥有", "分别设有")
