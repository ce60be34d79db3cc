"""The command as a process: exit statuses, streams, pipes, and one line for whatever goes wrong."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zzx.facts import FACT_COLUMNS, Fact, fact_schema, parse_json

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
TEXT = "10月,全市法院审结案件3122起,同比下降13.1%。这是第十三次党代会。\n"
UTF_8 = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "120", "NO_COLOR": "1"}


def zzx(
    *arguments: str,
    cwd: Path | None = None,
    given: bytes | None = None,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "zzx", *arguments],
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        cwd=cwd,
        env=environment or UTF_8,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "in" / "b.md").write_bytes(("# 标题\n\n" + TEXT).encode("gb18030"))
    return tmp_path


def last_line(run: subprocess.CompletedProcess[bytes]) -> str:
    return run.stderr.decode().splitlines()[-1]


def failure(run: subprocess.CompletedProcess[bytes]) -> tuple[int, str]:
    """Exit status and the one line that says what is wrong; no traceback, nothing on standard output."""
    assert run.stdout == b""
    [line] = run.stderr.decode().splitlines()
    return run.returncode, line.removeprefix("zzx: ")


def test_extract_writes_json_when_piped(folder: Path) -> None:
    run = zzx("extract", "in", cwd=folder)
    assert run.returncode == 0
    facts = [Fact.from_record(record) for record in parse_json(run.stdout.decode())]
    assert [(fact.path, fact.line, fact.quote) for fact in facts][:2] == [
        ("a.txt", 1, "审结案件3122起"),
        ("a.txt", 1, "13.1%"),
    ]
    assert {fact.path for fact in facts} == {"a.txt", "b.md"}
    assert last_line(run).startswith(f"2 documents, {len(facts)} facts, ")
    assert "ordinal 2" in last_line(run)
    assert last_line(run).endswith(" s")


def test_extract_writes_files_in_every_format(folder: Path) -> None:
    facts = parse_json(zzx("extract", "in", cwd=folder).stdout.decode())
    for name in ("facts.json", "facts.jsonl", "facts.csv"):
        run = zzx("extract", "in", "-o", name, "--rejected", f"rejected-{name}", "--quiet", cwd=folder)
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert parse_json((folder / "facts.json").read_text(encoding="utf-8")) == facts
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").split("\n")
    assert list(map(parse_json, lines[:-1])) == facts
    table = list(
        csv.DictReader(io.StringIO((folder / "facts.csv").read_text(encoding="utf-8-sig"), newline=""))
    )
    assert [row["quote"] for row in table] == [fact["quote"] for fact in facts]
    rejected = parse_json((folder / "rejected-facts.json").read_text(encoding="utf-8"))
    assert ("第十三次", "ordinal") in {(numeral["text"], numeral["reason"]) for numeral in rejected}
    assert zzx("check", "facts.json", cwd=folder).returncode == 0


def test_the_same_input_gives_the_same_bytes() -> None:
    runs = [
        zzx("extract", str(SEEDS), environment={**UTF_8, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


def test_standard_input_and_output() -> None:
    run = zzx("extract", "-", "-o", "-", "--format", "jsonl", given=TEXT.encode())
    record = parse_json(run.stdout.decode().split("\n")[0])
    assert (record["path"], record["quote"]) == ("-", "审结案件3122起")
    run = zzx("extract", "-", "--format", "csv", given=TEXT.encode("gb18030"))
    assert run.stdout.decode().splitlines()[0] == ",".join(FACT_COLUMNS)


def test_choices(folder: Path) -> None:
    arguments = (
        "--kind",
        "change,money",
        "--columns",
        "value,unit,direction",
        "--header",
        "zh",
        "--format",
        "jsonl",
    )
    run = zzx("extract", "in/a.txt", *arguments, cwd=folder)
    assert run.stdout.decode() == '{"数值": -13.1, "单位": "%", "升降": "down"}\n'


def test_date_place_and_manifest(folder: Path) -> None:
    columns = ("--columns", "period_start,period_end,place", "--format", "csv", "-q")
    run = zzx("extract", "in/a.txt", "--date", "2024-10-28", "--place", "株洲市", *columns, cwd=folder)
    assert run.stdout.decode().splitlines()[1] == "2024-10-01,2024-10-31,株洲市"
    (folder / "meta.csv").write_text("path,date,place\na.txt,2021-11-02,长沙市\n", encoding="utf-8")
    run = zzx("extract", "in", "--meta", "meta.csv", "--place", "株洲市", *columns, cwd=folder)
    places = [line.split(",")[-1] for line in run.stdout.decode().splitlines()[1:]]
    assert run.stdout.decode().splitlines()[1] == "2021-10-01,2021-10-31,长沙市"
    assert places == ["长沙市", "长沙市", "株洲市", "株洲市"]
    assert run.stderr == b""
    run = zzx("extract", "in/a.txt", "--meta", "meta.csv", *columns, cwd=folder)
    assert run.returncode == 0
    assert last_line(run).startswith(
        "zzx: meta.csv: rows without a document among the inputs: 1, the first for a.txt; "
    )


def test_a_row_of_the_manifest_without_a_document_is_told_by_every_command(folder: Path) -> None:
    (folder / "meta.csv").write_text("path,date,place\nin/a.txt,2021-11-02,\n", encoding="utf-8")
    for command in (["extract"], ["table"], ["audit"], ["report", "-o", "page.html"]):
        run = zzx(command[0], "in", "--meta", "meta.csv", *command[1:], cwd=folder)
        assert b"rows without a document among the inputs: 1, the first for in/a.txt" in run.stderr, command


def test_columns_of_the_manifest_go_along_with_plain_text(folder: Path) -> None:
    (folder / "meta.csv").write_text("path,date,place,desk\na.txt,2021-11-02,,local\n", encoding="utf-8")
    arguments = ("--meta", "meta.csv", "--keep", "desk", "--columns", "value", "--format", "csv", "-q")
    run = zzx("extract", "in/a.txt", "in", *arguments, cwd=folder)
    assert run.returncode == 0
    assert {line.split(",")[-1] for line in run.stdout.decode().splitlines()[1:]} == {"local", ""}


def test_table(folder: Path) -> None:
    run = zzx("extract", "in", "-o", "facts.json", "--table", cwd=folder)
    shown = run.stdout.decode()
    assert "3,122 起" in shown
    assert "-13.1 % ↓" in shown
    assert "\x1b" not in shown
    assert len(parse_json((folder / "facts.json").read_text(encoding="utf-8"))) == 4
    assert "数值" in zzx("extract", "in", "--table", "--header", "zh", cwd=folder).stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="head and a shell")
def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    (folder / "in" / "long.txt").write_text(TEXT * 2000, encoding="utf-8")
    for command in ("extract in/long.txt", "text in/long.txt", "schema"):
        line = f"'{sys.executable}' -m zzx {command} | head -c 10; exit ${{PIPESTATUS[0]}}"
        run = subprocess.run(["bash", "-c", line], cwd=folder, env=UTF_8, capture_output=True, timeout=120)
        assert len(run.stdout) == 10
        assert b"rror" not in run.stderr
        assert run.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize(
    "command", ["extract in", "extract in --table", "extract in --format xlsx", "text in/a.txt", "--help"]
)
def test_a_full_disk_is_one_line(folder: Path, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "zzx", *command.split()],
            cwd=folder,
            env=UTF_8,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert run.stderr.decode() == "zzx: standard output: No space left on device\n"
    assert run.returncode == 2


FINALIZED = """
import signal, sys, time
from zzx import streams

