"""Heads: what the head of a row or column says of its cells: thing, unit, time, place, change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zzx import changes, dates, lexicon
from zzx.facts import Basis
from zzx.patterns import late
from zzx.quantities import Quantity, parse_quantity

_LONGEST = 120
_PARENTHESES = late(r"[（(]\s*(?:单位\s*[:：]\s*)?([^（()）]{1,20})\s*[)）]")
_TRAILING = late(r"(?:(?<=.)[/／,，]\s*([^\s/／,，（()）]{1,8})|([%％‰]))$")
_YEAR = late(r"(?:19|20)\d\d")
_UNIT_SEPARATOR = late(r"[、,，;；和]")
# Rows say the same again and again.
_REMEMBERED = 4096
_EDGE = " \u3000\t的:：,，、-—"


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of lexicon/tables.toml."""

    words: dict[str, frozenset[str]]
    names: dict[str, str]
    patterns: dict[str, re.Pattern[str]]


@cache
def vocabulary() -> Words:
    """The vocabulary of heads that comes with zzx."""
    content = lexicon.read("tables.toml")
    return Words(
        {name: frozenset(words.split()) for name, words in content["words"].items()},
        {word: reason for reason, words in content["names"].items() for word in words.split()},
        {name: late(source.replace("\n", "")) for name, source in content["patterns"].items()},
    )


@dataclass(frozen=True, slots=True)
class Change:
    """The cells are changes: against what, whether a plain number is a fall, whether they count in the thing's unit."""

    basis: Basis | None
    falling: bool
    amount: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One head. `words` is the thing that it names, None where it names none; `written` is all of it."""

    written: str
    words: str | None = None
    units: tuple[str, ...] = ()
    period: str | None = None
    change: Change | None = None
    share: bool = False
    rank: bool = False


@lru_cache(_REMEMBERED)
def is_unit(text: str) -> bool:
    """Whether cells may count in it: 亿元, %, 个百分点, 元/吨."""
    if not text or text[0].isdigit() or len(text) > 12:
        return False
    quantity = parse_quantity("1" + text)
    return quantity is not None and quantity.unit is not None and quantity.bound == "exact"


def units(text: str) -> tuple[str, ...]:
    """The units of a list such as 亿元、%; none where part of it is no unit."""
    if is_unit(text):
        return (text,)
    parts = [part.strip() for part in _UNIT_SEPARATOR.split(text)]
    return tuple(parts) if len(parts) > 1 and all(map(is_unit, parts)) else ()


@lru_cache(_REMEMBERED)
def read(text: str) -> Head:
    """What a head says."""
    if len(text) > _LONGEST:
        return Head(text, text)
    known = vocabulary()
    words, found = _units_of(known.patterns["marker"].sub("", text.strip(), count=1))
    change = known.patterns["change"].search(words)
    share = None if change else known.patterns["share"].search(words)
    period = None
    if change:
        words = words[: change.start()] + words[change.end() :]
    elif share and not words[share.end() :].strip(_EDGE):
        words = words[: share.start()]
    words, period = _period_of(words)
    words = words.strip(_EDGE)
    rank = next((word for word in known.words["rank"] if words.endswith(word)), None)
    if rank:
        words = words.removesuffix(rank).strip(_EDGE)
    if words in known.words["generic"]:
        words = ""
    return Head(
        text,
        words or None,
        found,
        period,
        _change(change[0], known) if change else None,
        share is not None,
        rank is not None,
    )


def _change(words: str, known: Words) -> Change:
    return Change(
        changes.basis(words),
        known.patterns["falling"].search(words) is not None,
        known.patterns["amount"].search(words) is not None,
    )


def _units_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A head without its units, and these."""
    if is_unit(text):
        return "", (text,)
    for match in _PARENTHESES.finditer(text):
        if found := units(match[1].strip().removeprefix("±")):
            return text[: match.start()] + text[match.end() :], found
    if (trailing := _TRAILING.search(text)) and (found := units(trailing[1] or trailing[2])):
        return text[: trailing.start()], found
    return text, ()


def _period_of(text: str) -> tuple[str, str | None]:
    """A head without its time, and this."""
    if year := _YEAR.fullmatch(text.strip()):
        return "", year[0]
    for span in dates.scan(text):
        if span.kind in ("period", "point"):
            return text[: span.start] + text[span.end :], text[span.start : span.end]
    return text, None


@lru_cache(_REMEMBERED)
def is_period(text: str) -> bool:
    """Whether the whole of a cell is a time: 2024年, 2024, 1-6月, 一季度, 2024-05-01."""
    words = text.strip()
    if _YEAR.fullmatch(words):
        return True
    span = next(iter(dates.scan(words)), None)
    return span is not None and (span.start, span.end) == (0, len(words)) and span.kind in ("period", "point")


def measured(text: str, unit: str | None) -> Quantity | None:
    """The whole of a cell as a quantity, in the unit that it inherits where it has none of its own."""
    own = parse_quantity(text)
    if own is None or own.family != "bare" or unit is None:
        return own
    if (joined := parse_quantity(text + unit)) is not None and joined.unit is not None:
        return joined
    one = parse_quantity("1" + unit)
    if one is None or one.value is None:
        return own
    value, lower, upper = (
        number if number is None else number * one.value for number in (own.value, own.lower, own.upper)
    )
    return Quantity(own.text, value, one.unit, own.bound, lower, upper, one.family)
