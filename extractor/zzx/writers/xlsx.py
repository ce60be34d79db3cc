"""Excel workbooks by xlsxwriter: the facts, what their columns mean, and the rejected numerals.

Every text is written as text, so that none runs as a formula and no digit of it is lost.
"""

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from zzx.facts import format_number
from zzx.writers.output import Columns, Output, Row, Value, WriterError, chinese, missing, type_of

ROWS = 1_048_576
CELL = 32_767  # characters
LINKS = 65_530
LINK = 2_000  # characters
DIGITS = 15  # significant digits of a number that Excel keeps

_WIDTHS = {
    "id": 18,
    "subject": 22,
    "object": 28,
    "period_text": 16,
    "quote": 56,
    "section": 24,
    "path": 28,
    "text": 28,
}
_TYPE_WIDTHS = {"text": 13, "integer": 9, "number": 14, "date": 12}
_WRAPPED = ("quote", "text")
_WITH_UNIT = ("value", "lower", "upper")
_FORMULA = re.compile(r"[=+\-@\t\r]")
# The same input gives the same bytes.
_CREATED = datetime.datetime(2020, 1, 1)


def write_xlsx(output: Output, file: Path) -> None:
    """Write the rows to a workbook; raises WriterError and OSError."""
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import FileCreateError
    except ModuleNotFoundError:
        raise missing("xlsxwriter", "xlsx") from None
    # Rows go to the disk as they come.
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True, "tmpdir": str(file.parent)})
    book.set_properties({"title": "zzx", "created": _CREATED})
    sheets = _Sheets(book, output)
    sheets.add_rows(output.name, output.rows, output.columns)
    sheets.add_meanings({**output.columns, **(output.rejected_columns or {})})
    if output.rejected_columns:
        sheets.add_rows("rejected", map(vars, output.rejected), output.rejected_columns)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from None


class _Sheets:
    """The sheets of one workbook, with the cell formats and links that they share."""

    def __init__(self, book: Any, output: Output) -> None:
        self._book = book
        self._output = output
        self._documents = output.documents
        self._folder = output.folder
        self._formats: dict[str, Any] = {}

    def add_rows(self, name: str, rows: Iterable[Row], columns: Columns) -> None:
        """A sheet with a row for each record, its header frozen and every column with a filter."""
        sheet = self._sheet(name, {title: self._width(column) for column, title in columns.items()})
        last = 0
        for last, row in enumerate(rows, start=1):
            if last == ROWS:
                raise WriterError(f"a sheet has room for {ROWS - 1:,} rows: write csv, parquet or sqlite")
            for column, field in enumerate(columns):
                self._write(sheet, last, column, field, row)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)

    def add_meanings(self, columns: Columns) -> None:
        """A sheet with a row for each column: its name, what it holds and what that means."""
        widths = {"column": 16, "name": 16, "type": 10, "meaning": 80, "words": 60}
        said = chinese()["words"] if self._output.language == "zh" else {}
        sheet = self._sheet("columns", {said.get(head, head): width for head, width in widths.items()})
        for number, (name, title) in enumerate(columns.items(), start=1):
            held = self._output.described(name)
            cells = (title, name, said.get(held.type, held.type), held.meaning, " ".join(held.words))
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell, self._format(text_wrap=True, valign="top"))

    def _sheet(self, name: str, widths: Mapping[str, float]) -> Any:
        sheet = self._book.add_worksheet(name)
        for column, (title, width) in enumerate(widths.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._format(bold=True, bottom=1, bg_color="#EEF1F4"))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write(self, sheet: Any, row: int, column: int, name: str, record: Row) -> None:
        value = record[name]
        match value:
            case None:
                pass
            case str():
                self._write_text(sheet, row, column, name, value)
            case datetime.date():
                sheet.write_datetime(row, column, value, self._format(num_format="yyyy-mm-dd", valign="top"))
            case Decimal() if len(digits := format_number(value)) > DIGITS and not _is_short(value):
                sheet.write_string(row, column, digits, self._format(align="right", valign="top"))
            case Decimal() | int():
                shape = _shape(value, record.get("unit") if name in _WITH_UNIT else None, name)
                sheet.write_number(row, column, value, self._format(num_format=shape, valign="top"))

    def _write_text(self, sheet: Any, row: int, column: int, name: str, text: str) -> None:
        # Words that begin as a formula does stay words when they are edited, too.
        look: dict[str, Any] = {
            "valign": "top",
            "text_wrap": name in _WRAPPED,
            "quote_prefix": bool(_FORMULA.match(text)),
        }
        link = self._link(text) if name == "path" and row < LINKS else None
        if link:
            look |= {"font_color": "#1F5FA8", "underline": 1}
            sheet.write_url(row, column, link, self._format(**look), string=text)
        else:
            shown = text if len(text) <= CELL else text[: CELL - 1] + "…"
            sheet.write_string(row, column, shown, self._format(**look))

    def _link(self, path: str) -> str | None:
        """The file of a document as seen from the workbook; None if it has none or one that no link can name."""
        source = self._documents.get(path)
        if source is None or source.file is None or self._folder is None:
            return None
        target = source.file.resolve()
        try:
            relative = os.path.relpath(target, self._folder)
        except ValueError:  # on another drive
            relative = str(target)
        link = "external:" + relative.replace(os.sep, "/").replace("%", "%25").replace("#", "%23")
        return link if len(link) <= LINK and link.isprintable() else None

    def _width(self, name: str) -> float:
        return _WIDTHS.get(name) or _TYPE_WIDTHS[self._output.described(name).type]

    def _format(self, **look: Any) -> Any:
        key = repr(look)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _is_short(value: Decimal) -> bool:
    """Whether a number in Excel keeps every digit of it."""
    return len(value.normalize().as_tuple().digits) <= DIGITS


def _shape(value: Decimal | int, unit: Value, name: str) -> str:
    """The number format: thousands parted, every decimal shown, and % after what is in percent."""
    if type_of(name) == "integer":
        return "0"
    _, _, decimals = format_number(Decimal(value)).partition(".")
    shape = "#,##0" + ("." + "0" * len(decimals) if decimals else "")
    return shape + '"%"' if unit == "%" else shape
