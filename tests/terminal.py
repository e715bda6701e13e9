"""The program on a terminal of its own: a pty with an emulator at the other end, driven as a person would."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from tests.tui.frames.emulator import Terminal

PATIENCE = 20.0
"""Seconds that a busy machine gets for anything."""
COMMAND = (sys.executable, "-m", "reader")
SUMMIT = "china-russia-summit-2017"


def environment(home: Path, **changes: str) -> dict[str, str]:
    """The environment of a person whose home is `home`, and nothing else of this one; an empty value leaves out."""
    names = {
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **changes,
    }
    return {name: value for name, value in names.items() if value}


class Pty:
    """A program in a pty. `raw` is every byte it wrote; `wait_for` reads until the screen says something.

    Without `draws` nothing is drawn from the bytes. `has_control`: the pty is the terminal of its session. `ignoring`:
    the signals that are ignored when it starts.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int] = (100, 30),
        *,
        draws: bool = True,
        has_control: bool = True,
        ignoring: Sequence[int] = (),
        cwd: Path | None = None,
    ) -> None:
        self.terminal = Terminal(*size)
        self.raw = bytearray()
        self._draws = draws
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self.master, slave = pty.openpty()
        self.before = termios.tcgetattr(slave)
        self.slave: int | None = os.dup(slave)
        self._set_size(size)

        def prepare() -> None:
            for number in ignoring:
                signal.signal(number, signal.SIG_IGN)
            os.setsid()
            if has_control:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, preexec_fn=prepare, cwd=cwd
        )
        os.close(slave)

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, and tell the program as the kernel does."""
        self.terminal.screen.resize(height, width)
        self._set_size((width, height))
        self.process.send_signal(signal.SIGWINCH)

    def send(self, keys: str | bytes) -> None:
        """Type."""
        data = keys.encode() if isinstance(keys, str) else keys
        os.write(self.master, data)

    def read(self, seconds: float) -> bytes:
        """What the program writes next, within so many seconds; empty where nothing comes."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:  # every program has left the pty
            return b""
        self.raw += data
        self.send(b"\x1b[1;1R" * data.count(b"\x1b[6n"))  # it asks how far we are, not where
        if self._draws:
            self.terminal.feed(self._decode(data))
        return data

    @property
    def screen(self) -> str:
        """What is on the screen."""
        return "\n".join(self.terminal.screen.display)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Read until something is so; fails with the screen after `PATIENCE`."""
        end = monotonic() + PATIENCE
        while not is_so():
            code = self.process.poll()
            data = self.read(0.05)
            is_vain = monotonic() > end or (code is not None and not data)
            assert not is_vain or is_so(), f"waited in vain; exit {code}; the screen:\n{self.screen}"

    def wait_for(self, text: str) -> None:
        """Read until the screen shows a text."""
        self.wait_until(lambda: text in self.screen)

    def wait_gone(self, text: str) -> None:
        """Read until the screen no longer shows a text."""
        self.wait_until(lambda: text not in self.screen)

    def ended(self) -> int:
        """The exit code, once the program has ended (negative: the signal that killed it)."""
        end = monotonic() + PATIENCE
        while (code := self.process.poll()) is None:
            assert monotonic() < end, f"still running; the screen:\n{self.screen}"
            if self.master >= 0:
                self.read(0.05)
            else:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(0.05)
        while self.master >= 0 and self.read(0.0):
            pass
        return code

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        self._close_slave()
        os.close(self.master)
        self.master = -1

    def _close_slave(self) -> None:
        if self.slave is not None:
            os.close(self.slave)
            self.slave = None

    @property
    def is_as_before(self) -> bool:
        """Whether the line's modes are those from before the program, and the screen is the usual one."""
        assert self.slave is not None
        return termios.tcgetattr(self.slave) == self.before and self.is_restored

    @property
    def is_restored(self) -> bool:
        """Whether all modes that were set have been unset again, as far as the bytes tell."""
        return all(self._last(mode) in (b"", wanted) for mode, wanted in _AT_REST.items())

    def _last(self, mode: bytes) -> bytes:
        on, off = self.raw.rfind(b"\x1b[?" + mode + b"h"), self.raw.rfind(b"\x1b[?" + mode + b"l")
        return b"" if on == off else b"h" if on > off else b"l"

    def close(self) -> None:
        """End everything."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._close_slave()
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def cpu_seconds(self) -> float:
        """The processor time that the program has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until(is_so: Callable[[], bool]) -> None:
    """Ask until something is so that no terminal tells of; fails after `PATIENCE`."""
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end, "waited in vain"
        select.select([], [], [], 0.02)


_AT_REST = {
    b"1049": b"l",
    b"25": b"h",
    b"7": b"h",
    b"1004": b"l",
    b"2004": b"l",
    b"2048": b"l",
    b"2026": b"l",
    b"69": b"l",
    b"1000": b"l",
    b"1003": b"l",
    b"1006": b"l",
}


@contextlib.contextmanager
def on_terminal(
    home: Path,
    *arguments: str,
    size: tuple[int, int] = (100, 30),
    env: Mapping[str, str] | None = None,
    command: Sequence[str] = COMMAND,
) -> Iterator[Pty]:
    """The program with arguments, on a terminal, in an environment of its own with some changes."""
    running = Pty([*command, *arguments], environment(home, **(env or {})), size, cwd=home)
    try:
        yield running
    finally:
        running.close()


@contextlib.contextmanager
def reading_summit(
    home: Path, section: str = "", *, env: Mapping[str, str] | None = None, **options: Any
) -> Iterator[Pty]:
    """The reader on a terminal, once the summit stands there; `options` are those of `Pty`. It shows no traceback."""
    target = f"{SUMMIT}#{section}" if section else SUMMIT
    running = Pty([*COMMAND, target], environment(home, **(env or {})), **options)
    try:
        running.wait_for("Xi in Moscow")
        yield running
        assert b"Traceback" not in running.raw
    finally:
        running.close()


def run_in_pipe(home: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """What the program prints where there is no terminal; it shows no traceback."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, **changes),
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr
    return done


def words_of_notes(home: Path) -> list[str]:
    """The words of the notes below a home, as their files hold them, in the order of these."""
    files = sorted((home / ".local/share/briefing-reader/notes").glob("*/*.md"))
    return [file.read_text("utf-8").rpartition("+++\n")[2] for file in files]