class Thing:
    def __del__(self):
        signal.raise_signal(int(sys.argv[1]))

interrupted = int(sys.argv[1]) == signal.SIGINT
# Whatever started the tests may ignore it, as nohup does.
signal.signal(int(sys.argv[1]), signal.default_int_handler if interrupted else signal.SIG_DFL)
streams.prepare()
try:
    Thing()
    time.sleep(60)
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not wake a process by these signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_during_a_finalizer_still_ends_the_run(name: str) -> None:
    number = getattr(signal, name)
    run = subprocess.run(
        [sys.executable, "-c", FINALIZED, str(int(number))], capture_output=True, timeout=50, check=False
    )
    assert (run.returncode, run.stderr) == (128 + number, b"")


@pytest.mark.skipif(os.name == "nt", reason="a shell")
@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("extract - <&-", 3, "zzx: standard input: Bad file descriptor\n"),
        ("extract in -q >&-", 2, "zzx: standard output: Bad file descriptor\n"),
        ("extract in -o facts.json -q >&- <&-", 0, ""),
        ("extract in missing.txt -o facts.json 2>&-", 3, ""),
    ],
)
def test_streams_may_be_closed(folder: Path, line: str, status: int, said: str) -> None:
    run = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m zzx {line}"],
        cwd=folder,
        env=UTF_8,
        capture_output=True,
        timeout=120,
    )
    assert (run.returncode, run.stderr.decode(), run.stdout) == (status, said, b"")
    if "-o" in line:
        assert len(parse_json((folder / "facts.json").read_text(encoding="utf-8"))) == 4


