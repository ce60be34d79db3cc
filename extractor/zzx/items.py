"""Items: the quantities of one sentence on their way to drafts."""

from __future__ import annotations

from dataclasses import dataclass

from zzx.changes import Measure
from zzx.dates import Period
from zzx.facts import Modality
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.places import Place
from zzx.quantities import Quantity
from zzx.roles import Roles
from zzx.rows import Row


@dataclass(slots=True)
class Item:
    """One quantity of a sentence on its way to a draft; `start:end` is its stretch of the view."""

    index: int
    quantity: Quantity
    roles: Roles
    measure: Measure
    start: int
    end: int
    action: str | None = None
    object: str | None = None
    subject: str | None = None
    period: Period | None = None
    place: Place | None = None
    modality: Modality = "actual"
    first: Item | None = None
    turn: tuple[int, int] | None = None  # its place in a list of so many that have no heads of their own
    of: Item | None = None
    reason: str | None = None
    draft: int | None = None


CONTEST = "in a contest"
"""The rule by which somebody has a rank among others, whatever was told before: 在全省考核中排名第二."""

_NOTE = late("^[(（][^()（）]*[)）](?=.)|[(（](?:[^()（）]*[,，、]下同|以?下简?称[^()（）]*)[)）]")
"""What is only remarked in parentheses: 县级（不含开发区，下同）财政支出, （含省管县）|财政收入."""
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_ENCLOSED = late(r"[“‘「『\"]([^“”‘’「」『』\"]*)[”’」』\"]")


def phrase(row: Row, span: Span) -> str:
    """The wording of a span, without quotation marks that enclose the whole of it."""
    text = row.wording(*span)
    if text.isalnum():
        return text  # no quotation marks, no parentheses
    start, end = row.tokens[span[0]].start, row.tokens[span[1] - 1].end
    for opening, closing in _QUOTES.items():
        opened = text.count(closing) - text.count(opening)
        if opened > 0 and row.source[start - 1 : start] == opening:
            text = opening + text  # “丰优8号”稻种
        elif opened < 0 and row.source[end : end + 1] == closing:
            text += closing  # 品牌“天眼”
    if "(" in text or "（" in text:
        text = _NOTE.sub("", text)
    whole = _ENCLOSED.fullmatch(text)
    return whole[1] if whole else text


def between(row: Row, before: Item, after: Item) -> str:
    """The letters of the tokens between two quantities."""
    return row.letters[before.index + 1 : after.index]


_ASIDE = 100  # tokens within which parentheses close


def enclosed(row: Row, item: Item) -> bool:
    """Whether a quantity stands inside parentheses."""
    start = max(0, item.index - _ASIDE)
    return row.letters.rfind("(", start, item.index) > row.letters.rfind(")", start, item.index)


_BACK = 4  # quantities among which stands the level that a change is told of


def same_unit(row: Row, item: Item, told: list[Item]) -> Item | None:
    """The level in the unit of a change, where one in another unit stands between: 发生6起，死亡9人，同比增加|2起."""
    unit, silent = item.quantity.unit, item.object is None and item.action is None
    if item.measure.kind != "change" or not silent or item.quantity.family not in COUNTED:
        return None
    for level in reversed(told[-_BACK:]):
        if level.quantity.unit == unit and level.measure.kind in COUNTED and not enclosed(row, level):
            apart = level is not told[-1] and ";" not in row.letters[level.index : item.index]
            return level if apart and told[-1].measure.kind in (*COUNTED, "rate") else None
    return None


_SHARES = ("份额", "占比", "比重", "比例", "占有率")


def past_share(item: Item, told: list[Item]) -> Item | None:
    """The level before a share that a growth in per cent does not tell of: 出货量4650万台，市场份额13%，增长42%."""
    silent = item.object is None and item.action is None
    if item.measure.kind != "change" or item.quantity.unit != "%" or not silent or len(told) < _PAIR:
        return None
    level, share = told[-2:]
    named = share.measure.kind == "rate" and (share.object or "").endswith(_SHARES)
    told_of = share.of is level and share.roles.share is not None  # 受理450件，占总量的12%，|下降8%
    return level if (named or told_of) and level.measure.kind in COUNTED else None


