"""A limit on the time of a piece of work, which ends it wherever it is."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OverrunError(BaseException):
    """The time of a piece of work is over; no exception that the work itself could handle."""


@contextmanager
def budget(seconds: float | None) -> Iterator[None]:
    """Raise OverrunError in this block after so many seconds; None is no limit.

    Where there is an alarm (in the main thread, but not on Windows), it ends even a search that the pattern does not let
    go of; elsewhere the work ends when the function of a library that it is in comes back.
    """
    if seconds is None:
        yield
    elif hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        with _alarm(seconds):
            yield
    else:
        with _watched(seconds):
            yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def end(_: int, __: FrameType | None) -> None:
        raise OverrunError

    before = signal.signal(signal.SIGALRM, end)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    import ctypes  # few need it

    thread = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    over = raised = False

    def end() -> None:
        nonlocal raised
        with lock:
            if not over:
                raised = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(OverrunError))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except OverrunError:
        raised = False
        raise
    finally:
        timer.cancel()
        with lock:
            over = True
        while raised:  # it is on its way to this thread, and must not come later
            time.sleep(0.001)
