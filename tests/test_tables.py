"""Tables: what a cell measures, by the heads of its row and column and by the lines above."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import html_page, word_document, word_paragraph

from zzx import cells, pipeline
from zzx.facts import Fact
from zzx.read import documents

DAY = datetime.date(2025, 2, 1)


def facts(text: str, place: str | None = None) -> list[Fact]:
    found = pipeline.extract(text, date=DAY, place=place)
    assert pipeline.ledger(text, found) == []
    assert not [one for one in found.rejected if one.reason.startswith(("unrecognised", "invalid"))]
    return list(found.facts)


def shown(text: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(str(getattr(fact, name)) for name in names) for fact in facts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 地区 | 产值(亿元) |\n|---|---|\n| 荷塘区 | 1,234.5 |", ["money 产值 123450000000 元"]),
        ("单位:万人\n\n| 指标 | 2024年 |\n|---|---|\n| 常住人口 | 388.2 |", ["count 常住人口 3882000 人"]),
        ("（单位：件、%）\n| 法院 | 受理案件 | 结案率 |\n|---|---|---|\n| 甲法院 | 312 | 90.5 |",
         ["count 受理案件 312 件", "rate 结案率 90.5 %"]),
        ("| 指标 | 单位 | 数值 |\n|---|---|---|\n| 一、耕地面积 | 千公顷 | 12.5 |\n| 其中:水田 | 千公顷 | 8 |",
         ["measure 耕地面积 12500 公顷", "measure 水田 8000 公顷"]),
        ("| 面积 | 28.6平方公里 |\n| 人口 | 约12万人 |", ["measure 面积 28.6 平方公里", "count 人口 120000 人"]),
        ("| 办理时限 | 3个工作日 |\n| 减免税费 | 不超过5万元 |", ["duration 办理时限 3 个工作日", "money 减免税费 50000 元"]),
        ("| 类别 | 男 | 女 |\n|---|---|---|\n| 党员(名) | 12 | 7 |", ["count 党员男 12 名", "count 党员女 7 名"]),
        ("| 序号 | 项目 | 金额（万元） | 电话 |\n|---|---|---|---|\n| 1 | 修路 | 30 | 22223333 |", ["money 修路金额 300000 元"]),
        ("| 县区 | 产值排名 |\n|---|---|\n| 荷塘区 | 2 |", ["rank 产值 2 None"]),
        ("| 指标 | 数量 | 指标 | 数量 |\n|---|---|---|---|\n| 学校(所) | 12 | 医院(家) | 5 |", ["count 学校 12 所", "count 医院 5 家"]),
        ("| 价格(元/吨) | 300 |\n| 用水量(立方米) | — |", ["money 价格 300 元/吨"]),
        ("| 1 | 2 | 3 |\n| 4 | 5 | 6 |", []),
        ("地区\t立案(起)\n荷塘区\t12\n天元区\t7", ["count 立案 12 起", "count 立案 7 起"]),
        ("年份,用电量(亿千瓦时)\n2022,3.1\n2023,3.5", ["measure 用电量 310000000 千瓦时", "measure 用电量 350000000 千瓦时"]),
    ],
)  # fmt: skip
def test_kind_object_value_and_unit(text: str, expected: list[str]) -> None:
    found = facts(text)
    assert [f"{one.kind} {one.object} {one.value:f} {one.unit}" for one in found] == expected
    assert {one.rule for one in found} <= {"table"}


GROWTH = """# 2024年经济运行情况

