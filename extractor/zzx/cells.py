"""Rows of cells in a text: how the readers write a table down, and how one is found again.

A table stands in a document's text as Markdown writes it, `| 地区 | 产值 |`, with a line of dashes below its heads where
they are known. That text is what offsets count in, so tables of every format are found in one way.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from zzx.patterns import late


class Cell(NamedTuple):
    """The text of a cell and where it stands, without the white space around it; empty cells have `start == end`."""

    text: str
    start: int
    end: int


class Table(NamedTuple):
    """A table at `start:end` of a text: its rows, all of the same width, and how many of them surely are heads."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    heads: int


# Writing ----------------------------------------------------------------------------------------------------

_SPACE = late(r"\s+")


def render(rows: Sequence[Sequence[str]], heads: int) -> str:
    """A table as text, one row a line, all of the same width; `heads` is how many rows are known to be heads."""
    width = max(map(len, rows))
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = [_SPACE.sub(" ", cell).strip().replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join(cells + [""] * (width - len(cells))) + " |")
        if number == heads:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)


# Finding ----------------------------------------------------------------------------------------------------

_LINE = late(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_RULE = late(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = late(r"(?<!\\)\|")
_NUMBER = late(r"\s*[-+−]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?\s*")
_PROSE = late(r"[。；;！？!?，、：:]")
_LONGEST_PLAIN_CELL = 40
_WIDEST = 200

_Line = tuple[int, int]  # start and end


def find(text: str) -> list[Table]:
    """The tables of a text, from first to last: rows with bars, and rows of values parted by tabs or commas."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    found: list[Table] = []
    for barred, run in groupby(_runs(lines, text), key=lambda each: each[0]):
        if barred:
            found += (table for _, rows in run if (table := _barred(rows, text)))
        else:
            found += (table for _, rows in run for table in _separated(rows, text))
    return sorted(found, key=lambda table: table.start)


def _runs(lines: list[_Line], text: str) -> Iterator[tuple[bool, list[_Line]]]:
    """Neighbouring lines with bars, and the lines between them, in groups."""
    run: list[_Line] = []
    barred = False
    for line in lines:
        is_barred = _is_barred(text, line)
        apart = run and is_barred and len(_LINE.sub("", text[run[-1][1] : line[0]]).replace("\r\n", "\n")) > 1
        if run and (is_barred != barred or apart):
            yield barred, run
            run = []
        barred = is_barred
        run.append(line)
    if run:
        yield barred, run


def _is_barred(text: str, line: _Line) -> bool:
    start, end = line
    return text.count("|", start, end) >= 2 and text[start:end].lstrip().startswith("|")


def _barred(lines: list[_Line], text: str) -> Table | None:
    rows: list[list[Cell]] = []
    heads = 0
    for start, end in lines:
        if "-" in text[start:end] and _RULE.fullmatch(text, start, end):
            heads = heads or len(rows)
        else:
            rows.append(_split(text, start, end))
    return _table(rows, heads, (lines[0][0], lines[-1][1]))


def _split(text: str, start: int, end: int) -> list[Cell]:
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    if text[bars[-1] + 1 : end].strip():
        bars.append(end)
    return [_cell(text, left + 1, right) for left, right in pairwise(bars)]


def _cell(text: str, start: int, end: int) -> Cell:
    raw = text[start:end]
    words = raw.strip()
    if not words:
        return Cell("", start, start)
    start += len(raw) - len(raw.lstrip())
    return Cell(words.replace("\\|", "|"), start, start + len(words))


def _table(rows: list[list[Cell]], heads: int, span: _Line) -> Table | None:
    width = max(map(len, rows), default=0)
    if not rows or not 2 <= width <= _WIDEST:
        return None
    full = []
    for row in rows:
        edge = row[-1].end if row else span[0]
        full.append((*row, *(Cell("", edge, edge) for _ in range(width - len(row)))))
    return Table(*span, tuple(full), heads) if any(cell.text for row in full for cell in row) else None


def _separated(lines: list[_Line], text: str) -> Iterator[Table]:
    """Tables of values parted by tabs or commas: a head of words, and two rows or more of which half is numbers."""
    for separator in ("\t", ","):
        run: list[list[Cell]] = []
        first = last = (0, 0)
        for line in [*lines, None]:
            row = _values(text, line, separator) if line else []
            if row and run and len(row) == len(run[0]):
                run.append(row)
            else:
                if _is_table(run) and (table := _table(run, 0, (first[0], last[1]))):
                    yield table
                run = [row] if row else []
                first = line or first
            last = line or last


def _values(text: str, line: _Line, separator: str) -> list[Cell]:
    """The cells of a line; none where it is no row of plain values."""
    start, end = line
    if text.count(separator, start, end) == 0 or end - start > _WIDEST * _LONGEST_PLAIN_CELL:
        return []
    if _PROSE.search(text, start, end):
        return []  # no plain values
    raw = text[start:end]
    if separator == "," and '"' in raw:
        parts = next(csv.reader([raw]))
        if sum(map(len, parts)) + len(parts) - 1 + raw.count('"') != len(raw):
            return []
    else:
        parts = raw.split(separator)
    cells = []
    at = start
    for part in parts:
        quoted = text.startswith('"', at) and separator == ","
        cells.append(_cell(text, at + quoted, at + quoted + len(part)))
        at += len(part) + 2 * quoted + 1
    plain = all(len(cell.text) <= _LONGEST_PLAIN_CELL and not _PROSE.search(cell.text) for cell in cells)
    return cells if plain else []


def _is_table(rows: list[list[Cell]]) -> bool:
    if len(rows) < 3 or len(rows[0]) < 2 or any(_NUMBER.fullmatch(cell.text) for cell in rows[0][:1]):
        return False
    body = [cell for row in rows[1:] for cell in row[1:] if cell.text]
    numbers = sum(1 for cell in body if _NUMBER.fullmatch(cell.text))
    # What heads the columns is words, or years; what heads the rows is words, or years too.
    heads = [cell.text for cell in rows[0][1:]]
    return numbers * 2 >= len(body) > 0 and not all(
        _NUMBER.fullmatch(head) and not re.fullmatch(r"(?:19|20)\d\d", head) for head in heads
    )
