"""Modality: whether the words of a sentence plan a quantity or require it, rather than tell it."""

from __future__ import annotations

from zzx.facts import Modality
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.rows import Row

_FORECAST = late(
    r"(?:[\d年全上下半]{0,6}，?)预计(?!负债|使用|损失)[^。！？]*；"
)  # said once for all that follows
_REACH = 60  # tokens before a quantity within which a plan may be said
_VERBS = "vxydRmVawt"  # what a word that plans governs


def read(row: Row, clause: int, item: Item, words: Lexicon) -> Modality:
    """The modality of a quantity whose clause begins at token `clause`."""
    return "target" if _is_planned(row, clause, item, words) else "actual"


def _is_planned(row: Row, clause: int, item: Item, words: Lexicon) -> bool:
    farthest = max(0, item.index - _REACH)
    start = max(clause, farthest)
    if _plans(row, start, item, words) or _FORECAST.match(row.view):
        return True
    cues = words.cues
    since_stop = row.view[row.tokens[_sentence_part(row, item, farthest)].start : item.start]
    if cues["fulfilled"].search(since_stop):
        return False
    own_clause = row.view[row.tokens[start].start : item.start]
    return bool(cues["target"].search(since_stop) or cues["required"].search(own_clause))


def _sentence_part(row: Row, item: Item, farthest: int) -> int:
    """Where the part of the sentence between strong stops begins that holds a quantity."""
    start = item.index
    while start > farthest and row.letters[start - 1] != ";":
        start -= 1
    return start


def _plans(row: Row, start: int, item: Item, words: Lexicon) -> bool:
    """Whether a word that plans stands before a verb of the quantity's own clause: 拟新建, 将达到."""
    planned = words.groups["planned"]
    for index in range(start, min(item.index, len(row.tokens) - 1)):
        word = row.words(index, index + 1)
        if word in planned:
            governed = _VERBS.rstrip("wt") if word == "将" else _VERBS
            if row.letters[index + 1] in governed:
                return True
    return False
