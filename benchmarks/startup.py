"""How long `zzx extract` takes on one article, against jieba loading its dictionary: median of five cold processes each.

python benchmarks/startup.py
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

SEED = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))[0]
COMMANDS = {
    "python -c 'import jieba; jieba.initialize()'": ["-c", "import jieba; jieba.initialize()"],
    f"zzx extract {SEED.name}": ["-m", "zzx", "extract", str(SEED), "-q"],
}
ROUNDS = 5


def seconds(arguments: list[str]) -> float:
    """Wall-clock time of one Python process, in seconds."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - started


def main() -> None:
    """Print the medians; the two commands take turns, so that both meet the same machine."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            times[name].append(seconds(arguments))
    for name, measured in times.items():
        print(f"{statistics.median(measured):6.2f} s  {name}")


if __name__ == "__main__":
    main()
