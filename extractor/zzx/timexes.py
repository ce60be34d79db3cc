"""Time expressions: their grammar, and where they stand in a text.

Two levels. One pattern finds the atoms of time (2024年, 10月, 28日, 上半年, 近三年), each with a letter; a second pattern
over the row of letters says which neighbours make one expression, with the signs of a range or a list between them.
Words before and after complete it (截至…, 自…以来). `zzx.dates` resolves what is found here. All repetition is bounded, so
time is linear in the text. Durations (连续20年, 三年有期徒刑) are no time expressions: bare years or months never match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from zzx import lexicon

_GAP = r"\s?"  # a space that typesetting leaves inside an expression: 2009 年 到 2010 年
_TO = r"(?:[至到~～—–－\-]{1,2})"
_CN = "一二三四五六七八九十"
_CN_DIGITS = "〇零○一二三四五六七八九"
_SMALL = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"  # days, months, hours
_ALONE = rf"(?<![\d{_CN}百千万两第])"  # no numeral before
_YEAR = r"(?:1[5-9]\d\d|2[01]\d\d|１[５-９]\d\d|２[０１]\d\d)"
_MEASURES = "年人件起个名万亿元家条项次户台辆吨公亩米百岁天日"
_CLAUSE_START = r"(?<![^\s，。；：！？、,;:!?（）()《“”\"#—])"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One time expression at `start:end` of the text that was scanned.

    kind: 'period' a stretch, 'point' one day, 'clock' a time of day, 'frequency' (每周二), 'vague' (近年来: it governs
    facts but has no bounds in the calendar).
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Atom:
    """One unit of time at `start:end`; `letter` is its class in the grammar, see `_atoms`."""

    letter: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression: the word before it (截至), its atoms and the signs between them, the words after it (以来)."""

    start: int
    end: int
    lead: str
    row: tuple[Atom, ...]
    tail: str
    kind: str


@cache
def tables() -> dict[str, Any]:
    """The tables of lexicon/periods.toml."""
    return lexicon.read("periods.toml")


def any_of(*choices: Iterable[str]) -> str:
    """Source of a pattern that matches one of the words, longest first."""
    flat = {word for words in choices for word in words}
    return "(?:" + "|".join(re.escape(word) for word in sorted(flat, key=lambda w: (-len(w), w))) + ")"


def _clock() -> str:
    """A time of day or a stretch of hours: 5时30分, 上午9点, 0—24时, 09:30:00."""
    part = any_of(tables()["words"]["day_parts"])
    hour = rf"(?:2[0-4]|[01]?\d|[{_CN}]{{1,3}})"
    digital = rf"{hour}[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d:：])"
    shi = (
        rf"{hour}{_GAP}[时時](?![间間期代候段常刻速效机尚装政差而任])(?:{_SMALL}分(?:{_SMALL}秒)?|许|半|整)?"
    )
    dian = rf"{hour}{_GAP}[点點](?:{_SMALL}分(?!之)|钟|许|半|整|左右)"
    after_part = rf"{part}{_GAP}{hour}{_GAP}[点點](?![\d一二三四五六七八九])"
    one = rf"(?:{after_part}|(?:{part}{_GAP})?(?:{digital}|{shi}|{dian}))"
    start = rf"(?:{part}{_GAP})?{hour}(?:{_GAP}[时時点點]|[:：][0-5]\d)?"
    return rf"{_ALONE}(?<![\d.:：])(?:{start}{_TO}{_GAP}(?:次日)?{one}|{one})"


def _frequency() -> str:
    weekdays = r"[一二三四五六日天](?:[、和及至到](?:周|星期)?[一二三四五六日天])*(?![次场期个篇例节课会考])"
    dates = rf"年(?:{_SMALL}月(?:{_SMALL}日|[底初])?|年?[底初])|月(?:{_SMALL}[日号]|[底初上中下]旬?)|季度末"
    unit = r"(?:工作日|季度?|学期|小时|分钟|半年|半月|世纪|[年月日天夜晚秒]|(?:周|星期|礼拜))"
    return rf"每(?:逢|隔|间隔)?(?:{dates}|(?:周|星期|礼拜){weekdays}|(?:\d{{1,3}}|[{_CN}半两几]{{1,3}})?{_GAP}个?{unit}(?:度(?!假))?)"


