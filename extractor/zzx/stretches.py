"""Stretches of the calendar: what one side of a time expression names, and its first and last day.

A side is a row of atoms that `zzx.timexes` found (去年 10月 28日). It names days outright (2024-08-15, 上周五, 近三年), or a
stretch of a year, which stands in the text or is inferred from the running period and the document's date.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import NamedTuple

from zzx.numerals import parse_number
from zzx.patterns import late
from zzx.timexes import Atom, tables

Interval = tuple[date | None, date | None]  # first and last day, None where open or unknown
Stretch = tuple[int, int, int, int]  # first month and day, last month and day; day 0 is the last of the month
UNKNOWN: Interval = (None, None)

# How many days ahead of the document a date without year may lie before it is one of the year before.
_AHEAD_DAY = 125  # 10月 in August is to come, in January it is past
AHEAD_STRETCH = 92  # for the end of a stretch since January: 1月至9月, 上半年
_AHEAD_EDGE = 250  # 年底 is this year's, save in the first months
_REVIEW_MONTHS = 3  # until March 过去的一年 and 一年来 are the calendar year before


class Frame(NamedTuple):
    """What an expression is resolved against.

    today: the document's date; running: first and last day of the period that the text is speaking of; ahead: how many
    days a date may lie after the document, None for the usual number.
    """

    today: date | None
    running: Interval = UNKNOWN
    ahead: int | None = None

    def running_year(self) -> int | None:
        """The year of the running period where it is one."""
        years = {day.year for day in self.running if day is not None}
        return years.pop() if len(years) == 1 else None

    def running_month(self) -> date | None:
        """The first day of the running period where it lies within one month."""
        start, end = self.running
        return start if start and end and (start.year, start.month) == (end.year, end.month) else None


class Part(NamedTuple):
    """What one side of a range names: days that are `fixed`, or a `stretch` of a year, given or to be inferred.

    ahead: how many days the stretch may lie after the document, counted to its end where `by_end`; week: the n-th week of
    the stretch's month.
    """

    fixed: Interval | None = None
    year: int | None = None
    stretch: Stretch = (1, 1, 12, 0)
    ahead: int = _AHEAD_DAY
    by_end: bool = False
    week: int = 0


def part(atoms: list[Atom], frame: Frame) -> Part:
    """What one side of a range names."""
    by_letter = {atom.letter: atom.text for atom in atoms}
    letter = next(iter(by_letter))
    if letter in "TIKWZV" or by_letter[letter] in tables()["quarters"]:
        return Part(fixed=_fixed(letter, by_letter, frame))
    year = None
    if letter in "Yz":
        text = by_letter.pop(letter)
        year = _year(text, frame)
        if year is None:
            return Part(fixed=UNKNOWN)
        if "学年" in text:
            return Part(fixed=(date(year, 9, 1), date(year + 1, 8, 31)))
    if "M" in by_letter or "D" in by_letter:
        return _in_month(by_letter, year, frame)
    if "S" in by_letter:
        return Part(fixed=_same(year, frame))
    return _in_year(by_letter, year, frame)


def days(side: Part, frame: Frame) -> Interval:
    """First and last day of one side."""
    if side.fixed is not None:
        return side.fixed
    year = side.year if side.year is not None else infer(side, frame)
    if year is None:
        return UNKNOWN
    first_month, first_day, last_month, last_day = side.stretch
    if side.week:
        first = date(year, first_month, 1)
        thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (side.week - 1))
        return thursday - timedelta(days=3), thursday + timedelta(days=3)
    return date(year, first_month, first_day), _last(year, last_month, last_day)


def infer(side: Part, frame: Frame) -> int | None:
    """The year of a side that names none: the running one, else the latest that is not too far ahead of the document."""
    running = frame.running_year()
    if running is not None or frame.today is None:
        return running
    year = frame.today.year
    first_month, first_day, last_month, last_day = side.stretch
    while (2, 29) in ((first_month, first_day), (last_month, last_day)) and not isleap(year):
        year -= 1
    since = frame.running[0]
    if since is not None and since.year == year - 1 and _last(year, last_month, last_day) > frame.today:
        return since.year  # 去年以来，…；全年
    tested = _last(year, last_month, last_day) if side.by_end else date(year, first_month, first_day)
    ahead = side.ahead if frame.ahead is None else frame.ahead
    return year - 1 if tested > frame.today + timedelta(days=ahead) else year


def _last(year: int, month: int, day: int) -> date:
    return date(year, month, day or monthrange(year, month)[1])


def _in_month(by_letter: dict[str, str], year: int | None, frame: Frame) -> Part:
    """A month, or a day or third of it."""
    day = _number(by_letter["D"]) if "D" in by_letter else None
    if "S" in by_letter and frame.running_month():
        frame = frame._replace(today=frame.running_month())  # 上月同期: the month before the one spoken of
    known = _month(by_letter["M"], frame) if "M" in by_letter else _month_of_day(day or 0, frame)
    if known is None:
        return Part(fixed=UNKNOWN)
    month_year, month = known
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    year = year if month_year is None else month_year
    if day is not None:
        if not 1 <= day <= monthrange(2024, month)[1]:
            raise ValueError(f"month {month} has no day {day}")
        return Part(year=year, stretch=(month, day, month, day))
    if "J" in by_letter:
        return Part(year=year, stretch=(month, 1, month, 0), week=_number(by_letter["J"]))
    first, last = _THIRDS[by_letter["X"][0]] if "X" in by_letter else (1, 0)
    return Part(year=year, stretch=(month, first, month, last))


_THIRDS = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 0), "底": (21, 0), "末": (21, 0)}


def _month(text: str, frame: Frame) -> tuple[int | None, int] | None:
    """Year where the word gives it, and month: 10月, 上个月, 当月."""
    words = tables()
    if text in words["document_months"]:
        base, offset = frame.today, words["document_months"][text]
    elif text in words["running_months"]:
        base, offset = frame.running_month(), words["running_months"][text]
    else:
        return None, _number(text.replace("元", "一").replace("两月", "月"))
    if base is None:
        return None
    day = _add_months(base.replace(day=1), offset)
    return day.year, day.month


def _month_of_day(day: int, frame: Frame) -> tuple[int, int] | None:
    """Year and month of a day that names none: the running month, else the latest in which the day is past."""
    base = frame.running_month()
    if base is None and frame.today is not None:
        base = frame.today if day <= frame.today.day + 1 else _add_months(frame.today.replace(day=1), -1)
    return (base.year, base.month) if base else None


def _in_year(by_letter: dict[str, str], year: int | None, frame: Frame) -> Part:
    """A stretch of a year: quarter, half, months since January, festival, edge, or the whole."""
    if "Q" in by_letter:
        return _quarter(by_letter["Q"], by_letter.get("X", ""), year)
    if "H" in by_letter:
        if by_letter["H"] == "上半年":
            return Part(year=year, stretch=(1, 1, 6, 0), ahead=AHEAD_STRETCH, by_end=True)
        return Part(year=year, stretch=(7, 1, 12, 0))
    if "U" in by_letter:
        count = _number(by_letter["U"]) * (3 if "季" in by_letter["U"] else 1)
        if not 1 <= count <= 12:
            raise ValueError(f"a year has no {count} months")
        return Part(year=year, stretch=(1, 1, count, 0), ahead=AHEAD_STRETCH, by_end=True)
    if "F" in by_letter:
        name = re.sub("[“”\"‘’']|当天|当日", "", by_letter["F"])
        festival = (tables()["festivals"] | tables()["numbered_festivals"]).get(name)
        return Part(year=year, stretch=(*festival, *festival)) if festival else Part(fixed=UNKNOWN)
    edge = by_letter.get("E") or by_letter.get("X") or ""
    if edge.startswith("月"):
        return _in_month({"M": "当月" if frame.running_month() else "本月", "X": edge[1]}, None, frame)
    if edge.endswith(("底", "末", "终")):
        ahead = _AHEAD_EDGE if edge.endswith("底") else _AHEAD_DAY  # 年末 is when stocks are counted
        return Part(year=year, stretch=(12, 1, 12, 0), ahead=ahead)
    if edge.endswith("初"):
        return Part(year=year, stretch=(1, 1, 1, 0))
    if edge == "中":
        return Part(fixed=UNKNOWN)
    return Part(year=year, ahead=_AHEAD_EDGE + 30, by_end=True)


def _quarter(text: str, edge: str, year: int | None) -> Part:
    """第三季度, 一至三季度, 三季度末."""
    quarters = [_number(number) for number in re.findall(r"[\d一二三四]", text.replace("首", "一"))]
    first, last = 3 * quarters[0] - 2, 3 * quarters[-1]
    if edge:
        return Part(year=year, stretch=(last, 21, last, 0) if edge == "末" else (first, 1, first, 10))
    return Part(year=year, stretch=(first, 1, last, 0))


def _year(text: str, frame: Frame) -> int | None:
    """The year of 2024年, 二〇二四年, 民国三年, 08年, 去年, 上年; None where nothing gives it."""
    words = tables()
    if text.removesuffix("一年") in words["document_years"]:
        text = text.removesuffix("一年")  # 去年一年
    if text in words["document_years"]:
        return frame.today.year + words["document_years"][text] if frame.today else None
    if text in words["running_years"]:
        base = frame.running_year()
        if base is None and frame.today is not None and text[0] in "本上下":
            base = frame.today.year
        return base + words["running_years"][text] if base is not None else None
    if text.startswith("民国"):
        return 1911 + (1 if "元" in text else _number(text[2:]))
    year = int(re.match(r"\d+", text.translate(_DIGITS))[0])  # type: ignore[index]
    if year >= 100:
        return year
    latest = frame.today.year + 10 if frame.today else 2030
    return 2000 + year if 2000 + year <= latest else 1900 + year


_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _same(year: int | None, frame: Frame) -> Interval:
    """同期: the running period, moved to the year where one is named."""
    now = frame.running_year()
    if year is None:
        return frame.running
    if now is None:
        return UNKNOWN
    start, end = (_add_months(day, 12 * (year - now)) if day else None for day in frame.running)
    return start, end


def _fixed(letter: str, by_letter: dict[str, str], frame: Frame) -> Interval:
    """Days that no year needs to be found for: 2024-08-15, 昨天, 上周五, “十四五”时期, 90年代."""
    text = by_letter[letter]
    if letter == "I":
        year, month, day = (int(number) for number in re.findall(r"\d+", text))
        return date(year, month, day), date(year, month, day)
    if letter == "T":
        return _relative_day(text, frame)
    if letter in "KW":
        return _week(by_letter, frame)
    if letter == "Z":
        return _plan(text)
    if letter == "Q":
        return _near_quarter(tables()["quarters"][text], frame)
    return _decade(text, frame)


def _near_quarter(offset: int, frame: Frame) -> Interval:
    """上季度, from the last month of the running period where that is known, else from the document."""
    base = frame.running[1] or frame.today
    if base is None:
        return UNKNOWN
    first = _add_months(base.replace(month=(base.month - 1) // 3 * 3 + 1, day=1), 3 * offset)
    return first, _last(first.year, first.month + 2, 0)


def _relative_day(text: str, frame: Frame) -> Interval:
    """今天 from the document's date, 当天 and 次日 from the running period where it is one day."""
    words = tables()
    if text in words["document_days"]:
        base, offset = frame.today, words["document_days"][text]
    else:
        start, end = frame.running
        base, offset = (start if start == end else None), words["running_days"][text]
    day = base + timedelta(days=offset) if base else None
    return day, day


