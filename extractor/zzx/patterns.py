"""Patterns: regular expressions that are compiled when they are first used, because one short text needs few of them.

What CPython compiles one to is kept from run to run: compiling those that one text needs takes longer than reading it.
"""

import re
import sys
from importlib import import_module
from typing import Any, cast

from zzx import store

_HELD = sys.implementation.name == "cpython" and sys.version_info < (3, 14)
"""Whether the modules behind `re` are known to be those that are used here."""


class _Late:
    """A pattern that is compiled when its first method is asked for; from then on it holds the compiled one's methods."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = compiled(self._source, self._flags)
        for method in ("match", "fullmatch", "search", "finditer", "findall", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, not compiled yet."""
    return cast("re.Pattern[str]", _Late(source, flags))


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile(source, flags) gives, from the code that it was compiled to before; raises re.error as it does."""
    if not _HELD:
        return re.compile(source, flags)
    return _assembled(source, store.derived(f"pattern {int(flags)}", source, lambda text: _code(text, flags)))


def _assembled(source: str, code: tuple[Any, ...]) -> re.Pattern[str]:
    """The pattern of a source that was compiled to `code`."""
    return cast("re.Pattern[str]", import_module("_sre").compile(source, *code))


def _code(source: str, flags: int) -> tuple[Any, ...]:
    """What `_sre.compile` takes besides the source, as `re._compiler.compile` of CPython 3.11 to 3.13 puts it together."""
    compiler = import_module("re._compiler")
    parsed = compiler._parser.parse(source, flags)
    state = parsed.state
    names = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = [int(word) for word in compiler._code(parsed, flags)]
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)
