"""What a run does when the machine fails it: every fault that the platform can do, one line each.

python benchmarks/faults.py [--times 20] [--seed 1] [FAULT...]

After each fault the previous output must be intact or the new one complete, what went wrong be told in one line without
a traceback, everything else be done, and no temporary file or process be left. The exit status is 1 if one is not so.
Signals come at random moments, so many times each, drawn with the seed.
"""

import argparse
import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
FORMATS = ("json", "jsonl", "csv", "xlsx", "parquet", "arrow", "sqlite")
TEXT = "10月,全市法院审结案件3122起,同比下降13.1%。\n"
OLD = b"the output of an earlier run"
HIDDEN = ".zzx-*"
WINDOWS = os.name == "nt"


class SkipError(Exception):
    """Why a fault cannot be done here."""


class Bench:
    """A folder with documents and an old output, the command, and what every fault must leave behind."""

    def __init__(self, folder: Path, times: int, draw: random.Random) -> None:
        self.folder = folder
        self.times = times
        self.draw = draw
        self.inputs = folder / "in"
        self.inputs.mkdir()
        for file in SEEDS.iterdir():
            shutil.copy(file, self.inputs)

    def command(self, *arguments: object) -> list[str]:
        """The command line of zzx with these arguments."""
        return [sys.executable, "-m", "zzx", *map(str, arguments)]

    def run(
        self, *arguments: object, before: Iterable[str] = (), **options: object
    ) -> subprocess.CompletedProcess[bytes]:
        """Run zzx to its end in the folder, with something before the command."""
        given = {"capture_output": True, "cwd": self.folder, "timeout": 600, "stdin": subprocess.DEVNULL}
        return subprocess.run([*before, *self.command(*arguments)], **(given | options))  # type: ignore[call-overload,no-any-return]

    def expected(self, *arguments: object) -> bytes:
        """The facts that an undisturbed run writes, as JSON Lines."""
        run = self.run("extract", *(arguments or ["in"]), "-q", "--format", "jsonl")
        assert run.returncode == 0, run.stderr
        assert run.stdout
        return bytes(run.stdout)

    def assert_clean(self) -> None:
        """Nothing temporary is left beside the outputs."""
        assert not list(self.folder.glob(HIDDEN)), list(self.folder.glob(HIDDEN))

    def enlarge(self, copies: int) -> None:
        """More documents, so that a run takes long enough to be disturbed."""
        for number in range(copies):
            for file in SEEDS.iterdir():
                shutil.copy(file, self.inputs / f"{number}-{file.name}")


def told(run: subprocess.CompletedProcess[bytes], status: int, *parts: str) -> None:
    """The run ended with this status and one line for each of the parts, and nothing else on standard error."""
    lines = run.stderr.decode(errors="replace").splitlines()
    assert run.returncode == status, (run.returncode, lines[-3:])
    assert len(lines) == len(parts), lines
    for line, part in zip(lines, parts, strict=True):
        assert line.startswith("zzx: "), line
        assert part in line, line


# Outputs that cannot be written -----------------------------------------------------------------------------


