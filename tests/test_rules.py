"""Every rule and pattern does what is written beside it: it matches its examples and none of its counterexamples."""

import re
from collections import Counter
from pathlib import Path

import pytest
import regex

from zzx import grammar, lexicon, marks, misfits, resolve, timexes
from zzx.lexicon import CLASSES
from zzx.misfits import Rejection
from zzx.pipeline import extract
from zzx.rows import Row
from zzx.text import layout

ROOT = Path(__file__).parent.parent

REJECTIONS = [
    pytest.param(rule, id=f"{number}-{rule.reason}") for number, rule in enumerate(misfits.rejections(), 1)
]
ROLES = [
    pytest.param(rule.name, example, id=f"{rule.name}-{example['text']}")
    for rule in grammar.rules()
    for example in rule.examples
]


@pytest.mark.parametrize("rule", REJECTIONS)
def test_a_rejection_matches_its_examples_and_no_counterexample(rule: Rejection) -> None:
    pattern = regex.compile(rule.pattern)
    assert rule.examples
    assert rule.counterexamples
    assert [text for text in rule.examples if not pattern.search(text)] == []
    assert [text for text in rule.counterexamples if pattern.search(text)] == []


@pytest.mark.parametrize("rule", REJECTIONS)
def test_the_numerals_of_a_rejections_examples_measure_nothing(rule: Rejection) -> None:
    for text in rule.examples:
        assert not [mark for mark in marks.mark(text) if mark.kind == "quantity"], text


def _sentences() -> list[str]:
    """Examples of everything that a sentence may hold, and the sentences of the seeds and fixtures."""
    rules = [example for rule in misfits.rejections() for example in (*rule.examples, *rule.counterexamples)]
    times = [
        example.replace("[", "").replace("]", "")
        for atom in timexes.rules()["atom"]
        for example in atom["examples"] + atom["counterexamples"]
    ]
    files = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "fixtures").glob("*/input.txt")]
    return [
        *rules,
        *times,
        *(one.view for file in files for one in layout(file.read_text("utf-8")).sentences),
    ]


def test_no_rejection_is_lost_where_it_is_not_tried() -> None:
    starts = misfits._index().starts.pattern
    for place, firm in enumerate((True, False)):
        rules = [rule for rule in misfits.rejections() if rule.firm == firm]
        patterns = "|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
        every = re.compile(f"(?={starts})(?:{patterns})")
        for text in _sentences():
            found = [
                (match.start(), match.end(), rules[int(str(match.lastgroup)[1:])].reason)
                for match in every.finditer(text)
            ]
            tried = misfits.rejected(text)[place]
            assert tried == found, text


def test_no_time_is_lost_where_it_is_not_tried() -> None:
    order = [atom["letter"] for atom in timexes.rules()["atom"]]
    every = {kind for kinds in timexes._kinds().by_start.values() for kind in kinds}
    kinds = sorted(every, key=lambda kind: order.index(kind.letter))
    for text in _sentences():
        found, end = [], 0
        for at in range(len(text)):
            matches = ((kind.letter, kind.pattern.match(text, at)) for kind in kinds)
            first = next(((letter, match) for letter, match in matches if match), None)
            if at >= end and first is not None:
                end = first[1].end()
                found.append((first[0], at, end))
        assert [
            (atom.letter, atom.start, atom.end) for atom in timexes._known(text, timexes._kinds())
        ] == found, text


def test_placeholders_are_written_out() -> None:
    written = regex.compile(r"\{(?:c|n|h|hh|hhh|u|num)\}")
    assert not [rule for rule in misfits.rejections() if written.search(rule.pattern)]


@pytest.mark.parametrize(("name", "example"), ROLES)
def test_a_role_rule_reads_its_examples(name: str, example: dict[str, str]) -> None:
    fact = extract(example["text"]).facts[-1]
    assert (fact.rule, fact.action, fact.object) == (name, example.get("action"), example.get("object"))


