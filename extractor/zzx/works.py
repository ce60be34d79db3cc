"""Works: members of a list that are named by what was done, or by their size alone (完成工程90件，其中水毁修复|64件)."""

from __future__ import annotations

from dataclasses import replace

from zzx.items import Item, between, phrase
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

_CASES = ("起", "件", "宗", "例")
_SHORT = 8


def relate(row: Row, item: Item, previous: Item, level: Item, words: Lexicon) -> None:
    """Name a member of a list of cases, works or classes as its list does."""
    _list_case(row, item, previous, level, words)
    _list_request(row, item, previous, level, words)
    _list_sent(row, item, level, words)
    _tell_class(row, item, level)
    _tell_degree(item, level)
    _list_offence(row, item, level, words)
    _list_work(row, item, previous, level, words)


def _list_case(row: Row, item: Item, previous: Item, level: Item, words: Lexicon) -> None:
    """A member of a list of cases is what was done, whatever verb says it: 查处案件12起，其中|毁坏森林7起."""
    action, thing = item.roles.action, item.roles.object
    same = level.quantity.unit == item.quantity.unit and item.quantity.unit in _CASES
    if not same or level.action not in words.groups["casework"] or action is None or thing is None:
        return
    opening = row.letters[level.index + 1 : action[0]]
    told = row.words(*action) in words.groups["solo"] or row.words(*thing).endswith(
        tuple(words.groups["case"])
    )
    listed = "z" in opening or opening[-1:] == "c" or (opening == "," and _goes_on(previous))
    if not told and action[0] == item.roles.left[0] and listed:
        item.object, item.action = phrase(row, item.roles.left), level.action


def _list_sent(row: Row, item: Item, level: Item, words: Lexicon) -> None:
    """Those who were sent out are named by what they do: 出动检查车45台次，|检查人员2600人次."""
    found = item.roles
    if (
        level.action not in words.groups["send"]
        or found.action is None
        or found.object is None
        or found.after
        or row.words(*found.action) in words.groups["send"]
    ):
        return
    if row.words(*found.action) == level.action:
        return  # 出动警车20辆，|出动消防车30辆次
    named = row.words(*found.object) in words.groups["agent"] | words.groups["vehicle"]
    if named and found.left == (found.action[0], found.object[1]):
        _name_whole(row, item, level)


def _goes_on(previous: Item) -> bool:
    """Whether the member before was named without a verb of its own, so that a list goes on."""
    return previous.roles.action is None and previous.action is not None


def request(row: Row, item: Item, words: Lexicon) -> None:
    """A request is what was received, where a sentence opens with it: 其中|咨询2000件."""
    action = item.roles.action
    opens = action is not None and row.letters[action[0] - 1 : action[0]] == "z"
    if opens and action == item.roles.left and row.words(*item.roles.left) in words.groups["received"]:
        item.object, item.action = row.wording(*item.roles.left), None


def _list_request(row: Row, item: Item, previous: Item, level: Item, words: Lexicon) -> None:
    """A request is what was received, not what was done: 受理信息4000件，其中|咨询2000件，举报300件."""
    action, same = item.roles.action, level.quantity.unit == item.quantity.unit
    same = same or (between(row, previous, item)[:1] == "c" and item.quantity.family == "count")
    if (
        not same
        or action is None
        or action != item.roles.left
        or level.action not in words.groups["receiving"]
    ):
        return
    before = previous.object or ""
    listed = "z" in between(row, previous, item) or before.endswith(tuple(words.groups["received"]))
    if listed and row.words(*action) in words.groups["received"]:
        item.object, item.action, item.subject = row.wording(*action), level.action, level.subject
        item.roles = replace(item.roles, rule="noun", action=None, object=action)


