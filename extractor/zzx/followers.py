"""Followers: the noun phrase behind a quantity, and what of it the quantity counts."""

from __future__ import annotations

import re
from functools import cache

from zzx.lexicon import Lexicon
from zzx.neighbours import DEGREES
from zzx.patterns import late
from zzx.phrases import DENIALS, HEADS, TAIL, Span, clause, having, is_nothing, trim
from zzx.predicates import REGIONS, before_halt, people_of, tells
from zzx.rows import ROMAN, Row


def counted(row: Row, index: int, own: Span, end: int, words: Lexicon) -> Span | None:
    """What the quantity at `index` counts behind it, up to token `end`; None where nothing, or what others do, is said.

    own: the stretch of its clause before it.
    """
    kind = _kind(row, index, end)
    if kind is not None:
        return kind
    noted = row.letters.startswith("(q)", index + 1)  # 超过六成（62.3%）的受访者
    sized = row.letters.startswith(("aqu", "nqu"), index + 1) and row.words(index + 1, index + 2) in _SIZES
    if sized:
        index, end = index + 2, clause(row, index + 2)[1]  # 20辆长12米的|公交车
    follower = _behind(row, index, clause(row, index + 3)[1] if noted else end, words)
    quantity = row.tokens[index].quantity
    if quantity is not None and quantity.unit is None and row.words(index + 1, index + 2) in _MEDALS:
        return index + 1, index + 2  # 四金|一银的成绩
    if quantity is not None and quantity.unit in _EVENTS:
        follower = _event(row, index, follower, end, words)
    if follower is None and quantity is not None and quantity.unit in _TIMES:
        return _act(row, index, end, words)
    if follower is not None and quantity is not None and quantity.unit in _MEETINGS:
        follower = _meeting(row, follower, end)
    if follower is None or quantity is None:
        return follower
    if quantity.family == "time" and row.words(*follower) in _PASSING:
        return None  # 花费了5年的|时间
    high = row.letters[follower[0] - 1] == "u" and row.words(*follower) in _HEIGHTS
    if high and set(row.letters[slice(*own)]) & set("iI"):
        return None  # 产量恢复到800吨的|水平
    unit, family = quantity.unit, quantity.family
    if row.letters.startswith("qu", follower[1]) and family == "count":
        inner = row.tokens[follower[1]].quantity
        if inner is not None and inner.family in ("measure", "money", "time"):
            return _behind(row, follower[1], clause(row, follower[1])[1], words)  # 6条总长80公里的|灌渠
    ends = row.letters[end - 1] in "vV" or row.letters[follower[1] : end] in ("vw", "Vw")
    done = _ACT.match(row.letters[follower[1] : end]) and ends
    if done and _is_light(row, index, words) and not row.letters[slice(*follower)].strip("nawo"):
        follower = follower[0], end  # 进行了两天的视力|筛查
    follower = before_halt(row, _before_work(row, index, follower, end, words), words)
    if tells(row, own, follower, end, unit, family, words):
        return None
    owner = row.letters.find("u", *follower)
    carried = any(
        row.words(at, at + 1) in words.groups["carrying"] for at in range(max(own[0], index - 3), index)
    )
    if carried and unit in words.groups["people_unit"] and row.letters[follower[0] - 1] == "u" and owner < 0:
        return None  # 满载47人的|客车
    land = (family == "measure" or unit in _THINGS) and owner > 0 and row.letters[follower[0] - 1] != "u"
    if land and not row.letters[follower[0] : owner].strip("nwaiIjp") and not _says_which(row, owner):
        return follower[0], owner  # 5万亩高标准农田|的施工现场
    aged = family == "time" and owner > 0 and row.words(owner - 1, owner)[-1] in "龄史验历"  # 30年教龄|的老师
    if owner > 0 and (family == "money" or carried or aged):
        return follower[0], owner  # 装有5万元现金|的背包
    people = unit in words.groups["people_unit"] or unit == "户" or family in ("bare", "percent", "fraction")
    people = people or row.words(follower[0], follower[0] + 1) == "人"
    return people_of(row, follower, words) if people else follower


_SORT = late("s(?P<sort>[nwaoipjc]*[nio])$")


_REST = ("其余", "其他", "其它", "余下", "另", "另外", "剩余", "剩下")


