"""Nesting: quantities inside the phrase of what another one counts, such as its size, its number of pieces, its price."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from zzx.items import Item, phrase
from zzx.lexicon import Lexicon
from zzx.links import IN_ALL
from zzx.patterns import late
from zzx.rows import Row

_OF_WHOM = late("u[nwao]*[nwo]")


def part_measures(row: Row, items: list[Item], words: Lexicon) -> None:
    """Those counted by what is measured of them: 2名|工龄达30年和1名|获奖达10次的工人, 5家|产值达3亿元的企业."""
    whom: tuple[str, Item] | None = None  # who they are, and the last of those who are told so
    for before, item in reversed(list(pairwise(items))):
        start, end = before.index + 1, item.index
        measured = row.letters[start:end].rstrip("s")
        people = before.quantity.unit in words.groups["people_unit"]
        sized = (
            before.measure.kind == "count" and measured[-1:] in tuple("Ii") and end > start + len(measured)
        )
        if not (people or sized) or measured.strip("nwaIi") or end - start < 2:
            continue
        named = _OF_WHOM.match(row.letters, end + 1) if row.letters[end - 1] == "s" else None
        joined = whom is not None and row.letters.startswith("cq", end + 1) and whom[1].index == end + 2
        if named is not None:
            whom = row.wording(end + 2, named.end()), before
            before.roles = replace(before.roles, object=(end + 2, named.end()), after=True)
        elif not joined or whom is None:
            continue
        else:
            whom[1].action = whom[1].action or before.action
            whom = whom[0], before
        acts = measured == "w"
        item.object = None if acts else row.wording(start, start + len(measured))
        item.action = row.wording(start, start + 1) if acts else None
        if not acts:
            item.roles = replace(item.roles, object=(start, start + len(measured)), after=False)
        before.object = whom[0]


def share_sizes(row: Row, items: list[Item]) -> None:
    """Things counted by their size in a list, which are named once: 4个|万亩、6个千亩|蔬菜基地."""
    for before, item in reversed(list(pairwise(items))):
        own, other = before.roles.object, item.roles.object
        sized = own == (before.index + 1, before.index + 2) and row.letters[before.index + 1] == "0"
        if not sized or own is None or other is None or other[0] != item.index + 1 or before.object is None:
            continue
        if row.letters.startswith("cq0", own[1]) and item.index == own[1] + 1 and item.object is not None:
            rest = item.object.removeprefix(row.wording(other[0], other[0] + 1))
            before.object += rest if rest != item.object else ""


_LED = late("[sdf]*m?[sdf]*")


def part_indicators(row: Row, items: list[Item]) -> None:
    """What is counted is less than what is told of it: 五种药品|价格下降3%, 两部影片|票房超过4亿元."""
    for before, item in pairwise(items):
        if before.measure.kind != "count":
            continue
        thing, told = before.roles.object, item.roles.object
        told_of = item.measure.kind == "change" or (
            item.measure.kind in ("money", "measure") and told is None
        )
        moved = thing if told_of and before.roles.after else None
        level = told if thing is None and told is not None and told[0] == before.index + 1 else None
        span = moved or level
        if span is None or not _LED.fullmatch(row.letters, span[1], item.index):
            continue
        cut = span[1]
        while cut > span[0] and row.letters[cut - 1] in "iI":
            cut -= 1
        while cut > span[0] and row.letters[cut - 1] == "a":
            cut -= 1  # 两类产品|平均售价
        if span[0] < cut < span[1] and row.letters[cut - 1] in "noj":
            item.object, item.roles = item.object or before.object, replace(item.roles, object=told or span)
            before.object = phrase(row, (span[0], cut))
            before.roles = replace(before.roles, object=(span[0], cut))


def nest(row: Row, items: list[Item], words: Lexicon) -> None:
    """Part the verb of what is counted from the one in its modifier, and give chained measures one thing.

    开通|覆盖3个省的7条专线: 开通 + 专线, 覆盖 + 省; 查扣12箱计144瓶假酒.
    """
    for before, item in pairwise(items):
        thing, action = before.roles.object, before.roles.action
        owed = action is not None and row.words(*action) in words.groups["owing"]
        if owed and action is not None and _is_theirs(row, before, item):
            item.action, item.subject = phrase(row, action), None  # 拖欠32名|工人工资45万元
            item.roles = replace(item.roles, action=action)
            continue
        if not item.roles.after or item.action is not None:
            continue
        adjoins = _adjoins(row, before, item)
        if adjoins and before.object is not None and action is None:
            before.subject, before.object = before.object, None  # 老城还有|12幢、2万平方米老旧房屋
        if before.object is None and (adjoins or row.words(before.index + 1, item.index) in IN_ALL):
            before.object, verb = item.object, action
        elif action is None:
            continue
        elif before.roles.after and thing is not None and row.letters[thing[1] : item.index] == "u":
            joined = action[1] - action[0] == 1 or row.letters[action[1] - 2] == "c"
            verb = action if joined else (action[0], action[1] - 1)
            if verb != action:
                before.action = phrase(row, (action[1] - 1, action[1]))
        else:
            continue
        if verb is not None:
            item.action = phrase(row, verb)
            item.roles = replace(item.roles, action=verb)


def _is_theirs(row: Row, before: Item, item: Item) -> bool:
    """Whether an amount is what those counted right before get, pay or are owed: 拖欠32名|工人工资45万元."""
    found = item.roles
    people = before.quantity.unit in ("人", "名", "位", "户", "家")
    named = found.object is not None and not found.after and row.letters[found.object[1] - 1] in "iI"
    told = item.measure.kind == "money" and found.rule in ("noun", "indicator") and item.action is None
    adjoins = found.left[0] == before.index + 1 or (
        before.roles.after and before.roles.object is not None and found.left[0] == before.roles.object[1]
    )
    return people and named and told and adjoins and found.tail[0] == item.index


def _adjoins(row: Row, before: Item, item: Item) -> bool:
    """Whether the size of what is counted stands before its noun: 3台|200千瓦发电机, 12幢、|2万平方米老旧房屋, 6类|23种设备."""
    unit = before.quantity.unit
    sized = item.measure.kind in ("measure", "money") and unit in _SIZED
    counts = before.measure.kind == "count" and not before.roles.after and (sized or unit in ("类", "批"))
    return counts and row.letters[before.index + 1 : item.index] in ("", "c")


_SIZED = frozenset("个台辆艘架套座处条栋幢间块片口只件根笔张份盒箱袋瓶桶包组")
"""Units of what has a size or a price: 5张|20元代金券."""
