"""Homographs: words of two natures take the class that their neighbours show.

A verb that is a noun after another noun (调解组织); a word of movement that governs a noun (提升办学能力, 突破关键技术);
a verb of the counted thing before a noun, which it qualifies (确诊病例). rows.py lists the letters of the classes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zzx import frames, motions, verbs
from zzx.lexicon import Lexicon
from zzx.neighbours import DEGREES, FARTHEST, Word, breaks, counts_people, lasts, quotes, suffixed
from zzx.patterns import late
from zzx.rows import Token


def settle(view: str, tokens: Sequence[Token], letters: list[str], lexicon: Lexicon) -> None:
    """Settle the letters of a row in place, from right to left."""
    word = Word(view, tokens, letters, lexicon)
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


_AREAS = ("亩", "公顷", "平方米", "块", "垧")


def _particle(word: Word) -> str | None:
    """地 that is land: 这1万多亩|地; 得 that is a verb: 全队|得了98分."""
    if word.text == "地" and word.after[0] in "vVwRxy" and word.before in "adDEvVwn":
        word.letters[word.index - 1] = "d"
        return "d"  # 不停|地收割3天
    if word.text == "地" and word.before == "r" and word.lead == "每亩":
        return "d"  # 收取农户每亩|地近400元的租金
    if word.text == "地":
        measured = word.tokens[word.index - 1].quantity if word.before == "q" else None
        if measured is not None and measured.unit in _AREAS:
            return "n"  # 200亩|地流转给大户
        return "n" if word.before == "q" and word.after[0] in " ,;:)du" else None
    if word.text != "得" or word.before not in " ,;:)noPptdq" or word.after[0] not in "lq":
        return None
    return "v" if word.after[0] == "q" or word.follower == "了" else None


def _indicator(word: Word) -> str | None:
    quantity = word.quantity if word.text.endswith(_WORKS) else None
    if quantity is not None and quantity.unit in _WORKS_UNITS:
        return "n"  # 制定|行业标准3项
    if word.text == "距离" and word.before != " " and _from_where(word):
        return "k"
    thing = word.after[0] in "na" or word.after in ("qn", "qa")
    makes = word.text in ("年产", "月产", "日产") and thing and word.follower not in _MAKE
    return "v" if makes else None  # 可|年产电池20万套, |年产160万吨乙烯


def _conjunction(word: Word) -> str | None:
    """所 before a verb makes a noun's attribute of it: 船上|所载货物30吨; 全所 is an office."""
    if word.text in ("与", "同") and word.before in "oP" and _WITH_THOSE.match(word.rest):
        return "e"  # 合作社|与236户农户签订合同
    if word.text != "所":
        return None
    if word.lead == "全":
        return "o"  # 全|所民警
    if word.after[0] in "vwxRyVa" and _MEANT.match(word.rest):
        word.letters[word.index + 1] = "a"
        return "a"
    return None


_WITH_THOSE = late("q[nao]{1,3}d*[vR][na]")
_MEANT = late("[vwxRyVa][naoiI]")


def _comparison(word: Word) -> str | None:
    if word.text in ("较", "比较") and word.after[0] == "a" and (word.before == "q" or word.after[1] == "u"):
        return "d"  # 3起|较重大事故, 条件|较好的12个乡镇
    ratio = word.text == "比" and word.before in "nVwaioI" and word.after[0] in "sqe"
    if not ratio or (word.after[0] == "e" and word.follower not in ("由", "从")):
        return None
    return "I"  # 生师比为15.1, 收入比由2.6缩小到2.3


def _coverb(word: Word) -> str | None:
    if suffixed(word):
        return "n"
    if word.text == "当" and word.after == "lq":
        return "v"  # 他|当了8年兵
    if word.after[0] == "q" and word.text != "到" and word.stands_in("going"):
        return "v"  # 医疗队|赴30个社区义诊
    if word.text == "结合" and word.before in "nwV" and word.after[0] in "nowa":
        return "n"  # 医养|结合机构
    attains = word.text == "到" and word.before in "vwV" and word.after[0] in "naqo"
    if attains and word.lead in word.lexicon.groups["attaining"]:
        word.letters[word.index - 1] = "v"  # 采集|到土样8份
        return "v"
    if word.stands_in("origin") and _ENDS_CLAUSE.match(word.rest):
        if word.before == "w":
            word.letters[word.index - 1] = "n"  # 投资|来自3家企业
        return "v"  # 选手|来自6个国家
    if word.text == "通过" and word.before in "vw" and word.after[0] in "naoj":
        word.letters[word.index - 1] = "v"  # 审议|通过法规10件
        return "v"
    if word.text in ("分赴", "前往", "奔赴", "赶赴") and _GOES.match(word.rest):
        return "v"  # 民警|分赴湖北等6省抓捕
    if word.text == "通过" and _passes(word):
        return "v"
    shifts = word.before == "m" or word.lead in word.lexicon.groups["shift"]
    if word.text in ("至", "到") and shifts and (word.after[0] == "q" or word.after == "lq"):
        word.letters[word.index - 1] = "s"  # 波动|至23.1%
        return "s"
    return None


