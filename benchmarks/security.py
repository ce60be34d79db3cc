"""The table of SECURITY.md, from what the three benchmarks of hostile input print.

python benchmarks/security.py hostile.txt fuzz.txt faults.txt

Each file is the output of the benchmark of its name (`python benchmarks/fuzz.py > fuzz.txt`). The table stands between
two marks of SECURITY.md and gives way to the new one.
"""

import datetime
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "SECURITY.md"
BEGIN, END = "<!-- table: benchmarks/security.py -->\n", "<!-- end -->\n"


def hostile(text: str) -> list[str]:
    """How many families there were, and how many took too long."""
    found = re.search(r"^([\d,]+) families, (\d+) above ([\d.]+), the worst ([\d.]+)$", text, re.M)
    assert found, "no output of benchmarks/hostile.py"
    families, slow, limit, worst = found.groups()
    survived = int(families.replace(",", "")) - int(slow)
    return [
        f"{families} families of text, at n and 2n",
        f"{survived} take less than {limit} times as long; the worst {worst}",
        slow,
    ]


def fuzz(text: str) -> list[str]:
    """How many inputs were tried on how many properties, with which seeds, and which broke."""
    lines = re.findall(r"^(\w+): ([\d,]+) inputs, seeds (\d+) to (\d+), .*$(\nTraceback)?", text, re.M)
    assert lines, "no output of benchmarks/fuzz.py"
    tried = sum(int(line[1].replace(",", "")) for line in lines)
    seeds = f"{min(int(line[2]) for line in lines)} to {max(int(line[3]) for line in lines)}"
    names = {line[0] for line in lines}
    broken = sorted({line[0] for line in lines if line[4]})
    outcome = f"{len(names) - len(broken)} of {len(names)} properties hold"
    return [f"{tried:,} generated inputs, seeds {seeds}", outcome, ", ".join(broken) or "none"]


def faults(text: str) -> list[str]:
    """How many faults were injected, and which of them the runs did not survive."""
    lines = re.findall(r"^(held|broken|not possible here): (\w+)", text, re.M)
    assert lines, "no output of benchmarks/faults.py"
    counts = Counter(outcome for outcome, _ in lines)
    broken = [name for outcome, name in lines if outcome == "broken"]
    skipped = f", {counts['not possible here']} not possible there" if counts["not possible here"] else ""
    return [f"{len(lines)} faults{skipped}", f"{counts['held']} survived", ", ".join(broken) or "none"]


def main() -> int:
    """Write the table."""
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows = [
        ["`benchmarks/hostile.py`", *hostile(texts[0])],
        ["`benchmarks/fuzz.py`", *fuzz(texts[1])],
        ["`benchmarks/faults.py`", *faults(texts[2])],
    ]
    table = "| command | tried | survived | did not |\n| --- | --- | --- | --- |\n"
    table += "".join(f"| {' | '.join(row)} |\n" for row in rows)
    said = f"\n{datetime.date.today().isoformat()}, after {commit.stdout.strip()}.\n\n"
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(
        before + BEGIN + said + table + "\n" + END + rest.partition(END)[2], encoding="utf-8", newline=""
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
