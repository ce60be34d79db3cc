"""From a text to facts: the ledger, arguments, order, and that nothing but the text decides."""

import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzx
from zzx import pipeline, resolve
from zzx.check import unwrapped
from zzx.extraction import Extraction
from zzx.facts import Draft, Rejected
from zzx.pipeline import extract, extract_documents, ledger
from zzx.read import Document, ReadError

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def rejected(*spans: tuple[int, int]) -> Extraction:
    return Extraction(
        (), tuple(Rejected(path="-", line=1, start=s, end=e, text="x", reason="x") for s, e in spans)
    )


@pytest.mark.parametrize(
    ("text", "spans", "lost"),
    [
        ("无数字", [], []),
        ("共24件", [], [(1, 3)]),
        ("共24件", [(1, 4)], []),
        ("共24件", [(1, 2)], [(2, 3)]),
        ("共24件54人", [(1, 4)], [(4, 6)]),
        ("第十三次", [(0, 4)], []),
        ("３１２２起,壹佰元", [], [(0, 4), (6, 8)]),
        ("300余万元", [(0, 6)], []),
        ("300余万元", [(0, 3)], [(4, 5)]),
        ("1234567", [(1, 3), (2, 4), (5, 6)], [(0, 1), (4, 5), (6, 7)]),
        ("12和34", [(0, 5), (0, 1)], []),
    ],
)
def test_ledger_finds_what_is_lost(
    text: str, spans: list[tuple[int, int]], lost: list[tuple[int, int]]
) -> None:
    assert ledger(text, rejected(*spans)) == lost


def test_what_the_engine_overlooks_is_rejected_as_unrecognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "extract_drafts", lambda _text, **_: ([], [(1, 3, "test")]))
    assert [(numeral.text, numeral.reason) for numeral in extract("共24件54人").rejected] == [
        ("24", "test"),
        ("54", "unrecognised"),
    ]


def test_facts_and_rejected_numerals_come_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def draft(start: int, of: int | None = None) -> Draft:
        one = {"value": zzx.parse_number("1"), "lower": zzx.parse_number("1"), "upper": zzx.parse_number("1")}
        return Draft(start, start + 1, start, start + 1, kind="count", rule="test", of=of, **one)  # type: ignore[arg-type]

    drafts = ([draft(4), draft(0, of=0)], [(6, 7, "b"), (2, 3, "a")])
    monkeypatch.setattr(resolve, "extract_drafts", lambda _text, **_: drafts)
    found = extract("1,1,1,1")
    assert [fact.start for fact in found.facts] == [0, 4]
    assert found.facts[0].of == found.facts[1].id
    assert [numeral.start for numeral in found.rejected] == [2, 6]


@pytest.mark.parametrize(
    "arguments",
    [
        {"text": b"1"},
        {"text": None},
        {"text": "1", "date": "2024-01-01"},
        {"text": "1", "date": datetime.datetime.now()},
    ],
)
def test_a_wrong_type_is_a_value_error(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is a"):
        extract(**arguments)


def test_the_public_names_are_there() -> None:
    for name in zzx.__all__:
        assert getattr(zzx, name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = zzx.nothing  # type: ignore[attr-defined]
    assert zzx.extract is pipeline.extract


def assert_sound(text: str, found: Extraction) -> None:
    """What holds of every extraction: the quotes, the lines, the links, and no numeral counted twice."""
    facts = {fact.id: fact for fact in found.facts}
    assert len(facts) == len(found.facts)
    spans = [(one.value_start, one.value_end) for one in found.facts]
    spans += [(one.start, one.end) for one in found.rejected]
    spans.sort()
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for fact in found.facts:
        assert unwrapped(text[fact.start : fact.end]) == fact.quote
        assert fact.line == 1 + text[: fact.value_start].count("\n")
        assert fact.of is None or facts[fact.of] is not fact
        assert fact.group is None or sum(one.group == fact.group for one in found.facts) > 1
    for numeral in found.rejected:
        assert unwrapped(text[numeral.start : numeral.end]) == numeral.text


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_seeds_are_accounted_for(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    found = extract(text)
    assert ledger(text, found) == []
    assert not [one for one in found.rejected if one.reason.startswith(("unrecognised", "invalid"))]
    assert_sound(text, found)
    assert extract(text) == found


# What numerals stand in and between: the engine has to get through any of it.
PROSE = st.text(
    st.one_of(
        st.sampled_from(
            "0123456789０９一二两三十百千万亿半几余多约近第年月日个件元%％.,,。、;:“”()\n \u3000起人次下降提高分别"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(PROSE)
def test_any_text_is_accounted_for(text: str) -> None:
    found = extract(text)
    assert ledger(text, found) == []
    for numeral in found.rejected:
        assert not numeral.reason.startswith("invalid"), numeral


def test_documents_carry_their_path_date_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, Any]] = []

    def engine(_text: str, **given: Any) -> tuple[list[Draft], list[tuple[int, int, str]]]:
        seen.append(given)
        return [], []

    monkeypatch.setattr(resolve, "extract_drafts", engine)
    unreadable = ReadError("b.txt", "no such file or folder")
    day = datetime.date(2024, 1, 1)
    first, second = extract_documents([Document("a.txt", "共24件", "utf-8", day, "株洲市"), unreadable])
    assert isinstance(first, tuple)
    assert (first[0].path, first[1].rejected[0].path) == ("a.txt", "a.txt")
    assert second is unreadable
    assert seen == [{"date": day, "place": "株洲市"}]


PARAGRAPH = (
    "今年1月至9月,全市法院共受理各类案件25431件,审结23108件,同比分别上升3.6%和3.1%,结案率为90.87%。"
    "市公安局组织民警1200余名开展夜间巡逻,破获盗窃案件86起,抓获犯罪嫌疑人103人,为群众挽回经济损失近300万元。"
    "与此同时,各县市区新建综合服务站36个,调解矛盾纠纷4512起,群众满意率提高到98.5%,比去年上升2.3个百分点。"
)
PLACED = {"id", "group", "of", "line", "start", "end", "value_start", "value_end"}


def slots(text: str) -> list[dict[str, Any]]:
    """The facts of a text, less what depends on where in it they stand."""
    found = extract(text, date=datetime.date(2024, 10, 28), place="株洲市").facts
    return [{name: value for name, value in vars(fact).items() if name not in PLACED} for fact in found]


@pytest.mark.parametrize("wrap", ["\n", "\r\n", "\n\n", " \n"])
def test_line_wraps_change_nothing(wrap: str) -> None:
    expected = slots(PARAGRAPH)
    for width in range(16, 81):
        lines = [PARAGRAPH[start : start + width] for start in range(0, len(PARAGRAPH), width)]
        # A break after a full stop may be the end of a paragraph: nothing tells.
        if not any(line.endswith("。") for line in lines[:-1]):
            assert slots(wrap.join(lines)) == expected, f"wrapped at {width}"


@pytest.mark.parametrize(
    "text",
    [
        "局长 王强\n全县共有企业30家。",
        "以每吨400元的价格出售粮食20吨（责任编辑：李桐",
        "3条宽6米的水",
        "新增3家营收超60亿元企",
        "盗窃案件最多,占14.1%;其次是",
        "新增8例全省长沙市",
        "通过各种形式也已办理5件",
    ],
)
def test_a_sentence_may_end_anywhere(text: str) -> None:
    assert extract(text).facts or extract(text).rejected
