"""Roles: which words around a quantity say who did what to what.

Everything here is a pure function of one sentence; what a clause leaves out is filled in by `resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from zzx import circumstances, followers, leads, phrases
from zzx.grammar import Rule, rules
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

SURPASSING = ("超过", "超出", "高出", "高于", "多于")
"""Limits before a numeral that, behind 比, tell by how much something is more."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What one quantity's own clause says; spans are stretches of tokens.

    rule: the rule that decided; left: the stretch of the clause before the quantity, less the words leading up to it;
    tail: those words; right: what follows the quantity; subject, action, object: spans or None; after: whether the object
    stands after the quantity; movement, share: index of the word of movement or of the 占 that governs it, or None.
    """

    rule: str
    left: Span
    tail: Span
    right: Span
    subject: Span | None = None
    action: Span | None = None
    object: Span | None = None
    after: bool = False
    movement: int | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one quantity's clause says: `head:tail` before it, `tail:index` leading up to it, `index + 1:end` after it.

    `follower` is the noun phrase right after the quantity; `lead` are the words leading up to it, `state` the first of them
    where that is a word of state.
    """

    head: int
    tail: int
    index: int
    end: int
    unit: str | None
    family: str | None
    movement: int | None
    share: int | None
    follower: Span | None
    lead: str
    state: str


def read(row: Row, index: int, words: Lexicon, floor: int = 0) -> Roles:
    """The roles of the quantity at token `index` of a row; tokens before `floor` belong to the quantity before it."""
    told = _told(row, index, words, floor)
    named = told.head > 0 and row.words(told.head - 1, told.head) in ("将", "把")
    whole = named and row.letters[told.tail - 1] == "I"  # 将|志愿申请时间缩短至10秒
    for rule in rules()[-1:] if whole else _fitting(row.letters[told.head : told.tail]):
        spans = _match(rule, row, told, words)
        if spans is not None:
            found = _roles(rule, row, told, spans, words)
            verb = _governing(row, told) if found.action is None else None
            return replace(found, action=verb) if verb else found
    raise AssertionError("the last rule matches everything")


@lru_cache(maxsize=4096)
def _fitting(clause: str) -> tuple[Rule, ...]:
    """The rules whose left side fits the letters of a clause: few of them, and clauses are often alike."""
    letters = frozenset(clause)
    return tuple(
        rule
        for rule in rules()
        if not (rule.needs and rule.needs.isdisjoint(letters)) and rule.left.fullmatch(clause)
    )


# What is said of the size of each, in a relative clause, before what is done with them.
_SIZE = late("[vR][na]{0,2}I")
_SIZED = late("[vR](?=[na]{0,2}Iqu)")


def _governing(row: Row, told: _Clause) -> Span | None:
    """The verb before a relative clause that tells the size of each of those counted: 引进|总投资10亿元的项目5个."""
    if row.letters[told.head : told.head + 1] != "u" or told.follower is not None:
        return None
    for at in range(told.head - 3, max(-1, told.head - 6), -1):
        if _SIZED.match(row.letters, at, told.head + 1):
            return at, at + 1
    return None


def _told(row: Row, index: int, words: Lexicon, floor: int) -> _Clause:
    letters = row.letters
    start, end = phrases.clause(row, index)
    start = max(start, index if floor > start and letters[index - 1] == "c" else floor)
    quantity = row.tokens[index].quantity
    tail, movement, share = leads.find(
        row, start, index, words, quantity.family if quantity is not None else None
    )
    moves = movement is not None or (quantity is not None and quantity.text.startswith(SURPASSING))
    head, movement = circumstances.head(row, start, tail, movement, moves, words)
    tail = circumstances.against(row, head, tail)
    if start > 0 and letters[start - 1] == "q" and head == start and not letters[start:tail].strip("yd"):
        head = tail  # 造成2人遇难|9人失踪
    if letters[index + 1 : index + 2] == "u":
        # A quantity inside a relative clause is governed by the verb next to it: 参观一座存书8万册的书院.
        head = max(head, *(letters.rfind(letter, head, tail) for letter in "vxRy"))
        if letters[tail - 1 : tail] == "i":
            head = max(head, letters.rfind("u", head, tail) + 1)  # 生产全新的|价值2万元的汽车
        if _SIZE.fullmatch(letters, head, tail):
            head += 1  # 引进|总投资10亿元的项目5个
    unit, family = (quantity.unit, quantity.family) if quantity is not None else (None, None)
    follower = followers.counted(row, index, (head, tail), end, words)
    lead = row.words(tail, index) if tail < index else ""
    state = row.words(tail, tail + 1) if letters[tail] == "s" else ""
    return _Clause(min(head, tail), tail, index, end, unit, family, movement, share, follower, lead, state)