def _kind(row: Row, index: int, end: int) -> Span | None:
    """What some of those counted are: 其中20名为|儿童."""
    if row.letters[index + 1 : index + 2] != "s" or not (
        "z" in row.letters[max(0, index - 3) : index] or row.words(index - 1, index) in _REST
    ):
        return None
    found = _SORT.match(row.letters, index + 1, end)
    return found.span("sort") if found and row.words(index + 1, index + 2)[-1] in "为是系属" else None


def less_named(row: Row, follower: Span) -> Span:
    """Those counted less the one that is named beside them: 14个市州|和湘江新区."""
    start, end = follower
    for at in range(start + 1, end - 1):
        named = row.tokens[at + 1].place
        beside = row.letters[at] == "c" and row.words(at, at + 1) in ("和", "与", "及", "以及", "暨")
        if beside and named is not None and named.kind == "name" and row.letters[at - 1] != "p":
            return (start, at) if "u" not in row.letters[at:end] else follower
    return follower


_HEIGHTS = ("水平", "高位", "低位", "规模", "关口", "大关", "高点", "低点", "状态", "区间", "峰值", "顶峰")
_MEDALS = ("金", "银", "铜")


def _before_work(row: Row, index: int, follower: Span, end: int, words: Lexicon) -> Span:
    """The places gone to less what is done there: 深入30个社区|宣传, 围着3座寺庙|行走."""
    start, stop = follower
    at = index - 1 - row.letters.startswith("l", index - 1)
    goes = at >= 0 and (row.words(at, at + 1) in words.groups["going"] or row.words(at + 1, index) == "着")
    kept = len(row.letters[start:stop].rstrip("w"))
    return (start, start + kept) if goes and stop == end and 0 < kept < stop - start else follower


def _event(row: Row, index: int, follower: Span | None, end: int, words: Lexicon) -> Span | None:
    """What happened, with the verb inside its name: 5起|干部违规收受礼金问题, 1起|车辆追尾引发的事故."""
    start = index + 1 if follower is None else follower[0]
    stop = index + 1 if follower is None else follower[1]
    if stop >= end or row.letters[stop] not in "vVxRwyad" or row.letters[start] in "uslcd":
        return follower
    if "u" in row.letters[start:stop]:
        return follower
    for last in range(end, stop + 1, -1):
        word = row.words(last - 1, last)
        if word in words.groups["case"] or word.endswith(("事故", "案件", "纠纷", "事件", "警情", "火灾")):
            told = row.letters[stop:last]
            return follower if set(told) & set("sbmqtzl") else (start, last)
    return follower


def _meeting(row: Row, follower: Span, end: int) -> Span:
    """What was held, with the verb inside its name: 4次|防汛专题部署会议."""
    start, stop = follower
    for last in range(end, stop + 1, -1):
        if row.words(last - 1, last).endswith(_HELD):
            return follower if row.letters[stop:last].strip("nawvoixyVR") else (start, last)
    return follower


_HELD = ("会议", "会", "行动", "活动", "演练", "培训", "大赛", "比赛", "培训班", "仪式")
_MEETINGS = ("次", "场", "轮", "届", "期", "批次", "场次", "项")
_ACT = late("[nawo]*[vVyw]{1,2}$")


def _act(row: Row, index: int, end: int, words: Lexicon) -> Span | None:
    """What was done so many times, behind a verb that says nothing of it: 完成了8次|深海取样."""
    light = _is_light(row, index, words)
    held = row.words(end - 1, end).endswith(_HELD) and not row.letters[index + 1 : end].strip("nawvxoiRyV")
    return (index + 1, end) if light and (held or _ACT.match(row.letters[index + 1 : end])) else None


def _is_light(row: Row, index: int, words: Lexicon) -> bool:
    """Whether the verb before a quantity only says that what comes after it was done."""
    at = index - 1 - row.letters.startswith("l", index - 1)
    return at >= 0 and row.words(at, at + 1) in words.groups["doing"]


_QUALITIES = frozenset("色形状式型质制化样粗细")
"""Ends of nouns that say what sort of thing is counted: 3辆黑色|的轿车."""


def _says_which(row: Row, owner: int) -> bool:
    """Whether what stands before 的 says which things are counted, rather than is counted: 8辆崭新|的轿车."""
    return row.letters[owner - 1] in "aw" or row.words(owner - 1, owner)[-1] in _QUALITIES


