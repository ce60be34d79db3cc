"""Topics: what a clause is about whose quantity has no thing of its own beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from zzx import changes, phrases, roles
from zzx.items import Item, phrase
from zzx.lexicon import Lexicon
from zzx.phrases import Span
from zzx.rows import Row

_FAR = 100  # tokens before a verb within which it may have been said before
_TOPIC = re.compile("[nwiIoja0]*[nwiIoj0]")
_CASES = ("起", "件", "宗", "例")


def give(row: Row, item: Item, previous: Item | None, words: Lexicon) -> None:
    """An organisation or place that moved, or stands out by a number, has what was named before: 建设银行增长6%.

    What is measured is the topic of the clause before (营收方面，) or what the quantity before it measures.
    """
    outstanding = _standing_out(row, item)
    parted = row.letters[max(0, item.roles.left[0] - 2) : item.roles.left[0]].endswith(("z", "z,"))
    whose = item.measure.kind == "change" or (parted and item.measure.kind in ("rate", "duration"))
    span = item.roles.object if whose else outstanding
    if span is None or item.action is not None or item.roles.after:
        return
    named = row.letters[span[1] - 1] == "p" or row.words(*span).endswith(words.holders)
    if not named or row.letters[span[1] - 1] not in "op" or row.words(*span).endswith("业"):
        return
    topic = roles.before(row, item.roles, words)
    indicator = phrase(row, topic) if topic is not None else previous.object if previous is not None else None
    framed = topic is not None and row.words(topic[1], topic[1] + 1) == "方面"
    told = topic is not None or (previous is not None and previous.object != previous.subject)
    if indicator is not None and told and (framed or words.ending(indicator) in "iIm"):
        item.subject, item.object = phrase(row, span), indicator
    elif outstanding is not None:
        item.subject, item.object = phrase(row, span), None


def _standing_out(row: Row, item: Item) -> Span | None:
    """Who stands out by a quantity: 招商银行|以1600.42亿元位居第一."""
    start, end = item.roles.left
    if end == start or row.letters[end - 1] != "k" or row.words(end - 1, end) not in ("以", "凭"):
        return None
    return phrases.trim(row, (start, end - 1))


def look_back(row: Row, item: Item, words: Lexicon) -> None:
    """Take the object from the clause before, which names what the level belongs to: 参保率稳步上升，达到96.3%."""
    span = roles.before(row, item.roles, words)
    if span is None:
        return
    item.object = phrase(row, span)
    if item.measure.kind == "rate" and item.measure.direction is None:
        item.measure = replace(item.measure, direction=changes.moved(row, span[1], words))


def recall(row: Row, item: Item, words: Lexicon) -> None:
    """Take the object that the same verb had before without a quantity: 查处超载最多，夜间查处420起."""
    action = item.roles.action
    if action is None or item.quantity.unit in words.groups["people_unit"]:
        return
    verb = row.words(*action)
    for index in range(action[0] - 1, max(-1, action[0] - _FAR), -1):
        if row.letters[index] == "q":
            return
        if row.words(index, index + 1) == verb and (named := _TOPIC.match(row.letters, index + 1)):
            item.object = phrase(row, named.span())
            return


def list_case(row: Row, item: Item, level: Item, words: Lexicon) -> None:
    """A member of a list of cases is what was done, whatever verb says it: 查处案件12起，其中|毁坏森林7起."""
    action, thing = item.roles.action, item.roles.object
    same = level.quantity.unit == item.quantity.unit and item.quantity.unit in _CASES
    if not same or level.action not in words.groups["casework"] or action is None or thing is None:
        return
    opening = row.letters[level.index + 1 : action[0]]
    told = row.words(*action) in words.groups["solo"] or row.words(*thing).endswith(
        tuple(words.groups["case"])
    )
    if not told and action[0] == item.roles.left[0] and ("z" in opening or opening[-1:] == "c"):
        item.object, item.action = phrase(row, item.roles.left), level.action
