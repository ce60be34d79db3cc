"""Owners: whom the quantities of one clause belong to: the counted ones who act, a place in front of parentheses, the aged.

`openings` finds who opens the clause and does or has what it says; these are named inside it, or before what they have.
"""

from __future__ import annotations

from zzx import beginnings, holders, introductions, openings, speakers
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

_COUNTED = late(
    r"[czdfbht.\-l]{0,12}(?:[sv][^q,;:()u]{1,12}u)?s?(?P<name>(?:[rp]|p(?:cp){0,8}g|p?[nwoa]{1,3}(?:c[nwoa]{1,3}){1,8}g?|(?P<holder>p?(?:[naij]{0,3}o|n{1,3})))?(?:qn)?(?P<quantity>q)[dy]{0,2}[nwaiIoj0pcV]*[nwaiIojp0](?:cq[nwaiIoj0pV]*[nwaiIojp0]){0,4}(?:u[nw]{0,2}o)?)(?=,d[vxRw]|[tdr]*(?:[vxRwVke]|as?)[^,;:()])"
)


CAMPAIGNS = ("行动", "战役", "活动")
_UNITS = "省市县区镇乡村"
FACILITIES = (
    "书屋", "站", "服务点", "网点", "门店", "工厂", "场馆", "电站", "农场", "养老院", "图书馆",
    "项目", "水库", "电厂", "煤矿", "油田", "气田", "港口", "码头", "机场", "景区", "公园", "商场", "超市", "酒店", "饭店", "影院", "剧场",
    "卫星", "机组", "泵站", "水电站", "牧场", "林场", "基地", "合作社", "博物馆",
)  # fmt: skip


def counted(row: Row, start: int, end: int, words: Lexicon) -> tuple[int, Span] | None:
    """Those who are counted and do something: 77个贫困户|每年创收230万元; their last quantity and all of their name."""
    found = _COUNTED.match(row.letters, start, min(end + 3, len(row.letters)))
    if found is None or found.end() > end or row.words(found.end(), found.end() + 1) == "被":
        return None
    if _is_session(row, found.start("quantity")):
        return None
    begin, stop = found.span("name")
    last = row.letters.rfind("q", begin, stop)
    while stop > last + 1 and row.letters[stop - 1] in "iIwV":
        stop -= 1  # 28家公司|业绩保持增长
    name = row.words(begin, stop)
    undertaken = name.endswith(tuple(words.groups["undertaking"]))
    acts = (
        (words.ending(name) == "o" and not undertaken)
        or name[-1] in words.groups["person"]
        or name[-1] in _UNITS
        or name.endswith(FACILITIES)
    )
    if not acts or any(word in name for word in words.groups["suspect"]):
        return None
    return last, (begin, stop)


_MODIFIES = late("[tdr]*[vxRwV][^,;:()qu]{0,8}u")


def modifies(row: Row, stop: int) -> bool:
    """Whether those who are counted up to `stop` only say whose work something is: 30个村|实施的工程."""
    return _MODIFIES.match(row.letters, stop) is not None


def _is_session(row: Row, index: int) -> bool:
    """Whether a quantity counts what is held, which does nothing itself: 连续8届亚运会."""
    quantity = row.tokens[index].quantity
    return quantity is not None and quantity.unit in ("届", "次", "场", "期", "轮")


_SOLE = ("业", "业务", "板块", "产品", "商品", "市场")
_STATE_OF_WORK = ("就业", "失业", "创业", "毕业", "作业", "营业", "从业", "开业", "专业", "事业", "农业")
_FARES = late("[dawnmsIiVbRlvy]*")  # 企稳回升, 涨幅最大, 实现了扭亏为盈
_LEADS_THE_LIST = late("(?:[稳高跃位]?居|占据?|名列|位列|排名?|领跑|稳坐)")
_OWN_INDICATOR = late(r",[dbtc]{0,3}(?:R[nwaV]{0,4}|(?P<modifier>n?)[wVa]{0,2})[iI]")


_SESSIONS = ("场", "期", "次", "届", "轮", "班", "场次", "班次", "部", "集")


