"""What others install and call: the wheel, the hooks of pre-commit, the action, the container file."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BASH = shutil.which("bash")


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


# Wheel ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    script = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)
    [file] = folder.iterdir()
    return file


def test_the_wheel_is_small_and_holds_the_package_alone(wheel: Path) -> None:
    assert wheel.stat().st_size < 1_000_000
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"zzx"}
    for data in (
        "py.typed",
        "manual.toml",
        "messages.toml",
        "lexicon/units.toml",
        "lexicon/places.tsv",
        "rules/roles.toml",
        "report/main.js",
    ):
        assert f"zzx/{data}" in names


def test_the_wheel_extracts_without_the_repository(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "empty").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1"}

    def python(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path / "empty",
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    assert python("-c", "import zzx; print(zzx.__file__)").startswith(str(tmp_path / "site"))
    for fixture in ("kind_money", "bound_range", "relative_dates"):
        shutil.copytree(ROOT / "fixtures" / fixture, tmp_path / "fixtures" / fixture)
    assert "- " not in python("-m", "zzx", "check", str(tmp_path / "fixtures"))


# Hooks and action -------------------------------------------------------------------------------------------


def test_hooks_run_commands_that_there_are() -> None:
    hooks = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}
    assert set(hooks) == {"zzx-audit", "zzx-check"}
    for name in ("input.txt", "fixtures/a/facts.jsonl", "cases/a/known_gaps.jsonl"):
        assert re.search(hooks["zzx-check"]["files"], name)
    assert not re.search(hooks["zzx-check"]["files"], "facts.json")
    # Texts of fixtures may be wrong on purpose; the action leaves them out, too.
    assert re.search(hooks["zzx-audit"]["exclude"], "cases/a/input.txt")
    assert not re.search(hooks["zzx-audit"]["exclude"], "input.txt")
    assert ":!*/input.txt" in load("action.yml")["inputs"]["texts"]["default"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose last commit adds a text that does not add up, and a picture, to one that does."""
    folder = tmp_path / "repository"
    folder.mkdir()
    right = "2024年,市法院受理案件11958件,审结10853件,结案率90.76%。"
    (folder / "old.txt").write_text(right.replace("90.76", "99"), encoding="utf-8")
    commit(folder)
    (folder / "a 稿.txt").write_text(right.replace("90.76", "91.76"), encoding="utf-8")
    (folder / "b.md").write_text(right, encoding="utf-8")
    (folder / "c.png").write_bytes(b"\x89PNG")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    for arguments in (
        ["init", "--quiet"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def act(step: str, folder: Path, **given: str) -> tuple[int, str, str]:
    """Exit status, output and job summary of a step of the action."""
    [script] = [one["run"] for one in load("action.yml")["runs"]["steps"] if one.get("name") == step]
    summary = folder.parent / "summary.md"
    environment = {
        **os.environ,
        "RUNNER_TEMP": str(folder.parent),
        "GITHUB_STEP_SUMMARY": str(summary),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUTF8": "1",
        **given,
    }
    assert BASH
    # As GitHub runs it.
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, summary.read_text(encoding="utf-8") if summary.exists() else ""


shell = pytest.mark.skipif(BASH is None or os.name == "nt", reason="a shell with git and xargs")


@shell
def test_the_action_audits_what_has_changed(repository: Path) -> None:
    texts = load("action.yml")["inputs"]["texts"]["default"]
    status, output, summary = act("audit", repository, TEXTS=texts, BASE="HEAD~1")
    assert status == 1
    [line] = output.splitlines()
    assert line.startswith("::error file=a 稿.txt,line=1,title=zzx audit%3A rate::a rate is its part")
    assert "smallest correction" in summary
    assert "old.txt" not in summary


@shell
def test_the_action_audits_everything_where_there_is_no_base(repository: Path) -> None:
    for base in ("all", "0" * 40):
        status, output, _ = act("audit", repository, TEXTS="*.txt", BASE=base)
        assert (status, output.count("::error ")) == (1, 2)


@shell
def test_the_action_has_nothing_to_say_of_texts_that_add_up(repository: Path) -> None:
    assert act("audit", repository, TEXTS="*.md", BASE="HEAD~1")[:2] == (0, "")
    assert act("audit", repository, TEXTS="*.docx", BASE="HEAD~1")[:2] == (0, "No text has changed.\n")


@shell
def test_the_action_checks_fixtures(repository: Path) -> None:
    case = repository / "cases" / "case"
    case.mkdir(parents=True)
    (case / "input.txt").write_text("2024年,全市破获案件31起。", encoding="utf-8")
    status, output, summary = act("check", repository, FIXTURES="cases")
    assert status == 1
    assert output.startswith(
        "::error file=cases/case/input.txt,line=1,title=zzx check%3A case::+ 破获案件31起"
    )
    assert "1 fixture, 1 fact, 0 known gaps, 1 with differences" in summary


# Releases ---------------------------------------------------------------------------------------------------


def test_the_container_runs_as_nobody_in_particular() -> None:
    steps = [
        line.split()[0] for line in (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines() if line
    ]
    assert steps.index("USER") < steps.index("ENTRYPOINT")


def test_workflows_are_read_and_only_a_release_may_write() -> None:
    for file in (ROOT / ".github" / "workflows").glob("*.yml"):
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        writing = {
            name for name, job in workflow["jobs"].items() if "write" in job.get("permissions", {}).values()
        }
        assert writing <= {"publish"}
