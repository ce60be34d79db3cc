"""Every format is read back by a library other than the one that wrote it, and holds what the JSON holds."""

import csv
import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from test_facts import COUNT

from zzx import pipeline, read, write
from zzx.facts import FACT_COLUMNS, REJECTED_COLUMNS, Fact, Rejected
from zzx.write import CHINESE_HEADER
from zzx.writers import arrow, xlsx
from zzx.writers.datapackage import datapackage
from zzx.writers.output import (
    Columns,
    Output,
    Source,
    WriteError,
    chinese,
    choices,
    described,
    is_optional,
    type_of,
)

ROOT = Path(__file__).parent.parent
COLUMNS = {name: name for name in FACT_COLUMNS}
REJECTED = {name: name for name in REJECTED_COLUMNS}
Record = dict[str, Any]


def a_fact(**fields: Any) -> Fact:
    return Fact.model_validate({**COUNT, **fields})


def an_amount(value: str, **fields: Any) -> Fact:
    number = Decimal(value)
    return a_fact(value=number, lower=number, upper=number, **fields)


HOSTILE = '=HYPERLINK("http://example.com","x")'
FACTS = [
    a_fact(),
    an_amount("-13.1", kind="change", unit="%", direction="down", object=HOSTILE, id="0" * 16),
    an_amount("0.000001", object="第一行\n“第二行”,\t123456789012345678901", id="1" * 16),
    a_fact(bound="range", value=None, lower=Decimal(3), upper=Decimal("5.25"), id="12345678901234e5"),
]


def save(facts: list[Fact], target: Path, columns: Columns = COLUMNS, **more: Any) -> Path:
    output = Output("facts", write.rows(facts), columns, rejected_columns=REJECTED, **more)
    write.write(output, str(target), write.format_of(target.name) or "")
    return target


def as_json(facts: list[Fact]) -> list[Record]:
    return [json.loads(fact.to_json()) for fact in facts]


def plain(value: Any) -> Any:
    """What a reader gives, as JSON would have it."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def records(titles: Iterator[str] | list[str], rows: Any) -> list[Record]:
    names = list(titles)
    return [dict(zip(names, map(plain, row), strict=True)) for row in rows]


def sheet(file: Path, name: str) -> list[Record]:
    with closing(openpyxl.load_workbook(file)) as book:
        header, *rows = book[name].iter_rows(values_only=True)
        return records(list(map(str, header)), rows)


def read_xlsx(file: Path) -> list[Record]:
    return sheet(file, "facts")


def read_parquet(file: Path) -> list[Record]:
    table = duckdb.sql(f"SELECT * FROM read_parquet('{file}')")
    return records(table.columns, table.fetchall())


def read_arrow(file: Path) -> list[Record]:
    # No other library that reads Arrow is small: DuckDB takes the table from pyarrow's reader.
    import pyarrow.ipc

    with pyarrow.ipc.open_file(file) as reader:
        batches = duckdb.from_arrow(reader.read_all())
        return records(batches.columns, batches.fetchall())


def read_sqlite(file: Path, table: str = "facts") -> list[Record]:
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute(f"SELECT * FROM {table}")
        return records([title for title, *_ in rows.description], rows)


def read_csv(file: Path) -> list[Record]:
    """Every cell by the type of its column; words that a spreadsheet could run are quoted for it."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    convert: dict[str, Callable[[str], Any]] = {"integer": int, "number": float}
    return [
        {
            name: convert.get(type_of(name), lambda text: text.removeprefix("'"))(cell) if cell else None
            for name, cell in row.items()
        }
        for row in rows
    ]


READERS: dict[str, Callable[[Path], list[Record]]] = {
    "xlsx": read_xlsx,
    "parquet": read_parquet,
    "arrow": read_arrow,
    "sqlite": read_sqlite,
    "csv": read_csv,
}


@pytest.fixture(scope="module")
def seeds() -> tuple[list[Fact], list[Rejected], dict[str, Source]]:
    documents = [one for one in read.documents([str(ROOT / "seeds")]) if isinstance(one, read.Document)]
    found = [pipeline.extract(document.text, path=document.path) for document in documents]
    return (
        [fact for extraction in found for fact in extraction.facts],
        [numeral for extraction in found for numeral in extraction.rejected],
        {document.path: Source.of(document) for document in documents},
    )