_GOES = late("[pcojn]{0,20}g?q")


def _passes(word: Word) -> bool:
    """Whether 通过 says what was passed: 会议通过了12项决议; not 通过电商平台销售3万元."""
    rest = re.split("[,;:()]", word.rest, maxsplit=1)[0]
    flows = "iq" in rest  # 通过|班列进出口3亿元
    return rest[:1] == "l" or ("q" in rest and not flows and not set(rest) & set("vxRwVmsy"))


# What 在 makes an attribute with: 检查|在用|计量器具40台.
_IN_STATE = frozenset("用建售产营研库线养管审侦诉执治训")


_GIVES = late(r"[lu]?[noPra]{1,4}q[naiIow]{0,3}(?:[,;:). ]|$)")


def _preposition(word: Word) -> str | None:
    if word.text == "给" and _GIVES.match(word.rest):
        if word.before not in "vVxwRi":
            return "w"  # 父亲|给儿子3000元
        word.letters[word.index - 1] = "v"  # 转账|给李某3000元
    opens = word.text == "在" and word.before in "vVwR" and word.after[1] in "naI"
    if opens and word.follower in _IN_STATE:
        word.letters[word.index + 1] = "a"
        return "a"
    if word.text == "将" and word.after in ("Rq", "vq") and word.before == "h":
        return "d"  # 扩建后|将新增3条生产线
    if word.text == "将" and (_WILL.match(word.rest) or _WILL_ACT.match(word.rest)):
        return "d"  # 每年|将新增产能40万套, 新路建成|将惠及20万居民
    if word.text == "将" and word.after[0] == "w" and _WILL_DO.match(word.rest):
        return "d"  # 公司|将投资10亿元, 企业|将出口汽车3万辆; not 将审批事项压减30项
    return "d" if word.text == "将" and word.after[0] in "sdmb" else None  # 总数|将达500人, |将比上年增加3%


_WILL_ACT = late("[vxRy]{1,2}(?:[nwaoiIpjcP]{0,6}q[nwaoiIjcg]{0,8}(?:[,;:()]|$)|[nop]{1,3}[vw])")
_WILL = late("R[nwaij]{0,6}Iq")
_WILL_DO = late("w{1,2}(?:q|[nwaoiIpj]{1,6}q(?:[nwaoiI]{0,6}[,;:()]|$))")


def _determiner(word: Word) -> str | None:
    if word.text == "部分" and word.before in "qa" and word.after[0] in " ,;:)sdmu":
        return "n"  # 4个主要|部分
    degree = word.text in ("以上", "以下") and word.before == "n" and word.lead.endswith("级")
    return "a" if degree and word.after[0] in "nwa" else None  # 8起公斤级|以上贩毒案件


_AWAY = late("[nopahdc0]{1,6}s?q")


def _from_where(word: Word) -> bool:
    """Whether a word only opens where a distance is measured from: 车站|距|学校3公里."""
    return (
        word.text in ("距", "离", "距离", "相距", "东距", "西距", "南距", "北距")
        and _AWAY.match(word.rest) is not None
    )


_ASKED_TO_DO = late("[noPpa]{1,4}d*[vVwR](?![uI])")
_ASKED_TO_BE = late("[naohiIm]{0,5}[iIn](?:s|d+s|q)")


def _asks(word: Word) -> str | None:
    """要求 and its like, before what somebody is to do or something is to be: 要求|周某赔偿3000元, 要求|误差不超过2毫米."""
    done = _ASKED_TO_DO.match(word.rest)
    if done is not None:
        at = word.index + done.end()
        word.letters[at] = "v" if word.letters[at] == "w" else word.letters[at]
        return "x"
    return "d" if word.before in " ,;:(" and _ASKED_TO_BE.match(word.rest) else None


