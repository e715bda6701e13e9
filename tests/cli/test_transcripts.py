"""What every command prints, on a terminal and in a pipe, word for word.

After a change that is meant, write the transcripts anew with `make transcripts`, and read what has changed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS

HERE = Path(__file__).parent / "transcripts"
TYPED = {
    "help": ["--help", "notes --help", "chekc x.toml"],
    "read": ["gas-deal#price"],
    "list": ["list", "list --json", "list --library nowhere"],
    "show": ["show gas-deal", "show gas-deal#price --format markdown", "show nothing", "show wrong.toml"],
    "search": ["search route", "search route --json", "search zugzwang"],
    "entities": ["entities", "entities gazprom", "entities --json", "entities nobody"],
    "diff": ["diff library/pipeline.toml pipeline-3.toml", "diff library/pipeline.toml library/pipeline.toml"],
    "check": [
        "check wrong.toml",
        "check library",
        "check wrong.toml --format github",
        "check --format json wrong.toml",
    ],
    "new": ["new gas-price --title 'The price'", "new Gas_Price"],
    "import": ["import article.md", "import nothing.md"],
    "info": ["info"],
    "notes": [
        'notes add gas-deal#contract --quote "not public" --text "Why not?" --kind question --tag price',
        "notes list",
        "notes list --json",
        "notes edit NOTE --text 'Why is that?'",
        "notes attach NOTE --quote 'signed in Shanghai'",
        "notes export",
        "notes rm NOTE",
        "notes list",
        "notes restore NOTE",
        "notes import nothing.json",
        "notes list pipeline",
    ],
}


class Desk:
    """Someone who types commands, with a home of their own; `is_terminal` says where what is printed goes."""

    def __init__(self, home: Path, is_terminal: bool) -> None:
        self.home, self.is_terminal = home, is_terminal
        self.note = ""

    def type(self, typed: str) -> str:
        """What a person sees who types this: all that is printed, and the exit code."""
        words = [word.replace("NOTE", self.note) for word in shlex.split(typed)]
        command = [sys.executable, "-m", "reader", *(() if "--library" in words else ("--library", "library")), *words]
        printed, code = self._on_terminal(command) if self.is_terminal else self._in_pipe(command)
        found = re.search(r"\d{8}T\d{6}-[0-9a-f]{6}", printed)
        self.note = found[0] if found else self.note
        return f"$ briefing-reader {typed}\n{self._steady(printed)}[{code}]\n"

    @property
    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "TMPDIR")}
        return {
            **kept,
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
            "LINES": "30",
        }

    def _in_pipe(self, command: list[str]) -> tuple[str, int]:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=HERE,
            env=self._environment,
        )
        return done.stdout.decode(), done.returncode

    def _on_terminal(self, command: list[str]) -> tuple[str, int]:
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=inner, stderr=inner, cwd=HERE, env=self._environment
        ) as process:
            os.close(inner)
            chunks = []
            while chunk := _read(outer):
                chunks.append(chunk)
        os.close(outer)
        return b"".join(chunks).decode().replace("\r\n", "\n").replace("\x1b", "␛"), process.returncode

    def _steady(self, printed: str) -> str:
        """The same without what differs from day to day and from machine to machine."""
        for pattern, steady in (
            (re.escape(str(self.home)), "~"),
            (re.escape(str(HERE)), "HERE"),
            (r"\d{8}T\d{6}-[0-9a-f]{6}", "NOTE"),
            (r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)", "MOMENT"),
            (r"(made MOMENT) · changed MOMENT", r"\1"),  # not said where both fall into one second
            (r"(?m)^((?:date|# date|# as_of) = )\d{4}-\d\d-\d\d", r"\1TODAY"),
            (r"(?m)^(  (?:[a-z-]+) +)(?:\d+\.[\d.]+|Linux\S*|macOS\S*)$", r"\1VERSION"),
            (r"(?m)^(  ssh +).*$", r"\1SSH"),
        ):
            printed = re.sub(pattern, steady, printed)
        return printed


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other end has been closed
        return b""


@pytest.mark.parametrize("where", ["terminal", "pipe"])
@pytest.mark.parametrize("name", TYPED)
def test_a_command_prints_what_it_always_prints(name: str, where: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    desk = Desk(home, where == "terminal")
    transcript = "\n".join(map(desk.type, TYPED[name]))
    assert "Traceback" not in transcript
    kept = HERE / where / f"{name}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(transcript)
    assert transcript == kept.read_text(), "if this is meant: make transcripts"


IN_SHARE = {"schema", "completion", "manual"}
"""Commands whose output is a file in `share`, to which `tests/test_documents.py` holds them."""


def test_every_command_has_a_transcript() -> None:
    assert {command.name.split()[0] for command in COMMANDS} == ({*TYPED} - {"help"}) | IN_SHARE


@pytest.mark.parametrize("typed", ["show gas-deal", "list", "schema", "--help", "check wrong.toml", "completion bash"])
def test_a_reader_that_goes_away_early_ends_a_command_quietly(typed: str, tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m reader --library library {typed}"
    script = f"set -o pipefail; {command} | head -c 1 >/dev/null"
    environment = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=HERE, env=environment)
    assert done.stderr == ""
    assert done.returncode in ((0, 1) if typed.startswith("check") else (0,))
