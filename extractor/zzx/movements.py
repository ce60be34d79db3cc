"""Levels and their changes: from A to B by C, the same change in units and in percent, daily means."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zzx.equations import AtMost, Growth, Increase, Mean, Total
from zzx.patterns import late
from zzx.relations import Relation, is_same_time, knowledge
from zzx.statements import Statement, Told

_RISE = "提高|提升|增加|上升|增长|增|升|扩大|扩展|发展|攀升|拓展|跃升|上涨|涨|翻"
_FALL = "下降|减少|降低|降|减|缩小|缩短|压缩|回落|下跌|压减|精简"
_FROM = late(r"(?:由|从)[^，。；：,;:由从]{0,30}$")
_TO = late(
    rf"^(?P<thing>[^，。；：,;:0-9]{{0,16}}?)(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})|调整|变化|变)(?:到|至|为|成)了?(?P<later>[^，。；：,;:]{{0,16}})$"
)
_EACH = late(r"每.{0,3}|[日周月季年]均|首批|第.批")
_BY = late(
    rf"^[，,、（(]?(?:净|共|总共|累计|实际)?(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))了?(?:约|近|超过?|达)?$"
)
_BESIDE = late(
    rf"^[，,、（(]?(?:同比|环比|比上年同期|比上年|较上年|比去年|较去年)?(?:{_RISE}|{_FALL}|增幅|降幅|增速|增长率)(?:约|近|超过?|达到?|为)?了?$"
)
_COMPARED = late(r"^[，,（(]?(?:比|较)[^，。；,;]{0,12}的$")
_THAN = late(rf"^(?:净|实际)?(?:{_RISE}|{_FALL})了?(?:约|近|超过?|达)?$")
_REACHED = late(r"^[，,、]?(?:达到|达|增至|增加到|增长到|降至|降到|减至|减少到|为|至|总数达到?|总量达到?)$")


def find(told: Told) -> Iterator[Relation]:
    """Every relation of levels, changes and means in a document."""
    by_id = {statement.fact.id: statement for statement in told.statements}
    for sentence in told.by_sentence():
        yield from _from_to(told, sentence)
        yield from _than(told, sentence)
        yield from _twice(told, sentence, by_id)
        yield from _means(sentence)


def _from_to(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """由85.2%提高到91.4%,提高6.2个百分点."""
    for at, (earlier, later) in enumerate(pairwise(sentence)):
        match = _TO.search(told.between(earlier, later))
        if (
            match is None
            or not _FROM.search(told.before(earlier))
            or earlier.fact.unit != later.fact.unit
            or "change" in (earlier.fact.kind, later.fact.kind)
            or knowledge().words["negative"].search(told.before(earlier)[-20:] + told.between(earlier, later))
            or not _is_same_thing(told, earlier, later, match)
        ):
            continue
        if match["rise"] or match["fall"]:
            up = bool(match["rise"]) != (earlier.fact.kind == "rank")  # the first rank is the highest
            yield Relation("direction", (earlier, later) if up else (later, earlier), AtMost())
        if at + 2 < len(sentence):
            change = sentence[at + 2]
            is_change = change.fact.kind == "change" or change.fact.action == "净增"
            if is_change and _BY.search(told.between(later, change)):
                yield from _movement(earlier, later, change)


def _is_same_thing(told: Told, earlier: Statement, later: Statement, match: re.Match[str]) -> bool:
    """Whether the later level is not one of other things, as in 由12个乡镇扩大到3个县, or for each of others: 每吨, 每公斤."""
    one, other = match["thing"], re.split(r"\W", told.after(later))[0]
    each = _EACH.findall(match["later"])
    return (one in other or other in one) and (not each or each == _EACH.findall(told.before(earlier)[-20:]))


def _movement(earlier: Statement, later: Statement, change: Statement) -> Iterator[Relation]:
    unit, moved = earlier.fact.unit, change.fact.unit
    if (unit == "%" and moved == "个百分点") or (unit == moved and unit != "%"):
        yield Relation("movement", (later, earlier, change), Total())
    elif unit != "%" and moved in ("%", "倍"):
        yield Relation("movement", (earlier, later, change), Growth(percent=moved == "%"))


def _than(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """收入302.5亿元,比上年的280亿元增长8.04%: the earlier level stands between the later one and the change."""
    for later, earlier, change in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if (
            change.fact.kind == "change"
            and earlier.is_level
            and later.is_level
            and later.fact.unit == earlier.fact.unit
            and _COMPARED.search(told.between(later, earlier))
            and _THAN.search(told.between(earlier, change))
            and not _is_for_each(told, later)
        ):
            yield from _movement(earlier, later, change)


def _is_for_each(told: Told, statement: Statement) -> bool:
    """Whether a level is that of each of several: 人均, 每月."""
    return bool(_EACH.search(told.before(statement)[-12:]))


def _twice(told: Told, sentence: Sequence[Statement], by_id: dict[str, Statement]) -> Iterator[Relation]:
    """达226件,增加26件,同比增长13%; or the percentage first."""
    for at, (first, second) in enumerate(pairwise(sentence), start=1):
        change, percent = (second, first) if first.fact.unit == "%" else (first, second)
        if not (
            change.fact.kind == percent.fact.kind == "change"
            and percent.fact.unit == "%"
            and change.fact.unit not in ("%", "个百分点", "倍")
            and change.fact.direction == percent.fact.direction in ("up", "down")
            and (change.fact.basis == percent.fact.basis or None in (change.fact.basis, percent.fact.basis))
            and _BESIDE.search(told.between(first, second))
            and not knowledge().words["real"].search(told.view(change))
        ):
            continue
        if (level := _level(told, change, sentence[at : at + 2], by_id)) is not None:
            yield Relation("change", (level, change, percent), Increase())


def _level(
    told: Told, change: Statement, following: Sequence[Statement], by_id: dict[str, Statement]
) -> Statement | None:
    """The level that a change led to: told before it, or right behind the same change in percent, with 达到."""
    level = by_id.get(change.fact.of or "")
    if level is None and len(following) == 2 and _REACHED.search(told.between(*following)):
        level = following[1]
    if level is None or not level.is_level or level.fact.unit != change.fact.unit or told.is_base(level):
        return None
    # The growth of what came anew (新增贷款) may be told of it or of the stock (贷款余额).
    if knowledge().words["flow"].search(f"{level.fact.action or ''} {level.label}"):
        return None
    return level if level.sentence == change.sentence else None


def _means(sentence: Sequence[Statement]) -> Iterator[Relation]:
    """5月产量3.1亿吨,日均产量1000万吨: the days of the period. 日均20万次增加到24万次 has no total."""
    daily = knowledge().words["daily"]
    for total, mean in pairwise([statement for statement in sentence if statement.is_level]):
        whole, name = total.fact.object or "", mean.fact.object or ""
        thing = daily.sub("", name, count=1)
        if not daily.match(name) or daily.match(whole) or not thing or not whole.endswith(thing):
            continue
        start, end = total.fact.period_start, total.fact.period_end
        if total.fact.unit == mean.fact.unit and is_same_time(total, mean) and start and end:
            yield Relation("mean", (total, mean), Mean((end - start).days + 1))
