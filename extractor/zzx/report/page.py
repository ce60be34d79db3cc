"""A self-contained page of documents and their facts: no network, nothing that runs but the page's own script.

Everything that comes from a document is data: JSON in a block that no browser runs, shown by the script as
text. A content security policy with the hashes of the page's script and style forbids everything else.
"""

import base64
import hashlib
import html
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Literal, Protocol

from zzx import __version__
from zzx.collect import Evidence
from zzx.facts import FACT_COLUMNS, KINDS, Rejected, format_number
from zzx.write import CHINESE_HEADER
from zzx.writers.output import Row

# In this order they make one script.
SCRIPTS = ("base.js", "filters.js", "reader.js", "table.js", "charts.js", "main.js")


class Finding(Protocol):
    """What an audit found: a stretch of a document, by offsets as those of facts, and what to say about it."""

    @property
    def path(self) -> str:
        """The document, as in `Fact.path`."""

    @property
    def start(self) -> int:
        """Offset in the document's text, in characters."""

    @property
    def end(self) -> int:
        """End of the stretch, exclusive."""

    def describe(self, language: Literal["en", "zh"]) -> str:
        """What is wrong, in one line."""


def render(evidence: Iterable[Evidence], *, title: str, findings: Sequence[Finding] = ()) -> str:
    """The page of some documents with their facts.

    `findings` are marked in the texts and listed above them; those of other documents are left out.
    """
    style = _file("style.css")
    script = "\n".join(map(_file, SCRIPTS))
    return Template(_file("template.html")).substitute(
        title=html.escape(title),
        policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        data=_embedded(_data(list(evidence), title, findings)),
    )


def _data(evidence: Sequence[Evidence], title: str, findings: Sequence[Finding]) -> dict[str, Any]:
    rows: list[Row] = []
    documents: list[dict[str, Any]] = []
    kept: dict[str, None] = {}
    for one in evidence:
        first = len(rows)
        rows += map(vars, one.facts)
        document = one.document
        kept |= dict.fromkeys(one.kept)
        documents.append(
            {
                "path": one.path,
                "text": document.text if document else None,
                "date": document.date.isoformat() if document and document.date else None,
                "facts": [first, len(rows)],
                "kept": dict(one.kept),
                "rejected": None
                if one.rejected is None
                else [_rejected(numeral) for numeral in one.rejected],
            }
        )
    numbers = {one["path"]: number for number, one in enumerate(documents)}
    return {
        "title": title,
        "version": __version__,
        "kinds": KINDS,
        "columns": FACT_COLUMNS,
        "kept": list(kept),
        "titles": {name: CHINESE_HEADER[name] for name in FACT_COLUMNS},
        "words": words(),
        "documents": documents,
        "facts": [[_value(row[name]) for name in FACT_COLUMNS] for row in rows],
        "findings": [
            [numbers[one.path], one.start, one.end, {"en": one.describe("en"), "zh": one.describe("zh")}]
            for one in findings
            if one.path in numbers
        ],
    }


def _rejected(numeral: Rejected) -> list[int | str]:
    return [numeral.start, numeral.end, numeral.line, numeral.reason]


def _value(value: Any) -> Any:
    """A value as JSON; a number that JavaScript would not print as it is here goes as text."""
    match value:
        case Decimal():
            exact = Decimal(repr(float(value))) == value and (
                not value or Decimal("1e-6") <= abs(value) < Decimal("1e21")
            )
            return (
                (int(value) if value == value.to_integral_value() else float(value))
                if exact
                else format_number(value)
            )
        case None | str() | int():
            return value
        case _:
            return str(value)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of the page by language, then by key."""
    table: dict[str, dict[str, str]] = tomllib.loads(_file("words.toml"))
    return {language: {key: said[language] for key, said in table.items()} for language in ("en", "zh")}


def _file(name: str) -> str:
    return files("zzx.report").joinpath(name).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _embedded(data: object) -> str:
    """JSON that no HTML parser finds a tag or a comment in."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
