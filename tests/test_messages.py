"""Messages: every one of them in Chinese, whatever file or word it names, and in the language of the system."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zzx import messages

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extractor" / "zzx"
SAYING = {
    "ClusterError", "CommandError", "EmptyError", "IndicatorError", "LostError", "NoTextError", "OwnError", "ReadError",
    "WriteError", "WriterError", "complain", "tell",
}  # fmt: skip
HAN = re.compile("[\u4e00-\u9fff]")


def templates(call: ast.Call) -> Iterator[str]:
    """What a call says: its last argument as it is written, with `§` for what is filled in."""
    match call.args[-1:]:
        case [ast.Constant(value=str(text))]:
            yield text
        case [ast.JoinedStr(values=parts)]:
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "§" for part in parts)


def said_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAYING:
            yield from (text for text in templates(node) if re.search("[a-z]{3} ", text))


SAID = [
    pytest.param(text, id=f"{file.stem}: {text[:40]}")
    for file in sorted(PACKAGE.rglob("*.py"))
    for text in said_in(file)
]


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_is_said_in_chinese(text: str) -> None:
    assert HAN.search(messages.said(text, "zh"))


def test_the_test_above_sees_them() -> None:
    assert len(SAID) > 40


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a b.txt: no such file or folder", "a b.txt: 没有这个文件或文件夹"),
        ("x.pdf: page 3 is damaged", "x.pdf: 第 3 页已损坏"),
        ("m.csv: line 2: '2024-13-01' is no date like 2024-12-31", "m.csv: 第 2 行：2024-13-01 不是 2024-12-31 这样的日期"),
        ("1 document, 2 facts", "1 篇文档，2 条事实"),
        ("standard input: the file is empty", "标准输入：文件是空的"),
        ("news.csv: unheard of", "news.csv: unheard of"),
        ("{0}.txt: permission denied", "{0}.txt: 没有权限"),
    ],
)  # fmt: skip
def test_a_line_is_put_into_chinese(english: str, chinese: str) -> None:
    assert messages.said(english, "zh") == chinese
    assert messages.said(english, "en") == english


@given(st.text(max_size=200), st.sampled_from([english for english, _ in messages._messages()]))
def test_any_file_can_be_named(name: str, english: re.Pattern[str]) -> None:
    line = english.pattern.replace("(.*?)", name).replace("\\", "")
    assert name in messages.said(f"{name}: {line}", "zh")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], language: str) -> None:
    assert messages.language(environment) == language


SHOWN = ("manual.toml", "messages.toml", "report/words.toml", "writers/chinese.toml")


@pytest.mark.parametrize("name", SHOWN)
def test_chinese_has_the_punctuation_of_chinese(name: str) -> None:
    """In GB/T 15834 a comma, a semicolon, a colon and a question mark between Chinese characters are wide."""
    text = (PACKAGE / name).read_text(encoding="utf-8")
    values = re.findall(r'= "([^"]*[\u4e00-\u9fff][^"]*)"|zh = """(.*?)"""', text, re.S)
    assert values
    for value in map("".join, values):
        assert not re.search("[\u4e00-\u9fff”」）][,;:?]|[,;:?][\u4e00-\u9fff“「（]", value), value