def _window() -> str:
    """A stretch told from where the speaker stands: 近三年, 过去的五年, 未来两天, 三年来, 十年前."""
    count = rf"(?:\d{{1,3}}|[{_CN}百两半几数]{{1,4}})"
    unit = r"(?:个[月周]|個月|个?季度|个?世纪|个?星期|年半|年|[周週天日])"
    since = r"(?:以来|来(?![自到访华临电往源讲说看]))"
    some = rf"{count}(?:多|余)?{unit}"
    return (
        rf"(?<![用历时经花达将接])近{count}(?:多|余)?{unit}(?![底末初前内]|{_SMALL}月)(?!时间){since}?"
        rf"|(?:最近|过去的?|刚刚过去的|未来|今后|接下来的?|[前后后这]|[上下](?=\d|[两几]个|[{_CN}]个)){some}(?![级底末初]){since}?(?:间|里)?"
        rf"|{_ALONE}(?<![近前约满超]){some}(?:{since}|间(?![隔接断])|之?前(?![往来去后列进期沿置三十夕])|以前|之?后(?![台勤备续])|以后)"
    )


@cache
def _atoms() -> re.Pattern[str]:
    """The pattern of all atoms; the name of the group that matched is the atom's letter.

    L frequency, B until now, O reporting period, Z five-year plan, V decade or century, I numeric date, Y year, T relative
    day, K week, U months or quarters since January, N window, A vague, Q quarter, H half year, J week of a month, M month,
    D day, C clock, P part of the day, W weekday, G whole year, E edge of a year or month that stands alone, X edge right after
    its unit, S same period, F festival or season, n bare number of a month or day, y bare year, z year of a title, s …以来.
    """
    words = tables()["words"]
    relative_years = any_of(tables()["document_years"], tables()["running_years"])
    relative_months = any_of(tables()["document_months"], tables()["running_months"])
    relative_days = any_of(tables()["document_days"], tables()["running_days"])
    festival = any_of(tables()["festivals"])
    stretch = any_of(words["seasons"], words["events"])
    plan = rf"(?:十[一二三四五]?|[{_CN[:9]}])五"
    begins = rf"(?:(?<=[年在])|{_CLAUSE_START})"
    weekday = "(?:周|週|星期|礼拜)[一二三四五六日天]"
    atoms = {
        "L": _frequency(),
        "B": any_of(words["until_now"]),
        "O": any_of(words["report_periods"], words["report_ends"]) + "(?!考)",
        "Z": rf"[“\"‘']{plan}[”\"’'](?:时期|期间|期末|[初末]|(?=以来|[，,、。至到和]|累计|全|年均|我))"
        r"|十[一二三四五]五(?:时期|期间|期末|[初末]|(?=以来|[，,]|累计|全))",
        "V": rf"(?:(?:上个?世纪|本世纪|新世纪|{_SMALL}{_GAP}世纪){_GAP})?(?:(?<!\d)(?:{_YEAR}|[1-9]0)|[{_CN[1:9]}]十){_GAP}年代"
        r"(?:[初末]期?|中期|后期|前期)?|[上本新]世纪(?![末初中])|(?<!\d)(?:[12]\d|二十一?)世纪(?![末初中])",
        "I": r"(?<![\d\-/.])(?:19|20)\d\d(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2}(?![\d%])",
        "Y": rf"(?<!\d)(?:{_YEAR}|[一二][{_CN_DIGITS}]{{3}}){_GAP}(?:学年度?|年度|年份|财年|年)(?!代)"
        rf"|民[国國]{_GAP}(?:\d{{1,3}}|[{_CN}百〇零]{{1,4}}|元){_GAP}年"
        rf"|(?<!\d)(?:0\d|[零〇][{_CN[:9]}]|\d\d(?={_GAP}年{_GAP}{_SMALL}月{_GAP}{_SMALL}[日号])){_GAP}年"
        rf"|{relative_years}",
        "T": relative_days,
        "K": any_of(tables()["weeks"]),
        "U": rf"(?<![提之以目])前{_GAP}(?:{_SMALL}|两){_GAP}[个個]?月(?!份)|头[两三]个月|前{_GAP}[一二三两123]{_GAP}个?季度",
        "N": _window(),
        "A": any_of(words["vague"]),
        "Q": rf"第?{_GAP}(?:[一二三1-3](?:季度)?(?:{_TO}|、)第?[二三四2-4]|(?<!\d)[{_CN[:4]}1-4首]){_GAP}(?:季度|季(?=[，,]))",
        "H": "[上下]半年",
        "J": rf"第[{_CN[:5]}]周",
        "M": rf"{_ALONE}(?<!\d年){_SMALL}{_GAP}月(?:份(?!额))?(?![龄供租饼嫂])|(?<=年){_SMALL}{_GAP}月(?:份(?!额))?|{relative_months}",
        "C": _clock(),
        "D": rf"(?<!\d){_SMALL}{_GAP}[日号號](?![元均])",
        "P": any_of(words["day_parts"]),
        "W": rf"[（(]{weekday}[）)]|(?<![一两半每\d]){weekday}(?![次个期场篇节份])",
        "G": rf"全年|(?<![\d{_CN}半几两])年内",
        "E": rf"(?<![\d{_CN}百多几数每全])(?:年底(?!层)|年末|岁末|年终(?=[，,])|年初(?!步)|月底|月末|月初)",
        "X": r"(?<=[年月])(?:[上中下]旬|底(?![层线部色气稿座])|末(?![端位梢])|初(?![步中次审级衷期始])|中(?=[，,]|以来))"
        r"|(?<=年)内(?=[，,])|(?<=季度)[末初]|(?<=[周期])末|(?<=[日号])[晚夜早晨](?![会报宴霞年安])",
        "S": "同期",
        "F": rf"[“\"‘']?(?:{festival}|{stretch})[”\"’']?(?:节?假?期间|假期|长假|小长假|前后|前夕)"
        rf"|{begins}[“\"‘']?{festival}[”\"’']?(?:当天|当日|节)?|{begins}{stretch}"
        r"|(?<=年)[春夏秋冬](?:天|季(?=[，,。、以的]))",
        "n": rf"(?<![\d.])\d{{1,2}}(?={_GAP}(?:{_TO}|、){_GAP}\d{{1,2}}{_GAP}[月日])",
        "z": rf"^{_YEAR}$|(?:^|(?<=[\n#“《])|(?<=# )){_YEAR}(?={_GAP}[\u4e00-\u9fff])(?!{_GAP}[{_MEASURES}])",
        "y": rf"(?<![\d.]){_YEAR}(?={_GAP}{_TO}{_GAP}{_YEAR}(?:{_GAP}学?年|[^\d\u4e00-\u9fff%.]|$))"
        rf"|(?<=[至到~～—–－\-]){_YEAR}(?![\d.%\u4e00-\u9fff])",
        "s": rf"{_CLAUSE_START}(?:自从?|从)?[^\s，。；：！？、,;:!?“”\"\d年月日近今]{{1,20}}?以来",
    }
    return re.compile("|".join(f"(?P<{letter}>{source})" for letter, source in atoms.items()))


