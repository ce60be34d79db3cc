"""Whatever comes in, no exception but the documented ones, and what comes out is sound.

A few examples here; `make fuzz` tries many more of each property, guided by coverage where atheris is installed.
"""

import contextlib
import csv
import datetime
import io
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import making
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_facts import COUNT
from test_properties import MIXES, TODAY, WORDS, assert_sound

import zzx
from zzx import audit, collect, explain, indicators, panel, read, view, write
from zzx.facts import FACT_COLUMNS, Fact, fact_schema, json_line, parse_json
from zzx.pipeline import extract
from zzx.read import Columns, Document, ReadError
from zzx.report import page
from zzx.writers.output import Output

# Texts ------------------------------------------------------------------------------------------------------

NUMERAL = (
    "0123456789０３９零〇一二两三九十廿百千万亿兆半几数多余壹贰佰点.．,，/%％‰-－—~～至到第约近成倍分之½Ⅳ⑩㈠"
)
UNITS = st.sampled_from(
    [
        "件",
        "起",
        "人",
        "人次",
        "元",
        "万元",
        "亿美元",
        "%",
        "个百分点",
        "年",
        "个月",
        "日",
        "公里/小时",
        "平方米",
        "倍",
        "成",
        "以上",
        "左右",
        "余",
        "多",
        "(次)",
        "％",
        "㎡",
        "kWh",
    ]
)
NUMERALS = st.text(NUMERAL, max_size=12)
TIMES = st.lists(
    st.one_of(
        NUMERALS,
        st.sampled_from(
            [
                "年",
                "月",
                "日",
                "号",
                "底",
                "末",
                "初",
                "至",
                "到",
                "以来",
                "今年",
                "去年",
                "上半年",
                "一季度",
                "截至",
                "同期",
                "前三",
                "旬",
                "十四五",
                "时",
                ":",
                "-",
                "(",
                ")",
                "、",
            ]
        ),
    ),
    max_size=8,
).map("".join)
STRANGE = st.sampled_from(
    [
        *("\u200b", "\u202e", "\u0301", "\ufeff", "\ue000", "\ud800", "\udfff", "\x00", "\x1b[2J", "\x85", "\u2028", "\f"),
        *("|", "| --- |", "\n|", "# ", "- ", "1. ", "\r", "$", "\\", "%", "``", "**", "http://a.cn/1?2=3", "<b>", "&#49;"),
        *("（", "）", "(", "“", "”", "《", "》", "[", "]", "、", "。", "；", "：", "·", "—", "…", "👮‍♀️", "٣", "審結"),
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(MIXES, WORDS, STRANGE, st.text(max_size=5)), max_size=12).map("".join)
# What a program that writes valid Unicode can hand over.
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DATES = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 1, 1))
PLACES = st.sampled_from([None, "株洲市", "湖南省", "荷塘区", "中国"])


