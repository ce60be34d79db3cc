"""Amounts: a numeral and its unit, from one place of a text on (300余万元, 三四百人, 一年半, 3元5角, 六个月至三年, 第三).

Bound words around an amount belong to `quantities`; words inside it (余 多 来 几 数 半) are read here.
"""

import re
from decimal import Context, Decimal, Inexact
from functools import lru_cache
from typing import NamedTuple

from zzx import numerals
from zzx.numerals import EXACT, NUMERAL, WIDE_DIGITS, tidy
from zzx.patterns import late
from zzx.units import Unit, units


class Amount(NamedTuple):
    """An amount at `start:end` of a text; the fields mean what they mean in `quantities.Quantity`.

    Of an exact, approximate or one-sided amount `lower` and `upper` are None: the bound words decide them.
    """

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
    factor: Decimal = Decimal(1)  # how much of the unit the written one is: 成 is 10 %


GAP = "[ \u00a0\u3000]?"
_DIGITS = "一二两兩三四五六七八九壹贰貳叁肆伍陆陸柒捌玖"
_POWERS = "(?:[十拾佰仟万萬亿億]|百(?!分[之点])|千(?![分米瓦克伏]))"
_NOUNS_OF_NUMBER = "总人参系指基函倍多少无岁"  # 人数 总数 参数
_VAGUE = (
    "数以[十百千万亿]{1,2}计|成百上千|成千上万"
    f"|(?<![{_NOUNS_OF_NUMBER}])数{_POWERS}{{1,3}}|[几幾]{_POWERS}{{1,3}}"
    f"|[{_DIGITS}十百千万萬]{{0,9}}[十百千]零?[几幾]十?[万萬亿億]{{0,2}}"
    f"|(?<![{_NOUNS_OF_NUMBER}件次户个家台套条起例案额量])数(?![据字量学额目码控智值位均])|[几幾]|若干"
)
_PAIR = (
    f"(?:[{_DIGITS}十百千万零]{{0,10}}?[十百千万亿])?"
    "(?P<first>[一二两兩三四五六七八])(?P<second>(?<=一)[二两兩]|(?<=[两兩二])三|(?<=三)[四五两兩]|(?<=四)五|(?<=五)六|(?<=六)七|(?<=七)八"
    f"|(?<=八)九)(?P<powers>{_POWERS}?[万萬亿億]{{0,2}})(?![〇零{_DIGITS}十百千万萬亿億点點])"
)
# After a round number, or before a power: 300余, 14余万.
_ROUND = "(?<=[0０十百千万萬亿億拾佰仟廿卅卌])|(?<=[0０十百千万萬亿億拾佰仟廿卅卌][ \u00a0\u3000])"
_MORE = (
    f"(?:{_ROUND})(?:[余餘](?![额款地量热姚杭])|多(?![于少边样重发])"
    "|[来來](?=[个個人岁年天名家户里斤亩分块条次位件台辆米吨公万])|[几幾](?=[个個名位人年天岁家户里斤亩块条次件台辆米吨公]))|[余餘多](?=[万亿])"
    "|(?<=[0-9０-９])[余餘](?=[名位件起户亩吨斤克元]|公[斤里顷]|千[克米]|平方|立方)"  # 1533余克
)
_AFTER = (
    "半(?![径山岛导成场程价数夜途路决马挂截])|有余|余(?![额款下名家])"
    "|多(?![次种样方元个名家位条件人部边重处点地少于])"
)


# The powers after 余 or 多, less what begins a unit: 2000多万|千瓦.
_SCALE = "(?:[十万萬亿億]|百(?!分|帕)|千(?![米瓦克伏帕卡赫焦安牛升])){1,4}"
_DIGIT = frozenset("0123456789" + WIDE_DIGITS)
_SPACES = frozenset(" \u00a0\u3000")

