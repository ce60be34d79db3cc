"""A folder of shards: everything once, in order, however often the run was cut short."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zzx import pipeline, shards
from zzx.chunks import LostError
from zzx.facts import FACT_COLUMNS, KINDS, json_line
from zzx.pool import Pool
from zzx.read import Document, ReadError
from zzx.shards import MANIFEST, Plan, Shard, extract_shards
from zzx.writers.output import WriteError

COLUMNS = {name: name for name in FACT_COLUMNS}


def texts(count: int, changed: int | None = None) -> list[Document | ReadError]:
    """Documents of 900 characters or so, of which the shards of these tests hold two."""
    found: list[Document | ReadError] = []
    for number in range(count):
        cases = 3000 + number + (1_000_000 if number == changed else 0)
        text = f"10月,全市法院审结案件{cases}起,同比下降13.1%。" * 30
        found.append(Document(f"{number}.txt", text, "utf-8"))
    return found


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "CHARACTERS", 2500)


def run(
    folder: Path, documents: list[Document | ReadError], format: str = "jsonl", jobs: int = 1
) -> list[Shard]:
    with Pool(jobs) as pool:
        plan = Plan(folder, format, KINDS, COLUMNS)
        return [shard for _, shard in extract_shards(documents, plan, pool)]


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def lines(documents: list[Document | ReadError]) -> str:
    """What the shards hold together: JSON Lines of all facts."""
    results = pipeline.extract_documents(documents)
    facts = [fact for one in results if not isinstance(one, ReadError) for fact in one[1].facts]
    return "".join(json_line(vars(fact)) + "\n" for fact in facts)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_shards_hold_every_fact_once_in_order(tmp_path: Path, jobs: int) -> None:
    documents = texts(11)
    documents.insert(4, ReadError("x.pdf", "encrypted"))
    made = run(tmp_path / "out", documents, jobs=jobs)
    assert [shard.file for shard in made] == [f"facts-00000{number}.jsonl" for number in range(1, 7)]
    assert "".join((tmp_path / "out" / shard.file).read_text("utf-8") for shard in made) == lines(documents)
    assert sum(shard.documents for shard in made) == 11
    assert [shard.unreadable for shard in made if shard.unreadable] == [[["x.pdf", "encrypted"]]]
    manifest = (tmp_path / "out" / MANIFEST).read_text("utf-8").splitlines()
    assert [Shard(**json.loads(line)) for line in manifest] == made


def test_parquet_shards_read_as_one_table(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    run(tmp_path / "out", texts(5), "parquet")
    count = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'out' / '*.parquet'}'").fetchall()
    assert count == [(len(lines(texts(5)).splitlines()),)]


def test_what_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(tmp_path / "out", texts(7))
    before = content(tmp_path / "out")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "extract", refuse)
        assert run(tmp_path / "out", texts(7)) == first
    assert content(tmp_path / "out") == before


def test_what_has_changed_is_made_again_and_what_is_left_over_goes(tmp_path: Path) -> None:
    run(tmp_path / "out", texts(7))
    untouched = (tmp_path / "out" / "facts-000001.jsonl").stat().st_mtime_ns
    run(tmp_path / "out", texts(5, changed=3))
    run(tmp_path / "new", texts(5, changed=3))
    assert content(tmp_path / "out") == content(tmp_path / "new")
    assert (tmp_path / "out" / "facts-000001.jsonl").stat().st_mtime_ns == untouched


@pytest.mark.parametrize("damage", ["torn", "gone", "short"])
def test_a_damaged_folder_is_mended(tmp_path: Path, damage: str) -> None:
    out = tmp_path / "out"
    run(out, texts(7))
    whole = content(out)
    manifest, shard = out / MANIFEST, out / "facts-000002.jsonl"
    if damage == "torn":
        manifest.write_bytes(manifest.read_bytes()[:-40])
    elif damage == "gone":
        shard.unlink()
    else:
        shard.write_bytes(shard.read_bytes()[:-40])
    run(out, texts(7))
    assert content(out) == whole


def test_a_folder_of_something_else_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "facts-000001.jsonl").write_text("mine")
    with pytest.raises(WriteError, match="other things than shards"):
        run(tmp_path, texts(1))
    (tmp_path / MANIFEST).write_text("{}\n")
    with pytest.raises(WriteError, match="line 1 is no line of a manifest"):
        run(tmp_path, texts(1))
    assert (tmp_path / "facts-000001.jsonl").read_text() == "mine"


def test_a_document_that_kills_its_process_is_told_from_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killing(Pool):
        """As if a process ended whenever it works on the second document."""

        def map(self, work, items, **_):  # type: ignore[no-untyped-def]
            for item in items:
                killed = any(one.path == "1.txt" for one in item.chunk)
                yield item, LostError() if killed else work(item)

        def apply(self, work, item):  # type: ignore[no-untyped-def]
            return LostError() if item[0].path == "1.txt" else work(item)

    monkeypatch.setattr(sys.modules[__name__], "Pool", Killing)
    made = run(tmp_path / "out", texts(4))
    [(path, cause)] = made[0].unreadable
    assert (path, "killed" in cause, made[0].documents) == ("1.txt", True, 1)
    others = [
        document for document in texts(4) if isinstance(document, Document) and document.path != "1.txt"
    ]
    written = "".join((tmp_path / "out" / shard.file).read_text("utf-8") for shard in made)
    assert written == lines([*others])


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import test_shards, pathlib
test_shards.shards.CHARACTERS = 2500
if __name__ == "__main__":
    test_shards.run(pathlib.Path(sys.argv[2]), test_shards.texts(40), jobs=2)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    out, script = tmp_path / "out", tmp_path / "script.py"
    script.write_text(SCRIPT)
    killed = subprocess.Popen([sys.executable, str(script), str(Path(__file__).parent), str(out)])
    while killed.poll() is None and not (out / "facts-000003.jsonl").exists():
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    recorded = (out / MANIFEST).read_text("utf-8").splitlines()[:-1]
    before = {
        name: (out / name).stat().st_mtime_ns for name in (json.loads(line)["file"] for line in recorded)
    }
    run(out, texts(40))
    run(tmp_path / "new", texts(40))
    assert content(out) == content(tmp_path / "new")  # and nothing else is left in the folder
    assert {name: (out / name).stat().st_mtime_ns for name in before} == before


def test_other_shards_are_left_as_they_are(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    run(out, texts(5), "parquet")
    before = content(out)
    with pytest.raises(
        WriteError, match="holds shards of parquet, not jsonl: name another folder, or --format"
    ):
        run(out, texts(5), "jsonl")
    for kinds, columns in ((("money",), COLUMNS), (KINDS, {"value": "value"})):
        with pytest.raises(WriteError, match="holds shards of other kinds or columns"):
            list(extract_shards(texts(5), Plan(out, "parquet", kinds, columns)))
    assert content(out) == before
    (tmp_path / "facts.parquet").touch()
    with pytest.raises(WriteError, match="a file, and --shards writes a folder"):
        run(tmp_path / "facts.parquet", texts(1), "parquet")


def test_the_command_writes_shards(tmp_path: Path) -> None:
    def zzx(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "zzx", "extract", "in", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("审结案件3122起。", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("")
    done = zzx("-o", "out", "--shards", "--columns", "value,unit")
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == "zzx: in/b.txt: the file is empty"
    assert done.stderr.splitlines()[1].startswith("1 document, 1 fact, 0 rejected numerals")
    assert (tmp_path / "out" / "facts-000001.jsonl").read_text() == '{"value": 3122, "unit": "起"}\n'
    for wrong in (
        ["--shards"],
        ["--shards", "-o", "out", "--format", "csv"],
        ["--shards", "-o", "o", "--table"],
    ):
        assert zzx(*wrong).returncode == 2
