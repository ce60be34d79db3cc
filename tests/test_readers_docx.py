"""Word documents: structure, tracked changes, notes, dates, and archives that mean harm."""

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from making import W, word_document, word_paragraph, word_part

from zzx.read import Document, ReadError, document

pytest.importorskip("defusedxml")

STYLES = word_part(
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="章"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a8"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a9"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="aa"><w:name w:val="item"/><w:basedOn w:val="aa"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>',
    "styles",
)


def read(tmp_path: Path, data: bytes) -> Document:
    (tmp_path / "a.docx").write_bytes(data)
    return document(str(tmp_path / "a.docx"))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{word_paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def styled(name: str, text: str) -> str:
    return word_paragraph(text, f'<w:pStyle w:val="{name}"/>')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (word_paragraph("共24件。") + word_paragraph("") + word_paragraph("办结"), "共24件。\n\n办结"),
        (styled("2", "二") + styled("a7", "三") + styled("a8", "四") + styled("a9", "五"), "## 二\n\n## 三\n\n### 四\n\n# 五"),
        (word_paragraph("小结", '<w:outlineLvl w:val="0"/>') + styled("2", ""), "# 小结"),
        (word_paragraph("正文", '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>'), "正文"),
        (word_paragraph("受理", '<w:numPr><w:numId w:val="1"/></w:numPr>') + styled("aa", "审结"), "- 受理\n\n- 审结"),
        (word_paragraph("正文", '<w:numPr><w:numId w:val="0"/></w:numPr>'), "正文"),
        (f"<w:p>{run('共')}<w:ins>{run('24')}</w:ins><w:del><w:r><w:delText>23</w:delText></w:r></w:del>{run('件')}</w:p>", "共24件"),
        (f"<w:p><w:moveFrom>{run('1件')}</w:moveFrom>{run('2件')}<w:moveTo>{run('3件')}</w:moveTo></w:p>", "2件3件"),
        (word_paragraph("办结", "<w:rPr><w:del/></w:rPr>") + word_paragraph("24件"), "办结24件"),
        ("<w:p>" + run("1件", "<w:vanish/>") + run("2件", '<w:vanish w:val="0"/>') + "</w:p>", "2件"),
        (f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:fldSimple>{run('3')}</w:fldSimple></w:p>", "链接3"),
        ("<w:p><w:r><w:instrText>PAGE 7</w:instrText><w:t>共</w:t><w:noBreakHyphen/><w:br/><w:t>件</w:t></w:r></w:p>", "共-\n件"),
        (f"<w:sdt><w:sdtContent>{word_paragraph('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:p>{run('正文')}<w:r><w:pict><w:txbxContent>{word_paragraph('文本框')}</w:txbxContent></w:pict></w:r></w:p>", "正文\n\n文本框"),
        ("<w:tbl>" + row(cell("地区"), cell("产值"), properties="<w:tblHeader/>") + row(cell("株洲"), cell("12")) + "</w:tbl>",
         "| 地区 | 产值 |\n| --- | --- |\n| 株洲 | 12 |"),
        ("<w:tbl>" + row(cell("产值", '<w:gridSpan w:val="2"/>'), cell("年")) + row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("1"), cell("2"))
         + row(cell("乙", "<w:vMerge/>"), cell("3"), cell("4")) + row(cell("丙"), cell("5"), cell("6"), properties="<w:del/>") + "</w:tbl>",
         "| 产值 |  | 年 |\n| 甲 | 1 | 2 |\n|  | 3 | 4 |"),
        ("<w:tbl>" + row("<w:tc>" + word_paragraph("外") + "<w:tbl>" + row(cell("内")) + "</w:tbl></w:tc>", cell("旁")) + "</w:tbl>", "外\n\n内\n\n旁"),
    ],
)  # fmt: skip
def test_text(tmp_path: Path, body: str, text: str) -> None:
    assert read(tmp_path, word_document(body, {"word/styles.xml": STYLES})).text == text + "\n"


def test_notes_follow_the_text(tmp_path: Path) -> None:
    notes = word_part(
        f'<w:footnote w:type="separator" w:id="0">{word_paragraph("——")}</w:footnote>'
        f'<w:footnote w:id="1">{word_paragraph("不含3件撤回。")}</w:footnote>',
        "footnotes",
    )
    body = f'<w:p>{run("共24件")}<w:r><w:footnoteReference w:id="1"/></w:r>{run("。")}</w:p>'
    assert (
        read(tmp_path, word_document(body, {"word/footnotes.xml": notes})).text
        == "共24件。\n\n不含3件撤回。\n"
    )


@pytest.mark.parametrize(
    ("text", "core", "date"),
    [
        ("共24件。", "<created>2024-01-02T00:00:00Z</created>", datetime.date(2024, 1, 2)),
        ("共24件。", "<created>2013-01-02</created><modified>2024-10-28T01:00:00Z</modified>", datetime.date(2024, 10, 28)),
        ("共24件。", "<modified>never</modified><created>2024-01-02</created>", datetime.date(2024, 1, 2)),
        ("共24件。", "", None),
    ],
)  # fmt: skip
def test_the_date_of_the_core_properties(
    tmp_path: Path, text: str, core: str, date: datetime.date | None
) -> None:
    parts = {"docProps/core.xml": f"<coreProperties>{core}</coreProperties>"}
    assert read(tmp_path, word_document(word_paragraph(text), parts)).date == date


def test_strict_documents_differ_in_nothing_but_names(tmp_path: Path) -> None:
    data = word_document(word_paragraph("共24件。"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            strict = old.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(name, strict)
    assert read(tmp_path, stream.getvalue()).text == "共24件。\n"


def test_harm_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        + word_part("<w:body>&b;</w:body>")[38:]
    )
    causes = {
        "defines entities": word_document("", {"word/document.xml": bomb}),
        "no text in this document": word_document(""),
        "is damaged": word_document("<w:p>"),
        "encrypted": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "no Word document": word_document("", {"_rels/.rels": "<Relationships/>"}),
        "damaged, or no": word_document(word_paragraph("共24件。"))[:-30],
    }
    for cause, data in causes.items():
        with pytest.raises(ReadError, match=cause):
            read(tmp_path, data)
    monkeypatch.setattr("zzx.readers.docx._LARGEST", 1000)
    with pytest.raises(ReadError, match=r"expands to 100,\d+ bytes"):
        read(tmp_path, word_document(" " * 100_000))
