"""Speakers: who only tells or expects what others do or have: 国家统计局|公布的数据显示, 铁路公司预计|全国铁路发送旅客."""

from __future__ import annotations

from zzx.introductions import COMPANIES
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.rows import Row


def skip_adverbs(row: Row, index: int, end: int) -> int:
    """Where a clause goes on after adverbs and times."""
    while index < end and row.letters[index] in "dat":
        index += 1
    return index


_BRIEFLY = 3  # tokens


PRIVATE = (
    "公司",
    "集团",
    "机构",
    "研究所",
    "研究院",
    "大学",
    "智库",
    "银行",
    "证券",
    "杂志",
    "网站",
    "日报",
    "时报",
    "社",
)
"""How those are called who tell of more than their own country: 美国市场研究公司."""
_SPOKESMEN = ("新闻办", "新闻办公室", "国新办", "宣传部", "外交部")
_CONFERENCES = ("发布会", "通气会", "吹风会", "见面会", "记者会")  # 国务院新闻办|举行新闻发布会


def tells(row: Row, index: int, end: int, first: Item | None, words: Lexicon) -> bool:
    """Whether the one before `index` only tells what follows: 国家统计局|日前发布的数据显示; not 全市|报告病例12例."""
    if row.words(index - 1, index).endswith(_SPOKESMEN) and row.words(index, end).endswith(_CONFERENCES):
        return True
    if _shows(row, index, end, words):
        return True
    index = skip_adverbs(row, index, end)
    if 0 < end - index <= _BRIEFLY and row.words(end - 1, end) in ("称", "说", "道"):
        return True  # 报警称
    said = first is None and row.words(end - 1, end) in words.groups["speech"]
    learnt = first is None and row.words(end - 1, end) in _LEARNT and row.words(index, index + 1) == "从"
    if (said or learnt) and index < end and row.letters[index] in "ek":
        return True  # 在社交媒体上说, 在接受采访时表示
    if index == end - 1 and row.words(index, end) in _FORESEES:
        return not row.words(index - 1, index).endswith(COMPANIES)  # 该机构预测，
    if index == end or row.words(index, index + 1) not in words.groups["telling"]:
        return False
    if row.words(index, index + 1) in _DECLARES and _ITS_DEED.match(row.letters, index + 1, end):
        return False
    return first is None or bool(set(row.letters[index + 1 : first.index]) & set("vxRVsmpou,"))


_DECLARES = ("宣布", "承诺", "表态", "答应")
_ITS_DEED = late("d?(?:e[naoijpw0r]{1,8})?[vxR]")  # 韩国宣布|向灾区提供物资, 央行宣布|下调利率


_SOURCES = (
    "数据",
    "统计",
    "资料",
    "公报",
    "通报",
    "简报",
    "月报",
    "监测",
    "调查",
    "结果",
    "信息",
    "消息",
    "报告",
    "白皮书",
)


def _shows(row: Row, index: int, end: int, words: Lexicon) -> bool:
    """Whether what somebody has found out tells what comes next: 郑州海关|数据显示，3月出口30亿元."""
    told = row.words(end - 1, end) in words.groups["telling"] and row.letters[end : end + 1] in (",", ":")
    return told and index < end - 1 and row.words(index, end - 1).endswith(_SOURCES)


_LEARNT = ("获悉", "获知", "得知", "了解到", "看到", "注意到")
_FORESEES = ("预测", "预计", "预期", "估计", "判断", "推测", "估算")


_OWN_AMOUNT = late("[nwaiIV]{0,4}[iI]")


def expects_of_itself(row: Row, last: int, end: int) -> bool:
    """Whether a company tells what it expects to have: 子公司预计|净利润, 公司预计全年|营收; not 国际能源署预计|石油需求."""
    after = skip_adverbs(row, last + 1, end)
    own = _expects(row, last + 1, after) and _OWN_AMOUNT.match(row.letters, after, end) is not None
    own = own or (row.words(end - 1, end) in _FORESEES and row.words(last, last + 1).endswith(COMPANIES))
    return own and not row.words(max(0, last - 1), last + 1).endswith(_FORECASTERS)


_FORECASTERS = (
    "局", "署", "部", "委", "台", "央行", "组织", "机构", "协会", "学会", "研究院", "研究所", "研究中心", "基金会", "智库",
    "世界银行", "开发银行", "证券", "委员会", "联合会", "联盟", "政府", "当局", "官方", "部门",
)  # fmt: skip


def _expects(row: Row, start: int, stop: int) -> bool:
    """Whether one of the words says that somebody expects what comes next."""
    return any(row.words(index, index + 1) in ("预计", "预期", "预测") for index in range(start, stop))


def past_forecaster(row: Row, start: int, end: int) -> int:
    """Where somebody else is named behind one who only expects what they do: 铁路公司预计|全国铁路发送旅客; else `start`."""
    for index in range(start, end - 1):
        if _expects(row, index, index + 1):
            after = skip_adverbs(row, index, end)
            return after if row.letters[after : after + 1] in ("o", "p") else start
    return start
