"""Ranks: which ordinals say a place in a ranking (位居全市第一, 从第29位升至第14位), and which only name (第一责任人)."""

from zzx.patterns import late

_NUMERAL = r"[\d一二两三四五六七八九十百千万亿〇零]{1,4}"
# What stands right before a rank: a verb of ranking or winning, where it is held, or what was measured.
_RANKED = late(
    r"(?:[居列位排]在?|(?:[均位稳跃]居|居(?![民住委家中])|位列|名列|排名|排在|保持)[^，。；：,;:\d第]{2,10}|名列|排名|跻身|进入|晋级|升[至到为]|跃居|[省市县区国州界球洲旗]|历史|史上|历年|同期|[队场]史|行业|同类|同业|同行|榜|榜单|位次|淘汰|获得?|[”》]"
    r"|保持|稳居|稳坐|蝉联|夺得|摘得|斩获|取得|评为|获评|考核|考评|评比|测评|评估|得分|积分|总分|排行|赛|团体)[：:的“]?$"
)
_LIST = late(rf"(?:第{_NUMERAL}[位名]?[、和与]){{1,4}}$")
_CLOSED = late(
    rf"(?:[和与、至到]第?{_NUMERAL}[位名]?){{0,4}}(?:[和与及、](?=[^，。；、和与及第]{{1,8}}第[\d一二三四五六七八九十])|[，。；：！？,;:!?）)（(”\s]|、(?!第)|$|的(?:位次|名次|排名|佳绩|好?成绩|位置|身份|是|为|分别是))"
)
_MOVED = late(
    r"(?:大幅|迅速|快速|稳步|逐步|一举)?(?:上升|跃升|提升|攀升|前移|上移|前进|晋升|下降|下滑|滑落|后退|跌|升|降|跃|晋)(?:了|至|到|为)"
)
_PLACED = late("(?:(?<!世界)排名|[位名]列|位居|排在)(?:[全世][国省市县区州界球]|国内|业内|行业)?$")
_FROM = late(r"[从由][^，。；]{0,14}$")
_NEAR = 14  # characters before a rank that show it
_NAMED = late(r"[了的在是为有等这那\W]$")


def is_rank(view: str, start: int, end: int) -> bool:
    """Whether the ordinal `start:end` says a place in a ranking: 位居全市第一, 排名第3位; not 第一责任人."""
    closed = _CLOSED.match(view, end) is not None
    if view[start:end].startswith("前"):
        return (
            closed or _RANKED.search(view, max(0, start - 6), start) is not None or view[end - 1] in "位名强"
        )
    placed = view[end - 1] in "位名"
    if view[start] == "首":
        return closed and _RANKED.search(view, max(0, start - _NEAR), start) is not None
    listed = _LIST.search(view, max(0, start - 20), start)
    before = listed.start() if listed else start
    if _MOVED.match(view, end) and _FROM.search(view, max(0, start - 16), start):
        return True  # 从全国第五|提升到第三
    if view.startswith("的", end) and _PLACED.search(view, max(0, before - _NEAR), before):
        return True  # 排名第三|的项目
    if _RANKED.search(view, max(0, before - _NEAR), before):
        return closed or placed
    if not (closed and placed):
        return False
    won = view[end - 1] == "名" and before > 0 and not _NAMED.search(view, before - 1, before)
    return won or any(character.isdigit() for character in view[start:end])
