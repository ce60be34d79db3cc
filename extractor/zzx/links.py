"""Links: a quantity and the one before it, as the ways of inheritance see them."""

from __future__ import annotations

from dataclasses import dataclass

from zzx import phrases, roles
from zzx.items import COUNTED, Item, is_place, less_reckoning
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.roles import Roles
from zzx.rows import Row

_SUFFERED = late("d*y+(?=[c,;:)]|$)")
_COORDINATE = late("d*y+(?=c)")

IN_ALL = ("计", "共", "共计", "合计", "总计", "约", "重", "约重", "共重", "总重", "折合")
"""Words between two measures of one thing: 12箱|计|144瓶假酒."""


def predicate(row: Row, index: int) -> int:
    """The token after the quantity at `index` and what the counted ones do or suffer: 3人死亡、, 2死5伤."""
    quantity = row.tokens[index].quantity
    if quantity is not None and quantity.unit is None:
        return index + 1 + row.letters.startswith("y", index + 1)
    found = _SUFFERED.match(row.letters, index + 1)
    return found.end() if found else index + 1


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity and the one before it.

    level: what that one is told of; between: the letters from there to the quantity; stop: those that part the quantity's own
    phrase from what came before; own: those of its own phrase; shared: the object that both may have.
    """

    row: Row
    words: Lexicon
    item: Item
    previous: Item
    level: Item
    between: str
    stop: str
    own: str
    shared: str | None

    @property
    def found(self) -> Roles:
        """What the quantity's own clause says."""
        return self.item.roles

    @property
    def is_silent(self) -> bool:
        """Whether the quantity's own clause names neither a thing nor a verb."""
        return self.item.object is None and self.item.action is None

    @property
    def suffers(self) -> bool:
        """Whether what is counted suffers something by itself, unlike what was counted before: 袭击5个县，|12个乡镇停电."""
        ours, theirs = self.item.roles.object, self.previous.roles.object
        if ours is None or theirs is None or self.previous.action in self.words.groups["cause"]:
            return False
        alike = self.row.letters.startswith("y", theirs[1])
        return not alike and _ALONE.match(self.row.letters, ours[1]) is not None


_ALONE = late(r"[ad]*y(?=[,;]|$)")


def level_of(item: Item) -> Item:
    """What a change or rank is told of: the level before it, else itself."""
    return item.of if item.of is not None and item.measure.kind in ("change", "rank", "rate") else item


_NO_MONEY = ("家", "人", "名", "位", "户", "所", "座", "辆", "台", "艘", "架")


def is_no_money(item: Item, previous: Item) -> bool:
    """Whether a quantity counts in a unit in which no money is: 总产值50亿元，湖北|12家."""
    return previous.measure.kind == "money" and item.quantity.unit in _NO_MONEY


def link_of(row: Row, item: Item, previous: Item, words: Lexicon) -> Link:
    """What parts a quantity from the one before it, and what the two may share."""
    counted = previous.roles.object if previous.roles.after else None
    suffered = _COORDINATE.match(row.letters, counted[1]) if counted else None  # 15个村|出列、8600人脱贫
    opening = suffered.end() if suffered else counted[1] if counted else predicate(row, previous.index)
    between = row.letters[opening : item.index]
    between = less_reckoning(row, item, between, words)
    closed = between.rfind(")")
    if "(" in between[: max(closed, 0)]:
        between = between[closed + 1 :]  # 香港62例（出院4例），澳门10例
    # What stands behind its quantity is counted by that measure alone: 62个乡镇、15.3万人.
    adjoining = not between and previous.measure.kind == item.measure.kind == "measure"  # 2寸管|300米
    apart = counted and previous.quantity.unit != item.quantity.unit and not adjoining
    shared = None if apart else previous.object
    lasts = item.measure.kind == "duration" and previous.measure.kind == "measure"  # 海拔2300米，不到一分钟
    amount = (
        item.measure.kind == "money" and words.ending(previous.object or "") == "i"
    )  # 资金不足三成，仅有2亿元
    if lasts or (item.measure.kind in COUNTED and previous.measure.kind == "rate" and not amount):
        shared = None  # 参保率为98%，有60万人享受待遇
    if is_no_money(item, previous):
        shared = None
    own = row.letters[slice(*item.roles.left)] if phrases.trim(row, item.roles.left) else ""
    if is_place(row, item):
        own, at = "", max(0, len(between) - (item.index - item.roles.left[0]))
        between = between[:at].strip("pcr(,:;")
        between = "" if "q" in between else between  # 河南15例，死亡2例；山西20例
    stop = between[: len(between) - (item.index - item.roles.left[0])]
    return Link(row, words, item, previous, level_of(previous), between, stop, own, shared)


def compound(row: Row, item: Item) -> bool:
    """Whether two nouns of action open the phrase, which then names rather than tells: 、审查起诉案件."""
    start = item.roles.left[0]
    return row.letters.startswith(("ww", "wcw"), start) and not item.roles.after


def itemized(row: Row, item: Item) -> bool:
    """Whether the clause before the quantity's own opens an item of a list: 二是拖欠工资纠纷，增长30%."""
    end = roles.whole(row, item.roles)[0] - 1
    start = phrases.opening_of(row, end)
    mark = row.tokens[start].mark if 0 <= start < end else None
    return mark is not None and mark.reason == "list"


_REACHED = ("突破", "达到", "超过", "逾", "超")


def is_stated(link: Link) -> bool:
    """Whether a level is told: 培训教师2600人，在岗教师达1.8万人; 高新技术企业突破200家."""
    return is_told(link) or link.item.quantity.text.startswith(_REACHED)


def is_told(link: Link) -> bool:
    """Whether 达 or its like tells the level."""
    return "s" in link.row.letters[slice(*link.found.tail)]