def _noun(word: Word) -> str | None:
    if word.text == "播种" and word.after[0] in "na" and word.before in " ,;:dtpo":
        return "v"  # 共|播种小麦20万亩
    if word.stands_in("on_the_way") and word.after[0] in "vy":
        return "d"  # 嫌疑人|驾车逃窜20公里
    if word.before == "q" and word.after[0] in "vVwxk" and word.text in ("企图", "试图", "意图", "图谋"):
        return "d"  # 3名|企图逃往境外的嫌疑人
    owes = word.before in " ,;:oPtd" or (word.after[0] == "q" and word.before != "v")
    if word.text == "拖欠" and owes and _OWED.match(word.rest):
        return "v"  # 该公司|拖欠工资30万元
    if word.after[0] in "wv" and word.stands_in("unlawful") and word.before in " ,;:toP":
        return "d" if _UNLAWFULLY.match(word.rest) else None  # 某厂|违规排放废气3吨
    if word.stands_in("asking") and word.before not in "vxRwau":
        asked = _asks(word)
        if asked is not None:
            return asked
    if word.text == "网上" and word.after[0] in "vyRx":
        return "d"  # 该校|网上报名1200人
    points = word.quantity if word.text in ("记", "扣", "扣记") else None
    if points is not None and points.unit == "分":
        return "v"  # 罚款200元|记9分
    if word.text == "北约" and word.lead in ("向", "往", "朝", "以", "偏", "正", "东", "西"):
        return "d"  # 再向|北约30米
    if word.text == "决定" and word.after[0] == "v" and word.before in " ,;:dt":
        return "d"  # 经审查决定|批准逮捕80人
    if word.text.endswith("距") and _from_where(word):
        return "k"  # 南|距县城, |北距黄河
    if word.before in "gnjdarwo" and word.stands_in("means") and _closes_means(word):
        return "h"  # 采取有力|措施打掉15个团伙
    if quotes(word):
        return "s"  # 指数|报3050点
    quantity = word.quantity if word.stands_in("arena") else None
    if quantity is not None and quantity.family == "rank":
        return "d"  # 重返|世界|前三
    if word.text[0] == "每" and word.after[0] == "q" and len(word.text) > 1:
        return "d"  # 价格为|每公斤10元
    if word.stands_in("offence"):
        quantity = word.quantity
        paid = quantity is not None and quantity.family == "money" and word.before in " ,;:"
        alone = paid or (word.after[0] == "q" and word.before in "dPa")  # 贪污80万元，|受贿42万元
        robs = word.after in ("nq", "iq", "Iq") and word.follower in word.lexicon.groups["goods"]
        if robs:
            word.letters[word.index + 1] = "n"  # 诈骗|钱款3万元
        alone = alone or (word.after[0] == "q" and word.lead in _BREAKING_IN)
        return "v" if "某" in word.lead or alone or robs else None  # 张某甲|盗窃电动车5辆, 共|受贿95万元
    if word.stands_in("deed") and word.after[0] == "q" and word.before not in "vRw":
        return "w"
    if word.text == "平" and word.after[0] != " " and breaks(word):
        return "v"
    if word.after[0] == "l" and word.follower in ("了", "过", "着"):
        return "v"  # 研究人员|跟踪调查了1.2万名中年人
    if word.text in _SPANS and word.before in "nwVv" and word.after[0] in "fmsbq":
        return "I"  # 审批|时间压缩至5天
    if word.before in "vV" and word.after[0] in "nwaiIoq" and word.stands_in("complement"):
        return "v"  # 追讨|回工资
    if word.before == "p" and word.text in _OFFICES:
        return "o"
    if word.before == "n" and word.text in ("局", "厅", "院") and word.after[0] in "vwxRdt":
        return "o"  # 交通运输|局推广, 妇幼保健|院推广
    upon = word.after[0] == "o" or (word.after[0] == "n" and word.follower in word.lexicon.groups["firm"])
    if upon and word.follower != "组织" and word.before in " ,;:dt" and _is_sanction(word):
        return "v"  # 行政处罚|单位52家
    return "w" if word.after[0] == "q" and _is_sanction(word) and word.before in " ,;:cdoptq" else None