def _match(rule: Rule, row: Row, told: _Clause, words: Lexicon) -> dict[str, Span] | None:
    """The groups of a rule as stretches of tokens; None where the rule does not fit."""
    if not _allows(rule, row, told, words):
        return None
    ahead = _ahead(rule, row, told)
    if rule.right is not None and ahead is None:
        return None
    found = rule.left.fullmatch(row.letters, told.head, told.tail)
    if found is None:
        return None
    spans = _spans(found) | (_spans(ahead) if ahead is not None else {})
    named = spans.get("action") or spans.get("object") or (told.index, told.index + 1)
    word = row.words(named[0], named[0] + 1)
    if (
        (rule.among and word not in words.groups[rule.among])
        or (rule.never and word in words.groups[rule.never])
        or (rule.opened and row.words(*spans["opening"]) not in words.groups[rule.opened])
        or (rule.ending and not row.words(*spans["object"]).endswith(rule.ending))
        or (rule.impersonal and _do_it(row, spans, told.unit, words))
    ):
        return None
    acts = told.unit in _TIMES and set(row.letters[told.head : told.tail]) & set("vwx")
    if rule.name == "indicator" and (acts or _is_equal_to(row, told)):
        return None  # 观测|水位440次
    shared = spans.get("object", (0, 0))[1] == told.end and row.letters.startswith("q", told.end)
    if rule.name == "times" and shared and not row.words(*spans["action"]).endswith("给"):
        del spans["object"]  # 两次抽检|食品300份
    if rule.indicated and row.letters[told.tail - 1] in "iI" and not acts:
        return spans if row.words(*named) in words.groups[rule.indicated] else None
    return spans


def _is_equal_to(row: Row, told: _Clause) -> bool:
    """Whether an indicator is told by what it comes to, which is counted: 运算量相当于3台|电脑."""
    return told.follower is not None and "相当于" in row.words(told.tail, told.index)


_TIMES = ("次", "场次", "遍", "趟", "轮次")


def _ahead(rule: Rule, row: Row, told: _Clause) -> re.Match[str] | None:
    """What a rule reads behind the quantity."""
    if rule.right is None:
        return None
    end = told.end
    if rule.closing and row.letters.startswith("q", end):
        return None
    if rule.beyond:
        farthest = min(len(row.letters), told.index + phrases.FARTHEST)
        while end < farthest and row.letters[end] not in ";:()":
            end += 1
    return rule.right.match(row.letters, told.index + 1, end)


def _do_it(row: Row, spans: dict[str, Span], unit: str | None, words: Lexicon) -> bool:
    """Whether the object of a rule names those who do what is counted rather than are counted: 检察长办理12件."""
    thing = spans.get("object")
    if thing is None:
        return False
    word = row.words(thing[1] - 1, thing[1])
    if row.words(*spans["action"]) in words.groups["happening"] and word.endswith(
        tuple(words.groups["sector"])
    ):
        return True
    if word.endswith("级"):
        return True  # 市级|配套120万元
    verb = row.words(*spans["action"])
    if verb in words.groups["of_themselves"] or (unit in _CURRENCIES and verb in words.groups["spending"]):
        return True  # 格力|斥资3亿元
    if unit == "分" and row.letters[thing[1] - 1] in "noP" and row.letters[spans["action"][0]] == "v":
        return True  # 麦克唐纳|入账12分
    persons = words.groups["person"]
    people = (word[-1] in persons or word[-2:] in persons) and unit not in words.groups["head_unit"]
    goes = unit in _WAYS or unit in _TIMES
    people = people or (goes and row.letters[thing[1] - 1] in "oP")  # 救援队|徒步12公里, 球队|换帅两次
    acts = word.endswith((*words.groups["authority"], "警方", "军方"))  # 警方|已逮捕15人
    pointed = row.letters[thing[0]] == "r" and row.words(thing[0], thing[0] + 1) in ("该", "本", "此")
    both = "俩" in row.words(*thing) or "仨" in row.words(*thing)  # 姐弟俩|骑了20分钟
    return people or acts or pointed or both or word in words.groups["doer_pronoun"]