# What stands where a numeral may, and is no plain one.
_SPECIAL = late(f"(?P<vague>{_VAGUE})|(?P<pair>{_PAIR})|(?P<half>(?<![上下前后])半)")
_NUMERAL = late(NUMERAL)
_MORE_THAN = late(f"{GAP}(?P<more>{_MORE})(?:{GAP}(?P<scale>{_SCALE}))?")
_MORE_INITIALS = _SPACES | frozenset("余餘多来來几幾")
# 600(不含税)|万元: what is said between a numeral and its unit.
_ASIDE = late(f"[(（][^()（）0-9０-９，。；\\s]{{2,10}}[)）]{GAP}(?P<scale>[百千]?[万亿]{{1,2}})?")
_HUNDRED_MILLION = late(f"{GAP}个(?P<yi>多?亿)")
_INNER = late("[个個](?P<inner>[半多余来])(?P<unit>月|小时|钟头|星期|世纪|百分点|工作日)")
_AFTER_UNIT = late(_AFTER)
_OTHERWISE = late("多[0-9０-９]|半(?:[干野]|自动|机械|固态|封闭|荒漠|湿润|透明|散养|圈养|脱产)")
_AFTER_INITIALS = frozenset("半有余多")


# A year, unless something else shows that years are counted.
YEAR = late("(?:19|20|１９|２０)[0-9０-９]{2}|[一二][〇零一二三四五六七八九]{3}")
_DATED_BY_YEAR = ("年", "届", "级", "款", "版", "学年")
_NO_UNIT = Unit(None, "bare")
_PER = {"百": Unit("%", "percent"), "千": Unit("‰", "percent"), "万": Unit("‱", "percent")}
_PER |= {"佰": _PER["百"], "仟": _PER["千"], "萬": _PER["万"]}


class _Written(NamedTuple):
    """An amount as it is written: its numeral, what adds to that, and the unit, of the name None where there is none.

    `special` is a numeral that is vague, a pair or a half; else `number` holds it. `spelling` is the unit's, `inner` a word
    inside it, `after` one after it; `unit_end` is where it ends.
    """

    number: str
    special: re.Match[str] | None
    numeral_end: int
    end: int
    unit: Unit
    spelling: str = ""
    unit_end: int = 0
    more: str = ""
    scale: str = ""
    yi: str = ""
    inner: str = ""
    after: str = ""

    def has(self, kind: str) -> str:
        """The special numeral of this kind, nothing where there is none."""
        return (self.special[kind] or "") if self.special else ""


def _written(text: str, start: int, end: int) -> _Written | None:
    """What is written from `start` on, at most to `end`."""
    first = text[start : start + 1]
    per = _PER.get(first) if text.startswith("分之", start + 1, end) else None
    at = start
    if per is not None:
        at = start + 3 + (text[start + 3 : start + 4] in _SPACES)
        first = text[at : at + 1]
    special = _SPECIAL.match(text, at, end) if first not in _DIGIT else None
    found = special or _NUMERAL.match(text, at, end)
    if found is None:
        return None
    number = "" if special else found[0]
    numeral_end = stop = found.end()
    more = scale = yi = inner = spelling = after = ""
    if text[stop : stop + 1] in _MORE_INITIALS and (match := _MORE_THAN.match(text, stop, end)):
        more, scale, stop = match["more"], match["scale"] or "", match.end()
        if scale:
            numeral_end = match.end("scale")
    if text.startswith(_BEFORE_YI, stop, end) and (match := _HUNDRED_MILLION.match(text, stop, end)):
        yi, stop = match["yi"], match.end()
    if number and text[stop : stop + 1] in ("(", "（") and (aside := _aside(text, stop, end)):
        scale, stop = aside
    at = stop + (text[stop : stop + 1] in _SPACES and stop < end)
    if at > stop and text[at : at + 1] in _SPACES and text[at + 2 : at + 3] in ("(", "（"):
        at += 1  # 205487  头(只)
    unit, unit_end = _NO_UNIT, stop
    if text[at : at + 1] in ("个", "個") and (match := _INNER.match(text, at, end)):
        inner, unit_end = match["inner"], match.end()
        unit = Unit(f"个{match['unit']}", "points" if match["unit"] == "百分点" else "time")
    elif text.startswith("分多钟", at, end):
        inner, unit_end, unit = "多", at + 3, Unit("分钟", "time")
    elif (read := units().read(text, at, end)) is not None:
        unit, unit_end = read
        spelling = text[at:unit_end]
    stop = unit_end
    if unit is not _NO_UNIT and text[stop : stop + 1] in _AFTER_INITIALS:
        match = _AFTER_UNIT.match(text, stop, end)
        if match and unit.family != "time" and _OTHERWISE.match(text, match.start(), end):
            match = None  # 比计划的4亿元|多1亿元, 50吨|半干草
        after, stop = (match[0], match.end()) if match else ("", stop)
    return _Written(
        number, special, numeral_end, stop, per or unit, spelling, unit_end, more, scale, yi, inner, after
    )


