"""Settling: what a rate, a rank or a level is about by its own clause alone, before any other is asked."""

from __future__ import annotations

from dataclasses import replace

from zzx import holders, phrases, roles
from zzx.circumstances import THAT_DAY
from zzx.items import CONTEST, Item, phrase
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.phrases import Span
from zzx.roles import Roles
from zzx.rows import Row

_NAMED = late("ud?s([nwojac]*[nwoj])")  # 排名第一的是手机
_HELD = ("indicator", "noun", "relative clause", "object and verb")


def settle(row: Row, items: list[Item], words: Lexicon) -> None:
    """Rates, changes and ranks are about the phrase before them, whatever verb stands in it, and have no action."""
    for item in items:
        if item.roles.after and item.quantity.family == "multiple":
            continue
        if _is_ranked_after(row, item):
            continue
        if item.measure.kind == "rank" and item.roles.after and (item.object or "").endswith(_PLACES):
            item.object = None  # 全球前四的|位置
        if item.measure.kind in _NOMINAL:
            if item.roles.rule == "indicator of each" and item.roles.subject is not None:
                item.subject = phrase(row, item.roles.subject)  # 近视检出率|小学为40%
            elif not item.roles.after:
                _name_indicator(row, item, words)
            if not _moves_what_is_done(row, item, words):
                item.action = None
        else:
            _part_holder(row, item, words)
            _drop_verb(row, item, words)
            _drop_occasion(row, item)


def _moves_what_is_done(row: Row, item: Item, words: Lexicon) -> bool:
    """Whether what moved is told as what somebody does: 实现|营业收入同比增长5%, 受理|案件同比下降5%.

    An indicator with a verb inside its name takes that in: 新建住宅价格.
    """
    found, action, groups = item.roles, item.roles.action, words.groups
    if item.measure.kind != "change" or found.rule != "verb" or action is None or found.object is None:
        return False
    within = found.object == (action[1], found.left[1]) and "h" not in row.letters[slice(*found.tail)]
    if (
        not within
        or "c" in row.letters[slice(*action)]
        or set(row.letters[slice(*found.object)]) & set("ldek")
    ):
        return False
    verb, named = row.words(*action), row.words(*found.object)
    moving = row.letters[action[0]] == "R" and verb not in _ADDING
    moving = moving or verb in groups["affecting"] or verb in groups["causing"]
    if moving or row.letters[action[0]] not in "vR":
        return moving and verb not in _MAKING
    counted = row.letters[found.object[1] - 1] in "no" and not named.endswith(("案", "罪"))
    dealt = verb in groups["casework"] or verb in groups["docket"] or not named.endswith(_CASES)
    if counted and dealt:
        return True
    start = action[0]
    while found.object[1] - action[1] == 1 and start > found.left[0] and row.letters[start - 1] in "nwa":
        start -= 1  # 设备|购置|投资
    item.object, item.roles = phrase(row, (start, found.object[1])), replace(found, action=None)
    return False


_ADDING = ("新增", "净增")
_CASES = ("案件", "事件", "事故", "警情", "案", "罪", "犯罪")
_EMPLOYERS = (
    "公司",
    "集团",
    "企业",
    "工厂",
    "医院",
    "学校",
    "大学",
    "法院",
    "检察院",
    "公安局",
    "派出所",
    "车间",
)
_NOMINAL = ("rate", "change", "rank")


def _is_ranked_after(row: Row, item: Item) -> bool:
    """Whether a rank is told of what comes after it, which it then is about: 排名第一的是|手机."""
    named = _NAMED.match(row.letters, item.index + 1) if item.measure.kind == "rank" else None
    if named is None or "依次" in row.words(item.index + 1, named.end()):
        return False  # 各类投诉居前三位的依次是餐饮30件、旅游20件
    ranked = named.span(1)
    item.object, item.action = phrase(row, ranked), None
    item.roles = replace(item.roles, object=ranked)
    return True