_WHEN = ("时", "之时", "时候", "期间", "之际")
_CURRENCIES = ("元", "美元", "港元", "欧元", "日元", "英镑", "新台币")
_WAYS = ("公里", "千米", "里", "海里", "华里")


def _allows(rule: Rule, row: Row, told: _Clause, words: Lexicon) -> bool:
    """Whether what stands beside the clause is as a rule wants it."""
    state = told.state
    return (
        (not rule.units or told.unit in rule.units)
        and (not rule.lead or any(word in told.lead for word in rule.lead))
        and not (rule.without == "after" and told.follower)
        and not (rule.without == "copula" and state in words.groups["link"])
        and not (rule.with_ == "copula" and not (state or _is_reached(row, told)))
        and not (rule.with_ == "after" and not told.follower)
    )


def _is_reached(row: Row, told: _Clause) -> bool:
    """Whether the quantity says itself that it is a level that was reached: 学生|超过2000人."""
    quantity = row.tokens[told.index].quantity
    return quantity is not None and quantity.text.startswith(_REACHED)


_REACHED = ("超过", "突破", "达到", "逾", "不足", "接近", "高达")


def _roles(rule: Rule, row: Row, told: _Clause, spans: dict[str, Span], words: Lexicon) -> Roles:
    """The roles that a rule reads off a clause."""
    subject, action, thing = spans.get("before"), spans.get("action"), spans.get("object")
    if thing is not None and rule.phrase:
        thing = phrases.clean(row, phrases.last_member(row, phrases.part(row, thing)))
    timed = action is not None and action[1] == told.tail and row.letters[told.tail] == "h"
    if timed and rule.right is None and told.lead.startswith(_WHEN):
        action = thing = None  # 中场休息时|三队打成平手
    if action is not None and thing is not None and _grants(row, action, thing, words):
        action, thing = (action[0], action[0] + 1), (action[0] + 1, thing[1])
    if action is not None and action[0] > told.index and row.letters[action[0] - 1] == "u":
        action = None  # 在8万亩盐碱地的|改良现场
    if thing is not None and thing[0] > told.index:
        thing = followers.own(row, told.index, thing)
    if (
        thing is not None
        and told.follower is None
        and thing[1] <= told.tail
        and _is_beside(row, told, thing, words)
    ):
        thing = None
    if (
        thing is not None
        and rule.name == "noun"
        and (_holds_inside(row, told, thing) or _is_disaster(row, told, thing, words))
    ):
        thing = None
    if thing is not None and thing[1] <= told.tail and row.words(*thing).endswith(("之日起", "之日", "日起")):
        thing = action = None  # 自行为终止之日起|为5年
    if thing is not None and told.family == "money" and row.words(*thing) in _THEM:
        thing = None  # 老板花了|我300元
    if thing is not None and told.family == "time" and _STAYS.fullmatch(row.letters, thing[0], told.tail):
        thing = None  # 瘫痪|在床20年
    counted = told.follower
    if counted is not None and thing is not None and thing[0] == counted[0] and thing[1] > counted[1]:
        thing = counted  # 将6类工程项目|的审批时间分别压缩至70、40天
    follower = told.follower if rule.right is None and rule.after else None
    does = follower is not None and follower[1] - follower[0] > 1 and row.letters[follower[0]] == "w"
    if does and follower and action and _goes_into(row, told, action, follower, words):
        follower = None  # 斥资3亿元|建设新厂
    used = (
        does
        and follower is not None
        and told.family == "measure"
        and action is not None
        and thing is not None
    )
    if used and follower and row.words(follower[0], follower[0] + 1) in words.groups["used_for"]:
        follower = None  # 流转土地5000亩|发展蓝莓种植
    if follower is not None and row.letters[follower[0] - 1] == "u" and thing is not None:
        # The quantity qualifies what follows: 5万套的种鸡场; unless it is a share of it or what somebody has:
        # 全县95%的村, 共有168元的存款.
        held = row.letters[told.tail - 1] == "u"  # 某人保持的|58秒的纪录
        alone = held or not row.letters[slice(*thing)].strip("p0kerdl")
        alone = alone or (told.family == "money" and row.letters[thing[1] - 1] in "wPr" and action is None)
        given = told.family == "money" and (
            (action is not None and _is_somebody(row, thing, words))
            or row.words(*thing).endswith(("价值", "总值"))
        )  # 给予企业5万元的奖励, 送去价值2万元的用品
        follower = follower if alone or given or _counts(row, told, follower, words) else None
    if follower is not None:
        subject = subject if action is not None else (told.head, told.tail)
        thing = follower
    return Roles(
        rule=rule.name,
        left=(told.head, told.tail),
        tail=(told.tail, told.index),
        right=(told.index + 1, told.end),
        subject=subject,
        action=_negated(row, action, words),
        object=followers.trimmed(row, told.index, thing) if thing else None,
        after=thing is not None and thing[0] > told.index,
        movement=told.movement,
        share=told.share,
    )


