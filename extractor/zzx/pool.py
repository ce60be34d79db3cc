"""Processes that share out work, and give its results back in order.

What is done does not depend on how many processes there are: one does the same, without a pool.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 4  # items that are done sooner than processes start
_AHEAD = 2  # items for each process that wait for it, or for their turn to be given back


class LostError(Exception):
    """The process that worked on an item ended twice before it was done: killed, or out of memory."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Up to `jobs` processes, started when there is enough to do; leaving `with` by an exception ends them at once."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self._executor: Executor | None = None
        # The processes end when this one closes its end of the pipe, or itself ends, however that may be.
        self._followed, self._lifeline = multiprocessing.Pipe(duplex=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._lifeline.close()
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
        self._lifeline.close()
        self._followed.close()

    def map(
        self, work: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Result | LostError]]:
        """Each item with what `work`, a function of a module, makes of it, in the order of the items.

        No more items are taken than the processes need. A LostError stands for the result of an item whose process
        ended twice, the second time with nothing else to do; what `work` raises is raised.
        """
        items = iter(items)
        few = list(islice(items, FEW + 1))
        items = chain(few, items)
        if self._jobs == 1 or len(few) <= FEW:
            for item in items:
                yield item, work(item)
            return
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        while True:
            for item in islice(items, _AHEAD * self._jobs - len(waiting)):
                waiting.append((item, self._submit(work, item)))
            if not waiting:
                return
            first = self._first(work, waiting)
            yield first

    def _first(
        self, work: Callable[[Item], Result], waiting: deque[tuple[Item, Future[Result]]]
    ) -> tuple[Item, Result | LostError]:
        """The first item that waits, with its result; when a process has ended, what was under way is begun again."""
        item, future = waiting.popleft()
        try:
            return item, future.result()
        except BrokenExecutor:
            result = self.alone(work, item)
        for index, (other, begun) in enumerate(waiting):
            if not begun.done() or isinstance(begun.exception(), BrokenExecutor):
                waiting[index] = other, self._submit(work, other)
        return item, result

    def alone(self, work: Callable[[Item], Result], item: Item) -> Result | LostError:
        """What `work` makes of an item that may end the process which does it, in a new pool with nothing else to do."""
        self._executor = None
        try:
            return self._submit(work, item).result()
        except BrokenExecutor:
            self._executor = None
            return LostError()

    def _submit(self, work: Callable[[Item], Result], item: Item) -> Future[Result]:
        with _uninterrupted():
            if self._executor is not None:
                try:
                    return self._executor.submit(work, item)
                except BrokenExecutor:  # since the last result came; the others are begun again in their turn
                    pass
            self._executor = _processes(self._jobs, self._followed)
            return self._executor.submit(work, item)


def _processes(jobs: int, followed: Connection) -> Executor:
    """A pool of processes; each starts from a fresh interpreter, since threads do not survive a fork."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["zzx.pipeline"])
    return ProcessPoolExecutor(jobs, context, _follow, (followed,))


def _follow(followed: Connection) -> None:
    """End this process when nobody holds the other end of the pipe any more."""

    def wait() -> None:
        followed.poll(None)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that start now never hear of Ctrl-C, which is the parent's to handle; where signals can be masked."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would end the masking when it starts
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
