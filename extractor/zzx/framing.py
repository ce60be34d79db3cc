"""Framing: which times of a sentence frame what it says, and which belong to one noun, one level or a comparison alone.

Everything here is a pure function of one sentence; `scene` keeps what runs on.
"""

from __future__ import annotations

import re

from zzx.dates import Period
from zzx.lexicon import Lexicon
from zzx.rows import Row

_COMPARING = ("与", "同", "跟", "较")
# The modifiers of a noun, up to its 的, and the quantity that counts the noun.
_AHEAD = re.compile(r"[^q,;:()]{0,40}u[^q,;:()]{0,40}q")
_SHORT = 20  # days within which a period is that of an event


def is_short(period: Period | None) -> bool:
    """Whether a period is a day or a few, or a day whose year is not known: that of an event, and no frame."""
    if period is None:
        return False
    if period.start is None or period.end is None:
        return period.start == period.end and period.text.endswith(("日", "号"))
    return (period.end - period.start).days < _SHORT


def compared(row: Row, index: int, words: Lexicon) -> bool:
    """Whether the time at `index` is what something is compared with: 比上年同期, 与去年."""
    before = index and (row.letters[index - 1] == "b" or row.words(index - 1, index) in _COMPARING)
    return bool(before) and not dates_level(row, index, words)


def dates_level(row: Row, index: int, words: Lexicon) -> bool:
    """Whether a time is that of one level alone: 比去年同期的620起减少35起, 提高到2024年的64.9%."""
    if index == 0:
        return False
    if row.letters[index + 1 : index + 3] != "uq":
        return row.letters[index - 1] == "b" and row.letters[index + 1 : index + 3] == "qm"
    reached = words.groups["reached_up"] | words.groups["reached_down"]
    return row.letters[index - 1] == "b" or row.words(index - 1, index) in reached


def modifies(row: Row, index: int) -> bool:
    """Whether a time stands inside the modifiers of a noun that is counted: 2018年以来受理的140余条线索."""
    return index > 0 and _AHEAD.match(row.letters, index + 1) is not None


def dates_age(row: Row, index: int) -> bool:
    """Whether a time only says when somebody is so old: 今年35岁."""
    mark = row.tokens[index + 1].mark if index + 1 < len(row.tokens) else None
    return mark is not None and mark.quantity is not None and mark.quantity.unit in ("岁", "周岁")
