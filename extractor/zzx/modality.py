"""Modality: whether the words of a sentence plan a quantity or require it, rather than tell it."""

from __future__ import annotations

import datetime
import re
from itertools import islice

from zzx.dates import Period
from zzx.facts import Modality
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.rows import Row
from zzx.text import Sentence

_IMPOSED = late("判处|被处以|作出行政处罚")
_INTENDED = late("(?:工作|下一步|下步|今后|明年)打算[：:]")
_BY_THE_PLAN = late("(?:按照?|根据)[^，。；]{0,8}(?:目标|规划|计划|方案)[，,][^。！？]{0,40}?(?<![早率])将")
_FORECAST = late(
    r"(?:[\d年全上下半]{0,6}[，,]?)预计(?!负债|使用|损失)[^。！？]*[；;]|(?:初步|综合|据此|据)?(?:预计|预测)[，,:：]"
)
_AHEAD = late("今后|未来|明年|后年|来年|下一步|下一?阶段|接下来")
_UNTIL = late("[，；：,;]?[到至]")
_COMPARED = late(
    "(?:比|较|(?<![关鉴位])于|与|(?<![通])过|(?<![提指作])出|超)$|[高低快慢多少好][于出][^，。；]{0,14}的$"
)
_REACH = 60  # tokens before a quantity within which a plan may be said
_VERBS = "vxydRmVwtke"  # what a word that plans governs
_AMOUNTS = "iIn"


# Headings that open or close a part of a text that plans, and sentences that open one.
_PLANNING = late(
    "(?:预期|主要|工作|发展|总体|奋斗)目标|目标任务|(?:工作|重点|主要)(?:安排|任务|打算|计划|要点|举措|措施)|总体要求|下一?步|重点工作|今后打算"
    "|(?:实施|行动|工作)(?:方案|计划|意见)|规划纲要|发展规划|五年规划|预算(?:草案|安排)"
)
_REVIEWING = late("回顾|总结|存在|成效|成绩|完成|实现了?|取得|进展|情况|过去|亮点|去年|上年")
_SETS_GOALS = late(
    r"(?:预期|奋斗|工作|发展|主要)目标(?:任务)?\s*(?:是|为|[：:]|$)|^\W*目标(?:任务)?(?:是|为)?\s*(?:[：:]|$)|总体要求(?:是|为)"
)
# 主要任务是：计划完成工程90件；…
_SETS_TASKS = late(
    "^[^。；：]{0,16}(?:主要|工作|重点|目标|具体)任务(?:是|为)?[：:][^。]{0,40}(?:计划|力争|确保|新建|新增|建成|实现|达到|完成(?!了))"
)
_OPENS_GOALS = late(
    r"(?:下半年|明年|下阶段|今年(?!以来)|新的一年|20\d\d年|下一?步|今后)[^。；]{0,24}?(?:重点(?:(?:做好|抓好|推进)(?!了)|工作)|着力(?:做好|抓好)(?!了)|要(?:做好|抓好|突出)|将(?:重点|着力|扎实))"
)
# 县农业农村局将…重点抓好以下几项工作：
_ANNOUNCES = late(
    r"(?:(?<!现)将|拟|计划|打算|下一?步)[^。；：]{0,60}(?<![通汇]报)(?<![公报]告)(?<!公[布示])(?<!通知)(?<!介绍)(?<!说明)(?:以下|如下|下列)(?:[几各十两三四五六七八九：:]|工作|措施|任务|方面|重点|目标|具体|问题)[^。；：，]{0,12}[：:。]?"
)
# 现将上半年完成情况通报如下：
_REPORTS = late(
    "(?:情况|结果|数据|进展|成绩)[^。；，]{0,12}(?:通报|公布|公告|公示|报告|汇报|介绍|发布|分析|说明|总结)如下"
)
# 今年将扎实办好十件民生实事：
_PROMISES = late(
    "(?:将|要|提出|切实|确定)[^。；]{0,12}(?:办好|办实|办成)(?!了)[^。；：]{0,12}实事(?:项目)?(?:[：:。]|$)"
)
# 今年将加强民生保障。: for the rest of the paragraph
_INTENDS = late(
    r"(?:[^，。；]{0,8}[，,])?[^，。；]{0,12}?(?:今年(?!以来)|明年|下半年|今后|未来|20\d\d年|下一?步|下一?阶段)[^。；\d]{0,16}?(?:将|要|拟)(?:进一步|继续|加[强快大]|着力|扎实|全[力面]|大力|深入|持续|坚持|努力|推进|实施|抓好|做好|聚焦|围绕)"
)
_LOOKS_BACK = late("^(?:过去|回顾|去年|上年|一年来|五年来)")
_AIMED = late(
    "的(?![^，。；：,;的]{0,8}(?:成为|锁定|作为))[^，。；：,;的]{0,8}目标(?!任务?完成|已|如期|顺利|基本|全面|值|地)"
)  # 高于年初10%|的目标
# 提出新发感染数减少|25%，病死率下降30%的防治目标
_AIMED_WITH = late(
    r"(?:[，,、][^，。；的]{1,24}){1,3}的(?![^，。；：,;的]{0,8}(?:成为|锁定|作为))[^，。；：,;的]{0,6}目标(?!任务?完成|已|如期|顺利|基本|全面|值|地)"
)
_AIMING = ("提出", "制定", "确定", "设定", "明确", "定下", "确立", "制订", "部署", "锚定", "围绕")


