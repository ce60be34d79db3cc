"""Quantities: amounts with the bound words around them (300余万元, 90%以上, 不到一天, 近一半, 六个月至三年以内).

`scan` finds every quantity of a text and every numeral that is none; `parse_quantity` reads one expression. Nothing is
decided here about what a numeral means in its sentence: 一 in 一定 comes out as a bare numeral.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zzx import amounts, numerals, ranges
from zzx.amounts import Amount
from zzx.patterns import late
from zzx.units import units


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount: `value` in `unit`, and the closed interval `lower` to `upper` that its wording (`bound`) allows.

    `bound` is exact, approx, over, at_least, under, at_most, range or vague. `family` is count, money, percent, points,
    multiple, fraction, time, measure, level, rank or bare (a numeral without a unit). `value` is None for ranges, for
    vague words and for numerals that make no number; None as an end of the interval leaves it open.
    """

    text: str
    value: Decimal | None
    unit: str | None
    bound: str
    lower: Decimal | None
    upper: Decimal | None
    family: str

    @property
    def is_age(self) -> bool:
        """Whether it says how old somebody is."""
        return self.unit in ("岁", "周岁")


class Span(NamedTuple):
    """A quantity at `start:end` of a text, its numeral (of a range: from the first to the last) inside."""

    start: int
    end: int
    numeral_start: int
    numeral_end: int
    quantity: Quantity


_GAP = "[ \u00a0\u3000]?"
_BEFORE = late(
    "(?:(?P<at_most>最多|至多|顶多|[不未没](?:得|能|应该?|宜|会|可能|该)?(?:超过|超出|高于|多于|大于|长于|超))"
    "|(?P<at_least>至少|最少|起码|[不未](?:得|能|应该?|宜|会|可能|该)?(?:少于|低于|小于|短于|下于|下))"
    "|(?P<under>不到|不足|不满|未满|未到|未达|低于|少于|小于|短于|将近|接近|逼近|直逼|几近"
    "|(?<![最附临邻靠亲新相远迫贴就毗晋切浅])近)"
    "|(?P<over>超过|超出|不止|突破|高于|大于|多于|长于|高出|逾|刚刚?[过超]|(?<![中英西德意法高赶反创破平])超)"
    "|(?P<approx>大约|大概|约莫|大致|差不多"
    "|(?<![节签合违预公条纽履毁爽相解特失邀赴续誓盟婚租契简和集守制绰])(?:(?<!北)|(?<=[向往朝东西以之偏正]北))约(?!了)))了?"
    f"{_GAP}\\Z"
)
_BOUND_ENDS = frozenset(
    "大多过出于超少码下到足满达近逼破逾约概莫致上入止了有为占合计需是要费用能可以得须应会将也就还都花 \u00a0\u3000"
)  # what bound words end in
_LONE_POWER = late(f"[{''.join(numerals.POWERS)}]+")
# These stand apart from their amount: 约有30%的户.
_APART = late(
    "(?<![在去到于]里)(?<![节签合违预公条纽履毁爽相解特失邀赴续誓盟婚租契简和集守制绰])(?:(?<!北)|(?<=[向往朝东西]北))(?:约|大约|大概)[有为占合计需]\\Z"
)
# 最少也有200人, 至少能卖到8元
_AT_LEAST = late(
    "(?:至少|最少|起码)(?:[也就还都]|得|能|可以?|要|需|须|应|会|将){1,2}(?:有|达到?|为|是|需要?|要|卖到|花费?|用)?\\Z"
)
# Before a power alone, and before tenths: 上千 过万 破亿, 过八成.
_BEFORE_POWER = late(
    "(?P<at_least>(?<![以线网马路晚早身手桌街会坛海山世站迈登跨跃踏])上|(?<![超通经不透])过)\\Z|(?P<over>(?<!突)破)\\Z"
)
# After what is measured, before any amount: 年产值过10亿元, but 投过10万元.
_PASSED = late("(?:[值额量率]|收入|利润|[营税总年]收|[年亩单]产|[均单]价|资产|[人户]数|人口|规模)过\\Z")
_BEFORE_HALF = late("(?P<over>过)\\Z")
_MORE_THAN_HALF = late("(?P<over>大)\\Z")  # 大|半年
# These set a bound, but as verbs they are no part of the quantity.
_REACHED = late(f"(?:[站迈登跨跃踏]上|[迈跨]入|[迈跨越]过)了?{_GAP}\\Z")
_STEPS = frozenset("个座级层次")  # 跨上4个台阶
_SUFFIX = late(
    f"{_GAP}(?:[(（](?P<first>不?含)[^()（）]{{0,6}}[)）])?"
    "(?:(?:[及或]|或者)(?=以[上下]))?(?P<word>(?:或者?|甚至|乃至)更(?:多(?![样元变余])|[高大久长](?!规模|范围|力度|程度|水平|层次|目标|质量))"
    "|或者?更[少小低短](?!规模|范围|力度|程度|水平|层次)|(?<=岁)出头|(?<=[岁元])往上|以上|以下(?!简称|问题|几|方面|措施|情形|内容|条件)|以内|之内|左右(?!两|邻|逢|手)"
    "|(?<=[点元%％℃度])附近(?=[，。；、,;）)]|$|震荡|徘徊|波动|盘整|整理|企稳|受阻)|上下(?!班|车|级|游|联|左|午|楼|学|齐|同|一)|开外)"
    "(?:[(（](?P<second>不?含)[^()（）]{0,6}[)）])?"
)
_SUFFIXES = {
    "以上": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "之内": "at_most",
    "左右": "approx",
    "上下": "approx",
    "附近": "approx",
    "开外": "over",
    "出头": "over",
    "往上": "at_least",
}
_STRICT = {"at_least": "over", "at_most": "under"}
_LINK = late("[、，,]?(?:[至到]|(?P<below>[不未]满|不[足到]))?")
_TERM = late("有期徒刑(以[上下])")  # 三年有期徒刑以下刑罚
_LONGEST_PREFIX = 8


