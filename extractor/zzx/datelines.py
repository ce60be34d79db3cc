"""Datelines: the day a document was written, as the document itself shows it.

A date counts only where it stands as a dateline does: a time stamp, a line of its own, a masthead with the day of the
week, the head of an agency report (2023年8月14日电), the subtitle of a speech. Dates of events in prose never do. A
document without one that reviews a period in its title was written after that period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from zzx.numerals import parse_number
from zzx.patterns import late

_HEAD, _TAIL = 600, 300  # characters at either end of a document where a dateline may stand
_TITLE_LINES = 6  # lines with text that may hold the title
_TITLE_LENGTH, _LINE_LENGTH = 60, 80  # characters of a title, of a masthead
_DATE = r"((?:19|20)\d\d\s?(?:年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[-/.]\d{1,2}[-/.]\d{1,2}))(?!\d)"
_WRITTEN = (
    r"([二一][〇零○Ｏ０一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_WEEKDAY = r"[（(]?(?:星期|周)[一二三四五六日天][）)]?"
_TIME = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_PUBLISHED = r"(?:发布|发表|更新|成文|印发|刊发|公布)"
_LABEL = r"(?:时间|日期)\s?[:：]"

_STAMP = late(
    rf"\s{{0,9}}((?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?:\s{{0,3}}{_TIME})?\s{{0,3}}(?:[，,]|$|\n)"
)
_LINE = late(
    rf"[#\s（(\[【—-]{{0,4}}(?:{_PUBLISHED}?{_LABEL})?\s?{_DATE}\s{{0,3}}(?:{_WEEKDAY})?\s{{0,3}}(?:{_TIME})?(?:\s{{0,3}}来源[:：].{{0,20}})?"
    r"[\s）)\]】]{0,4}"
)
_IN_WORDS = late(rf"[#\s（(\[【—-]{{0,4}}{_WRITTEN}[\s）)\]】]{{0,4}}")
_MASTHEAD = late(rf"{_DATE}\s{{0,3}}(?:{_WEEKDAY}|{_TIME})|{_PUBLISHED}{_LABEL}\s?{_DATE}")
_PAGE = late(rf"{_DATE}\s{{0,2}}第?\s?\d{{1,3}}\s?版")
_SPEECH = late(rf"[—\-（(\s]{{0,4}}{_DATE}\s?在.{{2,40}}会上?")
_AGENCY = late(rf"{_DATE}(?:电|讯|\s?[/／][\u4e00-\u9fffA-Z]{{2,8}}[/／])")

_YEAR = r"(?<!\d)((?:19|20)\d\d|二[〇零○][〇零○一二三四五六七八九]{2})\s?年?度?"
_PART = r"(上半年|前?[一二三四]季度|第[一二三四]季度|1?\d?\s?[-—至]\s?\d{1,2}月份?|全年)?"
_REVIEW = late(
    rf"{_YEAR}{_PART}(?![-—至~])[^\d。]{{0,30}}?(综述|述评|总结|回顾|公报|白皮书|年报|年度报告|盘点|纪实|概况|工作报告|通报|情况)"
)
# These are given to an assembly early in the year that they name.
_SESSION = late(r"年(?!度).{0,20}(?:政府|法院|检察院|委员会|常委会)工作报告")
_ZEROS = late("[○Ｏ０]")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}


def find_document_date(text: str) -> date | None:
    """The date of the document's dateline, else the day after the period that its title reviews, else None."""
    stamp = _STAMP.match(text)
    found = _day(stamp[1]) if stamp else None
    if found is not None:
        return found
    lines = [line.strip() for line in text[:_HEAD].splitlines()]
    last_lines = [line.strip() for line in text[_HEAD:][-_TAIL:].splitlines()]
    for written in _written(lines + last_lines):
        day = _day(written)
        if day is not None:
            return day
    return _after_review(lines)


def _written(lines: list[str]) -> Iterator[str]:
    """The dates in those of the lines that are datelines, surest first."""
    for line in lines:
        if found := _LINE.fullmatch(line) or _IN_WORDS.fullmatch(line):
            yield found[1]
    for line in lines:
        found = _MASTHEAD.search(line) if len(line) <= _LINE_LENGTH and "。" not in line else None
        if found:
            yield found[1] or found[2]
    for pattern in (_PAGE, _AGENCY):
        for line in lines:
            if found := pattern.search(line):
                yield found[1]
    for line in lines:
        if found := _SPEECH.match(line):
            yield found[1]


def _after_review(lines: list[str]) -> date | None:
    """The day after the period that a title reviews: 1 January 2025 for 2024 …综述, 1 July for 2024年上半年…总结."""
    titles = [line for line in lines if line][:_TITLE_LINES]
    for line in titles:
        found = _REVIEW.search(line) if len(line) <= _TITLE_LENGTH and "。" not in line else None
        if found is None:
            continue
        year, part = int(found[1].translate(_DIGITS)), found[2] or ""
        if _SESSION.search(line):
            return date(year, 1, 1)
        if "半年" in part:
            month = 6
        elif "季" in part:
            month = _QUARTERS[part[-3]]
        elif part.rstrip("份").endswith("月"):
            month = int(re.findall(r"\d+", part)[-1])
        else:
            month = 12
        return date(year + month // 12, month % 12 + 1, 1) if 1 <= month <= 12 else None
    return None


def _day(written: str) -> date | None:
    """The day of a full date, None where there is no such day."""
    if not written[0].isdecimal():
        parts = re.split("[年月日]", _ZEROS.sub("〇", written))[:3]
        written = " ".join(str(parse_number(part)) for part in parts)
    year, month, day = (int(number) for number in re.findall(r"\d+", written))
    try:
        return date(year, month, day)
    except ValueError:
        return None
