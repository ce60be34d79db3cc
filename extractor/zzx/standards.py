"""Standards: what a level or a change is told against, with a number of its own: 不良率为2%，比5%的标准低3个百分点."""

from __future__ import annotations

from dataclasses import replace

from zzx import changes, phrases
from zzx.items import Item, phrase
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.rows import Row

OF_ANOTHER = "level of another"
"""The rule by which a level is that of somebody else, so that changes go on from the one before it."""

_ANOTHER = late("[cmsbVvd](?P<holder>[njoPpa]{1,4})u$")


def of_another(row: Row, item: Item, previous: Item, words: Lexicon) -> bool:
    """What another has of the same is told in comparison: 收视率2.3%，不及|《春风》的3.1%."""
    alike = item.quantity.unit == previous.quantity.unit and item.measure.kind == previous.measure.kind
    if not alike or previous.object is None or item.roles.after or item.action is not None:
        return False
    found = _ANOTHER.search(row.letters, max(previous.index + 1, item.index - _BESIDE), item.index)
    if found is None or row.words(found.start(), found.start() + 1) not in words.groups["of_another"]:
        return False
    if not any(letter in ",;" for letter in row.letters[previous.index + 1 : found.start()]):
        return False
    item.subject, item.object = phrase(row, found.span("holder")), previous.object
    item.roles = replace(item.roles, rule=OF_ANOTHER)
    return True


_BESIDE = 8  # tokens that a holder and what it is compared by may take


def beyond(row: Row, item: Item, than: int, told: list[Item]) -> Item | None:
    """What a change goes on from that is told against a standard, which 比 at token `than` opens: 不良率为2%，比|5%的标准低3个百分点."""
    start = phrases.opening_of(row, than)
    named = phrases.trim(row, (start, start + len(row.letters[start:than].rstrip("d"))))
    empty = (item.roles.tail[0], item.roles.tail[0])
    item.roles = replace(item.roles, left=empty, action=None, object=None, after=False)
    item.object, item.action = phrase(row, named) if named else None, None
    if named and not told[-1].roles.after:
        item.object, item.action, item.of = told[-1].object, told[-1].action, told[-1]
    against = changes.basis(row.words(than, item.index)) or "other"
    item.measure = replace(item.measure, basis=item.measure.basis or against)
    return told[-2] if named is None and len(told) > 1 else None
