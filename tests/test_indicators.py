"""The catalogue: every indicator fits its examples and none of its counterexamples."""

import re
from pathlib import Path

import pytest

from zzx import extract
from zzx.indicators import Catalogue, Indicator, IndicatorError, contradictions, forms, load, read

CATALOGUE = load()


def words(example: str) -> tuple[str, tuple[str, ...], str]:
    action, object, unit = example.split("|")
    return action, forms(object), unit


def test_the_catalogue_is_large_and_its_names_are_unique() -> None:
    assert len(CATALOGUE.indicators) >= 150
    for field in ("id", "zh", "en"):
        names = [getattr(indicator, field) for indicator in CATALOGUE.indicators]
        assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("indicator", CATALOGUE.indicators, ids=lambda indicator: indicator.id)
def test_an_indicator_fits_its_examples_and_not_its_counterexamples(indicator: Indicator) -> None:
    assert indicator.examples
    assert indicator.counterexamples
    for example in indicator.examples:
        assert indicator.fits(*words(example)), example
    for example in indicator.counterexamples:
        assert not indicator.fits(*words(example)), example


def test_an_indicator_fits_nothing_that_it_does_not_name() -> None:
    loose = {
        indicator.id
        for indicator in CATALOGUE.indicators
        for action in indicator.action.split() or [""]
        if any(indicator.fits(action, (thing,), None) for thing in ("甲", "甲乙丙", "贷款"))
    }
    assert loose == {"people_trained", "people_aided"}  # whoever they are


@pytest.mark.parametrize("indicator", CATALOGUE.indicators, ids=lambda indicator: indicator.id)
def test_the_first_example_finds_its_own_indicator(indicator: Indicator) -> None:
    action, object, unit = indicator.examples[0].split("|")
    found = CATALOGUE.find(action, object, unit)
    assert found is not None
    assert found.id == indicator.id


@pytest.mark.parametrize("indicator", CATALOGUE.indicators, ids=lambda indicator: indicator.id)
def test_long_words_are_matched_in_no_time(indicator: Indicator) -> None:
    pattern = re.compile(indicator.object)
    for words in ("案件" * 2000, "各类" * 2000, "年末" * 2000, "犯罪诈骗盗窃" * 700, "、" * 4000):
        assert pattern.fullmatch(words + "X") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("全市共侦破电信网络诈骗案件312起。", ["telecom_fraud_cases_solved"]),
        ("全县破获电信诈骗案件90起。", ["telecom_fraud_cases_solved"]),
        ("全年地区生产总值达1250.4亿元,比上年增长5.6%。", ["gdp", "gdp_change"]),
        ("全市设立法治护航工作站12个。", ["legal_escort_stations"]),
        ("全市完善12家“法治护航工作站”。", ["legal_escort_stations"]),
        (
            "法院受理各类案件1250件,审结1186件,结案率94.88%。",
            ["court_cases_received", "court_cases_concluded", "case_closing_rate"],
        ),
        ("检察机关批准逮捕120件155人。", ["arrests_approved_cases", "arrests_approved_persons"]),
        ("全市常住人口286.4万人,城镇化率63.06%。", ["population", "urbanisation_rate"]),
        ("全市种植向日葵300亩。", [None]),
    ],
)
def test_facts_of_sentences_find_their_indicators(text: str, ids: list[str | None]) -> None:
    facts = {fact.id: fact for fact in extract(text).facts}
    matches = [CATALOGUE.match(fact, facts.get(fact.of or "")) for fact in facts.values()]
    assert [match and match.id for match in matches] == ids


def test_an_indicator_of_ones_own_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(
        '[[indicator]]\nid = "sunflowers"\nzh = "向日葵"\nen = "Sunflowers"\nunits = "亩 公顷"\naction = "种植"\n'
        "object = '(?:油用)?向日葵'\n",
        encoding="utf-8",
    )
    catalogue = load(file)
    assert isinstance(catalogue, Catalogue)
    found = catalogue.find("种植", "向日葵", "公顷")
    assert found is not None
    assert (found.id, found.unit) == ("sunflowers", "亩")


ENTRY = '[[indicator]]\nid = "a"\nzh = "a"\nen = "a"\nunits = "个"\nobject = "a"\n'


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (ENTRY.replace('id = "a"', 'id = "A"'), "line 2: id"),
        (ENTRY.replace('object = "a"', 'object = "("'), "line 6: object: missing )"),
        (ENTRY + 'name = "["\n', "line 7: name: unterminated"),
        (ENTRY.replace('units = "个"', 'units = " "'), "line 5: units"),
        ('# mine\n[[indicator]]\nid = "a"\n', "line 2: zh: Field required"),
        (ENTRY + 'unit = "个"\n', "line 7: unit: Extra inputs are not permitted"),
        (ENTRY + "\n" + ENTRY, "line 8: a second indicator a"),
        (ENTRY + "[words]\n", "line 7: words is none of the tables [[indicator]]"),
        ("indicator = 3\n", "line 1: indicator is none of the tables [[indicator]]"),
        ("indicator = [3]\n", "line 1: indicator is none of the tables [[indicator]]"),
        ("[[indicator]", "my.toml"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_said(tmp_path: Path, content: str, cause: str) -> None:
    file = tmp_path / "my.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(IndicatorError, match=re.escape(cause)):
        load(file)


def test_a_catalogue_of_ones_own_is_held_to_its_examples(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    entry = (
        '[[indicator]]\nid = "sunflowers"\nzh = "向日葵"\nen = "Sunflowers"\nunits = "亩"\naction = "种植"\n'
        "object = '(?:油用)?向日葵'\n"
    )
    file.write_text(
        entry + 'examples = ["种植|油用向日葵|亩"]\ncounterexamples = ["种植|小麦|亩"]\n', encoding="utf-8"
    )
    assert list(contradictions(read(file))) == []
    file.write_text(
        entry + 'examples = ["种植|小麦|亩", "种植"]\ncounterexamples = ["种植|向日葵|亩"]\n',
        encoding="utf-8",
    )
    assert list(contradictions(read(file))) == [
        "sunflowers: 种植|小麦|亩: an example that does not fit",
        "sunflowers: 种植: not action|object|unit",
        "sunflowers: 种植|向日葵|亩: a counterexample that fits",
    ]


def test_a_pattern_that_takes_for_ever_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "my.toml"
    file.write_text(ENTRY.replace('object = "a"', 'object = "(?:案|案案)*件"'), encoding="utf-8")
    with pytest.raises(IndicatorError, match=r"^a: the pattern .* takes too long for '案案"):
        load(file).find("", "案" * 60 + "乙件乙", "个")
