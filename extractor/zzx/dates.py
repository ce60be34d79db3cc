"""Periods: what a time expression means in the calendar, and when a document was written.

`zzx.timexes` says where an expression stands and what it is made of; here it becomes first and last day. A day known
only relative to the document (今年, 去年10月, 近三年) needs the document's date, one relative to what the text is speaking
of (当年, 年末, 一季度, 同期) its running period; without them it stays unresolved. Nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from zzx.datelines import find_document_date
from zzx.stretches import AHEAD_STRETCH, UNKNOWN, Frame, Interval, Part, days, infer, part, window
from zzx.timexes import Atom, Expression, TimeSpan, expressions, scan

__all__ = ["Period", "TimeSpan", "find_document_date", "parse_period", "resolve", "scan"]


class Period(NamedTuple):
    """A time expression with its first and last day; None where that side is open or cannot be known."""

    text: str
    start: date | None
    end: date | None


def resolve(expression: str, today: date | None, context: Period | None = None) -> Period:
    """First and last day of a time expression that `scan` found.

    today: date of the document; context: the running period, which gives 一季度 or 年末 its year.
    What cannot be known, and what is no possible date (2月30日), resolves to None.
    """
    running = (context.start, context.end) if context else UNKNOWN
    try:
        interval = _interval(expression, Frame(today, running))
    except ValueError:
        interval = UNKNOWN  # an impossible date in a text is the text's; the fact keeps its wording
    return Period(expression, *(interval or UNKNOWN))


def parse_period(text: str, date: date | None = None) -> Period | None:
    """The period that the whole string names, None where it names none.

    date: what relative expressions count from. Raises ValueError for anything but a string and for an impossible date.
    """
    if not isinstance(text, str):
        raise ValueError(f"a period is parsed from a string, not from {type(text).__name__}")
    interval = _interval(text.strip(), Frame(date))
    return None if interval is None else Period(text, *interval)


@lru_cache(maxsize=4096)
def _interval(text: str, frame: Frame) -> Interval | None:
    """First and last day of the whole text, None where it is no time expression; ValueError where it is impossible."""
    found = _whole(re.sub(r"\s", "", text))
    if found is None:
        return None
    try:
        start, end = _expression(found, frame)
    except OverflowError as error:
        raise ValueError(f"outside the calendar: {text}") from error
    if start and end and start > end:
        raise ValueError(f"ends before it begins: {text}")
    return start, end


@lru_cache(maxsize=4096)
def _whole(text: str) -> Expression | None:
    """The time expression that is the whole text."""
    found = next(expressions(text), None)
    return found if found is not None and (found.start, found.end) == (0, len(text)) else None


_SINCE = ("以来", "来", "至今", "至今为止", "迄今", "迄今为止")


def _expression(found: Expression, frame: Frame) -> Interval:
    """First and last day of an expression: its row of atoms, opened or closed by the words around it."""
    letter, text = found.row[0].letter, found.row[0].text
    if letter in "LAPCs":
        return UNKNOWN
    if letter == "B":
        return None, frame.today
    if letter == "O":
        return _covered(text, frame)
    if letter == "N":
        return window(text, frame)
    until, target = found.lead.startswith("截"), found.lead.endswith(("到", "至"))
    if until or found.tail in _SINCE:
        frame = frame._replace(ahead=0)
    elif target:
        frame = frame._replace(ahead=366)
    start, end = _row(found.row, frame)
    if until or target:
        return None, end
    if found.tail in _SINCE:
        return start, frame.today
    if found.tail in ("起", "开始") or (found.lead and not found.tail and not _sides(found.row)[1]):
        return start, None
    if found.tail in ("以前", "之前"):
        return None, start - timedelta(days=1) if start else None
    if found.tail in ("以后", "之后"):
        return end + timedelta(days=1) if end else None, None
    return start, end


def _sides(row: tuple[Atom, ...]) -> tuple[list[Atom], list[Atom]]:
    """The atoms before the first and after the last joint, bare numbers given the letter of what follows them."""
    joints = [i for i, atom in enumerate(row) if atom.letter in "R&"]
    if not joints:
        return list(row), []
    left, right = list(row[: joints[0]]), list(row[joints[-1] + 1 :])
    letters = {"n": right[-1].letter, "y": "Y"}
    left = [atom._replace(letter=letters.get(atom.letter, atom.letter)) for atom in left]
    right = [atom._replace(letter=letters.get(atom.letter, atom.letter)) for atom in right]
    if right[0].letter == "D" and left[-1].letter in "DC":  # 8月11日至13日
        right = [atom for atom in left if atom.letter in "YM"] + right
    return left, right


def _row(row: tuple[Atom, ...], frame: Frame) -> Interval:
    """First and last day of a row of atoms: one side, or from the one to the other."""
    first, last = _sides(row)
    left = part(first, frame)
    if not last:
        return days(left, frame)
    start = days(left, frame)[0] if left.fixed or left.year else None
    right = part(last, frame._replace(running=(start, start)) if start else frame)
    if left.fixed == UNKNOWN or right.fixed == UNKNOWN:
        return UNKNOWN
    if "学年" in last[-1].text and left.year and right.fixed and right.fixed[0]:  # 2022-2023学年
        return date(left.year, 9, 1), date(right.fixed[0].year, 8, 31)
    if not left.fixed and not right.fixed:
        wraps = left.stretch[:2] > (right.stretch[2], right.stretch[3] or 31)
        if left.year is None and right.year is None:
            whole = Part(stretch=(*left.stretch[:2], *right.stretch[2:]), ahead=AHEAD_STRETCH, by_end=True)
            right = right._replace(year=infer(whole, frame))
        if left.year is None and right.year is not None:
            left = left._replace(year=right.year - wraps)
        elif right.year is None and left.year is not None:
            right = right._replace(year=left.year + wraps)
    elif left.fixed and right.year is None and left.fixed[0]:
        right = right._replace(year=left.fixed[0].year)
    elif right.fixed and left.year is None and right.fixed[1]:
        left = left._replace(year=right.fixed[1].year)
    return days(left, frame)[0], days(right, frame)[1]


def _covered(text: str, frame: Frame) -> Interval:
    """报告期 and 期间 are the running period, 报告期末 is its end."""
    start, end = frame.running
    return (None, end) if text.endswith("末") else (start, end)
