"""What is kept from run to run: the same facts with it and without it, and nobody has to know that it is there."""

import marshal
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzx
from zzx import patterns, store

SEEDS = Path(__file__).parent.parent / "seeds"

TEXT = "上半年，全县破获案件3122起，挽回损失300余万元，刑事立案数同比下降13.1%。"
RUN = "import sys, zzx; print(*zzx.extract(sys.stdin.read()).facts, sep='\\n')"


def facts(folder: Path, seed: int = 1, **variables: str) -> str:
    """The facts of TEXT from a process of its own, whose Python keeps bytecode in a folder."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    }
    environment |= {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", RUN],
        input=TEXT,
        env=environment | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    assert not run.stderr
    return run.stdout


def kept(folder: Path) -> list[Path]:
    return list(folder.rglob("store.*.kept"))


def test_a_later_run_derives_nothing_anew_whatever_the_order_of_its_sets(tmp_path: Path) -> None:
    first = facts(tmp_path)
    (file,) = kept(tmp_path)
    content = file.stat().st_ino, file.read_bytes()
    assert facts(tmp_path, seed=2) == first
    assert (file.stat().st_ino, file.read_bytes()) == content


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda _: b"zzx", lambda content: content[:-1], flipped, lambda content: content * 2],
)
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    first = facts(tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert facts(tmp_path) == first
    assert len(file.read_bytes()) == len(whole)


def test_nothing_is_kept_where_python_keeps_no_bytecode(tmp_path: Path) -> None:
    assert facts(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not kept(tmp_path)


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")
    assert facts(file) == facts(tmp_path / "folder")
    assert file.read_text(encoding="utf-8") == "no folder"


def test_what_another_zzx_kept_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(store, "_new", {("test", "1"): b"i\x02\x00\x00\x00"})
    store._kept.cache_clear()
    try:
        store._keep()
        store._new.clear()
        store._kept.cache_clear()
        assert store.derived("test", "1", int) == 2
        monkeypatch.setattr(store, "_OF", 0)
        store._kept.cache_clear()
        assert store.derived("test", "1", int) == 1
    finally:
        store._kept.cache_clear()


def test_every_pattern_of_the_engine_is_what_re_makes_of_it() -> None:
    for seed in SEEDS.iterdir():
        zzx.extract(seed.read_text(encoding="utf-8"))
    known = [(kind, source) for kind, source in store._new | store._kept() if kind.startswith("pattern ")]
    assert len(known) > 500
    for kind, source in known:
        flags = int(kind.split()[1])
        assert patterns.compiled(source, flags) == re.compile(source, flags)


@given(
    st.from_regex(
        r"(?:\(\?P<a>[万亿]{1,3}\)|\[\^?[一-九x\d]{1,4}\]|\(\?<![百千]\)|\(\?:年\|月日\)|.){1,6}[?*+]?",
        fullmatch=True,
    ),
    st.sampled_from([0, re.DOTALL, re.IGNORECASE, re.VERBOSE | re.MULTILINE]),
)
def test_a_pattern_is_what_re_makes_of_it(source: str, flags: int) -> None:
    """Not by way of the store, where nothing of a test has a place."""
    try:
        expected = re.compile(source, flags)
    except re.error:
        with pytest.raises(re.error):
            patterns._code(source, flags)
        return
    pattern = patterns._assembled(source, marshal.loads(marshal.dumps(patterns._code(source, flags))))
    assert pattern == expected
    assert pattern.groupindex == expected.groupindex
