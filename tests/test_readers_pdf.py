"""PDF: pages, sentences over page breaks, and files without text."""

from pathlib import Path

import pytest
from making import pdf_of

from zzx import pipeline
from zzx.read import ReadError, document, documents

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

PAGES = [
    [
        "    今年以来,全市法院共受理各类案件25431件,审结23108件,同比分别上升3.6%和3.1%,",
        "全市公安机关共破获电信诈骗案件",
    ],
    ["90起,抓获犯罪嫌疑人103人,为群众挽回经济损失近300万元。"],
]


def test_pages_and_sentences_over_them(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of(PAGES))
    one = document(str(file))
    assert (one.encoding, len(one.pages), one.text.count("\f")) == ("pdf", 2, 1)
    assert [one.text[start] for start in one.pages[1:]] == ["9"]
    [(_, found)] = [
        result for result in pipeline.extract_documents(documents([str(file)])) if isinstance(result, tuple)
    ]
    facts = {str(fact.value): fact for fact in found.facts}
    assert (facts["25431"].page, facts["25431"].line) == (1, 1)
    assert (facts["90"].page, facts["90"].line, facts["90"].object) == (2, 3, "电信诈骗案件")
    assert one.text[facts["90"].value_start : facts["90"].value_end] == "90起"


def test_other_formats_have_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("共破获案件90起。", encoding="utf-8")
    [(_, found)] = [
        each for each in pipeline.extract_documents(documents([str(tmp_path)])) if isinstance(each, tuple)
    ]
    assert [fact.page for fact in found.facts] == [None]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (pdf_of([[], []]), "no text layer: 2 pages of pictures, which need optical character recognition first"),
        (pdf_of(PAGES, password="secret"), "encrypted: it opens with a password only"),
        (b"%PDF-1.7 and nothing more", "damaged, or no PDF file"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(tmp_path: Path, data: bytes, cause: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(ReadError) as caught:
        document(str(tmp_path / "a.pdf"))
    assert caught.value.cause == cause
