"""Topics: what a clause is about whose quantity has no thing of its own beside it."""

from __future__ import annotations

from dataclasses import replace

from zzx import changes, phrases, roles, works
from zzx.items import COUNTED, Item, between, is_place, phrase, region
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.roles import Roles
from zzx.rows import Row

_REACH = 40  # quantities within which the whole of a sort may have been counted


def relate(
    row: Row, item: Item, told: list[Item], previous: Item | None, level: Item | None, words: Lexicon
) -> None:
    """Relate a quantity to what the quantities before it, or the clause before it, are about."""
    give(row, item, previous, words)
    _tell_holder(row, item, previous)
    follow_rank(row, item, previous)
    _tell_sort(row, item, told)
    if previous is None or level is None:
        works.request(row, item, words)
        return
    works.relate(row, item, previous, level, words)
    _share_out(row, item, previous, level, words)
    _share_of_plan(row, item, level)
    _tell_branch(row, item, level, words)


_HOLDER = late("(?:us|s|c)(m?[pnoaj]*[pnoj])u$")


def _tell_holder(row: Row, item: Item, previous: Item | None) -> None:
    """Who has how many, told as theirs: 紧随其后的是|乙县|的290人、丙县|的250人."""
    start = roles.whole(row, item.roles)[0]
    found = _HOLDER.search(row.letters, max(start - 1, item.index - _SHORT, 0), item.index)
    people = item.quantity.unit in ("人", "名", "分", "票")
    if found is None or item.roles.after or not people:
        return
    holder = row.words(*found.span(1))
    follows = found[0][0] != "c" or (previous is not None and item.quantity.unit == previous.quantity.unit)
    if follows and holder.endswith((*_LANDS, "队", "组")):
        item.subject = phrase(row, found.span(1))
        item.object = previous.object if previous is not None else None


def _share_out(row: Row, item: Item, previous: Item, level: Item, words: Lexicon) -> None:
    """Give a quarter its part of what is shared out: 8起命案中，市区3起，乡村5起; 新增病例9例：东区6例."""
    if item.roles.after or level.object is None or item.quantity.unit != level.quantity.unit:
        return
    start, end = item.roles.left
    if start == end or row.letters[start:end].strip("naopcr"):
        return
    end -= row.letters[end - 1] == "r" and row.words(end - 1, end)[0] in "各均"
    name = row.words(start, end) if end > start else " "
    holder = row.words(*level.roles.subject) if level.roles.subject is not None else level.subject or ""
    link = between(row, previous, item)
    alike = holder.endswith(name[-1]) and (previous is not level or not is_place(row, item))
    if item.quantity.unit in _SITES and not alike:
        return
    named = name.endswith(_DISTRICTS) or region(row, (start, end + 1)) == end or name in _PARTS
    quarter = name in words.groups["quarter"] or (named and len(name) < _SHORT)
    opened = (
        set(link) & set(":(z")
        or "h," in link
        or (previous.subject is not None and previous.roles.rule == "noun")
        or alike
    )
    if quarter and opened:
        item.subject, item.object, item.action = name, level.object, level.action


def _share_of_plan(row: Row, item: Item, level: Item) -> None:
    """A share of the plan is that of what was done of it: 植树260万株，完成年度任务的87%."""
    done = item.roles.action is not None and row.words(*item.roles.action) in ("完成", "达到", "达", "实现")
    planned = item.object is not None and item.object.endswith(_PLANS)
    share = item.measure.kind == "rate" and row.letters[item.index - 1] == "u"
    if done and planned and share and level.measure.kind in COUNTED:
        item.object, item.of = level.object or level.action, level


def _tell_branch(row: Row, item: Item, level: Item, words: Lexicon) -> None:
    """Give a branch of the law the noun of what it is part of: 案件300件，其中刑事|100件，民事|150件."""
    start, end = item.roles.left
    same = item.quantity.unit == level.quantity.unit and item.measure.kind == "count" and not item.roles.after
    head = next((case for case in _CASE_NOUNS if (level.object or "").endswith(case)), None)
    if same and head and end - start == 1 and row.words(start, end) in words.groups["branch"]:
        item.object = row.wording(start, end) + head


def _tell_sort(row: Row, item: Item, told: list[Item]) -> None:
    """Join the sort that a quantity names to what was counted before: 提案175件。…，教育方面的|35件."""
    start, end = item.roles.left
    if row.letters[max(start, end - 2) : end] != "hu" or row.words(end - 2, end - 1) != "方面":
        return
    whole = next(
        (
            other
            for other in reversed(told[-_REACH:])
            if other.quantity.unit == item.quantity.unit and not _sorted(row, other)
        ),
        None,
    )
    if item.measure.kind == "count" and not item.roles.after:
        head = whole.object if whole is not None and whole.object is not None else ""
        item.object = row.wording(start, end) + head if head else row.wording(start, end - 1)
        item.action = None


