"""Golden cases: a text and the facts that come out of it, compared with what comes out of it now.

A fixture is a folder with

- `input.txt`, the text;
- `facts.jsonl`, its facts as `zzx extract` writes them;
- `rejected.jsonl`, optional: its rejected numerals;
- `meta.json`, optional: `{"date": "2024-12-31", "place": "株洲市"}`;
- `known_gaps.jsonl`, optional: what is known to be wrong in `facts.jsonl`, a `Gap` a line.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from zzx import check, pipeline, read, write
from zzx.extraction import Extraction
from zzx.facts import FACT_COLUMNS, Fact, Rejected, json_line, json_value, parse_json

INPUT = "input.txt"
FACTS = "facts.jsonl"
REJECTED = "rejected.jsonl"
META = "meta.json"
GAPS = "known_gaps.jsonl"
_FILES = frozenset({INPUT, FACTS, REJECTED, META, GAPS})

Model = TypeVar("Model", bound=BaseModel)


class Gap(BaseModel):
    """Something in a fixture's facts that is known to be wrong.

    `right` gives the fields that should be different, or every field that matters where the fact is missing;
    it is None where there should be no fact at all. `text` is the quantity at `value_start:value_end`.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    value_start: int
    value_end: int
    text: str
    right: dict[str, Any] | None
    why: str

    def is_closed(self, facts: Mapping[tuple[int, int], Fact]) -> bool:
        """Whether the facts, by the span of their quantity, have it right."""
        fact = facts.get((self.value_start, self.value_end))
        if self.right is None or fact is None:
            return self.right is None and fact is None
        return all(
            json_value(vars(fact).get(name)) == json_value(value) for name, value in self.right.items()
        )

    def __str__(self) -> str:
        right = "no fact" if self.right is None else json_line(self.right)
        return f"{self.text} @{self.value_start}: right would be {right} ({self.why})"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected, in one line; `line` of the fixture's text shows it, where a line does."""

    message: str
    line: int | None = None

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Result:
    """How a fixture or a facts file compares: its differences, and a line for each known gap.

    `file` is the text of the fixture, or the facts file itself.
    """

    name: str
    file: Path
    facts: int
    differences: tuple[Difference, ...]
    gaps: tuple[str, ...] = ()


def find(path: Path) -> list[Path]:
    """The fixtures in a folder, itself included, in a stable order; raises ReadError if there is none.

    A file of a fixture stands for the fixture; any other file has none.
    """
    if not path.is_dir():
        return [path.parent] if path.name in _FILES and (path.parent / INPUT).exists() else []
    found = sorted(file.parent for file in path.rglob(INPUT))
    if not found:
        raise read.ReadError(str(path), f"no fixture in this folder (a fixture is a folder with {INPUT})")
    return found


def check_paths(paths: Iterable[Path]) -> list[Result]:
    """Compare the fixtures that some paths hold or belong to, once each, and validate the other files of facts.

    Raises ReadError.
    """
    results: dict[Path, Result] = {}
    for path in paths:
        for folder in (folders := find(path)):
            if folder not in results:
                results[folder] = compare(folder)
        if not folders:
            results[path] = validate(path)
    return list(results.values())


def compare(folder: Path) -> Result:
    """Extract a fixture's text again and compare with what is expected; raises ReadError."""
    text, found = _extract(folder)
    by_span = _by_span(found.facts)
    differences: list[Difference] = []
    expected = _records(folder / FACTS, Fact.from_record, differences)
    differences += _differences(_by_span(expected), by_span)
    if (folder / REJECTED).exists():
        rejected = _records(folder / REJECTED, Rejected.model_validate, differences)
        differences += _rejected_differences(rejected, found.rejected)
    gaps = _gaps(folder)
    for gap in gaps:
        if gap.text != check.unwrapped(text[gap.value_start : gap.value_end]):
            differences.append(
                Difference(f"! a known gap names {gap.text} @{gap.value_start}, which is not there")
            )
        elif gap.is_closed(by_span):
            differences.append(Difference(f"! a known gap is closed: {gap}"))
    return Result(folder.name, folder / INPUT, len(found.facts), tuple(differences), tuple(map(str, gaps)))


def update(folder: Path) -> None:
    """Rewrite what a fixture expects, and drop its closed gaps; raises ReadError, WriteError."""
    _, found = _extract(folder)
    gaps = _gaps(folder)
    _save(folder / FACTS, (fact.to_json() for fact in found.facts))
    if (folder / REJECTED).exists():
        _save(folder / REJECTED, (numeral.to_json() for numeral in found.rejected))
    if gaps:
        by_span = _by_span(found.facts)
        still_open = [gap for gap in gaps if not gap.is_closed(by_span)]
        _save(folder / GAPS, (json_line({**vars(gap)}) for gap in still_open))
        if not still_open:
            (folder / GAPS).unlink()


