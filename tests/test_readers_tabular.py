"""Tables of documents: the column of the text, dates, places, what is carried along, and rows that are wrong."""

import csv
import datetime
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from making import csv_of, json_lines_of, write_parquet

from zzx.read import Columns, Document, Meta, ReadError, document, documents, kept_types, manifest

ROWS: list[dict[str, Any]] = [
    {"id": "007", "title": "甲", "text": "共破获案件24起。", "date": "2024-10-28", "place": "株洲市"},
    {"id": "008", "title": "乙", "text": "共审结案件54件。\n其中民事30件。", "date": "", "place": ""},
]


def write(folder: Path, suffix: str, rows: list[dict[str, Any]]) -> Path:
    file = folder / f"news{suffix}"
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
        write_parquet(file, rows)
    else:
        text = csv_of(rows) if suffix == ".csv" else json_lines_of(rows)
        file.write_text(text, encoding="utf-8", newline="")
    return file


def read(file: Path, columns: Columns | None = None) -> list[Document | str]:
    found = documents([str(file)], columns=columns)
    return [one if isinstance(one, Document) else one.cause for one in found]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_document_a_row(tmp_path: Path, suffix: str) -> None:
    file = write(tmp_path, suffix, ROWS)
    first, second = read(file, Columns(keep=("title", "id", "none")))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.text, second.text) == (ROWS[0]["text"], ROWS[1]["text"])
    assert (first.date, first.place) == (datetime.date(2024, 10, 28), "株洲市")
    assert (second.date, second.place) == (None, None)
    assert [Path(one.path).name for one in (first, second)] == [f"news{suffix}#1", f"news{suffix}#2"]
    assert first.kept == {"title": "甲", "id": "007", "none": None}
    assert document(f"{file}#2").text == second.text


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_the_column_of_the_text(tmp_path: Path, suffix: str) -> None:
    for name in ("content", "正文"):
        [one] = read(write(tmp_path, suffix, [{"n": "1", name: "24件"}]))
        assert isinstance(one, Document)
        assert one.text == "24件"
    file = write(tmp_path, suffix, [{"n": "1", "body": "24件"}])
    assert read(file) == ["no column text/content/正文 among n body; name it with --text-column"]
    assert read(file, Columns("story")) == ["no column story among n body"]
    [one] = read(file, Columns("body"))
    assert isinstance(one, Document)
    assert one.text == "24件"


def test_rows_that_are_wrong_leave_the_others(tmp_path: Path) -> None:
    rows = [
        {"text": " ", "date": ""},
        {"text": "1件", "date": "28.10.2024"},
        {"text": "2件", "date": "2024-10-28T09:00"},
    ]
    empty, undated, good = read(write(tmp_path, ".csv", rows))
    assert (empty, undated) == ("no text in the column text", "'28.10.2024' is no date like 2024-12-31")
    assert isinstance(good, Document)
    assert (good.date, Path(good.path).name) == (datetime.date(2024, 10, 28), "news.csv#3")
    (tmp_path / "a.jsonl").write_text(
        '{"text": "1件", "n": 1.50, "l": [1]}\n\n{"text": \n[2]\n', encoding="utf-8"
    )
    first, broken, other = read(tmp_path / "a.jsonl", Columns(keep=("n", "l")))
    assert isinstance(first, Document)
    assert first.kept == {"n": "1.50", "l": '["1"]'}
    assert str(broken).startswith("no JSON: ")
    assert other == "a JSON object is wanted, not '[2]'"


def test_typed_columns_of_parquet(tmp_path: Path) -> None:
    day = datetime.datetime(2024, 10, 28, 9)
    rows = [{"text": "24件", "date": day, "n": 7, "ok": True, "none": None}]
    [one] = read(write(tmp_path, ".parquet", rows), Columns(keep=("n", "ok", "none")))
    assert isinstance(one, Document)
    assert (one.date, one.kept) == (day.date(), {"n": "7", "ok": "true", "none": None})
    (tmp_path / "news.parquet").write_bytes(b"PAR1 and nothing more")
    assert str(read(tmp_path / "news.parquet")[0]).startswith("damaged, or no Parquet file: ")


