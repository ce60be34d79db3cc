"""Results of checks as text, JSON, annotations and JUnit."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from zzx import outcomes
from zzx.fixtures import Difference, Result

RESULTS = [
    Result(
        "thefts",
        Path("fixtures/thefts/input.txt"),
        2,
        (
            Difference('~ 31起 @4: object "案\x1b件" → "各类,案件"', 3),
            Difference("! facts.jsonl, line 1: 100%\nno"),
        ),
    ),
    Result("fires", Path("fixtures/fires/input.txt"), 1, (), ("5处 @9: right would be no fact (x)",)),
]


def test_text_names_the_fixture_in_each_line() -> None:
    assert "".join(outcomes.to_text(RESULTS[1:])) == "fires: known gap: 5处 @9: right would be no fact (x)\n"


def test_json_holds_everything() -> None:
    thefts, fires = json.loads("".join(outcomes.to_json(RESULTS)))
    assert (thefts["file"], thefts["facts"], thefts["differences"][0]["line"]) == (
        "fixtures/thefts/input.txt",
        2,
        3,
    )
    assert fires["gaps"] == list(RESULTS[1].gaps)


def test_github_shows_differences_beside_the_line() -> None:
    assert list(outcomes.to_github(RESULTS)) == [
        '::error file=fixtures/thefts/input.txt,line=3,title=zzx check%3A thefts::~ 31起 @4: object "案\x1b件" → "各类,案件"\n',
        "::error file=fixtures/thefts/input.txt,title=zzx check%3A thefts::! facts.jsonl, line 1: 100%25%0Ano\n",
    ]


def test_junit_counts_failures_and_is_xml_whatever_the_text() -> None:
    suite = ET.fromstring("".join(outcomes.to_junit(RESULTS)).encode())
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failure = suite.find("testcase[@name='thefts']/failure")
    assert failure is not None
    assert "案\\u001b件" in (failure.text or "")
    assert suite.findtext("testcase[@name='fires']/system-out") == RESULTS[1].gaps[0]
