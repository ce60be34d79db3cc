"""Beginnings: what stands before the doer of a clause, and whether there is one: connectives, numbers of a list, circumstances.

Everything here is a pure function of one sentence.
"""

from __future__ import annotations

from zzx.patterns import late
from zzx.rows import Row

_LEAD = "czdfbh.-"


def skip_lead(row: Row, start: int, end: int) -> int:
    """Where a clause goes on after a connective, an adverb or the number of a list."""
    while start < end and (row.letters[start] in _LEAD or leads(row, start)) and not compares(row, start):
        if strives(row, start):
            break  # 加强|企业保护
        start += 1
    return start


def leads(row: Row, index: int) -> bool:
    """Whether a token that is no connective by its class only leads up to the clause: 一是."""
    mark = row.tokens[index].mark
    return mark is not None and mark.reason == "list"


def strives(row: Row, index: int) -> bool:
    """Whether a word says what somebody does of the work that it names: 公安局|加大打击力度, 检察院|加强法律监督."""
    return row.letters[index] in "dm" and row.words(index, index + 1) in _MORE


_MORE = ("加强", "加大", "加快", "加深", "加紧")
_COMPARES = ("与", "同", "跟", "比", "较")


def compares(row: Row, index: int) -> bool:
    """Whether a clause only says what another one is compared with: 与上年相比, 和去年比."""
    if row.letters[index : index + 1] not in ("c", "b"):
        return False
    word = row.words(index, index + 1)
    return word in _COMPARES or (word == "和" and row.letters[index + 1 : index + 2] == "t")


_BRIEF = late(r"[aVvwny0]{1,3}(?P<close>h)(?=[poPrq0])")  # 整顿后|全市现有…
_PHRASE = late(r"[ek][^q,;:()ek]{1,16}?(?P<close>h)(?=[poPrjn])")  # 在县委领导下|全县公安机关…
_LONGEST_ROLE = 8  # tokens
_CLOSES = ("下", "中", "后", "时", "期间", "过程中", "基础上", "之后", "以来")


def skip_circumstance(row: Row, start: int, end: int) -> int:
    """Where a clause goes on after a circumstance that no comma parts from it; `start` where there is none."""
    for pattern in (_BRIEF, _PHRASE):
        found = pattern.match(row.letters, start, end)
        if found is not None and row.words(found.start("close"), found.end()) in _CLOSES:
            return found.end()
    if row.words(start, start + 1) == "作为":
        particle = row.letters.find("u", start, min(end, start + _LONGEST_ROLE))
        return particle + 1 if particle > 0 else start  # 作为枢纽的|乌鲁木齐机场
    ordered = row.letters.startswith("s", start + 1) and row.words(start, start + 1) == "其次"
    return start + 2 if ordered else start


def elides(row: Row, start: int, end: int) -> bool:
    """Whether a clause leaves its doer out: it opens with a verb, a word of state or a quantity."""
    if _TOWARDS.match(row.letters, start, end):
        return True  # 对重点场所|开展检查
    while start < end and row.letters[start] in "dtczlbf.-ae":
        if row.letters.startswith("s", start + 1) and row.words(start, start + 1)[-1] in _INSIDE:
            return False  # 车上有三名乘客
        if strives(row, start):
            return True
        start += 1
    governs = row.letters[start : start + 1] == "w" and row.letters[start + 1 : end][:1] in set("naojpP0")
    return start < end and (row.letters[start] in "vxRVsmky" or governs)


_INSIDE = "上内中里"
_TOWARDS = late("[dtczb]{0,4}e[naoijpw0r]{1,8}[vxR]")


def counts(row: Row, start: int, end: int) -> bool:
    """Whether a clause opens with a quantity."""
    start = skip_lead(row, start, end)
    return row.letters[start : start + 1] == "q"


_FROM = late("从[省市县区州村镇乡校院厂车家]$|自[省市县区州村镇乡]$|[尚仍正]在[院逃押]?$")


def comes_from(row: Row, index: int) -> bool:
    """Whether a word hides a preposition that the tokenizer did not part from what it governs: 从省|市场监管局传来消息, 尚在院|治疗."""
    return (
        row.letters[index : index + 1] not in ("", "p")
        and _FROM.match(row.words(index, index + 1)) is not None
    )
