"""The vocabulary: word classes, endings and cues, read from words.toml beside this module.

Nothing is read at import; `load` reads once and every stage takes the `Lexicon` it is given.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from zzx import store
from zzx.patterns import late

Direction = Literal["up", "down", "flat"]

CLASSES: dict[str, str] = {
    "transitive": "v",
    "weak": "w",
    "realise": "R",
    "attribute": "a",
    "pivot": "x",
    "intransitive": "y",
    "coverb": "k",
    "adverb": "d",
    "preposition": "e",
    "passive": "B",
    "up": "m",
    "down": "m",
    "flat": "m",
    "state": "s",
    "reached_up": "s",
    "reached_down": "s",
    "noun": "n",
    "plain": "n",
    "determiner": "r",
    "doer_pronoun": "o",
    "aspect": "l",
    "particle": "u",
    "conjunction": "c",
    "breaking": ",",
    "etc": "g",
    "localizer": "h",
    "partition": "z",
    "separately": "f",
    "compared": "b",
}
"""Name of a word class in words.toml -> its letter in the token row; later ones win."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary of one run.

    classes: word -> class letter; directions: word of movement -> 'up' 'down' 'flat';
    beginnings: every proper beginning of a word of `classes` or a phrase of `cuts`, to know which words of the tokenizer may join;
    cuts: phrase that the tokenizer cuts wrongly -> its words;
    endings: ending of a noun -> 'I' indicator, 'i' amount, 'o' doer; longest: length of the longest ending;
    organisations, holders: endings of doers that run on, and of those that hold an indicator;
    groups: name of a word list -> its words, for the stages that ask for one list;
    cues: name -> pattern over the words before a quantity;
    memo: word and part of speech -> the lengths of its parts with their classes, filled as words are met.
    """

    classes: dict[str, str]
    directions: dict[str, Direction]
    beginnings: frozenset[str]
    cuts: dict[str, tuple[str, ...]]
    endings: dict[str, str]
    longest: int
    organisations: tuple[str, ...]
    holders: tuple[str, ...]
    groups: dict[str, frozenset[str]]
    cues: dict[str, re.Pattern[str]]
    memo: dict[tuple[str, str], tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def ending(self, phrase: str) -> str:
        """The class of a noun or noun phrase by its longest known ending, `n` where it has none."""
        if len(phrase) == 1:
            return "I" if phrase in "率额量数值" else "n"
        for length in range(min(len(phrase), self.longest), 0, -1):
            found = self.endings.get(phrase[-length:])
            if found is not None:
                return found
        return "n"


class LexiconError(Exception):
    """A file of vocabulary or rules that cannot be used: which, and why. No text can be read with it."""

    def __init__(self, file: str, cause: object) -> None:
        super().__init__(f"{file}: {cause}")


def read(name: str, folder: str = "lexicon") -> dict[str, Any]:
    """The content of one TOML file of the package; raises LexiconError where it is no TOML."""
    text = files("zzx").joinpath(folder, name).read_text(encoding="utf-8")
    try:
        return store.derived("TOML", text, tomllib.loads)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{folder}/{name}", error) from None


@cache
def load() -> Lexicon:
    """The vocabulary that comes with zzx."""
    return build(read("words.toml"))


def build(content: dict[str, Any]) -> Lexicon:
    """A Lexicon from the content of words.toml: tables `words`, `suffixes` and `cuts`, lists parted by white space."""
    groups = {name: frozenset(text.split()) for name, text in content["words"].items()}
    classes = {word: letter for name, letter in CLASSES.items() for word in groups.get(name, ())}
    names: tuple[Direction, ...] = ("up", "down", "flat")
    directions = {word: name for name in names for word in groups.get(name, ())}
    suffixes = content["suffixes"]
    cuts = {text.replace("|", ""): tuple(text.split("|")) for text in content["cuts"]["phrases"].split()}
    endings = {
        ending: letter
        for name, letter in (("doer", "o"), ("amount", "i"), ("indicator", "I"))
        for ending in suffixes[name].split()
    }
    found = Lexicon(
        classes=classes,
        directions=directions,
        beginnings=frozenset(word[:cut] for word in (*classes, *cuts) for cut in range(1, len(word))),
        cuts=cuts,
        endings=endings,
        longest=max(map(len, endings)),
        organisations=tuple(suffixes["organisation"].split()),
        holders=tuple(suffixes["holder"].split()),
        groups=groups,
        cues={name: late(text.replace("\n", "")) for name, text in content["cues"].items()},
    )
    nouns = [word for word in groups["noun"] - groups["plain"] if classes[word] == "n"]
    classes.update((word, found.ending(word)) for word in nouns)
    return found
