"""Facts as a table for people, in a terminal or piped."""

import os
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zzx.escapes import visible
from zzx.facts import Fact, format_number

_SIGNS = {"approx": "≈ ", "over": "> ", "at_least": "≥ ", "under": "< ", "at_most": "≤ "}
_ARROWS = {"up": " ↑", "down": " ↓", "flat": " →", None: ""}


def quantity(fact: Fact) -> str:
    """Bound, number, unit and direction: `≥ 90 %`, `3–5 天`, `3,122 起`, `-13.1 % ↓`; 下降15%以上 is `≥ 15 % ↓`."""
    unit = f" {fact.unit}" if fact.unit else ""
    if fact.value is not None:
        limited = fact.direction == "down" and fact.bound in _SIGNS and fact.bound != "approx"
        value = (
            abs(fact.value) if limited else fact.value
        )  # the bound is that of the fall, which the arrow shows
        number = f"{_SIGNS.get(fact.bound, '')}{format_number(value, ',')}"
    else:
        number = "–".join("" if end is None else format_number(end, ",") for end in (fact.lower, fact.upper))
    return f"{number}{unit}{_ARROWS[fact.direction]}"


def table(facts: Iterable[Fact], header: Mapping[str, str], title: str) -> Table:
    """Who, what, how many, when and where, one fact a row.

    `header` gives the titles of the columns by the names of the fields.
    """
    shown = Table(
        box=SIMPLE_HEAD,
        title=escape(visible(title)),
        title_justify="left",
        title_style="bold",
        pad_edge=False,
    )
    for name in ("line", "place", "period_text", "subject", "action", "object", "value"):
        shown.add_column(
            header[name], justify="right" if name in ("line", "value") else "left", overflow="fold"
        )
    for fact in facts:
        words = (fact.place, fact.period_text, fact.subject, fact.action, fact.object)
        shown.add_row(
            str(fact.line), *(escape(visible(word or "")) for word in words), escape(quantity(fact))
        )
    return shown


def show(facts: Iterable[Fact], header: Mapping[str, str]) -> None:
    """Print a table for each document on standard output; piped, it is 120 columns wide or as COLUMNS says."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120
    console = Console(highlight=False, width=width)
    for path, facts_of_path in groupby(facts, key=lambda fact: fact.path):
        with console.capture() as shown:
            console.print(table(facts_of_path, header, path))
        print(shown.get(), end="")  # rich would end the process itself where a pipe is closed