def _aside(text: str, stop: int, end: int) -> tuple[str, int] | None:
    """The powers behind parentheses that part a numeral from its unit, and where they end: 600(不含税)|万|元."""
    match = _ASIDE.match(text, stop, end)
    if match is None or units().read(text, match.start() + 1, match.end()):
        return None
    read = units().read(text, match.end(), end)
    measured = read is not None and (match["scale"] or read[0].family in ("money", "measure"))
    return (match["scale"] or "", match.end()) if measured else None


_BEFORE_YI = tuple(f"{space}个" for space in ("", *_SPACES))


def measured(text: str, start: int, end: int) -> Amount | None:
    """The numeral that begins at `start`, with its unit."""
    written = _written(text, start, end)
    if written is None:
        return None
    unit, number = written.unit, written.number
    if not _fits(written) or (unit.family in _NAMED and _NAME.search(text, max(0, start - 2), start)):
        return bare(text, start, end)
    factor = unit.factor * 10**8 if written.yi else unit.factor
    numeral_end = written.numeral_end
    if not number and not written.has("half"):
        bound = "vague" if written.has("vague") else "range"
        lower, upper = _vague(written.has("vague")) if bound == "vague" else _pair(written)
        factor *= power(written.scale)
        lower, upper = times(lower, factor), times(upper, factor)
        return Amount(
            start, written.end, start, numeral_end, None, unit.name, unit.family, bound, lower, upper
        )
    value = _scaled(number, written.scale) if number else Decimal("0.5")
    if value is None:
        return bare(text, start, end)
    if number and number[0] in _HYPHENS and unit.family in _UNSIGNED and text[start - 1 : start].isalnum():
        return None
    if written.spelling == "折" and value >= 10:  # 七五折 is 7.5折
        factor = Decimal(1)
    last, word = _word(written)
    scaled = times(value, factor)
    amount = Amount(start, last, start, numeral_end, scaled, unit.name, unit.family, factor=unit.factor)
    if word == "半":
        return amount._replace(value=times(EXACT.add(value, Decimal("0.5")), factor))
    if word:
        return amount._replace(bound="approx" if word in "来來" else "over")
    return _compound(text, written.spelling, amount, end)


# The hyphen of a name is no sign: 苏-27战机.
_HYPHENS = "-−－"
_UNSIGNED = ("bare", "count", "level", "time")
# A measure word is none after a letter: G203次, T53级, 歼-10架构.
_NAMED = ("count", "level", "time")
_NAME = late("[A-Za-z]-?\\Z")


def _fits(written: _Written) -> bool:
    """Whether numeral and unit make an amount, rather than a numeral before an unrelated word."""
    unit = written.unit
    if written.number:
        # 9月 and 2024年 are dates, 2024届 a class
        dated = unit.name == "月" or (unit.name in _DATED_BY_YEAR and YEAR.fullmatch(written.number))
        return not dated or bool(written.more or written.after)
    if written.has("half"):
        return unit.family in ("time", "measure", "points", "multiple", "percent") or unit.name == "个"
    if vague := written.has("vague"):
        return unit.family not in ("bare", "level") or vague not in ("几", "幾", "数", "若干")
    return bool(written.has("powers")) or (unit.name not in ("月", None) and written.has("second") != "二")


def bare(text: str, start: int, end: int) -> Amount | None:
    """The numeral at `start` without what follows it."""
    match = _NUMERAL.match(text, start, end)
    return match and Amount(start, match.end(), start, match.end(), _number(match[0]))


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal | None:
    """The value of a numeral found in a text; None where it makes no number."""
    try:
        return numerals.parse_number(text)
    except ValueError:
        return None


def _scaled(number: str, scale: str) -> Decimal | None:
    """The value of a numeral whose last powers stand apart from it: 300余万, 二亿三千余万."""
    value = _number(number + scale) if scale else None
    return times(_number(number), power(scale)) if value is None else value


