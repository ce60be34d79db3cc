"""Scene: who, when and where, as it runs on through a document.

A clause opens with its time and its doer, or leaves them to the one before; a time or place said inside a phrase holds for
that sentence only. Paragraphs fall back on their heading, headings on the article's lead, places on the home of the text.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from zzx import dates, framing, modality, openings
from zzx.dates import Period
from zzx.items import Item, is_place, phrase
from zzx.lexicon import Lexicon
from zzx.openings import Doer
from zzx.places import Home, Place, lineage
from zzx.rows import Row
from zzx.text import Sentence

_NOUNS = "pnwoPijaI0cgur"
_CLAUSE = re.compile("[^,;:()]+")
_TOLD = re.compile("[tpq]")  # times, places and quantities
_PERSON_ACTS = re.compile("Pd*[vxRwy]")
_AND = re.compile("[、和及与]")


@dataclass(slots=True)
class Scene:
    """What runs on from sentence to sentence; `local_*` hold to the end of the sentence."""

    home: Home
    today: datetime.date | None
    words: Lexicon
    lead: Period | None = None
    heading: Period | None = None
    period: Period | None = None
    subject: str | None = None
    doer: str | None = None  # that opens the sentence or a clause of it
    local_subject: str | None = None
    local_period: Period | None = None
    passing: Period | None = None  # for the next quantity alone
    local_place: Place | None = None
    named: Place | None = None  # the place that was named last: what 该区 means
    topic: Place | None = None  # the place that a paragraph is headed by, 江西省：: what 全省 means there
    position: tuple[int, int] = (-1, -1)
    opening: int | None = None  # the article's first paragraph of prose

    @property
    def wider(self) -> tuple[Place, ...]:
        """The places that contain the home of the text."""
        return lineage(self.home.place)[1:] + self.home.places[1:] if self.home.place else ()

    def enter(self, sentence: Sentence) -> None:
        """Forget what does not run on into this sentence."""
        if sentence.article != self.position[0]:
            self.lead = self.heading = self.opening = self.named = None
        if (sentence.article, sentence.paragraph) != self.position:
            self.subject = self.period = self.topic = None
            if sentence.kind == "heading":
                self.heading = None
        self.position = (sentence.article, sentence.paragraph)
        self.doer = self.local_subject = self.local_period = self.local_place = None
        if self.opening is None and sentence.kind == "prose":
            self.opening = sentence.paragraph

    def is_remembered(self, sentence: Sentence, later: Sentence) -> bool:
        """Whether what a sentence without numerals says can matter to a later one."""
        same = (sentence.article, sentence.paragraph) == (later.article, later.paragraph)
        return same or sentence.kind == "heading" or sentence.paragraph == self.opening

    def leave(self, sentence: Sentence) -> None:
        """Keep what later paragraphs fall back on."""
        if sentence.kind == "heading" and self.period is not None:
            self.heading = self.period
        leads = (sentence.kind == "heading" and self.opening is None) or sentence.paragraph == self.opening
        if self.lead is None and leads and not framing.is_short(self.period):
            self.lead = self.period

    def play(self, row: Row, items: list[Item]) -> None:
        """Go through the clauses of a sentence and give each quantity its subject, period, place and modality."""
        by_index = {item.index: item for item in items}
        indexes = [item.index for item in items]
        planned = any(item.action in self.words.groups["sanction"] for item in items)
        outside = (self.local_subject, self.local_place)
        end = 0
        for clause in _CLAUSE.finditer(row.letters):
            stops, (start, end) = row.letters[end : clause.start()], clause.span()
            if ";" in stops:
                self.local_subject = self.doer or self.local_subject
            # What parentheses name holds inside them.
            if ")" in stops:
                self.local_subject, self.local_place = outside
            if "(" in stops:
                outside = (self.local_subject, self.local_place)
            ahead = bisect_left(indexes, start)
            first = items[ahead] if ahead < bisect_left(indexes, end) else None
            for told in _TOLD.finditer(row.letters, self._open(row, start, end, first), end):
                position = told.start()
                self._pass(row, position)
                item = by_index.get(position)
                if item is not None:
                    self._assign(row, item)
                    item.modality = "target" if planned else modality.read(row, start, item, self.words)

    def _open(self, row: Row, start: int, end: int, first: Item | None) -> int:
        """Take up the times and the doer that open a clause; returns where its predicate begins."""
        begin = self._open_times(row, start, end)
        if begin == end or openings.compares(row, begin):
            return begin
        self._head(row, begin, end)
        if first is not None and is_place(row, first) and self._named(row, begin) not in self.home.places:
            return begin  # 其中莆田151起、平潭2起: each has its own
        doer = openings.find(row, begin, end, first, self.words)
        if doer is None:
            return begin
        self._doer(row, doer)
        return self._open_times(row, doer.span[1], end)

    def _open_times(self, row: Row, start: int, end: int) -> int:
        """Take up the times at `start`; returns where the clause goes on."""
        index = openings.skip_lead(row, start, end)
        while index < end and row.letters[index] == "t" and not framing.dates_level(row, index, self.words):
            self._time(row, index, lasting=True)
            index = openings.skip_lead(row, index + 1, end)
        return index

    def _head(self, row: Row, index: int, end: int) -> None:
        """Take up a place that heads what follows: 江西省：."""
        if row.letters[index] == "p" and index + 1 == end and row.letters[end : end + 1] == ":":
            colon = row.words(end, end + 1) in ("：", ":")
            self.topic = self._named(row, index, wider=True) if colon else None

    def _doer(self, row: Row, doer: Doer) -> None:
        """A doer holds for its sentence; organisations, 我们 and the places that the text is about run on."""
        span, acts = doer.span, doer.acts
        name = row.words(*span).strip("的")
        if row.letters[span[1] - 1] == "p" and not acts and row.letters[span[1] : span[1] + 1] == ",":
            return  # an address, not a doer
        place = self.home.resolve(name, self._meant(name))
        if not acts and place in self.wider:
            return  # 全国首批…: a wider place only compares
        for index in range(*span):
            if row.letters[index] == "p":
                self._name(row, index)
        said = phrase(row, span).strip("的")
        self.doer = self.local_subject = said
        self.local_place = place
        only_place = set(row.letters[slice(*span)]) <= set("pc")
        if only_place:
            token = row.tokens[span[0]]
            deictic = token.place is not None and token.place.kind == "deictic"
            lasting = "c" not in row.letters[slice(*span)] and (deictic or place in self.home.places)
        else:
            lasting = name.endswith(self.words.organisations) or name in self.words.groups["doer_pronoun"]
            lasting = lasting or _PERSON_ACTS.match(row.letters, span[1] - 1) is not None
        if lasting:
            self.subject = said

    def _pass(self, row: Row, index: int) -> None:
        """Take up a time or a place inside a clause, to the end of the sentence."""
        letter = row.letters[index]
        before = row.letters[index - 1 : index] if index else ""
        if letter == "t" and (before not in ("b", "s") or framing.dates_level(row, index, self.words)):
            kept = self.local_period
            self._time(row, index, lasting=False)
            if framing.modifies(row, index) or framing.dates_level(row, index, self.words):
                self.passing, self.local_period = self.local_period, kept
        elif letter == "p":
            several = row.letters[index + 1 : index + 3] == "cp"  # 在广东、湖南等地
            if before in ("e", "k") and row.words(index - 1, index) in ("在", "于") and not several:
                self._place(row, index)
            self._name(row, index)

    def _time(self, row: Row, index: int, lasting: bool) -> None:
        token = row.tokens[index]
        if token.mark is None or token.mark.time is None or token.mark.time.kind == "clock":
            return
        if framing.compared(row, index, self.words):
            return
        running = self.local_period or self.period or self.heading or self.lead
        found = dates.resolve(row.view[token.start : token.end], self.today, running)
        if row.source is not row.view:
            found = replace(found, text=row.source[token.start : token.end])
        vague = found.start is None and found.end is None
        beside = "q" in row.letters[index + 1 : index + 3]
        if vague and self.local_period is not None and not beside:
            return
        self.local_period = found
        if lasting:
            self.period = found

    def _place(self, row: Row, index: int) -> None:
        place = self._named(row, index)
        if place is not None:
            self.local_place = place

    def _meant(self, words: str) -> Place | None:
        """The place that words such as 该区 or 全省 mean before they mean the home."""
        return self.named if words.startswith("该") else self.topic

    def _name(self, row: Row, index: int) -> None:
        """Remember the place that was named last."""
        place = row.tokens[index].place
        if place is not None and place.kind == "name":
            self.named = place.place

    def _named(self, row: Row, index: int, wider: bool = False) -> Place | None:
        """The place at a token; None for one that only contains the home of the text (在全省率先), unless `wider`."""
        token = row.tokens[index]
        if token.place is None:
            return None
        text = row.view[token.start : token.end]
        if token.place.kind == "deictic":
            place = self.home.point(text, self._meant(text))
        else:
            place = token.place.place
        if place is None or (not wider and place in self.wider):
            return None
        return place

    def _assign(self, row: Row, item: Item) -> None:
        running = self.local_subject or self.subject
        own = self._own_subject(row, item)
        own = item.subject or own
        modifies = row.letters[item.index + 1 : item.index + 2] == "u"
        place_alone = not row.letters[slice(*item.roles.left)].strip("p")
        if own is not None and not modifies and not place_alone:
            self.local_subject = own
        item.subject = own or running
        item.period = self.passing or self.local_period or self.period or self.heading or self.lead
        if item.period is not None and item.turn is not None:
            item.period = self._turn(item.period, *item.turn)
        self.passing = None
        candidates = [self._own_place(row, item)]
        if item.subject is not None and item.subject != running:
            candidates.append(self.home.resolve(item.subject, self._meant(item.subject)))
        candidates.append(self.local_place)
        if running is not None:
            candidates.append(self.home.resolve(running, self._meant(running)))
        candidates.append(self.home.place)
        item.place = next((place for place in candidates if place is not None), None)

    def _turn(self, period: Period, number: int, count: int) -> Period:
        """The one of several times that belongs to a member of a list: 2021年、2022年净利润分别为2亿元、3亿元."""
        times = _AND.split(period.text)
        return dates.resolve(times[number], self.today, period) if len(times) == count else period

    def _own_subject(self, row: Row, item: Item) -> str | None:
        """A subject that only this quantity's clause names: what does or has it, but does not run on."""
        span = item.roles.subject
        if span is None or item.roles.action is None or item.measure.kind == "rank":
            return None
        start, end = span
        letters = row.letters
        while start < end and letters[start] in "tdzbcfgh.ea":
            if letters[start] == "e":
                return None
            start += 1
        if start < end and letters[start] == "k":
            return None
        stop = start
        while stop < end and letters[stop] in _NOUNS + "q":
            stop += 1
        while stop > start and letters[stop - 1] not in "noPijIp":
            stop -= 1
        if stop == start or letters[start] == "w":
            return None  # 经审查, 整理民情日志: circumstances, no doer
        return phrase(row, (start, stop))

    def _own_place(self, row: Row, item: Item) -> Place | None:
        """The place named in the phrase that is measured, or right before a rank."""
        ranked = item.measure.kind == "rank"
        start, end = item.roles.tail if ranked else item.roles.left
        for index in range(end - 1, start - 1, -1):
            if not ranked and index > start and row.letters[index - 1] not in "vxyRVdetkwl":
                continue  # inside a name or a list
            if row.letters[index + 1 : index + 3] == "cp":
                continue  # 南京、无锡等8市
            place = self._named(row, index, wider=ranked)
            if place is not None:
                return place
        return None