def _name_indicator(row: Row, item: Item, words: Lexicon) -> None:
    """A rate, change or rank is about the whole phrase before it, less whose it is: 邮政行业|业务收入增长9%."""
    found = item.roles
    circle = _circle(row, item) if item.measure.kind == "rank" else None
    whole = circle or phrases.part(row, _indicating(row, item))
    span = phrases.trim(row, whole)
    if span is not None:
        span = _hold(row, item, _with_share(row, whole, span), words)
    if circle is not None and (span is None or not row.letters[slice(*span)].strip("pPr")):
        span = None  # 该县|在全省40个县中排名第八: whoever has the rank
        if _CONTESTS.search(row.words(circle[1], found.tail[0])):
            found = replace(found, rule=CONTEST)
    if item.measure.kind == "rank" and span is not None and row.words(*span) in (*_RANGES, *_RESULTS):
        span = None  # 重返|世界前三, 以3金1银的|成绩|排名第五
    if found.share is not None:
        span = _cause(row, found) or _size(row, found, span) or span
    item.object = phrase(row, span) if span else None
    item.roles = replace(found, object=span)
    board = _board(row, item, span) if item.measure.kind == "rank" else None
    if board is not None:
        item.subject, item.object = item.object, phrase(row, board)
        item.roles = replace(found, object=board)
        return
    growth = "" if found.movement is None else row.words(found.movement, found.movement + 1)
    if item.quantity.family == "flat" and is_level_with(row, found.left):
        item.object, item.roles = None, replace(found, object=None, left=(found.left[1], found.left[1]))
        return
    if span is None:
        return
    somewhere = row.words(span[1] - 1, span[1]) in words.groups["regional"]
    if (row.letters[span[1] - 1] in "op" or somewhere) and growth in words.groups["growth"]:
        item.subject, item.object = item.object, growth  # 长安银行|增速为5%, 局地|降幅12℃
    elif (somewhere or row.words(*span).endswith(("地区", "一带", "流域"))) and growth in words.groups[
        "of_itself"
    ]:
        item.subject, item.object = item.object, None  # 山区|降温9℃


_CONTESTS = late("考核|考评|评比|测评|评估|评选|[竞大比联决球杯]赛|绩效")
_CAUSE = late("[kd][nwaVvijy]{0,4}u?")


def _cause(row: Row, found: Roles) -> Span | None:
    """The cause of which a share is told: 因病|占36%, 因意外|占12%."""
    start, end = found.left[0], found.tail[0] if found.share is None else found.share
    for at in range(end - 1, start - 1, -1):
        if row.view.startswith("因", row.tokens[at].start) and _CAUSE.fullmatch(row.letters, at, end):
            return at, end - (row.letters[end - 1] == "u")
    return None


def _size(row: Row, found: Roles, span: Span | None) -> Span | None:
    """The size of those whose share is told: 月收入3000至5000元|的占四成."""
    end = found.tail[0] - 1
    mark = row.tokens[end - 1].mark if end > found.left[0] else None
    sized = mark is not None and mark.quantity is not None and row.letters[end - 1 : end + 1] == "0u"
    return (span[0], end) if span is not None and sized and span[0] < end else None


_CIRCLE = late("(?:[^,;:vVxRymskbB]|[vVxR]u)+")


def _circle(row: Row, item: Item) -> Span | None:
    """What stands before the circle in which it is ranked: GDP|在全省14个市州中排名第3位."""
    start, end = roles.whole(row, item.roles)[0], item.roles.tail[0]
    for at in range(start, end):
        if row.letters[at] == "e" and row.words(at, at + 1) == "在":
            start = max(start, row.letters.rfind("q", start, at) + 1)
            return (start, at) if _CIRCLE.fullmatch(row.letters, at + 1, end) else None
    return None


_PLACES = ("位置", "行列", "阵营", "名次", "席位", "宝座", "梯队", "方阵", "位次", "交椅")
_RANGES = ("世界", "全球", "国际", "亚洲", "国内", "同行", "同行业", "行业", "业内", "区域", "行业内", "地区")
"""Where a ranking holds, rather than what is ranked."""
_RESULTS = ("成绩", "战绩", "总成绩", "佳绩", "好成绩", "骄人成绩", "优异成绩")


