"""From drafts to facts: identifiers, quotes, lines, groups, and drafts that are wrong."""

from decimal import Decimal
from typing import Any

import pytest

from zzx.check import Lines, reject, unwrapped, validate
from zzx.facts import Draft

TEXT = "今年以来,受理案件24件54人,\n其中追回法治护\n\n航资金300余万\n元。"


def draft(quantity: str, number: str, **fields: Any) -> Draft:
    """A draft of a quantity of TEXT that is its own quote."""
    start = TEXT.index(quantity)
    value = Decimal(number)
    given = {"kind": "count", "value": value, "lower": value, "upper": value, "unit": "件", "rule": "test"}
    span = {
        "start": start,
        "end": start + len(quantity),
        "value_start": start,
        "value_end": start + len(quantity),
    }
    return Draft(**{**span, **given, **fields})


def test_a_draft_becomes_a_fact_with_its_provenance() -> None:
    [fact], rejected = validate([draft("24件", "24", action="受理", start=5, section="一")], TEXT, "a/b.txt")
    assert rejected == []
    assert (fact.quote, fact.line, fact.path, fact.section) == ("受理案件24件", 1, "a/b.txt", "一")
    assert TEXT[fact.value_start : fact.value_end] == "24件"


def test_identifiers_depend_on_text_and_offsets_alone() -> None:
    [one], _ = validate([draft("24件", "24")], TEXT, "a.txt")
    [same], _ = validate([draft("24件", "24", object="案件")], TEXT, "b.txt")
    [other], _ = validate([draft("24件", "24")], TEXT + "。", "a.txt")
    assert one.id == same.id == "d0ad602109e52eb0"
    assert other.id != one.id


def test_a_quote_is_the_text_without_line_wraps() -> None:
    wrapped = draft(
        "300余万\n元",
        "3000000",
        kind="money",
        unit="元",
        bound="over",
        upper=None,
        start=TEXT.index("法治护"),
    )
    [fact], _ = validate([wrapped], TEXT, "-")
    assert fact.quote == "法治护航资金300余万元"
    assert fact.line == 4


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法治护\n\n航", "法治护航"),
        ("法治护 \r\n  航", "法治护航"),
        ("法治护\f航", "法治护航"),
        ("法治护\u2028航", "法治护航"),
        ("21 997 人", "21 997 人"),
        ("法治\u3000护航", "法治\u3000护航"),
    ],
)
def test_only_white_space_that_breaks_a_line_is_left_out(text: str, quote: str) -> None:
    assert unwrapped(text) == quote


def test_lines_are_counted_whatever_ends_them() -> None:
    lines = Lines("a\nb\r\nc\rd\f\n")
    assert [lines.number(offset) for offset in (0, 1, 2, 5, 7, 8)] == [1, 1, 2, 3, 4, 4]


def test_a_coordination_shares_a_name() -> None:
    facts, _ = validate([draft("24件", "24", group=7), draft("54人", "54", unit="人", group=7)], TEXT, "-")
    assert facts[0].group == facts[1].group == facts[0].id
    facts, _ = validate([draft("24件", "24"), draft("54人", "54", group=7)], TEXT, "-")
    assert facts[0].group is None


def test_of_becomes_the_identifier_of_the_other_fact() -> None:
    facts, _ = validate([draft("24件", "24", of=1), draft("54人", "54")], TEXT, "-")
    assert facts[0].of == facts[1].id


def test_a_bad_draft_is_rejected_and_nothing_points_at_it() -> None:
    bad = draft("54人", "54", kind="money")
    facts, rejected = validate([draft("24件", "24", of=1, group=1), bad], TEXT, "x.txt")
    assert [fact.of for fact in facts] == [None]
    [numeral] = rejected
    assert (numeral.text, numeral.reason) == ("54人", "invalid: no currency: 件")
    assert TEXT[numeral.start : numeral.end] == "54人"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start": -3}, "invalid: a quote outside the text"),
        ({"end": 1000}, "invalid: a quote outside the text"),
        ({"value_end": 1000, "end": 1000}, "invalid: a quote outside the text"),
        ({"start": 10}, "invalid: offsets out of order"),
        ({"value_start": 14}, "invalid: offsets out of order"),
        ({"value": None}, "invalid: an exact quantity"),
        ({"value": 24}, "invalid: value: Input should be an instance of Decimal"),
        ({"object": ""}, "invalid: object: String should have at least 1 character"),
    ],
)
def test_what_is_wrong_with_a_draft_is_said(fields: dict[str, Any], reason: str) -> None:
    facts, [numeral] = validate([draft("24件", "24", **fields)], TEXT, "-")
    assert facts == []
    assert numeral.reason.startswith(reason)


def test_one_quantity_is_one_fact() -> None:
    facts, [numeral] = validate([draft("24件", "24"), draft("24件", "24", object="案件")], TEXT, "-")
    assert len(facts) == 1
    assert numeral.reason == "invalid: a second fact of the same quantity"


def test_rejected_numerals_have_their_place_and_reason() -> None:
    [numeral] = reject([(TEXT.index("300"), TEXT.index("。"), "test")], TEXT, "x.txt")
    assert (numeral.path, numeral.line, numeral.text, numeral.reason) == ("x.txt", 4, "300余万元", "test")
