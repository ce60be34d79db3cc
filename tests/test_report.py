"""The page of `zzx report`, driven in the system's Chromium, which `make browser` installs."""

import datetime
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_facts import COUNT

from zzx import pipeline, write
from zzx.collect import Evidence, collect
from zzx.facts import FACT_COLUMNS, Fact, Rejected
from zzx.read import Document, ReadError
from zzx.report import page
from zzx.writers.output import Output

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
)
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on the PATH: make browser installs it"
)

# 😀 is one character of the text and two of a JavaScript string.
TEXT = """# 😀 平安城市工作总结

2024年,青山市法院审结案件3122起,同比下降13.1%。😀青山市公安局挽回损失300余万元,
结案率90.76%。

“十四五”时期,力争到2025年建成工作站36
个。
"""
HOSTILE = """法院审结</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">案件12起。
公安局破获“=HYPERLINK(1)”案件7起&lt;b&gt;。
"""
FLAT: dict[str, Any] = {
    **dict.fromkeys(FACT_COLUMNS),
    "bound": "exact", "modality": "actual", "rule": "test", "section": "😀 平安城市工作总结",
}  # fmt: skip
YEAR = {
    "period_text": "2024年",
    "period_start": datetime.date(2024, 1, 1),
    "period_end": datetime.date(2024, 12, 31),
}


def a_fact(text: str, quote: str, quantity: str, value: str, **fields: Any) -> Fact:
    """The fact that a quote of the text tells; the quantity is a part of the quote."""
    start = text.index(quote)
    value_start = start + quote.index(quantity)
    number = Decimal(value)
    return Fact.model_validate(
        {
            **FLAT,
            "id": f"{value_start:016x}",
            "quote": unwrapped(quote),
            "line": text[:value_start].count("\n") + 1,
            "start": start,
            "end": start + len(quote),
            "value_start": value_start,
            "value_end": value_start + len(quantity),
            "value": number,
            "lower": number,
            "upper": number,
            "path": "a.txt",
            **fields,
        }
    )


def unwrapped(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text)


def a_numeral(text: str, words: str) -> Rejected:
    start = text.index(words)
    line = text[:start].count("\n") + 1
    return Rejected(path="a.txt", line=line, start=start, end=start + len(words), text=words, reason="date")


COURT = {"subject": "青山市法院", "place": "青山市", **YEAR}
POLICE = {"subject": "青山市公安局", "place": "青山市", **YEAR}
FACTS = (
    a_fact(TEXT, "审结案件3122起", "3122起", "3122", kind="count", unit="起", action="审结", object="案件", **COURT),
    a_fact(TEXT, "下降13.1%", "13.1%", "-13.1", kind="change", unit="%", direction="down", basis="yoy", **COURT),
    a_fact(TEXT, "挽回损失300余万元", "300余万元", "3000000", kind="money", unit="元", bound="over", upper=None,
           action="挽回", object="损失", **POLICE),
    a_fact(TEXT, "结案率90.76%", "90.76%", "90.76", kind="rate", unit="%", object="结案率", **POLICE),
    a_fact(TEXT, "建成工作站36\n个", "36\n个", "36", kind="count", unit="个", modality="target", object="工作站"),
)  # fmt: skip
REJECTED = tuple(a_numeral(TEXT, words) for words in ("2024年", "十四五", "2025年"))


@dataclass(frozen=True)
class Finding:
    path: str
    start: int
    end: int
    message: str

    def describe(self, language: str) -> str:
        return self.message if language == "en" else f"{self.message}。"


def evidence(kept: dict[str, str | None] | None = None) -> Evidence:
    document = Document("a.txt", TEXT, "utf-8", kept=kept or {})
    return Evidence("a.txt", document, FACTS, REJECTED, document.kept)


