"""Units: what may follow a numeral, from lexicon/units.toml, as one pattern and the meaning of each spelling."""

import re
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from zzx import lexicon
from zzx.patterns import late

_CLAUSE = 40  # characters before a unit that are looked through for what it is said of

_BRACKETS = late(r"[(（]([\u4e00-\u9fff])[)）]")


class Unit(NamedTuple):
    """What one spelling of a unit stands for: `factor` of `name` (5角 is 0.5 元); the name None counts nothing named."""

    name: str | None
    family: str
    factor: Decimal = Decimal(1)


class Spelling(NamedTuple):
    """One way to write a unit, what must or must not follow it there, and what must stand before it in the clause."""

    unit: Unit
    context: re.Pattern[str] | None
    said_of: re.Pattern[str] | None = None


class Units(NamedTuple):
    """The table of units.

    `by_spelling` holds the units of each spelling, mostly one, and `lengths` the lengths of the spellings that begin with a
    character, longest first. `per` are the units that may stand below a slash, `prefixes` the currencies written before their
    amount, `pieces` what stands before a spelling of money (块) that counts pieces,
    `durations` gives each unit of time its dimension and how often it holds that dimension's smallest unit, and
    `only_after` holds the words that an exact amount in a unit needs before it.
    """

    by_spelling: dict[str, tuple[Spelling, ...]]
    lengths: dict[str, tuple[int, ...]]
    per: tuple[str, ...]
    prefixes: dict[str, str]
    pieces: dict[str, re.Pattern[str]]
    durations: dict[str, tuple[str, int]]
    only_after: dict[str, re.Pattern[str]]

    def read(self, text: str, start: int, end: int) -> tuple[Unit, int] | None:
        """The longest unit that stands at `start` of a text, at most to `end`, and where it ends; None where none does."""
        for length in self.lengths.get(text[start : start + 1], ()):
            stop = start + length
            if stop > end:
                continue
            for unit, context, said_of in self.by_spelling.get(text[start:stop], ()):
                if (context is None or context.match(text, stop, end)) and (
                    said_of is None or said_of.search(text, max(0, start - _CLAUSE), start)
                ):
                    return self._second(unit, text, stop, end)
        return None

    def _second(self, unit: Unit, text: str, stop: int, end: int) -> tuple[Unit, int]:
        """A unit with the one below its slash or the measure in brackets, if there is one: 元/吨, 头(只)."""
        if unit.family in ("count", "measure") and text[stop : stop + 1] in ("(", "（"):
            match = _BRACKETS.match(text, stop, end)
            if match is not None and match[1] in self.by_spelling:
                return unit._replace(name=f"{unit.name}{match[0]}"), match.end()
        if text[stop : stop + 1] in ("/", "／"):
            for per in self.per:
                if text.startswith(per, stop + 1, end):
                    return Unit(f"{unit.name}/{per}", unit.family, unit.factor), stop + 1 + len(per)
        return unit, stop

    def names(self, *families: str) -> frozenset[str | None]:
        """The names of the units of some families."""
        every = (spelling.unit for spellings in self.by_spelling.values() for spelling in spellings)
        return frozenset(unit.name for unit in every if unit.family in families)


@cache
def units() -> Units:
    """The table of lexicon/units.toml."""
    tables = lexicon.read("units.toml")
    per = sorted(tables.pop("per")["units"].split(), key=len, reverse=True)
    by_spelling: dict[str, tuple[Spelling, ...]] = {}
    lengths: dict[str, set[int]] = {}
    for family, table in tables.items():
        for spelling, unit in _spellings(table.get("family", family), table).items():
            words = table.get("said_of", {}).get(spelling)
            said_of = late(f"(?:{'|'.join(words.split())})[^，。；：,;:]{{0,24}}\\Z") if words else None
            found = Spelling(unit, _context(spelling, table), said_of)
            by_spelling[spelling] = (*by_spelling.get(spelling, ()), found)
            lengths.setdefault(spelling[0], set()).add(len(spelling))
    time = tables["time"]
    return Units(
        by_spelling=by_spelling,
        lengths={initial: tuple(sorted(found, reverse=True)) for initial, found in lengths.items()},
        per=tuple(per),
        prefixes=tables["money"]["prefixes"],
        pieces={
            unit: late(
                f"(?:(?:{'|'.join(words.split())})[^，。；：,;:元钱金款]{{0,24}}"
                f"|(?:{'|'.join(tables['money']['things'][unit].split())})(?:[共约近各有]|各?约)?)\\Z"
            )
            for unit, words in tables["money"]["pieces"].items()
        },
        durations={
            unit: (dimension, size)
            for dimension in ("seconds", "months")
            for unit, size in time[dimension].items()
        },
        only_after={
            unit: late(f"(?:{'|'.join(words.split())})\\Z") for unit, words in time["only_after"].items()
        },
    )


def _spellings(family: str, table: dict[str, Any]) -> dict[str, Unit]:
    names = {name: name for name in table["units"].split()} | table.get("aliases", {})
    found = {spelling: Unit(name or None, family) for spelling, name in names.items()}
    for spelling, (factor, name) in table.get("parts", {}).items():
        found[spelling] = Unit(name, family, Decimal(factor))
    return found


def _context(spelling: str, table: dict[str, Any]) -> re.Pattern[str] | None:
    """What must or must not follow a unit."""
    refused = table.get("not_before", {}).get(spelling)
    required = table.get("only_before", {}).get(spelling)
    context = f"(?!{'|'.join(refused.split())})" if refused else ""
    if spelling[-1].isascii() and spelling[-1].isalpha():
        context += "(?![A-Za-z])"
    context += f"(?={'|'.join(required.split())})" if required else ""
    return late(context) if context else None
