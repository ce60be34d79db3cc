"""Homes: which places a text is about, read off what it names most and first."""

from __future__ import annotations

from collections import Counter

from zzx.lexicon.gazetteer import CHINA, CORPS, Level, Place, lineage, patterns
from zzx.patterns import late
from zzx.places import AND, Home, PlaceSpan, scan

# What a text says of a place only to say where a thing is or happens, its lead does not stress: 在港上市, 位于内蒙古的.
_OBLIQUE = late("(?:[在于对驻]|位于|辗转|赶赴|奔赴|前往)$")
_ORIGIN = late("[自从赴往飞销]$|包括$")  # where somebody comes from or goes to is not what a text is about
# Nor is where an agency's or a company's report was sent from: 北京3月28日电, 香港，2024年8月20日 /美通社/.
_WIRE = late(r"(?:\d{1,2}月\d{1,2}日)?电[\s(（，,]|[，,]\s?(?:\d{4}年)?\d{1,2}月\d{1,2}日\s?[/／]")
_OF_THE_STATE = late(r"[\W_]{0,4}中华人民共和国[\s（(]{0,2}[\d一二三四五六七八九〇○零]{4}年")
_LEAD = 300  # the lead of a text, in characters: what stands there counts twice
_EARLY, _OFTEN = 400, 3  # where in a text without 全市 or 县委, in characters; or how often
_SPARSE = 1500  # a text names what it is about at least once in so many characters
# A text is about the country if it says 全国 or 我国 more often than in passing.
_NATIONAL = 3


# A wider place that only ranks or compares says nothing about where a text is at home: 居全国第3, 在全市排第15位.
_COMPARED = r"全[国省市区州](?:首[批个家]|首位|首例|第|前[列茅\d一二三五十]|排|平均|率先|领先|领跑|上游|水平|[^，。；]{0,12}(?:示范|试点|优秀|先进|典型|十大|百强))"
_COMPARES = late(_COMPARED)
_COMPARISON = late(rf"(?:[居列在位]|高于|低于|快于|好于|领先|入选|获评?|首批)?{_COMPARED}")


