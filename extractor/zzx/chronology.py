"""Chronology: the times that run on through a document.

A sentence opens with its time or leaves it to the one before; a paragraph falls back on its heading, headings on the lead of the
article. What belongs to one noun, one level or a comparison alone passes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from zzx import beginnings, dates, framing, modality, publications, sections, timing
from zzx.bearings import Bearings
from zzx.dates import Period
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.places import Place
from zzx.rows import Row
from zzx.text import Sentence


@dataclass(slots=True)
class Chronology:
    """When, as it runs on from sentence to sentence; `local_period` holds to the end of the sentence."""

    where: Bearings
    today: datetime.date | None
    words: Lexicon
    lead: Period | None = None
    titled: bool = False  # whether the lead is that of the title alone
    led_at: Place | None = None  # what heads the part that the lead was read from
    led: bool = False  # whether the article's first sentence is over
    headings: list[tuple[int, Period | None]] = field(default_factory=list)  # above here: level and time
    period: Period | None = None
    local_period: Period | None = None
    dated: Period | None = None  # the last day or month that was named: what 当日 and 10日 lean on
    listing: Period | None = None  # of what introduces the list of paragraphs: 行动开展以来：
    resumed: Period | None = None  # what goes on behind a time that is only an aside: ，而去年同期为10%；
    event: Period | None = None  # the days of the lead that are no frame: what 此次行动 means
    outer: Period | None = None  # the year that the end of a year was told in
    reached: Period | None = None  # of the level that the sentence says was reached: 增加到2005年的40亿元
    passing: Period | None = None  # for the next quantity alone
    position: tuple[int, int] = (-1, -1)
    opening: int | None = None  # the article's first paragraph of prose

    def leave(self, sentence: Sentence) -> None:
        """Keep what later paragraphs fall back on."""
        if sentence.kind == "heading" and self.opening is None and sections.is_dateline(sentence):
            return
        if sentence.view.endswith(("：", ":")):
            self.listing = self.local_period or self.period or self.listing
            if self.listing is not None and sentence.view.endswith("如下", 0, -1):
                self.headings.append((-1, self.listing))  # 现将上半年完成情况通报如下：
        titles, opens = sections.titles(sentence), sentence.paragraph == self.opening
        leads = (titles and self.opening is None) or opens
        if leads and (self.lead is None or (self.titled and opens)):
            inner = self.period is not None or titles or (self.led and framing.is_dated(self.local_period))
            frames = (self.period, self.local_period if inner else None)
            found = next((period for period in frames if self._frames(period, not self.led)), None)
            found = None if opens and framing.is_long_past(found, self.today) else found
            self.event = next((period for period in frames if framing.is_event(period)), self.event)
            if self.lead is None or framing.lies_within(found, self.lead):
                self.lead, self.titled, self.led_at = found, titles, self.where.under
            self.led = self.led or sentence.kind == "prose"
        leading = (
            titles and self.opening is None and (self.lead is self.period or modality.lies_ahead(self.period))
        )
        if sentence.kind == "heading" and self.period is not None and not leading and self.headings:
            self.headings[-1] = (self.headings[-1][0], self.period)
        if self.period is None and self.local_period is not None and self.local_period.end is not None:
            self.period = self.local_period

    def _governing(self, item: Item) -> Period | None:
        """The period of a quantity; the growth up to a level is of longer: 增加到2005年的40亿元，年均增长|14%."""
        kept = self.local_period
        if kept is not None and kept is self.reached and item.measure.kind == "change":
            self.local_period = None
        found, self.local_period = self._running(), kept
        return found

    def _running(self) -> Period | None:
        """The period of what names none: of the sentence, the paragraph, the nearest heading or the lead."""
        heading = next((period for _, period in reversed(self.headings) if period), None)
        told = self.local_period or self.period or self.listing or heading
        return told or (None if self.where.is_beside(self.led_at) else self.lead)

    def _frames(self, period: Period | None, opens: bool = False) -> bool:
        """Whether a period may be that of a whole article, which it may open."""
        return not (framing.is_short(period, opens) or modality.frames_nothing(period))

    def note(self, times: Iterable[str]) -> None:
        """Remember the last of the days that a sentence without a quantity names."""
        for text in times:
            found = dates.resolve(text, self.today, self.dated or self.period or self.lead)
            if framing.within_month(found):
                self.dated = found

    def publish(self, sentence: str, times: Iterable[Mark]) -> None:
        """Let the time of what is published take the place of its day: 8月2日，统计局发布上半年运行情况。"""
        told = publications.told_of(self.period, sentence, times, self.today)
        if told is not self.period:
            self.period = self.local_period = told

    def _open_times(self, row: Row, start: int, end: int) -> int:
        """Take up the times at `start`; returns where the clause goes on."""
        index = beginnings.skip_lead(row, start, end)
        while index < end and row.letters[index] == "t" and not self._is_of_one(row, index):
            foreseen = self.period is not None and modality.foresees(row, start, index)
            if framing.is_earlier(row, index):
                kept = self.local_period
                self._time(row, index, lasting=False)
                self.passing, self.local_period = self.local_period, kept
            elif not (framing.dates_noun(row, index) or framing.names_contest(row, index, self.local_period)):
                aside = self.local_period is not None and framing.is_aside(row, start, index)
                self.resumed = self.local_period if aside else self.resumed
                self._time(row, index, lasting=not (foreseen or aside))
            index = beginnings.skip_lead(row, index + 1, end)
        return index

    def _is_of_one(self, row: Row, index: int) -> bool:
        """Whether a time belongs to one level or one age, and not to the clause that it opens."""
        level = framing.dates_level(row, index, self.words) or framing.is_left_over(row, index)
        return level or framing.dates_age(row, index)

    def _time(self, row: Row, index: int, lasting: bool) -> None:
        token = row.tokens[index]
        if token.mark is None or token.mark.time is None or token.mark.time.kind in ("clock", "same"):
            return
        if framing.compared(row, index, self.words) or framing.dates_birth(row, index):
            return
        running = self._running()
        text = row.view[token.start : token.end].lstrip("—–-")
        if self.dated is not None and framing.leans(text, self.dated):
            running = self.dated
        found = timing.told_at(row, index, self.today, running)
        day = framing.within_month(found) or (
            found.start is found.end is None and token.mark.time.kind == "point"
        )
        self.dated = found if day else self.dated
        if framing.is_of_telling(row, index, self.words):
            return
        found = timing.beside(row, index, found, self.local_period)
        counted = "q" in row.letters[index + 1 : index + 3]
        unknown = found.start is None and found.end is None
        vague = unknown and (token.mark.time.kind == "vague" or framing.leans_on_a_day(text))
        if vague and self._frames(self.local_period) and not counted:
            return
        if framing.is_end(found) and not (running is not None and framing.is_end(running)):
            self.outer = running
        self.local_period = found
        if lasting:
            self.period = found
