"""What a fact is: the record, its validation, and its JSON.

A `Fact` is one measured statement of a text. Its columns and their order are the same in every output format.
Offsets count characters (code points) of the document's text, ends are exclusive.
"""

import datetime
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from json.encoder import encode_basestring
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

from zzx.units import units

Kind = Literal["count", "money", "rate", "change", "rank", "duration", "measure"]
Bound = Literal["exact", "approx", "over", "at_least", "under", "at_most", "range", "vague"]
Basis = Literal["yoy", "previous_year", "previous_period", "since", "other"]
Direction = Literal["up", "down", "flat"]
Modality = Literal["actual", "target"]

KINDS: tuple[Kind, ...] = get_args(Kind)


def format_number(value: Decimal, separator: str = "") -> str:
    """The number in plain digits, exact, without exponent and trailing zeros: 13.10 is 13.1.

    `separator` ("," or nothing) parts the thousands.
    """
    digits = format(value, f"{separator}f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    PlainSerializer(_json_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
Words = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]


class Draft(NamedTuple):
    """A fact that has not been validated: what `resolve` hands to `check`.

    `start:end` is the quote and `value_start:value_end` the quantity with its bound words and unit, both as
    offsets into the document's text. `group` numbers the coordination that the draft belongs to and `of` is
    the index, in the document's list of drafts, of the one that it qualifies. The other fields are those of
    `Fact`.
    """

    start: int
    end: int
    value_start: int
    value_end: int
    kind: Kind
    rule: str
    subject: str | None = None
    action: str | None = None
    object: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    bound: Bound = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    basis: Basis | None = None
    direction: Direction | None = None
    modality: Modality = "actual"
    period_text: str | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    place: str | None = None
    place_code: str | None = None
    group: int | None = None
    of: int | None = None
    section: str | None = None


class Record(BaseModel):
    """What facts and rejected numerals share: strict, immutable, no other fields, JSON on one line."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    def to_json(self) -> str:
        """One line of JSON: numbers exact and as JSON numbers, dates ISO 8601, absent values null."""
        return json_line(self.__dict__)


class Fact(Record):
    """One measured statement of a text; its columns are described in the schema."""

    id: str = Field(
        pattern=r"^[0-9a-f]{16}$",
        description="Stable identifier: the same text and offsets give the same id on every machine",
    )
    kind: Kind = Field(description="What sort of statement it is")
    subject: Words | None = Field(description="Who did it or whom it describes")
    action: Words | None = Field(description="The verb whose result the quantity is; null for plain states")
    object: Words | None = Field(description="What is counted or measured")
    value: Number | None = Field(
        description="The number in `unit`, 万 and 亿 multiplied out; a fall is negative; 41.86% is 41.86"
    )
    unit: Words | None = Field(
        description="Measure word or unit without 万 and 亿; null for ranks and bare numbers"
    )
    bound: Bound = Field(description="How the wording limits the value")
    lower: Number | None = Field(
        description="Lower end of the closed interval that the wording allows; null is open"
    )
    upper: Number | None = Field(
        description="Upper end of the closed interval that the wording allows; null is open"
    )
    basis: Basis | None = Field(description="What a change is measured against")
    direction: Direction | None = Field(
        description="Which way it moved: changes, levels reached by moving, and runs of movement"
    )
    modality: Modality = Field(
        description="`actual` for what happened or is, `target` for plans and requirements"
    )
    period_text: Words | None = Field(description="The time expression that governs the fact")
    period_start: datetime.date | None = Field(description="Its first day; null where it cannot be known")
    period_end: datetime.date | None = Field(description="Its last day; null where it cannot be known")
    place: Words | None = Field(
        description="The administrative place that the fact is about, by its own name"
    )
    place_code: str | None = Field(
        pattern=r"^[0-9]{6}$",
        description="Its code by GB/T 2260; null for states, zones and names that do not tell which place is meant",
    )
    quote: Words = Field(description="The shortest stretch of text that holds action, object and quantity")
    group: Words | None = Field(description="Shared by the facts that the text coordinates")
    of: str | None = Field(
        pattern=r"^[0-9a-f]{16}$",
        description="The `id` of the fact that this change, share or rate qualifies",
    )
    section: Words | None = Field(description="The nearest heading above")
    path: Words = Field(description="The document, relative to the argument given")
    line: int = Field(ge=1, description="Line of the quantity in the document's text, counted from 1")
    page: Annotated[int, Field(ge=1)] | None = Field(
        description="Page of the quantity, counted from 1; null where the document's format has no pages"
    )
    start: Offset = Field(description="Offset of `quote` in the document's text, in characters")
    end: Offset = Field(description="End of `quote`, exclusive")
    value_start: Offset = Field(description="Offset of the quantity: numeral, bound words and unit")
    value_end: Offset = Field(description="End of the quantity, exclusive")
    rule: Words = Field(description="Name of the rule that produced the fact")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if problems := [*_span_problems(self), *_bound_problems(self), *_kind_problems(self)]:
            raise ValueError("; ".join(problems))
        return self

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The fact of a JSON object that `parse_json` read; raises ValueError (pydantic.ValidationError)."""
        fields = dict(record)
        for name in ("period_start", "period_end"):
            if isinstance(fields.get(name), str):
                fields[name] = datetime.date.fromisoformat(fields[name])
        for name in ("value", "lower", "upper"):
            if type(fields.get(name)) is int:
                fields[name] = Decimal(fields[name])
        return cls.model_validate(fields)


