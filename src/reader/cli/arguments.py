"""The arguments of every command, in one place."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from reader import __version__
from reader.errors import UsageError

Options = argparse.Namespace

COMMAND_NAMES = ("read", "list", "show", "check")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the program's own."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments, with where to look."""
        raise UsageError(f"{message}\nTry '{self.prog} --help'.")


def parse(arguments: Sequence[str]) -> Options:
    """The options that the arguments say. No command, or a target in its place, means `read`."""
    given = list(arguments)
    first = _first_word(given)
    asks_of_program = bool({"--help", "-h", "--version", "-V"} & set(given))
    if (first is None or given[first] not in COMMAND_NAMES) and not asks_of_program:
        given.insert(0, "read")
    options = _parser().parse_args(given)
    if not options.command:
        options.command = "read"
    return options


_WITH_VALUE = {"--library", "--config", "--data-dir"}


def _first_word(arguments: Sequence[str]) -> int | None:
    """The place of the first argument that is no option and no option's value."""
    place = 0
    while place < len(arguments):
        word = arguments[place]
        if word == "--":
            return place + 1 if place + 1 < len(arguments) else None
        if not word.startswith("-") or word == "-":
            return place
        place += 2 if word in _WITH_VALUE else 1
    return None


def _parser() -> Parser:
    shared = _shared_options()
    parser = Parser(
        prog="briefing-reader",
        parents=[shared],
        description="Read briefings in a terminal: sections, linked entities, and notes that keep their place.",
        epilog="Without a command: opens the reader, at the briefing read last.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"briefing-reader {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_read(commands, shared)
    _add_list(commands, shared)
    _add_show(commands, shared)
    _add_check(commands, shared)
    return parser


def _shared_options() -> Parser:
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--library", metavar="PATH", action="append", help="a folder of briefings (repeatable)")
    shared.add_argument("--config", metavar="FILE", help="the settings file")
    shared.add_argument("--data-dir", metavar="PATH", help="where notes are kept")
    shared.add_argument("--secure", action="store_true", help="no editor, no browser, nothing outside the library")
    shared.add_argument("--no-color", action="store_true", help="no colour")
    return shared


def _add_read(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    command = commands.add_parser("read", parents=[shared], help="open the reader (what happens without a command)")
    command.add_argument("target", metavar="TARGET", nargs="?", help="a file, a folder or an id, with #section")
    command.add_argument("--no-diff", action="store_true", help="send whole screens, for bug reports")


def _add_list(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    command = commands.add_parser("list", parents=[shared], help="the briefings of the library")
    command.add_argument("--json", action="store_true", help="as one JSON document")


def _add_show(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    command = commands.add_parser("show", parents=[shared], help="print a briefing or a section as text")
    command.add_argument("target", metavar="TARGET", help="a file or an id, with #section")


def _add_check(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    command = commands.add_parser("check", parents=[shared], help="say everything that is wrong with briefing files")
    command.add_argument("paths", metavar="PATH", nargs="+", help="files or folders")
    command.add_argument("--format", choices=("text", "json"), default="text", help="how to say it")
