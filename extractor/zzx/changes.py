"""What sort of statement a quantity makes: a level, a change, a rank or a length of time, and against what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from zzx.facts import Basis, Direction, Kind
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.quantities import Quantity
from zzx.roles import SURPASSING, Roles
from zzx.rows import Row

KINDS: dict[str, Kind] = {
    "count": "count",
    "money": "money",
    "percent": "rate",
    "points": "rate",
    "multiple": "rate",
    "fraction": "rate",
    "time": "duration",
    "measure": "measure",
    "rank": "rank",
    "bare": "count",
    "flat": "change",
}
"""Family of a quantity -> the kind of a statement that only gives it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The kind of a statement, its signed numbers, the way it moved and what it is compared with."""

    kind: Kind
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    direction: Direction | None = None
    basis: Basis | None = None


_REACH = 24  # tokens before a quantity within which stands what it is compared with


@cache
def _bases() -> tuple[tuple[Basis, re.Pattern[str]], ...]:
    than = "(?:[比较]之|相较于?|[比较与同和跟])"
    return (
        ("yoy", re.compile(rf"同比|同[增降涨跌升减]|(?<![\u4e00-\u9fff\d])年[增减]|按年|年成长|{than}(?:上年|去年|前年)(?:的)?同[期月季]|{than}同期(?![^，。；]{{1,16}}[高低快慢][出于]?$)|(?<!\d年)同期相比")),
        ("previous_period", re.compile(rf"环比|(?<![\u4e00-\u9fff\d])[月季][增减]|按[月季]|{than}(?:上|前)(?:一)?个?(?:月|季度?|周|旬|日|交易日)|{than}(?:节前|前一[天日周月]|前[一二三四五六七八九十\\d]+年(?!(?:同期)?的?(?:平均|均值)))")),
        ("previous_year", re.compile(rf"{than}(?:上年|去年|上一年)(?:年?[末底]|全年)?|{than}(?:上|去)年")),
        ("since", re.compile(rf"{than}[“\"\s]?(?:(?:19|20)\d\d|[089]\d年|\d{{1,2}}(?:[-—至一 ]\d{{1,2}})?月|[十一二三四五]+五)|{than}[一二三四五六七八九十\d]+年前|{than}[^，。；]{{1,12}}(?:初期|之初)|{than}(?:本年|今年)?(?:年初|上半年|[前头]?[一二三四]个?季度|前[一二三四五六七八九十\d]{{1,2}}个月)")),
        ("other", re.compile(rf"{than}(?:全[国省市县区球]|平均|常年|往年|历年|多年|近[一二三四五六七八九十\d]{{1,2}}年|[^，。；]{{0,12}}(?:平均|均值|水平|标准|计划(?!生育)|目标|预期|预算))")),
    )  # fmt: skip


def basis(clause: str) -> Basis | None:
    """What the words before a change compare it with."""
    for name, pattern in _bases():
        if pattern.search(clause):
            return name
    return None


_VIEWED = late("(?:[从按与]?(同比|环比)|[从按与](?:上年|去年)(同期)相?比?)(?:来|上)?看$")
_NAMED = late("同比|环比")


def viewed(clause: str) -> Basis | None:
    """What a clause compares all with that follows: 同比看，食品价格上涨2%。…."""
    return basis(clause) if clause.endswith("看") and _VIEWED.search(clause) else None


_SAME_BELOW = late("([^，。；]{0,14})[（(](?:([^（()）]{1,8})[，,、])?下同[)）]")


def same_below(sentence: str) -> Basis | None:
    """What a sentence says that all changes below are against: 较去年同期（下同）增长5%."""
    found = _SAME_BELOW.search(sentence) if "下同" in sentence else None
    return basis(found[2] or found[1]) if found else None


def last_named(sentence: str) -> Basis | None:
    """The basis that a sentence names last, which is that of its parts too: …同比“六涨一降”。其中，…."""
    names = _NAMED.findall(sentence)
    return basis(names[-1]) if names else None


def bounded(row: Row, roles: Roles, quantity: Quantity, words: Lexicon) -> Quantity:
    """The quantity with the bound that a word apart from its numeral sets: 约占…的22%, 首破200万."""
    if quantity.value is not None and surpasses(row, roles, quantity):
        more = _MORE.search(quantity.text, 2) is not None  # 高出10亿多元
        upper = None if more else quantity.value
        return replace(quantity, bound="over" if more else "exact", lower=quantity.value, upper=upper)
    if quantity.bound != "exact" or quantity.value is None or quantity.family == "rank":
        return quantity
    start = roles.tail[0]
    lead = {row.words(i, i + 1) for i in range(start, roles.tail[1]) if row.letters[i + 1] != "u"}
    value = quantity.value
    index = roles.right[0]
    # A limit may stand apart: 最多等候一小时, 最多可申请3次.
    apart = words.groups["bound_at_most"] | words.groups["bound_at_least"]
    start, end = roles.left
    lead |= {row.words(i, i + 1) for i in range(start, end) if row.letters[i + 1] != "u"} & apart
    inside = index < roles.right[1] and row.words(index, index + 1) in ("内", "之内", "以内")
    if quantity.family == "time" and inside:
        return replace(quantity, bound="at_most", lower=None, upper=value)
    for bound, lower, upper in (
        ("approx", None, None),
        ("over", value, None),
        ("under", None, value),
        ("at_least", value, None),
        ("at_most", None, value),
    ):
        if lead & words.groups[f"bound_{bound}"]:
            return replace(quantity, bound=bound, lower=lower, upper=upper)
    return quantity


_MORE = late("[多余]|以上")
_COMPARING = late("(?<!s)b[^,;:()]+$")


def surpasses(row: Row, roles: Roles, quantity: Quantity) -> bool:
    """Whether a quantity tells by how much something is more than what it is compared with: 比计划|超过20亿元."""
    if not quantity.text.startswith(SURPASSING):
        return False
    end = roles.right[0] - 1
    compared = _COMPARING.search(row.letters, max(0, end - _REACH), end)
    return compared is not None and row.words(compared.start(), compared.start() + 1) in ("比", "较")


def measure(row: Row, roles: Roles, quantity: Quantity, words: Lexicon) -> Measure:
    """The statement that a quantity makes in its roles; a fall comes out negative."""
    kind = KINDS[quantity.family]
    numbers = (quantity.value, quantity.lower, quantity.upper)
    if kind == "rank":
        return Measure(kind, *numbers, direction=_reached(row, roles, words))
    if quantity.family == "flat":
        return Measure(kind, *numbers, direction="flat", basis=_basis(row, roles, None, words))
    if roles.rule in ("streak of movement", "streak of growth", "streak of what is moved"):
        return Measure(kind, *numbers, direction=moved(row, roles.right[0], words))
    if _compared_level(row, roles, words):
        return Measure(kind, *numbers)
    if surpasses(row, roles, quantity):
        return _change(numbers, "up", _basis(row, roles, None, words) or "other")
    reached = _reached(row, roles, words)
    if roles.share is not None or reached is not None:
        return Measure(kind, *numbers, direction=reached)
    if quantity.family == "bare" and roles.after:
        return Measure(kind, *numbers)  # 提升了2531万农村人口的保障水平
    if roles.movement is not None:
        movement = row.words(roles.movement, roles.movement + 1)
        return _change(numbers, words.directions.get(movement, "up"), _basis(row, roles, movement, words))
    compared = quantity.family == "percent" and row.letters[roles.right[0] - 2] == "b"
    compared = compared and row.letters[roles.right[0] : roles.right[0] + 1] != "u"  # 比|5%的目标低1个百分点
    if compared or quantity.family == "points" or "翻" in quantity.text:
        return _change(numbers, "up", _basis(row, roles, None, words))
    return Measure(kind, *numbers)


_SET = ("目标", "预期", "门槛", "底线", "上限", "下限", "警戒线", "水平", "标准", "均值")
_EARLIER = late("t+u(?:qc)*")


def _compared_level(row: Row, roles: Roles, words: Lexicon) -> bool:
    """Whether a quantity is the earlier level that something is above or below: 低于2020年的|30亿元."""
    movement, end = roles.movement, roles.right[0] - 1
    if movement is None or row.words(movement, movement + 1) not in words.groups["than"]:
        return False
    of_it = row.letters.startswith("uI", end + 1) or row.words(end + 2, end + 3) in _SET
    if of_it and row.letters[end + 1 : end + 2] == "u" and "q" not in row.letters[movement:end]:
        return True  # 低于上次大选|70%的投票率, 高于该行|2%的目标
    return _EARLIER.fullmatch(row.letters, movement + 1, end) is not None


def grown(told: Measure, growth: str, words: Lexicon) -> Measure:
    """A rate that a growth was: 增幅连续两年保持在|10%以上."""
    ways = (way for word, way in words.directions.items() if growth.endswith(word))
    direction: Direction = next(ways, "up")
    return _change((told.value, told.lower, told.upper), direction, told.basis)


def continued(told: Measure, growth: Measure) -> Measure:
    """A rate that goes on with a growth: 东部产量增长20%，|中部达35%."""
    return _change((told.value, told.lower, told.upper), growth.direction or "up", growth.basis)


def _reached(row: Row, roles: Roles, words: Lexicon) -> Direction | None:
    """The way a level was reached by moving: 提高到99.4%, 占比降至12%."""
    start = roles.tail[0] if roles.share is None else roles.share
    lead = [row.words(index, index + 1) for index in range(start, roles.tail[1])]
    if words.groups["reached_up"].intersection(lead):
        return "up"
    if words.groups["reached_down"].intersection(lead):
        return "down"
    moved = lead[-2] if len(lead) > 1 and lead[-1] in ("至", "到") else ""
    return words.directions.get(moved)


def moved(row: Row, start: int, words: Lexicon) -> Direction | None:
    """Which way the clause from token `start` to its stop says that something moved: 投入强度继续提高，…"""
    index = start
    while index < len(row.letters) and row.letters[index] not in ",;:()q":
        if row.letters[index] == "m" and row.words(index, index + 1) not in _STATES:
            return words.directions.get(row.words(index, index + 1))
        index += 1
    return None


_STATES = ("高", "低", "较高", "较低", "偏高", "偏低", "更高", "更低", "多", "少", "较多", "较少")
_COMPARED = late(r"bt+u?q$")


_REFERRED = late("[比较][^，。；,;]{2,20}$")  # 比去年国庆节的4.3亿元|高出16%


def _moves_at(row: Row, roles: Roles) -> int:
    """Where the movement of a quantity begins in the view."""
    return row.tokens[roles.movement if roles.movement is not None else roles.right[0] - 1].start


def _basis(row: Row, roles: Roles, movement: str | None, words: Lexicon) -> Basis | None:
    if movement in words.groups["than"]:
        at = roles.movement
        end = roles.right[0] - 1
        earlier = at is not None and row.letters[at + 1 : end].strip("d") == "t"
        told = row.words(at + 1, end) if at is not None and earlier else ""
        before = _REFERRED.search(row.view, 0, _moves_at(row, roles)) if not told else None
        return (
            basis(f"比{told}") or (basis(before[0]) if before else None) or "other"
        )  # 低于去年同期3个百分点
    start = roles.left[0]
    if _COMPARED.search(row.letters, max(0, start - 5), start):
        start -= 1  # 比去年同期的29120起减少3735起
    while start > 0 and row.letters[start - 1] not in ",;:(q":
        start = row.letters.rfind("(", 0, start) if row.letters[start - 1] == ")" else start - 1
    stated = basis(row.view[row.tokens[start].start : row.tokens[roles.tail[1]].start])
    if stated is None and _against(row, start, roles):
        return "other"  # 与预算持平
    level = row.tokens[roles.right[0] - 1].quantity
    if stated is None and level is not None and level.family == "points":
        than = [i for i in range(start, roles.tail[0]) if row.words(i, i + 1) in ("超", "超过", "超出")]
        if than and row.letters[than[-1] + 1] in "noiIpa":
            return "other"  # 利润率超全市平均水平2个百分点
    if stated is None and any(
        row.letters[i] == "b"
        and row.words(i, i + 1) in ("比", "较")
        and (row.letters[i + 1] in "noipPtIrwa0evR" or row.words(i + 1, i + 2) in _USUAL)
        for i in range(start, roles.tail[1])
    ):
        return "other"  # 比平日, 比城镇居民
    return stated


_USUAL = (
    "平日",
    "平时",
    "平常",
    "日常",
    "往常",
    "以往",
    "以前",
    "原来",
    "上",
    "上一",
    "同龄",
    "一般",
    "普通",
)
_WITH = ("与", "同", "跟", "和")


def _against(row: Row, start: int, roles: Roles) -> bool:
    """Whether the clause from token `start` opens with what a quantity is level with: 与预算持平."""
    level = row.tokens[roles.right[0] - 1].quantity
    opens = level is not None and level.family == "flat" and row.letters[start] in "ce"
    return opens and row.words(start, start + 1) in _WITH and row.letters[start + 1] in "nwiIop"


def _change(
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None],
    direction: Direction,
    against: Basis | None,
) -> Measure:
    value, lower, upper = numbers
    if value is not None and value < 0:
        direction = "down"
        return Measure("change", value, lower, upper, direction, against)
    if value is None and lower is not None and upper is not None and lower < 0:
        way: Direction | None = "down" if upper < 0 else None
        return Measure("change", value, lower, upper, way, against)  # 变动幅度为-25%至-22%
    if direction == "down":
        value, lower, upper = (
            None if value is None else -value,
            None if upper is None else -upper,
            None if lower is None else -lower,
        )
    return Measure("change", value, lower, upper, direction, against)
