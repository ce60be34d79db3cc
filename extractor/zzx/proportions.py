"""Shares: parts and what they make of their whole, which the text tells or which several of them tell together."""

import re
from collections.abc import Iterator, Sequence

from zzx.equations import Proportion, Ratio
from zzx.patterns import late
from zzx.relations import Relation, core, is_same_time, knowledge
from zzx.statements import Statement, Told

_SHARE = late(
    r"占(?:到|了|比|全部)?(?P<whole>[^，。；：,;:（(]{0,40}?)的?(?:比重|比例|比率?)?(?:约|近|超过?|达到?|为|高达|[0-9.%、和及]|分别){0,12}$"
)
_NAMELESS = ("", "比", "总数", "总量", "总额", "全部")  # what a share is of, where no noun tells it
# Of these each thing has a whole of its own: 汽车出口占全国的39%,船舶出口占全国的64%.
_TERRITORY = late("全[国省市县区州]|[世全][界球]|.*(?:市场|份额)")
# Nor do those of one grade fall under the whole of all grades: 较大火灾60起,占总数的92%.
_GRADE = late("较大|特?重大|特大|特别重大|严重|轻微|一般(?!公共|纳税)")


def find(told: Told) -> Iterator[Relation]:
    """Every relation of a part, its share and its whole in a document."""
    by_id = {statement.fact.id: statement for statement in told.statements}
    shares: list[tuple[str, Statement, Statement]] = []
    for sentence in told.by_sentence():
        shares += _shares(told, sentence, by_id)
        yield from _of_plans(told, sentence)
    yield from _of_wholes(told, shares)


_PLAN = late("(?:完成|占)(?:了)?(?:全年|年度|年初|省定|市定|当年|年)?(?:目标|计划|任务|预算)(?:任务|数)?$")


def _of_plans(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """新增就业5.2万人,完成年度目标5万人的104%: a level, what was planned, and how much of it was reached."""
    for level, plan, share in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if (
            level.is_level
            and plan.is_level
            and (share.fact.kind, share.fact.unit) == ("rate", "%")
            and level.fact.unit == plan.fact.unit
            and told.between(plan, share) == "的"
            and _PLAN.search(told.before(plan))
        ):
            yield Relation("share", (level, plan, share), Ratio())


def is_share(told: Told, statement: Statement) -> bool:
    """Whether the words before a rate say that it is a share: 占, 比重."""
    before = told.before(statement)
    return bool(re.search(r"占|比重", re.split(r"[。；;]", before)[-1]))


def _shares(
    told: Told, sentence: Sequence[Statement], by_id: dict[str, Statement]
) -> Iterator[tuple[str, Statement, Statement]]:
    """Whole, part and share of 占…的: 30件80人,案件和人员分别占…的60%和75%."""
    run: list[Statement] = []
    for at, statement in enumerate(sentence):
        if statement.fact.kind != "rate" or statement.fact.unit != "%":
            continue
        if (
            run
            and run[-1] is sentence[at - 1]
            and told.between(run[-1], statement) in ("、", "和", "，", ",", "及")
        ):
            run.append(statement)
        else:
            run = [statement]
        match = _SHARE.search(told.before(run[0]))
        if match is None:
            continue
        following = sentence[at + 1] if at + 1 < len(sentence) else None
        if (
            following is not None
            and following.fact.kind == "rate"
            and len(told.between(statement, following)) == 1
        ):
            continue  # the run of shares goes on
        words = re.split(r"[和、及]", match["whole"])
        first = at + 1 - len(run)
        if len(run) == 1:
            part = by_id.get(statement.fact.of or "") or (
                sentence[first - 1] if _is_adjacent(told, sentence, first) else None
            )
            if part is not None and part.is_level and not _is_closed(told, part, statement):
                yield match["whole"], part, statement
        elif "分别" in told.before(run[0]) and len(words) in (1, len(run)) and first == len(run):
            parts = sentence[:first]
            if all(part.is_level for part in parts):
                named = words if len(words) == len(run) else words * len(run)
                yield from zip(named, parts, run, strict=True)


def _is_closed(told: Told, part: Statement, share: Statement) -> bool:
    """Whether a part stands in a bracket that closes before the share: 干部50人（其中女性20人），占…."""
    return part.sentence == share.sentence and bool(re.search(r"[)）]", told.outside(part, share)))


def _is_adjacent(told: Told, sentence: Sequence[Statement], at: int) -> bool:
    """Whether a share stands right behind the quantity before it: 120人，占…的60%."""
    return at > 0 and bool(re.match(r"[，,、（(]?占", told.between(sentence[at - 1], sentence[at])))


def _of_wholes(told: Told, shares: Sequence[tuple[str, Statement, Statement]]) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], list[tuple[Statement, Statement]]] = {}
    levels: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in told.statements if shares else ():
        if statement.is_level and statement.fact.object is not None:
            levels.setdefault((core(statement.fact.object), statement.fact.unit), []).append(statement)
    for words, part, share in shares:
        if (whole := _whole(told, words, part, levels)) is not None:
            yield Relation("share", (part, whole, share), Ratio())
        elif (
            len(core(words)) >= 2
            and is_same_time(part, share)
            and not _TERRITORY.fullmatch(words)
            and not knowledge().words["plan"].search(words)
        ):
            nameless = core(words) in _NAMELESS
            known = (part.fact.action, *told.paragraph(part)) if nameless else ()
            key = (core(words), part.fact.unit, part.fact.place, share.fact.place, share.fact.subject, known)
            groups.setdefault(key, []).append((part, share))
    for pairs in groups.values():
        if len(pairs) > 1 and _have_one_whole([part for part, _ in pairs]):
            yield Relation("proportion", tuple(term for pair in pairs for term in pair), Proportion())


def _have_one_whole(parts: Sequence[Statement]) -> bool:
    """Whether parts may be of the same whole: of one time, no series of the same thing, nor one within another."""
    objects = [part.fact.object or part.label for part in parts]
    return not any(map(_GRADE.match, objects)) and (
        all(is_same_time(parts[0], part) for part in parts)
        and len({(part.fact.subject, name) for part, name in zip(parts, objects, strict=True)}) == len(parts)
        and not any(one != other and one.endswith(other) for one in objects for other in objects)
    )


def _whole(
    told: Told, words: str, part: Statement, levels: dict[tuple[str, str | None], list[Statement]]
) -> Statement | None:
    """The statement that tells the whole of a share, if there is just one that can."""
    if core(words) in _NAMELESS:
        return _marked_whole(told, part)
    named = [
        other
        for other in levels.get((core(words), part.fact.unit), ())
        if other.fact.value_start < part.fact.value_start
        and is_same_time(other, part)
        and other.fact.subject in (None, part.fact.subject)
    ]
    return named[0] if len({other.fact.value for other in named}) == 1 else None


def _marked_whole(told: Told, part: Statement) -> Statement | None:
    """The whole that 其中 marks: 经营主体200户,其中企业50户,占比25%. It has no share of its own, or it may be of that."""
    before = [
        other
        for other in told.statements
        if other.sentence == part.sentence and other.start < part.start and other.is_level
    ]
    if part.sentence is None or not before:
        return None
    whole = before[-1]
    among = re.fullmatch(r"[^占]*其中[^。；;]*", told.outside(whole, part))
    return whole if whole.fact.unit == part.fact.unit and among else None
