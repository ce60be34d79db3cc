"""Units: what may follow a numeral, from lexicon/units.toml, as one pattern and the meaning of each spelling."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """What one spelling of a unit stands for: `factor` of `name` (5角 is 0.5 元); the name None counts nothing named."""

    name: str | None
    family: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Units:
    """The table of units.

    `pattern` is the source of a regular expression that matches any unit; of a spelling that two families share, the
    group named after the second family tells which. `prefixes` are the currencies written before their amount,
    `pieces` the words that make a spelling of money (块) count pieces where they stand before it in the clause,
    `durations` gives each unit of time its dimension and how often it holds that dimension's smallest unit, and
    `only_after` holds the words that an exact amount in a unit needs before it.
    """

    pattern: str
    by_spelling: dict[tuple[str, str], Unit]
    prefixes: dict[str, str]
    pieces: dict[str, re.Pattern[str]]
    durations: dict[str, tuple[str, int]]
    only_after: dict[str, re.Pattern[str]]

    def unit(self, match: re.Match[str]) -> Unit | None:
        """The unit that the group `unit` of a match holds, None where it holds none."""
        written = match["unit"]
        if not written:
            return None
        if (written, "") in self.by_spelling:
            return self.by_spelling[written, "money" if match["money"] is not None else ""]
        spelling, slash, per = written.replace("／", "/").partition("/")
        unit = self.by_spelling[spelling, "money" if match["money"] is not None else ""]
        return Unit(f"{unit.name}{slash}{per}", unit.family, unit.factor)


@cache
def units() -> Units:
    """The table of lexicon/units.toml."""
    tables = tomllib.loads(resources.files("zzx").joinpath("lexicon/units.toml").read_text("utf-8"))
    per = sorted(tables.pop("per")["units"].split(), key=len, reverse=True)
    by_spelling: dict[tuple[str, str], Unit] = {}
    by_initial: dict[str, list[tuple[int, str]]] = {}
    for family, table in tables.items():
        for spelling, unit in _spellings(family, table).items():
            pattern = re.escape(spelling[1:]) + _context(spelling, table)
            second = family if (spelling, "") in by_spelling else ""
            by_spelling[spelling, second] = unit
            by_initial.setdefault(spelling[0], []).append(
                (len(spelling), f"(?P<{second}>{pattern})" if second else pattern)
            )
    spelled = "|".join(
        f"{re.escape(initial)}(?:{_longest_first(tails)})" for initial, tails in by_initial.items()
    )
    time = tables["time"]
    return Units(
        pattern=f"(?:{spelled})(?:[/／](?:{'|'.join(re.escape(unit) for unit in per)}))?",
        by_spelling=by_spelling,
        prefixes=tables["money"]["prefixes"],
        pieces={
            unit: re.compile(f"(?:{'|'.join(words.split())})[^，。；：,;:元钱金款]{{0,24}}\\Z")
            for unit, words in tables["money"]["pieces"].items()
        },
        durations={
            unit: (dimension, size)
            for dimension in ("seconds", "months")
            for unit, size in time[dimension].items()
        },
        only_after={
            unit: re.compile(f"(?:{'|'.join(words.split())})\\Z")
            for unit, words in time["only_after"].items()
        },
    )


def _spellings(family: str, table: dict[str, Any]) -> dict[str, Unit]:
    names = {name: name for name in table["units"].split()} | table.get("aliases", {})
    found = {spelling: Unit(name or None, family) for spelling, name in names.items()}
    for spelling, (factor, name) in table.get("parts", {}).items():
        found[spelling] = Unit(name, family, Decimal(factor))
    return found


def _context(spelling: str, table: dict[str, Any]) -> str:
    """What must or must not follow a unit, as lookahead."""
    refused = table.get("not_before", {}).get(spelling)
    required = table.get("only_before", {}).get(spelling)
    refusal = f"(?!{'|'.join(refused.split())})" if refused else ""
    if spelling[-1].isascii() and spelling[-1].isalpha():
        refusal += "(?![A-Za-z])"
    return refusal + (f"(?={'|'.join(required.split())})" if required else "")


def _longest_first(tails: list[tuple[int, str]]) -> str:
    return "|".join(pattern for _, pattern in sorted(tails, key=lambda tail: -tail[0]))