@st.composite
def cuts(draw: st.DrawFn) -> str:
    """Pieces of real sentences: rules look at neighbours, which a cut takes away."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        sentence = draw(st.sampled_from(sentences()))
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(sentence))] * 2)))
        pieces.append(draw(st.sampled_from([sentence[:end], sentence[start:], sentence[start:end]])))
        pieces.append(draw(st.sampled_from(["", "\n", "。", "，", "、", "：", "（", ")", " ", "3"])))
    return "".join(pieces)


@cache
def sentences() -> list[str]:
    """The sentences of the fixtures."""
    texts = sorted(Path(__file__).parent.parent.glob("fixtures/*/input.txt"))
    return [
        one for text in texts for one in re.split(r"(?<=[。！？\n])", text.read_text(encoding="utf-8")) if one
    ]


@cache
def schema() -> Any:
    return jsonschema.Draft202012Validator(json.loads(fact_schema()))


@cache
def catalogue() -> indicators.Catalogue:
    return indicators.load()


@given(NUMERALS)
def test_numbers(text: str) -> None:
    try:
        value = zzx.parse_number(text)
    except ValueError:  # an impossible number
        return
    assert value is None or (isinstance(value, Decimal) and value.is_finite())


@given(st.builds("".join, st.lists(st.one_of(NUMERALS, UNITS), max_size=5)))
def test_quantities(text: str) -> None:
    with contextlib.suppress(ValueError):
        quantity = zzx.parse_quantity(text)
        if quantity is not None and quantity.lower is not None and quantity.upper is not None:
            assert quantity.lower <= quantity.upper


@given(TIMES, DATES)
def test_periods(text: str, date: datetime.date | None) -> None:
    with contextlib.suppress(ValueError):
        period = zzx.parse_period(text, date=date)
        if period is not None and period.start is not None and period.end is not None:
            assert period.start <= period.end


@given(TEXTS | cuts(), DATES, PLACES)
def test_texts(text: str, date: datetime.date | None, place: str | None) -> None:
    found = extract(text, date=date, place=place)
    assert_sound(text, found)
    for fact in found.facts:
        schema().validate(json.loads(fact.to_json()))
        assert Fact.from_record(parse_json(fact.to_json())) == fact
    again = extract(text, date=date, place=place)
    assert [one.to_json() for one in (*found.facts, *found.rejected)] == [
        one.to_json() for one in (*again.facts, *again.rejected)
    ]


@given(TEXTS)
def test_explanations(text: str) -> None:
    assert all(c.isprintable() or c == "\u3000" for line in explain.render(text, date=TODAY) for c in line)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_answers(texts: list[str]) -> None:
    """What is made of facts: an audit, a panel, a page, a table in a terminal."""
    evidence = []
    for number, text in enumerate(texts):
        path = f"{number}.txt"
        found = extract(text, date=TODAY, place="株洲市", path=path)
        document = Document(path, text, "utf-8", TODAY, "株洲市")
        evidence.append(collect.Evidence(path, document, found.facts, found.rejected, {}))
    found_wrong = audit.audit(evidence)
    for writer in (audit.to_text, audit.to_json, audit.to_sarif):
        assert "".join(writer(found_wrong)) is not None
    facts = [fact for one in evidence for fact in one.facts]
    table = panel.build(facts, catalogue())
    assert len(list(panel.long_rows(table, derived=True))) >= len(list(panel.long_rows(table)))
    list(panel.wide_rows(table))
    shown = page.render(evidence, title=texts[0], findings=found_wrong.findings)
    assert shown.count("<script") == shown.count("</script")
    assert_printable(facts)


def assert_printable(facts: list[Fact]) -> None:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=100)
    console.print(view.table(facts, {name: name for name in FACT_COLUMNS}, "a"))
    written = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(c.isprintable() or c in "\n\u3000" for c in written), ascii(written)


# Files ------------------------------------------------------------------------------------------------------


def read_all(name: str, data: bytes, columns: Columns | None = None) -> list[Document | ReadError]:
    """The documents of a file with this name and content; nothing but a ReadError may go wrong."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(data)
        found = list(read.documents([str(file)], columns=columns))
    for one in found:
        if isinstance(one, ReadError):
            assert str(one).startswith(str(file))
            assert one.cause.strip()
        else:
            (one.text + one.path + "".join(filter(None, one.kept.values()))).encode()  # valid Unicode
            assert list(one.pages) == sorted(one.pages)
            assert all(0 <= start <= len(one.text) for start in one.pages)
    return found


