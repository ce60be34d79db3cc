"""Phrases: where the noun phrase around a quantity begins and ends."""

from __future__ import annotations

import re
from functools import cache

import regex

from zzx.rows import Row, Token

Span = tuple[int, int]
"""A stretch of tokens of a row, end exclusive."""

_DENIALS = ("不", "未", "无", "非")
CUTS = "dke"
TAIL = "sdftlzbh.-"
"""Classes that lead up to a quantity and belong to no phrase."""
_TOTALS = ("累计", "每年", "每月", "每天", "每日", "合计", "总计")
_HEADS = "nwiIojap0"


def part(row: Row, span: Span) -> Span:
    """Of a phrase with circumstances (在…基础上, 由过去) the side that names the indicator."""
    start, end = span
    letters = row.letters
    for index in range(start + 1, end):
        if letters[index] == "b" and letters[index - 1] in _HEADS and end - index > 1:
            return start, index  # 气化率比全省平均水平
        if letters[index] in "ek" and letters[index - 1] in _HEADS:
            if _INSIDE.fullmatch(letters, index, end):
                return span  # 服务业在全市经济中的比重
            if set(letters[start:index]) & set("Ii") or not set(letters[index:end]) & set("Ii"):
                return start, index
            return index + (not _is_toward(row, index)), end
    return span


_LIVING = re.compile("e[^uqvxR]*[wVvya]u[nwaio]")
_INSIDE = re.compile("e[^uvxR]*huI")


def _is_toward(row: Row, index: int) -> bool:
    """Whether a preposition is part of an indicator's name: 对东盟进出口总值."""
    return row.letters[index] in "ek" and row.words(index, index + 1) in ("对", "自", "向")


def _trades(row: Row, end: int) -> bool:
    """Whether a phrase ends in trade with somebody: 对欧盟出口, 自东盟进口."""
    return row.words(end - 1, end) in ("出口", "进口", "进出口", "贸易")


def last_member(row: Row, span: Span) -> Span:
    """The last member of a coordination whose earlier ones tell something of their own: 独立成栋、建筑面积."""
    start, end = span
    cut = row.letters.rfind("c", start, end)
    if cut > start and set(row.letters[start:cut]) & set("Vdvy"):
        return cut + 1, end
    return span


_MOVED = re.compile("[iI][bdtf]*(?:[msvR]|$)")
_REGIONS = frozenset(
    [
        "省",
        "市",
        "县",
        "区",
        "州",
        "盟",
        "旗",
        "省份",
        "国家",
        "地区",
        "县区",
        "市县",
        "县市",
        "镇",
        "乡",
        "村",
        "街道",
        "社区",
    ]
)


_SIZES = ("高", "深", "长", "宽", "厚")


@cache
def _phrase() -> regex.Pattern[str]:
    """The noun phrase that directly follows a quantity; a relative clause (参加活动的) may open it."""
    body = rf"(?:[{_HEADS}ucg]|(?<=[ca])r|B[vVw](?=[nioI]))"
    return regex.compile(
        rf"(?:(?:d?[vxyVwR][^q,;:()]*?|s[nwiIoja]+)u(?=[{_HEADS}r]))?(?:(?<=u)V{{1,2}}|d(?=[an]))?[Rr]?(?=[{_HEADS}B]){body}*[nwiIoj0p]"
    )


def clean(row: Row, span: Span) -> Span:
    """A phrase from the last adverb or coverb in it on: 负责人先|支付工人工资, unless that is inside a modifier."""
    start, end = span
    for index in range(end - 2, start, -1):
        market = row.words(index - 1, index).endswith(("市场", "行业", "产业"))
        within = row.letters[end - 1] in "iI" and (row.letters[index - 1] in "nwI" or market)
        if within and row.words(index, index + 1) in _TOTALS:
            continue  # 存量房累计成交面积, 民航每年客运量
        if row.letters[index] in CUTS and "u" not in row.letters[index:end]:
            return (index + 1, end) if set(row.letters[index + 1 : end]) & set("nwiIo") else span
    return span


def _is_predicate(row: Row, start: int, stop: int, end: int) -> bool:
    """Whether what follows a quantity begins with what the counted ones do: 200人|取得证书."""
    letter, word = row.letters[start], row.words(start, start + 1)
    if letter == "d":
        return word not in _DENIALS
    if letter == "R" and "u" not in row.letters[start:stop]:
        return not word.startswith(("新", "净", "累计"))
    return letter == "s" and not having(row, start, end)


