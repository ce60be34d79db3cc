"""Time expressions: where they stand, what they mean, and when a document was written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.dates import Period, find_document_date, parse_period, resolve, scan
from zzx.timexes import find_atoms, rules

TODAY = date(2023, 8, 15)


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its [ ] and the stretches that they enclosed."""
    plain, spans, start = "", [], 0
    for character in text:
        if character == "[":
            start = len(plain)
        elif character == "]":
            spans.append((start, len(plain)))
        else:
            plain += character
    return plain, spans


def atoms(text: str) -> set[tuple[str, int, int]]:
    return {(atom.letter, atom.start, atom.end) for atom in find_atoms(text)}


@pytest.mark.parametrize(
    ("letter", "example"), [(a["letter"], e) for a in rules()["atom"] for e in a["examples"]]
)
def test_atom_matches_its_examples(letter: str, example: str) -> None:
    plain, spans = marked(example)
    assert {(letter, *span) for span in spans} <= atoms(plain)


@pytest.mark.parametrize(
    ("letter", "example"), [(a["letter"], e) for a in rules()["atom"] for e in a["counterexamples"]]
)
def test_atom_spares_its_counterexamples(letter: str, example: str) -> None:
    assert letter not in {found for found, _, _ in atoms(example)}


@pytest.mark.parametrize("pattern", [p for a in rules()["atom"] for p in a["patterns"]])
def test_every_atom_pattern_is_linear_enough_to_have_no_open_repetition(pattern: str) -> None:
    assert "*?" not in pattern
    assert "+?" not in pattern


