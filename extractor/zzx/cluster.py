"""The workers of a Dask cluster, as an executor of `concurrent.futures`; needs distributed (extra `cluster`)."""

import threading
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Executor, Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, ParamSpec, TypeVar

from distributed import Client, KilledWorker, Worker

import zzx
from zzx.chunks import LostError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class ClusterError(Exception):
    """Why a cluster cannot be used."""


_PATIENCE = 10.0
"""Seconds for which nothing is answered before the workers are asked whether they still work."""

_AT_REST = (
    "memory",
    "error",
    "released",
    "forgotten",
)  # states of a worker's tasks of which nothing more comes


class Cluster(Executor):
    """The workers of the scheduler at an address, such as tcp://10.0.0.1:8786; `jobs` is how many threads they have.

    The scheduler begins again what a worker that ended was working on, and gives up what several ended over, together with
    whatever waited on the same workers. Those are tried once more, one at a time; a future fails with a LostError where workers
    end over it then, too. What the scheduler forgets over a worker that ended, so that all workers rest while a future is
    unanswered (dask/distributed issue 3196), is asked for again. Raises ClusterError.
    """

    def __init__(self, address: str) -> None:
        try:
            self._client = Client(address)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{address}: {error}") from None
        self._executor = self._client.get_executor(pure=False)
        self._unfinished: dict[Future[Any], Callable[[], Future[Any]]] = {}
        # Answers come in the client's loop, where nothing may be submitted.
        self._retries = ThreadPoolExecutor(1)
        self._left = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self.jobs = sum(self._client.nthreads().values())
        try:
            versions = set(self._client.run(_version).values())
        except ImportError as error:
            raise ClusterError(f"{address}: a worker without zzx: {error}") from None
        if versions != {zzx.__version__}:
            there = " ".join(sorted(versions)) or "no workers"
            raise ClusterError(f"{address}: {there}, where zzx {zzx.__version__} is wanted")
        self._watcher.start()

    def submit(
        self, work: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> "Future[Result]":
        """Have something done as soon as a worker is free."""
        future: Future[Result] = Future()
        self._unfinished[future] = partial(self._executor.submit, work, *args, **kwargs)
        future.add_done_callback(self._unfinished.pop)
        self._ask(future)
        return future

    def _ask(self, future: "Future[Any]") -> None:
        self._unfinished[future]().add_done_callback(partial(self._answer, future))

    def _answer(self, future: "Future[Any]", done: "Future[Any]") -> None:
        if not done.cancelled() and isinstance(done.exception(), KilledWorker):
            self._retries.submit(self._retry, future)
        else:
            _settle(future, done)

    def _retry(self, future: "Future[Any]") -> None:
        try:
            second = self._unfinished[future]()
        except (KeyError, RuntimeError):
            future.cancel()  # answered, or the cluster was left, meanwhile
            return
        futures.wait([second, future], return_when=futures.FIRST_COMPLETED)
        if second.done():
            _settle(future, second)

    def _watch(self) -> None:
        """Ask again for what nobody works on."""
        before: tuple[Future[Any], ...] = ()
        rested = False
        while not self._left.wait(_PATIENCE):
            waiting = tuple(self._unfinished)
            rests = waiting != () and waiting == before and self._rests()
            if rests and rested:  # not only while workers begin
                for future in waiting:
                    with suppress(KeyError, RuntimeError):  # answered, or the cluster was left, meanwhile
                        self._ask(future)
            before, rested = waiting, rests and not rested

    def _rests(self) -> bool:
        """Whether every worker says that it has nothing to do."""
        told = self._client.run(_is_at_rest, on_error="ignore")
        return bool(told) and all(told.values())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster when all is done, or at once if futures are cancelled."""
        if wait and not cancel_futures:
            futures.wait(tuple(self._unfinished))
        self._left.set()
        self._watcher.join(_PATIENCE)
        self._executor.shutdown(wait and not cancel_futures)
        self._retries.shutdown(wait=False, cancel_futures=True)
        self._client.close()


def _settle(future: "Future[Any]", done: "Future[Any]") -> None:
    """Give a future the outcome of one that is done, unless another gave it one."""
    with suppress(InvalidStateError):
        if done.cancelled():
            future.cancel()
        elif isinstance(error := done.exception(), KilledWorker):
            future.set_exception(LostError())
        elif error is not None:
            future.set_exception(error)
        else:
            future.set_result(done.result())


def _is_at_rest(dask_worker: Worker) -> bool:
    return all(task.state in _AT_REST for task in dask_worker.state.tasks.values())


def _version() -> str:
    return zzx.__version__
