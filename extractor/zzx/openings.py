"""Openings: how a clause begins, behind its connectives, times and circumstances: who does or has what it says.

Everything here is a pure function of one sentence; what runs on from it to another is kept by `scene`.
"""

from __future__ import annotations

from zzx import beginnings, holders, introductions, speakers
from zzx.introductions import COMPANIES, Doer
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

NOUNS = "pnwoPijaI0cgur"


_BESIDE = ("与", "同", "跟")
_ACTS = "vxRwyVket"  # what may follow a doer
VERBS = "vxRwV"
# Rules of roles.toml by which a quantity is told of a thing, not of somebody who acts.
_TOLD_OF_A_THING = (
    "indicator",
    "noun",
    "object and verb",
    "streak of movement",
    "what is put into it",
    "more of it",
)


def names(row: Row, start: int, end: int) -> bool:
    """Whether the nouns that open a clause name somebody, though not in a way that makes a doer."""
    start = beginnings.skip_lead(row, start, end)
    return row.letters[max(start - 1, 0)] != "z" and "o" in row.letters[start : _nouns(row, start, end)]


# Who does or has it ------------------------------------------------------------------------------------------


def find(row: Row, start: int, end: int, first: Item | None, words: Lexicon) -> Doer | None:
    """The doer that stands at `start` of a clause; `first` is the clause's first quantity."""
    if beginnings.comes_from(row, start):
        return None
    shown = introductions.find(row, start, end, words)
    return shown or _named(row, past_topic(row, start), end, first, words)


_CAUSED = late("[xRvVwk]p[nwaoIi]*[iI]")
_MAKING = ("使", "让", "令", "使得", "推动", "带动", "促使", "促进", "拉动", "助推", "助力", "确保", "保持")


def past_topic(row: Row, start: int) -> int:
    """Where the name begins behind a quoted topic, 由 or 使: “三夏”|全国, 由|监管部门处罚款, 使|全省森林覆盖率达55%."""
    if _CAUSED.match(row.letters, start) and row.words(start, start + 1) in _MAKING:
        return start + 1
    quoted = row.letters.startswith("jp", start)
    return start + (quoted or (row.letters.startswith("e", start) and row.words(start, start + 1) == "由"))


def _named(
    row: Row, start: int, end: int, first: Item | None, words: Lexicon, foreseen: bool = False
) -> Doer | None:
    """Whoever is named at `start` and does or has what follows; `foreseen`: by somebody who was named before."""
    nouns = _nouns(row, start, end)
    joined = next((at for at in range(start + 1, nouns + 1) if _joins(row, at, end)), None)
    nouns = nouns if joined is None else joined
    last = _last_name(row, start, nouns, words)
    if last is None or row.words(start, last + 1) in words.groups["generic"]:
        return None
    if any(asks(row, at) for at in range(start, last)):
        return None  # 市政府要求|各部门检查企业
    if row.words(end - 1, end) == "影响" and row.words(start, start + 1) == "受":
        return None  # 受|公司加大投入影响
    last = holders.project(row, holders.full_name(row, last, end), end, words)
    if _WITH_OTHERS.match(row.letters, last, end):
        last += 2
    nouns = max(nouns, last + 1)
    work = _WORK.match(row.letters, start)
    if work is not None and row.words(work.end() - 1, work.end()).endswith("工作"):
        return Doer(work.span(), acts=True)
    permitted = _permitted(row, last + 1, end, words)
    if permitted is not None:
        return permitted
    if speakers.tells(row, last + 1, end, first, words):
        return Doer((start, last + 1), acts=False, tells=True)
    organ = row.words(start, last + 1).endswith(tuple(words.groups["authority"]))
    if first is None and not organ and _goes_well(row, last + 1, end, words):
        return None
    if (
        first is None
        and organ
        and (row.letters[last + 1 : last + 2] == "d" or _does_well(row, last + 1, end))
    ):
        return Doer((start, last + 1), acts=True)
    beyond = last + 1 if foreseen else speakers.past_forecaster(row, last + 1, end)
    if beyond > last + 1:
        return _named(row, beyond, end, first, words, foreseen=True)
    acts = joined == last + 1 or _organises(row, last + 1) or _acts(row, last, nouns, end, first, words)
    if row.letters[start] == "p" and (not acts or row.letters[start + 1 : start + 2] == "u"):
        parallel = not acts and _PARALLEL.match(row.letters, start, end) is not None
        place = None if parallel else _place(row, start, nouns, first, words)
        if place is None or row.words(start, place + 1) in _INSIDE_OF:
            return None
        last = place
    elif not (acts or _is_topic(row, start, last, words)) or not _names_somebody(row, start, last, words):
        return None
    agent = start > 0 and row.words(start - 1, start) in ("由", *_MAKING)
    return Doer((start, last + 1), acts, agent)


