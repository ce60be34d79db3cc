"""Verbs: words that are verbs, or that the tokenizer takes for verbs, take the class that their neighbours show."""

from __future__ import annotations

from zzx import naming
from zzx.neighbours import (
    DIMENSIONS,
    PARTIES,
    Word,
    by_means,
    counts_people,
    heads,
    is_done_to,
    is_far,
    is_mean_of_act,
    is_rate,
    lasts,
    measures,
    papers,
    pays,
    quotes,
    suffixed,
)
from zzx.patterns import late


def verb(word: Word) -> str | None:
    """A verb or noun of action that a list knows, or one that puts others to work."""
    if word.before == "u" and word.after[0] == "h" and word.follower in ("下", "之下"):
        return "n"  # 在教练的|带领下
    if _begins_town(word):
        return "o"
    if (word.before == "u" and lasts(word)) or papers(word):
        return "n"  # 三天的|断网, 5份|判决
    found = _joined(word) or naming.piece(word) or _opening(word) or _meant(word) or by_means(word)
    if found is not None:
        return found
    if word.after[0] in " ,;:)" and word.before in "no" and word.stands_in("attending"):
        counted = _ENDS_COUNTED.search("".join(word.letters[max(0, word.index - 8) : word.index]))
        return "y" if counted else None  # 1200家企业|参展
    if word.after[0] in "nwaVp" and word.stands_in("joining") and _those_counted(word):
        return "v"  # 3000名官兵|投入抗洪抢险, 冲锋舟60艘|支援灾区
    if word.letters[word.index] == "w":
        return _act(word)
    if (word.before in "nwVaIijo" or word.lead in ("该", "本", "此")) and word.stands_in("homograph"):
        return _body(word)
    return None


def _joined(word: Word) -> str | None:
    """One word with what stands beside it: a suffix that makes it a noun, a complement of the verb before it."""
    if word.text in ("预测", "估计", "预判", "争取") and word.after[0] == "t":
        return "d"  # 专家|预测|2025年销量
    if suffixed(word):
        return "n"
    if word.before == "m" and word.after[0] == "q" and word.lead in ("多", "少"):
        return "d"  # 同比多|投放3.6亿元
    if word.before in "vVw" and word.stands_in("complement"):
        word.letters[word.index - 1] = "v"
        return "v"
    return None


def _speaks(word: Word) -> bool:
    """Whether a verb only tells what is said next: 警方|宣布|拘留8人, 公司|公布|7月销量13万辆."""
    if word.before not in "oPnp":
        return False
    acts = word.stands_in("speech") and _SPOKEN.match(word.rest) is not None
    return acts or (word.stands_in("telling") and _STATED.match(word.rest) is not None)


def _opening(word: Word) -> str | None:
    """A verb that only opens the object of the verb before it, or says who tells it."""
    groups, letter = word.lexicon.groups, word.letters[word.index]
    if word.before in "vwR" and word.stands_in("opener"):
        return "a"  # 处理|涉及积案12起
    if _speaks(word):
        return "d"
    if letter == "v" and word.after[0] == "R" and word.stands_in("telling"):
        return "d"  # 报告|新增确诊病例
    follows = letter in "vx" and word.lead in groups["solo"] and word.after[0] not in " q,;:()lt"
    body = word.index > 1 and word.letters[word.index - 2] in "ano" and word.lead in groups["homograph"]
    if follows and not body and not (word.stands_in("solo") or word.stands_in("finding")):
        return "a"  # it only opens the object: 受理|打击拒执案件
    extreme = word.before == "a" and word.lead in groups["extreme"]
    if letter == "v" and (word.before == "R" or extreme) and word.after[0] in "Ii":
        return "a"  # 实现|灌溉|面积800亩, 最大|淹没|水深
    heads_object = letter == "v" and word.after[0] != " " and word.follower in groups["object_head"]
    return "n" if heads_object and not word.stands_in("solo") else None