def _sorted(row: Row, item: Item) -> bool:
    start, end = item.roles.left
    return row.letters[max(start, end - 2) : end] == "hu"


_PARTS = ("东部地区", "中部地区", "西部地区", "东北地区", "东部", "中部", "西部")
_CASE_NOUNS = ("案件", "案", "纠纷")
_SITES = ("个", "处", "座", "家", "片", "所")
_DISTRICTS = ("区", "县", "镇", "乡", "村", "街道")
_LANDS = ("县", "市", "省", "州", "区", "国")
_SHORT = 8
_PLANS = ("任务", "计划", "目标", "指标", "预算", "任务数", "目标任务", "计划数")


def give(row: Row, item: Item, previous: Item | None, words: Lexicon) -> None:
    """An organisation or place that moved, or stands out by a number, has what was named before: 建设银行增长6%.

    What is measured is the topic of the clause before (营收方面，) or what the quantity before it measures.
    """
    outstanding = _standing_out(row, item)
    parted = row.letters[max(0, item.roles.left[0] - 2) : item.roles.left[0]].endswith(("z", "z,"))
    whose = item.measure.kind == "change" or (parted and item.measure.kind in ("rate", "duration"))
    span = item.roles.object if whose else outstanding
    if span is None or item.action is not None or item.roles.after:
        return
    names = words.holders if outstanding is None else (*words.holders, *_LANDS)
    named = row.letters[span[1] - 1] == "p" or row.words(*span).endswith(names)
    if (
        not named
        or row.letters[span[1] - 1] not in "op"
        or (row.words(*span).endswith("业") and not row.words(*span).endswith("企业"))
    ):
        return
    topic = before(row, item.roles, words)
    indicator = phrase(row, topic) if topic is not None else previous.object if previous is not None else None
    framed = topic is not None and row.words(topic[1], topic[1] + 1) == "方面"
    told = topic is not None or (previous is not None and previous.object != previous.subject)
    if indicator is not None and told and (framed or words.ending(indicator) in "iIm"):
        item.subject, item.object = phrase(row, span), indicator
    elif outstanding is not None:
        item.subject, item.object = phrase(row, span), None


def follow_rank(row: Row, item: Item, previous: Item | None) -> None:
    """What ranks holds the indicator of the next clause: 自行车稳居首位，|出口额3亿元."""
    if previous is None or previous.measure.kind != "rank" or item.subject is not None:
        return
    ranked, opens = previous.roles.object, item.roles.left[0] == previous.index + 2
    if ranked is None or item.roles.rule != "indicator" or not opens:
        return
    if row.letters[ranked[1] - 1] in "noj":
        item.subject = previous.object


def _standing_out(row: Row, item: Item) -> Span | None:
    """Who stands out by a quantity: 招商银行|以1600.42亿元位居第一."""
    start, end = item.roles.left
    if end == start or row.letters[end - 1] != "k" or row.words(end - 1, end) not in ("以", "凭"):
        return None
    return phrases.trim(row, (start, end - 1))


def look_back(row: Row, item: Item, previous: Item | None, words: Lexicon) -> None:
    """Take the object from the clause before, which names what the level belongs to: 参保率稳步上升，达到96.3%."""
    span = before(row, item.roles, words)
    acts = item.measure.kind == "count" and _ACTS.match(row.letters, item.index + 1) is not None
    if span is None or (acts and item.roles.tail[0] == item.index):
        return  # 向他索要钱款，|二人先后付款
    if not row.letters[span[0] : span[1]].strip("p"):
        same = previous is not None and previous.quantity.unit == item.quantity.unit
        item.subject = phrase(row, span)  # 最少的是甲县，|为30人
        item.object = previous.object if previous is not None and same else None
        start = phrases.opening_of(row, span[0])
        most = _MOST.match(row.letters[start : span[0]])
        if most is not None and row.words(start + most.end(1), span[0]).startswith(("最", "较", "居")):
            item.object = phrase(row, (start, start + most.end(1)))  # 报名人数|最多的是甲县，为300人
        return
    if row.letters[span[1] - 1] == "p":
        return  # 学校坐落在浙江省衢州市，占地387亩
    item.object = phrase(row, span)
    if item.measure.kind == "change" and row.letters[span[0] - 1 : span[0]] == "v" and span[0] > 0:
        item.action = row.wording(span[0] - 1, span[0])  # 审结案件逐年增长，年均增长8.2%
    _rank_among(row, item, span, previous, words)
    if item.measure.kind == "rate" and item.measure.direction is None:
        way = changes.moved(row, span[1], words)
        grew = any(row.words(index, index + 1) in _GREW for index in range(span[1], item.index))
        amount = words.ending(item.object or "") in "iI" and not (item.object or "").endswith(_RATES)
        if way is not None and grew and amount and item.quantity.unit == "%":
            item.measure = changes.grown(item.measure, "降幅" if way == "down" else "增幅", words)
        elif not _FROM.search(row.letters[max(0, item.index - 6) : item.index]):
            item.measure = replace(item.measure, direction=way)