def _is_disaster(row: Row, told: _Clause, thing: Span, words: Lexicon) -> bool:
    """Whether what stands before a number of people befell them: 煤矿爆炸事故|12人遇难."""
    people = told.unit in words.groups["people_unit"] and told.follower is None
    suffer = people and _SUFFER.match(row.letters, told.index + 1) is not None
    return suffer and row.words(*thing).endswith(tuple(words.groups["disaster"]))


_SUFFER = late("[da]*y")


_THEM = ("我", "你", "他", "她", "他们", "她们", "我们", "你们", "咱", "咱们", "人家", "对方", "自己")
_BELOW = ("以下", "以上", "之下", "之上")
_INSIDE = ("内", "里", "里面", "内部")


_BY = ("以", "凭", "凭借", "用")


def _holds_inside(row: Row, told: _Clause, thing: Span) -> bool:
    """Whether what stands before a quantity is only where it was: 抽屉内|3000元, 口袋里的|500元."""
    by = row.words(told.tail - 1, told.tail)
    if (by in ("将", "把") and row.letters[told.tail] == "h") or (
        by in _BY and told.family == "count" and told.follower is None
    ):
        return True  # 议会以|312票通过, 爆炸将|300米范围内的玻璃震碎
    if told.family == "measure" and row.words(told.tail - 1, told.tail) in _BELOW:
        return True  # 隧道位于地面以下|40米
    if (
        told.family not in ("money", "count", "measure")
        or told.follower is not None
        or told.movement is not None
    ):
        return False
    end = thing[1] - row.letters.startswith("u", thing[1] - 1)
    if row.letters[end - 1] == "h":
        end -= 1
    named = row.words(end - 1, end)
    placed = row.letters[end] == "h" and row.words(end, end + 1) in _INSIDE
    return placed or (end - thing[0] == 1 and len(named) == len("屋里") and named.endswith(_INSIDE))


def _goes_into(row: Row, told: _Clause, action: Span, follower: Span, words: Lexicon) -> bool:
    """Whether what follows an amount is what it is spent on doing: 投入210万元|建设保护基地; not 投入3亿元|建设资金."""
    spends = row.words(*action) in words.groups["spending"] | words.groups["granting"]
    fund = row.words(follower[1] - 1, follower[1]).endswith(_FUNDS)
    return told.unit in _CURRENCIES and spends and not fund and row.letters[told.tail] != "u"


