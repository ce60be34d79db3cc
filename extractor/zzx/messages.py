"""Messages: what zzx says on standard error, in Chinese where the system speaks Chinese.

The engine and the exceptions speak English, which is what programs read; a line is put into Chinese when it is shown.
"""

import locale
import os
import re
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from zzx.escapes import visible

Language = Literal["en", "zh"]


def language(environment: Mapping[str, str] = os.environ) -> Language:
    """What the system speaks: as the locale of the environment says, else, on Windows, as the user's settings do."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if said := environment.get(name):
            return "zh" if said.lower().startswith("zh") else "en"
    return "zh" if os.name == "nt" and (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else "en"


def tell(line: object) -> None:
    """Print one line on standard error."""
    print(said(str(line), language()), file=sys.stderr)


def complain(cause: object) -> None:
    """Print one line on standard error that says what is wrong."""
    print(f"zzx: {visible(said(str(cause), language()).translate(_LINE_ENDS))}", file=sys.stderr)


# A file may have them in its name.
_LINE_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


def said(line: str, language: Language) -> str:
    """An English line in a language; a file before a colon, and what no message of messages.toml fits, stay as they are."""
    if language == "en":
        return line
    for english, chinese in _messages():
        if match := english.fullmatch(line):
            return chinese.format(*(said(part, language) for part in match.groups("")))
    head, colon, tail = line.partition(": ")
    return f"{head}: {said(tail, language)}" if colon else line


@cache
def _messages() -> list[tuple[re.Pattern[str], str]]:
    """The messages of messages.toml, as a pattern of the English line and the Chinese with places for its groups."""
    table = tomllib.loads(files("zzx").joinpath("messages.toml").read_text(encoding="utf-8"))
    return [(re.compile(_pattern(english), re.S), chinese) for english, chinese in table.items()]


def _pattern(english: str) -> str:
    """`{}` is anything, `(s)` the ending of a plural."""
    return re.escape(english).replace(r"\{\}", "(.*?)").replace(r"\(s\)", "s?")
