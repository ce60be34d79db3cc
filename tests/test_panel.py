"""The panel: long and wide, which fact a cell shows, what is derived, what is in no indicator."""

import datetime
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from zzx import extract
from zzx.facts import Fact
from zzx.indicators import Catalogue, Indicator, load
from zzx.panel import (
    DERIVED,
    LONG,
    UNMATCHED,
    Panel,
    build,
    long_rows,
    period_of,
    suggest,
    summary,
    unmatched_rows,
    wide_columns,
    wide_rows,
)

ROOT = Path(__file__).parent.parent


def facts_of(*texts: str, date: datetime.date = datetime.date(2024, 1, 20)) -> list[Fact]:
    return [
        fact
        for number, text in enumerate(texts)
        for fact in extract(text, date=date, path=f"{number}.txt").facts
    ]


def panel_of(*texts: str) -> Panel:
    return build(facts_of(*texts), load())


def test_long_and_wide() -> None:
    panel = panel_of(
        "2023年,醴陵市侦破电信网络诈骗案件312起,发放法治宣传资料2万余份。2023年,攸县破获电诈案45起。"
    )
    rows = list(long_rows(panel))
    assert all(tuple(row) == LONG for row in rows)
    assert [
        (row["place"], row["place_code"], row["period"], row["indicator"], row["value"]) for row in rows
    ] == [
        ("攸县", "430223", "2023", "telecom_fraud_cases_solved", 45),
        ("醴陵市", "430281", "2023", "telecom_fraud_cases_solved", 312),
        ("醴陵市", "430281", "2023", "legal_material_distributed", 20000),
    ]
    assert [row["bound"] for row in rows] == ["exact", "exact", "over"]
    titles = wide_columns(panel)
    assert list(titles.values()) == [
        "place",
        "place_code",
        "period",
        "telecom_fraud_cases_solved (起)",
        "legal_material_distributed (份)",
    ]
    wide = [[row[name] for name in titles] for row in wide_rows(panel)]
    assert wide == [["攸县", "430223", "2023", 45, None], ["醴陵市", "430281", "2023", 312, 20000]]
    assert "0 cells with several facts" in summary(panel)
    assert list(wide_columns(panel, header="zh").values())[-1] == "发放法治宣传资料（份）"


def test_words_that_measure_the_same_share_a_column_and_other_units_do_not() -> None:
    panel = panel_of(
        "2023年,醴陵市设立法治护航工作站12个。",
        "2023年,醴陵市完善12家“法治护航工作站”。2023年,醴陵市粮食产量30万吨。2022年,醴陵市粮食产量6亿斤。",
    )
    titles = list(wide_columns(panel).values())
    assert [title for title in titles if title.startswith("legal")] == ["legal_escort_stations (个)"]
    assert {"grain_output (吨)", "grain_output (斤)"} <= set(titles)


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        (["2023年,醴陵市破获盗窃案件40余起。", "2023年,醴陵市破获盗窃案件46起。"], 46),  # exact first
        (["2023年,醴陵市破获盗窃案件30至50起。", "2023年,醴陵市破获盗窃案件40余起。"], 40),  # a number first
        (["2023年,醴陵市破获盗窃案件46起。", "2023年,醴陵市破获盗窃案件64起。"], 46),  # the one told first
    ],
)
def test_a_cell_shows_the_fact_that_the_rule_chooses_and_the_others_are_kept(
    texts: list[str], chosen: int
) -> None:
    panel = panel_of(*texts)
    assert [row["theft_cases_solved 起 actual"] for row in wide_rows(panel)] == [chosen]
    rows = list(long_rows(panel))
    assert len(rows) == len(texts)
    assert [row["value"] for row in rows if row["chosen"] == "yes"] == [chosen]
    assert "1 cell with several facts" in summary(panel)


