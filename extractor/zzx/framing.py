"""Framing: which times of a sentence frame what it says, and which belong to one noun, one level or a comparison alone.

Everything here is a pure function of one sentence; `scene` keeps what runs on.
"""

from __future__ import annotations

from datetime import date

from zzx.dates import Period
from zzx.items import Item
from zzx.lexicon import Lexicon
from zzx.patterns import late
from zzx.publications import DAY
from zzx.rows import Row
from zzx.timing import HOLIDAY

_BESIDE = ("与", "同", "跟", "较")
_COMPARING = (*_BESIDE, "根据", "按照", "依据", "依照", "参照")
# The modifiers of a noun, up to its 的, and the quantity that counts the noun.
_AHEAD = late(r"[^q,;:()]{0,40}u[^q,;:()]{0,40}q")
_LEVEL = late(r"\.{0,12}u[aiInmj]{0,4}q")  # 与2010年（普查数据）的133972万人相比, 比2010年的年均增长率0.57%
_LEVELLED = late(r"qm|\(q\)")
_SHORT = 20  # days within which a period is that of an event


_VAGUE = late("日前|近日|[目当]前|如今|现在|眼下|当[天日]|前不久|不久前|最近|前几[天日]|近期")
_WHOLE_DAY = late("0时?[—－–至到~～-]{1,2}24[时点]")


def is_day(period: Period | None) -> bool:
    """Whether a period is the day of a bulletin, which leads no farther than to the next title: 2月18日0—24时."""
    return period is not None and _WHOLE_DAY.search(period.text) is not None


def is_dated(period: Period | None) -> bool:
    """Whether a period is a stretch of the calendar: 今年第三季度, not 周五 or 有史以来."""
    return period is not None and (period.end is not None or period.text[-1] in "年度月季")


def is_short(period: Period | None, opens: bool = False) -> bool:
    """Whether a period is that of an event, and no frame: a day or a few, one whose year is not known, 日前.

    春节期间 frames only what it `opens`.
    """
    if period is None:
        return False
    if is_day(period):
        return False
    if _VAGUE.search(period.text) or (not opens and HOLIDAY.search(period.text)):
        return True
    if period.start is None or period.end is None:
        return period.start == period.end and period.text.endswith(("日", "号"))
    return not HOLIDAY.search(period.text) and (period.end - period.start).days < _SHORT


_EVENT = late(
    "(?:此次|本次|这次|该次)[^，。；：,;]{0,8}(?:行动|活动|整治|战役|展会|博览会|交易会|大赛|比赛|运动会|赛事|会议|假期|长假|灾害|过程)"
)


def means_event(sentence: str) -> bool:
    """Whether a sentence points at an event that was told before: 在此次统一行动中，…."""
    return _EVENT.search(sentence) is not None


def is_event(period: Period | None) -> bool:
    """Whether a period is some days on end, those of an event: 9月18日至27日."""
    if period is None or not is_short(period) or _VAGUE.search(period.text):
        return False
    return period.start != period.end or (period.start is None and _DAYS_ON.search(period.text) is not None)


_DAYS_ON = late("[日号]?[至到—–-].*[日号]")
_LONG = 4  # years before its document after which a time is history, and no frame of it


def is_long_past(period: Period | None, today: date | None) -> bool:
    """Whether a period only tells the history of what a document is about."""
    if period is None or period.end is None or today is None:
        return False
    return period.end.year < today.year - _LONG


def lies_within(found: Period | None, whole: Period) -> bool:
    """Whether a period is a part of one that is not known as well: 2007年（1月1日—10月28日） of 今年."""
    if found is None or None in (found.start, found.end, whole.start, whole.end):
        return False
    return whole.start <= found.start <= found.end <= whole.end and found[1:] != whole[1:]  # type: ignore[operator]


_END = late("(?:[年期][末底]|月末|季度?末)$")


_LEFT = ("结余", "余额", "存款", "保有量", "人口", "存量", "库存", "总数", "总量", "在校生", "用户数", "户数")


def counts_at(period: Period, item: Item) -> bool:
    """Whether a stock is counted at a period, rather than over it: 2023年末, 9月底|累计结余."""
    month = period.text.endswith("月底") and period.text[0] not in "截到"
    return is_end(period) or (month and (item.action is not None or (item.object or "").endswith(_LEFT)))


