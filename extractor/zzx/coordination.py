"""Coordination: quantities in a list, and what is said once for all of them.

分别 pairs heads with quantities in order, and a unit or a movement said once serves the whole list.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from zzx import changes, holders, phrases, roles
from zzx.items import Item, between, phrase
from zzx.lexicon import Lexicon
from zzx.phrases import Span
from zzx.rows import Row


def lists(row: Row, items: list[Item]) -> list[list[Item]]:
    """Runs of quantities with nothing but 、 or 和 between them, or a comma behind 分别."""
    found: list[list[Item]] = []
    for item in items:
        link = between(row, found[-1][-1], item) if found else ""
        linked = set(link) == {"c"} or (link == "," and "f" in row.letters[slice(*found[-1][0].roles.tail)])
        if linked and _alike(found[-1][-1], item):
            found[-1].append(item)
        else:
            found.append([item])
    return [members for members in found if len(members) > 1]


def _alike(before: Item, after: Item) -> bool:
    return before.quantity.family in (after.quantity.family, "bare")


def share_unit(row: Row, members: list[Item], words: Lexicon) -> None:
    """Give the members of a list the unit and the movement that are said once (分别上升0.2和0.7个百分点)."""
    last, first = members[-1].quantity, members[0].roles
    for item in members:
        if item.quantity.family == "bare" and last.family != "bare":
            item.quantity = replace(item.quantity, unit=last.unit, family=last.family)
        shared = item.roles if item is members[0] else replace(first, right=item.roles.right)
        item.measure = changes.measure(row, shared, item.quantity, words)


def share_heads(row: Row, members: list[Item], items: list[Item], words: Lexicon) -> None:
    """Pair the heads of a list with its quantities in order, where 分别 says so or their numbers agree."""
    first = members[0]
    start, end = first.roles.left
    action, thing = first.roles.action, first.roles.object
    leads = (
        action is not None and thing is not None and thing[1] <= action[0]
    )  # the object stands before its verb
    if thing is not None and leads:
        start, end = thing
    elif action is not None and thing is not None and not first.roles.after:
        # A verb right before an indicator is part of its name: 接待人数、门票收入.
        start = max(start, action[0] if row.letters[thing[0]] == "I" and action[1] == thing[0] else thing[0])
    start = _less_holder(row, start, end, words)
    heads = _heads(row, start, end, len(members)) if start < end else []
    if len(heads) == len(members):
        for item, head in zip(members, heads, strict=True):
            item.object, item.action = head, first.action if leads or item is first else None
    elif not heads:
        kind = first.measure.kind
        levels = [item for item in items if item.index < first.index and item.measure.kind != kind]
        opening = row.tokens[roles.whole(row, first.roles)[0]].start
        separately = "分别" in row.view[opening : first.start]
        named = _heads(row, *_listed_before(row, first), len(members)) if separately else []
        if len(named) == len(members):
            for item, head in zip(members, named, strict=True):
                item.object, item.action = head, first.action
        elif kind == "rate" and start < end and row.letters[end - 1] in "iI":
            pass  # they have an indicator of their own: 对120名、95名学生作出表扬，优秀率分别为15%、12%
        elif len(levels) >= len(members) and (kind in ("change", "rank") or (kind == "rate" and separately)):
            for item, level in zip(members, levels[-len(members) :], strict=True):
                item.object, item.action = level.object, level.action if kind == "change" else None
                item.of = level if kind != "rank" else None
    for number, item in enumerate(members):
        item.first = first if item is not first else None
        item.turn = (number, len(members)) if len(heads) != len(members) else None
    last = members[-1]
    if last.roles.after and not first.roles.after:
        for item in members[:-1]:
            item.object, item.action = last.object, first.action
        last.action = first.action


def _less_holder(row: Row, start: int, end: int, words: Lexicon) -> int:
    """Where a list of indicators begins behind whoever holds them all: 长安银行|资本充足率、拨备率."""
    cut = row.letters.find("c", start, end)
    span = phrases.trim(row, (start, cut)) if cut > start else None
    return start if span is None else holders.part(row, span, words)[1][0]


def _listed_before(row: Row, first: Item) -> Span:
    """What the clause before lists, of which 分别 tells the numbers: 集中在城建、医疗等领域，分别占15%、9%."""
    end = max(roles.whole(row, first.roles)[0] - 1, 0)
    start = end
    while start > 0 and row.letters[start - 1] not in ",;:()qekvxRs":
        start -= 1
    given = start > 0 and row.words(start - 1, start) in ("对", "给", "为", "向")
    if given or "u" in row.letters[start:end]:
        return end, end  # who gets something is not what is counted
    etc = row.letters.find("g", start, end)
    end = etc if etc >= 0 else end
    while end > start and row.letters[end - 1] in "aVdmb":
        end -= 1  # 网约车、租赁车增幅较大，分别查处…
    return start, end


def _heads(row: Row, start: int, end: int, wanted: int) -> list[str]:
    """The heads of a coordination, each with the indicator that is said only after the last (手机、汽车出口额)."""
    spans = _members(row, start, end, any_conjunction=True)
    if len(spans) != wanted:
        apart = _members(row, start, end, any_conjunction=False)  # 农业农村、民政与应急、卫生健康
        spans = apart if len(apart) == wanted else spans
    if len(spans) < 2:
        return []
    last = spans[-1]
    cut = _shared_from(row, last)
    shared = row.letters[last[1] - 1] in "iI" and not any(
        row.letters[stop - 1] in "iI" for _, stop in spans[:-1]
    )
    shared = shared or _is_served(row, spans)
    suffix = row.wording(min(cut, last[1] - 1), last[1]) if shared and last[1] - last[0] > 1 else ""
    if shared and row.letters[slice(*spans[0])] == "a" and row.letters[last[0]] != "a":
        suffix = row.wording(*last)[len(row.wording(*spans[0])) :]  # 城镇、农村居民收入
    return [phrase(row, span) + (suffix if span != spans[-1] else "") for span in spans]


def _shared_from(row: Row, last: Span) -> int:
    """Where the indicator begins that the last head of a list says for all: 手机、汽车|出口额, 小麦、玉米|种植面积."""
    cut = last[1]
    while cut > last[0] + 1 and row.letters[cut - 1] in "iI":
        cut -= 1
    qualified = cut
    while qualified > last[0] + 1 and row.letters[qualified - 1] in "wa" and cut < last[1]:
        qualified -= 1
    if row.letters[qualified - 1] in "iI" and qualified > last[0] + 1:
        qualified -= 1  # 试验发展|经费所占比重, 高校|R&D经费所占比重
        return qualified - (row.words(qualified - 1, qualified).isascii() and qualified > last[0] + 1)
    cut = qualified
    return cut if cut < last[1] else last[0] + 1


def _is_served(row: Row, spans: list[Span]) -> bool:
    """Whether the last of several single words has a head that serves them all: 东部、西部|地区火灾."""
    *earlier, last = spans
    single = all(stop - start == 1 and row.letters[start] in "na" for start, stop in earlier)
    return single and last[1] - last[0] > 1 and row.letters[last[1] - 1] == "n"


def _members(row: Row, start: int, end: int, *, any_conjunction: bool) -> list[Span]:
    """The members of a coordination, parted by every conjunction or by 、 alone."""
    spans: list[Span] = []
    begin = start
    for index in range(start, end + 1):
        parts = index == end or (
            row.letters[index] == "c" and (any_conjunction or row.words(index, index + 1) == "、")
        )
        if parts:
            span = phrases.trim(row, (begin, index)) if index > begin else None
            if span is None and index > begin and row.letters[index - 1] == "a":
                span = index - 1, index  # 城镇、农村居民收入
            if span is not None:
                spans.append(span)
            begin = index + 1
    return spans


_KIND = re.compile("(.{1,8}?[型级类])(.*)")


def share_kinds(items: list[Item]) -> None:
    """Give kinds of what is counted the noun that the last of them says: 领军型、成长型、创业型|企业家."""
    for item, later in reversed(list(pairwise(items))):
        if item.object is None or later.object is None or item.quantity.unit != later.quantity.unit:
            continue
        kind = _KIND.fullmatch(later.object)
        if (
            kind is not None
            and kind[2]
            and item.object.endswith(kind[1][-1])
            and item.roles.after
            and later.roles.after
        ):
            item.object += kind[2]
