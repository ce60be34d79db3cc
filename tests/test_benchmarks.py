"""The benchmarks that score and compare facts, on made-up data."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zzx.pipeline import extract

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module
    spec.loader.exec_module(module)
    return module


accuracy = load("accuracy")
gains = load("gains")
speed = load("speed")

TEXT = "2024年，吉安市公安局破获盗窃案件31起，抓获嫌疑人46名。"


def annotated(quantity: str, **slots: Any) -> dict[str, Any]:
    start = TEXT.index(quantity)
    return {
        "quantity": quantity,
        "kind": "count",
        "value": quantity[:-1],
        "lower": quantity[:-1],
        "upper": quantity[:-1],
        "unit": quantity[-1],
        "bound": "exact",
        "subject": "吉安市公安局",
        "action": None,
        "object": None,
        "modality": "actual",
        "period_text": "2024年",
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "place": "吉安市",
        "value_start": start,
        "value_end": start + len(quantity),
        **slots,
    }


CASES = annotated("31起", action="破获", object="盗窃案件")
PEOPLE = annotated("46名", action="抓获", object="嫌疑人")


def scored(*gold: dict[str, Any]) -> Any:
    return accuracy.score(gold, extract(TEXT), TEXT)


def test_what_is_right_scores_one() -> None:
    result = scored(CASES, PEOPLE)
    assert [result.f1(level) for level in accuracy.LEVELS] == [1, 1, 1]
    assert result.wrong == []


def test_a_wrong_slot_costs_the_levels_that_need_it() -> None:
    result = scored({**CASES, "subject": "市公安局"}, {**PEOPLE, "object": "人员"})
    assert [result.f1(level) for level in accuracy.LEVELS] == [1, 0.5, 0]
    assert result.share("object") == 0.5
    assert [(error.slot, error.kind) for error in result.wrong] == [("subject", "count"), ("object", "count")]
    assert result.wrong[1].example.endswith("抓获嫌疑人[46名]。: 嫌疑人, not 人员")


def test_alternatives_are_as_good() -> None:
    year = {"period": [["2024-01-01", "2024-12-31"]]}
    people = {"period_start": None, "alt": {"object": ["嫌疑人"], **year}, "object": "涉案嫌疑人"}
    assert scored(CASES, {**PEOPLE, **people}).f1("full") == 1
    assert scored(CASES, {**PEOPLE, "lower": 1, "alt": {"lower": [46]}}).share("interval") == 1


def test_width_space_and_quotation_marks_are_levelled() -> None:
    assert accuracy.wording(" “ＡＢ”案件：") == "AB案件"
    assert accuracy.wording("的") is None
    assert accuracy.number("13.10") == accuracy.number(13.1)


def test_missed_and_false_facts_cost_recall_and_precision() -> None:
    start = TEXT.index("2024年")
    year = {**CASES, "quantity": "2024年", "value_start": start, "value_end": start + 5}
    result = scored(CASES, year)
    assert (result.gold, result.reported, result.right["found"]) == (2, 2, 1)
    assert result.f1("found") == 0.5
    assert [(error.slot, error.rule) for error in result.wrong] == [("missed", "date"), ("false", "verb")]


def test_optional_facts_count_neither_way() -> None:
    result = scored(CASES, {**PEOPLE, "optional": True, "object": "谁"})
    assert (result.gold, result.reported, result.f1("full")) == (1, 1, 1)
    assert accuracy.score([], extract("没有数字。"), "没有数字。").f1("found") == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, facts in (("01_police_a", [CASES, PEOPLE]), ("02_court_b", [CASES])):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        lines = [json.dumps(fact, ensure_ascii=False) for fact in facts]
        (tmp_path / f"{name}.jsonl").write_text("# made up\n" + "\n".join(lines), encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("path,date\n01_police_a.txt,2025-01-10\n", encoding="utf-8")
    return tmp_path


def test_accuracy_by_genre(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accuracy.main([str(folder), str(folder), "--classes", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[:4]] == [
        ["genre", "gold", "found", "core", "full"],
        ["police", "2", "1.000", "1.000", "1.000"],
        ["court", "1", "0.667", "0.667", "0.667"],
        ["total", "3", "0.857", "0.857", "0.857"],
    ]
    assert lines[-2:] == ["   1  false × verb × count", "        获盗窃案件31起，抓获嫌疑人[46名]。"]
    accuracy.main([str(folder), str(folder), "--json"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["genres"]["police"] == {"found": 1, "core": 1, "full": 1}
    assert figures["slots"]["kind"] == 1


def test_accuracy_names_what_it_cannot_read(folder: Path, tmp_path: Path) -> None:
    (folder / "02_court_b.txt").unlink()
    with pytest.raises(SystemExit, match=r"02_court_b\.txt"):
        accuracy.main([str(folder), str(folder)])
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit, match="no annotated facts"):
        accuracy.main([str(tmp_path / "empty"), str(folder)])


def test_genre_is_the_middle_of_the_name() -> None:
    assert [accuracy.genre(name) for name in ("07_court_x_y", "000_93d9", "notes")] == ["court", "all", "all"]


# Gains ------------------------------------------------------------------------------------------------------


def record(quote: str, start: int, path: str = "a.txt", **slots: Any) -> dict[str, Any]:
    spans = {"start": start, "end": start + len(quote), "value_start": start, "value_end": start + len(quote)}
    return {
        "id": str(start),
        "kind": "count",
        "object": None,
        "quote": quote,
        "path": path,
        "line": 1,
        **spans,
        **slots,
    }


def test_gained_lost_and_changed() -> None:
    old = [record("24件", 4), record("3人", 12), record("7台", 40, "b.txt")]
    new = [record("24件", 4, rule="verb"), record("盗窃3人", 10, object="盗窃"), record("9处", 20)]
    assert [str(difference) for difference in gains.compare(old, new)] == [
        '~ a.txt:1 盗窃3人: object null → "盗窃", quote "3人" → "盗窃3人", start 12 → 10, value_start 12 → 10',
        '+ a.txt:1 9处: kind "count"',
        '- b.txt:1 7台: kind "count"',
    ]


def test_what_is_no_difference() -> None:
    assert (
        gains.compare([record("24件", 4, id="x", rule="a", line=2)], [record("24件", 4, id="y", rule="b")])
        == []
    )


def test_gains_of_files_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for side, facts in (
        ("old", [record("24件", 4)]),
        ("new", [record("24件", 4, unit="件"), record("3人", 9), record("5人", 12)]),
    ):
        (tmp_path / side).mkdir()
        (tmp_path / side / "a.json").write_text(json.dumps(facts), encoding="utf-8")
        lines = "\n".join(json.dumps(fact) for fact in facts)
        (tmp_path / f"{side}.jsonl").write_text(lines + "\n", encoding="utf-8")
    expected = [
        '~ a.txt:1 24件: unit null → "件"',
        '+ a.txt:1 3人: kind "count"',
        "1 → 3 facts: 2 gained, 0 lost, 1 changed",
        "changed: unit 1",
    ]
    for old, new in (("old", "new"), ("old.jsonl", "new.jsonl"), ("old", "new.jsonl")):
        gains.main([str(tmp_path / old), str(tmp_path / new), "--limit", "1"])
        assert capsys.readouterr().out.splitlines() == expected


@pytest.mark.parametrize(
    ("content", "cause"), [("{", "neither a JSON array"), ("[1]", "not a file of facts")]
)
def test_gains_of_what_is_no_facts_file(tmp_path: Path, content: str, cause: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=cause):
        gains.main([str(file), str(file)])
    with pytest.raises(SystemExit, match="No such file"):
        gains.main([str(tmp_path / "none.json"), str(file)])


# Speed ------------------------------------------------------------------------------------------------------


def test_speeds_are_told_as_ratios_to_jieba(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "TURN", 0.001)
    monkeypatch.setitem(speed.CONTESTANTS, "nobody", speed._function("no_such_module", "cut"))
    speed.throughput([TEXT])
    told = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert told["nobody:"] == "nobody: not compared: No module named 'no_such_module'"
    assert told["jieba.cut"].split()[2:6] == ["1", "(1", "to", "1)"]
    assert "zzx.extract," in told


def test_texts_are_repeated_up_to_a_size() -> None:
    assert list(speed.upto(["一二三", "四五"], 7)) == ["一二三", "四五", "一二三"]
    assert speed.size(["一二三", "ab"]) == 11e-6
