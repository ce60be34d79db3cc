"""Circumstances: what a clause says before it comes to what is measured: comparisons, days, means, how it was worked out."""

from __future__ import annotations

from zzx import phrases
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.rows import Row

_ONCE = late("[nwoaijpP]{0,6}[wvVRxym]{1,2}h(?=[nwoaijpPtu0d]*[Ii]$)")
THAT_DAY = ("当天", "当日", "当晚", "当夜", "前夕", "前夜", "前一天", "次日", "同日")
"""Days that are told by what happened then: 生日|当天."""
_EVENTS = (
    "生日",
    "节",
    "婚礼",
    "会",
    "赛",
    "仪式",
    "考试",
    "高考",
    "中考",
    "开幕",
    "开学",
    "开业",
    "展",
    "演出",
    "选举",
    "投票",
)


def _is_event(row: Row, start: int, end: int, words: Lexicon) -> bool:
    """Whether what stands before 当天 only says of which day: 开幕式|当天."""
    named = row.words(end - 1, end)
    event = row.letters[end - 1] == "w" or named.endswith(_EVENTS) or named in words.groups["occasion"]
    return event and not row.letters[start:end].strip("nwai0p")


_CLAUSED = late("s[wVa][^esmuq]*u")  # 共有|从事养殖业的农户


def head(
    row: Row, start: int, tail: int, movement: int | None, moves: bool, words: Lexicon
) -> tuple[int, int | None]:
    """Where the clause begins to say what is measured, and the word of movement where that stands before it."""
    letters = row.letters
    begin = _compared(row, start, tail)
    while begin < tail and letters[begin] in "tzhbcg.-f":
        begin += 1
    moved = -1
    if tail > begin and letters[tail - 1] in ("Ii" if movement is None else "Iin"):
        moved = letters.rfind("e", begin, tail - 1)
    if moved >= 0 and row.words(moved, moved + 1) in ("将", "把"):
        begin = moved + 1  # 美联储将|基准利率提高了
    within = _WITHIN.match(letters, begin, tail)
    if within is not None and row.words(begin, begin + 1) == "在":
        begin = within.end()  # 在邮政收入中|占比为70%
    when = tail if letters[tail] == "t" else letters.find("t", begin, tail)
    if begin < when and row.words(when, when + 1) in THAT_DAY and _is_event(row, begin, when, words):
        begin = min(when + 1, tail)  # 生日当天|30多人
    once = _ONCE.match(letters, begin, tail)
    if once is not None and row.words(once.end() - 1, once.end()) in ("后", "之后", "以后"):
        begin = once.end()  # 改造完成后|该厂年产能达12万吨
    if tail - begin > 1 and letters[tail] == "h" and row.words(begin, begin + 1) == "在":
        return tail, movement  # 在去年的研报中|预计为8亿元
    begin = _influenced(row, begin, tail)
    if begin < tail and letters[tail] == "s" and row.words(tail, tail + 1) in _TOLD:
        return tail, movement  # 知情人士|透露可能接近100亿美元
    reckoned = _reckoned(row, begin, tail, words)
    if reckoned is not None:
        return reckoned, movement
    if begin >= tail:
        return begin, movement
    if letters[begin] == "k" and row.words(begin, begin + 1) in words.groups["except"]:
        return tail, movement  # 剔除政策因素累计增长16.4%
    if moves and _is_standard(row, start, begin, tail):
        return tail, movement  # 比全省平均水平高15.6个百分点
    moving = _MOVING.match(letters, begin, tail)
    if movement is None and moving is not None and moving.end() == tail:
        return moving.end("movement"), moving.start("movement")
    copula = letters.rfind("s", begin, tail)
    found = copula > begin and letters[copula - 1] == "v"  # 查出|有隐患的厂房
    if copula >= 0 and not found and phrases.having(row, copula, tail):
        return copula, movement
    links = copula >= 0 and row.words(copula, copula + 1) in words.groups["copula"]
    links = links and not letters.startswith("e", max(begin, copula - 1))  # 在|有危房的30个村
    held = row.words(copula, copula + 1) in words.groups["having"] and _CLAUSED.match(letters, copula, tail)
    if links and not held and not set(letters[begin:tail]) & set("vxR"):
        begin = copula + 1
    return begin, movement