_ACTS = late("d*[vxVRywBes]|d+")
_FROM = late("[ek]t+u$")  # 占比呈下降趋势，从2011年的|19.8%
_MOST = late("([nwaoiI]*[nwoiI])[ad]+us$")
_RATES = (
    "率",
    "比",
    "比重",
    "占比",
    "比例",
    "度",
    "份额",
    "水平",
    "质量",
    "指数",
    "面",
    "程度",
    "系数",
    "利润空间",
)
"""What is itself told in per cent; the growth of anything else is: 产量增长较快，|达5%."""
_GREW = ("增长", "上涨", "下跌", "下滑", "下降")


def _rank_among(row: Row, item: Item, span: Span, previous: Item | None, words: Lexicon) -> None:
    """Give those who come next or last in a comparison what it compares: 华东地区水泥均价最高，…；华南地区次之，为400元."""
    if previous is None or previous.object is None or previous.quantity.unit != item.quantity.unit:
        return
    last = "".join(row.words(i, i + 1) for i in range(span[1], min(span[1] + 2, item.index)))
    if not last.startswith(_STANDINGS) or row.letters[span[1] - 1] in "iI":
        return
    compared = previous.roles.object or before(row, previous.roles, words)
    if compared is None or words.ending(previous.object) not in "iI":
        return
    held = previous.subject is None and row.letters[compared[0]] == row.letters[span[1] - 1]
    item.subject = phrase(row, span)
    item.object = (
        row.wording(compared[0] + 1, compared[1])
        if held and compared[1] - compared[0] > 1
        else previous.object
    )


_STANDINGS = ("次之", "居次", "其次", "最", "较", "更", "居中")
_PREDICATE = late(r"d+[wV]a*$|a+V$")


_DIVIDED = ("分", "看", "划分", "来看", "来分")


def before(row: Row, found: Roles, words: Lexicon) -> Span | None:
    """The indicator or noun phrase that the clause before the quantity's own is about, if that has no quantity."""
    end = roles.whole(row, found)[0] - 1
    if end < 1 or row.letters[end] not in ",:":
        return None
    start = phrases.opening_of(row, end)
    closing = row.words(end - 1, end)
    excepted = row.letters[start] == "k" and (
        row.words(start, start + 1) in words.groups["except"]
        or closing in words.groups["reckoning"]
        or closing in _DIVIDED
    )
    if excepted and start == 0:
        return None  # 按经营单位所在地分，城镇7420亿元
    placed = row.letters[end - 1] == "h" and (row.letters[start] == "e" or closing in ("上", "期间"))
    if placed and not set(row.letters[start:end]) & set("iIm"):
        return None  # 在本次比赛中，有4人获奖
    if row.words(start, start + 1) in ("为", "为了"):
        return None  # 为提升能力，投用实验室3个
    compares = row.words(start, start + 1) in words.groups["growth"] and not _moving(
        row, start + 1, end, words
    )
    if 0 < start < end and (excepted or compares or not row.letters[start:end].strip("dtaz")):
        end = start - 1  # only circumstances: 扣除价格因素，
        start = phrases.opening_of(row, end)
    if start > 0 and row.letters[start - 1] == "q":
        return None
    heard = row.words(end - 1, end) in words.groups["telling"] and set(row.letters[start:end]) & set("ek")
    if heard:
        return None  # 据国际移民组织称，已有200人在该海域失踪, 记者从海关了解到，
    stop = end
    copula = row.letters.rfind("s", start, end - 1)
    if copula >= 0 and row.words(copula, copula + 1) in words.groups["copula"]:
        # A share is that of what the clause is about: 追尾事故仍是典型形态，占总数的71.1%.
        told = row.letters[copula:end]
        moved = "m" in told and not set(told) & set("iIou")  # 也是逐年增加
        start, end = (start, copula) if found.share is not None or moved else (copula + 1, end)
    letters = row.letters[start:end]
    indicator = max(letters.rfind("I"), letters.rfind("i"))
    if indicator < 0 and row.letters[stop] == ":":
        return None
    if indicator >= 0:
        when = letters.rfind("t", 0, indicator)
        return phrases.trim(row, (start + when + 1, start + indicator + 1))
    return _mover(row, start, end)