SAMPLE = "# 标题\n\n10月,全市法院审结案件3122起,同比下降13.1%。\n\n这是第十三次党代会。\n"
ROWS = [{"text": SAMPLE, "date": "2024-10-28", "place": "株洲市", "id": "1"}] * 3
TABLE = '<table><tr><th>地区<th colspan="2">产值<tr><td>甲<td>1<td rowspan=3>2</table>'
PART = (
    making.word_paragraph("第一节", '<w:pStyle w:val="1"/>')
    + making.word_paragraph(SAMPLE)
    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
NOTES = making.word_part(
    '<w:footnote w:id="1"><w:p><w:r><w:t>3件</w:t></w:r></w:p></w:footnote>', "footnotes"
)


@cache
def samples() -> dict[str, bytes]:
    """A file of every format that is read."""
    facts = ",\n".join(fact.to_json() for fact in extract(SAMPLE).facts)
    pages = making.wrapped(SAMPLE * 3, 20, 4)
    with tempfile.TemporaryDirectory() as folder:
        making.write_parquet(Path(folder, "a.parquet"), list(ROWS))
        parquet = Path(folder, "a.parquet").read_bytes()
    return {
        "a.txt": SAMPLE.encode("gb18030"),
        "a.html": making.html_page(making.html_of(SAMPLE) + TABLE).encode(),
        "a.docx": making.word_document(PART, {"word/footnotes.xml": NOTES}),
        "a.pdf": making.pdf_of(pages),
        "encrypted.pdf": making.pdf_of(pages, "secret"),
        "a.csv": making.csv_of(ROWS).encode(),
        "a.jsonl": making.json_lines_of(ROWS).encode(),
        "a.parquet": parquet,
        "facts.json": f"[\n{facts}\n]\n".encode(),
    }


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A file of this name of which some bytes were changed, lost or doubled."""
    changed = bytearray(samples()[name])
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(len(changed) - 1, 0)))
        match draw(st.integers(0, 9)):
            case 0:
                del changed[at:]
            case 1:
                del changed[at : at + draw(st.integers(1, 64))]
            case 2:
                changed[at:at] = changed[at : at + draw(st.integers(1, 64))]
            case 3:
                changed[at : at + 4] = draw(st.sampled_from([b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff"]))
            case _ if changed:
                changed[at % len(changed)] ^= draw(st.integers(1, 255))
            case _:
                pass
    return bytes(changed)


KEPT = Columns(keep=("id",))


@given(damaged("a.txt"))
def test_damaged_text(data: bytes) -> None:
    read_all("a.txt", data)


@given(damaged("a.html"))
def test_damaged_html(data: bytes) -> None:
    read_all("a.html", data)


@given(damaged("a.docx"))
def test_damaged_docx(data: bytes) -> None:
    read_all("a.docx", data)


@given(damaged("a.pdf"))
def test_damaged_pdf(data: bytes) -> None:
    read_all("a.pdf", data)


@given(damaged("encrypted.pdf"))
def test_damaged_encrypted_pdf(data: bytes) -> None:
    read_all("a.pdf", data)


@given(damaged("a.csv"))
def test_damaged_csv(data: bytes) -> None:
    read_all("a.csv", data, KEPT)


@given(damaged("a.jsonl"))
def test_damaged_json_lines(data: bytes) -> None:
    read_all("a.jsonl", data, KEPT)


@given(damaged("a.parquet"))
def test_damaged_parquet(data: bytes) -> None:
    read_all("a.parquet", data, KEPT)


@given(st.binary(max_size=200))
def test_bytes(data: bytes) -> None:
    for name in samples():
        read_all(name, data)


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "ul",
        "li",
        "h1",
        "h2",
        "br",
        "span",
        "b",
        "script",
        "style",
        "pre",
        "title",
        "svg",
        "template",
        "a",
    ]
)
HTML = st.recursive(
    st.one_of(
        PLAIN, st.sampled_from(["&nbsp;", "&#0;", "&#xd800;", "<!--", "-->", "<![CDATA[", "<", "3件\n4起"])
    ),
    lambda inner: st.builds(
        lambda tag, attributes, children: f"<{tag}{attributes}>{''.join(children)}</{tag}>",
        TAGS,
        st.sampled_from(
            ["", " hidden", " colspan=9", " rowspan=99999", ' style="display:none"', " colspan=-1"]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(HTML)
def test_pages(source: str) -> None:
    read_all("a.html", source.encode())


WORD = st.recursive(
    st.sampled_from(["<w:t>3件</w:t>", "<w:tab/>", "<w:br/>", '<w:pStyle w:val="1"/>', "<w:del/>", "<w:vanish/>", ""]),
    lambda inner: st.builds(
        lambda tag, children: f'<w:{tag} w:val="3">{"".join(children)}</w:{tag}>',
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "tcPr", "gridSpan", "vMerge", "pPr", "rPr", "trPr", "txbxContent", "sdt", "numPr", "numId", "outlineLvl", "ins"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)  # fmt: skip


@given(WORD)
def test_word_documents(body: str) -> None:
    read_all("a.docx", making.word_document(body))


VALUES = st.one_of(
    PLAIN,
    TEXTS,
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
    st.sampled_from(["2024-10-28", "2024-99-99", "株洲市", "火星", ""]),
)
OBJECTS = st.dictionaries(
    st.sampled_from(["text", "content", "date", "place", "id", "正文"]), VALUES, max_size=4
)


@given(st.lists(st.one_of(OBJECTS, VALUES), max_size=5))
def test_json_lines(rows: list[Any]) -> None:
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    read_all("a.jsonl", data, Columns(keep=("id",)))


@given(
    st.lists(
        st.lists(st.one_of(PLAIN, st.sampled_from(["text", "date", "place", "id"])), max_size=5), max_size=5
    )
)
def test_tables(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    read_all("a.csv", stream.getvalue().encode(), Columns(keep=("id",)))


@given(st.text(st.sampled_from('path,date\nplace"\r202401-a.txt'), max_size=60))
def test_manifests(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "meta.csv")
        file.write_bytes(("path,date,place\n" + text).encode())
        with contextlib.suppress(ReadError):
            read.manifest(str(file), ("place",))


@given(damaged("facts.json"))
def test_damaged_facts(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "facts.json")
        file.write_bytes(data)
        for one in collect.collect([str(file)]):
            assert isinstance(one, ReadError | collect.Evidence)


# Outputs ----------------------------------------------------------------------------------------------------

FACTS = st.lists(
    st.builds(
        lambda number, subject, object, quote, path, value: Fact.model_validate(
            {
                **COUNT,
                "id": f"{number:016x}",
                "subject": subject or None,
                "object": object or None,
                "quote": quote,
                "path": path,
                **dict.fromkeys(("value", "lower", "upper"), value),
            }
        ),
        st.integers(0, 2**64 - 1),
        PLAIN,
        PLAIN,
        PLAIN.filter(bool),
        PLAIN.filter(bool),
        st.decimals(-(10**30), 10**30, allow_nan=False, places=3),
    ),
    max_size=3,
    unique_by=lambda fact: fact.id,
)
COLUMNS = {name: name for name in FACT_COLUMNS}


def written(facts: list[Fact], format: str, read_back: Callable[[Path], Any]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"facts.{format}")
        write.write(Output("facts", write.rows(facts), COLUMNS), str(file), format)
        assert [path.name for path in Path(folder).iterdir()] == [file.name]
        return read_back(file)


@given(FACTS)
def test_text_outputs(facts: list[Fact]) -> None:
    def lines(file: Path) -> list[str]:
        return file.read_text(encoding="utf-8").split("\n")[:-1]

    assert [Fact.from_record(parse_json(line)) for line in written(facts, "jsonl", lines)] == facts
    rows = written(
        facts, "csv", lambda file: list(csv.DictReader(file.open(encoding="utf-8-sig", newline="")))
    )
    for fact, row in zip(facts, rows, strict=True):
        assert row["quote"].removeprefix("'").strip("\r") in (
            fact.quote,
            fact.quote.removeprefix("'").strip("\r"),
        )
        assert not row["quote"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(FACTS)
def test_databases_and_workbooks(facts: list[Fact]) -> None:
    def quotes_of(file: Path) -> list[str]:
        with contextlib.closing(sqlite3.connect(file)) as database:
            return [row[0] for row in database.execute("SELECT quote FROM facts ORDER BY rowid")]

    assert written(facts, "sqlite", quotes_of) == [fact.quote for fact in facts]
    openpyxl, parquet = pytest.importorskip("openpyxl"), pytest.importorskip("pyarrow.parquet")
    assert written(facts, "parquet", lambda file: parquet.read_table(file)["quote"].to_pylist()) == [
        fact.quote for fact in facts
    ]
    sheet = written(facts, "xlsx", lambda file: list(openpyxl.load_workbook(file)["facts"].iter_rows()))
    assert len(sheet) == len(facts) + 1
    assert not any(cell.data_type == "f" for row in sheet for cell in row)


@given(st.lists(PLAIN, min_size=1, max_size=3, unique=True))
def test_titles_of_columns(names: list[str]) -> None:
    """Columns are carried along under the names that they have, whatever those are."""
    row = dict.fromkeys(names, "x")
    assert json.loads(json_line(row)) == row
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        from zzx.writers.sqlite import _quoted

        if not any("\0" in name or not name for name in names) and len({n.lower() for n in names}) == len(
            names
        ):
            database.execute(f"CREATE TABLE facts ({', '.join(map(_quoted, names))})")
            assert [one[1] for one in database.execute("PRAGMA table_info(facts)")] == names
