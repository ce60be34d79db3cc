"""Explain: sentence by sentence, what was recognised, which rule decided, and why a numeral was rejected."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from zzx import resolve, script
from zzx.ellipsis import Item
from zzx.escapes import visible
from zzx.facts import format_number
from zzx.resolve import Reading
from zzx.text import layout


def render(text: str, *, date: datetime.date | None = None, place: str | None = None) -> Iterator[str]:
    """Lines that show how each sentence with a numeral was read."""
    plain = script.simplified(text)
    page = layout(plain)
    for part in page.furniture:
        yield f"{part.start}-{part.end} [{part.reason}] {visible(text[part.start : part.end])}"
    for reading in resolve.read(page, plain, date=date, place=place, source=text):
        if reading.marks:
            yield from _sentence(reading)


def _sentence(reading: Reading) -> Iterator[str]:
    view = reading.sentence.view
    start, end = reading.sentence.span(0, len(view))
    yield ""
    yield f"{start}-{end} ({reading.sentence.kind}) {visible(view)}"
    for mark in reading.marks:
        what = mark.kind if mark.kind == "quantity" else f"{mark.kind}: {mark.reason}"
        yield f"  mark   {visible(view[mark.start : mark.end])} [{what}]"
    if reading.row.tokens:
        words = " ".join(
            f"{visible(view[token.start : token.end])}/{token.letter}" for token in reading.row.tokens
        )
        yield f"  words  {words}"
    for item in reading.items:
        yield from _item(view, item)


def _item(view: str, item: Item) -> Iterator[str]:
    words = visible(view[item.start : item.end])
    if item.reason is not None:
        yield f"  no     {words}: {item.reason}"
        return
    measured = item.measure
    numbers = [
        None if n is None else format_number(n) for n in (measured.value, measured.lower, measured.upper)
    ]
    yield f"  fact   {words} by rule {item.roles.rule!r}"
    slots = {
        "kind": measured.kind,
        "subject": item.subject,
        "action": item.action,
        "object": item.object,
        "value": f"{numbers[0]} {item.quantity.unit or ''} {item.quantity.bound} [{numbers[1]}, {numbers[2]}]",
        "moved": " ".join(filter(None, (measured.direction, measured.basis))) or None,
        "when": f"{item.period.text} [{item.period.start}, {item.period.end}]" if item.period else None,
        "where": item.place.name if item.place else None,
        "modality": item.modality,
    }
    for name, value in slots.items():
        if value is not None:
            yield f"         {name:8} {visible(value)}"
