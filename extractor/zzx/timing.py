"""Timing: what a time means by what stands beside it: 截至9月底，今年; 春节期间（2月18日至24日）; 有望9月服役; 假期前3天."""

from __future__ import annotations

from datetime import date

from zzx import dates
from zzx.dates import Period
from zzx.patterns import late
from zzx.rows import Row

HOLIDAY = late("期间|假期|暑期|^(?:从|自).*(?:开始|起)$")


def told_at(row: Row, index: int, today: date | None, running: Period | None) -> Period:
    """What the time at a token means, where another one runs on."""
    text = row.words(index, index + 1).lstrip("—–-")
    found = dates.resolve(_years_beside(row, index) or text.removesuffix("止"), today, running)
    if _is_foretold(row, index):
        found = _yet_to_come(found, today)
    event = _within_event(row, index)
    if event is not None:
        found, text = Period(event, None, None), event
    days = _days_beside(row, index)
    if days is not None:
        found = dates.resolve(days, today, found if found.start else running)
    return _ending(found._replace(text=text))


def beside(row: Row, index: int, found: Period, before: Period | None) -> Period:
    """The time at a token in the source's own script, together with what stands `before` it."""
    if row.source is not row.view:
        found = found._replace(text=row.source[row.tokens[index].start : row.tokens[index].end])
    if before is not None and row.letters[max(0, index - 2) : index] == "tc":
        link = row.words(index - 1, index)
        both = row.words(index - 2, index - 1) == before.text and link in ("和", "与", "及", "、")
        if both and before.end is not None and found.end is not None and before.end < found.end:
            return Period(before.text + link + found.text, before.start, found.end)
    found = _joined(before, found) if _adjoins(row, index) else found
    found = _begun(before, found)
    if before is not None and _joins_holiday(row, index, before):
        found = Period(before.text + found.text, None, None)
    return found


def _adjoins(row: Row, index: int) -> bool:
    """Whether a time stands right after another one: 截至9月底，今年."""
    return row.letters[max(0, index - 2) : index].rstrip(",").endswith("t")


def _joined(before: Period | None, found: Period) -> Period:
    """The year so far, where a time up to a day and its year stand side by side: 截至9月底，今年; 今年，截至9月底.

    So do a beginning and an end: 6月30日以来|截至7月5日.
    """
    if before is None:
        return found
    until, year = (before, found) if before.start is None else (found, before)
    if until.start or until.end is None or year.start is None or year.end is None:
        return found
    since = year.text.endswith(("以来", "起")) and year.start <= until.end
    whole = (year.end - year.start).days > 360 and year.start <= until.end <= year.end
    if since:
        return Period(before.text + found.text, year.start, until.end)
    return until._replace(start=year.start) if whole else found


def _ending(found: Period) -> Period:
    """A period that ends at a day: 2005年3月21日止."""
    return found._replace(start=None) if found.text.endswith("止") else found


def _begun(before: Period | None, found: Period) -> Period:
    """What ends at a day (…止) with the beginning that the sentence told before: 从2005年1月起，…，至3月21日止."""
    if before is None or before.start is None or found.end is None or not found.text.endswith("止"):
        return found
    begins = (
        before.text.endswith(("起", "以来", "开始")) and found.start is None and before.start <= found.end
    )
    return Period(before.text, before.start, found.end) if begins else found


_YEARS = late(r"[（(]((?:19|20)\d\d[—–\-~～至](?:19|20)\d\d年)[)）]")


def _years_beside(row: Row, index: int) -> str | None:
    """The years that parentheses give of a time: 改革开放以来|（1979—2023年）."""
    years = _YEARS.match(row.view, row.tokens[index].end)
    return years[1] if years else None


def _days_beside(row: Row, index: int) -> str | None:
    """The days that parentheses give of a time: 春节期间|（2月18日至24日）."""
    if row.letters[index + 1 : index + 4] != "..." or row.words(index + 1, index + 2) not in ("（", "("):
        return None
    mark = row.tokens[index + 2].mark
    closed = row.words(index + 3, index + 4) in ("）", ")")
    return row.words(index + 2, index + 3) if closed and mark is not None and mark.time is not None else None


def _joins_holiday(row: Row, index: int, before: Period | None) -> bool:
    """Whether a holiday is that of the years that stand before it: 近三年|“五一”假期."""
    holiday = HOLIDAY.search(row.words(index, index + 1)) is not None
    return (
        holiday and before is not None and row.letters[index - 1 : index] == "t" and before.text[-1] == "年"
    )


_FIRST_DAYS = late("[前头首后][\\d一二两三四五六七八九十]{1,3}[天日]")
_WHOLES = ("假期", "长假", "黄金周", "小长假", "活动", "行动", "展会", "会期", "赛程", "大会")


def _within_event(row: Row, index: int) -> str | None:
    """The first days of something, which is named before: 假期|前3天."""
    whole = index > 0 and row.words(index - 1, index).endswith(_WHOLES)
    text = row.words(index, index + 1)
    return row.words(index - 1, index + 1) if whole and _FIRST_DAYS.fullmatch(text) else None


_WILL = ("将", "有望", "预计", "拟", "计划", "将于", "拟于", "预定", "力争")
_YEARLESS = late("(?:19|20)\\d\\d|[年]")


def _is_foretold(row: Row, index: int) -> bool:
    """Whether a day without its year is still to come: 有望|9月服役, 将于|3月10日开幕."""
    if _YEARLESS.search(row.words(index, index + 1)):
        return False
    before = index - (
        index > 0 and row.letters[index - 1] in "ek" and row.words(index - 1, index) in ("于", "在")
    )
    return before > 0 and row.words(before - 1, before) in _WILL


def _yet_to_come(period: Period, today: date | None) -> Period:
    """A period that is told to come, with the document's year if it has none of its own."""
    if today is None or period.start is None or period.end is None or period.end.year >= today.year:
        return period
    years = today.year - period.end.year
    try:
        start, end = (day.replace(year=day.year + years) for day in (period.start, period.end))
    except ValueError:
        return period  # 29 February
    return period._replace(start=start, end=end)


_AND = late("[、和及与]")


def turn(period: Period, number: int, count: int, today: date | None) -> Period:
    """The one of several times that belongs to a member of a list: 2021年、2022年净利润分别为2亿元、3亿元."""
    times = _AND.split(period.text)
    unit = times[-1].lstrip("0123456789一二三四五六七八九十第")
    times = [
        time if time[-1] in "年月日季度期" else time + unit for time in times
    ]  # 一、二季度分别增长3%、5%
    return dates.resolve(times[number], today, period) if len(times) == count else period
