"""Introductions: who does or has something, as the form of a clause shows it: 平川银行：, 李明，男，, 全村|10个村民小组."""

from __future__ import annotations

from typing import NamedTuple

from zzx import people
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row


class Doer(NamedTuple):
    """Who a clause is about: its tokens, and whether it does something there or only has what is told.

    `agent`: whether 由 names it for this sentence alone; `tells`: whether it only says what follows; `lasts`: whether the
    next sentences go on about it, whatever it is called.
    """

    span: Span
    acts: bool
    agent: bool = False
    tells: bool = False
    lasts: bool = False


def find(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """Whom the form of the clause at `start` shows, whatever they are called."""
    return (
        _speaking(row, start, end, words)
        or _reporting(row, start, end, words)
        or _heading(row, start, end, words)
        or _identified(row, start, end, words)
        or _introduced(row, start, end)
        or _inside(row, start, end, words)
        or _befallen(row, start, end)
        or _apart(row, start, end)
        or _whole(row, start, end, words)
        or _possessing(row, start, end, words)
        or _allied(row, start, end, words)
        or _exemplary(row, start, end)
    )


COMPANIES = ("公司", "集团", "银行", "证券", "保险", "股份", "医院", "大学")


_SPEAKER = late("[napoj0]{1,9}P")  # 刑警大队教导员李某：


def _heading(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """The company that is all of the clause before a colon: 平川银行：."""
    if row.letters[end : end + 1] == ":" and _SPEAKER.fullmatch(row.letters, start, end):
        return Doer((start, end), acts=False, tells=True)
    if row.letters[end : end + 1] != ":" or start > 0 or set(row.letters[start:end]) - set("anpo"):
        return None
    name = row.words(start, end)
    company = (name.endswith(COMPANIES) or (name[-1] in "AB" and len(name) > 2)) and end - start > 1
    return Doer((start, end), acts=False) if company and row.words(start, end) not in words.classes else None


_INTRODUCED = late("[naop]{0,6}P")
SEXES = ("男", "女", "男性", "女性")


def _introduced(row: Row, start: int, end: int) -> Doer | None:
    """The person who is all of the clause before an age or a sex: 被告人李某，现年43岁; 李明，男，."""
    if row.letters[end : end + 1] != "," or _INTRODUCED.fullmatch(row.letters, start, end) is None:
        return None
    age = row.letters.find("q", end)
    aged = age > 0 and not row.letters[end + 1 : age].strip("tdn") and _is_age(row, age)
    sexed = end + 1 < len(row.tokens) and row.words(end + 1, end + 2) in SEXES
    return Doer((start, end), acts=False) if aged or sexed else None


def _is_age(row: Row, index: int) -> bool:
    quantity = row.tokens[index].quantity
    return quantity is not None and quantity.is_age


_INSIDE = late("ph[nwaop]{0,4}[no](?=[da]*[vxRw])")


def _inside(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """The persons who act in a place that they are named with: 辖区内企业负责人|检查企业."""
    found = _INSIDE.match(row.letters, start, end)
    acts = found is not None and people.is_title(row.words(found.end() - 1, found.end()), words)
    return Doer((start, found.end()), acts=True) if found is not None and acts else None


_EVENTS = ("事故", "火灾", "爆炸", "地震", "泥石流", "洪灾", "雪崩", "空难", "袭击")
_EVENT = late("[pc]*[pn]j[nwa0o]{1,6}")
_CAUSES = ("造成", "导致", "致", "致使", "引发")


def _befallen(row: Row, start: int, end: int) -> Doer | None:
    """An event that is known by its day and does what comes next: 甲县“3·5”仓库火灾|，造成3人死亡."""
    if _EVENT.fullmatch(row.letters, start, end) is None or not row.letters.startswith(
        (",v", ",w", ",x"), end
    ):
        return None
    causes = row.words(end + 1, end + 2) in _CAUSES and row.words(start, end).endswith(_EVENTS)
    return Doer((start, end), acts=True) if causes else None


_APART = late("[naopj0]{0,5}o")
_THEN = late(",t[tda]{0,3}[vwxR]")


def _apart(row: Row, start: int, end: int) -> Doer | None:
    """An organisation that a comma parts from when it did what comes next: 杉木树煤矿|，上周六发生透水事故."""
    if not row.letters.startswith(",t", end):
        return None
    alone = _APART.fullmatch(row.letters, start, end) is not None and end - start > 1
    opens = start == 0 or row.letters[start - 1] in ",;"
    then = alone and opens and _THEN.match(row.letters, end) is not None
    return Doer((start, end), acts=True) if then else None


_SAYS = late("P[tda0]{0,4}(?:[ek][^,;:()]{0,10}?[hnw])?[da]{0,2}[a-zA-Z]{1,2}")


def _speaking(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """The person who says what comes next, whatever offices are named first: 县委副书记、扫黑办主任张明28日|介绍说，."""
    person = row.letters.rfind("P", start, end)
    if person < 0 or row.letters[end : end + 1] not in (",", ":") or "q" in row.letters[start:end]:
        return None
    if row.words(end - 1, end) not in words.groups["telling"]:
        return None
    says = _SAYS.fullmatch(row.letters, person, end) is not None
    return Doer((person, person + 1), acts=False, tells=True) if says else None


_COUNTING = late("[ds]{0,3}q")
_COMMUNITIES = ("村", "镇", "乡", "社区", "街道", "厂", "寨", "屯")


def _whole(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """All of a village, school or firm, whose parts are counted next: 全村|12个村民小组."""
    whole = row.words(start, start + 1) if start + 1 < end and row.letters[start] in "no" else ""
    counted = whole[:1] == "全" and _COUNTING.match(row.letters, start + 1, end) is not None
    counted = counted and (whole[1:] in _COMMUNITIES or whole in words.groups["doer_pronoun"])
    return Doer((start, start + 1), acts=True) if counted else None


_POSSESSING = late("(?P<who>n{1,3})d{0,2}(?P<has>s)[nwaoI]{1,6}q")


def _possessing(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """What has something, whatever it is called: 小区|共有住户1200户; not 案件共有30起."""
    found = _POSSESSING.match(row.letters, start, end)
    if found is None or row.words(*found.span("has")) not in words.groups["having"]:
        return None
    name = row.words(*found.span("who"))
    return None if name in words.groups["generic"] else Doer(found.span("who"), acts=False)


_ALLIED = late("(?:[nap]{1,4}h?u)?(?P<who>[naopjP0]{1,8})d?(?P<with>x)(?=[nopacj0qr])")
_WITH = ("联合", "会同", "携手", "联手", "协同")


def _allied(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """Whoever acts together with others: 爱心妈妈团|联合街道、物业公司，共募集捐款5万元."""
    found = _ALLIED.match(row.letters, start, end)
    if found is None or row.words(*found.span("with")) not in _WITH:
        return None
    name = row.words(*found.span("who"))
    return None if name in words.groups["generic"] else Doer(found.span("who"), acts=True)


def _exemplary(row: Row, start: int, end: int) -> Doer | None:
    """The example that is told of: 以|湖南大学|为例，共录取新生5000人."""
    if row.words(start, start + 1) != "以" or row.words(end - 1, end) != "为例":
        return None
    named = not row.letters[start + 1 : end - 1].strip("napoj0P") and start + 1 < end - 1
    return Doer((start + 1, end - 1), acts=True, lasts=True) if named else None


def _reporting(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """The company whose own report is told: 佰川股份|发布三季报."""
    view, telling = row.view, words.groups["telling"]
    tells = (view[token.start : token.end] in telling for token in row.tokens[start:end])
    index = next((index for index, told in enumerate(tells, start) if told), None)
    if index is None:
        return None
    name = index
    while name > start and row.letters[name - 1] in "dat":
        name -= 1
    first = name
    while first > start and row.letters[first - 1] in "nop0wPia":
        first -= 1
    told = row.words(index, end)
    own = told == "公告" or any(told.find(word) > 0 for word in words.groups["own_report"])
    own = own or (told.startswith("宣布") and _OWN_DEED.match(row.letters, index + 1, end) is not None)
    named = first < name and "q" not in row.letters[start:index]
    named = named and not row.words(first, name).endswith(_OCCASIONS)
    return Doer((first, name), acts=True, lasts=True) if own and named else None


_OWN_DEED = late("[da]{0,2}[vwRyV][nwaoiIpVr]{0,8}$")  # 宣布|裁员, 宣布|收购两家企业; not 宣布，全国…
_OCCASIONS = (
    "会议",
    "大会",
    "报告",
    "公报",
    "声明",
    "通告",
    "判决",
    "法官",
    "法院",
    "法庭",
    "主席",
    "总统",
    "总理",
)


_IDENTIFIED = late("[nowaijpVP0]{1,6}s(?P<what>[^,;:()q]{1,20})")
_AIMS = (
    "目标",
    "愿景",
    "方向",
    "定位",
    "梦想",
    "使命",
    "重点",
    "主体",
    "核心",
    "关键",
    "其中",
    "前身",
    "客户",
    "对手",
)
_ONE = (
    "一家",
    "一所",
    "一个",
    "一座",
    "一支",
    "最大",
    "最早",
    "首家",
    "首个",
    "之一",
    "知名",
    "著名",
    "领先",
)


def _identified(row: Row, start: int, end: int, words: Lexicon) -> Doer | None:
    """An organisation that is said to be one: 华丰食品|是一家老牌企业, 绿能科技|是国内最大的光伏企业之一."""
    found = _IDENTIFIED.fullmatch(row.letters, start, end)
    if found is None:
        return None
    copula = found.start("what") - 1
    what = row.words(copula + 1, end)
    one = row.words(copula, copula + 1) in ("是", "系", "为") and any(word in what for word in _ONE)
    organised = what.removesuffix("之一").endswith(
        (*COMPANIES, "企业", "机构", "学校", "平台", "品牌", "工厂", "厂商")
    )
    named = row.letters[copula - 1] in "noPp" and row.words(start, copula) not in (
        *_AIMS,
        *words.groups["generic"],
    )
    return Doer((start, copula), acts=True, lasts=True) if one and organised and named else None