def _week(by_letter: dict[str, str], frame: Frame) -> Interval:
    """A week from Monday to Sunday, its end, or its day; a weekday alone is the latest that is not after the document."""
    if frame.today is None:
        return UNKNOWN
    weeks = tables()["weeks"]
    monday = frame.today - timedelta(days=frame.today.weekday())
    name, weekday = by_letter.get("K", ""), by_letter.get("W", "").strip("（()）")[-1:]
    if name and name not in weeks:  # 上周四
        name, weekday = name[:-1], name[-1]
    monday += timedelta(weeks=weeks[name] if name else 0)
    if weekday:
        day = monday + timedelta(days="一二三四五六日".index(weekday.replace("天", "日")))
        if not name and day > frame.today:
            day -= timedelta(weeks=1)
        return day, day
    return monday + timedelta(days=5 if "X" in by_letter else 0), monday + timedelta(days=6)


def _plan(text: str) -> Interval:
    """The years of a five-year plan: “一五” 1953 to 1957, “二五” 1958 to 1962, then from 1966 without a gap."""
    name = re.sub("[“”\"‘’']|时期|期间|期", "", text)
    ordinal = _number(re.sub("五[初末]?$", "", name))
    first = 1953 + 5 * (ordinal - 1) if ordinal < 3 else 1966 + 5 * (ordinal - 3)
    last = first + 4
    if name.endswith("初"):
        last = first
    elif name.endswith("末"):
        first = last
    return date(first, 1, 1), date(last, 12, 31)


