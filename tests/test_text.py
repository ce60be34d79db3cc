"""Layout: sentences, furniture, joins, and the offsets that lead back to the document."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.text import Layout, layout

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
NUMERALS = set("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两")


def views(text: str, kind: str = "prose") -> list[str]:
    return [sentence.view for sentence in layout(text).sentences if sentence.kind == kind]


def furniture(text: str) -> list[tuple[str, str]]:
    return [(text[item.start : item.end], item.reason) for item in layout(text).furniture]


def assert_sound(text: str) -> Layout:
    """Every character once at most, every numeral exactly once, every view equal to its pieces."""
    found = layout(text)
    owner = [0] * len(text)
    for sentence in found.sentences:
        assert sentence.view
        assert not set(sentence.view) & set("\n\r\f\u2028")
        at = 0
        previous = -1
        for piece in sentence.pieces:
            assert piece.view == at
            assert piece.length > 0
            assert piece.start > previous
            assert sentence.view[at : at + piece.length] == text[piece.start : piece.start + piece.length]
            at += piece.length
            previous = piece.start + piece.length - 1
            for offset in range(piece.start, piece.start + piece.length):
                owner[offset] += 1
        assert at == len(sentence.view)
    for item in found.furniture:
        assert item.start < item.end
        for offset in range(item.start, item.end):
            owner[offset] += 1
    assert max(owner, default=0) <= 1
    missed = [at for at, character in enumerate(text) if character in NUMERALS and not owner[at]]
    assert not missed, (missed, text)
    assert [item.start for item in found.furniture] == sorted(item.start for item in found.furniture)
    paragraphs = [sentence.paragraph for sentence in found.sentences]
    assert paragraphs == sorted(paragraphs)
    return found


# --- properties -------------------------------------------------------------------------------------------------------

_JUNK = st.text(
    st.one_of(
        st.sampled_from("，。；：！？、“”‘’（）《》【】…—#*|-_.:!?\"'()[]<>/ 　\t\n\r\f\u2028\u200b\ufeff"),
        st.sampled_from("一二三第章节版页年月日件起人名万亿元%记者通讯员摄图表的等和讯电"),
        st.sampled_from("0123456789０９①"),
        st.characters(),
    ),
    max_size=300,
)


@given(_JUNK)
def test_junk_is_laid_out_soundly(text: str) -> None:
    assert_sound(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "全年立案300件。",
                "12",
                "# ",
                "## 一、总体情况",
                "|a|1|",
                "（一）",
                "3、走访企业",
                "2023年12月5日",
                "记者 王小明",
                "第3版",
                "https://example.cn/1",
                "<b>5</b>",
                "“十",
                "三五”规划实施",
                "粮食 12 13",
                "1,234",
                "同比下降",
                "",
                "",
                "\f",
                "电话：123 责任编辑：李四",
                "**受理40件**",
                "案件\u200b7件",
                "来源：某报",
                "！”",
                "……",
                "正文：2件",
                "，正文：原标题：某地3人讯（记者）",
                "[1](http://a.cn/2)",
                "&#12288;",
                "<td>3</td>",
                "**",
                "**\u200b**",
                "图1：某地",
                "单位：万元",
                "(1.05)",
                "营业收入",
                "A. 12",
                "第一节 总则....3",
                "3、5、7号楼",
            ]
        ),
        max_size=14,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "", "\u3000"]),
)
def test_odd_lines_are_laid_out_soundly(lines: list[str], between: str) -> None:
    assert_sound(between.join(lines))


_CLAUSES = st.sampled_from(
    [
        "全市法院受理各类案件",
        "审结民事案件1200件",
        "同比上升3.5%",
        "走访企业二百余家",
        "今年以来公安机关破获盗窃案件",
        "“平安”创建活动深入开展",
        "群众满意度达到99.2%",
        "其中刑事案件",
        "挽回损失1.2亿元",
        "在全市105个乡镇（街道）",
        "建立调解室36个",
        "发放《办事指南》3万余份",
    ]
)
_SENTENCE = st.lists(_CLAUSES, min_size=2, max_size=6).map(lambda clauses: "，".join(clauses) + "。")
_PARAGRAPH = st.lists(_SENTENCE, min_size=3, max_size=6).map("".join).filter(lambda text: len(text) > 90)


@given(st.lists(_PARAGRAPH, min_size=2, max_size=4), st.data())
def test_hard_wraps_change_no_sentence(paragraphs: list[str], data: st.DataObject) -> None:
    wrapped = []
    for paragraph in paragraphs:
        lines, at = [], 0
        while at < len(paragraph):
            width = data.draw(st.integers(38, 42))
            lines.append(paragraph[at : at + width])
            at += width
        wrapped.append("\n".join(lines))
    assert views("\n\n".join(wrapped)) == views("\n\n".join(paragraphs))
    assert_sound("\n\n".join(wrapped))


@given(
    st.lists(_PARAGRAPH, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\n\n\n"])
)
def test_line_ends_of_every_kind_part_paragraphs(paragraphs: list[str], between: str) -> None:
    found = assert_sound(between.join(paragraphs))
    assert len({sentence.paragraph for sentence in found.sentences}) == len(paragraphs)
    assert "".join(sentence.view for sentence in found.sentences) == "".join(paragraphs)


@given(_PARAGRAPH, st.data())
def test_a_cut_inside_a_word_is_mended(paragraph: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(40, len(paragraph) - 40).filter(lambda at: paragraph[at - 1] not in "，。"))
    assert views(paragraph[:at] + "\n\n" + paragraph[at:]) == views(paragraph)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_seeds_are_laid_out_soundly(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    found = assert_sound(text)
    for sentence in found.sentences:
        start, end = sentence.span(0, len(sentence.view))
        assert (text[start], text[end - 1]) == (sentence.view[0], sentence.view[-1])


# --- seeds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ("000", "高精度定位数字集群对讲机、北斗时空信息摄像机等研发成果27项"),
        ("000", "护企便民等方面的问题线索及意见建议527件"),
        ("000", "扎实推进综中心规范化建设"),
        ("003", "株洲市是国家首批重点布局建设的8个工业城市之一"),
        ("003", "设立法治护航工作站36个"),
        ("003", "摸排外来(返)株人员4万余人"),
        ("004", "打赢了“十三五”政法工作"),
        ("004", "被评为平安建设先进县市区"),
        ("004", "永葆忠于党、忠于人民"),
        ("004", "当作发展的“压舱石”"),
    ],
)
def test_broken_sentences_of_the_seeds_are_whole(seed: str, words: str) -> None:
    text = next(path for path in SEEDS if path.name.startswith(seed)).read_text(encoding="utf-8")
    assert sum(words in view for view in views(text)) == 1


def test_columns_cut_off_for_good_stay_apart() -> None:
    text = next(path for path in SEEDS if path.name.startswith("004")).read_text(encoding="utf-8")
    assert any(view.endswith("坚定“四个自") for view in views(text))
    assert "坚持底线思维,有效防范化解重大矛盾风险 坚决维护国家政治安全和社会大局稳定" in views(
        text, "heading"
    )


def test_an_article_begins_at_its_title_and_byline() -> None:
    text = next(path for path in SEEDS if path.name.startswith("004")).read_text(encoding="utf-8")
    first = next(sentence for sentence in layout(text).sentences if sentence.article == 1)
    assert (first.view, first.kind, first.section) == ("牢记使命拓新篇", "heading", None)


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理3件。办结2件！为何？因为忙。", ["受理3件。", "办结2件！", "为何？", "因为忙。"]),
        ("受理3件；办结2件。", ["受理3件；办结2件。"]),
        ("“有困难找民警。”张某说。", ["“有困难找民警。”", "张某说。"]),
        ("“加油！”的喊声传来。", ["“加油！”的喊声传来。"]),
        ('他说"真快!"他又说"值得。"', ['他说"真快!"', '他又说"值得。"']),
        ('“真好!"他走了。', ['“真好!"', "他走了。"]),
        ("观看《出发！远方》3场。", ["观看《出发！远方》3场。"]),
        (
            "调解室、驿站……等9处建成。此后……群众少跑腿。",
            ["调解室、驿站……等9处建成。", "此后……", "群众少跑腿。"],
        ),
        ("结案率98.5%，金额1,234.50元。", ["结案率98.5%，金额1,234.50元。"]),
        ("见a.com/?id=3的说明。", ["见a.com/?id=3的说明。"]),
        ("东渠、?河水闸完工。", ["东渠、?河水闸完工。"]),
        ("共同的难题.破案12起.挽损3万元。", ["共同的难题.破案12起.挽损3万元。"]),
        ("破案12起.挽损3万元.抓获5人.群众满意.", ["破案12起.", "挽损3万元.", "抓获5人.", "群众满意."]),
    ],
)
def test_sentences_end_at_full_stops(text: str, expected: list[str]) -> None:
    assert views(text) == expected


def test_white_space_between_words_stays_and_at_the_edges_goes() -> None:
    assert views("\u3000\u3000全年 用电21 997亿千瓦时。 户数3.1%。 \n") == [
        "全年 用电21 997亿千瓦时。",
        "户数3.1%。",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增 12 家企业，占 3.1% 以上。", "新增12家企业，占3.1%以上。"),
        ("全市 14 岁以下的有 2 万 300 人。", "全市14岁以下的有2万300人。"),
        ("工业 30 农业 20", "工业 30 农业 20"),  # no prose: a row of a table
        ("3 措施落实，检查 12 次。", "3 措施落实，检查12次。"),
    ],
)
def test_numbers_set_off_by_spaces_stand_beside_their_words(text: str, expected: str) -> None:
    assert views(text) == [expected]
    assert_sound(text)


def test_spaces_at_even_distances_are_line_ends() -> None:
    words = "全市法院认真落实工作部署坚持公正司法为民服务大局扎实开展各项审判执行工作"
    text = " ".join([words] * 6) + "。"
    assert views(text) == [words * 6 + "。"]
    assert_sound(text)


def test_invisible_characters_and_bold_marks_are_left_out() -> None:
    text = "\ufeff立案\u200b30**0**件，结案**280件**。"
    (sentence,) = assert_sound(text).sentences
    assert sentence.view == "立案300件，结案280件。"
    start, end = sentence.span(2, 6)
    assert text[start:end] == "30**0**件"


def test_a_span_that_is_empty_or_outside_is_an_error() -> None:
    (sentence,) = layout("立案3件。").sentences
    for start, end in ((2, 2), (3, 9), (-1, 2)):
        with pytest.raises(IndexError):
            sentence.span(start, end)


def test_latex_loses_its_dollars() -> None:
    assert views(r"结案率$98.5\%$，奖励200\~500元。") == [r"结案率98.5\%，奖励200\~500元。"]


# --- joins ------------------------------------------------------------------------------------------------------------

_LONG = "全市公安机关扎实开展夏季治安整治行动，坚持打防并举，共出动警力三千余人次，破获"
_REST = "各类刑事案件270起，抓获犯罪嫌疑人310名。"


@pytest.mark.parametrize(
    "between",
    [
        "\n",
        "\n\n",
        "\n\n17\n\n",
        "\n- 17 -\n",
        "\n\f",
        "\n第17页 共30页\n",
        "\n\n\n\n民警在街头巡逻。\n王小明 摄\n\n",
        "\n\n▲宣传活动现场。\n\n",
        "\r\n\r\n",
        "\u2028",
    ],
)
def test_a_sentence_goes_on_over_what_interrupts_it(between: str) -> None:
    assert _LONG + _REST in views(_LONG + between + _REST)


@pytest.mark.parametrize(
    "after",
    [
        "## 二、社会治理\n\n走访群众500户。",
        "二、社会治理\n\n走访群众500户。",
        "深化社会治理 化解矛盾纠纷\n\n走访群众500户。",
        "2023年，走访群众500户。",
        "一是走访群众500户。",
        "（二）走访群众500户。",
        "来源：某市日报",
    ],
)
def test_what_begins_anew_is_not_joined(after: str) -> None:
    assert _LONG in views(_LONG + "\n\n" + after)


def test_a_short_line_that_lacks_its_quantity_is_joined() -> None:
    assert views("交警支队共查处酒驾\n\n312起、醉驾45起。") == ["交警支队共查处酒驾312起、醉驾45起。"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("上半年新增就业1.07万", "人，安置困难人员360人。", True),
        ("建设用地减少约8", "平方公里，增加绿地3处。", True),
        ("全市工作总结2023", "人民法院审结案件360件。", False),
        ("附件3", "个人所得税减免360人。", False),
        ("图12", "台风过境之后的海岸线上，村民修复房屋36间。", False),
    ],
)
def test_a_unit_is_not_parted_from_its_numeral(first: str, second: str, joined: bool) -> None:
    assert (layout(f"{first}\n{second}").sentences[0].view.startswith(first + second[0])) is joined


def test_a_report_begins_anew_after_a_headline_without_stop() -> None:
    text = "粮食比去年增产4.2%，棉花增产12%，花生增产6%，芝麻和油菜增产4%\n本报讯 全县粮食总产量达到7.4亿斤。"
    assert views(text)[-1] == "全县粮食总产量达到7.4亿斤。"
    assert len(views(text)) == 2


def test_lines_of_very_different_length_without_stops_are_items_of_a_list() -> None:
    lines = [
        "新建公园12个，新增停车位3000个",
        "改造老旧小区45个",
        "建成口袋公园、街头游园和滨河绿道共计36处",
        "新增学位5200个",
    ]
    assert views("\n".join(lines)) == lines


def test_lines_of_a_narrow_column_are_one_paragraph() -> None:
    text = (
        "近日，县公安局深入推进夏季治安打击整治行动，组织民警走访社区和企业，宣传防范知识，排查各类矛盾纠纷，共破获刑事案件312起，"
        "抓获嫌疑人208名，追回被骗资金460万元。"
    )
    assert views("\n".join(text[at : at + 17] for at in range(0, len(text), 17))) == [text]


def test_growth_told_line_by_line_is_no_table() -> None:
    text = "工业增加值增长6%\n固定资产投资增长12%\n进出口总额下降3%"
    assert furniture(text) == []


def test_columns_in_the_wrong_order_are_mended_where_the_seam_is_certain() -> None:
    text = (
        "该县培训村级后备力量工作抓得实，全年围绕种植养殖、电子商务、乡村旅游、基层治理等题目举办各类讲座，邀请专家学者和致富能手"
        "登台授课，让群众听得懂、学得会、用得上，共培训村干部300人、村级后\n"
        "2009年5月，该县农民李某外出务工受伤，民警多次前往单位协商。办案人员跑遍几个乡镇收集证据，宣讲法律政策，耐心听取双方的想法，最终促成协商。"
        "双方约定于5月18\n"
        "上半年，全县新增就业900人。\n"
        "备力量1000人，发放教材2000册。\n"
        "日在县里签订协议，李某得到赔偿5万元。"
    )
    found = views(text)
    assert (
        sum(view.endswith("共培训村干部300人、村级后备力量1000人，发放教材2000册。") for view in found) == 1
    )
    assert "双方约定于5月18日在县里签订协议，李某得到赔偿5万元。" in found


def test_double_spaced_lines_are_one_paragraph_each_until_a_full_stop() -> None:
    lines = [
        "全年粮食种植面积四千七百千公顷，比上年减少二千公顷，粮食产量三千",
        "万吨，增产百分之一点七，油料产量二百八十万吨，增长百分之四点九，棉",
        "花产量十二万吨，下降百分之三，糖料产量三十万吨，下降百分之二，生猪",
        "出栏六千万头，增长百分之四，家禽出栏五亿只，增长百分之五。",
    ]
    assert views("\n\n".join(lines)) == ["".join(lines)]


def test_numbers_on_lines_of_their_own_stay_in_their_sentence() -> None:
    assert views("共破获案件\n676\n起，抓获嫌疑人\n1240\n名，同比上升\n13.5%\n。") == [
        "共破获案件676起，抓获嫌疑人1240名，同比上升13.5%。"
    ]


# --- kinds ------------------------------------------------------------------------------------------------------------

_BODY = "一年来，全区政法机关坚持人民至上，共排查化解各类矛盾纠纷310件，群众安全感和满意度达到98%。"


@pytest.mark.parametrize(
    ("line", "heading", "number"),
    [
        ("# 平安建设综述", "平安建设综述", []),
        ("### 2 深化平安建设,守护一方安宁", "深化平安建设,守护一方安宁", ["2"]),
        ("## 2024 平安建设综述", "2024 平安建设综述", []),
        ("**（三）深化平安建设**", "深化平安建设", ["三"]),
        ("第二章 平安建设", "第二章 平安建设", []),
        ("二、深化平安建设", "深化平安建设", ["二"]),
        ("二、平安建设成效明显，群众更加满意。", "平安建设成效明显，群众更加满意。", ["二"]),
        ("聚力平安建设 守护一方安宁", "聚力平安建设 守护一方安宁", []),
        ("办好9类民生实事", "办好9类民生实事", []),
        ("——在全区大会上的讲话", "——在全区大会上的讲话", []),
    ],
)
def test_headings(line: str, heading: str, number: list[str]) -> None:
    text = f"{line}\n\n{_BODY}"
    found = assert_sound(text)
    assert [sentence.view for sentence in found.sentences if sentence.kind == "heading"] == [heading]
    assert found.sentences[-1].section == (None if heading.startswith("—") else heading)
    assert [text[item.start : item.end] for item in found.furniture if item.reason == "list"] == number


@pytest.mark.parametrize(
    "line",
    [
        "某市日报全媒体记者/王小明 通讯员/李晓红",
        "来源：某市日报",
        "作者：某市卫生局 来源：某市卫生局",
        "2018年12月11日 11:31:45 | 来源：某市日报",
        "时间：2024-02-24",
        "2024年2月24日",
        "责任编辑：李晓红",
        "打印",
        "王小明",
        "王小明 李晓红",
        "某某区委副书记、政法委书记",
    ],
)
def test_datelines(line: str) -> None:
    assert views(f"平安建设综述\n\n{line}\n\n{_BODY}", "dateline") == [line]


def test_credits_after_the_last_full_stop_are_no_prose() -> None:
    assert views(f"{_BODY}本报记者 王小明返回搜狐，查看原文 责任编辑：", "dateline") == [
        "本报记者 王小明返回搜狐，查看原文 责任编辑："
    ]
    assert views(f"{_BODY} 王小明 李晓红") == [_BODY]


def test_the_head_of_a_page_in_one_line() -> None:
    text = f"2022-07-02 10:15，正文：原标题：某市一年查处酒驾35人某市晚报网7月2日讯（记者 王小明）{_BODY}"
    assert [(sentence.kind, sentence.view) for sentence in assert_sound(text).sentences] == [
        ("dateline", "2022-07-02 10:15，正文：原标题："),
        ("heading", "某市一年查处酒驾35人"),
        ("dateline", "某市晚报网7月2日讯（记者 王小明）"),
        ("prose", _BODY),
    ]


def test_captions_are_paragraphs_of_their_own() -> None:
    text = f"{_BODY}\n\n\n\n民警走访32户居民。\n区公安分局供图\n\n{_BODY}"
    found = layout(text).sentences
    assert [sentence.kind for sentence in found] == ["prose", "caption", "caption", "prose"]
    assert [sentence.paragraph for sentence in found] == [0, 1, 1, 2]


def test_questions_and_answers_are_prose() -> None:
    text = "记者：今年破案多少？\n\n答：破案320起。\n\n问：满意度呢？\n\n答：98%。"
    assert len(views(text)) == 4


def test_the_first_heading_is_numbered_if_a_second_is() -> None:
    text = f"一、二季度工作回顾\n\n{_BODY}\n\n二、三季度工作安排\n\n{_BODY}"
    assert views(text, "heading") == ["二季度工作回顾", "三季度工作安排"]
    assert views(f"一、二季度工作回顾\n\n{_BODY}", "heading") == ["一、二季度工作回顾"]


def test_items_without_full_stops_are_not_headings() -> None:
    assert views("主要成效如下：\n1. 走访企业35家\n2. 开展巡查12次\n3. 发放手册1万份") == [
        "主要成效如下：",
        "走访企业35家",
        "开展巡查12次",
        "发放手册1万份",
    ]


def test_materials_parted_by_empty_lines_are_articles() -> None:
    text = "2023年，A市产值30亿元。\n其中，工业20亿元。\n\n2022年，B市产值40亿元。\n其中，工业30亿元。"
    assert [sentence.article for sentence in layout(text).sentences] == [0, 0, 1, 1]
    assert {sentence.article for sentence in layout(f"{_BODY}\n\n{_BODY}\n\n{_BODY}").sentences} == {0}


# --- furniture --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[图片]", "furniture"),
        ("甲县1204.3012.50\n乙县980.1121.40\n丙县455.0310.00", "table"),
        ("17", "page"),
        ("— 17 —", "page"),
        ("第3版", "page"),
        ("A03", "page"),
        ("第17页", "page"),
        ("3 / 12", "page"),
        ("6.2", "list"),
        ("电话:22580000 2023年11月24日 星期三 责任编辑:李晓红 校对:王小明", "furniture"),
        ("| 案件 | 30 |", "table"),
        ("https://example.cn/2023/1.html", "url"),
        ("第一节 总体情况........12", "page"),
        ("区域 病例 甲县 26 乙县 22 丙县 19 丁县 13 合计 80", "table"),
        ("指标\t2022年\t2023年\n产值\t30\t40\n人口\t50\t60", "table"),
    ],
)
def test_furniture(line: str, reason: str) -> None:
    text = f"{_BODY}\n\n{line}\n\n{_BODY}"
    assert views(text) == [_BODY, _BODY]
    assert "\n".join(words for words, _ in furniture(text)) == line
    assert {why for _, why in furniture(text)} == {reason}
    assert_sound(text)


def test_columns_of_cells_are_tables() -> None:
    text = f"{_BODY}\n县区\n案件\n甲县\n12\n\n乙县（含开发区、保税区）\n30\n合计\n(42)\n\n{_BODY}"
    assert views(text) == [_BODY, _BODY]
    assert {reason for _, reason in furniture(text)} == {"table"}


def test_running_heads_are_furniture() -> None:
    pages = [f"某局年度报告 {page}\n{_BODY}" for page in (3, 4, 5)]
    assert furniture("\n\f".join(pages)) == [(f"某局年度报告 {page}", "page") for page in (3, 4, 5)]


def test_addresses_in_a_sentence_are_left_out() -> None:
    text = "详见[公报](https://example.cn/2023/1.html)和www.example.cn/8。共3件。"
    assert views(text) == ["详见公报和。", "共3件。"]
    assert {reason for _, reason in furniture(text)} == {"url"}
    assert_sound(text)


def test_one_sentence_a_line_makes_paragraphs_of_groups() -> None:
    text = "甲县受理300件。\n办结280件。\n群众满意。\n\n乙县受理200件。\n办结150件。\n群众也满意。"
    assert [sentence.paragraph for sentence in layout(text).sentences] == [0, 0, 0, 1, 1, 1]


# --- hostile input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        "案",
        "。",
        "\n",
        "\n案",
        "“",
        "（",
        '!"的',
        "[",
        "x](",
        "<a",
        "**",
        "…",
        "1 ",
        "案件数量与去年同期相比，\n\n",
        "# 标题\n",
        "12\n",
        "案\u200b",
        "，\n",
        "王某 摄\n",
        "案.",
        "http://",
        "《！",
        "责任编辑1电话",
        "王小明 ",
        "**案**",
        "全市法院受理各类案件，审结民事案件一千二百件，同比上升。\n",
    ],
    ids=repr,
)
def test_sentences_of_hostile_text_lie_inside_it(unit: str) -> None:
    text = unit * (320_000 // len(unit))
    for sentence in layout(text).sentences:
        start, end = sentence.span(0, len(sentence.view))
        assert 0 <= start < end <= len(text)
