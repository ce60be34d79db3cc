"""Texts that are full of numerals and nearly empty of facts: less than one false fact per thousand characters.

Beside each text of distractors/ stand the quantities in it that are facts, one a line.
"""

from pathlib import Path

from zzx.pipeline import extract

TEXTS = sorted((Path(__file__).parent / "distractors").glob("*.txt"))


def false_facts(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    true = set(file.with_suffix(".true").read_text(encoding="utf-8").splitlines())
    quantities = [(text[fact.value_start : fact.value_end], fact.quote) for fact in extract(text).facts]
    return [f"{file.stem}: {quantity} in {quote}" for quantity, quote in quantities if quantity not in true]


def test_distractors_give_less_than_one_false_fact_per_thousand_characters() -> None:
    assert len(TEXTS) == 5
    false = [fact for file in TEXTS for fact in false_facts(file)]
    length = sum(len(file.read_text(encoding="utf-8")) for file in TEXTS)
    assert 1000 * len(false) < length, "\n".join(false)


def test_the_true_quantities_stand_in_the_texts() -> None:
    for file in TEXTS:
        text = file.read_text(encoding="utf-8")
        assert [
            line
            for line in file.with_suffix(".true").read_text(encoding="utf-8").splitlines()
            if line not in text
        ] == []
