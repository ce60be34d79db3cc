"""Resolve: from a document's text to drafts and rejected stretches, with offsets into that text."""

import datetime

from zzx import lexicon, resolve
from zzx.text import layout

TEXT = "# 2024年情况\n\n第一，吉安市公安局破获盗窃案件3\n1起，抓获46名嫌疑人。\n"


def test_drafts_and_rejections_point_into_the_text() -> None:
    drafts, rejected = resolve.extract_drafts(TEXT, date=None, place=None)
    assert [TEXT[draft.value_start : draft.value_end] for draft in drafts] == ["3\n1起", "46名"]
    assert [TEXT[draft.start : draft.end] for draft in drafts] == ["破获盗窃案件3\n1起", "抓获46名嫌疑人"]
    assert {(TEXT[start:end], reason) for start, end, reason in rejected} == {
        ("2024年", "date"),
        ("第一", "ordinal"),
    }


def test_a_draft_knows_its_section_and_period() -> None:
    draft = resolve.extract_drafts(TEXT, date=None, place=None)[0][0]
    assert draft.section == "2024年情况"
    assert (draft.period_text, draft.period_start) == ("2024年", datetime.date(2024, 1, 1))


def test_readings_are_the_sentences_in_order() -> None:
    readings = list(resolve.read(layout(TEXT), TEXT, date=None, place=None))
    assert [reading.sentence.kind for reading in readings][:2] == ["heading", "prose"]
    assert [
        [item.quantity.text for item in reading.items if item.reason is None] for reading in readings
    ] == [
        [],
        ["31起", "46名"],
    ]
    assert readings[1].row.view == readings[1].sentence.view


def test_the_vocabulary_is_an_argument() -> None:
    content = lexicon.read("words.toml")
    content["words"]["transitive"] += " 揽获"
    words = lexicon.build(content)
    text = "全队揽获金牌12枚。"
    (draft,) = resolve.extract_drafts(text, date=None, place=None, words=words)[0]
    assert (draft.action, draft.object) == ("揽获", "金牌")


def test_the_reason_of_every_rejected_stretch_is_given() -> None:
    _, rejected = resolve.extract_drafts(
        "统一部署，第三届书展，拨打12345热线，一支球队。", date=None, place=None
    )
    assert [reason for _, _, reason in sorted(rejected)] == ["word", "ordinal", "phone", "indefinite"]
