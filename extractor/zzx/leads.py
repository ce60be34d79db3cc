"""Leads: the words that lead up to a quantity (共, 已, 达到), and the movement or the share that governs it."""

from __future__ import annotations

from typing import NamedTuple

from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import TAIL
from zzx.rows import Row


class Lead(NamedTuple):
    """Where the words leading up to a quantity begin; the index of the word of movement, and of the 占, among them."""

    tail: int
    movement: int | None = None
    share: int | None = None


def find(row: Row, start: int, index: int, words: Lexicon, family: str | None) -> Lead:
    """What leads up to the quantity at `index`, which is of a family, in the clause that begins at `start`."""
    if family == "rank":
        ranked = _ranking(row, start, index, words)
        if ranked is not None:
            return ranked
    stated = _sharing(row, start, index, words, family)
    if stated is not None:
        return stated
    than = _than(row, start, index, words)
    return than if than is not None else _moving(row, start, index, words, family)


def _ranking(row: Row, start: int, index: int, words: Lexicon) -> Lead | None:
    """A verb of ranking: 位居|全省第一."""
    letters = row.letters
    for position in range(start, index):
        if letters[position] in "svm" and row.words(position, position + 1) in words.groups["ranking"]:
            tail = position
            while tail > start and letters[tail - 1] in "pd":
                tail -= 1
            scope = letters.rfind("e", start, tail)
            if scope >= 0 and row.words(scope + 1, tail).rstrip("中内").endswith(_RANKED_AMONG):
                tail = scope if row.words(scope, scope + 1) == "在" else tail  # 增速|在全省县域中排第3位
            return Lead(tail)
    return None


_RANKED_AMONG = (
    "县", "市", "区", "州", "旗", "省", "县)", "市)", "区)", "县）", "市）", "区）", "省份", "城市", "乡镇", "镇街", "街道", "县域", "社区", "部门", "单位",
    "企业", "高校", "学校", "中学", "高中", "初中", "小学", "医院", "法院", "检察院", "机关", "国家", "经济体", "银行", "公司",
)  # fmt: skip


def _sharing(row: Row, start: int, index: int, words: Lexicon, family: str | None) -> Lead | None:
    """A word that says of what the quantity is a part, or how far it is from something: 占总数的84%."""
    letters = row.letters
    of = letters[index - 1] == "u"
    part = family in ("percent", "times")
    for position in range(start, index):
        word = row.words(position, position + 1)
        if letters[position] == "s":
            shares = word in ("占", "约占", "仅占", "占到", "分别占")
            if shares and not _MOVED_SHARE.search(letters, position, index):
                tail = position
                while tail > start and letters[tail - 1] in TAIL:
                    tail -= 1
                return Lead(tail, None, position)
            if of and word in _EQUALS:
                return Lead(position, None, position)  # 是全国平均水平的1.6倍
            if of and part and word[-1] in "至到" and _PART_OF.fullmatch(letters, position + 1, index):
                return Lead(position, None, position)  # 军费升至国内生产总值的3%
        if of and family == "percent" and word in _SHORT_OF:
            return Lead(position, None, position)  # 不足总面积的20%
        if word in words.groups["than"] and letters[position] != "a":
            between = set(letters[position + 1 : index])
            apart = "sq" if family == "points" else "suvxRq"  # 低于省定控制指标0.3个百分点
            grown = row.words(index - 1, index) in words.groups["growth"]  # 高出|总体增速3个百分点
            if (between & set("nwioIp0") or between == {"a"} or grown) and not between & set(apart):
                return Lead(position, position)
    return None


_MOVED_SHARE = late(r"(?<=I)[sdftlzbh.\-]*m[sdftlzbh.\-]*$")  # 占…的比重|比上年上升
_EQUALS = ("为", "是", "相当于", "仅为", "约为", "仅是", "只是", "约是", "大约为", "仅相当于", "约相当于")
_PART_OF = late("[nwaoj0p]{0,6}[nIip]u")
_SHORT_OF = ("不足", "不到", "超过", "接近", "超")


