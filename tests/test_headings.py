"""Headings of the panel: for people in two languages, for programs, and what the columns hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zzx import extract, panel, write
from zzx.headings import Column
from zzx.indicators import Match, load
from zzx.panel import DERIVED, LONG, UNMATCHED, Panel, build
from zzx.writers.output import Output

TEXTS = (
    "2022年,醴陵市地区生产总值750亿元,粮食产量6亿斤。力争2024年,醴陵市城镇化率达到65%。醴陵市种植向日葵300亩。",
    "2023年,醴陵市地区生产总值840亿元,比上年增长5%,粮食产量30万吨。2023年,醴陵市城镇化率63%,比上年提高2个百分点。",
)


@pytest.fixture(scope="module")
def table() -> Panel:
    return build(
        (fact for number, text in enumerate(TEXTS) for fact in extract(text, path=f"{number}.txt").facts),
        load(),
    )


def test_names_are_of_variables_and_have_the_unit_where_it_is_not_the_usual_one(table: Panel) -> None:
    names = list(panel.wide_columns(table, header="names", derived=True).values())
    assert names[:3] == ["place", "place_code", "period"]
    assert {
        "gdp",
        "gdp_change",
        "gdp_derived_earlier",
        "gdp_derived_growth",
        "grain_output",
        "grain_output_斤",
        "urbanisation_rate",
        "urbanisation_rate_target",
        "urbanisation_rate_change_points",
    } <= set(names)
    assert all(name.isidentifier() for name in names)


def test_names_of_the_catalogue_are_all_different() -> None:
    columns = [
        Column(Match(indicator, measure), unit, modality)
        for indicator in load().indicators
        for modality in ("actual", "target")
        for measure, units in (
            ("level", {indicator.unit, *indicator.others.split()}),
            ("added", {indicator.unit}),
            ("change", {"%", "个百分点", indicator.unit}),
            ("share", {"%"}),
            ("rank", {""}),
        )
        for unit in units
    ]
    names = [column.title("names") for column in columns]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)


def test_chinese_headings_leave_nothing_english(table: Panel) -> None:
    titles = list(panel.wide_columns(table, header="zh", derived=True).values())
    assert "推算：基期值：地区生产总值（元）" in titles
    rows = list(panel.long_rows(table, header="zh"))
    assert {"地区生产总值", "地区生产总值增减", "城镇化率目标"} <= {row["indicator"] for row in rows}
    for title in (*titles, *(str(row["indicator"]) for row in rows)):
        assert not any(character.isascii() and character.isalpha() for character in title), title


@pytest.mark.parametrize("header", ["en", "zh", "names"])
@pytest.mark.parametrize(
    ("make", "columns"),
    [(panel.long, {*LONG, *DERIVED}), (panel.wide, set(LONG[:3])), (panel.unmatched, set(UNMATCHED))],
)
def test_a_workbook_explains_every_column(
    table: Panel, tmp_path: Path, make: Callable[..., Output], columns: set[str], header: str
) -> None:
    more: dict[str, Any] = {} if make is panel.unmatched else {"derived": True}
    output = make(table, header=header, **more)
    write.write(output, str(tmp_path / "t.xlsx"), "xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "t.xlsx")["columns"].iter_rows(values_only=True)
    assert head[0] == ("列" if header == "zh" else "column")
    assert [row[0] for row in rows] == list(output.columns.values())
    assert columns <= {row[1] for row in rows}
    for _, name, type, meaning, _ in rows:
        assert meaning not in ("Carried along with the document", "随文档带入"), name
        if name not in columns:
            assert type == ("数值" if header == "zh" else "number")


def test_a_column_says_what_it_holds(table: Panel) -> None:
    held = panel.wide(table).descriptions
    assert held["gdp 元 actual"].meaning == "Gross domestic product, in 元; of a range both ends, as text"
    assert held["gdp_change % actual"].meaning.startswith("Change on the year before of: ")
    assert (
        panel.wide(table, header="zh").descriptions["gdp 元 actual"].meaning
        == "地区生产总值，单位：元；范围写出两端"
    )
