"""The table for people: how a quantity reads, and that no cell is taken for markup."""

import io
from decimal import Decimal
from typing import Any

import pytest
from rich.console import Console
from test_facts import COUNT, change, numbers

from zzx.facts import FACT_COLUMNS, Fact
from zzx.view import quantity, table


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "3,122 起"),
        ({"unit": None}, "3,122"),
        ({"bound": "over", **numbers("3000000", "3000000", None)}, "> 3,000,000 起"),
        ({"bound": "at_most", **numbers("3", None, "3")}, "≤ 3 起"),
        ({"bound": "approx", **numbers("0.5", None, None)}, "≈ 0.5 起"),
        ({"bound": "range", **numbers(None, "3", "5")}, "3–5 起"),
        ({"bound": "vague", **numbers(None, "20", None)}, "20– 起"),
        (change("down", "-13.10"), "-13.1 % ↓"),
        ({**change("down", "-15"), "bound": "at_least", **numbers("-15", None, "-15")}, "≥ 15 % ↓"),
        ({"direction": "up"}, "3,122 起 ↑"),
    ],
)
def test_a_quantity_reads_well(fields: dict[str, Any], words: str) -> None:
    assert quantity(Fact.model_validate({**COUNT, **fields})) == words


def test_words_are_no_markup() -> None:
    fact = Fact.model_validate(
        {**COUNT, "object": "[red]案件[/]", "path": "[bold]a.txt", "value": Decimal(3122)}
    )
    screen = Console(file=io.StringIO(), width=120)
    screen.print(table([fact], {name: name for name in FACT_COLUMNS}, fact.path))
    assert isinstance(screen.file, io.StringIO)
    assert "[red]案件[/]" in screen.file.getvalue()
    assert "[bold]a.txt" in screen.file.getvalue()