_FUNDS = (
    "资金",
    "经费",
    "款",
    "款项",
    "补助",
    "补贴",
    "费",
    "费用",
    "基金",
    "贷款",
    "金",
    "险",
    "项目",
    "税",
)


def _grants(row: Row, action: Span, thing: Span, words: Lexicon) -> bool:
    """Whether the verbs behind one of granting say what the money is for: 安排|恢复重建资金11笔."""
    several = action[1] - action[0] > 1 and thing[0] == action[1]
    several = several and row.words(action[0] + 1, action[0] + 2) not in words.groups["complement"]
    first = row.words(action[0], action[0] + 1) in words.groups["granting"]
    money = row.words(thing[1] - 1, thing[1]).endswith(("资金", "经费", "款", "专款", "补助", "补贴"))
    return several and first and money and "c" not in row.letters[slice(*action)]


def _is_somebody(row: Row, thing: Span, words: Lexicon) -> bool:
    """Whether those are named who give or get money: 给予企业|5万元的奖励, 收取农户每亩300元的租金."""
    named = phrases.trim(row, thing) or thing
    return row.letters[thing[1] - 1] == "o" or row.words(*named)[-1] in (*words.groups["person"], "户")


def _is_beside(row: Row, told: _Clause, thing: Span, words: Lexicon) -> bool:
    """Whether those named before a number of people are others, or some of them by name: 司机和|另外两人, 张某等|5人."""
    last = told.tail - 1
    if row.letters[last] == "u" and told.family == "count" and row.letters[last - 1] in "op":
        thing = phrases.trim(row, thing) or thing
        return thing[1] - thing[0] < _HOLDER and not set(row.letters[slice(*thing)]) & set("vVwxyRu")
    if row.letters[last] == "u" and row.letters[last - 1] == "I" and told.family == "count":
        return told.unit in words.groups["people_unit"]  # 高中及以上学历的|50名
    if told.unit != "人":
        return False
    if row.letters[last] == "r" and last > told.head:
        last -= 1  # 司机和|另外|两人
    if row.letters[last] in "cu":
        return True  # 以李某为首的|24人
    thing = phrases.trim(row, thing) or thing
    word = row.words(thing[1] - 1, thing[1])
    known = word in words.classes or word[-1] in words.groups["person"]
    named = row.letters[thing[1] - 1] == "P" or "某" in word or word[0] in words.groups["surname"]
    return row.letters[last] == "g" and named and not known and len(word) < _NAME


_HOLDER = 4  # tokens of the name of who has so many: 超过甲厂的|30台
_NAME = 5  # characters that a name stays below


def _counts(row: Row, told: _Clause, follower: Span, words: Lexicon) -> bool:
    """Whether a quantity with 的 counts what follows it."""
    had = any(row.words(i, i + 1) in words.groups["having"] for i in range(told.tail, told.index))
    if told.movement is not None and told.movement > told.index:
        return True  # 该行保持5%以上的|存款增速
    share = told.family in ("percent", "fraction") and told.movement is None and told.share is None
    return had or (share and row.letters[follower[1] - 1] not in "iI")


def _negated(row: Row, action: Span | None, words: Lexicon) -> Span | None:
    """The action with the negation right before it: 未发生."""
    if (
        action is not None
        and action[0] > 0
        and row.words(action[0] - 1, action[0]) in words.groups["negation"]
    ):
        return action[0] - 1, action[1]
    return action


def _spans(match: re.Match[str]) -> dict[str, Span]:
    """The groups that matched something; those of other alternatives have a number behind their name."""
    return {
        name.rstrip("23"): match.span(name)
        for name in match.re.groupindex
        if match.end(name) > match.start(name)
    }


_STAYS = late("e[nopaj0]+h?[dsl]*")


def whole(row: Row, found: Roles) -> Span:
    """The clause before a quantity from its punctuation on, other quantities included."""
    start, end = found.left
    farthest = max(0, start - phrases.FARTHEST)
    while start > farthest and row.letters[start - 1] not in ",;:()":
        start -= 1
    return start, end
