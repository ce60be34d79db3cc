"""Words: jieba's segmentation and parts of speech, by rjieba where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from zzx.patterns import late

_SURROGATE = late("[\ud800-\udfff]")


@cache
def _tagger() -> Callable[[str], list[tuple[str, str]]]:
    """The tagging function; imported late, because loading the dictionary takes longer than most documents."""
    try:
        import rjieba
    except ImportError:
        return _jieba()
    return rjieba.tag


def _jieba() -> Callable[[str], list[tuple[str, str]]]:
    """The same by jieba itself: its cut, and the part of speech that its dictionary gives each word."""
    import logging
    import tempfile

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    # Its cache is a marshalled file with a name that anybody can foresee: a folder of our own, gone again at once.
    with tempfile.TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder
        jieba.initialize()
    known = jieba.posseg.dt.word_tag_tab

    def tag(text: str) -> list[tuple[str, str]]:
        return [(word, known.get(word, "x" if not word.isalnum() else "n")) for word in jieba.lcut(text)]

    return tag


@cache
def _dictionary() -> Callable[[str], object]:
    """The test whether a word stands in jieba's dictionary."""
    try:
        import rjieba
    except ImportError:
        import jieba

        _tagger()  # which reads the dictionary
        known: Callable[[str], object] = jieba.dt.FREQ.get
        return known
    has_word: Callable[[str], object] = rjieba.has_word
    return has_word


def is_known(word: str) -> bool:
    """Whether a word stands in the dictionary, rather than was guessed from how its characters are used: 地能, 面为."""
    return bool(_dictionary()(word))


def tag(text: str) -> list[tuple[str, str]]:
    """The words of a text in order, without gaps, each with jieba's part-of-speech tag."""
    try:
        return _tagger()(text)
    except UnicodeEncodeError:  # half a surrogate pair, which no dictionary knows
        pairs, position = [], 0
        for word, flag in _tagger()(_SURROGATE.sub("\ufffd", text)):
            pairs.append((text[position : position + len(word)], flag))
            position += len(word)
        return pairs


def spans(text: str, position: int = 0) -> Iterator[tuple[int, int, str]]:
    """The words of a text that begins at `position`, as `(start, end, tag)`."""
    for word, flag in tag(text):
        yield position, position + len(word), flag
        position += len(word)
