"""Resolve: the only stage with memory.

It goes through a document once and fills in what a clause leaves to the ones before it: verbs and objects said once,
the running subject, period and place, and the level that a change belongs to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from zzx import dates, ellipsis, lexicon, marks, places, tokens
from zzx.dates import Period
from zzx.ellipsis import Item, phrase
from zzx.facts import Draft, Modality
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.places import Home
from zzx.text import Layout, Sentence, layout
from zzx.tokens import Row

Rejection = tuple[int, int, str]
"""A stretch of the document that holds numerals and is no fact, and why."""


@dataclass(slots=True)
class Memory:
    """What runs on from sentence to sentence of an article."""

    home: Home
    today: datetime.date | None
    lead: Period | None = None
    heading: Period | None = None
    period: Period | None = None
    subject: str | None = None
    place: str | None = None
    groups: int = 0
    article: int = -1
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the engine read it."""

    sentence: Sentence
    marks: list[Mark]
    row: Row
    items: list[Item]


def extract_drafts(
    text: str, *, date: datetime.date | None, place: str | None, words: Lexicon | None = None
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of one document, and the stretches `(start, end, reason)` that hold numerals and are no facts."""
    page = layout(text)
    drafts: list[Draft] = []
    rejected: list[Rejection] = [(part.start, part.end, part.reason) for part in page.furniture]
    for reading in read(page, text, date=date, place=place, words=words):
        span = reading.sentence.span
        for mark in reading.marks:
            if mark.kind != "quantity" and _NUMERAL.search(reading.sentence.view, mark.start, mark.end):
                rejected.append((*span(mark.start, mark.end), mark.reason))
        for item in reading.items:
            if item.reason is not None:
                rejected.append((*span(item.start, item.end), item.reason))
            else:
                item.draft = len(drafts)
                drafts.append(_draft(reading.row, item, reading.sentence))
    return drafts, rejected


def read(
    page: Layout, text: str, *, date: datetime.date | None, place: str | None, words: Lexicon | None = None
) -> Iterator[Reading]:
    """The sentences of a document in order, each with its quantities and their slots filled."""
    words = words or lexicon.load()
    memory = Memory(places.home(text, place), date or dates.find_document_date(text))
    for sentence in page.sentences:
        _enter(memory, sentence)
        if sentence.kind == "dateline":
            found = [
                Mark(match.start(), match.end(), "rejected", "furniture") for match in _NUMERAL.finditer(sentence.view)
            ]
            yield Reading(sentence, found, Row(sentence.view, (), ""), [])
            continue
        found = marks.mark(sentence.view)
        row = tokens.row(sentence.view, found, words)
        items = ellipsis.read(row, words)
        _remember(row, items, memory, sentence, words)
        yield Reading(sentence, found, row, items)


_NUMERAL = regex.compile(rf"[0-9０-９{marks.NUMERALS}兆廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩]+")


def _enter(memory: Memory, sentence: Sentence) -> None:
    """Forget what does not run on into this sentence."""
    if sentence.article != memory.article:
        memory.article = sentence.article
        memory.lead = memory.heading = None
        memory.subject = memory.place = memory.period = None
    if sentence.paragraph != memory.paragraph:
        memory.paragraph = sentence.paragraph
        memory.subject = memory.place = memory.period = None
        if sentence.kind == "heading":
            memory.heading = None


def _remember(row: Row, items: list[Item], memory: Memory, sentence: Sentence, words: Lexicon) -> None:
    """Give each quantity its subject, period and place, and keep what runs on."""
    seen = 0
    for item in items:
        _advance(row, seen, item.index, memory, item)
        seen = item.index
        subject = _subject(row, item)
        if item.subject is not None:
            pass
        elif subject is not None:
            item.subject, lasting = subject
            if lasting:
                memory.subject = item.subject
        else:
            item.subject = memory.subject
        item.modality = _modality(row, item, words)
        item.period = item.period or memory.period or memory.heading or memory.lead
        found = memory.place or (item.subject and _place(memory.home, item.subject))
        item.place = found or (memory.home.place.name if memory.home.place else None)
    _advance(row, seen, len(row.tokens), memory, None)
    if sentence.kind == "heading" and memory.period:
        memory.heading = memory.period
    if memory.lead is None and memory.period is not None:
        memory.lead = memory.period


def _modality(row: Row, item: Item, words: Lexicon) -> Modality:
    """Whether the words before the quantity, from the last strong stop on, plan it or tell it."""
    start = item.index
    while start > 0 and row.letters[start - 1] != ";":
        start -= 1
    before = row.view[row.tokens[start].start : item.start]
    if words.cues["target"].search(before) and not words.cues["fulfilled"].search(before):
        return "target"
    return "actual"


def _place(home: Home, text: str) -> str | None:
    place = home.resolve(text)
    return place.name if place else None


def _advance(row: Row, start: int, end: int, memory: Memory, item: Item | None) -> None:
    """Take up the periods and places between two tokens."""
    for index in range(start, end):
        token = row.tokens[index]
        if token.letter == "t" and token.mark is not None and token.mark.time is not None:
            if token.mark.time.kind == "clock" or (index and row.letters[index - 1] == "b"):
                continue
            expression = row.view[token.start : token.end]
            context = memory.period or memory.heading or memory.lead
            memory.period = dates.resolve(expression, memory.today, context)
        elif token.letter == "p" and token.place is not None:
            text = row.view[token.start : token.end]
            place = memory.home.point(text) if token.place.kind == "deictic" else token.place.place
            if place is not None:
                memory.place = place.name


def _subject(row: Row, item: Item) -> tuple[str, bool] | None:
    """The doer that the quantity's own clause names, and whether it runs on."""
    read = item.roles
    span = read.subject
    if span is None:
        start, end = read.left
        if start < end and row.letters[start] in "po":
            return row.words(start, start + 1), True
        return None
    start, end = span
    while start < end and row.letters[start] in "tdzbcfgh.":
        start += 1
    stop = start
    while stop < end and row.letters[stop] in "pnwiojacgu0rh":
        stop += 1
    while stop > start and row.letters[stop - 1] in "cguhr":
        stop -= 1
    if stop == start:
        return None
    return phrase(row, (start, stop)), row.letters[stop - 1] in "opj"


def _draft(row: Row, item: Item, sentence: Sentence) -> Draft:
    start, end = item.start, item.end
    for span in (item.roles.action, item.roles.object):
        if span is not None:
            start = min(start, row.tokens[span[0]].start)
            end = max(end, row.tokens[span[1] - 1].end)
    left, right = sentence.span(start, end)
    value_start, value_end = sentence.span(item.start, item.end)
    measured = item.measure
    return Draft(
        start=left,
        end=right,
        value_start=value_start,
        value_end=value_end,
        kind=measured.kind,
        rule=item.roles.rule,
        subject=item.subject,
        action=item.action,
        object=item.object,
        value=measured.value,
        unit=item.quantity.unit,
        bound=item.quantity.bound,  # type: ignore[arg-type]
        lower=measured.lower,
        upper=measured.upper,
        basis=measured.basis,
        direction=measured.direction,
        modality=item.modality,
        period_text=item.period.text if item.period else None,
        period_start=item.period.start if item.period else None,
        period_end=item.period.end if item.period else None,
        place=item.place,
        group=item.group,
        of=item.of.draft if item.of else None,
        section=sentence.section,
    )
