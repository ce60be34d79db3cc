"""Periods: what a time expression means in the calendar, and when a document was written.

`zzx.timexes` says where an expression stands and what it is made of; here it becomes first and last day. A day known
only relative to the document (今年, 去年10月, 近三年) needs the document's date, one relative to what the text is speaking
of (当年, 年末, 一季度, 同期) its running period; without them it stays unresolved. Nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zzx.datelines import find_document_date
from zzx.numerals import parse_number
from zzx.timexes import Atom, Expression, TimeSpan, expressions, scan, tables

__all__ = ["Period", "TimeSpan", "find_document_date", "parse_period", "resolve", "scan"]

# How far ahead of the document a date without year may lie (days) before it is one of the year before.
_AHEAD_DAY = 125  # 10月 in August is to come, in January it is past
_AHEAD_STRETCH = 92  # the end of a stretch since January: 1月至9月, 上半年
_AHEAD_EDGE = 250  # 年底 is this year's, save in the first months
_REVIEW_MONTHS = 3  # until March a report's 过去的一年, 全年 and 一年来 are the calendar year before


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression with its first and last day; None where that side is open or cannot be known."""

    text: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an expression is resolved against: the document's date, the running period, the days it may lie ahead."""

    today: date | None
    context: Period | None
    ahead: int | None = None

    def running_year(self) -> int | None:
        """The year of the running period where it is one."""
        if self.context is None:
            return None
        years = {day.year for day in (self.context.start, self.context.end) if day is not None}
        return years.pop() if len(years) == 1 else None

    def running_month(self) -> date | None:
        """A day of the running period where it lies within one month."""
        if self.context is None or self.context.start is None or self.context.end is None:
            return None
        start, end = self.context.start, self.context.end
        return start if (start.year, start.month) == (end.year, end.month) else None