def _is_topic(row: Row, start: int, last: int, words: Lexicon) -> bool:
    """Whether an organisation is followed by a time, before what it has, or was spoken of: 公司|2023年营业收入, 该平台|成交额."""
    meant = row.words(start, start + 1) == "该" and last > start
    if meant and _ITS_LEVEL.match(row.letters, last + 1) is not None:
        return True
    summed = _SUMMED.match(row.letters, last) is not None and row.words(last + 1, last + 2) in _IN_ALL
    if summed and row.words(start, last + 1).endswith(words.organisations):
        return True  # 公司|累计销量62万辆
    mark = row.tokens[last + 1].mark if row.letters[last : last + 2] == "ot" else None
    timed = mark is not None and mark.time is not None and mark.time.kind != "same"
    return timed and row.words(start, last + 1).endswith(words.organisations)


_SUMMED = late("od[na]{0,3}[iI][sdb]{0,3}q")
_IN_ALL = ("累计", "合计", "共计", "总计", "平均", "日均", "月均", "年均")
_ITS_LEVEL = late("[na]{0,3}[iI](?![nwo])")
_WITH_OTHERS = late(r"(?:Pcn|[Pno]gn)(?=[da]*[vxRwek])")  # 民警李强和同事|走访, 何某等人|在衡阳市开设赌场

_WORK = late("p[nwa]{0,4}[now](?=[sk])")  # 全市检察工作|围绕中心，
_PARALLEL = late("p[^cpqek,;:()]+cp")  # each place has its own thing: 长沙惠科显示、湘潭半导体等项目


def _nouns(row: Row, start: int, end: int) -> int:
    """Where the nouns that open a clause end; a neighbour is none of them: 与内蒙古接壤."""
    letters = row.letters
    stop = start
    while stop < end and letters[stop] in NOUNS and not (letters[stop] == "w" and letters[stop - 1] in "op"):
        stop += 1 + 2 * (
            letters[stop : stop + 3] == "own" and row.words(stop + 2, stop + 3) in holders.OFFICES
        )
    aged = _AGED.match(letters, stop, end)
    quantity = row.tokens[stop].quantity if aged is not None and stop > start else None
    if aged is not None and quantity is not None and quantity.is_age:
        stop = aged.end()  # 段官村|40岁村民段继明
    for index in range(start + 1, stop):
        if letters[index] in "po" and letters[index - 1] == "c" and row.words(index - 1, index) in _BESIDE:
            return index - 1
    return stop


_AGED = late("qu?[no]{0,2}P")
STAGES = ("末节", "首节", "次节", "半场", "全场", "本场")
_INSIDE_OF = ("省内", "市内", "县内", "区内", "国内", "境内")  # 省内|首条生产线
_ADDRESSED = ("某", "某某", "女士", "先生")


def _last_name(row: Row, start: int, stop: int, words: Lexicon) -> int | None:
    """The last word among the nouns that somebody or some place may be called."""
    if stop > start + 2 and row.words(start, start + 1) == "该":
        stop -= _organises(row, stop - 1)  # 该保护区|组织开展调查
    for index in range(stop - 1, start - 1, -1):
        word = row.words(index, index + 1)
        addressed = row.letters[index] == "n" and word.endswith(_ADDRESSED)
        if word == "号" and row.letters[index - 1 : index] == "j" and index > start:
            return index  # “雪龙”|号
        named = row.letters[index] in "opP" and not word.endswith(STAGES)  # 王治郅|上半场
        if named or addressed or holders.is_sector(row, index) or holders.is_village(row, start, index):
            return index
    word = row.words(start, start + 1) if start < stop else ""
    if word in words.groups["everybody"]:
        return start
    if word in _OWN_UNITS and stop > start + 1 and row.words(start, stop).endswith(_UNIT_BODIES):
        return stop - 1
    while row.words(stop - 1, stop) in ("首次", "再次", "一度", "率先"):
        stop -= 1
    return stop - 1 if word == "该" and stop > start + 1 else None  # 该团伙先后骗取…


def _organises(row: Row, index: int) -> bool:
    """Whether 组织 is no organisation but lets others do what comes next: 该保护区|组织开展调查."""
    acts = row.letters[index + 1 : index + 2] in ("v", "w", "x", "R")
    return acts and row.words(index, index + 1) == "组织"


