"""What was typed becomes options: the command is found, and its own parser reads the rest.

Only the parser of the command that was asked for is made. The options of the program are options of every command, so
they may stand before the command or after it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NoReturn, cast

from reader.cli.command import Command, Examples, not_empty
from reader.cli.commands import COMMANDS
from reader.errors import UsageError

# argparse looks for translations of its few words, which nobody has: for that it loads `locale`, and asks the disk.
argparse._ = str  # type: ignore[attr-defined]

Options = argparse.Namespace
"""`run` is what to do, as `module:function`; or `text` what to print, where only that was asked for."""

PROGRAM = "briefing-reader"
BY_NAME = {command.name: command for command in COMMANDS}
GROUPS = {command.name.split()[0] for command in COMMANDS if " " in command.name}
"""First words of the commands of two words."""
COMMAND_NAMES = tuple(dict.fromkeys(command.name.split()[0] for command in COMMANDS))

PROGRAM_EXAMPLES: Examples = (
    ("", "open the library where you left it"),
    ("./gas-deal.toml#overview", "open a file at a section"),
    ("show china-russia-summit-2017 | less", "print a briefing as text"),
    ("check ~/briefings", "find every mistake in the files of a folder"),
)


_ANY_WIDTH = 80
"""For a parser whose help is not printed: argparse asks the terminal for its width otherwise, with slow imports."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the program's own."""

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the arguments, with where to look."""
        raise UsageError(f"{message}\nTry '{self.prog} --help'.")


def parse(arguments: Sequence[str]) -> Options:
    """The options that the arguments say. No command, or a target in its place, means `read`. Raises `UsageError`."""
    given = list(arguments)
    plain = given[: given.index("--")] if "--" in given else given
    name = _take_command(given)
    if "-V" in plain or "--version" in plain:
        from reader.cli.versions import version_line

        return Options(text=version_line())
    if "-h" in plain or "--help" in plain:
        return Options(text=help_text(name))
    if name in GROUPS:
        raise UsageError(f"{name} needs one of {_members(name)}\nTry '{PROGRAM} {name} --help'.")
    command = BY_NAME[name or "read"]
    parser = parser_of(command, _ANY_WIDTH)
    try:
        options = parser.parse_args(_with_words_last(given, parser) if name == "search" else given)
    except UsageError as error:
        raise _with_hint(error, name, given) from None
    options.run = command.run
    return options


def _with_words_last(given: Sequence[str], parser: Parser) -> list[str]:
    """The same arguments with the words of a query behind all options: `-coal` is a word that is not to be there."""
    options: list[str] = []
    words: list[str] = []
    takes_value = {name for action in parser._actions if action.nargs != 0 for name in action.option_strings}  # noqa: SLF001 # argparse has no other way
    for place, word in enumerate(given):
        if word == "--":
            words += given[place + 1 :]
            break
        is_value = bool(options) and given[place - 1] == options[-1] and options[-1] in takes_value
        (options if is_value or word.startswith("--") else words).append(word)
    return [*options, "--", *words]


class _HelpText(argparse.RawDescriptionHelpFormatter):
    """Help in the form of the newest Python, whichever runs it: `-o, --output FILE`."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._format_args(action, self._get_default_metavar_for_optional(action))
        return f"{', '.join(action.option_strings)} {value}"


def _help_of_width(width: int | None) -> type[argparse.HelpFormatter]:
    """The form of help, in so many columns, or in as many as the terminal has."""
    return cast("type[argparse.HelpFormatter]", partial(_HelpText, width=width))


def parser_of(command: Command, width: int | None = None) -> Parser:
    """The parser of one command; its help is `width` columns wide, or as wide as the terminal."""
    parser = Parser(
        prog=f"{PROGRAM} {command.name}",
        parents=[shared_options()],
        add_help=False,
        allow_abbrev=False,
        formatter_class=_help_of_width(width),
        description="\n\n".join(filter(None, (_sentence(command.does), command.more))),
        epilog=_examples(command.examples),
    )
    command.arguments(parser)
    for action in parser._actions:  # noqa: SLF001 # argparse has no other way
        if action.metavar in _NAMES:
            action.type = not_empty
    parser.usage = _usage(parser)
    return parser


_NAMES = ("PATH", "FILE", "TARGET", "ID")
"""Values that name something: an empty one names nothing, and is what a script gives whose variable was not set."""


