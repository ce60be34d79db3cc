"""Does it add up: relations that the numbers of a text ought to satisfy, and those that they cannot.

A finding is reported only where no numbers that round to the printed ones, or that their bound words allow, satisfy the
relation.
"""

import datetime
import json
import urllib.parse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from zzx import __version__, annotations, contradictions, movements, proportions, wholes
from zzx.collect import Evidence
from zzx.dates import find_document_date
from zzx.equations import Within
from zzx.escapes import visible
from zzx.facts import Fact, format_number, json_line
from zzx.intervals import Interval, point
from zzx.messages import Language
from zzx.patterns import late
from zzx.relations import TYPES, TYPES_ZH, Relation
from zzx.statements import Statement, Told, place, written

_SOURCES = (wholes, proportions, movements, contradictions)
"""Where relations are found."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Numbers that cannot all be right: where the first of them stands, and everything about it.

    `start:end` is its quantity in the text of the document `path`; `type` is a key of `relations.TYPES`; `facts` are the
    terms of the relation, `formula` is the relation with their values as the text writes them, and `correction` the
    smallest change of one number that would reconcile them, empty where there is none that helps.
    """

    type: str
    path: str
    line: int
    start: int
    end: int
    facts: tuple[Fact, ...]
    formula: str
    correction: str

    @property
    def message(self) -> str:
        """What is wrong, in one line."""
        return self.describe("en")

    def describe(self, language: Language) -> str:
        """What is wrong, in one line."""
        if language == "zh":
            message = f"{TYPES_ZH[self.type]}，但 {self.formula} 不成立"
            return f"{message}；最小的改动：{self.correction}" if self.correction else message
        message = f"{TYPES[self.type]}, but {self.formula} cannot be"
        return f"{message}; smallest correction: {self.correction}" if self.correction else message


@dataclass(frozen=True, slots=True)
class Audit:
    """The relations that were recognised, whether they hold or not, and the findings, in the order of the text."""

    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]


def audit(evidence: Iterable[Evidence]) -> Audit:
    """Check what each document tells, and what several of them tell of the same thing.

    Without its text only those relations of a document are found that need none of the words between its facts.
    """
    documents: list[Told] = []
    relations: list[Relation] = []
    findings: list[Finding] = []
    for one in evidence:
        document = one.document
        told = place(one.facts, one.path, document.text if document else None)
        documents.append(told)
        # A list may be recognised in two ways.
        relations += dict.fromkeys(chain.from_iterable(source.find(told) for source in _SOURCES))
        findings += _impossible_periods(
            told, document.date or find_document_date(document.text) if document else None
        )
    if len(documents) > 1:
        relations += contradictions.repetitions(documents)
    findings += [_report(relation) for relation in relations if not relation.holds()]
    return Audit(
        tuple(relations), tuple(sorted(findings, key=lambda found: (found.path, found.start, found.type)))
    )


def _impossible_periods(told: Told, date: datetime.date | None) -> Iterator[Finding]:
    for statement in told.statements:
        period = statement.fact.period_text or ""
        if contradictions.is_reversed(period):
            yield _finding("period", (statement,), statement, period, "")
        elif date is not None and contradictions.past_target(told, statement, date):
            yield _finding("target", (statement,), statement, f"{period} ≥ {date}", "")


def _report(relation: Relation) -> Finding:
    formula = relation.equation.formula([_quantity(term.fact) for term in relation.terms])
    term, value = _smallest_correction(relation)
    helps = value is not None and not isinstance(relation.equation, Within)
    correction = f"{_quantity(term.fact)} → {_quantity(term.fact, value)}" if helps else ""
    return _finding(relation.type, relation.terms, term, formula, correction)


def _finding(type: str, terms: Sequence[Statement], at: Statement, formula: str, correction: str) -> Finding:
    return Finding(
        type=type,
        path=at.fact.path,
        line=at.fact.line,
        start=at.fact.value_start,
        end=at.fact.value_end,
        facts=tuple(term.fact for term in terms),
        formula=formula,
        correction=correction,
    )


# Corrections ------------------------------------------------------------------------------------------------


def _smallest_correction(relation: Relation) -> tuple[Statement, Decimal | None]:
    """The term that has to move least, by its own size, and the number that it would print then."""
    intervals = [term.printed.interval for term in relation.terms]
    best: tuple[Fraction, Statement, Decimal] | None = None
    for index, term in enumerate(relation.terms):
        allowed = relation.equation.allowed(intervals, index)
        if allowed is None or not term.fact.value or (corrected := _nearest(term, allowed)) is None:
            continue
        distance = abs(Fraction(corrected) / Fraction(term.fact.value) - 1)
        if best is None or distance < best[0]:
            best = (distance, term, corrected)
    return (best[1], best[2]) if best else (relation.terms[-1], None)


