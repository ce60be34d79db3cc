"""Openings: how a clause begins: its connectives and times, then who does or has what it says.

Everything here is a pure function of one sentence; what runs on from it to another is kept by `scene`.
"""

from __future__ import annotations

from dataclasses import dataclass

from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.phrases import Span
from zzx.rows import Row

_NOUNS = "pnwoPijaI0cgur"
_LEAD = "czdfbh.-l"
_COMPARES = ("与", "同", "跟", "和", "比", "较")
_BESIDE = ("与", "同", "跟")
_ACTS = "vxRwyVket"  # what may follow a doer
# Rules of roles.toml by which a quantity is told of a thing, not of somebody who acts.
_TOLD_OF_A_THING = ("indicator", "noun", "object and verb", "streak of movement")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who a clause is about: its tokens, and whether it does something there or only has what is told."""

    span: Span
    acts: bool


def skip_lead(row: Row, start: int, end: int) -> int:
    """Where a clause goes on after a connective, an adverb or the number of a list."""
    while start < end and (row.letters[start] in _LEAD or _numbers(row, start)) and not compares(row, start):
        start += 1
    return start


def _numbers(row: Row, index: int) -> bool:
    mark = row.tokens[index].mark
    return mark is not None and mark.reason == "list"


def compares(row: Row, index: int) -> bool:
    """Whether a clause only says what another one is compared with: 与上年相比."""
    return row.letters[index : index + 1] in ("c", "b") and row.words(index, index + 1) in _COMPARES


def find(row: Row, start: int, end: int, first: Item | None, words: Lexicon) -> Doer | None:
    """The doer that stands at `start` of a clause; `first` is the clause's first quantity."""
    nouns = _nouns(row, start, end)
    last = _last_name(row, start, nouns)
    if last is None:
        return None
    acts = _acts(row, last, nouns, end, first, words)
    if row.letters[start] == "p" and (not acts or row.letters[start + 1 : start + 2] == "u"):
        last = _place(row, start, nouns, words)
    elif not acts or not _names_somebody(row, start, last, words):
        return None
    if last is None or _tells(row, last + 1, end, words):
        return None
    return Doer((start, last + 1), acts)


def _nouns(row: Row, start: int, end: int) -> int:
    """Where the nouns that open a clause end; a neighbour is none of them: 与内蒙古接壤."""
    letters = row.letters
    stop = start
    while stop < end and letters[stop] in _NOUNS and not (letters[stop] == "w" and letters[stop - 1] in "op"):
        stop += 1
    for index in range(start + 1, stop):
        if letters[index - 1 : index + 1] == "cp" and row.words(index - 1, index) in _BESIDE:
            return index - 1
    return stop


def _last_name(row: Row, start: int, stop: int) -> int | None:
    """The last word among the nouns that somebody or some place may be called."""
    for index in range(stop - 1, start - 1, -1):
        if row.letters[index] in "opP":
            return index
    if row.letters[start : start + 1] == "r" and row.words(start, start + 1) == "该":
        return stop - 1  # 该团伙先后骗取…
    return None


def _acts(row: Row, last: int, nouns: int, end: int, first: Item | None, words: Lexicon) -> bool:
    """Whether the one who is named does something in the clause."""
    letters = row.letters
    after = last + 1
    while after < end and letters[after] in "da":
        after += 1
    told = first is not None and first.roles.rule in _TOLD_OF_A_THING
    indicates = nouns > last + 1 and letters[nouns - 1] in "iI"
    does = after < end and letters[after] in _ACTS and not told and not indicates
    if letters[after : after + 2] == "wc":
        return False  # 公安执法和交通秩序管理
    return does or _has(row, after, end, words)


def _has(row: Row, index: int, end: int, words: Lexicon) -> bool:
    """Whether the word at `index` says that the one before it has what follows: 医院现有|在职职工."""
    return (
        index + 1 < end
        and row.letters[index + 1] not in "qst0"
        and row.words(index, index + 1) in words.groups["having"]
    )


def _place(row: Row, start: int, nouns: int, words: Lexicon) -> int | None:
    """The last word of the place at `start` that has what the clause tells; None where its parts are counted next."""
    letters = row.letters
    last = start
    while letters[last + 1 : last + 3] == "cp":
        last += 2
    beside = row.words(last + 1, last + 2) if letters[last + 1 : last + 2] == "o" else ""
    indicates = letters[nouns - 1] in "iI"
    if not indicates and beside != "单位" and beside.endswith(words.organisations):
        last += 1  # 武汉|警方
    if letters[last + 1 : last + 3] == "gq":
        return None  # 南京、无锡等8市
    return last


def _names_somebody(row: Row, start: int, last: int, words: Lexicon) -> bool:
    """Whether nouns of action before the name are part of it: 监督管理局, but not 扫黑除恶专项工作组."""
    return row.letters[start] != "w" or row.words(start, last + 1).endswith(words.organisations)


def _tells(row: Row, index: int, end: int, words: Lexicon) -> bool:
    """Whether the one before `index` only tells what follows: 国家统计局发布."""
    while index < end and row.letters[index] in "da":
        index += 1
    return index < end and row.words(index, index + 1) in words.groups["telling"]