def _board(row: Row, item: Item, span: Span | None) -> Span | None:
    """The list on which somebody has a rank: 该队位居|积分榜|第8; not 增速位居排行榜第3, which ranks the growth."""
    start = row.letters.rfind("s", max(0, item.index - _FEW_TOKENS), item.index) + 1
    named = row.words(item.index - 1, item.index).endswith("榜") and row.letters[start - 1] == "s"
    if not named or row.letters[start : item.index].strip("nojaiI"):
        return None
    doer = span is None or row.letters[span[1] - 1] in "oPp" or row.letters[span[0]] == "r"
    return (start, item.index) if doer else None


_FEW_TOKENS = 8


def is_level_with(row: Row, left: Span) -> bool:
    """Whether a clause only names what something is level with: 结余3亿元，|与预算|持平."""
    start = left[0]
    opening = start if row.letters[start] in "ce" else max(start - 1, 0)
    opens = opening == 0 or row.letters[opening - 1] in ",;:()q"
    return opens and row.words(opening, opening + 1) in _WITH


_WITH = ("与", "同", "跟", "和")


def _indicating(row: Row, item: Item) -> Span:
    """The stretch that names what a rate, change or rank is about; a verb in it is part of the name: 结案|数."""
    found = item.roles
    start, end = found.left
    if found.share is not None and "u" in row.letters[start:end]:
        start = roles.whole(row, found)[0]
    if found.action is not None and found.object is not None and found.rule != "noun of action":
        at = found.object[0]
        counts = row.letters[at] == "I" and len(row.words(at, at + 1)) == 1
        counts = counts or row.words(*found.action).startswith("新")  # 新收|案件
        if item.measure.kind == "rank" and _is_effort(row, found.action, end):
            return found.action[0], end
        start = found.action[0] if counts else at
    when = row.letters.rfind("t", start, end)
    if when > start + 1 and row.letters[when - 1] in "dV" and row.letters[end - 1] in "iI":
        start = when + 1  # 乘联会预计9月份|零售量将增长
    expects = [
        at
        for at in range(start + 1, end - 1)
        if row.letters[at] in "dVvw" and row.words(at, at + 1) in _EXPECTING
    ]
    if expects and row.letters[expects[-1]] != "n":
        start = expects[-1] + 1  # 国际货币基金组织预计|通胀率降至4%
    if start < end and row.words(start, start + 1) in ("让", "使", "使得", "令"):
        start += 1  # 让|五年生存率从10%提高到97%
    if item.quantity.family == "points":
        end = next((i for i in range(start + 1, end) if _surpasses(row, i)), end)
    return phrases.ranked(row, start, end) if item.measure.kind == "rank" else (start, end)


def _is_effort(row: Row, action: Span, end: int) -> bool:
    """Whether what is ranked is the work of doing something: 打击非吸犯罪工作|位居第二."""
    return action[1] < end and row.words(end - 1, end) in _EFFORTS and row.words(*action) not in _KEEPING


_EFFORTS = ("工作", "行动", "斗争", "攻坚战")
_KEEPING = ("保持", "维持", "推动", "实现", "确保", "使", "继续", "取得", "促使", "获", "获得", "荣获")


_EXPECTING = ("预计", "预测", "预期", "估计")


def _surpasses(row: Row, index: int) -> bool:
    """Whether an indicator is more than another at a word of state: 利润率|超|全市平均水平2个百分点."""
    return row.letters[index - 1] in "iIm" and row.words(index, index + 1) in ("超", "超过", "超出")


def _part_holder(row: Row, item: Item, words: Lexicon) -> None:
    """A level whose object stands before it is held by the organisation that opens it: 长安银行|存款余额30亿元."""
    found = item.roles
    if found.rule not in _HELD or not found.object or not item.object or found.after:
        return
    staff = item.object.endswith(_EMPLOYERS) or item.object[-1] in "省市县州镇乡村国"
    staff = staff and found.rule == "noun" and item.quantity.unit == "人"
    if staff and item.subject is None:
        item.subject, item.object = phrase(row, found.object), None  # 公司目前|4000人
        return
    if found.rule == "noun" and row.words(item.index - 1, item.index) == "占地" and item.subject is None:
        item.subject, item.object = phrase(row, found.object), None  # 学校|占地200亩
        return
    item.object = phrase(row, _hold(row, item, found.object, words))


