"""Places of China from county level up, development zones and states: found in text, and resolved.

``scan`` finds them without any memory: 株洲市, 湘, 湖南省株洲市攸县 (one span, the county), 株洲经开区, and words that
only point at a place (全市, 我省). ``Home.resolve`` says what 全区, 市公安局 or 我国 mean in a text, and ``homes`` reads
off it which places it is about. Names and codes come from ``lexicon/places.tsv`` (GB/T 2260; see lexicon/README.md).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from zzx.lexicon.gazetteer import CHINA, CORPS, Level, Place, choose, lies_in, lineage, load, patterns
from zzx.patterns import late

__all__ = [
    "CHINA", "CORPS", "Home", "Level", "Place", "PlaceSpan", "lineage", "names_with", "openings", "scan",
]  # fmt: skip

Kind = Literal["name", "part", "deictic"]
AND = ("、", "和", "及", "与")  # between the places of a list


class PlaceSpan(NamedTuple):
    """A place in a text, ``end`` exclusive.

    ``kind`` is ``name``, with no ``place`` where it names no place that is known (某县, 中国中车); ``deictic`` for a word that points at a place (``place`` is then what it means in the home
    that was given to ``scan``, or 中国, or None); ``part`` for a name inside the name of something that is not there
    or not all of it (湖南大学, 株洲日报, 上海路): such a span says nothing about where a fact holds.
    """

    start: int
    end: int
    place: Place | None
    kind: Kind


# A unit after a short form that its full name does not have: 增城市, 株洲县.
_FORMER = late(r"县(?![域区市乡级处城])|市(?![场值民区县政])")
_TELLS = late(
    "(?:导演|执导|主演|出演|饰演|领衔|编剧|监制|介绍|表示|认为|指出|告诉|强调|透露|坦言|说(?!法|明)|称(?![为号]))"
)
_CLOSED = late("[造完形建达组构促]成$")  # 造成|全国11省受灾, not 成全
_BRANCHES = ("分局", "分院", "分行", "分公司", "分会", "分队", "分中心")
_CAMPUS = late("(?:大学|学院)[(（]$")  # 中国石油大学(北京)
_PREPOSITIONS = "从自和于向在到对由与及赴往经离距"  # with which some names begin: 从江, 和平, 于都
_DIVISION = late(r"第?[一二三四五六七八九十]{1,3}师")


class _Scanner:
    """One pass over one text."""

    def __init__(self, text: str, home: "Home | None") -> None:
        self.text = text
        self.home = home
        self.inside = home.place if home else None
        self.table = load()
        self.patterns = patterns()

    def spans(self, found: Iterable[int]) -> Iterator[PlaceSpan]:
        """Every span, leftmost-longest, given its openings."""
        text, heads = self.text, self.table.heads
        end = 0
        for index in found:
            if index >= end:
                span = self.at(index, heads[text[index : index + 2]])
                if span is not None:
                    end = span.end
                    yield span

    def at(self, start: int, lengths: tuple[int, ...]) -> PlaceSpan | None:
        """The span that begins at ``start``."""
        text, table = self.text, self.table
        for length in lengths:
            form = text[start : start + length]
            span = None
            if form in table.safe:
                span = self.name(start, form)
            elif form in table.deictics:
                span = self.deictic(start, form)
            if span is None and form in table.weak:
                span = self.weak(start, form)
            if span is not None:
                return span
        return self.abbreviation(start)

    def deictic(self, start: int, word: str) -> PlaceSpan | None:
        """A word that points at a place."""
        table, end = self.table, start + len(word)
        before, after = self.before(start), self.after(end)
        closes = before and before in table.deictic_not_after.get(word[0], "")
        if closes and not _CLOSED.search(self.text, max(0, start - 2), start):
            return None
        if after and after in table.deictic_not_before.get(word[-1], ""):
            return None
        follows_word = before.isalpha() and before not in table.boundary
        if follows_word and (len(word) == 3 or (word[1] == "内" and word != "国内")):
            return None
        country = CHINA if table.deictics[word] == "国" else None
        found = self.inner(end, CHINA) if word == "我国" else None
        if found is not None:  # 我国|台湾省花莲县
            return self.extend(start, end + len(found[0]), *found)
        place = self.home.point(word) if self.home else country
        return PlaceSpan(start, end, place, "deictic")

    def name(self, start: int, form: str) -> PlaceSpan | None:
        """A name and the names after it that lie in it."""
        places = self.table.safe[form]
        if not self.stands(start, form, places[0]) or self.begins_later(start, form):
            return None
        if places[0] == CHINA and (within := self.within(start + len(form))):
            return within._replace(start=start)
        begun = self.patterns.company if places[0] == CHINA else self.patterns.brand
        company = None if form[-1] in "省市区县" else begun.match(self.text, start + len(form))
        if company is not None or form[0] == "某":
            return PlaceSpan(start, company.end() if company else start + len(form), None, "name")
        return self.extend(start, start + len(form), form, choose(form, places, self.inside))

    def within(self, start: int) -> PlaceSpan | None:
        """The place that parentheses behind the country name: 中国|（浙江）自由贸易试验区."""
        found = self.inner(start + 1, CHINA) if self.text[start : start + 1] in ("(", "（") else None
        end = start + 1 + len(found[0]) if found is not None else start
        closed = self.text[end : end + 1] in (")", "）") and end > start
        return PlaceSpan(start, end + 1, found[1], "name") if found is not None and closed else None

    def begins_later(self, start: int, form: str) -> bool:
        """Whether the first character is a preposition before another name that goes farther: 从|江门市."""
        if form[0] not in _PREPOSITIONS:
            return False
        lengths = self.table.heads.get(self.text[start + 1 : start + 3], ())
        return any(
            length >= len(form) and self.text[start + 1 : start + 1 + length] in self.table.safe
            for length in lengths
        )

    def weak(self, start: int, form: str) -> PlaceSpan | None:
        """A short form that is a word too: it counts in the text's own home, and before the name of a zone."""
        end = start + len(form)
        places = self.table.weak[form]
        own = [place for place in places if self.home and place in self.home.places]
        zone = None if own else self.patterns.zone_kind.match(self.text, end)
        if not (own or zone) or not self.stands(start, form, places[0]):
            return None
        if zone:
            within = self.inside.code if self.inside else None
            zone_place = Place(self.text[start : zone.end()], None, "zone", within)
            return PlaceSpan(start, zone.end(), zone_place, "name")
        return self.extend(start, end, form, own[0])

    def extend(self, start: int, end: int, form: str, place: Place) -> PlaceSpan:
        """The chain of names that begins with one: 湖南省株洲市攸县, 株洲经开区."""
        text = self.text
        while True:
            if place == CORPS and (division := _DIVISION.match(text, end)):
                end = division.end()
            found = self.inner(end, place)
            if found is None:
                break
            form, place = found
            end += len(form)
        if (
            _FORMER.match(text, end)
            and place.level in ("city", "county")
            and not form.endswith(("市", "县", "区"))
        ):
            end += 1
            return PlaceSpan(start, end, self.former(text[end - len(form) - 1 : end], place), "name")
        zone = self.patterns.zone.match(text, end) if place.code else None
        if zone:
            name = text[end - len(form) : zone.end()]
            return PlaceSpan(start, zone.end(), Place(name, None, "zone", place.code), "name")
        campus = _CAMPUS.search(text, max(0, start - 3), start)
        part = campus or text.startswith("在内", end) or self.is_part(end, form, place)
        return PlaceSpan(start, end, place, "part" if part else "name")

    def former(self, name: str, place: Place) -> Place:
        """A county or city by a name that it no longer has: 增城市; a city's name with 县 was a county in it."""
        if place.level == "county":
            return Place(name, place.code, "county", place.within)
        return Place(name, None, "county", place.code)

    def inner(self, start: int, outer: Place) -> tuple[str, Place] | None:
        """The name at ``start`` of a place that lies in ``outer``."""
        text, table = self.text, self.table
        for length in table.heads.get(text[start : start + 2], ()):
            form = text[start : start + length]
            weak = table.weak.get(form, ()) if outer.level != "country" else ()
            for place in (*table.safe.get(form, ()), *weak):
                if lies_in(place, outer) and self.right(start, form, place):
                    return form, place
        return None

    def stands(self, start: int, form: str, place: Place) -> bool:
        """Whether nothing before or after makes another word of the name's first or last character."""
        before, not_after = self.before(start), self.table.not_after
        if before:
            if before in not_after.get(form[:2], "") or (form[0] in "东南西北" and before in "东南西北"):
                return False
            if (place.level == "county" or form.endswith("城市")) and before in not_after.get(form[0], ""):
                return False
            if form[0].isascii() and before.isascii() and before.isalnum():
                return False
        return self.right(start, form, place)

    def right(self, start: int, form: str, place: Place) -> bool:
        """Whether what follows lets the name stand."""
        after, not_before = self.after(start + len(form)), self.table.not_before
        if not after:
            return True
        if after in not_before.get(form, ""):
            return False
        match form[-1]:
            case "区":
                branch = self.text.startswith(_BRANCHES, start + len(form))  # 西湖区|分局
                return branch or after not in "域别分间块位"
            case "市":
                return after not in "场值面盈"
            case "国":
                return after not in "际家库债务防籍"
            case last:
                told = _TELLS.match(self.text, start + len(form)) or after in not_before.get(last, "")
                return not told or place.level != "county" or form == place.name  # 何德格|介绍

    def is_part(self, end: int, form: str, place: Place) -> bool:
        """Whether the name ends in the middle of another thing's."""
        if place == CHINA:
            return bool(self.patterns.china_part.match(self.text, end))
        if form == place.name and place.level != "country":
            return False
        if place.level in ("county", "city") and self.patterns.township.match(self.text, end):
            return True
        if place.level == "county" and self.patterns.institution.match(self.text, end):
            return True
        return bool(self.patterns.part.match(self.text, end))

    def abbreviation(self, start: int) -> PlaceSpan | None:
        """A province by one character after a verb of place: 在湘."""
        table = self.table
        place = table.abbreviations.get(self.text[start : start + 2])
        after = self.after(start + 2)
        if place is None or (after and after in table.abbreviation_not_before):
            return None
        if self.text[start + 1 : start + 3] in table.heads:
            return None
        return PlaceSpan(start + 1, start + 2, place, "name")

    def before(self, start: int) -> str:
        """The character before an offset, or nothing."""
        return self.text[start - 1 : start] if start else ""

    def after(self, end: int) -> str:
        """The character at an offset, or nothing."""
        return self.text[end : end + 1]


