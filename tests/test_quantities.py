"""Quantities: value, unit and bound of every way to say how much, and no numeral left out."""

import re
import tomllib
from decimal import Decimal
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.quantities import Quantity, parse_quantity, scan


def number(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:f}"


def told(quantity: Quantity) -> str:
    """A quantity as `value unit bound`, of ranges and vague words `lower..upper` instead of the value."""
    value = number(quantity.value)
    if quantity.bound in ("range", "vague"):
        assert quantity.value is None
        value = f"{number(quantity.lower)}..{number(quantity.upper)}"
    return f"{value} {quantity.unit or '-'} {quantity.bound}"


# One expression each, all of it: value, unit, bound and family.
EXPRESSIONS = {
    "count": """
        47件 = 47 件 exact
        ４７件 = 47 件 exact
        四十七件 = 47 件 exact
        6 处 = 6 处 exact
        2.4万人次 = 24000 人次 exact
        2.4 万人次 = 24000 人次 exact
        13（次） = None
        30余件（次） = 30 件（次） over
        8件(次) = 8 件(次) exact
        六千余名 = 6000 名 over
        287余名 = 287 名 over
        二亿三千余万人 = 230000000 人 over
        十多万人 = 100000 人 over
        1.7万余户 = 17000 户 over
        600余万人 = 6000000 人 over
        14余万份 = 140000 份 over
        70 余批次 = 70 批次 over
        8万多条 = 80000 条 over
        1,600多家 = 1600 家 over
        二十来个 = 20 个 approx
        百余项 = 100 项 over
        上千名 = 1000 名 at_least
        上百万份 = 1000000 份 at_least
        过万人 = 10000 人 at_least
        破万辆 = 10000 辆 over
        超90万辆 = 900000 辆 over
        超过了90万辆 = 900000 辆 over
        突破90万辆 = 900000 辆 over
        近8万个 = 80000 个 under
        不足百家 = 100 家 under
        不到两人 = 2 人 under
        约50所 = 50 所 approx
        大约50所 = 50 所 approx
        50所左右 = 50 所 approx
        至少3次 = 3 次 at_least
        不少于3次 = 3 次 at_least
        3次以上 = 3 次 at_least
        3次以下 = 3 次 at_most
        3次以内 = 3 次 at_most
        不超过3次 = 3 次 at_most
        最多3次 = 3 次 at_most
        不得超过3次 = 3 次 at_most
        近3000万人以上 = 30000000 人 at_least
        约300余件 = 300 件 over
        三四百人 = 300..400 人 range
        十五六名 = 15..16 名 range
        三百五六十户 = 350..360 户 range
        一两个 = 1..2 个 range
        四十到六十个 = 40..60 个 range
        40-60个 = 40..60 个 range
        三到五百人 = 300..500 人 range
        2至3万人 = 20000..30000 人 range
        8千到2万人 = 8000..20000 人 range
        约30—40件 = 30..40 件 range
        3人以上7人以下 = 3..7 人 range
        数百名 = 200..1000 名 vague
        几十家 = 20..100 家 vague
        十几人 = 10..20 人 vague
        二十几人 = 20..30 人 vague
        一百几十人 = 120..200 人 vague
        好几百次 = None
        数千万份 = 20000000..100000000 份 vague
        几辆 = -..- 辆 vague
        若干名 = -..- 名 vague
        两个半 = 2.5 个 exact
    """,
    "money": """
        650万元 = 6500000 元 exact
        3亿美元 = 300000000 美元 exact
        900余万元 = 9000000 元 over
        9万余元 = 90000 元 over
        五百万港币 = 5000000 港元 exact
        20万元人民币 = 200000 元 exact
        人民币20万元 = 200000 元 exact
        ￥1,280.50 = 1280.50 元 exact
        US$60 = 60 美元 exact
        3块5 = 3.5 元 exact
        三块钱 = 3 元 exact
        4元6角 = 4.6 元 exact
        四元六角五分 = 4.65 元 exact
        8角 = 0.8 元 exact
        叁佰元整 = 300 元 exact
        80\\~260元 = 80..260 元 range
        2万-6万元 = 20000..60000 元 range
        六千到四万元 = 6000..40000 元 range
        二万元以上二十万元以下 = 20000..200000 元 range
        20万元（含）以上 = 200000 元 at_least
        20万元以上（不含） = 200000 元 over
        五六千元 = 5000..6000 元 range
        18元/吨 = 18 元/吨 exact
        数十亿元 = 2000000000..10000000000 元 vague
    """,
    "percent": """
        37.62% = 37.62 % exact
        ３７．５％ = 37.5 % exact
        37.62\\% = 37.62 % exact
        -0.4% = -0.4 % exact
        −0.4% = -0.4 % exact
        负0.4% = -0.4 % exact
        0.3‰ = 0.3 ‰ exact
        85%以上 = 85 % at_least
        近85% = 85 % under
        20%—35% = 20..35 % range
        20%至35% = 20..35 % range
        20至35% = 20..35 % range
        20$\\sim$35% = 20..35 % range
        百分之六点五 = 6.5 % exact
        百分之百 = 100 % exact
        百分之三十至四十 = 30..40 % range
        百分之三十至百分之四十 = 30..40 % range
        百分之八十多 = 80 % over
        千分之四 = 4 ‰ exact
        万分之四 = 4 ‱ exact
        四成 = 40 % exact
        四成五 = 45 % exact
        四成半 = 45 % exact
        八成以上 = 80 % at_least
        超七成 = 70 % over
        两到三成 = 20..30 % range
        一半 = 50 % exact
        半数 = 50 % exact
        过半 = 50 % over
        过八成 = 80 % at_least
        过五成半 = 55 % at_least
        近半 = 50 % under
        过半数 = 50 % over
        一半以上 = 50 % at_least
        打八折 = None
        八折 = 80 % exact
        八五折 = 85 % exact
    """,
    "points": """
        1.4个百分点 = 1.4 个百分点 exact
        0.4百分点 = 0.4 百分点 exact
        几个百分点 = -..- 个百分点 vague
        25个基点 = 25 个基点 exact
        近两个百分点 = 2 个百分点 under
    """,
    "multiple": """
        3倍 = 3 倍 exact
        1.6倍 = 1.6 倍 exact
        一倍多 = 1 倍 over
        两倍半 = 2.5 倍 exact
        翻番 = 1 倍 exact
        翻一番 = 1 倍 exact
        翻了两番 = 3 倍 exact
        翻了近三番 = 7 倍 under
        一倍以上五倍以下 = 1..5 倍 range
    """,
    "fraction": """
        三分之一 = 0.3333 - exact
        四分之三 = 0.75 - exact
        三分之二以上 = 0.6667 - at_least
        近四分之一 = 0.25 - under
        一又二分之一 = 1.5 - exact
        1/4 = 0.25 - exact
        1/10万 = 0.00001 - exact
        2.8：1 = 2.8 - exact
    """,
    "time": """
        3天 = 3 天 exact
        12个月 = 12 个月 exact
        两年 = 2 年 exact
        6个工作日 = 6 个工作日 exact
        半年 = 0.5 年 exact
        半个月 = 0.5 个月 exact
        半月 = 0.5 月 exact
        半小时 = 0.5 小时 exact
        一年半 = 1.5 年 exact
        两个半月 = 2.5 个月 exact
        一个半小时 = 1.5 个小时 exact
        三年零六个月 = 3.5 年 exact
        三年六个月 = 3.5 年 exact
        1年零4个月 = 1.3333 年 exact
        1小时15分 = 1.25 小时 exact
        6分30秒 = 6.5 分钟 exact
        三个多月 = 3 个月 over
        两年多 = 2 年 over
        十多日 = 10 日 over
        30多岁 = 30 岁 over
        十几年 = 10..20 年 vague
        不到半年 = 0.5 年 under
        18周岁以上 = 18 周岁 at_least
        3至6天 = 3..6 天 range
        三个月至两年以内 = 0.25..2 年 range
        五日以上二十日以下 = 5..20 日 range
        十五日以下 = 15 日 at_most
        数年 = -..- 年 vague
    """,
    "measure": """
        18.4公里 = 18.4 公里 exact
        1533余克 = 1533 克 over
        3000多万千瓦 = 30000000 千瓦 over
        2000余千米 = 2000 千米 over
        42亿千瓦时 = 4200000000 千瓦时 exact
        210万千瓦 = 2100000 千瓦 exact
        7000千公顷 = 7000000 公顷 exact
        超30万公里 = 300000 公里 over
        80 mg/100ml = 80 mg/100ml exact
        35微克/立方米 = 35 微克/立方米 exact
        120公里/小时 = 120 公里/小时 exact
        950百帕 = 950 百帕 exact
        -12℃ = -12 ℃ exact
        零下12℃ = -12 ℃ exact
        37—39℃ = 37..39 ℃ range
        三五公里 = 3..5 公里 range
        2.3亿方 = 230000000 方 exact
        半斤 = 0.5 斤 exact
    """,
    "rank": """
        第三 = 3 - exact
        第14位 = 14 - exact
        第六名 = 6 - exact
        第3至5名 = 3..5 - range
        前三位 = 3 - at_most
        前30位 = 30 - at_most
        前十强 = 10 - at_most
        前十 = 10 - at_most
    """,
    "level": """
        4级 = 4 级 exact
        五星级 = 5 星级 exact
    """,
    "bare": """
        250万 = 2500000 - exact
        突破万亿 = 1000000000000 - over
        过半百 = 50 - over
        约70万 = 700000 - approx
        20到30 = 20..30 - range
        3个亿 = 300000000 - exact
        二〇二六 = 2026 - exact
    """,
}
CASES = [
    (family, *(part.strip() for part in line.split(" = ")))
    for family, lines in EXPRESSIONS.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("family", "text", "expected"), CASES)