def test_no_name_commands_the_terminal(folder: Path) -> None:
    run = zzx("extract", "in/\x1b[2J\n\x9b\u202e.txt", cwd=folder)
    assert failure(run) == (3, "in/\\u001b[2J\\n\\u009b\\u202e.txt: no file matches")


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["extract", "missing.txt"], 3, "missing.txt: no such file or folder"),
        (["extract", "empty.txt"], 3, "empty.txt: the file is empty"),
        (["extract", "empty"], 3, "empty: no readable file in this folder (.txt .md .html .htm .docx .pdf .csv .jsonl .parquet)"),
        (["extract", "binary.txt"], 3, "binary.txt: not a text file: a NUL byte at byte 2"),
        (["extract", "*.none"], 3, "*.none: no file matches"),
        (["extract", "in", "-o", "no/such/facts.json"], 2, "no/such/facts.json: no such folder"),
        (["extract", "in", "-o", "empty"], 2, "empty: no known format by its suffix; there are json jsonl csv xlsx parquet arrow sqlite"),
        (["extract", "in", "-o", "a.csv", "--rejected", "a.csv"], 2, "a.csv: an input, or an output already: name another file"),
        (["extract", "in/a.txt", "-o", "in/a.txt", "--format", "csv"], 2, "in/a.txt: an input, or an output already: name another file"),
        (["extract", "in", "-o", "empty", "--format", "csv"], 2, "empty: a folder, not a file"),
        (["extract", "in", "-o", "facts.xml"], 2, "facts.xml: no known format by its suffix; there are json jsonl csv xlsx parquet arrow sqlite"),
        (["extract", "in", "--format", "xml"], 2, "xml: unknown format; there are json jsonl csv xlsx parquet arrow sqlite"),
        (["extract", "in", "--rejected", "x.xml"], 2, "x.xml: no known format by its suffix; there are json jsonl csv xlsx parquet arrow sqlite"),
        (["extract", "in", "--kind", "money,number"], 2, "number: unknown kind; there are count money rate change rank duration measure"),
        (["extract", "in", "--header", "fr"], 2, "fr: unknown header; there are en zh"),
        (["extract", "in", "--date", "28.10.2024"], 2, "Invalid value for '--date': '28.10.2024' is no date like 2024-12-31 (see zzx extract --help)"),
        (["extract", "in", "--place", "火星"], 2, "Invalid value for '--place': not a known place: '火星' (see zzx extract --help)"),
        (["extract", "in", "--meta", "none.csv"], 3, "none.csv: no such file or folder"),
        (["extract"], 2, "Missing argument 'PATH...'. (see zzx extract --help)"),
        (["extract", "in", "--1"], 2, "No such option: --1 (see zzx extract --help)"),
        (["extract", "in", "--kid", "money"], 2, "No such option: --kid (Possible options: --kind) (see zzx extract --help)"),
        (["extract", "in", "--kind", "mony"], 2, "mony: unknown kind; did you mean money? There are count money rate change rank duration measure"),
        (["extract", "in", "--header", "zht"], 2, "zht: unknown header; did you mean zh? There are en zh"),
        (["audit", "in", "--format", "srif"], 2, "srif: unknown format; did you mean sarif? There are text json sarif github"),
        (["check", "in", "--format", "xml"], 2, "xml: unknown format; there are text json github junit"),
        (["audt"], 2, "No such command 'audt'. Did you mean 'audit'? (see zzx --help)"),
        (["lexicon", "check", "my.toml"], 2, "my.toml: No such file or directory"),
        (["facts"], 2, "No such command 'facts'. (see zzx --help)"),
        (["text", "missing.txt"], 3, "missing.txt: no such file or folder"),
        (["explain", "missing.txt"], 3, "missing.txt: no such file or folder"),
        (["explain", "no such/草稿.docx"], 3, "no such/草稿.docx: no such file or folder"),
        (["explain", "in"], 3, "in: a folder, not a file"),
        (["explain", "binary.txt"], 3, "binary.txt: not a text file: a NUL byte at byte 2"),
        (["check", "missing"], 3, "missing: no such file or folder"),
        (["check", "in"], 3, "in: no fixture in this folder (a fixture is a folder with input.txt)"),
        (["check", "in/a.txt", "--update"], 2, "in/a.txt: not a folder of fixtures, nothing to update"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(folder: Path, arguments: list[str], status: int, line: str) -> None:
    (folder / "empty").mkdir()
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"24\0")
    assert failure(zzx(*arguments, cwd=folder)) == (status, line)


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such folder")
def test_a_folder_that_takes_no_file_is_there(folder: Path) -> None:
    assert failure(zzx("extract", "in", "-o", "/proc/a.csv", cwd=folder)) == (
        2,
        "/proc/a.csv: no file can be made in this folder",
    )


