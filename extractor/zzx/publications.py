"""Publications: which time what somebody publishes tells of, where the sentence opens with the day of publishing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zzx import dates
from zzx.dates import Period
from zzx.marks import Mark
from zzx.patterns import late

DAY = late("(?:[日号天晨晚午夜]|日前|近日|近期)$")
"""How a time ends that may be the day of telling rather than what is told of."""
_PUBLISHED = late(
    r"(?:发布|公布|公开|披露|曝光|发表|刊发|通报|介绍|公示|出炉)[了的]?[^，。；：,;]{0,40}?"
    r"(?:情况|数据|业绩|财报|报告|公报|快报|年报|季报|中报|白皮书|蓝皮书|成绩单|信息|消息|榜单|排行榜|指数|研究|谍照|预告)"
    r"[》”」]?(?:[，。；,;]|$)"
)

_CONFERENCE = late("(?:发布会|通报会|通气会|吹风会|见面会|座谈会|推进会|工作会|会议)[，,：:]")


def told_of(period: Period | None, sentence: str, times: Iterable[Mark], today: date | None) -> Period | None:
    """The time of a report in place of the `period` that is its day: 8月2日，统计局发布|上半年|运行情况。

    近日 goes even where the report names no time, 8月2日 stays. So does what a conference looks back on: 召开发布会，|2018年，….
    """
    if period is None or DAY.search(period.text) is None:
        return period
    found = _PUBLISHED.search(sentence)
    if found is None:
        held = _CONFERENCE.search(sentence)
        reviewed = [
            mark for mark in times if held and mark.start == held.end() and mark.reason != "frequency"
        ]
        return (
            dates.resolve(sentence[reviewed[0].start : reviewed[0].end], today, period)
            if reviewed
            else period
        )
    inside = [
        mark for mark in times if found.start() < mark.start < found.end() and mark.reason != "frequency"
    ]
    if inside:
        return dates.resolve(sentence[inside[-1].start : inside[-1].end], today, period)
    return period if period.text[0].isdigit() else None
