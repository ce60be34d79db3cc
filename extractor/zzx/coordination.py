"""Coordination: quantities in a list, and what is said once for all of them.

分别 pairs heads with quantities in order, and a unit or a movement said once serves the whole list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from zzx import changes, holders, phrases, roles, sharing
from zzx.items import COUNTED, Item, between, enclosed, is_place, is_regional, phrase
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row


def lists(row: Row, items: list[Item]) -> list[list[Item]]:
    """Runs of quantities with nothing but 、 or 和 between them, or a comma behind 分别."""
    found: list[list[Item]] = []
    for item in items:
        link = between(row, found[-1][-1], item) if found else ""
        separately = bool(found) and _is_separate(row, found[-1][0])
        rates = bool(found) and item.quantity.family == found[-1][-1].quantity.family == "percent"
        rates = rates and not item.roles.after
        changed = bool(found) and link == "," and _changes_again(row, found[-1][-1], item)
        turned = separately and link in ("cm", ",m") and _turns(found[-1][-1], item)
        linked = turned or set(link) == {"c"} or (link == "," and (separately or rates)) or changed
        if linked and (_alike(found[-1][-1], item) or _both_measure(row, found[-1], item)):
            found[-1].append(item)
        else:
            found.append([item])
    return [members for members in found if len(members) > 1]


def _turns(before: Item, item: Item) -> bool:
    """Whether a change goes on another way: 同比、环比分别上涨2%、|下降1%."""
    return before.measure.kind == item.measure.kind == "change" and not item.roles.after


def _is_separate(row: Row, first: Item) -> bool:
    """Whether 分别 leads up to a list: 分别达到, 分别为."""
    start, end = first.roles.tail
    return "f" in row.letters[start:end] or (start < end and "分别" in row.words(start, end))


def _changes_again(row: Row, before: Item, item: Item) -> bool:
    """Whether a change goes on in another unit behind a comma: 同比增加2起，|3人."""
    counted = before.quantity.family == item.quantity.family == "count"
    apart = before.quantity.unit != item.quantity.unit and before.measure.kind == "change"
    return counted and apart and row.letters[item.index + 1 : item.index + 2] in ("", ",", ";", ")")


def _alike(before: Item, after: Item) -> bool:
    families = before.quantity.family, after.quantity.family
    return families[0] in (families[1], "bare") or families == ("percent", "multiple")  # 分别增长30%和1.5倍


def _both_measure(row: Row, members: list[Item], item: Item) -> bool:
    """Whether 分别 parts two levels of different kinds: 旅客、货物发送量分别完成3万人、5万吨."""
    first, last = members[0], members[-1]
    separately = "f" in row.letters[first.roles.left[0] : first.index]
    return separately and last.measure.kind in COUNTED and item.measure.kind in COUNTED


def share_unit(row: Row, members: list[Item], words: Lexicon) -> None:
    """Give the members of a list the unit and the movement that are said once (分别上升0.2和0.7个百分点)."""
    last, first = members[-1].quantity, members[0].roles
    for item in members:
        if item.quantity.family == "bare" and last.family != "bare":
            item.quantity = replace(item.quantity, unit=last.unit, family=last.family)
        moved = item.roles.movement
        own = item is members[0] or (moved is not None and moved > members[0].index)
        shared = item.roles if own else replace(first, right=item.roles.right)
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
    if sharing.share_holders(row, members, words) or _share_acts(row, members):
        return
    named = _named_by_verbs(row, first)
    if named is not None:
        start, action, thing = named, None, None
        for item in members:
            item.roles = replace(item.roles, subject=None)
    end, deed = _less_deed(row, members, start, end)
    than = row.letters.find("b", start, end)
    if than > start and "c" in row.letters[than:end]:
        end = than  # 增速分别|比全国、全省平均水平高2个和1.5个百分点
    if _share_places(row, members, start, end):
        return
    start = _less_holder(row, start, end, words)
    heads = sharing.heads(row, start, end, len(members), words) if start < end else []
    if len(heads) == len(members):
        act = _by_doers(row, members, start, end)
        counted = members[-1].object if members[-1].roles.after else None
        for item, head in zip(members, heads, strict=True):
            governed = named is None and (leads or item is first)
            if act is not None:  # 市公安局、市检察院|分别立案3件、5件
                item.subject, item.object, item.action = head, counted, act or None
                if act == "进出口":
                    item.object, item.action = act, None
                continue
            item.object, item.action = head, deed or (first.action if governed else None)
    elif not heads:
        _pair(row, members, items, words)
        _part_doers(row, members, words)
    for number, item in enumerate(members):
        item.first = first if item is not first else None
        item.turn = (number, len(members)) if len(heads) != len(members) else None
    last = members[-1]
    if last.roles.after and not first.roles.after:
        mixed = len({item.quantity.unit for item in members}) > 1
        for item in members[:-1]:
            alone = mixed and item.quantity.unit in sharing.ALONE
            item.object, item.action = item.object if alone else last.object, first.action  # 15分|和7个篮板
        last.action = first.action


def _by_doers(row: Row, members: list[Item], start: int, end: int) -> str | None:
    """What each of a list of doers does, nothing where they are ranked; None where the list names no doers."""
    first = members[0]
    cut = found if (found := row.letters.find("f", start, end)) >= 0 else end
    opened = row.letters[start - 1 : start] in ("", ",", ";", ":", "t")
    if not opened or not re.fullmatch("[pna]{0,3}[oP](?:c[pna]{0,3}[oP])+|p(?:cp)+", row.letters[start:cut]):
        return None
    if first.measure.kind == "rank":
        return "" if row.letters[start] == "p" else None  # 甲县、乙县分别排名第1、第2
    if first.quantity.is_age:
        return ""  # 张某、李某分别为35岁、28岁
    flow = row.wording(cut + 1, cut + 2) if first.roles.left[1] == cut + 2 else ""
    if flow in _FLOWS:
        first.roles = replace(first.roles, action=(cut + 1, cut + 2), object=None)
        return flow  # 机械厂、纺织厂分别出口2亿元、3亿元
    told = first.roles.action is not None and first.roles.action[0] > cut and first.roles.rule == "verb"
    act = first.action or ("" if members[-1].roles.after else None)  # 甲公司、乙公司分别取得40%、25%的股份
    return act if told else None


_FLOWS = ("出口", "进口", "投资", "融资", "纳税", "捐款", "罚款", "进出口")


def _named_by_verbs(row: Row, first: Item) -> int | None:
    """Where a list of heads begins that verbs name: 受理申诉、受理|控告人数, 受灾人口、倒塌|房屋; None where none does."""
    start, end = first.roles.left
    action, cut = first.roles.action, row.letters.find("c", start, end)
    toward = next((i for i in range(start, max(cut, start)) if row.words(i, i + 1) in ("对", "自")), -1)
    if toward >= 0 and sharing.is_shared(row, end - 1):
        return toward  # 民营企业|对东盟、美国进出口, 对共建国家、东盟国家进出口
    separately = row.letters.find("f", start, end)
    if action is None or cut < 0 or first.roles.after or start <= separately < action[0]:
        return None
    openings = [start, *(i + 1 for i in range(cut, end - 1) if row.letters[i] == "c")]
    opening = row.words(start, start + 1)
    again = row.letters[start] in "vwRx" and all(row.words(i, i + 1) == opening for i in openings[1:])
    later = action[0] in openings[1:] and first.measure.kind in ("rate", "change")
    return start if again or later else None


_ACTS = late("[vRxw](?:c[vRxw])+")


def _share_acts(row: Row, members: list[Item]) -> bool:
    """Give each quantity its own of the verbs that have one object: 受理、审结|案件分别为300件、280件."""
    first = members[0]
    action, thing = first.roles.action, first.roles.object
    if action is None or thing is None or first.roles.after or not _is_separate(row, first):
        return False
    if _ACTS.fullmatch(row.letters, *action) is None or thing[0] != action[1]:
        return False
    acts = [at for at in range(*action) if row.letters[at] != "c"]
    if len(acts) != len(members) or "c" in row.letters[slice(*thing)]:
        return False
    for item, at in zip(members, acts, strict=True):
        item.action, item.object = row.wording(at, at + 1), phrase(row, thing)
        item.first = None if item is first else first
    return True


def _less_deed(row: Row, members: list[Item], start: int, end: int) -> tuple[int, str | None]:
    """Where a list of heads ends before 分别, and the act behind that: 挖掘机、吊车|分别进口3亿元、2亿元, 男、女职工人数|分别比全市高3%、5%."""
    cut = row.letters.find("f", start, end)
    if cut < 0 or "c" not in row.letters[start:cut]:
        return end, None
    acts = row.letters[cut + 1 : end] == "w" and members[0].measure.kind in COUNTED
    return cut, row.wording(cut + 1, end) if acts else None


_PLACES = late("(?:^|[ek])(p(?:cp)+)u?([nwaoI]*[iIw]|[nwaoI]+m)$")


def _share_places(row: Row, members: list[Item], start: int, end: int) -> bool:
    """Give the places of a list what is measured of each: 对印度、巴西|进出口, 甲省、乙省|财政收入."""
    found = _PLACES.search(row.letters[start:end])
    if found is None or found[1].count("p") != len(members):
        return False
    rest = start + found.start(2), start + found.end(2)
    if row.letters[rest[1] - 1] == "w" and not sharing.is_shared(row, rest[1] - 1):
        return False
    opening = start + found.start()
    for number, item in enumerate(members):
        place = start + found.start(1) + 2 * number
        if found[0][0] in "ek":
            item.object = (
                row.wording(opening, opening + 1) + row.wording(place, place + 1) + phrase(row, rest)
            )
        else:
            item.subject, item.object = phrase(row, (place, place + 1)), phrase(row, rest)
        item.action, item.first = None, members[0] if number else None
    return True


def _pair(row: Row, members: list[Item], items: list[Item], words: Lexicon) -> None:
    """Pair quantities whose clause lists nothing with what the clauses before it list or tell."""
    first = members[0]
    kind, thing, action = first.measure.kind, first.roles.object, first.roles.action
    levels = _levels(row, items, first, len(members))
    opening = roles.whole(row, first.roles)[0]
    separately = "分别" in row.view[row.tokens[opening].start : first.start]
    listed = _listed_before(row, first) if separately else (0, 0)
    if _pair_earlier(row, members, items):
        return
    if listed[0] < listed[1] and _share_places(row, members, *sharing.less_rank(row, listed)):
        return
    named = sharing.heads(row, *listed, len(members), words)
    if not named and separately and kind == "change" and thing is None and levels:
        named = _parts(row, levels, len(members), words)
    measured = _measured(row, first, words)
    if len(named) == len(members):
        ranked = row.letters[listed[0] - 1 : listed[0]] == "s"
        for item, head in zip(members, named, strict=True):
            if measured is not None and (thing is not None or ranked):
                item.subject, item.object = head, measured  # 增长较快的是电子、汽车，增加值分别为…
            elif thing is not None and action is not None:
                item.subject, item.object = head, phrase(row, thing)
            else:
                item.object = head
            told = action is not None and kind not in ("change", "rate", "rank")
            item.action = phrase(row, action) if action is not None and told else None
            if (
                kind == "rate"
                and item.measure.direction is None
                and row.words(first.index - 1, first.index) == "至"
            ):
                # 合格率和优良率均有所下降，分别至91%、72%
                item.measure = replace(item.measure, direction=changes.moved(row, listed[1], words))
    elif (
        kind == "rate"
        and measured is not None
        and not (measured in _SHARES and levels)
        and not _grow_again(row, items, members, words)
    ):
        pass  # they have an indicator of their own: 对120名、95名学生作出表扬，优秀率分别为15%、12%
    elif len(levels) >= len(members) and (
        kind in ("change", "rank")
        or (kind == "rate" and (separately or levels[-1].first is levels[-len(members)]))
        or (first.roles.share is not None and _coordinate(row, levels[-len(members) :]))
    ):
        for item, level in zip(members, levels[-len(members) :], strict=True):
            item.object, item.action = level.object, level.action if kind == "change" else None
            item.subject = item.subject or level.subject
            if measured in words.groups["growth"]:
                item.object, item.action = measured, None  # 进口额…，出口额…，增幅分别回落…
            item.of = level if kind != "rank" else None
    elif kind == "change" and separately:
        _grow_again(row, items, members, words)


_SHARES = ("占比", "比重", "比例", "份额", "所占比重", "所占比例")


def _grow_again(row: Row, items: list[Item], members: list[Item], words: Lexicon) -> bool:
    """Pair changes with those of a list right before: 产量分别增长7%、8%，环比分别增长|1%、2%, 两年平均增速分别为|3%、4%."""
    first = members[0]
    measured = _measured(row, first, words)
    grows = measured in words.groups["growth"]
    silent = first.measure.kind == "change" and first.object is None
    twins = _twins(row, items, first, len(members)) if grows or silent else []
    for item, twin in zip(members, twins, strict=False):
        item.object, item.action = twin.object, twin.action
        if grows and first.quantity.family == "points":
            item.object, item.action = measured, None  # 产值分别增长7%、8%，增速分别回落|1个、2个百分点
        elif grows and first.measure.kind == "rate":
            item.measure = changes.grown(item.measure, measured or "", words)
        item.subject, item.of = item.subject or twin.subject, twin.of
    return bool(twins)


def _twins(row: Row, items: list[Item], first: Item, wanted: int) -> list[Item]:
    """The changes of a list right before another list of as many."""
    place = bisect_left(items, first.index, key=lambda item: item.index)
    told = [item for item in items[max(0, place - wanted - 2) : place] if item.reason is None]
    twins = told[-wanted:]
    alike = len(twins) == wanted and all(
        twin.measure.kind == "change" and not enclosed(row, twin) for twin in twins
    )
    return twins if alike and all(twin.first is twins[0] for twin in twins[1:]) else []


def _parts(row: Row, levels: list[Item], wanted: int, words: Lexicon) -> list[str]:
    """What one level sums up, where as many changes follow: 水稻、小麦共收获30万吨，分别增长|2%、3%."""
    summed = levels[-1].roles
    if (
        summed.object is None
        or summed.after
        or set(row.letters[summed.object[1] : levels[-1].index]) & set("c")
    ):
        return []
    in_all = any(row.words(at, at + 1) in _IN_ALL for at in range(summed.left[0], levels[-1].index))
    return sharing.heads(row, *summed.object, wanted, words) if in_all or len(levels) < wanted else []


_IN_ALL = ("共", "共计", "合计", "总计", "总", "合共")
_REACH = 60  # quantities before a list among which stand the levels that it pairs with


def _levels(row: Row, items: list[Item], first: Item, wanted: int) -> list[Item]:
    """The last quantities of another kind before a list; what stands in parentheses pairs with nothing."""
    found: list[Item] = []
    place = bisect_left(items, first.index, key=lambda item: item.index)
    for item in reversed(items[max(0, place - _REACH) : place]):
        told = item.reason is None and item.measure.kind != first.measure.kind
        if told and not enclosed(row, item):
            found.append(item)
            if len(found) == wanted:
                break
    return found[::-1]


_EARLIER = late("bt+u?$")


def _pair_earlier(row: Row, members: list[Item], items: list[Item]) -> bool:
    """Pair the levels that others are compared with: 存款50亿元，贷款30亿元，较年初的|45亿元和28亿元均有增加."""
    first = members[0]
    if not _EARLIER.search(row.letters, max(0, first.index - _SHORT), first.index):
        return False
    place = bisect_left(items, first.index, key=lambda item: item.index)
    levels = items[max(0, place - len(members)) : place]
    alike = len(levels) == len(members) and all(
        level.reason is None and level.quantity.unit == first.quantity.unit for level in levels
    )
    if alike:
        for item, level in zip(members, levels, strict=True):
            item.object, item.action, item.subject = level.object, level.action, level.subject
    return alike


_SHORT = 6  # tokens of the time with which levels are compared


def _coordinate(row: Row, levels: list[Item]) -> bool:
    """Whether levels are told in one breath, so that a list of shares is theirs: 事故90起、亡40人，|占总数的30%和25%."""
    return not any(set(between(row, *pair)) & set(",;:()") for pair in pairwise(levels))


def _part_doers(row: Row, members: list[Item], words: Lexicon) -> None:
    """Give each quantity its own of the doers that 分别 parts: 甲县、乙县|分别完成投资3亿元、4亿元."""
    roles_ = members[0].roles
    if roles_.subject is None or roles_.object is None or roles_.action is None:
        return
    start, end = roles_.subject
    if "f" not in row.letters[start:end] or members[0].subject is not None:
        return
    doers = sharing.heads(row, start, row.letters.find("f", start, end), len(members), words)
    if len(doers) == len(members):
        for item, doer in zip(members, doers, strict=True):
            item.subject = doer


def _measured(row: Row, first: Item, words: Lexicon) -> str | None:
    """The indicator or the growth that the clause of a list names for all of it."""
    thing, movement = first.roles.object, first.roles.movement
    if thing is not None and not first.roles.after and row.letters[thing[1] - 1] in "iI":
        return phrase(row, thing)
    start, end = first.roles.left if thing is None else thing
    for index in [*range(start, end), *([movement] if movement is not None else [])]:
        if row.words(index, index + 1) in words.groups["growth"]:
            return row.words(index, index + 1)
    return None


def _less_holder(row: Row, start: int, end: int, words: Lexicon) -> int:
    """Where a list of indicators begins behind whoever holds them all: 长安银行|资本充足率、拨备率."""
    cut = row.letters.find("c", start, end)
    span = phrases.trim(row, (start, cut)) if cut > start else None
    return start if span is None else holders.part(row, span, words)[1][0]


def _listed_before(row: Row, first: Item) -> Span:
    """What the clause before lists, of which 分别 tells the numbers: 集中在城建、医疗等领域，分别占15%、9%."""
    end = max(roles.whole(row, first.roles)[0] - 1, 0)
    start = _list_start(row, end)
    if row.letters[start - 1 : start] == "," and not row.letters[start:end].strip("dabmtV"):
        end = start - 1  # 电子、汽车，持续较快增长，分别增长…
        start = _list_start(row, end)
    given = start > 0 and row.words(start - 1, start) in ("对", "给", "为", "向")
    if given or "u" in row.letters[start:end]:
        return end, end  # who gets something is not what is counted
    etc = row.letters.find("g", start, end)
    end = etc if etc >= 0 else end
    told = end
    while end > start and row.letters[end - 1] in "aVdmb":
        end -= 1  # 网约车、租赁车增幅较大，分别查处…
    if end < told and row.letters[end - 1] == "w":
        end -= 1  # 农业、林业发展较快
    end = next((i for i in range(start, end) if _is_tally(row, i)), end)
    return start, end


def _list_start(row: Row, end: int) -> int:
    start = end
    while start > 0 and (row.letters[start - 1] not in ",;:()qekvxRs" or _is_tally(row, start - 1)):
        start -= 1
    return start


_TALLY = late("[两二三四五六七八九十][大个项类种]")


def _is_tally(row: Row, index: int) -> bool:
    """Whether a number sums up what is listed before it: 电子、汽车两大行业."""
    return row.letters[index] in "q0" and _TALLY.fullmatch(row.words(index, index + 1)) is not None


_KIND = late("(.{1,8}?[型级类])(.*)")


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


def place_before(row: Row, item: Item, told: list[Item]) -> Item | None:
    """The place before in a list of places, if more was told of that one: 河南15例，死亡2例；山西|20例."""
    opens = row.letters[item.roles.left[0] - 1 : item.roles.left[0]] == "("  # 新增90例（武汉|60例）
    if not is_place(row, item) or item.measure.kind == "rank" or opens:
        return None
    for other in reversed(told[-_FEW_TOLD:]):
        if is_place(row, other) or is_regional(row, other.roles.subject):
            alike = other.quantity.unit == item.quantity.unit and other is not told[-1]
            return other if alike else None
        if "p" in row.letters[slice(*other.roles.left)]:
            return None
    return None


_FEW_TOLD = 4  # quantities that are told of one place


def hold(row: Row, item: Item, told: list[Item], words: Lexicon) -> None:
    """In a list of who has how many, an organisation has them as the place before it: 固原市1个；自治区水利厅|1个."""
    thing = item.roles.object
    if not told or thing is None or item.roles.after or item.roles.action is not None:
        return
    before = told[-1]
    listed = before.object is None and before.subject is not None and before.roles.action is None
    ends = row.letters[item.index + 1 : item.index + 2] in tuple(",;")
    alike = before.quantity.unit == item.quantity.unit == "个" and ends
    if (
        listed
        and alike
        and row.words(*thing).endswith((*words.groups["authority"], "指挥部", "基地", "公司"))
    ):
        item.subject, item.object = item.object, None
