"""Patterns: regular expressions that are compiled when they are first used, because one short text needs few of them."""

import re
from typing import cast


class _Late:
    """A pattern that is compiled when its first method is asked for; from then on it holds the compiled one's methods."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = re.compile(self._source, self._flags)
        for method in ("match", "fullmatch", "search", "finditer", "findall", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, not compiled yet."""
    return cast("re.Pattern[str]", _Late(source, flags))
