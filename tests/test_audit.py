"""The audit: sentences that add up, sentences that do not, and sentences that only look as if they did not."""

import datetime
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from zzx import extract
from zzx.audit import COLUMNS, Audit, audit, row, to_json, to_sarif
from zzx.collect import Evidence
from zzx.facts import parse_json
from zzx.read import Document
from zzx.relations import TYPES, TYPES_ZH, knowledge

ROOT = Path(__file__).parent.parent
DATE = datetime.date(2024, 1, 20)


def evidence(text: str, path: str = "0.txt", date: datetime.date | None = DATE) -> Evidence:
    found = extract(text, date=date, path=path)
    return Evidence(path, Document(path, text, "utf-8", date), found.facts, found.rejected, {})


def check(*texts: str, date: datetime.date | None = DATE) -> Audit:
    return audit([evidence(text, f"{number}.txt", date) for number, text in enumerate(texts)])


# The type of a relation, a sentence in which it holds, and a number in place of another with which it cannot.
CASES = [
    ("rate", "全年受理案件1250件,审结1186件,结案率94.88%。", "94.88", "94.98"),
    ("rate", "全年受理案件1250件,审结1186件,结案率94.88%。", "1186", "1168"),
    ("rate", "全年收到建议200件,办结192件,办结率96%。", "96", "97"),
    ("rate", "共排查隐患860处,整改817处,整改率95%。", "817", "871"),
    ("share", "受理商事案件2140件。受理借款纠纷案件1320件,占商事案件的61.68%。", "61.68", "68.61"),
    ("share", "实有经营主体200户,其中企业50户,占比25%。", "25%", "35%"),
    (
        "proportion",
        "受理借款案件1320件,占民事纠纷的61.68%。受理买卖案件514件,占民事纠纷的24.02%。",
        "514",
        "541",
    ),
    ("total", "新招录干警120名,其中男性70名、女性50名。", "50名", "60名"),
    ("total", "审结商事案件2140件(其中判决640件,调解1200件,撤诉300件)。", "1200", "1290"),
    ("total", "发放救助金860万元,其中医疗救助310万元、教育救助250万元,其余300万元。", "860", "880"),
    ("total", "城关镇320户、河口镇280户、石桥镇150户,合计750户。", "750", "740"),
    ("total", "受理案件30件80人,涉及2类犯罪,包括盗窃犯罪20件50人,诈骗犯罪10件30人。", "50人", "60人"),
    (
        "total",
        "全年研发经费90亿元。其中基础研究经费5亿元,应用研究经费15亿元,试验发展经费70亿元。",
        "15",
        "51",
    ),
    (
        "total",
        "全年地区生产总值100亿元,增长5%。其中:第一产业增加值20亿元;第二产业增加值30亿元;第三产业增加值50亿元。",
        "30亿",
        "40亿",
    ),
    ("total", "全年粮食产量46万吨,增长2%。其中,夏粮产量7万吨,增长1%;秋粮产量39万吨。", "7万", "9万"),
    ("part", "共查处交通违法1860起,其中酒驾412起。", "412", "4120"),
    ("total", "发放资金860万元,其中医疗310万元、教育250万元,其他300万元。", "860", "880"),
    ("shares", "盗窃案件占40%,诈骗案件占35%,其他案件占25%。", "25%", "20%"),
    ("shares", "城镇人口占63.06%,乡村人口占36.94%。", "36.94", "39.64"),
    ("movement", "森林覆盖率由52.3%提高到58.9%,提高6.6个百分点。", "6.6", "5.6"),
    ("movement", "村级调解室由240个增加到312个,增加72个。", "72", "82"),
    ("movement", "网上办件量由15.2万件增加到38万件,增长150%。", "150", "180"),
    ("direction", "办理时限由20天缩短至8天。", "8天", "28天"),
    ("direction", "补贴由每人800元提高到每人1000元。", "1000元", "100元"),
    ("direction", "试点由12个乡镇扩大到30个乡镇。", "30", "3"),
    ("change", "全年新建公园增加20个,增长25%,达到100个。", "25%", "52%"),
    ("change", "全市受理信访4260件,比上年减少740件,下降14.8%。", "14.8", "18.4"),
    ("change", "旅游收入86.4亿元,比上年增加14.4亿元,增长20%。", "20%", "16%"),
    ("change", "审结行政案件76件,同比上升18.75%,增加12件。", "12件", "21件"),
    ("mean", "2023年4月,水泥产量46.5万吨,日均产量1.55万吨。", "1.55", "1.65"),
    ("limit", "全年案件结案率96.2%。", "96.2", "106.2"),
    ("limit", "安全事故起数同比下降23.5%。", "23.5", "123.5"),
    ("limit", "年末常住人口286万人,比上年末增加3万人。", "增加3万", "增加300万"),
    ("limit", "盗窃案件起数连续三年降幅均达20%。", "20%", "120%"),
    ("limit", "村级调解室由240个增加到312个,增加72个。", "加72", "加372"),
    ("direction", "竞争力排名由第29位跃升至第14位。", "14", "41"),
    ("rate", "2024年末,全市常住人口315.2万人,其中城镇人口201.7万人,城镇化率63.99%。", "63.99", "73.99"),
    ("rate", "受理案件1250件,结案率94.88%,审结1186件。", "1186", "1168"),
    ("movement", "2024年,全市财政收入302.5亿元,比上年的280亿元增长8.04%。", "8.04", "18.04"),
    ("movement", "破获案件320起,比上年同期的200起增加120起。", "120", "102"),
    ("shares", "2024年,全市三次产业占比分别为8.5%、41.9%和49.6%。", "49.6", "52.6"),
    ("total", "2024年,全市共有学校120所,其中小学80所,中学30所。", "30所", "50所"),
    ("total", "接待群众12500人次,其中初访9000人次,重访3500人次。", "3500", "3050"),
    ("share", "新增就业52000人,完成年度目标50000人的104%。", "104", "114"),
    ("part", "小麦产量12万吨;花生产量14万吨,其中早花生11万吨。", "11", "21"),
]


