"""Holders: whose an indicator is (邮政行业|业务收入, 长安银行|资本充足率), and who has what a topic names.

Names are told here too: which nouns are one, and where it ends.
"""

from __future__ import annotations

from zzx import phrases
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

_POINTING = ("该", "这")
_ROADS = ("铁路", "高速铁路", "普速铁路", "城际铁路")
_BARE = (
    "数量",
    "总数",
    "人数",
    "件数",
    "户数",
    "总量",
    "数",
    "占比",
    "比重",
    "所占比重",
)  # of the counted themselves: 企业数量


def part(row: Row, span: Span, words: Lexicon) -> tuple[Span | None, Span]:
    """An indicator's phrase parted from the organisation that holds it, if one does."""
    start, end = span
    when = row.letters.rfind("t", start, end - 1)
    if when > start and not row.letters[start:when].strip("nopjPa"):
        titled = row.words(start, when) in ("原标题", "标题")
        beyond = when + 1 + (row.letters[when + 1] == "u" and when + 2 < end)  # 该行|上半年的|不良率
        return None if titled else (start, when), (beyond, end)  # 携程|今年3月以来|股价
    if row.letters[start] == "P" and end - start > 1:
        beyond = start + 1 + (row.letters[start + 1] == "u")
        personal = row.words(beyond, end) in words.groups["of_persons"] if beyond < end else False
        if personal or (
            0 < end - beyond < 3 and row.letters[end - 1] in "iI" and row.letters[beyond] in "naiI"
        ):
            return (start, start + 1), (beyond, end)  # 徐思|世界排名
    manned = row.letters[end - 2 : end] == "on" and row.words(end - 1, end) in _MEMBERS and end - start > 1
    if manned and row.words(start, end - 1).endswith(words.holders):
        first = start - (row.letters[start - 1 : start] == "p")
        return (first, end - 1), (end - 1, end)  # 乙公司|员工达300人
    if row.letters[end - 1] not in "iI" or row.letters[start] in "ek" or row.words(*span).startswith("归属"):
        return None, span  # 对政法机关满意度, 归属于上市公司股东净利润
    pointed = row.words(start, start + 1)
    if row.letters.startswith(("ri", "rI"), start) and pointed.startswith(_POINTING) and len(pointed) > 1:
        return (start, start + 1), (start + 1, end)  # 该剧|票房
    if row.letters.startswith("rn", start) and row.words(start, start + 1).startswith(_POINTING):
        shown = start + 1 + (row.words(start + 1, start + 2)[0] != "每")  # 该店|每名会员的消费额
        beyond = shown + (row.letters[shown] in "uh")
        if beyond < end:
            return (start, shown), (beyond, end)  # 该舰|满载排水量, 这个村的|人均收入
    if row.words(start, start + 1) in ("局地", "局部", "局部地区") and row.letters[start + 1] in "naIi":
        return (start, start + 1), (start + 1, end)  # 局地|降雨量
    last = max(
        (i for i in range(start, end - 1) if row.letters[i] == "o" or is_village(row, start, i)), default=-1
    )
    if row.letters[last + 1 : last + 2] == "u" and _owned(row, start, last, words):
        return (start - (row.letters[start - 1 : start] == "p"), last + 1), (last + 2, end)
    after = row.letters[last + 1 : last + 3]
    if last < 0 or after[0] in "uogch)" or after[1:] == "u":
        return None, span  # 归属于上市公司股东的净利润
    name = row.words(start, last + 1)
    if name in ("铁路", "公路", "民航", "单位"):
        return None, span  # 铁路客运收入, 全旗|单位从业人员
    if after[0] in "wvV" and name.endswith(("业", "产业")):
        return None, span  # 企业开办时限: the time that it takes to set up a business
    bare = row.words(last + 1, end) in _BARE or (name in _ROADS and row.words(last + 1, end).endswith("里程"))
    lent = row.words(last + 1, last + 2).startswith(_LENT) and name.endswith(_BORROWERS)
    if row.words(last + 1, last + 2) in ("(", "（") or bare or lent:
        return None, span
    held = (
        name.endswith(words.holders) or name in words.groups["doer_pronoun"] or is_village(row, start, last)
    )
    if not held or set(row.letters[start:last]) & set("cuVt"):
        return None, span
    holder = (start - (row.letters[start - 1 : start] == "p"), last + 1)
    return holder, phrases.trim(row, (last + 1, end)) or (last + 1, end)


