"""Frames: quantities that only say over which time, or from what size on, something else is counted.

两年平均增长5.9%, 30天内打掉团伙12个, 三年累计投入7亿元: windows of time. 产值超亿元的企业5个, 新增2家营收超50亿元企业:
thresholds that define a class.
"""

from __future__ import annotations

from collections.abc import Sequence

from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.quantities import Quantity
from zzx.rows import Token

_FARTHEST = 16  # tokens to either side of a quantity that show what it is
_TOLD = late(r"[df]*[vwV][nwiIoa]{0,6}q")
_ACTS = late(r"h,?[^;:()q]{0,14}?[vwxRyV][^,;:()q]{0,8}q")
# 一年|能收入2万元, 一天|可产300件: what one of them brings.
_BRINGS = late(r"d{1,2}[vwVRnaiI]{1,4}q")
_ABLE = ("能", "可", "能够", "可以", "就能", "就可", "便可", "可望", "要")
_EVEN = ("就", "也", "才", "只", "还", "最多", "至少", "平均", "大约", "大概")
_EQUALS = ("等于", "相当于")
_INSIDE = ("内", "之内", "以内")
_SUMMED = ("累计", "合计", "共计", "总共", "用于")
_SUM = late(r"[^,;:()q]*q")
_WHOLE_YEARS = ("年", "个月", "个季度")
_MEASURED = ("money", "measure", "time", "count")
_FROM = ("以上", "以下", "以内")
# A limit said in so many words: 超亿元, 不足5人, 3亿元以上; not 100多人, 近7亿元.
_LIMITED = late(
    r"(?:超过?|上(?=[百千万亿])|过|破|逾|突破|高于|大于|[不未][足到满]|低于|少于|小于|[至最]少|不[低少]于).*|.*以[上下内](?:[、，]?(?:[不未]满|不[足到]).*)?"
)
_CLASSED = late(r"u(?:[nwaiIojV]|\([nwaojc]{1,4}\)){0,6}(?:[sdR]{1,3}|et?u?)?q")
# 受贿3万元以上、挪用5万元以上(的)案件12件: the others of a list were found before, from right to left.
_ENUMERATED = late(r"(?:c[nwaiIovVR]{1,4}0){1,5}u?[nwaiIojV]{1,6}(?:[sdR]{1,3})?q|u?[nwaiIoj]{1,4}q")
# 对年产值2000万元以上的企业, 投资5亿元以上的项目: no count follows, but what goes so far is a class.
_CLASS = late(r"u[nwaoj]{1,5}(?![nwaoj])")
# 50万元以上的村占45%: at the head of a clause, a size that has just been told of others.
_SIZED = late(r"u[nwaoj]{1,5}[sdR]{0,3}q")

# 超亿元企业35户: such things, not what each of them has.
_BRIEF = late(r"[nwaoj]{1,3}[sdR]{0,3}q")
_AGED = late(r"u[na]{1,3}(?![nPpjo])(?:[^qPjN]{0,3}q)?")
_OF_THOSE = late("z(?:[qt]qc)?$")
_LISTED = late(r"[q0][nwaiIoVs]{0,5}$")
_NAMED = late(r"u?[nwaoj]{1,4}(?:[,;:)c]|$)")


def frame(view: str, tokens: Sequence[Token], letters: list[str], index: int, lexicon: Lexicon) -> str | None:
    """The letter of the quantity at `index` if it only frames another one: t over what time, 0 from what size on."""
    quantity = tokens[index].quantity
    if quantity is None:
        return None
    before = letters[index - 1] if index else ","
    after = "".join(letters[index + 1 : index + 1 + _FARTHEST])
    words = [view[token.start : token.end] for token in tokens[index + 1 : index + 4]]
    _free_length(view, tokens, letters, index)
    led = "".join(view[token.start : token.end] for token in tokens[max(0, index - 2) : index])
    if quantity.family == "time" and (_passes(led, words) or _is_window(quantity, led, before, after, words)):
        if words[:1] == ["时间"]:
            letters[index + 1] = "h"
        return "t"
    if quantity.is_age and _is_age_of_many(quantity, before, after):
        return "0"
    if _is_of_those(tokens, letters, index, quantity):
        return "t"
    if _is_brief(view, tokens, letters, index, lexicon):
        return "0"
    of_whom = before == "s" and letters[index - 2 : index - 1] == ["q"] and _EXPERIENCE.match(after)
    if of_whom and quantity.family == "time" and quantity.bound in ("at_least", "over"):
        return "0"  # 20名有|三年以上工作经验的教师
    if _is_threshold(tokens, letters, quantity, after, index) or _is_shared(view, tokens, after, index):
        return "0"
    return "0" if _is_class(view, tokens, letters, index, lexicon) else None


_EXPERIENCE = late("[nawo]{1,3}u[nwao]")
_DIMENSIONS = ("长", "宽", "高", "深")


