"""Tables: each cell with a number becomes a fact, described by the heads of its row and column.

Unit, time and place are inherited: from the cell's column, its row, and the lines above the table. Every other numeral of
a table is rejected with a reason, and a cell that holds prose is read as prose.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from zzx import dates, heads, homes, places, quantities, resolve
from zzx.cells import Cell, Table
from zzx.changes import KINDS
from zzx.facts import Basis, Direction, Draft, Kind
from zzx.heads import Head
from zzx.quantities import Quantity
from zzx.resolve import Rejection
from zzx.setting import Setting, captions, titles_of
from zzx.text import layout

_RULE = "table"
_SHORTEST_PROSE = 12

Part = Literal["value", "label", "holder", "period", "unit", "ordinal", "code", "phone"]
"""What a column holds: numbers, words that name its rows, or numerals that name something (the reason)."""


def extract_drafts(
    text: str, found: Sequence[Table], *, date: datetime.date | None, place: str | None
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of one document with these tables, and the stretches that hold numerals and are no facts."""
    above = [span for table in found for span in captions(text, table)]
    veiled = sorted([*((table.start, table.end) for table in found), *above])
    prose = _veiled(text, veiled)
    drafts, rejected = resolve.extract_drafts(prose, date=date, place=place)
    ends = [end for _, end in veiled]
    rejected = [span for span in rejected if not _is_within(span[0], veiled, ends)]
    rejected += [(start, end, "table") for start, end in above if _has_numeral(text[start:end])]
    home = homes.home(prose, place)
    today = date or dates.find_document_date(prose)
    headings = [(one.source(0), one.view) for one in layout(prose).sentences if one.kind == "heading"]
    floor = 0
    for table in found:
        reader = _Reader(text, table, Setting.above(table, text, floor, headings, home, today))
        drafts += reader.drafts(len(drafts), _groups(drafts))
        rejected += reader.rejected
        floor = table.end
    return drafts, rejected


def _groups(drafts: Sequence[Draft]) -> int:
    return max((draft.group for draft in drafts if draft.group is not None), default=-1) + 1


def _is_within(offset: int, spans: Sequence[tuple[int, int]], ends: Sequence[int]) -> bool:
    at = bisect_right(ends, offset)
    return at < len(spans) and spans[at][0] <= offset


