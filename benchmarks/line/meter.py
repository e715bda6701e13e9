"""A program on a terminal, measured from outside: what it sends for a key, how long that takes, what it holds."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from programs import Program
from tests.terminal import Pty, environment

QUIET = 0.3
"""Seconds of silence after which an answer is over."""
PATIENCE = 2.0
"""Seconds in which an answer must have begun."""
SETTLED = 1.0
"""Seconds of silence after which a start is over."""


class Meter(Pty):
    """A pty that counts. `margins` has it answer that it has mode 69, and the reader only scrolls columns then."""

    margins = False

    def read(self, seconds: float) -> bytes:
        """What the program writes next; its questions are answered as a terminal would."""
        data = super().read(seconds)
        if self.margins and b"\x1b[?69$p" in data:
            self.send("\x1b[?69;2$y")
        return data

    def quiet(self, silence: float = QUIET) -> float:
        """Read until nothing comes for a while; gives the seconds until the last byte came."""
        begin = last = monotonic()
        while self.read(max(0.0, silence - (monotonic() - last))):
            last = monotonic()
        return last - begin

    def press(self, key: str) -> tuple[int, float]:
        """The bytes that a key costs, and the seconds until the last of them."""
        before, begin = len(self.raw), monotonic()
        self.send(key)
        self.read(PATIENCE)  # a busy machine may take a while to begin
        seconds = monotonic() - begin
        seconds += self.quiet()
        return len(self.raw) - before, seconds

    def pss(self) -> int:
        """Memory of the program, shared memory in proportion, in KiB."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def running(
    program: Program, home: Path, size: tuple[int, int], env: Mapping[str, str] | None = None
) -> Iterator[Meter]:
    """A program on a terminal of that size, ended afterwards."""
    variables = environment(home, COLORTERM="truecolor", **program.env, **(env or {}))
    meter = Meter(program.command, variables, size)
    meter.margins = program.margins
    try:
        yield meter
        meter.send(program.quits)
        meter.ended()
    finally:
        meter.close()


@dataclass(frozen=True, slots=True)
class Costs:
    """Bytes of the start and of one press of each key (medians), and the median seconds of a line."""

    start: int
    keys: dict[str, int]
    line_seconds: float


PRESSES = {"line": 15, "page": 4, "section": 2, "entity": 6, "help": 1}


def costs(program: Program, home: Path, size: tuple[int, int]) -> Costs:
    """What a program sends, from its start on."""
    with running(program, home, size) as meter:
        meter.wait_until(lambda: len(meter.raw) > 200)
        meter.quiet(SETTLED)
        start, keys, seconds = len(meter.raw), {}, 0.0
        for name, key in program.keys.items():
            pressed = [meter.press(key) for _ in range(PRESSES[name])]
            keys[name] = round(statistics.median(size for size, _ in pressed))
            if name == "line":
                seconds = statistics.median(seconds for _, seconds in pressed)
            if name == "help":
                meter.press("\x1b")
        return Costs(start, keys, seconds)


SCROLLED = {"line": 15, "page": 90}
"""Presses of the key for a line; lines that are gone through by pages, which the shortest sample has."""


def scrolls(program: Program, home: Path, size: tuple[int, int]) -> dict[str, float]:
    """The bytes of a line and of a page, the means of some lines and of the pages behind them.

    Not medians: every other line of a briefing is a short or an empty one.
    """
    with running(program, home, size) as meter:
        meter.wait_until(lambda: len(meter.raw) > 200)
        meter.quiet(SETTLED)
        return {
            name: statistics.fmean(meter.press(program.keys[name])[0] for _ in range(presses))
            for name, presses in (("line", SCROLLED["line"]), ("page", SCROLLED["page"] // size[1]))
        }


def lines_on_screen(program: Program, home: Path, size: tuple[int, int]) -> list[str]:
    """What a program shows between its first line and its last one."""
    with running(program, home, size) as meter:
        meter.wait_until(lambda: len(meter.raw) > 200)
        meter.quiet(SETTLED)
        return [line.rstrip() for line in meter.terminal.screen.display[1:-1]]


def seconds_to(program: Program, home: Path, size: tuple[int, int], word: bytes) -> float:
    """Seconds from the start of a program until a word of its text has been sent."""
    begin = monotonic()
    with running(program, home, size) as meter:
        meter.wait_until(lambda: word in meter.raw)
        seconds = monotonic() - begin
        meter.quiet(0.5)
    return seconds


def idle(program: Program, home: Path, size: tuple[int, int], seconds: float) -> tuple[int, float, int]:
    """Bytes and milliseconds of processor time while nothing happens, and memory (KiB)."""
    with running(program, home, size) as meter:
        meter.wait_until(lambda: len(meter.raw) > 200)
        meter.quiet(2.0)
        sent, cpu, end = len(meter.raw), meter.cpu_seconds(), monotonic() + seconds
        while (left := end - monotonic()) > 0:
            meter.read(left)
        return len(meter.raw) - sent, (meter.cpu_seconds() - cpu) * 1000, meter.pss()


def warm(*paths: Path) -> None:
    """Have files in the page cache, so that the first program is not the one that pays for the disk."""
    for path in paths:
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass
    os.sync()
