"""`read --plain`: the loop that takes a line, does what it asks, and tells what there is to tell.

For screen readers, Braille lines and teletypes. A command is the key that does the same on the screen, or the action's
name, with words behind it where it needs some. What is told comes as whole lines; nothing is drawn, moved or coloured.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from reader.cli.plain import words
from reader.cli.plain.choosing import Choosing
from reader.cli.plain.moving import Moving
from reader.cli.plain.noting import Noting
from reader.cli.plain.table import Table
from reader.errors import ReaderError
from reader.library import Address, Library
from reader.tui.actions import ACTIONS, BY_NAME
from reader.tui.keys import Keys

Do = Callable[[str], None]


class PlainReader:
    """The commands in force, by the method that does them."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._is_over = False
        owners = (Moving(table), Choosing(table), Noting(table), self)
        self._methods: dict[str, Do] = {
            action.method: method
            for action in ACTIONS
            for owner in owners
            if (method := getattr(owner, action.method, None)) is not None
        }

    def knows(self, name: str) -> bool:
        """Whether there is a command for an action."""
        return BY_NAME[name].method in self._methods

    def run(self, address: Address) -> int:
        """Begin at a place, and go on until `q` or the end of input; gives the exit code."""
        self._begin(address)
        while not self._is_over and (line := self._table.ask()) is not None:
            try:
                self._do(line.strip())
            except ReaderError as error:
                self._table.tell(str(error))
            except re.error as error:
                self._table.tell(f"No regular expression: {error}")
        self._table.remember()
        return 0

    def _begin(self, address: Address) -> None:
        table = self._table
        for line in words.front(table.opened, table.keys):
            table.tell(line)
        position = table.library.state.position(table.opened.briefing.id)
        if address.section:
            table.go_to_section(address.section, address.paragraph)
        elif position and position.section and (part := table.document.part(position.section)) is not None:
            table.go(part, position.item)

    def _do(self, line: str) -> None:
        name, rest = words.command(line, self._table.keys)
        method = self._methods.get(name)
        if method is None:
            self._table.tell(f"{line} does nothing here: {self._table.keys.first('help')} lists what does.")
        else:
            method(rest)

    def help(self, _: str) -> None:
        """List every command."""
        self._table.tell("Enter: the next paragraph")
        for line in words.help_lines(self._table.keys, self._methods):
            self._table.tell(line)

    def leave(self, _: str) -> None:
        """End."""
        self._is_over = True

    quit = leave


def read_plainly(library: Library, address: Address, keys: Keys) -> int:
    """Take lines from stdin and tell on stdout; gives the exit code."""

    def ask() -> str | None:
        if sys.stdin.isatty():
            print("> ", end="", flush=True)
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None

    return PlainReader(Table(library, address, keys, ask, lambda line: print(line, flush=True))).run(address)