def _moving(row: Row, start: int, end: int, words: Lexicon) -> bool:
    """Whether a growth itself moved, rather than was more or less than another: 增速放缓; not 增幅高于全省."""
    than = words.groups["than"]
    return not any(row.words(index, index + 1) in than for index in range(start, end))


def _mover(row: Row, start: int, end: int) -> Span | None:
    """What moved or did something in a clause without an indicator: 外贸|增长迅猛, 审结|案件|逐年增长, 新业务|稳步发展."""
    letters = row.letters[start:end]
    moves = letters.find("m")
    told = set(letters) & set("vxR")
    if moves > 0 and set(letters[:moves]) & set("nwoV"):
        letters = letters[:moves]
        verb = letters.rfind("v")
        if told and (verb < 0 or set(letters[:verb]) & set("vxRn") or set(letters[verb:]) & set("xR")):
            return None
        if verb >= 0 and phrases.trim(row, (start + verb + 1, start + moves)) is not None:
            start, letters = start + verb + 1, letters[verb + 1 :]
    elif told:
        return None
    predicate = _PREDICATE.search(letters)
    if predicate is not None and set(letters[: predicate.start()]) & set("nw"):
        letters = letters[: predicate.start()]
    letters = letters.rstrip("ad") or letters  # 西城区次之
    if not set(letters) - set("mbdat"):
        return None  # 同比增加
    return phrases.trim(row, (start, start + len(letters)))


_NONE = late("[tpo]*(d[vR])([0nwoyaiIj]*[nwoiI])$")


def none_befell(row: Row, item: Item) -> bool:
    """A change of what the clause before says there was none of: 未发生抢劫案，|同比持平."""
    if item.measure.kind != "change" or item.object is not None or item.action is not None:
        return False
    end = roles.whole(row, item.roles)[0] - 1
    start = max((row.letters.rfind(stop, 0, end) for stop in ",;:()q"), default=-1) + 1
    found = _NONE.match(row.letters[start:end]) if end > 0 and row.letters[end] == "," else None
    if found is None or row.words(start + found.start(1), start + found.start(1) + 1) not in (
        "未",
        "没有",
        "没",
        "无",
    ):
        return False
    item.action = row.wording(start + found.start(1), start + found.end(1))
    item.object = row.wording(start + found.start(2), start + found.end(2))
    return True


_FIRST = late("[ds]*s")
_TOGETHER = ("共", "合计", "一共", "总共", "共计", "合共")


def of_several(row: Row, item: Item, told: list[Item], previous: Item) -> bool:
    """A share of several together: 销量最大的前五名|共占70%, 投诉5件、咨询4件，|共占60%."""
    found = item.roles
    if found.share is None or item.object is not None:
        return False
    start, end = roles.whole(row, previous.roles)[0], previous.index + 1
    after = row.letters[end : found.share]
    ranked = row.words(previous.index - 1, previous.index + 1).startswith(
        "前"
    ) or previous.quantity.text.startswith("前")
    if ranked and _FIRST.fullmatch(after + "s") and (span := phrases.trim(row, (start, end - 1))):
        item.object = row.wording(span[0], end)
        return True
    named = _NAMED_BY_RANK.match(after) if ranked and previous.measure.kind == "rank" else None
    if named is not None and (span := phrases.trim(row, (start, end - 1))):
        item.object = row.wording(span[0], end + named.end())  # 病例数居前三位的病种为…，占80%
        return True
    listed = _FIRST.match(after) if ranked and previous.quantity.unit is not None else None
    if listed is not None and "," in after and (span := phrases.trim(row, (start, end - 1))):
        item.object = row.wording(span[0], end)  # 投诉量较大的前三类分别为…，共占50%
        return True
    together = row.words(found.share - 1, found.share) in _TOGETHER
    if not together or len(told) < 2 or "c" not in between(row, told[-2], previous) or after[:1] != ",":
        return False
    first = len(told) - 1
    while (
        first > 0
        and set(between(row, told[first - 1], told[first])) & set("c")
        and len(told) - first < _REACH
    ):
        first -= 1
    item.object = "、".join(level.object for level in told[first:] if level.object) or None
    return True


_NAMED_BY_RANK = late("u[nwao]*[nwo]")