def _is_aimed_with(row: Row, item: Item) -> bool:
    """Whether a quantity is one of several goals that are named together at their end."""
    if "目标" not in row.view[item.end :] or _AIMED_WITH.match(row.view, item.end) is None:
        return False
    told = row.view[row.tokens[_sentence_part(row, item)].start : item.start]
    return any(word in told for word in _AIMING) and "完成" not in told


_ASIDE = late(
    "[(（](?:年度|全年|年初|原|总)?(?:目标|任务|计划)(?:数|任务|值|为|是)?[:：]?$"
)  # （任务|300亩）
_LONGEST = 12  # characters of what says so
_TOLD = late("已|了(?!解)|去年|上年|截至|目前|现有|累计|曾|同比|环比")
_TOLD_OF_A_PLAN = late(
    "已|了(?!解)|去年|上年|截至|目前|现有|曾|同比|环比|[录测查现]到"
)  # “十四五”期间，累计引进外资…


_ASSIGNED = late("(?:牵头|责任|配合)(?:单位|部门)[:：]")
_TASKS = 3


def assigns(text: str) -> bool:
    """Whether a text says of its tasks who is to see to them: …（牵头单位：市教育局）."""
    return sum(1 for _ in islice(_ASSIGNED.finditer(text), _TASKS)) == _TASKS


def sets_plans(sentence: Sentence, planning: bool) -> bool:
    """Whether a part of the text that plans goes on behind a heading or sentence; `planning` is whether it did before."""
    view = sentence.view
    if sentence.kind == "heading":
        if _REVIEWING.search(view):
            return False
        return planning or _PLANNING.search(view) is not None
    if _LOOKS_BACK.match(view):
        return False
    if planning or _OPENS_GOALS.match(view) is not None or _announces(view):
        return True
    if "实事" in view and _PROMISES.search(view) is not None:
        return True
    if "任务" in view and _SETS_TASKS.search(view) is not None:
        return True
    return ("目标" in view or "总体要求" in view) and _SETS_GOALS.search(view) is not None


def intends(sentence: Sentence) -> bool:
    """Whether a sentence without numbers says what will be done, which the rest of its paragraph tells: 今年将加强民生保障。"""
    view = sentence.view
    return sentence.kind == "prose" and ("将" in view or "要" in view) and _INTENDS.match(view) is not None


def _announces(view: str) -> bool:
    """Whether a sentence says what somebody will do next: 镇农办将抓好以下工作：."""
    return "下" in view and _ANNOUNCES.search(view) is not None and _REPORTS.search(view) is None