def test_reads_one_expression(family: str, text: str, expected: str) -> None:
    quantity = parse_quantity(text)
    if expected == "None":
        assert quantity is None
        return
    assert quantity is not None
    assert (told(quantity), quantity.family, quantity.text) == (expected, family, text)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("47件", "47", "47"),
        ("约47件", None, None),
        ("47件左右", None, None),
        ("470余件", "470", None),
        ("47件以上", "47", None),
        ("近47件", None, "47"),
        ("最多47件", None, "47"),
        ("前三位", None, "3"),
    ],
)
def test_the_interval_follows_from_the_bound(text: str, lower: str | None, upper: str | None) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.lower == (None if lower is None else Decimal(lower))
    assert quantity.upper == (None if upper is None else Decimal(upper))


# What stands in a sentence: the spans that are expected, each with its unit; bare numerals without one.
SENTENCES = """
    共查处案件38起64人 = 38起:起 64人:人
    刑拘7人均已起诉 = 7人:人
    全市9部门联合发文 = 9:-
    完成6项目标任务 = 6项:项
    推进6项目建设 = 6:-
    5支应急队伍和3支队 = 5支:支 3:-
    有4名医护人员 = 4名:名
    下辖13区县 = 13:-
    40万新市民 = 40万:-
    围绕6大产业 = 6大:-
    共建三大机制 = 三大:-
    2023年增长3% = 2023:- 3%:%
    二〇二三年有9天 = 二〇二三:- 9天:天
    2023—2025年 = 2023:- 2025:-
    2023届毕业生 = 2023:-
    5月12日发生 = 5:- 12:-
    1至6月 = 1:- 6:-
    1-6月 = 1:- 6:-
    行政拘留12日 = 12日:日
    于12日召开 = 12:-
    在15日内办结 = 15日:日
    按1+6+20模式 = 1:- 6:- 20:-
    3-2获胜 = 3:- 2:-
    拨打0739-5566778 = 0739:- 5566778:-
    乘坐G1099次列车 = 1099:-
    一架苏-27战机 = 一架:架 27:-
    气温降至-7℃ = -7℃:℃
    抱负3项 = 3项:项
    占一半以上 = 一半以上:%
    上半年半数完成 = 半数:%
    同比增长三成多 = 三成多:%
    从85%提高到90% = 85%:% 90%:%
    2件、3件 = 2件:件 3件:件
    提高1.5、0.6个百分点 = 1.5:- 0.6个百分点:个百分点
    节约3万元 = 3万元:元
    北约3国 = 3:-
    最近3场 = 3场:场
    首次站上4万亿元 = 4万亿元:元
    上百姓餐桌 = 上百:-
    统一部署 = 一:-
    大陆两家企业 = 两家:家
    队伍五支 = 五支:支
    人数百余 = 百余:-
    总数百分之五 = 百分之五:%
    数据显示 = None
    几乎全部 = None
    目前三家 = 三家:家
    前三个月 = 三个月:个月
    前一阶段 = 一:-
    翻阅档案 = None
    半导体 = None
    前10%企业 = 10%:%
    三千万百姓 = 三千万:- 百:-
    上亿亩 = 上亿亩:亩
    每人每月3.5元，每年两次 = 3.5元:元 两次:次
    一分为二 = 一:- 二:-
    三块牌子和三块钱 = 三块:块 三块钱:元
    5对夫妻；3对此负责 = 5对:对 3:-
    比例为1：2，时间8:30 = 1：2:- 8:- 30:-
    达4.6万件次 = 4.6万件次:件次
    占35％（含税） = 35％:%
    价格＄5 = 5:-
    “十四五”以来 = 十四五:-
    ①一般事故3起 = 一:- 3起:起
    每立方米35微克 = 35微克:微克
    四五线城市 = 四五:-
    300 余名、2 万人 = 300 余名:名 2 万人:人
    21 304件 = 21 304件:件
    3天至2个月 = 3天:天 2个月:个月
    五次以上二十人以下 = 五次以上:次 二十人以下:人
    增加15天至320天 = 15天:天 320天:天
    净利润为-5亿元至-8亿元 = -5亿元至-8亿元:元
    办理时限从10天到3天 = 10天:天 3天:天
    增加30元至90元不等 = 30元至90元:元
    预计减少2亿元至5亿元 = 2亿元至5亿元:元
    收入从1.8亿到96亿 = 1.8亿:- 96亿:-
    增长5%至12% = 5%至12%:%
    更换水表36块 = 36块:块
    挣了36块 = 36块:元
    破获38案52人 = 38案:案 52人:人
    其中2名为党员 = 2名:名
    增至58对和18个 = 58对:对 18个:个
"""


