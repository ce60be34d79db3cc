"""Run the commands that the READMEs show: `python tests/readme.py` rewrites their output, test_readme.py compares it.

A `console` block holds commands (`$ zzx …`), each followed by what it prints on standard output. They run in a folder
that holds a copy of seeds/. `python` blocks are doctests.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)


def regenerated(readme: str) -> str:
    """The text of a README with the output that its commands have now."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        return _BLOCK.sub(lambda block: _run_block(block[0], Path(folder)), readme)


def _run_block(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{_run(command.removeprefix('$ '), folder)}" for command in commands)


def _run(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program == "zzx", f"README shows a command other than zzx: {command}"
    run = subprocess.run(
        [sys.executable, "-m", "zzx", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "110", "PYTHONUTF8": "1", "NO_COLOR": "1"},
        capture_output=True,
        check=True,
    )
    # A table pads its last column; trailing spaces are of no use in a README.
    return "".join(line.rstrip() + "\n" for line in run.stdout.decode().splitlines())


if __name__ == "__main__":
    for path in READMES:
        path.write_text(regenerated(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