def test_a_format_has_the_names_of_its_suffixes(folder: Path) -> None:
    run = zzx("extract", "in", "--format", "ndjson", "-q", cwd=folder)
    assert (run.returncode, run.stdout.count(b"\n")) == (0, 4)


def test_an_old_output_stays_when_nothing_can_be_read(folder: Path) -> None:
    (folder / "facts.json").write_text("old")
    assert (
        zzx("extract", "missing.txt", "-o", "facts.json", "--rejected", "r.json", cwd=folder).returncode == 3
    )
    assert (folder / "facts.json").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["facts.json", "in"]


def test_the_rest_is_done_when_one_input_cannot_be_read(folder: Path) -> None:
    run = zzx("extract", "missing.txt", "in", "-o", "facts.json", cwd=folder)
    assert run.returncode == 3
    assert run.stderr.decode().splitlines()[0] == "zzx: missing.txt: no such file or folder"
    assert last_line(run).startswith("2 documents")
    assert len(parse_json((folder / "facts.json").read_text(encoding="utf-8"))) == 4


def test_text_is_what_offsets_count_in(folder: Path) -> None:
    run = zzx("text", "in/b.md", cwd=folder)
    assert run.stdout.decode() == "# 标题\n\n" + TEXT
    for fact in parse_json(zzx("extract", "in/b.md", cwd=folder).stdout.decode()):
        assert run.stdout.decode()[fact["start"] : fact["end"]] == fact["quote"]


def test_schema() -> None:
    assert zzx("schema").stdout.decode() == fact_schema()
    assert json.loads(fact_schema())["title"] == "Fact"


def test_explain_takes_a_text_a_file_or_standard_input(folder: Path) -> None:
    runs = [
        zzx("explain", TEXT),
        zzx("explain", "in/a.txt", cwd=folder),
        zzx("explain", "-", given=TEXT.encode()),
    ]
    assert len({run.stdout for run in runs}) == 1
    for words in ("3122起", "审结", "第十三次", "ordinal"):
        assert words in runs[0].stdout.decode()
    for text in ("", "没有数字。"):
        assert failure(zzx("explain", text)) == (0, "no numeral in this text: nothing to explain")
    assert "\x1b" not in runs[0].stdout.decode()


