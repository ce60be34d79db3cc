"""Tokens: from the marks of a sentence and the words between them to its row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter

from zzx import homographs, people, places, words
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.patterns import late
from zzx.rows import ROMAN, Row, Token

_PUNCTUATION = {
    "，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":", "。": ";", "！": ";", "？": ";", "!": ";", "?": ";",
    "（": "(", "(": "(", "）": ")", ")": ")", "、": "c", "—": "-", "–": "-", "…": ";", "【": "(", "】": ")", "[": "(", "]": ")",
}  # fmt: skip
_SILENT = frozenset('“”‘’"「」『』 \t\u3000*#`_$\\')
# jieba's parts of speech by first letter; a noun where none is named.
_BY_FLAG = {
    "v": "V",
    "d": "d",
    "p": "k",
    "c": "c",
    "r": "r",
    "a": "a",
    "b": "a",
    "z": "a",
    "f": "h",
    "u": "u",
    "m": "a",
    "i": "E",  # a set phrase: what somebody does, or a noun
}


_MARKED = {"time": "t", "quantity": "q", "name": "j", "rejected": "0", "place": "p"}


def row(view: str, marks: Sequence[Mark], lexicon: Lexicon, source: str | None = None) -> Row:
    """The token row of a sentence, given its marks in order; `source` is the sentence in the source's own script."""
    tokens: list[Token] = []
    position = 0
    openings = list(places.openings(view))
    for mark in marks:
        if mark.reason == "word":
            continue  # a syllable of an ordinary word
        start, end = mark.start, mark.end
        if position < start:
            _cut(view, position, start, lexicon, tokens, openings)
        if mark.reason == "denominator" and view[start] == "一" and tokens and tokens[-1].letter == "q":
            position = end  # 两三元|一斤|的青椒: silent
            continue
        letter = _MARKED[mark.kind]
        if letter == "0" and view.endswith(lexicon.organisations, start, end):
            letter = "o"  # 市|第三医院
        if mark.place is not None and mark.place.kind == "part":
            letter = "n"  # 四川|大学
        if mark.reason == "frequency" and letter == "t":
            letter = "d"
        tokens.append(Token(start, end, letter, mark, mark.place))
        position = end
    if position < len(view):
        _cut(view, position, len(view), lexicon, tokens, openings)
    counts = any(mark.kind == "quantity" for mark in marks)
    if counts:
        for space in _pauses(view):
            at = bisect_left(tokens, space[0], key=_start)
            if at == 0 or tokens[at - 1].end <= space[0]:
                tokens.insert(at, Token(*space, ","))
    letters = _settle_names(view, tokens, lexicon)
    for index in range(1, len(letters) - 1):
        if letters[index - 1] == letters[index + 1] == "q" and view[tokens[index].start] in "/／":
            letters[index] = "c"  # 成交61套/4210㎡
        if letters[index] in "-k" and {view[tokens[at].start] for at in (index - 1, index + 1)} <= ROMAN:
            letters[index] = "n"  # Ⅰ—Ⅲ类水质
    homographs.settle(view, tokens, letters, lexicon)
    _close_parentheses(letters)
    if counts and "分别" in view:
        _join_heads(view, tokens, letters)
    return Row(view, tuple(tokens), "".join(letters), view if source is None else source)


_HEAD = frozenset("nwaiIojpP0")
_LONGEST_HEAD = 6  # tokens of one of the heads that commas part
_FAR = 40  # tokens from 分别 to its first quantity, or to the stop before it
_PAIRED = late(r"[^,;:()q]{0,40}q(?:[c,]{1,3}q){1,20}")


