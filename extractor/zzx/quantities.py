"""Quantities: numerals with their units and bound words (300余万元, 90%以上, 三四百人, 近一半, 六个月至三年以内).

`scan` finds every quantity of a text and every numeral that is none; `parse_quantity` reads one expression. Nothing is
decided here about what a numeral means in its sentence: 一 in 一定 comes out as a bare numeral.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache
from importlib import resources

from zzx import numerals
from zzx.numerals import NUMERAL


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount: `value` in `unit`, and the closed interval `lower` to `upper` that its wording (`bound`) allows.

    `bound` is exact, approx, over, at_least, under, at_most, range or vague. `family` is count, money, percent, points,
    multiple, fraction, time, measure, level, rank or bare (a numeral without a unit). `value` is None for ranges, for
    vague words and for numerals that make no number; None as an end of the interval leaves it open.
    """

    text: str
    value: Decimal | None
    unit: str | None
    bound: str
    lower: Decimal | None
    upper: Decimal | None
    family: str


@dataclass(frozen=True, slots=True)
class Span:
    """A quantity at `start:end` of a text, its numeral (of a range: from the first to the last) inside."""

    start: int
    end: int
    numeral_start: int
    numeral_end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Amount:
    """A numeral with its unit, before the bound words around it are looked at; offsets count in the text."""

    start: int
    end: int
    numeral_start: int
    numeral_end: int
    value: Decimal | None
    unit: str | None = None
    family: str = "bare"
    bound: str = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    power: int = 1  # the powers that end the numeral: in 3至5万 the first end shares 万


@dataclass(frozen=True, slots=True)
class _Units:
    pattern: str
    names: dict[str, tuple[str | None, str]]  # spelling: name and family
    prefixes: dict[str, str]  # currency signs
    durations: dict[str, tuple[str, int]]  # units of time: dimension and size
    only_after: dict[str, re.Pattern[str]]


@cache
def _units() -> _Units:
    """The table of units, lexicon/units.toml."""
    tables = tomllib.loads(resources.files("zzx").joinpath("lexicon/units.toml").read_text("utf-8"))
    per = tables.pop("per")["units"].split()
    names: dict[str, tuple[str | None, str]] = {}
    by_initial: dict[str, list[tuple[str, str]]] = {}
    only_after: dict[str, re.Pattern[str]] = {}
    for family, table in tables.items():
        refused, required = table.get("not_before", {}), table.get("only_before", {})
        for spelling, name in (
            {name: name for name in table["units"].split()} | table.get("aliases", {})
        ).items():
            pattern = re.escape(spelling[1:])
            if spelling in refused:
                pattern += f"(?!{'|'.join(refused[spelling].split())})"
            if spelling in required:
                pattern += f"(?={'|'.join(required[spelling].split())})"
            if spelling in names:  # 块 counts stones here and is money elsewhere
                pattern = f"(?P<{family}>{pattern})"
                spelling = family + spelling
            names[spelling] = (name or None, family)
            by_initial.setdefault(spelling.removeprefix(family)[0], []).append((spelling, pattern))
        for unit, words in table.get("only_after", {}).items():
            only_after[unit] = re.compile(f"(?:{'|'.join(words.split())})\\Z")
    groups = [
        re.escape(initial) + "(?:" + "|".join(pattern for _, pattern in sorted(group, key=_longest)) + ")"
        for initial, group in by_initial.items()
    ]
    rates = "|".join(re.escape(unit) for unit in sorted(per, key=len, reverse=True))
    time = tables["time"]
    durations = {unit: ("seconds", size) for unit, size in time["seconds"].items()}
    durations |= {unit: ("months", size) for unit, size in time["months"].items()}
    pattern = f"(?:{'|'.join(groups)})(?:[/／](?:{rates}))?"
    return _Units(pattern, names, tables["money"]["prefixes"], durations, only_after)


def _longest(spelling_and_pattern: tuple[str, str]) -> int:
    return -len(spelling_and_pattern[0])


