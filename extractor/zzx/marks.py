"""Marks: what a sentence's raw characters show before any word is cut.

Times, quantities, quoted names and the numerals that are no quantities are carved out leftmost-longest, so that the
tokenizer only ever sees the gaps between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from zzx import dates, lexicon, places, quantities, ranks, words
from zzx.dates import TimeSpan
from zzx.places import PlaceSpan
from zzx.quantities import Quantity

NUMERALS = "一二两三四五六七八九十百千万亿〇零"
# Measure words of one character that a numeral takes directly; the full table is lexicon/units.toml.
_MEASURES = (
    "件起个名人位家户所座处条项支份册张套台辆艘次轮例宗场类种元天年月日时分秒岁米里斤吨亩度倍折成亿万千百"
)


NUMERAL = re.compile(f"[0-9０-９{NUMERALS}兆廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩]+")
"""One run of characters that may be a numeral, in any writing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch `start:end` of a sentence that is recognised as a whole.

    `reason` says why the numerals of a mark that is no quantity are rejected; `numeral` is the stretch of the numeral
    proper inside a quantity.
    """

    start: int
    end: int
    kind: Literal["time", "quantity", "rejected", "name", "place"]
    reason: str = ""
    time: TimeSpan | None = None
    quantity: Quantity | None = None
    place: PlaceSpan | None = None
    numeral: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rule of rules/rejections.toml: where `pattern` matches, its numerals are rejected with `reason`."""

    reason: str
    pattern: str
    firm: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


# A lookbehind that ends in up to so many of one character, which `re` wants written out.
_REPEATED = re.compile(r"\(\?<=(?P<before>[^()]*)(?P<one>\[[^\]]+\])\{0,(?P<most>\d)\}\)")


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
        "{u}": _MEASURES,
        "{num}": NUMERALS,
    }

    def expand(pattern: str) -> str:
        for name, meaning in placeholders.items():
            pattern = pattern.replace(name, meaning)
        return _REPEATED.sub(_written_out, pattern)

    return tuple(
        Rejection(
            rule["reason"],
            expand(rule["pattern"]),
            rule.get("firm", False),
            tuple(rule["examples"]),
            tuple(rule["counterexamples"]),
        )
        for rule in lexicon.read("rejections.toml", "rules")["rejection"]
    )


# What a rejection may begin with: most places of a sentence need not try any of them.
_OPENERS = (
    rf"{NUMERALS}双半\d\sA-Za-zＡ-Ｄ《〔\[【（(“‘\"'①-⑳⑴-⒇×"
    "第每热电拨短专号传平省市县乡村区州镇国其另新这那再守保造富只最跑点面大廿兆今"
)


