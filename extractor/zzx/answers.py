"""The commands that answer from facts: `table` sorts them into indicators, `audit` checks what they say of each other."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from zzx.messages import language, tell
from zzx.options import (
    DONE,
    FOUND,
    LANGUAGES,
    UNREADABLE,
    USAGE,
    CommandError,
    Inputs,
    OutputOption,
    Sources,
    apart,
    chosen_format,
    completing,
    counted,
    gather,
    known,
    one_line_errors,
    with_inputs,
)

_TABLES = ("csv", "xlsx", "json", "jsonl")
_HEADERS = (*LANGUAGES, "names")


TableFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="csv, xlsx, json or jsonl, whatever the suffix of the output.",
        rich_help_panel="Output",
    ),
]
LongOption = Annotated[
    bool,
    typer.Option(
        "--long",
        help="A row for each fact, instead of one for each place and period.",
        rich_help_panel="Panel",
    ),
]
DerivedOption = Annotated[
    bool,
    typer.Option(
        "--derived",
        help="Add columns, called derived_…, of growth and of the earlier levels that changes imply.",
        rich_help_panel="Panel",
    ),
]
UnmatchedOption = Annotated[
    str | None,
    typer.Option(
        "--unmatched",
        metavar="FILE",
        help="Where to write what is in no indicator, counted.",
        rich_help_panel="Panel",
    ),
]
SuggestOption = Annotated[
    int | None,
    typer.Option(
        "--suggest",
        metavar="N",
        help="Print entries for --lexicon for the N most frequent of those instead.",
        rich_help_panel="Panel",
    ),
]
PanelHeaderOption = Annotated[
    str,
    typer.Option(
        "--header",
        metavar="HEADER",
        help="Titles of the columns: en, zh, or names, which Stata and R take as they are.",
        rich_help_panel="Output",
        autocompletion=completing(lambda: _HEADERS),
    ),
]
LexiconOption = Annotated[
    str | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="More indicators, in TOML; tried first.",
        rich_help_panel="Panel",
    ),
]


@with_inputs
def table(
    paths: Sources,
    inputs: Inputs,
    output: OutputOption = None,
    format: TableFormatOption = None,
    long: LongOption = False,
    derived: DerivedOption = False,
    unmatched: UnmatchedOption = None,
    suggest: SuggestOption = None,
    lexicon: LexiconOption = None,
    header: PanelHeaderOption = "en",
) -> int:
    """Write the facts as a panel: places and periods down, indicators across, or, with --long, a row a fact.

    Of several facts for one cell the wide table shows what is told of the place itself before what is told of somebody in
    it, then what has the plainest name, a number before a range, an exact one before an approximate or bounded one, the one
    told first; the long table keeps them all and says which was chosen. Targets, changes, shares and ranks have columns of
    their own, and so has what came anew.
    """
    from zzx import indicators, panel, write

    known(header, _HEADERS, "header")
    target = output or "-"
    table_format = _table_format(target, format) if suggest is None else "toml"
    unmatched_format = _table_format(unmatched, None) if unmatched else None
    apart([output, unmatched], [*paths, inputs.meta, lexicon])
    with one_line_errors(), _wrong_indicators():
        catalogue = indicators.load(Path(lexicon) if lexicon else None)
        evidence, unreadable = gather(paths, inputs, outputs=[output, unmatched, lexicon])
        if not evidence:
            return UNREADABLE
        found = panel.build((fact for one in evidence for fact in one.facts), catalogue)
        if suggest is not None:
            write.put(panel.suggest(found, suggest), target)
        else:
            rows = panel.long if long else panel.wide
            write.write(rows(found, header=header, derived=derived), target, table_format)
        if unmatched and unmatched_format:
            write.write(panel.unmatched(found, header=header), unmatched, unmatched_format)
    if not inputs.quiet:
        tell(f"{counted(len(evidence), 'document')}, {panel.summary(found)}")
    return UNREADABLE if unreadable else DONE


@contextmanager
def _wrong_indicators() -> Iterator[None]:
    """A wrong file of indicators ends the command with one line."""
    from zzx.indicators import IndicatorError

    try:
        yield
    except IndicatorError as error:
        raise CommandError(str(error), USAGE) from None


def _table_format(target: str, format: str | None) -> str:
    """The format of a table: as asked for, else by the suffix, else CSV on standard output."""
    if format is None:
        format = Path(target).suffix.lower().removeprefix(".") if target != "-" else "csv"
    return known(format, _TABLES, "format")


AuditFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text, json, sarif or github; else by the suffix of the output.",
        rich_help_panel="Output",
    ),
]
RelationsOption = Annotated[
    bool,
    typer.Option(
        "--relations",
        help="Also list the relations that were recognised and hold.",
        rich_help_panel="Output",
    ),
]


@with_inputs
def audit(
    paths: Sources,
    inputs: Inputs,
    output: OutputOption = None,
    format: AuditFormatOption = None,
    relations: RelationsOption = False,
) -> int:
    """Check whether the numbers of documents add up; exit status 1 if some cannot.

    Rates are checked against their parts, parts against wholes, shares against 100 %, levels against their changes, the
    same thing told twice, in one document or several, and what cannot be: a share above 100 %, a target in the past. What
    is reported holds for no numbers that round to the printed ones.
    """
    from zzx import audit as auditing
    from zzx import write

    speaks = language()
    writers: dict[str, Callable[[auditing.Audit], Iterator[str]]] = {
        "text": partial(auditing.to_text, language=speaks),
        "json": auditing.to_json,
        "sarif": auditing.to_sarif,
        "github": partial(auditing.to_github, language=speaks),
    }
    target = output or "-"
    chosen = chosen_format(format, target, writers)
    apart([output], [*paths, inputs.meta])
    with one_line_errors():
        evidence, unreadable = gather(paths, inputs, outputs=[output])
        if not evidence:
            return UNREADABLE
        found = auditing.audit(evidence)
        write.put(writers[chosen](found), target)
    if relations:
        for line in auditing.describe_relations(found):
            print(line, file=sys.stderr)
    if not inputs.quiet:
        counts = Counter(relation.type for relation in found.relations)
        listed = ", ".join(f"{type} {count}" for type, count in sorted(counts.items()))
        tell(
            f"{counted(len(evidence), 'document')}, {counted(len(found.relations), 'relation')} checked"
            f"{f' ({listed})' if listed else ''}, {counted(len(found.findings), 'finding')}"
        )
    if unreadable:
        return UNREADABLE
    return FOUND if found.findings else DONE
