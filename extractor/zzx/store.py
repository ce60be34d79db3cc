"""Store: what is derived from zzx's own files and takes longer than reading a short text, kept from run to run.

It lies in `__pycache__`, beside the bytecode that Python keeps of this module, and is as much of it: where Python writes no
bytecode none is written, another Python or zzx does not read it, and whoever deletes it loses only time. It is trusted as
bytecode is: who can write there can change zzx itself.
"""

import atexit
import importlib.util
import marshal
import os
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from zzx import __version__

Value = TypeVar("Value")

_OF = zlib.crc32(f"{sys.version} {__version__}".encode())
_new: dict[tuple[str, str], bytes] = {}


def derived(kind: str, source: str, derive: Callable[[str], Value]) -> Value:
    """What `derive` makes of a source, or made of it in a run before; `kind` tells apart what is made of equal sources.

    It must be such as `marshal` writes: numbers, strings, and tuples, lists and dicts of them. What `derive` raises is raised.
    """
    key = kind, source
    held = _kept().get(key) or _new.get(key)
    if held is not None:
        return cast("Value", marshal.loads(held))
    value = derive(source)
    if not _new and not sys.dont_write_bytecode:
        atexit.register(_keep)
    _new[key] = marshal.dumps(cast("Any", value))
    return value


def _seal(content: bytes) -> bytes:
    """What a file begins with: a checksum of its content for this Python and zzx."""
    return zlib.crc32(content, _OF).to_bytes(4, "big")


def _path() -> Path:
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".kept")


@cache
def _kept() -> dict[tuple[str, str], bytes]:
    """What is kept by key; nothing where there is no file, or one that another Python or zzx wrote or that is damaged."""
    try:
        written = _path().read_bytes()
    except OSError:
        return {}
    content = written[4:]
    if written[:4] != _seal(content):
        return {}
    return cast("dict[tuple[str, str], bytes]", marshal.loads(content))


def _keep() -> None:
    """Write what was derived in this run with what was kept before; where that cannot be done, nothing is kept."""
    content = marshal.dumps(_kept() | _new)
    path = _path()
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_seal(content) + content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
