"""Roles: which words around a quantity say who did what to what.

Everything here is a pure function of one sentence; what a clause leaves out is filled in by `resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from zzx import lexicon
from zzx.lexicon import Lexicon
from zzx.tokens import Row

Span = tuple[int, int]
"""A stretch of tokens of a row, end exclusive."""

_BOUNDARIES = ",;:()q"
_TAIL = "sdftlzbh.-"  # classes that lead up to a quantity and belong to no phrase
_HEADS = "nwiojap0"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of rules/roles.toml."""

    name: str
    left: regex.Pattern[str]
    right: regex.Pattern[str] | None
    lead: str | None
    examples: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """What one quantity's own clause says; spans are stretches of tokens.

    rule: the rule that decided; left: the stretch of the clause before the quantity, less the words leading up to it;
    subject, action, object: spans or None; after: whether the object stands after the quantity;
    movement: index of the movement word that governs the quantity, or None; compared: span of what it is compared with.
    """

    rule: str
    left: Span
    tail: Span
    right: Span
    subject: Span | None = None
    action: Span | None = None
    object: Span | None = None
    after: bool = False
    movement: int | None = None
    share: int | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of rules/roles.toml in their order."""
    return tuple(
        Rule(
            rule["name"],
            regex.compile(rule["left"]),
            regex.compile(rule["right"]) if "right" in rule else None,
            rule.get("lead"),
            tuple(rule["examples"]),
        )
        for rule in lexicon.read("roles.toml", "rules")["rule"]
    )


def clause(row: Row, index: int) -> tuple[int, int]:
    """The stretch of tokens around the quantity at `index` up to the next punctuation or quantity on either side."""
    start = index
    while start > 0 and row.letters[start - 1] not in _BOUNDARIES:
        start -= 1
    end = index + 1
    while end < len(row.letters) and row.letters[end] not in _BOUNDARIES:
        end += 1
    return start, end


def read(row: Row, index: int, words: Lexicon) -> Roles:
    """The roles of the quantity at token `index` of a row."""
    start, end = clause(row, index)
    letters = row.letters
    while start < index and letters[start] in "czdg" and row.words(start, start + 1) not in words.groups["partition"]:
        if letters[start] == "d":
            break
        start += 1
    tail = index
    movement = None
    share = None
    while tail > start and (letters[tail - 1] in _TAIL or letters[tail - 1] == "m"):
        tail -= 1
        if letters[tail] == "m" and movement is None:
            movement = tail
    for position in range(start, index):
        if letters[position] == "s" and row.words(position, position + 1) in ("占", "约占", "仅占", "占到"):
            share = position
            break
        if letters[position] == "m" and movement is None and row.words(position, position + 1) in words.groups["than"]:
            movement = position
            tail = position
            break
    if share is not None:
        tail = share
        while tail > start and letters[tail - 1] in _TAIL:
            tail -= 1
    head = start
    while head < tail and letters[head] in "tzhb.-f":
        head += 1
    left = letters[head:tail]
    right = letters[index + 1 : end]
    lead = row.words(tail, index) if tail < index else ""
    for rule in rules():
        found = rule.left.fullmatch(left)
        if found is None or (rule.lead is not None and rule.lead not in lead):
            continue
        ahead = rule.right.match(right) if rule.right is not None else None
        if rule.right is not None and ahead is None:
            continue
        return _assign(row, words, rule, found, ahead, head, tail, index, end, movement, share)
    raise AssertionError("the last rule matches everything")


def _assign(
    row: Row,
    words: Lexicon,
    rule: Rule,
    found: regex.Match[str],
    ahead: regex.Match[str] | None,
    head: int,
    tail: int,
    index: int,
    end: int,
    movement: int | None,
    share: int | None,
) -> Roles:
    spans: dict[str, Span] = {}
    for match, offset in ((found, head), (ahead, index + 1)):
        if match is not None:
            for name in match.re.groupindex:
                if match.end(name) > match.start(name):
                    spans[name] = (offset + match.start(name), offset + match.end(name))
    action = spans.get("action")
    object_ = spans.get("object")
    before = spans.get("before")
    after = False
    if rule.right is None:
        follower = _after(row, index, end)
        if follower is not None:
            object_, after = follower, True
            if rule.name == "noun":
                before = (head, tail)
    elif object_ is not None:
        after = True
    if object_ is not None:
        object_ = trim(row, object_)
    return Roles(
        rule=rule.name,
        left=(head, tail),
        tail=(tail, index),
        right=(index + 1, end),
        subject=before,
        action=action,
        object=object_,
        after=after,
        movement=movement,
        share=share,
    )


@cache
def _phrase() -> regex.Pattern[str]:
    """The noun phrase that directly follows a quantity; a relative clause (参加活动的) may open it."""
    return regex.compile(
        rf"(?:[vxyVw][^q,;:()]*?u(?=[{_HEADS}r]))?[{_HEADS}rucg]*[nwioj0p](?:h(?=u[{_HEADS}])u[{_HEADS}]*[nwioj])?"
    )


def _after(row: Row, index: int, end: int) -> Span | None:
    start = index + 1
    if start < end and row.letters[start] == "u":
        start += 1
    found = _phrase().match(row.letters, start, end)
    if found is None or found.end() == found.start():
        return None
    stop = found.end()
    if stop == end and end < len(row.letters) and row.letters[end] == "q":
        # What directly precedes the next quantity after a conjunction is that quantity's: 36个工作站、开发19套课程.
        cut = row.letters.rfind("c", start, stop)
        if cut > start:
            stop = cut
        elif row.letters[stop - 1] == "i":
            return None
    return start, stop


def trim(row: Row, span: Span) -> Span | None:
    """A phrase less what is not part of it: unmeasured places and times, adverbs and particles at its edges."""
    start, end = span
    letters = row.letters
    while start < end and letters[start] in "tdlbzfhucgs.-e":
        start += 1
    if start < end and letters[start] == "p" and end - start > 1:
        start += 1
        while start < end and letters[start] in "uh":
            start += 1
    while start < end and letters[end - 1] in "tdlbzfhucgesr.-":
        end -= 1
    return (start, end) if end > start else None