def is_end(period: Period) -> bool:
    """Whether a period is the end of a year or quarter, when a stock is counted: 2023年末; 截至6月底 says itself when it begins."""
    return _END.search(period.text) is not None and period.text[0] not in "截到"


_LEANING = late(r"\d{1,2}\s?[日号]|当[日天晚夜]|同[日一]|次日|翌日|第二天|前一[天日]|这一?天")


def leans(time: str, named: Period) -> bool:
    """Whether a time means a day of the month, or the very day, that was `named` last: 10日, 当天."""
    return _LEANING.match(time) is not None and (time[0].isdigit() or named.start == named.end)


def leans_on_a_day(time: str) -> bool:
    """Whether a time means a day that is named before: 当天."""
    return _LEANING.match(time) is not None


def within_month(period: Period | None) -> bool:
    """Whether a period is a day or more of one month."""
    if period is None or period.start is None or period.end is None:
        return False
    return (period.start.year, period.start.month) == (period.end.year, period.end.month)


def is_earlier(row: Row, index: int) -> bool:
    """Whether a time is that of earlier years, which only one noun is of: 往年|供地的16个项目."""
    earlier = row.words(index, index + 1).startswith(("往年", "历年", "以往"))
    return earlier and _AHEAD.match(row.letters, index + 1) is not None


def is_ahead(row: Row, index: int) -> bool:
    """Whether a time says when something will be that is not measured: 将于|2014年举行。"""
    will = index > 1 and row.letters[index - 1] in "ek" and row.words(index - 2, index - 1) in ("将", "拟")
    return (will or row.words(max(index - 1, 0), index) in ("将于", "拟于")) and "q" not in row.letters[
        index:
    ]


def compared(row: Row, index: int, words: Lexicon) -> bool:
    """Whether the time at `index` is what something is compared with, or rests on: 比上年同期, 与去年, 按照去年的标准."""
    if row.letters[max(index - 2, 0) : index] == "tc" and compared(row, index - 2, words):
        return True  # 比上季度和|上年同期下降7%
    told = row.words(index - 1, index) if index else ""
    before = index and (row.letters[index - 1] == "b" or told in _COMPARING or told in words.groups["than"])
    return bool(before) and not dates_level(row, index, words)


def dates_level(row: Row, index: int, words: Lexicon) -> bool:
    """Whether a time is that of one level alone: 比去年同期的620起减少35起, 较上月同期(620起)减少35起, 提高到2024年的64.9%."""
    if index == 0:
        return False
    than = row.words(index - 1, index) in words.groups["than"]
    if (than or row.letters[index - 1] == "b") and _STANDARD.match(row.letters, index + 1):
        return True  # 低于2007年|第一轮投票83%的投票率
    if row.words(index - 1, index) in ("由", "从", "自") and row.letters.startswith(("mq", "q"), index + 1):
        return True  # 由上月下降5.1%转为增长1.3%
    if (than or row.letters[index - 1] in "sl") and row.letters.startswith("qu", index + 1):
        return True  # 高于年初9%的目标, 达到了2016年全年1519亿元的70%
    moved = row.words(index - 1, index) in words.groups["reached_up"] | words.groups["reached_down"]
    if moved and row.letters.startswith("q", index + 1):
        return True  # 由1992年247亿元增加至|2001年373亿元
    if _LEVEL.match(row.letters, index + 1) is None:
        return row.letters[index - 1] == "b" and _LEVELLED.match(row.letters, index + 1) is not None
    reached = words.groups["reached_up"] | words.groups["reached_down"]
    before = row.words(index - 1, index)
    return row.letters[index - 1] == "b" or before in _BESIDE or before in reached or than


_STANDARD = late("[naw0iI]{1,6}q(?:u|m)")


def serves_next(row: Row, index: int) -> bool:
    """Whether the time of the quantity at `index` alone is that of the next one too: 较年初的80亿元|和60亿元."""
    return row.letters.startswith("cq", index + 1)


_DATED = late("u[nwaoiIj0p]{0,6}[iI](?=[sdbmq,])")


_LEFT_OVER = late("上年(?:度)?(?:结余|结转|滚存|余额(?!宝)|结存)")


def is_left_over(row: Row, index: int) -> bool:
    """Whether a time is that of one remainder among other amounts: 待偿债券|上年结余320万元."""
    return _LEFT_OVER.match(row.view, row.tokens[index].start) is not None