@pytest.mark.parametrize("format", READERS)
def test_what_is_read_back_is_what_the_json_holds(format: str, tmp_path: Path) -> None:
    assert READERS[format](save(FACTS, tmp_path / f"facts.{format}")) == as_json(FACTS)


@pytest.mark.parametrize("format", READERS)
def test_the_seeds_are_read_back(format: str, tmp_path: Path, seeds: Any) -> None:
    facts, rejected, sources = seeds
    file = save(facts, tmp_path / f"facts.{format}", rejected=rejected, documents=sources)
    assert READERS[format](file) == as_json(facts)


@pytest.mark.parametrize("format", READERS)
def test_columns_are_the_same_when_there_is_nothing(format: str, tmp_path: Path) -> None:
    file = save([], tmp_path / f"facts.{format}")
    assert READERS[format](file) == []


@pytest.mark.parametrize("format", [*READERS, "json", "jsonl"])
def test_the_same_facts_give_the_same_bytes(format: str, tmp_path: Path) -> None:
    one, other = (save(FACTS, tmp_path / f"{name}.{format}").read_bytes() for name in "ab")
    assert one == other


@pytest.mark.parametrize("format", READERS)
def test_columns_are_chosen_titled_and_carried_along(format: str, tmp_path: Path) -> None:
    columns = {"id": "编号", "path": "文件", "value": "数值", "代码": "代码"}
    rows = [{**vars(FACTS[1]), "代码": "430200000000"}]
    output = Output("facts", rows, columns, rejected_columns=REJECTED)
    file = tmp_path / f"facts.{format}"
    write.write(output, str(file), format)
    [record] = READERS[format](file)
    assert {**record, "数值": float(record["数值"])} == {
        "编号": "0" * 16,
        "文件": FACTS[1].path,
        "数值": -13.1,
        "代码": "430200000000",
    }


def test_columns_know_what_they_hold() -> None:
    assert [type_of(name) for name in ("quote", "line", "lower", "period_end", "代码")] == [
        "text", "integer", "number", "date", "text",
    ]  # fmt: skip
    assert (is_optional("id"), is_optional("unit"), is_optional("代码")) == (False, True, True)
    assert choices("direction") == ("up", "down", "flat")
    assert choices("object") == choices("代码") == ()


def test_every_column_is_explained_in_chinese() -> None:
    assert set(chinese()["meanings"]) == {*FACT_COLUMNS, *REJECTED_COLUMNS}
    assert described("代码", "zh").meaning == "随文档带入"


# Parquet and Arrow ------------------------------------------------------------------------------------------


def test_the_schema_is_fixed(tmp_path: Path) -> None:
    for facts in (FACTS, []):
        types = dict(
            duckdb.sql(
                f"SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet('{save(facts, tmp_path / 'f.parquet')}'))"
            ).fetchall()
        )
        assert list(types) == list(FACT_COLUMNS)
        assert (types["value"], types["period_start"], types["line"], types["unit"]) == (
            "DECIMAL(38,12)", "DATE", "BIGINT", "VARCHAR",
        )  # fmt: skip


def test_numbers_beyond_the_schema_are_rounded_or_empty(tmp_path: Path) -> None:
    long = [an_amount("3.14159265358979"), an_amount("1" + "0" * 40, id="f" * 16)]
    values = duckdb.sql(f"SELECT value FROM '{save(long, tmp_path / 'f.parquet')}'").fetchall()
    assert values == [(Decimal("3.141592653590"),), (None,)]


def test_batches_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "BATCH", 3)
    many = [a_fact(line=line) for line in range(1, 9)]
    for format in ("parquet", "arrow"):
        assert [one["line"] for one in READERS[format](save(many, tmp_path / f"f.{format}"))] == [
            *range(1, 9)
        ]


# Excel ------------------------------------------------------------------------------------------------------


