"""Many generated inputs for each property of tests/test_fuzz.py, and whether one breaks it.

python benchmarks/fuzz.py [--examples 10000] [--seed 1] [--guided SECONDS] [PROPERTY...]

Prints a line for each property: how many inputs were tried, from which seeds, and what breaks it, if something does;
the exit status is 1 then. The same seed gives the same inputs. With --guided, atheris (where it is installed) looks for
inputs that reach code that none has reached, for so many seconds a property.
"""

import argparse
import math
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
BATCH = 5000  # Hypothesis remembers what it has tried; every batch begins anew, from the next seed


def properties() -> dict[str, Any]:
    """The properties by name."""
    import test_fuzz

    return {
        name.removeprefix("test_"): test
        for name, test in vars(test_fuzz).items()
        if hasattr(test, "hypothesis")
    }


def counted(test: Any) -> list[int]:
    """How many inputs a property has been given: a list of one number, which grows."""
    tried = [0]
    inner: Callable[..., None] = test.hypothesis.inner_test

    def count(*given: Any, **named: Any) -> None:
        tried[0] += 1
        inner(*given, **named)

    test.hypothesis.inner_test = count
    return tried


def attempt(test: Any, seeds: range) -> str | None:
    """What breaks a property in a batch of inputs from each seed, None if nothing does."""
    for number in seeds:
        try:
            seed(number)(test)()
        except Exception:  # noqa: BLE001 - which one it is belongs to the report
            return traceback.format_exc()
    return None


def guided(name: str, seconds: int, first_seed: int) -> int:
    """Fuzz one property by coverage; does not come back."""
    import atheris

    with atheris.instrument_imports(include=["zzx"]):
        test = properties()[name]
        from zzx import audit, explain, panel, pipeline  # noqa: F401
    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-seed={first_seed}",
        "-max_len=4096",
        "-verbosity=0",
    ]
    atheris.Setup([*arguments, "-print_final_stats=1"], test.hypothesis.fuzz_one_input)
    atheris.Fuzz()
    return 0


def main() -> int:
    """Print a line for each property, and what breaks it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", metavar="PROPERTY", nargs="*", help="only these properties")
    parser.add_argument("--examples", type=int, default=10_000, help="how many inputs for each property")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch of inputs")
    parser.add_argument("--guided", type=int, metavar="SECONDS", help="by coverage, for so long a property")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        return guided(arguments.names[0], arguments.guided, arguments.seed)
    batches = math.ceil(arguments.examples / BATCH)
    settings.register_profile(
        "fuzz",
        max_examples=math.ceil(arguments.examples / batches),
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("fuzz")
    seeds = range(arguments.seed, arguments.seed + batches)
    broken = total = 0
    for name, test in properties().items():
        if arguments.names and name not in arguments.names:
            continue
        started = time.perf_counter()
        if arguments.guided:
            command = [sys.executable, *sys.argv, name, "--alone"]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            stats = dict(line.split(": ", 1) for line in run.stderr.splitlines() if line.startswith("stat::"))
            tried = int(stats.get("stat::number_of_executed_units", "0"))
            problem = run.stderr if run.returncode else None
        else:
            counter = counted(test)
            problem = attempt(test, seeds)
            tried = counter[0]
        total += tried
        broken += problem is not None
        took = time.perf_counter() - started
        print(f"{name}: {tried:,} inputs, seeds {seeds[0]} to {seeds[-1]}, {took:.0f} s", flush=True)
        if problem:
            print(problem, flush=True)
    print(f"{total:,} inputs, {broken} properties broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