def is_told(
    row: Row, clause: int, item: Item, today: datetime.date | None, told: re.Pattern[str] = _TOLD
) -> bool:
    """Whether a quantity tells what was, though the text around it plans."""
    period = item.period
    if period is not None and period.end is not None and today is not None and period.end < today:
        return True
    return told.search(row.view, row.tokens[clause].start, item.start) is not None


def forecasts(row: Row) -> bool:
    """Whether a sentence opens with a forecast of all that it lists: 预计全县生产总值增长8%；税收增长5%."""
    if "打算" in row.view and _INTENDED.search(row.view) is not None:
        return True
    if row.view[:1] in "按根" and _BY_THE_PLAN.match(row.view) is not None:
        return True
    return "预" in row.view and _FORECAST.match(row.view) is not None


def is_penalty(item: Item, words: Lexicon) -> bool:
    """Whether an amount or a term is what the law threatens with: 处三年有期徒刑, 处以5万元罚款; not 约40公里处发生2起."""
    return item.action in words.groups["sanction"] and item.measure.kind in ("money", "duration", "rate")


def imposes(row: Row) -> bool:
    """Whether a penalty was imposed rather than threatened by a law: 被判处…，并处罚金3万元."""
    return _IMPOSED.search(row.view) is not None


def foresees(row: Row, start: int, index: int) -> bool:
    """Whether the time at `index` is only that of a forecast: 预计|2026年建成."""
    return any(
        row.words(at, at + 1) in ("预计", "力争", "有望") for at in range(max(start, index - _REACH), index)
    )


def read(row: Row, clause: int, item: Item, today: datetime.date | None, words: Lexicon) -> Modality:
    """The modality of a quantity, whose period is known, in the clause that begins at token `clause`."""
    planned = (
        lies_ahead(item.period)
        or (
            (_reaches_ahead(item.period, today) or _is_until(item.period, today))
            and not is_told(row, clause, item, today, _TOLD_OF_A_PLAN)
            and not _told_before(row, clause, item)
        )
        or _plans(row, max(clause, item.index - _REACH), item, words)
        or _will_be(row, item, words)
        or _AIMED.match(row.view, item.end) is not None
        or _is_aimed_with(row, item)
        or _ASIDE.search(row.view, max(0, item.start - _LONGEST), item.start) is not None
        or _is_cued(row, max(clause, item.index - _REACH), item, today, words)
    )
    return "target" if planned else "actual"


_DONE = late("(?<!不得)(?<!早)已(?!经?成为|知)")
_TO_COME = late("[将拟]|计划|力争|确保|要|到20|目标")


def _told_before(row: Row, clause: int, item: Item) -> bool:
    """Whether 已 was said for what the clause goes on with: “十四五”时期已支持30个地区，|提供20万人次服务."""
    part, own = row.tokens[_sentence_part(row, item)].start, row.tokens[clause].start
    done = _DONE.search(row.view, part, own)
    return done is not None and _TO_COME.search(row.view, done.end(), item.start) is None


def lies_ahead(period: Period | None) -> bool:
    """Whether a time is said to be still to come: 今后3年, 明年; not 2025年, which may name an exam."""
    return period is not None and _AHEAD.match(period.text) is not None


def frames_nothing(period: Period | None) -> bool:
    """Whether a time by which something will be is no time of a whole article: 到2025年."""
    return period is None or lies_ahead(period) or (period.text[:1] == "到" and "止" not in period.text)


_AHEAD_OF_US = late("(?:今年|本年)?(?:下半年|下个?[月周]|下季度|明[天日])|20\\d\\d年.*[月季半]")


def _is_until(period: Period | None, today: datetime.date | None) -> bool:
    """Whether a time is one by which something will be, or that has not begun: 到2030年, 下半年; not 2025年, which may name an exam."""
    if period is None or period.end is None or today is None:
        return False
    until = period.text.startswith("到") and not period.text.endswith(("以来", "止")) and period.end > today
    begins = period.start is not None and period.start > today and _AHEAD_OF_US.match(period.text) is not None
    return until or begins


