"""What development installs is locked: a version and hashes for everything that pyproject.toml names."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


def test_the_lock_has_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"]]
    for group in (
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ):
        named += [one for one in group if isinstance(one, str)]
    entries = re.findall(
        r"^([\w.-]+)==(\S+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)",
        (ROOT / "requirements-dev.txt").read_text(encoding="utf-8"),
        re.M,
    )
    locked = {canonicalize_name(name): version for name, version, _ in entries}
    for requirement in map(Requirement, named):
        if requirement.name != "zzx":
            version = locked.get(canonicalize_name(requirement.name), "none")
            assert version != "none", f"{requirement}: run make lock"
            assert requirement.specifier.contains(version), f"{requirement}: run make lock"