# One side of a range, then a whole expression, over letters: R joins a range, & a list.
_DAY = "DW?[XP]?C?"
_SIDE = f"(?:Y?(?:M(?:{_DAY}|[XJE])?|QX?|[HUFSXEG])|Y|{_DAY}|TP?C?|K[XW]?|W[P]?C?|IW?P?C?|ZX?|V)"
_LIST = "Y(?:&Y)+|Y?(?:M|n)(?:&M)+|Y?Q(?:&Q)+|Y?Mn&D"
_GRAMMAR = re.compile(rf"{_LIST}|(?:Y?Mn|Y?n|y|{_SIDE})R(?:{_SIDE}|y)|{_SIDE}|[NABOLCPzs]")
_BETWEEN = re.compile(rf"\s?(?:的?|(?P<range>{_TO})|(?P<list>[、和与及]))\s?")
_LEAD = re.compile(
    r"(?:(?P<until>截至到?|截止到?|截止至)|(?P<since>(?<![来各亲独擅])自从?|从)"
    r"|(?P<to>直到|持续到|(?<![^\s，。；：、（“\"争划标计保取出求确并望])[到至]))\s?$"
)
_TAIL = re.compile(
    r"\s?(?:以来|至今|来(?=[，,])|起(?![诉草步底到来码飞重伏点义因火价用事获运])|开始|为止|止(?![于损血步])"
    r"|[以之]前|[以之]后|期间|之?间(?![隔接断谍]))"
)
# 自1月11日推广以来, 9月实施领导包案以来, but not 收案数创建院以来新高.
_SINCE = "以来(?!的?(?:最|新高|首|历史))"
_SINCE_WORDS = re.compile(rf"[^\s，。；：！？、,;:!?“”\"\d年月日]{{1,14}}?{_SINCE}")
_LONG_SINCE_WORDS = re.compile(rf"[^，。；：！？、,;:!?\n年]{{1,40}}?{_SINCE}")
_ALONE_KINDS = dict.fromkeys("ABOs", "vague") | {
    "L": "frequency",
    "C": "clock",
    "P": "clock",
    "N": "period",
    "z": "period",
}
# A day without its month is one where the text shows it: 记者8日获悉, 15日至17日, but not 拘留15日, 30日内.
_BARE_DAY_BEFORE = re.compile(
    r"(?:^|[\s，。；：！？、,;（(“《]|记者|于|在|自|从|截至|截止|至|到|讯|报|月|第)$"
)
_BARE_DAY_AFTER = re.compile(r"以?内|之内|以上|以下|游|后|前|左右|以后|之后")


