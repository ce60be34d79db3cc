"""Resolve: the only stage with memory.

It goes through a document once and fills in what a clause leaves to the ones before it: verbs and objects said once,
the running subject, period and place, and the level that a change belongs to.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from zzx import dates, ellipsis, firms, homes, lexicon, marks, modality, script, tokens
from zzx.bearings import Bearings
from zzx.facts import Draft
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.patterns import late
from zzx.places import Home
from zzx.rows import Row
from zzx.scene import Scene
from zzx.text import Layout, Sentence, layout

Rejection = tuple[int, int, str]
"""A stretch of the document that holds numerals and is no fact, and why."""


class Reading(NamedTuple):
    """One sentence as the engine read it."""

    sentence: Sentence
    marks: list[Mark]
    row: Row
    items: list[Item]


def extract_drafts(
    text: str, *, date: datetime.date | None, place: str | None, words: Lexicon | None = None
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of one document, and the stretches `(start, end, reason)` that hold numerals and are no facts."""
    plain = script.simplified(text)
    page = layout(plain)
    drafts: list[Draft] = []
    rejected: list[Rejection] = []
    for reading in read(page, plain, date=date, place=place, words=words, source=text):
        span = reading.sentence.span
        rejected += [
            (*span(mark.start, mark.end), mark.reason)
            for mark in reading.marks
            if mark.kind != "quantity" and marks.NUMERAL.search(reading.sentence.view, mark.start, mark.end)
        ]
        rejected += [
            (*span(start, end), "word")
            for start, end in marks.syllables(reading.sentence.view, reading.marks)
        ]
        for item in reading.items:
            if item.reason is not None:
                rejected.append((*span(item.start, item.end), item.reason))
            else:
                item.draft = len(drafts)
                if item.first is not None and item.first.draft is not None:
                    leader = item.first.draft
                    drafts[leader] = drafts[leader]._replace(group=leader)
                drafts.append(_draft(reading.row, item, reading.sentence))
    spans = [(draft.value_start, draft.value_end) for draft in drafts]
    spans += [(start, end) for start, end, _ in rejected]
    return drafts, [*_furniture(page, plain, sorted(spans)), *rejected]


def _furniture(page: Layout, text: str, spans: list[tuple[int, int]]) -> Iterator[Rejection]:
    """The furniture that holds numerals, less what interrupts one of the spans, which counts with it: 1<br>200件."""
    for part in page.furniture:
        before = bisect_right(spans, (part.end - 1, part.end)) - 1
        outside = before < 0 or spans[before][1] <= part.start
        if outside and marks.NUMERAL.search(text, part.start, part.end):
            yield part.start, part.end, part.reason


def read(
    page: Layout,
    text: str,
    *,
    date: datetime.date | None,
    place: str | None,
    words: Lexicon | None = None,
    source: str | None = None,
) -> Iterator[Reading]:
    """The sentences of a document in order, each with its quantities and their slots filled.

    `text` is the document in simplified characters, `source` the same in its own script.
    """
    words = words or lexicon.load()
    where = Bearings(_homes(page, text, place))
    scene = Scene(where, date or dates.find_document_date(text), words, planned=modality.assigns(text))
    companies = firms.find(text, words)
    unheard: list[Sentence] = []
    for sentence in page.sentences:
        silent = not (marks.NUMERAL.search(sentence.view) or marks.WORDED.search(sentence.view))
        if sentence.kind != "dateline" and silent:
            unheard.append(sentence)
            continue
        if sentence.kind == "dateline":
            found = [
                Mark(match.start(), match.end(), "rejected", "furniture")
                for match in marks.NUMERAL.finditer(sentence.view)
            ]
            scene.enter(sentence)
            yield Reading(sentence, found, Row(sentence.view, (), ""), [])
            continue
        view = _parted(sentence)
        found = marks.mark(view) if companies is None else firms.mark(view, marks.mark(view), companies)
        if not any(mark.kind == "quantity" for mark in found):
            unheard.append(sentence)
            yield Reading(sentence, found, Row(view, (), ""), [])
            continue
        for one in unheard:
            scene.enter(one)
            if scene.is_remembered(one, sentence):
                _overhear(one, scene, words)
        unheard.clear()
        scene.enter(sentence)
        own = sentence.view if source is None or source is text else _wording(sentence, source)
        row = tokens.row(view, found, words, own)
        items = ellipsis.read(row, words)
        scene.play(row, items)
        scene.publish(view, (mark for mark in found if mark.time is not None))
        scene.leave(sentence)
        yield Reading(sentence, found, row, items)