_GAP = "[ \u00a0\u3000]?"
_CHINESE = "〇零一二两三四五六七八九十百千万亿"
_POWERS = "(?:十|[百千](?![分米瓦克伏])|[万亿])"
_VAGUE = (
    "数以[十百千万亿]{1,2}计|成百上千|成千上万"
    f"|(?<![总人参系指基函倍多少无岁])数{_POWERS}{{1,3}}|几{_POWERS}{{1,3}}"
    "|[一二两三四五六七八九十百千万]{0,9}[十百千]几十?[万亿]{0,2}"
    "|(?<![总人件次户个家台无少指系基倍参计套条起例案额量多])数(?![据字量学额目码控智值位均])|几|若干"
)
_PAIR = (
    "(?:[一二两三四五六七八九十百千万零]{0,10}?[十百千万亿])?"
    f"(?:一[二两]|两三|二三|三[四五]|四五|五六|六七|七八|八九){_POWERS}?[万亿]{{0,2}}(?![{_CHINESE}点])"
)
_FUZZ = (
    "(?<=[0０十百千万萬亿億拾佰仟廿卅卌])(?:[余餘](?![额款地量热姚杭])|多(?![于少边样重发])"
    "|[来來](?=[个個人岁年天名家户里斤亩分块条次位件台辆米吨公万]))"
)
_AFTER = "半(?![径山岛导成场程价数夜途路决马挂截])|有余|多(?![次种样方元个名家位条件人部边重处点地少于])|余(?![额款下名家])"


@cache
def _amount_pattern() -> re.Pattern[str]:
    return re.compile(
        f"(?P<worded>[百千万]分之{_GAP})?"
        f"(?:(?P<vague>{_VAGUE})|(?P<pair>{_PAIR})|(?P<half>半)|(?P<number>{NUMERAL}))"
        f"(?:{_GAP}(?P<fuzz>{_FUZZ})(?P<scale>[十百千万亿]{{1,4}})?)?(?:{_GAP}个(?P<hundred_million>多?亿))?"
        f"(?:{_GAP}(?:个(?P<inner>[半多余来])(?P<inner_unit>月|小时|钟头|星期|世纪|百分点|工作日)"
        f"|(?P<unit>{_units().pattern}))(?P<after>{_AFTER})?)?"
    )


_BARE = re.compile(NUMERAL)
_EXACT = Context(prec=2 * numerals.MAX_LENGTH)
_YEAR = re.compile("(?:19|20|１９|２０)[0-9０-９]{2}|[一二][〇零一二三四五六七八九]{3}")
_WORDED = {"百": "%", "千": "‰", "万": "‱"}


def _number(text: str) -> Decimal | None:
    """The value of a numeral found in a text; None where it makes no number."""
    try:
        return numerals.parse_number(text)
    except ValueError:
        return None


def _times(value: Decimal | None, factor: Decimal | int) -> Decimal | None:
    if value is None or factor == 1:
        return value
    return _tidy(_EXACT.multiply(value, Decimal(factor)))


