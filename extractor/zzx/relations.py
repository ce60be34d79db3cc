"""What an audit looks for: statements whose numbers ought to satisfy an equation, and what a document must say for that."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from zzx import lexicon
from zzx.equations import Equation, can_hold
from zzx.patterns import late
from zzx.statements import Statement

TYPES: Mapping[str, str] = {
    "rate": "a rate is its part divided by its whole",
    "share": "a share is its part divided by its whole",
    "proportion": "parts with shares of the same whole are in proportion to them",
    "total": "parts that are told completely add up to their whole",
    "part": "a part is not larger than its whole",
    "shares": "shares that are told completely add up to 100 %",
    "movement": "the earlier level and the change give the later level",
    "direction": "what is told as a rise goes up, what is told as a fall goes down",
    "change": "a change in units and the same change in percent agree",
    "mean": "a daily mean times the days of the period gives the total",
    "repetition": "the same thing is told twice with the same value",
    "limit": "a share is not above 100 %, nothing falls by more than 100 % or from below 0",
    "target": "a target lies ahead of the day the document was written",
    "period": "a period ends after it starts",
}
"""Every type of relation and what holds in it."""

TYPES_ZH: Mapping[str, str] = {
    "rate": "比率等于部分除以总数",
    "share": "占比等于部分除以总数",
    "proportion": "占同一总数之比的各部分应与占比成比例",
    "total": "列全的各部分相加等于总数",
    "part": "部分不大于总数",
    "shares": "列全的占比相加等于100%",
    "movement": "原数加上变动等于现数",
    "direction": "说上升的应当上升，说下降的应当下降",
    "change": "变动的数量与变动的百分比应当一致",
    "mean": "日均数乘以天数等于总数",
    "repetition": "同一件事两次所说的数应当相同",
    "limit": "占比不高于100%，下降不超过100%，也不会降到0以下",
    "target": "目标的期限应在成文之后",
    "period": "时期的终点应在起点之后",
}
"""The same in Chinese."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Statements that ought to satisfy an equation, in the order of its terms."""

    type: str
    terms: tuple[Statement, ...]
    equation: Equation

    def holds(self) -> bool:
        """Whether numbers that are printed like these can satisfy the equation."""
        return can_hold(self.equation, [term.printed.interval for term in self.terms])


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate by definition: the two counts that it is made of, by their verbs or, if not `by_verb`, by their names."""

    rate: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    by_verb: bool = True

    def is_part(self, statement: Statement) -> bool:
        """Whether a statement tells the count above the line."""
        return self.part.fullmatch(self._name(statement)) is not None

    def is_whole(self, statement: Statement) -> bool:
        """Whether a statement tells the count below the line."""
        return self.whole.fullmatch(self._name(statement)) is not None

    def _name(self, statement: Statement) -> str:
        fact = statement.fact
        return (fact.action if self.by_verb else fact.object) or ""


@dataclass(frozen=True, slots=True)
class Partition:
    """The kinds into which a whole falls: all there are of it, if `complete`, or some, none of them in another."""

    name: str
    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    complete: bool

    def is_of(self, name: str) -> bool:
        """Whether a name is that of the whole; 第一产业增加值 is that of a kind."""
        return bool(self.whole.search(name)) and sum(bool(kind.search(name)) for kind in self.parts) != 1

    def is_all(self, labels: Sequence[str]) -> bool:
        """Whether the labels name every kind, and there are no others."""
        return self.complete and len(self.sort(labels) or ()) == len(self.parts)

    def kinds(self, statements: Sequence[Statement]) -> dict[int, Statement] | None:
        """The statements by the kind that their object names, each another one; None if one names none or a second."""
        found = self.sort([statement.fact.object or "" for statement in statements])
        return None if found is None else dict(zip(found, statements, strict=True))

    def sort(self, labels: Sequence[str]) -> list[int] | None:
        """The kind that each label names, each another one; None if a label names none or one that is taken."""
        taken: list[int] = []
        for label in labels:
            kinds = [kind for kind, pattern in enumerate(self.parts) if pattern.search(label)]
            if len(kinds) != 1 or kinds[0] in taken:
                return None
            taken.append(kinds[0])
        return taken


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The content of lexicon/relations.toml."""

    rates: tuple[Rate, ...]
    partitions: tuple[Partition, ...]
    words: Mapping[str, re.Pattern[str]]


@cache
def knowledge() -> Knowledge:
    """What lexicon/relations.toml tells."""
    content: dict[str, Any] = lexicon.read("relations.toml")
    return Knowledge(
        rates=tuple(
            Rate(
                re.compile(f"(?:{entry['rate']})$"),
                re.compile(entry["part"]),
                re.compile(entry["whole"]),
                entry.get("by_verb", True),
            )
            for entry in content["rate"]
        ),
        partitions=tuple(
            Partition(
                entry["name"],
                re.compile(entry["whole"]),
                tuple(map(re.compile, entry["parts"])),
                entry.get("complete", True),
            )
            for entry in content["partition"]
        ),
        words={name: re.compile(pattern) for name, pattern in content["words"].items()},
    )


_MODIFIERS = late(
    r"^(?:全[年市省县区国部体社会]{1,2}|各[类级种项]|所有|年度?|当年|本[年市省]|应)+|(?:总人?数|总量|总额|数量|人?数|量|额|投入|规模)$"
)


def core(words: str) -> str:
    """The name of what is counted without 全市, 各类, 总数 and the like: 全年交通违法总数 is 交通违法."""
    stripped = _MODIFIERS.sub("", words)
    return stripped if len(stripped) >= 2 else words


def is_same_time(one: Statement, other: Statement) -> bool:
    """Whether two facts are told of the same period, as far as the text says."""
    a, b = one.fact, other.fact
    return a.modality == b.modality and (
        (a.period_start, a.period_end) == (b.period_start, b.period_end) or a.period_text == b.period_text
    )