FACT_COLUMNS: tuple[str, ...] = tuple(Fact.model_fields)


class Rejected(Record):
    """A numeral of the text that is part of no fact, and why."""

    path: Words = Field(description="The document, relative to the argument given")
    line: int = Field(ge=1, description="Line of the numeral, counted from 1")
    start: Offset = Field(description="Offset of the rejected stretch in the document's text, in characters")
    end: Offset = Field(description="End of the stretch, exclusive")
    text: Words = Field(description="The stretch, without line-wrap white space")
    reason: Words = Field(description="Why it is no fact: date, ordinal, slogan, phone, word …")

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"an empty span: {self.start}:{self.end}")
        return self


REJECTED_COLUMNS: tuple[str, ...] = tuple(Rejected.model_fields)


# Kinds and bounds -------------------------------------------------------------------------------------------


@cache
def _units(*families: str) -> frozenset[str | None]:
    """The units of some families, as a fact may give them."""
    return units().names(*families)


def _is_currency(unit: str | None) -> bool:
    """Whether a unit is an amount of money, or of money per something: 元, 元/吨."""
    return unit is not None and unit.partition("/")[0] in _units("money")


def _span_problems(fact: Fact) -> list[str]:
    problems = []
    if not fact.start <= fact.value_start < fact.value_end <= fact.end:
        problems.append(
            f"offsets out of order: {fact.start}:{fact.end} around {fact.value_start}:{fact.value_end}"
        )
    if fact.period_start and fact.period_end and fact.period_start > fact.period_end:
        problems.append(f"period ends before it starts: {fact.period_start} to {fact.period_end}")
    return problems


def _bound_problems(fact: Fact) -> list[str]:
    value, lower, upper = fact.value, fact.lower, fact.upper
    if lower is not None and upper is not None and lower > upper:
        return [f"lower {lower} is above upper {upper}"]
    match fact.bound:
        case "range":
            if value is not None:
                return ["a range has no single value"]
            if lower is None or upper is None or lower == upper:
                return ["a range has two different ends"]
        case "vague":
            if value is not None:
                return ["a vague quantity has no value"]
            if lower is None and upper is None:
                return ["a vague quantity has at least one limit"]
        case "exact":
            if value is None or not value == lower == upper:
                return ["an exact quantity is its own lower and upper limit"]
        case "approx":
            if value is None or lower is not None or upper is not None:
                return ["an approximate quantity has a value and no limits"]
        case "over" | "at_least" | "under" | "at_most":
            # For a fall the interval is signed: 下降超过13% has no lower limit and the upper limit -13.
            if value is None or (lower is None) == (upper is None) or value not in (lower, upper):
                return [f"a quantity that is {fact.bound} its value is limited by it on one side"]
    return []


def _kind_problems(fact: Fact) -> list[str]:
    problems = []
    if fact.basis is not None and fact.kind != "change":
        problems.append(f"a {fact.kind} has no basis of comparison")
    match fact.kind:
        case "money" if not _is_currency(fact.unit):
            problems.append(f"no currency: {fact.unit}")
        case "rate" if fact.unit is not None and fact.unit not in _units("percent", "points", "multiple"):
            problems.append(f"no unit of a rate: {fact.unit}")
        case "rank" if fact.unit is not None:
            problems.append(f"a rank has no unit: {fact.unit}")
        case "duration" | "measure" if fact.unit is None:
            problems.append(f"a {fact.kind} has a unit")
        case "change":
            problems += _change_problems(fact)
    return problems


def _change_problems(fact: Fact) -> list[str]:
    numbers = [number for number in (fact.value, fact.lower, fact.upper) if number is not None]
    match fact.direction:
        case None:
            return ["a change has a direction"]
        case "flat" if any(numbers):
            return ["what stays flat changes by 0"]
        case "up" if min(numbers, default=Decimal(0)) < 0:
            return ["a rise is positive"]
        case "down" if max(numbers, default=Decimal(0)) > 0:
            return ["a fall is negative"]
    return []


# JSON -------------------------------------------------------------------------------------------------------

_WRITERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    Decimal: format_number,
    datetime.date: lambda day: f'"{day.isoformat()}"',
    dict: lambda fields: json_line(fields),
}


def json_value(value: object) -> str:
    """One value as JSON: decimals as exact JSON numbers, dates as ISO 8601 strings, dicts on one line."""
    return "null" if value is None else _WRITERS.get(type(value), str)(value)


@lru_cache(maxsize=64)
def _shape(names: tuple[str, ...]) -> str:
    """A line of JSON with a gap for the value of each of these names."""
    return "{" + ", ".join(encode_basestring(name).replace("%", "%%") + ": %s" for name in names) + "}"


def json_line(fields: Mapping[str, object]) -> str:
    """One line of JSON with the fields in their order."""
    values = ["null" if value is None else _WRITERS.get(type(value), str)(value) for value in fields.values()]
    return _shape(tuple(fields)) % tuple(values)


def parse_json(text: str) -> Any:
    """JSON with its decimals exact: what `Fact.from_record` takes. Raises ValueError."""
    return json.loads(text, parse_float=Decimal)


def fact_schema() -> str:
    """The JSON Schema (2020-12) of the record of a fact."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Fact.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
