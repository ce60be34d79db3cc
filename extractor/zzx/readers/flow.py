"""Paragraphs, headings and tables of a document with structure, gathered into one text."""

import re
from collections.abc import Sequence

from zzx import cells

_BREAKS = r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
_GAP = re.compile(r"[ \t\n\r\f]+")
_LEVELS = 6
# A table that holds this much in one cell is a frame for text.
_LONGEST_CELL = 300


def collapsed(text: str) -> str:
    """Text with its white space as a browser shows it, but for line ends between Chinese characters: they vanish."""
    return _GAP.sub(lambda gap: _between(text, gap), text)


def _between(text: str, gap: re.Match[str]) -> str:
    before, after = text[: gap.start()][-1:], text[gap.end() : gap.end() + 1]
    wide = before >= "\u2e80" and after >= "\u2e80"
    return "" if wide and ("\n" in gap[0] or "\r" in gap[0]) else " "


class Flow:
    """What has been read so far, block by block, in reading order."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def paragraph(self, text: str) -> None:
        """Add a paragraph; line breaks inside it stay, empty ones do not."""
        lines = [line.strip() for line in re.split(_BREAKS, text)]
        if words := "\n".join(line for line in lines if line):
            self._blocks.append(words)

    def heading(self, text: str, level: int) -> None:
        """Add a heading, level 1 the highest; it takes one line."""
        if words := " ".join(text.split()):
            self._blocks.append("#" * min(max(level, 1), _LEVELS) + " " + words)

    def table(self, rows: Sequence[Sequence[str]], heads: int) -> None:
        """Add a table; what only frames text (one column, one row, long cells) is added as its paragraphs."""
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        width = max((sum(1 for cell in row if cell.strip()) for row in filled), default=0)
        longest = max((len(cell) for row in filled for cell in row), default=0)
        if len(filled) < 2 or width < 2 or longest > _LONGEST_CELL:
            for row in filled:
                for cell in row:
                    self.paragraph(cell)
        else:
            self._blocks.append(cells.render(filled, min(heads, len(filled) - 1)))

    def text(self) -> str:
        """Everything, with an empty line between blocks."""
        return "\n\n".join(self._blocks) + "\n" if self._blocks else ""
