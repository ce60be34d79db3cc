"""What a fact measures: the catalogue of indicators, lexicon/indicators.toml, and the match of a fact with it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import regex
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from zzx import lexicon
from zzx.check import describe
from zzx.facts import Fact

Measure = Literal["level", "added", "change", "change_on_previous_period", "share", "rank"]

# Verbs that say no more than that a level is there.
_PLAIN = frozenset(
    ["", "实现", "完成", "达到", "达", "取得", "拥有", "有", "共有", "实有", "现有", "累计", "为"]
)
# What may stand around the name of a thing without changing which thing it is.
_AROUND = re.compile(
    r"^(?:全[年市省县区国州]|[我本该][年市省县区国州]|各[类级种项]|年末|年底|累计|上述|所有)+|(?:总数|数量|总量|人数|数)$"
)
_LONGEST = 1.0  # seconds of one search: a thousand times what any needs
_QUOTES = str.maketrans("", "", "“”‘’「」『』\"'")


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(str(error)) from None
    return pattern


Words = Annotated[str, Field(pattern=r"\S")]
Pattern = Annotated[str, AfterValidator(_compiles)]


class IndicatorError(Exception):
    """A catalogue that cannot be used: which file or indicator, and why."""

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(f"{where}: {cause}")


class Indicator(BaseModel):
    """One indicator, as lexicon/indicators.toml describes it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: Words
    en: Words
    units: Words
    others: str = ""
    action: str = ""
    added: str = ""
    object: Pattern
    name: Pattern = ""
    examples: list[str] = []
    counterexamples: list[str] = []

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def unit(self) -> str:
        """The unit that heads its column."""
        return self.units.split()[0]

    def column_unit(self, unit: str | None) -> str:
        """The unit that heads the column of a fact: the first of the words that mean the same, else its own."""
        return self.unit if unit is None or unit in self._units else unit

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(self.units.split())

    @cached_property
    def _others(self) -> frozenset[str]:
        return frozenset(self.others.split())

    @cached_property
    def _actions(self) -> frozenset[str]:
        return (frozenset(self.action.split()) or _PLAIN) | self._added

    @cached_property
    def _added(self) -> frozenset[str]:
        return frozenset(self.added.split())

    def measure(self, action: str) -> Measure:
        """What a number of this action tells: how many there are, or how many came on top of them."""
        return "added" if action in self._added else "level"

    @cached_property
    def _object(self) -> re.Pattern[str]:
        return re.compile(self.object)

    @cached_property
    def _name(self) -> re.Pattern[str]:
        return re.compile(self.name)

    def fits(self, action: str, objects: Iterable[str], unit: str | None) -> bool:
        """Whether a fact of this action, unit and object, in any of its forms, belongs here; None is any unit."""
        if unit is not None and unit not in self._units and unit not in self._others:
            return False
        if action in self._actions and any(self._is(self._object, form) for form in objects):
            return True
        return bool(self.name) and action in _PLAIN and any(self._is(self._name, form) for form in objects)

    def _is(self, pattern: re.Pattern[str], words: str) -> bool:
        return pattern.fullmatch(words) is not None


class OwnIndicator(Indicator):
    """One of a file of the user, whose patterns may be such that a search takes for ever: it has a limit."""

    def _is(self, pattern: re.Pattern[str], words: str) -> bool:
        try:
            return regex.fullmatch(pattern.pattern, words, timeout=_LONGEST) is not None
        except TimeoutError:
            raise IndicatorError(
                self.id, f"the pattern {pattern.pattern} takes too long for {words!r}"
            ) from None


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator that a fact belongs to, and what of it the fact tells."""

    indicator: Indicator
    measure: Measure

    @property
    def id(self) -> str:
        """The name of the indicator, or of what came on top of it, its change, share or rank: gdp_change."""
        return self.indicator.id if self.measure == "level" else f"{self.indicator.id}_{self.measure}"


class Catalogue:
    """Indicators in the order in which they are tried."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self.indicators = tuple(indicators)
        self._known: dict[tuple[str, str, str | None], Indicator | None] = {}

    def match(self, fact: Fact, qualified: Fact | None = None) -> Match | None:
        """The indicator that a fact belongs to; None if it belongs to none.

        `qualified` is the fact that it qualifies (`Fact.of`): a change or a share has a unit of its own, and the level
        tells which of 件 and 人 it is a change of.
        """
        action, object = fact.action or "", (fact.object or "").removeprefix(fact.place or "")
        if fact.kind not in ("change", "rank"):
            if (indicator := self.find(action, object, fact.unit or "")) is not None:
                return Match(indicator, indicator.measure(action))
            if fact.kind != "rate":
                return None
        measure = _measure(fact)
        if measure is None:
            return None
        level_unit = (
            qualified.unit if qualified is not None and qualified.kind not in ("change", "rate") else None
        )
        indicator = self.find(action, object, level_unit)
        if indicator is None or indicator.measure(action) != "level":
            return None
        return Match(indicator, measure)

    def find(self, action: str, object: str, unit: str | None) -> Indicator | None:
        """The first indicator that fits these words; without a unit, the one that does if no other fits them, too."""
        key = (action, object, unit)
        if key not in self._known:
            objects = forms(object)
            found = [indicator for indicator in self.indicators if indicator.fits(action, objects, unit)]
            self._known[key] = found[0] if found and (unit is not None or len(found) == 1) else None
        return self._known[key]


