"""What the READMEs and docs/ show is made by running it: `python tests/pages.py` rewrites it, test_pages.py compares it.

- A `console` block holds commands for a shell (`$ zzx …`), each followed by what it leaves on the screen: standard output,
  or standard error where there is none. They run one after the other in a folder with copies of seeds/, fixtures/ and
  extractor/, and the command zzx is that of the copy.
- `<!-- add to FILE -->` adds the block below it to a file of that folder, at its end or, with `below: LINE`, below the first
  line that is LINE. `<!-- without WORD in FILE -->` takes a word out, so that a page can show how it was added.
- Between `<!-- columns -->` and `<!-- end -->` stands the table of the columns of a fact.
- Between `<!-- modules: NAME … -->` and `<!-- end -->` stand these modules and what they say of themselves.
- Between `<!-- fixtures: NAME … -->` and `<!-- end -->` stand the texts of these fixtures and what they expect.

`python` blocks are doctests.
"""

import ast
import os
import re
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
BASH = shutil.which("bash")
_LIVE = re.compile(
    r"^```console\n(?P<console>.*?)^```$"
    r"|^<!-- add to (?P<file>\S+?)(?: below: (?P<line>.+?))? -->\n```\w*\n(?P<added>.*?)^```$"
    r"|^<!-- without (?P<word>\S+) in (?P<list>\S+) -->$"
    r"|^(?P<head><!-- (?P<table>columns|modules|fixtures)(?:: (?P<names>[\w\s./]+?))? -->\n).*?(?=^<!-- end -->$)",
    re.M | re.S,
)


def regenerated(page: str, folder: Path) -> str:
    """The text of a page with what its commands print now, and its tables as they are now; it works in this folder."""
    for name in ("seeds", "fixtures", "extractor"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return _LIVE.sub(lambda block: _regenerated(block, folder), page)


def _regenerated(block: re.Match[str], folder: Path) -> str:
    if block["console"] is not None:
        return f"```console\n{run_block(block['console'], folder)}```"
    if block["head"] is not None:
        return f"{block['head']}\n{_generated(block['table'], block['names'])}\n"
    if block["added"] is not None:
        _add(block["added"], folder / block["file"], block["line"])
    else:
        file = folder / block["list"]
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(rf"(?<!\S){block['word']}(?!\S)", "", text), encoding="utf-8")
    return block[0]


def _add(added: str, file: Path, below: str | None) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    position = len(text) if below is None else text.index(f"\n{below}\n") + len(below) + 2
    file.parent.mkdir(exist_ok=True)
    file.write_text(text[:position] + added + text[position:], encoding="utf-8")


# Commands ---------------------------------------------------------------------------------------------------


def run_block(block: str, folder: Path) -> str:
    """The commands of a console block, each with what it leaves on the screen in this folder."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_shown(line.removeprefix('$ '), folder)}" for line in commands)


def _shown(command: str, folder: Path) -> str:
    done = run(command, folder)
    assert done.returncode in (0, 1), f"{command}: {done.stderr}"
    # A table pads its last column; trailing spaces are of no use in a page.
    return "".join(line.rstrip() + "\n" for line in (done.stdout or done.stderr).splitlines())


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of a page in a shell, in this folder, where zzx is the one in extractor/ or this one."""
    assert BASH
    return subprocess.run(
        [BASH, "-c", f'zzx() {{ "$PYTHON" -m zzx "$@"; }}; {command}'],
        cwd=folder,
        env={
            **os.environ,
            "PYTHON": sys.executable,
            "PYTHONPATH": str(folder / "extractor"),
            "PYTHONUTF8": "1",
            "COLUMNS": "110",
            "NO_COLOR": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# Tables -----------------------------------------------------------------------------------------------------


def _generated(what: str, names: str | None) -> str:
    if what == "columns":
        return _columns()
    if what == "modules":
        return "".join(f"- `{name}`: {_purpose(name)}\n" for name in (names or "").split())
    return "\n".join(_fixture(name) for name in (names or "").split())


def _purpose(module: str) -> str:
    """The first paragraph of a module's docstring; a package's is that of its `__init__`."""
    file = ROOT / "extractor" / "zzx" / module
    file = file / "__init__.py" if file.is_dir() else file.with_name(f"{file.name}.py")
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split())


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
        with tempfile.TemporaryDirectory() as name:
            shown = regenerated(path.read_text(encoding="utf-8"), Path(name))
        path.write_text(shown, encoding="utf-8", newline="")
