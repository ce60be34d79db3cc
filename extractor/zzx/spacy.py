"""A component for pipelines of spaCy, which is not among zzx's own requirements: `nlp.add_pipe("zzx")`.

It sets `doc.spans["zzx"]`: a span for the quantity of each fact, labelled with its kind, and the fact in `span._.fact`. Where
words and quantities part at different places, a span is widened to whole words.
"""

import datetime

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from zzx.pipeline import extract


class Facts:
    """Finds the facts of a document; `date` and `place` are those of `zzx.extract`."""

    def __init__(self, date: datetime.date | None, place: str | None) -> None:
        self._date = date
        self._place = place

    def __call__(self, doc: Doc) -> Doc:
        """The document, with its facts among its spans."""
        group = SpanGroup(doc, name="zzx")
        for fact in extract(doc.text, date=self._date, place=self._place).facts:
            span = doc.char_span(fact.value_start, fact.value_end, fact.kind, alignment_mode="expand")
            span._.fact = fact
            group.append(span)
        doc.spans["zzx"] = group
        return doc


def create(nlp: Language, name: str, date: str | None, place: str | None) -> Facts:  # noqa: ARG001
    """The component as spaCy makes it: settings are plain values, so that a pipeline can be saved; `date` is ISO 8601."""
    if not Span.has_extension("fact"):
        Span.set_extension("fact", default=None)
    return Facts(datetime.date.fromisoformat(date) if date else None, place)


Language.factory("zzx", default_config={"date": None, "place": None}, func=create)
