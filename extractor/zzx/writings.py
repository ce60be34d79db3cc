"""Writings: how an amount is written: its numeral, vague or plain, the words that add to it, and its unit."""

import re
from typing import NamedTuple

from zzx import numerals
from zzx.patterns import late
from zzx.units import Unit, units

# Parts of patterns: a space that typesetting leaves, and the digits.
GAP = "[ \u00a0\u3000]?"
DIGITS = "一二两兩三四五六七八九壹贰貳叁肆伍陆陸柒捌玖"
_POWERS = "(?:[十拾佰仟万萬亿億]|[百千](?![分米瓦克伏]))"
_NOUNS_OF_NUMBER = "总人参系指基函倍多少无岁"  # 人数 总数 参数
_VAGUE = (
    "数以[十百千万亿]{1,2}计|成百上千|成千上万"
    f"|(?<![{_NOUNS_OF_NUMBER}])数{_POWERS}{{1,3}}|[几幾]{_POWERS}{{1,3}}"
    f"|[{DIGITS}十百千万萬]{{0,9}}[十百千]零?[几幾]十?[万萬亿億]{{0,2}}"
    f"|(?<![{_NOUNS_OF_NUMBER}件次户个家台套条起例案额量])数(?![据字量学额目码控智值位均])|[几幾]|若干"
)
_PAIR = (
    f"(?:[{DIGITS}十百千万零]{{0,10}}?[十百千万亿])?"
    "(?P<first>[一二两兩三四五六七八])(?P<second>(?<=一)[二两兩]|(?<=[两兩二])三|(?<=三)[四五]|(?<=四)五|(?<=五)六|(?<=六)七|(?<=七)八"
    f"|(?<=八)九)(?P<powers>{_POWERS}?[万萬亿億]{{0,2}})(?![〇零{DIGITS}十百千万萬亿億点點])"
)
# After a round number, or before a power: 300余, 14余万.
_ROUND = "(?<=[0０十百千万萬亿億拾佰仟廿卅卌])|(?<=[0０十百千万萬亿億拾佰仟廿卅卌][ \u00a0\u3000])"
_MORE = (
    f"(?:{_ROUND})(?:[余餘](?![额款地量热姚杭])|多(?![于少边样重发])"
    "|[来來](?=[个個人岁年天名家户里斤亩分块条次位件台辆米吨公万]))|[余餘多](?=[万亿])"
    "|(?<=[0-9０-９])[余餘](?=[名位件起户亩吨斤克元]|公[斤里顷]|千[克米]|平方|立方)"  # 1533余克
)
_AFTER = (
    "半(?![径山岛导成场程价数夜途路决马挂截])|有余|余(?![额款下名家])"
    "|多(?![次种样方元个名家位条件人部边重处点地少于])"
)


# The powers after 余 or 多, less what begins a unit: 2000多万|千瓦.
_SCALE = "(?:[十万萬亿億]|百(?!分|帕)|千(?![米瓦克伏帕卡赫焦安牛升])){1,4}"
_WIDE_DIGITS = "０１２３４５６７８９"
DIGIT = frozenset("0123456789" + _WIDE_DIGITS)
_SPACES = frozenset(" \u00a0\u3000")

# What stands where a numeral may, and is no plain one.
_SPECIAL = late(f"(?P<vague>{_VAGUE})|(?P<pair>{_PAIR})|(?P<half>(?<![上下前后])半)")
NUMERAL = late(numerals.NUMERAL)
_MORE_THAN = late(f"{GAP}(?P<more>{_MORE})(?:{GAP}(?P<scale>{_SCALE}))?")
_MORE_INITIALS = _SPACES | frozenset("余餘多来來")
_HUNDRED_MILLION = late(f"{GAP}个(?P<yi>多?亿)")
_BEFORE_YI = tuple(f"{space}个" for space in ("", *_SPACES))
_INNER = late("[个個](?P<inner>[半多余来])(?P<unit>月|小时|钟头|星期|世纪|百分点|工作日)")
_AFTER_UNIT = late(_AFTER)
_AFTER_INITIALS = frozenset("半有余多")

_NO_UNIT = Unit(None, "bare")
PER = {"百": Unit("%", "percent"), "千": Unit("‰", "percent"), "万": Unit("‱", "percent")}
PER |= {"佰": PER["百"], "仟": PER["千"], "萬": PER["万"]}


class Written(NamedTuple):
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


def read(text: str, start: int, end: int) -> Written | None:
    """What is written from `start` on, at most to `end`."""
    first = text[start : start + 1]
    per = PER.get(first) if text.startswith("分之", start + 1, end) else None
    at = start
    if per is not None:
        at = start + 3 + (text[start + 3 : start + 4] in _SPACES)
        first = text[at : at + 1]
    special = _SPECIAL.match(text, at, end) if first not in DIGIT else None
    found = special or NUMERAL.match(text, at, end)
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
    at = stop + (text[stop : stop + 1] in _SPACES and stop < end)
    unit, unit_end = _NO_UNIT, stop
    if text[at : at + 1] in ("个", "個") and (match := _INNER.match(text, at, end)):
        inner, unit_end = match["inner"], match.end()
        unit = Unit(f"个{match['unit']}", "points" if match["unit"] == "百分点" else "time")
    elif (measure := units().read(text, at, end)) is not None:
        unit, unit_end = measure
        spelling = text[at:unit_end]
    stop = unit_end
    if unit is not _NO_UNIT and text[stop : stop + 1] in _AFTER_INITIALS:
        match = _AFTER_UNIT.match(text, stop, end)
        after, stop = (match[0], match.end()) if match else ("", stop)
    return Written(
        number, special, numeral_end, stop, per or unit, spelling, unit_end, more, scale, yi, inner, after
    )
