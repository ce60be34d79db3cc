"""What zzx and its neighbours say of the same sentences, phrase by phrase, and how fast, as a Markdown table.

In an environment of their own, since they want old versions of other packages:

python3 -m venv peers
peers/bin/pip install . recognizers-text-suite 'emoji<2' jionlp quantulum3
peers/bin/python benchmarks/peers.py seeds

The last row, given a folder of texts, is how many characters of them each reads in a second of processor time, once warm. A
tool that is not installed has no column. Times count from 28 October 2024.
"""

import contextlib
import datetime
import io
import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

TEXT = "今年以来，全市法院审结案件1.2万件，同比下降13.1%，挽回损失300余万元。第三届书展接待读者3至5万人次，九成以上表示满意。"
PHRASES = ("今年以来", "1.2万件", "13.1%", "300余万元", "第三届", "3至5万人次", "九成以上")
DAY = datetime.datetime(2024, 10, 28)

Found = tuple[int, int, str]
"""Where a tool sees something, end exclusive, and what it says of it."""


def zzx(text: str) -> Iterator[Found]:
    """Facts, their periods, and the reasons for the rest."""
    from zzx import extract
    from zzx.view import quantity

    found = extract(text, date=DAY.date())
    for fact in found.facts:
        who = " ".join(word for word in (fact.subject, fact.action, fact.object) if word)
        yield fact.value_start, fact.value_end, f"{quantity(fact)} ({who})"
    for fact in found.facts[:1]:
        start = text.index(fact.period_text or "")
        yield start, start + len(fact.period_text or ""), f"{fact.period_start} to {fact.period_end}"
    for numeral in found.rejected:
        yield numeral.start, numeral.end, f"rejected: {numeral.reason}"


def recognizers(text: str) -> Iterator[Found]:
    """Every recogniser of Recognizers-Text that knows Chinese quantities or times."""
    import recognizers_suite as suite

    day = {"reference": DAY}
    chinese = suite.Culture.Chinese
    for result in chain(
        suite.recognize_number(text, chinese),
        suite.recognize_ordinal(text, chinese),
        suite.recognize_percentage(text, chinese),
        suite.recognize_currency(text, chinese),
        suite.recognize_dimension(text, chinese),
        suite.recognize_datetime(text, chinese, **day),
    ):
        resolution = result.resolution or {}
        value = resolution.get("value") or "; ".join(
            f"{one.get('start', '')} to {one.get('end', '')}" for one in resolution.get("values", [])
        )
        yield result.start, result.end + 1, f"{result.text} {result.type_name.split('.')[-1]} {value}"


def jionlp(text: str) -> Iterator[Found]:
    """The extractors of JioNLP for amounts and times."""
    import jionlp as jio

    for result in jio.ner.extract_time(text, time_base=DAY.timestamp(), with_parsing=True):
        start, end = result["offset"]
        yield start, end, " to ".join(result["detail"]["time"])
    for result in jio.ner.extract_money(text, with_parsing=True):
        start, end = result["offset"]
        number = result["detail"]["num"]
        yield start, end, number if isinstance(number, str) else " to ".join(number)


def quantulum3(text: str) -> Iterator[Found]:
    """The quantities of quantulum3."""
    from quantulum3 import parser

    for result in parser.parse(text):
        yield *result.span, f"{result.value} {result.unit.name}"


TOOLS: dict[str, tuple[str, Callable[[str], Iterator[Found]]]] = {
    "zzx": ("zzx", zzx),
    "Recognizers-Text": ("recognizers-text-suite", recognizers),
    "JioNLP": ("jionlp", jionlp),
    "quantulum3": ("quantulum3", quantulum3),
}


def cells(found: Iterable[Found]) -> list[str]:
    """What a tool says of each of PHRASES."""
    said = list(found)
    shown = []
    for phrase in PHRASES:
        start = TEXT.index(phrase)
        words = [word for begin, end, word in said if begin < start + len(phrase) and start < end]
        shown.append("; ".join(words) or "–")
    return shown


def speed(tool: Callable[[str], Iterator[Found]], texts: list[str]) -> str:
    """How many characters of some texts a tool reads in a second of processor time, to two digits."""
    started = time.process_time()
    for text in texts:
        list(tool(text))
    rate = sum(map(len, texts)) / (time.process_time() - started)
    return f"{float(f'{rate:.2g}'):,.0f}"


def main() -> None:
    """Print the sentences and the table."""
    warnings.filterwarnings("ignore")
    logging.disable()
    texts = [
        path.read_text(encoding="utf-8")
        for folder in sys.argv[1:]
        for path in sorted(Path(folder).glob("*.txt"))
    ]
    rows = [*PHRASES, *(["characters a second"] if texts else [])]
    columns: dict[str, list[str]] = {}
    for title, (package, tool) in TOOLS.items():
        try:
            name = f"{title} {version(package)}"
        except PackageNotFoundError:
            continue
        with contextlib.redirect_stdout(io.StringIO()):  # some greet their user
            columns[name] = [*cells(tool(TEXT)), *([speed(tool, texts)] if texts else [])]
    print(TEXT, end="\n\n")
    print("| |", " | ".join(columns), "|")
    print("| --- " * (len(columns) + 1) + "|")
    for row, *shown in zip(rows, *columns.values(), strict=True):
        print(f"| {row} |", " | ".join(shown), "|")


if __name__ == "__main__":
    main()
