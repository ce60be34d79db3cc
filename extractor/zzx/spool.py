"""Rejected numerals put aside on the disk while the facts are written: there may be more than memory holds."""

import tempfile
from collections.abc import Iterable, Iterator

from zzx.facts import Rejected


class Spool:
    """Rejected numerals in the order in which they were added; may be read any number of times, but not while adding."""

    def __init__(self) -> None:
        self._lines = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def add(self, rejected: Iterable[Rejected]) -> None:
        """Put numerals at the end; raises OSError when the disk is full."""
        self._lines.writelines(numeral.to_json() + "\n" for numeral in rejected)

    def __iter__(self) -> Iterator[Rejected]:
        self._lines.seek(0)
        return map(Rejected.model_validate_json, self._lines)
