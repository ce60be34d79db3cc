"""The manual: what `--help` prints, options in groups and with examples, in Chinese where the system speaks Chinese.

English stands beside the options; manual.toml holds the examples, and the Chinese for everything.
"""

import re
import shutil
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from zzx.messages import Language, language
from zzx.patterns import late


class Command(TyperCommand):
    """A command whose help is a page of the manual."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write("\n".join(page(self, ctx, language())))


class Group(TyperGroup):
    """A group of commands whose help is a page of the manual."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write("\n".join(page(self, ctx, language())))


@cache
def contents() -> dict[str, Any]:
    """The content of manual.toml."""
    return tomllib.loads(files("zzx").joinpath("manual.toml").read_text(encoding="utf-8"))


def page(command: Command | Group, context: typer.Context, language: Language) -> Iterator[str]:
    """The lines of the help of a command."""
    width = min(shutil.get_terminal_size().columns, 100)
    words = _words(language)
    entry = contents()["commands"].get(context.command_path, {})
    arguments = [one.metavar or one.name for one in command.params if isinstance(one, TyperArgument)]
    after = ["COMMAND ..."] if isinstance(command, Group) else ["[OPTIONS]", *arguments]
    colon = words.get(":", ":")
    yield f"{words.get('Usage: ', 'Usage: ')}{' '.join([context.command_path, *after])}"
    yield ""
    for paragraph in _about(command, context.command_path, language):
        yield from wrapped(paragraph, width, "  ")
        yield ""
    for heading, rows in _groups(command, context, language).items():
        yield f"{words.get(heading, heading)}{colon}"
        yield from _listed(rows, width)
        yield ""
    if "examples" in entry:
        yield f"{words.get('Examples', 'Examples')}{colon}"
        for example in entry["examples"]:
            yield f"  # {example[language]}"
            yield f"  {example['run']}"
            yield ""


def _words(language: Language) -> Mapping[str, str]:
    """What typer and the groups of options say, in another language."""
    return contents()["words"] if language == "zh" else {}


def _about(command: Command | Group, path: str, language: Language) -> list[str]:
    """The paragraphs that say what a command does."""
    if language == "zh":
        return [part.replace("\n", "") for part in contents()["commands"][path]["zh"].strip().split("\n\n")]
    return [part.replace("\n", " ") for part in cleandoc(command.help or "").split("\n\n")]


def _groups(
    command: Command | Group, context: typer.Context, language: Language
) -> dict[str, list[tuple[str, str]]]:
    """What may stand behind a command, and what it means, under headings."""
    groups: dict[str, list[tuple[str, str]]] = {}
    if isinstance(command, Group):
        groups["Commands"] = [
            (name, _about(one, f"{context.command_path} {name}", language)[0])
            for name, one in command.commands.items()
            if isinstance(one, Command | Group)
        ]
    for parameter in command.get_params(context):
        if (record := parameter.get_help_record(context)) is not None:
            name, text = record
            heading = getattr(parameter, "rich_help_panel", None) or "Options"
            if isinstance(parameter, TyperArgument):
                name, heading = parameter.metavar or parameter.name, "Arguments"
            groups.setdefault(heading, []).append((name, _translated(parameter, text, language)))
    return groups


def _translated(parameter: Any, text: str, language: Language) -> str:
    """The help of an option with what typer adds to it, such as `[default: en]`."""
    if language == "en":
        return text
    own = parameter.help or ""
    extras = text.removeprefix(own)
    for word in ("default: ", "required"):
        extras = extras.replace(word, _words(language)[word])
    return f"{contents()['options'][own]}{extras}"


# Layout -----------------------------------------------------------------------------------------------------

_COLUMN = 32
# A word with what follows it, or one Chinese character with the punctuation that may not begin a line.
_PIECE = late(r"(?:[^\s\u2e80-\uffff]+|.)[，。、；：）”]*\s*", re.S)


def _listed(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Names and what they mean, in two columns; a long name has a line of its own."""
    column = min(max(_width(name) for name, _ in rows) + 4, _COLUMN)
    for name, text in rows:
        first, *rest = wrapped(text, width, " " * column) if text else [""]
        if _width(name) + 4 > column:
            yield f"  {name}"
            yield first
        else:
            yield f"  {name}{' ' * (column - 2 - _width(name))}{first[column:]}".rstrip()
        yield from rest


def wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    """The text in lines of at most `width` columns, of which a Chinese character takes two, and may end a line."""
    line = indent
    for piece in _PIECE.findall(text):
        if _width(line) + _width(piece.rstrip()) > width and line != indent:
            yield line.rstrip()
            line = indent
        line += piece
    yield line.rstrip()


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)
