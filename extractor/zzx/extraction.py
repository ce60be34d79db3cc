"""What `extract` returns: the facts of one text and the rest of its numerals, as records, data frames and HTML."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from zzx.facts import FACT_COLUMNS, Fact, Rejected

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from zzx.markup import Stretch

_SHOWN = 100
_COLUMNS = ("place", "period_text", "subject", "action", "object")
_PANDAS: Mapping[str, str] = {
    "number": "float64",
    "integer": "Int64",
    "date": "datetime64[s]",
    "text": "object",
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document: facts and rejected numerals, which cover every numeral of it.

    `text` is the document, in which their offsets count. The data frames have a row for each fact and the columns of
    `Fact`, in its order.
    """

    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...]
    text: str = field(default="", repr=False)

    def to_arrow(self) -> pa.Table:
        """The facts as an Arrow table, numbers as exact decimals; needs pyarrow (extra `arrow`)."""
        from zzx.writers.arrow import table
        from zzx.writers.output import Output

        return table(Output("facts", map(vars, self.facts), {name: name for name in FACT_COLUMNS}))

    def to_pandas(self) -> pd.DataFrame:
        """The facts as a data frame, numbers as float64, dates as datetime64; needs pandas (extra `pandas`).

        Raises ModuleNotFoundError where it is not installed.
        """
        with _extra("pandas"):
            import pandas as pd

        from zzx.writers.output import type_of

        return pd.DataFrame(
            {
                name: pd.Series([getattr(fact, name) for fact in self.facts], dtype=_PANDAS[type_of(name)])
                for name in FACT_COLUMNS
            }
        )

    def to_polars(self) -> pl.DataFrame:
        """The facts as a data frame, numbers as exact decimals; needs polars and pyarrow (extra `polars`).

        Raises ModuleNotFoundError where polars is not installed.
        """
        with _extra("polars"):
            import polars as pl

        return pl.DataFrame(self.to_arrow())

    def _repr_html_(self) -> str:
        """The lines with numerals, facts and rejected numerals marked, and a table of the facts, for notebooks."""
        from zzx.markup import STYLE, Stretch
        from zzx.view import quantity

        shown = self.facts[:_SHOWN]
        values = [quantity(fact) for fact in shown]
        stretches = [
            Stretch(fact.value_start, fact.value_end, "fact", f"{fact.kind}: {value}")
            for fact, value in zip(shown, values, strict=True)
        ]
        end = len(self.text) if shown == self.facts else shown[-1].value_end
        stretches += [
            Stretch(numeral.start, numeral.end, "rejected", f"no fact: {numeral.reason}")
            for numeral in self.rejected
            if numeral.end <= end
        ]
        lines = "".join(f"<p>{line}</p>" for line in _lines(self.text, stretches))
        rows = "".join(map(_row, shown, values))
        head = "".join(f"<th>{name}</th>" for name in (*_COLUMNS, "value", "quote"))
        rest = len(self.facts) - len(shown)
        return (
            f"<div><style>{STYLE}</style>{lines}"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p>{len(self.facts)} facts{f', {rest} of them not shown' if rest else ''}, "
            f"{len(self.rejected)} rejected numerals</p></div>"
        )


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """Say which extra brings a library that is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{error}: pip install 'zzx[{name}]'", name=error.name) from None


def _lines(text: str, stretches: list[Stretch]) -> Iterator[str]:
    """The lines of a text that hold a stretch, as HTML."""
    from zzx.markup import marked

    starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
    stretches.sort(key=lambda stretch: stretch.start)
    for number, group in groupby(stretches, key=lambda stretch: bisect_right(starts, stretch.start)):
        inside = list(group)
        if number < len(starts):  # without the text there is no such line
            yield marked(text, inside, starts[number - 1], max(starts[number], inside[-1].end))


def _row(fact: Fact, value: str) -> str:
    from html import escape

    cells = (*(getattr(fact, name) or "" for name in _COLUMNS), value, fact.quote)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
