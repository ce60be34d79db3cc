"""The commands for those who mend and extend zzx: `explain`, `check` and `lexicon check`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from zzx.escapes import visible
from zzx.messages import complain, tell
from zzx.options import (
    DONE,
    FOUND,
    USAGE,
    CommandError,
    DateOption,
    OutputOption,
    PlaceOption,
    QuietOption,
    chosen_format,
    counted,
    one_line_errors,
)


def explain(
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE", help="A text, a file, or - for standard input.")
    ],
    output: OutputOption = None,
    html: Annotated[
        bool, typer.Option("--html", help="As an HTML page that loads nothing.", rich_help_panel="Output")
    ] = False,
    date: DateOption = None,
    place: PlaceOption = None,
) -> None:
    """Show clause by clause what was recognised, which rule decided, and why a numeral was rejected."""
    from zzx import explain as explanation
    from zzx import marks, read, write

    with one_line_errors():
        if text == "-" or _is_path(text):
            document = read.document(text)
            text, date, place = document.text, date or document.date, place or document.place
        if not marks.NUMERAL.search(text):
            complain("no numeral in this text: nothing to explain")
        if html:
            shown: Iterable[str] = [explanation.page(text, date=date, place=place)]
        else:
            shown = (f"{line}\n" for line in explanation.render(text, date=date, place=place))
        write.put(shown, output or "-")


def _is_path(text: str) -> bool:
    """Whether a file or folder is meant: there is one, or one line ends as the name of a file or folder does."""
    from zzx.read import READERS

    named = "\n" not in text and text.lower().endswith((*READERS, "/", "\\"))
    try:
        return named or (text != "" and Path(text).exists())
    except (OSError, ValueError):  # too long for a name, or a NUL in it: a text
        return False


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Folders of fixtures, files of fixtures, or files of facts."),
    ],
    output: OutputOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, json, github or junit; else by the suffix of the output.",
            rich_help_panel="Output",
        ),
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Rewrite what the fixtures expect.")] = False,
    quiet: QuietOption = False,
) -> int:
    """Compare fixtures with what comes out of them now, or validate files of facts."""
    from zzx import fixtures, outcomes, write

    writers = {
        "text": outcomes.to_text,
        "json": outcomes.to_json,
        "github": outcomes.to_github,
        "junit": outcomes.to_junit,
    }
    target = output or "-"
    chosen = chosen_format(format, target, writers)
    with one_line_errors():
        if update:
            for path in paths:
                if not (folders := fixtures.find(Path(path))):
                    raise CommandError(f"{path}: not a folder of fixtures, nothing to update", USAGE)
                for folder in folders:
                    fixtures.update(folder)
        results = fixtures.check_paths(map(Path, paths))
        write.put(writers[chosen](results), target)
    failed = sum(bool(result.differences) for result in results)
    if not quiet:
        of_facts = sum(result.name == str(result.file) for result in results)
        counts = (
            counted(len(results) - of_facts, "fixture") if of_facts < len(results) else "",
            counted(of_facts, "file") if of_facts else "",
            counted(sum(result.facts for result in results), "fact"),
            counted(sum(len(result.gaps) for result in results), "known gap"),
            f"{failed} with differences",
        )
        tell(", ".join(filter(None, counts)))
    return FOUND if failed else DONE


def check_lexicon(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Indicators in TOML, as for zzx table --lexicon.")
    ],
    quiet: QuietOption = False,
) -> int:
    """Hold the indicators of a file to their examples and counterexamples."""
    from zzx import indicators

    try:
        catalogue = indicators.read(Path(file))
        wrong = list(indicators.contradictions(catalogue))
    except indicators.IndicatorError as error:
        raise CommandError(str(error), USAGE) from None
    for line in wrong:
        print(visible(line))
    if not quiet:
        tell(f"{counted(len(catalogue), 'indicator')}, {len(wrong)} contradicted")
    return FOUND if wrong else DONE