def _decade(text: str, frame: Frame) -> Interval:
    """90年代, 上世纪90年代, 1990年代, 21世纪; its beginning or end alone stays open."""
    if text.startswith("公元前") or re.search(r"(?:[初末]|[中前后]期|中叶)$", text):
        return UNKNOWN
    text = text.removeprefix("公元")
    century_text, named, decade_text = text.rpartition("世纪")
    if not named:
        century = None
    elif century_text[0] in "上本新":
        century = 1900 if century_text.startswith("上") else 2000
    else:
        century = 100 * (_number(century_text) - 1)
    if not decade_text:
        first = (century or 0) + 1
        return date(first, 1, 1), date(first + 99, 12, 31)
    decade = _number(decade_text)
    if decade < 100 and century is not None:
        decade += century
    elif decade < 100:  # the latest that has begun
        now = frame.today.year if frame.today else 2029
        decade += now // 100 * 100 if now % 100 >= decade else (now // 100 - 1) * 100
    return date(decade, 1, 1), date(decade + 9, 12, 31)


_WINDOW = late(
    r"(?P<side>近|最近|过去的?|刚刚过去的|未来|今后|接下来的?|[前后这上下])?(?P<count>\d+|[一二三四五六七八九十百两半几数]+)"
    r"(?P<more>[多余])?个?(?P<unit>月|周|季度|世纪|星期|年半|年|天|日)(?P<over>[多余])?(?P<tail>以?来|之?间|里|[之以]?前)?"
)
_UNITS = {
    "年": (12, 0),
    "年半": (12, 0),
    "季度": (3, 0),
    "月": (1, 0),
    "世纪": (1200, 0),
    "周": (0, 7),
    "星期": (0, 7),
}


