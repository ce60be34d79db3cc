"""From the roles of each clause to drafts of facts, with what one clause hands to the next."""

import datetime

from zzx.facts import Draft


def extract_drafts(
    text: str,  # noqa: ARG001
    *,
    date: datetime.date | None,  # noqa: ARG001
    place: str | None,  # noqa: ARG001
) -> tuple[list[Draft], list[tuple[int, int, str]]]:
    """The drafts of one document, and the stretches `(start, end, reason)` that hold numerals and are no facts."""
    return [], []
