"""The pages tell the truth: commands, their output, Python, tables, and the files they point at."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pages import BASH, PAGES, ROOT, regenerated

from zzx import fixtures

READMES = PAGES[:2]


shell = pytest.mark.skipif(BASH is None, reason="the commands of the pages are for a shell")


@shell
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_comes_out_today(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert regenerated(text, tmp_path) == text, "run make readme"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_does_what_is_shown(page: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_the_two_commands_are_on_the_first_screen(readme: Path) -> None:
    first_screen = "\n".join(readme.read_text(encoding="utf-8").splitlines()[:30])
    assert re.search(r"^make facts\b", first_screen, re.M)
    assert re.search(r"^make test\b", first_screen, re.M)
    for target in re.findall(r"\bmake (\w+)", readme.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M), target


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_a_readme_shows_facts_an_audit_and_python(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for shown in ("$ zzx extract ", "zzx audit -\n-:1: ", ">>> import zzx"):
        assert shown in text


def test_the_page_of_facts_shows_every_fixture_but_the_articles() -> None:
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    shown = {name for names in re.findall(r"<!-- fixtures: (.*?) -->", page) for name in names.split()}
    names = {folder.name for folder in fixtures.find(ROOT / "fixtures")}
    assert shown == {name for name in names if not name.startswith("seed_")}


def test_the_page_of_the_architecture_shows_every_module_once() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown = [name for names in re.findall(r"<!-- modules: (.*?) -->", page) for name in names.split()]
    package = ROOT / "extractor" / "zzx"
    modules = {file.relative_to(package).with_suffix("").as_posix() for file in package.rglob("*.py")}
    assert sorted(shown) == sorted(
        {name.removesuffix("/__init__") for name in modules} - {"__init__", "__main__"}
    )


@shell
def test_what_a_contributor_adds_mends_a_fixture_and_keeps_the_rules(tmp_path: Path) -> None:
    page = regenerated((ROOT / "docs" / "extending.md").read_text(encoding="utf-8"), tmp_path)
    walks = [walk for walk in page.split("\n## ")[1:] if "--update" in walk]
    assert len(walks) == 3
    for walk in walks:
        before, after = re.findall(r"^\$ zzx extract .*\n((?:[^$`].*\n)+)", walk, re.M)
        assert before != after
        assert re.search(
            r"^\$ zzx check \S+\n1 fixture, 1 fact, 0 known gaps, 0 with differences$", walk, re.M
        )
    rules = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-k",
            "rejection",
            str(ROOT / "tests" / "test_rules.py"),
        ],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "extractor")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert rules.returncode == 0, rules.stdout