def validate(file: Path) -> Result:
    """Validate a JSON or JSON Lines file of facts on its own: every record, and that no two share an id.

    Columns that were carried along are no fault, nor is a fact that qualifies one which is not in the file: a run may have
    been asked for some kinds alone. Raises ReadError if the file is neither.
    """
    text = read.plain_text(str(file))
    try:
        records = parse_json(text) if text.lstrip().startswith("[") else list(map(parse_json, _lines(text)))
    except (ValueError, RecursionError) as error:
        raise read.ReadError(str(file), f"neither a JSON array nor JSON Lines: {error}") from None
    facts: list[Fact] = []
    differences: list[Difference] = []
    for number, record in enumerate(records, 1):
        try:
            facts.append(_fact(record))
        except (ValueError, TypeError) as error:
            differences.append(Difference(f"! fact {number}: {_describe(error)}"))
    known = Counter((fact.path, fact.id) for fact in facts)
    differences += [
        Difference(f"! {fact.path} has more than one fact {fact.id}")
        for fact in facts
        if known[fact.path, fact.id] > 1
    ]
    return Result(str(file), file, len(records), tuple(differences))


def _fact(record: Any) -> Fact:
    """The fact of a record, without what was carried along; raises ValueError, TypeError."""
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    return Fact.from_record({name: value for name, value in record.items() if name in FACT_COLUMNS})


# Reading and writing ----------------------------------------------------------------------------------------


def _extract(folder: Path) -> tuple[str, Extraction]:
    text = read.plain_text(str(folder / INPUT))
    date, place = None, None
    if (folder / META).exists():
        meta = parse_json(read.plain_text(str(folder / META)))
        date = datetime.date.fromisoformat(meta["date"]) if "date" in meta else None
        place = meta.get("place")
    return text, pipeline.extract(text, date=date, place=place, path=INPUT)


def _records(file: Path, parse: Callable[[Any], Model], differences: list[Difference]) -> list[Model]:
    """The records of a JSON Lines file; what is wrong with a line is a difference. No file, no records."""
    records = []
    for number, line in enumerate(_lines(file.read_text(encoding="utf-8")) if file.exists() else (), 1):
        try:
            records.append(parse(parse_json(line)))
        except (ValueError, TypeError) as error:
            differences.append(Difference(f"! {file.name}, line {number}: {_describe(error)}"))
    return records


def _gaps(folder: Path) -> list[Gap]:
    problems: list[Difference] = []
    gaps = _records(folder / GAPS, Gap.model_validate, problems)
    if problems:
        raise read.ReadError(str(folder / GAPS), problems[0].message.removeprefix("! "))
    return gaps


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _save(file: Path, lines: Iterable[str]) -> None:
    write.save((line + "\n" for line in lines), str(file))


def _describe(error: Exception) -> str:
    return check.describe(error) if isinstance(error, ValidationError) else str(error)


# Differences ------------------------------------------------------------------------------------------------


def _by_span(facts: Sequence[Fact]) -> dict[tuple[int, int], Fact]:
    return {(fact.value_start, fact.value_end): fact for fact in facts}


def _differences(
    expected: Mapping[tuple[int, int], Fact], found: Mapping[tuple[int, int], Fact]
) -> list[Difference]:
    """`-` for a fact that is gone, `+` for a new one, `~` for one with other fields; ids alone change with the text."""
    differences = []
    renamed = 0
    spans = {fact.id: span for side in (expected, found) for span, fact in side.items()}
    for span in sorted({*expected, *found}):
        before, after = expected.get(span), found.get(span)
        if after is None:
            gone = expected[span]
            differences.append(Difference(f"- {_brief(gone)}", gone.line))
        elif before is None:
            differences.append(Difference(f"+ {_brief(after)}", after.line))
        elif changed := _changed(before, after, spans):
            differences.append(Difference(f"~ {before.quote} @{span[0]}: {', '.join(changed)}", after.line))
        else:
            renamed += before != after
    if renamed:
        differences.append(Difference(f"~ the text has changed, and with it the ids: {renamed}"))
    return differences


def _changed(before: Fact, after: Fact, spans: Mapping[str, tuple[int, int]]) -> list[str]:
    """What of a fact is other than before; an id names the fact at a span, whatever the id is."""
    old = {**vars(before), **{name: spans.get(vars(before)[name]) for name in _IDS}}
    new = {**vars(after), **{name: spans.get(vars(after)[name]) for name in _IDS}}
    return [
        f"{name} {json_value(vars(before)[name])} → {json_value(vars(after)[name])}"
        for name in old
        if json_value(old[name]) != json_value(new[name])
    ]


_IDS = ("id", "group", "of")


def _brief(fact: Fact) -> str:
    said = {name: value for name, value in vars(fact).items() if name in _BRIEF and value is not None}
    return f"{fact.quote} @{fact.value_start}: {json_line(said)}"


_BRIEF = ("kind", "subject", "action", "object", "value", "unit", "bound", "basis", "period_text", "place")


def _rejected_differences(expected: Sequence[Rejected], found: Sequence[Rejected]) -> list[Difference]:
    before, after = (
        {(one.start, one.end, one.text, one.reason, one.line) for one in side} for side in (expected, found)
    )
    return [
        Difference(f"{'-' if one in before else '+'} rejected {one[2]} @{one[0]}: {one[3]}", one[4])
        for one in sorted(before ^ after)
    ]
