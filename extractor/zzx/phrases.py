"""Phrases: where the noun phrase around a quantity begins and ends."""

from __future__ import annotations

from zzx.neighbours import DEGREES
from zzx.patterns import late
from zzx.rows import Row, Token

Span = tuple[int, int]
"""A stretch of tokens of a row, end exclusive."""

DENIALS = ("不", "未", "无", "非", "没有", "没", "未曾", "不再", "不能", "不愿")
"""Adverbs that belong to the phrase that they deny: 不合格食品."""
CUTS = "dke"
TAIL = "sdftlzbh.-"
"""Classes that lead up to a quantity and belong to no phrase."""
FARTHEST = 100
"""Tokens that a clause may reach to either side of a quantity."""
_BOUNDARIES = ",;:()q"
_TOTALS = ("累计", "每年", "每月", "每天", "每日", "合计", "总计")
HEADS = "nwiIojap0"
"""Classes of which a noun phrase is made."""


def clause(row: Row, index: int) -> tuple[int, int]:
    """The stretch of tokens around the quantity at `index` up to the next punctuation or quantity on either side."""
    start, end = index, index + 1
    first, last = max(0, index - FARTHEST), min(len(row.letters), index + FARTHEST)
    while start > first and row.letters[start - 1] not in _BOUNDARIES:
        start -= 1
    while end < last and row.letters[end] not in _BOUNDARIES:
        end += 1
    return start, end


_OPENS = {"以": HEADS, "凭": HEADS, "凭借": HEADS, "将": "nwiIoj", "把": "nwiIoj"}
"""Prepositions of what is measured, behind whoever does something with it; classes of which it is made."""


def part(row: Row, span: Span) -> Span:
    """Of a phrase with circumstances (在…基础上, 由过去) the side that names the indicator."""
    start, end = span
    letters = row.letters
    for index in range(start + 1, end):
        if letters[index] == "b" and end - index > 1:
            named = start + len(letters[start:index].rstrip("dft"))
            if named > start and letters[named - 1] in f"{HEADS}m":
                return start, named  # 气化率比全省平均水平, 增速分别比全国、全省平均水平
        if letters[index] in "ek" and letters[index - 1] in HEADS + "P":
            opens = _OPENS.get(row.words(index, index + 1), "")
            if end - index > 1 and letters[index + 1] in opens:
                return index + 1, end  # 她以总成绩236公斤夺冠
            if _SERVING.match(letters, index, end) and row.words(index, index + 1) == "用于":
                return index, end  # 各级财政|用于民生的支出
            if _SIZED.fullmatch(letters, index, end):
                return span  # 年龄在60岁以上的老人占20%
            if _INSIDE.fullmatch(letters, index, end):
                return span  # 服务业在全市经济中的比重
            if _UPON.fullmatch(letters, index, end) and row.words(end - 1, end).startswith("贡献"):
                return span  # 工业对经济增长的贡献率
            if set(letters[start:index]) & set("Ii") or not set(letters[index:end]) & set("Ii"):
                return start, index
            return index + (not _is_toward(row, index)), end
    return span


_SIZED = late("[ek]0u?[nwao]{1,4}")
_LIVING = late("e[^uqvxR]*[wVvy]u[nwaio]")
_INSIDE = late("e[^uvxR]*huI")
_UPON = late("e[^uvxRq]*uI")


def opening_of(row: Row, end: int) -> int:
    """Where the clause begins that ends at a token."""
    start = end
    while start > 0 and row.letters[start - 1] not in ",;:()q":
        start -= 1
    return start


def _is_toward(row: Row, index: int) -> bool:
    """Whether a preposition is part of an indicator's name: 对东盟进出口总值."""
    word = row.words(index, index + 1)
    abroad = word in ("在", "赴", "驻") and row.words(index + 1, index + 2) in _COUNTRIES  # 在英投资金额
    return row.letters[index] in "ek" and (word in ("对", "自", "向") or abroad)


_COUNTRIES = tuple("华英美德法日韩俄印澳加欧意荷泰越新马港台沪京")
"""Countries and cities said in one character, which make one word with 在."""


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