def test_version_and_help_import_nothing_slow() -> None:
    # typer itself imports pydantic for the help of a command
    for arguments, slow in (
        ("['--version']", "pydantic"),
        ("['--help']", "pydantic"),
        ("['extract', '--help']", ""),
    ):
        script = (
            f"import sys; sys.argv[1:] = {arguments}\n"
            "from zzx.cli import main\n"
            "try: main()\n"
            "except SystemExit as end: assert not end.code, end.code\n"
            f"slow = {{'{slow}', 'jieba', 'rjieba', 'rich', 'regex'}} & set(sys.modules)\n"
            "assert not slow, slow\n"
        )
        run = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
        assert run.returncode == 0, run.stderr
        assert run.stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_a_console_without_the_characters_does_not_end_the_run(folder: Path, encoding: str) -> None:
    environment = {**UTF_8, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    run = zzx("extract", "in", "--table", cwd=folder, environment=environment)
    assert run.returncode == 0
    assert b"3,122" in run.stdout


def test_check_compares_fixtures_and_updates_them(folder: Path) -> None:
    case = folder / "fixtures" / "case"
    case.mkdir(parents=True)
    (case / "input.txt").write_text(TEXT, encoding="utf-8")
    run = zzx("check", "fixtures", cwd=folder)
    assert run.returncode == 1
    assert run.stdout.decode().startswith("case: + 审结案件3122起 @12: ")
    assert last_line(run) == "1 fixture, 2 facts, 0 known gaps, 1 with differences"
    assert zzx("check", "fixtures", "--update", "-q", cwd=folder).returncode == 0
    run = zzx("check", "fixtures", cwd=folder)
    assert (run.returncode, run.stdout) == (0, b"")
    facts = parse_json("[" + (case / "facts.jsonl").read_text(encoding="utf-8").replace("\n{", ",{") + "]")
    (folder / "facts.json").write_text(
        json.dumps([{**facts[0], "kind": "money"}], default=float), encoding="utf-8"
    )
    run = zzx("check", "facts.json", cwd=folder)
    assert (run.returncode, run.stdout.decode()) == (1, "facts.json: ! fact 1: no currency: 起\n")


# Many documents ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough documents for several processes, one of which cannot be read."""
    file = tmp_path_factory.mktemp("long") / "long.jsonl"
    texts = [TEXT * (1 + number % 7) * 60 for number in range(60)]
    lines = [json.dumps({"text": text, "author": f"甲{number}"}) for number, text in enumerate(texts)]
    file.write_text("\n".join([*lines[:30], '{"text": ""}', *lines[30:]]), encoding="utf-8")
    return file


@pytest.mark.parametrize("format", ["json", "csv", "parquet", "sqlite"])
def test_jobs_change_nothing_in_the_output(long: Path, tmp_path: Path, format: str) -> None:
    runs = [
        zzx(
            "extract", str(long), "--keep", "author", "--jobs", jobs, "-o", f"{jobs}.{format}", "--rejected", f"no-{jobs}.csv",
            cwd=tmp_path,
        )
        for jobs in ("1", "2")
    ]  # fmt: skip
    one, two = (run.stderr.decode().rpartition(", ")[0] for run in runs)
    assert one == two
    assert "long.jsonl#31: no text in the column text" in one
    assert [run.returncode for run in runs] == [3, 3]
    assert (tmp_path / f"1.{format}").read_bytes() == (tmp_path / f"2.{format}").read_bytes()
    assert (tmp_path / "no-1.csv").read_bytes() == (tmp_path / "no-2.csv").read_bytes()


def test_other_commands_share_the_work_too(long: Path) -> None:
    one, two = (zzx("audit", str(long), "--jobs", jobs, "--format", "json") for jobs in ("1", "2"))
    assert one.stdout == two.stdout != b""


def test_check_writes_for_programs(folder: Path) -> None:
    case = folder / "fixtures" / "case"
    case.mkdir(parents=True)
    (case / "input.txt").write_text(TEXT, encoding="utf-8")
    run = zzx("check", "fixtures/case/input.txt", "--format", "github", cwd=folder)
    assert run.returncode == 1
    assert run.stdout.decode().startswith(
        "::error file=fixtures/case/input.txt,line=1,title=zzx check%3A case::+ "
    )
    run = zzx("check", "fixtures", "-o", "check.json", "-q", cwd=folder)
    assert (run.returncode, run.stdout, run.stderr) == (1, b"", b"")
    [result] = json.loads((folder / "check.json").read_text(encoding="utf-8"))
    assert (result["name"], len(result["differences"])) == ("case", 2)
    assert b'failures="1"' in zzx("check", "fixtures", "--format", "junit", cwd=folder).stdout


def test_audit_annotates(folder: Path) -> None:
    text = "2024年,市法院受理案件11958件,审结10853件,结案率91.76%。"
    (folder / "draft.txt").write_text(text, encoding="utf-8")
    run = zzx("audit", "draft.txt", "--format", "github", cwd=folder)
    assert run.returncode == 1
    assert run.stdout.decode().startswith("::error file=draft.txt,line=1,title=zzx audit%3A rate::")


def test_explain_writes_a_page(folder: Path) -> None:
    run = zzx("explain", "in/a.txt", "--html", "-o", "page.html", cwd=folder)
    assert (run.returncode, run.stdout) == (0, b"")
    assert "<mark" in (folder / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "options", "why"),
    [
        ("没有数字。", (), "no fact: there is no numeral in what was read; zzx text FILE shows what that is"),
        ("第三次会议。", (), "no fact: every numeral names, orders or dates something; zzx explain FILE shows how each was read"),
        (TEXT, ("--kind", "money"), "no fact: none of the kind money; without --kind there may be others"),
    ],
)  # fmt: skip
def test_a_run_without_facts_says_why(text: str, options: tuple[str, ...], why: str) -> None:
    run = zzx("extract", "-", *options, given=text.encode())
    assert run.returncode == 0
    assert run.stderr.decode().splitlines()[0] == f"zzx: {why}"
    assert zzx("extract", "-", "-q", *options, given=text.encode()).stderr == b""