def reaches(row: Row, index: int, words: Lexicon) -> bool:
    """Whether a time is that of the level which is reached, and of what is told next: 增加到|目前的12万处."""
    before = row.words(index - 1, index) if index else ""
    return before in words.groups["reached_up"] | words.groups["reached_down"]


def modifies(row: Row, index: int) -> bool:
    """Whether a time stands inside the modifiers of a noun that is counted: 2018年以来受理的140余条线索.

    That of an indicator which opens its clause is the time of all that is said of it: 全国9月份的|零售量为202万辆, 其一季度的|销量.
    """
    opens = not row.letters[index - 1].strip(",;por") and _DATED.match(row.letters, index + 1) is not None
    return index > 0 and not opens and _AHEAD.match(row.letters, index + 1) is not None


def resumes(row: Row, index: int) -> bool:
    """Whether a time opens what is told after a heading that stands in the same line: 六、价格上涨    4月份，…."""
    start = row.tokens[index].start
    return start > 1 and row.view[start - 2 : start].isspace()


def dates_age(row: Row, index: int) -> bool:
    """Whether a time only says when somebody is so old: 今年35岁."""
    quantity = row.tokens[index + 1].quantity if index + 1 < len(row.tokens) else None
    return quantity is not None and quantity.is_age


def dates_birth(row: Row, index: int) -> bool:
    """Whether a time only says when somebody was born: 1975年出生, 出生于1975年."""
    born = index + 1 < len(row.tokens) and row.words(index + 1, index + 2) in ("出生", "生")
    told = index > 0 and row.words(max(index - 2, 0), index).endswith(("出生于", "生于", "出生在"))
    return told or (born and not row.letters.startswith(tuple("aiInq"), index + 2))  # 全年出生人口3.1万人


_PLANNED = late(
    "(?:全年|年初|年度|当年|本年|今年|年内)[^，。；,;]{0,6}(?:目标|任务|预算|计划)(?:任务|数|总额|目标)?的"
)
_TARGET = late("(?:全年|年初|年度|当年|本年|今年|年内)(?:[^，。；,;]{0,6})(?:目标|任务|预算|计划)(?!的)")
_NUMBERED = late(
    "的?第[0-9一二三四五六七八九十]{1,3}[号波轮次场](?:强|编号)?(?:台风|洪水|寒潮|强降雨|降雨|冷空气|洪峰|热带)"
)
_PEAK = late("[新最][高低]")
_ISSUED = late(
    r"(?:[^，。；：,;\d]{0,8})?(?:发布|公布|印发|出台|颁布|制定|修订|下发|签署|开工|建成|成立|上市|出版)的[^，。；：,;\d]{0,30}(?:[，。；：,;]|$)"
)


_CONTRACT = late("(?:交货|交割|到期)的|(?:主力)?(?:合约|期货)")  # 4月份|交货的黄金期货
_WIRED = late(
    r"(?:[\u4e00-\u9fff]{2,4})?(?<![用发停供充售])(?:电|讯)(?=[\s(（]|[据记])"
)  # 8月10日|电 据民政部消息


_CONTEST = late(
    "[^，。；：,;\\d]{0,10}(?:联赛|锦标赛|公开赛|大奖赛|挑战赛|邀请赛|世界杯|亚洲杯|欧洲杯|奥运会|亚运会|全运会)"
)


def names_contest(row: Row, index: int, told: Period | None) -> bool:
    """Whether a year is that of a contest on a day which is told already: 6月5日，|2024年世界女排联赛."""
    year = row.words(index, index + 1).endswith(("年", "年度", "赛季"))
    day = told is not None and DAY.search(told.text) is not None
    return year and day and _CONTEST.match(row.view, row.tokens[index].end) is not None


def dates_noun(row: Row, index: int) -> bool:
    """Whether a time only says when something came to be that a clause without a number names: 2010年6月发布的白皮书显示，."""
    end = row.tokens[index].end
    return any(pattern.match(row.view, end) for pattern in (_ISSUED, _NUMBERED, _WIRED, _CONTRACT))


# What is told is of that time.
_TOLD_LATER = ("报警", "交代", "交待", "供述", "供认", "报道", "通报", "报告", "宣布")


_VIEWS = late("(?:此外，)?(?:分|从|按)[^，。；：]{1,10}(?:来?看|分)[，,：:]")


def views(sentence: str) -> bool:
    """Whether a sentence looks at the whole from another side: 分行业看，…; 从贸易方式看，…."""
    return sentence[:1] in "分从按此" and _VIEWS.match(sentence) is not None