@pytest.mark.parametrize(("type", "sentence", "right", "wrong"), CASES)
def test_a_wrong_number_is_found_and_a_right_one_is_not(
    type: str, sentence: str, right: str, wrong: str
) -> None:
    assert sentence.count(right) == 1
    unchanged = check(sentence)
    assert type in {relation.type for relation in unchanged.relations}
    assert not unchanged.findings
    changed = sentence.replace(right, wrong)
    findings = check(changed).findings
    assert type in {finding.type for finding in findings}
    at = changed.index(wrong)
    assert any(
        fact.value_start < at + len(wrong) and at < fact.value_end
        for finding in findings
        for fact in finding.facts
    )


# Nothing is wrong with these, though a hasty reader could think so.
SOUND = [
    "全年新收案件1250件,审结1300件,结案率92%。",  # what was left over counts, too
    "共培训干部100人,其中女性60人、党员70人。",  # kinds that overlap
    "受理民事案件1250件,审结刑事案件300件,结案率94.88%。",  # of other cases
    "走访学校20家,走访企业50家。其中,重点企业30家。",  # of the firms, not of the schools
    "走访企业50家。\n\n其中,重点企业80家。",  # of a paragraph that is not here
    "走访企业50家。各方评价很好。其中,给予好评的80家。",
    "走访企业50家。重点企业80家。",
    "走访企业50家,其中民营30家;市级单位80家。",  # a new list
    "农产品售价8.5元/公斤,其中蔬菜9.2元/公斤。",
    "立案1000人,其中干部200人,给予处分1500人。",  # a new verb, not a part
    "新增贷款50亿元,其中制造业贷款余额120亿元。",  # a stock beside a flow
    "地区生产总值500亿元,其中工业增长6%,公共预算收入600亿元。",
    "走访企业50家,培训职工2000人,其中一家企业培训职工300人。",
    "固定资产投资达100亿元,比上年增加20亿元,按可比口径增长18%。",
    "净利润同比下降150%。",
    "拨备覆盖率389.5%,财政收入目标完成率104.2%。",
    "受理案件300件,审结290余件,结案率97%。",
    "受理案件约300件,审结290件,结案率96%。",
    "审结商事案件2140件,其中判决640件、调解1200件、撤诉250件。",  # there are other ways to close a case
    "A产品占30%,B产品占20%。",
    "办结率由85%提高到90%以上,提高8个百分点。",
    "到2020年,提出的目标是粮食产量100万吨。",
    "第一产业增加值20亿元,第二产业增加值30亿元,第三产业增加值60亿元。",  # no whole is told
    # A mean and a price are no wholes: every part has one of its own.
    "全市居民人均可支配收入38560元,其中城镇居民48900元,农村居民24300元。",
    "全年户均收入5.2万元,其中城市户6.8万元、农村户4.1万元。",
    # What stands in a bracket, and what 其中 marks, has no part in what follows it.
    "有大专学历的5000人(其中研究生200人),占41.7%。",
    "干部475人(其中女性133人),占81.3%;大专学历的74人,占12.7%。",
    "发现隐患1500处,整改1450处,整改率96.7%,其中重大隐患12处,整改率100%。",
    "发现隐患1500处,整改5处,整改率0.3%,其中重大隐患12处。",
    "前五名客户销售额3.2亿元,占年度销售总额的25.6%,其中第一名1.5亿元,占12%。",
    # What another is compared with is no level that the change led to.
    "破获案件1250起,比2022年的110起增加1140起,上升1036.4%。",
    "新增贷款320亿元,同比多增45亿元,增速12.3%。",  # of the balance, perhaps
    "试点范围由12个乡镇扩大到3个县区,会员由首批30名发展到第三批的12名。",  # other things
    "日均骑行量由20万次增加到24万次。",
    "2023年4月,水泥产量46.5万吨,钢材日均产量3万吨。",
    "2023年4月,水泥产量46.5万吨,5月日均产量3万吨。",
    "受理案件3600件,同比上升20%,环比增加300件。",
    "旅游收入86.4亿元,比上年增加14.4亿元,其中门票收入增长5%。",
    "全年地区生产总值1200亿元,比上年增加100亿元,增长6%。",
    "办理时限由20天缩短至8天,其中受理环节缩短2天。",
    "甲县立案30件,乙县上升至20件。",
    "由12个小组发展到3家公司。",
    "运费由每吨800元上涨到每公斤1元。",
    "利润由上年的亏损2亿元变为盈利3亿元,增长250%。",
    "毛利同比下降120%,新增贷款同比下降130%。",
    "政府债务余额占GDP的比重为110.5%,担保总额占净资产的120%。",
    # Every part has a plan, and every place and company a whole, of its own.
    "完成投资36亿元,占年度计划的120%,其中续建项目18亿元,占年度计划的105%。",
    "甲公司研发投入3亿元,占营业收入的5%;乙公司研发投入2亿元,占营业收入的8%。",
    "攸县教育支出12亿元,占财政支出的20%。醴陵市教育支出9亿元,占财政支出的18%。",
    # Kinds that overlap may end with 其他, too.
    "涉案人员中,初中以下文化占60%,无业人员占70%,其他情况占10%。",
    "全市共有干部100人,其中党员80人,女性40人,其他民族10人。",
    # What came and what went, and what came on top of what was there.
    "规上企业实现利润36亿元,其中国有企业亏损2亿元,民营企业盈利38亿元。",
    "实有企业12万户,比上年新增1万户,其中小微企业8万户。",
    "全市有法官320人,法官助理280人,书记员200人,辅助人员合计480人,全院合计800人。",  # a sum among the parts
    # Where the parts of one whole end, and another begins.
    "大豆产量12万吨;花生产量14万吨,其中早花生11万吨;水果产量49万吨。",
    "查获甲类物品20件;查获乙类物品,涉及2种,包括刀具300件、弓弩500件。",
    "因病(包括慢性病)致贫80户,因学致贫90户。",
    "累计报告病例300例(外地排除病例12例),出院200例,死亡30例。",
    "确诊病例165例(2例出院),其中输入病例100例,关联病例58例。",
    "查处违法400起,其中酒驾90起,超员30起,期间共查处其他违法2700起。",
    "救出9人,其中6人受伤,其他4人仍被困在井下。",
    "评出示范乡镇10个。其中甲镇上榜,这个镇山清水秀,民风淳朴,是远近闻名的鱼米之乡,也是历史文化名镇,近年来大力发展乡村旅游,吸引了四方游客,镇里下辖19个行政村。",
    "参加过30米短跑,以及包括这一场在内的三次60米短跑。",
    "甲公司向两地各捐赠500万元,乙公司捐赠100万元,合计1100万元。",
    # A share of what is nowhere named has a whole for each thing, each grade, each year.
    "汽车出口180亿元,占全国的39%;船舶出口110亿元,占全国的64%。",
    "存款总额32亿元,占市场份额的38%,贷款总额28亿元,占市场份额的49%。",
    "住宅火灾260起,占总数的90%;其中较大火灾60起,占总数的92%。",
    "城区发生事故700起,亡51人,伤41人,分别占总数的51%、57%和72%。",
    "2020年至2022年,应收账款分别为64万元、85万元、161万元,分别占资产总额的25%、26%、37%。",
    "企业建成工会20个。全市500个工会达到要求,占全部工会的88%。",
    # The first rank is the highest, and a dive goes up to less depth.
    "竞争力排名由第29位跃升至第14位。",
    "潜水器从水深2000米爬升至1800米。",
    "平均亩产800斤,产量比上年增产2亿斤。",
    # Whose staff it is, the count before it says; and what was measured until when, the hour.
    "全市共有医院30个,职工60万人。全市共有诊所70个,职工20万人。",
    "15日8时至16日8时,全市平均降雨量20毫米。15日8时至16日20时,全市平均降雨量40毫米。",
    "2024年,全市户籍人口城镇化率45%,常住人口315万人,其中城镇人口202万人。",
    "全市人均收入3万元,总额比上年的280万元增长10%。",
    "学校120所,其中完全中学8所、民办学校50所、寄宿学校90所。",
]


