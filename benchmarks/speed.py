"""How fast zzx is, as ratios to jieba.cut over the same text in the same run.

python benchmarks/speed.py [FOLDER|FILE.jsonl] [--quick] [--largest MB] [--memory MB]

Without an argument the texts are those of seeds/. What is compared in one process takes turns, so that all meet the same
machine; cold starts are whole processes. Printed are medians of seven rounds, and between which values all rounds lie. Each
contestant gets as much of the text as it does in about half a second. Peers are compared where they are installed:
recognizers-text-suite, jionlp, cn2an, quantulum3.
"""

import argparse
import json
import logging
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
ROUNDS = 7
TURN = 0.5  # seconds
SENTENCE_ENDS = re.compile(r"[\s，。、；：！？,;:!?“”（）()《》·—.]+")

Work = Callable[[str], int]
"""What is done with one text, and how many things it finds there."""


# Contestants ------------------------------------------------------------------------------------------------


def _zzx() -> Work:
    from zzx import extract

    return lambda text: len([fact.to_json() for fact in extract(text).facts])


def _numerals() -> Work:
    pattern = re.compile(r"\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千万亿两]+")
    return lambda text: len(pattern.findall(text))


def _function(module: str, name: str) -> Callable[[], Work]:
    """A function that finds a sequence of things in a text."""

    def load() -> Work:
        function: Any = import_module(module)
        for part in name.split("."):
            function = getattr(function, part)
        return lambda text: sum(1 for _ in function(text))

    return load


def _recognizers() -> Work:
    suite: Any = import_module("recognizers_suite")
    every = (
        suite.recognize_number,
        suite.recognize_percentage,
        suite.recognize_currency,
        suite.recognize_dimension,
        suite.recognize_datetime,
    )
    return lambda text: sum(len(recognize(text, suite.Culture.Chinese)) for recognize in every)


ZZX, JIEBA = "zzx.extract, as JSON", "jieba.cut"
CONTESTANTS: dict[str, Callable[[], Work]] = {
    ZZX: _zzx,
    JIEBA: _function("jieba", "cut"),
    "jieba.posseg.cut": _function("jieba.posseg", "cut"),
    "rjieba.cut": _function("rjieba", "cut"),
    "rjieba.tag": _function("rjieba", "tag"),
    "a regex of numerals": _numerals,
    "Recognizers-Text": _recognizers,
    "JioNLP extract_time": _function("jionlp", "ner.extract_time"),
    "JioNLP extract_money": _function("jionlp", "ner.extract_money"),
    "cn2an.transform": _function("cn2an", "transform"),
    "quantulum3.parse": _function("quantulum3.parser", "parse"),
}


def loaded(texts: list[str]) -> Iterator[tuple[str, Work, list[str]]]:
    """The contestants that are installed, each with its share of the texts."""
    for name, load in CONTESTANTS.items():
        try:
            work = load()
        except ImportError as error:
            print(f"{name}: not compared: {error}")
            continue
        work(texts[0][:200])  # what is loaded with the first call
        started = time.perf_counter()
        work(texts[0])
        wanted = TURN / (time.perf_counter() - started) * len(texts[0])
        yield name, work, list(upto(texts, wanted))


def upto(texts: Iterable[str], characters: float) -> Iterator[str]:
    """Texts over and over, until they have so many characters."""
    texts = list(texts)
    while characters > 0:
        for text in texts:
            yield text
            characters -= len(text)
            if characters <= 0:
                return


def throughput(texts: list[str]) -> None:
    """Print MB/s of text in UTF-8, the ratio to jieba.cut, and what was found."""
    contestants = list(loaded(texts))
    speeds: dict[str, list[float]] = {name: [] for name, *_ in contestants}
    found: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, work, share in contestants:
            started = time.process_time()
            things = sum(map(work, share))
            speeds[name].append(size(share) / (time.process_time() - started))
            found[name] = things / sum(map(len, share)) * 1000
    print(f"\n{'':24}{'MB/s':>8}   {'× jieba.cut':<22}found in 1,000 characters")
    for name, measured in speeds.items():
        ratios = [one / other for one, other in zip(measured, speeds[JIEBA], strict=True)]
        speed = f"{statistics.median(measured):8.3g}"
        print(f"{name:24}{speed}   {spread(ratios):<22}{found[name]:.1f}")
    print(
        f"a terabyte of such text: {1e6 / statistics.median(speeds[ZZX]) / 3600:,.0f} hours of one processor with zzx"
    )