def _meant(word: Word) -> str | None:
    """A verb whose meaning here another word shows."""
    if word.text in ("确保", "保证", "力争") and word.after[0] in "R":
        return "d"  # 确保|新增城镇就业1万人
    if word.text in ("分布", "散布") and word.after == "eq" and _AMONG.match(word.rest):
        word.letters[word.index + 1] = "l"
        return "v"  # 归侨|分布在32个村
    if word.text == "遭" and _SUFFERED.match(word.rest):
        return "B"  # 账户|遭恶意转走5000元
    if word.after[0] in "vwy" and word.text in _ROUND:
        return "d"  # 工作组|进村入户排查房屋
    if word.after[0] in "vy" and word.stands_in("on_the_way"):
        return "d"  # 搜救队|徒步搜寻12公里
    if word.text == "指定" and word.before in "no" and word.after[0] == "o":
        return "v"  # 为400名被告人|指定律师
    if word.text == "办" and word.after[0] == "l":
        return "v"  # 村里|办了3件实事
    if word.text == "办" and word.before in "noa" and word.after[0] in "no" and word.after[1] == "q":
        return "v"  # 社会力量|办幼儿园40所
    if word.text == "恢复" and word.before in "iI" and word.after == "qu":
        return "s"  # 门诊量|恢复5000人次的水平
    if word.text == "用" and _WITH.match(word.rest):
        return "k"  # 用|钢管搭建棚子4座
    if word.text == "来到" and word.before in "Ii" and word.after[0] == "q":
        return "s"  # 收入|来到500万元
    if word.stands_in("affecting") and _MOVED.match(word.rest):
        return "d"  # 影响|居民消费价格指数上涨0.9个百分点
    if word.text == "处" and word.before == "g" and word.after[0] == "q":
        return "n"  # 城西广场等|处10公里
    if word.text == "处" and word.before == "q" and word.after[0] in "vVwRx,;":
        return "h"  # 6000米|处发现
    if word.after[0] in "naoiI" and word.before in "nqoacvw" and word.stands_in("joint"):
        return "a"  # 5个校地|共建项目
    return None


def _act(word: Word) -> str | None:
    """A noun of action: a verb, a noun, or what it is."""
    groups = word.lexicon.groups
    if word.after[0] == "v" and word.before in "no" and word.follower in groups["happening"]:
        return "n"  # 铁路|施工|发生3起
    if word.before == "q" and word.after[0] == "n" and _is_thing(word):
        return "a"  # 6条|救生船, 12家|印刷企业
    if word.before == "q" and word.text in ("赞成", "反对", "弃权", "同意"):
        return "y"  # 30票|反对
    if word.before == "d" and word.after[0] in "na" and word.lead in groups["summing"]:
        return "v"  # 黄河流域累计|治理水土流失面积
    if word.before == "w" and word.after[0] == "n" and word.lead in groups["build"] and word.after[1] in "cq":
        return "v" if word.stands_in("build") else "a"  # 改造|旅游|公路
    follows = word.before == "v" and word.after[0] in "naoi" and word.stands_in("following_up")
    if follows and word.lead in groups["looking"] and _GOVERNED.match(word.rest):
        return "v"  # 清理|整治|违规广告牌30块
    builds = word.after[0] in "na" and word.stands_in("build")
    if (builds and word.lead in groups["build"]) or (word.after[0] == "l" and word.follower == "了"):
        return "v"  # 新建|改造管网, 起诉|了12人
    if word.before != "d" and heads(word):
        return "v" if is_done_to(word) else "n"
    return "v" if word.lead == "被" or _governs(word) or pays(word) else None


def _body(word: Word) -> str:
    """A verb that also names a body: 公安机关组织开展, 水务局组织30名职工, 在6个市组织开展, but 调解组织开展."""
    letter = word.letters[word.index]
    if word.text == "领导":
        return "o" if word.after[0] in "dw" and word.before in " ,;:dnoa" else letter
    counted = word.index > 1 and word.letters[word.index - 2] == "q" and word.before in "no"
    if word.before == "o" and word.after[0] == "e" and word.follower in ("对", "向", "为"):
        return "d"  # 总局|组织对30家企业开展检查
    acts = word.after[0] in "vxRr" or word.after in ("qo", "qn", "qa")
    acts = acts or (word.before == "o" and _HELD.match(word.rest) is not None)  # 部门|组织|应急演练260场
    acts = acts or (word.text == "组织" and word.after[0] == "e")  # 质检总局|组织|对20种产品进行抽查
    return letter if acts and (word.before == "o" or counted) else "o"


