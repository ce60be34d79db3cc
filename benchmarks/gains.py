"""What a change of the rules did to texts that nobody annotated: the facts gained, lost and changed between two runs.

Usage: python benchmarks/gains.py OLD NEW [--limit N]

OLD and NEW are files of facts as `zzx extract` writes them (JSON or JSON Lines) or folders of such files. Facts of the same
document belong together when their quantities overlap in the text; `id`, `line` and `rule` are no difference.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Record = dict[str, Any]
IGNORED = frozenset({"id", "path", "line", "rule"})
SUFFIXES = (".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is only in one of two runs (`before` or `after` is None), or that differs in `slots`."""

    before: Record | None
    after: Record | None
    slots: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        """`+` gained, `-` lost, `~` changed."""
        return "+" if self.before is None else "-" if self.after is None else "~"

    def __str__(self) -> str:
        fact = self.after or self.before or {}
        where = f"{self.sign} {fact['path']}:{fact.get('line', '')} {fact['quote']}"
        if self.before is None or self.after is None:
            said = (f"{name} {_json(fact[name])}" for name in _BRIEF if fact.get(name) is not None)
        else:
            said = (
                f"{name} {_json(self.before.get(name))} → {_json(self.after.get(name))}"
                for name in self.slots
            )
        return f"{where}: {', '.join(said)}"


_BRIEF = ("kind", "subject", "action", "object", "value", "unit", "bound")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def load(path: Path) -> list[Record]:
    """The facts of a file, or of all files of a folder; raises ValueError for a file that holds none, OSError."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES)
        return [fact for file in files for fact in load(file)]
    text = path.read_text(encoding="utf-8-sig")
    try:
        facts = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(line) for line in text.split("\n") if line.strip()]
        )
    except ValueError as error:
        raise ValueError(f"{path}: neither a JSON array nor JSON Lines: {error}") from None
    if not all(
        isinstance(fact, dict) and {"path", "quote", "value_start", "value_end"} <= fact.keys()
        for fact in facts
    ):
        raise ValueError(f"{path}: not a file of facts")
    return list(facts)


def compare(old: Sequence[Record], new: Sequence[Record]) -> list[Difference]:
    """The differences, document by document and in the order of the text."""
    before, after = _by_path(old), _by_path(new)
    return [
        difference
        for path in sorted({*before, *after})
        for difference in _differences(before.get(path, []), after.get(path, []))
    ]


def _by_path(facts: Sequence[Record]) -> dict[str, list[Record]]:
    by_path: dict[str, list[Record]] = {}
    for fact in sorted(facts, key=lambda fact: (fact["path"], fact["value_start"])):
        by_path.setdefault(fact["path"], []).append(fact)
    return by_path


def _differences(old: Sequence[Record], new: Sequence[Record]) -> Iterator[Difference]:
    """Go through the facts of one document in step: quantities of one run do not overlap each other."""
    o = n = 0
    while o < len(old) or n < len(new):
        if n == len(new) or (o < len(old) and old[o]["value_end"] <= new[n]["value_start"]):
            yield Difference(old[o], None)
            o += 1
        elif o == len(old) or new[n]["value_end"] <= old[o]["value_start"]:
            yield Difference(None, new[n])
            n += 1
        else:
            slots = tuple(name for name in new[n] if name not in IGNORED and old[o].get(name) != new[n][name])
            if slots:
                yield Difference(old[o], new[n], slots)
            o, n = o + 1, n + 1


def render(differences: Sequence[Difference], counts: tuple[int, int], limit: int) -> Iterator[str]:
    """Up to `limit` differences of each sort, then how many there are and in what slots."""
    shown: Counter[str] = Counter()
    for difference in differences:
        shown[difference.sign] += 1
        if shown[difference.sign] <= limit:
            yield str(difference)
    slots = Counter(slot for difference in differences for slot in difference.slots)
    yield f"{counts[0]} → {counts[1]} facts: {shown['+']} gained, {shown['-']} lost, {shown['~']} changed"
    if slots:
        yield "changed: " + ", ".join(f"{slot} {count}" for slot, count in _ordered(slots))


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Load, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--limit", type=int, default=sys.maxsize, help="how many of each sort to show")
    options = parser.parse_args(arguments)
    try:
        old, new = load(options.old), load(options.new)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    print("\n".join(render(compare(old, new), (len(old), len(new)), options.limit)))


if __name__ == "__main__":
    main()