def hostile(path: str = "b.txt", kept: dict[str, str | None] | None = None) -> Evidence:
    common = {"kind": "count", "path": path, "subject": "<i>法院</i>"}
    facts = (
        a_fact(HOSTILE, "案件12起", "12起", "12", unit="起", object="<b>案件</b>", **common),
        a_fact(
            HOSTILE, "破获“=HYPERLINK(1)”案件7起", "7起", "7", unit="起", object="=HYPERLINK(1)", **common
        ),
    )
    document = Document(path, HOSTILE, "utf-8", kept=kept or {})
    return Evidence(path, document, facts, (), document.kept)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


Open = Callable[..., Any]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page of some evidence; at the end nothing has been asked of the network and nothing has failed."""
    contexts, requests, problems = [], [], []

    def open_page(
        *shown: Evidence, language: str = "en-US", findings: tuple[Finding, ...] = (), **look: Any
    ) -> Any:
        file = tmp_path / "report.html"
        file.write_text(page.render(shown, title="<b>总结</b> & more", findings=findings), encoding="utf-8")
        contexts.append(browser.new_context(locale=language, **look))
        tab = contexts[-1].new_page()
        tab.on("request", lambda request: requests.append(request.url))
        tab.on("pageerror", lambda error: problems.append(str(error)))
        tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        tab.goto(file.as_uri())
        tab.wait_for_selector("html[data-ready]")
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert {url for url in requests if not url.startswith(("data:", "blob:"))} <= {
        (tmp_path / "report.html").as_uri()
    }
    assert not problems


def until(tab: Any, expression: str) -> None:
    """Wait for something to be true; playwright's own way evaluates strings in the page, which its policy forbids."""
    for _ in range(100):
        if tab.evaluate(expression):
            return
        time.sleep(0.02)
    raise AssertionError(expression)


def marks(tab: Any) -> list[tuple[int, str]]:
    """The highlights of the text as (number of the fact, words), those across lines joined."""
    joined: dict[int, str] = {}
    for node in tab.query_selector_all("mark.fact"):
        fact = int(node.get_attribute("data-fact"))
        joined[fact] = joined.get(fact, "") + node.text_content()
    return list(joined.items())


def rows(tab: Any) -> list[int]:
    return [int(row.get_attribute("data-fact")) for row in tab.query_selector_all("#rows tr")]


# In the browser ---------------------------------------------------------------------------------------------


@needs_browser
def test_highlights_are_where_the_offsets_say(show: Open) -> None:
    shown = evidence()
    tab = show(shown)
    assert [words for _, words in marks(tab)] == [
        unwrapped(TEXT[fact.value_start : fact.value_end]) for fact in shown.facts
    ]
    assert [fact for fact, _ in marks(tab)] == list(range(len(shown.facts)))
    assert {
        tuple(node.get_attribute("class").split()[:2]) for node in tab.query_selector_all("mark.fact")
    } == {("fact", f"k-{fact.kind}") for fact in shown.facts}
    rejected = shown.rejected or ()
    faint = "".join(node.text_content() for node in tab.query_selector_all(".rejected"))
    assert faint == "".join(unwrapped(TEXT[numeral.start : numeral.end]) for numeral in rejected)
    # Nothing of the text is lost.
    lines = [node.text_content() for node in tab.query_selector_all(".line p")]
    assert lines == [line for line in TEXT.split("\n") if line]


@needs_browser
def test_a_highlight_opens_its_record_and_a_row_its_words(show: Open) -> None:
    shown = evidence()
    tab = show(shown)
    tab.click("mark.k-money")
    record = tab.inner_text("#record")
    for words in ("> 3,000,000 元", "≥ 3,000,000", "青山市公安局", "a.txt · line 3"):
        assert words in record
    [row] = tab.query_selector_all("tr[aria-current]")
    assert "3,000,000" in row.inner_text()
    quoted = "".join(node.text_content() for node in tab.query_selector_all(".quoted"))
    [money] = [fact for fact in shown.facts if fact.kind == "money"]
    assert quoted == money.quote
    tab.keyboard.press("Escape")
    assert tab.query_selector("#record") is None
    [rate] = [index for index, fact in enumerate(shown.facts) if fact.kind == "rate"]
    tab.click(f"tr[data-fact='{rate}'] td:nth-child(2)")
    assert "90.76 %" in tab.inner_text("#record")
    assert tab.evaluate("document.activeElement.textContent") == "90.76%"
    assert tab.evaluate("location.hash") == f"#{shown.facts[rate].id}"


