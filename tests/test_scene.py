"""Scene: who, when and where, as it runs on through a document."""

import datetime

import pytest

from zzx.facts import Fact
from zzx.pipeline import extract

TODAY = datetime.date(2024, 9, 20)


def facts(text: str, place: str | None = None) -> tuple[Fact, ...]:
    return extract(text, date=TODAY, place=place).facts


def subjects(text: str) -> list[str | None]:
    return [fact.subject for fact in facts(text)]


def periods(text: str) -> list[str | None]:
    return [fact.period_text for fact in facts(text)]


# Who --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公安机关接处警21748起，立刑案1396起；检察机关批捕155件。", ["公安机关", "公安机关", "检察机关"]),
        ("渭南市公安局查处违法行为18起。组建义警队伍43支。", ["渭南市公安局"] * 2),
        ("渭南市公安局查处违法行为18起。\n\n组建义警队伍43支。", ["渭南市公安局", None]),
        ("全区侦破命案6起，抓获嫌疑人9名。", ["全区"] * 2),
    ],
)
def test_the_subject_runs_on_within_a_paragraph(text: str, expected: list[str | None]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("渭南市公安局推进打击。救援队6小时抢通公路3公里。", ["救援队", "救援队"]),
        ("行政机关回复整改率98%；共起诉214件。", ["行政机关", "行政机关"]),
        ("检察院提出建议408件，行政机关整改率98%；起诉214件。", ["检察院", "行政机关", "检察院"]),
        ("安居工程全面启动，财政收入增长5%。", [None]),
        ("安居工程全面启动，改造住房12套。", ["安居工程"]),
        ("“查处违法行为18起。”渭南市公安局局长王强说。", [None]),
        (
            "渭南市公安局查处18起（其中交警支队查处6起），罚款3万元。",
            ["渭南市公安局", "交警支队", "渭南市公安局"],
        ),
    ],
)
def test_whoever_is_named_holds_as_far_as_the_words_go(text: str, expected: list[str | None]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是造船业，实现利润36亿元。", "造船业"),
        ("一是造船业务培训，实现利润36亿元。", None),
        ("农业稳步发展，粮食产量3万吨。", None),
        ("集团预计全省铁路发送旅客90万人次。", "全省铁路"),
        ("子公司预计净利润为3亿元。", "子公司"),
        ("新建学校项目，总投资3亿元。", None),
        ("柳树沟村共有耕地300亩。", "柳树沟村"),
        ("各示范村共有耕地300亩。", None),
        ("我所在的村建成公厕3座。", "我所在的村"),
        ("城际铁路运营里程300公里。", None),
        ("王治郅上半场砍下13分。", "王治郅"),
        ("不到半年时间新增合作单位30家。", None),
        ("某市公安局缉毒支队一大队发现线索。抓获嫌疑人3名。", "某市公安局缉毒支队一大队"),
        ("市公安局抽调支队民警30名。", "市公安局"),
        ("三次产业中第一产业完成投资8亿元。", "第一产业"),
        ("农村发生火灾5起；其次为县城集镇，共发生火灾3起。", "县城集镇"),
        ("其次为提高效率，简化流程3项。", None),
        ("“雪龙”号首次完成环南极航行，总航程3万海里。", "“雪龙”号"),
        ("“雪龙”号完成航行30次。", "“雪龙”号"),
        ("东关工商所根据举报赶到现场。查获香烟300条。", "东关工商所"),
        ("教师队伍建设加强，招聘教师30名。", None),
        ("贫困县摘帽通过验收。实现20个村退出。", None),
        ("县法院执行攻坚取得突破。执结案件30件。", "县法院"),
        ("企业扎实推进，新建厂房3座。", "企业"),
        ("该厂整治环境。现有职工300人。", "该厂"),
        ("徐某多次盗窃，获利3000元。", "徐某"),
        ("湖南农村合作银行是试点，现有网点32个。", "湖南农村合作银行"),
        ("原标题 1至4月出口额同比增7%", None),
        ("省内首条生产线投产。税收增长8%。", None),
    ],
)
def test_who_has_what_follows(text: str, expected: str | None) -> None:
    assert subjects(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖南旅游收入位列世界第六。", None),
        ("湖南旅游收入居全国第六。", "中国"),
        ("台风造成全国3个省受灾。", "中国"),
    ],
)
def test_where_a_rank_or_a_count_holds(text: str, expected: str | None) -> None:
    assert facts(text)[0].place == expected


def test_who_wins_beside_a_place_is_not_the_place() -> None:
    assert subjects("湖南远山跻身百强。税收增长8%。") == [None]
    assert subjects("湖南工业稳步回升。税收增长8%。") == ["湖南"]


