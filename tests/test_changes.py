"""Changes: what sort of statement a quantity makes, which way it moved, and against what."""

from decimal import Decimal

import pytest

from zzx import changes
from zzx.facts import Fact
from zzx.pipeline import extract


def fact(text: str) -> Fact:
    return extract(text).facts[-1]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "direction"),
    [
        ("案件数下降13.1%。", "change", "-13.1", "%", "down"),
        ("满意度提高7.8个百分点。", "change", "7.8", "个百分点", "up"),
        ("办理时间缩短132天。", "change", "-132", "天", "down"),
        ("就业人数增加269人。", "change", "269", "人", "up"),
        ("产值增长2倍。", "change", "2", "倍", "up"),
        ("投资增长-0.8%。", "change", "-0.8", "%", "down"),
        ("产量增速126.5%。", "change", "126.5", "%", "up"),
        ("价格降幅为13%。", "change", "-13", "%", "down"),
        # a level reached by movement
        ("覆盖率提高到99.4%。", "rate", "99.4", "%", "up"),
        ("合作社增至35家。", "count", "35", "家", "up"),
        ("死亡率降为0.17‰。", "rate", "0.17", "‰", "down"),
        # levels
        ("结案率90.76%。", "rate", "90.76", "%", None),
        ("破获案件12起。", "count", "12", "起", None),
        ("发放贷款3亿元。", "money", "300000000", "元", None),
        ("新建公路28.6公里。", "measure", "28.6", "公里", None),
        ("办理时限3个工作日。", "duration", "3", "个工作日", None),
        ("安全感位居全省第一。", "rank", "1", None, None),
        ("消费额是五年前的3倍。", "rate", "3", "倍", None),
    ],
)
def test_kind_value_and_direction(
    text: str, kind: str, value: str, unit: str | None, direction: str | None
) -> None:
    found = fact(text)
    assert (found.kind, found.value, found.unit, found.direction) == (kind, Decimal(value), unit, direction)


@pytest.mark.parametrize(
    ("words", "lower", "upper"),
    [
        ("下降超过13%", None, -13),
        ("下降近20%", -20, None),
        ("下降10%以上", None, -10),
        ("下降3%至5%", -5, -3),
        ("增长超过13%", 13, None),
    ],
)
def test_the_interval_of_a_fall_is_signed(words: str, lower: int | None, upper: int | None) -> None:
    found = fact(f"刑事发案{words}。")
    assert (found.lower, found.upper) == (lower, upper)


@pytest.mark.parametrize(
    ("clause", "basis"),
    [
        ("用电量同比", "yoy"),
        ("用电量比上年同期", "yoy"),
        ("用电量与去年同期相比", "yoy"),
        ("用电量比同期增长", "yoy"),
        ("增速比同期工业增速高", None),
        ("支出比预算减少", "other"),
        ("税收与计划持平", "other"),
        ("数量比建国初期增长", "since"),
        ("用电量比上年", "previous_year"),
        ("用电量较去年", "previous_year"),
        ("用电量较上年末", "previous_year"),
        ("用电量环比", "previous_period"),
        ("用电量比上月", "previous_period"),
        ("用电量较上季度", "previous_period"),
        ("用电量比2005年", "since"),
        ("用电量比“十二五”末", "since"),
        ("用电量比全省平均水平", "other"),
        ("用电量比年度计划", "other"),
        ("用电量", None),
        ("上年用电量", None),
    ],
)
def test_what_a_change_is_against(clause: str, basis: str | None) -> None:
    assert changes.basis(clause) == basis


@pytest.mark.parametrize("text", ["结案率90%。", "同比结案率为90%。", "覆盖率比上年提高到99%。"])
def test_only_changes_have_a_basis(text: str) -> None:
    assert fact(text).basis is None
