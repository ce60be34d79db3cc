"""What a text says stays on the machine: no network, and no file written but the output."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"
# Every process of a run has this hook, which nothing can take out again.
HOOK = """
import os, sys

def watch(event, given):
    if event.startswith("socket.") and len(given) > 1 and isinstance(given[1], tuple) or event == "socket.getaddrinfo":
        os.write(2, f"network: {event} {given}\\n".encode())
    if event == "open" and not isinstance(given[0], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        os.write(2, f"written: {os.path.abspath(os.fsdecode(given[0]))}\\n".encode())

sys.addaudithook(watch)
"""
COMMANDS = (
    "extract in -o out/facts.jsonl --rejected out/rejected.csv --jobs 2",
    "extract in -o out/facts.sqlite",
    "extract in -o out/facts.parquet",
    "extract in -o out/facts.xlsx",
    "extract in -o out/shards --shards --jobs 2",
    "extract in --table",
    "extract in --format xlsx",
    "report in -o out/report.html",
    "table in -o out/panel.csv",
    "audit in",
    "explain 破获案件3起",
    "check in/facts.json",
)


def run(folder: Path, command: str) -> tuple[set[str], list[str]]:
    """The files that a command wrote, and what it did with the network."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "hook"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "TMPDIR": str(folder / "tmp"),
        "TEMP": str(folder / "tmp"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "zzx", *command.split()],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    lines = done.stderr.decode().splitlines()
    assert not any("Traceback" in line for line in lines), done.stderr.decode()
    written = {line.removeprefix("written: ") for line in lines if line.startswith("written: ")}
    return written, [line for line in lines if line.startswith("network: ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("in", "out", "hook", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK)
    for number in range(12):  # enough for two processes
        text = "".join(file.read_text(encoding="utf-8") for file in sorted(SEEDS.iterdir()))
        (tmp_path / "in" / f"{number}.txt").write_text(text * 3, encoding="utf-8")
    return tmp_path


def test_the_hook_sees_what_it_should(folder: Path) -> None:
    script = "import socket, pathlib; pathlib.Path('x').touch(); socket.socket().connect_ex(('127.0.0.1', 9))"
    (folder / "zzx").mkdir()
    (folder / "zzx" / "__init__.py").touch()
    (folder / "zzx" / "__main__.py").write_text(script)
    written, network = run(folder, "")
    assert str(folder / "x") in written
    assert len(network) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_talks_to_nobody_and_writes_nothing_but_its_output(folder: Path, command: str) -> None:
    written, network = run(folder, command)
    assert network == []
    allowed = (str(folder / "out"), str(folder / "tmp"), "/dev/", os.devnull)
    assert [path for path in written if not path.startswith(allowed)] == []
    assert list((folder / "tmp").iterdir()) == []
    assert [path.name for path in (folder / "out").iterdir() if path.name.startswith(".")] == []
