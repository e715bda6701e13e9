"""What a command is: its name, what it does, its arguments, examples, and the function that does it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable

from reader.core.value import Value

Examples = tuple[tuple[str, str], ...]
"""Arguments as typed after `briefing-reader`, each with what they do."""


class Command(Value):
    """One command. `name` may have two words (`notes add`); `run` is `module:function` below `reader.cli`."""

    name: str
    does: str
    run: str
    arguments: Callable[[ArgumentParser], None]
    examples: Examples = ()
    more: str = ""


def not_empty(text: str) -> str:
    """A value that is more than blanks."""
    if not text.strip():
        raise ArgumentTypeError("is empty")
    return text


def add_json(parser: ArgumentParser) -> None:
    """The option of every command that lists."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def add_above_ceiling(parser: ArgumentParser) -> None:
    """The option of every command that exports."""
    asked = "export also what is marked above the ceiling of the settings (export_ceiling)"
    parser.add_argument("--above-ceiling", action="store_true", help=asked)
