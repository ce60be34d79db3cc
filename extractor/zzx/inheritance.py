"""Inheritance: what a quantity takes from the one before it, its object, its verb or both, in the ways that language has.

受理案件12件、审结10件; 产值30亿元，增长6%; 下降0.07个百分点至1.29%; 查处旅馆20家、洗浴6家.
"""

from __future__ import annotations

from collections.abc import Callable

from zzx import changes, levels, parallels
from zzx.items import COUNTED, Item, phrase
from zzx.lexicon import Lexicon
from zzx.links import IN_ALL, Link, compound, is_stated, is_told, link_of
from zzx.patterns import late
from zzx.roles import Roles
from zzx.rows import Row


def inherit(row: Row, item: Item, previous: Item, words: Lexicon) -> None:
    """Give a quantity the object and verb that its clause leaves to the one before."""
    if row.words(item.index - 1, item.index) == "占地" and item.object is None:
        return  # 总投资3亿元，占地|300亩
    link = link_of(row, item, previous, words)
    grown = item.measure.kind == "change" and item.object in words.groups["growth"]
    if grown and item.of is None and item.first is None:
        item.of = levels.root(link.level, words)
    any(way(link) for way in _WAYS)  # the first that applies


# The ways: each says whether it applies, and does it -----------------------------------------------------------


def _made(link: Link) -> bool:
    """What those counted before made, whose verb counts both: 抽查80家企业|生产的300批次食品."""
    item, previous = link.item, link.previous
    both = item.roles.after and previous.roles.after and previous.action is not None
    if item.action is not None or not both or _MADE.fullmatch(link.between) is None:
        return False
    item.action = previous.action
    return True


_MADE = late("[tdno]*[vwVxy]u")


def _others(link: Link) -> bool:
    """What is none of those told before: 农业损失2亿元，工业损失1亿元，|其他0.5亿元."""
    item, previous = link.item, link.previous
    named = link.found.left[1] - link.found.left[0] == 1 and link.row.wording(*link.found.left)
    alike = item.measure.kind == previous.measure.kind in ("money", "measure", "rate")
    if named not in ("其他", "其它") or not link.is_silent or not alike:
        return False
    item.object, item.action = named, previous.action if link.between.startswith("c") else None
    return True


def _joined(link: Link) -> bool:
    """The next of those who are named and counted together: 新建城东医院等5所医院和城西小学等|8所小学."""
    item, previous = link.item, link.previous
    named = link.row.letters[item.index - 1] == link.row.letters[previous.index - 1] == "g"
    counted = (
        item.roles.after and previous.roles.after and item.measure.kind == previous.measure.kind == "count"
    )
    if not (named and counted and link.between.startswith("c")) or item.action is not None:
        return False
    item.action = previous.action
    return True


def _rest(link: Link) -> bool:
    """What is left of those told before: 排查隐患120处，其余|20处限期整改."""
    item, previous, row = link.item, link.previous, link.row
    rest = row.words(item.index - 1, item.index) in ("其余", "其他", "余下", "剩余", "剩下")
    alike = (
        item.measure.kind == previous.measure.kind == "count" and item.quantity.unit == previous.quantity.unit
    )
    thing = previous.roles.object
    done = thing is not None and row.letters[thing[1] - 1] in "wV"  # 完成|整改32项
    if not (rest and alike) or done or item.object is not None or item.action is not None:
        return False
    item.object = previous.object
    return True


def _lists(link: Link) -> bool:
    """One more of the same: 12件、8件."""
    item, previous = link.item, link.previous
    fares = not link.between and link.row.letters[item.index + 1 : item.index + 2] in ("y", "V")
    fares = fares and item.quantity.unit in ("人", "名") and previous.action not in link.words.groups["cause"]
    listed = not (link.own or link.found.after or link.between.strip("czd-")) and link.found.rule != "times"
    listed = listed and not fares  # 发病27例|56人死亡
    if not listed or item.object is not None:
        return False
    item.object, item.action = link.shared, previous.action
    item.first = previous.first or previous
    return True


