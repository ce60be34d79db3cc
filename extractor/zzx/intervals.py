"""Closed intervals of exact numbers, and what a printed quantity leaves open.

A printed number stands for every number that rounds to it, and bound words (余, 近, 以上) open it further. Everything is
a `Fraction`, so nothing here rounds; None is an end without limit.
"""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from zzx.facts import Fact
from zzx.patterns import late
from zzx.units import units

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `lower` to `upper`, both included."""

    lower: Fraction | None = None
    upper: Fraction | None = None

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_sum(self.lower, other.lower), _sum(self.upper, other.upper))

    def __neg__(self) -> "Interval":
        return Interval(
            None if self.upper is None else -self.upper, None if self.lower is None else -self.lower
        )

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        """The product of two intervals without negative numbers; what is below 0 is left out of them."""
        lower = max(self.lower or Fraction(0), Fraction(0)) * max(other.lower or Fraction(0), Fraction(0))
        if self.upper is None or other.upper is None:
            return Interval(lower, None)
        return Interval(lower, max(self.upper, Fraction(0)) * max(other.upper, Fraction(0)))

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotient of two intervals without negative numbers; what is below 0 is left out of them."""
        lower = max(self.lower or Fraction(0), Fraction(0))
        return Interval(
            lower / other.upper if other.upper else Fraction(0),
            max(self.upper, Fraction(0)) / other.lower
            if self.upper is not None and other.lower is not None and other.lower > 0
            else None,
        )

    def scaled(self, factor: Fraction | int) -> "Interval":
        """Its numbers times a positive one."""
        return Interval(
            None if self.lower is None else self.lower * factor,
            None if self.upper is None else self.upper * factor,
        )

    def meets(self, other: "Interval") -> bool:
        """Whether some number is in both."""
        return not (
            (self.upper is not None and other.lower is not None and self.upper < other.lower)
            or (self.lower is not None and other.upper is not None and other.upper < self.lower)
        )

    def holds(self, number: Fraction) -> bool:
        """Whether a number is in it."""
        return self.meets(Interval(number, number))

    def cut(self, other: "Interval") -> "Interval | None":
        """The numbers in both; None if there are none."""
        if not self.meets(other):
            return None
        lowers = [end for end in (self.lower, other.lower) if end is not None]
        uppers = [end for end in (self.upper, other.upper) if end is not None]
        return Interval(max(lowers, default=None), min(uppers, default=None))


NOT_NEGATIVE = Interval(Fraction(0), None)


def point(number: Fraction | Decimal | int) -> Interval:
    """The interval of one number."""
    return Interval(Fraction(number), Fraction(number))


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


# Printed numbers --------------------------------------------------------------------------------------------

_ARABIC = late(r"\d[\d,]*(?:\.\d+)?")
_SURPLUS = late(r"[余多]")
_NEARLY = late(r"[近]|接近|逼近")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed quantity may stand for, in the unit of its fact.

    `step` is one in its last printed digit: 10,000 for 26万起, 0.01 for 1.09.
    """

    interval: Interval
    step: Fraction


def printed(fact: Fact, written: str) -> Printed:
    """What the quantity of a fact may stand for; `written` is the quantity as the text has it, with its bound words.

    Counted things printed in full are exact. Other numbers are within half a step. Wordings without a stated end are
    taken widely: 约 from half to double, 余 to double, 近 from half.
    """
    if fact.value is None:
        return Printed(
            Interval(_fraction(fact.lower), _fraction(fact.upper)), step_of(fact.upper or fact.lower, written)
        )
    size = Fraction(abs(fact.value))
    step = step_of(fact.value, written)
    slack = Fraction(0) if step == 1 and _is_counted(fact) else step * _HALF
    interval = _bounded(size, slack, fact, written)
    if fact.value < 0 or (fact.value == 0 and fact.direction == "down"):
        interval = -interval
    return Printed(interval, step)


def _bounded(size: Fraction, slack: Fraction, fact: Fact, written: str) -> Interval:
    """The interval of a size without its sign."""
    lowest = Fraction(0)
    # Of a fall the limits are mirrored, so the bound word, not the limit that is open, tells which way it goes.
    match fact.bound:
        case "approx":
            return Interval(size * _HALF, size * 2)
        case "over" | "at_least":
            return Interval(max(size - slack, lowest), size * 2 if _SURPLUS.search(written) else None)
        case "under" | "at_most":
            return Interval(size * _HALF if _NEARLY.search(written) else lowest, size + slack)
        case _:
            return Interval(max(size - slack, lowest) if slack <= size else size - slack, size + slack)


def step_of(value: Decimal | None, written: str) -> Fraction:
    """One in the last digit that `written` prints of a value: 1.09亿 is printed to 1,000,000."""
    if value is None or value == 0:
        value = Decimal(1)
    if match := _ARABIC.search(unicodedata.normalize("NFKC", written).replace(" ", "").replace("，", ",")):
        digits = match[0].replace(",", "")
        decimals = len(digits.partition(".")[2])
        if number := Fraction(digits):
            scale = Fraction(abs(value)) / number
            if _is_power_of_ten(scale):
                return scale / Fraction(10**decimals)
        elif value == 1:
            return Fraction(1, 10**decimals)
    # Chinese numerals, and several numerals in one: as many digits as there are before the zeros.
    step = Fraction(1)
    size = Fraction(abs(value))
    while size % step:
        step /= 10
        if step < Fraction(1, 10**6):
            return step
    while size > 10 and size % (step * 10) == 0:
        step *= 10
    return step


def _is_power_of_ten(number: Fraction) -> bool:
    large, small = max(number.numerator, number.denominator), min(number.numerator, number.denominator)
    return small == 1 and str(large).rstrip("0") == "1"


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _is_counted(fact: Fact) -> bool:
    return fact.kind == "count" or (
        fact.kind == "change" and (fact.unit is None or fact.unit in _count_units())
    )


@cache
def _count_units() -> frozenset[str | None]:
    return units().names("count")
