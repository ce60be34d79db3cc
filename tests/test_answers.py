"""The commands table and audit as processes: outputs, formats, exit statuses, one line for what goes wrong."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WRONG = "2023年,醴陵市法院受理各类案件1250件,审结1186件,结案率98.88%。\n"
RIGHT = WRONG.replace("98.88", "94.88")
UTF_8 = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "120", "NO_COLOR": "1"}


def zzx(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zzx", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=UTF_8,
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "right.txt").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_table_writes_csv_when_piped_and_counts(folder: Path) -> None:
    run = zzx(folder, "table", "in")
    assert run.returncode == 0
    [header, row] = csv.reader(io.StringIO(run.stdout))
    assert header[:3] == ["place", "place_code", "period"]
    assert dict(zip(header, row, strict=True))["case_closing_rate (%)"] == "94.88"
    assert run.stderr.startswith("1 document, 3 facts in 1 row and 3 columns")


@pytest.mark.parametrize("name", ["t.csv", "t.json", "t.jsonl", "t.xlsx"])
def test_table_writes_files(folder: Path, name: str) -> None:
    run = zzx(folder, "table", "in", "--long", "--derived", "-o", name, "--unmatched", "u.csv", "-q")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (folder / name).stat().st_size > 100
    assert (folder / "u.csv").read_text(encoding="utf-8-sig").startswith("action,object,unit")


def test_table_reads_facts(folder: Path) -> None:
    assert zzx(folder, "extract", "in", "-o", "facts.json", "-q").returncode == 0
    assert zzx(folder, "table", "facts.json", "-q").stdout == zzx(folder, "table", "in", "-q").stdout
    assert zzx(folder, "table", "facts.json", "--header", "zh", "-q").stdout.startswith("地区,地区代码,时期")


def test_what_is_suggested_can_be_used(folder: Path) -> None:
    (folder / "in" / "more.txt").write_text("2023年,醴陵市种植向日葵300亩。\n", encoding="utf-8")
    run = zzx(folder, "table", "in", "--suggest", "5", "-o", "mine.toml")
    assert run.returncode == 0
    run = zzx(folder, "table", "in", "--lexicon", "mine.toml")
    assert "300" in run.stdout
    assert ", 0 facts of no indicator" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["table", "in", "-o", "t.parquet"], 2, "parquet: unknown format; there are csv xlsx json jsonl"),
        (["table", "in", "--header", "fr"], 2, "fr: unknown header; there are en zh"),
        (["table", "in", "--lexicon", "gone.toml"], 2, "gone.toml"),
        (["table", "gone.txt"], 3, "gone.txt"),
        (["audit", "gone.txt"], 3, "gone.txt"),
        (["audit", "in", "-o", "a.pdf"], 2, "pdf: unknown format; there are text json sarif"),
        (["report", "in", "-o", "a.pdf"], 2, "pdf: unknown format of a page; there are html htm"),
        (["table", "in", "--keep", "a"], 2, "zzx: No such option: --keep (see zzx table --help)"),
        (
            ["table", "in", "-o", "a.csv", "--unmatched", "./a.csv"],
            2,
            "./a.csv: an input, or an output already",
        ),
        (["audit", "wrong.txt", "-o", "wrong.txt"], 2, "wrong.txt: an input, or an output already"),
        (["audit", "in", "--format", "pdf"], 2, "pdf: unknown format; there are text json sarif"),
    ],
)
def test_what_goes_wrong_is_one_line(folder: Path, arguments: list[str], status: int, line: str) -> None:
    run = zzx(folder, *arguments)
    assert (run.returncode, run.stdout) == (status, "")
    assert len(run.stderr.splitlines()) == 1
    assert line in run.stderr


def test_audit_ends_with_1_if_it_finds_something(folder: Path) -> None:
    assert zzx(folder, "audit", "in").returncode == 0
    run = zzx(folder, "audit", "wrong.txt")
    assert run.returncode == 1
    assert run.stdout.splitlines()[0].startswith("wrong.txt:1: a rate is its part divided by its whole")
    assert run.stderr == "1 document, 2 relations checked (limit 1, rate 1), 1 finding\n"


def test_audit_writes_json_and_sarif(folder: Path) -> None:
    [finding] = json.loads(zzx(folder, "audit", "wrong.txt", "--format", "json", "-q").stdout)
    assert finding["correction"] == "98.88% → 94.88%"
    assert zzx(folder, "audit", "wrong.txt", "-o", "out.sarif", "-q").returncode == 1
    log = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["results"][0]["ruleId"] == "rate"


def test_audit_lists_the_relations_that_hold(folder: Path) -> None:
    run = zzx(folder, "audit", "in", "--relations")
    assert "right.txt:1: rate: 1186件 / 1250件 = 94.88%" in run.stderr.splitlines()


def test_the_report_shows_the_findings(folder: Path) -> None:
    run = zzx(folder, "report", "wrong.txt", "-o", "report.html")
    assert run.returncode == 0
    assert run.stderr.endswith("1 finding\n")
    assert "98.88% → 94.88%" in (folder / "report.html").read_text(encoding="utf-8")