def _reaches_ahead(period: Period | None, today: datetime.date | None) -> bool:
    """Whether a time of several years is not over yet: 2024－2027年, told in 2024."""
    return (
        period is not None
        and period.start is not None
        and period.end is not None
        and today is not None
        and period.end.year > max(today.year, period.start.year)
        and "年度" not in period.text  # 2024至2025年度: a season
    )


# Words that plan ---------------------------------------------------------------------------------------------


def _plans(row: Row, start: int, item: Item, words: Lexicon) -> bool:
    """Whether a word that plans stands before a verb of the quantity's own clause: 拟新建, 将达到."""
    for index in range(start, min(item.index, len(row.tokens) - 1)):
        plans = row.letters[index] != "n" and row.words(index, index + 1) in words.groups["planned"]
        if plans and _governs(row, index, item, words):
            return not _qualifies(row, index, item)
    return False


def _qualifies(row: Row, index: int, item: Item) -> bool:
    """Whether what is planned only qualifies the counted thing: 准备交付的|6.25万元."""
    particle = row.letters.rfind("u", index, item.index)
    if particle < 0:
        return False
    action = item.roles.action
    if action is None:
        return particle == item.index - 1
    return action[0] > particle or action[0] < index


def _governs(row: Row, index: int, item: Item, words: Lexicon) -> bool:
    """Whether a word that plans governs what follows, rather than being a noun or taking an object: 按计划, 将设备."""
    word, after = row.words(index, index + 1), row.letters[index + 1]
    if index and row.letters[index - 1] in "ke":
        return False  # 按计划
    match word:
        case "将":
            if _disposes(row, index, item):
                return False
            later = index + 1
            while later < item.index and row.letters[later] in "ad":
                later += 1
            if later == item.index and item.quantity.bound == "over":
                return item.quantity.text[0] in "突超逾"  # 将|突破100万台
            acts = row.letters[later] in ("vxyRmVsw" if row.letters[index] == "d" else "vxyRmVs")
            return acts or (after in "tek" and _acts_later(row, later))
        case "争取":
            return after in _VERBS + "a" and not _obtains(row, index, words)
        case "准备":
            return after in _VERBS and row.words(index + 1, index + 2) != "好"
    if after == "s":
        return word in _FORESEEING  # 有望|达到7亿吨
    if after == "q":
        return index + 1 == item.index and item.quantity.bound == "over"  # 有望|突破100万台
    return after in _VERBS or (after == "a" and word != "计划")


_DONE_TO = late("[nwaiIo]{0,5}[vxRV]{1,2}l")  # 将|5000元捐款送到了他家


def _disposes(row: Row, index: int, item: Item) -> bool:
    """Whether 将 names what something was done to: 公司将|今年的费用提高了7500万美元."""
    done = row.letters[item.index - 1] == "l" and row.letters[index + 1] in "tnioIrjpa"
    return done or _DONE_TO.match(row.letters, item.index + 1) is not None


_FORESEEING = ("有望", "预计", "力争", "即将", "拟")
_OPENING = late("[dbfc]{0,4}[vxRw]")
_LONG_TOLD = late("(?<![比较与同和跟于过超])(?:去年|上年|前年|昨[日天]|上月|上季度)(?!同期相比|相比)")


_PLANNED = ("将", "拟", "计划", "有望", "即将", "力争", "准备", "打算")


_MAY_PLAN = late("[将拟]|计划|有望|力争|准备|打算")


def may_plan(view: str) -> bool:
    """Whether a sentence may plan at all."""
    return _MAY_PLAN.search(view) is not None


def plans_to(row: Row, start: int, end: int) -> bool:
    """Whether a clause without a quantity plans what the next ones go on with: 公司将扩大规模，|新建厂房3座."""
    for index in range(start, min(end - 1, start + _REACH)):
        if row.letters[index] in "ed" and row.words(index, index + 1) in _PLANNED:
            acts = row.letters[index + 1] in ("vRx" if row.letters[index] == "e" else "vRxmsw")
            turned = row.letters[index] == "e" and _TURNED.search(row.words(index, end)) is not None
            return acts and "u" not in row.letters[index:end] and not turned
    return False


