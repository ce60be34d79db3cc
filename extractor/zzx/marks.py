"""Marks: what a sentence's raw characters show before any word is cut.

Times, quantities, quoted names and the numerals that are no quantities are carved out leftmost-longest, so that the
tokenizer only ever sees the gaps between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple

from zzx import amounts, dates, misfits, places, quantities, words
from zzx.dates import TimeSpan
from zzx.misfits import MEASURES, NUMERALS
from zzx.patterns import late
from zzx.places import PlaceSpan
from zzx.quantities import Quantity
from zzx.units import units

_FORMAL = "兆廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩"  # numerals that are mere syllables too
NUMERAL = late(f"[0-9０-９{NUMERALS}{_FORMAL}]+")
"""One run of characters that may be a numeral, in any writing."""


WORDED = late("[几半]|持平|翻[番倍]|首位")
"""What measures without a numeral: 半数, 与去年持平, 居首位."""


class Mark(NamedTuple):
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


def _rejected(view: str) -> tuple[list[Mark], list[Mark]]:
    """The firm rejections of a sentence, and the others: each leftmost, not overlapping."""
    firm, others = misfits.rejected(view)
    return [_of_rule(*found) for found in firm], [_of_rule(*found) for found in others]


def _of_rule(start: int, end: int, reason: str) -> Mark:
    return Mark(start, end, "name" if reason == "title" else "rejected", reason)


_QUOTED = late(r"[“‘「『]([^“”‘’「」『』，。；！？,;!?]{1,24})[”’」』\"]|\"([^“”\"，。；！？,;!?]{1,24})\"")


# People whose names a court or the police leave out: 王某某, 张某甲.
_UNNAMED = late(
    r"(?![在对向由与和及从被把为给是有县市区省镇乡村街])[\u4e00-\u9fff]某(?:某{1,2}|[甲乙丙丁戊])"
)
_LEFT_OUT = late("某[某甲乙丙丁戊]")


def _names(view: str) -> Iterator[Mark]:
    """People without a name, and short quotations that name something: “法治护航工作站”.

    A quotation that states a quantity is text.
    """
    if _LEFT_OUT.search(view):
        for match in _UNNAMED.finditer(view):
            yield Mark(match.start(), match.end(), "name", "name")
    for match in _QUOTED.finditer(view):
        content = match[1] or match[2]
        if not _states(content):
            yield Mark(match.start(), match.end(), "name", "name")


_COUNTS = late(rf"[\d{NUMERALS}]")
# 几分钟内 is a length of time, but 几天来 and 几个 are mere words.
_FEW = late(r"几(?:秒钟?|分钟|个?小时|天|个?工作日)")
_WITHIN = late(r"之?内(?![部外容])|以内")
_CODED = late(r"0\d")
_TOLL = late(r"\d(?:[死伤亡]|失[踪联]|[轻重受]伤)")


@lru_cache(maxsize=4096)
def _states(content: str) -> bool:
    """Whether a quoted stretch says how much there is of something, rather than naming it."""
    if not _COUNTS.search(content):
        return False
    spans = [span for span in quantities.scan(content) if span.quantity.unit is not None]
    for span in spans:
        digits = content[span.numeral_start : span.numeral_end]
        if _CODED.match(digits):
            continue  # “020赫兹”音乐营地
        whole = span.start == 0 and span.end == len(content)
        if whole and span.quantity.family in ("time", "money", "percent", "measure"):
            return not content.endswith("夜")  # “三天两夜”研学营
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
    when = times(view)
    firm, others = _rejected(view)
    _claim(taken, firm)
    _claim(taken, [mark for mark in when if _QUOTE.search(view, mark.start, mark.end)])
    _claim(taken, list(_names(view)))
    _claim(taken, when)
    _claim(taken, list(_places(view)))
    _claim(taken, others)
    _claim(taken, list(_flat(view)))
    ordinary = _Ordinary(view)
    found = []
    for start, end in _gaps(taken, len(view)):
        for span in quantities.scan(view, start, end):
            left = span.start
            numeral = (span.numeral_start, span.numeral_end)
            span = _unlisted(view, span)
            right = span.end
            reason = misfits.why(view, left, right, numeral, span.quantity, ordinary.around)
            kind: Literal["rejected", "quantity"] = "rejected" if reason else "quantity"
            found.append(Mark(left, right, kind, reason or "", quantity=span.quantity, numeral=numeral))
    if found and taken:
        found += taken
        found.sort(key=_start)
    marks = found or taken
    _share_points(view, marks)
    _share_powers(view, marks)
    _share_ordinals(view, marks)
    if any(mark.reason == "indefinite" for mark in marks):
        counted = {
            mark.quantity.unit for mark in marks if mark.kind == "quantity" and mark.quantity is not None
        }
        marks = [_counted_too(view, mark, counted) for mark in marks]
    return marks


_STRANGE = late(
    rf"(?![年月日号时分秒期届级点岁多余来几等的了和与及或至到从在为是后前内省市县区州国镇乡村金银铜{NUMERALS}])"
    r"([\u4e00-\u9fff])(?=[，。；、！？,;)）]|$)"
)


_SUFFERED = late(rf"(?:[死伤亡]|失[踪联]|[轻重受]伤|死亡)(?=[、，。；,;”’）)\s]|[\d{NUMERALS}]|$)")


# 三金、三银、五铜, 四金一银, 夺得两金
_WON = "(?:(?<=[夺获摘揽])|(?<=[夺获摘取拿]得)|(?<=[斩收]获)|(?<=[拿揽]下))"
_MEDALS = late(
    rf"[{NUMERALS}]{{1,3}}[金银铜](?=[、，,和]?[{NUMERALS}]{{1,3}}[银铜]|(?<=[银铜])(?:[，。；、）,;)的排位]|$))"
    rf"|{_WON}[{NUMERALS}]{{1,3}}[金银铜](?=[，。；,;]|$)"
)
_BRACKETED = late(r"[（(]([\u4e00-\u9fff]{1,3})[)）]")


def _unlisted(view: str, span: quantities.Span) -> quantities.Span:
    """A bare numeral takes the one character that stands between it and a stop as its measure: 锦旗28面。

    Before a word of death or injury it counts people: 2死5伤. 几分钟内 is a length of time.
    """
    if _FEW.fullmatch(span.quantity.text) and _WITHIN.match(view, span.end):
        return span._replace(quantity=replace(span.quantity, lower=Decimal(2), upper=Decimal(10)))
    if span.quantity.family != "bare" or span.quantity.value is None:
        return span
    if _SUFFERED.match(view, span.end):
        return span._replace(quantity=replace(span.quantity, family="count"))
    if _MEDALS.match(view, span.numeral_start):
        return span._replace(quantity=replace(span.quantity, family="count"))
    if not view[span.numeral_start : span.numeral_end].rstrip("万亿").isascii():
        return span
    bracketed = _BRACKETED.match(view, span.end)
    if bracketed is not None and (read := units().read(view, *bracketed.span(1))) is not None:
        unit, end = read
        if unit.family in ("count", "measure") and end == bracketed.end(1):
            text = view[span.start : bracketed.end()]
            counted = replace(span.quantity, text=text, unit=unit.name, family=unit.family)
            return span._replace(end=bracketed.end(), quantity=counted)
    match = _STRANGE.match(view, span.end)
    if match is None:
        return span
    quantity = replace(span.quantity, text=view[span.start : match.end()], unit=match[0], family="count")
    return span._replace(end=match.end(), quantity=quantity)


_AND = late(r"\s?[、和与及]\s?")


def _share_points(view: str, marks: list[Mark]) -> None:
    """Give 个 in a list the rest of a unit that only its last member says in full: 1.3个、1.4个和2.2个百分点."""
    for index in range(len(marks) - 2, -1, -1):
        last = marks[index + 1].quantity
        if last is None or last.family != "points":
            continue
        one, following = marks[index], marks[index + 1]
        quantity = one.quantity
        if quantity is not None and quantity.unit == "个" and _AND.fullmatch(view, one.end, following.start):
            marks[index] = one._replace(quantity=replace(quantity, unit=last.unit, family=last.family))


_POWER = late(r"[万亿]+$")


def _share_powers(view: str, marks: list[Mark]) -> None:
    """Give bare digits in a list the power and unit that only its last member says: 320、150万千瓦."""
    for index in range(len(marks) - 2, -1, -1):
        one, following = marks[index], marks[index + 1]
        quantity, last = one.quantity, following.quantity
        if quantity is None or last is None or one.kind != following.kind or quantity.family != "bare":
            continue
        value, digits = quantity.value, view[slice(*one.numeral)]
        power = _POWER.search(view[slice(*following.numeral)])
        if power is None or value is None or quantity.bound != "exact" or not digits[-1:].isdigit():
            continue
        if last.unit is None or value >= 10**4 or not _AND.fullmatch(view, one.end, following.start):
            continue
        shared = amounts.times(value, amounts.power(power[0]))
        whole = replace(
            quantity, value=shared, unit=last.unit, family=last.family, lower=shared, upper=shared
        )
        marks[index] = one._replace(quantity=whole)


_RANKING = late("(?:分[列居获]|[位名]列|排名|分别(?:[列居获]|位[列居]))(?:全[国省市县区球])?$")


def _share_ordinals(view: str, marks: list[Mark]) -> None:
    """Make a rank of what is listed after one: 分列第四、五位, 分列二、三位."""
    for index in range(1, len(marks)):
        one, other = marks[index - 1], marks[index]
        quantity, following = one.quantity, other.quantity
        if quantity is None or following is None or following.unit not in ("位", "名"):
            continue
        if following.bound != "exact" or not _AND.fullmatch(view, one.end, other.start):
            continue
        if quantity.family == "bare" and _RANKING.search(view, max(0, one.start - 8), one.start):
            ranked = replace(quantity, unit=None, family="rank")
            one = marks[index - 1] = one._replace(kind="quantity", reason="", quantity=ranked)
        elif quantity.family != "rank" or view[one.start] != "第" or view[other.start] == "第":
            continue
        ranked = replace(following, unit=None, family="rank")
        marks[index] = other._replace(kind=one.kind, reason=one.reason, quantity=ranked)


_LISTED = late(r"[、，；。,;]|$")
# What is done with a case: one of them is counted beside other counts.
_CASEWORK = (
    "(?:破获|侦破|查处|查获|查办|查纠|发现|办结|审结|受理|立案|侦办|处理|处置|调解|捣毁|打掉|制止|排除|扑灭)"
)
_ONE_CASE = late(rf"{_CASEWORK}(?:了|各)?$")
_CASE_BEFORE = late(rf"{_CASEWORK}(?![^，。；、,;]*[在与和同跟])[^，。；、,;]{{2,20}}$")


# Two die and 一人|受伤.
_BEFELL = late("(?:死亡|遇难|罹难|身亡|溺亡|受伤|重伤|轻伤|失踪|失联|被困|获救|脱险|被捕|落网|在逃)")
# 关闭市场一家、取缔摊点五十三个: the same shape with another measure word.
_COUNTED_NEXT = late(
    rf"、(?!一)[\u4e00-\u9fff]{{2,16}}?(?:[{NUMERALS}]{{1,6}}|\d{{1,6}})[{MEASURES}箱桶袋枚艘](?=[、，。；])"
)


# 一名教师和|两名学生: things that are counted by the same measure in one list.
_THING = "[名位人辆架艘台套家所座处栋幢户头只具枚块门匹把支颗株棵间起宗例部口]"
_ITS_LIST = "(?:、|和|与|及|以及|并有)"
_MEMBER = rf"(?:[^，。；、,;\d{NUMERALS}]|[一二三](?=等奖))"
_NEXT_IN_LIST = late(
    rf"{_MEMBER}{{1,12}}?{_ITS_LIST}(?!一[^百千万二三四五六七八九十])(?:[{NUMERALS}]{{1,4}}|\d{{1,4}})(?P<unit>{_THING})"
)
_LAST_IN_LIST = late(
    rf"(?:(?!一)[{NUMERALS}]|[{NUMERALS}]{{2,4}}|\d{{1,4}})(?P<unit>{_THING}){_MEMBER}{{1,12}}?{_ITS_LIST}$"
)
_LIST = 20  # characters before a member of a list in which the one before it stands


def _is_listed(view: str, mark: Mark, unit: str) -> bool:
    """Whether one thing is counted in a list with others of its kind: 一名教师和两名学生."""
    if view[mark.start - 1 : mark.start] in ("是", "为"):
        return False  # 他是一位父亲和三位老人的看护
    beside = _NEXT_IN_LIST.match(view, mark.end) or _LAST_IN_LIST.search(
        view, max(0, mark.start - _LIST), mark.start
    )
    return beside is not None and beside["unit"] == unit


def _counted_too(view: str, mark: Mark, units: Set[str | None]) -> Mark:
    """一 is a count beside other counts by the same measure: 发现火情一起、险情三起; so is a case beside any count."""
    if mark.reason != "indefinite" or mark.quantity is None or mark.quantity.value is None:
        return mark
    listed = _LISTED.match(view, mark.end)
    unit = mark.quantity.unit
    beside = listed is not None or _BEFELL.match(view, mark.end) is not None
    counted = unit is not None and unit in units and (beside or _is_listed(view, mark, unit))
    counted = counted or (bool(units) and _COUNTED_NEXT.match(view, mark.end) is not None)
    if unit in ("起", "宗") and (units or listed):
        case = _CASE_BEFORE if listed else _ONE_CASE
        counted = counted or case.search(view, max(0, mark.start - 24), mark.start) is not None
    return mark._replace(kind="quantity", reason="") if counted else mark


_SYLLABLE = late(f"[{_FORMAL}]")


def syllables(view: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """The characters of numerals that no mark holds: mere syllables, as in 队伍, 陆地."""
    if not _SYLLABLE.search(view):
        return
    for start, end in _gaps(marks, len(view)):
        for match in NUMERAL.finditer(view, start, end):
            yield match.span()


@lru_cache(maxsize=256)
def times(view: str) -> tuple[Mark, ...]:
    """The time expressions of a sentence as marks; kept because more than one stage asks for them."""
    return tuple(
        Mark(span.start, span.end, "time", "frequency" if span.kind == "frequency" else "date", time=span)
        for span in dates.scan(view)
    )


_QUOTE = late(r"[“”‘’\"]")
_NUMBERED = late(rf"[{NUMERALS}]")


def _places(view: str) -> Iterator[Mark]:
    """Places whose names hold a numeral: 三明市, 六安."""
    if not places.names_with(NUMERALS).search(view):
        return
    for span in places.scan(view):
        if _NUMBERED.search(view, span.start, span.end) and span.kind != "deictic":
            yield Mark(span.start, span.end, "place", "name", place=span)


_LEVEL = late(r"(?:[与同和跟比较]|同比|环比)[^，。；、]{0,14}?(?P<flat>(?P<about>基本|大体|总体|大致)?持平)")


def _flat(view: str) -> Iterator[Mark]:
    """A standstill, a change that is told without a numeral: 与去年持平."""
    if "持平" not in view:
        return
    for match in _LEVEL.finditer(view):
        zero = Decimal(0)
        about = match["about"] is not None
        limit = None if about else zero
        span = match.span("flat")
        quantity = Quantity(match["flat"], zero, None, "approx" if about else "exact", limit, limit, "flat")
        yield Mark(*span, "quantity", quantity=quantity, numeral=span)


_start = attrgetter("start")


def _claim(taken: list[Mark], marks: Sequence[Mark]) -> None:
    """Add the marks that overlap none of those already taken, which are in order and stay so."""
    if not marks:
        return
    before = taken.copy()
    index = 0
    for mark in marks:
        while index < len(before) and before[index].end <= mark.start:
            index += 1
        if index == len(before) or before[index].start >= mark.end:
            taken.append(mark)
    taken.sort(key=_start)


def _gaps(taken: list[Mark], length: int) -> Iterator[tuple[int, int]]:
    """The stretches between marks that are in order."""
    position = 0
    for mark in taken:
        if mark.start > position:
            yield position, mark.start
        position = max(position, mark.end)
    if position < length:
        yield position, length


_NUMERAL_ONLY = late(rf"[{NUMERALS}几数半第初俩仨余多来]+")


# What the tokenizer guessed to be a word: 两人|救了4名儿童, 三到|十年.
_PEOPLE_ACT = late(r"[二两三四五六七八九十](?:人[^操制座]|[到至])")
_COUNTED_LAST = late(rf"(?!一)[{NUMERALS}]{{1,4}}[{MEASURES}张枚艘架栋幢棵株颗顶箱袋幅篇封]\Z")
# No word goes over what stands between these.
_CLAUSE = late(r"[^，。；：、！？,;!?“”‘’（）()《》\s]+")


class _Ordinary:
    """The dictionary words of a sentence in which a Chinese numeral is only a syllable (统一, 万一, 四川, 十分)."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._clauses: list[tuple[int, int]] | None = None
        self._found: dict[int, list[tuple[int, int, str]]] = {}  # by the clause's number

    def around(self, at: int) -> tuple[int, int]:
        """The word that a place is in; (0, 0) where there is none. Only clauses that are asked for are cut into words."""
        if self._clauses is None:
            self._clauses = [clause.span() for clause in _CLAUSE.finditer(self._view)]
        number = bisect_right(self._clauses, (at, len(self._view))) - 1
        if number not in self._found:
            start, end = self._clauses[number]
            self._found[number] = list(words.spans(self._view[start:end], start))
        found = self._found[number]
        start, end, flag = found[bisect_right(found, (at + 1,)) - 1]
        if (
            end - start < 2
            or flag[0] in "mqx"
            or flag == "eng"
            or not _NUMBERED.search(self._view, start, end)
        ):
            return 0, 0
        if _NUMERAL_ONLY.fullmatch(self._view, start, end):
            return 0, 0
        guessed: object = flag[0] == "v" and _PEOPLE_ACT.fullmatch(self._view, start, end) is not None
        guessed = guessed or (
            start < at and flag[:2] != "nr" and _COUNTED_LAST.search(self._view, start, end)
        )
        if guessed and not words.is_known(self._view[start:end]):
            return 0, 0
        return start, end
