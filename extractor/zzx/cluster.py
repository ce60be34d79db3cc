"""The workers of a Dask cluster, as an executor of `concurrent.futures`; needs distributed (extra `cluster`)."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
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

    The scheduler begins again what a worker that ended was working on; a future fails with a LostError where several ended
    over it. Raises ClusterError.
    """

    def __init__(self, address: str) -> None:
        try:
            self._client = Client(address)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{address}: {error}") from None
        self._executor = self._client.get_executor(pure=False)
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

        def answer(done: "Future[Any]") -> None:
            if done.cancelled():
                future.cancel()
            elif isinstance(error := done.exception(), KilledWorker):
                future.set_exception(LostError())
            elif error is not None:
                future.set_exception(error)
            else:
                future.set_result(done.result())

        self._executor.submit(work, *args, **kwargs).add_done_callback(answer)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster when all is done, or at once if futures are cancelled."""
        self._executor.shutdown(wait and not cancel_futures)
        self._client.close()


def _version() -> str:
    return zzx.__version__
