"""Tokens: one gapless row of marks, places and classed words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx import lexicon, marks, tokens
from zzx.rows import Row

WORDS = lexicon.load()
SILENT = set('“”‘’"「」『』 \t\u3000*#`_$\\')


def row(view: str) -> Row:
    return tokens.row(view, marks.mark(view), WORDS)


def classed(view: str) -> list[tuple[str, str]]:
    found = row(view)
    return [(found.words(index, index + 1), letter) for index, letter in enumerate(found.letters)]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("破获案件12起", [("破获", "v"), ("案件", "n"), ("12起", "q")]),
        ("全市已侦破命案3起", [("全市", "p"), ("已", "d"), ("侦破", "v"), ("命案", "n"), ("3起", "q")]),
        ("2024年同比下降5%", [("2024年", "t"), ("同比", "b"), ("下降", "m"), ("5%", "q")]),
        (
            "其中盗窃3件,占一成",
            [("其中", "z"), ("盗窃", "n"), ("3件", "q"), (",", ","), ("占", "s"), ("一成", "q")],
        ),
        ("结案率为90%", [("结案率", "I"), ("为", "s"), ("90%", "q")]),
        ("株洲市公安局", [("株洲市", "p"), ("公安局", "o")]),
    ],
)
def test_words_and_their_classes(view: str, expected: list[tuple[str, str]]) -> None:
    assert classed(view) == expected


@pytest.mark.parametrize(
    ("word", "flag", "letter"),
    [
        ("侦破", "v", "v"),
        ("审结率", "n", "I"),
        ("贷款", "n", "i"),
        ("补助费", "n", "i"),
        ("检察院", "n", "o"),
        ("公园长椅", "n", "n"),
        ("未登录动词", "v", "V"),
        ("培育", "vn", "v"),
        ("沉着", "ad", "D"),
        ("，", "x", ","),
        ("。", "x", ";"),
        ("*", "x", "."),
    ],
)
def test_the_class_of_a_word(word: str, flag: str, letter: str) -> None:
    assert tokens.letter(word, flag, WORDS) == letter


@pytest.mark.parametrize(
    ("view", "word", "letter"),
    [
        ("人民调解组织8家", "组织", "o"),
        ("组织民警8名", "组织", "x"),
        ("提升办学能力的学校3所", "提升", "R"),
        ("提升3个百分点", "提升", "m"),
        ("突破关键技术12项", "突破", "R"),
        ("新增确诊病例5例", "确诊", "a"),
    ],
)
def test_homographs_settle_by_their_neighbours(view: str, word: str, letter: str) -> None:
    assert (word, letter) in classed(view)


def test_parentheses_without_a_quantity_complete_their_noun() -> None:
    assert "(" not in row("覆盖乡镇（街道）138个").letters
    assert "(" in row("覆盖乡镇（含街道12个）138个").letters


def test_a_window_of_movement_is_a_time() -> None:
    found = row("产值两年平均增长5.9%")
    assert found.letters.count("q") == 1


@pytest.mark.parametrize(
    ("view", "cut"),
    [
        ("金价的目标位为", ["目标", "位", "为"]),
        ("那些地能产粮食", ["地", "能", "产"]),
        ("15个安置点共搬来", ["安置", "点", "共"]),
        ("预计生意额会有增长", ["额", "会", "有"]),
        ("死亡率可高达20%", ["死亡率", "可", "高达"]),
        ("队员在花坛上放着", ["上", "放"]),
    ],
)
def test_guessed_words_are_cut_where_they_were_glued(view: str, cut: list[str]) -> None:
    words = [word for word, _ in classed(view)]
    assert any(words[start : start + len(cut)] == cut for start in range(len(words)))


@pytest.mark.parametrize("word", ["抽水蓄能", "村运会", "种有", "网约", "老将"])
def test_guessed_words_that_are_words_stay(word: str) -> None:
    words = [found for found, _ in classed(f"去年{word}达3个")]
    assert word in words


TEXT = st.text(
    st.sampled_from("破获案件和同比的在全市将“”（），。、一三0129%％起人次元月年日提高到 \u3000$#A"),
    max_size=40,
)


@given(TEXT)
def test_a_row_has_no_gaps_but_for_silent_characters(view: str) -> None:
    found = row(view)
    assert len(found.letters) == len(found.tokens)
    assert all(before.end <= after.start for before, after in pairwise(found.tokens))
    covered = {position for token in found.tokens for position in range(token.start, token.end)}
    assert {view[position] for position in set(range(len(view))) - covered} <= SILENT