@pytest.mark.parametrize("sentence", SOUND)
def test_what_may_be_right_is_not_reported(sentence: str) -> None:
    assert [finding.message for finding in check(sentence).findings] == []


def test_the_same_thing_told_twice() -> None:
    text = "2023年醴陵市司法局开展法治讲座{}场次。"
    assert not check(text.format("1286") + text.format("1286")).findings
    assert not check(text.format("1286") + text.format("1200余")).findings
    [finding] = check(text.format("1286") + text.format("1268")).findings
    assert (finding.type, finding.correction) == ("repetition", "1286场次 → 1268场次")
    [finding] = check(text.format("1286"), text.format("1268")).findings
    assert [fact.path for fact in finding.facts] == ["0.txt", "1.txt"]
    assert not check(text.format("1286"), text.format("1268").replace("2023", "2022")).findings
    assert not check(text.format("1286"), text.format("1268").replace("醴陵市", "攸县")).findings
    assert not check(text.format("1286"), text.format("超过1000")).findings
    assert not check(text.format("1286") + text.format("1268").replace("开展", "又开展")).findings
    assert not check(*(text.format(count).replace("年", "年3月5日") for count in ("1286", "1268"))).findings
    assert not check(text.format("1286") + text.format("360").replace("开展", "在中小学开展")).findings
    assert not check(text.format("1286") + "宣传周期间," + text.format("360").removeprefix("2023年")).findings
    assert not check(text.format("1286") + text.format("1500").replace("开展", "计划开展")).findings
    assert not check(
        text.format("1286").replace("2023年", "") + text.format("360").replace("2023年", "")
    ).findings
    assert not check("2023年醴陵市法治讲座增长5%。2023年醴陵市法治讲座增长7%。").findings
    assert not check(*(text.format(count) + "又" + text.format("60") for count in ("1286", "1286"))).findings
    assert check(text.format("1286") + text.format("360").replace("开展", "全年累计开展")).findings
    closed = "2023年醴陵市法院受理案件{}件,审结{}件,结案率{}%。"
    parts = closed.format(500, 490, 98).replace("受理", "受理案件600件,其中受理刑事")
    assert not check(closed.format(8500, 8100, "95.29") + parts).findings


