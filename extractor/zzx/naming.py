"""Naming: words of action that are pieces of a name or noun phrase rather than what is done: 印刷|企业, 搜救|人员."""

from __future__ import annotations

from zzx.neighbours import Word, is_had, names_scheme
from zzx.patterns import late


def piece(word: Word) -> str | None:
    """The class of a word of action that is a piece of a name or noun phrase; None where it is none."""
    groups, letter = word.lexicon.groups, word.letters[word.index]
    if word.text == "新发" and word.before == "n" and word.after[0] == "n":
        return "a" if word.follower.startswith("病") else None  # 登革热|新发病例
    if word.before == "o" and word.after[0] in "on" and word.stands_in("care"):
        return "a" if word.follower in groups["care_giver"] and word.after[1] in " q,;:)s" else None
    if word.text == "产出" and word.before in "wnai" and word.after[0] in "sbm":
        return "I"  # 亩均投资|产出达到20万元
    if word.before == "n" and word.after[0] == "I" and word.follower in ("单价", "价格", "均价", "价"):
        return "a"  # 荔枝|收购|单价
    lent = letter == "x" and word.before in "nai" and word.after[0] in " ,;:)" and word.text in _LENT
    if lent and "u" in word.letters[max(0, word.index - 4) : word.index]:
        return "n"  # 131亿美元的军事|支持
    runs = letter == "v" and word.before in "nwahd" and word.after[0] in "nod" and word.after[1] in "vwVRxd"
    if runs and word.follower in _RUN_ON:
        word.letters[word.index + 1] = "n"
        return "n"  # 网上|立案|系统立案
    at = word.index - 2
    if (
        word.before == "n"
        and word.after == "iq"
        and word.stands_in("bought")
        and word.letters[at : at + 1] == ["w"]
    ):
        return "a"  # 补贴农机|购置|资金3亿元
    gives = (
        word.before in "nadp"
        and word.after[0] in "no"
        and word.after[1] in "sq,;"
        and word.stands_in("volunteering")
    )
    if gives and word.follower == "志愿者" and word.before != " ":
        return "a"  # 造血干细胞|捐献志愿者
    if word.stands_in("sender") and word.lead in ("受理", "接收", "收到", "新收"):
        return "n" if word.after[0] in " q,;:)" else "a"  # 受理|移送审查起诉案件, 受理|申请30件
    trades = word.after[0] in "no" and word.after[1] not in "iI" and word.stands_in("trade_of_firms")
    if trades and word.follower in (groups["firm"] | groups["trade_of_firms"]):
        return "n"  # 印刷|企业20家, 印刷|复制企业
    if (
        letter == "w"
        and word.after[0] != " "
        and word.follower in groups["causing"]
        and word.before in " ,;:tnopja"
    ):
        return "n"  # 空袭|造成5人死亡
    if (
        letter == "v"
        and word.lead == "办理"
        and word.after[0] == "q"
        and word.lexicon.ending(word.text) == "i"
    ):
        return "i"  # 办理|退税35亿元
    if letter == "v" and word.before == "R" and word.after[0] == "q" and len(word.text) > len("检测"):
        return "n" if word.text.endswith(("检测", "检查", "检验", "监测", "调查")) else None  # 完成|核酸检测
    return _part_of_object(word) or _qualifier(word)


def _part_of_object(word: Word) -> str | None:
    """A word of action that is part of what is counted or done."""
    groups, letter = word.lexicon.groups, word.letters[word.index]
    quantity = word.quantity if letter == "v" and word.lead in groups["conducting"] else None
    if quantity is not None and quantity.unit in _ACTS:
        return "n"  # 开展|检查12次
    if word.after[0] in " q,;:)" and word.lead in groups["receiving"] and word.stands_in("received"):
        return "n"  # 收到|捐款3万元
    holds = letter in "vy" and word.before in "naw ,;:" and word.after[0] != " "
    if holds and word.stands_in("holding_events") and word.follower in groups["holding_those"]:
        return "a"  # 竞赛|承办|单位
    agents = word.quantity if word.text == "代理" and word.before in "apnod" else None
    if agents is not None and agents.unit in ("人", "名", "家"):
        return "n"  # 国内|代理800人
    branch = letter == "w" and word.after[0] in "na" and word.stands_in("branch")
    if branch and word.follower.startswith(("未结", "旧存", "存案", "未执结", "未审结")):
        return "a"  # 执行|未结案20件
    return None


