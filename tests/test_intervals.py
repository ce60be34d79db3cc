"""Exact intervals, what a printed number stands for, and equations solved for each of their terms."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx import extract
from zzx.equations import (
    AtMost,
    Equation,
    Growth,
    Hundred,
    Increase,
    Mean,
    Proportion,
    Ratio,
    Same,
    Total,
    Within,
    can_hold,
)
from zzx.intervals import Interval, point, printed, step_of


def interval(lower: object, upper: object) -> Interval:
    return Interval(*(None if end is None else Fraction(str(end)) for end in (lower, upper)))


# One quantity in a sentence, and what it may stand for.
PRINTED = [
    ("全市共破获案件3122起。", "3122", "3122"),
    ("全市发放补贴1.09亿元。", "108500000", "109500000"),
    ("全市共接待群众26万人次。", "255000", "265000"),
    ("案件结案率为90.76%。", "90.755", "90.765"),
    ("案件结案率为91.0%。", "90.95", "91.05"),
    ("群众满意度为九成。", "85", "95"),
    ("全市排查隐患300余处。", "300", "600"),
    ("全市发放资料近12万份。", "60000", "125000"),
    ("全市发放资料约200份。", "100", "400"),
    ("调解成功率达99%以上。", "98.5", None),
    ("刑事案件同比下降13.1%。", "-13.15", "-13.05"),
    ("刑事案件同比减少269件。", "-269", "-269"),
    ("全市排查隐患30至50处。", "30", "50"),
    ("粮食产量1136.1万吨。", "11360500", "11361500"),
    ("全市走访企业１２００家。", "1200", "1200"),
]


@pytest.mark.parametrize(("text", "lower", "upper"), PRINTED)
def test_a_printed_number_stands_for_all_that_round_to_it(text: str, lower: str, upper: str | None) -> None:
    [fact] = extract(text).facts
    assert printed(fact, text[fact.value_start : fact.value_end]).interval == interval(lower, upper)


@pytest.mark.parametrize(
    ("value", "written", "step"),
    [
        ("3122", "3122起", "1"),
        ("109000000", "1.09亿元", "1000000"),
        ("9.9", "9.90%", "0.01"),
        ("1349084", "1,349,084", "1"),
        ("300", "三百", "100"),
        ("350", "三百五十", "10"),
        ("10", "十", "1"),
        ("3.5", "百分之三点五", "0.1"),
        ("0", "0.0%", "0.1"),
    ],
)
def test_the_last_printed_digit(value: str, written: str, step: str) -> None:
    assert step_of(Decimal(value), written) == Fraction(step)


def test_intervals_are_exact_and_closed() -> None:
    assert interval(1, 2) + interval(3, 4) == interval(4, 6)
    assert interval(1, 2) - interval(3, None) == interval(None, -1)
    assert interval(1, 2) * interval(3, None) == interval(3, None)
    assert interval(1, 2) / interval(0, 4) == interval("0.25", None)
    assert interval(1, 2).meets(interval(2, 3))
    assert not interval(1, 2).meets(interval("2.0001", 3))
    assert interval(1, 3).cut(interval(2, 5)) == interval(2, 3)
    assert interval(1, 2).cut(interval(3, 4)) is None
    assert Interval().holds(Fraction(-(10**30)))
    assert point(Decimal("0.1")) + point(Decimal("0.2")) == point(Decimal("0.3"))


# An equation and numbers that satisfy it.
SATISFIED: list[tuple[Equation, list[str]]] = [
    (Total(), ["60", "10", "20", "30"]),
    (Total(complete=False), ["70", "10", "20", "30"]),
    (Ratio(), ["45", "60", "75"]),
    (Proportion(), ["45", "75", "6", "10"]),
    (Growth(percent=True), ["80", "100", "25"]),
    (Growth(percent=True), ["100", "80", "-20"]),
    (Growth(percent=False), ["40", "120", "2"]),
    (Increase(), ["125", "25", "25"]),
    (Increase(), ["75", "-25", "-25"]),
    (Mean(30), ["300", "10"]),
    (Same(), ["7", "7"]),
    (AtMost(), ["6", "7"]),
    (Hundred(), ["60", "30", "10"]),
    (Within(Interval(None, Fraction(100)), "%"), ["99"]),
]


@pytest.mark.parametrize(("equation", "numbers"), SATISFIED)
def test_each_term_is_what_the_others_allow(equation: Equation, numbers: list[str]) -> None:
    intervals = [point(Fraction(number)) for number in numbers]
    assert can_hold(equation, intervals)
    for index, term in enumerate(intervals):
        allowed = equation.allowed(intervals, index)
        assert allowed is not None
        assert allowed.meets(term)
    assert all(number.removeprefix("-") in equation.formula(numbers) for number in numbers)


@given(
    at=st.integers(min_value=0, max_value=len(SATISFIED) - 1),
    widths=st.lists(st.tuples(st.fractions(0, 1), st.fractions(0, 1)), min_size=4, max_size=4),
)
def test_no_interval_around_a_solution_is_refused(at: int, widths: list[tuple[Fraction, Fraction]]) -> None:
    equation, numbers = SATISFIED[at]
    intervals = [
        Interval(Fraction(number) - below, Fraction(number) + above)
        for number, (below, above) in zip(numbers, widths, strict=False)
    ]
    for index, term in enumerate(intervals):
        allowed = equation.allowed(intervals, index)
        assert allowed is not None
        assert allowed.meets(term)


@pytest.mark.parametrize(
    ("equation", "numbers"),
    [
        (Total(), ["61", "10", "20", "30"]),
        (Total(complete=False), ["59", "10", "20", "30"]),
        (Ratio(), ["45", "60", "74"]),
        (Proportion(), ["45", "75", "7", "10"]),
        (Growth(percent=True), ["80", "100", "24"]),
        (Increase(), ["125", "25", "20"]),
        (Increase(), ["75", "-25", "-33"]),
        (Mean(31), ["300", "10"]),
        (Same(), ["7", "8"]),
        (AtMost(), ["8", "7"]),
        (Hundred(), ["60", "30", "11"]),
    ],
)
def test_a_wrong_number_is_refused_for_every_term(equation: Equation, numbers: list[str]) -> None:
    intervals = [point(Fraction(number)) for number in numbers]
    for index, term in enumerate(intervals):
        allowed = equation.allowed(intervals, index)
        assert allowed is None or not allowed.meets(term)
