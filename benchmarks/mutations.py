"""How many wrong numbers `zzx audit` finds: it changes one number at a time and looks whether the change is reported.

Usage: python benchmarks/mutations.py PATH... [--meta manifest.csv] [--list]

Every term of every relation that is recognised and holds is printed anew, by more than rounding and bounds allow: with
numbers at growing distance on either side, ten times as large, and with each of its digits replaced. Each changed text is extracted and audited
again. A mutant is found if a finding has the changed quantity among its terms. Exit status 1 if fewer than 95 % are found, or if
an unchanged text has a finding.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from zzx import pipeline, read
from zzx.audit import audit
from zzx.collect import Evidence
from zzx.intervals import point
from zzx.relations import Relation

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WANTED = 0.95


def main() -> int:
    """Print a line for each type of relation: how many were recognised, how many mutants of them were found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--meta", help="CSV file with the columns path, date, place")
    parser.add_argument("--list", action="store_true", help="print the mutants that were not found")
    options = parser.parse_args()
    relations, tried, found, wrong = Counter[str](), Counter[str](), Counter[str](), 0
    for document in read.documents(options.paths, read.manifest(options.meta) if options.meta else {}):
        if isinstance(document, read.ReadError):
            raise document
        unchanged = audit([_evidence(document)])
        for finding in unchanged.findings:
            print(f"finding in unchanged text: {finding.path}:{finding.line}: {finding.message}")
            wrong += 1
        for relation in unchanged.relations:
            relations[relation.type] += 1
            if not relation.holds():
                continue
            for start, end, digits in _mutants(relation, document.text):
                tried[relation.type] += 1
                text = document.text[:start] + digits + document.text[end:]
                if any(
                    fact.value_start <= start < fact.value_end
                    for finding in audit([_evidence(replace(document, text=text))]).findings
                    for fact in finding.facts
                ):
                    found[relation.type] += 1
                elif options.list:
                    around = f"{text[max(0, start - 40) : start]}[{digits}]{text[start + len(digits) :][:20]}"
                    print(f"not found: {relation.type}: {document.path}: {' '.join(around.split())}")
    print(f"{'relation':<12}{'recognised':>11}{'mutants':>9}{'found':>7}{'share':>9}")
    for type, count in sorted(relations.items()):
        print(f"{type:<12}{count:>11}{tried[type]:>9}{found[type]:>7}{_share(found[type], tried[type]):>9}")
    total = tried.total(), found.total()
    print(f"{'all':<12}{relations.total():>11}{total[0]:>9}{total[1]:>7}{_share(total[1], total[0]):>9}")
    print(f"{wrong} findings in unchanged texts")
    return 1 if wrong or total[1] < _WANTED * total[0] else 0


def _evidence(document: read.Document) -> Evidence:
    found = pipeline.extract(document.text, date=document.date, place=document.place, path=document.path)
    return Evidence(document.path, document, found.facts, found.rejected, {})


def _mutants(relation: Relation, text: str) -> Iterator[tuple[int, int, str]]:
    """Where a numeral stands in the text, and what is printed there instead."""
    intervals = [term.printed.interval for term in relation.terms]
    for index, term in enumerate(relation.terms):
        allowed = relation.equation.allowed(intervals, index)
        numeral = _DIGITS.search(text, term.fact.value_start, term.fact.value_end)
        if allowed is None or numeral is None or not term.fact.value:
            continue
        printed = Fraction(numeral[0].replace(",", ""))
        scale = Fraction(term.fact.value) / printed
        decimals = len(numeral[0].partition(".")[2])
        for number in sorted(_numbers(printed, decimals, f"{relation.type}{term.fact.id}")):
            moved = intervals[index] + point((number - printed) * scale)
            if number > 0 and not allowed.meets(moved):
                yield numeral.start(), numeral.end(), f"{float(number):.{decimals}f}"


def _numbers(printed: Fraction, decimals: int, seed: str) -> set[Fraction]:
    """Printed numbers instead of one: neighbours at growing distance, a slip of the point, one digit replaced."""
    step = Fraction(1, 10**decimals)
    numbers = {printed + sign * step * distance for sign in (1, -1) for distance in (1, 2, 5, 10, 100, 1000)}
    numbers |= {printed * 10, printed * 100}
    choice = random.Random(seed)
    digits = f"{float(printed):.{decimals}f}"
    for place, digit in enumerate(digits):
        if digit != ".":
            other = choice.choice([new for new in "123456789" if new != digit])
            numbers.add(Fraction(digits[:place] + other + digits[place + 1 :]))
    return {number for number in numbers if number != printed}


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
