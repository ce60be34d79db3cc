"""Every input format: one text gives the same facts from each; and what a missing library says."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from making import csv_of, docx_of, html_of, json_lines_of, pdf_of, wrapped, write_parquet

from zzx import pipeline
from zzx.read import Document, ReadError, document, documents

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
# Where a fact stands in the text differs from format to format, as does a quote that runs over a page break.
PLACED = {"id", "group", "of", "path", "line", "page", "start", "end", "value_start", "value_end"}

Make = Callable[[Path, str], None]
FORMATS: dict[str, tuple[str, Make]] = {
    "a.html": ("selectolax", lambda path, text: void(path.write_text(html_of(text), encoding="utf-8"))),
    "a.docx": ("defusedxml", lambda path, text: void(path.write_bytes(docx_of(text)))),
    "a.pdf": ("pypdfium2", lambda path, text: void(path.write_bytes(pdf_of(wrapped(text))))),
    "a.csv": (
        "csv",
        lambda path, text: void(path.write_text(csv_of([{"text": text}]), encoding="utf-8", newline="")),
    ),
    "a.jsonl": (
        "json",
        lambda path, text: void(path.write_text(json_lines_of([{"text": text}]), encoding="utf-8")),
    ),
    "a.parquet": ("pyarrow", lambda path, text: write_parquet(path, [{"text": text}])),
    "a.md": ("re", lambda path, text: void(path.write_text(text, encoding="utf-8", newline=""))),
}


def void(_: object) -> None:
    pass


def slots(one: Document) -> Counter[str]:
    found = pipeline.extract(one.text, date=one.date, place=one.place, pages=one.pages)
    assert pipeline.ledger(one.text, found) == []
    return Counter(
        str({name: value for name, value in vars(fact).items() if name not in PLACED}) for fact in found.facts
    )


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_a_seed_gives_the_same_facts_in_every_format(tmp_path: Path, seed: Path, name: str) -> None:
    library, make = FORMATS[name]
    pytest.importorskip(library)
    if name == "a.pdf":
        pytest.importorskip("reportlab")
    text = seed.read_text(encoding="utf-8")
    make(tmp_path / name, text)
    [one] = documents([str(tmp_path)])
    assert isinstance(one, Document), one
    assert slots(one) == slots(Document("-", text, "utf-8"))


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [
        ("a.html", "selectolax.lexbor", "html"),
        ("a.docx", "defusedxml", "docx"),
        ("a.pdf", "pypdfium2", "pdf"),
        ("a.parquet", "pyarrow", "arrow"),
    ],
)
def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(ReadError) as caught:
        document(str(tmp_path / name))
    suffix = Path(name).suffix
    assert caught.value.cause == f"reading {suffix} takes one more package: pip install 'zzx[{extra}]'"


@pytest.mark.parametrize(
    ("name", "library", "cause"),
    [
        ("a.html", "selectolax", "the file is empty"),
        ("a.docx", "defusedxml", "damaged, or no Word document: File is not a zip file"),
        ("a.pdf", "pypdfium2", "damaged, or no PDF file"),
        ("a.csv", "csv", "the file is empty"),
        ("a.jsonl", "json", "the file is empty"),
    ],
)
def test_an_empty_file_is_said(tmp_path: Path, name: str, library: str, cause: str) -> None:
    pytest.importorskip(library)
    (tmp_path / name).touch()
    with pytest.raises(ReadError) as caught:
        document(str(tmp_path / name))
    assert caught.value.cause == cause
