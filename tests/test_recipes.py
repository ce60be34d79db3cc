"""Every recipe of the READMEs runs as it is written, in a folder that holds what it names."""

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from making import docx_of, html_of, pdf_of, write_parquet
from pages import BASH, PAGES, ROOT, run

TEXT = "2024年,全市法院受理案件11958件,审结10853件,结案率90.76%。今年以来,挽回群众损失300余万元,种植向日葵300亩。\n"
WRONG = TEXT.replace("90.76%", "91.76%")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports, drafts and tables that the recipes name."""
    for library in ("xlsxwriter", "pyarrow", "selectolax", "pypdfium2", "reportlab", "defusedxml"):
        pytest.importorskip(library)
    desk = tmp_path_factory.mktemp("desk")
    for name in ("reports", "drafts", "pdfs", "cases/one"):
        (desk / name).mkdir(parents=True)
    (desk / "reports" / "a.txt").write_bytes(TEXT.encode("gb18030"))
    (desk / "reports" / "b.md").write_text("# 通报\n\n" + TEXT, encoding="utf-8")
    (desk / "drafts" / "a.txt").write_text(WRONG, encoding="utf-8")
    (desk / "草稿.txt").write_bytes(WRONG.encode("gbk"))
    (desk / "report.docx").write_bytes(docx_of(TEXT))
    (desk / "page.html").write_text(html_of(TEXT), encoding="utf-8")
    (desk / "bulletin.pdf").write_bytes(pdf_of([[TEXT.strip()]]))
    for name in ("a.pdf", "b.pdf"):
        (desk / "pdfs" / name).write_bytes(pdf_of([[TEXT.strip()]]))
    (desk / "manifest.csv").write_text(
        "path,date,place\na.pdf,2024-10-28,株洲市\nb.pdf,2024-11-02,长沙市\n", encoding="utf-8"
    )
    write_parquet(desk / "docs.parquet", [{"doc_id": "7", "text": TEXT}, {"doc_id": "8", "text": TEXT}])
    (desk / "news.csv").write_text(f'来源,正文\n日报,"{TEXT.strip()}"\n', encoding="utf-8")
    (desk / "cases" / "one" / "input.txt").write_text(TEXT, encoding="utf-8")
    for command in ("zzx check cases/ --update -q", "zzx extract reports/ -o facts.json -q"):
        assert run(command, desk).returncode == 0
    return desk


def commands(readme: Path) -> list[str]:
    """The commands of the `sh` blocks of a page, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.mark.skipif(BASH is None, reason="the commands of the pages are for a shell")
@pytest.mark.parametrize("readme", PAGES[:2], ids=lambda page: page.name)
def test_recipes_run(readme: Path, desk: Path) -> None:
    for command in commands(readme):
        if not command.startswith("zzx "):
            continue
        done = run(command, desk)
        wrong = command.startswith("zzx audit")  # the drafts do not add up
        assert done.returncode == (1 if wrong else 0), f"{command}: {done.stderr}"
        assert "zzx: " not in done.stderr, command
        words = shlex.split(command)
        for option, file in pairwise(words):
            if option in ("-o", ">", "--rejected", "--unmatched"):
                assert (desk / file).stat().st_size > 0, command


@pytest.mark.parametrize("readme", PAGES[:2], ids=lambda page: page.name)
def test_other_commands_are_of_this_repository(readme: Path) -> None:
    for command in commands(readme):
        words = shlex.split(command)
        match words:
            case ["zzx", *_]:
                continue
            case ["make", target]:
                assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
            case [".venv/bin/python", script, *_]:
                assert (ROOT / script).exists()
            case ["pipx", "install", what]:
                assert what == ".[all]"
            case _:
                pytest.fail(f"{command}: nobody runs this")


def test_the_readmes_have_the_same_commands() -> None:
    english, chinese = map(commands, PAGES[:2])
    assert [shlex.split(line) for line in english] == [shlex.split(line) for line in chinese]


def test_the_panel_has_the_places_of_the_manifest(desk: Path) -> None:
    done = run("zzx table pdfs/ --meta manifest.csv --format json", desk)
    assert {row["place"] for row in json.loads(done.stdout)} == {"株洲市", "长沙市"}


@pytest.mark.parametrize("readme", PAGES[:2], ids=lambda page: page.name)
def test_the_column_of_zzx_beside_other_tools_is_of_today(
    readme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import peers

    text = readme.read_text(encoding="utf-8")
    assert peers.TEXT in text
    rows = [line.strip("| \n").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    shown = {row[0]: row[1] for row in rows if len(row) == 5}
    assert [shown[phrase] for phrase in peers.PHRASES] == peers.cells(peers.zzx(peers.TEXT))
