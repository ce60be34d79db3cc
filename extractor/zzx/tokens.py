"""Tokens: a sentence as one gapless row of marks and classed words.

Each token has a class of one letter, so a stretch of the row is a string over which the role rules are ordinary regexes:

    q quantity   t time          p place         j quoted name   0 rejected numeral
    v verb       R verb of level x verb that puts others to work   y verb of the counted thing
    w noun of action             V verb that no list knows
    m movement   s state         k coverb        e preposition   d adverb    l aspect
    n noun       I indicator     i amount        o doer          P person's name a attribute     r determiner
    u 的         c conjunction   g 等            h localizer     z 其中      f 分别     b 同比
    ( ) , ; :    punctuation     .  anything else
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from zzx import people, places, words
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.places import PlaceSpan

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
}


class Token(NamedTuple):
    """One token `start:end` of a sentence's view; `mark` or `place` where it was recognised before any word was cut."""

    start: int
    end: int
    letter: str
    mark: Mark | None = None
    place: PlaceSpan | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of one sentence in order, without quotation marks and spaces; `letters` are their classes.

    `view` is in simplified characters; `source` is the same stretch in the document's own script.
    """

    view: str
    tokens: tuple[Token, ...]
    letters: str
    source: str = ""

    def words(self, start: int, end: int) -> str:
        """The words of tokens `start:end`, in simplified characters."""
        return self.view[self.tokens[start].start : self.tokens[end - 1].end]

    def wording(self, start: int, end: int) -> str:
        """The words of tokens `start:end` as the source writes them."""
        return self.source[self.tokens[start].start : self.tokens[end - 1].end]


def row(view: str, marks: list[Mark], lexicon: Lexicon, source: str | None = None) -> Row:
    """The token row of a sentence, given its marks in order; `source` is the sentence in the source's own script."""
    tokens: list[Token] = []
    position = 0
    for mark in marks:
        if mark.reason == "word":
            continue  # a syllable of an ordinary word
        _cut(view, position, mark.start, lexicon, tokens)
        letter = {"time": "t", "quantity": "q", "name": "j", "rejected": "0", "place": "p"}[mark.kind]
        if letter == "0" and view[mark.start : mark.end].endswith(lexicon.organisations):
            letter = "o"  # 市|第三医院
        if mark.kind == "time" and mark.reason == "frequency":
            letter = "d"
        tokens.append(Token(mark.start, mark.end, letter, mark, mark.place))
        position = mark.end
    _cut(view, position, len(view), lexicon, tokens)
    letters = _settle_names(view, tokens, lexicon)
    _settle_homographs(view, tokens, letters, lexicon)
    _close_parentheses(letters)
    return Row(view, tuple(tokens), "".join(letters), view if source is None else source)


def _settle_names(view: str, tokens: list[Token], lexicon: Lexicon) -> list[str]:
    """The letters of the tokens, after names of persons who act were made doers, and other names nouns."""
    letters = [token.letter for token in tokens]
    wording = [view[token.start : token.end] for token in tokens]
    for start, end in reversed(people.names(wording, letters, lexicon)):
        letters[start:end] = "P"
        tokens[start:end] = [Token(tokens[start].start, tokens[end - 1].end, "P")]
    return ["n" if letter == "N" else letter for letter in letters]


