"""Rejected numerals put aside on the disk while the facts are written: there may be more than memory holds."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from zzx.facts import Rejected
from zzx.writers.output import WriteError


class Spool:
    """Rejected numerals in the order in which they were added; may be read any number of times, but not while adding.

    Raises WriteError where the folder of temporary files has no room for them.
    """

    def __init__(self) -> None:
        with _written():
            self._lines = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115

    def add(self, rejected: Iterable[Rejected]) -> None:
        """Put numerals at the end."""
        with _written():
            self._lines.writelines(numeral.to_json() + "\n" for numeral in rejected)

    def __iter__(self) -> Iterator[Rejected]:
        with _written():
            self._lines.seek(0)
        return map(Rejected.model_validate_json, self._lines)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError("temporary files", error.strerror or str(error)) from None
