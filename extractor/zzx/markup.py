"""Texts as HTML with stretches of them marked; everything from a text is escaped."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple


class Stretch(NamedTuple):
    """The characters `start:end` of a text, the CSS class that they are marked with, and a title for them."""

    start: int
    end: int
    name: str
    title: str


STYLE = (
    "mark[class]{color:inherit;border-radius:3px;padding:0 .1em}"
    "mark.fact{background:#8c4a2f33;border-bottom:2px solid #8c4a2f}"
    "mark.rejected{background:none;border-bottom:1px dotted}"
)


def marked(text: str, stretches: Iterable[Stretch], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` as HTML, its stretches in `<mark>`; of stretches that overlap, the first is marked."""
    end = len(text) if end is None else end
    pieces: list[str] = []
    for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if start <= one.start < one.end <= end:
            pieces += (
                escape(text[start : one.start]),
                f'<mark class="{one.name}" title="{escape(one.title)}">',
            )
            pieces += escape(text[one.start : one.end]), "</mark>"
            start = one.end
    return "".join([*pieces, escape(text[start:end])])
