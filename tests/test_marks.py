"""Marks: what is carved out of a sentence before any word is cut, and why a numeral measures nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.marks import NUMERAL, mark, syllables


def carved(view: str) -> list[tuple[str, str]]:
    """What stands in the marks of a sentence, and their kinds or reasons."""
    return [
        (view[one.start : one.end], one.kind if one.kind == "quantity" else one.reason) for one in mark(view)
    ]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("没有数字。", []),
        ("2024年共破获案件12起", [("2024年", "date"), ("12起", "quantity")]),
        (
            "上半年收缴枪支近30支、子弹400余发",
            [("上半年", "date"), ("近30支", "quantity"), ("400余发", "quantity")],
        ),
        ("建成“枫桥式”派出所9个", [("“枫桥式”", "name"), ("9个", "quantity")]),
        ("他说：“今年退赔群众损失30万元。”", [("今年", "date"), ("30万元", "quantity")]),
        (
            "依照《2023年十项行动方案》发放手册500册",
            [("《2023年十项行动方案》", "title"), ("500册", "quantity")],
        ),
        ("每周三接访12人次", [("每周三", "frequency"), ("12人次", "quantity")]),
        ("第三届书展售书800册", [("第三届", "ordinal"), ("800册", "quantity")]),
        ("５０％以上的村", [("５０％以上", "quantity")]),
        ("“塌方致9死4伤”", [("9", "quantity"), ("4", "quantity")]),
        ("提高1.3个和2.1个百分点", [("1.3个", "quantity"), ("2.1个百分点", "quantity")]),
        ("挖出石碑3块，", [("3块", "quantity")]),
    ],
)
def test_marks_of_a_sentence(view: str, expected: list[tuple[str, str]]) -> None:
    assert carved(view) == expected


@pytest.mark.parametrize(
    ("view", "numeral", "reason"),
    [
        ("统一部署", "一", "word"),
        ("一定程度上", "一", "word"),
        ("十分重视", "十分", "idiom"),
        ("成立一支队伍", "一支", "indefinite"),
        ("这是一个起点", "一个", "indefinite"),
        ("第一责任人到位", "第一责任人", "ordinal"),
        ("实行四级联动", "四级", "level"),
        ("为3岁以下婴幼儿服务", "3岁以下", "threshold"),
        ("每千人拥有医生", "每千人", "denominator"),
        ("拨打12345热线", "拨打12345", "phone"),
        ("依据第四十条处理", "第四十条", "article"),
        ("以3:1战胜对手", "3:1", "score"),
        ("一是抓学习", "一是", "list"),
        ("推行“1+3+N”模式", "“1+3+N”", "name"),
        ("推行1+3+N模式", "1+3+N", "slogan"),
        ("围绕三大机制发力", "三大", "tally"),
        ("24小时值班", "24小时", "round the clock"),
        ("90后干警", "90后", "cohort"),
        ("庆祝建校75周年", "75周年", "anniversary"),
        ("一年期贷款", "一年期", "term"),
        ("在PM2.5监测中", "PM2.5", "code"),
        ("打进八强", "八强", "stage"),
        ("1公顷=15亩", "1公顷=15亩", "conversion"),
        ("访问www.example.cn/2023", "www.example.cn/2023", "url"),
        ("该市11日最高气温升高", "11", "date"),
        ("每天下午1点至2点来", "2", "date"),
        ("安装Windows 10 系统", "10", "code"),
        ("投票方式01欢迎扫描", "01", "code"),
        ("五千年文明", "五千年", "idiom"),
        ("楼房的三至五层设有教室", "三至五层", "address"),
        ("震中位于北纬37.2度", "37.2度", "coordinates"),
        ("请登录铁路12306网站", "12306", "phone"),
        ("吸引世界500强企业", "500强", "name"),
        ("党的十八大后", "十八大", "slogan"),
        ("在4S店", "4S", "code"),
    ],
)
def test_why_a_numeral_measures_nothing(view: str, numeral: str, reason: str) -> None:
    assert (numeral, reason) in carved(view)
    assert "quantity" not in [kind for _, kind in carved(view)]


@pytest.mark.parametrize(
    ("view", "ranked"),
    [
        ("位居全市第一", True),
        ("排名第3位。", True),
        ("跻身全国前十", True),
        ("全省第二。", True),
        ("第一责任人", False),
        ("第一时间赶到", False),
        ("第二产业", False),
        ("从第26位跃升至前列", True),
        ("保持考核第一的位次", True),
        ("评为民办高校第三名。", True),
        ("团体第一名", True),
        ("放在第一位。", False),
        ("抓获了第二名，", False),
        ("安全第一、预防为主", False),
    ],
)
def test_places_in_a_ranking_and_other_ordinals(view: str, ranked: bool) -> None:
    assert ("quantity" in [kind for _, kind in carved(view)]) is ranked


def test_ordinals_in_a_list_are_ranked_alike() -> None:
    assert carved("考核分居全市第三和第五位。") == [("第三", "quantity"), ("第五位", "quantity")]


@pytest.mark.parametrize(
    ("view", "kinds"),
    [
        ("辗转六省市", ["quantity"]),
        ("在几分钟内办结", ["quantity"]),
        ("几个人", []),
        ("沪深300公司", ["rejected"]),
    ],
)
def test_divisions_and_a_few_minutes_are_counted(view: str, kinds: list[str]) -> None:
    assert [one.kind for one in mark(view) if one.reason != "indefinite"] == kinds


@pytest.mark.parametrize(
    ("view", "quantity"),
    [
        ("发生5.4级地震，", "5.4级"),
        ("以每小时10-15公里的速度", "10-15公里"),
        ("等候一个半小时。", "一个半小时"),
        ("约 288.3 亿元人民币", "约 288.3 亿元人民币"),
        ("收费一人十块。", "十块"),
        ("县道21条，", "21条"),
        ("沪指在3290点附近", "3290点附近"),
        ("指数上涨20点，", "20点"),
        ("牲畜26万头(只)，", "26万头(只)"),
        ("子弹20发及现金", "20发"),
    ],
)
def test_what_looks_like_a_name_and_measures(view: str, quantity: str) -> None:
    assert (quantity, "quantity") in carved(view)


@pytest.mark.parametrize("view", ["1个垃圾站", "等候一小时", "罚款一元", "一公里", "占一成"])
def test_one_is_a_quantity_in_digits_and_before_a_unit_that_measures(view: str) -> None:
    assert [kind for _, kind in carved(view)] == ["quantity"]


def test_the_numeral_of_a_quantity_is_known() -> None:
    view = "为群众挽回损失300余万元。"
    (found,) = [one for one in mark(view) if one.quantity is not None]
    assert view[found.start : found.end] == "300余万元"
    assert view[slice(*found.numeral)].startswith("300")


SENTENCES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "破获",
                "案件",
                "万元",
                "个百分点",
                "同比增长",
                "一是",
                "统一",
                "三明",
                *"起人%第条年月日“”《》（），。、每前届",
            ]
        ),
        st.integers(0, 99_999_999).map(str),
        st.decimals(0, 1000, places=2).map(str),
        st.text("〇一二两三四五六七八九十百千万亿半余多几", min_size=1, max_size=5),
    ),
    max_size=14,
).map("".join)


@given(SENTENCES)
def test_marks_are_in_order_and_leave_no_numeral_out(view: str) -> None:
    marks = mark(view)
    assert all(before.end <= after.start for before, after in pairwise(marks))
    assert all(0 <= one.start < one.end <= len(view) for one in marks)
    covered = {position for one in marks for position in range(one.start, one.end)}
    covered.update(position for start, end in syllables(view, marks) for position in range(start, end))
    numerals = {position for run in NUMERAL.finditer(view) for position in range(*run.span())}
    assert numerals <= covered


@pytest.mark.parametrize(
    ("text", "bound"), [("向北约20米", "approx"), ("东北约30公里", "approx"), ("北约30架飞机", "exact")]
)
def test_about_behind_a_direction_is_no_treaty(text: str, bound: str) -> None:
    (found,) = [one.quantity for one in mark(text) if one.kind == "quantity"]
    assert found is not None
    assert found.bound == bound
