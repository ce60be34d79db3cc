"""The relations between numbers that an audit checks, each solved for any of its terms.

`allowed(intervals, index)` is the set of numbers that the term at `index` may take when every other term is somewhere in
its own interval. No term occurs twice in a formula, so interval arithmetic gives that set exactly: an equation can hold
if and only if a term's interval meets what the others allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Protocol

from zzx.intervals import NOT_NEGATIVE, Interval, point

_ZERO, _ONE, _HUNDRED = point(0), point(1), point(100)


class Equation(Protocol):
    """A relation between terms."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval | None:
        """What the term at `index` may be, given the others; None if nothing satisfies it."""

    def formula(self, values: Sequence[str]) -> str:
        """The relation with the printed values in it."""


def can_hold(equation: Equation, intervals: Sequence[Interval]) -> bool:
    """Whether some numbers in the intervals satisfy the equation."""
    allowed = equation.allowed(intervals, 0)
    return allowed is not None and allowed.meets(intervals[0])


@dataclass(frozen=True, slots=True)
class Total:
    """The first term is the sum of the others, or, if not `complete`, at least their sum."""

    complete: bool = True

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """The sum for the whole; for a part, the whole less the other parts."""
        if index == 0:
            total = reduce(add, intervals[1:])
            return total if self.complete else Interval(total.lower, None)
        others = reduce(add, (part for at, part in enumerate(intervals) if at not in (0, index)), _ZERO)
        rest = intervals[0] - others
        return rest if self.complete else Interval(None, rest.upper)

    def formula(self, values: Sequence[str]) -> str:
        """A + B = whole."""
        return _signed(f"{' + '.join(values[1:])} {'=' if self.complete else '≤'} {values[0]}")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Part, whole, rate in percent: part / whole = rate."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """Solved for part, whole or rate."""
        part, whole, rate = intervals
        match index:
            case 0:
                return whole * rate / _HUNDRED
            case 1:
                return part * _HUNDRED / rate
            case _:
                return part * _HUNDRED / whole

    def formula(self, values: Sequence[str]) -> str:
        """part / whole = rate."""
        return f"{values[0]} / {values[1]} = {values[2]}"


@dataclass(frozen=True, slots=True)
class Proportion:
    """Pairs of part and share, one after the other: every part has its share of one and the same whole."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval | None:
        """A part is its share of every whole that the other pairs leave possible."""
        whole: Interval | None = NOT_NEGATIVE
        for at in range(0, len(intervals), 2):
            if whole is not None and at != index - index % 2:
                whole = whole.cut(intervals[at] * _HUNDRED / intervals[at + 1])
        if whole is None:
            return None
        if index % 2:
            return intervals[index - 1] * _HUNDRED / whole
        return whole * intervals[index + 1] / _HUNDRED

    def formula(self, values: Sequence[str]) -> str:
        """part / share = part / share."""
        return " = ".join(f"{part} / {share}" for part, share in zip(values[::2], values[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Growth:
    """Earlier level, later level, change: later = earlier × (1 + change), or earlier × (1 + change / 100) in percent."""

    percent: bool

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """Solved for the earlier level, the later level or the change."""
        earlier, later, change = intervals
        scale = 100 if self.percent else 1
        if index == 2:
            return (later / earlier - _ONE).scaled(scale)
        factor = _ONE + change.scaled(Fraction(1, scale))
        return later / factor if index == 0 else earlier * factor

    def formula(self, values: Sequence[str]) -> str:
        """earlier × (1 + change) = later."""
        return _signed(f"{values[0]} × (1 + {values[2]}) = {values[1]}")


@dataclass(frozen=True, slots=True)
class Increase:
    """Level, change in its unit, the same change in percent, both measured from the earlier level."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """level = change × (100 / percent + 1), in which no term occurs twice."""
        level, change, percent = intervals
        if change.upper is not None and change.upper <= 0:  # a fall: level = fall × (100 / loss − 1)
            fall, loss = -change, -percent
            match index:
                case 0:
                    return fall * (_HUNDRED / loss - _ONE)
                case 1:
                    return -(level / (_HUNDRED / loss - _ONE))
                case _:
                    return -(_HUNDRED / (level / fall + _ONE))
        match index:
            case 0:
                return change * (_HUNDRED / percent + _ONE)
            case 1:
                return level / (_HUNDRED / percent + _ONE)
            case _:
                return _HUNDRED / (level / change - _ONE)

    def formula(self, values: Sequence[str]) -> str:
        """level, change and percentage."""
        return _signed(f"{values[1]} / ({values[0]} − {values[1]}) = {values[2]}")


@dataclass(frozen=True, slots=True)
class Mean:
    """Total, mean: total = mean × `count`."""

    count: int

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """Solved for the total or the mean."""
        total, mean = intervals
        return mean.scaled(self.count) if index == 0 else total.scaled(Fraction(1, self.count))

    def formula(self, values: Sequence[str]) -> str:
        """mean × count = total."""
        return f"{values[1]} × {self.count} = {values[0]}"


@dataclass(frozen=True, slots=True)
class Same:
    """Both terms are the same number."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """The other term."""
        return intervals[1 - index]

    def formula(self, values: Sequence[str]) -> str:
        """one = other."""
        return f"{values[0]} = {values[1]}"


@dataclass(frozen=True, slots=True)
class AtMost:
    """The first term is at most the second."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """Below the larger or above the smaller one."""
        return Interval(None, intervals[1].upper) if index == 0 else Interval(intervals[0].lower, None)

    def formula(self, values: Sequence[str]) -> str:
        """smaller ≤ larger."""
        return f"{values[0]} ≤ {values[1]}"


@dataclass(frozen=True, slots=True)
class Hundred:
    """All terms together make 100 %."""

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:
        """What the other shares leave of 100."""
        return _HUNDRED - reduce(add, (share for at, share in enumerate(intervals) if at != index), _ZERO)

    def formula(self, values: Sequence[str]) -> str:
        """share + share = 100 %."""
        return f"{' + '.join(values)} = 100 %"


@dataclass(frozen=True, slots=True)
class Within:
    """One term, which lies in a fixed interval of its unit."""

    limits: Interval
    unit: str

    def allowed(self, intervals: Sequence[Interval], index: int) -> Interval:  # noqa: ARG002 (one term only)
        """The fixed interval."""
        return self.limits

    def formula(self, values: Sequence[str]) -> str:
        """lower ≤ value ≤ upper."""
        left = "" if self.limits.lower is None else f"{self.limits.lower}{self.unit} ≤ "
        right = "" if self.limits.upper is None else f" ≤ {self.limits.upper}{self.unit}"
        return f"{left}{values[0]}{right}"


def _signed(formula: str) -> str:
    """A formula in which what is added or taken away has no sign of its own."""
    return formula.replace("− -", "+ ").replace("+ -", "− ")
