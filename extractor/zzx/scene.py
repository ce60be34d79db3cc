"""Scene: who, when and where, as it runs on through a document.

A clause opens with its time and its doer, or leaves them to the one before; a time or place said inside a phrase holds for
that sentence only. Paragraphs fall back on their heading, headings on the article's lead, places on the home of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from zzx import (
    beginnings,
    changes,
    framing,
    modality,
    openings,
    owners,
    sections,
    speakers,
    standards,
    timing,
)
from zzx.chronology import Chronology
from zzx.dates import Period
from zzx.doers import NOBODY, Aside, Named, Who, less_counted
from zzx.facts import Basis, Modality
from zzx.introductions import Doer
from zzx.items import Item, is_place, phrase
from zzx.patterns import late
from zzx.phrases import Span
from zzx.places import Place
from zzx.rows import Row
from zzx.text import Sentence

_CLAUSE = late("[^,;:()]+")
_TOLD = late("[tpq]")  # times, places and quantities
_PROVINCES = ("省份", "省市", "省区", "省区市", "省市区")  # that are counted lie in no province
_STOCKS = ("存栏", "结存", "在册", "入住")


@dataclass(slots=True)
class Scene(Chronology):
    """What runs on from sentence to sentence; `local_*` hold to the end of the sentence."""

    who: Who = NOBODY
    base: Named | None = None  # the place or authority that the paragraph tells of, whoever else acts
    aside: Aside | None = None
    against: Basis | None = None  # what all changes are told against from 同比看 on
    below: Basis | None = None  # what all changes of the article are told against: （下同）
    whole: Basis | None = None  # what the sentence compared with whose parts 其中 tells
    said: Basis | None = None  # what this sentence compares with
    planned: bool = False  # whether all of the text sets tasks
    planning: bool = False  # whether this part of the text plans
    intending: bool = False  # whether this paragraph says what will be done
    reviewed: Period | None = None  # the lead of what comes before the plans, which are for later
    speaker: Named | None = None  # who says what the sentence tells
    source: Place | None = None  # by whose report the sentence holds
    foretold: bool = False  # whether the sentence before planned
    parted: bool = False  # whether this part of the sentence tells of parts: 其中，基层法院…，中级法院…

    def enter(self, sentence: Sentence) -> None:
        """Forget what does not run on into this sentence."""
        before, self.position = self.position, (sentence.article, sentence.paragraph)
        if sentence.article != before[0]:
            self.where.settle(sentence.article)
            self.headings, self.led = [], False
            self.lead = self.opening = self.dated = self.reviewed = self.below = None
            self.planning = self.planned
        planned, self.planning = self.planning, modality.sets_plans(sentence, self.planning)
        self.reviewed = self.lead if self.planning and not planned else self.reviewed
        if self.position != before:
            self.period = self.against = self.said = None
            self.where.open(sentence)
            self.who, self.base, self.intending = NOBODY, None, False
            self.listing = self.listing if sentence.marked and sentence.kind == "prose" else None
            if sentence.kind == "heading":
                level = sections.level(sentence, [above for above, _ in self.headings])
                self.headings = [(above, period) for above, period in self.headings if above < level]
                self.headings.append((level, None))
                self.where.head(sentence)
                self.lead = None if framing.is_day(self.lead) else self.lead
        self.intending = self.intending or modality.intends(sentence)
        self.whole = self.said if sentence.view.startswith("其中") else None
        self.said = changes.last_named(sentence.view) or self.whole
        self.local_period = self.resumed = self.source = self.speaker = self.where.contest = None
        self.where.abroad = None
        if framing.views(sentence.view):
            self.who = self.who._replace(running=self.base)  # 分行业看，: of whom the paragraph tells
        running = self.who.running
        quoted = sentence.view[:1] in "“‘「『" and running is not None and running.person
        parted = self.who.nearest if sentence.view.startswith("其中") and self.who.holds else None
        self.who = Who(running=None if quoted else running, nearest=parted)  # who speaks is somebody else
        self.aside, self.parted, self.reached = None, sentence.view.startswith("其中"), None
        self.local_period = self.event if framing.means_event(sentence.view) else None
        if self.opening is None and sentence.kind == "prose":
            self.opening = sentence.paragraph

    def is_remembered(self, sentence: Sentence, later: Sentence) -> bool:
        """Whether what a sentence without numerals says can matter to a later one."""
        same = (sentence.article, sentence.paragraph) == (later.article, later.paragraph)
        lists = sentence.view.endswith(("：", ":") if later.marked else ("如下：", "如下:"))
        return same or lists or sentence.kind == "heading" or sentence.paragraph == self.opening

    def play(self, row: Row, items: list[Item]) -> None:
        """Go through the clauses of a sentence and give each quantity its subject, period, place and modality."""
        by_index = {item.index: item for item in items}
        indexes = [item.index for item in items]
        threatens = any(modality.is_penalty(item, self.words) for item in items)
        planned = modality.forecasts(row) or (threatens and not modality.imposes(row))
        self.below = changes.same_below(row.view) or self.below
        outside = self.who, self.local_period, self.period
        waiting: list[Item] = []  # what was told before its doer is named
        foretold = False  # whether the quantity before is planned
        parts = self.foretold and row.view.startswith("其中")
        plans = bool(items) and modality.may_plan(row.view)
        end = 0
        for clause in _CLAUSE.finditer(row.letters):
            stops, (start, end) = row.letters[end : clause.start()], clause.span()
            if ")" in stops:
                self.who, self.local_period, self.period = outside  # what parentheses name holds inside them
            if "(" in stops:
                outside = self.who, self.local_period, self.period
                self._enclose(row, by_index.get(start - 2))
                if row.letters.startswith("t(", start - 2) and framing.compared(row, start - 2, self.words):
                    self.local_period = timing.told_at(row, start - 2, self.today, self._running())
            self._cross(row, stops, start, end)
            foretold = foretold and (";" not in stops or modality.goes_on(row, start, end))
            self.against = changes.viewed(row.words(start, end)) or self.against
            ahead = bisect_left(indexes, start)
            first = items[ahead] if ahead < bisect_left(indexes, end) else None
            ends = ";" in stops or ("," in stops and first is not None and first.measure.kind == "change")
            if ends and self.resumed is not None:
                self.local_period, self.resumed = self.resumed, None  # ，而去年同期为10%；
            before = self.who
            counted = owners.counted(row, start, end, self.words)
            begin = self._open(row, start, end, first, counted[1][0] if counted else -1)
            waiting = self._catch_up(waiting, before)
            for told in _TOLD.finditer(row.letters, begin, end):
                position = told.start()
                self._pass(row, position)
                item = by_index.get(position)
                if item is not None:
                    self._compare(item)
                    self._assign(row, item)
                    if item.subject is None and framing.leads_up(row, start):
                        waiting.append(item)
                    item.modality = "target" if planned else self._modality(row, start, item)
                    goes_on = foretold and modality.runs_on(row, start, item, self.today)
                    part = parts and item.action is None and self.local_period is None
                    if goes_on or (part and not modality.is_told(row, start, item, self.today)):
                        item.modality = "target"
                    foretold = item.modality == "target" and not modality.is_goal(row, item)
                if counted is not None and position == counted[0]:
                    self._count(row, counted[1], end)
            foretold = foretold or (first is None and plans and modality.plans_to(row, start, end))
            self._parenthesise(row, start, end, begin, before)
            self._count_behind(row, first, end)
        self.foretold = bool(items) and items[-1].modality == "target"
        if ")" in row.letters[end:]:
            self.who, self.local_period, self.period = outside

    def _enclose(self, row: Row, before: Item | None) -> None:
        """Let parentheses tell of the place whose figure stands before them: 湖北62例(出院4例)."""
        if before is not None and before.subject is not None and is_place(row, before):
            self.who = self.who._replace(doer=None, nearest=Named(before.subject, before.place))

    def _cross(self, row: Row, stops: str, start: int, end: int) -> None:
        """Let go, at the stop before a clause, of who holds no farther."""
        if self.aside is not None and self.aside.ends(row, stops, start, end):
            self.who, self.aside = self.aside.before, None
        nearest = self.who.nearest
        if row.letters.startswith("zq", start) and nearest is not None and nearest.name[:1].isdigit():
            self.who = self.who._replace(nearest=self.who.doer or self.who.running)  # 其中7个乡镇
        self.parted = row.letters.startswith("z", start) or (self.parted and ";" not in stops)
        if ";" in stops:
            elides = beginnings.elides(row, start, end)
            self.who = self.who.after_semicolon(elides, openings.names(row, start, end))

    def _open(self, row: Row, start: int, end: int, first: Item | None, counted: int) -> int:
        """Take up the times, circumstances and the doer that open a clause; returns where its predicate begins.

        `counted`: where those begin who are counted and act.
        """
        begin = self._open_times(row, start, end)
        if begin == end or beginnings.compares(row, begin):
            return begin
        self.where.head_clause(row, begin, end)
        reporter = framing.reporter(row, begin, end, self.words)
        if reporter is not None:
            self.source = self.where.told_by(row, reporter)
            self.where.go(self.source)
        if first is not None and is_place(row, first) and self.where.is_elsewhere(row, begin):
            self._list(row, first, end)
            return begin  # 其中莆田151起、平潭2起: each has its own
        opens = beginnings.skip_circumstance(row, begin, end)
        self._mean(row, opens, end)
        held = owners.talked_of(row, opens, end, self.words) if first is None else None
        if held is not None:
            named = Named(phrase(row, held), self.where.resolve(row.words(*held)) or self.who.at)
            self.who = self.who._replace(doer=named, nearest=named)
            return begin
        doer = openings.find(row, opens, end, first, self.words)
        if doer is None:
            if self.who.nearest is None and owners.is_occasion(row, opens, end, first, self.words):
                self.who = self.who._replace(running=None, at=self.who.at or self.who.place)
            return begin
        if doer.tells:
            self.speaker = Named(phrase(row, doer.span), self.where.resolve(row.words(*doer.span)))
            self.where.go(self.speaker.place)
            foreign = self.speaker.place is not None and self.speaker.place == self.where.abroad
            if foreign and not self.speaker.name.endswith(speakers.PRIVATE):
                self.source = self.source or self.where.abroad
            return begin
        for told in _TOLD.finditer(row.letters, begin, opens):
            self._pass(row, told.start())
        self._doer(row, doer, first, end, counted == doer.span[0])
        begin = doer.span[1]
        return begin if framing.modifies(row, begin) else self._open_times(row, begin, end)

    def _list(self, row: Row, first: Item, end: int) -> None:
        """Let a place in a list, alone in its clause, have what the next clauses tell of it: 其中河南15例，死亡2例；山西20例."""
        if first.index + 1 == end and first.subject is not None and row.letters.startswith(",", end):
            self.aside = self.aside or Aside(self.who, "passing")
            place = self.where.at(row, first.index - 1)
            self.who = self.who._replace(doer=None, nearest=Named(first.subject, place))

    def _mean(self, row: Row, index: int, end: int) -> None:
        """Take up whom a clause means by no name: who speaks (其), or others than the person before (另有3人)."""
        nearest = self.who.nearest
        if self.speaker is not None and owners.means_speaker(row, index, end):
            self.who = self.who._replace(doer=self.speaker, nearest=self.speaker)
        elif nearest is not None and nearest.person and row.words(index, index + 1) == "另有":
            self.who = self.who._replace(doer=None, nearest=None)

    def _modality(self, row: Row, start: int, item: Item) -> Modality:
        """The modality of a quantity whose clause begins at `start`; where the text plans, it is a target unless told."""
        said = modality.read(row, start, item, self.today, self.words)
        plans = (
            (self.planning or self.intending)
            and said == "actual"
            and not modality.is_told(row, start, item, self.today)
        )
        if plans and self.reviewed is not None and self._running() is self.reviewed:
            item.period = None  # 2020年工作总结 … 下步打算
        return "target" if plans else said

    def _catch_up(self, waiting: list[Item], before: Who) -> list[Item]:
        """Give what somebody went through to the doer, if the clause has named one; returns what still waits."""
        doer = self.who.doer
        if doer is None or doer == before.doer:
            return waiting
        for early in waiting:
            early.subject = doer.name
        return []

    def _parenthesise(self, row: Row, start: int, end: int, begin: int, before: Who) -> None:
        """Take up whose figures stand in the parentheses after the clause; who is all of it from `begin` on is its doer."""
        span = owners.parenthesised(row, start, end)
        if span is None:
            return
        place = row.letters[end - 1] == "p"
        named = Named(phrase(row, span), self.where.at(row, span[0]), person=not place)
        if span[0] == begin and not place and row.letters[begin - 1 : begin] != "c":
            self.who = self.who._replace(doer=named, nearest=named)
        else:
            self.aside = Aside(before, "inside")
            self.who = self.who._replace(nearest=named)

    def _doer(self, row: Row, doer: Doer, first: Item | None, end: int, counted: bool) -> None:
        """A doer holds for its sentence; organisations, 我们 and the places that the text is about run on.

        `first`: the first quantity of the clause, which ends at `end`; `counted`: whether a part of a place acts (全市11个区).
        """
        span = doer.span
        name = row.words(*span).strip("的")
        if row.letters[span[1] - 1] == "p" and not doer.acts and row.letters[span[1] : span[1] + 1] == ",":
            return  # an address, not a doer
        running = self.who.running
        pronouns = self.words.groups["doer_pronoun"]
        if running is not None and (
            (name == "全国" and running.name in pronouns) or (name in pronouns and not doer.acts)
        ):
            return  # 我们…全国推广; 携程公布业绩，公司2018年…
        if first is not None and owners.is_scope(row, span, first):
            return  # 全市|排名第十一位
        place = self.where.resolve(name)
        part = span[0] > 0 and row.letters[span[0] - 1] == "z"
        if place is None and (part or (self.parted and self.aside is not None)):
            place = (self.who if self.aside is None else self.aside.before).place
        place = place or (self.who.place if name[0] in "全该" else None)  # 共和村，全村人口2000人
        if not doer.acts and place in self.where.wider and not owners.tells_of_all(row, span, first):
            return  # 全国首批…: a wider place only compares
        for index in range(*span):
            if row.letters[index] == "p":
                self.where.note(row, index)
        named = Named(phrase(row, span).strip("的"), place, row.letters[span[1] - 1] == "P")
        only_place = set(row.letters[slice(*span)]) <= set("pc")
        lasting = (
            self.where.lasts(row, *span, place) if only_place else owners.runs_on(row, span, name, self.words)
        )
        pointed = row.words(*span)[0] in "全我本"
        titled = first is None and only_place and not pointed and row.letters.startswith("j", span[1])
        lasting = (lasting or doer.lasts) and not titled and not doer.agent and not part and not self.parted
        if (part or (doer.agent and only_place)) and self.aside is None:
            self.aside = Aside(self.who, "part" if part else "caused")
        lasting = lasting and row.letters[span[1] : span[1] + 1] != "(" and not (counted and self.who.running)
        lasting = lasting and (only_place or not owners.befallen(row, span, first, self.words))
        alone = only_place and lasting and row.letters[span[1] : span[1] + 1] != "n"  # not 青海|丽豪跻身500强
        if first is None and not alone and not doer.lasts and owners.in_passing(row, span, end, self.words):
            self.aside, lasting = Aside(self.who, "passing"), False
        self.where.go(place)
        told = self.who.doer is not None or (self.who.running is not None and not only_place)
        holds = told and owners.only_holds(first)
        running = named if lasting and not holds else self.who.running
        if running is named and (only_place or name.endswith(tuple(self.words.groups["authority"]))):
            self.base = named
        at = None if place is not None else self.who.at
        self.who = Who(running, self.who.doer if holds else named, named, holds=holds, at=at)

    def _count(self, row: Row, span: Span, end: int) -> None:
        """Those who are counted do what the rest of their clause tells, and what follows without a name."""
        listed = row.letters[span[0] + 1] in "cg"  # 南京、无锡等8市
        place = None if listed else self.where.at(row, span[0])
        provinces = row.words(*span).endswith(_PROVINCES)
        place = place or (self.who.subject.place if self.who.subject and not provinces else None)
        if self.aside is None:
            acts = "q" in row.letters[span[1] : end] and not row.words(*span).endswith(owners.FACILITIES)
            alone = owners.modifies(row, span[1])
            self.aside = Aside(self.who, "clause" if alone else "counted" if acts else "passing")
        self.who = self.who._replace(nearest=Named(phrase(row, span), place), doer=None, holds=False)

    def _count_behind(self, row: Row, item: Item | None, end: int) -> None:
        """Those who are counted at the end of a clause do what the next one tells: 龙头企业26家，全年|实现销售收入7亿元."""
        if item is None or self.who.doer is not None or not owners.goes_on_with(row, item, end, self.words):
            return
        span = (item.roles.left[0], item.index + 1)
        self.aside = self.aside or Aside(self.who, "passing")
        self.who = self.who._replace(nearest=Named(phrase(row, span), item.place))

    def _pass(self, row: Row, index: int) -> None:
        """Take up a time or a place inside a clause, to the end of the sentence."""
        letter = row.letters[index]
        if letter == "t" and not (
            framing.belongs_elsewhere(row, index, self.words) or framing.is_ahead(row, index)
        ):
            kept, dated = self.local_period, self.dated
            self._time(row, index, lasting=framing.resumes(row, index))
            reached = kept is None and framing.reaches(row, index, self.words)
            self.reached = self.local_period if reached else self.reached
            if not reached and (framing.modifies(row, index) or self._is_of_one(row, index)):
                self.passing, self.local_period, self.dated = self.local_period, kept, dated
        elif letter == "p":
            if framing.happens_at(row, index):
                self.who = self.who._replace(at=self.where.at(row, index) or self.who.at)
            self.where.note(row, index)

    def _compare(self, item: Item) -> None:
        """Give a change without a basis what the text compares with: 同比看，…; …同比上涨3%。其中，…."""
        basis = self.against or self.whole or self.below
        if basis is not None and item.measure.kind == "change" and item.measure.basis is None:
            item.measure = replace(item.measure, basis=basis)

    def _assign(self, row: Row, item: Item) -> None:
        """Give a quantity who, when and where."""
        holds = item.subject is not None
        own = self._own_subject(row, item)
        holder = self.who.nearest.name if self.who.nearest is not None else ""
        if self.who.holds and own is None and owners.is_alone(row, item, holder):
            doer = self.who.doer if self.who.doer != self.who.nearest else None
            self.who = self.who._replace(nearest=doer or self.who.running, holds=False)
        running = self.who.subject
        subject = own or running
        upon = (item.object or "").partition("对")
        if subject is not None and upon[0] and upon[1] and subject.name.endswith(upon[0]):
            subject = None  # 三次产业|对经济增长的贡献率
        if subject is not None and (name := less_counted(subject.name, item)) != subject.name:
            self.who = self.who.renamed(subject, name)
            subject = subject._replace(name=name)
        item.subject = subject.name if subject is not None else None
        item.period = self.passing or self._governing(item)
        if item.period is not None and item.turn is not None:
            item.period = timing.turn(item.period, *item.turn, self.today)
        had = item.action is None or item.action in _STOCKS or item.action in self.words.groups["having"]
        stock = had and item.measure.kind != "duration"
        if item.period is not None and stock and framing.counts_at(item.period, item):
            item.period = item.period._replace(start=None)
        elif (
            item.period is not None
            and framing.is_end(item.period)
            and not framing.names(row, item, item.period)
        ):
            item.period = self.outer or item.period  # 2009年，年末拥有影院9家，放映10万场
        self.passing = self.passing if framing.serves_next(row, item.index) else None
        among = any(name is not None and name.endswith(_PROVINCES) for name in (item.object, item.subject))
        nearest = [
            own.place if own is not None and own != running else None,
            self.who.at,
            running.place if running is not None else None,
            self.source,
        ]
        ranked = subject.place if subject is not None and subject.is_place else None
        item.place = self.where.choose(row, item, nearest, ranked, among)
        modifies = row.letters[item.index + 1 : item.index + 2] == "u"
        place_alone = not row.letters[slice(*item.roles.left)].strip("p")
        passes = modifies or place_alone or item.roles.rule == standards.OF_ANOTHER
        if own is not None and not passes and not owners.is_where(row, item, own.name):
            inherited = own.place or (running.place if running is not None else None)
            self.who = self.who._replace(nearest=Named(own.name, inherited), holds=holds)
        elif subject is None:
            self.who = self.who._replace(told=True)

    def _own_subject(self, row: Row, item: Item) -> Named | None:
        """The subject that only this quantity's clause names."""
        span = owners.aged(row, item.index) or owners.own(row, item, self.words)
        name = item.subject or (phrase(row, span) if span is not None else None)
        if name is None:
            return None
        doer = self.who.doer.name if self.who.doer is not None and item.subject is None else ""
        campaign = name.endswith((*owners.CAMPAIGNS, "”")) and name.startswith(doer)
        if doer.startswith(name) or (doer and campaign):
            return None  # 管理局, of 管理局12315指挥中心; 海南警方“雷霆”专项行动, which 海南警方 leads
        return Named(name, self.where.resolve(name))
