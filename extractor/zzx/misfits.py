"""Misfits: numerals that measure nothing, as far as their own neighbourhood tells."""

import re
import string
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from zzx import lexicon, ranks
from zzx.numerals import WIDE_DIGITS
from zzx.patterns import late
from zzx.quantities import Quantity

NUMERALS = "一二两三四五六七八九十百千万亿〇零"
# Measure words of one character that a numeral takes directly; the full table is lexicon/units.toml.
MEASURES = (
    "件起个名人位家户所座处条项支份册张套台辆艘次轮例宗场类种元天年月日时分秒岁米里斤吨亩度倍折成亿万千百"
)


class Rejection(NamedTuple):
    """One rule of rules/rejections.toml: where `pattern` matches, its numerals are rejected with `reason`.

    `compiled` is tried where one of `starts` stands, in a sentence that holds one of `needs`; None stands for any.
    """

    reason: str
    pattern: str
    compiled: re.Pattern[str]
    starts: frozenset[str] | None
    needs: frozenset[str] | None
    firm: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


# A lookbehind that ends in up to so many of one character, which `re` wants written out.
_REPEATED = late(r"\(\?<=(?P<before>[^()]*)(?P<one>\[[^\]]+\])\{0,(?P<most>\d)\}\)")


def _written_out(lookbehind: re.Match[str]) -> str:
    before, one, most = lookbehind["before"], lookbehind["one"], int(lookbehind["most"])
    return f"(?:{'|'.join(f'(?<={before}{one * count})' for count in range(most + 1))})"


@cache
def rejections() -> tuple[Rejection, ...]:
    """The rules of rules/rejections.toml in their order, placeholders written out."""
    numeral = rf"(?:\d[\d,.]{{0,15}}[万亿千百]?|[{NUMERALS}]{{1,9}})"
    placeholders = {
        "{c}": f"[{NUMERALS}]",
        "{n}": numeral,
        "{hh}": r"\u4e00-\u9fff",
        "{h}": r"[\u4e00-\u9fff]",
        "{u}": MEASURES,
        "{num}": NUMERALS,
    }

    characters = {
        "{digit}": string.digits + WIDE_DIGITS,
        "{num}": NUMERALS,
        "{letter}": string.ascii_letters,
    }

    def expand(pattern: str) -> str:
        for name, meaning in placeholders.items():
            pattern = pattern.replace(name, meaning)
        return _REPEATED.sub(_written_out, pattern)

    def one_of(written: str | None) -> frozenset[str] | None:
        for name, meaning in characters.items():
            written = written and written.replace(name, meaning)
        return None if written is None else frozenset(written)

    return tuple(
        Rejection(
            rule["reason"],
            pattern := expand(rule["pattern"]),
            late(pattern),
            one_of(rule.get("starts")),
            one_of(rule.get("needs")),
            rule.get("firm", False),
            tuple(rule["examples"]),
            tuple(rule["counterexamples"]),
        )
        for rule in lexicon.read("rejections.toml", "rules")["rejection"]
    )


class _Index(NamedTuple):
    """The rejections by what they begin with and need; sets of rules are numbers, the n-th bit for the n-th rule.

    starts: where one may begin (not in the middle of digits); by_start: character -> the set that may begin with it; always:
    those that need nothing; by_need: character -> those that need it, among others.
    """

    starts: re.Pattern[str]
    by_start: dict[str, int]
    always: int
    by_need: dict[str, int]


@cache
def _index() -> _Index:
    rules = [(1 << number, rule) for number, rule in enumerate(rejections())]
    every = sorted({start for _, rule in rules for start in rule.starts or ()})
    by_start = {
        start: sum(bit for bit, rule in rules if rule.starts is None or start in rule.starts)
        for start in every
    }
    by_need: dict[str, int] = {}
    for bit, rule in rules:
        for need in rule.needs or ():
            by_need[need] = by_need.get(need, 0) | bit
    return _Index(
        late(f"[{re.escape(''.join(every))}](?<![0-9][0-9])"),
        by_start,
        sum(bit for bit, rule in rules if rule.needs is None),
        by_need,
    )