_THINGS = frozenset("座辆台艘架栋幢间棵株头只匹盏口眼孔艇列节")
"""Units of what can be touched: 3座水库|的除险任务."""
_PASSING = ("时间", "时光", "光景", "工夫", "功夫", "岁月", "光阴")
_GOES_INTO = ("投入", "参与", "参加", "投身", "进入", "用于", "获得", "得到", "接受", "享受", "实现", "完成")
_TIMES = ("次", "场", "轮", "回", "场次", "趟", "遍")
_EVENTS = ("起", "件", "宗", "例")


_MOVED = late("[iI][bdtf]*(?:[msvRe]|$)")
_HELPED = late("[no][wV]p(?![no])")
_SUPERLATIVE = late("[Ii]a{1,2}(?=u)")
_WHOLE = late("(?<=[no])a[iI]$")
_SIZES = ("高", "深", "长", "宽", "厚", "重")


@cache
def _phrase() -> re.Pattern[str]:
    """The noun phrase that directly follows a quantity; a relative clause (参加活动的) may open it."""
    body = rf"(?:[{HEADS}ucg]|(?<=[cap])r|(?<=wc)[vxw](?=[naiI])|(?<=u[nw])v(?=i)|hd[an]{{1,3}}(?=u[nwaiI])|B[vVw](?=[nioI]))"
    return late(
        rf"(?:(?:t[^q,;:()ut]{{0,6}}|B[^q,;:()uB]{{0,6}}[vVwy][^q,;:()uB]{{0,3}}|d?[vxyVwR][^q,;:()]*?|dk[^q,;:()]*?|ds[^q,;:()]*?|s[nwiIoja0]+|k[nopacjr]+|e[^q,;:()ud]*[vVwxR][^q,;:()ud]*)u(?=[{HEADS}r]))?(?:(?<=u)V{{1,2}}|d(?=[an])|(?<=u)p(?=[Rv][nwaiI]{{1,4}}(?:[,;:)]|$)))?(?:(?<=up)v|[Rr])?(?=[{HEADS}B]){body}*[nwiIoj0p]"
    )


_TASK = late("[vV][no]$")
_TASKS = ("任务", "工程", "项目", "行动", "计划", "方案", "工作", "手续", "费用", "问题", "事项")
ON_GOING = frozenset((
    "试图", "企图", "意图", "图谋", "计划", "拟", "有意",
    "正在", "正", "已", "已经", "曾", "曾经", "刚", "刚刚", "即将", "仍", "仍在", "尚", "长期", "常年", "经常", "从未",
    "尚未", "自愿", "主动", "新近", "当时", "准备", "打算",
))  # fmt: skip
"""Adverbs that say how far things are, in a clause before their name: 两辆|正在行驶的货车."""
_FUND = late("[vx][nwa]{0,2}i$")
_OF_SUCH = late(r"[nIai](?:[deksaVvnRbmrpo]{1,8})u[nwaoiIjp]*[nwoiIj]")
"""A trait and how it is, and what has it: 2颗|体积跟月球相近的卫星."""


def _is_predicate(row: Row, start: int, stop: int, end: int) -> bool:
    """Whether what follows a quantity begins with what the counted ones do: 200人|取得证书."""
    letter, word = row.letters[start], row.words(start, start + 1)
    if letter == "d" and word in ON_GOING and "u" in row.letters[start:stop]:
        return False  # 两辆|正在行驶的货车
    if letter == "d":
        return word not in DENIALS[:4] and word not in DEGREES  # 12%|没有意见, but 3起|无证驾驶
    if letter == "R" and "u" not in row.letters[start:stop]:
        return not word.startswith(("新", "净", "累计"))
    return letter == "s" and not having(row, start, end)