def test_a_relation_is_told_once() -> None:
    text = "全市地区生产总值100亿元。其中,第一产业增加值20亿元,第二产业增加值30亿元,第三产业增加值60亿元。"
    assert [finding.type for finding in check(text).findings] == ["total"]


def test_periods_and_targets_that_cannot_be() -> None:
    assert [found.type for found in check("2023年9月至2023年3月,办理案件30件。").findings] == ["period"]
    assert not check("2023年9月至3月,办理案件30件。").findings  # of the year after
    assert not check("2022年9月至2023年3月,办理案件30件。").findings
    late = datetime.date(2026, 1, 5)
    for target in ("力争到2025年实现粮食产量100万吨。", "2025年力争实现粮食产量100万吨。"):
        assert not check(target).findings
    assert [found.type for found in check("力争到2025年实现粮食产量100万吨。", date=late).findings] == [
        "target"
    ]
    assert [found.type for found in check("到2025年,要实现粮食产量100万吨。", date=late).findings] == [
        "target"
    ]
    assert not check("规划提出,力争到2025年实现粮食产量100万吨。", date=late).findings
    assert not check("力争年底前实现粮食产量100万吨。", date=late).findings
    assert not check("2025年实现粮食产量100万吨。", date=late).findings
    assert not check("力争到2026年实现粮食产量100万吨。", date=late).findings