@pytest.mark.parametrize(
    "more", [["-o", "facts.parquet"], ["-o", "facts", "--shards", "--format", "parquet"]]
)
def test_columns_of_parquet_keep_their_types_in_parquet(tmp_path: Path, more: list[str]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    day = datetime.date(2024, 10, 28)
    rows = [
        {"text": "24件", "doc": 2**40, "day": day, "name": "甲"},
        {"text": "5件", "doc": None, "day": None},
    ]
    write(tmp_path, ".parquet", rows)
    keep = [word for name in ("doc", "day", "name") for word in ("--keep", name)]
    assert zzx("extract", "news.parquet", *keep, *more, folder=tmp_path).returncode == 0
    [file] = [tmp_path / "facts.parquet"] if len(more) == 2 else (tmp_path / "facts").glob("*.parquet")
    table = parquet.read_table(file).select(["doc", "day", "name"])
    assert [str(type) for type in table.schema.types] == ["int64", "date32[day]", "string"]
    assert table.to_pylist()[0] == {"doc": 2**40, "day": day, "name": "甲"}
    assert table.to_pylist()[1] == {"doc": None, "day": None, "name": None}


def test_columns_of_several_tables_are_text_where_these_differ(tmp_path: Path) -> None:
    for name, value, suffix in (
        ("a", 7, ".parquet"),
        ("b", 8, ".parquet"),
        ("c", "x", ".parquet"),
        ("d", "9", ".csv"),
    ):
        (tmp_path / name).mkdir()
        write(tmp_path / name, suffix, [{"text": "24件", "id": value}])
    argument = [str(tmp_path / name) for name in "abcd"]
    assert kept_types(argument[:2], ["id", "none"]) == {"id": "integer"}
    assert kept_types(argument[:3], ["id"]) == {}
    assert kept_types([argument[0], argument[3]], ["id"]) == {}
    assert kept_types(["-"], ["id"]) == {}


def test_long_texts(tmp_path: Path) -> None:
    text = "共破获案件24起。" * 30_000
    [one] = read(write(tmp_path, ".csv", [{"text": text}]))
    assert isinstance(one, Document)
    assert one.text == text


def test_one_row_is_named(tmp_path: Path) -> None:
    file = str(write(tmp_path, ".csv", ROWS))
    for name, cause in (
        (file, f"holds documents in rows: name one of them, {file}#1"),
        (f"{file}#3", "no such row: there are 2"),
    ):
        with pytest.raises(ReadError) as caught:
            document(name)
        assert caught.value.cause == cause


def test_the_manifest_serves_rows_and_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, ".csv", ROWS)
    table = tmp_path / "meta.csv"
    table.write_text("path,place,genre\nnews.csv,湘潭市,新闻\nnews.csv#1,长沙市,通报\n", encoding="utf-8")
    metas = manifest(str(table), ["genre"])
    found = list(documents([str(tmp_path)], metas, Meta(), Columns(keep=("genre",)), [str(table)]))
    assert [(one.place, one.kept) for one in found if isinstance(one, Document)] == [
        ("长沙市", {"genre": "通报"}),
        ("湘潭市", {"genre": "新闻"}),
    ]


def zzx(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zzx", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_columns_are_carried_into_the_output(tmp_path: Path) -> None:
    write(tmp_path, ".csv", ROWS)
    keep = ("--keep", "title", "--keep", "id1")
    done = zzx(
        "extract", "news.csv", *keep, "--columns", "value,path", "--format", "csv", "--quiet", folder=tmp_path
    )
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["value", "path", "title", "id1"]
    assert rows[1] == ["24", "news.csv#1", "甲", ""]
    assert done.stderr == "zzx: --keep id1: no document has such a column\n"
    for format in ("json", "jsonl"):
        written = zzx(
            "extract", "news.csv", "--keep", "title", "--format", format, "--quiet", folder=tmp_path
        ).stdout
        first = json.loads(written)[0] if format == "json" else json.loads(written.splitlines()[0])
        assert list(first)[-2:] == ["rule", "title"]
    clash = zzx("extract", "news.csv", "--keep", "value", folder=tmp_path)
    assert (clash.returncode, clash.stderr) == (
        2,
        "zzx: --keep value: a column of facts has that name already\n",
    )
    assert zzx("text", "news.csv#2", folder=tmp_path).stdout == ROWS[1]["text"]
    assert zzx("text", "news.csv#1", "--text-column", "title", folder=tmp_path).stdout == "甲"


def test_what_zzx_wrote_is_no_input(tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    write(tmp_path, ".csv", [{"text": "第一次破获案件24起。"}, {"text": "审结案件54件。"}])
    for command in (
        ["extract", "news.csv", "--keep", "text", "-o", "kept.csv", "--rejected", "rejected.csv"],
        ["extract", "news.csv", "-o", "facts.jsonl", "--rejected", "rejected.jsonl"],
        ["table", "news.csv", "-o", "panel.csv", "--unmatched", "rest.csv"],
        ["report", "news.csv", "-o", "report.html"],
        ["explain", "24起", "--html", "-o", "explain.html"],
    ):
        assert zzx(*command, folder=tmp_path).returncode == 0, command
    done = zzx("table", ".", folder=tmp_path)
    assert (done.returncode, done.stderr.partition(",")[0]) == (0, "2 documents")
    for name in ("rejected.csv", "rejected.jsonl", "report.html"):
        done = zzx("extract", name, folder=tmp_path)
        assert (done.returncode, done.stderr) == (3, f"zzx: {name}: written by zzx: no document\n")


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in", ".csv", [{"n": "1"}])
    done = zzx("table", "in", folder=tmp_path)
    assert (done.returncode, done.stderr) == (
        3,
        "zzx: in: no document: tables without texts, or what zzx wrote\n",
    )


def test_a_number_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": 5}\n{"text": "5件"}\n', encoding="utf-8")
    number, text = read(tmp_path / "a.jsonl")
    assert number == "no text in the column text"
    assert isinstance(text, Document)


def test_what_a_run_wrote_is_no_input_of_the_next(tmp_path: Path) -> None:
    write(tmp_path, ".csv", ROWS)
    outputs = ("-o", "facts.csv", "--rejected", "rejected.csv")
    for _ in range(2):
        done = zzx("extract", ".", *outputs, folder=tmp_path)
        assert (done.returncode, done.stderr.partition(",")[0]) == (0, "2 documents")