def _drop_verb(row: Row, item: Item, words: Lexicon) -> None:
    """A verb that only qualifies what is counted, or what it is compared with, is no action: 不含结转案件20件."""
    found = item.roles
    if found.action and row.words(*found.action) in _MAKING:
        item.action = None  # 使|3个片区发案数下降
    if not found.action or found.after:
        return
    if _tells_level(row, found, words):
        item.action = None
        return
    befalls = found.object is not None and row.words(*found.action) in words.groups["causing"]
    if befalls and found.object is not None and not row.letters[slice(*found.object)].strip("pc"):
        item.object, item.roles = None, replace(found, object=None)  # 造成|全县|2.3万人受灾
        return
    if _has(row, found, row.words(found.left[0], found.left[0] + 1)):
        item.object, item.action = phrase(row, phrases.trim(row, found.left) or found.left), None
    elif row.letters[found.left[0] - 1 : found.left[0]] == "b":
        span = phrases.trim(row, found.left)
        item.object, item.action = phrase(row, span) if span else None, None
        item.roles = replace(found, action=None, object=span)  # 比规划目标7000元|超过1100元


_MAKING = ("使", "使得", "令", "让")


_AFTER = ("后", "之后", "以后")


def _drop_occasion(row: Row, item: Item) -> None:
    """What only says when something was, or who takes so long until then, is no object: 生日当天|30多人, 火车|1小时后到达."""
    found = item.roles
    if found.rule != "noun" or found.after or found.object is None or item.action is not None:
        return
    start, end = found.left
    if end > start and row.letters[end - 1] == "t" and row.words(end - 1, end) in THAT_DAY:
        item.object, item.roles = None, replace(found, object=None)
    waits = item.measure.kind == "duration" and row.words(item.index + 1, item.index + 2) in _AFTER
    if waits and end == item.index and _ACTS_THEN.match(row.letters, item.index + 2) is not None:
        item.subject, item.object = item.subject or item.object, None
        item.roles = replace(found, object=None)


_ACTS_THEN = late("[da]{0,2}[vwxRyV]")


def _tells_level(row: Row, found: Roles, words: Lexicon) -> bool:
    """Whether a verb of finding only says how it is known what a level is: 发现|扣款金额高达3000元."""
    if found.action is None or found.object is None or "s" not in row.letters[slice(*found.tail)]:
        return False
    return (
        row.words(*found.action) in words.groups["finding_out"] and row.letters[found.object[1] - 1] in "iI"
    )


def _has(row: Row, found: Roles, opening: str) -> bool:
    """Whether a word of having is the verb, and the one behind it only qualifies: 不含|结转案件, 另有|在职攻读学位58人."""
    if opening in _INCLUDING:
        return True
    start, end = found.left[0] + 1, found.action[0] if found.action else 0
    return opening in ("另有", "现有", "还有") and bool(row.letters[start:end].strip("dtpf"))


_INCLUDING = ("含", "不含", "包括", "不包括", "包含", "不包含", "其中含")  # 不含结转案件20件


def _with_share(row: Row, whole: Span, span: Span) -> Span:
    """A share with the 占 that names it: 占全球的份额."""
    for index in range(whole[0], span[0]):
        if row.words(index, index + 1) == "占" and "u" in row.letters[index : span[1]]:
            return index, span[1]
    return span


def _hold(row: Row, item: Item, span: Span, words: Lexicon) -> Span:
    """Part an indicator from the organisation that holds it, which becomes the subject: 邮政行业|业务收入."""
    holder, indicator = holders.part(row, span, words)
    if holder is not None:
        item.subject = phrase(row, holder)
    return indicator
