"""Headings: what the columns of the panel are called, by people and by programs, and what they hold.

A `header` is `en` or `zh`, titles for people, or `names`, which Stata and R take as names of variables.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zzx.indicators import Match, Measure
from zzx.writers.output import Described, Type, described

TITLES_ZH: Mapping[str, str] = {
    "place": "地区",
    "place_code": "地区代码",
    "period": "时期",
    "indicator": "指标",
    "value": "数值",
    "unit": "单位",
    "bound": "界限",
    "modality": "实际或目标",
    "path": "文件",
    "line": "行号",
    "quote": "原文",
    "chosen": "是否入宽表",
    "derived_earlier_value": "推算：基期值",
    "derived_earlier_lower": "推算：基期值下限",
    "derived_earlier_upper": "推算：基期值上限",
    "derived_earlier_from": "推算依据：变动",
    "derived_growth_percent": "推算：增长%",
    "derived_growth_from": "推算依据：上年值",
    "action": "动作",
    "object": "对象",
    "kind": "类别",
    "count": "条数",
}
_MEASURES_ZH: Mapping[Measure, str] = {
    "level": "",
    "added": "新增",
    "change": "增减",
    "change_on_previous_period": "环比增减",
    "share": "占比",
    "rank": "位次",
}
_MEASURES: Mapping[Measure, str] = {
    "level": "",
    "added": "what came anew of: ",
    "change": "change on the year before of: ",
    "change_on_previous_period": "change on the period before of: ",
    "share": "share of: ",
    "rank": "rank in: ",
}
# What names leave out, because nearly every number of this measure has it.
_USUAL = {"change": "%", "change_on_previous_period": "%", "share": "%", "rank": ""}
_SHORT = {"%": "pct", "个百分点": "points"}
_DERIVED_NAMES = {"derived_earlier_value": "derived_earlier", "derived_growth_percent": "derived_growth"}

# What a column holds that is none of a fact, in English and in Chinese.
_HELD: Mapping[str, tuple[Type, str, str]] = {
    "period": (
        "text",
        "A year, or the first and last day of another period; its words where they resolve to no dates",
        "年份，或其他时期的首日和末日；换算不成日期时为原文",
    ),
    "indicator": (
        "text",
        "What is measured; _added, _change, _share and _rank say what else than a level is told of it",
        "所衡量的指标；新增、增减、占比、位次另写明",
    ),
    "chosen": (
        "text",
        "Whether the wide table shows this fact: yes or no",
        "宽表是否选用这条事实：yes 是，no 否",
    ),
    "derived_earlier_value": (
        "number",
        "Computed, not told: the earlier level that the change implies",
        "推算而非原文：由增减推出的上期水平",
    ),
    "derived_earlier_lower": (
        "number",
        "The least that it may be, given how the text rounds",
        "按原文的四舍五入，它最小可能是多少",
    ),
    "derived_earlier_upper": (
        "number",
        "The most that it may be, given how the text rounds",
        "按原文的四舍五入，它最大可能是多少",
    ),
    "derived_earlier_from": (
        "text",
        "The change that it was computed from: file, line and quote",
        "推算所依据的增减：文件、行号和原文",
    ),
    "derived_growth_percent": (
        "number",
        "Computed, not told: growth in % since the level of the year before",
        "推算而非原文：比上年水平增长百分之几",
    ),
    "derived_growth_from": (
        "text",
        "The level of the year before: file, line and quote",
        "上年水平：文件、行号和原文",
    ),
    "count": ("integer", "How many such facts there are", "这样的事实有多少条"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the wide table: an indicator, or what was added to it, its change, share or rank, in one unit."""

    match: Match
    unit: str
    modality: str

    def title(self, header: str) -> str:
        """`gdp (元)`, in Chinese 地区生产总值（元）, as a name `gdp`; a name has the unit where it is not the usual one."""
        if header == "names":
            return self._named()
        if header == "zh":
            return f"{self.label(header)}（{self.unit}）" if self.unit else self.label(header)
        name = f"{self.label(header)}{', target' if self._is_target else ''}"
        return f"{name} ({self.unit})" if self.unit else name

    def label(self, header: str) -> str:
        """What is measured, without the unit: `gdp_change`, in Chinese 地区生产总值增减, and 目标 for a target."""
        if header != "zh":
            return self.match.id
        target = "目标" if self._is_target else ""
        return f"{self.match.indicator.zh}{_MEASURES_ZH[self.match.measure]}{target}"

    def meaning(self, header: str) -> str:
        """What its cells hold, in words."""
        if header == "zh":
            return f"{self.label(header)}{f'，单位：{self.unit}' if self.unit else ''}；范围写出两端"
        what = f"{_MEASURES[self.match.measure]}{self.match.indicator.en}"
        unit = f", in {self.unit}" if self.unit else ""
        target = ", as planned" if self._is_target else ""
        return f"{what[0].upper()}{what[1:]}{unit}{target}; of a range both ends, as text"

    def derived_title(self, extra: str, header: str) -> str:
        """The title of a column that is computed from this one."""
        if header == "names":
            return f"{self._named()}_{_DERIVED_NAMES[extra]}"
        if header == "zh":
            return f"{TITLES_ZH[extra]}：{self.title(header)}"
        unit = "%" if extra == "derived_growth_percent" else self.unit
        return f"{extra}: {self.match.id} ({unit})"

    @property
    def _is_target(self) -> bool:
        return self.modality == "target"

    def _named(self) -> str:
        usual = _USUAL.get(self.match.measure, self.match.indicator.unit)
        unit = "" if self.unit == usual else re.sub(r"\W", "_", _SHORT.get(self.unit, self.unit))
        return "_".join(filter(None, (self.match.id, unit, "target" if self._is_target else "")))


def titles(names: Iterable[str], header: str) -> dict[str, str]:
    """The titles of columns by their names."""
    return {name: TITLES_ZH[name] if header == "zh" else name for name in names}


def descriptions(names: Iterable[str], header: str) -> dict[str, Described]:
    """What columns hold that are no indicators."""
    held: dict[str, Described] = {}
    for name in names:
        if name in _HELD:
            type, english, chinese = _HELD[name]
            held[name] = Described(type, chinese if header == "zh" else english)
        else:
            held[name] = described(name, header)
    return held
