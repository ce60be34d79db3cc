"""People: which words of a sentence name a person who acts.

The tokenizer knows a Chinese name only where its statistics do, and cuts others in two: 王|秀英, 刘|大山. A name is taken for a
doer where it opens a clause or follows a title or an age, and something that a person does or is follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zzx.lexicon import Lexicon

_OPENINGS = ",;:(t"
_FOLLOWS = "vxRwVyudelscktfhq,)"
_GIVEN = "nNpaijVr"  # what the tokenizer may take a given name for
_LONGEST = 4  # characters of a name: 欧阳振华


def names(words: Sequence[str], letters: Sequence[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    """The stretches of tokens that name a person who acts; `N` is the letter of what the tokenizer took for a name."""
    found: list[tuple[int, int]] = []
    surnames = lexicon.groups["surname"]
    begins = _beginnings(surnames)
    for index, (word, letter) in enumerate(zip(words, letters, strict=True)):
        if found and found[-1][1] > index:
            continue
        foreign = _foreign(words, letters, index, lexicon) if letter == "N" else index
        if _is_among_several(words, letters, index, lexicon):
            found.append((index, index + 1))  # 打掉|廖某某|等27人
        elif letter == "N" and index and is_title(words[index - 1], lexicon):
            found.append((index, max(foreign, index + 1)))
        elif foreign > index and _is_introduced(words, letters, index, found, lexicon):
            if _acts(words, letters, foreign, lexicon):
                found.append((index, foreign))
        elif word[0] in begins and (
            word[0] in surnames or word[:2] in surnames or (word[0] in "老小" and word[1:] in surnames)
        ):
            end = _end(words, letters, index, lexicon)
            introduced = end is not None and _is_introduced(words, letters, index, found, lexicon)
            if end is not None and introduced and _acts(words, letters, end, lexicon):
                found.append((index, end))
    return found


_DOTS = ("·", "•", "・", "．", "‧")
_PARTS = "Nnapij"  # what the tokenizer takes a part of a foreign name for


def _foreign(words: Sequence[str], letters: Sequence[str], index: int, lexicon: Lexicon) -> int:
    """Where a name in several parts ends: 里奇|·|沃顿, 哈达|迪; `index` where there is none."""
    end = index + 1
    while end < len(words):
        part = words[end + 1] if words[end] in _DOTS and end + 1 < len(words) else ""
        if part and (letters[end + 1] == "N" or (letters[end + 1] in _PARTS and part not in lexicon.classes)):
            end += 2
        elif letters[end] == "N" and len(words[end]) < _FULL:
            end += 1
        else:
            break
    return end if end > index + 1 else index


def _is_among_several(words: Sequence[str], letters: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a name stands for several who are counted next: 廖某某|等27人."""
    named = letters[index] == "N" or (letters[index] == "j" and words[index][1:2] == "某")
    if not named or words[index + 1 : index + 2] != ["等"] or index + 2 >= len(words):
        return False
    handed = index > 0 and letters[index - 1] == "e" and words[index - 1] not in lexicon.groups["recipient"]
    return not handed and words[index + 2][-1] in "人名位"


@lru_cache(maxsize=4)
def _beginnings(surnames: frozenset[str]) -> frozenset[str]:
    """What a name may begin with: the first characters of the surnames, and 老王."""
    return frozenset(surname[0] for surname in surnames) | {"老", "小"}


def is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is the title of a person, whose name comes next: 民警|李强."""
    return word not in _NOBODY and any(word[-length:] in lexicon.groups["title"] for length in (1, 2))


_NOBODY = (
    "他人",
    "别人",
    "旁人",
    "私人",
    "个人",
    "众人",
    "本人",
    "何人",
    "某人",
    "有人",
    "无人",
    "新人",
    "成人",
)


def _acts(words: Sequence[str], letters: Sequence[str], end: int, lexicon: Lexicon) -> bool:
    """Whether what follows is what persons do or what may stand behind their names."""
    others = end < len(words) and words[end] == "等" and letters[end - 1] == "j"  # 李某某等人
    if others or end == len(words) or letters[end] in _FOLLOWS:
        return True
    return words[end] in lexicon.groups["offence"] or words[end] in lexicon.groups["of_persons"]


def _may_be_thing(word: str, lexicon: Lexicon) -> bool:
    """Whether what the tokenizer takes for a short name may be things: 牛羊, 石油."""
    return len(word) == 2 and word[0] in lexicon.groups["thing_surname"]


def _end(words: Sequence[str], letters: Sequence[str], index: int, lexicon: Lexicon) -> int | None:
    """Where the name that begins at a token ends, with what one is addressed by; None where none does."""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else ""
    addresses = lexicon.groups["address"]
    if word in lexicon.groups["surname"]:
        given = 0 < len(after) <= 2 and after not in lexicon.classes and letters[index + 1] in _GIVEN
        unnamed = after[:1] == "某"  # 曾某华
        if not unnamed and (word in lexicon.classes or not (given or after in addresses)):
            return None  # 高, 向, 和 are words first
        end = index + 2
    elif word[0] in "老小" and word not in lexicon.classes:
        end = index + 1  # 老王
    elif letters[index] == "j" and word[1:2] == "某":
        end = index + 1  # 王某某, 张某甲
    elif letters[index] == "n" and len(word) == _FULL and _holds_office(words, index + 1):
        if word in lexicon.classes:
            return None
        end = index + 1
    elif (
        letters[index] == "N"
        and len(word) <= _LONGEST
        and word not in lexicon.groups["noun"]  # 雷霆|出击
        and not _may_be_thing(word, lexicon)
    ):
        given = (
            len(word) == 2
            and len(after) == 1
            and after not in lexicon.classes
            and word[0] in lexicon.groups["surname"]
        )
        end = index + 1 + (after in _ORDINALS or (given and letters[index + 1] in _GIVEN))  # 张雨|霏
    else:
        return None
    return end + (words[end : end + 1] != [] and words[end] in addresses)


_FULL = 3  # characters of a name that the tokenizer has as a word


def _holds_office(words: Sequence[str], index: int) -> bool:
    """Whether what follows a word is said of persons alone: 张苏海|在任台长期间."""
    index += words[index : index + 1] == ["在"]
    return words[index : index + 1] != [] and words[index] in (
        "任",
        "担任",
        "任职",
        "任职期间",
        "出任",
        "历任",
    )


_CONNECTING = (
    "然后",
    "但",
    "但是",
    "而",
    "可",
    "可是",
    "随后",
    "于是",
    "后来",
    "接着",
    "此后",
    "之后",
    "由此",
)
_BELIEVED = ("误以为", "以为", "误认为")
_ORDINALS = ("甲", "乙", "丙", "丁", "戊")  # 张某甲


def _is_introduced(
    words: Sequence[str], letters: Sequence[str], index: int, found: list[tuple[int, int]], lexicon: Lexicon
) -> bool:
    """Whether the word before shows that a name may come: a stop, a title, 的, or another name with 、."""
    if index == 0 or letters[index - 1] in _OPENINGS or is_title(words[index - 1], lexicon):
        return True
    leads = words[index - 1] in _CONNECTING and (index == 1 or letters[index - 2] in _OPENINGS)
    if leads or words[index - 1] in _BELIEVED:
        return True
    if letters[index - 1] == "u":
        return index > 1 and letters[index - 2] in "qo"  # 45岁的杨建军, 上海队的张玉宁
    return letters[index - 1] == "c" and bool(found) and found[-1][1] == index - 1
