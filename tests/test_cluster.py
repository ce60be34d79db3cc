"""A Dask cluster of two workers on this machine does what one process does."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import pytest

from zzx.chunks import LostError
from zzx.pool import FEW, Pool

distributed = pytest.importorskip("distributed")
from zzx.cluster import Cluster, ClusterError  # noqa: E402

MANY = range(FEW * 5)


@pytest.fixture(scope="module")
def workers() -> Iterator[Any]:
    import dask

    # A worker that ends over the same thing twice is enough to know.
    settings = {"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": "5s"}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def pool(workers: Any) -> Iterator[Pool]:
    cluster = Cluster(workers.scheduler_address)
    with Pool(cluster.jobs, cluster) as pool:
        yield pool


def square(number: int) -> int:
    return number * number


def kill_once(mark: str) -> str:
    """Kill the worker unless the mark of an earlier attempt is there."""
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    return mark


def end_at_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number


def refuse(number: int) -> int:
    raise ValueError(number)


def test_results_come_in_the_order_of_the_items(pool: Pool) -> None:
    assert list(pool.map(square, MANY)) == [(each, each * each) for each in MANY]


def test_a_killed_worker_costs_nothing(pool: Pool, tmp_path: Path) -> None:
    marks = ["" if number % 10 else str(tmp_path / str(number)) for number in MANY]
    assert list(pool.map(kill_once, marks)) == [(mark, mark) for mark in marks]


def test_what_ends_its_workers_is_lost_and_nothing_else(pool: Pool) -> None:
    results = dict(pool.map(end_at_seven, MANY))
    assert isinstance(results.pop(7), LostError)
    assert results == {number: number for number in MANY if number != 7}


def test_what_the_scheduler_forgets_is_asked_for_again(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zzx.cluster._PATIENCE", 0.2)
    cluster = Cluster(workers.scheduler_address)
    submit, forgotten = cluster._executor.submit, [5, 11]

    def forgetful(work: Any, number: int) -> Future[Any]:
        if number in forgotten:
            forgotten.remove(number)
            return Future()
        return cast("Future[Any]", submit(work, number))

    monkeypatch.setattr(cluster._executor, "submit", forgetful)
    with Pool(cluster.jobs, cluster) as pool:
        assert list(pool.map(square, MANY)) == [(each, each * each) for each in MANY]
    assert forgotten == []


def test_what_work_raises_is_raised(pool: Pool) -> None:
    with pytest.raises(ValueError, match="0"):
        list(pool.map(refuse, MANY))


@pytest.mark.usefixtures("workers")
def test_a_cluster_that_cannot_be_used_is_told_in_one_line() -> None:
    with pytest.raises(ClusterError, match=r"^tcp://127\.0\.0\.1:9: .+"):
        Cluster("tcp://127.0.0.1:9")
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty,
        pytest.raises(ClusterError, match="no workers"),
    ):
        Cluster(empty.scheduler_address)


def test_the_command_writes_the_same_bytes(workers: Any, tmp_path: Path) -> None:
    text = "10月,全市法院审结案件3122起,同比下降13.1%。" * 100
    lines = [json.dumps({"text": text[number:]}) for number in range(60)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for arguments in (
        ["--jobs", "1", "-o", "one.csv"],
        ["--cluster", workers.scheduler_address, "-o", "all.csv"],
    ):
        command = [sys.executable, "-m", "zzx", "extract", "in.jsonl", "--quiet", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=300)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "all.csv").read_bytes()
