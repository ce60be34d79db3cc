"""Firms: the companies that a document names."""

import pytest

from zzx import firms, lexicon, marks
from zzx.pipeline import extract


def names(text: str) -> list[str]:
    found = firms.find(text, lexicon.load())
    return sorted(dict.fromkeys(found.findall(text))) if found else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中岭股份实现营收12亿元。中岭研发投入增长5%。", ["中岭", "中岭股份"]),
        ("中岭股份实现营收12亿元。", ["中岭股份"]),
        ("途川智能(300836.SZ)发布三季报。", ["途川智能(300836.SZ)"]),
        ("美股上市的途舟(TZ)公布财报，途舟股价上涨9%。", ["途舟", "途舟(TZ)"]),
    ],
)
def test_a_company_is_known_by_its_code_or_its_shares(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "公司减持股份120万股，限售股份数量3万股。",
        "国内生产总值(GDP)增长5%，上市公司股价上涨。",
        "基因检测(NGS)共12万例。",
        "转让全部股份。持有海川股份合作社的2%。",
        "联系电话：株洲市公安局(28685110)，邮政编码：株洲市天元区(312007)",
    ],
)
def test_shares_and_abbreviations_name_no_company(text: str) -> None:
    assert names(text) == []


def test_a_numeral_in_a_name_is_none() -> None:
    text = "佰川智能(300836.SZ)增长9%。"
    found = firms.find(text, lexicon.load())
    assert found is not None
    kinds = [(text[mark.start : mark.end], mark.kind) for mark in firms.mark(text, marks.mark(text), found)]
    assert kinds[0] == ("佰川智能(300836.SZ)", "place")
    assert ("9%", "quantity") in kinds


def test_a_company_has_its_figures_and_is_nowhere() -> None:
    facts = extract("中岭股份净利润3亿元，比上年增长5%。").facts
    assert [(fact.subject, fact.object, fact.place) for fact in facts] == [("中岭股份", "净利润", None)] * 2