_ASKED = ("建议", "要求", "呼吁", "希望", "倡议", "误以为")


def asks(row: Row, start: int) -> bool:
    """Whether a clause only asks or believes something of the one it names: 建议|各派出所加强巡逻."""
    return row.words(start, start + 1) in _ASKED and row.letters[start + 1 : start + 2] in set("opPr")


_OWN_UNITS = ("省", "市", "县", "区", "镇", "乡", "州", "旗")
_UNIT_BODIES = ("院", "局", "委", "办", "中心", "公司", "站", "所", "校")  # 县|妇幼保健|院


def _goes_well(row: Row, index: int, end: int, words: Lexicon) -> bool:
    """Whether a clause is about something that somebody's work is: 教师队伍|建设得到加强, 贫困县|摘帽通过验收."""
    index += row.letters.startswith("oaw", index - 1)  # 企业|高质量发展取得新成效
    well, after = words.groups["goes_well"], index + 1
    while after < end and row.letters[after] in "wda" and row.words(after, after + 1) not in well:
        after += 1
    if row.letters[index : index + 1] not in ("w", "y") or after >= end:
        return False
    word = row.words(after, after + 1)
    return word in words.groups["comes_to"] or (word in well and after + 1 == end)


_ITS_WORK = late("[ra]{0,2}(?P<work>[nw]{1,3}?)[da]{0,2}(?:[smvxR]|w[nh])")
_WORKS = ("工作", "建设", "事业", "队伍", "质效", "改革", "业务", "审判", "执法", "管理")


def _does_well(row: Row, index: int, end: int) -> bool:
    """Whether a clause says how the work goes of the organ before it, which the next ones tell of: 永丰法院|各项工作迈上新台阶."""
    found = _ITS_WORK.match(row.letters, index, end)
    if found is None or row.words(found.end("work"), end).startswith("报告"):
        return False
    return row.words(*found.span("work")).endswith(_WORKS)


_PARTNERS = late("[ck][^q,;:()vxR]{1,12}?[dwavx]")
_TOGETHER = ("联合", "共同", "协同", "携手", "联手", "合作", "一道")


def _joins(row: Row, index: int, end: int) -> bool:
    """Whether somebody acts together with others: 派出所|与物业公司联合开展检查."""
    found = _PARTNERS.match(row.letters, index, end)
    if found is None or row.words(index, index + 1) not in (*_BESIDE, "和", "会同"):
        return False
    return any(row.words(at, at + 1).startswith(_TOGETHER) for at in range(index + 2, found.end()))


_BODIES = ("中心", "站", "所", "室", "委员会")
_TEAMS = ("组", "专班", "班子")


def is_body(row: Row, span: Span) -> bool:
    """Whether a name is that of a body of an organisation or of a place, or of a team: 监督管理局12315指挥中心, 专案组."""
    name = row.words(*span)
    belongs = bool(set(row.letters[span[0] : span[1] - 1]) & set("op")) or name[0] in _OWN_UNITS
    return name.endswith(_TEAMS) or (belongs and name.endswith(_BODIES))


def _acts(row: Row, last: int, nouns: int, end: int, first: Item | None, words: Lexicon) -> bool:
    """Whether the one who is named does something in the clause."""
    letters = row.letters
    after = _skip_length(row, _past_campaign(row, last + 1, end), end)
    while after < end and (letters[after] in "da" or row.words(after + 1, after + 2) == "地"):
        after += 1 + (row.words(after + 1, after + 2) == "地")  # 坚定不移|地|贯彻
    strives = next(
        (at for at in range(last + 1, min(after + 1, end - 1)) if beginnings.strives(row, at)), None
    )
    if after + 1 < end and row.words(after, after + 2) == "工作报告":
        return False
    ranks = first is not None and first.measure.kind == "rank"
    if letters[after : after + 2] == "wc" or (ranks and letters[after : after + 1] == "w"):
        return False  # 公安执法和交通秩序管理, 法治政府建设评估进入前十
    if letters[last] == "o" and speakers.expects_of_itself(row, last, end):
        return True
    within = first is not None and first.index < after  # 6小时抢通
    told = first is not None and first.roles.rule in _TOLD_OF_A_THING and not within and letters[last] != "P"
    indicates = nouns > last + 1 and letters[nouns - 1] in "iI"
    does = (
        after < end and (letters[after] in _ACTS or _serves(row, after, end)) and not told and not indicates
    )
    named = after < end and "P" in letters[max(0, last - 2) : last + 1]
    offends = named and row.words(after, after + 1) in words.groups["offence"]
    lies = after < end and row.words(after, after + 1) in (*_LIES, "以")  # 以63枚金牌高居榜首
    person = letters[last] == "P"
    does = does or (person and letters[after : after + 1] == "B")
    lies = lies or (
        person and first is not None and first.index == last + 1 and first.quantity.unit in _SCORES
    )
    lies = lies or (person and row.words(after, after + 1) in words.groups["of_persons"])  # 王磊|表现出色
    does = does or strives is not None
    return does or lies or offends or _has(row, after, end, words, first) or _is_of_age(row, last + 1, first)


