"""Parallels: what is told alike of somebody else: 宜春站|突破6万人次, 基层法院|2.5万件."""

from __future__ import annotations

from zzx.items import COUNTED, phrase
from zzx.links import Link, is_stated
from zzx.phrases import Span


def has_too(link: Link) -> bool:
    """The indicator of the one before: 赣州站客流量突破8万人次，宜春站|突破6万人次."""
    item, level, span = link.item, link.level, link.item.roles.object
    alike = item.quantity.unit == level.quantity.unit and item.measure.kind == level.measure.kind in (
        *COUNTED,
        "rate",
    )
    if not alike or span is None or item.roles.after or item.action is not None or link.stop.strip(",;"):
        return False
    holds = item.roles.rule == "noun" and link.row.letters[span[1] - 1] == "o" and item.subject is None
    if holds and _does_too(link, span):
        item.subject, item.object, item.action = phrase(link.row, item.roles.left), level.object, level.action
        return True
    if not (holds and is_stated(link)) or link.words.ending(level.object or "") not in "iI":
        return False
    told = level.roles.object or span
    beyond = max(link.row.letters.rfind(letter, *told) for letter in "op") + 1
    item.object = phrase(link.row, (beyond, told[1])) if told[0] < beyond < told[1] else level.object
    item.subject = phrase(link.row, item.roles.left)
    return True


def _does_too(link: Link, span: Span) -> bool:
    """Whether an organ like the one before does the same: 中院受理案件5000件，基层法院|2.5万件."""
    level, row, thing = link.level, link.row, link.level.object or ""
    organs = link.words.organisations
    doer = level.subject or (row.words(*level.roles.subject) if level.roles.subject is not None else "")
    if level.action is None or level.measure.kind != "count":
        return False
    alike = doer.endswith(organs) and row.words(*span).endswith(tuple(link.words.groups["authority"]))
    return alike and not thing.endswith(organs) and bool(thing)