def is_occasion(row: Row, index: int, end: int, first: Item | None, words: Lexicon) -> bool:
    """Whether a clause is about an occasion of its own, which has or does something: 决赛|有8名选手参加; not 讲座举办30场."""
    index += row.letters.startswith("r", index)  # 本次比赛
    following = row.letters[index + 1 : index + 2]
    held = first is not None and first.quantity.unit in _SESSIONS
    named = index + 1 < end and following in set("vxRVwdmyks") and not held
    return named and row.words(index, index + 1) in words.groups["occasion"]


def talked_of(row: Row, start: int, end: int, words: Lexicon) -> Span | None:
    """What a clause without a quantity is about, whose indicator comes next: 纺织业|，完成产值…; 化工板块|涨幅最大，成交额…."""
    ordered = start > 1 and row.words(start - 2, start - 1) in ("其次", "再次")
    ordered = ordered and start < end and not row.letters[start:end].strip("naopj")
    if ordered and row.letters[start - 1] == "s":
        return start, end  # 其次为|县城集镇，发生火灾3万起
    is_one = row.letters.find("s", start, end)  # 扩建工程|属县重点项目
    named = end if is_one < 0 else is_one
    if _is_project(row, start, named, end, words):
        return start - (row.letters[start - 1 : start] == "h"), named
    listed = start > 0 and row.words(start - 1, start).endswith("是")
    if (
        listed
        and not row.letters[start:end].strip("naopj")
        and row.words(start, end).endswith(words.organisations)
    ):
        return start, end
    own = _OWN_INDICATOR.match(row.letters, end)
    if own is None or (own["modifier"] and row.words(*own.span("modifier"))[0] != "净"):
        return None
    stop = start
    while stop < end and row.letters[stop] in "naowj0I":
        stop += 1
    for last in range(stop, start, -1):
        name = row.words(max(start, last - 2), last)
        sole = (
            name.endswith(_SOLE)
            and name not in (*_SOLE, *words.groups["generic"])
            and not name.endswith(_STATE_OF_WORK)
        )
        if (sole and (last < end or listed)) or (listed and last == end and row.letters[last - 1] == "o"):
            return (start, last) if _FARES.fullmatch(row.letters, last, end) else None
    while stop > start and row.letters[stop - 1] == "n" and _LEADS_THE_LIST.match(row.words(stop - 1, stop)):
        stop -= 1
    after = beginnings.skip_lead(row, stop, end)
    leads = start < stop <= after < end and _LEADS_THE_LIST.match(row.words(after, after + 1)) is not None
    return (start, stop) if leads and not set(row.letters[start:stop]) & set("iI") else None


_PROJECTS = ("工程", "项目")
_ITS_SIZE = late(
    r"[，,]\s?(?:项目|工程|计划|预计|估算|概算)?(?:总投资|投资|概算|总?建筑|总?占地|[全总]长|建设(?:规模|面积|工期|周期)|总?用地|设计|工期)"
)


def _is_project(row: Row, start: int, end: int, stop: int, words: Lexicon) -> bool:
    """Whether a clause up to `stop` is about a project that it opens with, whose size comes next: 河东水厂扩建工程|，总投资3亿元."""
    if (
        end - start < 2
        or row.letters[start] not in "npoaPj0I"
        or not row.words(start, stop).endswith(_PROJECTS)
    ):
        return False
    named = row.letters[start:end].strip("npoaPj0IvwxVR") == ""
    verbs = (row.words(at, at + 1) for at in range(start, end) if row.letters[at] in "vxRV")
    size = _ITS_SIZE.match(row.view, row.tokens[stop - 1].end)
    return named and size is not None and all(verb in words.groups["build"] for verb in verbs)


_PERSON = late(r"[na]{0,4}[nP]$")


def parenthesised(row: Row, start: int, end: int) -> Span | None:
    """Whose figures stand in the parentheses after the clause: 居前的是广东（增长5%）、北京（增长8%）; 赵某（男，45岁）."""
    if row.letters[end : end + 1] != "(" or end + 1 == len(row.tokens):
        return None
    person = _PERSON.search(row.letters, start, end)
    if person is not None and row.words(end + 1, end + 2) in introductions.SEXES:
        return person.span()
    if row.letters[end - 1 : end] != "p":
        return None
    alone = end - 1 == start or row.letters[end - 2] in "cusz"
    return (end - 1, end) if alone else None


