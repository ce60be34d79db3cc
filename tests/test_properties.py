"""What holds of any text: the ledger, offsets, one output for one text, and that nothing a text holds ends a run."""

import datetime
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.check import unwrapped
from zzx.extraction import Extraction
from zzx.pipeline import extract, ledger

TODAY = datetime.date(2024, 10, 28)

NUMERALS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**4, places=2).map(str),
    st.integers(1, 10**8).map(lambda number: f"{number:,}"),
    st.text("零一二两三四五六七八九十百千万亿半", min_size=1, max_size=6),
    st.text("０１２３４５６７８９", min_size=1, max_size=4),
    st.sampled_from(
        [
            "约3万",
            "近百",
            "数十",
            "300余",
            "三成五",
            "百分之十",
            "3至5",
            "十几",
            "翻番",
            "过半",
            "第三",
            "1/3",
        ]
    ),
)
WORDS = st.sampled_from(
    [
        *"起件人名元%年月日个的了在将对为和、，。；：（）“”\n",
        *[
            "破获",
            "受理",
            "审结",
            "案件",
            "嫌疑人",
            "全市",
            "市公安局",
            "株洲市",
            "今年以来",
            "2024年",
            "上半年",
            "同比",
        ],
        *[
            "分别",
            "增长",
            "下降",
            "提高到",
            "其中",
            "占",
            "位居",
            "连续",
            "结案率",
            "万元",
            "个百分点",
            "以上",
            "左右",
        ],
        *["力争", "一是", "\n\n", "# 标题\n\n", "\t", "\u3000", "统一"],
    ]
)
MIXES = st.lists(st.one_of(NUMERALS, WORDS), max_size=24).map("".join)


def assert_sound(text: str, found: Extraction) -> None:
    assert ledger(text, found) == []
    assert len({fact.id for fact in found.facts}) == len(found.facts)
    spans = sorted((one.value_start, one.value_end) for one in found.facts)
    spans += [(one.start, one.end) for one in found.rejected]
    assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))
    for fact in found.facts:
        assert unwrapped(text[fact.start : fact.end]) == fact.quote
        assert fact.start <= fact.value_start < fact.value_end <= fact.end
        assert len(re.findall(r"\r\n|\n|\r", text[: fact.value_start])) + 1 == fact.line
    for numeral in found.rejected:
        assert unwrapped(text[numeral.start : numeral.end]) == numeral.text
        assert numeral.reason


@given(MIXES)
def test_every_numeral_is_a_fact_or_rejected(text: str) -> None:
    assert_sound(text, extract(text, date=TODAY, place="株洲市"))


@given(MIXES)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    def written() -> str:
        found = extract(text, date=TODAY)
        return "\n".join(record.to_json() for record in (*found.facts, *found.rejected))

    assert written() == written()


@given(MIXES)
def test_links_point_at_facts_of_the_document(text: str) -> None:
    found = extract(text).facts
    known = {fact.id for fact in found}
    assert all(fact.of is None or (fact.of in known and fact.of != fact.id) for fact in found)


# Line wraps -------------------------------------------------------------------------------------------------

PARAGRAPHS = {
    "police": (
        "今年以来，渭南市公安局深入推进夏季治安打击整治行动，共侦破电信网络诈骗案件318起，抓获犯罪嫌疑人452名，"
        "打掉犯罪团伙27个，为群众挽回经济损失近860万元，刑事发案同比下降13.5%，群众安全感提高到98.6%。"
    ),
    "court": (
        "2023年，三门峡市两级法院受理各类案件25431件，审结23108件，同比分别上升3.6%和3.1%，结案率为90.87%；"
        "执行到位金额18.6亿元，对126名失信被执行人采取限制消费措施，开展普法讲座40余场。"
    ),
    "statistics": (
        "上半年，全市规模以上工业增加值同比增长8.6%，手机、汽车出口额分别增长3%、5%，城镇调查失业率控制在5.5%以内，"
        "新增城镇就业约3.2万人，农村居民人均可支配收入12,860元，比上年同期提高1.3个百分点。"
    ),
}
PLACED = {"id", "group", "of", "line", "start", "end", "value_start", "value_end"}


def slots(text: str) -> list[dict[str, Any]]:
    """The facts of a text, less what depends on where in it they stand."""
    found = extract(text, date=TODAY, place="渭南市").facts
    return [{name: value for name, value in vars(fact).items() if name not in PLACED} for fact in found]


@pytest.mark.parametrize("wrap", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("name", PARAGRAPHS)
def test_hard_wraps_change_nothing(name: str, wrap: str) -> None:
    text = PARAGRAPHS[name]
    expected = slots(text)
    assert len(expected) >= 6
    for width in range(20, 61, 3):
        lines = [text[start : start + width] for start in range(0, len(text), width)]
        # A point at the end of a line may be a full stop or that of a list: nothing tells.
        if not any(line.endswith(("。", ".")) for line in lines[:-1]):
            assert slots(wrap.join(lines)) == expected, f"wrapped at {width}"


# Hostile input ----------------------------------------------------------------------------------------------

HOSTILE = {
    "nothing": "",
    "white space": " \t\r\n\u3000\f\v" * 50,
    "digits": "9" * 5000,
    "Chinese digits": "九" * 5000,
    "powers": "万亿" * 2000,
    "commas": "1," * 3000,
    "points": "1." * 3000,
    "hyphens": "1-" * 3000,
    "percent": "%" * 3000 + "1" + "%" * 3000,
    "ordinals": "第" * 3000 + "一",
    "articles": "第一条第一款" * 800,
    "open quotes": "“" * 3000 + "1件",
    "open parentheses": "（" * 3000 + "1件" + "）" * 3000,
    "titles": "《" * 3000 + "1" + "》",
    "enumeration": "、".join(["盗窃3件"] * 1500),
    "one clause": "破获案件" * 1500 + "3起",
    "quantities": "3起" * 3000,
    "times": "2024年1月1日" * 800,
    "places": "全市株洲市" * 1000 + "3起",
    "separately": "分别" * 2000 + "3%和5%",
    "surrogates": "破获\ud800案件\udfff3起",
    "controls": "\x00\x01\x1b[2J3起\x7f\u202e4件\ufeff",
    "emoji": "👮‍♀️抓获👥3人👍🏽" * 200,
    "combining": "3\u0301起\u20dd" * 500,
    "other digits": "٣起३件Ⅻ名⑩个㈠½",
    "mathematics": "$81\\%$" * 500,
    "lines": "1\n" * 2000,
    "tables": "甲\t1\t2\n" * 800,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_raises_nothing(name: str) -> None:
    text = HOSTILE[name]
    assert_sound(text, extract(text, date=TODAY, place="株洲市"))


@given(st.text(st.characters(), max_size=80))
def test_any_text_raises_nothing(text: str) -> None:
    assert_sound(text, extract(text))
