"""Ellipsis: what the quantities of one sentence leave out because another one says it.

A verb or an object said once serves the coordinated quantities after it, and a change belongs to the level before it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from zzx import (
    antecedents,
    changes,
    comparisons,
    coordination,
    followers,
    holders,
    nesting,
    phrases,
    roles,
    settling,
    standards,
    topics,
)
from zzx.inheritance import inherit
from zzx.items import Item, between, holds, is_place, past_share, phrase, region, same_unit
from zzx.lexicon import Lexicon
from zzx.links import is_no_money, level_of, predicate
from zzx.patterns import late
from zzx.phrases import Span
from zzx.quantities import Quantity
from zzx.roles import Roles
from zzx.rows import Row


def read(row: Row, words: Lexicon) -> list[Item]:
    """The quantities of a sentence with verb and object, their own or shared."""
    items: list[Item] = []
    floor = 0
    for index, token in enumerate(row.tokens):
        quantity = token.quantity
        if quantity is None or token.mark is None or token.mark.kind != "quantity":
            continue
        streak = index > 0 and row.words(index - 1, index) == "连续"
        found = roles.read(row, index, words, floor)
        holder = _holder(row, items[-1], found) if items else None
        if row.letters[index] == "q" and not (quantity.family == "count" and _sums_up(row, found, quantity)):
            taken = found.object if found.after and found.rule != "streak of an indicator" else None
            floor = taken[1] if taken else predicate(row, index)
        quantity = changes.bounded(row, found, quantity, words)
        item = Item(
            index, quantity, found, changes.measure(row, found, quantity, words), token.start, token.end
        )
        item.action = phrase(row, found.action) if found.action else None
        item.object = phrase(row, found.object) if found.object else None
        if found.object and row.words(found.object[1] - 1, found.object[1]) in words.groups["penalty"]:
            at = found.object[0] if row.words(*found.object).startswith(_TERMS) else found.object[1] - 1
            item.object = row.wording(at, at + 1)  # 10年以上|有期徒刑、无期徒刑
        counted = followers.less_named(row, found.object) if found.after and found.object else None
        if counted != found.object and counted:
            item.object = phrase(row, counted)  # 14个市州|和湘江新区
        if found.after and found.object and _ends_contest(row, found.object, words):
            item.object = row.wording(found.object[0], found.object[1] - 2)
        item.subject = phrase(row, holder) if holder else None
        if row.letters[index] != "q" and not streak:
            item.reason = "window" if row.letters[index] == "t" and quantity.family == "time" else "threshold"
        if item.quantity.is_age:
            # An age is its subject's, but 平均年龄为41岁.
            item.object = item.object if found.rule == "indicator" else None
        items.append(item)
    lists = coordination.lists(row, items)
    for members in lists:
        coordination.share_unit(row, members, words)
    settling.settle(row, items, words)
    nesting.nest(row, items, words)
    nesting.share_sizes(row, items)
    nesting.part_measures(row, items, words)
    nesting.part_indicators(row, items)
    _tell_lists(row, items)
    for members in lists:
        coordination.share_heads(row, members, items, words)
    _elide(row, items, words)
    coordination.share_kinds(items)
    return items


_TERMS = ("有期徒刑", "拘役", "管制")


def _ends_contest(row: Row, thing: Span, words: Lexicon) -> bool:
    """Whether what is counted goes on with how a contest ended: 7铜|的成绩."""
    ends = row.words(thing[1] - 1, thing[1]) in words.groups["result"]
    return ends and thing[1] - thing[0] > 2 and row.letters[thing[1] - 2] == "u"


def _holder(row: Row, previous: Item, found: Roles) -> Span | None:
    """The counted organisations whose indicator comes next: 75家龙头企业|年销售收入18.4亿元."""
    counted = previous.roles.object if previous.roles.after else None
    if counted is None or found.left[0] != counted[1] or found.rule not in ("indicator", "noun"):
        return None
    indicates = found.object is not None and row.letters[found.object[1] - 1] in "iI"
    return (previous.index, counted[1]) if indicates and row.letters[counted[1] - 1] == "o" else None


def _elide(row: Row, items: list[Item], words: Lexicon) -> None:
    """Give each quantity the verb and object that its clause leaves to the ones before it."""
    told: list[Item] = []
    outside: Item | None = None  # the last one before the parentheses that are open
    against = comparisons.against(row)
    bare: Item | None = None  # the last one that is a mere number
    for item in items:
        item.reason = _uncounted(row, item) or item.reason
        if item.reason is not None:
            bare = item if item.reason == "bare" else None
            continue
        if item.quantity.family == "bare" and _is_level(row, item):
            item.measure = replace(item.measure, kind="rate")
        _place(row, item, words)
        coordination.hold(row, item, told, words)
        _grow(row, item, bare)
        bare = None
        previous, outside = _antecedent(row, item, told, outside)
        antecedents.of_many(row, item)
        topics.relate(row, item, told, previous, level_of(previous) if previous is not None else None, words)
        settled = _in_parentheses(row, item, told[-_REACH:], words) or topics.none_befell(row, item)
        if previous is not None and not settled and not _follows_topic(row, item, previous, words):
            _grow_alike(row, item, previous)
            if not (
                topics.of_several(row, item, told, previous)
                or _was(row, item, told)
                or standards.of_another(row, item, previous, words)
            ):
                inherit(row, item, previous, words)
        if _is_growth(item, words):
            item.measure = changes.grown(item.measure, item.object or "", words)
        if item.measure.kind == "change":
            own = item.object in words.groups["growth"]
            if item.of is not None and not own and item.roles.left[0] == item.roles.left[1]:
                item.object, item.action = item.of.object, item.of.action
            against.tell(row, item, previous)
        alone = item.object is None and item.action is None and not phrases.trim(row, item.roles.left)
        if alone and item.of is None and predicate(row, item.index) == item.index + 1:
            topics.look_back(row, item, previous, words)
        if not told and item.action is None:
            _drop_predicate(row, item)
        if item.object is None and item.action is not None:
            antecedents.reach(row, item, words)
            antecedents.recall(row, item, words)
        if item.object is None and item.action is not None:
            antecedents.follow_case(row, item, words)
        if (
            item.quantity.is_age
            and (item.first or item).roles.rule != "indicator"
            and item.measure.kind != "change"
        ):
            item.object = None  # 男，汉族，45岁
        told.append(item)


def _is_growth(item: Item, words: Lexicon) -> bool:
    """Whether what looks like a level is that of a growth: 投资增幅连续两年保持在|10%以上."""
    grows = (item.object or "").endswith(tuple(words.groups["growth"]))
    return (
        grows and item.measure.kind == "rate" and item.quantity.family == "percent" and not item.roles.share
    )


def _uncounted(row: Row, item: Item) -> str | None:
    """Why a quantity is no fact: a mere number, the sum of a list."""
    counts = item.roles.after or _large(item)
    if item.quantity.family == "bare" and (not (counts or _is_level(row, item)) or _labels(row, item)):
        return "bare"
    return "tally" if _tallies(row, item) else None


def _antecedent(
    row: Row, item: Item, told: list[Item], outside: Item | None
) -> tuple[Item | None, Item | None]:
    """The quantity that a quantity goes on from, and the last one before the parentheses that are open."""
    if not told:
        return None, outside
    previous = coordination.place_before(row, item, told) or told[-1]
    link = between(row, previous, item)
    if ")" in link and outside is not None and item.index - outside.index < _ASIDE:
        previous, outside = outside, None  # 受理案件879件(含旧存343件),结案700件
    if link.rfind("(") > link.rfind(")"):
        outside = previous
    if len(told) > 1 and previous is told[-1] and _is_whole(row, previous, item):
        previous = told[-2]
        item.object, item.of = previous.object, previous
    elif (
        len(told) > 1
        and previous is told[-1]
        and (previous.roles.rule == standards.OF_ANOTHER or _is_base(row, told[-2], previous, item))
    ):
        previous = told[-2]
    elif previous is told[-1] and (than := comparisons.standard(row, previous, item)) is not None:
        return standards.beyond(row, item, than, told), outside
    elif len(told) > 1 and previous is told[-1] and _is_compared_with(row, previous, item):
        previous = told[-2]
        if item.quantity.family == "flat" and item.measure.basis is None:
            item.measure = replace(item.measure, basis="other")
    return same_unit(row, item, told) or past_share(item, told) or previous, outside


def _grow(row: Row, item: Item, bare: Item | None) -> None:
    """A change of what a mere number told the level of: 综合指数达到124，|比上年提高20点."""
    silent = item.object is None and item.action is None and not phrases.trim(row, item.roles.left)
    if bare is None or item.measure.kind != "change" or not silent:
        return
    if set(row.letters[bare.index + 1 : item.index]) <= set(",dbtm"):
        item.object = bare.object


def _follows_topic(row: Row, item: Item, previous: Item, words: Lexicon) -> bool:
    """Whether the clause between two quantities names an indicator without a number: 参保人数80万人，|参保率上升，达到96%."""
    silent = item.object is None and item.action is None and not phrases.trim(row, item.roles.left)
    if not silent or item.of is not None or item.measure.kind not in ("rate", "change"):
        return False
    span = topics.before(row, item.roles, words)
    named = span is not None and span[0] > previous.index and row.letters[span[1] - 1] in "iI"
    if not named or span is None or item.measure.kind == "rate":
        return named
    return row.words(*span) not in words.groups["growth"] and row.letters.startswith(",", span[0] - 1)


_EARLIER = late("bt+u(?:qc)?$")


def _was(row: Row, item: Item, told: list[Item]) -> bool:
    """What a level was before is that of the same measure: 余额30亿元，不良率2%，较年初的|28亿元和3%均有变化."""
    silent = item.object is None and item.action is None and item.roles.left[0] == item.roles.left[1]
    if (
        not silent
        or len(told) < 2
        or not _EARLIER.search(row.letters, max(0, item.index - _REACH), item.index)
    ):
        return False
    alike = next((other for other in told[-1:-4:-1] if other.quantity.unit == item.quantity.unit), None)
    if alike is None or alike.object is None:
        return False
    item.object, item.subject = alike.object, alike.subject
    return True


def _grow_alike(row: Row, item: Item, previous: Item) -> None:
    """A region whose growth goes on with that of another: 东部地区产量增长20%，|中部地区达35%."""
    both = item.quantity.family == previous.quantity.family == "percent"
    if (
        not both
        or item.measure.kind != "rate"
        or previous.measure.kind != "change"
        or item.action is not None
    ):
        return
    start, end = item.roles.left
    named = phrases.trim(row, (start, end))
    told = previous.roles.object
    if item.roles.share is not None or item.roles.after or named is None or told is None:
        return
    own = row.letters[slice(*named)]
    if (
        own.strip("apc") not in ("", "o")
        or own[-1] not in "op"
        or "s" not in row.letters[slice(*item.roles.tail)]
    ):
        return
    item.measure = changes.continued(item.measure, previous.measure)
    if own != "p" and row.letters.startswith(own, told[0]) and told[0] + len(own) < told[1]:
        item.object = phrase(row, named) + row.wording(told[0] + len(own), told[1])
    else:
        item.subject, item.object = phrase(row, named), previous.object


def _is_whole(row: Row, previous: Item, item: Item) -> bool:
    """Whether a share is of what the quantity before it counts: 企业80家，占全省900家企业|8.9%."""
    share = previous.roles.share is not None and not row.letters[
        previous.roles.share + 1 : previous.index
    ].strip("pnoa")
    own = row.letters[previous.index + 1 : item.index].strip("noiIwau")
    return share and item.measure.kind == "rate" and item.action is None and not own


_BASE = late("bt+u$")


def _is_base(row: Row, level: Item, previous: Item, item: Item) -> bool:
    """Whether a change is of the level before the one that it is compared with: 受理120件，比去年同期的150件|减少30件."""
    silent = item.object is None and item.action is None and item.measure.kind == "change"
    alike = level.quantity.unit == previous.quantity.unit and level.measure.kind == previous.measure.kind
    earlier = _BASE.search(row.letters, max(0, previous.index - _REACH), previous.index) is not None
    return silent and alike and earlier and not between(row, previous, item).strip("mdl")


def _is_compared_with(row: Row, previous: Item, item: Item) -> bool:
    """Whether a change is told against what another quantity measures: 比计划目标3000亿元|超过1070亿元."""
    if item.measure.kind != "change" or previous.object is None or item.index - previous.index > 2:
        return False
    if item.quantity.family == "flat" and settling.is_level_with(row, previous.roles.left):
        return True  # 与批准的结余3亿元|持平
    return row.letters[previous.roles.left[0] - 1 : previous.roles.left[0]] == "b"


def _place(row: Row, item: Item, words: Lexicon) -> None:
    """A place alone, or who has so many people, has what is counted, and is not counted."""
    if (is_place(row, item) and item.measure.kind != "rank") or _has_people(row, item, words):
        start, end = item.roles.left
        moved = item.roles.movement
        growth = row.words(moved, moved + 1) if moved is not None else ""
        item.subject = phrase(row, (start, end - (row.letters[end - 1] == "r")))
        item.object = growth if growth in words.groups["growth"] else None  # 局地|降幅超过12℃
        item.object = item.object or holders.of_place(row, start)
    elif item.roles.object is not None and (had := region(row, item.roles.object)) is not None:
        start, end = item.roles.object
        item.subject, item.object = phrase(row, (start, had)), phrase(row, (had, end))  # 东部地区|企业300家


def _has_people(row: Row, item: Item, words: Lexicon) -> bool:
    """Whether 有 says how many people what stands before it has: 一家工厂有30人中毒; not 在校学生有300人."""
    found = item.roles
    counted = item.quantity.unit in words.groups["people_unit"] or item.quantity.unit == "队"
    if found.rule != "noun" or found.after or not counted:
        return False
    if not any(row.words(index, index + 1) in words.groups["having"] for index in range(*found.tail)):
        return False
    head = found.left[1] - 1
    if head < 0:
        return False
    persons = words.groups["person"]
    word = row.words(head, head + 1)
    held = row.letters[head] in "nop0" or word[-1] in "赛会班营"
    return held and not (word[-1] in persons or word[-2:] in persons or word[-1] == "中")


def _drop_predicate(row: Row, item: Item) -> None:
    """A counted thing that opens its clause does what the noun of action after it says: 3座大桥合龙。"""
    found = item.roles
    if not found.after or found.object is None or found.left[0] != found.left[1]:
        return
    start, end = found.object
    if end - start > 1 and row.letters[end - 1] == "w" and end == found.right[1]:
        span = followers.trimmed(row, item.index, (start, end - 1))
        item.object = phrase(row, span) if span else item.object


_ASIDE = 100  # tokens within which parentheses close
_REACH = 40  # quantities within which a list in parentheses finds what is being listed


_FEW = late(r"[两二三四五六七八九十][个项类种条]")


def _tallies(row: Row, item: Item) -> bool:
    return _sums_up(row, item.roles, item.quantity)


def _sums_up(row: Row, found: Roles, quantity: Quantity) -> bool:
    """Whether a small number only sums up what is just listed: A、B、C三个, 解决A、B、C三个问题."""
    left = row.letters[slice(*found.left)]
    done = set(left) & set("vxR") and not (found.after and "g" not in left)
    verbs = left.endswith(("vcv", "vcw", "wcv")) and found.after  # 听取和审议两项工作报告
    return "c" in left and not done and not verbs and bool(_FEW.fullmatch(quantity.text))


def _tell_lists(row: Row, items: list[Item]) -> None:
    """Give an indicator behind the sum of a list the list: 养老、失业、工伤三项|保险基金收入90亿元."""
    for tally, item in pairwise(items):
        span = item.roles.object
        if span is None or item.roles.left[0] != tally.index + 1 or not _tallies(row, tally):
            continue
        action = tally.roles.action if tally.roles.rule == "verb" else None
        listed = phrases.trim(row, (action[1], tally.index) if action else tally.roles.left)
        if listed is None or item.roles.after:
            continue
        if item.subject is not None:
            item.subject = row.wording(listed[0], tally.index + 1) + item.subject
        elif span[0] == tally.index + 1:
            item.object = row.wording(listed[0], span[1])
            item.action = item.action or (phrase(row, action) if action else None)
            item.roles = replace(item.roles, action=item.roles.action or action, object=(listed[0], span[1]))


_INDICES = ("指数", "得分", "评分", "总分", "分值", "均分")


# What leads from an indicator to its level: 倍差|从2013年的|2.37, |缩小到|1.94.
_LEVELLED = late("(?:[iI]|[iI]p?[dse]{0,3}t?u?|[iI][^,;:()]{0,12}q(?:[sd]{1,2}|c))$")


def _is_level(row: Row, item: Item) -> bool:
    """Whether a mere number is the level of an indicator: 城乡居民收入倍差从2.37缩小到1.94; whole ones of an index: 指数达124."""
    start = max(0, item.index - 20)
    found = _LEVELLED.search(row.letters[start : item.index])
    if found is None or _large(item):
        return False
    at = start + found.start()
    told = row.words(at, at + 1).endswith(_INDICES) and bool(set(found[0]) & {"s", "e"})  # not 指数7连跌
    return told or "." in row.view[item.start : item.end]


def _labels(row: Row, item: Item) -> bool:
    """Whether a bare numeral is part of a name: 3U6771, 运5BD, 小米 13 手机."""
    before, after = row.view[item.start - 1 : item.start], row.view[item.end : item.end + 1]
    parted = before.isspace() and after.isspace() and not row.view[item.start - 2 : item.start - 1].isspace()
    return (
        _LATIN.match(before) is not None or _LATIN.match(after) is not None or (parted and not _large(item))
    )


_LATIN = late("[A-Za-zＡ-Ｚａ-ｚ]")


def _large(item: Item) -> bool:
    """Whether a numeral counts without unit and noun: 挽回损失523亿."""
    return any(power in item.quantity.text for power in "万亿萬億") or item.quantity.bound != "exact"


_JUDGED = late("(?:[bd]*m|[bd]+a)$")


def _in_front(row: Row, end: int) -> Span | None:
    """The noun in front of a bracket, less what is said of it: 参与度|较高（71%）, 多于|男性（39%）."""
    start = end
    while start > 0 and row.letters[start - 1] not in ",;:()qcs":
        start -= 1
    judged = _JUDGED.search(row.letters[start:end])
    end = start + judged.start() if judged and judged.start() else end
    while start < end and row.letters[start] in "mb":
        start += 1
    return phrases.trim(row, (start, end)) if start < end else None


_LENGTHS = ("寸", "英寸", "厘米", "毫米")


def _in_parentheses(row: Row, item: Item, earlier: list[Item], words: Lexicon) -> bool:
    """A quantity alone in parentheses says how much the noun before them has of what is being listed: 青岛（400亿元）."""
    index = item.index
    if row.letters[index - 1 : index] != "(" or row.letters[index + 1 : index + 2] != ")":
        return False
    head = _in_front(row, index - 1)
    if head is None and earlier and row.letters[index - 2 : index - 1] == "q":
        beside = earlier[-1].index == index - 2 and earlier[-1].measure.kind == "count"
        if item.measure.kind != "measure" or item.quantity.unit in _LENGTHS or not beside:
            return False
        item.object, item.action = earlier[-1].object, earlier[-1].action  # 电脑5台（约80公斤）
        return True
    if head is None:
        return False
    if words.ending(row.words(*head)) in "iI":
        item.object = phrase(row, head)  # 全省总面积（48.5万平方公里）
        return True
    alike = next(
        (other for other in earlier if other.quantity.unit == item.quantity.unit and other.object), None
    )
    parallel = alike is not None and row.letters[alike.index - 1] == "(" and _in_front(row, alike.index - 1)
    if alike is not None and parallel and phrase(row, parallel) == alike.object:
        item.object = phrase(row, head)  # 女性（61%）多于男性（39%）
        return True
    if alike is not None:
        item.object, item.action, item.subject = alike.object, alike.action, phrase(row, head)
        return True
    for other in reversed(earlier):
        if is_no_money(item, other):
            continue
        span = roles.whole(row, other.roles)
        indicator = row.letters.find("I", *span)
        named = phrases.trim(row, (span[0], indicator + 1)) if indicator >= 0 else None
        if named is not None:
            item.object, item.subject = phrase(row, named), phrase(row, head)
            return True
    if holds(row, head):
        item.subject = phrase(row, head)  # 江西（6枚）居首
    else:
        item.object = phrase(row, head)
    return True
