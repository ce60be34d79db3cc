"""Ranges: two amounts that make one, or are two facts after all (3至5天, 30%—40%, 3至5万; 增加12天至310天)."""

from decimal import Decimal
from itertools import pairwise

from zzx import numerals
from zzx.amounts import GAP, YEAR, Amount, measured, power, quotient, rank_or_fraction, times
from zzx.patterns import late
from zzx.units import units


def read(text: str, start: int, end: int) -> Amount | None:
    """The amount whose numeral (or 第 前 翻 半 几 数) stands at `start`, at most to `end`; None where none begins there.

    A numeral without a unit is an amount of the family bare.
    """
    amount = rank_or_fraction(text, start, end)
    if amount is None:
        amount = measured(text, start, end)
        if amount is not None:
            amount = _range(text, amount, end)
    return amount


_SEPARATOR = late(
    f"(?:[(（]不?含[)）])?{GAP}(?P<sign>至|到|—{{1,2}}|-{{1,2}}|－|–|―|─|﹣|−|\\\\?~|～|〜|∼|\\$?\\\\sim\\$?){GAP}"
)
_DATED = late(f"{GAP}[月日号时点届条款章节]")


# 介于3万元和5万元之间, 在2%与3%之间
_JOINS = frozenset("和与跟同")
_PLACED = late(
    '(?:介于|[处位居落]于|[落控制保维持稳定集中分布徘徊波动]在|在|达到?)(?:约|大约)?[“"]?(?:零下|人民币)?\\s?\\Z'
)
_AMONG = late(f"{GAP}(?:之间|间(?![接隔断距歇]))")


def _amid(text: str, low: Amount, end: int) -> Amount | None:
    """The range of which both ends are named: 介于3万元和5万元之间."""
    high = measured(text, low.end + 1, end)
    if high is None or high.bound != "exact" or not _AMONG.match(text, high.end, end):
        return None
    if not _PLACED.search(text, max(0, low.start - _NEAR), low.start):
        return None
    if low.unit is None:
        numeral = text[high.numeral_start : high.numeral_end]
        low = low._replace(value=_shared(text[low.numeral_start : low.numeral_end], low, numeral, high))
    return between(low, high)


# 5、6千元, 七、八户: two digits next to each other are one guess, unless something shows that they are two numbers.
_STEPS = {digit: after for row in ("123456789", "一二三四五六七八九") for digit, after in pairwise(row)}
_TWO = late(
    "(?:[年月日号、～~0-9一二三四五六七八九十.各第-]|第[^，。；：]{1,4}|[列居排获占]|[分各]别[^，。；：]{0,12}|[各都均]有|^|[；：;:。\\n]\\s?(?=\\Z))\\Z"
)
_GUESSED = frozenset("人名位户家个件起辆台只条间棵株头匹次场年天斤里亩米")


def _neighbours(text: str, low: Amount, end: int) -> Amount | None:
    """The range of two digits next to each other that a pause parts: 5、6千元, 七、八户."""
    digit, start = text[low.start : low.end], low.end + 1
    if low.unit is not None or text[start : start + 1] != _STEPS.get(digit):
        return None
    high = measured(text, start, end)
    if high is None or high.bound != "exact" or high.value is None or high.unit is None:
        return None
    powers = text[start + 1 : high.numeral_end]
    scaled = powers != "" and not powers.strip("十百千万亿")
    guessed = scaled or (powers == "" and (high.family in ("money", "time") or high.unit in _GUESSED))
    if (
        not guessed
        or high.family in ("percent", "points")
        or _TWO.search(text, max(0, low.start - 16), low.start)
    ):
        return None
    if text[high.end : high.end + 1] == "、":
        return None  # 3、4人、5人
    return between(low._replace(value=times(low.value, high.factor * power(powers))), high)


