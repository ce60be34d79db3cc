"""Facts put back into the sentences that they were read from, for what looks at the words between them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zzx.facts import Fact
from zzx.intervals import Printed, printed
from zzx.text import Sentence, layout

_LEVELS = ("count", "money", "measure")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact, what its number may stand for, and where its quantity stands: `start:end` in the sentence's view.

    `sentence` counts from 0; it is None where the text is not at hand.
    """

    fact: Fact
    printed: Printed
    sentence: int | None
    start: int
    end: int

    @property
    def is_level(self) -> bool:
        """Whether it counts or measures something, other than a rate, a change, a rank or a duration."""
        return self.fact.kind in _LEVELS


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells: its statements in order and, if the text is at hand, its sentences."""

    path: str
    statements: tuple[Statement, ...]
    views: tuple[str, ...]
    paragraphs: tuple[tuple[int, int], ...]

    def by_sentence(self) -> Iterable[tuple[Statement, ...]]:
        """The statements of each sentence that has any; of none, if the text is not at hand."""
        sentences: dict[int, list[Statement]] = {}
        for statement in self.statements:
            if statement.sentence is not None:
                sentences.setdefault(statement.sentence, []).append(statement)
        return map(tuple, sentences.values())

    def view(self, statement: Statement) -> str:
        """The sentence of a statement, without line breaks and furniture."""
        return "" if statement.sentence is None else self.views[statement.sentence]

    def before(self, statement: Statement, start: int = 0) -> str:
        """The words of its sentence before a quantity, from `start` on."""
        return self.view(statement)[start : statement.start]

    def after(self, statement: Statement) -> str:
        """The words of its sentence after a quantity."""
        return self.view(statement)[statement.end :]

    def between(self, one: Statement, other: Statement) -> str:
        """The words between the quantities of two statements of one sentence, in the order of the text."""
        return self.view(one)[one.end : other.start]


def place(facts: Sequence[Fact], path: str, text: str | None = None) -> Told:
    """The statements of one document; without its text they stand in no sentence."""
    if text is None:
        statements = tuple(
            Statement(fact, printed(fact, _written(fact)), None, fact.value_start, fact.value_end)
            for fact in facts
        )
        return Told(path, statements, (), ())
    sentences = layout(text).sentences
    pieces = sorted(
        (piece.start, piece.start + piece.length, piece.view, number)
        for number, sentence in enumerate(sentences)
        for piece in sentence.pieces
    )
    starts = [piece[0] for piece in pieces]

    def locate(offset: int) -> tuple[int, int] | None:
        start, end, view, number = pieces[bisect_right(starts, offset) - 1]
        return (number, view + offset - start) if start <= offset < end else None

    placed: list[Statement] = []
    for fact in facts:
        first, last = locate(fact.value_start), locate(fact.value_end - 1)
        written = _SPACE.sub("", text[fact.value_start : fact.value_end])
        stands = printed(fact, written)
        if first is None or last is None or first[0] != last[0]:
            placed.append(Statement(fact, stands, None, fact.value_start, fact.value_end))
        else:
            placed.append(Statement(fact, stands, first[0], first[1], last[1] + 1))
    return Told(
        path,
        tuple(placed),
        tuple(sentence.view for sentence in sentences),
        tuple(map(_paragraph, sentences)),
    )


def _paragraph(sentence: Sentence) -> tuple[int, int]:
    return sentence.article, sentence.paragraph


def _written(fact: Fact) -> str:
    """The quantity as the quote has it: exact where the quote has no line break in it, else the end of the quote."""
    start, end = fact.value_start - fact.start, fact.value_end - fact.start
    if len(fact.quote) == fact.end - fact.start:
        return fact.quote[start:end]
    return fact.quote[-(end - start) :]
