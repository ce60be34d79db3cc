"""Roles: what the clause of a quantity says of action, object and subject. The quantity is the first of each sentence."""

import pytest

from zzx import lexicon, marks, phrases, roles, tokens
from zzx.pipeline import extract

WORDS = lexicon.load()


def read(view: str) -> tuple[str | None, str | None]:
    """Action and object of the first quantity of a sentence."""
    row = tokens.row(view, marks.mark(view), WORDS)
    found = roles.read(row, row.letters.index("q"), WORDS)
    spans = (found.action, found.object)
    action, object_ = (row.words(*span) if span else None for span in spans)
    return action, object_


@pytest.mark.parametrize(
    ("view", "action", "object_"),
    [
        # the counted thing stands before the quantity
        ("破获电信诈骗案件90起", "破获", "电信诈骗案件"),
        ("全年共侦破命案6起", "侦破", "命案"),
        ("民警先后抓获犯罪嫌疑人206人", "抓获", "犯罪嫌疑人"),
        ("已发放宣传册800份", "发放", "宣传册"),
        ("追回了被盗车辆14台", "追回", "被盗车辆"),
        ("解决制约企业发展的具体问题41个", "解决", "制约企业发展的具体问题"),
        # or after it; after wins
        ("安装800个视频监控摄像头", "安装", "视频监控摄像头"),
        ("推出“绿色通道”等12条具体举措", "推出", "具体举措"),
        ("组织860名网格员开展走访", "组织", "网格员"),
        # no noun, no object
        ("刑事拘留206人", "刑事拘留", None),
        ("共有3人", None, None),
        # indicators have no action
        ("结案率为90.76%", None, "结案率"),
        ("执行到位金额1.09亿元", None, "执行到位金额"),
        # quantities in subject position, after prepositions
        ("在7个镇设立工作站", "设立", "镇"),
        ("325个摄像头正在建设中", None, "摄像头"),
    ],
)
def test_action_and_object(view: str, action: str | None, object_: str | None) -> None:
    assert read(view) == (action, object_)


def test_a_clause_ends_at_punctuation_and_at_other_quantities() -> None:
    row = tokens.row("查处酒驾12起,拘留3人5次。", marks.mark("查处酒驾12起,拘留3人5次。"), WORDS)
    indexes = [index for index, letter in enumerate(row.letters) if letter == "q"]
    assert [row.words(*phrases.clause(row, index)) for index in indexes] == ["查处酒驾12起", "拘留3人", "5次"]


@pytest.mark.parametrize(
    ("phrase", "trimmed"),
    [("全市的乡镇", "乡镇"), ("累计案件等", "案件"), ("2023年的案件", "案件"), ("共", None)],
)
def test_a_phrase_loses_what_is_not_part_of_it(phrase: str, trimmed: str | None) -> None:
    row = tokens.row(phrase, marks.mark(phrase), WORDS)
    span = phrases.trim(row, (0, len(row.letters)))
    assert (row.words(*span) if span else None) == trimmed


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("区司法局发放宣传册800份。", "区司法局"),
        ("2024年，吉安市公安局共破获案件31起。", "吉安市公安局"),
        ("全区侦破命案6起。", "全区"),
        ("我院起诉86人。", "我院"),
        ("侦破命案6起。", None),
    ],
)
def test_the_doer_before_the_verb_is_the_subject(text: str, subject: str | None) -> None:
    assert extract(text).facts[0].subject == subject
