"""The three streams of the process and the signals that end it, whatever started it."""

import errno
import os
import signal
import sys
import threading
from types import FrameType

# How each stream is opened, and how the device that stands for a closed one: nothing can be read from a closed standard
# input nor written to a closed standard output, and what is said on a closed standard error is lost.
_STREAMS = (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))


def prepare() -> None:
    """Have all three streams, and end in order when the process is told to end; look for no plugins of pydantic."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # which takes as long as an article
    for name, mode, access in _STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, access), mode, closefd=False))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows its code point instead of ending the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    """End by way of every `finally`, so that nothing half-written stays; a shell gives this status to a signal."""
    if _is_finalizing(frame):
        # An exception would be lost there: come again when it is over.
        threading.Timer(0.001, _send, [number, threading.get_ident()]).start()
    elif number == signal.SIGINT:
        raise KeyboardInterrupt
    else:
        sys.exit(128 + number)


def _send(number: int, thread: int) -> None:
    """Send a signal to a thread of this process, so that it wakes; Windows knows no signals to threads."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(thread, number)
    else:
        signal.raise_signal(number)


def _is_finalizing(frame: FrameType | None) -> bool:
    """Whether a finalizer runs, in this frame or in one that called it."""
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False


def is_closed_pipe(error: OSError) -> bool:
    """Whether a reader that has seen enough, such as head, closed the pipe; Windows calls that EINVAL."""
    return error.errno in (errno.EPIPE, errno.EINVAL)


def abandon() -> None:
    """Write no more to standard output: what it still holds would fail again at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