# When -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一季度新增就业3万人，完成全年目标任务的26%。", ["一季度", "一季度"]),
        ("9月份的茶叶销量为20万吨，同比增长6%。", ["9月份", "9月份"]),
        ("今年收入3亿元，高于去年9%的增速2个百分点。", ["今年", "去年", "今年"]),
        ("1至4月，零售额20亿元。    4月份，物价上涨2%。其中，食品上涨3%。", ["1至4月", "4月份", "4月份"]),
        ("院长指出，2023年，全市法院忠实履职。中院收案30件。", ["2023年"]),
        ("2月8日0时—24时，新增病例3例。\n\n青山市一例痊愈\n\n治愈病例2例。", ["2月8日0时—24时", None]),
        ("查处案件5件。其次为3月，查处案件4件。", [None, "3月"]),
        ("2023年以来，做了以下工作：\n\n1.检查企业3家。\n\n2.查处案件3件。", ["2023年以来"] * 2),
        ("2004年—2008年审判统计\n\n二○○九年四月\n\n审结案件30件。", ["2004年—2008年"]),
        ("2016年6月30日以来截止7月5日，暴雨造成3人死亡。", ["2016年6月30日以来截止7月5日"]),
        ("一季度全市破案数据公布\\n\\n破获案件30起。", ["一季度"]),
        ("2月8日0时—24时，新增病例3例。\n\n现有病例20例。", ["2月8日0时—24时"] * 2),
    ],
)
def test_the_time_that_governs(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年破获案件12起，抓获8人。立案9起。", ["2023年"] * 3),
        ("2023年破获案件12起。2022年破获9起。", ["2023年", "2022年"]),
        ("破获案件12起。", [None]),
        ("2023年破获案件12起。\n\n新建公路3公里。", ["2023年"] * 2),
        ("# 2023年工作\n\n全区侦破命案6起。\n\n全区新建公路3公里。", ["2023年"] * 2),
        (
            "# 2023年工作\n\n全区侦破命案6起。\n\n# 2024年上半年工作\n\n全区新建公路3公里。",
            ["2023年", "2024年上半年"],
        ),
    ],
)
def test_the_period_runs_on_and_falls_back(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("今年", "2024-01-01", "2024-12-31"),
        ("今年以来", "2024-01-01", "2024-09-20"),
        ("去年", "2023-01-01", "2023-12-31"),
        ("1月至8月", "2024-01-01", "2024-08-31"),
        ("截至6月底", None, "2024-06-30"),
        ("近年来", None, None),
    ],
)
def test_periods_resolve_against_the_day_of_the_document(
    period: str, start: str | None, end: str | None
) -> None:
    (fact,) = facts(f"{period}，全市破获案件12起。")
    days = [day and day.isoformat() for day in (fact.period_start, fact.period_end)]
    assert (fact.period_text, *days) == (period, start, end)


def test_without_a_date_only_the_words_of_a_relative_period_are_known() -> None:
    (fact,) = extract("今年以来，全市破获案件12起。").facts
    assert (fact.period_text, fact.period_start, fact.period_end) == ("今年以来", None, None)


def test_a_title_that_reviews_a_year_dates_the_document() -> None:
    (fact,) = extract("2024年平安建设工作综述\n\n去年，全市破获案件12起。").facts
    assert (fact.period_start, fact.period_end) == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))


# Where ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("全市破获案件12起。", "株洲市", "株洲市"),
        ("全市破获案件12起。", None, None),
        ("市公安局破获案件12起。", "株洲市", "株洲市"),
        ("渌口区司法局办理公证12件。", "株洲市", "渌口区"),
        ("全省破获案件12起。", "株洲市", "湖南省"),
        ("全国破获案件12起。", "株洲市", "中国"),
        ("遂宁市破获案件12起。", None, "遂宁市"),
        ("安全感位居全省第一。", "株洲市", "湖南省"),
        ("破获案件12起。", "株洲市", "株洲市"),
    ],
)
def test_the_place_is_resolved(text: str, place: str | None, expected: str | None) -> None:
    assert [fact.place for fact in facts(text, place)] == [expected]


# How sure ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("全市新增就业5万人。", "actual"),
        ("全市力争新增就业5万人。", "target"),
        ("确保失业率控制在5.5%以内。", "target"),
        ("今年将建成学校12所。", "target"),
        ("到2025年，覆盖率达到62%。", "target"),
        ("全市超额完成了投资任务280亿元。", "actual"),
        ("违反规定的，处五千元以上三万元以下罚款。", "target"),
    ],
)
def test_plans_and_requirements_are_targets(text: str, modality: str) -> None:
    assert [fact.modality for fact in facts(text)] == [modality]


def test_a_text_that_says_who_sees_to_its_tasks_plans() -> None:
    tasks = "年均开发岗位2万个。（牵头单位：市人社局）\n\n新建学校3所。（责任单位：市教育局，配合单位：市财政局）\n\n"
    told = "已建成学校2所。"
    assert [fact.modality for fact in facts(tasks + told)] == ["target", "target", "actual"]


def test_what_a_plan_brings_over_its_years_is_planned() -> None:
    assert facts("“十四五”期间，累计引进外资30亿元。")[0].modality == "target"
    assert facts("“十三五”期间，累计引进外资30亿元。")[0].modality == "actual"