def _range(text: str, low: Amount, end: int) -> Amount:
    """The range that begins with `low`, or `low` where none does."""
    if text[low.end : low.end + 1] == "、":
        return _neighbours(text, low, end) or low
    if text[low.end : low.end + 1] in _JOINS:
        return _amid(text, low, end) or low
    separator = _SEPARATOR.match(text, low.end, end)
    if separator is None or low.value is None or low.bound != "exact" or low.unit in units().only_after:
        return low
    high = measured(text, separator.end(), end)
    if high is None or high.value is None or high.bound != "exact":
        return low
    if high.unit is None and low.family == "percent" and low.end == low.numeral_end:  # 百分之三十至四十
        high = high._replace(unit=low.unit, family=low.family)
    numeral = text[high.numeral_start : high.numeral_end]
    if high.unit is None:
        hyphen = separator["sign"][0] in "-－–−﹣" and power(numeral) == 1
        if low.unit or hyphen or YEAR.fullmatch(numeral) or _DATED.match(text, high.end, end):
            return low
    if low.unit is None:
        low = low._replace(value=_shared(text[low.numeral_start : low.numeral_end], low, numeral, high))
    if separator["sign"] in "至到" and _are_two(text, low, high):
        return low
    return between(low, high) or _downward(text, low, high) or low


_NAMED = late("(?:为|在|约|[：:])\\s?\\Z")


def _downward(text: str, low: Amount, high: Amount) -> Amount | None:
    """The range whose higher end is told first: 净利润为-5亿元至-8亿元, 罚金8000至2000元不等."""
    if _SPREAD.match(text, high.end):
        low = low._replace(unit=low.unit or high.unit, family=high.family)
    elif low.unit != high.unit or not _NAMED.search(text, max(0, low.start - 2), low.start):
        return None
    span = between(high, low) if high.unit else None
    return span and span._replace(
        start=low.start, end=high.end, numeral_start=low.numeral_start, numeral_end=high.numeral_end
    )


_MOVED = late("(?:提[升高]|增[加长]|上[升涨]|扩大|延长|下[降滑]|减少|降低|缩[短减]|压[缩减]|回落|攀升)了?\\Z")
_FROM = late("[从由](?:[^，。；\\s]{1,8}年的?)?\\Z")
_FORECAST = late("预[计期告测]|计划|力争|[拟可]")
_SPREAD = late("不等|之?间|的?(?:区间|范围|幅度)")
_NEAR = 24  # characters before a range that show what it is


def _are_two(text: str, low: Amount, high: Amount) -> bool:
    """Whether 至 joins no ends of a range but two facts: 提升0.6万元至2.7万元 (by, to), 从2.2亿到163亿 (from, to).

    The level is then far above the change or the level before; a range is narrow.
    """
    if low.value is None or high.value is None or low.unit != high.unit or high.value < 2 * low.value:
        return False
    if _SPREAD.match(text, high.end) or _FORECAST.search(text, max(0, low.start - _NEAR), low.start):
        return False
    window = max(0, low.start - _NEAR), low.start
    if low.family not in ("percent", "points", "multiple") and low.unit and _MOVED.search(text, *window):
        return True
    return low.family != "time" and _FROM.search(text, *window) is not None


def _shared(low_numeral: str, low: Amount, high_numeral: str, high: Amount) -> Decimal | None:
    """The lower end of a range whose powers may stand at the upper end only: 3至5万, 三到五百, but 8500到3万."""
    powers = [power(high_numeral), power(high_numeral, numerals.BIG_POWERS)]
    if power(low_numeral) > 1:
        powers = powers[1:] if power(low_numeral, numerals.BIG_POWERS) == 1 else []
    lower = times(low.value, high.factor)
    candidates = (times(lower, power) for power in powers)
    return next((shared for shared in candidates if shared and high.value and shared < high.value), lower)


def between(low: Amount, high: Amount) -> Amount | None:
    """The range from one amount to another, in the unit of the higher; None where they make none."""
    if low.value is None or high.value is None:
        return None
    lower = low.value
    if low.unit not in (None, high.unit):
        durations = units().durations
        dimension, size = durations.get(low.unit or "", ("", 0))
        other, whole = durations.get(high.unit or "", ("none", 1))
        if dimension != other:
            return None
        lower = quotient(low.value * size, Decimal(whole))
    if lower >= high.value:
        return None
    span = high._replace(start=low.start, numeral_start=low.numeral_start)
    return span._replace(value=None, bound="range", lower=lower, upper=high.value)
