"""Explain: sentence by sentence, what was recognised, which rule decided, and why a numeral was rejected."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from html import escape

from zzx import resolve, script
from zzx.escapes import visible
from zzx.facts import format_number
from zzx.items import Item
from zzx.markup import STYLE, Stretch, marked
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
            f"{visible(view[token.start : token.end])}/{letter}"
            for token, letter in zip(reading.row.tokens, reading.row.letters, strict=True)
        )
        yield f"  words  {words}"
    for item in reading.items:
        yield from _item(view, item)


def _item(view: str, item: Item) -> Iterator[str]:
    words = visible(view[item.start : item.end])
    if item.reason is not None:
        yield f"  no     {words}: {item.reason}"
        return
    yield f"  fact   {words} by rule {item.roles.rule!r}"
    for name, value in _slots(item):
        yield f"         {name:8} {visible(value)}"


def _slots(item: Item) -> Iterator[tuple[str, str]]:
    """What is known of a fact, by name."""
    measured = item.measure
    numbers = [
        None if n is None else format_number(n) for n in (measured.value, measured.lower, measured.upper)
    ]
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
    yield from ((name, value) for name, value in slots.items() if value is not None)


# As a page --------------------------------------------------------------------------------------------------

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>zzx explain</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body{{font:16px/1.7 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
summary{{cursor:pointer;margin:.6rem 0}} section{{margin:0 0 1.5rem 1.2rem;font-size:.9rem}}
caption{{text-align:left;opacity:.7}} ruby{{margin-right:.4em}} rt{{opacity:.7}} table{{border-collapse:collapse;margin:.6rem 0}} th{{text-align:left;padding-right:1em}}
mark.time{{background:#2f5f8c22}} mark.place{{background:#3f7a4a22}} {style}
</style>
{body}
</html>
"""


def page(text: str, *, date: datetime.date | None = None, place: str | None = None) -> str:
    """The same as an HTML page that loads nothing: each sentence with its marks, which opens into how it was read."""
    plain = script.simplified(text)
    readings = resolve.read(layout(plain), plain, date=date, place=place, source=text)
    body = "\n".join(_opening(reading) for reading in readings if reading.marks)
    return _PAGE.format(style=STYLE, body=body)


def _opening(reading: Reading) -> str:
    # One character for each, so that offsets hold.
    view = "".join(c if c.isprintable() else " " for c in reading.sentence.view)
    stretches = [Stretch(item.start, item.end, *_verdict(item)) for item in reading.items]
    stretches += [
        Stretch(mark.start, mark.end, mark.kind, f"{mark.kind}: {mark.reason}") for mark in reading.marks
    ]
    words = " ".join(
        f"<ruby>{escape(view[token.start : token.end])}<rt>{escape(letter)}</rt></ruby>"
        for token, letter in zip(reading.row.tokens, reading.row.letters, strict=True)
    )
    facts = "".join(_table(view, item) for item in reading.items if item.reason is None)
    return (
        f"<details><summary>{marked(view, stretches)}</summary>\n"
        f"<section><p>{words}</p>\n{facts}</section></details>"
    )


def _verdict(item: Item) -> tuple[str, str]:
    if item.reason is not None:
        return "rejected", f"no fact: {item.reason}"
    return "fact", f"{item.measure.kind} by rule {item.roles.rule!r}"


def _table(view: str, item: Item) -> str:
    rows = "".join(f"<tr><th>{name}<td>{escape(visible(value))}" for name, value in _slots(item))
    words = escape(view[item.start : item.end])
    return f"<table><caption>{words} by rule {escape(repr(item.roles.rule))}</caption>{rows}</table>\n"
