"""Reading: encodings, folders, globs, manifests, and inputs that cannot be read."""

import codecs
import contextlib
import datetime
import errno
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx import decoding
from zzx.read import Document, Meta, ReadError, decode, document, documents, manifest

SAMPLE = "今年以来,共受理案件24件54人。\r\n\f第二页\n\n"
TRADITIONAL = "本局受理案件二十四件,較去年減少百分之十三。"


def good(results: object) -> list[Document]:
    return [one for one in results if isinstance(one, Document)]  # type: ignore[attr-defined]


def bad(results: object) -> list[str]:
    return [str(one) for one in results if isinstance(one, ReadError)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SAMPLE.encode(), SAMPLE, "utf-8"),
        (codecs.BOM_UTF8 + SAMPLE.encode(), SAMPLE, "utf-8"),
        (codecs.BOM_UTF16_LE + SAMPLE.encode("utf-16-le"), SAMPLE, "utf-16-le"),
        (codecs.BOM_UTF16_BE + SAMPLE.encode("utf-16-be"), SAMPLE, "utf-16-be"),
        (codecs.BOM_UTF32_LE + SAMPLE.encode("utf-32-le"), SAMPLE, "utf-32-le"),
        (SAMPLE.encode("gb18030"), SAMPLE, "gb18030"),
        ("中文〇㐀𠀀".encode("gb18030"), "中文〇㐀𠀀", "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5hkscs"),
        ("行棋二十四手的圍碁賽".encode("cp950"), "行棋二十四手的圍碁賽", "big5hkscs"),
        (("受理案件" * 9 + "\ue000").encode("gb18030"), "受理案件" * 9 + "\ue000", "gb18030"),
        (b"24", "24", "utf-8"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    assert decode(data, "a.txt") == (text, encoding)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (codecs.BOM_UTF8, "the file is empty"),
        (b" \r\n\t", "the file is empty"),
        ("　".encode(), "the file is empty"),
        (b"PK\x03\x04\x00\x00", "not a text file: a NUL byte at byte 4"),
        (b"24\x01", "not a text file: control character '\\x01' at byte 2"),
        ("二十四\x02".encode(), "not a text file: control character '\\x02' at byte 9"),
        (b"\x89PNG\xff\xff", "not a text file: byte 4 is no UTF-8, GB18030 or Big5"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "no valid UTF-16-LE at byte 2, in spite of its mark"),
        (codecs.BOM_UTF8 + b"24\xff", "no valid UTF-8 at byte 5, in spite of its mark"),
    ],
)
def test_what_is_no_text_is_said(data: bytes, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.bin")
    assert str(caught.value) == f"a.bin: {cause}"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(str.strip))
def test_utf_8_is_always_read_as_it_is(text: str) -> None:
    for mark in (b"", codecs.BOM_UTF8):
        if mark or not text.startswith("\ufeff"):
            assert decode(mark + text.encode(), "a.txt") == (text, "utf-8")


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        text, encoding = decode(data, "a.txt")
        assert text.encode(encoding) in data


def test_folders_are_searched_in_a_stable_order(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.md", "a/b/c.TXT", "a.txt", "B.txt"]
    for name in [*names, ".hidden.txt", ".git/x.txt", "a/picture.png", "a/.x/y.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(SAMPLE, encoding="utf-8", newline="")
    found = good(documents([str(tmp_path)]))
    paths = [one.path for one in found]
    assert set(paths) == set(names)
    assert paths == sorted(paths, key=lambda path: path.split("/"))
    assert {one.text for one in found} == {SAMPLE}


def test_what_word_leaves_beside_an_open_document_is_none(tmp_path: Path) -> None:
    for name in ("a.txt", "~$a.txt", "~$report.docx"):
        (tmp_path / name).write_text("24件", encoding="utf-8")
    for argument in (tmp_path, tmp_path / "*"):
        [one] = documents([str(argument)])
        assert isinstance(one, Document)
        assert Path(one.path).name == "a.txt"


def test_a_format_that_is_not_read_says_what_to_save_it_as(tmp_path: Path) -> None:
    for name in ("a.txt", "b.doc", "c.WPS", "table.xlsx", "picture.png", "a.doc"):
        (tmp_path / name).write_text("24件", encoding="utf-8")
    found = list(documents([str(tmp_path)]))
    assert [one.path for one in good(found)] == ["a.txt"]  # a.doc is the same in another format
    assert bad(found) == [
        f"{tmp_path / 'b.doc'}: .doc is not read: save it as .docx",
        f"{tmp_path / 'c.WPS'}: .wps is not read: save it as .docx",
    ]
    assert bad(documents([str(tmp_path / "table.xlsx")])) == [
        f"{tmp_path / 'table.xlsx'}: .xlsx is not read: save it as .csv"
    ]


def test_a_path_is_relative_to_its_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(SAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    arguments = ["in", "in/a.txt", "in/*.txt", "./in/b.txt"]
    paths = [one.path for one in good(documents(arguments))]
    assert paths == ["a.txt", "b.txt", "in/a.txt", "in/a.txt", "in/b.txt", "in/b.txt"]


def test_globs_reach_down_and_a_file_may_look_like_one(tmp_path: Path) -> None:
    for name in ("a/x.txt", "a/b/y.txt", "[1].txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("24件", encoding="utf-8")
    deep = good(documents([f"{tmp_path}/a/**/*.txt"]))
    assert [Path(one.path).name for one in deep] == ["y.txt", "x.txt"]
    assert len(good(documents([str(tmp_path / "[1].txt")]))) == 1
    assert bad(documents([f"{tmp_path}/*.nothing"])) == [f"{tmp_path}/*.nothing: no file matches"]


def test_a_named_file_is_text_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "report.2024").write_text("24件", encoding="utf-8")
    assert document(str(tmp_path / "report.2024")).text == "24件"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLE.encode("gb18030"))))
        [one] = documents(["-"])
        assert one == Document("-", SAMPLE, "gb18030")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert bad(documents(["-"])) == ["standard input: the file is empty"]