def _usage(parser: Parser) -> str:
    """How the command is called, in one line: its options stand in the list below it."""
    values = [action for action in parser._actions if not action.option_strings]  # noqa: SLF001 # argparse has no other way
    words = [
        _BY_NUMBER.get(str(action.nargs), "{0}").format(action.metavar or action.dest.upper()) for action in values
    ]
    return " ".join((parser.prog, "[options]", *words))


_BY_NUMBER = {"?": "[{0}]", "*": "[{0} ...]", "+": "{0} [{0} ...]"}


def shared_options() -> Parser:
    """The options of the program."""
    parser = Parser(add_help=False, formatter_class=_help_of_width(_ANY_WIDTH))
    shared = parser.add_argument_group("options of the program")
    shared.add_argument(
        "--library",
        metavar="PATH",
        action="append",
        default=[],
        help="a folder of briefings; may repeat",
    )
    shared.add_argument("--config", metavar="FILE", help="the settings file")
    shared.add_argument("--data-dir", metavar="PATH", help="the folder in which notes are kept")
    shared.add_argument("--secure", action="store_true", help="no editor, no browser, nothing outside the library")
    shared.add_argument("--no-color", action="store_true", help="no colour")
    shared.add_argument("-V", "--version", action="store_true", help="print the version")
    shared.add_argument("-h", "--help", action="store_true", help="print this help")
    return parser


def help_text(name: str = "", width: int | None = None) -> str:
    """The help of a command or of a group of commands; without a name, of the program. `width` as in `parser_of`."""
    if name in BY_NAME:
        return parser_of(BY_NAME[name], width).format_help()
    commands = [command for command in COMMANDS if not name or command.name.startswith(f"{name} ")]
    prog = f"{PROGRAM} {name}".strip()
    parser = Parser(
        prog=prog,
        usage=f"{prog} COMMAND ..." if name else f"{prog} [options] [TARGET]\n       {prog} COMMAND ...",
        parents=[shared_options()],
        add_help=False,
        formatter_class=_help_of_width(width),
        description=_program_description(commands, name),
        epilog=_examples(
            commands[0].examples if name else PROGRAM_EXAMPLES,
            f"Each command has a help of its own: {prog} COMMAND --help",
        ),
    )
    return parser.format_help()


def _program_description(commands: Iterable[Command], name: str) -> str:
    width = max(len(command.name) for command in COMMANDS)
    lines = "\n".join(f"  {command.name:<{width}}  {command.does}" for command in commands)
    about = (
        "" if name else "Read briefings in a terminal: sections, linked entities, and notes that keep their place.\n\n"
    )
    return f"{about}commands:\n{lines}"


def _examples(examples: Examples, last: str = "") -> str:
    typed = [f"{PROGRAM} {arguments}".rstrip() for arguments, _ in examples]
    width = max(map(len, typed), default=0)
    lines = [f"  {line:<{width}}  {does}" for line, (_, does) in zip(typed, examples, strict=True)]
    return "\n".join([*(["examples:", *lines] if lines else []), *(["", last] if last else [])])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


_WITH_VALUE = {"--library", "--config", "--data-dir", "--theme", "--text-width"}


def _take_command(given: list[str]) -> str:
    """Take the words of the command out of what was given; empty where the first word is none."""
    place = _first_word(given, 0)
    if place is None or given[place] not in COMMAND_NAMES:
        return ""
    first = given.pop(place)
    if first not in GROUPS:
        return first
    place = _first_word(given, place)
    if place is None or f"{first} {given[place]}" not in BY_NAME:
        return first
    return f"{first} {given.pop(place)}"


def _first_word(arguments: Sequence[str], place: int) -> int | None:
    """The place, from `place` on, of the first argument that is no option and no option's value."""
    while place < len(arguments):
        word = arguments[place]
        if word == "--":
            return None
        if not word.startswith("-") or word == "-":
            return place
        place += 2 if word in _WITH_VALUE else 1
    return None


def _members(group: str) -> str:
    return ", ".join(command.name.split()[1] for command in COMMANDS if command.name.startswith(f"{group} "))


def _with_hint(error: UsageError, name: str, given: Sequence[str]) -> UsageError:
    """The error, with the command that was meant where its name was mistyped."""
    place = None if name else _first_word(given, 0)
    if place is None:
        return error
    near = near_command(given[place])
    return (
        UsageError(f'"{given[place]}" is no command; did you mean "{near}"?\nTry \'{PROGRAM} --help\'.')
        if near
        else error
    )


def near_command(word: str) -> str:
    """The command whose name is most like `word`, or nothing."""
    from difflib import get_close_matches  # only for a word that is no command

    return next(iter(get_close_matches(word, COMMAND_NAMES, 1, 0.7)), "")
