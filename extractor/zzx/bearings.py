"""Bearings: which places the words of a document mean: where it is at home, what heads a part of it, what was named last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zzx import framing, places, roles
from zzx.items import Item
from zzx.patterns import late
from zzx.places import Home, Place, lineage
from zzx.rows import Row
from zzx.text import Sentence

_PARTNERS = ("对", "向", "自", "从", "与", "同", "跟", "往", "比", "较")
_HEADED = late(r"(?:[【\[〔（(]([^】\]〕）)]{2,12})[】\]〕）)]|([^\s，。；：,;:、]{2,9})[ \u3000])")
_OPENING = 20  # characters of a heading in which its place stands


@dataclass(slots=True)
class Bearings:
    """Where a text is: what 全省, 该区 and the names of organisations mean at this point of it."""

    homes: list[Home]  # of each article
    last: Place | None = None  # the place that was named last: what 该区 means
    abroad: Place | None = None  # the other country that acts in the sentence: what 全国 means there
    contest: Place | None = None  # where the last rank of the sentence holds
    topic: Place | None = None  # the place that a paragraph is headed by, 江西省：: what 全省 means there
    headed: Place | None = None  # the place that the heading above opens with
    home: Home = field(init=False)  # what the article is about
    wider: tuple[Place, ...] = field(init=False)  # the places that contain it
    resolved: dict[tuple[str, Place | None], Place | None] = field(init=False)  # by words and place meant

    def __post_init__(self) -> None:
        self.settle(0)

    def settle(self, article: int) -> None:
        """Be at home where an article is."""
        self.home = self.homes[article]
        self.resolved = {}
        self.last = self.headed = None
        at_home = self.home.place is not None and not self.home.national
        self.wider = lineage(self.home.place)[1:] + self.home.places[1:] if at_home else ()

    def head(self, heading: Sentence) -> None:
        """Take up the place that a heading opens with, which is about what stands below: 【安阳】, 勉县召开现场会."""
        first = next(places.scan(heading.view[:_OPENING], self.home), None)
        opens = (
            first is not None and first.kind == "name" and not heading.view[: first.start].strip("【[（(# ")
        )
        place = first.place if first is not None and opens else None
        self.headed = None if place is None or place.level == "country" else place

    def open(self, paragraph: Sentence) -> None:
        """Take up the place that stands before all that a paragraph tells, as in a digest: 【成都】全市…, 南京　今年以来，…."""
        found = _HEADED.match(paragraph.view) if paragraph.kind == "prose" else None
        name = (found[1] or found[2]) if found is not None else ""
        spans = list(places.scan(name, self.home)) if name else []
        whole = len(spans) == 1 and spans[0].kind == "name" and spans[0][:2] == (0, len(name))
        self.topic = spans[0].place if whole else None

    def head_clause(self, row: Row, index: int, end: int) -> None:
        """Take up a place that heads what follows: 江西省：, 广东河源龙川：, 四川省今年的主要目标：."""
        if row.letters[index] == "p" and row.letters[end : end + 1] == ":":
            last = index
            while last + 1 < end and row.letters[last + 1] == "p":
                last += 1
            alone = row.letters[last + 1 : end].strip("tnauwoiI") == ""
            colon = alone and row.words(end, end + 1) in ("：", ":")
            named = last + 1 == end or self.is_elsewhere(row, last)
            self.topic = self.at(row, last, wider=True) if colon and named else None

    @property
    def under(self) -> Place | None:
        """The place that heads this part of the text."""
        return self.topic or self.headed

    def is_beside(self, other: Place | None) -> bool:
        """Whether this part of the text is about a place and not about the other one, as the next piece of a digest is."""
        here = self.under
        if here is None or other is None:
            return False
        return here not in lineage(other) and other not in lineage(here)

    def resolve(self, words: str) -> Place | None:
        """The place of an organisation or of words that point at one."""
        if self.abroad is not None and words.startswith("全国"):
            return self.abroad
        told = (words, self._meant(words))
        if told not in self.resolved:
            self.resolved[told] = self.home.resolve(*told)
        return self.resolved[told]

    def go(self, place: Place | None) -> None:
        """Let 全国 mean the other country that acts or speaks: 德国警方在全国…, 英国政府宣布，全国…."""
        if place is not None:
            self.abroad = place if place.level == "country" and place != places.CHINA else None

    def _meant(self, words: str) -> Place | None:
        """The place that words such as 该区 or 全省 mean before they mean the home."""
        if words.startswith("该") or self.home.province is None:
            return self.topic or self.headed or self.last
        return self.topic or self.headed

    def note(self, row: Row, index: int) -> None:
        """Remember the place that was named last."""
        place = row.tokens[index].place
        if place is not None and place.kind == "name" and place.place is not None:
            self.last = place.place

    def at(self, row: Row, index: int, wider: bool = False) -> Place | None:
        """The place at a token; None for one that only contains the home of the text (在全省率先), unless `wider`."""
        token = row.tokens[index]
        if token.place is None:
            return None
        text = row.view[token.start : token.end]
        if token.place.kind == "deictic":
            foreign = text == "全国" and self.abroad is not None
            place = self.abroad if foreign else self.home.point(text, self._meant(text))
        else:
            place = token.place.place
        return None if place is None or (not wider and place in self.wider) else place

    def told_by(self, row: Row, index: int) -> Place | None:
        """The place of what somebody at a token tells, who may be the office of a wider one: 据|郑州|海关统计."""
        span, place = row.tokens[index].place, self.at(row, index)
        named = span is not None and span.kind == "name" and place is not None
        return self.home.district(row.view, span) if named and span is not None else place

    def choose(
        self, row: Row, item: Item, nearest: Iterable[Place | None], ranked: Place | None, among: bool
    ) -> Place | None:
        """The place of a quantity: that of its own phrase, else the `nearest` told, else that of the heading or the home.

        `ranked`: the place that a rank is told of; `among`: whether provinces are counted, which lie in none.
        """
        if item.measure.kind == "rank" and framing.is_worldwide(row, item.start):
            return None
        measured = self.measured(row, item)
        if measured is None and framing.is_global(row, item):
            return None
        found = [measured, *nearest, self.topic, self.headed, self.home.place]
        if item.measure.kind == "rank" and ranked is not None and measured is None:
            above = lineage(ranked)[1:]
            found = [place for place in found if place in above]  # no ranking is held inside the ranked
        if among:
            found = [place for place in found if place is not None and place.level == "country"]
        return next((place for place in found if place is not None), None)

    def measured(self, row: Row, item: Item) -> Place | None:
        """The place named in the phrase that is measured, or the one where a rank holds."""
        if item.measure.kind == "rank":
            return self._ranked(row, item)
        if framing.lies_in(row, item.index + 1):
            return self.at(row, item.index + 2)
        start, end = item.roles.left
        for index in range(end - 1, start - 1, -1):
            if index > start and row.letters[index - 1] not in "vxyRVdetkwl":
                continue  # inside a name or a list
            if row.letters[index + 1 : index + 3] in ("cp", "gq"):
                continue  # 南京、无锡等8市
            if row.words(index + 1, index + 2) in ("在内", "外", "以外", "之外"):
                continue  # 包括北京在内的5个城市, 除西藏外
            if index and row.words(index - 1, index) in _PARTNERS:
                continue  # 对越南增长5%
            place = self.at(row, index, wider=row.letters.startswith("q", index + 1))  # 全省|5个市
            place = place and self._within(row, index, end, place)
            within = index > start and index + 1 < end and row.letters[index - 1] != "e"
            if place is not None and not (within and place.level == "country"):
                return place  # not 参加全国高考的考生
        return None

    def _within(self, row: Row, index: int, end: int, place: Place) -> Place:
        """The narrower place that the name of an organ goes on to: 杭州市|公安局|西湖区|分局."""
        last = after = index + 1
        while after < end and row.letters[after] in "nopa":
            after += 1
            last = after if row.letters[after - 1] == "p" else last
        inner = self.resolve(row.words(index, last)) if last > index + 1 else None
        return inner if inner is not None and place in lineage(inner) else place

    def _ranked(self, row: Row, item: Item) -> Place | None:
        """Where a rank holds: the place right before it, the one of the contest, or that of the rank beside it."""
        start, end = item.roles.tail
        for index in range(end - 1, start - 1, -1):
            if row.letters[index] == "p" and row.letters[index + 1 : index + 3] != "cp":
                if self._is_ranked(row, index):
                    continue
                self.contest = self.at(row, index, wider=True)
                return self.contest
        contest = framing.ranked_in(row, roles.whole(row, item.roles)[0], start)
        if contest is not None:
            self.contest = self.at(row, contest, wider=True)
        since = max(item.roles.left[0], row.letters.rfind("q", 0, item.index) + 1)
        alike = item.roles.action is None and "p" not in row.letters[since : item.roles.left[1]]
        if self.contest is not None and (contest is not None or alike):
            return self.contest  # in whose contest the ranks before are, too: 在全省排名第二、满意度排名第一
        return item.first.place if item.first is not None and item.first.measure.kind == "rank" else None

    def _is_ranked(self, row: Row, index: int) -> bool:
        """Whether a place is what a rank is told of, rather than where it holds: 芜湖|排在第二位."""
        span = row.tokens[index].place
        named = span is not None and span.kind == "name" and row.letters[index + 1 : index + 2] == "s"
        return named and row.letters[max(index - 1, 0)] not in "ek"

    def is_elsewhere(self, row: Row, index: int) -> bool:
        """Whether a token names a place where the text is not at home."""
        span = row.tokens[index].place
        named = span is not None and span.kind == "name"
        return named and self.at(row, index) not in self.home.places

    def lasts(self, row: Row, start: int, end: int, place: Place | None) -> bool:
        """Whether a place runs on in the paragraph: where the text is at home, and what it points at."""
        token = row.tokens[start]
        if token.place is None or "c" in row.letters[start:end]:
            return False
        company = token.place.kind == "name" and token.place.place is None
        at_home = not self.home.places or place in self.home.places
        return company or token.place.kind == "deictic" or at_home