def _qualifier(word: Word) -> str | None:
    """A word of action that says which ones are meant, or what they come to."""
    groups, letter = word.lexicon.groups, word.letters[word.index]
    points = word.before == "r" and word.lead[0] in "该这此本那" and word.after[0] in "dvxR"
    if word.text == "发现" and word.before == "r" and word.lead[0] in "该这此" and word.after[0] in "dxRsv":
        return "n"  # 这些|发现将帮助学者
    if letter == "w" and points and _SPOKEN.match(word.rest):
        return "n"  # 该|活动吸引50位市民
    if letter == "w" and word.before in " ,;:" and word.stands_in("occasion") and _draws(word):
        return "n"  # 演出|吸引了上万名观众
    if _only_names(word) or (word.before == "r" and word.lead in _SORTS and word.after[0] in "nw"):
        return "a"  # 各类|保障物资
    if names_counted(word):
        return "a"  # 12家|入驻企业
    if word.before in "nwoV" and word.after[0] in " ,;:)" and word.stands_in("request"):
        return "n"  # 4份会议|邀请
    parts = word.after in ("nq", "oq", "Iq") and word.before in " ,;:d" and word.stands_in("taking_part")
    if parts and word.follower in groups["part_takers"]:
        return "a"  # 参与|人员3万人次
    if word.stands_in("improving") and names_scheme(word):
        return "n"
    if is_had(word):
        return "a"  # 共有|登记车辆3万辆
    if word.after[0] == "g" and word.after[1] != "q" and word.before not in " ,;:()tpdqlsfz":
        return "n"  # 经营权|流转等案件
    named = letter in "vw" and word.before == "u" and word.after[0] in (" qs,;:)" if letter == "v" else "s")
    return "n" if named and word.lead == "的" else None  # 王女士的|捐款5万元, 对20件…的|申请，


_RUN_ON = ("系统", "平台", "窗口", "大厅", "渠道", "软件", "小程序", "专区", "端口")
_LENT = ("支持", "帮助", "指导", "协助", "引导", "配合")
_CLOSES = " ,;:)(dmsqBVvyRI"


def names_counted(word: Word) -> bool:
    """Whether a verb right behind a quantity only says which of the things that its unit counts: 5个|签约项目."""
    if word.before != "q" or word.after[0] not in "no" or word.after[1] not in _CLOSES:
        return False
    quantity, noun, groups = word.tokens[word.index - 1].quantity, word.follower, word.lexicon.groups
    unit = quantity.unit if quantity is not None else None
    if unit in ("名", "位"):
        return noun[-1] in groups["person"] or noun[-2:] in groups["person"]
    kinds = _COUNTED_BY.get(unit or "", ())
    return any(noun.endswith(tuple(groups[kind])) for kind in kinds)


_COUNTED_BY = {
    "家": ("firm", "sized"),
    "户": ("firm", "sized"),
    "个": ("sized", "undertaking"),
    "项": ("undertaking",),
    "起": ("case",),
    "件": ("case",),
    "宗": ("case",),
    "台": ("vehicle",),
    "辆": ("vehicle",),
    "艘": ("vehicle",),
}


def _draws(word: Word) -> bool:
    """Whether an occasion draws people: 演出|吸引了上万名观众."""
    return word.after[0] in "vR" and word.follower in ("吸引", "迎来", "汇聚", "汇集", "聚集", "吸引到")


def _only_names(word: Word) -> bool:
    """Whether a verb only names those who act: 搜救|人员已找到遗体, 出动|检查|车辆30台."""
    if word.after[0] not in "no":
        return False
    groups, noun = word.lexicon.groups, word.follower
    if word.lead in groups["send"]:
        return noun in groups["agent"] or noun in groups["vehicle"]
    beside = word.before == "c" and not word.stands_in("send")
    if noun in groups["vehicle"] and (beside or word.stands_in("patrol")):
        return True  # 宣传车、检查|车, 巡逻|车辆
    if word.before == "a" and word.after == "oq" and word.lead not in groups["manner"] | _URGENT:
        return noun in groups["agent"]  # 特困|供养|人员1856人
    opens = word.before in " ,;:(tp" and word.letters[word.index] != "x"
    return opens and noun in groups["agent"] and _ACTING.match(word.rest[1:]) is not None


_ACTS = ("次", "场", "轮", "批", "期", "遍", "趟", "回", "余次", "场次", "批次", "轮次", "起", "起次", "件次", "项")  # fmt: skip
_URGENT = frozenset(["紧急", "及时", "迅速", "妥善", "就地", "连夜", "安全"])
_SORTS = ("各类", "各种", "各项", "各式")
_ACTING = late("[dt]*[vR]")
_SPOKEN = late("d*[vwR]")
