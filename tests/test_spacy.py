"""Facts as spans of a spaCy document."""

import datetime
from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is no requirement: pip install spacy")

TEXT = "今年以来,全区挽回群众损失300余万元,结案率90.76%。"


def test_a_pipeline_finds_facts() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zzx", config={"date": "2024-10-28", "place": "荷塘区"})
    doc = nlp(TEXT)
    money, rate = doc.spans["zzx"]
    assert (money.text, money.label_, money._.fact.action) == ("300余万元", "money", "挽回")
    assert money._.fact.period_end == datetime.date(2024, 10, 28)
    assert (rate.label_, rate._.fact.place) == ("rate", "荷塘区")


def test_a_pipeline_is_saved_and_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zzx")
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)(TEXT)
    money, _ = doc.spans["zzx"]
    assert money._.fact.period_start is None
