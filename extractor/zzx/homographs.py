"""Homographs: words of two natures take the class that their neighbours show.

A verb that is a noun after another noun (调解组织); a word of movement that governs a noun (提升办学能力, 突破关键技术);
a verb of the counted thing before a noun, which it qualifies (确诊病例). rows.py lists the letters of the classes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zzx import frames
from zzx.lexicon import Lexicon
from zzx.rows import Token


@dataclass(slots=True)
class _Word:
    """A word among its neighbours, in turn each word of a row: `lead` is the word before it, `before` the letter before it.

    `after` are the letters of the two words that follow, with spaces where there are none.
    """

    view: str
    tokens: Sequence[Token]
    letters: list[str]
    lexicon: Lexicon
    index: int = 0
    text: str = ""
    before: str = " "
    after: str = "  "

    @property
    def lead(self) -> str:
        if not self.index:
            return ""
        token = self.tokens[self.index - 1]
        return self.view[token.start : token.end]

    def stands_in(self, group: str) -> bool:
        """Whether it is in a word list of words.toml."""
        return self.text in self.lexicon.groups[group]


def settle(view: str, tokens: Sequence[Token], letters: list[str], lexicon: Lexicon) -> None:
    """Settle the letters of a row in place, from right to left."""
    word = _Word(view, tokens, letters, lexicon)
    for index in range(len(tokens) - 1, -1, -1):
        choose = _CHOICES.get(letters[index])
        if choose is not None:
            token = tokens[index]
            word.index = index
            word.text = view[token.start : token.end]
            word.before = letters[index - 1] if index else " "
            chosen = choose(word)
            if chosen is not None:
                letters[index] = chosen
        word.after = letters[index] + word.after[0]


def _realising(word: _Word) -> str | None:
    if word.text == "完成" and word.letters[max(word.index - 2, 0) : word.index] in (["d", "w"], ["d", "v"]):
        word.letters[word.index - 1] = "v"
        return "v"  # 已整改|完成55条
    return None


def _indicator(word: _Word) -> str | None:
    makes = word.text in ("年产", "月产", "日产") and word.after[0] in "na"
    return "v" if makes else None  # 可|年产电池20万套


def _comparison(word: _Word) -> str | None:
    ratio = word.text == "比" and word.before in "nVwaio" and word.after[0] in "sq"
    return "I" if ratio else None  # 生师比为15.1


def _coverb(word: _Word) -> str | None:
    if _suffixed(word):
        return "n"
    if word.text == "结合" and word.before in "nwV" and word.after[0] in "nowa":
        return "n"  # 医养|结合机构
    if word.text == "通过" and word.before in "vw" and word.after[0] in "naoj":
        word.letters[word.index - 1] = "v"  # 审议|通过法规10件
        return "v"
    if word.text == "通过" and _passes(word):
        return "v"
    shifts = word.before == "m" or word.lead in word.lexicon.groups["shift"]
    if word.text in ("至", "到") and shifts and word.after[0] == "q":
        word.letters[word.index - 1] = "s"  # 波动|至23.1%
        return "s"
    return None


def _passes(word: _Word) -> bool:
    """Whether 通过 says what was passed: 会议通过了12项决议; not 通过电商平台销售3万元."""
    rest = re.split("[,;:()]", "".join(word.letters[word.index + 1 :]), maxsplit=1)[0]
    return rest[:1] == "l" or ("q" in rest and not set(rest) & set("vxRwVmsy"))


def _preposition(word: _Word) -> str | None:
    return "d" if word.text == "将" and word.after[0] in "sdm" else None  # 总数|将达500人


def _determiner(word: _Word) -> str | None:
    degree = word.text in ("以上", "以下") and word.before == "n" and word.lead.endswith("级")
    return "a" if degree and word.after[0] in "nwa" else None  # 8起公斤级|以上贩毒案件


def _noun(word: _Word) -> str | None:
    if word.before in "gnj" and word.stands_in("means") and _closes_means(word):
        return "h"
    if (
        word.text == "报"
        and word.after[0] == "q"
        and (word.before in "Ii" or word.lead.endswith(("指", "价")))
    ):
        return "s"  # 指数|报3050点
    if word.text[0] == "每" and word.after[0] == "q" and len(word.text) > 1:
        return "d"  # 价格为|每公斤10元
    if word.stands_in("offence"):
        alone = word.after[0] == "q" and word.before in "dPa"
        return "v" if "某" in word.lead or alone else None  # 张某甲|盗窃电动车5辆, 共|受贿95万元
    if word.stands_in("deed") and word.after[0] == "q" and word.before not in "vRw":
        return "w"
    if word.text == "平" and word.after[0] != " " and _breaks(word):
        return "v"
    if word.after[0] == "l" and _next(word) == "了":
        return "v"  # 研究人员|跟踪调查了1.2万名中年人
    if word.text in _SPANS and word.before in "nwVv" and word.after[0] in "fmsbq":
        return "I"  # 审批|时间压缩至5天
    if word.before in "vV" and word.after[0] in "nwaiIoq" and word.stands_in("complement"):
        return "v"  # 追讨|回工资
    if word.before == "p" and word.text in _OFFICES:
        return "o"
    if word.after[0] == "o" and word.before in " ,;:dt" and _is_sanction(word):
        return "v"  # 行政处罚|单位52家
    return "w" if word.after[0] == "q" and _is_sanction(word) and word.before in " ,;:cdoptq" else None


def _adverb(word: _Word) -> str | None:
    if word.before in "vVw" and word.after[0] == "q" and word.stands_in("complement"):
        word.letters[word.index - 1] = "v"
        return "v"  # 调解|成功120件
    if word.text in ("人均", "户均") and word.after[0] == "w":
        return "a"  # 人均|占有粮食
    if word.after[0] == "I" and word.before not in "vwR" and word.stands_in("timely"):
        return "a"  # 按期|完工率98%
    if word.text in ("计划", "预期", "预计") and word.after[0] == "u":
        return "n"  # 高于计划的2个百分点
    if word.text == "计划" and word.before == "w" and word.after[0] in "ds":
        return "n"  # 造林|计划已完成
    if word.text in ("计划", "预期") and word.after[0] in "nI":
        return "a"  # 计划|目标
    if word.stands_in("degree") and word.before in "naI" and word.after[0] in "sq":
        return "I"  # 海水|深度为30米
    qualifies = word.after[0] in "naiIo" or (word.after[0] == "w" and word.after[1] in "naiIow")
    return "a" if qualifies and word.before not in "oPp" and word.stands_in("degree") else None


def _verb(word: _Word) -> str | None:
    letter = word.letters[word.index]
    if word.text in ("预测", "估计", "预判") and word.after[0] == "t":
        return "d"  # 专家|预测|2025年销量
    if _suffixed(word):
        return "n"
    if word.before == "m" and word.after[0] == "q" and word.lead in ("多", "少"):
        return "d"  # 同比多|投放3.6亿元
    if word.before in "vVw" and word.stands_in("complement"):
        word.letters[word.index - 1] = "v"
        return "v"
    if word.stands_in("sender") and word.lead in ("受理", "接收", "收到", "新收"):
        return "a"  # 受理|移送审查起诉案件
    if (
        word.stands_in("trade_of_firms")
        and word.after[0] in "no"
        and word.after[1] not in "iI"
        and _next(word) in word.lexicon.groups["firm"]
    ):
        return "n"  # 印刷|企业20家
    if _only_names(word) or (word.before == "r" and word.lead in _SORTS and word.after[0] in "nw"):
        return "a"  # 各类|保障物资
    if word.stands_in("request") and word.before in "nwoV" and word.after[0] in " ,;:)":
        return "n"
    if word.text in word.lexicon.groups["improving"] and _names_scheme(word):
        return "n"
    if letter == "v" and word.before == "u" and word.after[0] == "q":
        return "n"  # 王女士的|捐款5万元
    if word.before in "vwR" and word.stands_in("opener"):
        return "a"  # 处理|涉及积案12起
    if letter == "v" and word.after[0] == "R" and word.stands_in("telling"):
        return "d"  # 报告|新增确诊病例
    follows = letter in "vx" and word.lead in word.lexicon.groups["solo"] and word.after[0] not in " q,;:()lt"
    if follows and not (word.stands_in("solo") or word.stands_in("finding")):
        return "a"  # it only opens the object: 受理|打击拒执案件
    if (
        letter == "v"
        and word.after[0] != " "
        and _next(word) in word.lexicon.groups["object_head"]
        and not word.stands_in("solo")
    ):
        return "n"
    if word.text == "用" and _WITH.match("".join(word.letters[word.index + 1 :])):
        return "k"  # 用|钢管搭建棚子4座
    if word.stands_in("affecting") and _MOVED.match("".join(word.letters[word.index + 1 :])):
        return "v"  # 影响|居民消费价格指数上涨0.9个百分点
    if word.text == "处" and word.before == "g" and word.after[0] == "q":
        return "n"  # 城西广场等|处10公里
    if word.text == "处" and word.before == "q" and word.after[0] in "vVwRx,;":
        return "h"  # 6000米|处发现
    if word.after[0] in "naoiI" and word.before in "nqoacvw" and word.stands_in("joint"):
        return "a"  # 5个校地|共建项目
    if letter == "w":
        if word.before == "d" and word.after[0] in "na" and word.lead in word.lexicon.groups["summing"]:
            return "v"  # 黄河流域累计|治理水土流失面积
        builds = word.after[0] in "na" and word.stands_in("build")
        building = builds and word.lead in word.lexicon.groups["build"]
        if building or (word.after[0] == "l" and _next(word) == "了"):
            return "v"  # 新建|改造管网, 起诉|了12人
        if word.before != "d" and _heads(word):
            return "n"
        return "v" if word.lead == "被" or _governs(word) else None
    if word.before in "nwVaIijo" and word.stands_in("homograph"):
        if word.text == "领导":
            return "o" if word.after[0] in "dw" and word.before in " ,;:dnoa" else letter
        counted = word.index > 1 and word.letters[word.index - 2] == "q" and word.before in "no"
        # 公安机关组织开展, 水务局组织30名职工, 在6个市组织开展, but 调解组织开展
        acts = (word.before == "o" or counted) and (
            word.after[0] in "vxRr" or word.after in ("qo", "qn", "qa")
        )
        return letter if acts else "o"
    return None


def _unknown(word: _Word) -> str | None:
    """An attribute, or a verb that no list knows."""
    letter = word.letters[word.index]
    if word.after[0] == "l" and _next(word) == "了":
        return "v"
    if letter == "a" and word.text == "新" and word.after[0] == "v":
        return "d"  # 新|开通航线8条
    if letter == "a" and word.text in _DIMENSIONS and _measures_length(word):
        return "I"  # 全长12公里、宽30米
    if letter == "a" and word.stands_in("daily") and word.after[0] == "v":
        return "d"
    if letter == "V" and word.text == "料" and word.after[0] in "qesmvVRd":
        return "d"  # 人数|料突破3万人
    if letter == "a" and len(word.text) == 1 and word.before == "n" and word.after[0] in " q,;:)":
        return "n"  # 高峰|年, 劳动|日
    if letter == "V":
        if _suffixed(word):
            return "n"
        if word.before in "vVw" and word.stands_in("complement"):
            word.letters[word.index - 1] = "v"  # 发掘|出房址32座
            return "v"
        if word.lead == "被":
            return "v"
    if word.after[1] == "q" and word.after[0] in "vwV" and word.stands_in("adverbial"):
        return "d"
    if letter == "a" and word.before in " ,;:tpoPd" and word.after[0] == "w" and word.after[1] in "naiIoq":
        return "d" if word.stands_in("manner") else None  # 集中|整治隐患, but 城镇|登记失业人员
    if letter == "V" and _qualifies(word):
        return "a"
    if len(word.text) == 1 and word.lexicon.ending(word.text) == "I":
        return "I"  # 发回重审|率
    if word.before in "nwVaiI" and word.stands_in("suffix"):
        return word.lexicon.ending(word.text)
    alone = word.before in "vRxw" and (word.after[0] == "q" or word.after == "gq")
    if letter == "a" and word.text not in word.lexicon.classes and alone:
        return "n"  # the one word between a verb and its quantity: 发放良种45吨
    return None


def _breaks(word: _Word) -> bool:
    """Whether 破 or 平 tells of records: 破3项全国纪录, 平世界纪录2项; not 销量破3万辆."""
    quantity = word.tokens[word.index + 1].quantity if word.after[0] == "q" else None
    if quantity is not None:
        return quantity.unit in ("项", "起", "次") and not set(quantity.text) & set("千万亿")
    record = "纪录" in word.view[word.tokens[word.index].end :][:6]
    return word.after[0] in "pna" and (record or word.text == "破")  # 破命案积案3件


def _state(word: _Word) -> str | None:
    if word.text == "破" and word.after[0] != " " and _breaks(word):
        return "v"
    if word.text == "为" and word.after[0] == "q":
        quantity = word.tokens[word.index + 1].quantity
        people = quantity is not None and quantity.unit in word.lexicon.groups["head_unit"]
        directly = people and word.after[1] in "vRw" and word.before in " ,;:dtoph"  # 为|120人办理社保卡
        return "e" if directly or _serves("".join(word.letters[word.index + 2 :])) else None
    if word.text == "为" and word.before in " ,;:dopn":
        return "e" if _SERVED_DOING.match("".join(word.letters[word.index + 1 :])) else None
    if word.stands_in("summing") and word.after[0] in "Rvx":
        return "d"  # 财政收入合计|完成500亿元
    if word.text == "控制" and word.after[0] in "nIi":
        return "w"  # 控制|指标
    return _realised(word)


def _intransitive(word: _Word) -> str | None:
    if word.after[0] == "u" and word.after[1] in "nwaiIo":
        return "a"  # 病毒感染的肺炎病例
    if word.before in "vxR" and word.after[0] not in " q,;:()":
        return "a"
    if word.lead in ("已", "已经", "陆续", "先后") and word.after[0] in "nwIa":
        return "v"  # 已|开工工程12处
    if word.after[0] in "nwiIojVa" and word.after != "aq":
        return "v" if word.stands_in("transitive") else "a"
    return None


def _movement(word: _Word) -> str | None:
    if word.lead == "最":
        # 最|高单日客流52万人次, but 申请最|高500万元的补贴
        chosen = "d" if word.after[0] == "q" else "a"
        word.letters[word.index - 1] = chosen
        return chosen
    if word.text in _DIMENSIONS and _measures_length(word):
        return "I"  # 这座|高120米的大桥
    if word.stands_in("improving") and _names_scheme(word):
        return "n"
    return _realised(word)


_DIMENSIONS = ("高", "宽", "长", "深", "厚", "重")
_SIZES = ("米", "厘米", "公分", "毫米", "千米", "公里", "吨", "公斤", "千克", "克")


def _measures_length(word: _Word) -> bool:
    """Whether a length or weight follows that is compared with nothing."""
    quantity = word.tokens[word.index + 1].quantity if word.after[0] == "q" else None
    if quantity is None or quantity.unit not in _SIZES:
        return False
    for index in range(word.index - 1, -1, -1):
        if word.letters[index] in ",;:()c":
            return True
        if word.letters[index] in "bq":
            return False
    return True


def _realised(word: _Word) -> str | None:
    """A word of movement or state that governs what follows it: 提升|办学能力, 突破|关键技术12项."""
    if not word.stands_in("realise") or word.after[0] == " ":
        return None
    governed = word.after[1] if word.after[0] == "q" else word.after[0]
    return "R" if governed in "nwaiIojV" and not _is_rate(word.tokens[word.index + 1]) else None


def _adjective(word: _Word) -> str:
    """An adjective that the tokenizer takes for an adverb: 积极|调解纠纷, but 积极|因素."""
    return "d" if word.after[0] in "wvVxR" and word.before not in "qu" else "a"


def _set_phrase(word: _Word) -> str:
    """A set phrase that ends its clause tells what the noun before it does: 现金|不翼而飞."""
    return "V" if word.before in "noiIPq" and word.after[0] in " ,;:)" else "n"


def _amount(word: _Word) -> str | None:
    if word.stands_in("deed") and word.after[0] == "q" and word.before not in "vRw":
        return "w"
    if word.stands_in("spend") and (word.after[0] == "l" or (word.after[0] == "q" and word.lead == "就")):
        return "v"  # 为此|支出了300万元
    if word.stands_in("spend") and word.after == "iq" and word.before in " ,;:td":
        return "v"  # 支出|资金186万元
    if not word.stands_in("spend") or word.after[0] not in "nwaI":
        return None
    spent = _SPENT.match("".join(word.letters[word.index + 1 :])) is not None
    opens = word.before in " ,;:t" and spent  # 全年|支出救助资金1.4亿元
    return "v" if word.before == "d" or opens else None  # 共|支出培训等补贴28万元


_SPENT = re.compile("[nwaIi]*iq")


def _quantity(word: _Word) -> str | None:
    return frames.frame(word.view, word.tokens, word.letters, word.index, word.lexicon)


def _place_word(word: _Word) -> str | None:
    qualifies = (
        word.text not in word.lexicon.classes and word.after[0] in "noiI" and word.before in " ,;:(cvRxdzap"
    )
    return "a" if len(word.text) > 1 and qualifies else None  # 中间|产品, 上游|企业


def _is_sanction(word: _Word) -> bool:
    """Whether a noun says what people suffer or get: 行政处罚|6人."""
    kind, act = word.text[:2], word.text[2:]
    return kind in word.lexicon.groups["sanction_kind"] and word.lexicon.classes.get(act, "n") in "vw"


_SPANS = ("时间", "周期", "工期", "时长", "期限")
_OFFICES = frozenset("局院厅委处队站所办镇乡县区市州")  # 兴隆县|局


_CHOICES: dict[str, Callable[[_Word], str | None]] = {
    "q": _quantity,
    "R": _realising,
    "I": _indicator,
    "b": _comparison,
    "k": _coverb,
    "n": _noun,
    "h": _place_word,
    "e": _preposition,
    "r": _determiner,
    "i": _amount,
    "D": _adjective,
    "E": _set_phrase,
    "d": _adverb,
    "x": _verb,
    "v": _verb,
    "w": _verb,
    "a": _unknown,
    "V": _unknown,
    "s": _state,
    "y": _intransitive,
    "m": _movement,
}


def _next(word: _Word) -> str:
    token = word.tokens[word.index + 1]
    return word.view[token.start : token.end]


def _closes_means(word: _Word) -> bool:
    """Whether a coverb opens the phrase that a noun of means closes: 通过…等|形式."""
    start = word.index
    while start > 0 and word.letters[start - 1] not in ",;:()q":
        start -= 1
    return word.letters[start] == "k" and word.after[0] != "u"


def _qualifies(word: _Word) -> bool:
    """Whether a verb that no list knows only qualifies the noun after it: 殡葬|职工."""
    does = (
        word.before == "q" and word.index > 1 and word.letters[word.index - 2] in "noP" and _are_people(word)
    )
    opens = word.before in " ,;(szcurq" and not does  # 流浪人员25人|返回家乡
    return _heads(word) or (opens and word.after[0] in "nwioIj")


def _are_people(word: _Word) -> bool:
    """Whether the quantity before a word counts people."""
    quantity = word.tokens[word.index - 1].quantity
    return quantity is not None and quantity.unit in word.lexicon.groups["people_unit"]


def _governs(word: _Word) -> bool:
    """Whether a noun of action is a verb because no noun stands before it."""
    return word.before not in "nwVaIijo" and word.stands_in("govern")


def _serves(after: str) -> bool:
    """Whether a verb follows the noun after 为 and a quantity, so that 为 is a preposition: 为58户96名农民工追回工资."""
    return _SERVED.match(after) is not None


_SERVED = re.compile("(?=[nwaiIojqc])(?:[nwaiIoj]*c?q)*[nwaiIojcd]*(?:[vxR]|(?<=[no])w[dts]*(?:[q,;]|$))")
# 为|提供线索的群众兑现奖励
_SERVED_DOING = re.compile("[vx][nwaiIoj]*u[nwaiIoj]+d*[vxR][nwaiIoj]")


_SORTS = ("各类", "各种", "各项", "各式")


def _names_scheme(word: _Word) -> bool:
    """Whether a word of movement only names an undertaking: 质量|提升|工程."""
    return word.before in "nIiwajo" and word.after[0] != " " and _next(word) in word.lexicon.groups["scheme"]


def _only_names(word: _Word) -> bool:
    """Whether a verb only names those who act: 搜救|人员已找到遗体, 出动|检查|车辆30台."""
    if word.after[0] not in "no":
        return False
    groups, noun = word.lexicon.groups, _next(word)
    if word.lead in groups["send"]:
        return noun in groups["agent"] or noun in groups["vehicle"]
    if noun in groups["vehicle"] and (word.before == "c" or word.stands_in("patrol")):
        return True  # 宣传车、检查|车, 巡逻|车辆
    if word.before == "a" and word.after == "oq" and word.lead not in groups["manner"]:
        return noun in groups["agent"]  # 特困|供养|人员1856人
    opens = word.before in " ,;:(tp" and word.letters[word.index] != "x"
    return (
        opens
        and noun in groups["agent"]
        and _ACTING.match("".join(word.letters[word.index + 2 :])) is not None
    )


_MOVED = re.compile("[nwaiI]*[iI]m")
_WITH = re.compile("[na]+[vR]")
_ACTING = re.compile("[dt]*[vR]")


def _heads(word: _Word) -> bool:
    """Whether a mere head follows, which is the last word of its phrase: 服务|中心."""
    if word.index + 1 >= len(word.tokens):
        return False
    if (
        word.tokens[word.index + 1].letter == "w"
        and word.letters[word.index + 1] == "n"
        and word.before != "o"
    ):
        return True  # 创业|孵化基地, but 部门|排查生产经营单位
    if _next(word) not in word.lexicon.groups["head"]:
        return False
    if word.index + 2 == len(word.tokens):
        return True
    counted = word.tokens[word.index + 2].mark
    if _next(word) == "人员" and counted is not None and counted.quantity and counted.quantity.unit == "人次":
        return False  # 盘查人员12000人次
    return word.letters[word.index + 2] not in "wV"


def _suffixed(word: _Word) -> bool:
    """Whether the next word makes a noun of this one: 改善|类项目, 抓捕|组."""
    if word.index + 1 >= len(word.tokens):
        return False
    text = _next(word)
    return text in word.lexicon.groups["suffix"] or (
        len(text) > 1 and text[0] in "类型式性" and word.tokens[word.index + 1].letter != "v"
    )


def _is_rate(token: Token) -> bool:
    quantity = token.quantity
    return quantity is not None and quantity.family in ("percent", "points", "multiple")
