"""Does the time grow with the length of a text and no faster, whatever stands in it?

python benchmarks/hostile.py [--size 20000] [--random 200 --seed 1] [NAME...]

Each family is text made to hurt, at n characters and at 2n. So is every example of every rule, repeated, and, with
--random, units drawn from numerals and the lexicon. A family fails where twice the text takes more than 2.5 times the
processor time, and so does twice that; the exit status is 1 if one does.
"""

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from zzx import pipeline, rules

MOST = 2.5
SIZE = 20_000  # characters
LEAST = 0.02  # seconds: shorter times are told by the noise
ROUNDS = 5

Family = Callable[[int], str]


def repeated(unit: str, before: str = "", after: str = "") -> Family:
    """The unit over and over, whole, for at least n characters, between two texts.

    Half a unit at the end would be another text: one in which the only quantity is what was cut off.
    """
    return lambda n: before + unit * -(-n // len(unit)) + after


def nested(opening: str, inside: str, closing: str) -> Family:
    """Brackets in brackets."""
    return lambda n: opening * (n // 2 // len(opening)) + inside + closing * (n // 2 // len(closing))


def separately(n: int) -> str:
    """受理甲案件、乙案件…分别1件、2件…: heads and quantities, as many of each."""
    pairs = n // 12
    heads = "、".join(f"案由{number % 10_000:04}" for number in range(pairs))
    return f"受理{heads}分别{'、'.join(f'{number % 97}件' for number in range(pairs))}。"


def counting(n: int) -> str:
    """Quantities of which no two are alike."""
    return "、".join(f"破获{number}起" for number in range(n // 8))


def table(columns: int) -> Family:
    """A table in bars, of so many columns."""
    head = "| 地区 |" + " 产值 |" * (columns - 1) + "\n" + "|" + " --- |" * columns + "\n"
    row = "| 甲 |" + " 1 |" * (columns - 1) + "\n"
    return lambda n: head + row * (n // len(row))


FAMILIES: Mapping[str, Family] = {
    "digits": repeated("9"),
    "full-width digits": repeated("９"),
    "mixed widths": repeated("1２一"),
    "Chinese digits": repeated("一"),
    "Chinese numerals": repeated("九千八百七十六万"),
    "powers": repeated("万亿"),
    "tens of thousands": repeated("十百千万"),
    "thousands": repeated("1,234,"),
    "points": repeated("1."),
    "hyphens": repeated("1-"),
    "half-open ranges": repeated("3至"),
    "ranges of Chinese numerals": repeated("三至"),
    "fractions": repeated("1/"),
    "fractions in words": repeated("三分之"),
    "digits and units": repeated("3件"),
    "digits and units of money": repeated("3万元"),
    "bounds before": repeated("约近超过不足"),
    "bounds after": repeated("以上左右以下", "3件"),
    "vague": repeated("数十几百"),
    "percent": repeated("%", "1"),
    "percents": repeated("1%"),
    "enumeration commas": repeated("、"),
    "enumeration": repeated("盗窃3件、"),
    "parenthesised counts": repeated("（3件）"),
    "parenthesised shares": repeated("案件（占3%）"),
    "clauses": repeated("破获案件3起,"),
    "sentences": repeated("破获案件3起。"),
    "one sentence without a stop": repeated("破获案件"),
    "verbs": repeated("开展推进"),
    "of which": repeated("其中甲3件,"),
    "distinct quantities": counting,
    "separately": separately,
    "separately, all separately": repeated("分别3%"),
    "changes": repeated("同比增长3%、下降2%,"),
    "changes of levels": repeated("受理3件,同比增长3%;"),
    "rise to": repeated("从3件增至4件"),
    "ordinals": repeated("第"),
    "ordinals with numerals": repeated("第一"),
    "articles": repeated("第一条第一款"),
    "lists of articles": repeated("第一、"),
    "dates": repeated("2024年1月1日"),
    "months": repeated("1月至"),
    "times": repeated("今年以来"),
    "times without a year": repeated("10月,"),
    "clocks": repeated("3:"),
    "places": repeated("株洲市荷塘区"),
    "places in clauses": repeated("全市3件,株洲市4件,"),
    "organisations": repeated("市公安局"),
    "round brackets": nested("（", "3件", "）"),
    "square brackets": nested("[", "3件", "]"),
    "quotes": nested("“", "3件", "”"),
    "titles": nested("《", "3", "》"),
    "open round brackets": repeated("（", "", "3件"),
    "open quotes": repeated("“", "", "3件"),
    "open titles": repeated("《", "", "3件"),
    "closing brackets": repeated("）", "3件"),
    "unbalanced brackets": repeated("（3件"),
    "quotes in clauses": repeated("“3件”,"),
    "plus signs": repeated("1+"),
    "telephones": repeated("0731-8882"),
    "URLs": repeated("http://a.1/"),
    "mail": repeated("a1@b."),
    "formulas": repeated("$81\\%$"),
    "backslashes": repeated("\\", "1"),
    "spaces": repeated(" ", "3", "件"),
    "wide spaces": repeated("\u3000", "3", "件"),
    "spaces between": repeated("3 件 "),
    "line feeds": repeated("\n", "3", "件"),
    "lines of one digit": repeated("1\n"),
    "lines of prose without a stop": repeated("全市法院审结各类案件3\n"),
    "carriage returns": repeated("\r", "3", "件"),
    "form feeds": repeated("3件\f"),
    "headings": repeated("# 一、3件\n\n"),
    "hashes": repeated("#"),
    "numbered lines": repeated("1.\n"),
    "bars": repeated("|"),
    "dashes": repeated("-"),
    "dashes between bars": repeated("|-"),
    "tabs": repeated("1\t"),
    "table of two columns": table(2),
    "table of a hundred columns": table(100),
    "rows with tabs": repeated("甲\t1\t2\n"),
    "rows with commas": repeated("甲,1,2\n"),
    "zero-width characters": repeated("3\u200b件\u200d"),
    "bidirectional controls": repeated("\u202e3件\u202c"),
    "combining marks": repeated("\u0301", "3", "件"),
    "combined digits": repeated("3\u20dd件"),
    "private use": repeated("\ue0003件"),
    "half surrogates": repeated("\ud8003件\udfff"),
    "NULs": repeated("\x003件"),
    "escapes": repeated("\x1b[2J3件"),
    "emoji": repeated("👮‍♀️3人"),
    "other scripts": repeated("٣Ⅻ⑩㈠½"),
    "Latin words": repeated("a1"),
    "one Latin word": repeated("a", "3件"),
    "the same character": repeated("案"),
    "traditional characters": repeated("審結案件3件,"),
    "page furniture": repeated("责任编辑:张三 电话:0731\n"),
    "datelines": repeated("新华社北京1月1日电\n"),
    "one line in two": repeated("2024年,受理3件\n同比增长\n"),
}  # fmt: skip


def examples(rules_of: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    """The texts of all examples and counterexamples of a file of rules."""
    for entries in rules_of.values():
        for entry in entries if isinstance(entries, list) else ():
            for name in ("examples", "counterexamples"):
                for example in entry.get(name, ()):  # type: ignore[attr-defined]
                    yield example["text"] if isinstance(example, dict) else example


def of_rules() -> Iterator[tuple[str, Family]]:
    """A family for each example of each rule: the text over and over."""
    for file in sorted(Path(rules.__file__).parent.glob("*.toml")):
        for text in dict.fromkeys(examples(tomllib.loads(file.read_text(encoding="utf-8")))):
            yield f"{file.stem}: {text}", repeated(text.replace("[", "").replace("]", ""))


PIECES = [" ", "\u3000", "\n", "\n\n", "\t", "|", "# "]
PIECES += """
0 1 9 12 3.5 1,234 2024 ３ 一 三 十 百 万 亿 半 两 几 多 余 近 约 超 第 零 件 起 人 元 % ％ 个 年 月 日 天 次 名 岁 个百分点
、 , ， 。 ; ； : ： （ ） ( ) “ ” 《 》 · - — 至 到 / + . 和 及 与 的 了 在 为 占 达 比 较 从 对 将 其中 分别 同比 增长 下降
提高到 增至 以上 左右 以来 今年 去年 全市 株洲市 市公安局 破获 受理 审结 案件 嫌疑人 结案率 位居 排名 连续 力争 共
每 前 过 上 下 内 不 未 一是 首次
""".split()  # noqa: SIM905


def at_random(number: int, seed: int) -> Iterator[tuple[str, Family]]:
    """Units of one to five pieces, drawn with this seed."""
    draw = random.Random(seed)
    for _ in range(number):
        unit = "".join(draw.choices(PIECES, k=draw.randint(1, 5)))
        yield f"random: {unit!r}", repeated(unit)


def seconds(text: str) -> float:
    """Processor time of one extraction."""
    started = time.process_time()
    pipeline.extract(text)
    return time.process_time() - started


def growth(family: Family, size: int) -> tuple[float, float]:
    """Seconds at `size` characters, and how many times as long twice the text takes: the least of some rounds.

    Where that is too long, twice the text once more decides.
    """
    while True:
        once, twice = seconds(family(size)), seconds(family(2 * size))
        if twice >= LEAST or size >= 16_000_000:
            break
        size *= 4
    for _ in range(ROUNDS):
        if twice <= MOST * once:
            break
        once, twice = min(once, seconds(family(size))), min(twice, seconds(family(2 * size)))
    ratio = twice / once
    if ratio > MOST:
        # An odd number of units may be read as something else than an even one: that is a step, and does not go on.
        ratio = min(ratio, min(seconds(family(4 * size)) for _ in range(ROUNDS)) / twice)
    return once, ratio


def main() -> int:
    """Print a line for each family that fails, and how many were tried."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", metavar="NAME", nargs="*", help="only these families")
    parser.add_argument("--size", type=int, default=SIZE, help="n, in characters")
    parser.add_argument("--random", type=int, default=0, metavar="N", help="N units at random besides")
    parser.add_argument("--seed", type=int, default=1, help="of the random units")
    arguments = parser.parse_args()
    families = [(name, family, arguments.size) for name, family in FAMILIES.items()]
    families += [(name, family, SIZE) for name, family in of_rules()]
    families += [(name, family, SIZE) for name, family in at_random(arguments.random, arguments.seed)]
    tried = failed = 0
    worst = 0.0
    seconds("受理案件3件。")  # loads the lexicon
    for name, family, size in families:
        if arguments.names and name not in arguments.names:
            continue
        once, ratio = growth(family, size)
        tried += 1
        worst = max(worst, ratio)
        if ratio > MOST or arguments.names:
            failed += ratio > MOST
            print(f"{ratio:6.2f} times  {once:8.3f} s at {size:,}  {name}", flush=True)
    print(f"{tried} families, {failed} above {MOST}, the worst {worst:.2f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