def aged(row: Row, index: int) -> Span | None:
    """The person whose age stands at `index`: 68岁的|徐红."""
    if row.letters[index + 1 : index + 2] != "u":
        return None
    person = row.letters.find("P", index + 2)
    if person < 0 or set(row.letters[index + 2 : person]) - set("nopwa0j"):
        return None
    return index + 2, person + 1


_AFTER_RELATIVES = ("verb after a relative clause", "cause after a relative clause")
_CAUSING = ("造成", "导致", "致使", "致", "引发")
_BY = "按经依"  # 按计划, 经审查, 从省: words that the tokenizer does not part from what they govern
# How something is done, before who does it is left out: 适用|简易程序审结案件397件.
_MANNER = (
    "适用",
    "运用",
    "采用",
    "采取",
    "利用",
    "使用",
    "依托",
    "借助",
    "结合",
    "围绕",
    "针对",
    "通过",
    "凭借",
    "创新",
    "综合运用",
)


def own(row: Row, item: Item, words: Lexicon) -> Span | None:
    """A subject that only this quantity's clause names: what does or has it, but does not run on."""
    span = item.roles.subject
    if span is not None and item.roles.rule == "how far":
        return _far(row, span)
    if span is None or item.roles.action is None or item.measure.kind == "rank":
        return None
    start, end = _opening(row, item, span, words), span[1]
    if start >= end or openings.asks(row, start) or (row.letters[start] == "q" and _is_session(row, start)):
        return None
    served = start > 0 and row.words(start - 1, start) in ("为", "给", "帮", "替")
    if served or row.words(start, start + 1) in _MANNER:
        return None  # 为|企业减税3亿元
    sectors = row.letters.startswith("wc", start) and row.words(start, end).endswith("业")  # 批发和零售业
    by = row.words(start, start + 1)[0] in _BY or beginnings.comes_from(row, start)
    if (row.letters[start] in "ekw" and not sectors) or by:
        return None  # 经审查, 整理民情日志: circumstances, no doer
    stop = _end(row, start, end)
    if row.letters[stop - 1 : stop] == "I" and item.roles.rule == "streak":
        return None  # what lasted
    if row.letters[stop - 1 : stop] == "I" and row.letters[start] == "p":
        stop = start + 1  # 全省|地区生产总值连跨4个台阶
    return (start, stop) if stop > start and _names(row, item, (start, stop), words) else None


def _far(row: Row, span: Span) -> Span | None:
    """What lies so far away: 矿井|距离县城约40公里, but not 在|距离地球约400公里的轨道上."""
    start = beginnings.skip_lead(row, *span)
    stop = len(row.letters[: span[1]].rstrip("kepv"))
    return (start, stop) if set(row.letters[start:stop]) & set(openings.NOUNS + "I") else None


def _opening(row: Row, item: Item, span: Span, words: Lexicon) -> int:
    """Where the name may begin, behind forecasters, times, relative clauses and undertakings."""
    letters = row.letters
    start, end = speakers.past_forecaster(row, *span), span[1]
    while start < end and (
        letters[start] in "tdzbcfgh.u" or _numbers(row, start) or beginnings.leads(row, start)
    ):
        start += 1
    start += row.words(start, start + 1) == "误以为" if start < end else 0
    action = item.roles.action or (start, start)
    if item.roles.rule in _AFTER_RELATIVES and row.words(*action) in _CAUSING:
        start = max(start, letters.rfind("u", start, end) + 1)  # 长江流域遭受的|灾害造成…
    if letters[start : start + 1] == "0" and letters[start + 1 : start + 2] in ("e", "k", "v", "x"):
        start = letters.find("u", start, end) + 1 or end  # 一辆|从外地开来的|越野车行驶30米
    return _past_undertaking(row, min(openings.past_topic(row, start), end), end, words)


def _end(row: Row, start: int, end: int) -> int:
    """Where the name that begins at `start` ends; `start` where there is none."""
    letters = row.letters
    stop = start
    while stop < end and letters[stop] in openings.NOUNS + "q":
        stop += 1
    while stop > start and letters[stop - 1] not in "noPjpwI":
        stop -= 1
    mark = row.tokens[start].mark if stop == start and letters[start : start + 1] == "0" else None
    if mark is not None and mark.reason == "code":
        return start + 1  # A320|共载有160名乘客
    if letters[stop - 1] == "j" and row.words(stop, stop + 1) == "号":
        stop += 1  # “雪龙”|号
    while stop > start + 1 and row.words(stop - 1, stop).endswith(openings.STAGES):
        stop -= 1  # 王治郅|上半场
    return stop