def test_a_workbook_explains_itself(tmp_path: Path, seeds: Any) -> None:
    facts, rejected, sources = seeds
    file = save(facts, tmp_path / "facts.xlsx", rejected=rejected, documents=sources)
    assert sheet(file, "rejected") == as_json(rejected)
    meanings = {row["column"]: row for row in sheet(file, "columns")}
    assert set(FACT_COLUMNS) <= set(meanings)
    assert meanings["direction"]["words"] == "up down flat"
    with closing(openpyxl.load_workbook(file)) as book:
        assert book.sheetnames == ["facts", "columns", "rejected"]
        page = book["facts"]
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == f"A1:{page.cell(1, len(FACT_COLUMNS)).column_letter}{len(facts) + 1}"
        link = page.cell(2, FACT_COLUMNS.index("path") + 1).hyperlink.target.replace("\\", "/")
        assert (tmp_path / link).resolve() == ROOT / "seeds" / facts[0].path


def test_no_cell_is_a_formula_and_no_digit_is_lost(tmp_path: Path) -> None:
    digits = "1234567890123456789"
    file = save([*FACTS, an_amount(digits, object=digits)], tmp_path / "facts.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        cells = [cell for row in book["facts"].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert [cell.value for cell in cells].count(digits) == 4
        assert [cell.quotePrefix for cell in cells if cell.value == HOSTILE] == [True]


def test_numbers_look_as_they_are_written(tmp_path: Path) -> None:
    file = save([a_fact(), FACTS[1], an_amount("1234.50", id="2" * 16)], tmp_path / "facts.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        shapes = [
            row[FACT_COLUMNS.index("value")].number_format for row in book["facts"].iter_rows(min_row=2)
        ]
    assert shapes == ["#,##0", '#,##0.0"%"', "#,##0.0"]


def test_a_sheet_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    target = tmp_path / "facts.xlsx"
    save(FACTS[:2], target)
    before = target.read_bytes()
    with pytest.raises(WriteError, match=r"facts\.xlsx: a sheet has room for 2 rows"):
        save(FACTS, target)
    assert [path.name for path in tmp_path.iterdir()] == ["facts.xlsx"]
    assert target.read_bytes() == before


def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    save(FACTS, tmp_path / "facts.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    utf8 = "csv:Text - txt - csv (StarCalc):44,34,76,1"
    command = [office, profile, "--headless", "--convert-to", utf8]
    subprocess.run([*command, "facts.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=180)
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["id"] for row in rows] == [fact.id for fact in FACTS]
    assert [row["value"] for row in rows] == ["3,122", "-13.1%", "0.000001", ""]
    assert rows[1]["object"] == HOSTILE


# SQLite -----------------------------------------------------------------------------------------------------


def source(path: str, characters: int = 9) -> dict[str, Source]:
    return {path: Source(path, "utf-8", datetime.date(2025, 1, 2), "株洲市", characters, None)}


def test_running_again_replaces_what_was_read_again(tmp_path: Path) -> None:
    target = tmp_path / "facts.sqlite"
    a, b = (a_fact(path=path, id=path[0] * 16) for path in ("a.txt", "b.txt"))
    numeral = Rejected(path="a.txt", line=1, start=3, end=5, text="第一", reason="ordinal")
    save([a], target, rejected=[numeral], documents=source("a.txt"))
    save([b], target, documents=source("b.txt"))
    assert read_sqlite(target) == as_json([a, b])
    changed = a_fact(path="a.txt", id="c" * 16)
    save([changed], target, documents=source("a.txt", 10))
    assert read_sqlite(target) == as_json([b, changed])
    assert read_sqlite(target, "rejected") == []
    assert [(one["path"], one["characters"], one["date"]) for one in read_sqlite(target, "documents")] == [
        ("b.txt", 9, "2025-01-02"),
        ("a.txt", 10, "2025-01-02"),
    ]
    save([], target, documents=source("b.txt"))
    assert read_sqlite(target) == as_json([changed])


def test_an_interrupted_run_leaves_the_old_rows(tmp_path: Path) -> None:
    target = tmp_path / "facts.sqlite"
    save(FACTS, target)

    def failing() -> Iterator[write.Row]:
        yield vars(a_fact(id="9" * 16))
        raise RuntimeError("interrupted")

    for file in (target, tmp_path / "new.sqlite"):
        with pytest.raises(RuntimeError):
            write.write(Output("facts", failing(), COLUMNS), str(file), "sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["facts.sqlite"]
    assert read_sqlite(target) == as_json(FACTS)


def test_a_database_has_keys_and_types(tmp_path: Path) -> None:
    with closing(sqlite3.connect(save(FACTS, tmp_path / "facts.db"))) as database:
        columns = {
            name: (type, key) for _, name, type, _, _, key in database.execute("PRAGMA table_info(facts)")
        }
        assert list(columns) == list(FACT_COLUMNS)
        assert (columns["path"], columns["id"], columns["value"]) == (
            ("TEXT", 1),
            ("TEXT", 2),
            ("NUMERIC", 0),
        )
        plan = str(database.execute("EXPLAIN QUERY PLAN SELECT * FROM facts WHERE kind = 'money'").fetchall())
        assert "USING INDEX" in plan


def test_a_database_that_does_not_fit_is_left_alone(tmp_path: Path) -> None:
    target = save(FACTS, tmp_path / "facts.sqlite")
    with pytest.raises(
        WriteError, match=r"facts\.sqlite: the table facts is there already, with other columns"
    ):
        save(FACTS, target, {"id": "id", "path": "path"})
    with pytest.raises(WriteError, match="without the column id"):
        save(FACTS, target, {"path": "path"})
    other = tmp_path / "other.sqlite"
    other.write_text("no database, but long enough to be taken for one" * 20)
    with pytest.raises(WriteError, match=r"other\.sqlite: file is not a database"):
        save(FACTS, other)


def test_duckdb_reads_the_database(tmp_path: Path) -> None:
    file = save(FACTS, tmp_path / "facts.sqlite")
    try:
        duckdb.sql("INSTALL sqlite" if "CI" in os.environ else "LOAD sqlite")  # the former needs the network
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's extension for SQLite is not installed: {str(error).splitlines()[0]}")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{file}' AS facts (TYPE sqlite)")
        assert len(connection.execute("SELECT * FROM facts.facts").fetchall()) == len(FACTS)


# Rejected numerals, standard output, extras -----------------------------------------------------------------


@pytest.mark.parametrize("format", ["xlsx", "parquet", "arrow", "sqlite"])
def test_rejected_numerals_go_to_any_format(format: str, tmp_path: Path) -> None:
    numeral = Rejected(path="a.txt", line=1, start=3, end=5, text="第一", reason="ordinal")
    file = tmp_path / f"rejected.{format}"
    write.write(Output("rejected", write.rows([numeral]), REJECTED), str(file), format)
    read_back = {
        "xlsx": lambda: sheet(file, "rejected"),
        "sqlite": lambda: read_sqlite(file, "rejected"),
    }.get(format, lambda: READERS[format](file))
    assert read_back() == as_json([numeral])  # type: ignore[list-item]


@pytest.mark.parametrize("format", ["xlsx", "parquet", "arrow", "sqlite"])
def test_files_go_to_standard_output(
    format: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    write.write(Output("facts", write.rows(FACTS), COLUMNS), "-", format)
    file = tmp_path / f"facts.{format}"
    file.write_bytes(capsysbinary.readouterr().out)
    assert READERS[format](file) == as_json(FACTS)


@pytest.mark.parametrize(
    ("format", "library", "extra"),
    [("xlsx", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "arrow"), ("arrow", "pyarrow", "arrow")],
)
def test_a_missing_extra_is_one_line(
    format: str, library: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(WriteError) as caught:
        save(FACTS, tmp_path / f"facts.{format}")
    assert str(caught.value).endswith(
        f"facts.{format}: this format needs {library}: pip install 'zzx[{extra}]'"
    )
    assert not list(tmp_path.iterdir())


# The data package -------------------------------------------------------------------------------------------


def test_the_data_package_is_up_to_date() -> None:
    file = ROOT / "schemas" / "facts.datapackage.json"
    assert file.read_text(encoding="utf-8") == datapackage(CHINESE_HEADER), "run make schemas"


def test_the_data_package_describes_the_csv(tmp_path: Path, seeds: Any) -> None:
    """Frictionless finds nothing wrong with the CSV, and does find what is wrong."""
    frictionless = pytest.importorskip("frictionless")
    facts, _, _ = seeds
    file = save([*facts, *FACTS], tmp_path / "facts.csv")
    (tmp_path / "datapackage.json").write_text(datapackage(CHINESE_HEADER), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    file.write_text(file.read_text(encoding="utf-8-sig").replace(",exact,", ",about,", 1), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "type"]) == [[2, "bound", "constraint-error"]]