@needs_browser
def test_the_keyboard_is_enough(show: Open) -> None:
    tab = show(evidence())
    tab.focus("mark.fact")
    tab.keyboard.press("Enter")
    assert tab.get_attribute("mark.fact", "aria-expanded") == "true"
    before = tab.inner_text("#record strong")
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#record strong") != before
    tab.keyboard.press("ArrowLeft")
    assert tab.inner_text("#record strong") == before
    tab.keyboard.press("/")
    tab.keyboard.type("结案率")
    until(tab, "document.querySelectorAll('#rows tr').length === 1")
    tab.focus("#rows button")
    tab.keyboard.press("Enter")
    assert "90.76 %" in tab.inner_text("#record strong")


@needs_browser
def test_filters_filter(show: Open) -> None:
    text = "红河县公安局2023年破获案件45起。"
    days = {"period_start": datetime.date(2023, 1, 1), "period_end": datetime.date(2023, 12, 31)}
    where = {"place": "红河县", "period_text": "2023年", "path": "b.txt", **days}
    fact = a_fact(text, "破获案件45起", "45起", "45", kind="count", unit="起", **where)
    other = Evidence("b.txt", Document("b.txt", text, "utf-8"), (fact,), (), {})
    one = evidence()
    facts = [*one.facts, *other.facts]
    tab = show(one, other)

    def expect(kept: Callable[[Fact], bool]) -> None:
        assert rows(tab) == [index for index, fact in enumerate(facts) if kept(fact)]
        assert tab.inner_text("#count") == f"{len(rows(tab))} of {len(facts)} facts"

    expect(lambda _: True)
    tab.click(".chip[data-kind=money]")
    expect(lambda fact: fact.kind == "money")
    assert tab.query_selector_all("mark.fact:not(.off)") != tab.query_selector_all("mark.fact")
    tab.click(".chip[data-kind=rate]")
    expect(lambda fact: fact.kind in ("money", "rate"))
    tab.click("#reset")
    expect(lambda _: True)
    tab.select_option("#filter-document", "1")
    expect(lambda fact: fact.path == "b.txt")
    assert tab.inner_text("#text p") == "红河县公安局2023年破获案件45起。"
    tab.click("#reset")
    for name in ("place", "subject"):
        value = next(value for fact in facts if (value := getattr(fact, name)) is not None)
        tab.select_option(f"#filter-{name}", value)
        expect(lambda fact, name=name, value=value: getattr(fact, name) == value)
        tab.click("#reset")
    tab.select_option("#filter-period", "y:2023")
    expect(lambda fact: fact.period_start is not None and fact.period_start.year == 2023)
    tab.click("#reset")
    tab.fill("#search", "红河 45")
    until(tab, "document.querySelectorAll('#rows tr').length < 2")
    expect(lambda fact: fact.path == "b.txt")
    tab.fill("#search", "没有这样的词")
    tab.wait_for_selector("#nothing:visible")
    expect(lambda _: False)


@needs_browser
def test_the_table_sorts(show: Open) -> None:
    shown = evidence()
    tab = show(shown)
    numbers = [float(fact.value or fact.lower or 0) for fact in shown.facts]
    tab.click("[data-sort=quantity]")
    assert [numbers[index] for index in rows(tab)] == sorted(numbers)
    assert tab.get_attribute("th:first-child", "aria-sort") == "ascending"
    tab.click("[data-sort=quantity]")
    assert [numbers[index] for index in rows(tab)] == sorted(numbers, reverse=True)
    tab.click("[data-sort=quantity]")
    assert rows(tab) == list(range(len(shown.facts)))