@pytest.mark.parametrize("command", ["extract", "audit"])
def test_rows_on_standard_input_are_one_text_and_a_hint(command: str) -> None:
    run = zzx(command, "-", "-q", given=b'{"text": "24"}\n')
    assert run.returncode == 0
    [line] = run.stderr.decode().splitlines()
    assert line.startswith("zzx: standard input is read as one plain text, but begins like JSON Lines")
    assert zzx(command, "-", "-q", given="“24件”{1}".encode()).stderr == b""


def test_indicators_of_ones_own_are_checked(folder: Path) -> None:
    entry = '[[indicator]]\nid = "a"\nzh = "a"\nen = "a"\nunits = "亩"\nobject = "向日葵"\nexamples = ["|{}|亩"]\n'
    (folder / "my.toml").write_text(entry.format("向日葵"), encoding="utf-8")
    run = zzx("lexicon", "check", "my.toml", cwd=folder)
    assert (run.returncode, run.stdout, last_line(run)) == (0, b"", "1 indicator, 0 contradicted")
    (folder / "my.toml").write_text(entry.format("小麦"), encoding="utf-8")
    run = zzx("lexicon", "check", "my.toml", cwd=folder)
    assert (run.returncode, run.stdout.decode()) == (1, "a: |小麦|亩: an example that does not fit\n")


# Help -------------------------------------------------------------------------------------------------------


def test_help_speaks_as_the_system_does() -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        plain = {key: value for key, value in UTF_8.items() if not key.startswith(("LC_", "LANG"))}
        assert (
            "Usage: zzx extract [OPTIONS] PATH..." in zzx("extract", "-h", environment=plain).stdout.decode()
        )
        shown = zzx("extract", "-h", environment={**plain, name: "zh_CN.UTF-8"}).stdout.decode()
        assert "用法：zzx extract [OPTIONS] PATH..." in shown
        assert "[默认：en]" in shown


def test_no_command_shows_the_help() -> None:
    assert zzx().stdout == zzx("--help").stdout


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("zzx ex", ["extract", "explain"]),
        ("zzx extract --rej", ["--rejected"]),
        ("zzx extract --kind count,mo", ["count,money"]),
        ("zzx extract --columns per", ["period_text", "period_start", "period_end"]),
    ],
)
def test_a_shell_completes(words: str, completions: list[str]) -> None:
    asked = {"_ZZX_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert zzx(environment={**UTF_8, **asked}).stdout.decode().split() == completions