@pytest.mark.parametrize("line", [line.strip() for line in SENTENCES.strip().splitlines()])
def test_finds_quantities_in_a_sentence(line: str) -> None:
    text, expected = line.split(" = ")
    found = " ".join(f"{span.quantity.text}:{span.quantity.unit or '-'}" for span in scan(text))
    assert (found or "None") == expected


def test_a_verb_of_reaching_sets_the_bound_from_outside() -> None:
    (span,) = scan("总量迈上5万亿元新台阶")
    assert (span.quantity.text, span.quantity.bound, span.quantity.lower) == ("5万亿元", "over", 5 * 10**12)


def test_numeral_offsets() -> None:
    text = "共超过 300余万元，约3至5天"
    first, second = scan(text)
    assert (text[first.start : first.end], text[first.numeral_start : first.numeral_end]) == (
        "超过 300余万元",
        "300余万",
    )
    assert (text[second.start : second.end], text[second.numeral_start : second.numeral_end]) == (
        "约3至5天",
        "3至5",
    )


def test_a_part_of_a_text_is_scanned_in_its_context() -> None:
    text = "签约3亿元，目前三家"
    assert [span.quantity.text for span in scan(text, 2)] == ["3亿元", "三家"]
    assert [span.quantity.text for span in scan(text, 1, 3)] == ["3"]
    assert [span.quantity.text for span in scan("节约3亿元", 1)] == ["3亿元"]
    assert [span.quantity.text for span in scan("超过3亿元", 1)] == ["3亿元"]