@pytest.mark.parametrize(
    "text",
    [
        "[今年以来]，全市法院共审结案件356件。",
        "[2023年1月至9月]，新登记企业1200户，[9月份]单月新增150户。",
        "[1—7月]，货运量增长5%，[7月底]库存下降。",
        "[截至6月底]，参保人数达12万人；[截至2022年12月31日24时]，在建项目8个。",
        "[自2019年起]，已连续举办4届。",
        "该县[自今年3月推行积分制以来]，收集建议200余条。",
        "[5月实行首问负责制以来]，满意率升至98%。",
        "[从2015年调解室挂牌以来]，调解纠纷900余起。",
        "[2018年以来]受理的投诉",
        "[2016年至2020年]，年均增长6%；[2021—2025年]规划新建5座。",
        "据当地媒体[18日]报道，[19日]，警方拘留15日的人被释放；国防部[20日晚]称",
        "[9月当月]，[去年一年]，[两年多来]，较[上月同期]增长；[除夕至初三]，[过去24小时]",
        "[2007至2017年间]，经过近一年的侦查，驻留四月有余，、国庆菜场",
        "[2021年、2022年]先后获评先进。",
        "[去年]，[上半年]增长3%，[下半年]增长5%。",
        "[近三年来]，[过去五年]，[未来三年]，[三年来]，[一年来]",
        "[“十四五”时期]，[“十三五”期间]，[十四五末]",
        "[6月8日晚]，民警在[凌晨2时30分]赶到，[次日上午]返回。",
        "[10月9日至12日]，[10月9—12日]，[9月28日至10月3日]",
        "[上世纪70年代]建成，[十年前]改造。",
        "[2023-06-19 16:42]，正文",
        "[国庆假期]，接待游客3万人次；[今年春运期间]，发送旅客5万人次",
        "[每周三]下午开放，[每半年]检查一次",
        "[近年来]，[目前]，[长期以来]，[连日来]",
        "比[上年同期]下降2.1%，较[2019年]增长8%，比[上季度]提高1个百分点",
        "投入由[2019年]的3亿元增加到[2023年]的5亿元",
        "[到2025年]，覆盖率达到95%以上；力争[到2030年底]建成",
        "记者[8日]获悉，[12日至15日]将举办3场",
        "[党的十八大以来]，[改革开放以来]，全镇[自集中整治以来]",
        "民国时期的[民国二十六年]，即[1937年]",
        "[２０２３年５月]，增长２％",
        "[第一季度]增长2%，[一至三季度]增长3%，[2024年前三季度]增长4%",
    ],
)
def test_scan_finds_whole_expressions(text: str) -> None:
    plain, spans = marked(text)
    assert [(span.start, span.end) for span in scan(plain)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "连续12年未发生重大事故",
        "判处有期徒刑三年六个月",
        "拘役4个月，行政拘留15日",
        "办理时限压缩至5个工作日",
        "用近三年时间完成改造",
        "经商八年后返乡",
        "三天以后再来",
        "庆祝建厂60周年",
        "拨打12315热线",
        "6月龄婴儿",
        "“9·18”专案",
        "纳入“十四五”规划",
        "共2024件",
        "提出3点建议",
        "24小时值班",
        "以前年度损益",
        "30日内答复",
        "分别处以行政拘留10日、12日",
        "期限为15日至20日",
        "第6号台风",
        "光明日报",
        "每千人拥有床位8张",
    ],
)
def test_scan_leaves_durations_and_names(text: str) -> None:
    assert list(scan(text)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("今年以来", "period"),
        ("2022年", "period"),
        ("6月", "period"),
        ("去年6月3日", "point"),
        ("昨天下午", "point"),
        ("2023-08-15", "point"),
        ("8时30分", "clock"),
        ("每月", "frequency"),
        ("近年来", "vague"),
        ("截至目前", "vague"),
        ("几年来", "vague"),
        ("6月3日以来", "period"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [span.kind for span in scan(text)] == [kind]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # years
        ("2021年", "2021-01-01", "2021-12-31"),
        ("2021年度", "2021-01-01", "2021-12-31"),
        ("二〇二一年全年", "2021-01-01", "2021-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("民国112年", "2023-01-01", "2023-12-31"),
        ("08年5月12日", "2008-05-12", "2008-05-12"),
        ("去年", "2022-01-01", "2022-12-31"),
        ("前年10月", "2021-10-01", "2021-10-31"),
        ("明年一季度", "2024-01-01", "2024-03-31"),
        ("上年", "2022-01-01", "2022-12-31"),
        ("2022-2023学年度", "2022-09-01", "2023-08-31"),
        # parts of years
        ("今年上半年", "2023-01-01", "2023-06-30"),
        ("2020年下半年", "2020-07-01", "2020-12-31"),
        ("2022年前三季度", "2022-01-01", "2022-09-30"),
        ("前7个月", "2023-01-01", "2023-07-31"),
        ("第二季度", "2023-04-01", "2023-06-30"),
        ("2021年一至三季度", "2021-01-01", "2021-09-30"),
        ("2021年年底", "2021-12-01", "2021-12-31"),
        ("2021年末", "2021-12-01", "2021-12-31"),
        ("去年初", "2022-01-01", "2022-01-31"),
        ("三季度末", "2023-09-21", "2023-09-30"),
        # months and days
        ("1月至6月", "2023-01-01", "2023-06-30"),
        ("1—6月份", "2023-01-01", "2023-06-30"),
        ("2020年2月", "2020-02-01", "2020-02-29"),
        ("6月底", "2023-06-21", "2023-06-30"),
        ("2月上旬", "2023-02-01", "2023-02-10"),
        ("2月中旬", "2023-02-11", "2023-02-20"),
        ("2月下旬", "2023-02-21", "2023-02-28"),
        ("去年7月初", "2022-07-01", "2022-07-10"),
        ("6月3日", "2023-06-03", "2023-06-03"),
        ("6月3日至9日", "2023-06-03", "2023-06-09"),
        ("2022年6月3—9日", "2022-06-03", "2022-06-09"),
        ("6月28日至7月3日", "2023-06-28", "2023-07-03"),
        ("2022年元月", "2022-01-01", "2022-01-31"),
        ("6月1日起至8月31日", "2023-06-01", "2023-08-31"),
        ("6月3日、9日", "2023-06-03", "2023-06-09"),
        ("去年11月至今年2月", "2022-11-01", "2023-02-28"),
        ("2021年12月至2022年1月", "2021-12-01", "2022-01-31"),
        ("2022年11月至次年3月", "2022-11-01", "2023-03-31"),
        ("11月至2023年3月", "2022-11-01", "2023-03-31"),
        ("十二月", "2023-12-01", "2023-12-31"),
        ("一月", "2023-01-01", "2023-01-31"),
        ("10月", "2023-10-01", "2023-10-31"),
        ("8日", "2023-08-08", "2023-08-08"),
        ("28日", "2023-07-28", "2023-07-28"),
        ("九月的第二周", "2023-09-11", "2023-09-17"),
        # ranges of years, plans, decades
        ("2016年至2020年", "2016-01-01", "2020-12-31"),
        ("2016—2020年", "2016-01-01", "2020-12-31"),
        ("2020年、2021年", "2020-01-01", "2021-12-31"),
        ("“十一五”时期", "2006-01-01", "2010-12-31"),
        ("“十五”期间", "2001-01-01", "2005-12-31"),
        ("“十四五”时期", "2021-01-01", "2025-12-31"),
        ("“一五”时期", "1953-01-01", "1957-12-31"),
        ("“二五”时期", "1958-01-01", "1962-12-31"),
        ("“三五”时期", "1966-01-01", "1970-12-31"),
        ("十四五末", "2025-01-01", "2025-12-31"),
        ("上世纪70年代", "1970-01-01", "1979-12-31"),
        ("80年代", "1980-01-01", "1989-12-31"),
        ("20年代", "2020-01-01", "2029-12-31"),
        ("21世纪", "2001-01-01", "2100-12-31"),
        # open on a side
        ("今年以来", "2023-01-01", "2023-08-15"),
        ("2021年至今", "2021-01-01", "2023-08-15"),
        ("6月底以来", "2023-06-21", "2023-08-15"),
        ("10月以来", "2022-10-01", "2023-08-15"),
        ("自2020年起", "2020-01-01", None),
        ("自2007年", "2007-01-01", None),
        ("从2015年调解室挂牌以来", "2015-01-01", "2023-08-15"),
        ("截至6月底", None, "2023-06-30"),
        ("截至10月底", None, "2022-10-31"),
        ("截至2022年12月31日24时", None, "2022-12-31"),
        ("到2025年", None, "2025-12-31"),
        ("到年底", None, "2023-12-31"),
        ("截至目前", None, "2023-08-15"),
        ("2019年以前", None, "2018-12-31"),
        ("2019年以后", "2020-01-01", None),
        # windows
        ("近三年", "2020-08-16", "2023-08-15"),
        ("三年来", "2020-08-16", "2023-08-15"),
        ("近半年", "2023-02-16", "2023-08-15"),
        ("近一年半", "2022-02-16", "2023-08-15"),
        ("近10天", "2023-08-06", "2023-08-15"),
        ("过去五年", "2018-08-16", "2023-08-15"),
        ("未来三年", "2023-08-16", "2026-08-15"),
        ("十年前", "2013-01-01", "2013-12-31"),
        ("两个月前", "2023-06-01", "2023-06-30"),
        # days and weeks
        ("昨天", "2023-08-14", "2023-08-14"),
        ("上周", "2023-08-07", "2023-08-13"),
        ("上周五", "2023-08-11", "2023-08-11"),
        ("下周末", "2023-08-26", "2023-08-27"),
        ("本周六", "2023-08-19", "2023-08-19"),
        ("星期四", "2023-08-10", "2023-08-10"),
        ("上个月", "2023-07-01", "2023-07-31"),
        ("上月15日", "2023-07-15", "2023-07-15"),
        ("上季度", "2023-04-01", "2023-06-30"),
        ("今年国庆节", "2023-10-01", "2023-10-01"),
        # nothing in the calendar
        ("近年来", None, None),
        ("目前", None, None),
        ("几年来", None, None),
        ("春节期间", None, None),
        ("每周三", None, None),
        ("当年", None, None),
        ("同期", None, None),
    ],
)
def test_resolution_against_the_document(text: str, start: str | None, end: str | None) -> None:
    assert resolve(text, TODAY) == Period(text, day(start), day(end))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("年末", "2021-12-01", "2021-12-31"),
        ("全年", "2021-01-01", "2021-12-31"),
        ("四季度", "2021-10-01", "2021-12-31"),
        ("11月", "2021-11-01", "2021-11-30"),
        ("上年", "2020-01-01", "2020-12-31"),
        ("当年", "2021-01-01", "2021-12-31"),
        ("次年", "2022-01-01", "2022-12-31"),
        ("同期", "2021-01-01", "2021-12-31"),
        ("上年同期", "2020-01-01", "2020-12-31"),
        ("去年同期", "2022-01-01", "2022-12-31"),
        ("报告期末", None, "2021-12-31"),
        ("今年", "2023-01-01", "2023-12-31"),
    ],
)
def test_resolution_within_the_running_period(text: str, start: str | None, end: str | None) -> None:
    running = Period("2021年", date(2021, 1, 1), date(2021, 12, 31))
    assert resolve(text, TODAY, running) == Period(text, day(start), day(end))


