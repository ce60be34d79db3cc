"""Annotations: what GitHub shows beside a line of a file, as a workflow command on standard output.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""


def error(file: str, line: int | None, title: str, message: str) -> str:
    """The command that marks a line of a file, or the file, as wrong."""
    place = f"file={_property(file)}" + (f",line={line}" if line is not None else "")
    return f"::error {place},title={_property(title)}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