def _span(text: str, start: int, left: int, end: int) -> Span | None:
    """The quantity whose numeral (or 第 前 翻 半 几 数) stands at `start`; its bound words may reach back to `left`."""
    amount = ranges.read(text, start, end)
    if amount is None:
        return None
    first, last, before, after = start, amount.end, "", ""
    if amount.family != "rank":
        first, amount = _currency(text, left, first, _pieces(text, amount))
        first, before = _before(text, left, first, amount)
        if before:
            first, amount = _currency(text, left, first, amount)
        after, last, amount = _suffix(text, amount, end)
        if not before and not after and _is_day(text, amount, left):
            amount = amounts.bare(text, start, end) or amount
            last = amount.end
    bound = _bound(amount.bound, before, after)
    lower, upper = _interval(amount, bound)
    quantity = Quantity(text[first:last], amount.value, amount.unit, bound, lower, upper, amount.family)
    return Span(first, last, amount.numeral_start, amount.numeral_end, quantity)


_CLAUSE = 40  # characters of a clause that are looked through for its verb


def _pieces(text: str, amount: Amount) -> Amount:
    """An amount of money that counts pieces, as its verb shows: 更换水表36块."""
    spelling = text[amount.end - 1 : amount.end]
    verbs = units().pieces.get(spelling) if amount.family == "money" else None
    if verbs is None or not verbs.search(text, max(0, amount.start - _CLAUSE), amount.start):
        return amount
    return amount._replace(unit=spelling, family="count")


@cache
def _currencies() -> re.Pattern[str]:
    return late(f"(?P<sign>{'|'.join(re.escape(sign) for sign in units().prefixes)}){_GAP}\\Z")


def _currency(text: str, left: int, start: int, amount: Amount) -> tuple[int, Amount]:
    """Where an amount begins, and the amount with the currency that is written before it: 人民币3亿, 港币约500元."""
    if start == left or not (amount.family == "bare" or amount.unit == "元"):
        return start, amount
    match = _currencies().search(text, max(left, start - _LONGEST_PREFIX), start)
    if match is None:
        return start, amount
    return match.start(), amount._replace(unit=units().prefixes[match["sign"]], family="money")


def _before(text: str, left: int, start: int, amount: Amount) -> tuple[int, str]:
    """Where the bound word before an amount begins, and the bound it sets."""
    if start == left or text[start - 1] not in _BOUND_ENDS:
        return start, ""
    window = max(left, start - _LONGEST_PREFIX)
    match = _BEFORE.search(text, window, start)
    if (
        match is None
        and amount.bound == "exact"
        and (
            _LONE_POWER.fullmatch(text, amount.numeral_start, amount.numeral_end)
            or text.startswith("成", amount.numeral_end)
        )
    ):
        match = _BEFORE_POWER.search(text, window, start)
    measured = match is None and amount.bound == "exact" and amount.family != "bare"
    if measured and _PASSED.search(text, window, start):
        return start - 1, "at_least"
    if match is None and text[start] == "半" and (amount.value == 50 or amount.family == "time"):
        match = (_BEFORE_HALF if amount.value == 50 else _MORE_THAN_HALF).search(text, window, start)
    if match is None:
        if _REACHED.search(text, window, start):
            return start, "" if amount.unit in _STEPS else "over"
        if _AT_LEAST.search(text, window, start):
            return start, "at_least"
        return start, "approx" if _APART.search(text, window, start) else ""
    if text[start] == "一" and match[0].startswith("不止"):
        return start, ""  # 不止一次地强调
    return match.start(), str(match.lastgroup)


