"""The workers of a Dask cluster, as an executor of `concurrent.futures`; needs distributed (extra `cluster`)."""

from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from distributed import Client, KilledWorker

import zzx
from zzx.chunks import LostError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class ClusterError(Exception):
    """Why a cluster cannot be used."""


class Cluster(Executor):
    """The workers of the scheduler at an address, such as tcp://10.0.0.1:8786; `jobs` is how many threads they have.

    The scheduler begins again what a worker that ended was working on, and gives up what several ended over, together with
    whatever waited on the same workers. Those are tried once more, one at a time; a future fails with a LostError where workers
    end over it then, too. Raises ClusterError.
    """

    def __init__(self, address: str) -> None:
        try:
            self._client = Client(address)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{address}: {error}") from None
        self._executor = self._client.get_executor(pure=False)
        self._unfinished: set[Future[Any]] = set()
        # Answers come in the client's loop, where nothing may be submitted.
        self._retries = ThreadPoolExecutor(1)
        self.jobs = sum(self._client.nthreads().values())
        try:
            versions = set(self._client.run(_version).values())
        except ImportError as error:
            raise ClusterError(f"{address}: a worker without zzx: {error}") from None
        if versions != {zzx.__version__}:
            there = " ".join(sorted(versions)) or "no workers"
            raise ClusterError(f"{address}: {there}, where zzx {zzx.__version__} is wanted")

    def submit(
        self, work: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> "Future[Result]":
        """Have something done as soon as a worker is free."""
        future: Future[Result] = Future()
        self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)

        def answer(done: "Future[Any]") -> None:
            if not done.cancelled() and isinstance(done.exception(), KilledWorker):
                self._retries.submit(again)
            else:
                _settle(future, done)

        def again() -> None:
            try:
                second = self._executor.submit(work, *args, **kwargs)
            except RuntimeError:
                future.cancel()  # the cluster was left meanwhile
                return
            futures.wait([second])
            _settle(future, second)

        self._executor.submit(work, *args, **kwargs).add_done_callback(answer)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster when all is done, or at once if futures are cancelled."""
        if wait and not cancel_futures:
            futures.wait(set(self._unfinished))
        self._executor.shutdown(wait and not cancel_futures)
        self._retries.shutdown(wait=False, cancel_futures=True)
        self._client.close()


def _settle(future: "Future[Any]", done: "Future[Any]") -> None:
    """Give a future the outcome of one that is done."""
    if done.cancelled():
        future.cancel()
    elif isinstance(error := done.exception(), KilledWorker):
        future.set_exception(LostError())
    elif error is not None:
        future.set_exception(error)
    else:
        future.set_result(done.result())


def _version() -> str:
    return zzx.__version__