def times(value: Decimal | None, factor: Decimal | int) -> Decimal | None:
    """The product, without zeros at the end of its decimals."""
    if value is None or factor == 1:
        return value
    return tidy(EXACT.multiply(value, Decimal(factor)))


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The quotient; if it does not end, to four decimals, or to four digits where it is below 0.01: 2200万分之一."""
    context = Context(prec=EXACT.prec, traps=[])
    quotient = context.divide(dividend, divisor)
    if not context.flags[Inexact]:
        return tidy(quotient)
    if abs(quotient) < Decimal("0.01"):
        return tidy(Context(prec=4).plus(quotient))
    return tidy(quotient.quantize(Decimal("0.0001"), context=context))


def power(numeral: str, powers: dict[str, int] = numerals.POWERS) -> int:
    """The product of the powers that end a numeral: 百万 in 三百万."""
    power = 1
    for character in reversed(numeral):
        if character not in powers:
            break
        power *= powers[character]
    return power


_FIXED = {"成百上千": (100, 10**4), "成千上万": (1000, 10**5)}


def _vague(written: str) -> tuple[Decimal | None, Decimal | None]:
    """The interval of a vague numeral: 几百 is 200 to 1000, 几十 20 to 100, 十几 10 to 20; 几 alone has none."""
    if written in _FIXED:
        lower, upper = _FIXED[written]
        return Decimal(lower), Decimal(upper)
    if written.startswith("数以"):
        written = "数" + written[2:-1]
    head, _, powers = written.replace("数", "几").replace("幾", "几").partition("几")
    if not head:
        unit = power(powers)
        return (Decimal(2 * unit), Decimal(10 * unit)) if unit > 1 else (None, None)
    # 十几万, 一百几十: more than stands before 几, less than the next number that would stand there
    floor, step = _number(head.removesuffix("零")), 10 if head.endswith("零") else power(head[-1])
    if floor is None:
        return None, None
    scale = power(powers.removeprefix("十"))
    least = 20 if powers.startswith("十") else 0
    return times(floor + least, scale), times(floor + step, scale)


def _pair(written: _Written) -> tuple[Decimal | None, Decimal | None]:
    """The interval of two neighbouring digits: 三四百, 十五六, 三百五六十."""
    powers = written.has("powers")
    head = written.has("pair").removesuffix(written.has("first") + written.has("second") + powers)
    first, second = (_number(head + written.has(digit) + powers) for digit in ("first", "second"))
    return (second, first) if first and second and second < first else (first, second)  # 三两天


def _word(written: _Written) -> tuple[int, str]:
    """Where an amount ends, and the word in it that adds to its number: 300余元, 两年多, 一年半, 三个多月."""
    word = written.more or written.inner or written.yi.removesuffix("亿")
    unit, after = written.unit, written.after
    if not after:
        return written.end, word
    if unit.family in ("count", "level") and not (after == "半" and unit.name == "个"):
        return written.unit_end, word
    return written.end, word or after


_PART = f"(?:[0-9０-９]+(?:[.．][0-9０-９]+)?|[零{_DIGITS}十拾]+)"
_LAST = f"[{_DIGITS}](?![〇零{_DIGITS}十百千万亿个成块元])"
_HUNDREDTHS = "(?:([0-9]{2})(?![0-9.]))?"  # 12秒88
_SOLD = "(?:公?斤|千克|[个张瓶碗份盒袋条只包支串亩天晚吨次杯根件位]|小时)"  # 三块五|一斤
_SECONDS = f"(?:零?({_PART})秒钟?{_HUNDREDTHS})?"
_HEIGHT = "(?=左右|以[上下内]|上下|大[个汉]|[的高宽长深厚至到，。；、,;：！？!?）)\\s]|$)"
_TENTH = f"{_LAST}(?!\\w)|[0-9０-９](?!\\w)|[{_DIGITS}](?=一{_SOLD})"
# What may follow a unit as a smaller part of the same amount, and how many of the part make one.
_PARTS: dict[str, tuple[str, tuple[int, ...]]] = {
    "元": (f"(?:({_PART})[角毛])?(?:零?({_PART})(?:分(?!之|钟)钱?|仙))?", (10, 100)),
    "块": (f"(?:(?:({_PART})[角毛]|({_TENTH}))(?:({_PART})分)?钱?)?", (10, 10, 100)),
    "角": (f"(?:({_PART})(?:分(?!之|钟)|仙))?钱?", (100,)),
    "成": (f"(?:({_LAST}))?", (10,)),
    "年": (f"(?:[零又]?{GAP}({_PART})个?月(?![0-9０-９]))?", (12,)),
    "天": (f"(?:零?({_PART})个?小时|[0-9{_DIGITS}十]{{1,3}}夜)?", (24,)),  # 四天四夜
    "周": (f"(?:零?({_PART})天)?", (7,)),
    "小时": (f"(?:零?({_PART})分钟?)?{_SECONDS}", (60, 3600, 360_000)),
    "分钟": (_SECONDS, (60, 6000)),
    "分": (_SECONDS, (60, 6000)),
    "秒": (_HUNDREDTHS, (100,)),
    "斤": (f"(?:({_PART})两)?", (10,)),
    "米": (f"(?:([0-9]{{2}}|[{_DIGITS}]{{2}}){_HEIGHT}|([0-9]|{_LAST}){_HEIGHT})?", (100, 10)),  # 1米87
}
_PARTS |= {"圆": _PARTS["元"], "圓": _PARTS["元"], "个小时": _PARTS["小时"], "毛": _PARTS["角"]}
_COMPOUNDS = {unit: (late(pattern), sizes) for unit, (pattern, sizes) in _PARTS.items()}


def _compound(text: str, spelling: str, amount: Amount, end: int) -> Amount:
    """An amount with the smaller units that follow: 3元5角, 三年零六个月, 1小时20分."""
    if spelling not in _COMPOUNDS or amount.value is None or (spelling == "米" and not 0 < amount.value < 3):
        return amount
    pattern, sizes = _COMPOUNDS[spelling]
    match = pattern.match(text, amount.end, end)
    if match is None or not match[0]:
        return amount
    whole = 10 if spelling == "成" else 1
    value = amount.value
    for written, size in zip(match.groups(), sizes, strict=True):
        part = _number(written) if written else Decimal(0)
        if part is None:
            return amount
        value = EXACT.add(value, quotient(part * whole, Decimal(size)))
    if spelling == "分":
        amount = amount._replace(unit="分钟", family="time")
    return amount._replace(end=match.end(), value=tidy(value))


_ORDINAL = late(f"第{GAP}")
_TO_ORDINAL = late("[至到~～—-]第?")
_PLACE = late(f"{GAP}(?:高?位(?!数)|名(?!单))")
_TOP = late(f"(?<![目以此日先提空之当从事生眼面史])前{GAP}")
_TOP_NOUN = late(f"{GAP}[位名强甲大](?![录单量部])")
_ENTERED = late("(?:进入|跻身|入围|[名位]列|位居|排名|排在|晋级)(?:[全世][国省市县区界球])?\\Z")
_DOUBLING = late("翻(?:了(?P<near>近)?)?(?:(?P<n>[一二两三四五六七八九])?番|倍)(?P<more>多)?")
_HALF = late("一半|半数|半百|(?<=[过超近逾])半(?![公英海]里|[里米斤吨])(?![年天个小月日径夜程决])")
_WHOLE = f"(?:(?P<whole>[-−负負]?[0-9０-９{_DIGITS}十百千万萬零]{{1,12}})又{GAP})?"
_PARTS_OF = late(f"{_WHOLE}(?P<a>[0-9０-９{_DIGITS}十百千万萬佰仟]{{1,8}})分之{GAP}")
_SLASH = late(
    "(?<![0-9０-９/／.])(?P<c>[0-9０-９]{1,3})[/／](?P<d>[0-9０-９]{1,3}[百千万]?)(?![0-9０-９/／年月.])"
)
_RATIO = late(
    "(?<![0-9：:])(?P<a>[0-9]{1,3}(?:\\.[0-9]{1,6})?)[：:∶](?![0-5][0-9](?![0-9.]))"
    "(?P<b>[0-9]{1,3}(?:\\.[0-9]{1,6})?)(?![0-9：:])"
)


def rank_or_fraction(text: str, start: int, end: int) -> Amount | None:
    """What is no numeral with a unit: ranks, doublings, halves, fractions and ratios."""
    first = text[start]
    if first == "第":
        return _ordinal(text, start, end)
    if first == "前":
        return _top(text, start, end)
    if first == "首":
        return Amount(start, start + 2, start, start + 1, Decimal(1), None, "rank")
    if first == "翻":
        return _doubling(text, start, end)
    if first in "一半" and (match := _HALF.match(text, start, end)):
        unit = Unit(None, "bare") if match[0] == "半百" else Unit("%", "percent")
        return Amount(start, match.end(), start, match.end(), Decimal(50), unit.name, unit.family)
    return _fraction(text, start, end)


def _ordinal(text: str, start: int, end: int) -> Amount | None:
    head = _ORDINAL.match(text, start, end)
    number = head and _NUMERAL.match(text, head.end(), end)
    if number is None:
        return None
    to = _TO_ORDINAL.match(text, number.end(), end)
    other = to and _NUMERAL.match(text, to.end(), end)
    stop = other.end() if other else number.end()
    place = _PLACE.match(text, stop, end)
    first = _number(number[0])
    rank = Amount(start, place.end() if place else stop, *number.span(), first, None, "rank")
    if other is None:
        return rank
    last = _number(other[0])
    if first is None or last is None or first >= last:
        return rank._replace(end=number.end())
    return rank._replace(numeral_end=other.end(), value=None, bound="range", lower=first, upper=last)


def _top(text: str, start: int, end: int) -> Amount | None:
    """前三位, 前十; but 前三个月 and 前一阶段 are no ranks."""
    head = _TOP.match(text, start, end)
    number = head and _NUMERAL.match(text, head.end(), end)
    if number is None:
        return None
    noun = _TOP_NOUN.match(text, number.end(), end)
    if noun is None:
        counted = measured(text, number.start(), end)
        after = text[number.end() : number.end() + 1]
        if after in ("个", "家") and number[0] != "一" and _ENTERED.search(text, max(0, start - 6), start):
            return Amount(
                start, number.end() + 1, *number.span(), _number(number[0]), None, "rank", "at_most"
            )  # 进入前10个
        if number[0] == "一" or counted is None or counted.unit or after in tuple("年月日半"):
            return None
    stop = noun.end() if noun else number.end()
    return Amount(start, stop, *number.span(), _number(number[0]), None, "rank", "at_most")


def _doubling(text: str, start: int, end: int) -> Amount | None:
    """翻一番 is growth by once the amount, 翻两番 by three times."""
    match = _DOUBLING.match(text, start, end)
    if match is None:
        return None
    value = Decimal(2 ** numerals.DIGITS[match["n"] or "一"] - 1)
    bound = "under" if match["near"] else "over" if match["more"] else "exact"
    inner = match.span("n") if match["n"] else match.span()
    return Amount(start, match.end(), *inner, value, "倍", "multiple", bound)


def _fraction(text: str, start: int, end: int) -> Amount | None:
    """三分之一, 3又1/2."""
    if text.find("分之", start, start + _FARTHEST) >= 0 and (parts := _PARTS_OF.match(text, start, end)):
        number = _NUMERAL.match(text, parts.end(), end)
        if number is not None:
            if parts["a"] in _PER and not parts["whole"]:
                return None
            whole = _number(parts["whole"] or "0")
            return _part(start, number.end(), _number(number[0]), _number(parts["a"]), whole)
    if text[start] not in _DIGIT:
        return None
    slash = _SLASH.match(text, start, end)
    if slash is None or (slash["d"] == "10万" and "率" in text[max(0, start - 6) : start]):  # 发病率3/10万
        return _ratio(text, start, end)
    above, below = _number(slash["c"]), _number(slash["d"])
    if above is not None and below is not None and above >= below:
        return None
    return _part(start, slash.end(), above, below, Decimal(0))


_FARTHEST = 26  # characters before 分之 in which whole and denominator stand


def _part(
    start: int, end: int, above: Decimal | None, below: Decimal | None, whole: Decimal | None
) -> Amount | None:
    """The amount of a whole and a fraction."""
    if not below or above is None or whole is None:
        return None
    part = quotient(above, below).copy_sign(whole)
    return Amount(start, end, start, end, EXACT.add(whole, part), None, "fraction")


def _ratio(text: str, start: int, end: int) -> Amount | None:
    """2.6：1; a time of day (8:30) is none."""
    match = _RATIO.match(text, start, end)
    if match is None:
        return None
    above, below = _number(match["a"]), _number(match["b"])
    if not below or above is None:
        return None
    return Amount(start, match.end(), start, match.end(), quotient(above, below), None, "fraction")
