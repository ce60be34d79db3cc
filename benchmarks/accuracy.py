"""How right the facts of annotated texts are: by genre, by slot, and what goes wrong most often.

Usage: python benchmarks/accuracy.py GOLD_DIR TEXT_DIR [--classes N] [--json]

GOLD_DIR holds NAME.jsonl, an annotated fact a line; TEXT_DIR holds the texts NAME.txt, and optionally manifest.csv with
`path,date,place`. The genre of NN_genre_name is `genre`; texts that are named otherwise are one genre, `all`.

An annotated fact has `quantity`, `value_start`, `value_end` and the slots of a fact; `alt` gives, by slot, other readings that
are as good (`period` as pairs of first and last day), and a fact that is `optional` counts neither way. A fact matches an
annotated one when their quantities overlap in the text. Of what should have been reported and was:

    found   the quantity was reported as a fact
    core    and kind, value, unit, bound, action and object are right
    full    and subject, place, period, basis, direction and modality, too

Wording is compared without white space, quotation marks and a stop at the end, in half-width characters.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from zzx import pipeline, read
from zzx.extraction import Extraction
from zzx.facts import Fact

CORE = ("kind", "value", "unit", "bound", "action", "object")
FULL = (*CORE, "subject", "place", "period", "basis", "direction", "modality")
SLOTS = (*FULL, "interval", "period_text")
LEVELS = ("found", "core", "full")

Gold = dict[str, Any]
_GENRE = re.compile(r"\d+_([^_]+)_")
_DROPPED = re.compile(r"[\s“”‘’\"'「」『』《》]|[,，、。;；:：]$|^的|的$")


# Forms ------------------------------------------------------------------------------------------------------


def wording(value: object) -> str | None:
    """A text as it is compared."""
    if value is None:
        return None
    form = unicodedata.normalize("NFKC", str(value))
    return _DROPPED.sub("", _DROPPED.sub("", form)) or None


def number(value: object) -> Decimal | None:
    """A number as it is compared."""
    return None if value is None else Decimal(str(value)).normalize()


def accepted(gold: Gold, slot: str) -> set[object]:
    """The forms that are right in a slot of an annotated fact."""
    alternatives: Mapping[str, list[Any]] = gold.get("alt") or {}

    def readings(name: str) -> list[Any]:
        return [gold.get(name), *alternatives.get(name, [])]

    match slot:
        case "period":
            starts, ends = readings("period_start"), readings("period_end")
            pairs = {(start, end) for start in starts for end in ends}
            return pairs | {(start, end) for start, end in alternatives.get("period", [])}
        case "interval":
            return {(number(low), number(high)) for low in readings("lower") for high in readings("upper")}
        case "value":
            return {number(value) for value in readings(slot)}
        case _:
            return {wording(value) for value in readings(slot)}


def given(fact: Fact, slot: str) -> object:
    """What a fact says in a slot."""
    match slot:
        case "period":
            return tuple(day and day.isoformat() for day in (fact.period_start, fact.period_end))
        case "interval":
            return number(fact.lower), number(fact.upper)
        case "value":
            return number(fact.value)
        case _:
            return wording(getattr(fact, slot))


def pair(gold: Sequence[Gold], facts: Sequence[Fact]) -> dict[int, int]:
    """Which fact belongs to which annotated one: one to one, the largest overlap first, then in the order of the text."""
    overlaps = sorted(
        (-shared, g, f)
        for g, want in enumerate(gold)
        for f, fact in enumerate(facts)
        if (shared := min(want["value_end"], fact.value_end) - max(want["value_start"], fact.value_start)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in overlaps:
        if g not in pairs and f not in taken:
            pairs[g] = f
            taken.add(f)
    return pairs


# Scores -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: what is wrong (a slot, `missed` or `false`), the rule or reason that decided, and the kind."""

    slot: str
    rule: str
    kind: str
    example: str


@dataclass(slots=True)
class Score:
    """Counts over some texts; `right` counts by level and by slot."""

    gold: int = 0
    reported: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)

    def f1(self, level: str) -> float:
        """The harmonic mean of precision and recall at a level; 1 where there is nothing to find and nothing found."""
        both = self.gold + self.reported
        return 2 * self.right[level] / both if both else 1.0

    def share(self, slot: str) -> float:
        """The share of found facts that have a slot right."""
        return self.right[slot] / self.right["found"] if self.right["found"] else 1.0

    def add(self, other: "Score") -> None:
        """Count the texts of another score, too."""
        self.gold += other.gold
        self.reported += other.reported
        self.right += other.right
        self.wrong += other.wrong