def _suffix(text: str, amount: Amount, end: int) -> tuple[str, int, Amount]:
    """The bound that a word after an amount sets, where it ends, and the range that 五日以上二十日以下 makes of two."""
    match = _SUFFIX.match(text, amount.end, end)
    if match is None:
        term = _TERM.match(text, amount.end, end)
        return _SUFFIXES[term[1]] if term else "", amount.end, amount
    bound = _limit(match["word"])
    if bound == "at_least" and amount.unit:
        link = _LINK.match(text, match.end(), end)
        high = amounts.measured(text, link.end() if link else match.end(), end)
        closing = high and _SUFFIX.match(text, high.end, end)
        merged = high and ranges.between(amount, high)
        if merged and closing and _limit(closing["word"]) == "at_most":
            return "range", closing.end(), merged
        if merged and link and link["below"] and amount.bound == "exact":
            return "range", merged.end, merged  # 3万元以上不满20万元
    if "不含" in (match["first"], match["second"]):
        bound = _STRICT.get(bound, bound)
    return bound, match.end(), amount


_LAST_DAY = 31


def _is_day(text: str, amount: Amount, left: int) -> bool:
    """Whether 15日 is a day of the month: nothing shows that days are counted."""
    words = units().only_after.get(amount.unit or "")
    if (
        words is None
        or amount.bound not in ("exact", "range")
        or not text.endswith(amount.unit or "", 0, amount.end)
        or ((amount.value or 0) > _LAST_DAY and text[amount.numeral_end - 1] not in "百千万")
    ):
        return False
    window = max(left, amount.start - _LONGEST_PREFIX)
    return not words.search(text, window, amount.start) and not text.startswith("内", amount.end)


def _limit(word: str) -> str:
    """The bound of a word after an amount: 以上, 或更多, 或者更少."""
    return _SUFFIXES.get(word) or ("at_most" if word[-1] in "少小低短" else "at_least")


def _bound(own: str, before: str, after: str) -> str:
    """The bound of an amount from its own wording and the words around it; approximations yield to limits."""
    if own in ("range", "vague") or not (before or after):
        return own
    candidates = (after, before, own) if before == "under" else (before, after, own)
    limits = (bound for bound in candidates if bound not in ("", "exact", "approx"))
    return next(limits, before or after or own)


def _interval(amount: Amount, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """The closed interval that a bound leaves."""
    if bound in ("range", "vague"):
        return amount.lower, amount.upper
    lower = amount.value if bound in ("exact", "over", "at_least") else None
    upper = amount.value if bound in ("exact", "under", "at_most") else None
    return lower, upper


# Every numeral begins with one of these, and so does everything else that `scan` finds.
_FIRST = "0-9０-９〇零一二三四五六七八九十百千万萬亿億两兩俩倆仨廿卅卌壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟幺"
_START = late(
    f"[{_FIRST}半几幾数]|[负負−+＋－\\-](?=[{_FIRST}])|[第前](?={_GAP}[{_FIRST}负負−+＋－\\-])|翻[了番倍{_FIRST}]|成[百千]|若干|首(?=位(?!数))"
)
_NUMERAL = late("[0-9０-９〇零一二三四五六七八九十百千万亿两]")


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every quantity between `start` and `end` of a text, from left to right, without overlap.

    Every numeral lies in some span: where it has no unit, in one of the family bare. The characters before `start` are
    no part of any span, but looked at as context.
    """
    stop = len(text) if end is None else end
    left = position = start
    while match := _START.search(text, position, stop):
        span = _span(text, match.start(), left, stop)
        if span is None and _NUMERAL.match(match[0]):
            at = match.start()
            bare = Quantity(match[0], None, None, "exact", None, None, "bare")
            span = Span(at, at + 1, at, at + 1, bare)
        if span is None:
            position = match.start() + 1
        else:
            yield span
            left = position = span.end


def parse_quantity(text: str) -> Quantity | None:
    """Read `text`, the whole of it, as one quantity; None where it is none.

    Raises ValueError with the reason for anything but a string.
    """
    if not isinstance(text, str):
        raise ValueError(f"a quantity is read from a string, not from {type(text).__name__}")
    stripped = text.strip()
    span = next(scan(stripped), None)
    if span is None or span.start > 0 or span.end < len(stripped):
        return None
    return span.quantity
