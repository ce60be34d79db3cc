"""How far a run has come: documents, facts, speed and time left, on a terminal."""

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from zzx.messages import language, said
from zzx.read import Document, size

_PATIENCE = 1.0  # seconds before there is anything to see
_STEP = 0.1  # seconds between two looks


class Watch:
    """A line on standard error while documents pass by; `total` is how many bytes their files have, 0 if that is unknown.

    The text of a row of a table counts as its bytes, so that such files are done a little sooner than was said.
    """

    def __init__(self, total: int) -> None:
        self._line = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._line.add_task("", total=total or None)
        self._started = self._looked = time.monotonic()
        self._documents = self._facts = self._bytes = 0
        self._file: object = None
        self._before = self._size = self._within = (
            0  # bytes of the files before this one, of this one, and in it
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._line.stop()

    def advance(self, documents: Sequence[Document], facts: int) -> None:
        """These documents are done, and had so many facts."""
        for document in documents:
            if document.source != self._file:
                self._before += self._size
                self._file, self._within = document.source, 0
                self._size = size(document.source) if document.source else 0
            length = len(document.text.encode(errors="replace"))
            self._within += length
            self._bytes += length
        self._documents += len(documents)
        self._facts += facts
        now = time.monotonic()
        if now - self._started > _PATIENCE and now - self._looked > _STEP:
            self._looked = now
            self._show(now)

    def _show(self, now: float) -> None:
        speed = self._bytes / (now - self._started) / 1e6
        self._line.update(
            self._task,
            completed=self._before + min(self._within, self._size),
            description=said(
                f"{self._documents:,} documents, {self._facts:,} facts, {speed:.1f} MB/s", language()
            ),
        )
        self._line.start()
