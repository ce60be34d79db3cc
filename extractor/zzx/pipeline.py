"""From a text to its facts, with every numeral accounted for; and from many documents to theirs."""

import datetime
import traceback
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from zzx import cells, check, marks, resolve
from zzx.budget import OverrunError, budget
from zzx.chunks import Chunk, LostError, chunked
from zzx.extraction import Extraction
from zzx.facts import Draft, Rejected
from zzx.lexicon import LexiconError
from zzx.pool import Pool
from zzx.read import Document, ReadError


def extract(
    text: str,
    *,
    date: datetime.date | None = None,
    place: str | None = None,
    path: str = "-",
    pages: Sequence[int] = (),
) -> Extraction:
    """The facts that a text states, and the numerals in it that are none, each with the reason.

    `date` is the day the text was written and `place` the administrative place that it is about, where the
    text does not say; `path` is what the records name the document by, and `pages` are the offsets at which its
    pages begin, if it has pages. Raises ValueError if an argument has
    the wrong type.
    """
    if not isinstance(text, str):
        raise ValueError(f"a text is a str, not {type(text).__name__}")
    if date is not None and type(date) is not datetime.date:
        raise ValueError(f"a date is a datetime.date, not {type(date).__name__}")
    drafts, spans = _drafts(text, date, place)
    lines = check.Lines(text)
    facts, rejected = check.validate(drafts, text, path, pages, lines)
    rejected += check.reject(spans, text, path, lines)
    lost = ledger(text, Extraction(tuple(facts), tuple(rejected)))
    rejected += check.reject(
        [(start, end, _leftover(text[start:end])) for start, end in lost], text, path, lines
    )
    return Extraction(
        tuple(sorted(facts, key=lambda fact: fact.value_start)),
        tuple(sorted(rejected, key=lambda numeral: (numeral.start, numeral.end))),
        text,
    )


def _drafts(
    text: str, date: datetime.date | None, place: str | None
) -> tuple[list[Draft], list[resolve.Rejection]]:
    """The drafts of a text, and the stretches that hold numerals and are no facts."""
    found = cells.find(text)
    if not found:
        return resolve.extract_drafts(text, date=date, place=place)
    from zzx import tables  # most texts have none

    return tables.extract_drafts(text, found, date=date, place=place)


def extract_documents(
    documents: Iterable[Document | ReadError], pool: Pool | None = None, timeout: float | None = None
) -> Iterator[tuple[Document, Extraction] | ReadError]:
    """What each document of `read.documents` holds, in their order, found by the processes of a pool if there is one.

    A ReadError stands for a document that could not be read, that takes more than `timeout` seconds, or that ends the
    process which works on it.
    """
    pool = pool or Pool()
    for chunk, found in pool.map(partial(extract_chunk, timeout=timeout), chunked(documents)):
        # Where the chunk is lost one document of it is to blame.
        results = extract_alone(chunk, pool, timeout) if isinstance(found, LostError) else found
        for document, result in zip(chunk, results, strict=True):
            if isinstance(document, ReadError):
                yield document
            elif isinstance(result, ReadError):
                yield result
            else:
                yield document, result


def extract_chunk(chunk: Chunk, timeout: float | None = None) -> list[Extraction | ReadError]:
    """What `extract_each` gives, at once."""
    return list(extract_each(chunk, timeout))


def extract_each(chunk: Chunk, timeout: float | None = None) -> Iterator[Extraction | ReadError]:
    """What each document of a chunk holds; a ReadError stands for one that could not be read, or not in this time."""
    return (
        document if isinstance(document, ReadError) else _extract_one(document, timeout) for document in chunk
    )


def _extract_one(document: Document, timeout: float | None) -> Extraction | ReadError:
    try:
        with budget(timeout):
            return extract(
                document.text,
                date=document.date,
                place=document.place,
                path=document.path,
                pages=document.pages,
            )
    except OverrunError:
        return ReadError(document.path, f"not done within {timeout:g} s")
    except MemoryError:
        return ReadError(document.path, "takes more memory than there is")
    except LexiconError:
        raise
    except Exception as error:  # noqa: BLE001  # a fault of zzx must not lose the rest of a long run
        return ReadError(document.path, f"zzx failed on it, please report this: {_described(error)}")


def _described(error: Exception) -> str:
    """What went wrong, and in which line of the program."""
    *_, last = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"


def extract_alone(chunk: Chunk, pool: Pool, timeout: float | None = None) -> Iterator[Extraction | ReadError]:
    """The same, each document by itself in a process, so that one that ends its process is told from the others."""
    for document in chunk:
        if isinstance(document, ReadError):
            yield document
            continue
        found = pool.apply(partial(extract_chunk, timeout=timeout), (document,))
        if isinstance(found, LostError):
            yield ReadError(document.path, "the process that worked on it was killed, or ran out of memory")
        else:
            yield found[0]


def reasons(rejected: Iterable[Rejected]) -> Iterator[str]:
    """Why each numeral is no fact, without what is particular to it, after a colon."""
    return (numeral.reason.partition(":")[0] for numeral in rejected)


def _leftover(run: str) -> str:
    """Why no stage took up a run of numeral characters: 拾 and 陆 alone are words, a digit should not be left."""
    return "word" if len(run) == 1 and not run.isdecimal() else "unrecognised"


def ledger(text: str, extraction: Extraction) -> list[tuple[int, int]]:
    """The stretches of numerals in no fact's quantity and in no rejected one: none, after `extract`."""
    covered = sorted(
        [(fact.value_start, fact.value_end) for fact in extraction.facts]
        + [(numeral.start, numeral.end) for numeral in extraction.rejected]
    )
    lost: list[tuple[int, int]] = []
    index = 0
    for run in marks.NUMERAL.finditer(text):
        position, stop = run.span()
        while index < len(covered) and covered[index][1] <= position:
            index += 1
        ahead = index
        while position < stop:
            while ahead < len(covered) and covered[ahead][1] <= position:
                ahead += 1
            start, end = covered[ahead] if ahead < len(covered) else (stop, stop)
            if start > position:
                lost.append((position, min(start, stop)))
            position = max(position, end)
    return lost
