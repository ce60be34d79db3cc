"""The record: what validates, what does not and why, and its JSON."""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from zzx.facts import FACT_COLUMNS, Fact, Rejected, fact_schema, format_number, parse_json

COLUMNS = (
    "id kind subject action object value unit bound lower upper basis direction modality period_text period_start "
    "period_end place place_code quote group of section path line page start end value_start value_end rule"
)

# 审结案件3122起 of a text
COUNT: dict[str, Any] = {
    "id": "0123456789abcdef",
    "kind": "count",
    "subject": "法院",
    "action": "审结",
    "object": "案件",
    "value": Decimal(3122),
    "unit": "起",
    "bound": "exact",
    "lower": Decimal(3122),
    "upper": Decimal(3122),
    "basis": None,
    "direction": None,
    "modality": "actual",
    "period_text": "今年以来",
    "period_start": datetime.date(2024, 1, 1),
    "period_end": datetime.date(2024, 10, 28),
    "place": "株洲市",
    "place_code": "430200",
    "quote": "审结案件3122起",
    "group": None,
    "of": None,
    "section": None,
    "path": "a.txt",
    "line": 3,
    "page": None,
    "start": 20,
    "end": 29,
    "value_start": 24,
    "value_end": 29,
    "rule": "object before",
}


def numbers(value: str | None, lower: str | None, upper: str | None) -> dict[str, Any]:
    given = {"value": value, "lower": lower, "upper": upper}
    return {name: None if number is None else Decimal(number) for name, number in given.items()}


def change(direction: str | None, value: str) -> dict[str, Any]:
    return {"kind": "change", "unit": "%", "direction": direction, **numbers(value, value, value)}


def test_columns_are_those_of_the_definition_in_its_order() -> None:
    assert tuple(COLUMNS.split()) == FACT_COLUMNS


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"unit": None},
        {"kind": "money", "unit": "元"},
        {"kind": "money", "unit": "美元"},
        {"kind": "money", "unit": "元/吨"},
        {"kind": "rate", "unit": "%", "bound": "at_least", **numbers("90", "90", None)},
        {"kind": "rate", "unit": None, **numbers("0.3333", "0.3333", "0.3333")},
        {"kind": "rate", "unit": "倍", **numbers("3", "3", "3")},
        {"kind": "rank", "unit": None, "bound": "at_most", **numbers("3", None, "3")},
        {"kind": "duration", "unit": "年", **numbers("1.5", "1.5", "1.5")},
        {"kind": "measure", "unit": "公里"},
        {**change("up", "13.1"), "basis": "yoy"},
        change("down", "-13.1"),
        {**change("flat", "0"), "unit": None},
        {**change("down", "-13"), "bound": "over", **numbers("-13", None, "-13")},
        {**change("down", "-3"), "bound": "under", **numbers("-3", "-3", None)},
        {"direction": "up"},
        {"kind": "duration", "unit": "年", "direction": "down"},
        {"bound": "approx", **numbers("2000000", None, None)},
        {"bound": "over", **numbers("3000000", "3000000", None)},
        {"bound": "under", **numbers("120000", None, "120000")},
        {"bound": "range", **numbers(None, "3", "5")},
        {"bound": "vague", **numbers(None, "200", "1000")},
        {"bound": "vague", **numbers(None, "20", None)},
        {"period_start": None},
        {"period_start": datetime.date(2024, 10, 28)},
    ],
)
def test_validates(fields: dict[str, Any]) -> None:
    Fact.model_validate({**COUNT, **fields})


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "money", "unit": None}, "no currency"),
        ({"kind": "money", "unit": "起"}, "no currency: 起"),
        ({"kind": "rate", "unit": "起"}, "no unit of a rate: 起"),
        ({"kind": "rank", "unit": "位"}, "a rank has no unit: 位"),
        ({"kind": "duration", "unit": None}, "a duration has a unit"),
        ({"kind": "measure", "unit": None}, "a measure has a unit"),
        (change(None, "3"), "a change has a direction"),
        (change("up", "-3"), "a rise is positive"),
        (change("down", "3"), "a fall is negative"),
        (change("flat", "3"), "what stays flat changes by 0"),
        ({"basis": "yoy"}, "a count has no basis of comparison"),
        (numbers("3122", "3122", None), "an exact quantity is its own lower and upper limit"),
        (numbers(None, None, None), "an exact quantity is its own lower and upper limit"),
        (numbers("7", "3", "5"), "an exact quantity is its own lower and upper limit"),
        ({"bound": "range", **numbers("4", "3", "5")}, "a range has no single value"),
        ({"bound": "range", **numbers(None, "5", "3")}, "lower 5 is above upper 3"),
        ({"bound": "range", **numbers(None, "3", "3")}, "a range has two different ends"),
        ({"bound": "range", **numbers(None, "3", None)}, "a range has two different ends"),
        ({"bound": "vague", **numbers("3", "3", None)}, "a vague quantity has no value"),
        ({"bound": "vague", **numbers(None, None, None)}, "a vague quantity has at least one limit"),
        ({"bound": "approx", **numbers("3", "3", "3")}, "an approximate quantity has a value and no limits"),
        ({"bound": "over", **numbers("3", "3", "3")}, "limited by it on one side"),
        ({"bound": "over", **numbers("3", "4", None)}, "limited by it on one side"),
        ({"bound": "at_most", **numbers("3", None, None)}, "limited by it on one side"),
        ({"start": 25}, "offsets out of order"),
        ({"value_end": 30}, "offsets out of order"),
        ({"value_end": 24}, "offsets out of order"),
        ({"period_start": datetime.date(2025, 1, 1)}, "period ends before it starts"),
        ({"quote": ""}, "quote: String should have at least 1 character"),
        ({"object": ""}, "object: String should have at least 1 character"),
        ({"id": "x"}, "id: String should match pattern"),
        ({"value": 3122.0}, "value: Input should be an instance of Decimal"),
        ({"value": Decimal("NaN")}, "value: Input should be a finite number"),
        ({"period_start": "2024-01-01"}, "period_start: Input should be a valid date"),
        ({"kind": "number"}, "kind: Input should be 'count'"),
        ({"bound": "about"}, "bound: Input should be 'exact'"),
        ({"line": 0}, "line: Input should be greater than or equal to 1"),
        ({"sheet": 1}, "sheet: Extra inputs are not permitted"),
        ({"page": 0}, "page: Input should be greater than or equal to 1"),
    ],
)
def test_does_not_validate(fields: dict[str, Any], problem: str) -> None:
    from zzx.check import describe

    with pytest.raises(ValidationError) as caught:
        Fact.model_validate({**COUNT, **fields})
    assert problem in describe(caught.value)


