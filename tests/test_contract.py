"""What the repository promises about itself: its layout, small modules that say what they are, its version."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

import zzx

ROOT = Path(__file__).parent.parent
PACKAGE = Path(zzx.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_the_top_level_is_what_it_says() -> None:
    wanted = (
        "CHANGELOG.md CONTRIBUTING.md Containerfile LICENSE Makefile README.md README.zh.md SECURITY.md action.yml "
        "benchmarks docs extractor fixtures pyproject.toml requirements-dev.txt schemas seeds tests"
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


def test_no_pattern_repeats_a_group_possessively() -> None:
    # Before 3.11.5 `re` gets (?:…)*+ wrong where the group fails half way (python/cpython#106052); (?>(?:…)*) is the same.
    repeated = re.compile(r"\)(?:[*+?]|\{+[\d,]+\}+)\+")
    patterns = [*MODULES, *PACKAGE.rglob("*.toml")]
    assert [file.name for file in patterns if repeated.search(file.read_text(encoding="utf-8"))] == []
