"""Every command: its name, what it does, its arguments, examples, and the function that does it.

Help, the parser, shell completion and the manual page are made from this one table. To add a command, write its module,
a function here that adds its arguments, and its line in `COMMANDS`; the module is imported only when the command runs.

The names of values say what they are, for help and for completion: PATH and FILE are files and folders, TARGET is a
file, a folder or an id of a briefing, with `#section`.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass

Examples = tuple[tuple[str, str], ...]
"""Arguments as typed after `briefing-reader`, each with what they do."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `name` may have two words (`notes add`); `run` is `module:function` below `reader.cli`."""

    name: str
    does: str
    run: str
    arguments: Callable[[ArgumentParser], None]
    examples: Examples = ()
    more: str = ""


def _read(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", nargs="?", help="a file, a folder or an id, with #section")
    parser.add_argument("--no-diff", action="store_true", help="send whole screens, for bug reports")


def _list(parser: ArgumentParser) -> None:
    add_json(parser)


def _show(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a file or an id, with #section")


def _check(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="files, or folders searched for *.toml")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it (text)")


def add_json(parser: ArgumentParser) -> None:
    """The option of every command that lists."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


COMMANDS = (
    Command(
        "read",
        "open the reader (the same as no command)",
        "read:read",
        _read,
        (
            ("", "the library, at the briefing read last"),
            ("china-russia-summit-2017#energy", "a section of a briefing of the library"),
            ("read ./draft.toml", "a file"),
            ("~/briefings", "a folder as the library"),
        ),
        "Where there is no terminal to draw on, prints the briefing as text instead.",
    ),
    Command(
        "list",
        "the briefings of the library",
        "listing:list_briefings",
        _list,
        (
            ("list", "newest first"),
            ("list --json | jq -r '.briefings[].id'", "their ids"),
        ),
    ),
    Command(
        "show",
        "print a briefing or a section as text",
        "show:show",
        _show,
        (
            ("show china-russia-summit-2017", "all of it"),
            ("show ./draft.toml#energy | less", "one section"),
        ),
    ),
    Command(
        "check",
        "name every problem of briefing files, with line and column",
        "check:check",
        _check,
        (
            ("check draft.toml", "one file"),
            ("check ~/briefings", "a library"),
        ),
        "The exit code is 1 where a file has an error; warnings alone leave it 0.",
    ),
)