def _does_alike(link: Link) -> bool:
    """Another who does the same: 甲厂生产汽车3万辆，乙厂生产5万辆."""
    item, level, row = link.item, link.level, link.row
    both = link.found.rule == level.roles.rule == "object and verb" and item.action == level.action
    measured = (
        link.words.ending(level.object or "") in "iI" and link.words.ending(item.object or "") not in "iI"
    )
    if both and measured and "z" in link.between and item.quantity.unit == level.quantity.unit:
        item.subject, item.object = item.object, level.object  # 投资完成80亿元，其中农村公路|完成30亿元
        return True
    if link.found.rule != "object and verb" or item.action != level.action or item.object is None:
        return False
    done_by = level.roles.subject is not None and level.roles.rule == "verb"
    if not done_by or level.object is None or row.words(*level.roles.subject or (0, 1)).endswith(item.object):
        return False
    item.subject, item.object = item.object, level.object
    return True


def _befalls(link: Link) -> bool:
    """One more that the same befell: 造成3人死亡，15人受伤, 造成30间房屋倒塌，5人受伤."""
    item, previous, words = link.item, link.previous, link.words
    people = item.quantity.unit in words.groups["people_unit"]
    suffers = link.row.letters[item.index + 1 : item.index + 2] in tuple("yVwda")
    caused = previous.action in words.groups["cause"]
    if not (people and suffers and caused and link.is_silent and not link.between.strip("c,dyVwa")):
        return False
    item.action = previous.action
    return True


def _goes_on(link: Link) -> bool:
    """Nothing new is named in between: 受理12件，其中涉农3件, 300间房屋损坏，40间倒塌."""
    item, previous = link.item, link.previous
    if link.own or link.found.after or item.object is not None:
        return False
    alike = previous.roles.after and previous.quantity.unit == item.quantity.unit
    if set(link.between) - set(",czdsmtbflhuae-" + ("vywV" if alike else "")):
        return False
    suffers = link.row.letters[item.index + 1 : item.index + 2] == "B"  # 查处酒驾90起，7人被行政拘留
    others = _has(link) and previous.quantity.unit != item.quantity.unit and previous.measure.kind != "rate"
    if not suffers and not others:
        item.object = link.shared
    acts = link.row.letters[item.index + 1 : item.index + 2] in tuple("vxVRwyB")  # 获得金牌3枚，5人入选国家队
    people = link.words.groups["people_unit"]
    if acts and item.quantity.unit in people and previous.quantity.unit not in people:
        item.object = None
    elif link.between == "," and item.object is not None and item.measure.kind in COUNTED:
        item.action = previous.action  # 开展演练42场次，5600人次
    return True


def _lasts(link: Link) -> bool:
    """What went on so long is what was told before: 总产量52万吨，连续|15年保持在50万吨以上."""
    item = link.item
    streak = item.measure.kind == "duration" and link.found.rule.startswith("streak of")
    level = link.previous.measure.kind in (*COUNTED, "rate")
    if not (streak and level and link.is_silent and not link.own and "," in link.between):
        return False
    item.object = link.previous.object
    return True


def _moves_too(link: Link) -> bool:
    """What moved as the one before it did: 比上年增加2家企业、|30名职工."""
    item, previous = link.item, link.previous
    moved = previous.measure.kind == "change" and previous.roles.movement is not None and previous.roles.after
    alike = item.measure.kind in COUNTED and item.quantity.family == previous.quantity.family
    if not (moved and alike and link.found.after and link.between == "c" and item.action is None):
        return False
    item.measure, item.action = changes.continued(item.measure, previous.measure), previous.action
    item.first = previous.first or previous
    return True