def _nearest(term: Statement, allowed: Interval) -> Decimal | None:
    """The number nearest to a term's own, printed with as many digits, that the relation allows."""
    value, step = Fraction(term.fact.value or 0), term.printed.step
    low, high = term.printed.interval.lower, term.printed.interval.upper
    if high is not None and allowed.lower is not None and high < allowed.lower:
        steps = -((high - allowed.lower) // step)
    elif low is not None and allowed.upper is not None and low > allowed.upper:
        steps = (allowed.upper - low) // step
    else:
        return None
    corrected = value + steps * step
    moved = term.printed.interval + point(steps * step)
    return Decimal(corrected.numerator) / Decimal(corrected.denominator) if moved.meets(allowed) else None


_SPACE = late(r"\s+")
_DIGITS = late(r"\d[\d,]*(?:\.\d+)?")


def _quantity(fact: Fact, value: Decimal | None = None) -> str:
    """A quantity as the text writes it, with a sign where it falls; with another value, if there is one, in its place."""
    words = _SPACE.sub("", written(fact))
    sign = "-" if fact.value is not None and fact.value < 0 and "-" not in words else ""
    if value is None:
        return sign + words
    digits = _DIGITS.search(words)
    if digits is None or not fact.value:
        return f"{format_number(value)}{fact.unit or ''}"
    scale = abs(fact.value) / Decimal(digits[0].replace(",", ""))  # 280亿元: in units of 亿
    number = format_number(abs(value) / scale)
    return f"{sign}{words[: digits.start()]}{number}{words[digits.end() :]}"


# Output -----------------------------------------------------------------------------------------------------

COLUMNS: tuple[str, ...] = (
    "type",
    "path",
    "line",
    "start",
    "end",
    "formula",
    "correction",
    "message",
    "quotes",
)


def row(finding: Finding) -> dict[str, str | int | None]:
    """A finding as a row of a table; the quotes of its facts, with their lines, in one cell."""
    fields: dict[str, str | int | None] = {
        name: getattr(finding, name) for name in COLUMNS if name != "quotes"
    }
    fields["quotes"] = " | ".join(f"{fact.path}:{fact.line} {fact.quote}" for fact in finding.facts)
    return fields


def to_text(found: Audit, language: Language = "en") -> Iterator[str]:
    """The findings for people: where, what, and the quotes of the facts with their lines."""
    for finding in found.findings:
        yield visible(f"{finding.path}:{finding.line}: {finding.describe(language)}") + "\n"
        for fact in finding.facts:
            yield visible(f"    {fact.path}:{fact.line}: {fact.quote}") + "\n"


def describe_relations(found: Audit) -> Iterator[str]:
    """A line for each relation that was recognised and holds: where, of which type, and its formula."""
    for relation in found.relations:
        if relation.holds():
            first = relation.terms[0].fact
            formula = relation.equation.formula([_quantity(term.fact) for term in relation.terms])
            yield visible(f"{first.path}:{first.line}: {relation.type}: {formula}")


def to_json(found: Audit) -> Iterator[str]:
    """The findings as one JSON array, a finding a line, each with its facts in full."""
    separator = "[\n"
    for finding in found.findings:
        fields = row(finding)
        del fields["quotes"]
        facts = ", ".join(fact.to_json() for fact in finding.facts)
        yield f'{separator}{json_line(fields).removesuffix("}")}, "facts": [{facts}]}}'
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def to_github(found: Audit, language: Language = "en") -> Iterator[str]:
    """The findings as annotations that GitHub shows beside the lines."""
    for finding in found.findings:
        message = finding.describe(language)
        yield annotations.error(finding.path, finding.line, f"zzx audit: {finding.type}", message)


def to_sarif(found: Audit) -> Iterator[str]:
    """The findings as SARIF 2.1.0, which code-scanning user interfaces read."""
    types = list(TYPES)
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "zzx",
                        "version": __version__,
                        "rules": [
                            {
                                "id": type,
                                "shortDescription": {"text": f"{TYPES[type][0].upper()}{TYPES[type][1:]}."},
                            }
                            for type in types
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": finding.type,
                        "ruleIndex": types.index(finding.type),
                        "level": "warning",
                        "message": {"text": finding.message},
                        "locations": [_location(finding.path, finding.line, finding.start, finding.end)],
                        "relatedLocations": [
                            _location(fact.path, fact.line, fact.value_start, fact.value_end, fact.quote)
                            for fact in finding.facts
                        ],
                        "partialFingerprints": {
                            "zzxFinding/v1": f"{finding.type}:{':'.join(fact.id for fact in finding.facts)}"
                        },
                    }
                    for finding in found.findings
                ],
            }
        ],
    }
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _location(path: str, line: int, start: int, end: int, quote: str | None = None) -> dict[str, Any]:
    """A place in a document: SARIF counts characters from 0, as zzx does."""
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": urllib.parse.quote(path.replace("\\", "/"))},
            "region": {"startLine": line, "charOffset": start, "charLength": end - start},
        }
    }
    if quote is not None:
        location["message"] = {"text": quote}
    return location