def limited(size: int) -> Callable[[], None]:
    """What makes files of a process end at a size, as on a disk that is full."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def limited_file_size(bench: Bench) -> str:
    """No file may grow beyond 4 KB, in any format: the old output stays."""
    if WINDOWS:
        raise SkipError("no such limit on Windows")
    bench.enlarge(2)
    for format in FORMATS:
        target = bench.folder / f"facts.{format}"
        if format == "sqlite":
            bench.run("extract", "in/*9*.txt", "-q", "-o", target.name)
        else:
            target.write_bytes(OLD)
        old = target.read_bytes()
        run = bench.run("extract", "in", "-q", "-o", target.name, preexec_fn=limited(4096))
        told(run, 2, ": ")
        assert target.read_bytes() == old, format
        assert not target.with_name(target.name + "-journal").exists(), format
        bench.assert_clean()
    return f"{len(FORMATS)} formats"


def full_disk(bench: Bench) -> str:
    """A file system of 64 KB is full, in any format: the old output stays."""
    disk = bench.folder / "disk"
    disk.mkdir()
    if (
        WINDOWS
        or os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], check=False, capture_output=True
        ).returncode
    ):
        raise SkipError("mounting a small file system takes root")
    try:
        for format in FORMATS:
            target = disk / f"facts.{format}"
            bench.enlarge(2)
            target.write_bytes(OLD if format != "sqlite" else b"")
            old = target.read_bytes()
            (disk / "filler").write_bytes(b"\0" * (56 * 1024))
            run = bench.run("extract", "in", "-q", "-o", target)
            told(run, 2, f"facts.{format}: ")
            assert target.read_bytes() == old, format
            assert not list(disk.glob(HIDDEN)), list(disk.glob(HIDDEN))
            target.unlink()
    finally:
        subprocess.run(["umount", disk], check=True)
    return f"{len(FORMATS)} formats"


def full_standard_output(bench: Bench) -> str:
    """Standard output goes to a device that is full."""
    if not Path("/dev/full").exists():
        raise SkipError("no /dev/full")
    for arguments in (["extract", "in"], ["extract", "in", "--table"], ["explain", TEXT], ["schema"]):
        with Path("/dev/full").open("wb") as full:
            run = bench.run(*arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        told(run, 2, "standard output: No space left on device")
    return "4 commands"


def closed_pipe(bench: Bench) -> str:
    """The reader of a pipe goes away."""
    bench.enlarge(5)
    for arguments in (
        ["extract", "in"],
        ["extract", "in", "--table"],
        ["extract", "in", "--format", "xlsx"],
        ["schema"],
    ):
        with subprocess.Popen(
            bench.command(*arguments, *(["-q"] if "in" in arguments else [])),
            cwd=bench.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout
            assert process.stderr
            process.stdout.read(5)
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0, arguments
    return "4 commands"


def read_only_folder(bench: Bench) -> str:
    """The folder of the output may not be written to."""
    (bench.folder / "closed").mkdir()
    (bench.folder / "closed" / "facts.json").write_bytes(OLD)
    (bench.folder / "closed").chmod(0o555)
    run = bench.run("extract", "in", "-q", "-o", "closed/facts.json", before=bound(bench))
    told(run, 2, "closed/facts.json: permission denied")
    assert (bench.folder / "closed" / "facts.json").read_bytes() == OLD
    return ""


def bound(bench: Bench) -> list[str]:
    """What to put before a command so that permissions bind it, as they do not bind root."""
    if WINDOWS:
        raise SkipError("permissions do not bind on Windows")
    if os.geteuid() != 0:
        return []
    prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    (bench.folder / "test").touch(mode=0)
    if (
        shutil.which(prefix[0]) is None
        or subprocess.run(
            [*prefix, "cat", bench.folder / "test"], capture_output=True, check=False
        ).returncode
        == 0
    ):
        raise SkipError("permissions do not bind root here")
    return prefix


def two_at_once(bench: Bench) -> str:
    """Two runs write to the same file: it is whole whichever ends last."""
    bench.enlarge(3)
    expected = bench.expected()
    command = bench.command("extract", "in", "-q", "-o", "facts.jsonl")
    running = [subprocess.Popen(command, cwd=bench.folder) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert (bench.folder / "facts.jsonl").read_bytes() == expected
    bench.assert_clean()
    return ""


# Signals ----------------------------------------------------------------------------------------------------


def disturbed(bench: Bench, name: str) -> str:
    """A signal at random moments of a run: the output is the old or the new one, and the next run is whole."""
    number = getattr(signal, name, None)
    if WINDOWS or number is None:
        raise SkipError("no such signal")
    bench.enlarge(4)
    target = bench.folder / "facts.jsonl"
    expected = bench.expected()
    started = time.perf_counter()
    bench.run("extract", "in", "-q", "-o", target.name)
    took = time.perf_counter() - started
    early = 0
    for _ in range(bench.times):
        target.write_bytes(OLD)
        process = subprocess.Popen(
            bench.command("extract", "in", "-q", "-o", target.name),
            cwd=bench.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        time.sleep(bench.draw.uniform(0.2, 1.1) * took)
        process.send_signal(number)
        said = process.communicate(timeout=60)[1]
        assert process.returncode in (0, -number, 128 + number), (process.returncode, said)
        assert b"Traceback" not in said or process.returncode == -number, said
        assert target.read_bytes() in ((OLD, expected) if process.returncode else (expected,))
        early += process.returncode != 0
        if name != "SIGKILL":
            bench.assert_clean()
        assert_ended(process.pid)
    told(bench.run("extract", "in", "-q", "-o", target.name), 0)
    assert target.read_bytes() == expected
    bench.assert_clean()
    return f"{bench.times} runs, {early} of them ended by it"


def assert_ended(session: int) -> None:
    """No process of a session is left, nor will be in a moment."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("processes are left")