def clean(row: Row, span: Span) -> Span:
    """A phrase from the last adverb or coverb in it on: 负责人先|支付工人工资, unless that is inside a modifier."""
    start, end = span
    for index in range(end - 2, start, -1):
        market = row.words(index - 1, index).endswith(("市场", "行业", "产业"))
        within = row.letters[end - 1] in "iI" and (row.letters[index - 1] in "nwIiu" or market)
        if within and row.words(index, index + 1) in _TOTALS:
            continue  # 存量房累计成交面积, 民航每年客运量
        if (
            row.letters[index] == "h"
            and row.words(index, index + 1) in ("内", "里")
            and "u" not in row.letters[index:end]
        ):
            return index + 1, end  # 保险柜内|现金
        if row.letters[end - 1] in "iI" and _is_toward(row, index):
            return index, end  # 2019年|在英投资金额
        if row.letters[index] in CUTS and "u" not in row.letters[index:end]:
            return (index + 1, end) if set(row.letters[index + 1 : end]) & set("nwiIo") else span
    return span


_HAVING = late("s[nwiIojavVdxy0]+u[nwiIojaVp]")


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


_POINTERS = frozenset(f"{this}{unit}" for this in "这那" for unit in "座条家处批款支项类种套艘辆架栋幢台间")


def _qualifies(row: Row, start: int, end: int) -> bool:
    """Whether a preposition opens a relative clause that says which ones are counted."""
    match row.words(start, start + 1):
        case "在":
            return _LIVING.match(row.letters, start, end) is not None
        case "用于":
            return _SERVING.match(row.letters, start, end) is not None
        case "来自" | "产自" | "源自" | "面向" | "针对" | "关于" | "位于":
            return _COMING.match(row.letters, start, end) is not None
    return False


_SERVING = late("k[^uqcsmb]{1,8}u[nwaioI]")
_COMING = late("k[nopacjr]+u[nwaioI]")


def _named(row: Row, index: int) -> bool:
    """Whether a place is part of an organisation's name: 乌鲁木齐局集团公司."""
    place = row.tokens[index].place
    named = row.letters[index + 1 : index + 2] == "o" and row.words(index + 1, index + 2) != "区"
    named = named and row.words(index + 1, index + 3) != "地区生产总值"
    return place is not None and place.kind == "name" and named


def is_nothing(token: Token) -> bool:
    """Whether a rejected numeral names nothing that could be counted: 一次."""
    return token.mark is not None and token.mark.reason in ("indefinite", "idiom")


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


def _is_quality(row: Row, start: int, end: int) -> bool:
    """Whether an adverb of degree opens a quality of what is named: 极其珍贵的文物."""
    named = end - start > 2 and row.letters[start + 1] == "a"
    return named and row.words(start, start + 1) in DEGREES


_PLACES_AND_MORE = late("p(?:cp){0,9}c[nwo]")


_SIDE = late(
    "[东中西南北]{1,2}部|[东西南北中]{1,2}部地区|沿海|山区|大部|局部|局地|部分地区|大部地区|沿海地区"
)


def _past_regions(row: Row, start: int, end: int) -> int:
    """Where a phrase goes on after places of which some are told by their sides: 湖北中部、安徽南部和西部|降雪."""
    at, parts = start, 0
    while at < end:
        at += row.letters[at] == "p"
        if at < end and _SIDE.fullmatch(row.words(at, at + 1)):
            at, parts = at + 1, parts + 1
        if at + 2 >= end or row.letters[at] != "c":
            break
        if row.letters[at + 1] != "p" and not _SIDE.fullmatch(row.words(at + 1, at + 2)):
            break
        at += 1
    return at if parts and at < end and row.letters[at] != "c" else start + 1


_UNDER_WAY = ("正在", "正", "即将", "尚未", "准备", "打算", "刚刚", "正要")
_TITLED = ("书记", "责任人", "负责人", "小学", "中学", "医院")
"""What a rejected ordinal may name: 驻村|第一书记."""


