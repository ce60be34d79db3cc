"""Misfits: numerals that measure nothing, as far as their own neighbourhood tells."""

from collections.abc import Callable

from zzx import ranks
from zzx.patterns import late
from zzx.quantities import Quantity

# A numeral without a unit may count (100万新就业群体) only in digits or from ten thousand on.
_PLAIN = late(r"[0-9０-９]|[万亿]")
# Divisions of a country are counted without a measure word: 辗转六省市.
_DIVISIONS = late(
    r"省市?区市?|省[市份]|市[县州]区?|区?市县|县[市区]|区[县市]|地市|州市|乡镇|镇[街乡村]|部[门委](?!经理|负责|规章)"
)
_ARABIC = late("[0-9０-９]")
# Numbers of accounts, versions and models: 01, Windows 10, 3*5*7; the points of an index.
_CODE = late(r"\d{9,}|0\d+")
_SHORT = late(r"\d{1,4}(?:\.\d)?")
_VERSION = late(r"(?:(?<!GDP)(?<!GNP)(?<!CPI)(?<!PPI)(?<!PMI)(?<!GMV)(?<=[A-Za-z])|\*)[ \u00a0]?$")
_SIGNS = ("*", "点")
# A day or an hour whose other half stands elsewhere: 据媒体18日报道, 10点至11点.
_DAY = late(r"[12]?\d|3[01]")
_DATED = late(r"[日号点时](?!均)")
_DIGIT = late(r"[0-9０-９一二两三四五六七八九壹贰叁肆伍陆柒捌玖]")
_AFTER_MONEY = "钱以及起多左的一两整即就每"
_YEAR = late(r"(?:19|20)\d\d")
# 是全县发展最快的五年, 走过极不平凡的一年
_SUMS_UP = late(
    r"(?:(?:是|走过|度过)[^，。；：！？,;\d]{1,36}|为[^，。；：！？,;\d]{0,30}最[^，。；：！？,;\d]{1,4}|任期|任职)的$"
)
_CLOSED = late(r"[，。；：！？、,;:!?）)”\s]|$")


def why(
    view: str,
    start: int,
    end: int,
    numeral: tuple[int, int],
    quantity: Quantity,
    around: Callable[[int], tuple[int, int]],
) -> str | None:
    """Why a numeral measures nothing, as far as its own neighbourhood tells; None if it may be a quantity."""
    if quantity.family == "level":
        return "level"
    if (
        quantity.family == "time"
        and view.endswith("的", 0, start)
        and _CLOSED.match(view, end)
        and _SUMS_UP.search(view, 0, start)
    ):
        return "window"
    digits = view[numeral[0] : numeral[1]]
    if quantity.family not in ("rank", "percent", "multiple") and not _ARABIC.search(digits):
        # A word swallows a numeral unless the quantity holds the whole word (一起 for 一 + 起, 上千).
        left, right = around(numeral[0])
        counted = quantity.unit is not None or quantity.bound != "exact"
        inside = left <= numeral[0] < right and not (start <= left and right <= end and counted)
        if inside and not (quantity.family == "measure" and view[left] == "高"):  # 墙高三|公尺, no 高三
            return "word"
    if digits == "一" and quantity.bound == "exact" and quantity.unit is not None:
        if quantity.unit == "元" and not _closes_money(view[end : end + 1]):
            return "indefinite"
        if quantity.family in ("time", "money", "measure", "percent", "multiple"):
            return "indefinite" if quantity.unit == "方" else None
        return "indefinite"
    if quantity.family == "bare":
        return _why_bare(view, start, end, digits, quantity)
    if quantity.family == "rank" and not ranks.is_rank(view, start, end):
        return "ordinal"
    if quantity.bound == "vague" and quantity.lower is None and quantity.upper is None:
        return "indefinite"
    return None


def _closes_money(after: str) -> bool:
    """Whether the character after 元 lets it be money: none of a word such as 一元化."""
    return not "\u4e00" <= after <= "\u9fff" or after in _AFTER_MONEY


def _why_bare(view: str, start: int, end: int, digits: str, quantity: Quantity) -> str | None:
    """Why a numeral without a unit counts nothing."""
    if quantity.bound == "vague" and quantity.lower is not None and view.startswith("的", end):
        return None  # 数以千计的群众
    if not _PLAIN.search(digits):
        return None if _DIVISIONS.match(view, end) and digits != "一" else "bare"
    if quantity.bound == "exact" and not _DIGIT.search(digits):
        return "word"
    if _YEAR.fullmatch(digits) or (_DAY.fullmatch(digits) and _DATED.match(view, end)):
        return "date"
    if quantity.bound == "vague" and quantity.lower is None and quantity.upper is None:
        return "indefinite"
    if _CODE.fullmatch(digits) or view[end : end + 1] in _SIGNS:
        return "code"
    return "code" if _SHORT.fullmatch(digits) and _VERSION.search(view, max(0, start - 5), start) else None
