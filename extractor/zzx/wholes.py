"""Parts and wholes: rates of two counts, 其中, lists that are complete."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from operator import attrgetter

from zzx.equations import AtMost, Hundred, Ratio, Total, can_hold
from zzx.intervals import Interval, point
from zzx.patterns import late
from zzx.proportions import is_share
from zzx.relations import Partition, Rate, Relation, core, is_same_time, knowledge
from zzx.statements import Statement, Told

_FAR = 40  # statements: what is farther away in a sentence is not looked at
_END = late(r"[。！？；;]")
_FULL_STOP = late(r"[。！？]")
_AMONG = late(r"其中|包括(?![^，。；,;]{0,20}在内)")
_REACH = 60  # characters between 其中 and the first part; what is farther away is told of something else
_INDUSTRIES = 3
_BY_INDUSTRY = late("三次产业(?:增加值)?(?:占|比重|结构|构成)")  # 三次产业占比分别为8%、42%和50%
_EACH = late("各(?![类级种项地])|分别向|每")  # 向甲、乙各捐赠500万元,合计1000万元
# The others of more than what was counted: 救出7人,其中6人死亡,其他3人仍被困.
_STILL = late("仍|尚|还|依然")
_SUMMING = late(
    r"(?:[期其此]间)?(?:共(?![同享建有产])|总共|一共|合计|总计)"
)  # opens what has parts of its own
_SUM = late(r"(?:共计|合计|总计|总共|一共)(?:为|是|有|达到?)?$")
_MORE_THAN_BEFORE = late(r"(?:比(?![例重赛])|较(?![大多高好]))[^，。；：,;:]{0,16}增[^，。；：,;:]{0,4}$")
_STOP = late(r"^[，。；、,;）)\s]|^$")


def find(told: Told) -> Iterator[Relation]:
    """Every relation of parts, wholes and rates in a document."""
    previous: Sequence[Statement] = ()
    for sentence in told.by_sentence():
        yield from _rates(told, sentence)
        yield from _among(told, sentence)
        yield from _among_the_last(told, previous, sentence)
        previous = sentence
        yield from _lists(told, sentence)
        yield from _sums(told, sentence)
        yield from _all_shares(told, sentence)
    yield from _across(told)


def _adds_up(statement: Statement) -> bool:
    """Whether a quantity is a whole or a part, other than a mean or a price, of which each has its own, or a net sum."""
    names = f"{statement.fact.object or ''} {statement.label}"
    return (
        statement.is_level
        and "/" not in (statement.fact.unit or "")
        and not knowledge().words["mean"].search(names)
    )


# Rates ------------------------------------------------------------------------------------------------------


def _rates(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """受理1200件,审结1100件,结案率91.67%."""
    for at, statement in enumerate(sentence):
        fact = statement.fact
        if fact.kind != "rate" or fact.unit != "%" or fact.object is None:
            continue
        for rate in knowledge().rates:
            if not rate.rate.search(fact.object):
                continue
            before = [
                other
                for other in sentence[max(0, at - _FAR) : at]
                if other.is_level and is_same_time(other, statement)
            ]
            parts = [other for other in before if rate.is_part(other)]
            wholes = [other for other in before if rate.is_whole(other)]
            following = sentence[at + 1 : at + 2]
            if not parts and following and not _END.search(told.between(statement, following[0])):
                parts = [other for other in following if other.is_level and rate.is_part(other)]
            # Which of several was meant nobody can tell; so with two units to count in (件, 人), and behind 其中.
            known = [other for other in (*parts, *wholes) if other.start < statement.start]
            if (
                len(parts) == len(wholes) == 1
                and _is_same_thing(rate, parts[0], wholes[0])
                and "其中" not in told.outside(max(known, key=attrgetter("start")), statement)
            ):
                yield Relation("rate", (parts[0], wholes[0], statement), Ratio())
            break


def _is_same_thing(rate: Rate, one: Statement, other: Statement) -> bool:
    """Whether two counts are of the same things, as far as the text names them."""
    a, b = one.fact.object, other.fact.object
    if one.fact.unit != other.fact.unit:
        return False
    return not rate.by_verb or a is None or b is None or core(a) in core(b) or core(b) in core(a)


# Lists ------------------------------------------------------------------------------------------------------


def _among(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """共发现隐患200处,其中重大隐患50处: a part is at most the whole, a complete list adds up to it."""
    for at, (last, first) in enumerate(pairwise(sentence)):
        gap = told.outside(last, first)
        cue = _AMONG.search(gap)
        if cue is None or len(gap) - cue.end() > _REACH:
            continue
        before, after = sentence[max(0, at + 1 - _FAR) : at + 1], sentence[at + 1 : at + 1 + _FAR]
        kinds = _counted_kinds(before) if cue[0] == "包括" else None
        open_ones = [one for one in before if not re.search(r"[)）]", told.outside(one, first))]
        for whole in _nearest_of_each_unit(told, before, kinds) if kinds else _coordinated(told, open_ones):
            parts = _parts(told, whole, after)
            if kinds and kinds.fact.value == len(parts):
                yield Relation("total", (whole, *parts), Total())
            elif parts:
                yield from _listed(told, whole, parts)


def _among_the_last(
    told: Told, previous: Sequence[Statement], sentence: Sequence[Statement]
) -> Iterator[Relation]:
    """全年粮食产量30万吨,增长2%。其中,夏粮10万吨,秋粮20万吨: the whole is the only level of the sentence before."""
    wholes = [statement for statement in previous if statement.is_level]
    opening = told.view(sentence[0])[: sentence[0].start]
    if len(wholes) != 1 or len(opening) > _REACH or not re.match(r"\W{0,2}其中", opening):
        return
    if (wholes[0].sentence or 0) + 1 != sentence[0].sentence or told.paragraph(wholes[0]) != told.paragraph(
        sentence[0]
    ):
        return
    if parts := _parts(told, wholes[0], sentence):
        yield from _listed(told, wholes[0], parts)


def _listed(told: Told, whole: Statement, parts: tuple[Statement, ...]) -> Iterator[Relation]:
    complete = _is_complete(told, whole, parts)
    if complete is not None:
        yield Relation("total", (whole, *parts), Total(complete))
    else:
        for part in _plain_parts(told, whole, parts):
            yield Relation("part", (part, whole), AtMost())


def _plain_parts(told: Told, whole: Statement, parts: tuple[Statement, ...]) -> Iterator[Statement]:
    """The parts up to where something new may begin: a new verb, or a semicolon in a list that no colon opens.

    Where semicolons stand before the whole, too, they part wholes: 小麦12万吨;油料14万吨,其中:菜籽11万吨;蔬菜49万吨.
    """
    within_a_list = whole.sentence == parts[0].sentence and _END.search(told.view(whole), 0, whole.start)
    goes_on = re.search(r"其中[:：]", told.before(parts[0])) and not within_a_list
    previous = parts[0]
    for part in parts:
        if part.fact.action not in (None, parts[0].fact.action):
            return
        if part is not previous and not goes_on and _END.search(told.between(previous, part)):
            return
        yield part
        previous = part


def _counted_kinds(before: Sequence[Statement]) -> Statement | None:
    """The count of kinds in 涉及2类犯罪,包括…: as many are told, and then they are all."""
    return next((kinds for kinds in before[-2:] if kinds.fact.unit in ("类", "种", "大类")), None)


def _nearest_of_each_unit(told: Told, before: Sequence[Statement], kinds: Statement) -> Iterator[Statement]:
    units: set[str | None] = set()
    for statement in reversed(before[: before.index(kinds)]):
        if (
            not statement.is_level
            or statement.fact.unit in units
            or _END.search(told.between(statement, kinds))
        ):
            return
        units.add(statement.fact.unit)
        yield statement


def _coordinated(told: Told, before: Sequence[Statement]) -> Iterator[Statement]:
    """The last level told and, as in 24件54人, the ones right before it; none behind a rate, which has a whole, too."""
    levels = [statement for statement in before if statement.is_level]
    if before and before[-1].fact.kind == "rate" and len(levels) > 1:
        return
    for at in range(len(levels) - 1, -1, -1):
        yield levels[at]
        if at == 0 or told.between(levels[at - 1], levels[at]) not in ("", "、", "和"):
            return


def _parts(told: Told, whole: Statement, after: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of an enumeration that are parts of a whole."""
    if not _adds_up(whole) or _MORE_THAN_BEFORE.search(told.before(whole)):
        return ()
    parts: list[Statement] = []
    stock = knowledge().words["stock"]
    is_stock = bool(stock.search(whole.label))
    for previous, statement in pairwise((whole, *after)):
        gap = "" if previous is whole else told.between(previous, statement)
        # A bracket that closes ends the enumeration, 其中 begins one within it.
        if _FULL_STOP.search(gap) or "）" in gap or ")" in gap or "其中" in gap:
            break
        if (statement.fact.unit, statement.fact.kind) == (whole.fact.unit, whole.fact.kind):
            sums = _SUMMING.match(statement.label) or (stock.search(statement.label) and not is_stock)
            if sums or not (_adds_up(statement) and is_same_time(statement, whole)):
                break
            parts.append(statement)
        elif not parts and not statement.is_level:
            break  # what is told of the part is no part: 其中工业增长6%
        if not parts and statement.start - after[0].start > _REACH:
            break
    return tuple(parts)