def home(text: str, given: str | None = None) -> Home:
    """Return what a text is about, from ``given`` (a place's name) or else from what it names most and first.

    A place counts for those above it. A county or zone needs that the text speaks of 全区 or 县委 more than of 全市,
    or names it as often as its city. Raises ValueError if ``given`` holds no place that is known.
    """
    if given is not None:
        named_places = [span.place for span in scan(given) if span.place]
        if not named_places:
            raise ValueError(f"not a known place: {given!r}")
        return _home_of(named_places[-1])
    if _COMPARES.search(text):
        text = _COMPARISON.sub("", text)
    found = list(scan(text))
    lead = [span for span in found if span.end <= _LEAD]
    units = _units(text, found)
    weights, hints, named = _weights(text, found, units)
    national = weights.pop(CHINA, 0)
    country = CHINA if national > _NATIONAL or _OF_THE_STATE.match(text) else None
    totals: Counter[Place] = Counter()
    for place, weight in (*weights.items(), *hints.items()):
        for upper in lineage(place):
            totals[upper] += weight
    abroad = _abroad(text, named, totals)
    if abroad is not None:
        return Home(abroad)
    province = _leader(totals, "province", None)
    enough = max(2, national // 2, len(text) // _SPARSE)
    if province is None or totals[province] < enough or _is_scattered(totals, province, None, 0.6):
        return Home(country)
    seldom = not units and totals[province] < _OFTEN
    if _is_in_passing(found, lead, province, seldom) or _opens_with_several(text, lead, province):
        return Home(country)
    city = _leader(totals, "city", province)
    own = units["省"] + units["区"] * province.name.endswith("自治区")
    alone = weights[province] or (_is_sole(weights, city) and own > units.total() - own)  # 郑州海关: 全省
    wider = city and alone and own > max(units["市"], totals[city])
    if city and (wider or _is_scattered(totals, city, province) or 2 * totals[city] < weights[province]):
        city = None
    early = {upper for span in lead if span.place for upper in lineage(span.place)}
    unnamed = city is None or (weights[province] and not (weights[city] or units["市"]))
    outer = province if city is None or unnamed else city
    county = _local(totals, weights, units, outer, early, "county")
    zone = None if county else _local(totals, weights, units, outer, early, "zone")
    local = county or zone
    city = city if local or outer == city else None  # 湖南's floods, of which 平江县 tells most
    if local and city is None:
        city = next((place for place in lineage(local) if place.level == "city"), None)
    told = any(province in lineage(place) for place in weights)
    if not told or not (local or city or wider or weights[province]):
        return Home(country)  # only mastheads; or several of its cities, and a 全省 that nothing names
    return Home(country, province, city, county, zone, country is not None and totals[province] <= national)


_FOREIGN = 3  # times that a text names the other country that it is about


def _abroad(text: str, named: list[Place], totals: Counter[Place]) -> Place | None:
    """The other country that a text is about, which names it early, and hardly any place of China."""
    states = Counter(place for place in named if place.level == "country" and place not in (CHINA, CORPS))
    if not states:
        return None
    (best, count), *others = states.most_common(2)
    inside = sum(weight for place, weight in totals.items() if place.level == "province")
    inside += 2 * (text.count("中国") + text.count("我国"))
    alone = count > 2 * inside and (not others or count > 2 * others[0][1])
    return best if alone and count >= _FOREIGN and best in named[:2] else None


def _home_of(place: Place) -> Home:
    """The home of a text about one place."""
    if place == CHINA:
        return Home(country=CHINA)
    levels = {upper.level: upper for upper in lineage(place)}
    return Home(None, levels.get("province"), levels.get("city"), levels.get("county"), levels.get("zone"))


def _weights(
    text: str, found: list[PlaceSpan], units: Counter[str]
) -> tuple[Counter[Place], Counter[Place], list[Place]]:
    """How much a text speaks of each place: twice in its lead, once more before an organisation; hints; all that it names.

    郑州海关 stands for the province, unless the text speaks of 全市.
    """
    weights: Counter[Place] = Counter()
    hints: Counter[Place] = Counter()
    oblique, end = False, -1
    several = _in_lists(text, found)
    for at, span in enumerate(found):
        if at in several:
            end = span.end
            continue
        leads = span.start < _LEAD
        if leads:
            listed = end >= 0 and text[end : span.start] in AND
            before = max(0, span.start - 2), span.start
            oblique = (listed and oblique) or _OBLIQUE.search(text, *before) is not None
        place, end = span.place, span.end
        if place is None or (place in (CHINA, CORPS) and span.kind != "deictic"):
            continue
        if _ORIGIN.search(text, max(0, span.start - 2), span.start) or _WIRE.match(text, span.end):
            continue
        if span.kind == "part":
            # A paper or a school speaks for its city, not for the district in its name.
            hints[lineage(place)[-1] if place.level == "county" else place] += 1
        elif patterns().district.match(text, span.end) and place.level == "city":
            city = units["市"] >= units["省"] + units["区"]
            weights[place if city else lineage(place)[-1]] += 1 + leads
        elif place.code or place.within or place == CHINA:
            stressed = leads and not oblique
            session = _SESSION.match(text, span.end)
            organ = patterns().organ.match(text, session.end() if session else span.end)
            weights[place] += 1 + stressed + bool(organ)
    return weights, hints, [span.place for span in found if span.place is not None and span.kind == "name"]


def _in_lists(text: str, spans: list[PlaceSpan]) -> set[int]:
    """Which places stand in a list of several, of which a text is about none: 重庆、海南、广东等地."""
    found: set[int] = set()
    first = 0
    for at in range(1, len(spans) + 1):
        if at < len(spans) and text[spans[at - 1].end : spans[at].start] in AND:
            continue
        if at - first >= _SEVERAL and all(span.kind == "name" for span in spans[first:at]):
            found.update(range(first, at))
        first = at
    return found


_SESSION = late("第[一二三四五六七八九十]{1,4}[届次]")  # 在天长市|第十五届|人民代表大会


def _is_in_passing(spans: list[PlaceSpan], opening: list[PlaceSpan], province: Place, seldom: bool) -> bool:
    """Whether a text names a province only behind others or, where it does so `seldom`, late or less than other states."""
    lead = {lineage(span.place)[-1] for span in opening if span.place and span.kind == "name"}
    if not seldom and province in lead:
        return False
    if province not in lead and any(place.level == "province" for place in lead):
        return not any(span.kind == "deictic" and span.place is None for span in spans)
    named = [(span.start, lineage(span.place)) for span in spans if span.place]
    states = Counter(upper[-1] for _, upper in named if upper[-1].level == "country" and upper[-1] != CHINA)
    own = [start for start, upper in named if province in upper]
    return seldom and (not own or own[0] > _EARLY or max(states.values(), default=0) > len(own))


_SEVERAL = 3  # provinces in a list that tell of a text about more than one


def _opens_with_several(text: str, opening: list[PlaceSpan], province: Place) -> bool:
    """Whether a text first names a province in a list of several: 浙江、江苏、福建、山东等8个省市."""
    listed: list[Place] = []
    end = -2
    for span in opening:
        place = span.place
        if place is None or span.kind != "name" or place.level == "country":
            continue
        listed = [*listed, lineage(place)[-1]] if text[end : span.start] in AND else [lineage(place)[-1]]
        end = span.end
        if province in listed and len(set(listed)) >= _SEVERAL:
            return True
        if listed == [province] and text[end : end + 1] not in AND:
            return False
    return False


def _is_sole(weights: Counter[Place], city: Place | None) -> bool:
    """Whether a text names no place of China but one city, and what lies in it."""
    return city is not None and all(city in lineage(place) for place in weights if place.level != "country")


def _inside(totals: Counter[Place], level: Level, outer: Place | None) -> list[Place]:
    return [place for place in totals if place.level == level and (outer is None or outer in lineage(place))]


def _leader(totals: Counter[Place], level: Level, outer: Place | None) -> Place | None:
    """The place of a level that a text speaks of most."""
    return max(_inside(totals, level, outer), key=lambda place: totals[place], default=None)


def _is_scattered(totals: Counter[Place], best: Place, outer: Place | None, share: float = 0.5) -> bool:
    """Whether a place has no more than a share of what a text says about its level."""
    # A county by its former name is the same place: 汉川县.
    said = {place.code or place.name: totals[place] for place in _inside(totals, best.level, outer)}
    return totals[best] <= share * sum(said.values())


def _units(text: str, spans: list[PlaceSpan]) -> Counter[str]:
    """How often a text speaks of 全省, 我市 or 县委, by their unit; 甲区公安局 and 乙区公安局 say nothing of 全区."""
    told: Counter[str] = Counter()
    named: dict[str, Counter[Place]] = {}
    ends = {span.end - 1: span.place for span in spans if span.kind == "name" and span.place}
    for found in patterns().evidence.finditer(text):
        unit, place = found[1] or found[2], ends.get(found.start())
        if place is None:
            told[unit] += 1
        else:
            named.setdefault(unit, Counter())[place] += 1
    for unit, places in named.items():
        told[unit] += places.total() if len(places) == 1 else 0
    return told


def _local(
    totals: Counter[Place],
    weights: Counter[Place],
    units: Counter[str],
    outer: Place,
    early: set[Place],
    level: Level,
) -> Place | None:
    """The county or zone inside ``outer`` that the text is about, if it is about one; `early`: the places of its lead."""
    best = _leader(totals, level, outer)
    if best is None or totals[best] < 2 or _is_scattered(totals, best, outer):
        return None
    unit, upper = best.name[-1], outer.name[-1]
    if unit == upper:
        return best if totals[best] >= weights[outer] else None
    frequent = totals[best] >= max(3, weights[outer]) and best in early
    return best if units[unit] > units[upper] or (frequent and units[unit] == units[upper]) else None