def _homes(page: Layout, text: str, given: str | None) -> list[Home]:
    """What each article is about: what the document is, unless an article is about a place elsewhere."""
    home = homes.home(text, given)
    articles = [sentence.article for sentence in page.sentences]
    count = max(articles, default=0) + 1
    if given is not None or count == 1:
        return [home] * count
    views = [""] * count
    for sentence in page.sentences:
        views[sentence.article] += sentence.view + "\n"
    inside = home.places
    own = [homes.home(view) for view in views]
    return [home if found.place is None or found.place in inside else found for found in own]


_STOP = late(r"[，；：,;:]")
_FEW = 3  # clauses, behind which only those are passed that are circumstances themselves
_CLAUSES = 5  # that may stand before the doer
_TIME = 8  # characters that may be a time with its stop, behind which the doer stands: 2024年，
_OPENING = 40  # characters within which a sentence without stops names its time and doer


def _overhear(sentence: Sentence, scene: Scene, words: Lexicon) -> None:
    """Take up the time and doer that open a sentence without a quantity, for the sentences after it."""
    times = marks.times(sentence.view)
    end = _TIME
    for number in range(1, _CLAUSES + 1):
        stop = _STOP.search(sentence.view, end)
        end = stop.end() if stop else _OPENING
        opening = sentence.view[:end]
        row = tokens.row(opening, [mark for mark in times if mark.end <= end], words)
        ends = [found.start() for found in _STOP.finditer(opening)]
        told = any(opening.endswith(tuple(words.groups["telling"]), 0, at) for at in ends)
        last = row.letters.rstrip(",").rpartition(",")[2].lstrip("td")
        leads = told or last == "" or row.letters.lstrip("td,")[:1] in ("e", "k")
        passes = last[:1] in ("e", "k") or (number < _FEW and (told or last == "" or row.letters[0] in "tek"))
        if stop is None or not (leads and passes):
            break  # else circumstances, or who speaks: 在打击电诈方面，全省公安机关…, 院长指出，近年来，…
    scene.play(row, [])
    scene.publish(sentence.view, times)
    scene.note(
        sentence.view[mark.start : mark.end]
        for mark in times
        if mark.time is not None and mark.time.kind == "point"
    )
    scene.leave(sentence)


# Between two statements of a headline stands a space: 破案312起 抓获嫌疑人45名.
_SPACE = late(r"(?<=..)[ \u3000](?=..)")


def _parted(sentence: Sentence) -> str:
    """The view of a sentence, with commas for the spaces that part a headline."""
    view = sentence.view
    return _SPACE.sub(_comma, view) if sentence.kind in ("heading", "caption") else view


_SHORT = 6  # characters of the first statement of a headline


def _comma(space: re.Match[str]) -> str:
    """A comma for a space with words on both sides."""
    view, at = space.string, space.start()
    before, after = view[at - 2 : at], view[at + 1 : at + 3]
    parts = all(map(_is_han, before.replace("%", "一").replace("％", "一")))
    told = view[view.rfind(" ", 0, at) + 1 : at]
    if parts and after[0].isdigit() and any(map(str.isdigit, told)) and len(told) > _SHORT:
        return "，"  # 城区出现80处积水 3.6万人紧急转移
    return "，" if parts and (_is_han(after[0]) or after[0] in "“‘") and _is_han(after[1]) else space[0]


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _wording(sentence: Sentence, source: str) -> str:
    return "".join(source[piece.start : piece.start + piece.length] for piece in sentence.pieces)


def _unit(row: Row, item: Item) -> str | None:
    """The unit as the source writes it."""
    unit = item.quantity.unit
    if unit is None or row.source is row.view:
        return unit
    at = row.view.rfind(unit, item.start, item.end)
    return unit if at < 0 else row.source[at : at + len(unit)]


_ADDED = ("新增", "净增")


def _draft(row: Row, item: Item, sentence: Sentence) -> Draft:
    start, end = item.start, item.end
    told = (item.roles.action if item.action else None, item.roles.object if item.object else None)
    for span in told:
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
        unit=_unit(row, item),
        bound=item.quantity.bound,  # type: ignore[arg-type]
        lower=measured.lower,
        upper=measured.upper,
        basis=measured.basis,
        direction=measured.direction or ("up" if item.action in _ADDED and item.roles.action else None),
        modality=item.modality,
        period_text=item.period.text if item.period else None,
        period_start=item.period.start if item.period else None,
        period_end=item.period.end if item.period else None,
        place=item.place.name if item.place else None,
        place_code=item.place.code if item.place else None,
        group=item.first.draft if item.first else None,
        of=item.of.draft if item.of else None,
        section=sentence.section,
    )
