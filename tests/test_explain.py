"""Explain: good enough to debug the engine with, in a terminal and piped."""

import datetime

import pytest

from zzx.escapes import visible
from zzx.explain import page, render

TEXT = "2024年，全市破获盗窃案件31起，同比下降5.2%。第三届书展，拨打12345热线。"


def lines(text: str, **given: object) -> list[str]:
    return list(render(text, **given))  # type: ignore[arg-type]


def test_it_shows_marks_words_rule_and_roles() -> None:
    shown = "\n".join(lines(TEXT, date=datetime.date(2025, 1, 10), place="株洲市"))
    for part in (
        "[time: date]",
        "31起 [quantity]",
        "破获/v 盗窃案件",
        "31起 by rule 'verb'",
        "action   破获",
        "subject  全市",
        "value    31 起 exact [31, 31]",
        "moved    down yoy",
        "when     2024年 [2024-01-01, 2024-12-31]",
        "where    株洲市",
        "modality actual",
    ):
        assert part in shown.replace("盗窃/n 案件", "盗窃案件"), part


def test_it_gives_the_reason_of_each_rejected_numeral() -> None:
    shown = lines(TEXT)
    assert "  mark   第三届 [rejected: ordinal]" in shown
    assert any("rejected: phone" in line for line in shown)
    assert any(line.startswith("  no ") and line.endswith(": tally") for line in lines("甲、乙、丙三项。"))


def test_it_shows_what_is_no_text() -> None:
    shown = lines("全市破获案件31起。\n\n责任编辑：王小明　电话：0731-84720391\n")
    assert any("[furniture]" in line or "phone" in line for line in shown)


def test_sentences_without_numerals_are_left_out() -> None:
    assert lines("没有数字。也没有。") == []
    assert lines("") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("a\nb\tc", "a b c"),
        ("全市 31起", "全市 31起"),
        ("\u202e1", "\\u202e1"),
    ],
)
def test_no_control_character_reaches_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert all(character.isprintable() for line in lines(f"破获{text}案件31起。") for character in line)


# As a page --------------------------------------------------------------------------------------------------


def test_the_page_shows_marks_words_and_slots() -> None:
    shown = page(TEXT, date=datetime.date(2025, 1, 10), place="株洲市")
    assert """<mark class="fact" title="count by rule &#x27;verb&#x27;">31起</mark>""" in shown
    assert '<mark class="rejected" title="rejected: ordinal">第三届</mark>' in shown
    assert '<mark class="time" title="time: date">2024年</mark>' in shown
    assert "<ruby>破获<rt>v</rt></ruby>" in shown
    assert "<tr><th>action<td>破获" in shown


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    shown = page("全市<script>alert(1)</script>破获案件31起。\x1b[31m")
    assert "<script" not in shown
    assert "\x1b" not in shown
    assert "default-src 'none'" in shown
    assert "http" not in shown.replace("http-equiv", "")


def test_the_page_of_a_text_without_numerals_is_empty() -> None:
    assert "<details" not in page("没有数字。")