def test_a_finding_says_where_and_what_would_reconcile_it() -> None:
    text = "第一行。\n\n全年受理案件1250件,审结1186件,结案率94.98%。\n"
    [finding] = check(text).findings
    assert text[finding.start : finding.end] in ("1250件", "1186件", "94.98%")
    assert finding.formula == "1186件 / 1250件 = 94.98%"
    assert finding.correction == "94.98% → 94.88%"
    assert finding.line == 3
    assert [fact.object for fact in finding.facts] == ["案件", "案件", "结案率"]
    assert "a rate is its part divided by its whole" in finding.message


def test_a_fall_is_taken_away() -> None:
    [finding] = check("受理信访4260件,比上年减少740件,下降15.8%。").findings
    assert finding.formula == "-740件 / (4260件 + 740件) = -15.8%"
    [finding] = check("办理时限由20天缩短至8天,缩短10天。").findings
    assert finding.formula == "20天 − 10天 = 8天"


def test_without_the_text_only_what_needs_no_words_is_found() -> None:
    text = "全年受理案件1250件,审结1186件,结案率195.88%。"
    found = audit([replace(evidence(text), document=None)])
    assert {finding.type for finding in found.findings} == {"limit"}


def test_outputs() -> None:
    found = check("全年受理案件1250件,审结1186件,结案率195.88%。")
    assert [tuple(row(finding)) for finding in found.findings] == [COLUMNS] * len(found.findings)
    records = parse_json("".join(to_json(found)))
    assert [record["type"] for record in records] == [finding.type for finding in found.findings]
    assert all(record["facts"] for record in records)
    assert parse_json("".join(to_json(check("全年受理案件3件。")))) == []
    log = json.loads("".join(to_sarif(found)))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == 1
        assert region["charLength"] > 0


