"""Motions: words of state and of movement take the class that their neighbours show."""

from __future__ import annotations

from zzx.neighbours import DIMENSIONS, Word, breaks, counts_people, is_rate, measures, names_scheme
from zzx.patterns import late


def state(word: Word) -> str | None:
    """A word of state: 为 that is a preposition, a sum that is an adverb, 破 that is a verb."""
    if word.text == "破" and word.after[0] != " " and breaks(word):
        return "v"
    if word.lead in ("最高", "最低", "最多") and word.before == "n" and word.text[-1] in "到至达":
        word.letters[word.index - 1] = "d"  # 价格最高|涨到8元
    if word.text == "为" and word.after[0] == "q":
        quantity = word.tokens[word.index + 1].quantity
        people = quantity is not None and quantity.unit in word.lexicon.groups["head_unit"]
        directly = people and word.after[1] in "vRw" and word.before in " ,;:dtoph"  # 为|120人办理社保卡
        improves = people and word.before not in "iIn" and _SERVED_BY.match(word.rest) is not None
        return "e" if directly or improves or _serves(word.rest[1:]) else None
    free = word.text == "为" and word.before in " ,;:oPd" and _SERVED_FREE.match(word.rest)
    if free and counts_people(word, word.index + free.end()):
        return "e"  # 医疗队|为村民义诊1200人次
    if word.text == "为" and (word.before in " ,;:dopn" or word.lead == "将"):
        opens = word.before in " ,;:doP" or word.lead == "将"
        served = opens and (_SERVED_ALL.match(word.rest) or _SERVED_WITH.match(word.rest))
        doing = _SERVED_DOING.match(word.rest) or _SERVED_OF.match(word.rest)
        return "e" if served or doing else None
    if word.stands_in("summing") and word.after[0] in "Rvx":
        return "d"  # 财政收入合计|完成500亿元
    if word.text in ("用时", "耗时") and word.before in tuple("wvVna") and word.after[0] in "dm":
        return "I"  # 平均办案|用时缩短5%
    if word.text == "控制" and word.after[0] in "nIi":
        return "w"  # 控制|指标
    return _realised(word)


def _names_things(word: Word) -> bool:
    """Whether a word of rank before a noun only says what is counted: 关停|落后企业20家; not 领先|对手5分."""
    found = _COUNTED.match(word.rest)
    quantity = word.tokens[word.index + found.end()].quantity if found is not None else None
    return quantity is not None and quantity.family == "count" and quantity.unit not in _SCORES


_COUNTED = late("[no]{1,3}q")
_OUTDATED = ("产能", "设备", "工艺", "技术", "生产线", "装备", "机组")
_SCORES = ("分", "票", "席", "枚", "名", "位", "圈", "环", "轮", "场", "个百分点", "球")


def movement(word: Word) -> str | None:
    """A word of movement: a size, a piece of a name, or one that governs what follows."""
    if word.lead == "最":
        # 最|高单日客流52万人次, but 申请最|高500万元的补贴
        chosen = "d" if word.after[0] == "q" else "a"
        word.letters[word.index - 1] = chosen
        return chosen
    if word.text in DIMENSIONS and measures(word):
        return "I"  # 这座|高120米的大桥
    if word.text == "翻" and not _multiplies(word):
        return "v"  # 翻|了3座山, but 销售额|翻了3倍
    if word.text in ("降价", "涨价", "加薪", "降薪", "降温", "升温") and word.after[0] in "na":
        return "a"  # 降价|商品3000种
    if word.text == "落后" and word.after[0] != " " and word.follower in _OUTDATED:
        return "a"  # 淘汰行业|落后产能
    if word.text in ("落后", "领先") and word.before not in "noPpj" and _names_things(word):
        return "a"  # 关停|落后企业20家
    if word.stands_in("improving") and names_scheme(word):
        return "n"
    return _realised(word)


def _multiplies(word: Word) -> bool:
    """Whether a multiple follows, with 了 or words of nearness before it."""
    at = word.index + 1 + len(word.rest) - len(word.rest.lstrip("ld"))
    quantity = word.tokens[at].quantity if at < len(word.tokens) else None
    return quantity is not None and quantity.unit == "倍"


def realising(word: Word) -> str | None:
    """A verb of level that closes the verb before it, or is an adverb."""
    if word.text == "争取" and word.after[0] == "t":
        return "d"  # 争取|到2030年产量达到50万吨
    if word.text == "完成" and word.before in "wv" and word.after[0] == "I":
        word.letters[word.index - 1] = "n"
        return "n"  # 处置|完成时间不超过30分钟
    if word.text == "完成" and word.letters[max(word.index - 2, 0) : word.index] in (["d", "w"], ["d", "v"]):
        word.letters[word.index - 1] = "v"
        return "v"  # 已整改|完成55条
    return None


def _realised(word: Word) -> str | None:
    """A word of movement or state that governs what follows it: 提升|办学能力, 突破|关键技术12项."""
    if not word.stands_in("realise") or word.after[0] == " ":
        return None
    governed = word.after[1] if word.after[0] == "q" else word.after[0]
    return "R" if governed in "nwaiIojV" and not is_rate(word.tokens[word.index + 1]) else None


def _serves(after: str) -> bool:
    """Whether a verb follows the noun after 为 and a quantity, so that 为 is a preposition: 为58户96名农民工追回工资."""
    return _SERVED.match(after) is not None


_SERVED = late("(?=[nwaiIojqc])(?:[nwaiIoj]*c?q)*[nwaiIojcd]*(?:[vxR]|(?<=[no])w[dts]*(?:[q,;]|$))")
# 为|35户残疾人、12户低保户改造厕所
_SERVED_BY = late("(?:q[nao]{1,3}c)?q[nao]{0,2}[no]w[no]{1,2}(?:[,;]|$)")
# 为|社区200多名老人送餐
_SERVED_OF = late("[nop](?:[nopacr]{0,7}[nop])?q[nwaiIoj]{0,3}[no](?:d*[vxR]|d*w(?=[,;]|$))")
# 为|政府、企业、集体组织挽回损失
_SERVED_ALL = late("[na]*[no](?:c[nao]*[no])+d*[vR][nwaiIoj]*i?q")
# 医疗队为|村民义诊1200人次
_SERVED_FREE = late("[naop]{0,2}[no][wV]q")
# 为|乡村培训兽医130名
_SERVED_WITH = late("[napoj]{0,4}[nopj]w[nao]{0,3}[no]q")
# 为|提供线索的群众兑现奖励
_SERVED_DOING = late("[vx][nwaiIoj]*u[nwaiIoj]+d*[vxR][nwaiIoj]")