def test_role_rules_have_names_of_their_own_and_examples() -> None:
    names = Counter(rule.name for rule in grammar.rules())
    assert max(names.values()) == 1
    assert all(rule.examples for rule in grammar.rules())


def test_a_role_rule_needs_only_what_it_cannot_do_without() -> None:
    rows = {row.letters for _, example in (param.values for param in ROLES) for row in _rows(example["text"])}
    clauses = {row[start:end] for row in rows for end in range(len(row)) for start in range(end)}
    for rule in grammar.rules():
        spared = (clause for clause in clauses if rule.needs and rule.needs.isdisjoint(clause))
        assert not any(rule.left.fullmatch(clause) for clause in spared), rule.name


def _rows(text: str) -> list[Row]:
    return [read.row for read in resolve.read(layout(text), text, date=None, place=None)]


def test_the_last_role_rule_matches_everything() -> None:
    last = grammar.rules()[-1]
    assert last.right is None
    assert not any((last.lead, last.without, last.with_, last.units, last.among, last.never, last.indicated))
    assert last.left.fullmatch("vxyVRwnIioParukeBhdlmstzfbcg0pj.-")
    assert last.left.fullmatch("")


# Vocabulary -------------------------------------------------------------------------------------------------


def test_every_word_class_has_words() -> None:
    words = lexicon.read("words.toml")
    assert set(CLASSES) <= set(words["words"])
    assert [
        name for table in ("words", "suffixes") for name, text in words[table].items() if not text.split()
    ] == []


def test_no_list_says_a_word_twice() -> None:
    words = lexicon.read("words.toml")
    twice = {
        name: [word for word, count in Counter(text.split()).items() if count > 1]
        for table in ("words", "suffixes")
        for name, text in words[table].items()
    }
    assert {name: said for name, said in twice.items() if said} == {}


def test_the_last_class_that_has_a_word_decides() -> None:
    content = lexicon.read("words.toml")
    known = lexicon.load()
    for name in CLASSES:
        for word in content["words"][name].split():
            later = [other for other in CLASSES if word in content["words"][other].split()]
            expected = known.ending(word) if later[-1] == "noun" else CLASSES[later[-1]]
            assert known.classes[word] == expected


@pytest.mark.parametrize("group", ["growth", "than"])
def test_groups_of_movement_are_words_of_movement(group: str) -> None:
    known = lexicon.load()
    assert {word for word in known.groups[group] if known.classes.get(word) != "m"} == set()


@pytest.mark.parametrize("group", ["reached_up", "reached_down"])
def test_words_that_reach_a_level_lead_up_to_it(group: str) -> None:
    known = lexicon.load()
    assert {word for word in known.groups[group] if known.classes.get(word, "") not in ("m", "s")} == set()


@pytest.mark.parametrize("group", ["copula", "ranking"])
def test_copulas_and_rankings_are_known_words(group: str) -> None:
    known = lexicon.load()
    assert {word for word in known.groups[group] if word not in known.classes} == set()


def test_every_direction_is_a_word_of_movement() -> None:
    known = lexicon.load()
    assert set(known.directions.values()) == {"up", "down", "flat"}
    assert known.directions["增长"] == "up"
    assert known.directions["下降"] == "down"
    assert known.directions["持平"] == "flat"


@pytest.mark.parametrize(
    ("cue", "before", "found"),
    [
        ("target", "全年力争新增", True),
        ("target", "今年将建成", True),
        ("target", "去年新增", False),
        ("required", "企业应当在", True),
        ("required", "企业在", False),
        ("fulfilled", "超额完成年度计划,新建", True),
        ("fulfilled", "计划新建", False),
    ],
)
def test_cues_of_plans_requirements_and_results(cue: str, before: str, found: bool) -> None:
    assert bool(lexicon.load().cues[cue].search(before)) is found
