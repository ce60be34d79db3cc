"""Script: traditional characters, and what is typed for 〇 in a year, read as the usual ones, one for one, so that offsets
hold.

The rules and the vocabulary are written in simplified characters; facts keep the words of the source. Needs OpenCC
(extra `zh-hant`), which is imported only for a text that is written in traditional characters.
"""

from __future__ import annotations

import importlib.util
from functools import cache

from zzx.patterns import late

# Characters that are frequent in traditional text and do not occur in simplified text.
_TRADITIONAL = late(
    "[個們國與為這對時會後來說學萬億區產業發經濟關係應當無長車東門開間電見員問題總較書"
    "場點過還進運動報務實際陸軍隊義衛視處變證請認議護質貿費資達選適邊歲歷將專屬層廠廣"
    "張內兩幾條級約線計調減銷錢]"
)
_HAN = late(r"[\u4e00-\u9fff]")
# 二00七年, 二OO七年, 二○○七年: what is typed where a keyboard has no 〇.
_TYPED_YEAR = late("(?<=[一二])[〇零○0０OＯ一二三四五六七八九]{3}(?=年)")
_ZEROS = str.maketrans("○0０OＯ", "〇〇〇〇〇")
_SAMPLE = 20_000  # characters that tell which script a text is in
_SHARE = 0.05


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, by its first characters."""
    sample = text[:_SAMPLE]
    if _TRADITIONAL.search(sample) is None:
        return False
    return len(_TRADITIONAL.findall(sample)) > _SHARE * max(1, len(_HAN.findall(sample)))


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length; as it is where it is not traditional or OpenCC is absent."""
    text = _TYPED_YEAR.sub(lambda year: year[0].translate(_ZEROS), text.replace("馀", "余"))
    if not is_traditional(text) or importlib.util.find_spec("opencc") is None:
        return text
    return text.translate(_table(frozenset(_HAN.findall(text))))


@cache
def _table(characters: frozenset[str]) -> dict[int, str]:
    from opencc import OpenCC

    converter = OpenCC("t2s")
    table = {ord(character): converter.convert(character) for character in characters}
    return {
        code: character for code, character in table.items() if len(character) == 1 and ord(character) != code
    }
