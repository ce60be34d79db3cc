"""What the repository promises about itself: its layout, small modules that say what they are, its version, its figures."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zzx

ROOT = Path(__file__).parent.parent
PACKAGE = Path(zzx.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
READMES = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]


def zzx_says(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zzx", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_top_level_is_what_it_says() -> None:
    wanted = (
        "CHANGELOG.md CONTRIBUTING.md LICENSE Makefile README.md README.zh.md benchmarks docs extractor fixtures "
        "pyproject.toml schemas seeds tests"
    )
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode != 0:
        pytest.skip("not a git checkout")
    top = {path.split("/")[0] for path in tracked.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} <= set(wanted.split())
    assert all((ROOT / name).exists() for name in wanted.split())


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_modules_are_small_and_say_what_they_are(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= 500
    assert ast.get_docstring(ast.parse(source))


def test_the_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(zzx.__version__)}\b", changelog, re.M)


def test_the_readmes_tell_how_many_fixtures_facts_and_known_gaps_there_are() -> None:
    run = zzx_says("check", "fixtures/")
    summary = run.stderr.splitlines()[-1]
    for readme in READMES:
        assert f"\n  {summary}\n" in readme, f"write into both READMEs, under How accurate: {summary}"
    assert run.returncode == 0, "run zzx check fixtures/"


def test_an_audit_finds_what_the_readmes_show() -> None:
    for readme in READMES:
        block = re.search(
            r'^```shell-session\n\$ echo "(.*)" \| zzx audit -\n(.*?)^```$', readme, re.M | re.S
        )
        assert block
        run = zzx_says("audit", "-", given=block[1] + "\n")
        assert (run.returncode, run.stdout) == (1, block[2])
