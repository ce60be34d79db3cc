"""Firms: the companies of a document that no list knows, by what the document itself calls them.

A name with a stock code (佰川智能(300836.SZ)) or with 股份 behind it (中岭股份) is that of a company, and so is its beginning where
the text uses it alone (中岭). In a sentence they stand as places stand that are nowhere: they do and have, and are not measured.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from zzx import words
from zzx.lexicon import Lexicon
from zzx.marks import Mark
from zzx.patterns import late
from zzx.places import PlaceSpan

_CODED = late(r"([A-Za-z\u4e00-\u9fff]{2,8})[(（]\d{4,6}\.[A-Z]{2}[)）]")
_SOME_CODE = late(r"[(（]\d{4,6}\.[A-Z]{2}[)）]")
# A ticker of letters or digits alone could be anything where no shares are spoken of: (GDP), (100020).
_LETTERED = late(r"([A-Za-z\u4e00-\u9fff]{2,8})[(（](?:[0368]\d{5}|[A-Z]{2,5})(?:\.[A-Z]{1,2})?[)）]")
_PLACE_AND_CODE = (
    r"[(（](?:HK|SH|SZ|US|NYSE|NASDAQ|港交所|上交所|深交所|纽交所|纳斯达克)[:：. ]{0,2}[A-Z0-9]{2,6}[)）]"
)
_SOME_LISTED = late(_PLACE_AND_CODE)
_LISTED = late(r"([A-Za-z\u4e00-\u9fff]{2,8})" + _PLACE_AND_CODE)
_EXCHANGE = late("股价|财报|美股|港股|A股|上市公司")
# What a document calls a company from there on: 上海蓝海科技有限公司（以下简称“蓝海科技”）.
_CALLED = late(
    r"(?:公司|集团|银行|企业|合作社|厂|店)[(（](?:以?下简称|以?下称|简称)[为：:]{0,2}[“\"「]?([A-Za-z\u4e00-\u9fff]{2,8})[”\"」]?[)）]"
)
# What follows shares that are only spoken of: 限售股份数量.
_SHARED = late(
    r"([\u4e00-\u9fff]{2,4})股份(?!有限|制|合作|数|比例|总|转让|的|合计|占|\d[\d.,]{0,15}[万亿]?股|[，。；、）)]|$)"
)
_CODE = r"(?:[(（](?:(?:HK|SH|SZ|US)[:：. ]{0,2})?(?:\d{4,6}|[A-Z]{2,5})(?:\.[A-Z]{1,2})?[)）])?"
# Words that end before a name begins, and what a name loses where it is used alone.
_BEFORE = late(
    r".*(?:[的了在与和及或由被向对从为是使让把将等于自]|\d|年|月|日|上市|公司|其中|旗下|宣布|厂商|巨头|龙头|品牌)"
)
_ENDING = late("(?:股份|控股|集团|网|科技|股票|[AB])$")
_SHORTEST = 2
_MOST = 60  # companies that a document may name


def find(text: str, lexicon: Lexicon) -> re.Pattern[str] | None:
    """A pattern of the names of the companies in a document, the longest first; None where it names none."""
    coded = [_CODED] if _SOME_CODE.search(text) else []
    if _EXCHANGE.search(text):
        coded.append(_LETTERED)
    if _SOME_LISTED.search(text):
        coded.append(_LISTED)
    if "简称" in text or "下称" in text:
        coded.append(_CALLED)
    full = {_less_lead(found, text) for pattern in coded for found in _first(pattern, text)}
    shared = {_less_lead(found, text) for found in _first(_SHARED, text)} if "股份" in text else set()
    full -= {name for name in full if len(name) == _SHORTEST and lexicon.ending(name) == "o"}  # 下称工厂
    full |= {stem + "股份" for stem in shared if not _ends_in_a_word(stem, lexicon)}
    names = {name for name in full if _is_name(_ENDING.sub("", name), lexicon)}
    names |= {
        stem for name in names if (stem := _ENDING.sub("", name)) != name and _is_alone(stem, name, text)
    }
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){_CODE}") if names else None


def _first(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return islice(dict.fromkeys(match[1] for match in pattern.finditer(text)), _MOST)


def _less_lead(name: str, text: str) -> str:
    """A name less the words that run into it: 美股上市的|途舟, and 比|途舟 where the text names 途舟 elsewhere."""
    name = _BEFORE.sub("", name)
    while len(name) > _SHORTEST and text.count(name[1:]) > text.count(name):
        name = name[1:]
    return name


def _is_name(stem: str, lexicon: Lexicon) -> bool:
    known = (
        stem in lexicon.classes or lexicon.ending(stem) in ("i", "I") or stem.endswith(lexicon.organisations)
    )
    return len(stem) >= _SHORTEST and not known


_LONGEST = 3  # characters of a name that the tokenizer may cut


def _ends_in_a_word(stem: str, lexicon: Lexicon) -> bool:
    """Whether what stands before 股份 is a verb or an attribute of shares: 减持, 股东限售."""
    several = len(stem) > _LONGEST and len(words.tag(stem)) > 1
    return several or any(stem[cut:] in lexicon.classes for cut in range(len(stem) - 1))


def _is_alone(stem: str, name: str, text: str) -> bool:
    """Whether a text uses the beginning of a name by itself too."""
    return text.count(stem) > text.count(name)


def mark(view: str, found: list[Mark], names: re.Pattern[str]) -> list[Mark]:
    """The marks of a sentence with those of the companies that it names; a numeral in a name is none: 佰川智能."""
    starts, ends = [one.start for one in found], [one.end for one in found]
    dropped: set[int] = set()
    added: list[Mark] = []
    for match in names.finditer(view):
        start, end = match.span()
        over = range(bisect_right(ends, start), bisect_left(starts, end))
        if all(found[at].kind == "rejected" and start <= found[at].start and ends[at] <= end for at in over):
            dropped.update(over)
            added.append(Mark(start, end, "place", "name", place=PlaceSpan(start, end, None, "name")))
    kept = [one for at, one in enumerate(found) if at not in dropped]
    return sorted([*kept, *added], key=lambda one: one.start) if added else found