def _free_length(view: str, tokens: Sequence[Token], letters: list[str], index: int) -> None:
    """Part 一处 from the dimension after it, which only begins a modifier: 一处|长约30米的石墙."""
    after = letters[index + 1] if index + 1 < len(letters) else ""
    if index and after == "a" and letters[index + 2 : index + 3] == ["u"] and letters[index - 1] == "0":
        first = tokens[index - 1].mark
        if first is not None and first.reason == "indefinite":
            letters[index - 1] = "d"  # 冲开一道|10多米长的缺口
    if index < 2 or after not in ("u", "c") or letters[index - 2] not in "0o":
        return
    one = tokens[index - 2].mark
    length = index - 1
    if one is not None and one.reason == "indefinite" and after == "u" and letters[length] in "Ii":
        letters[index - 2] = "d"  # 一座|面积近800平方米的大厅
    if view[tokens[length].start : tokens[length].end].rstrip("达约") not in _DIMENSIONS:
        return
    if one is not None and one.reason == "indefinite":
        letters[index - 2] = "d" if after == "c" else "0"
        letters[length] = "d" if after == "u" else "I"  # 一条|长5公里、宽8米的路


def _passes(led: str, words: list[str]) -> bool:
    """Whether a length of time only says what comes when it is over: 再过|三天就是春节, 一天|下来，她走了两万步."""
    return led.endswith("再过") or (words[:1] == ["下来"] and words[1:2] in (["，"], [","]))


_SHORT = ("天", "日", "周")
_HOURS, _DAY = ("小时", "个小时"), 24


def _is_window(quantity: Quantity, lead: str, before: str, after: str, words: list[str]) -> bool:
    """Whether a length of time only says over which time something moved or was done."""
    if before in ",;" and words[:1] in (["时间"], ["后"], ["之后"], ["以后"]):
        past = words[words[:1] == ["时间"] :]
        if past[:1] and past[0] in ("里", "内", "后", "之后", "以后") and past[1:2] and past[1] in "，,":
            return True  # 约10分钟后，飞船…, 10多天时间里，22人次…
    led = before in tuple("ke") and words[:1] == ["时间"]  # 在十天时间里发放传单3万份
    if after.lstrip("adf")[:1] == "m":
        return True
    if words[:1] == ["时间"] and words[1:] and words[1] in (*_INSIDE, "里", "，", ","):
        stop = "h" if after[1] == "," else ""
        words, after = ["内"], stop + after[1:]  # 10天时间内追回手机15部, 3天时间，立案12件
    inside = words[:1] != [] and words[0] in _INSIDE
    if inside or quantity.text.endswith(_INSIDE):
        return (before in ",;:(opPt" or led) and _ACTS.match(after if inside else f"h{after}") is not None
    if quantity.bound != "exact":
        return False
    able = words[1:2] if words[:1] != [] and words[0] in _EVEN else words[:1]
    if quantity.value == 1 and able != [] and able[0] in _ABLE and _BRINGS.match(after):
        return before not in "vxRm"
    if words[:1] != [] and words[0] in _SUMMED and _SUM.match(after):
        return before not in "vxR"
    opens = before in ",;opn" and quantity.unit in _WHOLE_YEARS
    short = quantity.unit in _SHORT or (quantity.unit in _HOURS and quantity.value == _DAY)
    opens = opens or (before in "oP" and short)  # 民警|三天走访群众200户
    if quantity.value == 1 and lead.endswith(_EQUALS) and after[:1] in tuple("vwVR"):
        return True  # 等于一天|开了5场会
    return opens and _TOLD.match(after) is not None


def _is_age_of_many(quantity: Quantity, before: str, after: str) -> bool:
    """Whether an age only says which people are counted: 20~29岁的网民占三成; not 60多岁的老人摔倒."""
    if quantity.bound not in ("range", "over", "approx") or before in "0qP":
        return False
    told = _AGED.match(after)
    return told is not None and (quantity.bound == "range" or told[0].endswith("q"))


def _is_of_those(tokens: Sequence[Token], letters: list[str], index: int, quantity: Quantity) -> bool:
    """Whether an amount says how many of the things just counted go so far: 其中亿元以上12个、10亿元以上3个."""
    if quantity.family not in ("money", "measure") or not _is_from(quantity):
        return False
    listed = _OF_THOSE.search("".join(letters[max(0, index - 4) : index]))
    counted = listed is not None and letters[index + 1 : index + 2] == ["q"]
    return counted and _counts(tokens[index + 1], several=True)