def _settle_homographs(view: str, tokens: list[Token], letters: list[str], lexicon: Lexicon) -> None:
    """Give words of two natures the one that their neighbours show, from right to left.

    A verb that is a noun after another noun (调解组织); a word of movement that governs a noun (提升办学能力, 突破关键技术);
    a verb of the counted thing before a noun, which it qualifies (确诊病例).
    """
    solo = lexicon.groups["solo"]
    for index in range(len(tokens) - 1, -1, -1):
        letter = letters[index]
        if letter == "q" and _is_window(tokens[index], letters, index):
            letters[index] = "t"
        if letter not in "xvmsywaVknb" and index:
            continue
        word = view[tokens[index].start : tokens[index].end]
        before = letters[index - 1] if index else ""
        after = letters[index + 1 : index + 3]
        lead = view[tokens[index - 1].start : tokens[index - 1].end] if index else ""
        if letter == "b":
            if word == "比" and before and before in "nVwaio" and after[:1] in (["s"], ["q"]):
                letters[index] = "I"  # 生师比为15.1
        elif letter == "k":
            shifts = before == "m" or lead in lexicon.groups["shift"]
            if word in ("至", "到") and shifts and after[:1] == ["q"]:
                letters[index - 1] = letters[index] = "s"  # 波动|至23.1%
        elif letter == "n":
            if word in lexicon.groups["means"] and before in ("g", "n", "j") and _is_means(letters, index):
                letters[index] = "h"
            elif "某" in lead and word in lexicon.groups["offence"]:
                letters[index] = "v"  # 张某甲|盗窃电动车5辆
        elif letter in "xvwVk" and index + 1 < len(tokens) and _suffixed(view, tokens[index + 1], lexicon):
            letters[index] = "n"
        elif letter in "vRxw" and lead in ("多", "少") and before == "m" and after[:1] == ["q"]:
            letters[index] = "d"  # 同比多|投放3.6亿元
        elif letter == "v" and after[:1] == ["R"] and word in lexicon.groups["telling"]:
            letters[index] = "d"  # 报告|新增确诊病例
        elif letter == "v" and lead in solo and word not in solo and after[:1] and after[0] not in "q,;:()lt":
            letters[index] = "a"  # it only opens the object: 受理|打击拒执案件
        elif letter in "xvw":
            if letter == "w" and before != "d" and _heads(view, tokens, letters, index + 1, lexicon):
                letters[index] = "n"
            elif letter == "w" and (lead == "被" or _governs(word, before, lexicon)):
                letters[index] = "v"
            elif letter != "w" and before and before in "nwVaIijo" and word in lexicon.groups["homograph"]:
                acts = before == "o" and after[:1] and after[0] in "vxR"  # 公安机关组织开展, but 调解组织开展
                letters[index] = letter if acts else "o"
        elif letter in "aV":
            if letter == "V" and lead == "被":
                letters[index] = "v"
            elif after[1:2] == ["q"] and after[0] in "vw" and word in lexicon.groups["adverbial"]:
                letters[index] = "d"
            elif letter == "V" and _qualifies(view, tokens, letters, index, lexicon):
                letters[index] = "a"
            elif before and before in "nwVa" and word in lexicon.groups["suffix"]:
                letters[index] = "n"
            elif (
                letter == "a"
                and word not in lexicon.classes
                and before
                and before in "vRxw"
                and (after[:1] == ["q"] or after == ["g", "q"])
            ):
                letters[index] = "n"  # the one word between a verb and its quantity: 发放良种45吨
        elif letter == "s" and word == "为" and after[:1] == ["q"]:
            if _serves("".join(letters[index + 2 :])):
                letters[index] = "e"
        elif letter == "y":
            if before and before in "vxR" and after[:1] and after[0] not in "q,;:()":
                letters[index] = "a"
            elif after[:1] and after[0] in "nwiIojVa":
                letters[index] = "v" if word in lexicon.groups["transitive"] else "a"
        elif letter == "m" and lead == "最":
            letters[index] = letters[index - 1] = "a"  # 最|高单日客流52万人次
        elif word in lexicon.groups["realise"] and after:
            governs = after[1:] if after[0] == "q" else after
            if governs and governs[0] in "nwaiIojV" and not _is_rate(tokens[index + 1]):
                letters[index] = "R"


def _is_means(letters: list[str], index: int) -> bool:
    """Whether a coverb opens the phrase that a noun of means closes: 通过…等|形式."""
    start = index
    while start > 0 and letters[start - 1] not in ",;:()q":
        start -= 1
    return letters[start] == "k" and letters[index + 1 : index + 2] != ["u"]