def _tell_class(row: Row, item: Item, level: Item) -> None:
    """Give those who are told by their size alone the noun counted before: 亿元以上的企业12家，10亿元以上的|3家."""
    if item.measure.kind == level.measure.kind == "rate":
        return  # 3个月以内的占25%，3个月至1年的占40%: the share of each size
    start, end = item.roles.left
    sized = row.letters[max(start, end - 2) : end] == "0u" and not row.letters[start : end - 2].strip("nIw")
    if sized and level.object is not None and level.quantity.unit == item.quantity.unit:
        item.object, item.action = level.object.rpartition("的")[2], level.action


_DEGREE = late(r"[国省市县区乡镇村甲乙丙丁特一二三]家?级(?:及?以上)?(.+)")


def _tell_degree(item: Item, level: Item) -> None:
    """Give those who are told by their degree alone the noun counted before: 国家级示范基地18所、省级|21所."""
    told = _DEGREE.fullmatch(level.object or "")
    alone = item.object is not None and len(item.object) <= len("国家级") and item.object.endswith("级")
    if told is not None and alone and item.object is not None and level.quantity.unit == item.quantity.unit:
        item.object, item.action = item.object + told[1], level.action


def _list_offence(row: Row, item: Item, level: Item, words: Lexicon) -> None:
    """A member of a list of offences is what somebody did against the law: 查处超速20起，车辆违法|占用车道50起."""
    action = item.roles.action
    same = level.quantity.unit == item.quantity.unit and item.quantity.unit in _CASES
    if not same or action is None or item.roles.after or level.action not in words.groups["casework"]:
        return
    start = item.roles.left[0]
    if start < action[0] and row.words(action[0] - 1, action[0]) in words.groups["unlawful"]:
        _name_whole(row, item, level)


def _list_work(row: Row, item: Item, previous: Item, level: Item, words: Lexicon) -> None:
    """A member of a list of works is named by what is done: 完成工程90件，其中水毁|修复64件，河道|清淤20件."""
    found, link = item.roles, between(row, previous, item)
    alike = level.quantity.unit == item.quantity.unit and item.measure.kind in ("count", "measure", "money")
    if not alike or found.after or level.action not in words.groups["working"]:
        return
    start, end = found.left
    goes_on = previous.action == level.action and previous.roles.rule == "noun"
    goes_on = goes_on and previous.object == phrase(row, previous.roles.left)
    listed = (
        goes_on or "z" in link or _is_work(row, previous, words) or "c" in link[: start - previous.index - 1]
    )
    if not listed or end - start > _SHORT or not _names_work(row, found.left, words):
        return
    act_alone = row.letters[end - 1] == "w" and words.classes.get((level.object or "")[-2:]) == "w"
    if end - start > 1 or act_alone:
        _name_whole(row, item, level)


_EVERYWHERE = ("村镇", "乡镇", "城镇", "集镇", "学校", "医院", "校园", "社区", "街道", "农村")


def _name_whole(row: Row, item: Item, level: Item) -> None:
    """Name an item by its whole clause, which is an object of the verb of the level before it."""
    left = item.roles.left
    item.object, item.action, item.subject = phrase(row, left), level.action, None
    item.roles = replace(item.roles, rule="noun", subject=None, action=None, object=left)


def _is_work(row: Row, item: Item, words: Lexicon) -> bool:
    """Whether what is counted is itself named by what is done: 河道|清淤."""
    left = item.roles.left
    return item.object is not None and item.object == phrase(row, left) and _names_work(row, left, words)


def _names_work(row: Row, span: Span, words: Lexicon) -> bool:
    """Whether a clause says in one noun phrase what is done, and no organisation does it: 水毁|修复; not 城关镇|改造."""
    start, end = span
    if start == end or row.letters[start:end].strip("nawoiIVv"):
        return False
    act = row.letters[end - 1] == "w" or row.words(end - 1, end) in words.groups["work"]
    lead = row.words(end - 2, end - 1) if end - start > 1 else ""
    doer = bool(lead) and row.letters[end - 2] == "o" and lead[-1] not in words.groups["person"]
    doer = doer and not (end - start == 2 and lead in _EVERYWHERE)  # 村镇|供水
    return act and not doer
