"""Frames: what only says over which time, or from what size on, something else is counted, is no fact."""

import pytest

from zzx.pipeline import extract


def told(text: str) -> tuple[list[str], dict[str, str]]:
    """The quantities of a text that are facts, and the reasons of those that are none."""
    found = extract(text)
    facts = [text[fact.value_start : fact.value_end] for fact in found.facts]
    return facts, {text[one.start : one.end]: one.reason for one in found.rejected}


@pytest.mark.parametrize(
    ("text", "window", "facts"),
    [
        ("20天内打掉诈骗窝点9个。", "20天", ["9个"]),
        ("3年内，全区新建学校18所。", "3年", ["18所"]),
        ("水利建设三年累计投入86亿元。", "三年", ["86亿元"]),
        ("四年用于绿化的资金6.2亿元。", "四年", ["6.2亿元"]),
        ("两年平均增长4.8%。", "两年", ["4.8%"]),
        ("五年新建卫生室120个。", "五年", ["120个"]),
    ],
)
def test_a_window_of_time_is_no_duration(text: str, window: str, facts: list[str]) -> None:
    assert told(text) == (facts, {window: "window"})


@pytest.mark.parametrize(
    ("text", "threshold", "facts"),
    [
        ("超亿元的乡镇5个。", "超亿元", ["5个"]),
        ("新增3家营收超60亿元企业。", "超60亿元", ["3家"]),
        ("培育2个产值超十亿元的产业集群。", "超十亿元", ["2个"]),
        ("从教30年以上的教师有36人。", "30年以上", ["36人"]),
        ("亩产一千斤以上的有六百亩。", "一千斤以上", ["六百亩"]),
        ("参保率达到95%以上的村有12个。", "95%以上", ["12个"]),
    ],
)
def test_a_threshold_that_defines_a_class_is_no_amount(text: str, threshold: str, facts: list[str]) -> None:
    found, rejected = told(text)
    assert (found, rejected[threshold]) == (facts, "threshold")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("3个工作日内办结。", ["3个工作日"]),
        ("办理时限缩短至3天内。", ["3天"]),
        ("用三年时间建成公园12个。", ["三年", "12个"]),
        ("研发投入超过3亿元的企业有12家。", ["超过3亿元", "12家"]),
        ("12家企业产值超10亿元。", ["12家", "超10亿元"]),
        ("全县95%以上的行政村132个通了公路。", ["95%以上", "132个"]),
        ("违者处8万元以上罚款。", ["8万元以上"]),
    ],
)
def test_what_is_told_for_itself_stays(text: str, facts: list[str]) -> None:
    assert told(text)[0] == facts
