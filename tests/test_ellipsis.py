"""Ellipsis: verbs, objects, units and heads that are said once and serve several quantities."""

import pytest

from zzx.facts import Fact
from zzx.pipeline import extract


def facts(text: str) -> tuple[Fact, ...]:
    return extract(text).facts


def roles(text: str) -> list[tuple[str | None, str | None]]:
    return [(fact.action, fact.object) for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a verb said once
        ("破获盗窃案2起，汽车刮擦案3起。", [("破获", "盗窃案"), ("破获", "汽车刮擦案")]),
        ("追回电动车95辆、手机61部。", [("追回", "电动车"), ("追回", "手机")]),
        # an object said once
        ("受理各类案件11958件，审结10853件。", [("受理", "各类案件"), ("审结", "各类案件")]),
        ("起诉涉黑案件24件54人。", [("起诉", "涉黑案件"), ("起诉", "涉黑案件")]),
        # a change of the level before it
        ("实现旅游收入138亿元，同比增长11.2%。", [("实现", "旅游收入")] * 2),
        ("受理案件4180件，增长2%；结案率95%。", [("受理", "案件"), ("受理", "案件"), (None, "结案率")]),
        # heads said once for a list
        ("手机、汽车出口额分别增长3%、5%。", [(None, "手机出口额"), (None, "汽车出口额")]),
        # what the strong stop parts
        ("破获案件2起；新建公路3公里。", [("破获", "案件"), ("新建", "公路")]),
    ],
)
def test_what_is_said_once(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert roles(text) == expected


def test_a_unit_said_once() -> None:
    found = facts("上述比例分别提高30.1、20.3个百分点。")
    assert [(fact.value, fact.unit, fact.direction) for fact in found] == [
        (value, "个百分点", "up") for value in (found[0].value, found[1].value)
    ]
    assert str(found[0].value) == "30.1"


def test_separate_changes_belong_to_their_levels_in_order() -> None:
    found = facts("全市受理案件25.4万件，办结23.1万件，同比分别上升3.6%和3.1%。")
    assert [fact.kind for fact in found] == ["count", "count", "change", "change"]
    assert [fact.of for fact in found[2:]] == [found[0].id, found[1].id]


def test_a_change_points_at_its_level() -> None:
    level, change = facts("实现旅游收入138亿元，同比增长11.2%。")
    assert (level.of, change.of) == (None, level.id)


def test_a_share_points_at_its_part() -> None:
    part, share = facts("基层法院收案8万件，占收案总数的84.7%。")
    assert (share.kind, share.of) == ("rate", part.id)


def test_quotation_marks_around_a_whole_phrase_are_dropped() -> None:
    assert roles("建成“百姓说事点”114处、“枫桥式”派出所9个。") == [
        ("建成", "百姓说事点"),
        ("建成", "“枫桥式”派出所"),
    ]


@pytest.mark.parametrize("text", ["甲、乙、丙三项。", "共3。"])
def test_bare_numerals_and_tallies_are_rejected(text: str) -> None:
    assert facts(text) == ()


def test_an_age_has_no_object() -> None:
    (age,) = facts("李某现年43岁。")
    assert (age.kind, age.object, age.unit) == ("duration", None, "岁")