def _names(row: Row, item: Item, span: Span, words: Lexicon) -> bool:
    """Whether a stretch of nouns names somebody or something that does it."""
    start, stop = span
    letters, action = row.letters, item.roles.action or span
    realised = row.words(*action) in words.groups["realise"] and _OF_MONEY.search(
        letters, *item.roles.object or (0, 0)
    )
    if letters[stop - 1] == "w" and not (realised or _undertakes(row, start, stop, words)):
        return False  # 公路建设|完成投资
    if row.view[row.tokens[stop - 1].end :][:1].isspace() and letters[stop : stop + 1] == "t":
        return False  # 国民经济 全年实现…: a heading in the line
    name = row.words(start, stop)
    lone = stop == start + 1 and letters[start] == "n"
    causes = item.roles.rule in _BY_IT or row.words(*action) in words.groups["cause"]
    causes = causes or name in words.groups["force"] or name in _MODES
    return name not in words.groups["generic"] and (not lone or causes or _is_somebody(name, words))


_BY_IT = ("what happened by it", "what broke by it", "what was done by it")
_MODES = (
    "公路",
    "水路",
    "水运",
    "海运",
    "空运",
    "民航",
    "航空",
    "铁路",
    "管道",
    "邮政",
    "轨道交通",
)  # of transport
_OF_MONEY = late("[iIw]$")
_UNDERTAKEN = late("[awnjovV0y]{1,6}?(?P<close>h)")


def _past_undertaking(row: Row, start: int, end: int, words: Lexicon) -> int:
    """Where a clause goes on after what was undertaken, within which it happened: 助学活动中|举办了5期培训班."""
    found = _UNDERTAKEN.match(row.letters, start, end)
    if found is None or row.words(found.start("close"), found.end()) not in ("中", "期间", "过程中", "上"):
        return start
    within = row.words(start, found.start("close")).endswith(tuple(words.groups["undertaking"]))
    return found.end() if within else start


def _numbers(row: Row, index: int) -> bool:
    """Whether a token only numbers what follows, or makes it suffer: 第四十三条|当事人, 第三局|徐思, 被."""
    word = row.words(index, index + 1)
    return word == "被" or (word[0] == "第" and word[-1] in "条款局节场轮")


def _undertakes(row: Row, start: int, stop: int, words: Lexicon) -> bool:
    """Whether a noun of action closes a name: 大中型灌区建设改造, 各类赛事活动, but not 精细化治理."""
    undertaking = row.words(start, stop).endswith(tuple(words.groups["undertaking"]))
    return undertaking or bool(set(row.letters[start:stop]) & set("opr"))


def _is_somebody(word: str, words: Lexicon) -> bool:
    """Whether a single noun may be a person: 检察长, 李某, 奥布莱恩."""
    return len(word) > 2 or word[-1] in words.groups["person"] or word[-1] == "某"


_SPEAKS_OF_ITSELF = late("r(?:[da]*[vVxRBwek]|[nai]{0,3}[iI])")


def means_speaker(row: Row, index: int, end: int) -> bool:
    """Whether a clause says what the one does who speaks: 李某称，其|被骗3万元."""
    if _SPEAKS_OF_ITSELF.match(row.letters, index, end) is None:
        return False
    return row.words(index, index + 1) in ("其", "自己", "本人")


def befallen(row: Row, span: Span, first: Item | None, words: Lexicon) -> bool:
    """Whether something only happens in a sector: 冶金企业|发生1起."""
    after = speakers.skip_adverbs(row, span[1], len(row.tokens) - 1)
    happens = first is not None and row.words(after, after + 1) in words.groups["happening"]
    sector = happens and row.words(*span).endswith(tuple(words.groups["sector"]))
    return sector and not set(row.letters[slice(*span)]) & set("pr")


def is_where(row: Row, item: Item, name: str) -> bool:
    """Whether a name only says where those are who are counted: 货车|里有2人."""
    said = row.view[max(0, item.start - len(name) - 12) : item.start]
    return any(name + inside in said for inside in ("里", "内", "中", "上"))