_LEARNT = ("了解到", "得知", "获知", "了解", "获悉")
_REPORTERS = ("记者", "笔者", "本报", "本台", "本网", "从", "据", "向")


def is_of_telling(row: Row, index: int, words: Lexicon) -> bool:
    """Whether a day only says when something was told: 记者|18日|从公安局获悉，; 27日|公布的《…公报》显示，."""
    day = row.words(index, index + 1)
    if DAY.search(day) is None or day[0] in "截至到自从":
        return False
    stop = _clause_end(row, index + 1)
    if stop == index + 1:
        stop = _clause_end(row, stop + 1)  # 18日，记者从公安局获悉，
    last = max(index + 1, stop - 1)
    word = row.words(last, last + 1) if stop < len(row.tokens) and row.letters[stop] in ",:" else ""
    clause = row.words(index, min(stop, len(row.tokens)))
    learnt = word in _LEARNT or clause.endswith("了解到")
    learnt = learnt and any(one in clause for one in _REPORTERS)  # not 公安局通过走访获悉，
    tells = (word in words.groups["telling"] and word not in (*_TOLD_LATER, *_LEARNT)) or learnt
    return tells and "q" not in row.letters[index:stop]


_LONGEST_CLAUSE = 60  # tokens


def _clause_end(row: Row, start: int) -> int:
    """Where the clause ends that `start` stands in, if it is no longer than clauses are."""
    end = min(len(row.letters), start + _LONGEST_CLAUSE)
    while start < end and row.letters[start] not in ",;:()":
        start += 1
    return start


_NAMED = late("[^q,;:()u]{0,12}[vxRVwy][^q,;:()u]{0,12}u[nwaoiIj0p]{0,6}(?=[,;:()]|$)")


def belongs_elsewhere(row: Row, index: int, words: Lexicon) -> bool:
    """Whether a time inside a clause is no frame: of a comparison, of a state, or of a thing not counted (2000年前建的楼)."""
    if dates_noun(row, index) or (index and row.words(index - 1, index) in ("除", "除了")):
        return True
    if index == 0 or dates_level(row, index, words):
        return False
    before = row.letters[index - 1]
    if _FOUNDED.search(row.words(max(0, index - 2), index)):
        return True
    if index + 1 < len(row.tokens) and _PEAK.match(row.words(index + 1, index + 2)):
        return True  # 增幅创十年来新高
    within = index + 1 < len(row.tokens) and row.words(index + 1, index + 2) in ("之内", "以内")
    if within or _PLANNED.match(row.view, row.tokens[index].start):
        return True  # 一月之内, 全年任务的87%
    if before in "vxRy" and _TARGET.match(row.view, row.tokens[index].start):
        return True  # 超额完成|全年任务
    told = before == "s" and row.words(index - 1, index) in words.groups["telling"]
    ordered = index > 1 and row.words(index - 2, index - 1) in ("其次", "再次")  # 其次为|3月
    found = (
        row.words(index - 1, index) == "是" and row.letters[index + 1 : index + 2] == ","
    )  # 最大一笔是|去年，
    found = found or (
        row.letters[max(0, index - 2) : index] == "ts" and leans_on_a_day(row.words(index - 2, index - 1))
    )
    reckons = row.words(index - 1, index) in ("按", "按照", "依", "以", "用", "据")
    if reckons and _AT_A_RATE.match(row.view, row.tokens[index].end) is not None:
        return True  # 按当年|汇率折算
    past = row.words(index - 1, index) in _PAST and modifies(row, index)  # 突破|去年高峰日的434万人次
    if before in "bs" and not (told or ordered or found or past):
        return True
    if before in "vxRlyw" and _STANDING.match(row.view, row.tokens[index].end - 2) is not None:
        return True  # 延续着1998年以来的地位，
    return before in "eck" and _NAMED.match(row.letters, index + 1) is not None


_PAST = ("突破", "超过", "超", "超出", "达到", "逼近", "接近", "打破", "刷新")
_AT_A_RATE = late("[末底]?(?:平均)?(?:汇率|不变价|可比价)")
_FOUNDED = late("(?:[创始]|成立|创[立办建]|[组兴]?建|建成|设立|注册|诞生)于$")
_LEADING = (
    "率先",
    "首创",
    "首家",
    "首批",
    "领先",
    "名列",
    "位居",
    "排名",
    "居",
    "前列",
    "推广",
    "有名",
    "闻名",
)
_STANDING = late(r"以来的[^，。；：,;\d]{1,16}(?:[，。；：,;]|$)")
_HELP = late("[^q,;:()]{0,20}?h")