def _veiled(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with bars for its tables, which the layout takes for tables whatever their form; no offset changes."""
    parts = []
    at = 0
    for start, end in spans:
        parts.append(text[at:start])
        for line in text[start:end].splitlines(keepends=True):
            words = line.rstrip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
            parts.append("|" * len(words) + line[len(words) :])
        at = end
    return "".join([*parts, text[at:]])


# Inside a table ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Names:
    """What the heads of a cell say together."""

    words: tuple[str, ...]
    holder: str | None
    place: str | None
    period: str | None
    units: tuple[str, ...]
    start: int | None  # where the head of the row begins in the text


class _Measured(NamedTuple):
    """What the number of a cell says, as the slots of a fact."""

    kind: Kind
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    basis: Basis | None = None
    direction: Direction | None = None


class _Reader:
    """Reads one table."""

    def __init__(self, text: str, table: Table, setting: Setting) -> None:
        self._text = text
        self._setting = setting
        titles = len(titles_of(table))
        rows = table.rows[titles:]
        known = max(table.heads - titles, 0)
        self._heads = _head_rows(rows, known)
        self._columns = [_column(rows[: self._heads], at) for at in range(len(rows[0]))]
        self._falls: set[int] = set()  # where values stand whose cell says that they are falls
        self._body = [
            tuple(self._value_of(cell, at) for at, cell in enumerate(row)) for row in rows[self._heads :]
        ]
        self._parts = [self._part(at) for at in range(len(self._columns))]
        self.rejected: list[Rejection] = [
            (cell.start, cell.end, "date" if heads.is_period(cell.text) else "table")
            for row in table.rows[: titles + self._heads]
            for cell in row
            if _has_numeral(cell.text)
        ]

    def _value_of(self, cell: Cell, at: int) -> Cell:
        """A cell of changes without the word that tells their direction: 下降7.1."""
        if any(head.change for head in self._columns[at]):
            for name in ("rose", "fell"):
                if word := heads.vocabulary().patterns[name].match(cell.text):
                    start = cell.start + word.end()
                    self._falls |= {start} if name == "fell" else set()
                    return Cell(cell.text[word.end() :], start, cell.end)
        return cell

    def _part(self, at: int) -> Part:
        """What a column holds, by its head, else by its cells."""
        known = heads.vocabulary()
        title = "".join(head.written for head in self._columns[at]).replace(" ", "").replace("\u3000", "")
        filled = [row[at].text for row in self._body if row[at].text]
        if title in known.names:
            return known.names[title]  # type: ignore[return-value]
        if filled and all(map(heads.is_unit, filled)):
            return "unit"
        periods = sum(map(heads.is_period, filled))
        if filled and periods == len(filled) and (title in known.words["period"] or at == 0 or not title):
            return "period"
        values = sum(1 for words in filled if heads.measured(words, None))
        if values * 2 >= len(filled) > 0:
            return "ordinal" if at == 0 and _counts_up(filled) else "value"
        across = any(self._place(head.written) for column in self._columns[1:] for head in column)
        return "holder" if title in known.words["holder"] and not across else "label"

    def drafts(self, base: int, groups: int) -> list[Draft]:
        """The drafts of all cells; their links count from `base` and `groups` on."""
        found: list[Draft] = []
        values = "value" in self._parts
        above: dict[int, Cell] = {}
        for row in self._body:
            levels: list[_Level] = []
            for at, cell in enumerate(row):
                part = self._parts[at]
                if part != "value":
                    levels = []
                quantity = self._quantity(row, at) if part == "value" else None
                if quantity is not None:
                    draft = self._draft(row, at, quantity, above, self._level(at, levels))
                    if draft is not None:
                        if not any(head.change or head.share or head.rank for head in self._columns[at]):
                            levels.append((base + len(found), draft))
                        found.append(draft)
                        continue
                if not _has_numeral(cell.text):
                    continue
                if part == "value" or (part == "label" and (not values or at > self._parts.index("value"))):
                    found += self._prose(row, at, above, base + len(found), groups + _groups(found))
                else:
                    self._reject(cell, part)
            above |= {at: cell for at, cell in enumerate(row) if cell.text}
        return found

    def _reject(self, cell: Cell, part: Part) -> None:
        is_name = part in ("ordinal", "code", "phone")
        reason = part if is_name else "date" if heads.is_period(cell.text) else "table"
        self.rejected.append((cell.start, cell.end, reason))

    # What describes a cell

    def _labels(self, row: Sequence[Cell], at: int, above: dict[int, Cell]) -> Iterator[tuple[Part, Cell]]:
        """The cells that head a row: the nearest run of columns to the left that hold no values."""
        end = at
        while end > 0 and self._parts[end - 1] == "value":
            end -= 1
        start = end
        while start > 0 and self._parts[start - 1] != "value":
            start -= 1
        last = max((index for index in range(start, end) if row[index].text), default=start)
        for index in range(start, end):
            cell = row[index]
            if not cell.text and index < last:  # a cell that reaches down from above
                cell = above.get(index, cell)
            if cell.text:
                yield self._parts[index], cell

    def _names(self, row: Sequence[Cell], at: int, above: dict[int, Cell]) -> _Names:
        words: list[str] = []
        holder = place = period = start = None
        units: tuple[str, ...] = ()
        for part, cell in self._labels(row, at, above):
            if cell in row and start is None:
                start = cell.start
            if part == "unit":
                units = heads.units(cell.text)
            elif part == "period":
                period = cell.text
            elif part in ("label", "holder"):
                head = heads.read(cell.text)
                found = self._place(cell.text)
                if (part == "holder" and cell.text not in heads.vocabulary().words["generic"]) or found:
                    resolved = found or self._holder_place(cell.text)
                    holder, place = cell.text, resolved or place
                    continue
                period = head.period or period
                units = units or head.units
                words += [head.words] if head.words else []
        return _Names(tuple(words), holder, place, period, units, start)

    def _level(self, at: int, levels: Sequence[_Level]) -> _Level | None:
        """The cell to the left that a change or share belongs to: of its own time, else the latest; then the nearest."""
        written = next((head.period for head in self._columns[at] if head.period), None)
        actual = [level for level in reversed(levels) if level[1].modality == "actual"]
        same = (level for level in actual if written and level[1].period_text == written)
        latest = max(actual, key=lambda level: level[1].period_end or datetime.date.min, default=None)
        return next(same, latest)

    def _place(self, words: str) -> str | None:
        """The place that a whole head names: 株洲市, 全省."""
        home = self._setting.home
        span = next(iter(places.scan(words, home)), None)
        found = home.resolve(words) if span and (span.start, span.end) == (0, len(words)) else None
        return found.name if found else None

    def _holder_place(self, words: str) -> str | None:
        """The place of whoever a head names: 荷塘区法院."""
        found = self._setting.home.resolve(words)
        return found.name if found else None

    def _quantity(self, row: Sequence[Cell], at: int) -> Quantity | None:
        cell = row[at]
        if heads.is_period(cell.text) and self._columns[at] and not cell.text.isdecimal():
            return None
        return heads.measured(cell.text, self._unit(row, at))

    def _unit(self, row: Sequence[Cell], at: int) -> str | None:
        column = [head for head in self._columns[at] if head.units]
        if column:
            return column[-1].units[0]
        relative = any((head.change and not head.change.amount) or head.share for head in self._columns[at])
        if any(head.rank for head in self._columns[at]):
            return None
        candidates = self._names(row, at, {}).units if not relative else ()
        candidates = candidates or self._setting.units
        ratio = heads.vocabulary().patterns["ratio"].search(self._words(row, at, {}))
        if relative or (ratio and len(candidates) > 1):
            return next((unit for unit in candidates if unit in "%％‰" or "百分点" in unit), None)
        return next((unit for unit in candidates if unit not in "%％"), None) or next(iter(candidates), None)

    def _words(self, row: Sequence[Cell], at: int, above: dict[int, Cell]) -> str:
        """The thing that the heads of a cell name together."""
        own = [head.words for head in self._columns[at] if head.words and not self._place(head.written)]
        return "".join([*self._names(row, at, above).words, *own])

    # What a cell says

    def _draft(
        self,
        row: Sequence[Cell],
        at: int,
        quantity: Quantity,
        above: dict[int, Cell],
        level: _Level | None,
    ) -> Draft | None:
        """The fact of a cell; `level` is the cell to its left that a change or share may belong to."""
        cell = row[at]
        column = self._columns[at]
        names = self._names(row, at, above)
        places_above = [(head.written, found) for head in column if (found := self._place(head.written))]
        holder_above, place_above = places_above[-1] if places_above else (None, None)
        own = any(head.words and head.written != holder_above for head in column)
        change = next((head.change for head in column if head.change), None)
        relative = change is not None or any(head.share or head.rank for head in column)
        belongs = level is not None and relative and not own
        words = (level[1].object or "") if level and belongs else self._words(row, at, above)
        measured = self._measured(cell, quantity, column, change)
        if measured is None or (measured.kind == "count" and not (words or quantity.unit)):
            return None
        written = next((head.period for head in reversed(column) if head.period), None)
        period = self._setting.resolve(written, names.period)
        home = self._setting.home.place
        planned = heads.vocabulary().patterns["planned"].search("".join(head.written for head in column))
        return Draft(
            start=cell.start if names.start is None or names.start > cell.start else names.start,
            end=cell.end,
            value_start=cell.start,
            value_end=cell.end,
            rule=_RULE,
            subject=names.holder or holder_above,
            object=words or None,
            unit=None if measured.kind == "rank" else quantity.unit,
            bound=quantity.bound,  # type: ignore[arg-type]
            modality="target" if planned else "actual",
            period_text=period.text if period else None,
            period_start=period.start if period else None,
            period_end=period.end if period else None,
            place=names.place or place_above or (home.name if home else None),
            of=level[0] if level and belongs else None,
            section=self._setting.section,
            **measured._asdict(),
        )

    def _measured(
        self, cell: Cell, quantity: Quantity, column: Sequence[Head], change: heads.Change | None
    ) -> _Measured | None:
        """What kind of number a cell holds, signed where its column tells changes; None where it holds no fact."""
        ranked = quantity.family == "rank" or any(head.rank for head in column)
        kind: Kind | None = "rank" if ranked else KINDS.get(quantity.family)
        value, lower, upper = quantity.value, quantity.lower, quantity.upper
        if kind is None:
            return None
        if change is None or kind == "rank":
            return _Measured(kind, value, lower, upper)
        if change.falling or cell.start in self._falls:
            value, lower, upper = _negative(value), _negative(upper), _negative(lower)
        direction = _direction(value, lower, upper)
        if direction is None:
            return None
        return _Measured("change", value, lower, upper, change.basis, direction)

    def _prose(
        self, row: Sequence[Cell], at: int, above: dict[int, Cell], base: int, groups: int
    ) -> list[Draft]:
        """What a cell says that is no plain value; what it leaves out, the heads supply."""
        cell = row[at]
        own = next(iter(quantities.scan(cell.text)), None)
        if (
            heads.is_period(cell.text)
            or own is None
            or (len(cell.text) < _SHORTEST_PROSE and own.quantity.unit is None)
        ):
            self._reject(cell, self._parts[at])
            return []
        home = self._setting.home.place
        text = self._text[cell.start : cell.end]
        drafts, rejected = resolve.extract_drafts(
            text, date=self._setting.today, place=home.name if home else None
        )
        self.rejected += [(start + cell.start, end + cell.start, reason) for start, end, reason in rejected]
        names = self._names(row, at, above)
        words = self._words(row, at, above)
        period = self._setting.resolve(
            next((head.period for head in self._columns[at] if head.period), None), names.period
        )
        return [
            draft._replace(
                start=draft.start + cell.start,
                end=draft.end + cell.start,
                value_start=draft.value_start + cell.start,
                value_end=draft.value_end + cell.start,
                subject=draft.subject or names.holder,
                object=draft.object or words or None,
                period_text=draft.period_text or (period.text if period else None),
                period_start=draft.period_start if draft.period_text or not period else period.start,
                period_end=draft.period_end if draft.period_text or not period else period.end,
                place=names.place or draft.place,
                of=None if draft.of is None else draft.of + base,
                group=None if draft.group is None else draft.group + groups,
                section=self._setting.section,
            )
            for draft in drafts
        ]


_Level = tuple[int, Draft]
"""A cell that changes and shares may belong to, and its index among the drafts of the document."""


def _has_numeral(text: str) -> bool:
    return next(iter(quantities.scan(text)), None) is not None


def _negative(number: Decimal | None) -> Decimal | None:
    return None if number is None else -abs(number)


def _direction(*numbers: Decimal | None) -> Direction | None:
    """Which way a signed change went; None where its interval says neither."""
    known = [number for number in numbers if number is not None]
    if not any(known):
        return "flat"
    return "up" if min(known) >= 0 else "down" if max(known) <= 0 else None


def _counts_up(filled: Sequence[str]) -> bool:
    """Whether a column without a telling head only numbers its rows."""
    return len(filled) > 1 and filled == [str(number) for number in range(1, len(filled) + 1)]


# The rows of heads ------------------------------------------------------------------------------------------


def _head_rows(rows: Sequence[Sequence[Cell]], known: int) -> int:
    """How many rows at the top hold heads: those marked so, else the first that holds no values, and its parts below."""
    if any(_is_measured(cell.text) for row in rows[:known] for cell in row):
        known = 0  # Markdown has no tables without heads: this one's first row is as good as any
    if known == 0:
        if any(heads.measured(cell.text, None) and not heads.is_period(cell.text) for cell in rows[0][1:]):
            return 0
        if not any(heads.measured(cell.text, None) for row in rows[1:] for cell in row[1:]):
            return 0
        known = 1
    while known < len(rows) - 1 and _goes_on(rows[known]):
        known += 1
    return known


def _is_measured(text: str) -> bool:
    quantity = heads.measured(text, None)
    return quantity is not None and quantity.family in ("money", "measure", "percent", "count")


def _goes_on(row: Sequence[Cell]) -> bool:
    """Whether a row below a head holds its parts: it names no row of its own and holds no values."""
    filled = [cell.text for cell in row if cell.text]
    plain = [words for words in filled if heads.measured(words, None) and not heads.is_period(words)]
    return bool(filled) and not row[0].text and not plain


def _column(rows: Sequence[Sequence[Cell]], at: int) -> list[Head]:
    """The heads above a column, from the top; a head over several columns holds for each of them."""
    found = []
    for level, row in enumerate(rows):
        index = at
        if level < len(rows) - 1 and not row[at].text and any(below[at].text for below in rows[level + 1 :]):
            while index > 0 and not row[index].text:
                index -= 1
            if not any(below[index].text for below in rows[level + 1 :]):
                index = at
        if row[index].text:
            found.append(heads.read(row[index].text))
    return found
