"""Processes that each do one thing at a time, as an executor of `concurrent.futures`.

Each has a pipe of its own, so that one that is killed, even amid an answer, holds up nobody: what it worked on is begun
again in another, once. (In the standard library's pool a process that ends while it answers can stop all the others.)
"""

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from zzx.chunks import LostError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class _Order(NamedTuple):
    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Processes(Executor):
    """So many processes, which start when there is work and end with the executor, or with this process.

    What they are asked to do is a function of a module, with arguments and a result that can be pickled. A future fails
    with a LostError where a process ended twice over it.
    """

    def __init__(self, jobs: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        # Each process starts from a fresh interpreter: threads do not survive a fork.
        self._context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self._context.set_forkserver_preload(["zzx.pipeline"])
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._running: set[_Process] = set()
        self._cancelled = False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(jobs)]
        with _uninterrupted():
            for thread in self._threads:
                thread.start()

    def submit(
        self, work: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> "Future[Result]":
        """Have something done as soon as a process is free."""
        future: Future[Result] = Future()
        self._orders.put(_Order(future, (work, args, kwargs)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when all is done, or at once if futures are cancelled."""
        if cancel_futures:
            with self._lock:
                self._cancelled = True
                for process in self._running:
                    process.kill()
            with suppress(Empty):
                while True:
                    if order := self._orders.get_nowait():
                        order.future.cancel()
        for _ in self._threads:
            self._orders.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        """Do what is ordered by one process after another, each as long as it lives."""
        process: _Process | None = None
        while order := self._orders.get():
            if not order.future.set_running_or_notify_cancel():
                continue
            for _ in range(2):
                try:
                    process = process or self._start()
                    result, error = process.ask(order.call)
                except (EOFError, OSError):
                    if process:
                        self._end(process)
                    process = None
                    continue
                except Exception as problem:  # noqa: BLE001 - what cannot be pickled is the caller's to know
                    result, error = None, problem
                if error is None:
                    order.future.set_result(result)
                else:
                    order.future.set_exception(error)
                break
            else:
                order.future.set_exception(LostError())
        if process:
            self._end(process)

    def _start(self) -> "_Process":
        process = _Process(self._context)
        with self._lock:
            self._running.add(process)
            if self._cancelled:
                process.kill()
        return process

    def _end(self, process: "_Process") -> None:
        with self._lock:
            self._running.remove(process)
        process.end()


_PATIENCE = 10  # seconds for a process with nothing more to do


class _Process:
    """A process, and the pipe to it."""

    def __init__(self, context: Any) -> None:
        self._connection, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other,), daemon=True)
        self._process.start()
        other.close()

    def ask(self, call: object) -> tuple[Any, Exception | None]:
        """The result of a call, or what it raised; raises EOFError or OSError where the process has ended."""
        self._connection.send(call)
        answer: tuple[Any, Exception | None] = self._connection.recv()
        return answer

    def kill(self) -> None:
        """End the process at once."""
        self._process.terminate()

    def end(self) -> None:
        """Let the process end: there is nothing more to do."""
        self._connection.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _work(connection: Connection) -> None:
    """Answer calls until the other end of the pipe is closed.

    All that there is to say goes through the pipe; what native code prints while it dies of lack of memory does not.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            work, args, kwargs = connection.recv()
            try:
                answer: tuple[Any, Exception | None] = work(*args, **kwargs), None
            except MemoryError:
                return  # as if the system had ended the process
            except Exception as error:  # noqa: BLE001 - raised where the work was asked for
                error.add_note(traceback.format_exc())
                answer = None, error
            connection.send(answer)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Threads that start now, and their processes, never hear of Ctrl-C, which is the main thread's to handle.

    Where signals cannot be masked, on Windows, they do.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would end the masking when it starts
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
