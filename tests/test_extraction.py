"""Extractions in Python and notebooks: data frames with the columns of a fact, and a view with its marks."""

import datetime
import re
import sys
from decimal import Decimal

import pytest

import zzx
from zzx.facts import FACT_COLUMNS

TEXT = "这里没有数字。\n\n今年以来，全区挽回群众损失300余万元，结案率90.76%。\n这是<第一次>，下降13.1%。\n"


@pytest.fixture(scope="module")
def found() -> zzx.Extraction:
    return zzx.extract(TEXT, date=datetime.date(2024, 10, 28), place="荷塘区")


def test_pandas_computes_with_the_numbers_and_days(found: zzx.Extraction) -> None:
    pytest.importorskip("pandas")
    frame = found.to_pandas()
    assert tuple(frame.columns) == FACT_COLUMNS
    assert frame["value"].tolist() == [3_000_000, 90.76, -13.1]
    assert frame["value"].sum() == pytest.approx(3_000_077.66)
    assert (frame["period_end"] - frame["period_start"]).dt.days.iloc[0] == 301
    assert frame["upper"].isna().tolist() == [True, False, False]
    assert frame["page"].isna().all()
    assert frame.groupby("kind")["quote"].first()["money"] == "挽回群众损失300余万元"


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_a_missing_library_is_named(
    found: zzx.Extraction, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModuleNotFoundError, match=rf"{name}.*: pip install 'zzx\[{name}\]'$"):
        getattr(found, f"to_{name}")()


def test_arrow_and_polars_keep_the_numbers_exact(found: zzx.Extraction) -> None:
    pytest.importorskip("pyarrow")
    table = found.to_arrow()
    assert tuple(table.column_names) == FACT_COLUMNS
    assert table.column("value").to_pylist() == [Decimal(3_000_000), Decimal("90.76"), Decimal("-13.1")]
    pytest.importorskip("polars")
    frame = found.to_polars()
    assert tuple(frame.columns) == FACT_COLUMNS
    assert frame["value"].to_list() == table.column("value").to_pylist()
    assert frame["period_start"].to_list()[0] == datetime.date(2024, 1, 1)


def test_a_text_without_facts_gives_frames_of_the_same_types(found: zzx.Extraction) -> None:
    none = zzx.extract("没有数字。")
    pytest.importorskip("pandas")
    assert none.to_pandas().dtypes.tolist() == found.to_pandas().dtypes.tolist()
    pytest.importorskip("pyarrow")
    assert none.to_arrow().schema == found.to_arrow().schema


def test_a_notebook_shows_the_lines_with_their_marks(found: zzx.Extraction) -> None:
    shown = found._repr_html_()
    assert '<mark class="fact" title="money: &gt; 3,000,000 元">300余万元</mark>' in shown
    assert '<mark class="rejected" title="no fact: ordinal">第一次</mark>' in shown
    assert "&lt;<mark" in shown
    assert "这里没有数字" not in shown
    assert re.findall(r"<td>(挽回群众损失300余万元)</td>", shown)
    assert "3 facts, " in shown
    assert "not shown" not in shown


def test_a_notebook_shows_the_beginning_of_a_long_text() -> None:
    shown = zzx.extract("全市破获案件31起。\n" * 120)._repr_html_()
    assert shown.count('<mark class="fact"') == 100
    assert "120 facts, 20 of them not shown, 0 rejected numerals" in shown


def test_a_notebook_shows_no_facts_either() -> None:
    assert "0 facts, 0 rejected numerals" in zzx.extract("没有数字。")._repr_html_()