def window(text: str, frame: Frame) -> Interval:
    """近三年, 三年来 and 过去五年 end at the document, 未来五年 begin the day after it, 十年前 is that year."""
    found = _WINDOW.fullmatch(text)
    if (
        found is None
        or found["more"]
        or found["over"]
        or re.search("[几数]", found["count"])
        or frame.today is None
    ):
        return UNKNOWN
    today, side, unit, tail = frame.today, found["side"] or "", found["unit"], found["tail"] or ""
    months, length = _UNITS.get(unit, (0, 1))
    half = found["count"] == "半"
    if half:
        count, months, length = 1, months // 2, 15 if unit == "月" else length // 2
    else:
        count = _number(found["count"])
        months, length = months * count + (6 if unit == "年半" else 0), length * count
    if not months and not length:
        raise ValueError(f"no length of time: {text}")
    if tail.endswith("前"):
        return _ago(today, unit, months, length)
    if side.startswith(("未", "今", "接", "后", "下")):
        return today + timedelta(days=1), _add_months(today, months) + timedelta(days=length)
    reviewed = side.startswith(("过", "刚")) or (side != "近" and count == 1)
    if unit == "年" and not half and reviewed and today.month <= _REVIEW_MONTHS:
        return date(today.year - count, 1, 1), date(today.year - 1, 12, 31)
    return _add_months(today, -months) - timedelta(days=length - 1), today


def _ago(today: date, unit: str, months: int, days: int) -> Interval:
    day = _add_months(today, -months) - timedelta(days=days)
    if unit == "年":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "月":
        return day.replace(day=1), _last(day.year, day.month, 0)
    return day, day


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
