"""Owners: whom the quantities of one clause belong to: the counted ones who act, a place in front of parentheses, the aged.

`openings` finds who opens the clause; these are named only inside it.
"""

from __future__ import annotations

from zzx import openings
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.rows import Row

_COUNTED = late(
    r"[czdfbht.\-l]{0,12}(?P<name>(?:[rp]|p(?:cp){0,8}g)?(?:qn)?(?P<quantity>q)[dy]{0,2}[nwaiIoj0pcV]*[nwaiIojp0])(?=[td]*(?:[vxRwVk]|as?)[^,;:()])"
)


_UNITS = "省市县区镇乡村"


def counted(row: Row, start: int, end: int, words: Lexicon) -> tuple[int, Span] | None:
    """Those who are counted and do something: 77个贫困户|每年创收230万元; their quantity and all of their name."""
    found = _COUNTED.match(row.letters, start, end)
    if found is None or row.words(found.end(), found.end() + 1) == "被":
        return None
    begin, stop = found.span("name")
    while stop > found.end("quantity") and row.letters[stop - 1] in "iIwV":
        stop -= 1  # 28家公司|业绩保持增长
    name = row.words(begin, stop)
    undertaken = name.endswith(tuple(words.groups["undertaking"]))
    acts = (
        (words.ending(name) == "o" and not undertaken)
        or name[-1] in words.groups["person"]
        or name[-1] in _UNITS
    )
    if not acts or any(word in name for word in words.groups["suspect"]):
        return None
    return found.start("quantity"), (begin, stop)


_PERSON = late(r"[na]{0,4}[nP]$")


def parenthesised(row: Row, start: int, end: int) -> Span | None:
    """Whose figures stand in the parentheses after the clause: 居前的是广东（增长5%）、北京（增长8%）; 赵某（男，45岁）."""
    if row.letters[end : end + 1] != "(" or end + 1 == len(row.tokens):
        return None
    person = _PERSON.search(row.letters, start, end)
    if person is not None and row.words(end + 1, end + 2) in openings.SEXES:
        return person.span()
    if row.letters[end - 1 : end] != "p":
        return None
    alone = end - 1 == start or row.letters[end - 2] in "cusz"
    return (end - 1, end) if alone else None


def aged(row: Row, index: int) -> Span | None:
    """The person whose age stands at `index`: 68岁的|徐红."""
    if row.letters[index + 1 : index + 2] != "u":
        return None
    person = row.letters.find("P", index + 2)
    if person < 0 or set(row.letters[index + 2 : person]) - set("nopwa0j"):
        return None
    return index + 2, person + 1


_BY = "按经依"  # 按计划, 经审查: words that the tokenizer does not part from what they govern


def own(row: Row, item: Item, words: Lexicon) -> Span | None:
    """A subject that only this quantity's clause names: what does or has it, but does not run on."""
    span = item.roles.subject
    if span is None or item.roles.action is None or item.measure.kind == "rank":
        return None
    start, end = span
    letters = row.letters
    while start < end and (letters[start] in "tdzbcfgh.u" or _numbers(row, start)):
        start += 1
    start = min(openings.past_topic(row, start), end)
    if start >= end or letters[start] in "ekw" or row.words(start, start + 1)[0] in _BY:
        return None  # 经审查, 整理民情日志: circumstances, no doer
    stop = start
    while stop < end and letters[stop] in openings.NOUNS + "q":
        stop += 1
    while stop > start and letters[stop - 1] not in "noPjpwI":
        stop -= 1
    if item.roles.rule == "streak" and letters[stop - 1 : stop] == "I":
        return None  # what lasted
    if letters[stop - 1 : stop] == "w" and not _undertakes(row, start, stop, words):
        return None
    lone = stop == start + 1 and letters[start] == "n"
    causes = row.words(*item.roles.action) in words.groups["cause"]  # 暴雨造成…
    if row.words(start, max(stop, start + 1)) in openings.GENERIC:
        return None
    if stop == start or (lone and not causes and not _is_somebody(row.words(start, stop), words)):
        return None
    return start, stop


def _numbers(row: Row, index: int) -> bool:
    """Whether a token only numbers what follows, or makes it suffer: 第四十三条|当事人, 第三局|徐思, 被."""
    word = row.words(index, index + 1)
    return word == "被" or (word[0] == "第" and word[-1] in "条款局节场轮")


def _undertakes(row: Row, start: int, stop: int, words: Lexicon) -> bool:
    """Whether a noun of action closes a name: 大中型灌区建设改造, 各类赛事活动, but not 精细化治理."""
    undertaking = row.words(start, stop).endswith(tuple(words.groups["undertaking"]))
    return undertaking or bool(set(row.letters[start:stop]) & set("opr"))


def _is_somebody(word: str, words: Lexicon) -> bool:
    """Whether a single noun may be a person: 检察长, 李某, 奥布莱恩."""
    return len(word) > 2 or word[-1] in words.groups["person"] or word[-1] == "某"
