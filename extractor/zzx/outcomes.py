"""Outcomes: the results of `zzx check` for people, programs, GitHub and whatever reads JUnit."""

import json
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from zzx import annotations
from zzx.escapes import visible
from zzx.fixtures import Result


def to_text(results: Sequence[Result]) -> Iterator[str]:
    """A line for each difference and each known gap, behind the name of its fixture."""
    for result in results:
        for difference in result.differences:
            yield visible(f"{result.name}: {difference}") + "\n"
        for gap in result.gaps:
            yield visible(f"{result.name}: known gap: {gap}") + "\n"


def to_json(results: Sequence[Result]) -> Iterator[str]:
    """One JSON array, an object for each fixture or file."""
    records = [
        {
            "name": result.name,
            "file": result.file.as_posix(),
            "facts": result.facts,
            "differences": [
                {"line": difference.line, "message": difference.message} for difference in result.differences
            ],
            "gaps": result.gaps,
        }
        for result in results
    ]
    yield json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def to_github(results: Sequence[Result]) -> Iterator[str]:
    """An annotation of the fixture's text for each difference."""
    for result in results:
        for difference in result.differences:
            yield annotations.error(
                result.file.as_posix(), difference.line, f"zzx check: {result.name}", difference.message
            )


def to_junit(results: Sequence[Result]) -> Iterator[str]:
    """A JUnit test suite: a case for each fixture or file, known gaps as its output."""
    failed = sum(bool(result.differences) for result in results)
    suite = ET.Element("testsuite", name="zzx check", tests=str(len(results)), failures=str(failed))
    for result in results:
        case = ET.SubElement(suite, "testcase", classname="zzx.check", name=result.name)
        if result.differences:
            lines = [visible(difference.message) for difference in result.differences]
            ET.SubElement(case, "failure", message=lines[0]).text = "\n".join(lines)
        if result.gaps:
            ET.SubElement(case, "system-out").text = "\n".join(map(visible, result.gaps))
    ET.indent(suite)
    yield ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"
