"""Antecedents: the thing of a verb that the clause before names: 财政收入稳步增长，共完成50亿元; 火灾警情总体平稳，处置812起."""

from __future__ import annotations

from zzx import phrases, roles
from zzx.items import COUNTED, Item, phrase
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row
from zzx.topics import before

_FAR = 100  # tokens before a verb within which it may have been said before
_TOPIC = late("[nwiIoja0]*[nwiIoj0]")

_REACHING = ("完成", "实现", "达成", "入库", "征收", "到位")
_AMOUNTS = ("投资", "出口", "进口", "税收", "消费", "贷款", "存款")


def reach(row: Row, item: Item, words: Lexicon) -> None:
    """Take what was reached from the clause before, where an indicator moved: 财政收入|稳步增长，共完成50亿元."""
    if item.action not in _REACHING or item.roles.after or item.measure.kind not in COUNTED:
        return
    span = before(row, item.roles, words)
    if span is not None and (row.letters[span[1] - 1] in "iI" or row.words(*span).endswith(_AMOUNTS)):
        start, stop = span
        stop += row.letters.startswith("w", stop)  # 固定资产|投资
        item.object = phrase(row, (start, stop))


_CASE = late("[tp]{0,2}([nwaoVj0]{0,8}[nwV])(?=[admsvVyR]|$)")
_TOWARDS = late("e((?:[^q,;:()]{1,12}u)?[nwao]{0,3}[no])$")


def follow_case(row: Row, item: Item, words: Lexicon) -> None:
    """Take what was dealt with from the clause before: 火灾警情总体平稳，全市共处置|812起; 对情节轻微的初犯，不起诉|88人."""
    found, unit = item.roles, item.quantity.unit
    if found.action is None or found.after or item.measure.kind != "count":
        return
    end = roles.whole(row, found)[0] - 1
    if end < 1 or row.letters[end] != ",":
        return
    start = phrases.opening_of(row, end)
    clause = row.letters[start:end]
    whom = _TOWARDS.match(clause) if unit in ("人", "名", "家", "起", "件") else None
    if whom is not None and row.words(start, start + 1) == "对":
        item.object = phrase(row, (start + whom.start(1), start + whom.end(1)))
        return
    verb = row.words(*found.action)
    dealt = verb in words.groups["casework"] or verb.endswith(tuple(words.groups["settled"]))
    topic = _CASE.match(clause) if unit in ("起", "件", "宗", "例") and dealt else None
    if topic is None or row.letters[start - 1 : start] == "q":
        return
    span = phrases.trim(row, (start + topic.start(1), start + topic.end(1)))
    if span is not None and row.words(*span).endswith((*words.groups["case"], *words.groups["occurrence"])):
        item.object = phrase(row, span)


_OF_MANY = late("[dt]*(v)l?[0ra][nawoi]*[nwoi][,:]z")


def of_many(row: Row, item: Item) -> None:
    """Take the verb of the clause before, which said it of many without a number: 收缴了一批枪支，其中|猎枪12支."""
    start = item.roles.left[0]
    if row.letters[start - 1 : start] != "z" or item.roles.action is not None or item.roles.after:
        return
    if item.measure.kind not in COUNTED or "s" in row.letters[slice(*item.roles.tail)]:
        return
    opening = phrases.opening_of(row, max(start - 2, 0))
    for at in range(opening, start - 1):
        told = _OF_MANY.match(row.letters, at, start)
        if told is not None and told.end() == start:
            named = row.words(told.end(1), told.end(1) + 2).lstrip("了过")
            if named.startswith(_MANY):
                item.action = row.wording(*told.span(1))
            return


_MANY = ("一批", "大批", "大量", "多", "一些", "部分", "若干", "各类", "各种", "一大批", "数", "众多")


def recall(row: Row, item: Item, words: Lexicon) -> None:
    """Take the object that the same verb had before without a quantity: 查处超载最多，夜间查处420起."""
    action = item.roles.action
    if action is None or item.quantity.unit in words.groups["people_unit"]:
        return
    if row.words(*action) in words.groups["sold"] and (topic := _put_first(row, item)):
        item.object = phrase(row, topic)
        return
    verb = row.words(*action)
    for index in range(action[0] - 1, max(-1, action[0] - _FAR), -1):
        if row.letters[index] == "q":
            return
        if row.letters[index] == "n":
            continue  # 通过立案|系统立案
        if row.words(index, index + 1) == verb and (named := _TOPIC.match(row.letters, index + 1)):
            if row.words(named.end() - 1, named.end()) in _HOW:
                return  # 加大处罚|力度，共处罚3家
            item.object = phrase(row, named.span())
            return


_HOW = ("力度", "工作", "活动", "行动", "机制", "制度", "方式", "能力", "水平", "会议", "进度", "成效")
_BARE = late("[nwao]*[nwo]")


def _put_first(row: Row, item: Item) -> Span | None:
    """What a clause puts first that a comma parts from what became of it: 写字楼，|上周成交88套."""
    end = roles.whole(row, item.roles)[0] - 1
    if end < 1 or row.letters[end] != ",":
        return None
    start = phrases.opening_of(row, end)
    bare = _BARE.fullmatch(row.letters, start, end)
    return (start, end) if bare and (start == 0 or row.letters[start - 1] in ";:") else None