def test_running_day_and_month() -> None:
    one_day = Period("6月3日", date(2023, 6, 3), date(2023, 6, 3))
    assert resolve("次日凌晨", TODAY, one_day).start == date(2023, 6, 4)
    assert resolve("9日", TODAY, one_day).start == date(2023, 6, 9)
    assert resolve("当月", TODAY, one_day) == Period("当月", date(2023, 6, 1), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("过去的一年", "2024-01-01", "2024-12-31"),
        ("一年来", "2024-01-01", "2024-12-31"),
        ("过去五年", "2020-01-01", "2024-12-31"),
        ("三年来", "2022-01-16", "2025-01-15"),
        ("1月至9月", "2024-01-01", "2024-09-30"),
        ("12月", "2024-12-01", "2024-12-31"),
        ("年底", "2024-12-01", "2024-12-31"),
        ("全年", "2024-01-01", "2024-12-31"),
        ("截至12月底", None, "2024-12-31"),
    ],
)
def test_a_report_of_january_reviews_the_year_before(text: str, start: str | None, end: str | None) -> None:
    assert resolve(text, date(2025, 1, 15)) == Period(text, day(start), day(end))


@pytest.mark.parametrize("text", ["今年以来", "去年10月", "1月至9月", "近三年", "年末", "昨天", "截至6月底"])
def test_without_a_date_the_relative_stays_unknown(text: str) -> None:
    assert resolve(text, None) == Period(text, None, None)


