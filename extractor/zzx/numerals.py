"""Numerals: the one table of number writings, the pattern that finds them and the function that reads them.

Arabic (12,345  21 997  ３１２２  1.5), Chinese (一万零十二  十五点八万  二〇二四  廿一), financial (壹佰贰拾),
traditional (萬 億 兩 點) and mixed (1.2万亿  1万600) writings, with a sign. Percentages, halves and vague words
belong to `quantities`.
"""

import re
from decimal import Context, Decimal

from zzx.patterns import late

DIGITS = {
    **dict.fromkeys("〇零", 0),
    **dict.fromkeys("一壹幺", 1),
    **dict.fromkeys("二两贰兩貳俩倆", 2),
    **dict.fromkeys("三叁叄參仨", 3),
    **dict.fromkeys("四肆", 4),
    **dict.fromkeys("五伍", 5),
    **dict.fromkeys("六陆陸", 6),
    **dict.fromkeys("七柒", 7),
    **dict.fromkeys("八捌", 8),
    **dict.fromkeys("九玖", 9),
}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_POWERS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
POWERS = {**SMALL_POWERS, **BIG_POWERS}

WIDE_DIGITS = "０１２３４５６７８９"
# Longer numerals are no numbers that anyone wrote: they are found, but not read.
MAX_LENGTH = 100
EXACT = Context(prec=2 * MAX_LENGTH)

_D = "[0-9０-９]"
_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_DIGIT = "[〇零一二三四五六七八九两兩幺壹贰貳叁叄肆伍柒捌玖陆陸參]"
# A power is none where it begins a unit (千瓦 千米, 百分点, 兆帕), and 亿万 or 万百 are no numerals.
_HUNDRED = "百(?!分[之点點位比]|帕)"
_THOUSAND = "千(?![米瓦克伏帕卡赫焦安牛升]|分[之点])"
_POWER = f"(?:[拾佰仟亿億]|(?<![亿億])[万萬]|(?<![万萬亿億])(?:十|{_HUNDRED}|{_THOUSAND})|兆(?![瓦赫帕比欧字焦位伏]))"
_ARABIC = (
    f"(?:{_D}{{1,3}}(?>(?:[,，]{_D}{{3}}){{1,8}})(?!{_D})"
    f"|{_D}{{1,3}}(?>(?:{_SPACE}{_D}{{3}}){{1,8}})(?!{_D})"
    f"|{_D}++)(?>(?:[.．]{_D}++)?)"
)
_OTHER_POWER = "[拾佰仟百千十万萬亿億点點元圆圓角分]"
# Some financial characters live in other words too (大陆, 队伍, 收拾, 放肆): there they begin no numeral.
_START = (
    "[〇零一二三四五六七八九十千万萬亿億两兩廿卅卌壹贰貳叁叄柒捌玖佰仟]"
    "|[俩倆仨](?![一二两三四五六七八九十0-9])"
    f"|{_HUNDRED}"
    f"|(?<![大内登着水海沿])[陆陸](?={_OTHER_POWER})"
    f"|(?<![队退入落参行為为])伍(?={_OTHER_POWER})"
    f"|(?<![放大])肆(?={_OTHER_POWER})"
    "|(?<![收捡俯掇])拾(?=[壹贰貳叁叄肆伍陆陸柒捌玖万萬亿億零元圆圓點点]|[一二三四五六七八九]?[万萬])"
    f"|參(?={_OTHER_POWER})|(?<=分之)[肆伍陆陸拾]|幺(?=[〇零一二三四五六七八九幺])"
)
_REST = (
    f"{_POWER}|(?<={_D}){_SPACE}[万萬亿億]"
    f"|(?<!{_D}){_DIGIT}|[廿卅卌]"
    f"|(?<!{_D})[点點](?=(?![两兩]){_DIGIT}(?![十拾刻])|{_D})"
    f"|(?<=[百千万萬亿億零〇佰仟兆点點]){_ARABIC}"
)
# What looks like a numeral at the head of 千瓦, 百分之, 万分之.
_NONE = "百帕|千(?:[瓦克伏帕卡赫焦升]|米(?!人)|分之)|[万萬仟佰]分之"
_UNSIGNED = f"(?:{_ARABIC}|(?!{_NONE})(?:{_START}))(?>(?:{_REST})*)"
_SIGN = (
    "(?:(?<![0-9０-９A-Za-z%％)）\\]〇零一二三四五六七八九十百千万亿])[-−－]"
    "|(?<![抱胜担肩自辜背欺])[负負]|零下|(?<![^\\s(（:：,，为])[+＋])"
)
NUMERAL = f"(?:{_SIGN})?{_UNSIGNED}"

