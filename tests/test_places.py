"""Places: found, chained, told from other words, and resolved against what a text is about."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.homes import home
from zzx.lexicon import gazetteer
from zzx.lexicon.gazetteer import load
from zzx.places import CHINA, Home, Place, PlaceSpan, lineage, scan


def spans(text: str, at: Home | None = None) -> list[PlaceSpan]:
    return list(scan(text, at))


def names(text: str, at: Home | None = None) -> list[str | None]:
    return [span.place.name if span.place else None for span in scan(text, at) if span.kind == "name"]


@pytest.mark.parametrize(
    ("text", "found", "place"),
    [
        ("株洲市公安局破案3起", "株洲市", Place("株洲市", "430200", "city")),
        ("株洲共破案3起", "株洲", Place("株洲市", "430200", "city")),
        ("在湖南省株洲市攸县开展行动", "湖南省株洲市攸县", Place("攸县", "430223", "county")),
        ("湖南株洲共破案3起", "湖南株洲", Place("株洲市", "430200", "city")),
        ("渌口区朱亭镇建成3处", "渌口区", Place("渌口区", "430212", "county")),
        ("新疆新增3家", "新疆", Place("新疆维吾尔自治区", "650000", "province")),
        ("内蒙古新增3家", "内蒙古", Place("内蒙古自治区", "150000", "province")),
        ("恩施州新增3家", "恩施州", Place("恩施土家族苗族自治州", "422800", "city")),
        ("黔东南新增3家", "黔东南", Place("黔东南苗族侗族自治州", "522600", "city")),
        ("城步县新增3家", "城步县", Place("城步苗族自治县", "430529", "county")),
        ("香港新增3家", "香港", Place("香港特别行政区", "810000", "province")),
        ("澳门特别行政区新增3家", "澳门特别行政区", Place("澳门特别行政区", "820000", "province")),
        ("台湾新增3家", "台湾", Place("台湾省", "710000", "province")),
        ("中国新增3家", "中国", CHINA),
        ("加拿大新增3家", "加拿大", Place("加拿大", None, "country")),
        ("浦东新区新增3家", "浦东新区", Place("浦东新区", "310115", "county")),
        ("石河子市新增3家", "石河子市", Place("石河子市", "659001", "county")),
        ("东莞市新增3家", "东莞市", Place("东莞市", "441900", "city")),
        ("南京市鼓楼区新增3家", "南京市鼓楼区", Place("鼓楼区", "320106", "county")),
        ("攀枝花市东区新增3家", "攀枝花市东区", Place("东区", "510402", "county")),
        ("在湘企业3家", "湘", Place("湖南省", "430000", "province")),
        (
            "新疆生产建设兵团第一师阿拉尔市3家",
            "新疆生产建设兵团第一师阿拉尔市",
            Place("阿拉尔市", "659002", "county"),
        ),
        ("R市新增3家", "R市", Place("R市", None, "city")),
        ("某县新增3家", "某县", None),
        ("中国中车新增3家", "中国中车", None),
    ],
)
def test_names_resolve_to_full_name_code_and_level(text: str, found: str, place: Place | None) -> None:
    first = spans(text)[0]
    assert (text[first.start : first.end], first.place, first.kind) == (found, place, "name")


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("株洲经开区新增3家", "株洲经开区", "430200"),
        ("长沙高新技术产业开发区新增3家", "长沙高新技术产业开发区", "430100"),
        ("岳阳市经济技术开发区新增3家", "岳阳市经济技术开发区", "430600"),
        ("株洲云龙示范区新增3家", "株洲云龙示范区", "430200"),
        ("雄安新区新增3家", "雄安新区", "130600"),
        ("江北新区新增3家", "江北新区", "320100"),
    ],
)
def test_zones(text: str, name: str, within: str) -> None:
    assert [span.place for span in scan(text)] == [Place(name, None, "zone", within)]


@pytest.mark.parametrize(
    "text",
    [
        "沿海城市新增3家",
        "创建示范县3个",
        "推广东部经验3条",
        "宪法国家机构",
        "安全区域3处",
        "健全市场体系",
        "资本市场3家",
        "国内生产总值增长3%",
        "完全市场化",
        "政治和政策",
        "适应城市发展",
        "公安机关破案3起",
        "各项城市更新3处",
        "其中国有企业3家",
        "日均3人，9月2日本市场",
        "ISO市",
        "自然保护区内3处",
        "城市内涝3处",
        "在粤港澳大湾区",
    ],
)
def test_no_place_inside_other_words(text: str) -> None:
    assert not spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "湖南大学",
        "长沙理工大学",
        "株洲日报讯",
        "上海路",
        "南京东路",
        "中国共产党",
        "中国人民银行",
        "四川火锅",
        "石油大学(北京)",
    ],
)
def test_names_of_other_things_are_parts(text: str) -> None:
    assert [span.kind for span in scan(text)] == ["part"]


def test_deictics_are_marked() -> None:
    text = "全市3家，该区2家，我省1家，辖区1家，全国9家"
    found = [(text[s.start : s.end], s.kind, s.place) for s in scan(text)]
    assert found == [
        ("全市", "deictic", None),
        ("该区", "deictic", None),
        ("我省", "deictic", None),
        ("辖区", "deictic", None),
        ("全国", "deictic", CHINA),
    ]


def test_home_settles_ambiguous_names_and_weak_stems() -> None:
    assert spans("鼓楼区新增3家")[0].place == Place("鼓楼区", None, "county")
    assert spans("鼓楼区新增3家", home("", "福州市"))[0].place == Place("鼓楼区", "350102", "county")
    assert spans("荷塘公安新增3家") == []
    assert names("荷塘公安新增3家", home("", "株洲市荷塘区")) == ["荷塘区"]


def test_lineage() -> None:
    assert [place.name for place in lineage(spans("攸县")[0].place or CHINA)] == ["攸县", "株洲市", "湖南省"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("醴陵市法院工作综述\n今年以来，醴陵市法院审结案件90件。全市法院执结80件。", "醴陵市"),
        ("衡阳市公安局通报\n今年以来，衡阳市公安机关破案90起，其中珠晖区破案9起。全市警力充足。", "衡阳市"),
        ("湖南省高级人民法院报告\n全省法院审结案件90件，长沙、株洲、湘潭法院各审结9件。", "湖南省"),
        ("祁东县政法工作\n县委政法委牵头，祁东县公安局破案90起，衡阳市公安局支持。全县平安。", "祁东县"),
        ("今年以来，全国检察机关起诉90人。全国检察机关办案80件，全国办结70件。", "中国"),
        ("全国空气质量改善。全国优良天数增加，全国浓度下降。天津市优良天数增加9天。", "中国"),
        ("我在绥德县第九届人民代表大会上报告：全县办结9件。", "绥德县"),
        ("中华人民共和国1997年统计公报\n全年粮食产量49250万吨。", "中国"),
        ("广西工商局报告。全区查处案件9件，全区各地抽查8次，全区移送3件。崇左市一厂被查。", "广西壮族自治区"),
        ("益阳市一仓库起火，益阳、岳阳、常德3地消防扑救9小时。", "益阳市"),
        ("重庆市公安局破案9起，从海南、广东、四川、湖南、山东等地抓获9人。全国追逃8人。", "重庆市"),
        ("全省产值增长5%，全省就业9万人，我省支持厦门软件园。全省唱响福建品牌。", "福建省"),
        ("据长沙海关统计，我省进出口9亿元。全省出口8亿元，我省进口7亿元。", "湖南省"),
        ("据长沙海关统计，我市进出口9亿元。全市出口8亿元，我市进口7亿元。", "长沙市"),
        ("省高级法院审结9件。全省法院审结8件，铜仁两级法院审结7件。全省执结6件，我省调解5件。", "贵州省"),
        (
            "重庆市警方抓获9人，重庆市破案8起。渝北区公安分局抓获8人。江津区公安分局破案6起。",
            "重庆市",
        ),
        pytest.param(
            "常德市农民张某治水。" + "他年年挖渠。" * 60 + "桃源县有河，桃源县有人来看，张某是桃源县人。",
            "常德市",
            id="county named late",
        ),
    ],
)
def test_home(text: str, expected: str) -> None:
    place = home(text).place
    assert place is not None
    assert place.name == expected


def test_a_text_about_the_country_knows_the_province_that_it_names() -> None:
    found = home("全国破案9起，全国抓获8人，全国挽损7万元。福建省公安厅开展行动，全省破案3起。")
    assert (found.place, found.resolve("全省")) == (CHINA, Place("福建省", "350000", "province"))


@pytest.mark.parametrize(
    "text",
    [
        "全市新增3家。我市新增2家。",
        "海川股份在内蒙古的产能增至9万吨，净利润3亿元。",
        "集中行动在浙江、江苏、福建等8个省市同步进行。浙江省公安厅统筹，浙江省内抓获9人。",
        "汉中、安康等市转移群众9万人。",
        "张某在湘潭、株洲等地盗窃作案18起。",
        "株洲日报讯 连日来高温少雨。株洲日报记者报道。",
        "香港，2024年5月16日 /新华美通/ -- 绿野科技发布业绩，收入9亿元。",
        "韩国大邱发生火灾，韩国消防出动90人，韩国12人受伤，济南市民也有关注。",
        pytest.param("新增3家。" * 90 + "产品销往各地，在包头市推介，包头市建站9个。", id="named late"),
        "吉林警方抓获9人，辽宁警方抓获8人。"
        + "行动持续。" * 60
        + "包头市公安局抓获9人，包头市公安局扣押车辆。",
        "来自湖南2例，来自湖北3例，来自江西3例，来自广东2例。",
        "2024年全省经济运行情况：长沙增长5%，株洲增长4%，湘潭增长6%。",
    ],
)
def test_home_without_place(text: str) -> None:
    assert home(text) == Home()


@pytest.mark.parametrize(
    ("seed", "expected"),
    [("000", "株洲市"), ("001", "荷塘区"), ("002", "攸县"), ("003", "株洲市"), ("004", "株洲经开区")],
)
def test_home_of_the_seeds(seed: str, expected: str) -> None:
    path = next((Path(__file__).parent.parent / "seeds").glob(f"{seed}_*.txt"))
    found = home(path.read_text(encoding="utf-8"))
    assert found.city == Place("株洲市", "430200", "city")
    assert found.place is not None
    assert found.place.name == expected


def test_home_given() -> None:
    assert home("衡阳市新增3家", "株洲").city == Place("株洲市", "430200", "city")
    with pytest.raises(ValueError, match="桃花源记"):
        home("", "桃花源记")


def test_former_names_stay_as_written() -> None:
    assert spans("增城市新增3家")[0].place == Place("增城市", "440118", "county")
    assert spans("株洲县新增3家")[0].place == Place("株洲县", None, "county", "430200")


def test_merged_districts_lie_in_their_city() -> None:
    (found,) = spans("江干区公办小学")
    assert found.place is not None
    assert [place.name for place in lineage(found.place)] == ["江干区", "杭州市", "浙江省"]


def test_city_of_county_rank_is_meant_by_whole_city() -> None:
    found = home("义乌市委通报：义乌市新增3家，全市共9家。")
    assert found.resolve("全市") == Place("义乌市", "330782", "county")
    assert found.city == Place("金华市", "330700", "city")


def test_zone_by_its_kind_alone() -> None:
    assert home("", "株洲经开区").resolve("经开区") == Place("株洲经开区", None, "zone", "430200")
    assert home("", "株洲市").resolve("高新区") == Place("高新区", None, "zone", "430200")
    assert spans("国家级经开区3家") == []


@given(st.text(alphabet="株洲市湖南省攸县全我国区经开高新在湘A某兵团第一师大学路3，", max_size=60))
def test_spans_are_ordered_and_inside_the_text(text: str) -> None:
    end = 0
    for span in scan(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市", "株洲市"),
        ("市公安局", "株洲市"),
        ("副市长", "株洲市"),
        ("市中院", "株洲市"),
        ("全区法院", "石峰区"),
        ("区委政法委", "石峰区"),
        ("全省", "湖南省"),
        ("省高院", "湖南省"),
        ("我院", "石峰区"),
        ("我国", "中国"),
        ("天元区司法局", "天元区"),
        ("公安机关", None),
        ("市场主体", None),
        ("县委", None),
        ("全镇", None),
    ],
)
def test_resolve(text: str, expected: str | None) -> None:
    place = home("", "湖南省株洲市石峰区").resolve(text)
    assert (place.name if place else None) == expected


def test_resolve_knows_the_place_named_last() -> None:
    last = spans("浙江省金华市义乌市")[0].place
    place = home("", "株洲市").resolve("该市", last)
    assert place == Place("义乌市", "330782", "county")


def test_autonomous_region_is_a_region() -> None:
    assert home("", "广西").resolve("全区") == Place("广西壮族自治区", "450000", "province")


def test_table_is_whole() -> None:
    table = gazetteer.load()
    levels = [place.level for place in table.by_code.values()]
    assert levels.count("province") == 34
    assert levels.count("city") == 333
    assert levels.count("county") > 2800
    text = "今年以来，株洲市公安机关共破获案件3122起，同比下降13.1%，群众安全感持续提升。" * 5000
    assert sum(1 for _ in scan(text)) == 5000


def test_a_text_about_another_country_means_that_by_the_whole_country() -> None:
    found = home("法国总工会宣布罢工。法国全国停运，全国九成列车停驶，法国政府回应。")
    assert (found.place, found.point("全国")) == (
        Place("法国", None, "country"),
        Place("法国", None, "country"),
    )
    assert found.point("我国") == CHINA


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("记者从江门市公安局获悉", "江门市"),
        ("从江苏省统计局获悉", "江苏省"),
        ("从化州市来", "化州市"),
        ("从江县公安局获悉", "从江县"),
        ("在和田市", "和田市"),
    ],
)
def test_a_preposition_begins_no_name(text: str, name: str) -> None:
    assert [span.place.name for span in scan(text) if span.place] == [name]


def test_the_lists_that_the_table_was_made_with_are_in_it() -> None:
    file = Path(__file__).parent.parent / "benchmarks" / "make_places.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    table = load()
    for name, guards in (("not_after", table.not_after), ("not_before", table.not_before)):
        for place, neighbours in lists[name].items():
            assert set(neighbours) <= set(guards[place]), place