| 指标 | 2024年(亿元) | 2023年(亿元) | 同比增长(%) | 占比(%) |
| --- | --- | --- | --- | --- |
| 工业增加值 | 120.5 | 110 | 9.5 | 40.1 |
| 建筑业增加值 | 30 | 31.5 | 下降4.8 | 10 |
"""


def test_changes_and_shares_belong_to_their_level() -> None:
    found = facts(GROWTH, "株洲市")
    by_id = {fact.id: fact for fact in found}
    growth, share, fall = found[2], found[3], found[6]
    assert (growth.kind, growth.object, growth.direction, growth.basis) == (
        "change",
        "工业增加值",
        "up",
        "yoy",
    )
    assert (by_id[growth.of or ""].value, growth.period_text) == (found[0].value, "2024年")
    assert (share.kind, share.object, share.of) == ("rate", "工业增加值", found[0].id)
    assert (fall.direction, str(fall.value), str(fall.upper)) == ("down", "-4.8", "-4.8")
    assert GROWTH[fall.value_start : fall.value_end] == "4.8"
    assert {fact.place for fact in found} == {"株洲市"}
    assert {fact.section for fact in found} == {"2024年经济运行情况"}
    assert found[1].quote == "工业增加值 | 120.5 | 110"
    assert found[1].line == 5


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("表1 2024年各月案件\n\n| 月份 | 案件(起) |\n|---|---|\n| 1月 | 12 |\n| 2月 | 9 |",
         [("1月", "2024-01-01", "2024-01-31"), ("2月", "2024-02-01", "2024-02-29")]),
        ("| 季度 | 2023年(件) | 2024年(件) |\n|---|---|---|\n| 一季度 | 12 | 9 |",
         [("2023年一季度", "2023-01-01", "2023-03-31"), ("2024年一季度", "2024-01-01", "2024-03-31")]),
        ("| 指标 | 2022 | 2023 |\n|---|---|---|\n| 派出所(个) | 12 | 9 |",
         [("2022", "2022-01-01", "2022-12-31"), ("2023", "2023-01-01", "2023-12-31")]),
        ("| 地区 | 件数(件) | |\n| | 上半年 | 全年 |\n|---|---|---|\n| 甲县 | 12 | 30 |".replace("上半年", "2024年上半年").replace("全年", "2024年"),
         [("2024年上半年", "2024-01-01", "2024-06-30"), ("2024年", "2024-01-01", "2024-12-31")]),
        ("| 指标 | 数量(件) |\n|---|---|\n| 提案 | 12 |", [("None", "None", "None")]),
    ],
)  # fmt: skip
def test_periods(text: str, periods: list[tuple[str, ...]]) -> None:
    assert shown(text, "period_text", "period_start", "period_end") == periods


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("| 地区 | 户籍人口(万人) |\n|---|---|\n| 荷塘区 | 30 |\n| 合计 | 90 |", [("荷塘区", "荷塘区"), ("None", "株洲市")]),
        ("| 指标 | 荷塘区 | 芦淞区 |\n|---|---|---|\n| 派出所(个) | 8 | 7 |", [("荷塘区", "荷塘区"), ("芦淞区", "芦淞区")]),
        ("| 区县 | 荷塘区 | 芦淞区 |\n|---|---|---|\n| 派出所(个) | 8 | 7 |", [("荷塘区", "荷塘区"), ("芦淞区", "芦淞区")]),
        ("| 法院 | 受理(件) |\n|---|---|\n| 荷塘区法院 | 30 |", [("荷塘区法院", "荷塘区")]),
        ("| 姓名 | 调解(件) |\n|---|---|\n| 张三 | 30 |", [("张三", "株洲市")]),
        ("| 地区 | 年份 | 案件(件) |\n|---|---|---|\n| 荷塘区 | 2023 | 3 |\n| | 2024 | 4 |", [("荷塘区", "荷塘区"), ("荷塘区", "荷塘区")]),
    ],
)  # fmt: skip
def test_subjects_and_places(text: str, whose: list[tuple[str, str]]) -> None:
    assert [(str(fact.subject), str(fact.place)) for fact in facts(text, "株洲市")] == whose


def test_plans() -> None:
    text = "| 指标 | 2025年目标 | 2024年完成 |\n|---|---|---|\n| 植树(亩) | 300 | 280 |"
    assert shown(text, "modality", "object", "value") == [
        ("target", "植树", "300"),
        ("actual", "植树", "280"),
    ]


def test_prose_in_a_cell_is_read_as_prose() -> None:
    text = (
        "| 单位 | 立案(件) | 说明 |\n|---|---|---|\n| 荷塘区法院 | 30 | 其中刑事案件12件,破获盗窃案件9起。 |"
    )
    found = facts(text)
    assert [(str(one.value), one.object) for one in found] == [
        ("30", "立案"),
        ("12", "刑事案件"),
        ("9", "盗窃案件"),
    ]
    assert all(text[one.value_start : one.value_end].startswith(str(one.value)) for one in found)
    assert {one.place for one in found} == {"荷塘区"}


def test_numerals_that_measure_nothing_are_rejected_with_a_reason() -> None:
    text = (
        "表3 名单\n\n| 序号 | 姓名 | 电话 | 日期 | 第二类次数(次) |\n|---|---|---|---|---|\n"
        "| 1 | 王五 | 22223333 | 2024年5月1日 | 3 |\n| 2 | 赵六 | 22224444 | 2024年6月1日 | 4 |"
    )
    found = pipeline.extract(text)
    assert [(one.text, one.reason) for one in found.rejected] == [
        ("表3 名单", "table"),
        ("第二类次数(次)", "table"),
        *(("1", "ordinal"), ("王五", "table"), ("22223333", "phone"), ("2024年5月1日", "date")),
        *(("2", "ordinal"), ("赵六", "table"), ("22224444", "phone"), ("2024年6月1日", "date")),
    ]
    assert [str(fact.value) for fact in found.facts] == ["3", "4"]


def test_a_table_leaves_the_prose_around_it_as_it_is() -> None:
    before, after = "今年以来,全市公安机关破获电信诈骗案件90起。", "全市法院审结案件3122件。"
    table = "| 指标 | 数量(件) |\n|---|---|\n| 提案 | 12 |"
    alone = [(fact.object, fact.period_text, fact.subject) for fact in facts(f"{before}\n\n{after}")]
    around = facts(f"{before}\n\n{table}\n\n{after}")
    assert [(fact.object, fact.period_text, fact.subject) for fact in around if fact.rule != "table"] == alone


def test_the_same_table_in_every_format(tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    pytest.importorskip("defusedxml")
    rows = [["地区", "产值(亿元)", "同比增长(%)"], ["荷塘区", "120.5", "3.1"], ["天元区", "99", "-2"]]
    (tmp_path / "a.md").write_text("2024年各区产值\n\n" + cells.render(rows, 1), encoding="utf-8")
    (tmp_path / "b.csv.txt").write_text(
        "2024年各区产值\n\n" + "\n".join(map(",".join, rows)), encoding="utf-8"
    )
    trs = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    page = "<p>2024年各区产值</p><table>" + "".join(f"<tr>{tr}</tr>" for tr in trs) + "</table>"
    (tmp_path / "c.html").write_text(html_page(page), encoding="utf-8")
    word = "".join(
        "<w:tr>" + "".join(f"<w:tc>{word_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    body = word_paragraph("2024年各区产值") + f"<w:tbl>{word}</w:tbl>"
    (tmp_path / "d.docx").write_bytes(word_document(body))
    results = [
        one for one in pipeline.extract_documents(documents([str(tmp_path)])) if isinstance(one, tuple)
    ]
    read = [
        [
            (f.kind, f.subject, f.object, f.value, f.unit, f.direction, f.period_start, f.place)
            for f in found.facts
        ]
        for _, found in results
    ]
    assert len(read) == 4
    assert len(read[0]) == 4
    assert all(each == read[0] for each in read)


ANY_CELL = st.one_of(
    st.sampled_from(
        [
            "地区",
            "单位",
            "亿元",
            "2024年",
            "2024",
            "1-6月",
            "12",
            "-3.5",
            "1,234",
            "约5万",
            "5%",
            "同比增长(%)",
            "排名",
            "第三",
            "合计",
            "—",
            "占比",
            "下降7.1",
            "荷塘区",
            "全市",
            "3至5天",
            "共破获案件24起,同比下降3%。",
            "(5.3)",
            "单位:万元",
            "2月30日",
            "一半",
            "12件34人",
            "序号",
            "1/3",
            "数百",
            "",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=6),
)


@given(
    st.lists(st.lists(ANY_CELL, min_size=1, max_size=5), min_size=1, max_size=6), st.integers(0, 3), ANY_CELL
)
def test_any_table_is_accounted_for(rows: list[list[str]], heads: int, above: str) -> None:
    facts(above + "\n\n" + cells.render(rows, heads) + "\n\n全市法院审结案件3122件。")


@given(st.lists(st.lists(ANY_CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from("\t,"))
def test_any_rows_are_accounted_for(rows: list[list[str]], separator: str) -> None:
    facts("\n".join(separator.join(row) for row in rows))
