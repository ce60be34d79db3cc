"""Work shared out to processes, its results given back in order.

What is done does not depend on how many processes there are: one does the same, without a pool.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Self, TypeVar

from zzx.chunks import LostError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 4  # items that are done sooner than processes start
_AHEAD = 4  # items for each process that wait for it, or for their turn to be given back


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """What shares out work to `jobs` processes: those of an executor, else some of its own when there is enough to do.

    Leaving `with` shuts the executor down; leaving it by an exception ends what is under way at once.
    """

    def __init__(self, jobs: int = 1, executor: "Executor | None" = None) -> None:
        self._jobs = jobs
        self._given = executor

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._given is not None:
            self._given.shutdown(cancel_futures=kind is not None)

    def map(
        self, work: Callable[[Item], Result], items: Iterable[Item], few: int = FEW
    ) -> Iterator[tuple[Item, Result | LostError]]:
        """Each item with what `work`, a function of a module, makes of it, in the order of the items.

        No more items are taken than the processes need; if there are only a `few`, this process does the work. A LostError
        stands for the result of an item that two processes ended over; what `work` raises is raised.
        """
        items = iter(items)
        first = list(islice(items, few + 1))
        items = chain(first, items)
        if len(first) <= few or (self._jobs == 1 and self._given is None):
            for item in items:
                yield item, work(item)
            return
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        while True:
            for item in islice(items, _AHEAD * self._jobs - len(waiting)):
                waiting.append((item, self._executor.submit(work, item)))
            if not waiting:
                return
            item, future = waiting.popleft()
            result = _outcome(future)
            yield item, result

    def apply(self, work: Callable[[Item], Result], item: Item) -> Result | LostError:
        """What `work` makes of one item, in another process."""
        return _outcome(self._executor.submit(work, item))

    @property
    def _executor(self) -> "Executor":
        if self._given is None:
            from zzx.processes import Processes

            self._given = Processes(self._jobs)
        return self._given


def _outcome(future: "Future[Result]") -> Result | LostError:
    try:
        return future.result()
    except LostError as lost:
        return lost