def _moves_alike(link: Link) -> bool:
    """What moved in the same list: 压减钢铁产能300万吨、|焦炭产能50万吨."""
    item, previous = link.item, link.previous
    moved, thing = previous.roles.movement, previous.roles.object
    led = moved is not None and thing is not None and moved + 1 == thing[0] and not previous.roles.after
    alike = item.measure.kind in COUNTED and item.quantity.unit == previous.quantity.unit
    if not (led and alike and link.stop == "c" and previous.measure.kind == "change"):
        return False
    own, other = item.object or "", previous.object or "-"
    if item.action is not None or item.roles.after or own[-2:] != other[-2:] or own.startswith(_WHOLES):
        return False  # 增加产值3亿元、|总产值20亿元
    item.measure, item.action = changes.continued(item.measure, previous.measure), previous.action
    item.first = previous.first or previous
    return True


def _acts(link: Link) -> bool:
    """The same is done to what is counted next: 走访12个村、35户居民."""
    item, previous = link.item, link.previous
    stops = ("", "c", ",", ";") if previous.roles.after else ("",)
    alike = link.between.rstrip("d") in stops or link.row.words(previous.index + 1, item.index) in IN_ALL
    if link.own or not link.found.after or item.action is not None or not alike:
        return False
    if item.measure.kind == "duration" and link.row.words(item.index - 1, item.index) in ("需要", "需", "要"):
        return False  # 运送500件包裹|需要3天时间
    counted = item.roles.object
    if counted and _they_act(link, counted):
        return False  # 结对20个社区、500名党员|联系800户困难户
    if "," in link.between and counted and (_FARED.match(link.row.letters, counted[1]) or link.suffers):
        return False  # 破获诈骗案3起，两名嫌疑人被抓获
    item.action = previous.action
    return True


_WHOLES = ("总", "人均", "亩均", "户均", "平均")
_THEIR_VERB = late(r"d*[vV]l?[nwaoiIpj]{0,3}q")


def _they_act(link: Link, counted: tuple[int, int]) -> bool:
    """Whether those counted next are who does what is told after them, unless somebody has them do it."""
    led = link.previous.roles.action
    led_by = led is not None and link.row.letters[led[0]] == "x"
    if led_by or link.previous.action in link.words.groups["send"]:
        return False  # 组织200名群众、500名学生参加3场活动, 出动警车20辆、300名民警搜救
    who = link.item.quantity.unit in (*link.words.groups["actor_unit"], "家", "支")
    return who and _THEIR_VERB.match(link.row.letters, counted[1]) is not None


_FARED = late(r"[^,;:()qvVcu]{0,8}B|d+y(?=[,;]|$)")


def _names(link: Link) -> bool:
    """A noun of action that opens the phrase only names, as nothing was done before: 、健身步道334公里."""
    item, found = link.item, link.found
    told = link.previous.action or "c" not in link.stop
    if found.rule != "noun of action" or told or not _opens(found, link.stop):
        return False
    item.object, item.action = phrase(link.row, found.left), None
    return True


def _takes_verb(link: Link) -> bool:
    """A noun of action is part of the object of the verb before it: 建设图书馆5个、审查起诉案件室6个."""
    item, found, verb = link.item, link.found, link.previous.action
    if found.rule != "noun of action" or found.action is None or not verb:
        return False
    coordinate = "c" in link.stop
    unlisted = coordinate and link.row.words(*found.action) not in link.words.classes
    alike = coordinate or _same_head(link)
    if not (unlisted or (coordinate and _same_head(link)) or (compound(link.row, item) and alike)):
        return False
    item.object, item.action = phrase(link.row, found.left), verb
    return True


def _counts(link: Link) -> bool:
    """A noun of action alone is what the verb before it is about: 查处旅馆20家、洗浴6家."""
    item, previous = link.item, link.previous
    place = not previous.action or item.quantity.unit in _PLACES
    alike = previous.quantity.unit == item.quantity.unit
    if link.found.rule != "bare noun of action" or "c" not in link.stop or not place or not alike:
        return False
    item.object, item.action = item.action, previous.action
    return True