def _quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The quotient, to four decimals if it does not end."""
    quotient = Context(prec=40).divide(dividend, divisor)
    if _EXACT.multiply(quotient, divisor) != dividend:
        quotient = quotient.quantize(Decimal("0.0001"))
    return _tidy(quotient)


def _tidy(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _power(numeral: str) -> int:
    """The product of the powers that end a numeral: 百万 in 三百万."""
    power = 1
    for character in reversed(numeral):
        if character not in numerals.POWERS:
            break
        power *= numerals.POWERS[character]
    return power


def _plain(text: str, start: int, end: int) -> _Amount | None:
    """The numeral at `start` alone, as a bare number."""
    match = _BARE.match(text, start, end)
    if match is None:
        return None
    return _Amount(start, match.end(), start, match.end(), _number(match[0]), power=_power(match[0]))


def _amount(text: str, start: int, end: int) -> _Amount | None:
    """The numeral that begins at `start`, with its unit; None where none begins there."""
    match = _amount_pattern().match(text, start, end)
    if match is None:
        return None
    kind = next(kind for kind in ("vague", "pair", "half", "number") if match[kind])
    unit, family = _unit(match)
    if not _fits(match, kind, unit, family):
        return _plain(text, start, end)
    scale = _power(match["scale"] or "") * (10**8 if match["hundred_million"] else 1)
    numeral_end = max(match.end(kind), match.end("scale"))
    amount = _Amount(
        start, match.end(), start, numeral_end, None, unit, family, power=_power(match[kind]) * scale
    )
    if kind == "vague":
        lower, upper = _vague(match["vague"])
        return replace(amount, bound="vague", lower=_times(lower, scale), upper=_times(upper, scale))
    if kind == "pair":
        lower, upper = _pair(match["pair"])
        if lower is None or upper is None:
            return _plain(text, start, end)
        return _in_percent(
            match, replace(amount, bound="range", lower=_times(lower, scale), upper=_times(upper, scale))
        )
    value = Decimal("0.5") if kind == "half" else _number(match["number"])
    if value is None:
        return _plain(text, start, end)
    amount = replace(amount, value=_times(value, scale))
    if match["fuzz"]:
        amount = replace(amount, bound="approx" if match["fuzz"] in "来來" else "over")
    elif match["hundred_million"] == "多亿":
        amount = replace(amount, bound="over")
    elif match["after"] or match["inner"]:
        amount = _after(match, amount)
    else:
        amount = _compound(text, match["unit"], amount, end)
    return _in_percent(match, amount)


def _unit(match: re.Match[str]) -> tuple[str | None, str]:
    """The name and the family of the unit that an amount was written with."""
    if match["worded"]:
        return _WORDED[match["worded"][0]], "percent"
    if match["inner_unit"]:
        return "个" + match["inner_unit"], "points" if match["inner_unit"] == "百分点" else "time"
    if not match["unit"]:
        return None, "bare"
    spelling, _, per = match["unit"].replace("／", "/").partition("/")
    names = _units().names
    if match["unit"] in names:
        return names[match["unit"]]
    name, family = names["money" + spelling if match["money"] else spelling]
    return (f"{name}/{per}" if per else name), family


def _fits(match: re.Match[str], kind: str, unit: str | None, family: str) -> bool:
    """Whether numeral and unit make an amount, rather than a numeral before an unrelated word."""
    if kind == "half":
        return family in ("time", "measure", "points", "multiple") or unit == "个"
    if kind == "vague":
        return family not in ("bare", "level") or len(match["vague"].removeprefix("若")) > 1
    if kind == "pair":
        return unit != "月" and (unit is not None or match["pair"][-1] in numerals.POWERS)
    if match["fuzz"] or match["after"]:
        return True
    # 9月 and 2024年 are dates
    return unit != "月" and not (unit == "年" and _YEAR.fullmatch(match["number"]))


def _in_percent(match: re.Match[str], amount: _Amount) -> _Amount:
    """成 counted in percent."""
    if amount.unit != "成":
        return amount
    value, lower, upper = (_times(number, 10) for number in (amount.value, amount.lower, amount.upper))
    return replace(amount, unit="%", value=value, lower=lower, upper=upper)


_FIXED_VAGUE = {"成百上千": (100, 10**4), "成千上万": (1000, 10**5)}


def _vague(written: str) -> tuple[Decimal | None, Decimal | None]:
    """The interval of a vague numeral: 几百 is 200 to 1000, 几十 20 to 100, 十几 10 to 20; of 几 alone, none."""
    if written in _FIXED_VAGUE:
        lower, upper = _FIXED_VAGUE[written]
        return Decimal(lower), Decimal(upper)
    before, _, after = written.removeprefix("数以").removesuffix("计").replace("数", "几").partition("几")
    if written.startswith("数以"):
        before, after = "", before
    power = _power(after)
    if not before:
        return (Decimal(2 * power), Decimal(10 * power)) if power > 1 else (None, None)
    # 十几万, 二十几, 一百几十: above what stands before 几, and within its last place
    scale = _power(after.lstrip("十"))
    step = _power(before[-1])
    floor, lowest = _number(before), 2 * _power("十") if after.startswith("十") else 0
    if floor is None:
        return None, None
    return _times(floor + lowest, scale), _times(floor + step, scale)


_PAIR_DIGITS = re.compile(
    f"(?P<head>.*?)(?P<first>[一二两三四五六七八])(?P<second>[二两三四五六七八九])(?P<powers>[十百千万亿]*)"
)


def _pair(written: str) -> tuple[Decimal | None, Decimal | None]:
    """The interval of two neighbouring digits: 三四百, 十五六, 三百五六十."""
    match = _PAIR_DIGITS.fullmatch(written)
    if match is None:
        return None, None
    head, first, second, powers = match.groups()
    return _number(head + first + powers), _number(head + second + powers)


def _after(match: re.Match[str], amount: _Amount) -> _Amount:
    """An amount with a word behind its unit: 一年半, 三个半月, 两年多, 三个多月."""
    word = match["inner"] or match["after"]
    families = ("time", "measure", "multiple", "percent", "points", "money")
    if match["after"] and amount.family not in families and not (word == "半" and amount.unit == "个"):
        return replace(amount, end=match.start("after"))
    if word == "半":
        assert amount.value is not None
        return replace(amount, value=_EXACT.add(amount.value, Decimal("0.5")))
    return replace(amount, bound="approx" if word == "来" else "over")


_SIMPLE = f"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零一二两三四五六七八九十]+)"
# What may follow a unit as a part of the same amount, and how many of the part make one.
_PARTS = {
    "元": (f"(?:({_SIMPLE})[角毛])?(?:零?({_SIMPLE})分(?![之钟])钱?)?", (10, 100)),
    "块": (f"(?:({_SIMPLE})[角毛]|([一二三四五六七八九](?![{_CHINESE}块个元]))(?!\\w))?", (10, 10)),
    "成": (f"(?:([一二三四五六七八九])(?![{_CHINESE}成个]))?", (10,)),
    "年": (f"(?:[零又]?{_GAP}({_SIMPLE})个?月(?![0-9０-９]))?", (12,)),
    "天": (f"(?:零?({_SIMPLE})个?小时)?", (24,)),
    "周": (f"(?:零?({_SIMPLE})天)?", (7,)),
    "小时": (f"(?:零?({_SIMPLE})分钟?)?(?:零?({_SIMPLE})秒)?", (60, 3600)),
    "个小时": (f"(?:零?({_SIMPLE})分钟?)?(?:零?({_SIMPLE})秒)?", (60, 3600)),
    "分钟": (f"(?:零?({_SIMPLE})秒)?", (60,)),
    "分": (f"(?:零?({_SIMPLE})秒)?", (60,)),
    "斤": (f"(?:({_SIMPLE})两)?", (10,)),
}


@cache
def _parts(unit: str) -> re.Pattern[str]:
    return re.compile(_PARTS[unit][0])


def _compound(text: str, unit: str | None, amount: _Amount, end: int) -> _Amount:
    """An amount whose smaller units follow: 3元5角, 三年零六个月, 1小时20分."""
    if unit not in _PARTS or amount.value is None:
        return amount
    match = _parts(unit).match(text, amount.end, end)
    if match is None or not match[0]:
        return amount
    value = amount.value
    for written, size in zip(match.groups(), _PARTS[unit][1], strict=True):
        part = _number(written) if written else Decimal(0)
        if part is None:
            return amount
        value = _EXACT.add(value, _quotient(part, Decimal(size)))
    name, family = ("分钟", "time") if unit == "分" else (amount.unit, amount.family)
    return replace(
        amount, end=match.end(), numeral_end=amount.numeral_end, value=value, unit=name, family=family
    )


_ORDINAL = re.compile(
    f"第{_GAP}(?P<n>{NUMERAL})(?:(?:[至到~～—-]第?)(?P<m>{NUMERAL}))?(?:{_GAP}(?:位(?!数)|名(?!单)))?"
)
_TOP = re.compile(
    f"(?<![目以此日先提空之当从事生眼面史])前{_GAP}(?P<n>{NUMERAL})(?P<noun>{_GAP}(?:[位名强甲大](?![录单量部])))?"
)
_DOUBLING = re.compile(f"翻了?(?P<bound>近)?(?:(?P<n>[一二两三四五六七八九])?番|倍)(?P<more>多)?")
_FRACTION = re.compile(
    f"(?P<a>[0-9０-９一二两三四五六七八九十百千万]{{1,6}})分之{_GAP}(?P<b>{NUMERAL})"
    "|(?<![0-9０-９/.])(?P<c>[0-9]{1,3})/(?P<d>[0-9]{1,3})(?![0-9/年月.])"
    "|(?<![0-9：:])(?P<e>[0-9]{1,6}(?:\\.[0-9]{1,6})?)[：:∶](?![0-5][0-9](?![0-9.]))(?P<f>[0-9]{1,6}(?:\\.[0-9]{1,6})?)(?![0-9：:])"
)
_HALVES = re.compile("一半|半数|半百|(?<=[过超近逾])半(?![年天个小月日径夜程决])")


def _special(text: str, start: int, end: int) -> _Amount | None:
    """Ranks, fractions and halves, which are no numeral with a unit."""
    first = text[start]
    if first == "第":
        return _ordinal(text, start, end)
    if first == "前":
        return _top(text, start, end)
    if first == "翻":
        return _doubling(text, start, end)
    if first in "一半" and (match := _HALVES.match(text, start, end)):
        unit, family = (None, "bare") if match[0] == "半百" else ("%", "percent")
        return _Amount(start, match.end(), start, match.end(), Decimal(50), unit, family)
    return _fraction(text, start, end)


def _ordinal(text: str, start: int, end: int) -> _Amount | None:
    match = _ORDINAL.match(text, start, end)
    if match is None:
        return None
    value, last = _number(match["n"]), _number(match["m"] or "")
    rank = _Amount(start, match.end(), match.start("n"), match.end("n"), value, None, "rank")
    if value is not None and last is not None and value < last:
        return replace(rank, numeral_end=match.end("m"), value=None, bound="range", lower=value, upper=last)
    if match["m"]:
        return replace(rank, end=match.end("n"))
    return rank


def _top(text: str, start: int, end: int) -> _Amount | None:
    match = _TOP.match(text, start, end)
    if match is None:
        return None
    if not match["noun"]:
        counted = _amount(text, match.start("n"), end)
        if (
            match["n"] == "一"
            or counted is None
            or counted.unit
            or text.startswith(("年", "月", "日", "半"), match.end())
        ):
            return None
    return _Amount(
        start, match.end(), match.start("n"), match.end("n"), _number(match["n"]), None, "rank", "at_most"
    )


def _doubling(text: str, start: int, end: int) -> _Amount | None:
    match = _DOUBLING.match(text, start, end)
    if match is None:
        return None
    times = _number(match["n"] or "一")
    assert times is not None
    bound = "under" if match["bound"] else "over" if match["more"] else "exact"
    inner = (match.start("n"), match.end("n")) if match["n"] else (start, match.end())
    return _Amount(start, match.end(), *inner, Decimal(2 ** int(times) - 1), "倍", "multiple", bound)


def _fraction(text: str, start: int, end: int) -> _Amount | None:
    match = _FRACTION.match(text, start, end)
    if match is None or match["a"] in ("百", "千", "万"):
        return None
    below, above = (
        (match["a"], match["b"])
        if match["a"]
        else (match["d"], match["c"])
        if match["c"]
        else (match["f"], match["e"])
    )
    divisor, dividend = _number(below), _number(above)
    if not divisor or dividend is None or (match["c"] and dividend >= divisor):
        return None
    return _Amount(start, match.end(), start, match.end(), _quotient(dividend, divisor), None, "fraction")


_SEPARATOR = re.compile(
    f"{_GAP}(?P<sign>至|到|—{{1,2}}|-{{1,2}}|－|–|―|─|﹣|−|\\\\?~|～|〜|∼|\\$?\\\\sim\\$?){_GAP}"
)
_UNMEASURED = re.compile(f"{_GAP}[月日号时点届条款章节]")


def _range(text: str, low: _Amount, end: int) -> _Amount:
    """The range that begins with `low`, or `low` where no range does."""
    separator = _SEPARATOR.match(text, low.end, end)
    if separator is None or low.value is None or low.bound != "exact":
        return low
    high = _amount(text, separator.end(), end)
    if high is None or high.value is None or high.bound != "exact":
        return low
    if high.unit is None and low.unit == "%" and text[low.start] in _WORDED:
        high = replace(high, unit="%", family="percent")
    if high.unit is None:
        hyphen = separator["sign"][0] in "-－–−﹣"
        years = _YEAR.fullmatch(text[high.numeral_start : high.numeral_end])
        if low.unit or (hyphen and high.power == 1) or years or _UNMEASURED.match(text, high.end, end):
            return low
    lower = _lower(low, high)
    if lower is None or lower >= high.value:
        return low
    return replace(
        high,
        start=low.start,
        numeral_start=low.numeral_start,
        value=None,
        bound="range",
        lower=lower,
        upper=high.value,
    )


def _lower(low: _Amount, high: _Amount) -> Decimal | None:
    """The lower end of a range in the unit of the higher one, None where the units do not go together."""
    if low.value is None or high.value is None:
        return None
    if low.unit == high.unit:
        return low.value
    if low.unit is None:
        shared = _times(low.value, high.power)
        return shared if low.power == 1 and shared is not None and shared < high.value else low.value
    durations = _units().durations
    if (
        low.unit not in durations
        or high.unit not in durations
        or durations[low.unit][0] != durations[high.unit][0]
    ):
        return None
    return _quotient(low.value * durations[low.unit][1], Decimal(durations[high.unit][1]))


_BEFORE = re.compile(
    "(?:(?P<at_most>最多|至多|顶多|[不未没](?:得|能|应|宜|会)?(?:超过|超出|高于|多于|大于|长于|超))"
    "|(?P<at_least>至少|最少|起码|[不未](?:得|能|应|宜)?(?:少于|低于|小于|短于|下于|下))"
    "|(?P<under>不到|不足|不满|未满|未到|未达|低于|少于|小于|短于|将近|接近|逼近|直逼|几近|(?<![最附临邻靠亲新相远迫贴就毗晋切浅])近)"
    "|(?P<over>超过|超出|突破|高于|大于|多于|长于|高出|逾|(?<![中英西德意法高赶反])超)"
    "|(?P<approx>大约|大概|约莫|大致|差不多|(?<![节签合违预公条纽履毁爽相解特失邀赴续誓盟婚租契简和集守制绰])约))了?"
    f"{_GAP}\\Z"
)
_BEFORE_POWER = re.compile(
    "(?P<at_least>(?<![以线网马路晚早身手桌街会坛海山世])上|(?<![超通经不透])过)|(?P<over>破)\\Z"
)
_CAME = re.compile(
    "(?P<at_least>(?<![以线网马路晚早身手桌街会坛海山世])上|(?<![超通经不透])过)\\Z|(?P<over>(?<![突])破)\\Z"
)
_SUFFIX = re.compile(
    f"{_GAP}(?:[(（](?P<first>不?含)[^()（）]{{0,6}}[)）])?"
    "(?P<word>以上|以下(?!简称|问题|几|方面|措施|情形|内容|条件)|以内|之内|左右(?!两|邻|逢|手)|上下(?!班|车|级|游|联|左|午|楼|学|齐|同|一)|开外)"
    "(?:[(（](?P<second>不?含)[^()（）]{0,6}[)）])?"
)
_SUFFIXES = {
    "以上": "at_least",
    "以下": "at_most",
    "以内": "at_most",
    "之内": "at_most",
    "左右": "approx",
    "上下": "approx",
    "开外": "over",
}
_OPEN = {"at_least": "over", "at_most": "under"}
_LINK = re.compile("[、，,]?[至到]?")


def _span(text: str, start: int, left: int, end: int) -> Span | None:
    """The quantity whose first numeral (or 第, 前, 翻) stands at `start`; its bound words may reach back to `left`."""
    amount = _special(text, start, end)
    if amount is None:
        amount = _amount(text, start, end)
        if amount is None:
            return None
        amount = _range(text, amount, end)
    first, amount = _currency(text, left, amount)
    first, before = _before(text, left, first, amount)
    suffix = _SUFFIX.match(text, amount.end, end) if amount.family != "rank" else None
    after, last = "", amount.end
    if suffix:
        after, last = _SUFFIXES[suffix["word"]], suffix.end()
        if "不含" in (suffix["first"], suffix["second"]):
            after = _OPEN.get(after, after)
        if after == "at_least" and amount.unit and (closed := _closed(text, amount, last, end)):
            amount, last = closed
    elif amount.bound == "exact" and not before and _is_day(text, amount, left):
        amount = replace(amount, end=amount.numeral_end, unit=None, family="bare")
        last = amount.end
    bound = _bound(amount.bound, before, after)
    lower, upper = _interval(amount, bound)
    value = amount.value if bound not in ("range", "vague") else None
    quantity = Quantity(text[first:last], value, amount.unit, bound, lower, upper, amount.family)
    return Span(first, last, amount.numeral_start, amount.numeral_end, quantity)


def _is_day(text: str, amount: _Amount, left: int) -> bool:
    """Whether 15日 is a day of the month: nothing shows that days are counted."""
    words = _units().only_after.get(amount.unit or "")
    if words is None or text[amount.end - 1] != amount.unit:
        return False
    return (
        not words.search(text, max(left, amount.start - 4), amount.start)
        and text[amount.end : amount.end + 1] != "内"
    )


def _closed(text: str, low: _Amount, start: int, end: int) -> tuple[_Amount, int] | None:
    """十日以上十五日以下: the range and where it ends."""
    link = _LINK.match(text, start, end)
    high = _amount(text, link.end(), end) if link else None
    if high is None or high.value is None:
        return None
    suffix = _SUFFIX.match(text, high.end, end)
    lower = _lower(low, high)
    if not suffix or suffix["word"] not in ("以下", "以内", "之内") or lower is None or lower >= high.value:
        return None
    merged = replace(
        high,
        start=low.start,
        numeral_start=low.numeral_start,
        value=None,
        bound="range",
        lower=lower,
        upper=high.value,
    )
    return merged, suffix.end()


@cache
def _currencies() -> re.Pattern[str]:
    return re.compile(f"(?P<sign>{'|'.join(re.escape(sign) for sign in _units().prefixes)}){_GAP}\\Z")


def _currency(text: str, left: int, amount: _Amount) -> tuple[int, _Amount]:
    """The amount with the currency that is written before it, and where it begins."""
    if amount.family not in ("bare", "money") or amount.start == left:
        return amount.start, amount
    match = _currencies().search(text, max(left, amount.start - 4), amount.start)
    if match is None:
        return amount.start, amount
    unit = _units().prefixes[match["sign"]]
    return match.start(), replace(amount, unit=amount.unit or unit, family="money")


def _before(text: str, left: int, start: int, amount: _Amount) -> tuple[int, str]:
    """Where the bound word before an amount begins, and the bound it sets."""
    match = _BEFORE.search(text, max(left, start - 6), start)
    numeral = text[amount.numeral_start : amount.numeral_end]
    if match is None and (
        numeral[0] == "半" or (amount.start == start and set(numeral) <= set(numerals.POWERS))
    ):
        match = _CAME.search(text, max(left, start - 2), start)
    if match is None or amount.family == "rank":
        return start, ""
    bound = str(match.lastgroup)
    return match.start(), "over" if numeral[0] == "半" and bound == "at_least" else bound


def _bound(own: str, before: str, after: str) -> str:
    """The bound of an amount from its own wording and the words around it; approximations yield to limits."""
    if own in ("range", "vague"):
        return own
    weak = ("approx", "")
    candidates = (before, after, own) if before != "under" or after in weak else (after, before, own)
    return next((bound for bound in candidates if bound not in (*weak, "exact")), before or after or own)


def _interval(amount: _Amount, bound: str) -> tuple[Decimal | None, Decimal | None]:
    """The closed interval that a bound leaves."""
    if bound in ("range", "vague"):
        return amount.lower, amount.upper
    lower = amount.value if bound in ("exact", "over", "at_least") else None
    upper = amount.value if bound in ("exact", "under", "at_most") else None
    return lower, upper


# Every numeral begins with one of these, and so does everything else that `scan` finds.
_START = re.compile(
    "[0-9０-９第前翻半几数若成負负−+＋－\\-〇零一二三四五六七八九十百千万萬亿億两兩俩倆仨廿卅卌壹贰貳叁叄參肆伍陆陸柒捌玖拾佰仟幺]"
)
_NUMERAL = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿两]")


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every quantity between `start` and `end` of a text, from left to right, without overlap.

    Every numeral lies in some span: where it has no unit, in one of the family bare. What stands before `start` is looked
    at as context, so that a part of a sentence can be scanned within it.
    """
    stop = len(text) if end is None else end
    left = position = start
    while match := _START.search(text, position, stop):
        span = _span(text, match.start(), left, stop)
        if span is None and _NUMERAL.match(match[0]):
            bare = Quantity(match[0], None, None, "exact", None, None, "bare")
            span = Span(match.start(), match.end(), match.start(), match.end(), bare)
        if span is None:
            position = match.end()
        else:
            yield span
            left = position = span.end


def parse_quantity(text: str) -> Quantity | None:
    """Read `text`, the whole of it, as one quantity; None where it is none.

    Raises ValueError with the reason for anything but a string.
    """
    if not isinstance(text, str):
        raise ValueError(f"a quantity is read from a string, not from {type(text).__name__}")
    stripped = text.strip()
    for span in scan(stripped):
        if span.start == 0 and span.end == len(stripped):
            return span.quantity
        break
    return None
