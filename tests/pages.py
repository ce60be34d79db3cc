"""What the READMEs and docs/ show is made by running it: `python tests/pages.py` rewrites it, test_pages.py compares it.

- A `console` block holds commands (`$ zzx …`, `$ echo "…" | zzx …`), each followed by what it prints: standard output,
  or, for a command that ends in `> FILE`, what is left for the screen. They run in a folder with copies of seeds/ and
  fixtures/.
- Between `<!-- columns -->` and `<!-- end -->` stands the table of the columns of a fact.
- Between `<!-- fixtures: NAME … -->` and `<!-- end -->` stand the texts of these fixtures and what they expect.

`python` blocks are doctests.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zzx.check import unwrapped
from zzx.facts import Fact, fact_schema, parse_json
from zzx.view import quantity

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md")))
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
_GENERATED = re.compile(
    r"^(<!-- (columns|fixtures)(?:: ([\w\s]+?))? -->\n).*?(?=^<!-- end -->$)", re.M | re.S
)


def regenerated(page: str) -> str:
    """The text of a page with what its commands print now, and its tables as they are now."""
    page = _GENERATED.sub(lambda block: block[1] + "\n" + _generated(block[2], block[3]) + "\n", page)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("seeds", "fixtures"):
            shutil.copytree(ROOT / name, Path(folder, name))
        return _CONSOLE.sub(lambda block: run_block(block[0], Path(folder)), page)


# Commands ---------------------------------------------------------------------------------------------------


def run_block(block: str, folder: Path, **environment: str) -> str:
    """The commands of a console block, each with what it prints in this folder."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_run(line.removeprefix('$ '), folder, environment)}" for line in commands)


def _run(command: str, folder: Path, environment: dict[str, str]) -> str:
    words = shlex.split(command)
    given = ""
    if words[0] == "echo":
        given, words = words[1] + "\n", words[words.index("|") + 1 :]
    redirected = words[-2] == ">"
    assert words[0] == "zzx", f"a page shows a command other than zzx: {command}"
    run = subprocess.run(
        [sys.executable, "-m", "zzx", *(words[1:-2] if redirected else words[1:])],
        cwd=folder,
        env={**os.environ, "COLUMNS": "110", "PYTHONUTF8": "1", "NO_COLOR": "1", **environment},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode in (0, 1), f"{command}: {run.stderr}"
    # A table pads its last column; trailing spaces are of no use in a page.
    shown = run.stderr if redirected else run.stdout
    return "".join(line.rstrip() + "\n" for line in shown.splitlines())


# Tables -----------------------------------------------------------------------------------------------------


def _generated(what: str, names: str | None) -> str:
    if what == "columns":
        return _columns()
    return "\n".join(_fixture(name) for name in (names or "").split())


def _columns() -> str:
    rows = [
        f"| `{name}` | {_type(field)} | {field['description']} |\n"
        for name, field in parse_json(fact_schema())["properties"].items()
    ]
    return "| column | type | meaning |\n| --- | --- | --- |\n" + "".join(rows)


def _type(field: dict[str, Any]) -> str:
    options = field.get("anyOf")
    types = [_type(one) for one in options] if isinstance(options, list) else []
    if types:
        return ", ".join(types)
    if isinstance(values := field.get("enum"), list):
        return " ".join(f"`{value}`" for value in values)
    return str(field.get("format", field["type"]))


_HEAD = "| quantity | kind | subject | action | object | value | when | where |\n" + "| --- " * 8 + "|\n"


def _fixture(name: str) -> str:
    """The text of a fixture, its facts as a table, and what is known to be wrong in them."""
    folder = ROOT / "fixtures" / name
    text = (folder / "input.txt").read_bytes().decode()
    quoted = "".join(f"> {line}\n" if line else ">\n" for line in _hard_breaks(text.strip("\n").split("\n")))
    facts = [Fact.from_record(record) for record in _records(folder / "facts.jsonl")]
    rows = "".join(_row(fact, text) for fact in facts)
    rejected = ", ".join(f"{one['text']} ({one['reason']})" for one in _records(folder / "rejected.jsonl"))
    gaps = "".join(f"- {_gap(gap)}\n" for gap in _records(folder / "known_gaps.jsonl"))
    given = folder / "meta.json"
    parts = (
        f"`{name}`{', told ' + _told(given) if given.exists() else ''}\n\n{quoted}",
        _HEAD + rows if rows else "",
        f"Rejected: {_escaped(rejected)}.\n" if rejected else "",
        _escaped(gaps),
    )
    return "\n".join(part for part in parts if part)


def _gap(gap: dict[str, Any]) -> str:
    right = "is no fact"
    if gap["right"] is not None:
        fields = (f"{name} {'none' if value is None else value}" for name, value in gap["right"].items())
        right = f"should have {', '.join(fields)}"
    return f"Known to be wrong: {gap['text']} {right} ({gap['why']})."


def _hard_breaks(lines: list[str]) -> Iterator[str]:
    """Lines that Markdown leaves as they are, and as text."""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        plain = re.sub(r"([\\`*_<>#|~$\[\]])", r"\\\1", line.strip())
        yield plain + "\\" if plain and after else plain


def _told(meta: Path) -> str:
    return " and ".join(f"the {name} {value}" for name, value in parse_json(meta.read_text("utf-8")).items())


def _records(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    return [parse_json(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _row(fact: Fact, text: str) -> str:
    value = [quantity(fact)]
    if fact.bound == "vague":
        value.append("vague")
    value += [word for word in (fact.basis, fact.modality) if word not in (None, "actual")]
    days = [str(day) for day in (fact.period_start, fact.period_end) if day]
    when = f"{fact.period_text or ''} {' … '.join(dict.fromkeys(days))}".strip()
    cells = (
        unwrapped(text[fact.value_start : fact.value_end]),
        fact.kind,
        fact.subject,
        fact.action,
        fact.object,
        " ".join(value),
        when,
        fact.place,
    )
    return "| " + " | ".join(_escaped(cell or "") for cell in cells) + " |\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("~", "\\~")


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(regenerated(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
