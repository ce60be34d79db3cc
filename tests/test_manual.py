"""The manual: every word of it in both languages, examples that a command takes, and lines that fit."""

import shlex
from collections.abc import Iterator

import pytest
import typer

from zzx import manual
from zzx.cli import app
from zzx.manual import Command, Group


def commands(
    command: Command | Group, context: typer.Context
) -> Iterator[tuple[Command | Group, typer.Context]]:
    yield command, context
    for name, one in command.commands.items() if isinstance(command, Group) else ():
        assert isinstance(one, Command | Group)
        yield from commands(one, typer.Context(one, parent=context, info_name=name))


ROOT = typer.main.get_command(app)
assert isinstance(ROOT, Group)
PAGES = [
    pytest.param(command, context, id=context.command_path)
    for command, context in commands(ROOT, typer.Context(ROOT, info_name="zzx"))
]


@pytest.mark.parametrize(("command", "context"), PAGES)
def test_a_page_is_written_in_both_languages(command: Command | Group, context: typer.Context) -> None:
    english, chinese = ("\n".join(manual.page(command, context, language)) for language in ("en", "zh"))
    for start in ("Usage: ", "Options:"):
        assert start in english
    for start in ("用法：", "选项："):
        assert start in chinese
    for line in chinese.splitlines():
        assert not line.isascii() or not line.startswith("    "), line


def test_nothing_is_translated_that_nobody_says() -> None:
    said = manual.contents()
    helps = {
        getattr(parameter, "help", None)
        for command, context in commands(ROOT, typer.Context(ROOT, info_name="zzx"))
        for parameter in command.get_params(context)
    }
    assert set(said["options"]) == helps
    assert set(said["commands"]) == {
        context.command_path for _, context in commands(ROOT, typer.Context(ROOT, info_name="zzx"))
    }


@pytest.mark.parametrize(("command", "context"), PAGES)
def test_examples_are_commands(command: Command | Group, context: typer.Context) -> None:
    examples = manual.contents()["commands"][context.command_path].get("examples", [])
    assert examples or isinstance(command, Group)
    for example in examples:
        name, *arguments = shlex.split(example["run"])
        assert name == "zzx"
        group = ROOT
        while arguments and arguments[0] in group.commands:
            one = group.commands[arguments.pop(0)]
            if not isinstance(one, Group):
                one.make_context(example["run"], arguments)
                break
            group = one


@pytest.mark.parametrize(
    "text", ["a word " * 30, "每条都指明原文中的确切位置,以及 zzx text 所打印的文本。" * 5]
)
def test_lines_fit(text: str) -> None:
    lines = list(manual.wrapped(text, 40, "  "))
    assert len(lines) > 3
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert manual._width(line) <= 40
        assert not line.strip().startswith(("。", ","))