def test_every_field_is_required_and_none_can_be_set() -> None:
    for column in FACT_COLUMNS:
        with pytest.raises(ValidationError):
            Fact.model_validate({name: value for name, value in COUNT.items() if name != column})
    with pytest.raises(ValidationError):
        Fact.model_validate(COUNT).value = Decimal(1)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("13.10", "13.1"),
        ("41.86", "41.86"),
        ("5.0", "5"),
        ("3E+6", "3000000"),
        ("0.0", "0"),
        ("-0.0", "0"),
        ("1E-7", "0.0000001"),
    ],
)
def test_numbers_are_plain_and_exact(number: str, digits: str) -> None:
    assert format_number(Decimal(number)) == digits


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_json_keeps_every_digit(number: Decimal) -> None:
    fact = Fact.model_validate({**COUNT, "value": number, "lower": number, "upper": number})
    assert Fact.from_record(parse_json(fact.to_json())) == fact
    assert "E" not in fact.to_json().partition("value")[2].partition(",")[0]


@given(st.text(min_size=1))
def test_json_keeps_every_character(words: str) -> None:
    fact = Fact.model_validate({**COUNT, "object": words})
    line = fact.to_json()
    assert "\n" not in line
    assert Fact.from_record(parse_json(line)) == fact


def test_json_of_pydantic_says_the_same() -> None:
    for fields in ({}, change("down", "-13.10"), {"period_start": None}):
        fact = Fact.model_validate({**COUNT, **fields})
        assert json.loads(fact.model_dump_json()) == json.loads(fact.to_json())


def test_schema_is_up_to_date() -> None:
    schema = Path(__file__).parent.parent / "schemas" / "fact.schema.json"
    assert schema.read_text(encoding="utf-8") == fact_schema(), "run make schemas"


def test_schema_accepts_facts_and_refuses_others() -> None:
    schema = json.loads(fact_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    record = json.loads(Fact.model_validate(COUNT).to_json())
    validator.validate(record)
    assert list(schema["properties"]) == list(FACT_COLUMNS) == schema["required"]
    for wrong in ({"kind": "number"}, {"value": "3122"}, {"sheet": 1}, {"page": 0}, {"line": 0}, {"id": "x"}):
        assert not validator.is_valid({**record, **wrong})


def test_a_rejected_numeral_is_a_span() -> None:
    good = {"path": "-", "line": 1, "start": 3, "end": 5, "text": "第一", "reason": "ordinal"}
    assert Rejected.model_validate(good).to_json() == json.dumps(good, ensure_ascii=False)
    with pytest.raises(ValidationError, match="an empty span"):
        Rejected.model_validate({**good, "end": 3})