@cache
def _combined(firm: bool) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all firm or all other rejections, and the reason of each of its groups."""
    rules = [rule for rule in rejections() if rule.firm == firm]
    pattern = "|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
    # Not in the middle of digits: no rule begins there.
    return (
        re.compile(rf"(?=[{_OPENERS}])(?<![0-9](?=[0-9]))(?:{pattern})"),
        tuple(rule.reason for rule in rules),
    )


def _rejected(view: str, firm: bool) -> Iterator[Mark]:
    pattern, reasons = _combined(firm)
    for match in pattern.finditer(view):
        if match.end() > match.start():
            reason = reasons[int(str(match.lastgroup)[1:])]
            yield Mark(match.start(), match.end(), "name" if reason == "title" else "rejected", reason)


_QUOTED = re.compile(
    r"[“‘「『]([^“”‘’「」『』，。；！？,;!?]{1,24})[”’」』\"]|\"([^“”\"，。；！？,;!?]{1,24})\""
)


# People whose names a court or the police leave out: 王某某, 张某甲.
_UNNAMED = re.compile(
    r"(?![在对向由与和及从被把为给是有县市区省镇乡村街])[\u4e00-\u9fff]某(?:某{1,2}|[甲乙丙丁戊])"
)


def _names(view: str) -> Iterator[Mark]:
    """People without a name, and short quotations that name something: “法治护航工作站”.

    A quotation that states a quantity is text.
    """
    for match in _UNNAMED.finditer(view):
        yield Mark(match.start(), match.end(), "name", "name")
    for match in _QUOTED.finditer(view):
        content = match[1] or match[2]
        if not _states(content):
            yield Mark(match.start(), match.end(), "name", "name")


# 几分钟内 is a length of time, but 几天来 and 几个 are mere words.
_FEW = re.compile(r"几(?:秒钟?|分钟|个?小时|天|个?工作日)")
_WITHIN = re.compile(r"之?内(?![部外容])|以内")
_TOLL = re.compile(r"\d(?:[死伤亡]|失[踪联]|[轻重受]伤)")


def _states(content: str) -> bool:
    """Whether a quoted stretch says how much there is of something, rather than naming it."""
    if not any(character.isdigit() or character in NUMERALS for character in content):
        return False
    spans = [span for span in quantities.scan(content) if span.quantity.unit is not None]
    for span in spans:
        digits = content[span.numeral_start : span.numeral_end]
        whole = span.start == 0 and span.end == len(content)
        if whole and span.quantity.family in ("time", "money", "percent", "measure"):
            return True
        told = any(character.isdigit() for character in digits) or span.quantity.bound not in (
            "exact",
            "vague",
        )
        if len(content) > 9 and told:
            return True
    return _TOLL.search(content) is not None


def mark(view: str) -> list[Mark]:
    """The marks of one sentence, in order and without overlap; every numeral of the sentence lies in one."""
    taken: list[Mark] = []
    when = list(times(view))
    _claim(taken, _rejected(view, firm=True))
    _claim(taken, (mark for mark in when if _QUOTE.search(view, mark.start, mark.end)))
    _claim(taken, _names(view))
    _claim(taken, when)
    _claim(taken, _places(view))
    _claim(taken, _rejected(view, firm=False))
    _claim(taken, _flat(view))
    ordinary: list[tuple[int, int]] | None = None
    for start, end in _gaps(taken, len(view)):
        for span in quantities.scan(view, start, end):
            left = span.start
            numeral = (span.numeral_start, span.numeral_end)
            span = _unlisted(view, span)
            right = span.end
            if ordinary is None and not any(
                "0" <= c <= "9" or "０" <= c <= "９" for c in view[numeral[0] : numeral[1]]
            ):
                ordinary = _ordinary(view)
            reason = _unfit(view, left, right, numeral, span.quantity, ordinary or [])
            kind: Literal["rejected", "quantity"] = "rejected" if reason else "quantity"
            taken.append(Mark(left, right, kind, reason or "", quantity=span.quantity, numeral=numeral))
    taken.sort(key=lambda mark: mark.start)
    _share_points(view, taken)
    units = {mark.quantity.unit for mark in taken if mark.kind == "quantity" and mark.quantity is not None}
    return [_counted_too(view, mark, units) for mark in taken]


_STRANGE = re.compile(
    rf"(?![年月日号时分秒期届级点岁多余来几等的了和与及或至到从在为是后前内省市县区州国镇乡村{NUMERALS}])"
    r"([\u4e00-\u9fff])(?=[，。；、！？,;)）]|$)"
)


_SUFFERED = re.compile(rf"(?:[死伤亡]|失[踪联]|[轻重受]伤|死亡)(?=[、，。；,;”’）)\s]|[\d{NUMERALS}]|$)")


def _unlisted(view: str, span: quantities.Span) -> quantities.Span:
    """A bare numeral takes the one character that stands between it and a stop as its measure: 锦旗28面。

    Before a word of death or injury it counts people: 2死5伤. 几分钟内 is a length of time.
    """
    if _FEW.fullmatch(span.quantity.text) and _WITHIN.match(view, span.end):
        return replace(span, quantity=replace(span.quantity, lower=Decimal(2), upper=Decimal(10)))
    if span.quantity.family != "bare" or span.quantity.value is None:
        return span
    if _SUFFERED.match(view, span.end):
        return replace(span, quantity=replace(span.quantity, family="count"))
    match = _STRANGE.match(view, span.end)
    if match is None or not view[span.numeral_start : span.numeral_end].rstrip("万亿").isascii():
        return span
    quantity = replace(span.quantity, text=view[span.start : match.end()], unit=match[0], family="count")
    return replace(span, end=match.end(), quantity=quantity)


_AND = re.compile(r"\s?[、和与及]\s?")


def _share_points(view: str, taken: list[Mark]) -> None:
    """Give 个 in a list the rest of a unit that only its last member says in full: 1.3个、1.4个和2.2个百分点."""
    for index in range(len(taken) - 2, -1, -1):
        one, following = taken[index], taken[index + 1]
        quantity, last = one.quantity, following.quantity
        if (
            quantity is not None
            and last is not None
            and quantity.unit == "个"
            and last.family == "points"
            and _AND.fullmatch(view, one.end, following.start)
        ):
            taken[index] = replace(one, quantity=replace(quantity, unit=last.unit, family=last.family))


_LISTED = re.compile(r"[、，；,;]|$")


def _counted_too(view: str, mark: Mark, units: Set[str | None]) -> Mark:
    """一 is a count beside other counts by the same measure: 发现火情一起、险情三起."""
    if mark.reason != "indefinite" or mark.quantity is None or not _LISTED.match(view, mark.end):
        return mark
    unit = mark.quantity.unit
    return replace(mark, kind="quantity", reason="") if unit is not None and unit in units else mark


def syllables(view: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """The characters of numerals that no mark holds: mere syllables, as in 队伍, 陆地."""
    for start, end in _gaps(marks, len(view)):
        for match in NUMERAL.finditer(view, start, end):
            yield match.span()


def times(view: str) -> Iterator[Mark]:
    """The time expressions of a sentence as marks."""
    for span in dates.scan(view):
        yield Mark(
            span.start, span.end, "time", "frequency" if span.kind == "frequency" else "date", time=span
        )


_QUOTE = re.compile(r"[“”‘’\"]")
_NUMBERED = re.compile(rf"[{NUMERALS}]")


def _places(view: str) -> Iterator[Mark]:
    """Places whose names hold a numeral: 三明市, 六安."""
    if not places.names_with(NUMERALS).search(view):
        return
    for span in places.scan(view):
        if _NUMBERED.search(view, span.start, span.end) and span.kind != "deictic":
            yield Mark(span.start, span.end, "place", "name", place=span)


_LEVEL = re.compile(
    r"(?:[与同和跟比较]|同比|环比)[^，。；、]{0,14}?(?P<flat>(?P<about>基本|大体|总体|大致)?持平)"
)


def _flat(view: str) -> Iterator[Mark]:
    """A standstill, a change that is told without a numeral: 与去年持平."""
    for match in _LEVEL.finditer(view):
        zero = Decimal(0)
        about = match["about"] is not None
        limit = None if about else zero
        span = match.span("flat")
        quantity = Quantity(match["flat"], zero, None, "approx" if about else "exact", limit, limit, "flat")
        yield Mark(*span, "quantity", quantity=quantity, numeral=span)


def _claim(taken: list[Mark], marks: Iterable[Mark]) -> None:
    """Add the marks that overlap none of those already taken."""
    before = sorted(taken, key=lambda mark: mark.start)
    index = 0
    for mark in marks:
        while index < len(before) and before[index].end <= mark.start:
            index += 1
        if index == len(before) or before[index].start >= mark.end:
            taken.append(mark)


def _gaps(taken: list[Mark], length: int) -> Iterator[tuple[int, int]]:
    position = 0
    for mark in sorted(taken, key=lambda mark: mark.start):
        if mark.start > position:
            yield position, mark.start
        position = max(position, mark.end)
    if position < length:
        yield position, length


_NUMERAL_ONLY = re.compile(rf"[{NUMERALS}几数半第初俩仨余多来]+")


def _ordinary(view: str) -> list[tuple[int, int]]:
    """The dictionary words of a sentence in which a Chinese numeral is only a syllable (统一, 万一, 四川, 十分)."""
    found = []
    for start, end, flag in words.spans(view):
        word = view[start:end]
        if end - start < 2 or flag[0] in "mqx" or flag == "eng":
            continue
        if any(character in NUMERALS for character in word) and not _NUMERAL_ONLY.fullmatch(word):
            found.append((start, end))
    return found


# A numeral without a unit may count (100万新就业群体) only in digits or from ten thousand on.
_PLAIN = re.compile(r"[0-9０-９]|[万亿]")
# Divisions of a country are counted without a measure word: 辗转六省市.
_DIVISIONS = re.compile(
    r"省市?区市?|省[市份]|市[县州]区?|区?市县|县[市区]|区[县市]|地市|州市|乡镇|镇[街乡村]"
)
_CODE = re.compile(r"\d{9,}")
_DIGIT = re.compile(r"[0-9０-９一二两三四五六七八九壹贰叁肆伍陆柒捌玖]")
_MONEY = re.compile(r"[^\u4e00-\u9fff]|[钱以及起多左的一两整即就每]|$")
_YEAR = re.compile(r"(?:19|20)\d\d")
# 是全县发展最快的五年, 走过极不平凡的一年
_SUMS_UP = re.compile(
    r"(?:(?:是|走过|度过)[^，。；：！？,;\d]{1,36}|为[^，。；：！？,;\d]{0,30}最[^，。；：！？,;\d]{1,4})的$"
)
_CLOSED = re.compile(r"[，。；：！？、,;:!?）)”\s]|$")


def _unfit(
    view: str,
    start: int,
    end: int,
    numeral: tuple[int, int],
    quantity: Quantity,
    ordinary: list[tuple[int, int]],
) -> str | None:
    """Why a numeral measures nothing, as far as its own neighbourhood tells; None if it may be a quantity."""
    if quantity.family == "level":
        return "level"
    if quantity.family == "time" and _CLOSED.match(view, end) and _SUMS_UP.search(view, 0, start):
        return "window"
    digits = view[numeral[0] : numeral[1]]
    if quantity.family != "rank" and quantity.family != "percent":
        # A word swallows a numeral unless the quantity holds the whole word (一起 for 一 + 起, 上千).
        last = bisect_right(ordinary, (numeral[0], len(view))) - 1
        left, right = ordinary[last] if last >= 0 else (0, 0)
        counted = quantity.unit is not None or quantity.bound != "exact"
        if left <= numeral[0] < right and not (start <= left and right <= end and counted):
            return "word"
    if digits == "一" and quantity.bound == "exact" and quantity.unit is not None:
        if quantity.unit == "元" and not _MONEY.match(view, end):
            return "indefinite"
        if quantity.family in ("time", "money", "measure", "percent", "multiple"):
            return None if quantity.unit not in ("方",) else "indefinite"
        return "indefinite"
    if quantity.family == "bare" and not _PLAIN.search(digits):
        return None if _DIVISIONS.match(view, end) and digits != "一" else "bare"
    if quantity.family == "bare" and quantity.bound == "exact" and not _DIGIT.search(digits):
        return "word"
    if quantity.family == "bare" and _YEAR.fullmatch(digits):
        return "date"
    if quantity.family == "rank" and not ranks.is_rank(view, start, end):
        return "ordinal"
    if quantity.bound == "vague" and quantity.lower is None and quantity.upper is None:
        return "indefinite"
    if quantity.family == "bare" and _CODE.fullmatch(digits):
        return "code"
    return None