_LIES = ("位于", "地处", "坐落于", "坐落", "属于", "隶属于")


_SCORES = ("分", "球", "金", "银", "铜", "个", "次", "胜")  # 刘炜|11分
_TURNS = ("次", "度", "轮", "局", "场", "盘", "节", "回", "届")


def _skip_length(row: Row, index: int, end: int) -> int:
    """Where a clause goes on after the time that something took: 救援队|6小时|抢通公路."""
    while index < end and row.letters[index] == "d":
        index += 1
    quantity = row.tokens[index].quantity if index < end else None
    timed = quantity is not None and (quantity.family == "time" or quantity.unit in _TURNS)
    acts = timed and row.letters[index + 1 : end].lstrip("dah")[:1] in ("v", "x", "R", "w", "V")
    return index + acts


_CAMPAIGN = late("j?[anw]{1,3}?(?=[da]*[vxRw])")


def _past_campaign(row: Row, index: int, end: int) -> int:
    """Where a clause goes on after the campaign in which somebody acts: 海南警方|“雷霆”专项行动|抓获嫌疑人."""
    found = _CAMPAIGN.match(row.letters, index, end) if row.letters[index : index + 1] == "j" else None
    named = found is not None and row.words(found.end() - 1, found.end()).endswith(
        ("行动", "战役", "活动", "专项")
    )
    return found.end() if found is not None and named else index


def _serves(row: Row, index: int, end: int) -> bool:
    """Whether 为 says for whom something is done: 司法局为农民工开通热线."""
    if row.letters[index] != "s" or row.words(index, index + 1) != "为":
        return False
    return bool(set(row.letters[index + 1 : end]) & set("vxR"))


def _has(row: Row, index: int, end: int, words: Lexicon, first: Item | None) -> bool:
    """Whether the word at `index` says that the one before it has what follows: 医院现有|在职职工."""
    counts = first is not None and first.index == index + 1 and first.roles.after
    return (
        index + 1 < end
        and (row.letters[index + 1] not in "qst0" or (counts and row.letters[index - 1] == "o"))
        and row.words(index, index + 1) in words.groups["having"]
    )


def _is_of_age(row: Row, index: int, first: Item | None) -> bool:
    """Whether an age follows: 肖丽|今年35岁."""
    if first is None or not first.quantity.is_age:
        return False
    return not row.letters[index : first.index].strip("tdse")


_NAME = late("p[anj0]*(?:w[an]*)?o+")


def _place(row: Row, start: int, nouns: int, first: Item | None, words: Lexicon) -> int | None:
    """The last word of the place at `start` that has what the clause tells, or of the organisation that it names.

    None where the parts of the place are counted next: 南京、无锡等8市.
    """
    letters = row.letters
    last = start
    while letters[last + 1 : last + 3] == "cp" and row.words(last + 1, last + 2) not in _BESIDE:
        last += 2
    if letters.startswith("gu", last + 1) and row.words(last + 1, last + 3) == "等地":
        return last + 2  # 韶山、长沙等地|客房出租率
    listed = first is None and _OTHERS_TOO.match(letters, last + 1)
    if listed or _AND_OTHERS.match(letters, last + 1):
        return None  # 开发区、旅游区等其他区域
    while letters[last + 1 : last + 2] == "p" and row.words(last + 2, last + 3) in _PORTS:
        last += 1  # 宁波|舟山港
    if letters[last + 1 : last + 2] in ("n", "o") and row.words(last + 1, last + 2).endswith(_PORTS):
        return last + 1
    several = last - start > _SEVERAL and letters[last + 1 : last + 2] == "q"
    if letters[last + 1 : last + 3] == "gq" or several:
        return None
    village = next((at for at in range(nouns - 1, last, -1) if holders.is_village(row, last + 1, at)), None)
    if village is not None:
        return village
    stop = _organisation(row, last, nouns, words)
    if stop is None:
        return last + _visits(row, last + 1, words)
    counted = first is not None and stop == first.index and not first.roles.after
    if any(row.words(at, at + 1) in ("(", "（") for at in range(last, stop + 1)):
        return last  # 全省|限额以上企业(单位)消费品零售额
    counted_people = row.words(last, stop).endswith("人员") and row.words(stop, nouns).startswith(_NUMBERS)
    if counted_people:
        return last  # 全国|卫生技术人员总数
    full = stop - last > 2 and (stop == nouns or bool(set(letters[last:stop]) & set("anj0")))
    if full and not counted:
        return stop - 1  # 益阳市中级人民法院|一审宣判, 临汾铁路公安处|29个派出所
    qualifies = letters[nouns - 1] in "iI" or letters[last + 2 : last + 3] == "w"  # 我国政府工作报告
    qualifies = qualifies or row.words(last + 1, last + 2) == "单位"
    if qualifies or not row.words(last + 1, last + 2).endswith(words.organisations):
        return last
    return last + 1  # 武汉|警方