def test_without_a_date_the_absolute_resolves() -> None:
    assert resolve("2018年以来", None) == Period("2018年以来", date(2018, 1, 1), None)
    assert resolve("2022年6月底", None).end == date(2022, 6, 30)


def test_leap_day_falls_in_a_leap_year() -> None:
    assert resolve("2月29日", TODAY).start == date(2020, 2, 29)


@pytest.mark.parametrize(
    "text", ["2023年2月30日", "13月", "6月31日", "2023年2月29日", "2020年至2010年", "近0年", "2023-13-01"]
)
def test_impossible_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_period(text, TODAY)
    assert resolve(text, TODAY) == Period(text, None, None)


def test_parse_period() -> None:
    assert parse_period("1月至9月", date=date(2021, 11, 1)) == Period(
        "1月至9月", date(2021, 1, 1), date(2021, 9, 30)
    )
    assert parse_period("审结案件356件") is None
    assert parse_period("今年以来，审结案件") is None
    assert parse_period("") is None
    with pytest.raises(ValueError, match="int"):
        parse_period(2023)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-06-19 16:42，正文：某市举行仪式。", "2023-06-19"),
        ("标题\n\n2021年11月24日 星期三 责任编辑：某某\n\n正文", "2021-11-24"),
        ("某县通报\n时间：2026-02-24\n来源：某报\n正文", "2026-02-24"),
        ("某区工作纪实\n（2024年1月15日）\n正文", "2024-01-15"),
        ("正文。\n" * 300 + "某市统计局\n2024年3月1日\n", "2024-03-01"),
        ("新华社某地2022年5月6日电 正文。", "2022-05-06"),
        ("香港，2024年5月16日 /新华美通/ -- 某公司发布业绩。", "2024-05-16"),
        ("# 政府工作报告\n——2023年1月12日在某市第一届人民代表大会第三次会议上\n正文", "2023-01-12"),
        ("# 砥砺前行\n\n## 2022 某县平安建设综述\n\n正文", "2023-01-01"),
        ("某市2021年法治建设工作总结\n正文", "2022-01-01"),
        ("2023年上半年经济运行情况\n正文", "2023-07-01"),
        ("2022年前三季度审判工作通报\n正文", "2022-10-01"),
        ("二〇二三年度工作总结\n正文", "2024-01-01"),
        ("2024年某市人民法院工作报告\n正文", "2024-01-01"),
        ("来源：某网 | 2023年08月06日 17:49:10\n正文", "2023-08-06"),
        ("《某日报》（ 2023年08月07日 第 11 版）正文。", "2023-08-07"),
        ("2019年8月5日，某村发生火灾，民警出动。", None),
        ("2019年8月5日（星期一），某村发生火灾，民警出动。", None),
        ("活动通知\n活动时间：2023年9月1日，地点待定\n", None),
        ("8月14日，某市召开会议。", None),
        ("2024年工作要点\n正文", None),
        ("标题\n2023年2月30日\n正文", None),
        ("", None),
    ],
)
def test_document_date(text: str, expected: str | None) -> None:
    assert find_document_date(text) == day(expected)


ALPHABET = st.sampled_from(
    "0123456789年月日号时点分至到—-、~，。 \n一二三四五六七八九十〇两半几多近过去未来今明前后上下本个季度周末底初旬中以起自从截止期间"
    "“”十五同全每当次第代世纪节春民国元星天内学"
)
TEXTS = st.text(ALPHABET, max_size=30)
DATES = st.none() | st.dates()


@given(TEXTS, DATES)
def test_parse_raises_nothing_but_value_error(text: str, today: date | None) -> None:
    try:
        period = parse_period(text, today)
    except ValueError:
        return
    if period is not None and period.start and period.end:
        assert period.start <= period.end


@given(TEXTS, DATES, DATES, DATES)
def test_scan_is_ordered_and_what_it_finds_resolves(
    text: str, today: date | None, first: date | None, last: date | None
) -> None:
    if first and last and first > last:
        first, last = last, first
    end = 0
    for span in scan(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
        period = resolve(text[span.start : span.end], today, Period("", first, last))
        assert period.text == text[span.start : span.end]
        if period.start and period.end:
            assert period.start <= period.end


@given(st.text(max_size=200))
def test_document_date_of_any_text(text: str) -> None:
    find_document_date(text)


@pytest.mark.parametrize(
    "unit",
    ["近", "1月至", "2023年、", "自今年", "一", "1", "“十", "上午8:", "前", "a，", "2023-", "每周一、"],
)
def test_spans_in_hostile_text_lie_inside_it(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    assert all(0 <= span.start < span.end <= len(text) for span in scan(text))
    assert find_document_date(text) is None
