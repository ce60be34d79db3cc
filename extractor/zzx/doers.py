"""Doers: who is spoken of, from clause to clause and from sentence to sentence."""

from __future__ import annotations

from typing import Literal, NamedTuple

from zzx import beginnings
from zzx.items import Item
from zzx.patterns import late
from zzx.places import Place
from zzx.rows import Row


class Named(NamedTuple):
    """Somebody by the words of the text, and the place that they belong to."""

    name: str
    place: Place | None = None
    person: bool = False

    @property
    def is_place(self) -> bool:
        """Whether nothing but a place is named: 株洲, 全市."""
        place = self.place
        return place is not None and (
            self.name in place.name or (len(self.name) < 3 and self.name[0] in "全我本该")
        )


class Who(NamedTuple):
    """Who is spoken of: as it runs on in the paragraph, who opens the sentence or a clause of it, and who was named last."""

    running: Named | None = None
    doer: Named | None = None
    nearest: Named | None = None
    holds: bool = False  # whether who was named last only has an indicator: 整改率98%
    told: bool = False  # whether the sentence has told something of whoever is not named
    at: Place | None = None  # where the sentence says that it happens

    @property
    def subject(self) -> Named | None:
        """Whom a quantity belongs to that names nobody."""
        return self.nearest or self.running

    @property
    def place(self) -> Place | None:
        """The place of whoever is spoken of."""
        return self.subject.place if self.subject is not None else None

    def after_semicolon(self, elides: bool, named: bool) -> Who:
        """Who the next part of a sentence is about: `elides` its doer, or has its own name that is not known."""
        nearest = self.doer or self.nearest
        if self.holds and self.doer is None and (elides or named):
            nearest = self.running or (self.nearest if elides and not self.told else None)
        return self._replace(nearest=nearest, holds=self.holds and nearest == self.nearest)

    def renamed(self, one: Named, name: str) -> Who:
        """The same with another name for one of them."""
        new = one._replace(name=name)
        running, doer, nearest = (
            new if named == one else named for named in (self.running, self.doer, self.nearest)
        )
        return self._replace(running=running, doer=doer, nearest=nearest)


NOBODY = Who()


def less_counted(name: str, item: Item) -> str:
    """The name of who has what is counted, less that where it closes the name: 全市小学|1396所."""
    whose = item.action is None and item.measure.kind != "rank" and not item.roles.after
    if whose and item.object and name != item.object:
        less = name.removesuffix(item.object)
        return name if _COUNTED.search(less) or less.endswith(("与", "和", "及", "、")) else less
    return name


_COUNTED = late(r"[\d十百千万亿][多余]?[个名人位家]?$")  # 40万|难民


class Aside(NamedTuple):
    """Somebody is spoken of for a while only: who was before, and how long.

    `clause` holds to the next stop, `passing` for clauses that leave their doer out, `counted` until others are counted, `part` of a whole (其中) up to
    a semicolon, `inside` to the end of the parentheses, `caused` (使全省…) until somebody acts.
    """

    before: Who
    holds: Literal["clause", "passing", "counted", "part", "inside", "caused"]

    def ends(self, row: Row, stops: str, start: int, end: int) -> bool:
        """Whether the clause that begins after these stops is about somebody else."""
        if self.holds == "clause":
            return True
        if self.holds == "inside":
            return ")" in stops
        if self.holds == "counted":
            return beginnings.counts(row, start, end)
        if self.holds == "part":
            return ";" in stops
        if self.holds == "caused":
            return row.letters[start:end].lstrip("dt")[:1] in set("vRxwopP")
        alone = row.letters[start:end].strip("dt") == "q"  # 湖北20起，30名
        return ";" in stops or not (alone or beginnings.elides(row, start, end))