def _moving(row: Row, start: int, index: int, words: Lexicon, family: str | None) -> Lead:
    """The adverbs, states and the word of movement right before a quantity."""
    letters = row.letters
    grown = _grown(row, index, words, family)
    tail, movement = _superlative(row, start, _before(row, start, index)), grown
    while tail > start and (
        letters[tail - 1] in TAIL
        or (grown is not None and row.words(tail - 1, tail) in words.groups["light"])
        or letters[tail - 1] == "m"
        or (family == "rank" and letters[tail - 1] in "po")
        or (letters[tail - 1] == "e" and row.words(tail - 1, tail) in ("由", "从"))
        or (letters[tail - 1] == "u" and tail - 1 > start and letters[tail - 2] in "st")
    ):
        tail -= 1
        if letters[tail] != "m":
            continue
        if letters[tail - 2 : tail] == "mc" and tail - 2 >= start:
            tail -= 2  # 增加或减少|2分钟
        word = row.words(tail, tail + 1)
        if movement is None and letters[index + 1 : index + 2] == "u" and word in words.groups["than"]:
            continue  # 高于10%的目标
        growth = word in words.groups["growth"]
        if growth and row.words(index - 1, index) == "连续":
            return Lead(tail + 1)  # 工业增速连续三个月加快
        if movement is None:
            movement = tail
        elif growth:
            return Lead(tail + 1, movement)  # what moved is itself a rate of growth: 增速比上年提高
    return Lead(tail, movement)


def _before(row: Row, start: int, index: int) -> int:
    """Where it is said when the level was such: 把时间从|改造前的20分钟缩短到10秒; else `index`."""
    since = row.letters.rfind("e", start, index)
    said = since >= 0 and row.words(since, since + 1) in ("由", "从")
    return since if said and _ONCE.fullmatch(row.letters, since + 1, index) else index


_ONCE = late("(?:[nwaoIVvptj0]{1,4}h|[dt])u")


def _superlative(row: Row, start: int, index: int) -> int:
    """Where a level that is the most ever is said: 达到了|建园以来最多的9万人; else `index`."""
    state = row.letters.rfind("s", start, index)
    if state < 0 or row.letters[index - 1] != "u" or not _EVER.search(row.words(state, index)):
        return index
    return state


_EVER = late("最|创纪录|破纪录|罕见|惊人")


def _grown(row: Row, index: int, words: Lexicon, family: str | None) -> int | None:
    """The growth that a quantity measures from in front: 出现了17%的增长, 保持5%以上的存款增速."""
    found = _GROWN.match(row.letters, index + 1)
    if found is None and family == "percent":
        found = _GROWTH_OF.match(row.letters, index + 1)
        if found is not None and row.words(found.end() - 1, found.end()) not in words.groups["growth"]:
            return None
    return found.end() - 1 if found is not None else None


_GROWN = late("u[adb]*m")
_GROWTH_OF = late("u[nwiIoja]+m")
_NEAR = 10  # tokens that what is compared with may take


def _than(row: Row, start: int, end: int, words: Lexicon) -> Lead | None:
    """A comparison whose measure ends right before `start` and is named there: 高于10%|的目标5个百分点, 比5%|的标准低3个百分点."""
    if start == 0 or row.letters[start - 1 : start + 1] != "qu":
        return None
    for index in range(start - 2, max(-1, start - _NEAR), -1):
        if row.letters[index] in ",;:()q":
            return None
        if row.words(index, index + 1) in words.groups["than"]:
            return Lead(start, index)
        if row.letters[index] == "b" and row.words(index, index + 1) in ("比", "较"):
            named = _STANDARD.fullmatch(row.letters, start, end)
            moved = named.start("moved") if named is not None and named["moved"] else None
            return Lead(start, moved) if named is not None else None
    return None


_STANDARD = late("u[nwiI]{1,3}[dsf]*(?P<moved>m?)")