def _qualifies(view: str, tokens: list[Token], letters: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a verb that no list knows only qualifies the noun after it: 殡葬|职工."""
    if _heads(view, tokens, letters, index + 1, lexicon):
        return True
    before = letters[index - 1] if index else ","
    return before in ",;(szcurq" and index + 1 < len(letters) and letters[index + 1] in "nwioIj"


def _governs(word: str, before: str, lexicon: Lexicon) -> bool:
    """Whether a noun of action is a verb because no noun stands before it."""
    return word in lexicon.groups["govern"] and (not before or before not in "nwVaIijo")


def _serves(after: str) -> bool:
    """Whether a verb follows the noun after 为 and a quantity, so that 为 is a preposition: 为58名农民工追回工资."""
    noun = after.lstrip("nwaiIoj")
    return noun != after and noun[:1] != "" and noun[0] in "vxR"


_TOLD = re.compile(r"d*[vw][nwiIoa]{0,6}q")


def _is_window(token: Token, letters: list[str], index: int) -> bool:
    """Whether a length of time only says over which time something moved or was done.

    两年平均增长5.9%, 十年增长1.3倍, 他一年调解纠纷160多起.
    """
    quantity = token.mark.quantity if token.mark else None
    if quantity is None or quantity.family != "time":
        return False
    after = "".join(letters[index + 1 : index + 12])
    if after.lstrip("ad")[:1] == "m":
        return True
    opens = index == 0 or letters[index - 1] in ",;opn"
    opens = opens and quantity.unit in ("年", "个月", "个季度")
    return opens and quantity.bound == "exact" and _TOLD.match(after) is not None


def _heads(view: str, tokens: list[Token], letters: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether the word at `index` is a mere head and the last one of its phrase."""
    if index >= len(tokens) or view[tokens[index].start : tokens[index].end] not in lexicon.groups["head"]:
        return False
    return index + 1 == len(tokens) or letters[index + 1] not in "wV"


def _suffixed(view: str, token: Token, lexicon: Lexicon) -> bool:
    word = view[token.start : token.end]
    return word in lexicon.groups["suffix"] or (
        len(word) > 1 and word[0] in "类型式性" and token.letter != "v"
    )


def _is_rate(token: Token) -> bool:
    quantity = token.mark.quantity if token.mark else None
    return quantity is not None and quantity.family in ("percent", "points", "multiple")


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


def _cut(view: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    """Append the words of one gap between marks."""
    if start == end:
        return
    gap = view[start:end]
    position = 0
    for span in places.scan(gap):
        if span.kind == "part":
            continue
        _words(gap, position, span.start, start, lexicon, tokens)
        tokens.append(Token(start + span.start, start + span.end, "p", place=span))
        position = span.end
    _words(gap, position, len(gap), start, lexicon, tokens)


_LONGEST = 5  # words that a lexicon entry may span in jieba's cut


def _words(gap: str, start: int, end: int, offset: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    if start == end:
        return
    pairs = words.tag(gap[start:end])
    memo, beginnings = lexicon.memo, lexicon.beginnings
    position = offset + start
    index = 0
    while index < len(pairs):
        pair = pairs[index]
        taken = 1
        if pair[0] in beginnings:
            joined = pair[0]
            for count in range(2, min(_LONGEST, len(pairs) - index) + 1):
                joined += pairs[index + count - 1][0]
                if joined in lexicon.classes or joined in lexicon.cuts:
                    pair, taken = (joined, ""), count
        for length, kind in memo.get(pair) or _parts(*pair, lexicon):
            if kind:
                tokens.append(Token(position, position + length, kind))
            position += length
        index += taken


_KNOWN = 50_000  # words whose parts are kept


def _parts(word: str, flag: str, lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    """The lengths of the words in a word of the tokenizer with their classes; '' for what is silent."""
    found = tuple(
        (len(part), "" if len(part) == 1 and part in _SILENT else letter(part, part_flag, lexicon))
        for part, part_flag in _split(word, flag, lexicon)
    )
    if flag.startswith("nr") and found[0][1] == "n":
        found = ((len(word), "N"),)
    if len(lexicon.memo) >= _KNOWN:
        lexicon.memo.clear()
    lexicon.memo[word, flag] = found
    return found


def _split(word: str, flag: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """A phrase that the tokenizer took for one word, or cut wrongly, in its words: 解决问题, 共出动, 接报警情."""
    if word in lexicon.cuts:
        return [(part, "n") for part in lexicon.cuts[word]]
    if word not in lexicon.classes:
        for cut in range(1, len(word)):
            front, back = lexicon.classes.get(word[:cut]), lexicon.classes.get(word[cut:])
            if cut > 1 and front in ("d", "b") and len(word) - cut > 1:
                return [(word[:cut], "d"), *words.tag(word[cut:])]
            if front == "d" and back is not None and back in "vRxwym":
                return [(word[:cut], "d"), (word[cut:], "v")]
            if front == "s" and word[cut:] == "全":
                return [(word[:cut], "v"), ("全", "a")]  # 占全|社会用电量
            governs = front is not None and (front in "vRx" or (front == "w" and back == "n"))
            if cut == 2 and len(word) == 4 and back == "m" and front in (None, "n"):
                return [(word[:2], "n"), (word[2:], "v")]  # 价格下降
            if cut == 2 and len(word) == 4 and governs:
                return [(word[:2], "v"), (word[2:], "n")]
        if len(word) == 2 and word[0] in "率额量数值度" and word[-1] in "从由较比":
            return [(word[0], "n"), (word[-1], "p")]  # 发案|数从2022年的…, 贷款|率较上年末
        if len(word) == 2 and word[-1] == "达" and flag.startswith("nr"):
            return [(word[0], "n"), ("达", "v")]  # 受援|人达1690人次
        if len(word) > 1 and word[-1] in "为达均居占" and lexicon.endings.get(word[-2], "") in ("I", "o"):
            return [(word[:-1], "n"), (word[-1], "d")]
    return [(word, flag)]


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
    by_flag = "n" if flag == "zg" else _BY_FLAG.get(flag[:1], "n")
    return lexicon.ending(word) if by_flag == "n" else by_flag
