"""The mechanism of golden cases: what counts as drift, how it is shown, and how it is accepted."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from zzx import fixtures, resolve
from zzx.facts import Draft, Fact, parse_json
from zzx.fixtures import check_paths, compare, find, update, validate
from zzx.numerals import parse_number
from zzx.read import ReadError

TEXT = "受理案件24件,其中盗窃3件。第一次。"


class Engine:
    """An engine whose facts a test sets: quantity of TEXT → fields."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {"24件": {"object": "案件"}, "3件": {"object": "盗窃"}}
        self.given: dict[str, Any] = {}

    def __call__(self, text: str, **given: Any) -> tuple[list[Draft], list[tuple[int, int, str]]]:
        self.given = given
        drafts = []
        for quantity, fields in self.found.items():
            number = parse_number(quantity[:-1])
            start = text.index(quantity)
            end = start + len(quantity)
            drafts.append(
                Draft(
                    start,
                    end,
                    start,
                    end,
                    "count",
                    "test",
                    value=number,
                    lower=number,
                    upper=number,
                    **fields,
                )
            )
        start = text.index("第一")
        return drafts, [(start, start + 2, "ordinal")]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr(resolve, "extract_drafts", engine)
    return engine


@pytest.fixture
def case(tmp_path: Path, engine: Engine) -> Path:  # noqa: ARG001
    """A fixture that is up to date."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "input.txt").write_text(TEXT, encoding="utf-8")
    (folder / "rejected.jsonl").touch()
    update(folder)
    return folder


def gap(case: Path, **fields: Any) -> None:
    record = {
        "value_start": 4,
        "value_end": 7,
        "text": "24件",
        "right": {"object": "各类案件"},
        "why": "x",
        **fields,
    }
    (case / "known_gaps.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")


def test_an_updated_fixture_has_no_differences(case: Path) -> None:
    result = compare(case)
    assert (result.name, result.facts, result.differences, result.gaps) == ("case", 2, (), ())
    lines = (case / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Fact.from_record(parse_json(line)).quote for line in lines] == ["24件", "3件"]
    assert '"reason": "ordinal"' in (case / "rejected.jsonl").read_text(encoding="utf-8")


def test_every_kind_of_drift_is_shown(case: Path, engine: Engine) -> None:
    engine.found = {"24件": {"object": "各类案件"}, "4件": {}}
    assert list(map(str, compare(case).differences)) == [
        '~ 24件 @4: object "案件" → "各类案件"',
        '+ 4件 @5: {"kind": "count", "value": 4, "bound": "exact"}',
        '- 3件 @12: {"kind": "count", "object": "盗窃", "value": 3, "bound": "exact"}',
        "+ rejected 3 @12: unrecognised",
    ]
    update(case)
    assert compare(case).differences == ()


def test_ids_change_with_the_text_and_facts_do_not(case: Path, engine: Engine) -> None:
    engine.found["3件"]["of"] = 0
    update(case)
    (case / "input.txt").write_text(f"{TEXT}完。", encoding="utf-8")
    assert list(map(str, compare(case).differences)) == ["~ the text has changed, and with it the ids: 2"]
    del engine.found["3件"]["of"]
    [pointing, rest] = compare(case).differences
    assert re.fullmatch(r'~ 3件 @12: of "\w{16}" → null', str(pointing))
    assert str(rest) == "~ the text has changed, and with it the ids: 1"


def test_rejected_numerals_are_compared_where_they_are_recorded(case: Path) -> None:
    rejected = case / "rejected.jsonl"
    rejected.write_text(rejected.read_text(encoding="utf-8").replace("ordinal", "date"), encoding="utf-8")
    assert list(map(str, compare(case).differences)) == [
        "- rejected 第一 @15: date",
        "+ rejected 第一 @15: ordinal",
    ]
    rejected.unlink()
    assert compare(case).differences == ()
    update(case)
    assert not rejected.exists()


def test_a_new_fixture_differs_by_every_fact(case: Path) -> None:
    (case / "facts.jsonl").unlink()
    assert [str(line)[0] for line in compare(case).differences] == ["+", "+"]


def test_date_and_place_come_from_meta(case: Path, engine: Engine) -> None:
    (case / "meta.json").write_text('{"date": "2024-10-28", "place": "株洲市"}', encoding="utf-8")
    compare(case)
    assert {name: str(value) for name, value in engine.given.items()} == {
        "date": "2024-10-28",
        "place": "株洲市",
    }


@pytest.mark.parametrize(
    ("name", "line", "difference"),
    [
        ("facts.jsonl", "{", "! facts.jsonl, line 3: Expecting property name"),
        ("facts.jsonl", '{"id": 1}', "! facts.jsonl, line 3: id: Input should be a valid string"),
        ("rejected.jsonl", "[]", "! rejected.jsonl, line 2: Input should be a valid dictionary"),
    ],
)
def test_what_is_no_record_is_a_difference(case: Path, name: str, line: str, difference: str) -> None:
    with (case / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert str(compare(case).differences[0]).startswith(difference)


def test_a_known_gap_is_shown_and_is_no_drift(case: Path) -> None:
    gap(case)
    result = compare(case)
    assert result.differences == ()
    assert list(result.gaps) == ['24件 @4: right would be {"object": "各类案件"} (x)']


def test_a_known_gap_closes(case: Path, engine: Engine) -> None:
    gap(case)
    engine.found["24件"]["object"] = "各类案件"
    assert any(str(line).startswith("! a known gap is closed: 24件") for line in compare(case).differences)
    update(case)
    assert not (case / "known_gaps.jsonl").exists()
    assert compare(case).differences == ()


def test_a_gap_may_be_a_missing_fact_or_one_too_many(case: Path, engine: Engine) -> None:
    gap(case, right=None)
    assert list(compare(case).gaps) == ["24件 @4: right would be no fact (x)"]
    assert compare(case).differences == ()
    gap(case, value_start=15, value_end=17, text="第一", right={"kind": "rank", "value": 1})
    assert compare(case).differences == ()
    engine.found["第一"] = {}
    update(case)
    assert (case / "known_gaps.jsonl").exists(), "right.kind is rank, and the new fact is a count"


def test_a_gap_that_points_nowhere_is_drift(case: Path) -> None:
    gap(case, value_start=5)
    assert [str(line) for line in compare(case).differences] == [
        "! a known gap names 24件 @5, which is not there"
    ]
    gap(case, wrong=1)
    with pytest.raises(ReadError, match=r"known_gaps\.jsonl, line 1: wrong: Extra inputs are not permitted"):
        compare(case)


def test_fixtures_are_found_below_a_folder(case: Path) -> None:
    assert find(case) == find(case.parent) == [case]
    (case / "input.txt").unlink()
    with pytest.raises(ReadError, match="no fixture in this folder"):
        find(case.parent)


def test_a_file_of_facts_is_validated_on_its_own(case: Path, tmp_path: Path) -> None:
    lines = (case / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    file = tmp_path / "facts.json"
    for text in ("\n".join(lines), f"[{','.join(lines)}]", "[]"):
        file.write_text(text, encoding="utf-8")
        assert validate(file).differences == ()
    file.write_text(json.dumps([first, {**second, "of": "0" * 16, "来源": "日报"}]), encoding="utf-8")
    assert validate(file).differences == ()  # of a run with --kind and --keep
    wrong = [first, first, {**second, "kind": "money"}, 7, {**second, "period_start": "2024"}]
    file.write_text(json.dumps(wrong), encoding="utf-8")
    name = f"input.txt has more than one fact {first['id']}"
    assert list(map(str, validate(file).differences)) == [
        "! fact 3: no currency: None",
        "! fact 4: no JSON object",
        "! fact 5: Invalid isoformat string: '2024'",
        f"! {name}",
        f"! {name}",
    ]
    file.write_text("no json", encoding="utf-8")
    with pytest.raises(ReadError, match="neither a JSON array nor JSON Lines"):
        validate(file)


def test_the_names_of_the_files_are_those_of_the_definition() -> None:
    assert fixtures.__doc__
    for name in (fixtures.INPUT, fixtures.FACTS, fixtures.REJECTED, fixtures.META, fixtures.GAPS):
        assert f"`{name}`" in fixtures.__doc__


def test_files_of_a_fixture_stand_for_it_and_others_are_files_of_facts(case: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_bytes((case / "facts.jsonl").read_bytes())
    paths = [case / "known_gaps.jsonl", facts, tmp_path, case / "input.txt"]
    assert [result.file for result in check_paths(paths)] == [case / "input.txt", facts]


def test_a_difference_knows_its_line(case: Path, engine: Engine) -> None:
    (case / "input.txt").write_text("标题\n\n" + TEXT, encoding="utf-8")
    del engine.found["3件"]
    assert {line.line for line in compare(case).differences} == {1, 3}