def _repeats(link: Link) -> bool:
    """The same sort of thing: 受理刑事案件38.6万件；民商事案件71.5万件."""
    if link.item.action is not None or not link.level.action or is_told(link) or not _same_head(link):
        return False
    thing = link.found.object
    if thing is not None and link.row.letters[thing[0]] in "vR":
        return False  # 受理案件增长21%，|新收案件增长8%
    link.item.action = link.level.action
    return True


def _shares_verb(link: Link) -> bool:
    """A thing without a verb is what the verb before it is about as well: 新建学校3所，幼儿园5所."""
    item, previous = link.item, link.previous
    if item.action is not None or item.object is None or link.found.after or ";" in link.between:
        return False
    both = item.measure.kind in COUNTED and previous.measure.kind in COUNTED
    if both and not (_is_level(link) or _stands_alone(link)):
        item.action = previous.action
    return True


def _is_level(link: Link) -> bool:
    """Whether what is measured is told for itself: an indicator, what flows, a mean."""
    thing, row, words = link.found.object, link.row, link.words
    if thing is None:
        return False
    apart = link.item.measure.kind == "money" != link.previous.measure.kind  # 接待游客3万人次、旅游收入20亿元
    heads = "I" if "c" in link.stop and not apart else "iI"
    realised = link.level.action in words.groups["realise"]
    if "c" in link.stop and realised and words.ending(link.level.object or "") in "iI":
        heads = ""  # 完成货物吞吐量10亿吨、集装箱吞吐量2万标箱
    if (
        "c" in link.stop
        and link.previous.action in words.groups["seizing"]
        and row.letters[thing[1] - 1] == "i"
    ):
        heads = ""  # 查获手套36双以及赃款8万元
    mean = row.words(thing[0], thing[0] + 1) in words.groups["mean"]
    return row.letters[thing[1] - 1] in heads or link.found.rule == "flow" or mean


def _stands_alone(link: Link) -> bool:
    """Whether the verb before does not reach the thing."""
    row, item, previous, found, words = link.row, link.item, link.previous, link.found, link.words
    apart = words.groups["suffered"] | words.groups["taking_part"]
    if row.words(found.left[0], found.left[0] + 1) in apart and "c" not in link.stop:
        return True  # 倒塌房屋67间，受损线路125条; 开展活动12场，受益群众3万人
    if "s" in row.letters[max(0, found.left[0] - 1) : found.left[0] + 1]:
        return True  # 组建委员会215个，有调解员1046人
    coordinate = "c" in link.stop
    if found.object is not None and row.letters[found.object[1] - 1] == "w" and not coordinate:
        return True  # 立案212件，党纪处分198人
    people = item.quantity.unit in link.words.groups["people_unit"]
    after = row.letters[item.index + 1 :][:4].lstrip("d")[:1]
    if people and not coordinate and (after in tuple("vxRwsBy") or previous.measure.kind == "money"):
        return True  # 打破21项纪录，李某等5人成为…; 发放30万元，受益群众300人
    # A verb that took no object takes none later, nor one that has its subject counted: 招生2600人，在校生9800人.
    spent = previous.object is None and (not coordinate or _is_suffered(row, previous))
    parted = "z" in link.stop and previous.quantity.unit != item.quantity.unit  # 发放800万元，其中低保户210户
    return (spent and link.stop != "") or parted or is_stated(link)