def test_a_cell_shows_the_place_itself_before_a_part_of_it() -> None:
    panel = panel_of(
        "2023年,攸县城区发生火灾30起。2023年,攸县共发生火灾90起。2023年,攸县国内旅游收入3亿元,旅游总收入5亿元。"
    )
    assert {(row["indicator"], row["value"]) for row in long_rows(panel) if row["chosen"] == "yes"} >= {
        ("fires", 90),
        ("tourism_revenue", 500000000),
    }


def test_a_cell_shows_both_ends_of_a_range() -> None:
    [row] = wide_rows(panel_of("2023年,醴陵市破获盗窃案件30至50起。"))
    assert row["theft_cases_solved 起 actual"] == "30–50"


def test_targets_have_columns_of_their_own() -> None:
    panel = panel_of("2023年,醴陵市城镇化率63.1%。力争2024年,醴陵市城镇化率达到65%。")
    assert list(wide_columns(panel).values())[3:] == [
        "urbanisation_rate (%)",
        "urbanisation_rate, target (%)",
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年,醴陵市破获盗窃案件46起。", "2023"),
        ("2023年1月至9月,醴陵市破获盗窃案件46起。", "2023-01-01/2023-09-30"),
        ("截至2023年12月31日,醴陵市常住人口90万人。", "2023"),
        ("截至2023年6月30日,醴陵市常住人口90万人。", "2023-06-30"),
        ("2023年6月30日,醴陵市破获盗窃案件46起。", "2023-06-30"),
        ("2023年9月至12月,醴陵市破获盗窃案件46起。", "2023-09-01/2023-12-31"),
        ("近年来,醴陵市破获盗窃案件46起。", "近年来"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert {period_of(fact) for fact in facts_of(text)} == {period}


def test_changes_shares_and_ranks_are_not_mixed_with_levels() -> None:
    panel = panel_of(
        "2023年,醴陵市地区生产总值800亿元,比上年增长5.6%。2023年,醴陵市地区生产总值居全省第12位。"
    )
    titles = set(wide_columns(panel).values())
    assert {"gdp (元)", "gdp_change (%)"} <= titles
    growth = facts_of("2023年,醴陵市刑事案件比全省平均少3%,刑事案件比2019年下降20%。")
    assert not [entry for entry in build(growth, load()).entries if entry.fact.basis in ("other", "since")]


def test_what_came_anew_is_not_mixed_with_how_many_there_are() -> None:
    panel = panel_of("2023年,醴陵市新增高新技术企业12家,拥有高新技术企业90家;新建学校3所,共有学校210所。")
    assert {(row["indicator"], row["value"]) for row in long_rows(panel)} == {
        ("high_tech_firms_added", 12),
        ("high_tech_firms", 90),
        ("schools_added", 3),
        ("schools", 210),
    }
    assert "高新技术企业新增（家）" in wide_columns(panel, header="zh").values()


def test_what_is_derived_stands_in_columns_that_say_so() -> None:
    texts = ("2022年,醴陵市地区生产总值750亿元。", "2023年,醴陵市地区生产总值840亿元,比上年增长5%。")
    panel = panel_of(*texts)
    assert not any("derived" in title for title in wide_columns(panel).values())
    rows = {(row["period"], row["indicator"]): row for row in long_rows(panel, derived=True)}
    assert tuple(rows["2023", "gdp"]) == LONG + DERIVED
    later = rows["2023", "gdp"]
    assert later["derived_growth_percent"] == 12
    assert later["derived_earlier_value"] == Decimal("80000000000")
    lower, upper = later["derived_earlier_lower"], later["derived_earlier_upper"]
    assert isinstance(lower, Decimal)
    assert isinstance(upper, Decimal)
    assert lower < Decimal("80000000000") < upper
    assert rows["2022", "gdp"]["derived_growth_percent"] is None
    titles = list(wide_columns(panel, derived=True).values())
    assert titles[3:6] == [
        "gdp (元)",
        "derived_earlier_value: gdp (元)",
        "derived_growth_percent: gdp (%)",
    ]
    assert len({tuple(row) for row in wide_rows(panel, derived=True)}) == 1


@pytest.mark.parametrize(
    ("sentence", "earlier"),
    [
        ("2023年,醴陵市破获盗窃案件46起,比上年增加6起。", 40),
        ("2023年,醴陵市破获盗窃案件60起,同比上升20%。", 50),
        ("2023年,醴陵市城镇化率65%,比上年提高2个百分点。", 63),
        ("2023年,醴陵市城镇化率65%,比上年提高2%。", None),  # two points or a fiftieth
        ("2023年,醴陵市破获盗窃案件60起,比2019年上升20%。", None),
        ("2023年,醴陵市破获盗窃案件0起,同比下降100%。", None),  # of any number
    ],
)
def test_the_earlier_level_that_a_change_implies(sentence: str, earlier: int | None) -> None:
    rows = long_rows(panel_of(sentence), derived=True)
    [level] = [row for row in rows if not str(row["indicator"]).endswith("_change")]
    assert level["derived_earlier_value"] == earlier


@pytest.mark.parametrize(
    ("before", "after", "growth"),
    [
        ("2022年,醴陵市破获盗窃案件40起。", "2023年,醴陵市破获盗窃案件50起。", 25),
        ("2023年1月至2月,醴陵市破获盗窃案件40起。", "2024年1月至2月,醴陵市破获盗窃案件50起。", 25),
        ("2022年,醴陵市破获盗窃案件40余起。", "2023年,醴陵市破获盗窃案件50起。", None),
        ("2021年,醴陵市破获盗窃案件40起。", "2023年,醴陵市破获盗窃案件50起。", None),
        ("2022年,醴陵市城镇化率50%。", "2023年,醴陵市城镇化率60%。", None),
        ("醴陵市破获盗窃案件40起。", "近年来,醴陵市破获盗窃案件50起。", None),
        ("2022年,破获盗窃案件40起。", "2023年,破获盗窃案件50起。", None),  # nobody knows where
    ],
)
def test_growth_is_derived_from_exact_levels_a_year_apart(
    before: str, after: str, growth: int | None
) -> None:
    rows = list(long_rows(panel_of(before, after), derived=True))
    assert [row["derived_growth_percent"] for row in rows] == [None, growth]


def test_what_is_in_no_indicator_is_counted_and_can_be_suggested(tmp_path: Path) -> None:
    text = "2023年,醴陵市种植“油用”向日葵300亩。2023年,攸县种植“油用”向日葵500亩。醴陵市发现古树(银杏)12株。"
    panel = panel_of(text)
    rows = list(unmatched_rows(panel))
    assert all(tuple(row) == UNMATCHED for row in rows)
    assert (rows[0]["action"], rows[0]["unit"], rows[0]["count"]) == ("种植", "亩", 2)
    file = tmp_path / "mine.toml"
    file.write_text("".join(suggest(panel, 10)), encoding="utf-8")
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["indicator"]:
        assert Indicator.model_validate(entry)
    grown = build(facts_of(text), load(file))
    assert not grown.unmatched
    assert list(suggest(grown, 10)) == []
    assert list(suggest(panel_of("醴陵市油用向日葵下降3%。"), 10)) == []  # a change has no column of its own


def test_the_seeds_meet_in_the_column_of_the_stations() -> None:
    facts = [
        fact
        for path in sorted((ROOT / "seeds").glob("*.txt"))
        for fact in extract(path.read_bytes().decode("utf-8-sig"), path=path.name).facts
    ]
    panel = build(facts, load())
    stations = [row for row in long_rows(panel) if row["indicator"] == "legal_escort_stations"]
    assert {row["value"] for row in stations} == {36}
    assert len({row["path"] for row in stations}) == 2
    assert list(wide_columns(panel).values()).count("legal_escort_stations (个)") == 1


def test_nothing_gives_an_empty_panel() -> None:
    panel = build([], Catalogue([]))
    assert list(long_rows(panel)) == list(wide_rows(panel)) == list(suggest(panel, 3)) == []