def trim(row: Row, span: Span) -> Span | None:
    """A phrase less what is not part of it: unmeasured places and times, adverbs and particles at its edges."""
    start, end = span
    letters = row.letters
    some = letters.rfind("0c", start, end)
    if some >= 0 and is_nothing(row.tokens[some]) and some + 2 < end:
        start = some + 2  # 作案工具一批、|手机12部
    if end - start > 1 and letters[end - 1] in "iI" and row.words(start, start + 1) in ("加", "减", "扣除"):
        start += 1  # 加|上级补助收入
    while start < end and (letters[start] in "tdlbzfhucgs.-ek" or _listed(row, start) or _points(row, start)):
        out = row.words(start, start + 1) == "向" and set(letters[start:end]) & set("vVw")
        if (
            _is_toward(row, start)
            and not out
            and end - start > 2
            and (letters[end - 1] in "iI" or _trades(row, end))
        ):
            break
        if row.words(start, start + 1) == "以" and "为主的" in row.words(start, end):
            break  # 以布料为主的服装出口
        if letters[start] in "ek" and _qualifies(row, start, end):
            break  # 在县城务工的农民, 来自境外的假币
        if letters[start] == "s" and having(row, start, end):
            break
        if (
            letters[start] == "d"
            and row.words(start, start + 1) in DENIALS
            and letters[start + 1 : start + 2] in tuple("avVwn" + "s" * ("u" in letters[start:end]))
        ):
            break  # 未落实整改要求的餐馆, 不合格食品
        if letters[start] == "d" and _is_quality(row, start, end):
            break
        if letters[start] == "d" and row.words(start, start + 1) in _UNDER_WAY and "u" in letters[start:end]:
            break  # 正在行驶的货车
        start += 1
    if end - start > 1 and letters[start] == "m" and row.words(start, start + 1).endswith(("于", "超出")):
        start += 1  # 高于|三季度的均值49.4%
        while start < end and letters[start] in "tu":
            start += 1
    # 130项|全国青年纪录, 154名|荷兰人
    record = start + 1 < end and (
        row.words(end - 1, end).endswith("纪录")
        or row.words(start + 1, end)
        in ("人", "籍", "公民", "籍公民", "难民", "移民", "侨民", "士兵", "国民", "球员")
    )
    listed = (
        letters[end - 1] in "iI" and _PLACES_AND_MORE.match(letters, start, end) is not None
    )  # 昆明、大理、丽江机场货邮吞吐量
    if (
        start < end
        and letters[start] == "p"
        and end - start > 1
        and not (record or listed or _named(row, start))
    ):
        start = max(start + 1 + letters.startswith("pp", start), _past_regions(row, start, end))
        start += start + 1 < end and row.words(start, start + 1) == "区"  # 长沙市区|平均浓度
        first = start - 1
        while letters.startswith("cp", start) and start + 2 < end:
            start += 2  # 平阳县、苍南县平安指数
        if start < end and letters[start] == "c" and row.words(start, start + 1) == "、":
            return first, end  # 广州、深圳、珠海机场吞吐量
        if letters.startswith("gu", start) and row.words(start, start + 2) == "等地":
            start += 2
        while start < end and (
            letters[start] in "uht" or row.words(start, start + 1) in ("累计", "共", "共计", "已")
        ):
            start += 1
    one = letters[start : start + 1] == "0" and end - start > 1 and is_nothing(row.tokens[start])
    if one and not row.words(start, start + 1).endswith("次"):
        start += 1  # 一台|进口价1500万元的设备, but 一次死亡5人以上火灾
    if end - start > 1 and letters[start] == "r" and row.words(start, start + 1) == "其":
        start += 1  # 其受灾人口
        if letters.startswith("tu", start) and start + 2 < end:
            start += 2  # 其|第一季度的|客流量
    if end - start > 1 and letters[start] == "r" and letters[start + 1] == "o" and letters[end - 1] in "iI":
        start += 2  # 该公司利息净收入: the company is its holder
    while end - start > 1 and letters[start] in "tu":
        start += 1  # 其去年的|营业收入
    while start < end and (
        letters[end - 1] in "tdlbzfhucgesraR.-"
        or (letters[end - 1] == "0" and end - start > 1 and not row.words(end - 1, end).endswith(_TITLED))
        or row.words(end - 1, end).startswith("每")  # 猪肉价格|每公斤26元
        or (end - start > 1 and row.words(end - 1, end) == "原")  # 募集资金净额比|原计划多3亿元
    ):
        end -= 1
    if not letters[start:end].strip("0") and all(map(is_nothing, row.tokens[start:end])):
        return None
    return (start, end) if set(letters[start:end]) & set("nwiIojp0VvxyRmq") else None