@needs_browser
@pytest.mark.parametrize("kind", [None, "count"])
def test_the_download_is_the_csv_of_what_is_shown(show: Open, kind: str | None, tmp_path: Path) -> None:
    shown = [evidence(kept={"代码": "0430"}), hostile("b.txt", {"代码": '=1+1,"x"'})]
    tab = show(*shown)
    if kind:
        tab.click(f".chip[data-kind={kind}]")
    with tab.expect_download() as download:
        tab.click("#download")
    assert download.value.suggested_filename == "facts.csv"
    facts = [fact for one in shown for fact in one.facts if kind in (None, fact.kind)]
    carried = {one.path: one.kept for one in shown}
    columns = {name: name for name in (*FACT_COLUMNS, "代码")}
    target = tmp_path / "facts.csv"
    write.write(
        Output("facts", ({**vars(fact), **carried[fact.path]} for fact in facts), columns), str(target), "csv"
    )
    assert Path(download.value.path()).read_bytes() == target.read_bytes()


@needs_browser
def test_hostile_text_runs_nothing(show: Open) -> None:
    shown = hostile('"><script>window.hacked=1</script>.txt')
    tab = show(shown, findings=(Finding(shown.path, 0, 4, "<img src=x onerror=window.hacked=1>"),))
    tab.click("mark.fact")
    assert tab.evaluate("window.hacked") is None
    assert tab.query_selector("img") is None
    assert "</script><script>" in tab.inner_text("#text")
    assert tab.inner_text("h1") == "<b>总结</b> & more"


@needs_browser
def test_the_policy_forbids_what_is_not_the_page_itself(browser: Any, tmp_path: Path) -> None:
    """What a hostile text could not do even if it became a part of the page."""
    file = tmp_path / "report.html"
    file.write_text(page.render([evidence()], title="x"), encoding="utf-8")
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(file.as_uri())
    violations = tab.evaluate(
        """() => new Promise((resolve) => {
            const seen = [];
            document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.hacked = 1";
            const image = document.createElement("img");
            image.src = "https://example.com/x.png";
            document.body.append(script, image);
            fetch("https://example.com/").catch(() => setTimeout(() => resolve(seen), 100));
        })"""
    )
    assert tab.evaluate("window.hacked") is None
    assert {"script-src-elem", "img-src", "connect-src"} <= set(violations)
    context.close()


@needs_browser
def test_findings_are_marked_and_listed(show: Open) -> None:
    shown = evidence()
    start = TEXT.index("90.76%")
    tab = show(
        shown,
        findings=(Finding("a.txt", start, start + 6, "2834 / 3122 是 90.78%"), Finding("gone", 0, 1, "x")),
    )
    assert [node.text_content() for node in tab.query_selector_all(".finding")] == ["90.76%"]
    assert [node.text_content() for node in tab.query_selector_all("#findings li button")] == [
        "2834 / 3122 是 90.78%"
    ]
    tab.click("#findings li button")
    assert "2834 / 3122 是 90.78%" in tab.inner_text("#record")
    tab.click("[data-language=zh]")
    assert tab.inner_text("#findings li button") == "2834 / 3122 是 90.78%。"


@needs_browser
def test_the_page_speaks_the_language_of_the_browser(show: Open) -> None:
    tab = show(evidence(), language="zh-CN")
    assert tab.get_attribute("html", "lang") == "zh"
    assert tab.inner_text("#download") == "下载 CSV"
    tab.click("[data-language=en]")
    assert tab.inner_text("#download") == "Download CSV"
    assert tab.get_attribute("html", "lang") == "en"


