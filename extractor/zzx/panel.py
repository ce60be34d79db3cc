"""The panel: facts as a table of places, periods and indicators, long and wide.

Long, every fact that belongs to an indicator is a row. Wide, a place and a period are a row and an indicator in one unit
is a column; targets have columns of their own. Of several facts for one cell it shows what is told of the place
itself before what is told of somebody in it, what has the plainest name, a number before a range, an exact one before one
that is approximate or bounded, then the one told first; the long table marks it and keeps the others.
"""

import hashlib
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from zzx.facts import Fact, format_number
from zzx.headings import Column, descriptions, titles
from zzx.indicators import Catalogue, forms
from zzx.intervals import Interval, point
from zzx.lexicon import gazetteer
from zzx.patterns import late
from zzx.statements import Statement, place
from zzx.writers.output import Described, Output, Row, Value

LONG: tuple[str, ...] = (
    "place",
    "place_code",
    "period",
    "indicator",
    "value",
    "unit",
    "bound",
    "modality",
    "path",
    "line",
    "quote",
    "chosen",
)
DERIVED: tuple[str, ...] = (
    "derived_earlier_value",
    "derived_earlier_lower",
    "derived_earlier_upper",
    "derived_earlier_from",
    "derived_growth_percent",
    "derived_growth_from",
)
UNMATCHED: tuple[str, ...] = ("action", "object", "unit", "kind", "count", "path", "line", "quote")


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in the panel: its statement, its column, its period, and whether the wide table shows it."""

    statement: Statement
    column: Column
    period: str | None
    chosen: bool = False

    @property
    def fact(self) -> Fact:
        """The fact."""
        return self.statement.fact


@dataclass(frozen=True)
class Panel:
    """The facts that belong to an indicator, in the order of the long table, and those that belong to none."""

    entries: tuple[Entry, ...]
    unmatched: tuple[Fact, ...]

    @cached_property
    def derived(self) -> dict[str, dict[str, str | Decimal | None]]:
        """For a level, by the id of its fact, the earlier level that its change implies and its growth since then."""
        return _derive(self.entries)


def build(facts: Iterable[Fact], catalogue: Catalogue) -> Panel:
    """Sort facts, which come document by document, into a panel."""
    found: list[Entry] = []
    unmatched: list[Fact] = []
    for path, group in groupby(facts, key=lambda fact: fact.path):
        told = tuple(group)
        by_id = {fact.id: fact for fact in told}
        for statement in place(told, path).statements:
            fact = statement.fact
            match = catalogue.match(fact, by_id.get(fact.of or ""))
            if match is None:
                unmatched.append(fact)
                continue
            counts = match.measure in ("level", "added")
            unit = match.indicator.column_unit(fact.unit) if counts else fact.unit or ""
            found.append(Entry(statement, Column(match, unit, fact.modality), period_of(fact)))
    order = {indicator.id: number for number, indicator in enumerate(catalogue.indicators)}
    found.sort(key=lambda entry: (*_where(entry), order[entry.column.match.indicator.id], _column(entry)))
    return Panel(tuple(_chosen(found)), tuple(unmatched))


def period_of(fact: Fact) -> str | None:
    """A year as 2024, other periods as 2024-01-01/2024-09-30; stocks at the end of a year count for that year.

    A period that resolves to no dates keeps its words.
    """
    start, end = fact.period_start, fact.period_end
    if end is None:
        return fact.period_text
    if (end.month, end.day) == (12, 31) and (
        start is None or (start.year, start.month, start.day) == (end.year, 1, 1)
    ):
        return str(end.year)
    return end.isoformat() if start is None or start == end else f"{start}/{end}"


def _where(entry: Entry) -> tuple[str, str]:
    return entry.fact.place or "", entry.period or ""


def _column(entry: Entry) -> tuple[str, str, str]:
    return entry.column.match.measure, entry.column.unit, entry.column.modality


def _chosen(entries: Sequence[Entry]) -> Iterator[Entry]:
    for _, group in groupby(entries, key=lambda entry: (_where(entry), entry.column)):
        rivals = list(group)
        best = min(rivals, key=_rank)
        for entry in rivals:
            yield Entry(entry.statement, entry.column, entry.period, entry is best)


# A place spoken of as a whole: 全市, 我省, 该县.
_WHOLE = late("[全我本该][国省市县区州旗镇乡]|全州|全自治区")


def _rank(entry: Entry) -> tuple[bool, int, bool, bool]:
    """How well a fact stands for its cell, the least first: whose it is, how plain its name is, how exact it is."""
    fact = entry.fact
    own = fact.subject is None or fact.subject == fact.place or _WHOLE.fullmatch(fact.subject) is not None
    return not own, len(fact.object or ""), fact.value is None, fact.bound != "exact"


# Tables -----------------------------------------------------------------------------------------------------


def long(panel: Panel, *, header: str = "en", derived: bool = False) -> Output:
    """The long table for `write.write`; `header` as in `headings`."""
    names = LONG + (DERIVED if derived else ())
    rows = long_rows(panel, header=header, derived=derived)
    return _output(rows, titles(names, header), descriptions(names, header), header)


def wide(panel: Panel, *, header: str = "en", derived: bool = False) -> Output:
    """The wide table for `write.write`; `header` as in `headings`."""
    held = descriptions(LONG[:3], header)
    for name, (column, extra) in _wide_columns(panel, derived=derived).items():
        if extra is None:
            held[name] = Described("number", column.meaning(header))
        else:
            told = descriptions([extra], header)[extra]
            held[name] = Described(told.type, f"{column.title(header)}: {told.meaning}")
    columns = wide_columns(panel, header=header, derived=derived)
    return _output(wide_rows(panel, derived=derived), columns, held, header)


def unmatched(panel: Panel, *, header: str = "en") -> Output:
    """What is in no indicator, for `write.write`."""
    return _output(unmatched_rows(panel), titles(UNMATCHED, header), descriptions(UNMATCHED, header), header)


def _output(
    rows: Iterable[Row], columns: Mapping[str, str], held: Mapping[str, Described], header: str
) -> Output:
    return Output("facts", rows, columns, descriptions=held, language="zh" if header == "zh" else "en")


def long_rows(panel: Panel, *, header: str = "en", derived: bool = False) -> Iterator[Row]:
    """A row for each fact that belongs to an indicator, with the columns `LONG` and, if asked for, `DERIVED`."""
    derivations = panel.derived if derived else {}
    for entry in panel.entries:
        fact = entry.fact
        row: dict[str, Value] = {
            "place": fact.place,
            "place_code": _code(fact.place),
            "period": entry.period,
            "indicator": entry.column.label(header),
            "value": fact.value,
            "unit": fact.unit,
            "bound": fact.bound,
            "modality": fact.modality,
            "path": fact.path,
            "line": fact.line,
            "quote": fact.quote,
            "chosen": "yes" if entry.chosen else "no",
        }
        if derived:
            row |= dict.fromkeys(DERIVED) | derivations.get(fact.id, {})
        yield row


def wide_columns(panel: Panel, *, header: str = "en", derived: bool = False) -> dict[str, str]:
    """The titles of the columns of the wide table by their names."""
    columns = titles(LONG[:3], header)
    for name, (column, extra) in _wide_columns(panel, derived=derived).items():
        columns[name] = column.title(header) if extra is None else column.derived_title(extra, header)
    return columns


def _wide_columns(panel: Panel, *, derived: bool) -> dict[str, tuple[Column, str | None]]:
    """The columns of the wide table behind place and period, by their names: of an indicator, or what is derived from it."""
    derivations = panel.derived if derived else {}
    told: dict[Column, set[str]] = {}
    for entry in panel.entries:
        told.setdefault(entry.column, set()).update(
            derivations.get(entry.fact.id, {}) if entry.chosen else ()
        )
    columns: dict[str, tuple[Column, str | None]] = {}
    for column, extras in told.items():
        columns[_name(column)] = (column, None)
        for extra in _WIDE_DERIVED:
            if extra in extras:
                columns[f"{_name(column)} {extra}"] = (column, extra)
    return columns


_WIDE_DERIVED = ("derived_earlier_value", "derived_growth_percent")


def wide_rows(panel: Panel, *, derived: bool = False) -> Iterator[Row]:
    """A row for each place and period, with the columns of `wide_columns`."""
    names = list(wide_columns(panel, derived=derived))
    derivations = panel.derived if derived else {}
    for _, group in groupby(panel.entries, key=_where):
        row: dict[str, Value] = dict.fromkeys(names)
        for entry in group:
            row |= {
                "place": entry.fact.place,
                "place_code": _code(entry.fact.place),
                "period": entry.period,
            }
            if entry.chosen:
                row[_name(entry.column)] = _number(entry.fact)
                for extra in _WIDE_DERIVED:
                    if extra in derivations.get(entry.fact.id, {}):
                        row[f"{_name(entry.column)} {extra}"] = derivations[entry.fact.id][extra]
        yield row


def _name(column: Column) -> str:
    return f"{column.match.id} {column.unit} {column.modality}"


def _number(fact: Fact) -> Decimal | str:
    if fact.value is not None:
        return fact.value
    return "–".join("" if end is None else format_number(end) for end in (fact.lower, fact.upper))


def _code(name: str | None) -> str | None:
    """The code of a place that no other place shares its name with."""
    places = gazetteer.load().safe.get(name or "", ())
    return places[0].code if len(places) == 1 else None


# What is derived from what is told ----------------------------------------------------------------------------


def _derive(entries: Sequence[Entry]) -> dict[str, dict[str, str | Decimal | None]]:
    derived: dict[str, dict[str, str | Decimal | None]] = {}
    levels = {entry.fact.id: entry for entry in entries if entry.column.match.measure == "level"}
    for entry in entries:
        level = levels.get(entry.fact.of or "")
        if entry.fact.kind != "change" or level is None:
            continue
        if (earlier := _earlier(level.statement, entry.statement)) is not None:
            number, allowed = earlier
            derived.setdefault(level.fact.id, {}).update(
                derived_earlier_value=_rounded(number),
                derived_earlier_lower=_rounded(allowed.lower),
                derived_earlier_upper=_rounded(allowed.upper),
                derived_earlier_from=f"{entry.fact.path}:{entry.fact.line} {entry.fact.quote}",
            )
    series = {
        (entry.fact.place, entry.column, entry.period): entry for entry in levels.values() if _may_grow(entry)
    }
    for (where, column, period), entry in series.items():
        earlier_period = _year_before(period)
        before = series.get((where, column, earlier_period)) if earlier_period is not None else None
        if before is not None:
            growth = (Fraction(entry.fact.value or 0) / Fraction(before.fact.value or 0) - 1) * 100
            derived.setdefault(entry.fact.id, {}).update(
                derived_growth_percent=_rounded(growth, 2),
                derived_growth_from=f"{before.fact.path}:{before.fact.line} {before.fact.quote}",
            )
    return derived


def _may_grow(entry: Entry) -> bool:
    """Whether a level can be compared with that of a year before: an exact amount above 0 of a place that is known."""
    fact = entry.fact
    return (
        entry.chosen
        and fact.place is not None
        and fact.bound == "exact"
        and fact.value is not None
        and fact.value > 0
        and entry.column.unit != "%"
    )


def _earlier(level: Statement, change: Statement) -> tuple[Fraction, Interval] | None:
    """The earlier level by the printed numbers, and the levels that they allow; None where the text does not tell it."""
    told = (level.fact.value, change.fact.value)
    if None in told or change.fact.basis not in ("yoy", "previous_year", "previous_period"):
        return None
    now, moved = (Fraction(value or 0) for value in told)
    # 提高2% of a level in % may be two points or a fiftieth.
    if change.fact.unit == ("个百分点" if level.fact.unit == "%" else level.fact.unit):
        return now - moved, level.printed.interval - change.printed.interval
    if change.fact.unit == "%" and level.fact.unit != "%" and moved > -100:
        factor = point(1) + change.printed.interval.scaled(Fraction(1, 100))
        return now / (1 + moved / 100), level.printed.interval / factor
    return None


def _rounded(number: Fraction | None, decimals: int = 4) -> Decimal | None:
    if number is None:
        return None
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN).normalize()


def _year_before(period: str | None) -> str | None:
    """The same stretch of the year before; None where a period has no dates."""
    if period is None or not period[:4].isdigit():
        return None
    ends = []
    for end in period.split("/"):
        year, day = int(end[:4]) - 1, end[4:]
        if day in ("-02-28", "-02-29"):  # the last day of February
            day = f"-02-{monthrange(year, 2)[1]}"
        ends.append(f"{year}{day}")
    return "/".join(ends)


# What is not in the catalogue -----------------------------------------------------------------------------------


def unmatched_rows(panel: Panel) -> Iterator[Row]:
    """Facts of no indicator, by action, object, unit and kind, the most frequent first, each with its first quote."""
    for (action, object, unit, kind), facts in _groups(panel.unmatched):
        first = facts[0]
        yield {
            "action": action,
            "object": object,
            "unit": unit,
            "kind": kind,
            "count": len(facts),
            "path": first.path,
            "line": first.line,
            "quote": first.quote,
        }


def suggest(panel: Panel, limit: int) -> Iterator[str]:
    """Entries for the catalogue, ready to paste, for the most frequent facts of no indicator that name what they measure."""
    kinds = ("count", "money", "measure", "rate")
    told = [fact for fact in panel.unmatched if fact.object and fact.unit and fact.kind in kinds]
    for (action, object, unit, _), facts in _groups(told)[:limit]:
        verb, thing, measure = action or "", forms(object or "")[0], unit or ""
        example = f"{verb}|{thing}|{measure}"
        yield f"# {len(facts)}: {facts[0].path}:{facts[0].line}\n"
        yield "[[indicator]]\n"
        yield f'id = "x_{hashlib.sha256(example.encode()).hexdigest()[:8]}"\n'
        yield f"zh = {_toml(verb + thing)}\nen = {_toml(verb + thing)}\nunits = {_toml(measure)}\n"
        if verb:
            yield f"action = {_toml(verb)}\n"
        yield f"object = {_toml(_pattern(thing))}\n"
        yield f"examples = [{_toml(example)}]\ncounterexamples = []\n\n"


_Key = tuple[str | None, str | None, str | None, str]


def _groups(facts: Iterable[Fact]) -> list[tuple[_Key, list[Fact]]]:
    groups: dict[_Key, list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.action, fact.object, fact.unit, fact.kind), []).append(fact)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def _pattern(words: str) -> str:
    """A regular expression for words, with only those characters escaped that mean something in it."""
    return "".join(f"\\{character}" if character in ".^$*+?{}[]()|\\" else character for character in words)


def _toml(text: str) -> str:
    """A basic string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def summary(panel: Panel) -> str:
    """How much of the facts is in the panel, in one line."""
    cells = Counter((_where(entry), entry.column) for entry in panel.entries)
    disputed = sum(count > 1 for count in cells.values())
    columns = len({entry.column for entry in panel.entries})
    rows = len({_where(entry) for entry in panel.entries})
    return (
        f"{_counted(len(panel.entries), 'fact')} in {_counted(rows, 'row')} and {_counted(columns, 'column')}, "
        f"{_counted(disputed, 'cell')} with several facts, {_counted(len(panel.unmatched), 'fact')} of no indicator"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
