"""Holders: whose an indicator is (邮政行业|业务收入, 长安银行|资本充足率), and who has what a topic names."""

from __future__ import annotations

from zzx import roles
from zzx.lexicon import Lexicon
from zzx.roles import Span
from zzx.rows import Row

_BARE = ("数量", "总数", "人数", "件数", "户数", "总量", "数")  # of the counted themselves: 企业数量


def part(row: Row, span: Span, words: Lexicon) -> tuple[Span | None, Span]:
    """An indicator's phrase parted from the organisation that holds it, if one does."""
    start, end = span
    if row.letters[end - 1] not in "iI":
        return None, span
    for index in range(start, end - 1):
        if row.letters[index] == "o" and row.letters[index + 1] not in "uogch)":
            if row.letters[index + 2 : index + 3] == "u":
                return None, span  # 归属于上市公司股东的净利润
            name = row.words(start, index + 1)
            if row.letters[index + 1] in "wvV" and name.endswith(("业", "产业")):
                return None, span  # 企业开办时限: the time that it takes to set up a business
            if row.words(index + 1, index + 2) in ("(", "（"):
                return None, span
            bare = row.words(index + 1, end) in _BARE
            if name.endswith(words.holders) and not bare and not set(row.letters[start:index]) & set("cuVt"):
                holder = (start - (row.letters[start - 1 : start] == "p"), index + 1)
                return holder, roles.trim(row, (index + 1, end)) or (index + 1, end)
            return None, span
    return None, span