_MEMBERS = ("员工", "职工", "雇员", "用户", "会员", "门店", "客户", "股东", "师生")
_LENT = ("贷款", "信贷", "融资", "授信")
_BORROWERS = ("企业", "行业", "制造业", "农业", "工业", "服务业", "单位")  # 小微企业贷款余额: a kind of loans


def _owned(row: Row, start: int, last: int, words: Lexicon) -> bool:
    """Whether a name with 的 has the indicator: 中国银行的|不良贷款率; not 归属于上市公司股东的净利润."""
    named = row.words(start, last + 1)
    if named in words.groups["doer_pronoun"]:
        return True  # 他的|总积分
    return named.endswith(words.holders) and not row.letters[start : last + 1].strip("pnojc")


_VILLAGES = ("村", "屯", "寨")
_LONGEST = 6  # tokens of the name of a village, with the town that it belongs to
_KINDS_OF_VILLAGE = late(
    "[各每].*|.?[农乡山渔新全各每本老穷]村|.*(?:农村|乡村|小康村|示范村|贫困村|出列村|重点村)|.*[些个]村"
)


def is_village(row: Row, start: int, last: int) -> bool:
    """Whether the nouns up to `last` name a village: 红土梁行政村, but not 农村, 示范村."""
    if not row.words(last, last + 1).endswith(_VILLAGES):
        return False
    name = row.words(max(start, last - _LONGEST), last + 1)
    return len(name) > 2 and _KINDS_OF_VILLAGE.fullmatch(name) is None


_STATION = late("p[Vn](?=[da]*[vxRw])")  # 广州|站|发送旅客
_REST_OF_NAME = late(r"(?:[0anwp]{0,3}[xV]?[nw]{0,2}o){1,3}")


def full_name(row: Row, last: int, end: int) -> int:
    """The last word of an organisation's name that goes on: 市场监督管理局|12315指挥中心, 兰州|站派出所民警."""
    if row.letters[last] not in "op":
        return last
    if row.letters[last : last + 3] == "own" and row.words(last + 2, last + 3) in OFFICES:
        return last + 2  # 消防|救援局
    found = _REST_OF_NAME.match(row.letters, last + 1, end)
    if found is None:
        station = _STATION.match(row.letters, last, end) is not None and row.words(last + 1, last + 2) == "站"
        return last + station
    for index in range(*found.span()):
        letter = row.letters[index]
        if letter in "awxV" and not _names(row, index):
            return last
    return found.end() - 1


_SQUADS = ("大队", "支队", "总队", "中队")
BUREAUS = ("局", "厅", "委", "处", "办", "部", "院", "所", "部门", "委员会", "中心")


OFFICES = ("局", "厅", "署")


def _names(row: Row, index: int) -> bool:
    """Whether a word that is no noun by itself is part of a name: 站|派出所, 指挥|中心, 监督|管理局."""
    letter, after = row.letters[index], row.words(index + 1, index + 2)
    if row.words(index, index + 1) in ("站", "区", "段") or after.endswith(_SQUADS):
        return True  # 公安局|缉毒支队一大队
    return after == "中心" if letter == "x" else letter == "w" and after.endswith(BUREAUS)


def is_sector(row: Row, index: int) -> bool:
    """Whether an ordinal names a part of the economy, which acts: 第二产业|完成投资."""
    return row.letters[index] == "0" and row.words(index, index + 1).endswith("产业")


_BUILDING = late(r"[vwxVa]{1,2}[nwa]{0,3}o(?=[dabt]*[svRwVx])")


def project(row: Row, last: int, end: int, words: Lexicon) -> int:
    """The last word of the project that is named by what is built: 水厂|扩建工程|属县重点项目."""
    found = _BUILDING.match(row.letters, last + 1, end)
    built = found is not None and row.words(last + 1, last + 2) in words.groups["build"]
    named = found is not None and built and row.words(found.end() - 1, found.end()) in ("工程", "项目")
    return found.end() - 1 if found is not None and named else last


_OF_PLACE = late("I[ad]*u?(?=s$)")


def of_place(row: Row, start: int) -> str | None:
    """The indicator of which a place has the highest: 最大雨量为|四川雅安310毫米, 失业率最高的是|甘肃5%."""
    opening = phrases.opening_of(row, start)
    found = _OF_PLACE.search(row.letters, opening, start)
    if found is None or row.words(start - 1, start) not in ("为", "是", "出现在", "在"):
        return None
    named = phrases.trim(row, (opening, found.start() + 1))
    return row.wording(*named) if named is not None else None
