"""Neighbours: a word of a row with what stands beside it, and what that says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.quantities import Quantity
from zzx.rows import Token

DEGREES = ("特别", "极其", "较", "比较", "较为", "十分", "非常", "极为", "相对", "尤其")
"""Adverbs that belong to the quality before a noun: 极其珍贵的文物."""


FARTHEST = 60
"""Tokens within which what follows a word is looked at."""


@dataclass(slots=True)
class Word:
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
        """The word before it, nothing where there is none."""
        if not self.index:
            return ""
        token = self.tokens[self.index - 1]
        return self.view[token.start : token.end]

    @property
    def follower(self) -> str:
        """The word after it, which must be there."""
        token = self.tokens[self.index + 1]
        return self.view[token.start : token.end]

    @property
    def rest(self) -> str:
        """The letters of what follows it, as far as anything is looked for there."""
        return "".join(self.letters[self.index + 1 : self.index + 1 + FARTHEST])

    @property
    def quantity(self) -> Quantity | None:
        """The quantity after it, if one follows."""
        return self.tokens[self.index + 1].quantity if self.after[0] == "q" else None

    def stands_before_case(self) -> bool:
        """Whether the word after it tells what happened: 翻坠|事故."""
        return self.follower in self.lexicon.groups["case"]

    def stands_in(self, group: str) -> bool:
        """Whether it is in a word list of words.toml."""
        return self.text in self.lexicon.groups[group]


def suffixed(word: Word) -> bool:
    """Whether the next word makes a noun of this one: 改善|类项目, 抓捕|组."""
    if word.index + 1 >= len(word.tokens):
        return False
    text = word.follower
    return text in word.lexicon.groups["suffix"] or (
        len(text) > 1 and text[0] in "类型式性" and word.tokens[word.index + 1].letter != "v"
    )


def heads(word: Word) -> bool:
    """Whether a mere head follows, which is the last word of its phrase: 服务|中心."""
    if word.index + 1 >= len(word.tokens):
        return False
    if (
        word.tokens[word.index + 1].letter == "w"
        and word.letters[word.index + 1] == "n"
        and word.before != "o"
    ):
        return True  # 创业|孵化基地, but 部门|排查生产经营单位
    if word.follower not in word.lexicon.groups["head"]:
        return False
    if word.index + 2 == len(word.tokens):
        return True
    counted = word.tokens[word.index + 2].mark
    if (
        word.follower == "人员"
        and counted is not None
        and counted.quantity
        and counted.quantity.unit == "人次"
    ):
        return False  # 盘查人员12000人次
    return word.letters[word.index + 2] not in "wV"


def breaks(word: Word) -> bool:
    """Whether 破 or 平 tells of records: 破3项全国纪录, 平世界纪录2项; not 销量破3万辆."""
    quantity = word.quantity
    if quantity is not None:
        return quantity.unit in ("项", "起", "次") and not set(quantity.text) & set("千万亿")
    following = word.view[word.tokens[word.index].end :][:6]
    if word.text == "破" and word.after[0] == "w":
        return "案" in following  # 共|破|电诈案件50件
    return word.after[0] in "pnaj" and ("纪录" in following or word.text == "破")  # 破命案积案3件


DEGREES = ("特别", "极其", "较", "比较", "较为", "十分", "非常", "极为", "相对", "尤其")
"""Adverbs that belong to the quality before a noun: 极其珍贵的文物."""
DIMENSIONS = ("高", "宽", "长", "深", "厚", "重")
_SIZES = ("米", "厘米", "公分", "毫米", "千米", "公里", "吨", "公斤", "千克", "克")


def measures(word: Word) -> bool:
    """Whether a length or weight follows that is compared with nothing."""
    quantity = word.quantity
    if quantity is None or quantity.unit not in _SIZES:
        return False
    for index in range(word.index - 1, -1, -1):
        if word.letters[index] in ",;:()c":
            return True
        if word.letters[index] in "bq":
            return False
    return True


_HAD = late("[na]{0,2}[no]d?q")
_ANOTHER = ("另有", "还有", "尚有", "仍有")  # 另有|抓获逃犯5人
_NEAR = 4


def is_had(word: Word) -> bool:
    """Whether a verb only qualifies what somebody has: 共有|登记车辆3万辆, 有小学|教育学校12所."""
    at = word.index - 1
    acts = word.letters[word.index] == "w"
    while (
        acts
        and at > max(0, word.index - _NEAR)
        and word.letters[at] in ("noa" if word.after[0] == "o" else "na")
    ):
        token = word.tokens[at]
        if word.view[token.start : token.end].endswith(tuple(word.lexicon.groups["person"])):
            return False  # 有村民|种植苹果300亩
        at -= 1
    if at < 0 or word.letters[at] not in "sv" or _HAD.match(word.rest) is None:
        return False
    token = word.tokens[at]
    has = word.view[token.start : token.end]
    return has in word.lexicon.groups["having"] and (acts or has not in _ANOTHER)


_PAID = late("[nopPr]{1,3}[niI]{1,2}q")
PARTIES = ("原告", "被告", "甲方", "乙方", "对方", "双方", "受害方", "一方")
"""Who stand against each other in court or in a contract."""


def pays(word: Word) -> bool:
    """Whether a noun of action says who gets how much: 判决被告|赔偿原告损失8万元."""
    if not word.stands_in("giving") or word.after[0] not in "nopPr" or _PAID.match(word.rest) is None:
        return False
    groups, to = word.lexicon.groups, word.follower
    return to[-1] in groups["person"] or to in PARTIES or "某" in to or word.after[0] in "oP"


def is_done_to(word: Word) -> bool:
    """Whether somebody before the word says to or for whom it is done: 向供应商|采购设备200台."""
    if word.after != "nq" or word.before not in "noPp":
        return False
    at = word.index - 2
    while at > max(0, word.index - 5) and word.letters[at] in "naop":
        at -= 1
    named = word.view[word.tokens[at].start : word.tokens[at].end] if at >= 0 else ""
    return named in ("向", "从", "给", "为")


def lasts(word: Word) -> bool:
    """Whether a word ends its clause right behind a length of time, or its 的: 经过两年|努力, 长达五年的|繁荣."""
    at = word.index - 1 - (word.before == "u")
    if word.before not in "qu" or at < 0 or word.after[0] not in " ,;:)":
        return False
    before = word.tokens[at].quantity
    return before is not None and before.family == "time"


_FROM_THERE = late("[nopaj0]{1,4}s?q")
_FAR = ("公里", "千米", "米", "光年", "海里", "英里", "里")


def is_far(word: Word) -> bool:
    """Whether 离开 says how far away something is: 车站|离开市区3公里."""
    found = _FROM_THERE.match(word.rest)
    distance = word.tokens[word.index + found.end()].quantity if found is not None else None
    return distance is not None and distance.unit in _FAR


_OF_ACT = late("[wvV]{1,2}[nai]{0,2}[Ii](?:[^nwaiIoj]|$)")


def is_mean_of_act(word: Word) -> bool:
    """Whether a word says that an indicator of what is done is a mean: 平均|处罚金额."""
    return word.text == "平均" and _OF_ACT.match(word.rest) is not None


_SHEETS = ("份", "封", "纸", "篇", "则", "道", "项", "次", "个")


def papers(word: Word) -> bool:
    """Whether a verb names papers that are counted right before it: 5份|判决, 3份|报告说, 两项|研究表明."""
    counted = word.quantity if word.text == "报告" and word.after[1] in " ,;:)cz" else None
    if counted is not None and counted.unit in ("个", "份", "篇", "场"):
        return True  # 邀请|报告27个
    before = word.tokens[word.index - 1].quantity if word.before == "q" else None
    if before is None or before.unit not in _SHEETS or not word.stands_in("paper"):
        return False
    ends = word.after[0] in " ,;:)s" or (
        word.after[0] != "u" and word.follower in word.lexicon.groups["saying"]
    )
    return ends if before.unit in _SHEETS[:5] else ends and word.after[0] not in " ,;:)"


def counts_people(word: Word, index: int) -> bool:
    """Whether the quantity at a token counts people."""
    quantity = word.tokens[index].quantity
    return quantity is not None and quantity.unit in word.lexicon.groups["people_unit"]


def quotes(word: Word) -> bool:
    """Whether 报 tells where a price or an index stood: 指数|报3050点, 涨停，|报23.5元/股, 最高点|报每克274元."""
    if word.text != "报" or word.before in "vVwRx" or word.after[0] == " ":
        return False
    named = word.before in "Iiq" or word.lead.endswith(("价", "点", "指"))
    quantity = word.quantity
    if quantity is None:
        return (named or word.before == ",") and word.follower.startswith("每") and word.after[1] == "q"
    of_index = quantity.unit == "点" and (word.before == "," or "." in quantity.text)
    return named or of_index or quantity.family == "money" or "/" in (quantity.unit or "")


def names_scheme(word: Word) -> bool:
    """Whether a word of movement only names an undertaking: 质量|提升|工程."""
    return (
        word.before in "nIiwajo" and word.after[0] != " " and word.follower in word.lexicon.groups["scheme"]
    )


def is_rate(token: Token) -> bool:
    """Whether a token is a percentage, points or a multiple."""
    quantity = token.quantity
    return quantity is not None and quantity.family in ("percent", "points", "multiple")


def by_means(word: Word) -> str | None:
    """What is done by doing something else, and that: 通过|出售股票筹集7亿元, 以现金的形式|支付2亿元."""
    if word.before == "k" and word.lead in _BY:
        return "n" if _DONE_BY.match(word.rest) else None
    if word.before != "n" or word.after[0] not in "naoiq":
        return None
    meant = word.lead in word.lexicon.groups["means"] or word.lead in _GUISES
    before = "".join(word.letters[max(0, word.index - _MEANS) : word.index])
    return "v" if meant and _BY_WHAT.search(before) else None


_BY = ("通过", "利用", "借助", "依靠", "凭借", "借", "靠")
_DONE_BY = late("[nwaoiI]{1,4}d*[vR][nwaoiI]{0,4}d*q")
_GUISES = ("名义", "手法", "幌子", "借口", "理由", "方法", "口径", "比例", "价格", "身份")
_BY_WHAT = late("[kB][^kBq,;:()vR]{1,7}$")
_MEANS = 9  # tokens that a phrase of means may take