def after(row: Row, index: int, end: int) -> Span | None:
    """The noun phrase right after the quantity at `index`, up to token `end`: what is counted there."""
    start = index + 1
    if row.letters.startswith("(q)", start):
        start += 3  # 超过六成（62.3%）|的受访者
    if row.letters.startswith(("mu", "au", "Iu"), start) and row.words(start, start + 1) in _SIZES:
        start += 1  # 20米|高的烟囱
    if start < end and row.letters[start] == "u":
        start += 1
    found = _phrase().match(row.letters, start, end)
    if found is None or _is_predicate(row, start, found.end(), end):
        return None
    stop = found.end()
    follows = row.letters[stop:end].strip(TAIL)
    if not follows and row.letters[end : end + 1] == "q" and _bounds(row, index, end):
        return None  # the next quantity counts it: 产值超亿元的|企业15家, 超20亿元|项目200个
    region = row.words(start, start + 1) in _REGIONS
    if region and (row.letters[start + 1 : start + 2] == "u" or _MOVED.search(row.letters, start, end)):
        return start, start + 1  # 12个县|信访总量下降, 3个县|的窝点
    if row.letters[stop : stop + 1] == "l" and stop - start > 1 and row.letters[stop - 1] in "nwV":
        stop -= 1  # 两成网民|买过假货
    for index in range(start + 1, stop):
        if row.letters[index] != "n" and row.words(index, index + 1).startswith("被"):
            return start, index  # 3条街道|被淹
    owner = row.letters.find("u", start, stop)
    if owner > start and row.letters[stop - 1] in "iI" and _MOVED.search(row.letters, stop - 1, end):
        return start, owner  # 6类工程项目|的审批时间压缩至
    owned = own(row, index, (start, stop))
    if owned != (start, stop):
        return owned
    some = row.letters.find("c0", start, stop)
    if some > start and _is_nothing(row.tokens[some + 1]):
        stop = some  # 144瓶假酒|和一批标签
    beside = row.letters.find("cp", start, stop)
    if beside > start and row.letters[stop - 1] == "o":
        stop = beside  # 31个省|和新疆生产建设兵团
    return _before_next(row, start, stop, end, follows)


def _before_next(row: Row, start: int, stop: int, end: int, follows: str) -> Span | None:
    """A counted thing less what belongs to the next quantity or to what is told of it, which `follows`."""
    if stop == end and end < len(row.letters) and row.letters[end] == "q":
        # What directly precedes the next quantity after a conjunction is that quantity's: 36个工作站、开发19套课程.
        cut = row.letters.rfind("c", start, stop)
        if cut > start:
            stop = cut
        elif row.letters[stop - 2 : stop] == "ow":
            stop -= 1  # 12家企业|罚款86万元
        elif row.letters[stop - 1] in "iI":
            # The counted ones hold the indicator of the next quantity: 75家龙头企业|年销售收入18.4亿元.
            holder = row.letters.rfind("o", start, stop - 1)
            if holder < 0:
                return None
            stop = holder + 1
    elif (
        row.letters[stop - 1] == "I"
        and row.letters[stop:end].strip(TAIL + "m") == ""
        and row.letters[end : end + 1] == "q"
    ):
        # The level of an indicator of what is counted: 41个地区平均优良天数比例为85.2%.
        attribute = row.letters.find("a", start + 1, stop)
        holder = row.letters.find("o", start, stop - 1)
        if attribute > 0 or holder >= 0:
            stop = attribute if attribute > 0 else holder + 1
        elif row.letters[start:stop].startswith(("nn", "anI", "ann")):
            stop = start + 1 + (row.letters[start] == "a")  # 9个港口|集装箱吞吐量为3100万标箱
    elif row.letters[stop - 1] in "iI" and follows[:1] and follows[0] in "mRsvVxw":
        # What their indicator did: 7家银行|营业收入同比下降.
        holder = row.letters.find("o", start, stop - 1)
        stop = holder + 1 if holder >= 0 else stop
    return start, stop


def own(row: Row, index: int, span: Span) -> Span:
    """Of organisations that have something those counted by the quantity at `index`: 五所学校|的食堂."""
    start, end = span
    quantity = row.tokens[index].quantity
    owner = row.letters.find("ou", start, end)
    counted = quantity is not None and quantity.unit in ("家", "所")
    return (start, owner + 1) if counted and owner >= 0 else span


def _bounds(row: Row, index: int, end: int) -> bool:
    """Whether the quantity at `index` only says what sort of things the one at `end` counts."""
    if row.letters[index + 1] == "u":
        return True
    own, other = row.tokens[index].quantity, row.tokens[end].quantity
    if own is None or other is None:
        return False
    return own.family in ("money", "measure", "percent") and own.bound != "exact" and other.family == "count"


def tells(letters: str, span: Span, act: bool) -> bool:
    """Whether what follows a quantity says what the counted ones do: 护士60名驻村服务, those who can act 警车8辆巡逻."""
    start, end = span
    indefinite = letters.find("0", start, end)  # 31人|竞争一个岗位
    if act and letters[start] in "VwR" and letters[start - 2] in "noP":
        return True  # 救助流浪人员25人|返回家乡
    return letters[start] in ("Vw" if act else "V") and not letters[
        start : indefinite if indefinite > start else end
    ].strip("Vw")


def people(row: Row, span: Span, persons: frozenset[str]) -> Span:
    """Of what follows a count of people those who are counted: 贫困群众|销售农产品, 志愿者|义务植树, 旅客|滞留."""
    start, end = span

    def names(index: int) -> bool:
        word = row.words(index, index + 1)
        return row.letters[index] in "noPwi" and (word[-1] in persons or word[-2:] in persons)

    if names(end - 1):
        return span  # 残疾人培训学员
    for index in range(start, end - 1):
        if names(index) and (
            row.letters[index + 1] == "u" or set(row.letters[index + 1 : end]) & set("wVvxyR")
        ):
            return start, index + 1  # 员工|的小公司
    return span