@lru_cache(maxsize=4096)
def _members(rules: int) -> tuple[tuple[bool, re.Pattern[str], Rejection], ...]:
    """The rules of a set in their order, each with whether it is not firm, and its pattern."""
    every, members = rejections(), []
    while rules:
        lowest = rules & -rules
        members.append(every[lowest.bit_length() - 1])
        rules ^= lowest
    return tuple((not rule.firm, rule.compiled, rule) for rule in members)


def rejected(view: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """Where the firm rules match in a sentence, and where the others do, each with the reason: leftmost, not overlapping."""
    index = _index()
    active = index.always
    for need in index.by_need.keys() & set(view):
        active |= index.by_need[need]
    found: tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]] = ([], [])
    ends = [0, 0]
    for start in index.starts.finditer(view):
        rules = index.by_start[start[0]] & active
        if not rules:
            continue
        at = start.start()
        for others, pattern, rule in _members(rules):
            if at >= ends[others]:
                match = pattern.match(view, at)
                if match is not None:
                    ends[others] = match.end()
                    found[others].append((at, match.end(), rule.reason))
    return found


# A numeral without a unit may count (100万新就业群体) only in digits or from ten thousand on.
_PLAIN = late(r"[0-9０-９]|[万亿]")
# Divisions of a country are counted without a measure word: 辗转六省市.
_DIVISIONS = late(
    r"省市?区市?|省[市份]|市[县州]区?|区?市县|县[市区]|区[县市]|地市|州市|乡镇|镇[街乡村]|部[门委](?!经理|负责|规章)"
)
_ARABIC = late("[0-9０-９]")
# Numbers of accounts, versions and models: 01, Windows 10, 3*5*7; the points of an index.
_ROUND = late("[百千]$")
_NOUN = late("[\u4e00-\u9fff]{2}")
_CODE = late(r"\d{9,}|0\d+")
_SHORT = late(r"\d{1,4}(?:\.\d)?")
_VERSION = late(r"(?:(?<!GDP)(?<!GNP)(?<!CPI)(?<!PPI)(?<!PMI)(?<!GMV)(?<=[A-Za-z])|\*)[ \u00a0]?$")
_SIGNS = ("*", "点")
# A day or an hour whose other half stands elsewhere: 据媒体18日报道, 10点至11点.
_DAY = late(r"[12]?\d|3[01]")
_DATED = late(r"[日号点时](?!均)")
_DIGIT = late(r"[0-9０-９一二两三四五六七八九壹贰叁肆伍陆柒捌玖]")
# Measure words that make no word with a numeral: 两辆车; not 两面派, 三部曲.
_COUNTERS = frozenset("辆名栋架艘匹棵株枚颗盏幢丘篇封幅顶箱袋")
_MEDALS = ("金", "银", "铜")
_SUFFERED = f"(?:[{NUMERALS}]{{1,3}}|\\d{{1,4}})(?:[死亡伤]|[轻重]伤|失[踪联])"
_TOLL = late(f"{_SUFFERED}[、，]?{_SUFFERED}")
_BEFORE_TOLL, _AFTER_TOLL = 5, 8
_AFTER_MONEY = "钱以及起多左的一两整即就每"
_YEAR = late(r"(?:19|20)\d\d")
# 是全县发展最快的五年, 走过极不平凡的一年
_SUMS_UP = late(
    r"(?:(?:(?<=[，。；：！？,;])是|走过|度过)[^。；：！？;\d]{1,40}|是[^。；：！？，,;\d]{1,40}"
    r"|为[^，。；：！？,;\d]{0,30}最[^，。；：！？,;\d]{1,4}|任期|任职)的$"
)
_FARTHEST = 44  # characters before a length of time that show what it sums up
_CLOSED = late(r"[，。；：！？、,;:!?）)”\s]|$")