# 将打击犯罪作为重点，破获案件300起
_TURNED = late("作为|放在|摆在|摆上|列为|列入|纳入|贯穿|结合|转化为|融入|作$")


def is_goal(row: Row, item: Item) -> bool:
    """Whether a quantity is only the goal that something is compared with: 高于9%|的目标, 比规划目标|7000元超过1100元."""
    named = row.view[max(0, item.start - _LONGEST) : item.start].rstrip("是为：:").endswith(_GOALS)
    return named or _AIMED.match(row.view, item.end) is not None


_GOALS = ("目标", "目标值", "任务", "任务数", "计划", "计划数", "指标", "预算")


_GOES_ON = late("[dbfca]{0,4}(?:[vxR]|[naiwj]{1,6}q)")


def goes_on(row: Row, start: int, end: int) -> bool:
    """Whether the part of a sentence behind a semicolon goes on with the plan of the one before: ；|新建公园3个, ；|限价房用地5公顷."""
    found = _GOES_ON.match(row.letters, start, end)
    return found is not None and _TOLD.search(row.words(start, end)) is None


def runs_on(row: Row, start: int, item: Item, today: datetime.date | None) -> bool:
    """Whether a clause without a doer goes on with what the one before plans: 将投资10亿元，|建设仓库50个."""
    change = item.measure.kind == "change" and item.action is None
    shares = (
        item.action is not None
        and item.roles.action is None
        and item.measure.kind not in ("change", "rate", "rank")
    )
    does = item.action is not None and _OPENING.match(row.letters, start) is not None
    listed = item.action is None and item.roles.rule == "noun" and row.letters[start - 1 : start] == ";"
    if not (does or change or shares or listed):
        return False
    told = _LONG_TOLD if change else _TOLD
    return not is_told(row, start, item, today, told)


def _acts_later(row: Row, index: int) -> bool:
    """Whether a time or a place stands before the verb: 将|在明年完工, 将|于6月投产."""
    return row.letters[index : index + 2] in ("et", "ep", "kt") or row.letters[index] == "t"


def _obtains(row: Row, index: int, words: Lexicon) -> bool:
    """Whether 争取 takes what is counted next and no other verb: it was obtained."""
    stop = row.letters.find("q", index)
    if stop < 0 or row.letters[stop - 1] not in _AMOUNTS:
        return False
    verbs = {words.classes.get(row.words(at, at + 1), "") for at in range(index + 1, stop)} & set("vxR")
    quantity = row.tokens[stop].quantity
    money = quantity is not None and quantity.family == "money"
    return not verbs or (money and "R" not in verbs)


def _will_be(row: Row, item: Item, words: Lexicon) -> bool:
    """Whether what is planned of the counted ones follows them: 12台|将在明年完工."""
    if item.action is not None:
        return False
    start, end = item.roles.right
    if item.roles.after and item.roles.object is not None:
        start = item.roles.object[1]
    while (
        start < end
        and row.letters[start] == "d"
        and row.words(start, start + 1) not in words.groups["planned"]
    ):
        start += 1
    if start + 1 >= end or row.words(start, start + 1) not in words.groups["planned"]:
        return False
    later = start + 1
    while later < end and row.letters[later] in "dat":
        later += 1
    return later < end and (
        row.letters[later] in "vxyRV" or row.letters[later : later + 2] in ("et", "ep", "kt")
    )


# Patterns of planning ----------------------------------------------------------------------------------------


