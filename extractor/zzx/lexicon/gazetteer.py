"""The places that have names, read from places.tsv and places.toml, and what lies in what."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from zzx.lexicon import read
from zzx.patterns import late

Level = Literal["country", "province", "city", "county", "zone"]


class Place(NamedTuple):
    """A place by its full name.

    ``code`` is the six-digit code of GB/T 2260; None for states, for zones, for the made-up names of exam texts (R市)
    and for a name that several places bear (鼓楼区) where nothing tells which. ``within`` is the code of the place
    that a zone lies in, where the text or the table says so.
    """

    name: str
    code: str | None
    level: Level
    within: str | None = None


CHINA = Place("中国", None, "country")
CORPS = Place("新疆生产建设兵团", None, "province", "650000")


class Gazetteer(NamedTuple):
    """Names to places.

    heads: first two characters of every form -> the lengths of the forms, longest first;
    safe: forms that stand alone for their places; weak: forms that are words too;
    deictics: words that point at a place -> the unit or class that they point at;
    not_after, not_before: name or character -> the characters before or after it that make another word of it;
    deictic_not_after, deictic_not_before: the same for the first and last characters of deictics;
    boundary: the only characters of words that 市内 and 经开区 follow;
    abbreviations: 在湘 -> the place.
    """

    heads: dict[str, tuple[int, ...]]
    safe: dict[str, tuple[Place, ...]]
    weak: dict[str, tuple[Place, ...]]
    by_code: dict[str, Place]
    deictics: dict[str, str]
    not_after: dict[str, str]
    not_before: dict[str, str]
    deictic_not_after: dict[str, str]
    deictic_not_before: dict[str, str]
    boundary: str
    abbreviations: dict[str, Place]
    abbreviation_not_before: str


class Patterns(NamedTuple):
    """What follows a name: a zone, another thing's name, an organisation; and what begins one of the home's own."""

    zone: re.Pattern[str]
    zone_kind: re.Pattern[str]
    part: re.Pattern[str]
    township: re.Pattern[str]
    institution: re.Pattern[str]
    district: re.Pattern[str]
    company: re.Pattern[str]
    brand: re.Pattern[str]
    china_part: re.Pattern[str]
    organ: re.Pattern[str]
    own_organ: re.Pattern[str]
    first_person: re.Pattern[str]
    evidence: re.Pattern[str]


def _any(words: str) -> str:
    """A group that matches one of the words, the longest first."""
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


@cache
def _words() -> dict[str, Any]:
    """The lists of places.toml."""
    return read("places.toml")


@cache
def patterns() -> Patterns:
    """The regular expressions of places.toml."""
    words = _words()
    part, zones, deictics = words["part"], words["zones"], words["deictics"]
    organ = _any(words["organisations"]["words"])
    units = f"[{deictics['units']}]"
    school = f"{_any(part['school_words'])}{{0,4}}{_any(part['school'])}"
    return Patterns(
        zone=late(rf"市?(?:国家级?|省级)?[^\W\d_{zones['never']}]{{0,4}}{_any(zones['kinds'])}"),
        zone_kind=late(_any(zones["kinds"])),
        part=late("|".join((*part["any"], school))),
        township=late(part["township"]),
        institution=late(part["institution"]),
        district=late(part["district"]),
        company=late("|".join(part["company"])),
        brand=late("".join(part["brand"].split())),
        china_part=late("|".join((*part["china"], *part["any"], school))),
        organ=late(organ),
        own_organ=late(rf"(?:原|各|副)?({units}){organ}"),
        first_person=late(f"[我本]{_any(words['organisations']['first_person'])}"),
        evidence=late(rf"[全我本]({units})(?![场域值别分间])|({units}){organ}"),
    )


def _level(code: str) -> Level:
    """The level that a code of places.tsv stands for."""
    if not code:
        return "country"
    if code.startswith("+"):
        return "zone"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _deictics(words: dict[str, str]) -> dict[str, str]:
    """Every deictic with what it points at: a unit (市), 国, 镇, or itself."""
    found = {head + unit: unit for head in words["heads"] for unit in words["units"]}
    found |= dict.fromkeys(words["country"].split(), "国")
    found |= dict.fromkeys(words["below"].split(), "镇")
    found |= {word: word[0] for word in words["within"].split()}
    for group in ("whole", "corps", "zones"):
        found |= {word: word for word in words[group].split()}
    return found


@cache
def load() -> Gazetteer:
    """The gazetteer that comes with zzx."""
    words = _words()
    safe: dict[str, tuple[Place, ...]] = {}
    weak: dict[str, tuple[Place, ...]] = {}
    by_code: dict[str, Place] = {}
    guards: dict[str, dict[str, str]] = {"<": {}, ">": {}}
    for line in files("zzx").joinpath("lexicon", "places.tsv").read_text(encoding="utf-8").splitlines():
        code, name, *rest = line.split("\t")
        if code in guards:
            guards[code][name] = rest[0]
            continue
        level = _level(code)
        place = Place(name, None, level, code[1:]) if level == "zone" else Place(name, code or None, level)
        if code and level != "zone":
            by_code[code] = place
        short, ambiguous, common = (*rest, "", "", "")[:3]
        _add(weak if common else safe, name, place)
        _add(safe, short, place)
        _add(weak, ambiguous, place)
    safe |= dict.fromkeys(("新疆生产建设兵团", "新疆兵团"), (CORPS,))
    safe |= _letters(words["letters"])
    for code, names in words["former"].items():
        safe |= {name: (Place(name, None, "county", code),) for name in names.split() if name not in safe}
    abbreviations = words["abbreviations"]
    never = abbreviations["never"].split()
    pairs = {
        before + character: by_code[code]
        for before in abbreviations["after"]
        for character, code in abbreviations["codes"].items()
        if before + character not in never
    }
    deictics = _deictics(words["deictics"])
    heads: dict[str, tuple[int, ...]] = dict.fromkeys(pairs, ())
    for form in (*safe, *weak, *deictics):
        known = heads.get(form[:2], ())
        if len(form) not in known:
            heads[form[:2]] = tuple(sorted((*known, len(form)), reverse=True)) if known else (len(form),)
    return Gazetteer(
        heads=heads,
        safe=safe,
        weak=weak,
        by_code=by_code,
        deictics=deictics,
        not_after=guards["<"],
        not_before=guards[">"],
        deictic_not_after=words["deictics"]["not_after"],
        deictic_not_before=words["deictics"]["not_before"],
        boundary=words["deictics"]["boundary"],
        abbreviations=pairs,
        abbreviation_not_before=abbreviations["not_before"],
    )


def _add(table: dict[str, tuple[Place, ...]], forms: str, place: Place) -> None:
    """Enter a place under each of its forms, which are parted by spaces."""
    for form in forms.split():
        known = table.get(form)
        if known is None:
            table[form] = (place,)
        elif place not in known:
            table[form] = (*known, place)


def _letters(words: dict[str, str]) -> dict[str, tuple[Place, ...]]:
    """R市 and its like."""
    levels: tuple[Level, ...] = ("province", "city", "county")
    return {
        letter + unit: (Place(letter + unit, None, level),)
        for level in levels
        for unit in words[level]
        for letter in words["letters"]
    }


@lru_cache(maxsize=4096)
def lineage(place: Place) -> tuple[Place, ...]:
    """The place and those that it lies in, from the smallest to the province; without 中国."""
    code = place.code or place.within
    if code is None:
        return (place,)
    by_code = load().by_code
    above = (by_code.get(upper) for upper in (code, code[:4] + "00", code[:2] + "0000"))
    return tuple(dict.fromkeys([place, *(upper for upper in above if upper)]))


def lies_in(place: Place, outer: Place) -> bool:
    """Whether a place is a part of another one."""
    if outer == CHINA:
        return place.code is not None or place.within is not None
    if outer == CORPS:
        return (place.code or "").startswith("65")
    return place != outer and outer in lineage(place)


def choose(form: str, places: tuple[Place, ...], outer: Place | None) -> Place:
    """Which of the places that bear a name is meant, given the place that the text is about.

    Where nothing tells, the largest; among equals a place of the same name without a code.
    """
    for upper in lineage(outer) if outer else ():
        inside = tuple(place for place in places if place == upper or lies_in(place, upper))
        if inside:
            places = inside
            break
    first = places[0]
    if len(places) == 1 or first.level != places[1].level:
        return first
    return Place(form, None, first.level)