def _behind(row: Row, index: int, end: int, words: Lexicon) -> Span | None:
    """The noun phrase right after the quantity at `index`, up to token `end`: what is counted there."""
    start = index + 1
    if row.letters.startswith("(q)", start):
        start += 3  # 超过六成（62.3%）|的受访者
    sized = row.letters.startswith(("mu", "au", "Iu", "mn", "an", "In"), start)
    if sized and row.words(start, start + 1) in _SIZES:
        start += 1  # 20米|高的烟囱
    if row.letters.startswith("nu", start) and row.words(start, start + 1) == "钱":
        start += 1  # 5元|钱的车费
    if start < end and row.letters[start] == "u":
        start += 1
    lasted = start == index + 2 and start < end and _lasts(row, index) and row.letters[start] in "yvVw"
    if lasted and start + 1 == end and row.letters[end : end + 1] in ("", ",", ";"):
        return start, end  # 12小时的|停电
    found = _OF_SUCH.match(row.letters, start, end)
    if found is None or row.words(start, start + 1) not in words.groups["trait"]:
        found = _phrase().match(row.letters, start, end)
    if found is None and row.words(start, start + 1) in words.groups["benefit"]:
        fund = _FUND.match(row.letters, start, end)
        return fund.span() if fund is not None else None  # 3亿元|扶持资金
    if found is None or _is_predicate(row, start, found.end(), end):
        return None
    stop = found.end()
    if _TASK.match(row.letters, stop, end) and row.letters[index - 1] in "vRwl":
        task = row.words(end - 1, end)
        if stop + 2 == end and task.endswith(_TASKS) and row.letters.startswith("n", stop - 1):
            return start, end  # 完成45座危桥|加固工程
    follows = row.letters[stop:end].strip(TAIL)
    if not follows and row.letters[end : end + 1] == "q" and _bounds(row, index, end):
        return None  # the next quantity counts it: 产值超亿元的|企业15家, 超20亿元|项目200个
    joint = row.letters.find("c", start, stop) if row.letters.startswith("gq", stop) else -1
    if joint > start and row.words(joint, joint + 1) in ("和", "及", "以及", "与"):
        return start, joint  # 5所医院|和红星敬老院等8所敬老院
    roman = next((at for at in range(start + 1, stop) if row.words(at, at + 1)[0] in ROMAN), None)
    if roman is not None:
        return start, roman  # 12个断面|Ⅰ—Ⅲ类水质比例
    region = row.words(start, start + 1) in REGIONS
    named = _with_parentheses(row, start + 1, stop)
    alone = named == start + 1
    while region and row.letters.startswith("c", named) and row.words(named + 1, named + 2) in REGIONS:
        named += 2  # 6省、区|的牧区
    if region and alone and named > start + 1 and row.letters.startswith("c", named):
        return start, named  # 31个省、自治区、直辖市|和新疆生产建设兵团
    if region and stop == end and stop > named and row.letters[end : end + 1] == "q":
        return start, named  # 涉及3个市县|采砂线索20条
    if region and (row.letters[named : named + 1] == "u" or _MOVED.search(row.letters, start, end)):
        return start, named  # 12个县|信访总量下降, 3个县(区)|的窝点
    if row.letters[stop : stop + 1] == "l" and stop - start > 1 and row.letters[stop - 1] in "nwV":
        stop -= 1  # 两成网民|买过假货
    if row.letters[stop - 1] == "w" and row.letters.startswith("uq", stop) and stop - start > 1:
        stop -= 1  # 30个城市|监测的40家企业
    less = _less_predicate(row, index, (start, stop), end, words)
    if less is not None:
        return less
    some = row.letters.find("c0", start, stop)
    if some > start and is_nothing(row.tokens[some + 1]):
        stop = some  # 144瓶假酒|和一批标签
    beside = row.letters.find("cp", start, stop)
    if beside > start and row.letters[stop - 1] == "o":
        stop = beside  # 31个省|和新疆生产建设兵团
    return _before_next(row, start, stop, end, follows)


def _lasts(row: Row, index: int) -> bool:
    """Whether a quantity is a length of time."""
    quantity = row.tokens[index].quantity
    return quantity is not None and quantity.family == "time"


def _with_parentheses(row: Row, at: int, stop: int) -> int:
    """Where the parentheses close that begin at a token, at it where none do: 省(区、市)."""
    if at >= stop or row.words(at, at + 1) not in ("(", "（"):
        return at
    return next((i + 1 for i in range(at, stop) if row.words(i, i + 1) in (")", "）")), at)