def _is_complete(told: Told, whole: Statement, parts: Sequence[Statement]) -> bool | None:
    """Whether a list of parts is all of the whole (True) or disjoint (False); None if nobody can tell."""
    labels = tuple(part.label for part in parts)
    if _ends_with_rest(told, whole.printed.interval, parts):
        return True
    if len(parts) > 1 and all(label.startswith("来自") for label in labels):
        return False
    if (found := _partition(_names(told, whole), labels)) is not None:
        partition, known = found
        return partition.is_all(labels) if known > 1 else None
    return None


def _ends_with_rest(told: Told, whole: Interval, parts: Sequence[Statement]) -> bool:
    """Whether the last part is the rest of a whole; 其他 may also be one kind of many that overlap."""
    *others, last = parts
    if not others or _STILL.match(told.after(last)):
        return False
    room = [whole, *(part.printed.interval for part in others)]
    return bool(knowledge().words["rest"].match(last.label)) or (
        bool(knowledge().words["others"].match(last.label)) and can_hold(Total(complete=False), room)
    )


def _names(told: Told, whole: Statement) -> str:
    """Everything that tells what a whole counts: 受理, 案件, and the words right behind the quantity."""
    behind = re.split(r"[，。；：、,;:（(]", told.after(whole))[0]
    return f"{whole.fact.action or ''} {whole.fact.object or ''} {behind}"