_Interval = tuple[date | None, date | None]
_Stretch = tuple[
    int, int, int, int
]  # first month and day, last month and day; day 0 is the last of the month
_UNKNOWN: _Interval = (None, None)
_WHOLE_YEAR: _Stretch = (1, 1, 12, 0)


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a range: either days that are `fixed`, or a `stretch` of a year, given or to be inferred.

    ahead: how many days the stretch may lie after the document before it belongs to the year before, counted to its
    end where `by_end`. week: the n-th week of the stretch's month.
    """

    fixed: _Interval | None = None
    year: int | None = None
    stretch: _Stretch = _WHOLE_YEAR
    ahead: int = _AHEAD_DAY
    by_end: bool = False
    week: int = 0


def resolve(expression: str, today: date | None, context: Period | None = None) -> Period:
    """First and last day of a time expression that `scan` found.

    today: date of the document; context: the running period, which gives 一季度 or 年末 its year.
    What cannot be known, and what is no possible date (2月30日), resolves to None.
    """
    try:
        interval = _interval(expression, _Frame(today, context))
    except ValueError:
        interval = _UNKNOWN  # an impossible date in a text is the text's; the fact keeps its wording
    return Period(expression, *(interval or _UNKNOWN))


def parse_period(text: str, date: date | None = None) -> Period | None:
    """The period that the whole string names, None where it names none.

    date: what relative expressions count from. Raises ValueError for anything but a string and for an impossible date.
    """
    if not isinstance(text, str):
        raise ValueError(f"a period is parsed from a string, not from {type(text).__name__}")
    interval = _interval(text.strip(), _Frame(date, None))
    return None if interval is None else Period(text, *interval)


def _fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_TRADITIONAL)


_TRADITIONAL = str.maketrans("國個週時點號後間從", "国个周时点号后间从")


def _interval(text: str, frame: _Frame) -> _Interval | None:
    """First and last day of the whole text, None where it is no time expression; ValueError where it is impossible."""
    folded = _fold(text)
    found = next(expressions(folded), None)
    if found is None or (found.start, found.end) != (0, len(folded)):
        return None
    start, end = _expression(found, frame)
    if start and end and start > end:
        raise ValueError(f"ends before it begins: {text}")
    return start, end


def _expression(found: Expression, frame: _Frame) -> _Interval:
    letter = found.row[0].letter
    if letter in "LAPCs":
        return _UNKNOWN
    if letter == "B":
        return None, frame.today
    if letter == "O":
        return _reporting(found.row[0].text, frame)
    if letter == "N":
        return _window(found.row[0].text, frame)
    until = found.lead.startswith(("截至", "截止"))
    target = found.lead.endswith(("到", "至")) and not until
    if until or found.tail in ("以来", "至今", "来"):
        frame = replace(frame, ahead=0)
    elif target:
        frame = replace(frame, ahead=366)
    start, end = _row(found.row, frame)
    if until or target:
        return None, end
    if found.tail in ("以来", "来", "至今"):
        return start, frame.today
    if found.tail in ("起", "开始") or (
        found.lead in ("自", "自从") and not found.tail and not _sides(found.row)[1]
    ):
        return start, None
    if found.tail in ("以前", "之前"):
        return None, start - timedelta(days=1) if start else None
    if found.tail in ("以后", "之后"):
        return (end + timedelta(days=1) if end else None), None
    return start, end


def _sides(row: tuple[Atom, ...]) -> tuple[list[Atom], list[Atom]]:
    """The atoms before the first and after the last joint, bare numbers given the letter of what follows them."""
    joints = [i for i, atom in enumerate(row) if atom.letter in "R&"]
    if not joints:
        return list(row), []
    left, right = list(row[: joints[0]]), list(row[joints[-1] + 1 :])
    letters = {"n": right[-1].letter, "y": "Y"}
    left = [replace(atom, letter=letters.get(atom.letter, atom.letter)) for atom in left]
    right = [replace(atom, letter=letters.get(atom.letter, atom.letter)) for atom in right]
    if right[0].letter == "D" and left[-1].letter in "DC":  # 8月11日至13日
        right = [atom for atom in left if atom.letter in "YM"] + right
    return left, right


def _row(row: tuple[Atom, ...], frame: _Frame) -> _Interval:
    """First and last day of a row of atoms: one side, or from the one to the other."""
    first, last = _sides(row)
    left = _part(first, frame)
    if not last:
        return _days(left, frame)
    start = _days(left, frame)[0] if left.fixed or left.year else None
    right = _part(last, replace(frame, context=Period("", start, start)) if start else frame)
    if left.fixed == _UNKNOWN or right.fixed == _UNKNOWN:
        return _UNKNOWN
    if not left.fixed and not right.fixed:
        wraps = left.stretch[:2] > (right.stretch[2], right.stretch[3] or 31)
        if left.year is None and right.year is None:
            whole = _Part(stretch=(*left.stretch[:2], *right.stretch[2:]), ahead=_AHEAD_STRETCH, by_end=True)
            right = replace(right, year=_infer(whole, frame))
        if left.year is None and right.year is not None:
            left = replace(left, year=right.year - wraps)
        elif right.year is None and left.year is not None:
            right = replace(right, year=left.year + wraps)
    elif left.fixed and right.year is None and left.fixed[0]:
        right = replace(right, year=left.fixed[0].year)
    elif right.fixed and left.year is None and right.fixed[1]:
        left = replace(left, year=right.fixed[1].year)
    return _days(left, frame)[0], _days(right, frame)[1]


def _days(part: _Part, frame: _Frame) -> _Interval:
    """First and last day of one side."""
    if part.fixed is not None:
        return part.fixed
    year = part.year if part.year is not None else _infer(part, frame)
    if year is None:
        return _UNKNOWN
    first_month, first_day, last_month, last_day = part.stretch
    if part.week:
        first = date(year, first_month, 1)
        thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (part.week - 1))
        return thursday - timedelta(days=3), thursday + timedelta(days=3)
    return date(year, first_month, first_day), _last(year, last_month, last_day)


def _last(year: int, month: int, day: int) -> date:
    return date(year, month, day or monthrange(year, month)[1])


def _infer(part: _Part, frame: _Frame) -> int | None:
    """The year of a stretch that names none: the running one, else the latest that is not too far ahead of the document."""
    running = frame.running_year()
    if running is not None or frame.today is None:
        return running
    year = frame.today.year
    first_month, first_day, last_month, last_day = part.stretch
    ahead = part.ahead if frame.ahead is None else frame.ahead
    if (first_month, first_day) == (2, 29):
        while not isleap(year):
            year -= 1
    tested = _last(year, last_month, last_day) if part.by_end else date(year, first_month, first_day)
    return year - 1 if tested > frame.today + timedelta(days=ahead) else year


def _part(atoms: list[Atom], frame: _Frame) -> _Part:
    """What one side of a range names."""
    by_letter = {atom.letter: atom.text for atom in atoms}
    letter = next(iter(by_letter))
    if letter in "TIKWZV":
        return _Part(fixed=_fixed(letter, by_letter, frame))
    year = None
    if letter in "Yz":
        text = by_letter.pop(letter)
        year = _year(text, frame)
        if year is None:
            return _Part(fixed=_UNKNOWN)
        if "学年" in text:
            return _Part(fixed=(date(year, 9, 1), date(year + 1, 8, 31)))
    if "M" in by_letter or "D" in by_letter:
        return _in_month(by_letter, year, frame)
    if "S" in by_letter:
        return _Part(fixed=_same(year, frame))
    return _in_year(by_letter, year, frame)


def _in_month(by_letter: dict[str, str], year: int | None, frame: _Frame) -> _Part:
    """A month, or a day or third of it."""
    day = _number(by_letter["D"]) if "D" in by_letter else None
    known = _month(by_letter["M"], frame) if "M" in by_letter else _month_of_day(day or 0, frame)
    if known is None:
        return _Part(fixed=_UNKNOWN)
    month_year, month = known
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    year = year if month_year is None else month_year
    if day is not None:
        if not 1 <= day <= monthrange(2024, month)[1]:
            raise ValueError(f"month {month} has no day {day}")
        return _Part(year=year, stretch=(month, day, month, day))
    if "J" in by_letter:
        return _Part(year=year, stretch=(month, 1, month, 0), week=_number(by_letter["J"]))
    first, last = _THIRDS[by_letter["X"][0]] if "X" in by_letter else (1, 0)
    return _Part(year=year, stretch=(month, first, month, last))


_THIRDS = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 0), "底": (21, 0), "末": (21, 0)}


def _month(text: str, frame: _Frame) -> tuple[int | None, int] | None:
    """Year where the word gives it, and month: 10月, 上个月, 当月."""
    words = tables()
    if text in words["document_months"]:
        base, offset = frame.today, words["document_months"][text]
    elif text in words["running_months"]:
        base, offset = frame.running_month(), words["running_months"][text]
    else:
        return None, _number(text)
    if base is None:
        return None
    day = _add_months(base.replace(day=1), offset)
    return day.year, day.month


def _month_of_day(day: int, frame: _Frame) -> tuple[int, int] | None:
    """Year and month of a day that names none: the running month, else the latest in which the day is past."""
    base = frame.running_month()
    if base is None and frame.today is not None:
        base = frame.today if day <= frame.today.day + 1 else _add_months(frame.today.replace(day=1), -1)
    return (base.year, base.month) if base else None


def _in_year(by_letter: dict[str, str], year: int | None, frame: _Frame) -> _Part:
    """A stretch of a year: quarter, half, edge, festival, the whole."""
    if "Q" in by_letter:
        numbers = [4 if n == "首" else _number(n) for n in re.findall(r"[\d一二三四首]", by_letter["Q"])]
        first, last = (3 * numbers[0] - 2, 3 * numbers[-1]) if "首" not in by_letter["Q"] else (1, 3)
        if "X" in by_letter:
            return _Part(
                year=year, stretch=(last, 21, last, 0) if by_letter["X"] == "末" else (first, 1, first, 10)
            )
        return _Part(year=year, stretch=(first, 1, last, 0))
    if "H" in by_letter:
        first = 1 if by_letter["H"][0] == "上" else 7
        return _Part(year=year, stretch=(first, 1, first + 5, 0), ahead=_AHEAD_STRETCH, by_end=first == 1)
    if "U" in by_letter:
        count = _number(by_letter["U"]) * (3 if "季" in by_letter["U"] else 1)
        if not 1 <= count <= 12:
            raise ValueError(f"a year has no {count} months")
        return _Part(year=year, stretch=(1, 1, count, 0), ahead=_AHEAD_STRETCH, by_end=True)
    if "F" in by_letter:
        name = re.sub("[“”\"‘’']|当天|当日", "", by_letter["F"])
        festival = tables()["festivals"].get(name) or tables()["festivals"].get(name.removesuffix("节"))
        return _Part(year=year, stretch=(*festival, *festival)) if festival else _Part(fixed=_UNKNOWN)
    edge = by_letter.get("E") or by_letter.get("X") or ""
    if edge.startswith("月"):
        known = _month("当月", frame) or _month("本月", frame)
        if known is None:
            return _Part(fixed=_UNKNOWN)
        first, last = _THIRDS[edge[1]]
        return _Part(year=known[0], stretch=(known[1], first, known[1], last))
    if edge[-1:] in ("底", "末", "终"):
        return _Part(year=year, stretch=(12, 1, 12, 0), ahead=_AHEAD_EDGE)
    if edge.endswith("初"):
        return _Part(year=year, stretch=(1, 1, 1, 0))
    if edge == "中":
        return _Part(fixed=_UNKNOWN)
    return _Part(year=year, ahead=_AHEAD_EDGE + 30, by_end=True)


def _year(text: str, frame: _Frame) -> int | None:
    """The year of 2024年, 二〇二四年, 民国三年, 08年, 去年, 上年; None where nothing gives it."""
    words = tables()
    if text in words["document_years"]:
        return frame.today.year + words["document_years"][text] if frame.today else None
    if text in words["running_years"]:
        base = frame.running_year()
        if base is None and frame.today and text[0] in "本上下":
            base = frame.today.year
        return base + words["running_years"][text] if base is not None else None
    if text.startswith("民"):
        return 1911 + (1 if "元" in text else _number(text[2:]))
    digits = re.match(r"[\d〇零○一二三四五六七八九]+", text)
    number = int("".join(str(_DIGITS.get(c, c)) for c in digits[0])) if digits else 0
    if number >= 100:
        return number
    return (
        2000 + number if number <= (frame.today.year + 10 if frame.today else 2030) % 100 else 1900 + number
    )


_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def _same(year: int | None, frame: _Frame) -> _Interval:
    """同期: the running period, moved to the year where one is named."""
    if frame.context is None:
        return _UNKNOWN
    days = (frame.context.start, frame.context.end)
    if year is None:
        return days
    now = frame.running_year()
    if now is None:
        return _UNKNOWN
    start, end = (_add_months(day, 12 * (year - now)) if day else None for day in days)
    return start, end


def _fixed(letter: str, by_letter: dict[str, str], frame: _Frame) -> _Interval:
    """Days that no year needs to be found for: 2024-08-15, 昨天, 上周五, “十四五”时期, 90年代."""
    text = by_letter[letter]
    if letter == "I":
        year, month, day = (int(number) for number in re.findall(r"\d+", text))
        day_itself = date(year, month, day)
        return day_itself, day_itself
    if letter == "T":
        return _relative_day(text, frame)
    if letter in "KW":
        return _week(by_letter, frame)
    if letter == "Z":
        return _plan(text)
    return _decade(text, frame)


def _relative_day(text: str, frame: _Frame) -> _Interval:
    words = tables()
    base, offset = frame.today, words["document_days"].get(text)
    if offset is None:
        offset = words["running_days"][text]
        one_day = frame.context and frame.context.start == frame.context.end
        base = frame.context.start if frame.context and one_day else None
    day = base + timedelta(days=offset) if base else None
    return day, day


def _week(by_letter: dict[str, str], frame: _Frame) -> _Interval:
    """A week from Monday to Sunday, its end, or its day; a weekday alone is the latest that is not after the document."""
    if frame.today is None:
        return _UNKNOWN
    monday = frame.today - timedelta(days=frame.today.weekday())
    weekday = "一二三四五六日".find(by_letter.get("W", "").strip("（()）")[-1:].replace("天", "日"))
    if "K" not in by_letter:
        day = monday + timedelta(days=weekday)
        day = day if day <= frame.today else day - timedelta(days=7)
        return day, day
    monday += timedelta(weeks=tables()["weeks"][by_letter["K"]])
    if "W" in by_letter:
        day = monday + timedelta(days=weekday)
        return day, day
    return monday + timedelta(days=5 if "X" in by_letter else 0), monday + timedelta(days=6)


def _plan(text: str) -> _Interval:
    """The years of a five-year plan: “一五” 1953 to 1957, “二五” 1958 to 1962, then from 1966 without a gap."""
    name = re.sub("[“”\"‘’']", "", text)
    ordinal = _number(re.match("(十?[一二三四五六七八九]?)五", name)[1])  # type: ignore[index]
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    last = first + 4
    if name.endswith("初"):
        last = first
    elif name.endswith("末"):
        first = last
    return date(first, 1, 1), date(last, 12, 31)


def _decade(text: str, frame: _Frame) -> _Interval:
    """90年代, 上世纪90年代, 1990年代, 21世纪; its beginning or end alone stays open."""
    if re.search(r"[初末中前后]期?$", text):
        return _UNKNOWN
    century_text, _, decade_text = text.rpartition("世纪")
    if text.endswith("世纪"):
        century_text, decade_text = text.removesuffix("世纪"), ""
    this = frame.today.year // 100 if frame.today else 20
    if century_text[:1] in "上本新":
        century = {"上": 19, "本": 20, "新": 20, "": None}[century_text[:1]]
    else:
        century = _number(century_text) - 1
    if not decade_text:
        return (date(century * 100 + 1, 1, 1), date(century * 100 + 100, 12, 31)) if century else _UNKNOWN
    decade = _number(decade_text.removesuffix("年代"))
    if decade >= 100:
        first = decade
    elif century is not None:
        first = 100 * century + decade
    else:
        now = frame.today.year if frame.today else 2029
        first = 100 * this + decade
        first = first if first <= now else first - 100
    return date(first, 1, 1), date(first + 9, 12, 31)


_WINDOW = re.compile(
    r"(?P<side>近|最近|过去的?|刚刚过去的|未来|今后|接下来的?|[前后这上下])?(?P<count>\d+|[一二三四五六七八九十百两半几数]+)"
    r"(?P<more>[多余])?个?(?P<unit>月|周|季度|世纪|星期|年半|年|天|日)(?P<tail>以?来|之?间|里|[之以]?前|[之以]?后)?"
)
_MONTHS = {"年": 12, "年半": 12, "季度": 3, "月": 1, "世纪": 1200}
_DAYS = {"周": 7, "星期": 7, "天": 1, "日": 1}


def _window(text: str, frame: _Frame) -> _Interval:
    """近三年, 三年来 and 过去五年 end at the document, 未来五年 begin the day after, 十年前 is that year."""
    found = _WINDOW.fullmatch(text)
    if found is None or found["more"] or re.search("[几数]", found["count"]) or frame.today is None:
        return _UNKNOWN
    side, unit, tail = found["side"] or "", found["unit"], found["tail"] or ""
    months, days = _MONTHS.get(unit, 0), _DAYS.get(unit, 0)
    if found["count"] == "半":
        months, days = months // 2, 15 if unit == "月" else days // 2
        count = 1
    else:
        count = _number(found["count"])
        months, days = months * count + (6 if unit == "年半" else 0), days * count
    if (not months and not days) or months > 2400:
        raise ValueError(f"no length of time: {text}")
    today = frame.today
    if tail.endswith("后"):
        return _UNKNOWN
    if tail.endswith("前"):
        return _ago(today, unit, months, days)
    if side[:1] in ("未", "今", "接", "后", "下"):
        return today + timedelta(days=1), _add_months(today, months) + timedelta(days=days)
    whole_years = unit == "年" and found["count"] != "半"
    if (
        whole_years
        and today.month <= _REVIEW_MONTHS
        and (side[:1] in ("过", "刚") or (side != "近" and count == 1))
    ):
        return date(today.year - count, 1, 1), date(today.year - 1, 12, 31)
    return _add_months(today, -months) - timedelta(days=days - 1), today


def _ago(today: date, unit: str, months: int, days: int) -> _Interval:
    day = _add_months(today, -months) - timedelta(days=days)
    if unit == "年":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "月":
        return day.replace(day=1), _last(day.year, day.month, 0)
    return day, day


def _reporting(text: str, frame: _Frame) -> _Interval:
    """报告期 is the running period, 报告期末 its end."""
    if frame.context is None:
        return _UNKNOWN
    return (None, frame.context.end) if text.endswith("末") else (frame.context.start, frame.context.end)


def _add_months(day: date, months: int) -> date:
    """The same day that many months later, or the last of the month where it has none; ValueError outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _number(text: str) -> int:
    """The whole number at the head of an atom: 10月, 第三周, 前11个月; ValueError where there is none."""
    found = re.search(r"\d+|[一二三四五六七八九十百两]+", text)
    value = parse_number(found[0]) if found else None
    if value is None:
        raise ValueError(f"no number: {text}")
    return int(value)
