"""Files of every input format, made from text by nothing that zzx reads them with."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def html_page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def html_of(text: str) -> str:
    """A page with a paragraph for every line."""
    return html_page("\n".join(f"<p>{escape(line)}</p>" for line in lines_of(text)))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def word_paragraph(text: str, properties: str = "") -> str:
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_part(content: str, name: str = "document") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{content}</w:{name}>'


def word_document(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word document with this body; `parts` are further parts by name."""
    package = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": word_part(f"<w:body>{body}</w:body>"),
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # not of today
    return stream.getvalue()


def docx_of(text: str) -> bytes:
    """A Word document with a paragraph for every line."""
    return word_document("".join(map(word_paragraph, lines_of(text))))


def pdf_of(pages: Iterable[Iterable[str]], password: str | None = None) -> bytes:
    """A PDF file with the lines of each page, in a font that every reader brings; needs reportlab."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    encryption = StandardEncryption(password, ownerPassword=password) if password else None
    canvas = Canvas(stream, pagesize=(600, 840), encrypt=encryption, invariant=True)
    for lines in pages:
        canvas.setFont("STSong-Light", 11)
        for number, line in enumerate(lines):
            canvas.drawString(50, 790 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def wrapped(text: str, width: int = 38, height: int = 38) -> list[list[str]]:
    """The pages of a text as print sets it: paragraphs begin with two wide spaces, lines are of one width."""
    lines = []
    for line in lines_of(text):
        opened = "\u3000\u3000" + line
        lines += [opened[start : start + width] for start in range(0, len(opened), width)]
    return [lines[start : start + height] for start in range(0, len(lines), height)]


def csv_of(rows: Iterable[Mapping[str, str]]) -> str:
    rows = list(rows)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def json_lines_of(rows: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_parquet(path: Path, rows: list[dict[str, object]]) -> None:
    """A Parquet file with these rows; needs pyarrow."""
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