def _takes_object(link: Link) -> bool:
    """A verb without object is about what the verb before it is about: 受理案件12件,审结10件."""
    item, level, action = link.item, link.level, link.found.action
    if item.object is not None or action is None or item.action is None:
        return False
    built = level.quantity.unit in _BUILT and item.quantity.unit in _BUILT  # 房屋倒塌20处，损坏30间
    if (level.quantity.unit != item.quantity.unit and not built) or link.found.rule == "after a preposition":
        return False  # 为120户发放补贴: who they are is not said
    if (
        level.roles.rule == "object and verb"
        and item.action == level.action
        and link.found.subject is not None
    ):
        return False  # 地方公路完成16亿元；公路站场|完成420万元
    if item.measure.kind == "money":
        takes = link.row.letters[action[0]] == "R"
    else:
        people = item.quantity.unit in link.words.groups["people_unit"]
        more = item.action in link.words.groups["adding"] and (level.object or "").endswith(_HEADCOUNTS)
        both = not people or _people(level, link.words) or item.action == level.action or more
        measured = item.measure.kind == "measure" and link.words.ending(level.object or "") not in "iI"
        takes = both and (item.measure.kind == "count" or measured)
    if takes:
        item.object = level.object
        thing = level.roles.object
        suffered = thing is not None and link.row.letters[thing[0] : thing[1]].rstrip("y")
        if thing is not None and suffered and link.row.letters[action[0]] == "y" and level.object:
            cut = thing[0] + len(suffered)
            # 农房|倒塌30间，严重受损80间
            item.object = phrase(link.row, (thing[0], cut)) if cut < thing[1] else item.object
    return takes


_WAYS: tuple[Callable[[Link], bool], ...] = (
    levels.arrives,
    _made,
    _others,
    levels.of_each,
    _joined,
    _rest,
    levels.says_again,
    levels.shares,
    levels.measures,
    _lists,
    levels.averages,
    _does_alike,
    levels.later,
    parallels.has_too,
    levels.compares,
    _befalls,
    _lasts,
    _goes_on,
    _moves_too,
    _moves_alike,
    _acts,
    _names,
    _takes_verb,
    _counts,
    _repeats,
    _shares_verb,
    _takes_object,
)


# What they ask ---------------------------------------------------------------------------------------------------

_HEADCOUNTS = ("总数", "人数", "总人数", "总量")
_PLACES = ("家", "个", "所", "处", "座")
_BUILT = ("处", "间", "座", "栋", "幢", "孔", "户")


def _is_suffered(row: Row, item: Item) -> bool:
    action = item.roles.action
    return action is not None and row.letters[action[0]] == "y"


def _same_head(link: Link) -> bool:
    """Whether both count the same sort of thing: 刑事案件38.6万件；民商事案件71.5万件."""
    row, item, level = link.row, link.item, link.level
    ours, theirs = item.roles.object, level.roles.object
    if ours is None or theirs is None or item.roles.after or item.quantity.unit != level.quantity.unit:
        return False
    if row.letters[ours[1] - 1] in "iI":
        return False
    opening = item.roles.left[0]
    had = "s" in row.letters[max(0, opening - 1) : opening + 1]  # 现有疑似病例2例, 含旧存案件20件
    stock = row.words(ours[0], ours[0] + 1) in link.words.groups["stock"]
    if had or stock or "u" in row.letters[slice(*ours)]:
        return False
    return row.words(*ours)[-2:] == row.words(*theirs)[-2:]


def _has(link: Link) -> bool:
    """Whether 有 begins to tell of others: 组织义务劳动8次，有1.2万人次参加."""
    having = link.words.groups["having"]
    return any(link.row.words(index, index + 1) in having for index in range(*link.found.tail))


def _opens(found: Roles, stop: str) -> bool:
    """Whether the phrase begins right after the stop that parts it from the one before."""
    return found.action is not None and found.action[0] == found.left[0] and "d" not in stop


def _people(item: Item, words: Lexicon) -> bool:
    """Whether what is counted are people, whom the next verb can be about as well."""
    if (item.object or "").endswith(("总数", "总量", "数量", "人数")) and item.roles.rule == "indicator":
        return item.quantity.unit in words.groups["people_unit"]  # 职工总数为800人，净增30人
    offence = item.quantity.unit in words.groups["people_unit"] and (item.object or "").endswith("犯罪")
    return offence or (item.object is not None and item.object[-1:] in words.groups["person"])
