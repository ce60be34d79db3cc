"""Tokens: a sentence as one gapless row of marks and classed words.

Each token has a class of one letter, so a stretch of the row is a string over which the role rules are ordinary regexes:

    q quantity   t time          p place         j quoted name   0 rejected numeral
    v verb       V verb that no list knows   w noun of action   x verb that puts others to work   y verb of the counted thing
    m movement   s state         k coverb        e preposition   d adverb    l aspect
    n noun       i indicator     o doer          a attribute     r determiner
    u 的         c conjunction   g 等            h localizer     z 其中      f 分别     b 同比
    ( ) , ; :    punctuation     .  anything else
"""

from __future__ import annotations

from dataclasses import dataclass

from zzx import places, words
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.places import PlaceSpan

_PUNCTUATION = {
    "，": ",", ",": ",", "；": ";", ";": ";", "：": ":", ":": ":", "。": ";", "！": ";", "？": ";", "!": ";", "?": ";",
    "（": "(", "(": "(", "）": ")", ")": ")", "、": "c", "—": "-", "–": "-", "…": ";", "【": "(", "】": ")", "[": "(", "]": ")",
}  # fmt: skip
_SILENT = frozenset("“”‘’\"「」『』 \t\u3000*#`_$\\")
# jieba's parts of speech by first letter; a noun where none is named.
_BY_FLAG = {"v": "V", "d": "d", "p": "e", "c": "c", "r": "r", "a": "a", "b": "a", "z": "a", "f": "h", "u": "u", "m": "a"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token `start:end` of a sentence's view; `mark` or `place` where it was recognised before any word was cut."""

    start: int
    end: int
    letter: str
    mark: Mark | None = None
    place: PlaceSpan | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of one sentence in order, without quotation marks and spaces; `letters` are their classes."""

    view: str
    tokens: tuple[Token, ...]
    letters: str

    def words(self, start: int, end: int) -> str:
        """The source's own words of tokens `start:end`."""
        return self.view[self.tokens[start].start : self.tokens[end - 1].end]


def row(view: str, marks: list[Mark], lexicon: Lexicon) -> Row:
    """The token row of a sentence, given its marks in order."""
    tokens: list[Token] = []
    position = 0
    for mark in marks:
        _cut(view, position, mark.start, lexicon, tokens)
        letter = {"time": "t", "quantity": "q", "name": "j", "rejected": "0"}[mark.kind]
        if mark.kind == "time" and mark.reason == "frequency":
            letter = "d"
        tokens.append(Token(mark.start, mark.end, letter, mark))
        position = mark.end
    _cut(view, position, len(view), lexicon, tokens)
    return Row(view, tuple(tokens), "".join(token.letter for token in tokens))


def _cut(view: str, start: int, end: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    """Append the words of one gap between marks."""
    if start == end:
        return
    gap = view[start:end]
    position = 0
    for span in places.scan(gap):
        if span.kind == "part":
            continue
        _words(gap, position, span.start, start, lexicon, tokens)
        tokens.append(Token(start + span.start, start + span.end, "p", place=span))
        position = span.end
    _words(gap, position, len(gap), start, lexicon, tokens)


_LONGEST = 4  # words that a lexicon entry may span in jieba's cut


def _words(gap: str, start: int, end: int, offset: int, lexicon: Lexicon, tokens: list[Token]) -> None:
    if start == end:
        return
    pairs = words.tag(gap[start:end])
    position = offset + start
    index = 0
    while index < len(pairs):
        word, flag = pairs[index]
        taken = 1
        for count in range(min(_LONGEST, len(pairs) - index), 1, -1):
            joined = "".join(pair[0] for pair in pairs[index : index + count])
            if joined in lexicon.classes:
                word, flag, taken = joined, "", count
                break
        if not (len(word) == 1 and word in _SILENT):
            tokens.append(Token(position, position + len(word), letter(word, flag, lexicon)))
        position += len(word)
        index += taken


def letter(word: str, flag: str, lexicon: Lexicon) -> str:
    """The class of a word with a jieba part-of-speech tag."""
    known = lexicon.classes.get(word)
    if known is not None:
        return known if known != "n" else _noun(word, lexicon)
    if len(word) == 1 and word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if flag == "x" and not word.isalnum():
        return _PUNCTUATION.get(word[0], ".")
    if flag == "vn":
        return "w"
    by_flag = _BY_FLAG.get(flag[:1], "n")
    if by_flag in "na" and len(word) > 1:
        return _noun(word, lexicon) if by_flag == "n" else by_flag
    return by_flag


def _noun(word: str, lexicon: Lexicon) -> str:
    if len(word) > 1 and word.endswith(lexicon.indicators):
        return "i"
    if len(word) > 1 and word.endswith(lexicon.doers):
        return "o"
    return "n"