def _less_predicate(row: Row, index: int, span: Span, end: int, words: Lexicon) -> Span | None:
    """The counted ones less what they do, what befalls them or what they have; None where nothing of the kind is said."""
    start, stop = span
    if stop - start > 1 and row.words(stop - 1, stop) in _AT_LARGE:
        return start, stop - 1  # 12名嫌疑人|在逃
    sent = stop == end and stop - start > 2 and row.letters[stop - 3 : stop] in ("nwn", "nwp")
    if sent and row.words(stop - 2, stop - 1) in _SENT:
        return start, stop - 2  # 3000吨水果|出口东南亚
    helped = _HELPED.search(row.letters, start, stop)
    if helped is not None:
        return start, helped.start() + 1  # 烘焙食品|支援舒兰市
    for at in range(start + 1, stop):
        named = row.letters[at] == "B" and row.letters[at + 2 : at + 3] in ("o", "n") and at + 3 == stop
        if row.letters[at] != "n" and row.words(at, at + 1).startswith("被") and not named:
            return start, at  # 3条街道|被淹, but 20名被扣押人员
    papers = words.groups["paper"]
    for at in range(start + 1, stop - 1):
        if row.words(at, at + 1) in words.groups["saying"] and row.words(at - 1, at) in papers:
            return start, at  # 12项试验|证明疫苗有效
        goes = row.letters[at] in "wv" and "u" not in row.letters[at:stop]
        if goes and row.words(at, at + 1) in _GOES_INTO:
            return start, at  # 30台农业机械|投入抢收
    owner = row.letters.find("u", start, stop)
    if owner > start and row.letters[stop - 1] in "iI" and _MOVED.search(row.letters, stop - 1, end):
        held = _says_which(row, owner) and stop - owner > 2 and row.letters[stop - 2] in "no"
        return start, stop - 1 if held else owner  # 6类工程项目|的审批时间压缩至, 两座古老的村庄|人口减少
    if stop - start > 1 and row.letters.startswith("s", stop) and row.words(stop - 1, stop) in _NAMING:
        return start, stop - 1  # 3艘货船|编号为
    superlative = _SUPERLATIVE.search(row.letters, start + 1, stop)
    if superlative is not None and row.words(superlative.start() + 1, superlative.end()).startswith("最"):
        return start, superlative.start()  # 两所中学|年龄最大的教师
    owned = own(row, index, span)
    if owned != span:
        return owned
    spent = _SPENT.search(row.letters, start, stop)
    if spent is not None and stop == end and row.words(spent.start(), spent.start() + 1).endswith(_FUNDS):
        return start, spent.start() + 1  # 救灾资金|发展养殖业
    partner = next((i for i in range(start + 1, stop) if row.words(i, i + 1) in ("与", "同", "跟")), -1)
    if partner > 0 and row.letters[stop : stop + 1] in tuple("vVwxyd"):
        return start, start + len(row.letters[start:partner].rstrip("t0a"))  # 16家企业|11日与高校签约
    return None


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
            whole = _WHOLE.search(row.letters, start, stop)
            if whole is not None and row.words(whole.start(), whole.start() + 1) in (
                "总",
                "人均",
                "户均",
                "平均",
            ):
                stop = whole.start()  # 5座水库|总库容3000万立方米
            elif holder >= 0:
                stop = _with_parentheses(row, holder + 1, stop)
            elif (held := _HOLDERS.match(row.letters, start, stop)) and row.words(start, start + 1) != "年":
                stop = held.end()  # 2条支渠|全长3.8公里, 60个重点商圈|客流量接近2100万人次
            else:
                return None
    elif (
        row.letters[stop - 1] == "I"
        and row.letters[stop:end].strip(TAIL + "m") == ""
        and row.letters[end : end + 1] == "q"
    ):
        # The level of an indicator of what is counted: 41个地区平均优良天数比例为85.2%.
        attribute = row.letters.find("a", start + 1, stop)
        holder = row.letters.find("o", start, stop - 1)
        if attribute > 0 or holder >= 0:
            stop = attribute if attribute > 0 else _with_parentheses(row, holder + 1, stop)
        elif row.letters[start:stop].startswith(("nn", "anI", "ann")):
            stop = start + 1 + (row.letters[start] == "a")  # 9个港口|集装箱吞吐量为3100万标箱
    elif row.letters[stop - 1] in "iI" and follows[:1] and follows[0] in "mRsvVxw":
        # What their indicator did: 7家银行|营业收入同比下降.
        holder = row.letters.find("o", start, stop - 1)
        if holder >= 0:
            stop = _with_parentheses(row, holder + 1, stop)
        elif row.letters.startswith("nn", start) and row.words(start, start + 1)[-1] in _SITES:
            stop = start + 1  # 3个片区|火灾数量明显减少
    return start, stop


