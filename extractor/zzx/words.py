"""Words: jieba's segmentation and parts of speech, by rjieba where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    """The tagging function; imported late, because loading the dictionary takes longer than most documents."""
    try:
        import rjieba
    except ImportError:
        import jieba.posseg

        return lambda text: [(pair.word, pair.flag) for pair in jieba.posseg.lcut(text)]
    return rjieba.tag


def tag(text: str) -> list[tuple[str, str]]:
    """The words of a text in order, without gaps, each with jieba's part-of-speech tag."""
    return _tagger()(text)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text as `(start, end, tag)`."""
    position = 0
    for word, flag in tag(text):
        yield position, position + len(word), flag
        position += len(word)
