"""Facts put back into the sentences that they were read from, for what looks at the words between them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from zzx.facts import Fact
from zzx.intervals import Printed, printed
from zzx.patterns import late
from zzx.text import Sentence, layout

_LEVELS = ("count", "money", "measure")
_NEAR = 120  # characters; what is farther away says nothing about a quantity
_PUNCTUATION = late(r"[，。；：,;:]")
_SPACE = late(r"\s+")
_BRACKETS = late(r"[（(][^（()）]*[)）]")
_BASE = late(
    r"(?:(?<![同环占])比(?![例重赛])|较(?![大多高好])|由(?!于)|从(?![事业]))[^，。；：,;:到至为达增减升降]{0,20}$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact, what its number may stand for, and where its quantity stands: `start:end` in the sentence's view.

    `sentence` counts from 0; it is None where the text is not at hand. `label` is what the text calls the quantity: the
    words between the quantity before and it.
    """

    fact: Fact
    printed: Printed
    sentence: int | None
    start: int
    end: int
    label: str = ""

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

    def by_sentence(self) -> list[tuple[Statement, ...]]:
        """The statements of each sentence that has any; of none, if the text is not at hand."""
        sentences: dict[int, list[Statement]] = {}
        for statement in self.statements:
            if statement.sentence is not None:
                sentences.setdefault(statement.sentence, []).append(statement)
        return [tuple(statements) for statements in sentences.values()]

    def view(self, statement: Statement) -> str:
        """The sentence of a statement, without line breaks and furniture."""
        return "" if statement.sentence is None else self.views[statement.sentence]

    def paragraph(self, statement: Statement) -> tuple[int, int]:
        """The article and the paragraph that a statement stands in."""
        return self.paragraphs[statement.sentence or 0]

    def before(self, statement: Statement) -> str:
        """The last words of its sentence before a quantity."""
        return self.view(statement)[max(0, statement.start - _NEAR) : statement.start]

    def after(self, statement: Statement) -> str:
        """The next words of its sentence after a quantity."""
        return self.view(statement)[statement.end : statement.end + _NEAR]

    def between(self, one: Statement, other: Statement) -> str:
        """The words between the quantities of two statements of one sentence, in the order of the text."""
        return self.view(one)[one.end : other.start]

    def outside(self, one: Statement, other: Statement) -> str:
        """The words between two statements less what stands in brackets; a bracket that stays closes over the first."""
        return _BRACKETS.sub("", self.between(one, other))

    def is_base(self, statement: Statement) -> bool:
        """Whether a level is what another is compared with: 比2022年的1100起增加150起."""
        return bool(_BASE.search(self.before(statement)))


def place(facts: Sequence[Fact], path: str, text: str | None = None) -> Told:
    """The statements of one document; without its text they stand in no sentence."""
    if text is None:
        statements = tuple(
            Statement(fact, printed(fact, written(fact)), None, fact.value_start, fact.value_end)
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
        if not pieces:
            return None  # nothing but tables
        start, end, view, number = pieces[bisect_right(starts, offset) - 1]
        return (number, view + offset - start) if start <= offset < end else None

    placed: list[Statement] = []
    last, end = None, 0  # the sentence and the end of the quantity before
    for fact in facts:
        found, found_last = locate(fact.value_start), locate(fact.value_end - 1)
        stands = printed(fact, _SPACE.sub("", text[fact.value_start : fact.value_end]))
        if found is None or found_last is None or found[0] != found_last[0]:
            placed.append(Statement(fact, stands, None, fact.value_start, fact.value_end))
            continue
        sentence, start = found
        words = sentences[sentence].view[max(end if sentence == last else 0, start - _NEAR) : start]
        label = _PUNCTUATION.split(words.rstrip("，、,"))[-1].replace("其中", "").replace("包括", "")
        last, end = sentence, found_last[1] + 1
        placed.append(Statement(fact, stands, sentence, start, end, label or fact.object or ""))
    return Told(
        path,
        tuple(placed),
        tuple(sentence.view for sentence in sentences),
        tuple(map(_paragraph, sentences)),
    )


def _paragraph(sentence: Sentence) -> tuple[int, int]:
    return sentence.article, sentence.paragraph


def written(fact: Fact) -> str:
    """The quantity as the quote has it: exact where the quote has no line break in it, else the end of the quote."""
    start, end = fact.value_start - fact.start, fact.value_end - fact.start
    if len(fact.quote) == fact.end - fact.start:
        return fact.quote[start:end]
    return fact.quote[-(end - start) :]
