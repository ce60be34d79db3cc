"""Grammar: the rules of rules/roles.toml, by which the words around a quantity say who did what to what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zzx import lexicon
from zzx.patterns import late


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of rules/roles.toml, which says what its fields mean."""

    name: str
    left: re.Pattern[str]
    right: re.Pattern[str] | None
    needs: frozenset[str]
    lead: tuple[str, ...]
    after: bool
    without: str | None
    with_: str | None
    units: frozenset[str]
    among: str | None
    never: str | None
    opened: str | None
    indicated: str | None
    impersonal: bool
    ending: tuple[str, ...]
    beyond: bool
    closing: bool
    phrase: bool
    examples: tuple[dict[str, str], ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of rules/roles.toml in their order."""
    return tuple(
        Rule(
            rule["name"],
            late(rule["left"]),
            late(rule["right"]) if "right" in rule else None,
            frozenset(rule.get("needs", "")),
            tuple(rule.get("lead", "").split()),
            rule.get("after", True),
            rule.get("without"),
            rule.get("with"),
            frozenset(rule.get("units", "").split()),
            rule.get("among"),
            rule.get("never"),
            rule.get("opened"),
            rule.get("indicated"),
            rule.get("impersonal", False),
            tuple(rule.get("ending", "").split()),
            rule.get("beyond", False),
            rule.get("closing", False),
            rule.get("phrase", False),
            tuple(rule["examples"]),
        )
        for rule in lexicon.read("roles.toml", "rules")["rule"]
    )