def _adverb(word: Word) -> str | None:
    if word.text[0] == "因" and _SUFFERING.match(word.rest):
        return "a"  # 因灾|死亡人数
    if word.text in ("只有", "仅有") and word.after[0] == "q" and word.before in "nouiI":
        return "s"  # 主干道|只有3.5米
    goes = word.stands_in("going") and word.after[0] in "qp"
    if goes and (word.after[0] == "q" or word.text == "深入"):
        return "v"  # 民警深入|30个社区, 前来|20名专家
    if word.before in "vVw" and word.after[0] == "q" and word.stands_in("complement"):
        word.letters[word.index - 1] = "v"
        return "v"  # 调解|成功120件
    if word.text == "只得" and word.after[0] == "q":
        return "v"  # 只得|1金
    if word.stands_in("degree") and _NAMES_ACT.match(word.rest):
        return "a"  # 无偿|献血首次突破5万人次
    if word.text in ("人均", "户均") and word.after[0] == "w":
        return "a"  # 人均|占有粮食
    timely = word.after[0] == "I" or word.after in ("vI", "wI", "yI", "nI")
    if timely and word.before not in "vwR" and word.stands_in("timely"):
        return "a"  # 按期|完工率98%
    if word.after[0] == "u" and (word.before == "q" or word.lead in DEGREES) and len(word.text) > 1:
        return "a"  # 3处特别|明显的裂缝
    if word.text in ("计划", "预期", "预计") and word.after[0] == "u":
        return "n"  # 高于计划的2个百分点
    if word.text == "计划" and word.before == "w" and word.after[0] in "ds":
        return "n"  # 造林|计划已完成
    if word.text in ("计划", "预期") and word.after[0] in "nI" and word.follower[0] != "总":
        return "a"  # 计划|目标
    if word.stands_in("degree") and word.before in "naIwVy" and word.after[0] in "sq":
        return "I"  # 海水|深度为30米
    if word.text in ("高度", "深度") and word.before == "q" and _has_size(word):
        return "n"  # 在8000米|高度飞行
    if word.before in "qu" and word.stands_in("aboard") and word.after[0] in "no":
        return "a"  # 30名|船上人员
    if word.after[0] == "w" and word.stands_in("at_home") and _counted_near(word):
        return "a"  # 20万人次老年|上门护理服务
    if word.before in "qu" and word.stands_in("sorting") and _SORTED.match(word.rest):
        return "a"  # 3笔|分期付款业务
    qualifies = word.after[0] in "naiIo" or (word.after[0] == "w" and word.after[1] in "naiIow")
    return "a" if qualifies and word.before not in "oPp" and word.stands_in("degree") else None


def _counted_near(word: Word) -> bool:
    """Whether a quantity stands right before a word or before the one before it."""
    return word.before == "q" or (
        word.before in "na" and word.index > 1 and word.letters[word.index - 2] == "q"
    )


def _has_size(word: Word) -> bool:
    """Whether a length stands right before a word."""
    before = word.tokens[word.index - 1].quantity
    return before is not None and before.family == "measure"


def _adjective(word: Word) -> str:
    """An adjective that the tokenizer takes for an adverb: 积极|调解纠纷, but 积极|因素."""
    if lasts(word):
        return "n"  # 经过两年|努力
    return "d" if word.after[0] in "wvVxR" and word.before not in "qu" else "a"


def _set_phrase(word: Word) -> str:
    """A set phrase that ends its clause tells what the noun before it does: 现金|不翼而飞."""
    if word.after[0] == "q" and word.before in " ,;:cdoptq" and _is_sanction(word):
        return "w"  # 治安拘留|56人
    told = word.before in "noiIPq" or (word.before == "d" and word.after[0] == ",")
    return "V" if told and word.after[0] in " ,;:)" else "n"  # 两队基本|平分秋色


def _amount(word: Word) -> str | None:
    if word.stands_in("deed") and word.after[0] == "q" and word.before not in "vRw":
        return "w"
    lost = word.quantity if word.text == "损失" and word.before == "d" else None
    if lost is not None and lost.family == "count":
        return "v"  # 敌军已|损失2万人
    if word.stands_in("spend") and (word.after[0] == "l" or (word.after[0] == "q" and word.lead == "就")):
        return "v"  # 为此|支出了300万元
    if word.stands_in("spend") and word.after == "iq" and word.before in " ,;:td":
        return "v"  # 支出|资金186万元
    if not word.stands_in("spend") or word.after[0] not in "nwaI":
        return None
    spent = _SPENT.match(word.rest) is not None
    opens = word.before in " ,;:t" and spent  # 全年|支出救助资金1.4亿元
    return "v" if word.before == "d" or opens else None  # 共|支出培训等补贴28万元


