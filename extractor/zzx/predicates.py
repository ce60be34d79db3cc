"""Predicates: what those who are counted do, or how they fare, which is no part of what is counted."""

from __future__ import annotations

from zzx.lexicon import Lexicon
from zzx.phrases import Span
from zzx.rows import Row

REGIONS = frozenset((
    "省", "自治区", "直辖市", "市", "县", "区", "州", "盟", "旗", "省份", "区域", "国家", "地区",
    "县区", "市县", "县市", "省市区", "省区市", "省区", "省市", "县市区", "市州", "州市", "区县",
    "市区县", "盟市", "旗县", "城区", "乡镇", "镇街", "镇", "乡", "村", "街道", "社区",
))  # fmt: skip
"""Divisions of a country."""
_TEAMS = (
    "组", "队", "班", "团", "会", "庭", "舱", "间", "房", "桌", "规模", "名额", "大关", "团队", "广场",
    "大会", "体育馆", "方阵", "方队", "课堂", "考场", "教室", "名单", "样本", "剧组", "家庭", "餐厅",
    "剧场", "会场", "会议", "论坛", "群", "船", "艇", "车", "机", "大巴", "赛", "床位", "席位", "岗位",
)  # fmt: skip


def before_halt(row: Row, follower: Span, words: Lexicon) -> Span:
    """Those counted less what fared well or badly of theirs: 2座大桥|通行受阻, 12项工程|进展缓慢."""
    start, end = follower
    while end - start > 1 and row.letters[end - 1] == "0":
        end -= 1  # 村庄供水|一度中断
    stop = end
    while stop < min(end + 3, len(row.tokens)) and (
        row.letters[stop] in "d0v" or row.words(stop, stop + 1) in words.groups["aspect_of_work"]
    ):
        stop += 1  # 街道矛盾|调处成效明显
    states = words.groups["halted"]
    fared = any(
        row.words(at, at + 1) in states and row.letters[at + 1 : at + 2] != "u"
        for at in range(end, min(stop + 1, len(row.tokens)))
    )
    within = end - start > 2 and row.letters[end : end + 1] in ("", ",", ";")
    if not fared and within and row.letters[end - 2 : end] == "aw" and row.words(end - 2, end - 1) in states:
        return start, end - 2  # 污水处理设施|稳定运行
    if not fared and within and row.words(end - 1, end) in states:
        end -= 1  # 企业|资金紧张
        fared = row.words(end - 1, end) in words.groups["aspect_of_work"]
    kept = end
    while kept > start + 1 and (
        row.letters[kept - 1] in "wV" or row.words(kept - 1, kept) in words.groups["aspect_of_work"]
    ):
        kept -= 1
    if fared and row.words(start, start + 1) in REGIONS:
        kept = start + 1
    return (start, kept) if fared and kept < follower[1] else follower


def tells(
    row: Row, own: Span, follower: Span, end: int, unit: str | None, family: str | None, words: Lexicon
) -> bool:
    """Whether what follows a quantity tells what is done or what others are, rather than what is counted."""
    letters = row.letters
    start, stop = follower
    punished = row.words(stop - 1, stop) in words.groups["penalty"]
    if family == "time" and letters[end : end + 1] == "q" and letters[start - 1] != "u" and not punished:
        return True  # 上映三天|票房破5亿元
    if family == "money" and letters[stop : stop + 1] == "q" and not letters[start:stop].strip("wV"):
        return True  # 投资18亿元|建设3个泊位
    at = start - 1 - letters.startswith("l", start - 2)
    if (
        family == "money"
        and letters[start] in "wvV"
        and row.words(at - 1, at).endswith(("资", "款", "资金", "经费"))
    ):
        return True  # 斥资3亿元|建设新厂
    alone = family == "time" and letters[start - 1] != "u" and not letters[start:stop].strip("nopPj")
    if alone and letters[stop : min(stop + 1, end)] in tuple("vVxR"):
        return True  # 15分钟左右|救护车赶到现场
    moved = letters[stop:end].lstrip("bd")[:1] == "m"
    team = letters[start - 1] == "u" or row.words(stop - 1, stop).endswith(_TEAMS)
    goes_on = letters[stop : min(stop + 1, end)] in tuple("wVvyxRd") or set(letters[start:stop]) & set("wV")
    acts_or_fares = letters[start] in "vxyVwRd" or moved or (goes_on and not team)
    if unit == "人" and (acts_or_fares or not team):
        return True  # 约300人|面临着失业的困难, 3亿人|跨区域流动
    head, tail = own
    acts = unit in words.groups["actor_unit"]
    named = letters[tail - 1] in "nojiI0" if letters[head:tail].strip("adtzp") else acts
    people = unit in words.groups["people_unit"] or unit == "户" or family in ("bare", "percent", "fraction")
    return (named and _acts(letters, follower, acts)) or (
        people and row.words(start, start + 1) in words.groups["condition"]
    )


def _acts(letters: str, span: Span, act: bool) -> bool:
    """Whether what follows a quantity says what the counted ones do: 护士60名驻村服务, those who can act 警车8辆巡逻."""
    start, end = span
    indefinite = letters.find("0", start, end)  # 31人|竞争一个岗位
    if act and letters[start] in "VwR" and letters[start - 2] in "noP":
        return True  # 救助流浪人员25人|返回家乡
    return letters[start] in ("Vw" if act else "V") and not letters[
        start : indefinite if indefinite > start else end
    ].strip("Vw")


def people_of(row: Row, span: Span, words: Lexicon) -> Span:
    """Of what follows a count of people those who are counted: 贫困群众|销售农产品, 志愿者|义务植树, 旅客|滞留."""
    start, end = span
    persons, fared = words.groups["person"], tuple(words.groups["condition"])

    def names(index: int) -> bool:
        word = row.words(index, index + 1)
        return row.letters[index] in "noPwi" and (word[-1] in persons or word[-2:] in persons)

    held = end - start == 1 + 1 and row.letters[start] == "o" and row.letters[start + 1] in "wi"
    if held and row.letters[end : end + 3].lstrip("bd")[:1] == "m":
        return start, start + 1  # 九成的企业|投资增加
    last = row.words(end - 1, end)
    if last in words.groups["penalty"] and end - start > 1:
        return start, end - 1  # 两名主犯|死刑
    if names(end - 1) or (last.endswith(_TEAMS) and last != "驱车"):
        return span  # 残疾人培训学员
    for index in range(start, end - 1):
        if names(index) and (
            row.letters[index + 1] == "u"
            or set(row.letters[index + 1 : end]) & set("wVvxyR")
            or row.words(index + 1, index + 2).startswith(fared)
            or row.words(index + 1, index + 2) in words.groups["trait"]
            or row.letters[end - 1] in "iI"
            or row.words(index + 1, end) in words.groups["telling"]
            or row.words(end - 1, end) in ("问题", "难题")
        ):
            return start, index + 1  # 员工|的小公司
    return span
