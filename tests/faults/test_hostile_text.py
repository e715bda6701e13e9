"""Files in which every text tries to drive the terminal: nothing of it reaches one as more than text."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from reader.cli.arguments import parser_of, shared_options
from reader.cli.command import Command
from reader.cli.commands import COMMANDS
from reader.storage.state import Position, State
from reader.tui.actions import ACTIONS
from tests import hostile
from tests.terminal import COMMAND, Pty, environment

QUIET = 0.08
"""Seconds without output after which a screen is taken for drawn. What is found does not depend on it."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a hostile library, notes, settings, and a state file in which somebody wrote."""
    home = tmp_path_factory.mktemp("hostile")
    hostile.write_library(home)
    hostile.write_notes(home / "data")
    state = State(home / ".local/state/briefing-reader/state.db")
    for name in ("hostile", hostile.PAYLOAD):
        state.remember(name, Position(hostile.PAYLOAD, hostile.PAYLOAD, 0, 0), hostile.PAYLOAD)
        state.keep(name, hostile.PAYLOAD)
    state.close()
    return home


def library_of(home: Path) -> Path:
    return next(path for path in home.iterdir() if "PWNED" in path.name)


def options_of(home: Path) -> list[str]:
    return ["--library", str(library_of(home)), "--data-dir", str(home / "data")]


def run_once(home: Path, *arguments: str) -> Pty:
    """One command on a terminal, to its end."""
    running = Pty([*COMMAND, *options_of(home), *arguments], environment(home), draws=False, cwd=home)
    try:
        running.code = running.ended()  # type: ignore[attr-defined]
    finally:
        running.close()
    return running


def test_no_setting_is_written_as_control(home: Path) -> None:
    config = home / "config.toml"
    settings = {"theme": hostile.PAYLOAD, hostile.PAYLOAD: 1, "keys": {"find": hostile.PAYLOAD, hostile.PAYLOAD: "x"}}
    config.write_text(hostile.as_toml(settings))
    for arguments in (["list"], ["show", "hostile"]):
        done = run_once(home, "--config", str(config), *arguments)
        assert hostile.intruders(bytes(done.raw), is_screen=False) == []
        assert b"Traceback" not in done.raw


def values(action: argparse.Action, home: Path) -> list[str]:
    """What to give for a positional argument, by what help says it is."""
    library = library_of(home)
    twin = next(path for path in library.iterdir() if path.name.startswith("\x1b"))
    by_name = {"TARGET": str(twin), "PATH": str(library), "FILE": str(library / "hostile.toml"), "QUERY": "MARK"}
    return [by_name.get(str(action.metavar), hostile.PAYLOAD.replace("\x00", ""))]


def variants(command: Command, home: Path) -> list[list[str]]:
    """Arguments for a command: as it is, as JSON, in each of its formats, and on what is not there."""
    mine = {option for action in shared_options()._actions for option in action.option_strings}
    actions = [one for one in parser_of(command)._actions if not mine & set(one.option_strings)]
    given = [value for one in actions if not one.option_strings for value in values(one, home)]
    plain = [*command.name.split(), *given]
    found = [plain, [*command.name.split(), *("no such " + hostile.CONTROLS[2] for _ in given)]]
    for action in actions:
        if "--json" in action.option_strings:
            found.append([*plain, "--json"])
        if "--format" in action.option_strings:
            found += [[*plain, "--format", str(choice)] for choice in action.choices or ()]
    return found


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command.name != "read"], ids=lambda one: one.name
)
def test_no_command_writes_what_a_file_says_as_control(home: Path, command: Command) -> None:
    for arguments in variants(command, home):
        done = run_once(home, *arguments)
        assert hostile.intruders(bytes(done.raw), is_screen=False) == [], arguments
        assert b"Traceback" not in done.raw
        assert done.code in (0, 1, 2, 3, 4), arguments  # type: ignore[attr-defined]


def test_no_screen_writes_what_a_file_says_as_control(home: Path) -> None:
    running = Pty([*COMMAND, *options_of(home), "hostile"], environment(home), (120, 40), cwd=home)
    seen = ""
    try:
        running.wait_for("MARK")
        for number, key in enumerate(every_key()):
            if number % 9 == 0:
                running.resize(*((60, 16) if number % 2 else (120, 40)))
            running.send(f"{key}\t\r")
            while running.read(QUIET):
                pass
            seen += running.screen
            running.send("\x1b\x1b\x1b")
        running.send("\x1b\x1b\x1b\x11")
        assert running.ended() == 0, report_of(home)
    finally:
        running.close()
    assert hostile.intruders(bytes(running.raw), is_screen=True) == []
    assert "[bold red]MARK[/]" in seen
    assert "[@click=app.quit]" in seen


def report_of(home: Path) -> str:
    """What the program kept about a fault of its own."""
    return "\n".join(path.read_text() for path in home.rglob("fault.txt"))


def every_key() -> list[str]:
    """A key of every action but those that end the program."""
    actions = [action for action in ACTIONS if action.name not in ("quit", "leave", "suspend")]
    return [KEYS.get(key, key) for action in actions for key in [action.keys.split(",")[0]]]


KEYS = {
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "backspace": "\x7f",
    "space": " ",
    "escape": "\x1b",
    "ctrl+l": "\x0c",
    "ctrl+p": "\x10",
}