@cache
def _beginnings() -> re.Pattern[str]:
    """A pattern of what may be the first two characters of a name, and mostly is not."""
    first, second = (
        re.escape("".join(sorted({head[at] for head in load().heads if len(head) == 2}))) for at in (0, 1)
    )
    return late(f"[{first}](?=[{second}])")


def openings(text: str) -> Iterator[int]:
    """Where a place may begin: at the first two characters of any name."""
    heads = load().heads
    for match in _beginnings().finditer(text):
        at = match.start()
        if text[at : at + 2] in heads:
            yield at


def scan(text: str, home: "Home | None" = None, found: Iterable[int] | None = None) -> Iterator[PlaceSpan]:
    """Yield the places of a text from left to right, leftmost-longest, not overlapping.

    With ``home`` given, names that several places bear, short forms that are words too and deictics are resolved
    against it. ``found`` are the text's ``openings``, where they are known.
    """
    return _Scanner(text, home).spans(openings(text) if found is None else found)


@cache
def names_with(characters: str) -> re.Pattern[str]:
    """A pattern of the names that hold one of the characters: 三明, 六安 for 三六."""
    table, wanted = load(), frozenset(characters)
    forms = (form for form in (*table.safe, *table.weak) if not wanted.isdisjoint(form))
    return late("|".join(sorted(forms, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Home:
    """What a text is about, at each level; None where it does not say or is about several."""

    country: Place | None = None
    province: Place | None = None
    city: Place | None = None
    county: Place | None = None
    zone: Place | None = None
    national: bool = False
    """Whether the text is about the country, and the other places are only what 全省 means in it."""
    places: tuple[Place, ...] = field(init=False, repr=False, compare=False)
    """The places from the smallest to the largest."""

    def __post_init__(self) -> None:
        levels = (self.zone, self.county, self.city, self.province, self.country)
        object.__setattr__(self, "places", tuple(place for place in levels if place))

    @property
    def place(self) -> Place | None:
        """The smallest place that the whole text is about."""
        if self.national:
            return self.country
        return self.places[0] if self.places else None

    def point(self, word: str, last: Place | None = None) -> Place | None:
        """What a deictic (全市, 我省, 该区, 辖区) or a unit by itself (市) means here.

        ``last`` is the place that 该市 means before it means the home.
        """
        unit = load().deictics.get(word, word[0])
        match unit:
            case "国":
                return self.country or CHINA if word == "全国" else CHINA
            case "镇":
                return None
            case "兵团":
                return CORPS if any(place.name.startswith("新疆") for place in self.places) else None
            case "辖区" | "全域":
                return self.place
        if len(unit) > 1:
            return self._zone(unit)
        nearest = lineage(last) if last else ()
        return next((place for place in (*nearest, *self.places) if _is_unit(place, unit)), None)

    def resolve(self, text: str, last: Place | None = None) -> Place | None:
        """The place of a deictic or an organisation: 全市, 市公安局, 区委政法委, 荷塘区司法局, 我院, 我国.

        None where the text names none and points at none (公安机关).
        """
        spans = list(scan(text, self))
        for at, span in enumerate(spans):
            if span.kind == "name":
                following = spans[at + 1 : at + 2]
                listed = following and text[span.end : following[0].start] in AND
                return None if listed else self.district(text, _narrowest(text, spans[at:]))
            if span.kind == "deictic":
                return self.point(text[span.start : span.end], last)
        if organ := patterns().own_organ.match(text):
            return self.point(organ[1], last)
        return self.place if patterns().first_person.match(text) else None

    def district(self, text: str, span: PlaceSpan) -> Place | None:
        """The place of a name, or the home that an office in it is responsible for: 郑州海关 in a text about 河南."""
        place, home = span.place, self.place
        if place is None or home is None or place.level != "city" or home not in lineage(place):
            return place
        return home if patterns().district.match(text, span.end) else place

    def _zone(self, kind: str) -> Place | None:
        """The zone that 经开区 means: the text's own, or the one of its city or county; None where it may be any."""
        if self.zone and self.zone.name.endswith(kind):
            return self.zone
        local = self.county or self.city
        return Place(kind, None, "zone", local.code) if local else None


def _narrowest(text: str, spans: list[PlaceSpan]) -> PlaceSpan:
    """The last of the names in the name of an organ that lie each in the one before: 杭州市公安局|西湖区分局."""
    found = spans[0]
    for span in spans[1:]:
        outer, known = found.place, load().safe.get(text[span.start : span.end], ())
        inner = next((place for place in known if outer is not None and lies_in(place, outer)), None)
        if span.kind != "name" or inner is None:
            break
        found = span._replace(place=inner)
    return found


def _is_unit(place: Place, unit: str) -> bool:
    """Whether a place is called that: 全区 may be a district, a zone or an autonomous region."""
    return place.name.endswith("自治州" if unit == "州" else unit)
