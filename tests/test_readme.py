"""The READMEs tell the truth: commands, their output, Python, and the files they point at."""

import doctest
import re
from pathlib import Path

import pytest
from readme import READMES, ROOT, regenerated


@pytest.fixture(params=READMES, ids=lambda path: path.name)
def readme(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_commands_print_what_is_shown(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert "```console\n$ zzx extract" in text
    assert regenerated(text) == text, "run make readme"


def test_python_does_what_is_shown(readme: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.M | re.S)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, readme.name, str(readme), 0)
    assert len(examples.examples) >= 4
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples).failed == 0


def test_the_two_commands_are_on_the_first_screen(readme: Path) -> None:
    first_screen = "\n".join(readme.read_text(encoding="utf-8").splitlines()[:30])
    assert re.search(r"^make facts\b", first_screen, re.M)
    assert re.search(r"^make test\b", first_screen, re.M)
    for target in re.findall(r"\bmake (\w+)", readme.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M), target


def test_links_lead_to_files(readme: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", readme.read_text(encoding="utf-8")):
        assert (ROOT / link).exists(), link
