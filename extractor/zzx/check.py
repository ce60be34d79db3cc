"""From drafts to facts: what validates becomes a `Fact`, what does not becomes a `Rejected` with the reason.

A bad draft never ends a run.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from pydantic import ValidationError

from zzx.facts import Draft, Fact, Rejected
from zzx.patterns import late

_BREAKS = "\n\r\f\v\x85\u2028\u2029"
_SURROGATE = late("[\ud800-\udfff]")
_SPACE = late(r"\s+")
_LINE_END = late(r"\r\n|\n|\r")
_SHARED = Draft._fields  # what a fact takes from its draft, less group and of
_shared = attrgetter(*_SHARED)


def unwrapped(text: str) -> str:
    """The text without line-wrap white space: every run of white space that holds a line or page break.

    Half a surrogate pair, which is no character, becomes U+FFFD.
    """
    if text.isprintable():
        return text  # neither a line break nor half a pair can be printed
    text = _SURROGATE.sub("\ufffd", text)
    return _SPACE.sub(lambda run: "" if any(mark in run[0] for mark in _BREAKS) else run[0], text)


class Lines:
    """Line numbers of a text: `\\n`, `\\r\\n` and `\\r` end a line, the first line is 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def number(self, offset: int) -> int:
        """The line that holds the character at `offset`."""
        return bisect_right(self._starts, offset)


def fact_id(digest: str, value_start: int, value_end: int) -> str:
    """The identifier of the fact at these offsets of the text with this digest: 16 hexadecimal digits."""
    return hashlib.sha256(f"{digest}:{value_start}:{value_end}".encode()).hexdigest()[:16]


def validate(
    drafts: Sequence[Draft], text: str, path: str, pages: Sequence[int] = (), lines: Lines | None = None
) -> tuple[list[Fact], list[Rejected]]:
    """The facts among the drafts of one document, in their order, and what is wrong with the others.

    `pages` are the offsets at which the pages of the document begin, if it has pages; `lines` are its lines.
    """
    lines = lines or Lines(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    ids = [fact_id(digest, draft.value_start, draft.value_end) for draft in drafts]
    groups = _group_names(drafts, ids)
    facts: dict[str, Fact] = {}
    rejected: list[Rejected] = []
    for draft, identifier in zip(drafts, ids, strict=True):
        problem: str | None = None
        if identifier in facts:
            problem = "a second fact of the same quantity"
        elif not 0 <= draft.start < draft.end <= len(text):
            problem = f"a quote outside the text: {draft.start}:{draft.end}"
        else:
            try:
                record = dict(zip(_SHARED, _shared(draft), strict=True))
                record["id"] = identifier
                record["quote"] = unwrapped(text[draft.start : draft.end])
                record["group"] = None if draft.group is None else groups[draft.group]
                record["of"] = None if draft.of is None else ids[draft.of]
                record["path"] = path
                record["line"] = lines.number(draft.value_start)
                record["page"] = bisect_right(pages, draft.value_start) or None
                facts[identifier] = Fact.model_validate(record)
            except ValidationError as error:
                problem = describe(error)
        if problem is not None:
            start = max(0, min(draft.value_start, len(text) - 1))
            end = max(start + 1, min(draft.value_end, len(text)))
            rejected += reject([(start, end, f"invalid: {problem}")], text, path, lines)
    return _without_dangling(list(facts.values())), rejected


def reject(
    spans: Iterable[tuple[int, int, str]], text: str, path: str, lines: Lines | None = None
) -> list[Rejected]:
    """The stretches `(start, end, reason)` of a text as rejected numerals."""
    lines = lines or Lines(text)
    return [
        Rejected.model_validate(
            {
                "path": path,
                "line": lines.number(start),
                "start": start,
                "end": end,
                "text": unwrapped(text[start:end]),
                "reason": reason,
            }
        )
        for start, end, reason in spans
    ]


def describe(error: ValidationError) -> str:
    """What is wrong with a record, in one line."""
    problems = []
    for problem in error.errors(include_url=False, include_input=False):
        message = problem["msg"].removeprefix("Value error, ")
        place = ".".join(map(str, problem["loc"]))
        problems.append(f"{place}: {message}" if place else message)
    return "; ".join(problems)


def _group_names(drafts: Sequence[Draft], ids: Sequence[str]) -> dict[int, str]:
    """A coordination is named by the `id` of its first fact."""
    names: dict[int, str] = {}
    for draft, identifier in zip(drafts, ids, strict=True):
        if draft.group is not None:
            names.setdefault(draft.group, identifier)
    return names


def _without_dangling(facts: list[Fact]) -> list[Fact]:
    """No fact points at one that did not validate."""
    known = {fact.id for fact in facts}
    return [
        fact if fact.of is None or fact.of in known else fact.model_copy(update={"of": None})
        for fact in facts
    ]