_NAMING = ("编号", "代号", "名称", "名字", "全名", "简称", "俗称", "绰号", "标号", "番号", "取名", "地址", "原名")  # fmt: skip
_SPENT = late("i[wv][na]+$")
_FUNDS = ("资金", "经费", "款", "补助", "补贴", "补助金", "专款", "贷款", "基金")
_DOES = late("(?P<who>[na]{0,2}o)[nadp]{0,2}[wVvy]")
_MATTERS = (
    "原因",
    "问题",
    "情况",
    "故事",
    "经历",
    "事迹",
    "做法",
    "过程",
    "消息",
    "现象",
    "难题",
    "事情",
    "事件",
    "场景",
)
_HOLDERS = late("[an]{0,3}n(?=a?[iI]{1,2}$)")
_AT_LARGE = ("在逃", "在押", "在案", "在岗", "在编", "在册", "在场")
_SENT = ("出口", "支援", "驰援", "援助", "供应", "供给", "直供")
_CLIENTS = ("客户", "商户", "用户", "业户", "农户", "商家", "店家", "厂家", "网点", "门店", "单位")
_SITES = frozenset("区港站口岸村庄屯段路街")


def own(row: Row, index: int, span: Span) -> Span:
    """Of organisations that have something those counted by the quantity at `index`: 五所学校|的食堂."""
    start, end = span
    quantity = row.tokens[index].quantity
    owner = row.letters.find("ou", start, end)
    counted = quantity is not None and quantity.unit in ("家", "所")
    what = row.letters.rfind("u", start, end)
    done = _DOES.match(row.letters, start, what) if what > start else None
    if done is not None and quantity is not None and quantity.unit in ("家", "所", "名", "位", "户"):
        return (
            (start, done.end("who")) if row.words(what + 1, end) in _MATTERS else span
        )  # 两家集团|抱团的原因
    if counted and owner < 0:
        owner = row.letters.find("nu", start, end)
        held = owner >= 0 and row.words(owner, owner + 1).endswith(_CLIENTS)
        return (start, owner + 1) if held else span  # 12家客户|的投诉
    return (start, owner + 1) if counted and owner >= 0 else span


_FEW = 8  # tokens of what is compared with


def _bounds(row: Row, index: int, end: int) -> bool:
    """Whether the quantity at `index` only says what sort of things the one at `end` counts."""
    own, other = row.tokens[index].quantity, row.tokens[end].quantity
    if own is None or other is None or other.family == "rank":
        return False
    compared = "b" in row.letters[max(0, index - _FEW) : index]
    if other.family == "points" and (compared or other.text.startswith(("高出", "超出"))):
        return False  # 90%|的目标高出5个百分点
    if row.letters[index + 1] == "u":
        return True
    return own.family in ("money", "measure", "percent") and own.bound != "exact" and other.family == "count"


def trimmed(row: Row, index: int, thing: Span) -> Span | None:
    """The object less what is not part of it; how far things are is part of it right behind the quantity: 8名|已获救的人员."""
    span = trim(row, thing) or _qualified(row, thing)
    behind = thing[0] == index + 1 and span is not None
    opens = behind and row.words(thing[0], thing[0] + 1) in ON_GOING
    opens = opens or (behind and row.letters[thing[0]] == "t")
    if span is not None and opens and "u" in row.letters[slice(*span)]:
        return thing[0], span[1]  # 20家|今年新成立的企业
    if behind and span is not None and _PLACED.match(row.letters, thing[0], span[1]):
        return thing[0], span[1]  # 12名|韩国游客
    return span


_PLACED = late("p{1,2}[naiowPr]")


def _qualified(row: Row, span: Span) -> Span | None:
    """An attribute whose noun is left out: 其中国家级435家."""
    named = row.words(*span).endswith(("级", "类", "型", "届", "刑事", "民事", "行政", "商事"))
    return span if named and not row.letters[slice(*span)].strip("a") else None