def _join_heads(view: str, tokens: list[Token], letters: list[str]) -> None:
    """Commas between heads that 分别 pairs with as many quantities are those of a list: 水稻,小麦面积分别为3万亩、2万亩."""
    row = "".join(letters)
    for index, token in enumerate(tokens):
        paired = _PAIRED.match(row, index + 1) if view.startswith("分别", token.start) else None
        if paired is None:
            continue
        stop = max(row.rfind(mark, max(0, index - _FAR), index) for mark in ",;:(")
        wanted = paired[0].count("q") - 1 - row.count("c", stop + 1, index)
        commas: list[int] = []
        while len(commas) < wanted and stop >= 0 and row[stop] == ",":
            start = max(row.rfind(mark, max(0, stop - _FAR), stop) for mark in ",;:()q")
            head = row[start + 1 : stop]
            tells = len(head) > 1 and head[-1] in "aw"  # 社会和谐，居民收入分别为…
            if not 0 < len(head) <= _LONGEST_HEAD or tells or not _HEAD.issuperset(head):
                break
            commas.append(stop)
            stop = start
        # 产量，销量，利润分别为5万吨、3亿元: quantities of two families pair with the last two
        told = [one.quantity for one in tokens[index + 1 : index + 1 + len(paired[0])]]
        alike = len({one.family for one in told if one is not None and one.family != "bare"}) < 2
        if len(commas) == wanted and alike:
            for comma in commas:
                letters[comma] = "c"


_HEADLINE = 60  # characters of a line without a stop in which a space is one: 严查酒驾 全年查获120起
_NO_PAUSE = r"(?!发生|出现|死亡|受伤)"
_PAUSE = late(
    rf"(?<=[\u4e00-\u9fff”》]{{4}})[ \u3000]{_NO_PAUSE}(?=[\u4e00-\u9fff“]{{4}}|[\u4e00-\u9fff“]{{1,3}}\d|\d{{4}}年)"
    r"|(?<=[\d一二两三四五六七八九十百千万亿][元人℃％%起件个户家名辆亩死伤亡])[ \u3000](?=[\u4e00-\u9fff“]{4})"
)
_ROW_HEAD = late(
    rf"[\u4e00-\u9fff]{{4,8}}([ \u3000]){_NO_PAUSE}(?:[\u4e00-\u9fff“]{{4}}|\d{{1,2}}月|\d{{4}}年|[一二三四]季度)"
)


def _pauses(view: str) -> Iterator[tuple[int, int]]:
    """The spaces that part the clauses of a headline, and the head of a row from the rest: 农业生产 粮食产量52万吨。"""
    if " " not in view and "\u3000" not in view:
        return
    if len(view) < _HEADLINE and view[-1:] not in "。；！？;!?":
        for space in _PAUSE.finditer(view):
            yield space.span()
    elif head := _ROW_HEAD.match(view):
        yield head.span(1)


_start = attrgetter("start")


def _settle_names(view: str, tokens: list[Token], lexicon: Lexicon) -> list[str]:
    """The letters of the tokens, after names of persons who act were made doers, and other names nouns."""
    letters = [token.letter for token in tokens]
    wording = [view[token.start : token.end] for token in tokens]
    for start, end in reversed(people.names(wording, letters, lexicon)):
        letters[start:end] = "P"
        tokens[start:end] = [Token(tokens[start].start, tokens[end - 1].end, "P")]
    return ["n" if letter == "N" else letter for letter in letters]


_LONGEST_ASIDE = 16  # tokens inside parentheses that complete a noun


def _close_parentheses(letters: list[str]) -> None:
    """Parentheses without a quantity belong to the noun before them: 乡镇(街道), 快递业务量（不含…）."""
    opened = -1
    for index, letter in enumerate(letters):
        if letter == "(":
            opened = index
        elif letter == ")" and opened >= 0:
            if "q" not in letters[opened:index] and index - opened <= _LONGEST_ASIDE:
                before = letters[opened - 1] if opened else ""
                if before and before in "vRy":
                    before = "d"  # 立案(撤案)6.4万件
                inside = before if before and before in "nwioIjVap0d" else "."
                letters[opened : index + 1] = [inside if inside in "Iij.d" else "n"] * (index + 1 - opened)
            opened = -1


def _cut(view: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token], openings: list[int]) -> None:
    """Append the words of one gap between marks; `openings` are where places may begin in the view."""
    gap = view[start:end]
    position = 0
    inside = openings[bisect_left(openings, start) : bisect_left(openings, end - 1)]
    if inside:
        for span in places.scan(gap, found=[at - start for at in inside]):
            if span.kind == "part":
                continue
            _words(gap, position, span.start, start, lexicon, tokens)
            tokens.append(Token(start + span.start, start + span.end, "p", place=span))
            position = span.end
    _words(gap, position, end - start, start, lexicon, tokens)