_SET = late("[na]*[no]?[vRVw]{1,2}u[na]{0,2}[nI]")  # 比|上级下达的指标
_INFLUENCED = 8  # tokens of what somebody is influenced by


def _influenced(row: Row, begin: int, tail: int) -> int:
    """Where the clause goes on after what influenced it: 受疫情影响|游客数量下降."""
    if begin >= tail or not row.words(begin, begin + 1).startswith("受"):
        return begin
    for index in range(begin + 2, min(begin + _INFLUENCED, tail - 1)):
        if row.words(index, index + 1) == "影响":
            return index + 1
    return begin


_TOLD = (
    "说",
    "称",
    "表示",
    "显示",
    "表明",
    "证实",
    "指出",
    "认为",
    "声称",
    "强调",
    "披露",
    "透露",
    "提到",
    "坦言",
    "直言",
    "推测",
)
_STANDARDS = ("水平", "均值", "平均数", "标准值")


def _is_standard(row: Row, start: int, begin: int, tail: int) -> bool:
    """Whether what follows 比 is only what is compared with: 比|全省平均水平, 比|同行业平均水平."""
    letters = row.letters
    if not any(letters[i] == "b" and row.words(i, i + 1) in ("比", "较") for i in range(start, begin)):
        return False
    set_by = letters[begin - 1] == "b" and _SET.fullmatch(letters, begin, tail) is not None
    named = letters[begin] in "par" or row.words(tail - 1, tail).endswith(_STANDARDS) or set_by
    return named or not set(letters[begin:tail]) & set("vxRI")


def _compared(row: Row, start: int, tail: int) -> int:
    """Where the clause goes on after what it compares with: 与上年同期的案件数相比|上升5%."""
    letters = row.letters
    at = start
    while at < tail and letters[at] in "t.-":
        at += 1
    if at < tail and letters[at] in "cek" and row.words(at, at + 1) in ("与", "同", "跟", "和"):
        for index in range(min(tail, len(letters) - 1), at, -1):
            if letters[index] == "b" and row.words(index, index + 1) in ("相比", "比较", "比"):
                return min(index + 1, tail)
    return start


def against(row: Row, head: int, tail: int) -> int:
    """Where the clause breaks off for what it compares with: 发案数|与前两年同期平均发案数相比."""
    if row.letters[tail : tail + 1] != "b" or row.words(tail, tail + 1) not in ("相比", "比较"):
        return tail
    for index in range(tail - 1, head, -1):
        if row.letters[index] in "cek" and row.words(index, index + 1) in ("与", "同", "跟", "和"):
            return index
    return tail


def _reckoned(row: Row, head: int, tail: int, words: Lexicon) -> int | None:
    """Where the clause goes on after how a number was worked out: 按年均汇率折算|为6908美元."""
    if head >= tail or row.letters[head] != "k":
        return None
    for index in range(head + 1, tail):
        if row.words(index, index + 1) in words.groups["reckoning"]:
            return index + 1
    at = _AT_PRICES.match(row.letters, head, tail)
    if at is not None and row.words(head, at.end()).endswith(("价格", "价", "汇率")):
        return at.end()  # 按当年价格|比上年下降
    return None


_AT_PRICES = late("k[tanI]*[In](?=[bm]|$)")
_WITHIN = late("e[^uvxRq]*h(?=[nwaiIoj])")
_MOVING = late(  # 减少政府债务6.5亿元, 新建城关小学增加学位450个
    r"(?:[pdtz]*|(?:[^vxRmsq]*[vwVya]u)?[rna]*[nojP]d+|[rna]*[ojP]a?(?=mi$|mnn?$)|.*[vx][^vxyRuc]*[nopIij0])(?P<movement>m)(?:[nwiIoajr0gV]*[nwiIojV]|[nwiIoajr0gVv]*I)"
)
