"""The setting of a table: what its title, the lines above it and its headings say of all its cells."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from zzx import dates, heads
from zzx.cells import Cell, Table
from zzx.dates import Period
from zzx.places import Home

_LINES_ABOVE = 3
_NEAR = 500  # characters
_LONGEST_LINE_ABOVE = 60

Heading = tuple[int, str]
"""Where a heading begins in the text, and its words."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the text around a table says of all its cells."""

    home: Home
    today: datetime.date | None
    section: str | None
    units: tuple[str, ...]
    period: Period | None

    @classmethod
    def above(
        cls,
        table: Table,
        text: str,
        floor: int,
        headings: Sequence[Heading],
        home: Home,
        today: datetime.date | None,
    ) -> Setting:
        """What the lines right above, but below `floor`, say of units and time, else the heading, else the title."""
        count = bisect_left(headings, table.start, key=itemgetter(0))
        nearest = [headings[at][1] for at in (count - 1, 0) if count]
        captions = [row[0].text for row in titles_of(table)]
        near = text[max(floor, table.start - _NEAR) : table.start].splitlines()
        for line in reversed(near[-2 * _LINES_ABOVE :]):
            words = line.strip()
            if len(words) > _LONGEST_LINE_ABOVE or words[-1:] in ("。", "！", "？", "|"):
                break
            captions += [words] if words else []
        units = next((found for line in captions if (found := _units_in(line))), ())
        period = None
        for line in (*captions, *nearest):
            if written := _period_in(line):
                period = dates.resolve(written, today, period)
                break
        return cls(home, today, nearest[0] if nearest else None, units, period)

    def resolve(self, column: str | None, row: str | None) -> Period | None:
        """The time of a cell: what its heads say together, the shorter stretch within the longer, else the setting's."""
        written = [words for words in (column, row) if words]
        if not written:
            return self.period
        periods = [dates.resolve(_dated(words), self.today, self.period) for words in written]
        if len(periods) == 1:
            return periods[0]._replace(text=written[0])
        for outer, inner in ((0, 1), (1, 0)):
            joined = dates.resolve(_dated(written[inner]), self.today, periods[outer])
            start, end = periods[outer].start, periods[outer].end
            if joined.start and joined.end and start and end and start <= joined.start and joined.end <= end:
                return joined._replace(text=written[outer] + written[inner])
        return periods[0]._replace(text="".join(written), start=None, end=None)


def _dated(words: str) -> str:
    return f"{words}年" if words.isdecimal() and len(words) == 4 else words


def _units_in(line: str) -> tuple[str, ...]:
    match = heads.vocabulary().patterns["units"].search(line)
    return heads.units(match[1].strip()) if match else heads.read(line).units


def _period_in(line: str) -> str | None:
    spans = [span for span in dates.scan(line) if span.kind == "period"]
    return line[spans[0].start : spans[0].end] if spans else None


def titles_of(table: Table) -> list[tuple[Cell, ...]]:
    """The rows at the top that hold one cell only, over the whole width: title, line of units."""
    titles = []
    for row in table.rows:
        if sum(1 for cell in row if cell.text) != 1 or not row[0].text:
            break
        titles.append(row)
    return titles if len(titles) < len(table.rows) else []


def captions(text: str, table: Table) -> Iterator[tuple[int, int]]:
    """The lines right above a table that only number it or give its unit: 表2 各区人口; 单位:亿元."""
    end = table.start
    for _ in range(_LINES_ABOVE):
        near = max(0, end - _NEAR)
        end = near + len(text[near:end].rstrip())
        start = max(text.rfind(mark, near, end) for mark in "\n\r\f") + 1
        if (start <= near and near) or not heads.vocabulary().patterns["caption"].fullmatch(
            text[start:end].strip()
        ):
            return
        yield start, end
        end = start