def size(texts: Iterable[str]) -> float:
    """MB in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def spread(values: list[float]) -> str:
    """The median, and between what all lie."""
    return f"{statistics.median(values):.3g} ({min(values):.3g} to {max(values):.3g})"


# Processes --------------------------------------------------------------------------------------------------


def cold_starts(folder: Path) -> None:
    """Print how long whole processes take."""
    load = "python -c 'import jieba; jieba.initialize()'"
    zzx = [sys.executable, "-m", "zzx"]
    commands = {
        load: [sys.executable, "-c", "import jieba; jieba.initialize()"],
        "zzx --version": [*zzx, "--version"],
        "zzx extract, one seed to JSON": [*zzx, "extract", str(SEEDS[0]), "-o", str(folder / "one.json")],
        "make facts": [*zzx, "extract", str(ROOT / "seeds"), "-o", str(folder / "all.json"), "--table"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - started)
    print(f"\n{'':45}{'s':>8}   × jieba's")
    for name, measured in times.items():
        ratios = [one / other for one, other in zip(measured, times[load], strict=True)]
        print(f"{name:45}{statistics.median(measured):8.2f}   {spread(ratios)}")


def memory(texts: list[str], megabytes: float, folder: Path) -> None:
    """Print what one process, and each of two, holds at most while it reads so much JSON Lines."""
    if not Path("/proc/self/status").exists():
        print("\nmemory: not measured: this system has no /proc")
        return
    table = folder / "texts.jsonl"
    with table.open("w", encoding="utf-8") as lines:
        for text in upto(texts, megabytes * 1e6 / 3):
            lines.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    print(f"\n{table.stat().st_size / 1e6:.0f} MB of JSON Lines to JSON Lines")
    for jobs in (1, 2):
        command = [sys.executable, "-m", "zzx", "extract", str(table), "-o", str(folder / "facts.jsonl")]
        started = time.perf_counter()
        run = subprocess.Popen([*command, "--jobs", str(jobs), "--quiet"])
        peaks: dict[int, int] = {}
        while run.poll() is None:
            peaks.update(dict(peaks_below(run.pid)))
            time.sleep(0.05)
        listed = ", ".join(str(peak // 1024) for peak in sorted(peaks.values(), reverse=True))
        seconds = time.perf_counter() - started
        print(f"--jobs {jobs}: {seconds:.1f} s; MB in each process at most: {listed}")


def peaks_below(process: int) -> Iterator[tuple[int, int]]:
    """A process and those that it started, each with the most memory that it had, in kB."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
        children = [
            int(child)
            for task in Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:  # it has ended
        return
    if peak := re.search(r"VmHWM:\s*(\d+)", status):
        yield process, int(peak[1])
    for child in children:
        yield from peaks_below(child)


# Sizes ------------------------------------------------------------------------------------------------------


def growth(texts: list[str], largest: float) -> None:
    """Print the time that one document takes by its size, and the exponent of the power law through these points."""
    from zzx import extract

    print(f"\n{'one document of':>20}{'s':>9}{'MB/s':>8}")
    points: list[tuple[float, float]] = []
    megabytes = 0.01
    while megabytes <= largest:
        text = "\n".join(upto(texts, megabytes * 1e6 / 3))[: int(megabytes * 1e6 / 3)]
        rounds = ROUNDS if megabytes < 1 else 1
        seconds = statistics.median(timed(extract, text) for _ in range(rounds))
        points.append((math.log(size([text])), math.log(seconds)))
        print(f"{size([text]):17.2f} MB{seconds:9.3f}{size([text]) / seconds:8.2f}")
        megabytes *= 10
    print(f"exponent {statistics.linear_regression(*zip(*points, strict=True)).slope:.3f}")


def long_line(texts: list[str], characters: int) -> None:
    """Print the time for a line of so many characters without punctuation, against the same text as it was."""
    from zzx import extract

    text = "\n".join(upto(texts, characters))[:characters]
    line = SENTENCE_ENDS.sub("", "".join(upto(texts, characters * 1.3)))[:characters]
    usual, long = timed(extract, text), timed(extract, line)
    print(
        f"\na line of {len(line):,} characters without punctuation: {long:.1f} s, the text itself {usual:.1f} s"
    )


def timed(work: Callable[[str], object], text: str) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    work(text)
    return time.process_time() - started


def read(argument: str | None) -> list[str]:
    """The texts of a folder, a file or the seeds."""
    from zzx import read

    arguments = [argument] if argument else list(map(str, SEEDS))
    return [one.text for one in read.documents(arguments) if isinstance(one, read.Document)]


def main() -> None:
    """Print everything."""
    logging.disable()  # what the others have to say is not wanted here
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="?")
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes")
    parser.add_argument("--largest", type=float, default=10, help="MB of the largest document (%(default)s)")
    parser.add_argument("--memory", type=float, default=20, help="MB of JSON Lines (%(default)s)")
    options = parser.parse_args()
    part = 0.1 if options.quick else 1
    texts = read(options.texts)
    print(f"{len(texts)} texts, {size(texts):.2f} MB; {sys.platform}, Python {sys.version.split()[0]}")
    throughput(texts)
    with tempfile.TemporaryDirectory() as folder:
        cold_starts(Path(folder))
        memory(texts, options.memory * part, Path(folder))
    growth(texts, options.largest * part)
    long_line(texts, int(1_000_000 * part))


if __name__ == "__main__":
    main()
