"""Sections: how deep a heading lies, and whether it is a title or only says when the text was written."""

from __future__ import annotations

from collections.abc import Collection

from zzx.patterns import late
from zzx.text import Sentence

PLAIN = 10
"""The level of a heading without a number that heads no section of a report."""
DEEP = (2, 3)
"""The levels of headings inside a section, （一） and 1.: none of them is a title."""
_LEVELS = (
    late("第[一二三四五六七八九十]{1,3}[章部篇]"),
    late("[一二三四五六七八九十]{1,3}、"),
    late("[（(][一二三四五六七八九十]{1,3}[)）]"),
    late(r"\d{1,2}[.、．]"),
    late("[^，。]{0,12}(?:回顾|工作|总结|情况|任务|安排|部署|目标|成绩)$"),
)

_PART = len(_LEVELS) - 1


def level(heading: Sentence, above: Collection[int] = ()) -> int:
    """How deep a heading lies, by its number or wording: 0 第一章, 1 一、, 2 （一）, 3 1., 4 2023年工作回顾.

    The last is a part of the report, -1, if no numbered one is open above it, or another part is.
    """
    words = heading.marked + heading.view
    deep = next((deep for deep, pattern in enumerate(_LEVELS) if pattern.match(words)), PLAIN)
    return -1 if deep == _PART and (-1 in above or not any(one < _PART for one in above)) else deep


def titles(sentence: Sentence) -> bool:
    """Whether a sentence is a heading that may be a title."""
    return sentence.kind == "heading" and level(sentence) not in DEEP


_WRITTEN = late(
    "[一二][〇○零0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)


def is_dateline(heading: Sentence) -> bool:
    """Whether a heading is nothing but the day or month in which a text was written: 二○○九年四月."""
    return _WRITTEN.fullmatch(heading.view) is not None