def _begins_town(word: Word) -> bool:
    """Whether a syllable begins the name of a town behind its county's: 仓山区|盖|山镇."""
    town = word.before == "p" and len(word.text) == 1 and word.after[0] in "on"
    return town and len(word.follower) < 4 and word.follower.endswith(("镇", "乡", "街道", "村"))


def _is_counted(word: Word) -> bool:
    """Whether an attribute right behind a count is itself what is counted: 4个集体获奖, 5个专项、3项重点."""
    quantity = word.tokens[word.index - 1].quantity
    if quantity is None or quantity.family != "count" or quantity.unit is None or len(word.text) < 2:
        return False
    return word.after[0] in " ,;:)c" or (word.text == "集体" and word.after[0] in "vVxRdB")


def unknown(word: Word) -> str | None:
    """An attribute, or a verb that no list knows."""
    letter = word.letters[word.index]
    if _begins_town(word):
        return "o"
    if is_mean_of_act(word):
        return None
    if word.after[0] == "l" and (word.follower == "了" or (word.after[1] == "q" and letter == "V")):
        return "v"  # 拉|着800名旅客
    if letter == "V" and word.text in _KEEPING and word.before in "iI" and word.after == "qu":
        return "s"  # 客流量|保持10万人次以上的水平
    if letter == "V" and word.after[0] == "q" and word.stands_in("deed"):
        return "w"  # 航天员在轨|驻留180天
    reaches = (
        letter == "V" and word.after[0] == "q" and word.before in "nidI0" and len(word.text) == len("缩至")
    )
    if reaches and word.text[-1] in "至超达":
        return "s"  # 分差|缩至6分
    better = letter == "a" and (word.before == "d" or word.lead == "将") and word.stands_in("bettering")
    if better and _BETTERED.match(word.rest):
        return "v"  # 地铁将|方便30万市民
    if word.text == "适用" and _BY_RULE.match(word.rest):
        if word.letters[word.index + 1] == "y":
            word.letters[word.index + 1] = "h"
        return "k"  # 适用|简易程序审结60件, 适用|认罪认罚办结20件
    if letter == "a" and word.text == "新" and word.after[0] == "v":
        return "d"  # 新|开通航线8条
    if letter == "a" and word.text in ("日", "年", "月") and _CAPACITY.match(word.rest):
        word.letters[word.index + 1] = "a"
        return "a"  # 日|处理污水规模15万吨
    if letter == "a" and word.text in DIMENSIONS and measures(word):
        return "I"  # 全长12公里、宽30米
    if letter == "a" and word.after[0] in "vwx" and word.after != "wq" and word.stands_in("daily"):
        return "d"
    if letter == "V" and word.text == "料" and word.after[0] in "qesmvVRd":
        return "d"  # 人数|料突破3万人
    if letter == "a" and len(word.text) == 1 and word.before == "n" and word.after[0] in " q,;:)":
        return "n"  # 高峰|年, 劳动|日
    if quotes(word):
        return "s"  # 深证成指|报11238.06点
    if letter == "V" and (found := _unlisted(word)) is not None:
        return found
    if word.after[1] == "q" and word.after[0] in "vwV" and word.stands_in("adverbial"):
        return "d"
    if letter == "a" and word.before in " ,;:tpoPd" and word.after[0] == "w" and word.after[1] in "naiIoq":
        # 集中|整治隐患, but 城镇|登记失业人员, 集中|养育孤儿平均标准
        return "d" if word.stands_in("manner") and not _OF_INDICATOR.match(word.rest) else None
    if letter == "a" and lasts(word):
        return "n"  # 经过两年|努力, 长达五年的|繁荣
    if letter == "a" and word.before == "q" and _is_counted(word):
        return "n"  # 34个|集体
    if letter == "a" and word.text == "共同" and word.after[0] in "vxR":
        return "d"  # 共同|侵吞公款
    if letter == "a" and word.after[0] == "q" and word.stands_in("deed"):
        return "w"  # 从业|十多年
    keeps = word.text in ("保持", "维持") and word.quantity is not None
    if keeps and (word.before in "Ii" or is_rate(word.tokens[word.index + 1])):
        return "s"  # 破案率|保持100%, 客流量|保持10万人次
    if letter == "V" and _goes_on(word):
        return "v"
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


