"""Rows of cells: found where they stand, whatever parts them, and written so that they are found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx import cells


def words(text: str) -> list[list[list[str]]]:
    found = cells.find(text)
    for table in found:
        for row in table.rows:
            for cell in row:
                assert text[cell.start : cell.end].replace("\\|", "|") == cell.text
                assert table.start <= cell.start <= cell.end <= table.end
    return [[[cell.text for cell in row] for row in table.rows] for table in found]


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("| 地区 | 产值 |\n|---|---:|\n| 株洲 | 12 |", [[["地区", "产值"], ["株洲", "12"]]]),
        ("前文。\n\n|a|b|\n|c\\|d|\n\n后文", [[["a", "b"], ["c|d", ""]]]),
        ("|a|b|\r\n|c|d|\r\n", [[["a", "b"], ["c", "d"]]]),
        ("|a|b|\n\n|c|d|", [[["a", "b"]], [["c", "d"]]]),
        ("| a | b\n| c | d", [[["a", "b"], ["c", "d"]]]),
        ("|---|---|\n|  |  |", []),
        ("地区\t件数\n荷塘\t12\n天元\t7\n", [[["地区", "件数"], ["荷塘", "12"], ["天元", "7"]]]),
        ("地区,件数,比重\n荷塘,\"1,212\",5%\n天元,7,3.1%", [[["地区", "件数", "比重"], ["荷塘", "1,212", "5%"], ["天元", "7", "3.1%"]]]),
        ("年份,2023,2024\n件数,12,13\n人数,3,4", [[["年份", "2023", "2024"], ["件数", "12", "13"], ["人数", "3", "4"]]]),
        ("共受理案件24件,审结12件\n办理提案5件,议案3件\n其中重点案件2件,一般1件", []),
        ("今年,全市受理\n去年,全区受理\n明年,全省受理", []),
        ("甲,12\n乙,13", []),
        ("一|二|三", []),
    ],
)  # fmt: skip
def test_tables_are_found_where_they_stand(text: str, tables: list[list[list[str]]]) -> None:
    assert words(text) == tables


def test_heads_above_the_line_of_dashes_are_known() -> None:
    [table] = cells.find("| 地区 | 产值 | |\n| | 上年 | 本年 |\n|---|---|---|\n| 株洲 | 1 | 2 |")
    assert table.heads == 2


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"], exclude_characters="\\"),
    min_size=1,
    max_size=8,
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=5), st.integers(0, 2))
def test_what_is_written_is_found_again(rows: list[list[str]], heads: int) -> None:
    if any(set("".join(row)) <= set("-:|") for row in rows):
        return  # a row that looks like the line below the heads
    [table] = cells.find("前文。\n\n" + cells.render(rows, heads) + "\n\n后文。")
    assert [[cell.text for cell in row] for row in table.rows] == [
        [cell.strip() for cell in row] for row in rows
    ]
    assert table.heads == heads


@pytest.mark.parametrize(
    "text",
    ["|" * 300_000, "| - " * 100_000, "|-" * 100_000 + "x", '",' * 100_000, "1,2\n" * 60_000, "\\|" * 99_999],
)
def test_tables_in_hostile_text_lie_inside_it(text: str) -> None:
    for table in cells.find(text):
        assert all(0 <= cell.start <= cell.end <= len(text) for row in table.rows for cell in row)
