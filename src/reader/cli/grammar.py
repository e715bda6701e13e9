"""The command line as data: what completion and the manual are made from. Read off the parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from enum import Enum, auto

from reader.cli.arguments import Parser, parser_of, shared_options
from reader.cli.command import Command
from reader.core.value import Value


class ValueKind(Enum):
    """What can stand for a value."""

    NOTHING = auto()
    """A switch: no value at all."""
    WORDS = auto()
    FILES = auto()
    TARGETS = auto()
    ENTITIES = auto()
    NOTES = auto()
    TRASHED = auto()
    """Notes in the trash."""
    TEXT = auto()


class Argument(Value):
    """An option, or without `names` a value that stands by itself. `words` are all that it may be, where that is known.

    `value` names the value for people, empty for a switch; `may_repeat` says that several may be given.
    """

    names: tuple[str, ...]
    does: str
    kind: ValueKind
    value: str = ""
    words: tuple[str, ...] = ()
    may_repeat: bool = False
    is_required: bool = False


def arguments_of(command: Command) -> tuple[Argument, ...]:
    """The arguments of a command, without those of the program."""
    shared = {name for argument in shared_arguments() for name in argument.names}
    return tuple(one for one in _arguments(parser_of(command)) if not set(one.names) & shared)


def shared_arguments() -> tuple[Argument, ...]:
    """The options of the program, which every command has."""
    return tuple(_arguments(shared_options()))


def _arguments(parser: Parser) -> Iterator[Argument]:
    for action in parser._actions:  # noqa: SLF001 # argparse has no other way
        kind, several = _kind(action), action.nargs in ("+", "*") or isinstance(action, argparse._AppendAction)  # noqa: SLF001
        required = action.required if action.option_strings else action.nargs not in ("?", "*")
        value = "" if kind is ValueKind.NOTHING else _value(action)
        words = tuple(map(str, action.choices or ()))
        yield Argument(tuple(action.option_strings), action.help or "", kind, value, words, several, required)


def _value(action: argparse.Action) -> str:
    return str(action.metavar) if action.metavar else action.dest.upper() if action.choices else "TEXT"


_KINDS = {"PATH": ValueKind.FILES, "FILE": ValueKind.FILES, "TARGET": ValueKind.TARGETS}
"""By how a value is named for people."""
_IDS = {
    "entity": ValueKind.ENTITIES,
    "note": ValueKind.NOTES,
    "trashed": ValueKind.TRASHED,
    "briefing": ValueKind.TARGETS,
}
"""By what the program calls it, where people are only told that it is an ID."""

LISTED = {ValueKind.ENTITIES: "entities", ValueKind.NOTES: "notes list", ValueKind.TRASHED: "notes list --trash"}
"""The command that lists ids, each at the beginning of a line."""

SECTIONS = (
    r"""/^[ \t]*\[/ { inside = /^[ \t]*\[\[[ \t]*sections[ \t]*\]\]/ }"""
    r""" inside && /^[ \t]*id[ \t]*=[ \t]*["\047][a-z0-9-]+["\047]/ { split($0, s, /["\047]/); print id "#" s[2] }"""
)
"""The program for awk that lists the sections of a file; a shell asks it at a key, so the file is not checked."""


def _kind(action: argparse.Action) -> ValueKind:
    if action.nargs == 0:
        return ValueKind.NOTHING
    if action.choices:
        return ValueKind.WORDS
    known = _IDS.get(action.dest) if action.metavar == "ID" else _KINDS.get(str(action.metavar))
    return known or ValueKind.TEXT
