"""Levels: what a level, a change or a rate says of the quantity before it.

产值30亿元，增长6%; 下降0.07个百分点至1.29%; 查处210起，日均7起.
"""

from __future__ import annotations

from dataclasses import replace

from zzx import changes, phrases
from zzx.items import CONTEST, COUNTED, Item, phrase, restates
from zzx.lexicon import Lexicon
from zzx.links import Link, itemized
from zzx.patterns import late
from zzx.rows import Row

_LEVELS = (*COUNTED, "rate")
_COMPARED_LEVEL = late(r"(?:[^c()]*,)?bt\(|,ct+\.*u")


def arrives(link: Link) -> bool:
    """Where it moved to: 下降0.07个百分点至1.29%, 增加12天至310天."""
    item, previous = link.item, link.previous
    to = link.between in ("k", "ks") and item.measure.kind != "change"
    if not (link.is_silent and not link.own and to):
        return False
    item.object = previous.object
    if previous.measure.kind == "change":
        item.measure = replace(item.measure, direction=previous.measure.direction)
    return True


_LATER = frozenset(";,dtckesmzu")


def later(link: Link) -> bool:
    """The same at a later time: 需求由30亿元增加至50亿元；预计到2030年增加至|80亿元, 到2035年则达到|120亿元."""
    item, level, told = link.item, link.level, link.between
    alike = item.quantity.unit == level.quantity.unit and item.measure.kind == level.measure.kind in _LEVELS
    moves = alike and "t" in told and set(told) <= _LATER and (";" in told or "k" in told)
    if not (moves and link.is_silent and not item.roles.after) or "z" in told:
        return False
    item.object = level.object
    return level.object is not None


def of_each(link: Link) -> bool:
    """The indicator of the next member: 近视检出率小学为40%，|初中为70%."""
    item, previous, row = link.item, link.previous, link.row
    start, end = item.roles.left
    named = (
        0 < end - start < 4 and not row.letters[start:end].strip("noa") and row.words(end, end + 1) == "为"
    )
    if previous.roles.rule not in ("indicator of each", _OF_EACH) or not named or item.measure.kind != "rate":
        return False
    item.subject, item.object, item.action = row.wording(start, end), previous.object, None
    item.roles = replace(item.roles, rule=_OF_EACH)
    return True


_OF_EACH = "indicator of the next"


def says_again(link: Link) -> bool:
    """A change once more, in another measure: 同比增加12件，或|17%."""
    item, previous = link.item, link.previous
    if not restates(link.row, item, previous):
        return False
    item.measure = changes.continued(item.measure, previous.measure)
    item.object, item.action, item.of = previous.object, previous.action, previous.of
    return True


def shares(link: Link) -> bool:
    """The share that an indicator of its own tells of what came before: 网购纠纷80起，占比40%."""
    item = link.item
    alone = item.object in ("占比", "比重", "比例", "所占比重") and item.subject is None
    if item.measure.kind != "rate" or not alone or "," not in link.stop:
        return False
    item.object, item.of = link.level.object, link.level
    return True


def measures(link: Link) -> bool:
    """A change, rank or rate of what was told: 产值30亿元，增长6%."""
    item, previous = link.item, link.previous
    if not link.is_silent or item.measure.kind not in ("change", "rank", "rate") or itemized(link.row, item):
        return False
    if item.of is not None:
        item.object = item.of.object  # what 分别 pairs it with: 死20人、伤6人，分别占80%和50%
        return True
    if item.measure.kind == "rank" and (item.roles.rule == CONTEST or _is_prize(previous.object or "")):
        return True  # 获得4金2银，|排名第九: the team, not its medals
    moved = link.found.movement
    earns = moved is not None and link.row.words(moved, moved + 1) in ("增收", "减收", "节支", "增效")
    if earns and item.quantity.family == "money" and previous.measure.kind in ("count", "measure"):
        return True  # 种植面积2000亩，增收500万元: no change of the area
    grown = item.quantity.family == "points" and previous.object in link.words.groups["growth"]
    growth = _growth(link) if item.quantity.family == "points" else None
    if growth is not None:
        item.object, item.of = growth, previous
        return True
    item.object = (previous if grown else root(previous, link.words)).object
    if item.object is None and item.roles.share is not None:
        item.object = _deed(link.row, previous)
    if item.measure.kind == "change" and previous.roles.rule != "object and verb":
        item.action = previous.action
    item.of = previous.of if previous.measure.kind == "change" and previous.of and not grown else previous
    if _goes_past(item, previous):
        item.of, item.action = previous.of, previous.of.action if previous.of else None
    return True


def _goes_past(item: Item, previous: Item) -> bool:
    """Whether a change is of the level of which a share was told between: 产值20亿元，为全年计划的90%，|增长6%."""
    share = previous.measure.kind == "rate" and previous.of is not None and previous.roles.share is not None
    return share and item.measure.kind == "change" and item.quantity.family != "points"


def _deed(row: Row, level: Item) -> str | None:
    """What somebody did, of which a share is told: 基层法院收案|300件，占60%."""
    found = level.roles
    who = phrases.trim(row, found.subject) if found.subject is not None else None
    if (
        level.action is None
        or found.action is None
        or found.after
        or who is None
        or who[1] != found.action[0]
    ):
        return None
    start = who[0] + (row.letters[who[0]] == "p")
    return phrase(row, (start, found.action[1])) if row.letters[who[1] - 1] == "o" else None


def _is_prize(thing: str) -> bool:
    """Whether it is medals that somebody has, or what was aimed at: 4金, 5枚银牌, 年度计划."""
    return thing in ("金", "银", "铜") or thing.endswith(
        ("金牌", "银牌", "铜牌", "奖牌", "奖杯", "计划", "目标")
    )


def _growth(link: Link) -> str | None:
    """The growth that a clause between the two is about: 用水量增长5%，|增速|放缓，较上年回落1个百分点."""
    row, start = link.row, link.previous.index + 1
    if link.previous.measure.kind != "change" or not row.letters.startswith(",m", start):
        return None
    word = row.wording(start + 1, start + 2)
    return word if word in link.words.groups["growth"] else None


def averages(link: Link) -> bool:
    """The mean of what was counted: 查处210起，环比下降12%，日均7起."""
    item, level = link.item, link.level
    mean = link.row.words(*link.found.left) if link.found.left[0] < link.found.left[1] else ""
    alike = level.quantity.unit == item.quantity.unit and item.measure.kind in COUNTED
    if mean not in link.words.groups["mean"] or not alike or not link.is_silent:
        return False
    item.object, item.action = level.object, level.action
    return True


def compares(link: Link) -> bool:
    """The level that it is compared with: ，较上月同期（4800例）, ，与2010年的4800例相比."""
    item, previous = link.item, link.previous
    if link.own or item.object is not None or not _COMPARED_LEVEL.fullmatch(link.between):
        return False
    item.object, item.action = previous.object, previous.action
    return True


def root(item: Item, words: Lexicon) -> Item:
    """What a growth that itself moved is the growth of: 增加值下降2%，降幅收窄5个百分点，其中6月增长3%."""
    while (
        item.of is not None
        and item.object is not None
        and item.object.endswith(tuple(words.groups["growth"]))
    ):
        item = item.of
    return item