def expressions(text: str) -> Iterator[Expression]:
    """Every time expression of the text, leftmost-longest, left to right, not overlapping."""
    end = 0
    for letters, row in _rows(text):
        for match in _GRAMMAR.finditer(letters):
            atoms = row[match.start() : match.end()]
            found = _complete(text, atoms, end)
            if found is not None and found.start >= end:
                end = found.end
                yield found


def scan(text: str) -> Iterator[TimeSpan]:
    """Where the time expressions of the text stand, leftmost-longest, left to right, not overlapping."""
    for found in expressions(text):
        yield TimeSpan(found.start, found.end, found.kind)


def _rows(text: str) -> Iterator[tuple[str, list[Atom]]]:
    """The atoms of the text in runs of neighbours, each run with its letters; a sign between two atoms is R or &."""
    row: list[Atom] = []
    for match in _atoms().finditer(text):
        atom = Atom(match.lastgroup or "", match[0], match.start(), match.end())
        if row:
            joint = _BETWEEN.fullmatch(text, row[-1].end, atom.start)
            if joint is None:
                yield "".join(a.letter for a in row), row
                row = []
            elif joint["range"] or joint["list"]:
                row.append(Atom("R" if joint["range"] else "&", joint[0], row[-1].end, atom.start))
        row.append(atom)
    if row:
        yield "".join(a.letter for a in row), row


def _complete(text: str, atoms: list[Atom], floor: int) -> Expression | None:
    """The expression of a row with the words before and after it, None where a day stands for a mere number of days."""
    start, end = atoms[0].start, atoms[-1].end
    letters = "".join(a.letter for a in atoms)
    if letters[0] in "Dn" and "M" not in letters and not _is_day(text, start, end):
        return None
    if letters in _ALONE_KINDS:
        kind = _ALONE_KINDS[letters]
        if letters == "N" and re.search("[几数多余]|后$", atoms[0].text):
            kind = "vague"
        return Expression(start, end, "", tuple(atoms), "", kind)
    before = _LEAD.search(text, max(floor, start - 4), start)
    role = before.lastgroup if before else None
    tail, end = _tail(text, end, role, "R" in letters)
    bare = not tail and "R" not in letters
    if before and (
        (role == "to" and (not bare or text.startswith("的", end))) or (bare and before[0].startswith("从"))
    ):
        before = None
    lead = before[0].strip() if before else ""
    start = before.start() if before else start
    one_day = not lead and not tail and re.fullmatch(r"Y?M?DW?[XP]?C?|TP?C?|K?W[P]?C?|IW?P?C?", letters)
    return Expression(start, end, lead, tuple(atoms), tail, "point" if one_day else "period")


def _tail(text: str, end: int, role: str | None, ranged: bool) -> tuple[str, int]:
    """The word after an expression that ends at `end`, and where the whole then ends: 以来, 起, …以来."""
    found = _TAIL.match(text, end)
    if found:
        word = found[0].strip()
        fits = {
            "开始": role == "since",
            "为止": role in ("until", "to"),
            "止": role in ("until", "to"),
            "间": ranged,
            "之间": ranged,
        }.get(word, True)
        return (word, found.end()) if fits else ("", end)
    if not ranged and role in (None, "since"):
        found = (_LONG_SINCE_WORDS if role else _SINCE_WORDS).match(text, end)
        if found:
            return "以来", found.end()
    return "", end


def _is_day(text: str, start: int, end: int) -> bool:
    """Whether a day without its month is a date there: 记者8日获悉, not 拘留15日, 30日内."""
    return (
        text[start] in "0123456789０１２３４５６７８９"
        and _BARE_DAY_BEFORE.search(text, max(0, start - 3), start) is not None
        and _BARE_DAY_AFTER.match(text, end) is None
    )