def _measure(fact: Fact) -> Measure | None:
    """What of an indicator a fact tells that is no level; None for changes against something that is no time before."""
    match fact.kind, fact.basis:
        case "change", "previous_period":
            return "change_on_previous_period"
        case "change", "since" | "other":
            return None
        case "change", _:
            return "change"
        case "rank", _:
            return "rank"
        case _:
            return "share"


def forms(object: str) -> tuple[str, ...]:
    """An object as it is told, and less what may stand around it: 全市“刑事案件”总数 is 刑事案件."""
    plain = object.translate(_QUOTES)
    return tuple(dict.fromkeys((plain, _AROUND.sub("", plain))))


def load(file: Path | None = None) -> Catalogue:
    """The catalogue that comes with zzx, behind the indicators of `file`; raises IndicatorError."""
    own = [Indicator.model_validate(entry) for entry in lexicon.read("indicators.toml")["indicator"]]
    return Catalogue(own if file is None else [*read(file), *own])


def contradictions(indicators: Iterable[Indicator]) -> Iterator[str]:
    """A line for each example that its indicator does not fit, and for each counterexample that it does."""
    for indicator in indicators:
        for example in (*indicator.examples, *indicator.counterexamples):
            words = example.split("|")
            if len(words) != 3:
                yield f"{indicator.id}: {example}: not action|object|unit"
                continue
            fits = indicator.fits(words[0], forms(words[1]), words[2])
            if not fits and example in indicator.examples:
                yield f"{indicator.id}: {example}: an example that does not fit"
            if fits and example in indicator.counterexamples:
                yield f"{indicator.id}: {example}: a counterexample that fits"


def read(file: Path) -> list[Indicator]:
    """The indicators of a file; raises IndicatorError."""
    try:
        text = file.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        raise IndicatorError(str(file), error.strerror or str(error)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise IndicatorError(str(file), str(error)) from None
    lines = text.split("\n")
    entries = content.get("indicator", [])
    headers = [*_numbers(lines, r"\s*\[\[\s*indicator\s*\]\]"), len(lines) + 1]
    is_list = isinstance(entries, list) and len(entries) == len(headers) - 1
    for name in (name for name in content if name != "indicator" or not is_list):
        number = next(_numbers(lines, rf"\s*\[*\s*[\"']?{re.escape(name)}\b"), 1)
        raise IndicatorError(str(file), f"line {number}: {name} is none of the tables [[indicator]]")
    indicators: dict[str, Indicator] = {}
    for header, end, entry in zip(headers, headers[1:], entries, strict=False):
        try:
            indicator = OwnIndicator.model_validate(entry)
            if indicator.id in indicators:
                raise ValueError(f"a second indicator {indicator.id}")
        except ValidationError as error:
            key = re.escape(str(error.errors()[0]["loc"][0]))
            within = _numbers(lines[header : end - 1], rf"\s*[\"']?{key}\b")
            number = header + next(within, 0)
            raise IndicatorError(str(file), f"line {number}: {describe(error)}") from None
        except ValueError as error:
            raise IndicatorError(str(file), f"line {header}: {error}") from None
        indicators[indicator.id] = indicator
    return list(indicators.values())


def _numbers(lines: Sequence[str], pattern: str) -> Iterator[int]:
    """The numbers of the lines that begin so, from 1."""
    return (number for number, line in enumerate(lines, start=1) if re.match(pattern, line))