_USUAL = late(f"[0-9]{{1,{MAX_LENGTH}}}|[0-9]{{1,40}}\\.[0-9]{{1,40}}")
_TRANSLATION = str.maketrans(WIDE_DIGITS + "．，−－＋負點", "0123456789.,--+负点")
_GROUPED = late(
    f"(?<![0-9,.])[0-9]{{1,3}}(?>(?:,[0-9]{{3}})+)(?![0-9,])"
    f"|(?<![0-9.])[0-9]{{1,3}}(?>(?:{_SPACE}[0-9]{{3}})+)(?![0-9])"
)
_CHINESE = "".join(DIGITS)
_TOKEN = late(f"[0-9]*\\.[0-9]+|[0-9]+|点[0-9{_CHINESE}]+|.", re.DOTALL)
_CHARACTERS = f"0-9{_CHINESE}{''.join(TENS)}{''.join(POWERS)}"
_SHAPE = late(f"[-+负]?(?=[^{_CHARACTERS}]*[{_CHARACTERS}])[{_CHARACTERS}.,点\u00a0\u2007\u2009\u202f ]+")
_BESIDE_POWER = late(f"(?<=[{''.join(POWERS)}]){_SPACE}|{_SPACE}(?=[{''.join(POWERS)}])")
# Digit by digit: 二〇二四, and before a big power where it cannot mean a range: 一五〇〇万, but not 三四万.
_POSITIONAL = late(
    f"[{_CHINESE}]{{2,}}+(?=点|$)|(?=[{_CHINESE}]*[〇零])[{_CHINESE}]{{2,}}+(?=[万萬亿億])|[{_CHINESE}]{{3,}}+(?=[万萬亿億])"
)


def parse_number(text: str) -> Decimal | None:
    """Read `text`, the whole of it, as one number.

    Returns the exact value, or None where the text is no numeral at all. Raises ValueError with the reason for
    anything but a string, and for numerals that make no number (一百百, 1,23,4, 十五点).
    """
    if not isinstance(text, str):
        raise ValueError(f"a number is read from a string, not from {type(text).__name__}")
    if _USUAL.fullmatch(text):
        return Decimal(text)
    plain = text.strip().translate(_TRANSLATION).replace("零下", "-")
    if not _SHAPE.fullmatch(plain):
        return None
    if len(plain) > MAX_LENGTH:
        raise ValueError(f"a numeral of {len(plain)} characters is too long")
    body = _GROUPED.sub(lambda match: re.sub("[^0-9]", "", match[0]), plain.lstrip("+-负").lstrip())
    reader = _Reader(text)
    body = _BESIDE_POWER.sub("", body)
    match = _POSITIONAL.match(body)
    if match:
        reader.digits(Decimal("".join(str(DIGITS[character]) for character in match[0])), single=False)
    for token in _TOKEN.findall(body, match.end() if match else 0):
        reader.read(token)
    value = reader.result()
    return EXACT.minus(value) if plain[0] in "-负" else value