def _is_cued(row: Row, start: int, item: Item, today: datetime.date | None, words: Lexicon) -> bool:
    """Whether a cue of planning stands before the quantity and nothing undoes it."""
    cues = words.cues
    part = _sentence_part(row, item)
    since_stop = row.view[row.tokens[part].start : item.start]
    if cues["fulfilled"].search(since_stop):
        return False
    own = row.tokens[start].start
    if any(
        not _is_disposal(row, start, own + cue.start(), item)
        for cue in cues["required"].finditer(row.view[own : item.start])
    ):
        return True
    reach = own - row.tokens[part].start  # where the own clause begins in what is looked through
    for cue in cues["target"].finditer(since_stop):
        earlier = cue.start() < reach and _tells_of_before(row, start, item, today)
        if not earlier and _holds(cue, reach, item, today):
            return True  # 今年计划新建30万亩，去年新建|25万亩: no plan
    return False


def _is_disposal(row: Row, start: int, at: int, item: Item) -> bool:
    """Whether the cue at a position is a 将 that names what something was done to."""
    if row.view[at] != "将":
        return False
    index = next((index for index in range(start, item.index) if row.tokens[index].start == at), None)
    return index is not None and _disposes(row, index, item)


def _tells_of_before(row: Row, clause: int, item: Item, today: datetime.date | None) -> bool:
    """Whether a clause names itself the time before, when nothing is planned any more: 去年新建|25万亩."""
    period = item.period
    past = period is not None and period.end is not None and today is not None and period.end < today
    named = past and period is not None and period.text in row.view[row.tokens[clause].start : item.start]
    return named or _LONG_TOLD.search(row.view, row.tokens[clause].start, item.start) is not None


def _sentence_part(row: Row, item: Item) -> int:
    """Where the part of the sentence between strong stops begins that holds a quantity."""
    start, farthest = item.index, max(0, item.index - _REACH)
    while start > farthest and row.letters[start - 1] != ";":
        start -= 1
    return start


def _holds(cue: re.Match[str], own: int, item: Item, today: datetime.date | None) -> bool:
    """Whether a cue reaches the quantity; `own` is where the quantity's own clause begins in the cue's text."""
    if _COMPARED.search(cue.string, 0, cue.start()):
        return False  # 比预期目标多3万人
    period = item.period
    if (
        "后" in cue[0]
        and period is not None
        and period.end is not None
        and today is not None
        and period.end < today
    ):
        return False  # 2020年建成后，年产30万吨
    if _UNTIL.match(cue[0]):
        past = period is not None and period.end is not None and today is not None and period.end < today
        return not past and "止" not in cue[0]  # 从2005年1月起，至3月21日止
    if cue.start() >= own:
        return True
    if _DONE_NOW.match(cue.string, own) or _CONTRAST.search(cue.string, cue.end()):
        return False  # 预计面积稳中有增，目前收获过六成
    if cue[0].startswith("预计"):
        return _carries(cue, item)
    if cue[0] == "计划" and (
        _DONE_OF_IT.search(cue.string, cue.end()) or cue.string.startswith("为期", cue.end())
    ):
        return False  # 计划采购80台，已到货62台; 计划为期两天
    return not cue[0].startswith("规划")  # 规划建设有序推进，


_DONE_NOW = late("[^，；：,;]{0,6}(?:目前|截至|现已|已(?!经?成为))")
_CONTRAST = late("(?<![退忘冷推了])却(?![步之])|实际上|事实上|然而")
_DONE_OF_IT = late(
    r"[，；：,;](?:[^，；：,;]{0,12}(?:已(?!经?成为)|目前|实际)|(?:投资|累计)?完成(?:率为?)?$|占[^，；：,;]{0,8}计划)"
)
_VERBAL = late("(?:将|可)?(?:[实完新建投引达]|突破|带动)")
_OPENS = late("(?:^|[，；：,;])[^，；：,;]{0,8}$")


def _carries(cue: re.Match[str], item: Item) -> bool:
    """Whether a forecast reaches over a comma: to what moves, and from its own verb to other verbs."""
    if item.measure.kind == "change" and item.roles.action is None:
        return True
    if item.action is None:
        return _OPENS.search(cue.string, 0, cue.start()) is not None
    return _VERBAL.match(cue.string, cue.end()) is not None