def _is_brief(view: str, tokens: Sequence[Token], letters: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether an amount right before a class of things says from what size on they are counted: 超亿元企业35户."""
    quantity = tokens[index].quantity
    told = _BRIEF.match("".join(letters[index + 1 : index + 1 + _FARTHEST]))
    if told is None or quantity is None or quantity.family not in ("money", "measure"):
        return False
    if quantity.bound not in ("over", "at_least") or _is_from(quantity):
        return False
    head = next(at for at in range(index + told.end() - 1, index, -1) if letters[at] in "nwaoj")
    sized = view[tokens[head].start : tokens[head].end].endswith(tuple(lexicon.groups["sized"]))
    return sized and _counts(tokens[index + told.end()])


def _is_threshold(
    tokens: Sequence[Token], letters: list[str], quantity: Quantity, after: str, index: int
) -> bool:
    """Whether an amount with a limit only defines the class that a count tells the size of."""
    told = _CLASSED.match(after)
    bare = quantity.family == "bare"  # 人口超过50万的县有12个
    plain = quantity.family in ("points", "multiple", "fraction", "rank") or (bare and told is None)
    if plain or not _LIMITED.fullmatch(quantity.text):
        return False
    before = "".join(letters[max(0, index - _FARTHEST) : index])
    indicated = before.rstrip("sd")[-1:] in tuple("nIiwVE")
    if quantity.family == "percent" and not indicated:
        return False  # 全县95%以上的行政村132个
    if told is None and _is_from(quantity) and (indicated or quantity.family != "time"):
        return _is_enumerated(tokens, letters, quantity, after, index)
    listed = None if told else _LISTED.search(before)
    if told is not None:
        if indicated and not bare and not _is_from(quantity):
            return False  # 研发投入超过3亿元的企业有12家: that tells it of each
        found = _counts(tokens[index + told.end()])
    elif quantity.family in ("money", "measure") and listed is not None and _NAMED.match(after):
        found = _counts(tokens[index - len(listed[0])], several=True)
    else:
        return False
    for place in range(index - 1, index - len(listed[0]) if listed else index - 2, -1):
        if found and place >= 0 and letters[place] in "wV":
            letters[place] = "n"  # what the class is defined by: 销售超亿元的企业
    return found


_SHARED = late("us{1,2}d?q")


def _is_shared(view: str, tokens: Sequence[Token], after: str, index: int) -> bool:
    """Whether an amount only says of which size those are whose share is told: 3个月以内的|占25%."""
    quantity, told = tokens[index].quantity, _SHARED.match(after)
    if quantity is None or told is None or quantity.family not in ("time", "money", "measure"):
        return False
    share = tokens[index + told.end()].quantity
    shares = view.startswith(("占", "约占"), tokens[index + 2].start)
    return shares and share is not None and share.family in ("percent", "fraction")


def _is_enumerated(
    tokens: Sequence[Token], letters: list[str], quantity: Quantity, after: str, index: int
) -> bool:
    """Whether N以上 after an indicator only says from what size on things are counted next."""
    counted = _ENUMERATED.match(after)
    if counted is None or quantity.family not in _MEASURED or not _counts(tokens[index + counted.end()]):
        return False
    for place in range(index + 1, index + counted.end()):
        if letters[place] in "vVwR":
            letters[place] = "n"  # 受贿3万元以上、侵占公款8万元以上案件
    return True


def _is_class(view: str, tokens: Sequence[Token], letters: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether N以上 after an indicator only says which things are spoken of: 对年产值2000万元以上的企业."""
    quantity = tokens[index].quantity
    after = "".join(letters[index + 1 : index + 1 + _FARTHEST])
    named = _CLASS.match(after)
    if named is None or quantity is None:
        return False
    people = index > 0 and view.endswith("人口", 0, tokens[index].start)  # 人口30万以上的县
    if quantity.family not in ("money", "measure", "time") and not (people and quantity.family == "bare"):
        return False
    before = "".join(letters[max(0, index - _FARTHEST) : index]).rstrip("sd")[-1:]
    opens = (
        before in ("", ",", ";", ":", "z") and quantity.family != "time" and _SIZED.match(after) is not None
    )
    indicated = opens or before in tuple("nIiwVE")
    head = tokens[index + named.end()]
    attained = view[head.start : head.end].endswith(tuple(lexicon.groups["attained"]))
    return indicated and _is_from(quantity) and not attained


def _is_from(quantity: Quantity) -> bool:
    """Whether an amount says from what size on: 3万元以上, 3万元以上不满20万元."""
    return quantity.text.endswith(_FROM) or (quantity.bound == "range" and "以上" in quantity.text)


def _counts(token: Token, *, several: bool = False) -> bool:
    """Whether a token counts things by a measure word (12家, 6000亩; `several`: not one), or names one: 第二个."""
    if token.mark is None:
        return False
    if token.mark.quantity is None:
        return token.mark.reason == "ordinal"
    quantity = token.mark.quantity
    if several and (token.mark.kind != "quantity" or quantity.family != "count" or quantity.value == 1):
        return False
    return quantity.family in ("count", "measure") and quantity.unit is not None