def tidy(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its decimals, such as multiplying leaves: 1.2 times 10000."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize(EXACT)


class _Reader:
    """Adds up one numeral from left to right.

    `terms` are what big powers closed (in 三亿五千万零二: 三亿, 五千万), `section` is what small powers closed
    since, and `digit` the number that waits for its power.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        self.terms: list[Decimal] = []
        self.section: Decimal | None = None
        self.digit: Decimal | None = None
        self.ceiling = 10**4  # small powers descend within a section
        self.power: int | None = None  # the power read last; kept for 三万五, cleared by a zero
        self.previous = ""  # the class of the token read last: digit, zero, small, big, fraction
        self.fractional = False

    def error(self, reason: str) -> ValueError:
        return ValueError(f"{self.written!r} is no number: {reason}")

    def read(self, token: str) -> None:
        """Take the next token of the numeral."""
        if token[0] == "点":
            self.fraction("".join(str(DIGITS.get(character, character)) for character in token[1:]))
        elif token in "〇零":
            self.zero()
        elif token in DIGITS:
            self.digits(Decimal(DIGITS[token]), single=True)
        elif token in TENS:
            self.digits(Decimal(TENS[token] // 10), single=True)
            self.small(10)
        elif token in SMALL_POWERS:
            self.small(SMALL_POWERS[token])
        elif token in BIG_POWERS:
            self.big(BIG_POWERS[token])
        elif token[-1].isdecimal():
            self.digits(Decimal(token), single=len(token) == 1)
            self.fractional = "." in token
        else:
            raise self.error(f"{token!r} stands in the wrong place")

    def digits(self, value: Decimal, single: bool) -> None:
        if self.fractional or self.digit is not None:
            raise self.error("digits follow digits")
        self.digit = value
        if not single:
            self.power = None
        self.previous = "digit"

    def zero(self) -> None:
        if self.fractional or self.digit is not None:
            raise self.error("a zero follows digits")
        self.power = None
        self.previous = "zero"

    def fraction(self, digits: str) -> None:
        if self.fractional or not self.previous or not digits:
            raise self.error("its decimal point is misplaced")
        self.digit = EXACT.add(self.below(), Decimal(f"0.{digits}"))
        self.section = self.power = None
        self.ceiling = 10**4
        self.fractional = True
        self.previous = "fraction"

    def small(self, power: int) -> None:
        if self.digit is None and self.previous in ("small", "big") and power > 10:
            raise self.error("a power follows another")
        if power >= self.ceiling:
            raise self.error("its powers do not descend")
        term = tidy(EXACT.multiply(Decimal(1) if self.digit is None else self.digit, Decimal(power)))
        self.section = EXACT.add(self.section or Decimal(0), term)
        self.digit = None
        self.ceiling = self.power = power
        self.previous = "small"

    def big(self, power: int) -> None:
        if self.section is not None or self.digit is not None:
            below = self.below()
            while self.terms and self.terms[-1] < power:
                below = EXACT.add(below, self.terms.pop())
        elif self.previous == "big" and self.power is not None and power >= self.power:
            below = self.terms.pop()
        elif not self.previous:
            below = Decimal(1)
        else:
            raise self.error("a power follows another")
        term = tidy(EXACT.multiply(below, Decimal(power)))
        if self.terms and self.terms[-1] <= term:
            raise self.error("its powers do not descend")
        self.terms.append(term)
        self.section = self.digit = None
        self.ceiling = 10**4
        self.power = power
        self.previous = "big"

    def below(self) -> Decimal:
        """What was read since the last big power; a digit right after a power counts tenths of it (三百五)."""
        if self.section is None or self.digit is None:
            return self.section or self.digit or Decimal(0)
        return EXACT.add(self.section, self.tenths(self.digit))

    def tenths(self, digit: Decimal) -> Decimal:
        return digit if self.power is None else EXACT.multiply(digit, Decimal(self.power // 10))

    def result(self) -> Decimal:
        """The value of what was read."""
        if self.previous == "zero" and (self.terms or self.section is not None):
            raise self.error("it ends in a zero")
        value = self.below()
        if self.section is None and self.digit is not None:  # 三万五
            value = self.tenths(self.digit)
        if self.terms and value and value >= self.terms[-1]:
            raise self.error("its powers do not descend")
        for term in self.terms:
            value = EXACT.add(value, term)
        return value