def _partition(whole: str, labels: tuple[str, ...]) -> tuple[Partition, int] | None:
    for partition in knowledge().partitions:
        if partition.is_of(whole) and (kinds := partition.sort(labels)) is not None:
            return partition, len(kinds)
    return None


def _lists(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """累计病例50例,出院40例,在院10例: without 其中, but the kinds are known to be the whole."""
    most = max(len(partition.parts) for partition in knowledge().partitions)
    for at, whole in enumerate(sentence):
        if not _adds_up(whole):
            continue
        rest = (
            other for other in sentence[at + 1 :] if _adds_up(other) and other.fact.unit == whole.fact.unit
        )
        after = tuple(islice(rest, most + 1))
        if not 2 <= len(after) <= most:
            continue
        between = told.between(whole, after[-1])
        closed = re.search(r"[)）]", told.outside(whole, after[0]))
        if closed or _AMONG.search(between) or _END.search(between):
            continue
        labels = tuple(part.label for part in after)
        if (found := _partition(_names(told, whole), labels)) is not None and found[1] > 1:
            yield Relation("total", (whole, *after), Total(found[0].is_all(labels)))
            return


def _sums(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """甲县30人、乙县20人,共计50人."""
    for at, total in enumerate(sentence):
        if not (total.is_level and _SUM.search(told.before(total)) and _STOP.search(told.after(total))):
            continue
        parts: list[Statement] = []
        following = total
        for part in reversed(sentence[max(0, at - _FAR) : at]):
            gap = told.between(part, following)
            each = _EACH.search(re.split(r"[，。；,;]", told.before(part))[-1])
            if each or not (_adds_up(part) and part.fact.unit == total.fact.unit and not _END.search(gap)):
                break
            if parts and part.fact.action != parts[-1].fact.action:
                break
            parts.append(part)
            following = part
        # Which parts a sum among them is of nobody can tell.
        has_sum = any(_SUM.search(told.before(part)) for part in parts)
        if len(parts) > 1 and not has_sum and not _AMONG.search(told.view(total)[: total.start]):
            yield Relation("total", (total, *_summed(total, tuple(reversed(parts)))), Total())


def _summed(total: Statement, parts: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The parts of a sum: all, or the last few if only these add up: 法官32人,助理28人,书记员20人,辅助人员合计48人."""
    for first in range(len(parts) - 1):
        room = [total.printed.interval, *(part.printed.interval for part in parts[first:])]
        if can_hold(Total(), room):
            return parts[first:]
    return parts


def _across(told: Told) -> Iterator[Relation]:
    """Kinds told in one sentence, their whole in one before, their shares in one behind."""
    lists: dict[tuple[str, tuple[int, int]], tuple[Statement, dict[int, Statement]]] = {}
    for sentence in told.by_sentence():
        levels = [statement for statement in sentence if statement.is_level]
        shares = [other for other in sentence if other.fact.kind == "rate" and is_share(told, other)]
        for partition in knowledge().partitions:
            kinds = partition.kinds(levels) if not shares and all(map(_adds_up, levels)) else None
            if kinds and partition.complete and len(kinds) == len(partition.parts) and _is_one_unit(levels):
                if (whole := _whole_before(told, partition, levels)) is not None:
                    yield Relation("total", (whole, *levels), Total())
                    lists[partition.name, told.paragraph(levels[0])] = (whole, kinds)
            elif shares and (found := lists.get((partition.name, told.paragraph(shares[0])))) is not None:
                whole, amounts = found
                for kind, share in (partition.kinds(shares) or {}).items():
                    yield Relation("share", (amounts[kind], whole, share), Ratio())


def _is_one_unit(levels: Sequence[Statement]) -> bool:
    return len({level.fact.unit for level in levels}) == 1 and all(
        is_same_time(levels[0], level) for level in levels
    )


def _whole_before(told: Told, partition: Partition, parts: Sequence[Statement]) -> Statement | None:
    """The whole of a complete list that an earlier sentence tells, if there is just one."""
    named = [
        other
        for other in told.statements
        if _adds_up(other)
        and other.sentence is not None
        and other.sentence != parts[0].sentence
        and other.fact.value_start < parts[0].fact.value_start
        and other.fact.unit == parts[0].fact.unit
        and other.fact.place == parts[0].fact.place
        and is_same_time(other, parts[0])
        and partition.is_of(other.fact.object or "")
    ]
    return named[-1] if len({other.fact.value for other in named}) == 1 else None


def _all_shares(told: Told, sentence: Sequence[Statement]) -> Iterator[Relation]:
    """城镇人口占60%,乡村人口占40%: a complete list of shares."""
    shares = [other for other in sentence if other.fact.kind == "rate" and other.fact.unit == "%"]
    if not 2 <= len(shares) <= _FAR or not all(is_share(told, share) for share in shares):
        return
    names = tuple(share.fact.object or "" for share in shares)
    if _ends_with_rest(told, point(100), shares):
        yield Relation("shares", tuple(shares), Hundred())
        return
    if len(shares) == _INDUSTRIES and all(map(_BY_INDUSTRY.search, names)):
        yield Relation("shares", tuple(shares), Hundred())
        return
    for partition in knowledge().partitions:
        for words in (names, tuple(share.label for share in shares)):
            if partition.is_all(words):
                yield Relation("shares", tuple(shares), Hundred())
                return
