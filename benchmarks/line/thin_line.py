"""What goes down the line, and how soon something is there to be read: tables in Markdown, all ratios of one run.

    make bench                 # or: PYTHONPATH=. python benchmarks/line/thin_line.py [--quick] [--bytes]

Compares the reader with `less`, with a bare Textual application and with Textual's MarkdownViewer on the same made-up
text. Bytes are exact; times are those of this machine, and only their ratios tell anything.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import slow_link
from meter import Costs, costs, idle, lines_on_screen, scrolls, seconds_to, warm
from programs import Program, Texts, less_on, programs, reader_on, samples, write_briefing, write_texts

SIZES = ((80, 24), (120, 40))
PARAGRAPHS = 150
TALLEST = 1_500
"""Rows of a screen on which a whole briefing can be seen."""
BURSTS = 3


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table."""
    print(f"\n{title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else str(cell) for cell in row)} |", flush=True)


class Bench:
    """The measurements, each printed as a table. Every program starts with a home of its own."""

    def __init__(self, folder: Path, *, is_quick: bool) -> None:
        self.folder, self.runs = folder, 3 if is_quick else 7
        self.texts: Texts = write_texts(folder, PARAGRAPHS)
        self.programs = programs(self.texts)
        self._homes = 0
        warm(self.texts.briefing, self.texts.markdown, self.texts.lines)

    def home(self) -> Path:
        """A new home: nothing is remembered from one measurement to the next."""
        self._homes += 1
        home = self.folder / f"home{self._homes}"
        home.mkdir()
        return home

    def bytes_table(self, size: tuple[int, int]) -> list[tuple[Program, Costs]]:
        """Bytes sent for the start and for each key."""
        measured = [(program, costs(program, self.home(), size)) for program in self.programs]
        names = ("line", "page", "section", "entity", "help")
        rows = [(program.name, one.start, *(one.keys.get(name, "-") for name in names)) for program, one in measured]
        less, reader = measured[0][1], measured[-1 if size[0] >= 100 else -2][1]
        ratios = [f"{reader.keys[name] / less.keys[name]:.2f}" for name in ("line", "page")]
        rows.append(("reader / less", f"{reader.start / less.start:.2f}", *ratios, "-", "-", "-"))
        layout = "three panels" if size[0] >= 100 else "text over the full width"
        table(f"Bytes at {size[0]}x{size[1]}, {layout}", ("", "start", *names), rows)
        return measured

    def latency_table(self, measured: Sequence[tuple[Program, Costs]]) -> None:
        """How long the keys of a table of bytes took."""
        rows = [(program.name, f"{one.line_seconds * 1000:.1f}") for program, one in measured]
        table("Time of one line, from the key to the last byte", ("", "ms"), rows)

    def samples_table(self, size: tuple[int, int]) -> None:
        """Bytes of a scroll on the briefings that come with the reader, full of names in colours."""
        rows: list[tuple[object, ...]] = []
        for path in samples():
            reader = reader_on(path)
            lines = self.folder / f"{path.stem}.txt"
            lines.write_text("\n".join(lines_on_screen(reader, self.home(), (SIZES[0][0], TALLEST))).rstrip() + "\n")
            compared = (less_on(lines), reader, replace(reader, margins=True))
            less, plain, margins = (scrolls(program, self.home(), size) for program in compared)
            cells = [
                (*map(round, (less[key], plain[key], margins[key])), f"{plain[key] / less[key]:.2f}") for key in less
            ]
            rows.append((path.stem, *(cell for row in cells for cell in row)))
        heads = [
            f"{key}, {what}" for key in ("line", "page") for what in ("less", "reader", "margins", "reader / less")
        ]
        table(f"Bytes at {size[0]}x{size[1]} on the briefings of the package, means", ("", *heads), rows)

    def starts(self) -> None:
        """How soon text is there, as multiples of a Python that does nothing."""
        nothing = Program("python -c pass", (sys.executable, "-c", "print('made-up ' * 9)"), {}, quits="")
        chosen = [nothing, *self.programs[:4]]
        words = (b"made-up", *[self._word()] * 4)
        times: list[list[float]] = [[] for _ in chosen]
        back: list[float] = []
        for _ in range(self.runs):  # in turn, so that a busy moment of the machine meets all alike
            for place, program in enumerate(chosen):
                home = self.home()
                times[place].append(seconds_to(program, home, SIZES[0], words[place]))
            back.append(seconds_to(self.programs[3], home, SIZES[0], self._word()))
        medians = [*map(statistics.median, times), statistics.median(back)]
        names = [*(program.name for program in chosen), "briefing-reader, coming back"]
        rows = [
            (name, f"{one * 1000:.0f}", f"{one / medians[0]:.1f}", f"{one / medians[2]:.2f}")
            for name, one in zip(names, medians, strict=True)
        ]
        table("From the start until the text is there", ("", "ms", "/ python", "/ bare Textual"), rows)

    def _word(self) -> bytes:
        """A word of the first line of the text, which all programs send."""
        return self.texts.lines.read_text().split()[0].encode()

    def idles(self) -> None:
        """What is sent and used while nothing happens, and memory."""
        measured = [(program, idle(program, self.home(), SIZES[1], 5.0)) for program in self.programs[:4]]
        bare = measured[1][1][2]
        rows = [(p.name, sent, f"{cpu:.0f}", kib, f"{kib / bare:.2f}") for p, (sent, cpu, kib) in measured]
        table("Idle for 5 s", ("", "bytes", "CPU, ms", "memory (PSS), KiB", "/ bare Textual"), rows)

    def scale(self) -> None:
        """The same reader on documents of very different length. The largest still fits into the largest file."""
        readers = {count: self._reader_of(count) for count in (1_000, 100_000, 1_000_000)}
        paints: dict[int, list[float]] = {count: [] for count in readers}
        for _ in range(self.runs):  # in turn, as for the starts
            for count, reader in readers.items():
                paints[count].append(seconds_to(reader, self.home(), SIZES[1], b"Section 0"))
        ready = {count: statistics.median(times) for count, times in paints.items()}
        lines = {count: costs(reader, self.home(), SIZES[1]).line_seconds for count, reader in readers.items()}
        shortest = min(readers)
        rows = [
            (
                count,
                f"{ready[count] * 1000:.0f}",
                f"{ready[count] / ready[shortest]:.2f}",
                f"{lines[count] * 1000:.1f}",
                f"{lines[count] / lines[shortest]:.2f}",
            )
            for count in readers
        ]
        table("Documents of many paragraphs", ("paragraphs", "first paint, ms", "ratio", "line, ms", "ratio"), rows)

    def _reader_of(self, count: int) -> Program:
        """The reader on so many short paragraphs."""
        path = self.folder / f"{count}.toml"
        write_briefing(path, [f"Gas {number}." for number in range(count)])
        warm(path)
        return replace(self.programs[3], command=(sys.executable, "-m", "reader", str(path)), keys={"line": "j"})

    def bursts(self) -> None:
        """A burst of keys over a slow line through a real sshd."""
        title = "240 `j` at 120 a second over 1 Mbit/s and 80 ms, then `G`: until it is obeyed (120x40, real sshd)"
        if reason := slow_link.missing():
            print(f"\n{title}: {reason}")
            return
        keys = self.folder / "keys"
        keys.mkdir(mode=0o700)
        with slow_link.sshd(keys) as ssh:
            measured = [
                (program.name, *slow_link.burst(ssh, program, [self.home() for _ in range(BURSTS)], SIZES[1]))
                for program in (self.programs[0], self.programs[1], *self.programs[3:])
            ]
        less = measured[0][1]
        rows = [(name, f"{ms:.0f}", f"{ms / less:.2f}", size) for name, ms, size in measured]
        table(title, ("", "ms", "/ less", "bytes"), rows)


def main() -> int:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bytes", action="store_true", help="only what is sent, which is the same on a busy machine")
    parser.add_argument("--quick", action="store_true", help="fewer starts, and no documents of a million paragraphs")
    options = parser.parse_args()
    if not shutil.which("less"):
        print("less is needed to compare with (apt-get install less)", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()} on {platform.machine()}, truecolor, TERM=xterm-256color.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder), is_quick=options.quick)
        for size in SIZES:
            measured = bench.bytes_table(size)
            if not options.bytes:
                bench.latency_table(measured)
            bench.samples_table(size)
        if options.bytes:
            return 0
        bench.starts()
        bench.idles()
        bench.bursts()
        if not options.quick:
            bench.scale()
    return 0


if __name__ == "__main__":
    sys.exit(main())