def tells_of_all(row: Row, span: Span, first: Item | None) -> bool:
    """Whether a wider place has the indicator that its clause tells: 全省|贷款余额30亿元; not 全国|首批试点, 全市|第一."""
    told = first is not None and first.measure.kind not in ("rank", "duration") and not first.roles.after
    return told and _INDICATED.match(row.letters, span[1]) is not None


_INDICATED = late("[nwaiI]{0,5}[iI][dbs]{0,4}[mRv]?q")


_REALISED = late(",[td]{0,3}R")


def goes_on_with(row: Row, item: Item, end: int, words: Lexicon) -> bool:
    """Whether enterprises that are counted at the end of a clause have what the next one tells: 龙头企业26家，|实现销售收入7亿元."""
    span = item.roles.object
    if span is None or item.index + 1 != end or item.action is not None or span[1] > item.index:
        return False
    bare = not set(row.letters[item.roles.left[0] : item.index]) & set("vxRVms")
    named = bare and words.ending(row.words(*span)) == "o" and item.quantity.unit in ("家", "户", "个")
    after = _REALISED.match(row.letters, end)
    return named and after is not None and row.words(after.end() - 1, after.end()) in words.groups["realise"]


def is_scope(row: Row, span: Span, first: Item) -> bool:
    """Whether all that stands before a rank is where it holds: 全市|排名第十一位; not 全市|地区生产总值位居第二."""
    pointed = span[1] == span[0] + 1 and row.letters[span[0]] == "p" and row.words(*span)[0] == "全"
    return pointed and first.measure.kind == "rank" and not row.letters[span[1] : first.index].strip("sdm")


_DOMAINS = (
    "城镇", "农村", "城乡", "居民", "全社会", "社会", "财政", "地区", "固定资产", "房地产", "外贸", "进出口", "旅游", "一般公共预算",
)  # fmt: skip


def is_alone(row: Row, item: Item, holder: str) -> bool:
    """Whether a quantity has a thing of its own that is none of the holder's before: 煤炭行业增加值增长4%，|化工增长3%."""
    span = item.roles.object
    if span is None or item.object is None or item.action is not None:
        return False
    opens = span[0] > 0 and row.letters[span[0] - 1] in ",;c"
    domain = row.words(span[0], span[0] + 1).startswith(_DOMAINS) and span[1] - span[0] > 1
    industry = holder.endswith("业")
    sector = industry and item.measure.kind == "change" and row.letters[span[1] - 1] not in "iIw"
    sector = sector and not item.object.endswith(("速", "幅", "度", "比重", "占比", "总数"))
    return opens and (domain or sector)


def only_holds(first: Item | None) -> bool:
    """Whether a clause only tells an indicator of somebody: 行政机关|整改率98%."""
    return first is not None and first.action is None and first.measure.kind == "rate"


def in_passing(row: Row, span: Span, end: int, words: Lexicon) -> bool:
    """Whether a clause without a quantity names somebody only in passing: what won, opened or was built."""
    name = row.words(*span)
    if name in words.groups["doer_pronoun"] or name.endswith(tuple(words.groups["authority"])):
        return False
    after = span[1]
    while after < end and row.letters[after] == "n":
        after += 1
    after = stop = speakers.skip_adverbs(row, after, end)
    while stop < end and row.letters[stop] in openings.VERBS + "yl":
        stop += 1
    wins = after < end and row.words(after, after + 1) in words.groups["award"]
    suffers = stop == end and stop > after and row.letters[stop - 1] in "vRy"
    return wins or suffers or name.endswith(tuple(words.groups["undertaking"]))


_PERSON_ACTS = late("P(?:d*[vxRwyB]|k[^,;:()q]{0,8}B)")


def runs_on(row: Row, span: Span, name: str, words: Lexicon) -> bool:
    """Whether somebody runs on in the paragraph: organisations, persons who act, 我们."""
    if name.startswith(tuple(words.groups["subset"])):
        return False  # 亏损企业
    organised = name.endswith(words.organisations) or name in words.groups["doer_pronoun"]
    organised = organised or openings.is_body(row, span) or holders.is_village(row, span[0], span[1] - 1)
    introduced = row.letters[span[1] - 1 : span[1] + 1] == "P,"
    return organised or introduced or _PERSON_ACTS.match(row.letters, span[1] - 1) is not None