_HAVING = re.compile("s[nwiIojavVd]+u[nwiIojaV]")


def having(row: Row, index: int, end: int) -> bool:
    """Whether a word of having opens a relative clause: 设有床位的诊所."""
    return (
        row.words(index, index + 1) in ("有", "设有", "建有", "含有", "带有", "没有")
        and _HAVING.match(row.letters, index, end) is not None
    )


def _listed(row: Row, index: int) -> bool:
    """Whether a token is the number of a list: 一是."""
    mark = row.tokens[index].mark
    return mark is not None and mark.reason == "list"


def _points(row: Row, index: int) -> bool:
    """Whether a token only points at what is spoken of: 这条|全长86公里的高铁."""
    return row.letters[index] == "r" and row.words(index, index + 1) in _POINTERS


_POINTERS = frozenset(
    ["这座", "这条", "这家", "这处", "这批", "这款", "这支", "这项", "这类", "这种", "那座", "那条"]
)


def _qualifies(row: Row, start: int, end: int) -> bool:
    """Whether a preposition opens a relative clause that says which ones are counted."""
    match row.words(start, start + 1):
        case "在":
            return _LIVING.match(row.letters, start, end) is not None
        case "用于":
            return _SERVING.match(row.letters, start, end) is not None
        case "来自" | "产自" | "源自":
            return _COMING.match(row.letters, start, end) is not None
    return False


_SERVING = re.compile("k[^uqc]*[vwVxR][^uqc]*u[nwaioI]")
_COMING = re.compile("k[nopac]+u[nwaioI]")


def _named(row: Row, index: int) -> bool:
    """Whether a place is part of an organisation's name: 乌鲁木齐局集团公司."""
    place = row.tokens[index].place
    return place is not None and place.kind == "name" and row.letters[index + 1 : index + 2] == "o"


def _is_nothing(token: Token) -> bool:
    """Whether a rejected numeral names nothing that could be counted: 一次."""
    return token.mark is not None and token.mark.reason == "indefinite"


def ranked(row: Row, start: int, end: int) -> Span:
    """What is ranked, less the verb of ranking: 保持|综合考核第一, 综合考核|保持第一."""
    verb = max(row.letters.rfind(letter, start, end) for letter in "vVRxy")
    if verb < 0 or not row.letters[start:end].strip("tdpfh"):
        return start, end
    if row.letters[verb + 1 : verb + 2] == "I" and len(row.words(verb + 1, verb + 2)) == 1:
        return start, end  # 结案|数
    after = row.letters[verb + 1 : end].strip("tdpfhlcu")
    if after:
        return verb + 1, end
    return (start, verb) if row.letters[start:verb].strip("tdpfhorPB") else (start, start)  # 该校被评为


def trim(row: Row, span: Span) -> Span | None:
    """A phrase less what is not part of it: unmeasured places and times, adverbs and particles at its edges."""
    start, end = span
    letters = row.letters
    while start < end and (letters[start] in "tdlbzfhucgs.-ek" or _listed(row, start) or _points(row, start)):
        if _is_toward(row, start) and end - start > 2 and (letters[end - 1] in "iI" or _trades(row, end)):
            break
        if row.words(start, start + 1) == "以" and "为主的" in row.words(start, end):
            break  # 以布料为主的服装出口
        if letters[start] in "ek" and _qualifies(row, start, end):
            break  # 在县城务工的农民, 来自境外的假币
        if letters[start] == "s" and having(row, start, end):
            break
        if (
            letters[start] == "d"
            and row.words(start, start + 1) in _DENIALS
            and letters[start + 1] in "avVwn"
        ):
            break  # 未落实整改要求的餐馆, 不合格食品
        start += 1
    if start < end and letters[start] == "p" and end - start > 1 and not _named(row, start):
        start += 1 + letters.startswith("pp", start)  # 杭州|全市二手房
        while letters.startswith("cp", start) and start + 2 < end:
            start += 2  # 平阳县、苍南县平安指数
        while start < end and (
            letters[start] in "uht" or row.words(start, start + 1) in ("累计", "共", "共计", "已")
        ):
            start += 1
    if end - start > 1 and letters[start] == "r" and letters[start + 1] == "o" and letters[end - 1] in "iI":
        start += 2  # 该公司利息净收入: the company is its holder
    while start < end and (
        letters[end - 1] in "tdlbzfhucgesraR.-"
        or (letters[end - 1] == "0" and end - start > 1)
        or row.words(end - 1, end).startswith("每")  # 猪肉价格|每公斤26元
    ):
        end -= 1
    if not letters[start:end].strip("0") and all(map(_is_nothing, row.tokens[start:end])):
        return None
    return (start, end) if set(letters[start:end]) & set("nwiIojp0VvxyRmq") else None