@pytest.mark.parametrize("text", ["", "件", "三件事", "共三件", "abc", "约", "3件4件"])
def test_what_is_no_quantity_is_none(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize("wrong", [None, 12, b"12"])
def test_only_strings_are_read(wrong: object) -> None:
    with pytest.raises(ValueError, match="read from a string"):
        parse_quantity(wrong)  # type: ignore[arg-type]


def spellings() -> list[tuple[str, str, str, str]]:
    """Every spelling of lexicon/units.toml: its family, a text that has it where it may stand, itself and its name."""
    tables = tomllib.loads(resources.files("zzx").joinpath("lexicon/units.toml").read_text("utf-8"))
    found = []
    for family, table in tables.items():
        names = {unit: unit for unit in table["units"].split()} | table.get("aliases", {})
        names |= {spelling: name for spelling, (_, name) in table.get("parts", {}).items()}
        for spelling, name in names.items() if family != "per" else ():
            noun = table.get("only_before", {}).get(spelling, "").split()
            said_of = table.get("said_of", {}).get(spelling, "").split()
            lead = said_of[0] if said_of else "约" if spelling == "日" else ""
            found.append(
                (table.get("family", family), f"{lead}3{spelling}{noun[0] if noun else ''}", spelling, name)
            )
    return found


@pytest.mark.parametrize(("family", "text", "spelling", "name"), spellings())
def test_every_unit_of_the_table_is_read(family: str, text: str, spelling: str, name: str) -> None:
    quantity = next(scan(text)).quantity
    if spelling == "月":  # a date, but for 半月
        assert quantity.unit is None
    else:
        assert (quantity.unit or "", quantity.family) == (name, family)


def test_no_unit_before_the_words_that_refuse_it() -> None:
    tables = tomllib.loads(resources.files("zzx").joinpath("lexicon/units.toml").read_text("utf-8"))
    tried = 0
    for family, table in tables.items():
        for spelling, words in table.get("not_before", {}).items():
            for word in words.split():
                if re.fullmatch(r"\w+", word):
                    quantity = next(scan(f"3{spelling}{word}")).quantity
                    assert quantity.text != f"3{spelling}" or quantity.family != family, (spelling, word)
                    tried += 1
    assert tried > 1000


def test_contexts_belong_to_units() -> None:
    tables = tomllib.loads(resources.files("zzx").joinpath("lexicon/units.toml").read_text("utf-8"))
    for table in tables.values():
        known = {*table["units"].split(), *table.get("aliases", {}), *table.get("parts", {})}
        for key in ("not_before", "only_before", "only_after"):
            assert set(table.get(key, {})) <= known
        assert len(table["units"].split()) == len(set(table["units"].split()))


NUMERALS = "0123456789３一二三十百千万亿零两"
MIXTURE = st.text(
    alphabet=st.sampled_from(
        [*NUMERALS, *"点.,，-—~至到余多来半几数第前约近超过以上下左右个件元%％年月日成倍分之/：角天小时 在，"]
    ),
    max_size=40,
)


@given(MIXTURE)
def test_spans_are_ordered_and_cover_every_numeral(text: str) -> None:
    spans = list(scan(text))
    for span in spans:
        assert span.start <= span.numeral_start < span.numeral_end <= span.end
        assert span.quantity.text == text[span.start : span.end]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = {index for span in spans for index in range(span.start, span.end)}
    assert {index for index, character in enumerate(text) if character in NUMERALS} <= covered


@given(MIXTURE)
def test_values_and_intervals_agree(text: str) -> None:
    for span in scan(text):
        quantity = span.quantity
        value, lower, upper = quantity.value, quantity.lower, quantity.upper
        assert lower is None or upper is None or lower <= upper
        match quantity.bound:
            case "exact":
                assert value == lower == upper
            case "approx":
                assert lower is None
                assert upper is None
            case "over" | "at_least":
                assert (lower, upper) == (value, None)
            case "under" | "at_most":
                assert (lower, upper) == (None, value)
            case bound:
                assert bound in ("range", "vague")
                assert value is None


@given(MIXTURE)
def test_parsing_the_whole_never_fails(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is None or quantity.text in text


@given(st.integers(1, 10**9), st.sampled_from(["件", "人次", "个百分点", "公里", "岁", "元"]))
def test_any_number_before_a_unit(value: int, unit: str) -> None:
    for written in (f"{value}{unit}", f"{value:,}{unit}", f"{value}万{unit}"):
        quantity = parse_quantity(written)
        assert quantity is not None
        assert quantity.unit == unit
        assert quantity.value == value * (10**4 if "万" in written else 1)


@pytest.mark.parametrize(
    "hostile",
    [
        "一", "1", "1,", "1,111", "万亿", "3至", "百分之", "几", "数百", "第1至", "1年以上", "三四", "三四百", "1/", "1：", "1:1:",
        "-", "1-", "3年零", "一又", "1.", "一点", "半", "111 ", "1 万", "一分之", "1天1小时", "前1", "不超过", "约", "（含",
        "￥", "十几", "一百几", "余", "1余", "1个多", "翻了", "1元1角",
    ],
)  # fmt: skip
def test_spans_in_hostile_text_lie_inside_it(hostile: str) -> None:
    text = hostile * (40_000 // len(hostile))
    assert all(0 <= span.start < span.end <= len(text) for span in scan(text))