_OTHERS_TOO = late("[noaj0w]{1,5}c[noaj0wc]{1,9}g[noaw]")  # 浙江|自贸区、开发区等平台作用更加明显
_VISITS = late("n(?=[tda]{0,4}[vxRwVek])")


def _visits(row: Row, index: int, words: Lexicon) -> bool:
    """Whether people of a country act, who are called after it: 韩国|游客在华消费20亿元; not 全市|居民可支配收入."""
    place = row.tokens[index - 1].place
    foreign = (
        place is not None
        and place.place is not None
        and place.place.level == "country"
        and place.kind == "name"
    )
    acts = foreign and _VISITS.match(row.letters, index) is not None
    return acts and row.words(index, index + 1)[-1] in words.groups["person"]


_AND_OTHERS = late("c[naow]{1,3}(?:c[naow]{1,3}){0,4}g")
_PORTS = (
    "港", "机场", "口岸", "火车站", "东站", "西站", "南站", "北站", "大桥",
    "隧道", "高速", "水库", "电站", "电厂", "煤矿", "油田",
)  # fmt: skip
_SEVERAL = 3  # tokens of a list of places whose number is told next: 简阳、彭州、崇州|3个县级市


def _organisation(row: Row, start: int, nouns: int, words: Lexicon) -> int | None:
    """Where the organisation ends that is called after the place at `start`."""
    found = _NAME.match(row.letters, start, nouns)
    if found is None:
        return None
    stop = found.end()
    while stop > start + 2 and row.words(stop - 1, stop) in words.groups["homograph"]:
        stop -= 1  # 武装部|组织民兵
    name, place = row.words(start, stop), row.tokens[start].place
    named = "w" not in row.letters[start:stop] or name.endswith((*COMPANIES, *holders.BUREAUS))
    generic = row.words(stop - 1, stop) == "单位" or not named
    alone = stop == nouns or row.words(stop, nouns)[-1:] in words.groups["person"]
    named_place = place is not None and place.kind == "name" and alone
    institute = named_place and stop - start > 2 and name.endswith(_INSTITUTES)
    return stop if (institute or name.endswith(words.organisations)) and not generic else None


_NUMBERS = ("总数", "人数", "平均人数", "数量", "总量", "年平均人数")
_INSTITUTES = (
    "中心",
    "研究所",
    "研究室",
    "博物馆",
    "图书馆",
    "档案馆",
    "动物园",
    "植物园",
    "气象台",
    "天文台",
    "保护区",
)


def _names_somebody(row: Row, start: int, last: int, words: Lexicon) -> bool:
    """Whether a noun of action that opens the name is part of it: 监督管理局, but not 扫黑除恶专项工作."""
    return row.letters[start] != "w" or row.words(start, last + 1).endswith(words.organisations)


# Who only tells, or lets somebody do it ----------------------------------------------------------------------


def _permitted(row: Row, index: int, end: int, words: Lexicon) -> Doer | None:
    """Who was allowed to do it: 金融局批复同意|丰收银行|扩股."""
    permission = words.groups["permission"]
    allowed = False
    while index < end and (
        row.letters[index] in "dat" or row.words(index, index + 1) in (*permission, "批复")
    ):
        allowed = allowed or row.words(index, index + 1) in permission
        index += 1
    if not allowed:
        return None
    nouns = _nouns(row, index, end)
    last = _last_name(row, index, nouns, words)
    if last is None or row.letters[last] != "o" or nouns == end or row.letters[nouns] not in VERBS:
        return None
    return Doer((index, last + 1), acts=True)