def why(
    view: str,
    start: int,
    end: int,
    numeral: tuple[int, int],
    quantity: Quantity,
    around: Callable[[int], tuple[int, int]],
) -> str | None:
    """Why a numeral measures nothing, as far as its own neighbourhood tells; None if it may be a quantity."""
    if quantity.family == "level":
        return "level"
    if (
        quantity.family == "time"
        and view.endswith("的", 0, start)
        and _CLOSED.match(view, end)
        and _SUMS_UP.search(view, max(0, start - _FARTHEST), start)
    ):
        return "window"
    digits = view[numeral[0] : numeral[1]]
    if quantity.family == "count" and quantity.unit is None:
        if view.startswith(_MEDALS, end):
            return None  # 四金一银
        if _TOLL.search(view, max(0, start - _BEFORE_TOLL), end + _AFTER_TOLL):
            return None  # 一死两伤
    if quantity.family not in ("rank", "percent", "multiple") and not _ARABIC.search(digits):
        # A word swallows a numeral unless the quantity holds the whole word (一起 for 一 + 起, 上千).
        left, right = around(numeral[0])
        counted = quantity.unit is not None or quantity.bound != "exact"
        if left == numeral[0] - 1 and view[left] in "共约计另等达致" and right <= end:
            left += 1  # 货主共|三人
        if left == numeral[0] and quantity.unit in _COUNTERS and digits != "一":
            right = left  # 两辆|车
        inside = left <= numeral[0] < right and not (start <= left and right <= end and counted)
        if inside and not (quantity.family == "measure" and view[left] == "高"):  # 墙高三|公尺, no 高三
            return "word"
    if digits == "一" and view.startswith("各", start - 1) and quantity.family == "count" and quantity.unit:
        return None  # 猎枪、气枪各|一支
    if digits == "一" and quantity.bound == "exact" and (quantity.unit or quantity.family == "count"):
        if quantity.unit == "元" and not _closes_money(view[end : end + 1]):
            return "indefinite"
        if quantity.family in ("time", "money", "measure", "percent", "multiple"):
            return "indefinite" if quantity.unit == "方" else None
        return None if view.endswith("各", 0, numeral[0]) else "indefinite"  # 猎枪、气枪各|一支
    if quantity.family == "bare":
        return _why_bare(view, start, end, digits, quantity)
    if quantity.family == "rank" and not ranks.is_rank(view, start, end):
        return "ordinal"
    if quantity.bound == "vague" and quantity.lower is None and quantity.upper is None:
        return "indefinite"
    return None


def _closes_money(after: str) -> bool:
    """Whether the character after 元 lets it be money: none of a word such as 一元化."""
    return not "\u4e00" <= after <= "\u9fff" or after in _AFTER_MONEY


def _why_bare(view: str, start: int, end: int, digits: str, quantity: Quantity) -> str | None:
    """Why a numeral without a unit counts nothing."""
    counted = view.startswith("的", end) or quantity.text[0] == "成" or quantity.text[:2] == "数以"
    if quantity.bound == "vague" and quantity.lower is not None and counted:
        return None  # 数百的群众, 数以千计居民
    if not _PLAIN.search(digits):
        if (
            quantity.bound in ("at_least", "under", "over", "vague")
            and _ROUND.search(digits)
            and _NOUN.match(view, end)
        ):
            return None  # 上百警力, 数百群众
        return None if _DIVISIONS.match(view, end) and digits != "一" else "bare"
    if quantity.bound == "exact" and not _DIGIT.search(digits):
        return "word"
    if _YEAR.fullmatch(digits) or (_DAY.fullmatch(digits) and _DATED.match(view, end)):
        return "date"
    if quantity.bound == "vague" and quantity.lower is None and quantity.upper is None:
        return "indefinite"
    if _CODE.fullmatch(digits) or view[end : end + 1] in _SIGNS:
        return "code"
    return "code" if _SHORT.fullmatch(digits) and _VERSION.search(view, max(0, start - 5), start) else None
