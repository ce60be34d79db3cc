"""What cannot be: the same thing told twice with other values, shares above 100 %, targets in the past."""

import datetime
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, starmap

from zzx.dates import parse_period
from zzx.equations import AtMost, Same, Within
from zzx.intervals import Interval
from zzx.patterns import late
from zzx.relations import Relation, core, knowledge
from zzx.statements import Statement, Told

_AT_MOST_100 = Interval(None, Fraction(100))
_NOT_BELOW_MINUS_100 = Interval(Fraction(-100), None)
_NOT_BELOW_MINUS_1 = Interval(Fraction(-1), None)
# What a target of the past is told with: it is quoted, not set.
_QUOTED = late(r"目标|规划|计划|预期|原定|提出|确定|要求|方案|曾|当时|任务|年初|此前|意见|纲要|部署|印发")
_YEAR = late(r"\d{4}年")
_TO = late(r"至|到|—+|-|－")
_ANOTHER = late(r"其中|分别|每|又|再(?!审)|另|(?<![返退偿归])还")
# What may be said beside the same thing without making another of it.
_FILLERS = late(
    r"[\W\d]+|截[至止]|[年月日]|全年|累计|总共|一共|共计|合计|共有|共|达到?|为|了|已|约|近|超过?|全部"
)
_MOVEMENT = late(r"(?:[增降涨跌]幅|增速|增长率).*$")
_HOURS = late(r"\d[时点:：]|[一二三四五六七八九十][时点](?![期间])")
_REACHING = ("实现", "完成", "达到", "达", "取得", "有", "拥有")  # say no more than that a level is there
_MANY = 40  # statements: a sentence with more is a list, in which nothing is told again
_AHEAD = late(r"(?:到|至|力争|确保|争取|将)[^，。；,;]{0,12}$")


def find(told: Told) -> Iterator[Relation]:
    """Every limit that the statements of a document are under, and every thing told twice in it."""
    by_id = {statement.fact.id: statement for statement in told.statements}
    for statement in told.statements:
        yield from _limits(told, statement, by_id)
    yield from repetitions([told])


def _limits(told: Told, statement: Statement, by_id: dict[str, Statement]) -> Iterator[Relation]:
    fact = statement.fact
    names = f"{fact.object or ''} {_MOVEMENT.sub('', statement.label)}"
    may_be_negative = bool(knowledge().words["signed"].search(names))
    match fact.kind:
        case "rate" if fact.unit == "%" and _is_capped(told, statement):
            yield Relation("limit", (statement,), Within(_AT_MOST_100, "%"))
        case "change" if fact.direction == "down" and fact.object and not may_be_negative:
            if fact.unit in ("%", "倍"):
                limits = _NOT_BELOW_MINUS_100 if fact.unit == "%" else _NOT_BELOW_MINUS_1
                yield Relation("limit", (statement,), Within(limits, fact.unit))
        case "change" if fact.direction == "up" and fact.object and not may_be_negative:
            level = by_id.get(fact.of or "")
            if (
                level is not None
                and level.is_level
                and level.fact.unit == fact.unit
                and level.fact.object == fact.object
                and level.sentence == statement.sentence is not None
                and not told.is_base(level)
                and not knowledge().words["mean"].search(told.before(level)[-20:])
            ):
                yield Relation("limit", (statement, level), AtMost())


def _is_capped(told: Told, statement: Statement) -> bool:
    name, words = statement.fact.object or "", knowledge().words
    clause = re.split(r"[，。；：,;:]", told.before(statement))[-1]
    if words["compared"].search(f"{name} {clause}") or words["plan"].search(f"{name} {clause}"):
        return False
    return bool(words["capped"].search(name)) or bool(
        re.search(r"占[^占]{0,30}的(?:比重|比例)?(?:为|达)?$", clause)
    )


def past_target(told: Told, statement: Statement, date: datetime.date) -> bool:
    """Whether a statement sets a target for a time that was over when the document was written: 力争到2020年实现…."""
    fact = statement.fact
    if (
        fact.modality != "target"
        or fact.period_end is None
        or fact.period_end >= date
        or told.is_base(statement)
    ):
        return False
    sentence, period = told.view(statement), fact.period_text or ""
    at = sentence.rfind(period, 0, statement.start)
    if at < 0 or not _YEAR.search(period) or _QUOTED.search(sentence):
        return False
    return period.startswith("到") or bool(_AHEAD.search(sentence[:at]))


def is_reversed(period: str) -> bool:
    """Whether a period with a year at both ends ends before it starts: 2024年9月至2024年3月."""
    ends = _TO.split(period)
    if len(ends) != 2 or not all(map(_YEAR.match, ends)):
        return False
    start, end = map(parse_period, ends)
    return bool(start and end and start.start and end.end and start.start > end.end)


# Told twice -------------------------------------------------------------------------------------------------


def repetitions(documents: Sequence[Told]) -> Iterator[Relation]:
    """Statements of the same thing, place and period, each with the first one; of one document or of several."""
    told: dict[tuple[object, ...], tuple[Told, Statement]] = {}
    for document in documents:
        for sentence in document.by_sentence():
            for at, statement in enumerate(sentence[:_MANY]):
                key = _key(document, sentence[: at + 1])
                if key is None:
                    continue
                first_document, first = told.setdefault(key, (document, statement))
                if len(documents) > 1 and first_document is document:
                    continue  # within one document they are compared there
                if first_document is not document or first.sentence != statement.sentence:
                    yield Relation("repetition", (first, statement), Same())


def _key(document: Told, upto: Sequence[Statement]) -> tuple[object, ...] | None:
    """What makes two statements the same: everything but the number and the words of its bound; None if it is vague.

    The statement is the last of those that its sentence makes `upto` there.
    """
    statement, fact = upto[-1], upto[-1].fact
    if (
        fact.kind not in ("count", "money", "measure", "rate")
        or fact.modality != "actual"
        or fact.of is not None
        or None in (fact.object, fact.place, fact.period_text)
        or len(core(fact.object or "")) < 3
    ):
        return None
    subject = None if fact.subject == fact.place else fact.subject
    action = None if fact.action in _REACHING else fact.action
    # Of what was done on one day there may be more than one.
    if fact.action is not None and fact.period_start is not None and fact.period_start == fact.period_end:
        return None
    words = document.view(statement)[: upto[0].start] + "".join(starmap(document.between, pairwise(upto)))
    if _ANOTHER.search(words) or document.after(statement).startswith("的"):
        return None
    # A period whose end is not known, or in hours, is the same as another of its words in the same document only.
    known = fact.period_end is not None and not _HOURS.search(fact.period_text or "")
    period = (fact.period_start, fact.period_end) if known else (fact.period_text, document.path)
    return (
        fact.kind,
        subject,
        action,
        (fact.object or "").removeprefix(fact.place or ""),
        fact.unit,
        fact.place,
        period,
        fact.direction,
        _rest(words, upto),
        tuple(other.fact.object for other in upto[:-1]),  # 乡镇卫生院3万个,卫生人员160万人: theirs
    )


def _rest(words: str, told: Sequence[Statement]) -> str:
    """What the words say beside the facts that are told with them: 专项行动中, 在学校. Of that the number is another."""
    for fact in (statement.fact for statement in told):
        for name in (fact.period_text, fact.subject, fact.place, fact.action, fact.object):
            words = words.replace(name or " ", "")
    return _FILLERS.sub("", words)