_LONGEST = 7  # words that a lexicon entry may span in jieba's cut


def _words(gap: str, start: int, end: int, offset: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    if start == end:
        return
    pairs = words.tag(gap[start:end])
    memo, beginnings = lexicon.memo, lexicon.beginnings
    position = offset + start
    skip = 0
    for index, pair in enumerate(pairs):
        if skip:
            skip -= 1
            continue
        if _is_miscut(pairs, index, lexicon):
            pairs[index : index + _LONGEST] = _recut(pairs, index)
            pair = pairs[index]
        elif _is_guess(*pair) and (parts := _glued(pairs, index, lexicon)):
            pairs[index : index + 1] = parts
            pair = pairs[index]
        if pair[0] in beginnings:
            pair, skip = _joined(pairs, index, lexicon)
        for length, kind in memo.get(pair) or _parts(*pair, lexicon):
            stop = position + length
            if kind:
                tokens.append(Token(position, stop, kind))
            position = stop


def _is_miscut(pairs: list[tuple[str, str]], index: int, lexicon: Lexicon) -> bool:
    """Whether the tokenizer gave the end of a word to the one after it: 移|交涉黑恶线索, 打|掉电诈团伙, 沪|指高开."""
    word = pairs[index][0]
    if len(word) != 1 or index + 1 == len(pairs):
        return False
    after = pairs[index + 1][0]
    kind = lexicon.classes.get(word + after[0])
    if kind == "n" and len(after) < 4:
        return after not in lexicon.classes and not words.is_known(after)
    if len(after) != 2 or kind != "v":
        return False
    return word not in lexicon.classes or after not in lexicon.classes


def _recut(pairs: list[tuple[str, str]], index: int) -> list[tuple[str, str]]:
    """The next words from `index` on, the first of them whole."""
    rest = "".join(word for word, _ in pairs[index + 1 : index + _LONGEST])
    return [(pairs[index][0] + rest[0], "v"), *words.tag(rest[1:])]


# Words of state and prepositions that end a word of the tokenizer's own guess: 目标|位|为, 房企|以.
_GLUED = frozenset("为有达占约仅均共以在是则由已")
# With these before them they are verbs: 种有, 改为.
_VERBS_IN = {
    "有": "育养种植建设配装载刻写画印贴藏存留驻持拥享具含附备产称",
    "为": "列改增减命称评定升降变转成分选聘任化作视译记多",
}
# Auxiliary verbs there, where a verb follows, and what ends in them as a word of its own: 赋能, 老将.
_AUXILIARY = {
    **dict.fromkeys("可要却就会", ""),
    "能": "蓄储鲁绿氢赋释节热核光电动势风产功智潜技",
    "将": "名老大小武干麻",
    "都": "首京旧古成",
}
_MAY = frozenset("额率量值数费价款人们队厂店")  # before 会, which ends the names of societies elsewhere
_EARLIER = (
    "上年",
    "去年",
    "同期",
    "上年同期",
    "去年同期",
    "上月",
    "上季度",
    "前年",
    "年初",
    "往年",
    "常年",
    "全省",
    "全市",
    "全国",
)
_INSIDE = frozenset("内里上")
_EVEN = frozenset("已却仍也又还就都竟虽可仅约均共才更曾正")
_BEGINS = _INSIDE | _EVEN | {"人"}


@lru_cache(maxsize=1 << 16)
def _is_guess(word: str, flag: str) -> bool:
    """Whether a word that holds one of these was guessed, and is none of the dictionary, a number or a person's name."""
    first, last = word[0], word[-1]
    numbers = flag[0] == "m" and first in "一二三四五六七八九十百千万亿两几数多零"
    if not 1 < len(word) < 4 or flag[:2] == "nr" or flag[0] == "x" or numbers:
        return False
    inner = len(word) == 3 and word[1] in _AUXILIARY
    holds = inner or last in _GLUED or last in _AUXILIARY or first in _BEGINS or last in "较比"
    return holds and not words.is_known(word)


def _glued(pairs: list[tuple[str, str]], index: int, lexicon: Lexicon) -> list[tuple[str, str]] | None:
    """The words that the tokenizer made one, where it guessed: 目标|位|为, 地|能|产, 村|都, 已|探; None elsewhere."""
    word = pairs[index][0]
    if word in lexicon.classes or word in lexicon.cuts:
        return None
    first, last, front = word[0], word[-1], word[:-1]
    if len(word) == 3 and first in _EVEN and (word[1:] in lexicon.classes or words.is_known(word[1:])):
        return [(first, "d"), *words.tag(word[1:])]  # 可|高达
    verb = _flag(last)[0] == "v" or lexicon.classes.get(last) == "v"
    if len(word) == 3 and word[1] in _AUXILIARY and verb and _flag(first)[0] != "v":
        return [(first, "n"), (word[1], "d"), (last, "v")]
    if len(word) == 2 and first in _BEGINS and first != "可" and last != "分" and verb:
        return [(first, _flag(first)), (last, "v")]
    whole = "n" if len(front) > 1 and not words.is_known(front) else _flag(front)
    if last in _GLUED and not _stays(front, last, whole, pairs[index + 1 :][:1]):
        return [(front, whole), (last, _flag(last))]
    if last in "较比":
        told = index + 1 == len(pairs) or pairs[index + 1][0] in _EARLIER
        return [(front, whole), (last, "p")] if told and whole[0] not in "vda" else None  # 健身|区|较去年
    follows = pairs[index + 1][1][0] if index + 1 < len(pairs) else ""
    if last not in _AUXILIARY or follows not in tuple("vdp") or front in _AUXILIARY[last]:
        return None
    may = front[-1] in _MAY or (last != "会" and whole[0] not in "vdra")
    return [(front, whole), (last, "d")] if may else None


def _stays(front: str, last: str, whole: str, following: list[tuple[str, str]]) -> bool:
    """Whether a guessed word is one all the same: 种有, 三是, 店均收入."""
    if front in _VERBS_IN.get(last, "") or (len(front) == 1 and whole[0] in "vad"):
        return True
    means = last == "均" and not (following and following[0][1][0] in "vdp")
    names = (
        last == "约" and bool(following) and following[0][0] not in ("有", "为", "占", "是")
    )  # 网约|配送员
    return means or names or (last == "是" and whole[0] == "m")


@cache
def _flag(word: str) -> str:
    """The part of speech of a word by itself."""
    return words.tag(word)[0][1]


def _joined(pairs: list[tuple[str, str]], index: int, lexicon: Lexicon) -> tuple[tuple[str, str], int]:
    """The longest entry of the lexicon that words of the tokenizer make together, and of how many after the first."""
    pair, taken = pairs[index], 0
    joined = pair[0]
    for count, (word, _) in enumerate(pairs[index + 1 : index + _LONGEST], start=1):
        joined += word
        if joined in lexicon.classes or joined in lexicon.cuts:
            pair, taken = (joined, ""), count
        if joined not in lexicon.beginnings:
            break
    return pair, taken


_LISTED_LAST = frozenset("局委部组厅院会社处县市区省镇乡村校所站队办行厂店员车船路桥")
_BEFALLS = frozenset("淹毁撤烧埋冲炸砸撞困阻堵偷骗抓捕拘罚查扣封关停打杀害救评选授列划拆占盗抢押诉判刺咬")
_DENIED = frozenset("见吃喝睡回去来看听说做想用买卖打住穿写发给出下交还断停")
_KNOWN = 50_000  # words whose parts are kept


def _parts(word: str, flag: str, lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    """The lengths of the words in a word of the tokenizer with their classes; '' for what is silent."""
    found = tuple(
        (len(part), "" if len(part) == 1 and part in _SILENT else letter(part, part_flag, lexicon))
        for part, part_flag in _split(word, flag, lexicon)
    )
    if flag.startswith("nr") and word[0] == "后" and len(found) == 2:
        found = (found[0], (found[1][0], "N"))  # 完成|后|晶澳
    elif flag.startswith("nr") and found[0][1] == "n":
        rest = found[1:] if word[-1] == "以" else ()  # 文晓燕|以
        found = ((len(word) - len(rest), "N"), *rest)
    if len(lexicon.memo) >= _KNOWN:
        lexicon.memo.clear()
    lexicon.memo[word, flag] = found
    return found


def _split(word: str, flag: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """A phrase that the tokenizer took for one word, or cut wrongly, in its words: 解决问题, 共出动, 接报警情."""
    if word in lexicon.cuts:
        return [(part, "n") for part in lexicon.cuts[word]]
    if word in lexicon.classes:
        return [(word, flag)]
    for cut in range(1, len(word)):
        front, back = lexicon.classes.get(word[:cut]), lexicon.classes.get(word[cut:])
        if cut > 1 and front in ("d", "b") and len(word) - cut > 1:
            return [(word[:cut], "d"), *words.tag(word[cut:])]
        if front == "d" and back is not None and back in "vRxwymsd":
            return [(word[:cut], "d"), (word[cut:], "v")]
        if back == "e" and word[:cut] in lexicon.groups["summing"]:
            return [(word[:cut], "d"), (word[cut:], "p")]  # 共|向
        if front == "s" and word[cut:] in ("全", "该"):
            return [(word[:cut], "v"), (word[cut:], "a")]  # 占全|社会用电量
        governs = front is not None and (front in "vRx" or (front == "w" and back == "n"))
        if cut == 2 and len(word) == 4 and back == "m" and front in (None, "n", "a"):
            return [(word[:2], "n"), (word[2:], "v")]  # 价格下降, 快速增长
        if cut == 2 and len(word) == 4 and governs:
            return [(word[:2], "v"), (word[2:], "n")]
    if len(word) > 1 and word[-1] in "过着了" and flag.startswith("u"):
        return [(word[:-1], "v"), (word[-1], "ul")]  # 买过|假货
    if word[-1] in "涨跌报" and word[:-1] in ("指", "成指", "综指", "股指", "价"):
        return [(word[:-1], "n"), (word[-1], "v")]  # 深证成|指涨
    parts = _pair(word, flag, lexicon) if len(word) == 2 else _longer(word, flag, lexicon)
    if parts is None and len(word) > 1 and word[-1] in "为达均居占":
        headed = lexicon.endings.get(word[-2], "") in ("I", "o")
        parts = [(word[:-1], "n"), (word[-1], "d")] if headed else None
    return parts or [(word, flag)]


def _pair(word: str, flag: str, lexicon: Lexicon) -> list[tuple[str, str]] | None:
    """The words that two characters are; None where they are one."""
    first, last = word[0], word[1]
    if first in "率额量数值度" and last in "仅均已也约近":
        return [(first, "n"), (last, "d")]  # 退货|率|仅0.5%
    if first in "率额量数值度" and last in "从由较比是在降升增减高低":
        return [(first, "n"), (last, "p")]  # 发案|数从2022年的…, 贷款|率较上年末
    if last in "着过" and (lexicon.classes.get(first) == "v" or (last == "着" and flag.startswith("v"))):
        return [(first, "v"), (last, "ul")]  # 载|着3名旅客
    if last in "为达" and first in "期间价额率数量度值龄速收时":
        return [(first, "n"), (last, "d")]  # 预售|期为15天
    if last == "得" and first in "仅共各独均合":
        return [(first, "d"), (last, "u")]  # 仅|得5分
    if first == "该" and flag != "r":
        return [(first, "r"), (last, "n")]  # 该舰
    if last == "破" and first in "各连再又屡共均齐":
        return [(first, "d"), (last, "v")]  # 连|破3起抢劫案
    if first in "没未" and last in _DENIED and flag.startswith("v"):
        return [(first, "d"), (last, "v")]  # 十年|没|见过父亲
    if first == "被" and last in _BEFALLS:
        return [(first, "p"), (last, "v")]  # 乡道|被|淹
    if (first in "他她" and flag != "r") or (first in "我你它" and flag[0] == "v"):
        return [(first, "r"), (last, "v")]  # 他|花3年时间
    if last in "要将拟" and first == "前":
        return [(first, "f"), (last, "d")]  # 2010年|前|要改造水库
    if last in "排居列获占" and first in "中内":
        return [(first, "f"), (last, "v")]  # 县域|中|排第3位
    if last == "共" and first in "内里":
        return [(first, "f"), (last, "d")]  # 船舱|内|共20人
    if last == "中" and flag.startswith("f"):
        return [(first, "n"), (last, "f")]  # 券商|股中
    if first in "多少" and last in "退缴卖买产销赚赔付贷售耗":
        return [(first, "m"), (last, "v")]  # 同比|多|退14亿元
    if last == "达" and flag.startswith("nr"):
        return [(first, "n"), (last, "v")]  # 受援|人达1690人次
    if last == "以" and first in "器机车船舰艇队员者家组弹箭舱":
        return [(first, "n"), (last, "p")]  # 返回|器以每秒11公里
    if last == "及" and first in "卡款物品金车机员者费券证书册件单表票器具银币药酒烟鞋包箱":
        return [(first, "n"), (last, "c")]  # 购物|卡|及价值3万元的金条
    if last == "等" and first in _LISTED_LAST:
        return [(first, "n"), (last, "u")]  # 市场监管|局等6部门
    return None


def _longer(word: str, flag: str, lexicon: Lexicon) -> list[tuple[str, str]] | None:
    """The words that three characters or more are by the last of them; None where they are one."""
    front, last = word[:-1], word[-1]
    if word.endswith("首次") and word[-3] in "率额量数值度":
        return [(word[:-2], "n"), ("首次", "d")]  # 起数|首次降至
    if len(word) == 3 and word[0] == "最" and last == "时":
        return [(word, "f")]  # 客流|最多时|达8万人
    if last == "致" and word[-2] not in "一细精大极别标景":
        return [(front, "n"), (last, "v")]  # 坠崖|致12人死亡
    if len(word) == 3 and last in "出成掉遍" and lexicon.classes.get(front, "") in ("v", "w"):
        return [(front, "v"), (last, "v")]  # 发掘|出房址32座
    if len(word) == 3 and word[0] == "后" and flag[:1] in ("n", "j") and word[1] not in _BEHIND:
        return [("后", "f"), (word[1:], "n")]  # 增资完成|后晶澳
    if len(word) == 3 and last == "较" and word[1] not in "比相计":
        return [(front, "n"), (last, "p")]  # 规模|较对手
    if last == "比" and lexicon.ending(front) in "Ii":
        return [(front, "n"), (last, "p")]  # 产量|比上年
    if last in "为达超" and lexicon.ending(front) in "Ii":
        return [(front, "n"), (last, "d")]  # 营收|达8亿元
    if last == "以" and flag[0] in "nx":
        return [(front, "nr"), (last, "p")]  # 文晓燕|以13秒打破纪录
    return None


_BEHIND = frozenset(
    "备遗现半起花厨顾勤台期续果代卫方面院来天记宫悔背排座轮坐盾金梁唐晋汉周世市视缀置门脑脚卧窗人生街巷山沟湾坝坪河湖海塘屯村寨店家"
)
_NOUN_ENDS = frozenset("课班员会馆厅站区法费金款赛营组者")


def letter(word: str, flag: str, lexicon: Lexicon) -> str:
    """The class of a word with a jieba part-of-speech tag."""
    known = lexicon.classes.get(word)
    if known is not None:
        return known
    if len(word) == 1 and word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if flag == "x" and not word.isalnum():
        return _PUNCTUATION.get(word[0], ".")
    if flag == "vn":
        ending = lexicon.ending(word)
        return ending if ending in "Ii" else "w"
    if flag == "ad":
        return "D"
    by_flag = "n" if flag == "zg" else _BY_FLAG.get(flag[:1], "n")
    if by_flag == "V" and len(word) > 2 and word[-1] in _NOUN_ENDS:
        by_flag = "n"  # 选修课
    if (
        by_flag == "a"
        and len(word) > 1
        and ((len(word) > 2 and word[-1] == "率") or lexicon.endings.get(word) == "I")
    ):
        return "I"  # 良好率, 埋深
    if by_flag == "E":
        return by_flag
    if by_flag == "n":
        ending = lexicon.ending(word)
        return by_flag if ending == "n" else ending
    return by_flag