_ROUND = ("进村入户", "走村入户", "走街串巷", "进企入户", "进家入户", "逐户", "上门入户", "挨家挨户")
_KEEPING = ("保持", "维持", "恢复", "稳定")


def _unlisted(word: Word) -> str | None:
    """A verb that no list knows, by the words beside it."""
    if word.text == "站" and word.before == "p":
        return "o"  # 哈尔滨|站水位
    if suffixed(word):
        return "n"
    if _speaks(word):
        return "d"
    if word.before in "vVw" and word.stands_in("complement"):
        word.letters[word.index - 1] = "v"  # 发掘|出房址32座
        return "v"
    if word.lead == "被":
        return "v"
    if word.before in "nwa" and word.after[0] == "n" and word.stands_before_case():
        return "a"  # 货车|翻坠|事故
    return None


def intransitive(word: Word) -> str | None:
    """A verb of the counted thing: before a noun it qualifies that, before what it led to it is what happened."""
    if word.text == "离开" and is_far(word):
        return "k"  # 车站|离开市区3公里
    if word.after[0] == "v" and word.follower in word.lexicon.groups["causing"]:
        return "n"  # 两车|追尾造成5人受伤
    acts = any(word.lead in word.lexicon.groups[name] for name in ("doing", "receiving"))
    if word.before in "vxRw" and word.after[0] == "q" and acts:
        return "n"  # 组织|练兵20次, 接到|报案20起
    if word.after[0] == "u" and word.after[1] in "nwaiIo":
        return "a"  # 病毒感染的肺炎病例
    if word.before == "u" and lasts(word):
        return "n"  # 三天的|停水
    if word.text in ("重伤", "轻伤", "轻微伤") and word.lead in ("负", "受"):
        word.letters[word.index - 1] = "y"
        return "y"  # 负|重伤7人
    if word.after[0] == "w" and word.after[1] in " ,;:)" and word.before in "noP":
        return None  # 4架战机|升空护航
    if word.after[0] == "g" and word.after[1] in "nowaiI" and word.before == "c":
        return "n"  # 兼并、|破产等案件
    if (word.before in "vxR" and word.after[0] not in " q,;:()") or naming.names_counted(word):
        return "a"  # 5个|签约项目
    works = word.text in _WORKS and word.after[0] in "noa"
    works = works and (word.before in "oP" or (word.before in " ,;:tp" and word.after[1] == "q"))
    if works or (word.lead in ("已", "已经", "陆续", "先后") and word.after[0] in "nwIa"):
        return "v"  # 已|开工工程12处
    if word.after[0] in "nwiIojVa" and word.after != "aq":
        return "v" if word.stands_in("transitive") else "a"
    return None


def _qualifies(word: Word) -> bool:
    """Whether a verb that no list knows only qualifies the noun after it: 殡葬|职工."""
    does = (
        word.before == "q"
        and word.index > 1
        and word.letters[word.index - 2] in "noP"
        and counts_people(word, word.index - 1)
    )
    if word.before in "no" and word.after[0] == "n" and word.follower in word.lexicon.groups["case"]:
        return True  # 货车|翻坠|事故
    opens = word.before in " ,;(szcurq" and not does  # 流浪人员25人|返回家乡
    return heads(word) or (opens and word.after[0] in "nwioIj")


def _goes_on(word: Word) -> bool:
    """Whether a verb that no list knows opens a clause that is built like the one before: 硬化道路3公里，|敷埋暗管9公里."""
    closes = word.before in ",;" and word.index > 1 and word.letters[word.index - 2] == "q"
    quantity = _GOVERNED.match(word.rest) if closes and word.text[0] not in "涉其" else None
    if quantity is None:
        return False
    counted = word.tokens[word.index + quantity.end()].quantity
    return counted is not None and counted.family in ("count", "measure") and counted.unit not in _CASES


