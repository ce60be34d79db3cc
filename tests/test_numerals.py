"""Numerals: every writing reads as its number, whole ranges round trip, and nothing else raises."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx.numerals import MAX_LENGTH, NUMERAL, parse_number

SIMPLIFIED = ("零一二三四五六七八九", "十百千", "万亿")
FINANCIAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")
TRADITIONAL = ("零一二三四五六七八九", "十百千", "萬億")
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def chinese(number: int, writing: tuple[str, str, str] = SIMPLIFIED) -> str:
    """A number below 10 ** 16 in Chinese, written out in full (一万零十二, not 一万零一十二 at its head only)."""
    digits, small, (wan, yi) = writing
    if number == 0:
        return digits[0]
    if number >= 10**8:
        head, rest, power = number // 10**8, number % 10**8, yi
        gap = rest < 10**7
    elif number >= 10**4:
        head, rest, power = number // 10**4, number % 10**4, wan
        gap = rest < 10**3
    else:
        text = ""
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit:
                text += digits[digit] + (small[place - 1] if place else "")
            elif text and not text.endswith(digits[0]) and number % 10**place:
                text += digits[0]
        return text
    tail = (digits[0] if gap else "") + chinese(rest, writing) if rest else ""
    return chinese(head, writing) + power + tail


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8341", "8341"),
        ("８３４１", "8341"),
        ("12,705", "12705"),
        ("12，705", "12705"),
        ("1,002,705.5", "1002705.5"),
        ("21 304", "21304"),
        ("21\u2009304\u202f112", "21304112"),
        ("6.25", "6.25"),
        ("６．２５", "6.25"),
        (".25", "0.25"),
        ("-6.25", "-6.25"),
        ("−6", "-6"),
        ("负六点二五", "-6.25"),
        ("零下六", "-6"),
        ("+6", "6"),
        ("- 1,200", "-1200"),
        ("十", "10"),
        ("十九", "19"),
        ("百十", "110"),
        ("一百十九", "119"),
        ("一万零一十九", "10019"),
        ("一万零十九", "10019"),
        ("六点零二五", "6.025"),
        ("十六点五万", "165000"),
        ("三千点五万", "30005000"),
        ("一百点25", "100.25"),
        ("二〇二六", "2026"),
        ("一五〇〇万", "15000000"),
        ("零零七", "7"),
        ("两千", "2000"),
        ("俩", "2"),
        ("廿一", "21"),
        ("一百卅五", "135"),
        ("幺八", "18"),
        ("壹仟贰佰叁拾肆", "1234"),
        ("伍佰陆拾萬", "5600000"),
        ("兩萬三千億", "2300000000000"),
        ("1.2万亿", "1200000000000"),
        ("3千", "3000"),
        ("15.5千万", "155000000"),
        ("5 亿", "500000000"),
        ("1万600", "10600"),
        ("1万6", "16000"),
        ("200万五千", "2005000"),
        ("3亿2万6千5百", "300026500"),
        ("7万 5千 4百", "75400"),
        ("四千二百六", "4260"),
        ("六万五", "65000"),
        ("一亿五", "150000000"),
        ("百六", "160"),
        ("千六", "1600"),
        ("四万五千二", "45200"),
        ("两千三点五", "2300.5"),
        ("万亿", "1000000000000"),
        ("百万", "1000000"),
        ("两万万", "200000000"),
        ("三万亿五千亿", "3500000000000"),
        ("三千二百万四千亿", "3200400000000000"),
        ("五十五兆", "55000000000000"),
        ("零", "0"),
        ("0", "0"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
    match = re.fullmatch(f"(?:{NUMERAL})", text)
    assert match or text in (".25", "- 1,200", "7万 5千 4百")


def test_keeps_the_decimals_that_are_written_and_no_others() -> None:
    assert str(parse_number("5.0")) == "5.0"
    assert str(parse_number("1.5万")) == "15000"
    assert str(parse_number("1.23456万")) == "12345.6"


@pytest.mark.parametrize(
    "text", ["", "点", "多", "abc", "三人", "一二三个", "5%", "负", "-", ",", "万元", "一 人"]
)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("一百百", "a power follows another"),
        ("三千一千", "powers do not descend"),
        ("一亿二亿", "powers do not descend"),
        ("亿万", "a power follows another"),
        ("1,23,4", "wrong place"),
        ("1234,567", "wrong place"),
        ("1.2.3", "digits follow digits"),
        ("5.", "wrong place"),
        ("十五点", "decimal point is misplaced"),
        ("一点二点三", "decimal point is misplaced"),
        ("一百零", "ends in a zero"),
        ("三四百", "digits follow digits"),
        ("三四万", "digits follow digits"),
        ("1.5万3千", "digits follow digits"),
        ("1.5万零3", "zero follows digits"),
        ("1万20000", "powers do not descend"),
        ("一" * (MAX_LENGTH + 1), "too long"),
        ("9" * (MAX_LENGTH + 1), "too long"),
    ],
)
def test_impossible_numbers_say_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_number(text)


@pytest.mark.parametrize("wrong", [None, 12, 1.5, b"12", ["12"]])
def test_only_strings_are_read(wrong: object) -> None:
    with pytest.raises(ValueError, match="read from a string"):
        parse_number(wrong)  # type: ignore[arg-type]


def test_small_numbers_round_trip_in_every_writing() -> None:
    for number in range(12_000):
        for writing in (SIMPLIFIED, FINANCIAL):
            assert parse_number(chinese(number, writing)) == number
        assert parse_number(str(number)) == number
        assert parse_number(f"{number:,}".translate(FULL_WIDTH)) == number


@given(st.integers(0, 10**16 - 1), st.sampled_from([SIMPLIFIED, FINANCIAL, TRADITIONAL]))
def test_numbers_round_trip(number: int, writing: tuple[str, str, str]) -> None:
    written = chinese(number, writing)
    assert parse_number(written) == number
    assert parse_number("负" + written) == -number
    if len(written) > 1:  # 伍 alone is as often a word
        assert re.fullmatch(f"(?:{NUMERAL})", written)


@given(st.decimals(0, 10**12, places=3), st.sampled_from(["", "万", "亿", "万亿", "百万"]))
def test_arabic_numbers_with_powers_round_trip(number: Decimal, power: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6}[power]
    assert parse_number(f"{number:f}{power}") == number * factor
    assert parse_number(f"{number:,}{power}") == number * factor


@given(st.text("0123456789.,，．点零〇一二两三九十百千万亿壹拾萬廿 -负+２", max_size=12))
def test_nothing_but_value_errors(text: str) -> None:
    try:
        value = parse_number(text)
    except ValueError:
        return
    assert value is None or value.is_finite()


@given(st.text("0123456789,.点一二三十百千万亿壹 人", max_size=30))
def test_a_numeral_is_found_whole(text: str) -> None:
    for match in re.finditer(NUMERAL, text):
        assert match[0].strip() == match[0]
        assert not re.match(r"[0-9一二三十百千万亿]", text[match.end() : match.end() + 1]) or _splits(
            match, text
        )


def _splits(match: re.Match[str], text: str) -> bool:
    """Whether a numeral rightly ends before another: 3|五, 万|百, 1,234|,567."""
    left, right = text[match.end() - 1], text[match.end()]
    return (left.isdecimal() != right.isdecimal()) or (left in "万亿" and right in "十百千万")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大陆地区", []),
        ("队伍里", []),
        ("收拾东西", []),
        ("放肆", []),
        ("抱负5", ["5"]),
        ("86-17", ["86", "17"]),
        ("A-5", ["5"]),
        ("降至-5", ["-5"]),
        ("386万千瓦", ["386万"]),
        ("2.6个百分点", ["2.6"]),
        ("5百分点", ["5"]),
        ("5千米", ["5"]),
        ("950百帕", ["950"]),
        ("三点两人", ["三", "两"]),
        ("六点三十分", ["六", "三十"]),
        ("1,2345", ["1", "2345"]),
        ("2024,300", ["2024", "300"]),
        ("三千万百姓", ["三千万", "百"]),
    ],
)
def test_finds_in_running_text(text: str, found: list[str]) -> None:
    assert [match[0] for match in re.finditer(NUMERAL, text)] == found
