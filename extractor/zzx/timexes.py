"""Time expressions: their grammar, and where they stand in a text.

Two levels. One pattern finds the atoms of time (2024年, 10月, 28日, 上半年, 近三年), each with a letter; a second pattern
over the row of letters says which neighbours make one expression, with the signs of a range or a list between them.
Words before and after complete it (截至…, 自…以来). `zzx.dates` resolves what is found here. All repetition is bounded, so
time is linear in the text. Durations (连续20年, 三年有期徒刑) are no time expressions: bare years or months never match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from zzx import lexicon
from zzx.patterns import late


class TimeSpan(NamedTuple):
    """One time expression at `start:end` of the text that was scanned.

    kind: 'period' a stretch, 'point' one day, 'clock' a time of day, 'frequency' (每周二), 'vague' (近年来: it governs
    facts but has no bounds in the calendar), 'same' (同期: what the text is speaking of anyway).
    """

    start: int
    end: int
    kind: str


class Atom(NamedTuple):
    """One unit of time at `start:end`; `letter` is its class, see rules/times.toml."""

    letter: str
    text: str
    start: int
    end: int


class Expression(NamedTuple):
    """One time expression: the word before it (截至), its atoms and the signs between them, the words after it (以来)."""

    start: int
    end: int
    lead: str
    row: tuple[Atom, ...]
    tail: str
    kind: str


@cache
def tables() -> dict[str, Any]:
    """The word lists of lexicon/periods.toml: tables with what each word means, and under `words` plain lists."""
    return lexicon.read("periods.toml")


@cache
def rules() -> dict[str, Any]:
    """The fragments and atoms of rules/times.toml."""
    return lexicon.read("times.toml", "rules")


def _word_lists() -> dict[str, list[str]]:
    """The word lists by name, longest word first."""
    lists = {name: list(words) for name, words in tables().items() if name != "words"} | tables()["words"]
    return {name: sorted(words, key=lambda word: (-len(word), word)) for name, words in lists.items()}


class _Kind(NamedTuple):
    """One class of atoms: its letter, the pattern that it has where it may begin, and what a text with one holds one of."""

    letter: str
    pattern: re.Pattern[str]
    needs: frozenset[str] | None


class _Kinds(NamedTuple):
    """The classes of atoms in their order, by what an atom begins with.

    starts: where an atom may begin; by_start: one or two characters -> the classes that may begin so; others: those that any
    word may begin (…以来).
    """

    starts: re.Pattern[str]
    by_start: dict[str, tuple[_Kind, ...]]
    others: tuple[_Kind, ...]


@cache
def _kinds() -> _Kinds:
    """The atoms of rules/times.toml."""
    lists = _word_lists()
    fragments = {name: "(?:" + "|".join(map(re.escape, words)) + ")" for name, words in lists.items()}
    fragments |= rules()["fragments"]
    lists |= {"cn": list(fragments["cn"]), "digit": list("0123456789")}
    found: list[tuple[_Kind, set[str]]] = []
    for atom in rules()["atom"]:
        needs = frozenset(atom["needs"]) if "needs" in atom else None
        kind = _Kind(atom["letter"], late(_filled("|".join(atom["patterns"]), fragments)), needs)
        written = (lists[start[1:-1]] if start[0] == "<" else [start] for start in atom["starts"].split())
        found.append((kind, {word[:2] for words in written for word in words}))
    every = sorted({start for _, starts in found for start in starts})
    numerals = {name: _filled(pattern, fragments) for name, pattern in rules()["numerals"].items()}
    numerals_begin = {*lists["cn"], *lists["digit"]}
    single = re.escape("".join(start for start in every if len(start) == 1 and start not in numerals_begin))
    first, second = (re.escape("".join(start[at] for start in every if len(start) == 2)) for at in (0, 1))
    anywhere = re.escape("".join(dict.fromkeys(start[0] for start in every)))
    # What `re` finds fast is one of a class of characters; what else an atom needs there is looked up behind it.
    here = f"{numerals['digit']}|{numerals['chinese']}|[{single}]|[{first}](?=[{second}])"
    return _Kinds(
        late(f"[{anywhere}](?<={here})"),
        {
            start: tuple(kind for kind, starts in found if start in starts or start[0] in starts)
            for start in every
        },
        tuple(kind for kind, starts in found if not starts),
    )


def find_atoms(text: str) -> list[Atom]:
    """The atoms of the text, leftmost, left to right, not overlapping."""
    kinds = _kinds()
    known = _known(text, kinds)
    if "以来" not in text:
        return known
    since = (Atom(k.letter, m[0], *m.span()) for k in kinds.others for m in k.pattern.finditer(text))
    found: list[Atom] = []
    for atom in sorted([*known, *since], key=lambda atom: (atom.start, -atom.end)):
        if not found or atom.start >= found[-1].end:
            found.append(atom)
    return found


def _known(text: str, kinds: _Kinds) -> list[Atom]:
    """The atoms with known beginnings, leftmost, not overlapping."""
    found = []
    by_start = kinds.by_start
    held: set[str] | None = None
    end = 0
    for start in kinds.starts.finditer(text):
        at = start.start()
        if at < end:
            continue
        for letter, pattern, needs in by_start.get(text[at : at + 2]) or by_start.get(text[at], ()):
            if needs is not None:
                held = held or set(text)
                if needs.isdisjoint(held):
                    continue
            match = pattern.match(text, at)
            if match is not None:
                end = match.end()
                found.append(Atom(letter, match[0], at, end))
                break
    return found


def _filled(pattern: str, fragments: dict[str, str]) -> str:
    """The pattern with every <name> replaced by its fragment; fragments may name others."""
    while re.search(r"<\w+>", pattern):
        pattern = re.sub(r"<(\w+)>", lambda m: fragments[m[1]], pattern)
    return pattern


# One side of a range, then a whole expression, over letters: R joins a range, & a list.
_DAY = "DW?[XP]?C?"
_SIDE = f"(?:Y?(?:M(?:{_DAY}|[XJES])?|QX?|[HUFSEG])|YX?|{_DAY}|TP?C?|K[XW]?|WP?C?|IW?P?C?|Z|V)"
_LIST = "Y?F(?:&?F)+|Y(?:&Y)+|Y?(?:M|n)(?:&M)+|Y?Q(?:&Q)+|Y?Mn&D|(?:Y?M)?D(?:&D)+"
_GRAMMAR = late(rf"{_LIST}|(?:Y?Mn|Y?n|y|{_SIDE})R(?:{_SIDE}|y)|{_SIDE}|AS|NF|[NABOLCPzs]")
_BETWEEN = late(
    r"\s?(?:的?|第\d{1,2}周[（(]|(?P<range>(?:起|开始|以来(?:[，,](?=[至截]))?)?(?:[至到~～—–－\-]{1,2}|截[至止]到?)|一)|(?P<list>[、和与及]))\s?"
)
_EVENT_UNTIL = late(r"[^\s，。；：！？、,;:!?\d]{2,14}[至到]")
_LEAD = late(
    r"(?:(?P<until>截至到?|截止到?|截止至|迄至|迄(?=\d))|(?P<since>(?<![来各亲独擅])自从?|从)"
    r"|(?P<to>直到|持续到|(?<![^\s，。；：、（“\"争划标计保取出求确并望])[到至]))\s?$"
)
_WEEK = late(r"第\d{1,2}周[（(]")
# When somebody was born is not when anything else is so: 出生于1985年，今年39岁.
_BORN = late("(?:出生[于在]|(?<![产发滋派])生于)$")
_TAIL = late(
    r"\s?(?:以来(?:的[\d一二三四五六七八九十两半]{1,3}(?:年|个月|天|周)间)?|至今(?:为止)?|迄今(?:为止)?|来(?=[，,共]|$)|起(?![诉草步底到来码飞重伏点义因火价用事获运])|开始|为止|止(?![于损血步])"
    r"|[以之]前(?!所)|[以之]后|期间|之?间(?![隔接断谍]))"
)
# 自1月11日推广以来, 9月实施领导包案以来, but not 收案数创建院以来新高.
_SINCE_WORDS = late(r"[^\s，。；：！？、,;:!?“”\"\d年月日]{1,14}?以来(?!的?(?:最|新高|新低|首|历史))")
_LONG_SINCE_WORDS = late(r"[^，。；：！？、,;:!?\n年]{1,40}?以来")
# What is counted there is told: 自2016年联合8家企业设立帮扶站以来.
_COUNTED = late(r"\d[万亿]?(?:[元家个名人件起项次条所座]|平方)")
_ALONE_KINDS = dict.fromkeys("ABOs", "vague") | {
    "L": "frequency",
    "C": "clock",
    "P": "clock",
    "N": "period",
    "z": "period",
    "S": "same",
    "AS": "vague",
    "NF": "period",  # 近三年“五一”假期
}
# A day without its month is one where the text shows it: 记者8日获悉, 15日至17日, but not 拘留15日, 30日内.
_BARE_DAY_BEFORE = late(r"(?:^|[\s，。；：！？,;（(“《]|记者|于|在|自|从|截至|截止|至|到|讯|报)$")
# Before a number of days rather than a day: 拘留15日, 历时3日.
_DAYS_BEFORE = late(r"[第每近前后连达满共这续过约超逾余多为用时期业拘刑疗院假休展训整顿留长迟束了]$")
_BARE_DAY_AFTER = late(r"以?内|之内|以上|以下|游|后|前|左右|以后|之后")
# Full-width digits and traditional characters, folded one to one so that offsets stay.
_FOLD = str.maketrans(
    "０１２３４５６７８９國個週時點號後間從來禮內歲節", "0123456789国个周时点号后间从来礼内岁节"
)
_FOREIGN = late("[" + "".join(map(chr, _FOLD)) + "]")


def expressions(text: str) -> Iterator[Expression]:
    """Every time expression of the text, leftmost-longest, left to right, not overlapping."""
    if _FOREIGN.search(text):
        text = text.translate(_FOLD)
    atoms = find_atoms(text)
    if not atoms:
        return
    end = 0
    for letters, row in _rows(text, atoms):
        for match in _GRAMMAR.finditer(letters):
            found = _complete(text, row[match.start() : match.end()], end)
            if found is not None and found.start >= end:
                end = found.end
                yield found


def scan(text: str) -> Iterator[TimeSpan]:
    """Where the time expressions of the text stand, leftmost-longest, left to right, not overlapping."""
    for found in expressions(text):
        yield TimeSpan(found.start, found.end, found.kind)


def _rows(text: str, atoms: list[Atom]) -> Iterator[tuple[str, list[Atom]]]:
    """The atoms of a text in runs of neighbours, each run with its letters; a sign between two atoms is R or &."""
    row: list[Atom] = []
    for atom in atoms:
        if row:
            joint = _BETWEEN.fullmatch(text, row[-1].end, atom.start)
            lost = joint is not None and row[-1].letter == "n" and joint[0] == " "  # 1 9月: the dash
            if lost or (joint is None and _is_from_event(text, row, atom)):
                row.append(Atom("R", text[row[-1].end : atom.start], row[-1].end, atom.start))
            elif joint is None:
                yield "".join(a.letter for a in row), row
                row = []
            elif joint["range"] or joint["list"]:
                row.append(Atom("R" if joint["range"] else "&", joint[0], row[-1].end, atom.start))
        row.append(atom)
    if row:
        yield "".join(a.letter for a in row), row


def _is_from_event(text: str, row: list[Atom], atom: Atom) -> bool:
    """Whether what began at a time goes on until the next: 自2019年3月条例实施至|今年6月."""
    since = row[0].letter in "YM" and text[row[0].start - 1 : row[0].start] in ("自", "从")
    return since and _EVENT_UNTIL.fullmatch(text, row[-1].end, atom.start) is not None


def _complete(text: str, atoms: list[Atom], floor: int) -> Expression | None:
    """The expression of a row with the words before and after it, None where a day stands for a mere number of days."""
    start, end = atoms[0].start, atoms[-1].end
    letters = "".join(a.letter for a in atoms)
    bare = letters[0] in "Dn" and "M" not in letters
    if bare and letters[1:2] not in ("C", "P") and not _is_day(text, start, end):
        return None
    if letters in _ALONE_KINDS:
        kind = _ALONE_KINDS[letters]
        if letters == "N" and re.search("[几数多余]", atoms[0].text):
            kind = "vague"
        return Expression(start, end, "", tuple(atoms), "", kind)
    before = _LEAD.search(text, max(floor, start - 4), start)
    role = before.lastgroup if before else None
    if text[end : end + 1] in ("）", ")") and _WEEK.search(text, start, end):
        end += 1  # 2018年第4周（1月22日至1月28日）
    tail, end = _tail(text, end, role, len(atoms) > len(letters.replace("R", "").replace("&", "")))
    bare = not tail and "R" not in letters
    of_one = text.startswith("的", end)  # 自去年同期的20亿元增长至30亿元
    if before and (
        (role == "to" and (not bare or of_one))
        or (bare and before[0].startswith("从"))
        or (bare and of_one and role == "since")
    ):
        before = None
    lead = before[0].strip() if before else ""
    start = before.start() if before else start
    one_day = not lead and not tail and re.fullmatch(r"Y?M?DW?[XP]?C?|TP?C?|K?WP?C?|IW?P?C?", letters)
    kind = "clock" if _BORN.search(text, max(0, start - 3), start) else "point" if one_day else "period"
    return Expression(start, end, lead, tuple(atoms), tail, kind)


def _tail(text: str, end: int, role: str | None, ranged: bool) -> tuple[str, int]:
    """The word after an expression that ends at `end`, and where the whole then ends: 以来, 起, …以来."""
    found = _TAIL.match(text, end)
    if found:
        word = found[0].strip().partition("的")[0]  # 以来的一年间
        fits = {
            "开始": role == "since",
            "为止": role in ("until", "to"),
            "止": role in ("until", "to"),
            "间": ranged,
            "之间": ranged,
        }.get(word, True)
        return (word, found.end()) if fits else ("", end)
    if not ranged and role in (None, "since"):
        found = (_LONG_SINCE_WORDS if role else _SINCE_WORDS).match(text, end)
        if found and not _COUNTED.search(found[0]):
            return "以来", found.end()
    return "", end


def _is_day(text: str, start: int, end: int) -> bool:
    """Whether a day without its month is a date there: 记者8日获悉, not 拘留15日, 30日内."""
    if not text[start].isdigit() or _BARE_DAY_AFTER.match(text, end) is not None:
        return False
    if _BARE_DAY_BEFORE.search(text, max(0, start - 3), start) is not None:
        return True
    told = text.startswith(tuple(tables()["words"]["day_followers"]), end)
    return told and _DAYS_BEFORE.search(text, max(0, start - 2), start) is None