def test_the_seeds_have_no_finding_and_the_known_relation() -> None:
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    found = check(*(path.read_bytes().decode("utf-8-sig") for path in paths), date=None)
    assert not found.findings
    assert "rate" in {relation.type for relation in found.relations}


def test_the_relations_of_the_benchmark_are_of_every_type_that_a_text_can_satisfy() -> None:
    text = (ROOT / "benchmarks" / "relations.txt").read_text(encoding="utf-8")
    found = check(text)
    assert not found.findings
    assert {relation.type for relation in found.relations} >= TYPES.keys() - {"share", "period", "target"}


# The knowledge --------------------------------------------------------------------------------------------


def test_rates_match_their_examples_and_not_their_counterexamples() -> None:
    from zzx import lexicon

    for entry, rate in zip(lexicon.read("relations.toml")["rate"], knowledge().rates, strict=True):
        for example in entry["examples"]:
            part, whole, name = example.split("|")
            assert rate.rate.search(name)
            assert rate.part.fullmatch(part)
            assert rate.whole.fullmatch(whole)
        for example in entry["counterexamples"]:
            part, whole, name = example.split("|")
            assert not (rate.rate.search(name) and rate.part.fullmatch(part) and rate.whole.fullmatch(whole))


def test_partitions_sort_their_examples_completely() -> None:
    from zzx import lexicon

    for entry, partition in zip(
        lexicon.read("relations.toml")["partition"], knowledge().partitions, strict=True
    ):
        for whole, *parts in entry["examples"]:
            assert partition.whole.search(whole), partition.name
            assert sorted(partition.sort(parts) or ()) == list(range(len(partition.parts))), partition.name


@pytest.mark.parametrize(
    ("name", "capped"),
    [
        ("案件结案率", True),
        ("群众满意度", True),
        ("工业占比", True),
        ("拨备覆盖率", False),
        ("增长率", False),
        ("目标完成率", False),
    ],
)
def test_rates_that_end_at_100(name: str, capped: bool) -> None:
    assert bool(knowledge().words["capped"].search(name)) is capped


def test_the_work_grows_with_the_length_of_a_sentence() -> None:
    for opening, each in (
        ("全市共排查隐患9999999处", ",其中甲县{}处"),
        ("全市受理案件9999999件", ",办结率9%,审结案件{}件"),
        ("全市走访", "甲县{}户、乙县9户,共计8户,"),
        ("2023年醴陵市公安局", "抓获犯罪嫌疑人{}名,"),
    ):
        short, long = (
            _calls(opening + "".join(map(each.format, range(1, count))) + "。") for count in (80, 320)
        )
        assert long < 7 * short


def _calls(text: str) -> int:
    """How many functions an audit calls."""
    told, calls = evidence(text), 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        audit([told])
    finally:
        sys.setprofile(None)
    return calls


def test_the_level_from_which_something_is_to_move_is_no_target() -> None:
    text = "到2023年,赤字率将从2022年的3.7%升至6.3%。"
    assert not check(text, date=datetime.date(2023, 8, 1)).findings
    assert check(text, date=datetime.date(2024, 8, 1)).findings


def test_a_finding_speaks_as_the_text_writes_and_in_the_readers_language() -> None:
    (finding,) = check("财政收入由280亿元增加到302.5亿元,增长18.04%。").findings
    assert finding.formula == "280亿元 × (1 + 18.04%) = 302.5亿元"
    assert finding.correction == "280亿元 → 256亿元"
    assert finding.message.startswith("the earlier level and the change give the later level, but 280亿元")
    assert finding.describe("zh") == (
        "原数加上变动等于现数，但 280亿元 × (1 + 18.04%) = 302.5亿元 不成立；最小的改动：280亿元 → 256亿元"
    )
    assert set(TYPES) == set(TYPES_ZH)


def test_what_is_above_its_limit_has_no_correction() -> None:
    (finding,) = check("案件结案率为102%。").findings
    assert (finding.formula, finding.correction) == ("102% ≤ 100%", "")