def sigint(bench: Bench) -> str:
    """Ctrl-C at random moments."""
    return disturbed(bench, "SIGINT")


def sigterm(bench: Bench) -> str:
    """SIGTERM at random moments."""
    return disturbed(bench, "SIGTERM")


def sighup(bench: Bench) -> str:
    """The terminal goes away at random moments."""
    return disturbed(bench, "SIGHUP")


def sigkill(bench: Bench) -> str:
    """SIGKILL at random moments; the next run removes what it left."""
    return disturbed(bench, "SIGKILL")


def killed_database(bench: Bench) -> str:
    """SIGKILL while a database is brought up to date: it is as before or complete, and the next run completes it."""
    if WINDOWS:
        raise SkipError("no such signal")
    import sqlite3

    def rows(name: str = "facts.sqlite") -> list[tuple[object, ...]]:
        with contextlib.closing(sqlite3.connect(bench.folder / name)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return database.execute("SELECT path, id FROM facts ORDER BY path, id").fetchall()

    told(bench.run("extract", "in", "-q", "-o", "facts.sqlite"), 0)
    before = rows()
    bench.enlarge(4)
    told(bench.run("extract", "in", "-q", "-o", "whole.sqlite"), 0)
    whole = rows("whole.sqlite")
    started = time.perf_counter()
    bench.run("extract", "in", "-q")
    took = time.perf_counter() - started
    for _ in range(bench.times):
        process = subprocess.Popen(
            bench.command("extract", "in", "-q", "-o", "facts.sqlite"), cwd=bench.folder
        )
        time.sleep(bench.draw.uniform(0.3, 1.1) * took)
        process.kill()
        if process.wait() == 0:
            break
        assert rows() in (before, whole)
    told(bench.run("extract", "in", "-q", "-o", "facts.sqlite"), 0)
    assert rows() == whole
    assert len(whole) == 5 * len(before)
    return f"{bench.times} runs"


def resumed_shards(bench: Bench) -> str:
    """SIGKILL at random moments of a run over shards, again and again: the last run has what an undisturbed one has."""
    if WINDOWS:
        raise SkipError("no such signal")
    bench.enlarge(60)
    command = ["extract", "in", "-q", "--shards", "--format", "jsonl", "--jobs", "2", "-o"]
    started = time.perf_counter()
    told(bench.run(*command, "whole"), 0)
    took = time.perf_counter() - started
    for _ in range(bench.times):
        process = subprocess.Popen(bench.command(*command, "part"), cwd=bench.folder, start_new_session=True)
        time.sleep(bench.draw.uniform(0.2, 1.0) * took)
        process.kill()
        process.wait()
        assert_ended(process.pid)
    told(bench.run(*command, "part"), 0)
    whole, part = (
        {file.name: file.read_bytes() for file in (bench.folder / name).iterdir()}
        for name in ("whole", "part")
    )
    assert part == whole, (sorted(part), sorted(whole))
    return f"{bench.times} kills, {len(whole) - 1} shards"


# Processes --------------------------------------------------------------------------------------------------


def workers(parent: int) -> list[int]:
    """The processes that work for a process, and theirs."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal():
                status = (folder / "stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(status[1]), []).append(int(folder.name))
    found = [parent]
    for process in found:
        found += parents.get(process, [])
    return found[1:]


def killed_worker(bench: Bench) -> str:
    """One of the processes that share the work is killed: the output is the same."""
    if not Path("/proc/self/stat").exists():
        raise SkipError("no /proc to find the processes in")
    bench.enlarge(60)
    expected = bench.expected()
    killed = 0
    for _ in range(bench.times):
        command = bench.command(
            "extract", "in", "-q", "--jobs", "2", "--format", "jsonl", "-o", "facts.jsonl"
        )
        process = subprocess.Popen(command, cwd=bench.folder, stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(bench.draw.uniform(0.3, 3))
        if found := workers(process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(bench.draw.choice(found), signal.SIGKILL)
                killed += 1
        said = process.communicate(timeout=300)[1]
        assert (process.returncode, said) == (0, b""), said
        assert (bench.folder / "facts.jsonl").read_bytes() == expected
        bench.assert_clean()
        assert_ended(process.pid)
    assert killed
    return f"{killed} killed in {bench.times} runs"


def starved_worker(bench: Bench) -> str:
    """A document takes more memory than a process may have: one line for it, the rest is done."""
    if WINDOWS:
        raise SkipError("no limit of memory on Windows")
    bench.enlarge(60)
    expected = bench.expected()
    (bench.inputs / "huge.txt").write_text(TEXT * 120_000, encoding="utf-8")

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (400 * 2**20, 400 * 2**20))

    run = bench.run("extract", "in", "-q", "--jobs", "2", "--format", "jsonl", preexec_fn=limit)
    told(run, 3, "huge.txt: ")
    assert run.stdout == expected
    return ""


def overrun(bench: Bench) -> str:
    """A document takes longer than it may: one line for it, the rest is done."""
    bench.enlarge(60)
    expected = bench.expected()
    (bench.inputs / "huge.txt").write_text(TEXT * 300_000, encoding="utf-8")
    for jobs in (1, 2):
        run = bench.run("extract", "in", "-q", "--jobs", jobs, "--timeout", "5", "--format", "jsonl")
        told(run, 3, "huge.txt: not done within 5 s")
        assert run.stdout == expected
    return "with one process and with two"


# Inputs that go wrong ---------------------------------------------------------------------------------------


def closed_input(bench: Bench) -> str:
    """A file and a folder without permission: one line each, the rest is done."""
    before = bound(bench)
    expected = bench.expected()
    (bench.inputs / "closed").mkdir(mode=0)
    (bench.inputs / "closed.txt").touch(mode=0)
    run = bench.run("extract", "in", "-q", "--format", "jsonl", before=before)
    told(run, 3, "in/closed: permission denied", "in/closed.txt: permission denied")
    assert run.stdout == expected
    return ""


def endless_inputs(bench: Bench) -> str:
    """Named pipes, devices, sockets, links to themselves, to nothing and to a folder above."""
    if WINDOWS:
        raise SkipError("no such files on Windows")
    expected = bench.expected()
    os.mkfifo(bench.inputs / "z1.txt")
    (bench.inputs / "z2.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening, contextlib.chdir(bench.inputs):
        listening.bind("z3.txt")
    (bench.inputs / "z4.txt").symlink_to("z4.txt")
    (bench.inputs / "z5.txt").symlink_to("nothing")
    (bench.inputs / "z6").symlink_to("..")
    run = bench.run("extract", "in", "-q", "--format", "jsonl")
    told(run, 3, "z1.txt: ", "z2.txt: ", "z3.txt: ", "z4.txt: ", "z5.txt: ")
    assert run.stdout == expected
    told(bench.run("extract", "in/z1.txt", "-q"), 3, "z1.txt: a pipe")
    return "6 of them"


def odd_names(bench: Bench) -> str:
    """Names with line ends, quotes, emoji, escape sequences and undecodable bytes, in every format of output."""
    if sys.platform != "linux":
        raise SkipError("such names are not allowed everywhere")
    shutil.rmtree(bench.inputs)
    bench.inputs.mkdir()
    names = [
        b"a\nb.txt",
        b"'\"`$(x);.txt",
        "👮‍♀️.txt".encode(),
        b"\x1b[2J.txt",
        b"\xff\xfe.txt",
        b"=1+1.txt",
        b"-o.txt",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(bench.inputs) + b"/" + name)).write_text(TEXT, encoding="utf-8")
        Path(os.fsdecode(os.fsencode(bench.inputs) + b"/empty" + name)).touch()
    for format in FORMATS:
        run = bench.run("extract", "in", "-q", "-o", f"facts.{format}")
        told(run, 3, *["the file is empty"] * len(names))
        assert b"\x1b" not in run.stderr
        bench.assert_clean()
    told(
        bench.run("report", "facts.json", "in", "-q", "-o", "report.html"),
        3,
        *["the file is empty"] * len(names),
    )
    return f"{len(names)} names, {len(FORMATS)} formats"


def vanishing_inputs(bench: Bench) -> str:
    """Files disappear while a folder is read: one line for each that could not be read, the rest is done."""
    for number in range(2000):
        (bench.inputs / f"{number:04}.txt").write_text(TEXT, encoding="utf-8")
    process = subprocess.Popen(
        bench.command("extract", "in", "--format", "jsonl"),
        cwd=bench.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # communicate passes by what a buffer holds
    )
    assert process.stdout
    first = process.stdout.readline()
    for number in range(1999, 1000, -1):
        (bench.inputs / f"{number:04}.txt").unlink()
    out, said = process.communicate()
    lines = said.decode().splitlines()
    gone = [line for line in lines if line.endswith("no such file or folder")]
    assert process.returncode == (3 if gone else 0), (process.returncode, len(gone))
    assert len(gone) == len(lines) - 1, lines[:3]
    read = {line.split(b'"path": "')[1].split(b'"')[0] for line in (first + out).splitlines()}
    assert len(read) + len(gone) == 2000 + len(list(SEEDS.iterdir())), (len(read), len(gone))
    return f"{len(gone)} of 2,000 gone"


def growing_input(bench: Bench) -> str:
    """A file grows while it is read: what is read of it is read as it is."""
    target = bench.inputs / "log.txt"
    target.write_text(TEXT * 1000, encoding="utf-8")
    process = subprocess.Popen(
        bench.command("extract", "in/log.txt", "-q"), cwd=bench.folder, stdout=subprocess.DEVNULL
    )
    with target.open("a", encoding="utf-8") as log:
        while process.poll() is None and log.tell() < 50_000_000:
            log.write(TEXT)
    assert process.wait() == 0
    return ""


def many_files(bench: Bench) -> str:
    """100,000 files, some of them empty."""
    shutil.rmtree(bench.inputs)
    for number in range(100_000):
        file = bench.inputs / str(number % 100) / f"{number}.txt"
        if number < 100:
            file.parent.mkdir(parents=True)
        file.write_text(TEXT if number % 1000 else "", encoding="utf-8")
    run = bench.run("extract", "in", "-o", "facts.jsonl", timeout=3600)
    lines = run.stderr.decode().splitlines()
    assert run.returncode == 3
    assert len(lines) == 101, lines[:3]
    assert lines[-1].startswith("99900 documents, 199800 facts, "), lines[-1]
    return "99,900 read, 100 empty"


def bombs(bench: Bench) -> str:
    """A Word document that expands to 10 GB, one of entities, nested tables, a page of a million elements, in 1.5 GB."""
    if WINDOWS:
        raise SkipError("no limit of memory on Windows")

    def word(name: str, document: bytes, repeated: int = 1) -> None:
        with zipfile.ZipFile(bench.inputs / name, "w", zipfile.ZIP_DEFLATED) as archive:
            relation = 'Type="x/officeDocument" Target="d.xml"'
            archive.writestr("_rels/.rels", f"<Relationships><Relationship {relation}/></Relationships>")
            with archive.open("d.xml", "w", force_zip64=True) as part:
                for _ in range(repeated):
                    part.write(document)

    word("bomb.docx", b" " * 10_000_000, 1000)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    word("entities.docx", f'<!DOCTYPE d [<!ENTITY l0 "3">{laughs}]><d><p><r><t>&l9;</t></r></p></d>'.encode())
    word("many.docx", b"<d>" + b"<p/>" * 2_000_000 + b"</d>")
    word("nested.docx", b"<d>" + b"<tbl><tr><tc>" * 100_000 + b"</tc></tr></tbl>" * 100_000 + b"</d>")
    (bench.inputs / "nested.html").write_text("<div>" * 300_000 + TEXT, encoding="utf-8")
    (bench.inputs / "tables.html").write_text("<table><tr><td>" * 3_000 + TEXT, encoding="utf-8")
    (bench.inputs / "nested.jsonl").write_text("[" * 1_000_000 + "\n", encoding="utf-8")

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (3 * 2**29, 3 * 2**29))

    run = bench.run("extract", "in", "-q", "--format", "jsonl", preexec_fn=limit)
    lines = run.stderr.decode().splitlines()
    assert run.returncode == 3, lines[-3:]
    said = {line.split("/")[-1].split(":")[0].split("#")[0]: line for line in lines}
    assert {
        "bomb.docx",
        "entities.docx",
        "many.docx",
        "nested.docx",
        "nested.html",
        "nested.jsonl",
    } <= said.keys(), lines
    assert not any("Traceback" in line for line in lines)
    assert all(file.name.encode() in run.stdout for file in SEEDS.iterdir())
    return "7 files"


# Environments -----------------------------------------------------------------------------------------------


def environments(bench: Bench) -> str:
    """No HOME, no TTY, other hash seeds, C, POSIX, GBK and Turkish locales: the same bytes."""
    (bench.inputs / "株洲.txt").write_text(TEXT, encoding="utf-8")
    expected = bench.expected()
    bare = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    given: list[dict[str, str]] = [
        {},
        {"HOME": "/nonexistent"},
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4242"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "zh_CN.GBK", "LANG": "zh_CN.GBK"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {"TERM": "dumb", "COLUMNS": "1"},
        {"TZ": "Pacific/Kiritimati"},
        {"TMPDIR": "/nonexistent"},
    ]
    for variables in given:
        run = bench.run(
            "extract", "in", "-q", "--format", "jsonl", env=bare | variables, start_new_session=not WINDOWS
        )
        told(run, 0)
        assert run.stdout == expected, variables
        run = bench.run("extract", "in", "-q", "--table", env=bare | variables)
        told(run, 0)
    return f"{len(given)} of them"


def clocks(bench: Bench) -> str:
    """The clock says 1970 or 2100, files were written in the future: the same bytes."""
    expected = bench.expected()
    (bench.folder / "clock").mkdir()
    for seconds in (0, 4102444800):
        (bench.folder / "clock" / "sitecustomize.py").write_text(
            f"import time\nnow = time.gmtime({seconds})\ntime.time = lambda: {seconds}.0\n"
            "time.localtime = time.gmtime = lambda *_: now\n"
        )
        for file in bench.inputs.iterdir():
            os.utime(file, (seconds, seconds))
        run = bench.run(
            "extract",
            "in",
            "-q",
            "--format",
            "jsonl",
            env={**os.environ, "PYTHONPATH": str(bench.folder / "clock")},
        )
        told(run, 0)
        assert run.stdout == expected
    return "2 of them"


def closed_streams(bench: Bench) -> str:
    """Standard input, output or error are closed."""
    if WINDOWS:
        raise SkipError("a shell")
    for closed, line, status in (
        ("<&-", "extract - -q", 3),
        (">&-", "extract in -q", 2),
        (">&- <&-", "extract in -o facts.json -q", 0),
        ("2>&-", "extract in missing.txt -o facts.json", 3),
    ):
        shell = f"'{sys.executable}' -m zzx {line} {closed}"
        run = subprocess.run(["bash", "-c", shell], cwd=bench.folder, capture_output=True, check=False)
        assert run.returncode == status, (closed, run)
        assert run.stdout == b""
        assert run.stderr.count(b"\n") == (status > 0 and closed != "2>&-"), run.stderr
    return "4 of them"


def no_network(bench: Bench) -> str:
    """No network at all, where a process can be cut off from it."""
    cut = ["unshare", "--net", "--map-root-user"]
    if (
        WINDOWS
        or shutil.which("unshare") is None
        or subprocess.run([*cut, "true"], check=False, capture_output=True).returncode
    ):
        raise SkipError("unshare cannot cut a process off here")
    expected = bench.expected()
    run = subprocess.run(
        [*cut, *bench.command("extract", "in", "-q", "--format", "jsonl")],
        cwd=bench.folder,
        capture_output=True,
        check=False,
    )
    told(run, 0)
    assert run.stdout == expected
    return ""


FAULTS: tuple[Callable[[Bench], str], ...] = (
    *(limited_file_size, full_disk, full_standard_output, closed_pipe, read_only_folder, two_at_once),
    *(sigint, sigterm, sighup, sigkill, killed_database, resumed_shards),
    *(killed_worker, starved_worker, overrun),
    *(closed_input, endless_inputs, odd_names, vanishing_inputs, growing_input, bombs, many_files),
    *(environments, clocks, closed_streams, no_network),
)


@contextlib.contextmanager
def benches(times: int, seed: int) -> Iterator[Bench]:
    """A new bench, taken apart afterwards whatever its permissions are."""
    with tempfile.TemporaryDirectory() as folder:
        yield Bench(Path(folder), times, random.Random(seed))


def main() -> int:
    """Print a line for each fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", metavar="FAULT", nargs="*", help="only these faults")
    parser.add_argument("--times", type=int, default=20, help="how many signals of each kind")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which they come")
    arguments = parser.parse_args()
    counts = {"held": 0, "broken": 0, "not possible here": 0}
    for fault in FAULTS:
        if arguments.names and fault.__name__ not in arguments.names:
            continue
        try:
            with benches(arguments.times, arguments.seed) as bench:
                outcome, said = "held", fault(bench)
        except SkipError as reason:
            outcome, said = "not possible here", str(reason)
        except (AssertionError, subprocess.TimeoutExpired) as error:
            outcome, said = "broken", ascii(error)[:2000]
        counts[outcome] += 1
        print(f"{outcome}: {fault.__name__}{': ' + said if said else ''}", flush=True)
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))
    return 1 if counts["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
