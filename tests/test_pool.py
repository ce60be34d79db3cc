"""Work shared out to processes: the same results in the same order, whatever happens to a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zzx.chunks import LostError, chunked
from zzx.decoding import ReadError
from zzx.pipeline import extract_documents
from zzx.pool import FEW, Pool
from zzx.read import Document

MANY = range(FEW * 5)


def square(number: int) -> int:
    return number * number


def end_at_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number


def end_once(mark: str) -> str:
    """End the process unless the mark of an earlier attempt is there."""
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os._exit(1)
    return mark


def is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def exhaust(number: int) -> int:
    if number == 7:
        raise MemoryError
    return number


def refuse(number: int) -> int:
    raise ValueError(number)


class UnpicklableError(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def refuse_strangely(number: int) -> int:
    raise UnpicklableError(number, number)


def whose(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, FEW * 5])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    with Pool(jobs) as pool:
        assert list(pool.map(square, range(count))) == [(each, each * each) for each in range(count)]


def test_a_few_items_are_done_without_another_process() -> None:
    with Pool(2) as pool:
        assert {process for _, process in pool.map(whose, range(FEW))} == {os.getpid()}
        assert os.getpid() not in {process for _, process in pool.map(whose, MANY)}


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with Pool(2) as pool:
        results = pool.map(square, items())
        next(results)
        assert len(taken) < 20


def test_a_killed_process_costs_nothing(tmp_path: Path) -> None:
    marks = ["" if number % 6 else str(tmp_path / str(number)) for number in MANY]
    with Pool(2) as pool:
        assert list(pool.map(end_once, marks)) == [(mark, mark) for mark in marks]


@pytest.mark.parametrize("work", [end_at_seven, exhaust])
def test_what_ends_its_process_is_lost_and_nothing_else(work: Callable[[int], int]) -> None:
    with Pool(2) as pool:
        results = dict(pool.map(work, MANY))
    assert isinstance(results.pop(7), LostError)
    assert results == {number: number for number in MANY if number != 7}


def test_what_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="0"), Pool(2) as pool:
        list(pool.map(refuse, MANY))
    with pytest.raises(TypeError, match="other"), Pool(2) as pool:
        list(pool.map(refuse_strangely, MANY))


def test_chunks_hold_every_document_once_in_order() -> None:
    sizes = [10, 5000, 1, 1, 40_000, 30_000, 200_000, 3]
    documents: list[Document | ReadError] = [
        Document(f"{number}.txt", "字" * size, "utf-8") for number, size in enumerate(sizes)
    ]
    documents.insert(3, ReadError("x", "not there"))
    chunks = list(chunked(documents))
    assert [document for chunk in chunks for document in chunk] == documents
    assert [len(chunk) for chunk in chunks] == [6, 1, 1, 1]


def test_processes_find_what_one_finds() -> None:
    text = "10月,全市法院审结案件3122起,同比下降13.1%。" * 900
    documents: list[Document | ReadError] = [Document(f"{each}.txt", text, "utf-8") for each in range(12)]
    documents.insert(5, ReadError("x.txt", "permission denied"))
    with Pool(2) as pool:
        together = list(extract_documents(documents, pool))
    for one, other in zip(together, extract_documents(documents), strict=True):
        if isinstance(one, ReadError):
            assert str(one) == str(other) == "x.txt: permission denied"
        else:
            assert one == other


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_every_process(tmp_path: Path) -> None:
    table = tmp_path / "long.jsonl"
    line = '{"text": "' + "10月,全市法院审结案件3122起,同比下降13.1%。" * 1500 + '"}\n'
    table.write_text(line * 400, encoding="utf-8")
    command = [sys.executable, "-m", "zzx", "extract", str(table), "--jobs", "2", "--format", "jsonl"]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert run.stdout
    assert run.stdout.readline()  # under way
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (130, "")
    while is_there(run.pid):  # until none of its processes is left
        time.sleep(0.1)
