"""Rows: a sentence as one gapless row of tokens, which are marks and classed words.

Each token has a class of one letter, so a stretch of the row is a string over which the role rules are ordinary regexes:

    q quantity   t time          p place         j quoted name   0 rejected numeral
    v verb       R verb of level x verb that puts others to work   y verb of the counted thing
    w noun of action             V verb that no list knows
    m movement   s state         k coverb        e preposition   B 被   d adverb    l aspect
    n noun       I indicator     i amount        o doer          P person's name a attribute     r determiner
    u 的         c conjunction   g 等            h localizer     z 其中      f 分别     b 同比
    ( ) , ; :    punctuation     .  anything else
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from zzx.marks import Mark
from zzx.places import PlaceSpan
from zzx.quantities import Quantity

ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧ")
"""Classes of water: Ⅰ—Ⅲ类水质."""


class Token(NamedTuple):
    """One token `start:end` of a sentence's view; `mark` or `place` where it was recognised before any word was cut."""

    start: int
    end: int
    letter: str
    mark: Mark | None = None
    place: PlaceSpan | None = None

    @property
    def quantity(self) -> Quantity | None:
        """What it measures; None where it is no quantity."""
        return self.mark.quantity if self.mark is not None else None


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of one sentence in order, without quotation marks and spaces; `letters` are their classes.

    `view` is in simplified characters; `source` is the same stretch in the document's own script.
    """

    view: str
    tokens: tuple[Token, ...]
    letters: str
    source: str = ""

    def words(self, start: int, end: int) -> str:
        """The words of tokens `start:end`, in simplified characters; none beside the row or of no token."""
        if not 0 <= start < end or start >= len(self.tokens):
            return ""
        return self.view[self.tokens[start].start : self.tokens[end - 1].end]

    def wording(self, start: int, end: int) -> str:
        """The words of tokens `start:end` as the source writes them."""
        return self.source[self.tokens[start].start : self.tokens[end - 1].end]
