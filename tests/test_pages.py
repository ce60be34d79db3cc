"""The pages tell the truth: commands, their output, Python, tables, and the files they point at."""

import doctest
import re
from pathlib import Path

import pytest
from pages import PAGES, ROOT, regenerated

from zzx import fixtures

READMES = PAGES[:2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_comes_out_today(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert regenerated(text) == text, "run make readme"


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
    for shown in ("$ zzx extract ", "| zzx audit -\n-:1: ", ">>> import zzx"):
        assert shown in text


def test_the_page_of_facts_shows_every_fixture_but_the_articles() -> None:
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    shown = {name for names in re.findall(r"<!-- fixtures: (.*?) -->", page) for name in names.split()}
    names = {folder.name for folder in fixtures.find(ROOT / "fixtures")}
    assert shown == {name for name in names if not name.startswith("seed_")}
