"""Comparisons: what the changes of one sentence are against, which is said once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zzx import changes, phrases
from zzx.facts import Basis
from zzx.items import Item, between
from zzx.patterns import late
from zzx.rows import Row

# 与2019年相比, 同比去年，: the basis of every change of the sentence
_COMPARED = late(
    r"[与同跟较]\s?(?:19|20)\d\d\s?年[^。；]{0,50}?相比|^相(?:比|较)于?[^，。；]{2,24}(?=[，,])|[与同跟较][^，。；]{2,14}(?:相比|比较|比(?=[，,：:]))|^同比(?:去年|上年)?(?=[，,])"
)


@dataclass(slots=True)
class Against:
    """What the changes of a sentence are against, said once: `told` by the family of the change that said it, None for all.

    Each family keeps its own: 采矿业同比增长2%，比1—5月回升1个百分点；制造业|增长3%. `stated`: for all from the start.
    """

    stated: bool
    told: dict[str | None, Basis]

    def tell(self, row: Row, item: Item, previous: Item | None) -> None:
        """Give a change its basis, or take the one that it names."""
        own = _in_turn(row, item) if item.turn is not None else None
        if own is not None:
            item.measure = replace(item.measure, basis=own)
            return
        if item.measure.basis is None and not self.told:
            item.measure = replace(item.measure, basis=_said_before(row, item))
        explicit = item.measure.basis in ("yoy", "previous_period")
        if item.measure.basis not in (None, "other") and (explicit or not (self.stated and self.told)):
            family = (
                None if self.stated or (explicit and item.quantity.family == "flat") else item.quantity.family
            )
            if family is None:
                self.told.clear()
            self.told[family] = item.measure.basis
        if previous is not None and _is_mean(row, previous, item):
            return  # 同比增长3%，两年平均增长1.7%
        if previous is not None and item.measure.basis is None and _is_growth_of(row, previous, item):
            item.measure = replace(item.measure, basis=_stated_with(row, previous))
        apart = item.quantity.family == "points" and "points" in self.told
        if previous is not None and not apart and _goes_with(row, previous, item):
            item.measure = replace(item.measure, basis=item.measure.basis or previous.measure.basis)
        if previous is not None and previous.measure.basis == "other" and _is_next(row, previous, item):
            item.measure = replace(item.measure, basis=item.measure.basis or "other")
        told = self.told.get(item.quantity.family) or self.told.get(None)
        item.measure = replace(item.measure, basis=item.measure.basis or told)


_STANDARD = late("u?[nwaiIop]*[dl]*m?[dl]*")


def standard(row: Row, previous: Item, item: Item) -> int | None:
    """The 比 before a quantity that only says with what the change behind it is compared: 比上级下达的|90%的目标高出5个百分点."""
    grown = item.measure.kind == "change" and item.quantity.family != "flat"
    level = previous.measure.kind != "change" and previous.roles.movement is None
    if not (grown and level) or not _STANDARD.fullmatch(row.letters, previous.index + 1, item.index):
        return None
    at = previous.index - 1
    while at >= 0 and row.letters[at] not in ",;:()q":
        if row.letters[at] == "b" and row.words(at, at + 1) in ("比", "较"):
            return at
        at -= 1
    return None


_TOGETHER = late("(?:同比|环比)(?:[、和与及](?:同比|环比))+")
_ONE = "[^，。；、和与及比较分增降升跌涨落提减扩缩高低快慢]{2,10}"
_BASES = late(f"[比较与同跟]({_ONE}(?:[、和与及]{_ONE}){{1,3}}?)(?=分别|相比|[^，。；]{{0,4}}$)")
_JOINTS = late("[、和与及]")
_REACH = 40  # characters before a list of changes in which stands what they are against


def _in_turn(row: Row, item: Item) -> Basis | None:
    """What a change of a list is against where 分别 pairs both: 同比、环比分别上涨2%和|3%, 比上月和去年同期分别增加3起、|5起."""
    end = (item.first or item).start
    before = row.view[max(0, end - _REACH) : end]
    if "分别" not in before or item.turn is None:
        return None
    found = _TOGETHER.search(before)
    named = found[0] if found else None
    if named is None and (stated := _BASES.search(before)):
        named = stated[1]
    parts = _JOINTS.split(named) if named else []
    number, count = item.turn
    if len(parts) != count:
        return None
    part = parts[number].rstrip("上下均都")
    if found:
        return changes.basis(part)
    return (changes.basis(f"比{part}") or "since") if part.endswith(_TIMES) else "other"


_TIMES = ("年", "月", "旬", "周", "日", "季", "度", "期", "底", "末", "初")


def against(row: Row) -> Against:
    """What the sentence compares all its changes with."""
    stated = _COMPARED.search(row.view)
    basis = changes.basis(stated[0]) if stated else None
    return Against(bool(stated), {None: basis} if basis else {})


_GROWTH = late("增[幅速长][^，。；]{0,3}(?:为|达到?|是)?$|增长率[^，。；]{0,3}$")


def _is_growth_of(row: Row, previous: Item, item: Item) -> bool:
    """Whether a change is how much what was added is: 比上年净增96万名，增幅为|1.1%."""
    added = previous.measure.kind != "change" and previous.action in ("净增", "新增", "增加")
    return added and _GROWTH.search(row.view, previous.end, item.start) is not None


def _stated_with(row: Row, item: Item) -> Basis | None:
    """What the clause of a quantity compares with."""
    return changes.basis(row.words(phrases.opening_of(row, item.index), item.index))


def _is_mean(row: Row, previous: Item, item: Item) -> bool:
    """Whether a change is the mean of several years, which is against none: 两年平均增长|1.7%."""
    return item.measure.basis is None and _MEAN.search(row.view, previous.end, item.start) is not None


_MEAN = late("年(?:来|间)?平?均|平均每年")


def _said_before(row: Row, item: Item) -> Basis | None:
    """What the clause before compares with, where it tells the same without a number: 价格同比均有所下降，分别|下降5%."""
    end = row.letters.rfind(",", 0, item.index)
    start = max(row.letters.rfind(stop, 0, max(end, 0)) for stop in ",;:()q") + 1
    if end <= start or "b" not in row.letters[start:end] or "m" not in row.letters[start:end]:
        return None
    clause = row.words(start, end)
    if clause.startswith(("受", "因", "由于")):
        return None  # 受亏损同比扩大的影响，其股价下跌5%
    return None if any(word in clause for word in ("增速", "增幅", "降幅")) else changes.basis(clause)


def _is_next(row: Row, previous: Item, item: Item) -> bool:
    """Whether a change is told in one breath with the one before it: 比主队多3个篮板、少2次失误."""
    link = between(row, previous, item)
    return "c" in link and not set(link) & set(",;:()b")


def _goes_with(row: Row, previous: Item, item: Item) -> bool:
    """Whether two changes next to each other are one in two measures: 同比减少3起，下降20%."""
    both = previous.measure.basis not in (None, "other") and (item.of is previous.of or item.of is previous)
    return both and not between(row, previous, item).strip(",dmsIc")