def score(gold: Sequence[Gold], found: Extraction, text: str) -> Score:
    """How the facts of one text compare with the annotated ones."""
    pairs = pair(gold, found.facts)
    result = Score()
    for g, want in enumerate(gold):
        if want.get("optional"):
            continue
        result.gold += 1
        if g not in pairs:
            result.wrong.append(Wrong("missed", _reason(want, found), want["kind"], _context(text, want)))
            continue
        fact = found.facts[pairs[g]]
        result.reported += 1
        good = {slot for slot in SLOTS if given(fact, slot) in accepted(want, slot)}
        result.right.update(["found", *good])
        result.right["core"] += good.issuperset(CORE)
        result.right["full"] += good.issuperset(FULL)
        for slot in SLOTS:
            if slot not in good:
                wanted = " | ".join(sorted(map(_shown, accepted(want, slot))))
                said = f"{_context(text, want)}: {_shown(given(fact, slot))}, not {wanted}"
                result.wrong.append(Wrong(slot, fact.rule, want["kind"], said))
    matched = set(pairs.values())
    for f, fact in enumerate(found.facts):
        if f not in matched:
            result.reported += 1
            span = {"value_start": fact.value_start, "value_end": fact.value_end}
            result.wrong.append(Wrong("false", fact.rule, fact.kind, _context(text, span)))
    return result


def _reason(want: Gold, found: Extraction) -> str:
    """Why the quantity of an annotated fact was rejected."""
    for numeral in found.rejected:
        if numeral.start < want["value_end"] and numeral.end > want["value_start"]:
            return numeral.reason
    return "not recognised"


def _shown(form: object) -> str:
    if isinstance(form, tuple):
        return "/".join(map(_shown, form))
    return "null" if form is None else format(form, "f") if isinstance(form, Decimal) else str(form)


def _context(text: str, span: Mapping[str, Any], width: int = 14) -> str:
    start, end = span["value_start"], span["value_end"]
    parts = (text[max(0, start - width) : start], text[start:end], text[end : end + width // 2])
    before, quantity, after = ("".join(part.split()) for part in parts)
    return f"{before}[{quantity}]{after}"


# Texts ------------------------------------------------------------------------------------------------------


def genre(name: str) -> str:
    """The genre that a file name gives."""
    found = _GENRE.match(name)
    return found[1] if found else "all"


def score_folders(gold_dir: Path, text_dir: Path) -> dict[str, Score]:
    """The score of each genre, in the order of the file names; raises ReadError for a text that cannot be read."""
    manifest = text_dir / "manifest.csv"
    metas = read.manifest(str(manifest)) if manifest.exists() else {}
    scores: dict[str, Score] = {}
    for path in sorted(gold_dir.glob("*.jsonl")):
        source = f"{path.stem}.txt"
        text = read.document(str(text_dir / source)).text
        meta = metas.get(source, read.Meta())
        found = pipeline.extract(text, date=meta.date, place=meta.place, path=source)
        scores.setdefault(genre(path.stem), Score()).add(score(list(_annotations(path)), found, text))
    return scores


def _annotations(path: Path) -> Iterator[Gold]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield json.loads(line)


def total(scores: Iterable[Score]) -> Score:
    """The score over several genres."""
    result = Score()
    for one in scores:
        result.add(one)
    return result


# Output -----------------------------------------------------------------------------------------------------


def render(scores: Mapping[str, Score], classes: int) -> Iterator[str]:
    """The tables: genres, slots, and the commonest classes of errors with two examples each."""
    whole = total(scores.values())
    yield f"{'genre':16}{'gold':>7}{'found':>8}{'core':>8}{'full':>8}"
    for name, one in {**scores, "total": whole}.items():
        yield f"{name:16}{one.gold:7}" + "".join(f"{one.f1(level):8.3f}" for level in LEVELS)
    yield ""
    yield "right in the facts that were found:"
    yield "  ".join(f"{slot} {whole.share(slot):.3f}" for slot in SLOTS)
    by_class: dict[tuple[str, str, str], list[str]] = {}
    for error in whole.wrong:
        by_class.setdefault((error.slot, error.rule, error.kind), []).append(error.example)
    worst = sorted(by_class.items(), key=lambda item: (-len(item[1]), item[0]))
    for error_class, examples in worst[:classes]:
        yield ""
        yield f"{len(examples):4}  {' × '.join(error_class)}"
        yield from (f"        {example}" for example in examples[:2])


def figures(scores: Mapping[str, Score]) -> dict[str, Any]:
    """What `--json` prints."""
    whole = total(scores.values())
    levels = {
        name: {level: one.f1(level) for level in LEVELS} for name, one in {**scores, "total": whole}.items()
    }
    return {"genres": levels, "slots": {slot: whole.share(slot) for slot in SLOTS}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Extract, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold_dir", type=Path)
    parser.add_argument("text_dir", type=Path)
    parser.add_argument("--classes", type=int, default=20, help="how many classes of errors to show")
    parser.add_argument("--json", action="store_true", help="the figures alone, as one JSON object")
    options = parser.parse_args(arguments)
    try:
        scores = score_folders(options.gold_dir, options.text_dir)
    except read.ReadError as error:
        sys.exit(str(error))
    if not scores:
        sys.exit(f"{options.gold_dir}: no annotated facts (*.jsonl) in this folder")
    if options.json:
        print(json.dumps(figures(scores), ensure_ascii=False))
    else:
        print("\n".join(render(scores, options.classes)))


if __name__ == "__main__":
    main()
