"""Writing: every format read back, spreadsheets kept safe, and old files left alone when something fails."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_facts import COUNT

from zzx.facts import FACT_COLUMNS, REJECTED_COLUMNS, Fact, Rejected, parse_json
from zzx.write import CHINESE_HEADER, FORMATS, format_of, put, rows, save, write
from zzx.writers.output import Output, WriteError

COLUMNS = {name: name for name in FACT_COLUMNS}
FACTS = [
    Fact.model_validate(COUNT),
    Fact.model_validate({**COUNT, "object": '=1+1, "x"\n', "value": Decimal("-13.10"), "lower": Decimal("-13.1"), "upper": Decimal("-13.1")}),
]  # fmt: skip


def text(format: str, facts: list[Fact], columns: dict[str, str] | None = None) -> str:
    return "".join(FORMATS[format](rows(facts), columns or COLUMNS))


def test_json_is_one_array_with_a_fact_a_line() -> None:
    written = text("json", FACTS)
    assert [Fact.from_record(record) for record in parse_json(written)] == FACTS
    lines = written.split("\n")
    assert (lines[0], lines[3:]) == ("[", ["]", ""])
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:3]] == [fact.id for fact in FACTS]
    assert json.loads(text("json", [])) == []


def test_json_lines_is_a_fact_a_line() -> None:
    lines = text("jsonl", FACTS).split("\n")
    assert lines.pop() == ""
    assert [Fact.from_record(parse_json(line)) for line in lines] == FACTS
    assert text("jsonl", []) == ""


def test_numbers_are_json_numbers() -> None:
    line = text("jsonl", FACTS).split("\n")[1]
    assert '"value": -13.1, ' in line
    assert '"value": 3122, ' in text("jsonl", FACTS)
    assert '"basis": null, ' in line
    assert '"period_start": "2024-01-01", ' in line


def test_csv_is_rfc_4180_with_the_same_columns() -> None:
    written = text("csv", FACTS)
    header, first, second = csv.reader(io.StringIO(written, newline=""))
    assert tuple(header) == FACT_COLUMNS
    record = dict(zip(header, first, strict=True))
    assert (record["value"], record["period_start"], record["basis"]) == ("3122", "2024-01-01", "")
    record = dict(zip(header, second, strict=True))
    assert (record["value"], record["object"]) == ("-13.1", '\'=1+1, "x"\n')
    assert written.endswith("\r\n")
    assert text("csv", []) == ",".join(FACT_COLUMNS) + "\r\n"


@given(st.text(min_size=1))
def test_csv_keeps_words_and_runs_no_formula(words: str) -> None:
    fact = Fact.model_validate({**COUNT, "object": words})
    _, [cell] = csv.reader(io.StringIO(text("csv", [fact], {"object": "object"}), newline=""))
    assert cell.lstrip("'").endswith(words.lstrip("'"))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_columns_can_be_chosen_and_named() -> None:
    columns = {"unit": "单位", "value": "数值"}
    assert text("csv", FACTS, columns).splitlines() == ["单位,数值", "起,3122", "起,-13.1"]
    assert text("jsonl", FACTS[:1], columns) == '{"单位": "起", "数值": 3122}\n'


def test_every_column_has_a_chinese_title() -> None:
    assert set(CHINESE_HEADER) == {*FACT_COLUMNS, *REJECTED_COLUMNS}
    assert len(set(CHINESE_HEADER.values())) == len(CHINESE_HEADER)


def test_rejected_numerals_are_written_like_facts() -> None:
    numeral = Rejected(path="-", line=1, start=3, end=5, text="第一", reason="ordinal")
    columns = {name: name for name in REJECTED_COLUMNS}
    assert "".join(FORMATS["csv"](rows([numeral]), columns)).splitlines()[
        1
    ] == "-,1,3,5,第一,ordinal".replace("-", "'-", 1)


@pytest.mark.parametrize(
    ("target", "format"),
    [
        ("a.json", "json"),
        ("b/c.JSONL", "jsonl"),
        ("x.csv", "csv"),
        ("facts", None),
        ("a.xml", None),
        ("-", None),
    ],
)
def test_the_suffix_names_the_format(target: str, format: str | None) -> None:
    assert format_of(target) == format


def test_csv_in_a_file_has_a_byte_order_mark(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for format, mark in (("csv", b"\xef\xbb\xbf"), ("json", b""), ("jsonl", b"")):
        target = tmp_path / f"facts.{format}"
        write(Output("facts", rows(FACTS), COLUMNS), str(target), format)
        assert target.read_bytes() == mark + text(format, FACTS).encode()
    write(Output("facts", rows(FACTS), COLUMNS), "-", "csv")
    assert capsysbinary.readouterr().out == text("csv", FACTS).encode()


def failing() -> Iterator[str]:
    yield "half"
    raise RuntimeError("interrupted")


def test_a_failed_run_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "facts.json"
    target.write_text("old")
    with pytest.raises(RuntimeError):
        save(failing(), str(target))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("facts.json", "old")]


@pytest.mark.skipif(os.name == "nt", reason="folders are not held there")
def test_what_killed_runs_left_is_removed_and_what_others_use_is_not(tmp_path: Path) -> None:
    for name in ("killed", "used"):
        (tmp_path / f".zzx-{name}").mkdir()
        (tmp_path / f".zzx-{name}" / "facts.json").write_text("half")
    script = (
        "import fcntl, os, sys\n"
        "fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)\n"
        "print(flush=True)\n"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / ".zzx-used")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        save(["[]\n"], str(tmp_path / "facts.json"))
        assert sorted(path.name for path in tmp_path.iterdir()) == [".zzx-used", "facts.json"]
        other.communicate()
    save(["[]\n"], str(tmp_path / "facts.json"))
    assert [path.name for path in tmp_path.iterdir()] == ["facts.json"]


@pytest.mark.parametrize("signal", [KeyboardInterrupt, SystemExit])
def test_a_signal_while_the_rest_is_removed_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signal: type[BaseException]
) -> None:
    remove, waiting = shutil.rmtree, [signal]

    def disturbed(folder: Path, ignore_errors: bool = False) -> None:
        if waiting:
            raise waiting.pop()
        remove(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", disturbed)
    with pytest.raises(signal):
        save(["[]\n"], str(tmp_path / "facts.json"))
    assert [path.name for path in tmp_path.iterdir()] == ["facts.json"]


def test_a_new_file_replaces_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "facts.json"
    for content in ("old", "new"):
        put([content], str(target))
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("facts.json", content)]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions and links")
def test_permissions_and_links_survive(tmp_path: Path) -> None:
    target, link = tmp_path / "facts.json", tmp_path / "link.json"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    save(["new"], str(link))
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="there is no /dev/null")
def test_a_device_is_written_to() -> None:
    save(["x"], "/dev/null")
    assert not Path("/dev/null").is_file()


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    cases: dict[str, str] = {
        str(tmp_path): "a folder, not a file",
        str(tmp_path / "no" / "x.json"): "no such folder",
    }
    if os.name != "nt" and os.geteuid() != 0:
        (tmp_path / "read-only.json").touch(mode=0o444)
        cases[str(tmp_path / "read-only.json")] = "permission denied"
    for target, cause in cases.items():
        consumed: list[Any] = []
        with pytest.raises(WriteError) as caught:
            save((consumed.append(1) or "x" for _ in range(3)), target)
        assert str(caught.value) == f"{target}: {cause}"
        assert not consumed, "nothing is extracted for an output that cannot be written"