def _is_thing(word: Word) -> bool:
    """Whether the quantity before a word counts things, neither those who act nor times."""
    quantity = word.tokens[word.index - 1].quantity
    if quantity is None or quantity.family != "count" or quantity.unit is None:
        return False
    return (
        quantity.unit[-1] not in "次回趟场人名位起" and quantity.unit not in word.lexicon.groups["actor_unit"]
    )


def _those_counted(word: Word) -> bool:
    """Whether the noun before a word names people who are counted right before it, or it follows who is counted and acts."""
    groups = word.lexicon.groups
    if word.index < 2 or word.before not in "noq":
        return False
    quantity = word.tokens[word.index - (1 if word.before == "q" else 2)].quantity
    if word.before == "q":
        named = word.letters[word.index - 2] in "no"
        return named and quantity is not None and quantity.unit in groups["actor_unit"]
    return quantity is not None and quantity.unit in groups["people_unit"]


def _counts_deeds(word: Word) -> bool:
    """Whether what follows a noun of action right away counts no people: 调解5068件."""
    quantity = word.quantity
    people = word.lexicon.groups["people_unit"]
    return quantity is not None and quantity.family == "count" and quantity.unit not in people


def _is_person(word: Word) -> bool:
    """Whether the word before is a sort of people that opens its clause: 果农|种植."""
    opens = word.index == 1 or word.letters[word.index - 2] in ",;:(tpd"
    return (
        opens
        and len(word.lead) > 1
        and word.lead != "人户"
        and word.lead[-1] in "农民员者商户众师"
        and len(word.follower) > 1
    )


def _governs(word: Word) -> bool:
    """Whether a noun of action is a verb because no noun stands before it."""
    done = _DONE.match(word.rest) is not None or _counts_deeds(word)
    if word.before == "n" and done and _is_person(word):
        return True  # 果农|种植苹果30亩, 司法助理员|调解5068件
    led = word.index > 1 and word.before in "no" and word.letters[word.index - 2] == "x"
    done = _DONE.match(word.rest) is not None
    if (((done or word.after == "qn") and led) or (done and _those_counted(word))) and word.lead[
        -1
    ] in _PEOPLE:
        return True  # 诱骗236名老人|投入资金30万元, 带领村民|种植黄桃80亩, 帮助学者|研究3处遗址
    gives = (
        word.quantity if word.before == "n" and (word.text == "投入" or word.stands_in("giving")) else None
    )
    if gives is not None and gives.family == "money" and len(word.lead) > 1:
        persons = word.lexicon.groups["person"]
        if word.lead.endswith(("里", "司机")) or word.lead[-2:] in persons:
            word.letters[word.index - 1] = "o"
            return True  # 县里|投入30万元
    sued = word.lead in PARTIES and word.after[0] in "ni" and word.follower not in PARTIES
    pays = (word.before == "o" or sued) and word.text != "投入"
    pays = pays and word.after[0] in "ni" and word.after[1] == "q"
    return (pays or word.before not in "nwVaIijo)") and word.stands_in("govern")  # 保险公司|支付赔款3亿元


_OF_INDICATOR = late("w[no]{1,2}a?I(?:[^nwaiIoj]|$)")
_ENDS_COUNTED = late("q[nwaoi]*[no]$|a[no]$")
# 部门|组织应急演练260场
_HELD = late("[wna]{1,4}q")
_WORKS = ("开工", "动工", "竣工", "完工", "复工", "投产", "投用")
_PEOPLE = "民农员者商户众师人工生属"
_DONE = late("[nai]{1,3}q")
_CAPACITY = late("[vw][nao]{1,2}I")
_MOVED = late("[nwaiI()]*[iIn)]m")
_SUFFERED = late("[dano]{0,4}(?:[vV]+|w(?=q))l?q")
_WITH = late("[na]+[vR]")
_BY_RULE = late("[nayh]{1,2}[vwV](?:[,;:)q]|$)")
_BETTERED = late("q[nao]{0,3}[no]|[na]{0,2}[no]q")
_CASES = ("起", "宗", "案", "例", "件")
_GOVERNED = late("[na]{1,3}q")
_AMONG = late("eq[no]{1,3}(?:[,;:)]|$)")
_SPOKEN = late("d*[vwR]")
_STATED = late("[trpn]{0,3}[nwaoi]{0,4}Id*s?q")
