"""The three streams of the process and the signals that end it, whatever started it."""

import errno
import os
import signal
import sys
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
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    """End by way of every `finally`, so that nothing half-written stays; a shell gives this status to a signal."""
    sys.exit(128 + number)


def is_closed_pipe(error: OSError) -> bool:
    """Whether a reader that has seen enough, such as head, closed the pipe; Windows calls that EINVAL."""
    return error.errno in (errno.EPIPE, errno.EINVAL)


def abandon() -> None:
    """Write no more to standard output: what it still holds would fail again at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