_SPENT = late("[nwaIi]*iq")


def _quantity(word: Word) -> str | None:
    return frames.frame(word.view, word.tokens, word.letters, word.index, word.lexicon)


def _place_word(word: Word) -> str | None:
    qualifies = (
        word.text not in word.lexicon.classes and word.after[0] in "noiI" and word.before in " ,;:(cvRxdzap"
    )
    if (
        word.text == "前"
        and word.before == "q"
        and word.after[0] in "no"
        and counts_people(word, word.index - 1)
    ):
        return "a"  # 3名|前政府官员
    if word.text in ("台阶", "新台阶") and word.before in "q0" and word.after[0] in " ,;:)":
        steps = word.tokens[word.index - 1].quantity
        return "n" if steps is None or steps.family == "count" else None  # 跨上4个|台阶
    return "a" if len(word.text) > 1 and qualifies else None  # 中间|产品, 上游|企业


def _is_sanction(word: Word) -> bool:
    """Whether a noun says what people suffer or get: 行政处罚|6人."""
    kind, act = word.text[:2], word.text[2:]
    return kind in word.lexicon.groups["sanction_kind"] and word.lexicon.classes.get(act, "n") in "vw"


_MAKE = ("汽车", "中国", "集团", "公司", "自动车")  # of 日产
_WORKS = ("标准", "指数")
_WORKS_UNITS = ("项", "个", "部", "条", "份", "套", "类", "种", "件")
_OWED = late("[no]{0,2}i?q")
_UNLAWFULLY = late("[wv][na]{1,3}q")
_SUFFERING = late("[awy]{1,2}I")
_SORTED = late("w[nao]{0,3}[no]")
_NAMES_ACT = late("w(?:d*[sm]|aq)")
_ENDS_CLAUSE = late(
    "(?:[poajn]{1,3}(?:c[poajn]{1,3}){0,20}g)?q[nwaopjIh]{0,4}(?:c[nwaopj]{1,4}|cq[nwaopj]{1,4}){0,3}(?:[,;:)]|$)"
)
_BREAKING_IN = ("入室", "入户", "持刀", "持械", "尾随", "拦路", "蒙面", "结伙", "多次", "流窜")
_SPANS = ("时间", "周期", "工期", "时长", "期限")
_OFFICES = frozenset("局院厅委处队站所办镇乡县区市州")  # 兴隆县|局


_CHOICES: dict[str, Callable[[Word], str | None]] = {
    "q": _quantity,
    "R": motions.realising,
    "u": _particle,
    "I": _indicator,
    "b": _comparison,
    "c": _conjunction,
    "k": _coverb,
    "n": _noun,
    "h": _place_word,
    "e": _preposition,
    "r": _determiner,
    "i": _amount,
    "D": _adjective,
    "E": _set_phrase,
    "d": _adverb,
    "x": verbs.verb,
    "v": verbs.verb,
    "w": verbs.verb,
    "a": verbs.unknown,
    "V": verbs.unknown,
    "s": motions.state,
    "y": verbs.intransitive,
    "m": motions.movement,
}


_COUNTS = late("[^,;:()]*q")
_FAR = 10  # tokens that a phrase of means may take


def _closes_means(word: Word) -> bool:
    """Whether a verb or coverb opens the phrase that a noun of means closes: 通过…等|形式, 采取有力|措施打掉."""
    acts = word.after.lstrip("d")[:1] in tuple("vwxRV") and word.after[1] not in "uIi"
    if not acts or _COUNTS.match(word.rest) is None:
        return word.after[0] != "u" and _opens_means(word) is not None
    by_doing, start = word.lexicon.groups["by_doing"], max(-1, word.index - _FAR)
    for at in range(word.index - 1, start, -1):
        if word.letters[at] in ",;:()q":
            return False
        token = word.tokens[at]
        if word.view[token.start : token.end] in by_doing:
            word.letters[at] = "k"
            return True
    return _opens_means(word) is not None


def _opens_means(word: Word) -> int | None:
    """The coverb that opens the clause of a word."""
    start, first = word.index, max(0, word.index - FARTHEST)
    while start > first and word.letters[start - 1] not in ",;:()q":
        start -= 1
    return start if word.letters[start] == "k" else None