def test_the_rest_is_read_when_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"24\0")
    (tmp_path / "b.txt").write_text("24件", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    arguments = [str(tmp_path / "missing.txt"), str(tmp_path), str(tmp_path / "empty")]
    results = list(documents(arguments))
    assert [one.path for one in good(results)] == ["b.txt"]
    assert bad(results) == [
        f"{arguments[0]}: no such file or folder",
        f"{tmp_path / 'a.txt'}: not a text file: a NUL byte at byte 2",
        f"{arguments[2]}: no readable file in this folder (.txt .md .html .htm .docx .pdf .csv .jsonl .parquet)",
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_permissions(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "a.txt").touch(mode=0)
    assert bad(documents([str(tmp_path)])) == [
        f"{tmp_path / 'closed'}: permission denied",
        f"{tmp_path / 'a.txt'}: permission denied",
    ]


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zeros.txt").symlink_to("/dev/zero")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "gone.txt").symlink_to("nothing")
    (tmp_path / "above").symlink_to("..")
    (tmp_path / "folder.txt").symlink_to("..")
    never = "a pipe, a socket or a device, no file: it may never end"
    expected = [
        f"{tmp_path / 'gone.txt'}: no such file or folder",
        f"{tmp_path / 'loop.txt'}: {os.strerror(errno.ELOOP)}",
        f"{tmp_path / 'pipe.txt'}: {never}",
        f"{tmp_path / 'zeros.txt'}: {never}",
    ]
    assert bad(documents([str(tmp_path)])) == expected
    assert bad(documents([f"{tmp_path}/*.txt"])) == expected
    assert bad(documents([str(tmp_path / "pipe.txt")])) == expected[2:3]


def test_one_document_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LARGEST", 1000)
    (tmp_path / "a.txt").write_text("1" * 1000, encoding="utf-8")
    (tmp_path / "b.txt").write_text("1" * 1001, encoding="utf-8")
    results = list(documents([str(tmp_path)]))
    assert [one.path for one in good(results)] == ["a.txt"]
    assert bad(results) == [
        f"{tmp_path / 'b.txt'}: larger than 1,000 bytes, the most that is read of one document"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\n.txt")).write_text("24件", encoding="utf-8")
    assert [one.path for one in good(documents([str(tmp_path)]))] == ["\\xff\n.txt"]


@pytest.mark.skipif(os.name == "nt", reason="names end sooner there")
def test_folders_may_be_deep_and_names_too_long(tmp_path: Path) -> None:
    assert bad(documents(["x" * 5000])) == [f"{'x' * 5000}: {os.strerror(errno.ENAMETOOLONG)}"]
    folders = [tmp_path]
    for _ in range(1200):
        folders.append(folders[-1] / "x")
        folders[-1].mkdir()
    (folders[-1] / "a.txt").write_text("24件", encoding="utf-8")
    assert len(good(documents([str(tmp_path)]))) == 1
    (folders[-1] / "a.txt").unlink()
    for folder in folders[:0:-1]:  # what removes them after the test goes less deep
        folder.rmdir()


def test_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("24件", encoding="utf-8")
    (tmp_path / "b.txt").write_text("24件", encoding="utf-8")
    table = tmp_path / "manifest.csv"
    table.write_text("\ufeffpath,date,place\r\na.txt,2024-10-28,株洲市\r\n", encoding="utf-8", newline="")
    found = good(documents([str(tmp_path)], manifest(str(table)), Meta(place="湖南省")))
    assert [(one.date, one.place) for one in found] == [
        (datetime.date(2024, 10, 28), "株洲市"),
        (None, "湖南省"),
    ]


@pytest.mark.parametrize(
    "day", ["2024-1-5", "2024/1/5", "2024/01/05 0:00", "2024.1.5", "2024年1月5日", "20240105"]
)
def test_a_manifest_may_be_chinese_and_its_days_as_spreadsheets_write_them(tmp_path: Path, day: str) -> None:
    table = tmp_path / "manifest.csv"
    table.write_bytes(f"文件,日期,地区\r\na.txt,{day},株洲市\r\n".encode("gbk"))
    assert manifest(str(table)) == {"a.txt": Meta(datetime.date(2024, 1, 5), "株洲市")}


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (
            "file,date\na.txt,2024-10-28\n",
            "a manifest has a column path (文件), and may have date (日期) and place (地区)",
        ),
        (
            "path;date\na.txt;2024-10-28\n",
            "a manifest has a column path (文件), and may have date (日期) and place (地区); "
            "its columns are parted by semicolons, not by commas",
        ),
        ("path,date\na.txt,28.10.2024\n", "line 2: '28.10.2024' is no date like 2024-12-31"),
        ("path\na.txt\nb.txt\na.txt\n", "line 4: a second row for a.txt"),
        ("path,place\na.txt,火星\n", "line 2: not a known place: '火星'"),
        ("", "the file is empty"),
    ],
)
def test_a_wrong_manifest_is_an_error(tmp_path: Path, content: str, cause: str) -> None:
    table = tmp_path / "manifest.csv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        manifest(str(table))
    assert str(caught.value) == f"{table}: {cause}"