def happens_at(row: Row, index: int) -> bool:
    """Whether the place at `index` says where something happens: 在湖南, but not 在云南省公安机关协助下."""
    if index == 0 or row.letters[index - 1] not in "ek" or row.words(index - 1, index) not in ("在", "于"):
        return False
    if row.letters[index + 1 : index + 3] == "cp" or row.words(index + 1, index + 2) in _LEADING:
        return False  # 在广东、湖南等地, 在全国率先
    phrase = _HELP.match(row.letters, index + 1)
    if phrase is None or row.words(phrase.end() - 1, phrase.end()) != "下":
        return True
    return "o" not in phrase[0]


_UP_TO = ("经", "经过", "历时", "历经", "通过")


def leads_up(row: Row, start: int) -> bool:
    """Whether a clause says what somebody went through who is named next: 经过近一年的侦查，市公安局破获…."""
    return row.words(start, start + 1) in _UP_TO


def reporter(row: Row, start: int, end: int, words: Lexicon) -> int | None:
    """The place by whose report the next clauses hold, if one says so: 据|广东省|民政厅报告, 记者从|江苏省|公安厅获悉."""
    at = start + (row.words(start, start + 1) in ("记者", "笔者"))
    if row.letters[at : at + 2] not in ("kp", "ep") or row.words(at, at + 1) not in ("据", "根据", "从"):
        return None
    told = row.words(end - 1, end)
    reported = told in words.groups["telling"] or row.words(end - 2, end) == "了解到"
    return at + 1 if reported or told in ("统计", "消息", "监测", "初步统计") else None


def ranked_in(row: Row, start: int, end: int) -> int | None:
    """The place in whose contest a rank was won: 在|全省|考核中排名第五."""
    for index in range(end - 1, start, -1):
        if (
            row.letters[index] == "p"
            and row.letters[index - 1] == "e"
            and row.words(index - 1, index) == "在"
        ):
            return index
    return None


_WORLDWIDE = late("(?:世界|全球|亚洲|欧洲)[^，。；,;全]{0,12}$")


def is_worldwide(row: Row, start: int) -> bool:
    """Whether a rank at the position `start` holds in the world: 位列世界|第六."""
    return _WORLDWIDE.search(row.view, max(0, start - 16), start) is not None


_OF_REGION = late(
    "(?:全球|全世界|世界|国际市场|海外市场|欧洲|亚太|北美|拉美|南美|非洲|澳洲|东南亚|中东)(?![杯之园菊部]|纪录)"
)


def is_global(row: Row, item: Item) -> bool:
    """Whether an amount or a movement is that of the world or of a part of it, and of no country: 全球|销售额下降3%."""
    span = item.roles.object
    told = item.measure.kind in ("money", "change", "rate") and item.action is None
    return (
        told
        and span is not None
        and _OF_REGION.match(row.words(*span)) is not None
        and row.letters[span[1] - 1] in "iI"
    )


def lies_in(row: Row, index: int) -> bool:
    """Whether what is measured is said to lie in the place that comes next: 约42千米|位于赫章县境内."""
    return row.letters[index + 1 : index + 2] == "p" and row.words(index, index + 1) in (
        "位于",
        "地处",
        "坐落于",
        "在",
        "分布在",
    )


def names(row: Row, item: Item, period: Period) -> bool:
    """Whether the clause of a quantity itself names its time."""
    first = max(0, item.index - _LONGEST_CLAUSE)
    start = max(first, *(row.letters.rfind(stop, first, item.index) + 1 for stop in ",;:()"))
    return period.text in row.view[row.tokens[start].start : item.start]


_EARLIER_THEN = ("去年", "上年", "前年", "上月", "上季度")


def is_aside(row: Row, start: int, index: int) -> bool:
    """Whether the time that opens a clause only tells what was before, by the way: ，而去年同期为78%."""
    text = row.words(index, index + 1)
    contrasts = "而" in (row.words(max(0, start - 1), start), row.words(start, start + 1))
    return start > 0 and (text.endswith("同期") or (contrasts and text.startswith(_EARLIER_THEN)))