@needs_browser
def test_charts_follow_the_filter_and_lead_to_facts(show: Open) -> None:
    tab = show(evidence())
    titles = [node.text_content() for node in tab.query_selector_all("#charts figcaption")]
    assert len(titles) == 4
    tab.click("#charts figure:nth-child(2) .bar-row")
    assert "3,000,000" in tab.inner_text("#record")
    tab.click("#charts figure:first-child [aria-label='money: 1']")
    assert len(rows(tab)) == 1
    assert tab.query_selector_all("#charts figure:nth-child(3) .bar-row") == []


@needs_browser
def test_every_control_has_a_name(show: Open) -> None:
    tab = show(evidence(), hostile())
    tab.click("mark.fact")
    nameless = tab.evaluate(
        """() => [...document.querySelectorAll("button, select, input, [role=button]")]
            .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.[0]?.textContent.trim()))
            .map((node) => node.outerHTML)"""
    )
    assert nameless == []


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(show: Open, scheme: str) -> None:
    tab = show(evidence(), viewport={"width": 360, "height": 740}, color_scheme=scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.click("#tab-list")
    assert tab.is_visible("#rows tr")
    assert not tab.is_visible("#text")
    tab.click("#rows tr")
    assert tab.is_visible("#record")


@needs_browser
def test_of_five_thousand_facts_only_the_rows_in_view_are_built(show: Open) -> None:
    once = "2024年,青山市法院审结案件3122起,青山市公安局挽回损失300余万元。\n"
    two = [
        a_fact(once, "审结案件3122起", "3122起", "3122", kind="count", unit="起", **COURT),
        a_fact(once, "挽回损失300余万元", "300余万元", "3000000", kind="money", unit="元", **POLICE),
    ]
    many = []
    for number in range(50):
        text = once * 50
        facts = [
            fact.model_copy(
                update={
                    "id": f"{number * 100 + index:016x}", "path": f"{number}.txt", "line": 1 + index,
                    **{name: getattr(fact, name) + index * len(once) for name in ("start", "end", "value_start", "value_end")},
                }
            )
            for index in range(50)
            for fact in two
        ]  # fmt: skip
        many.append(Evidence(f"{number}.txt", Document(f"{number}.txt", text, "utf-8"), tuple(facts), (), {}))
    assert sum(len(document.facts) for document in many) == 5000
    tab = show(*many)
    assert 50 <= len(rows(tab)) < 1000
    tab.evaluate("document.getElementById('table-scroll').scrollTo(0, 1e9)")
    until(tab, "document.querySelectorAll('#rows tr').length > 100")


# Without a browser ------------------------------------------------------------------------------------------


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_data_is_that_of_the_json() -> None:
    shown = evidence()
    data = data_of(page.render([shown], title="x"))
    assert [dict(zip(data["columns"], row, strict=True)) for row in data["facts"]] == [
        json.loads(fact.to_json()) for fact in shown.facts
    ]
    assert data["documents"][0]["text"] == TEXT


def test_numbers_that_javascript_would_garble_are_text() -> None:
    amounts = ["12", "-13.1", "0.0000001", "12345678901234567890", "0.1234567890123456789", "1" + "0" * 30]
    facts = tuple(
        Fact.from_record({**COUNT, "value": (number := Decimal(one)), "lower": number, "upper": number})
        for one in amounts
    )
    data = data_of(page.render([Evidence("a.txt", None, facts, None, {})], title="x"))
    values = [row[FACT_COLUMNS.index("value")] for row in data["facts"]]
    assert values == [12, -13.1, *amounts[2:]]


def test_the_page_has_all_its_words() -> None:
    words = page.words()
    assert set(words["en"]) == set(words["zh"])
    source = "".join(page._file(name) for name in (*page.SCRIPTS, "template.html"))
    said = {*re.findall(r"say\(\"(\w+)\"", source), *re.findall(r"data-(?:word|name)=\"(\w+)\"", source)}
    said |= set(re.findall(r"\[\"(field_\w+|interval|qualif\w+|together|source)\",", source))
    said |= {f"kind_{kind}" for kind in page.KINDS}
    assert said <= set(words["en"])


def test_the_same_evidence_gives_the_same_page() -> None:
    assert page.render([evidence()], title="x") == page.render([evidence()], title="x")


# Facts and their documents ----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("没有数字。", encoding="utf-8")
    columns = {name: name for name in (*FACT_COLUMNS, "代码")}
    output = [{**vars(fact), "代码": "0430"} for fact in FACTS]
    for format in ("json", "jsonl"):
        write.write(Output("facts", output, columns), str(tmp_path / f"facts.{format}"), format)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_documents_are_extracted() -> None:
    one, other = collect(["in"])
    assert isinstance(one, Evidence)
    assert isinstance(other, Evidence)
    found = pipeline.extract(TEXT, path="a.txt")
    assert (one.facts, one.rejected) == (found.facts, found.rejected)
    assert (other.path, other.facts) == ("b.txt", ())


@pytest.mark.parametrize("file", ["facts.json", "facts.jsonl"])
@pytest.mark.usefixtures("folder")
def test_facts_find_their_documents(file: str) -> None:
    one, other = collect([file, "in"])
    assert isinstance(one, Evidence)
    assert isinstance(other, Evidence)
    assert one.document
    assert (one.facts, one.rejected, one.document.text, one.kept) == (
        evidence().facts,
        None,
        TEXT,
        {"代码": "0430"},
    )
    assert (other.path, other.facts) == ("b.txt", ())
    [alone] = collect([file])
    assert isinstance(alone, Evidence)
    assert (alone.facts, alone.document) == (one.facts, None)
    shutil.copy("in/a.txt", "a.txt")
    [beside] = collect([file])
    assert isinstance(beside, Evidence)
    assert beside.document
    assert beside.document.text == TEXT


def test_another_text_is_not_taken_for_that_of_the_facts(folder: Path) -> None:
    (folder / "in" / "a.txt").write_text("别的" + TEXT, encoding="utf-8")
    problem, one, _ = collect(["facts.json", "in"])
    assert isinstance(problem, ReadError)
    assert str(problem) == "a.txt: not the text that the facts in facts.json were taken from"
    assert isinstance(one, Evidence)
    assert one.document is None


@pytest.mark.parametrize(
    ("content", "cause"),
    [("{", "Expecting property name"), ("[{}]", "a record without 'id'"), ("[1]", "is not subscriptable")],
)
def test_what_is_no_file_of_facts_is_said(folder: Path, content: str, cause: str) -> None:
    (folder / "x.json").write_text(content)
    [problem] = collect(["x.json"])
    assert isinstance(problem, ReadError)
    assert str(problem).startswith("x.json: no file of facts: ")
    assert cause in str(problem)


def test_the_command_writes_a_page(folder: Path) -> None:
    command = [sys.executable, "-m", "zzx", "report", "facts.json", "in", "gone.txt", "-o", "report.html"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 3
    assert run.stderr.splitlines() == [
        "zzx: gone.txt: no such file or folder",
        f"2 documents, {len(FACTS)} facts",
    ]
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "<title>facts.json in gone.txt</title>" in html
    assert [one["path"] for one in data_of(html)["documents"]] == ["a.txt", "b.txt"]
    nothing = subprocess.run(
        [*command[:4], "gone.txt", "-o", "none.html"], cwd=folder, capture_output=True, check=False
    )
    assert nothing.returncode == 3
    assert not (folder / "none.html").exists()


@needs_browser
def test_facts_without_their_text_are_quoted(show: Open) -> None:
    facts = evidence().facts
    tab = show(Evidence("a.txt", None, facts, None, {}))
    assert [words for _, words in marks(tab)] == [fact.quote for fact in facts]
    assert "not at hand" in tab.inner_text("#text")
    tab.click("mark.fact")
    assert tab.is_visible("#record")
