"""A limit on the time of one document: what takes longer is an error, and the others are done."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from zzx import budget, pipeline
from zzx.budget import OverrunError
from zzx.extraction import Extraction
from zzx.pool import Pool
from zzx.read import Document, ReadError

TEXT = "10月,全市法院审结案件3122起,同比下降13.1%。\n"


def endless() -> None:
    while True:
        time.sleep(0.001)


def explosive() -> None:
    """A search that goes on for longer than anybody waits, inside one call."""
    re.match(r"(a|a)*b", "a" * 60)


def in_a_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.mark.parametrize("run", [lambda work: work(), in_a_thread])
def test_what_takes_too_long_is_ended_and_what_follows_is_not(
    run: Callable[[Callable[[], None]], None],
) -> None:
    ended: list[str] = []

    def work() -> None:
        for _ in range(3):
            try:
                with budget.budget(0.05):
                    endless()
            except OverrunError:
                ended.append("over")
        with budget.budget(3600):
            ended.append("in time")
        with budget.budget(None):
            ended.append("no limit")

    run(work)
    assert ended == ["over", "over", "over", "in time", "no limit"]


@pytest.mark.skipif(not hasattr(budget.signal, "setitimer"), reason="no alarm here")
def test_an_alarm_ends_a_search() -> None:
    with pytest.raises(OverrunError), budget.budget(0.05):
        explosive()


def slow(text: str, **_: object) -> Extraction:
    if text.startswith("slow"):
        endless()
    if text.startswith("large"):
        raise MemoryError
    return Extraction((), (), text)


def test_the_others_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", slow)
    documents = [Document(name, name, "utf-8") for name in ("a", "slow", "b", "large", "c")]
    found = list(pipeline.extract_documents(documents, timeout=0.05))
    assert [str(one) if isinstance(one, ReadError) else one[0].path for one in found] == [
        "a",
        "slow: not done within 0.05 s",
        "b",
        "large: takes more memory than there is",
        "c",
    ]


def test_every_process_has_the_limit() -> None:
    """No document of a megabyte is done in a millisecond, wherever it is worked on."""
    documents = [Document(str(number), TEXT * 20_000, "utf-8") for number in range(6)]
    with Pool(2) as pool:
        found = list(pipeline.extract_documents(documents, pool, 0.001))
    assert [str(one) for one in found] == [f"{number}: not done within 0.001 s" for number in range(6)]


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 20_000, encoding="utf-8")
    for arguments in (["extract"], ["audit"], ["extract", "-o", "out", "--shards"]):
        run = subprocess.run(
            [sys.executable, "-m", "zzx", *arguments, "a.txt", "-q", "--timeout", "0.001"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert run.returncode == 3
        assert run.stderr.decode() == "zzx: a.txt: not done within 0.001 s\n"


def test_a_fault_of_the_program_costs_one_document_and_names_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def faulty(text: str, **_: object) -> Extraction:
        if "甲" in text:
            raise IndexError("tuple index out of range")
        return Extraction((), (), text)

    monkeypatch.setattr(pipeline, "extract", faulty)
    first, second = pipeline.extract_documents(
        [Document("a.txt", "甲", "utf-8"), Document("b.txt", "乙", "utf-8")]
    )
    assert isinstance(first, ReadError)
    assert str(first).startswith(
        "a.txt: zzx failed on it, please report this: IndexError: tuple index out of range (test_budget.py:"
    )
    assert not isinstance(second, ReadError)
