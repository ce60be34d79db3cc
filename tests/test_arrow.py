"""Record batches of documents to record batches of facts."""

import datetime
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
import zzx  # noqa: E402
from zzx.arrow import SCHEMA, extract_batch  # noqa: E402

TEXT = "去年,全市法院审结案件3122起,同比下降13.1%。"
DAY = datetime.date(2025, 1, 10)


def rows(**columns: list[Any]) -> list[dict[str, Any]]:
    found = extract_batch(pa.record_batch(columns))
    assert found.schema == SCHEMA
    return found.to_pylist()


def test_a_row_is_a_fact() -> None:
    found = rows(path=["a", "b"], text=[TEXT, "共5起。"], date=[DAY, None], place=["株洲市", None])
    wanted = zzx.extract(TEXT, date=DAY, place="株洲市").facts
    assert [row["path"] for row in found] == ["a"] * len(wanted) + ["b"]
    for row, fact in zip(found, wanted, strict=False):
        assert row == {**vars(fact), "path": "a", "error": None}


def test_a_date_may_be_written_out() -> None:
    assert rows(path=["a"], text=[TEXT], date=["2025-01-10"]) == rows(path=["a"], text=[TEXT], date=[DAY])


def test_the_schema_is_the_same_without_rows() -> None:
    assert rows(path=pa.array([], pa.string()), text=pa.array([], pa.string())) == []
    assert rows(path=["a"], text=["没有数字。"]) == []


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"text": None}, "no text in the column text"),
        ({"text": "  "}, "no text in the column text"),
        ({"date": "soon"}, "'soon' is no date like 2024-12-31"),
        ({"place": "乌有市"}, "乌有市"),
        ({"path": None}, "no path"),
    ],
)
def test_a_bad_document_is_a_row_with_an_error(document: dict[str, Any], error: str) -> None:
    good = {"path": "a", "text": "共5起。", "date": "2025-01-10", "place": "株洲市"}
    bad = {**good, "path": "x", **document}
    first, second = rows(**{name: [bad[name], good[name]] for name in good})
    assert error in first["error"]
    assert first["path"] == (document.get("path", "x") or "#1")
    assert {name for name, value in first.items() if value is not None} == {"path", "error"}
    assert (second["path"], second["value"], second["error"]) == ("a", 5, None)


def test_a_batch_without_texts_is_an_error() -> None:
    with pytest.raises(ValueError, match="no column text among path body"):
        rows(path=["a"], body=[TEXT])
