"""The workers of a Dask cluster, as an executor of `concurrent.futures`; needs distributed (extra `cluster`)."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

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
    whatever waited on the same workers. Who asks for the result of such a one has it tried once more, and gets a LostError
    where workers end over it then, too. Raises ClusterError.
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

        def begin() -> "Future[Result]":
            future: Future[Result] = self._executor.submit(work, *args, **kwargs)
            return future

        return _Trial(begin)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster when all is done, or at once if futures are cancelled."""
        self._executor.shutdown(wait and not cancel_futures)
        self._client.close()


class _Trial(Future[Result]):
    """What is under way on the cluster, to be asked for its result, which tries it again where it was given up, or cancelled."""

    def __init__(self, begin: "Callable[[], Future[Result]]") -> None:
        super().__init__()
        self._begin = begin
        self._first = begin()

    def result(self, timeout: float | None = None) -> Result:
        try:
            return self._first.result(timeout)
        except KilledWorker:
            pass
        try:
            return self._begin().result(timeout)
        except KilledWorker:
            raise LostError from None

    def cancel(self) -> bool:
        return self._first.cancel()


def _version() -> str:
    return zzx.__version__
