"""rjieba is jieba: the same words, and the same tags for the words of the dictionary.

Where the two differ is the tag of words that no dictionary knows: jieba's own tagger cuts such words anew.
"""

from pathlib import Path

import jieba.posseg
import pytest
import rjieba

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_words_and_tags_of_the_seeds_are_equal(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    assert rjieba.cut(text) == jieba.lcut(text)
    jieba.posseg.initialize()
    known = jieba.posseg.dt.word_tag_tab
    tagged = [(word, tag) for word, tag in rjieba.tag(text) if word in known]
    assert len(tagged) > 1000
    assert tagged == [(word, known[word]) for word, _ in tagged]