_PAIR = 2
COUNTED = ("count", "money", "measure")
"""Kinds that say how much there is or was."""
_THAT_IS = ("即", "也就是", "亦即", "也即", "也就是说")
_OR = ("或", "或者", "即", "亦即", "，或", ",或", "，即", ",即", "，或者")


def restates(row: Row, item: Item, previous: Item) -> bool:
    """Whether a share is the change before it in another measure: 同比增加12件，或|17%."""
    changed = previous.measure.kind == "change" and previous.quantity.family != item.quantity.family
    said = row.words(previous.index + 1, item.index) if item.index > previous.index + 1 else ""
    if changed and previous.quantity.family == "percent" and said.strip("，,") in _THAT_IS:
        return item.measure.kind in (*COUNTED, "change")  # 多出5%，即|3亿元
    return changed and item.quantity.family == "percent" and said in _OR


_RECKONED = late(",k[^,;:()q]+(?=,)")


def less_reckoning(row: Row, item: Item, between: str, words: Lexicon) -> str:
    """What stands between two quantities less how the second was worked out: 人均GDP为8万元，|按平均汇率计算|，达1.1万美元."""
    found = _RECKONED.match(between)
    own = item.roles.left[0]
    if found is None and between.startswith(",k") and own > 0:
        reckoned = row.words(own - 1, own) in words.groups["reckoning"]
        return "," + row.letters[own : item.index] if reckoned else between  # 按平均汇率计算|达12亿美元
    if found is None:
        return between
    stop = item.index - len(between) + found.end()
    return between[found.end() :] if row.words(stop - 1, stop) in words.groups["reckoning"] else between


_REGIONS = frozenset(
    f"{side}{region}"
    for side in ("东部", "中部", "西部", "南部", "北部", "东北", "西北", "西南", "沿海", "内陆")
    for region in ("", "地区")
) | frozenset(
    [
        "市区",
        "郊区",
        "局部",
        "局地",
        "大部",
        "大部地区",
        "大部分地区",
        "局部地区",
        "局部山区",
        "部分地区",
        "个别地区",
    ]
)


def region(row: Row, span: Span) -> int | None:
    """Where the region ends that opens a phrase, of which more follows: 东部地区|企业."""
    start, end = span
    for stop in range(min(start + 2, end - 1), start, -1):
        if row.words(start, stop) in _REGIONS and row.letters[stop] in "nwiIoaV":
            return stop
    return None


_TEAMS = ("队", "代表团", "代表队", "战队", "俱乐部", "班", "连", "营")


def holds(row: Row, span: Span) -> bool:
    """Whether a phrase names a place or a team, which has what is counted rather than is it."""
    return row.letters[span[1] - 1] == "p" or row.words(*span).endswith(_TEAMS)


def is_regional(row: Row, span: Span | None) -> bool:
    """Whether a phrase names nothing but a place or a region: 东部地区."""
    if span is None:
        return False
    return row.letters[slice(*span)] == "p" or row.words(*span) in _REGIONS


_PARTS = ("部分地区", "大部地区", "大部分地区", "局部地区", "局地")


def is_place(row: Row, item: Item) -> bool:
    """Whether nothing but a place stands before the quantity: 江宁区199例、溧水区12例."""
    found = item.roles
    own = row.letters[slice(*found.left)]
    placed = "p" in own and not own.strip("pcr") and own[-1] in "pr"  # 江宁区、溧水区各12例
    words = row.words(*found.left)
    part = words.endswith(_PARTS) and not set(own) & set("Iivx")  # 京津冀部分地区200毫米
    placed = placed or words in _REGIONS or part
    return placed and not found.after and found.rule == "noun"
