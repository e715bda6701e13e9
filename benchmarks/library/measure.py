"""What a large library costs: prints each promise of docs/library.md beside what was measured, exits with 1 on a miss.

    python benchmarks/library/measure.py [--briefings 10000] [--folder FOLDER]

FOLDER keeps the made-up library from one run to the next. Needs ripgrep (`rg`) to compare with. Whole processes are
timed by the clock, so run this on a machine that does nothing else; what happens inside one thread is timed by the
processor. The best of several runs counts.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import pty
import random
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from made_library import COMMON, NAMED, RARE, make_library

from reader.core.format.briefing import Entity, EntityKind
from reader.core.text.mentions import Resolver
from reader.library import Library
from reader.library.notebook import Means, Notebook
from reader.storage.decisions import DecisionStore
from reader.storage.drafts import DraftStore
from reader.storage.notes import NoteStore
from reader.storage.state import State

PROGRAM = str(Path(sys.executable).with_name("briefing-reader"))


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: what it says, what was measured, whether it holds."""

    promise: str
    measured: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A library with a home folder of its own."""

    shelf: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process started on it sees."""
        xdg = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        paths = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        return {**paths, **xdg, "TERM": "xterm-256color", "BRIEFING_READER_LIBRARY": str(self.shelf)}

    def run(self, *arguments: str) -> str:
        """What the program prints."""
        done = subprocess.run(
            [PROGRAM, *arguments], env=self.environment, stdout=subprocess.PIPE, text=True, check=False
        )
        return done.stdout

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library inside this process."""
        means = Means(lambda: datetime.now(UTC), lambda size: "0" * size)
        notebook = Notebook(NoteStore(self.home / "notes"), means, DraftStore(self.home / "drafts"))
        decisions = DecisionStore(self.home / "names.toml")
        cache = self.home / "cache" / "briefing-reader"
        yield Library([self.shelf], notebook, State(self.home / "state.db"), decisions, cache=cache)


def seconds(what: Callable[[], object], runs: int = 5) -> float:
    """The shortest time that it takes."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        what()
        found.append(time.perf_counter() - began)
    return min(found)


def worked(what: Callable[[], object], runs: int = 5) -> float:
    """The least processor time that it takes, in seconds."""
    found = []
    for _ in range(runs):
        began = time.process_time()
        what()
        found.append(time.process_time() - began)
    return min(found)


def of_children() -> float:
    """Seconds of processor time that ended processes have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_index(home: Home, briefings: int) -> Line:
    """How fast a library is read for the first time."""
    before = of_children()
    took = seconds(lambda: home.run("list"), runs=1)
    processor = of_children() - before
    told = f"{briefings / took:,.0f} a second, {took:.1f} s in all, {processor:.1f} s of a processor"
    return Line("first index: 400 briefings a second", told, briefings / took >= 400)


def first_screen(home: Home) -> float:
    """Seconds from the start of the reader until its first screen stands."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(PROGRAM, [PROGRAM, "made-000000"], home.environment)
    began, shown = time.perf_counter(), b""
    while b"Briefing 0" not in shown and time.perf_counter() - began < 20:
        if select.select([terminal], [], [], 0.5)[0]:
            shown += os.read(terminal, 65536)
    took = time.perf_counter() - began
    os.write(terminal, b"q")
    os.close(terminal)
    os.waitpid(pid, 0)
    return took


def starts(large: Home, small: Home) -> Line:
    """The first screen beside that of a library of ten."""
    for home in (large, small):
        home.run("list")
    pairs = [(first_screen(large), first_screen(small)) for _ in range(9)]
    of_large, of_small = (min(times) for times in zip(*pairs, strict=True))
    told = f"{of_large * 1000:.0f} ms beside {of_small * 1000:.0f} ms"
    return Line("first screen within 1.1 times that of ten briefings", told, of_large <= 1.1 * of_small)


def unchanged(home: Home) -> Line:
    """What it costs to see that nothing has changed."""
    with home.library() as library:
        library.catalogue.refresh()
        took = worked(library.catalogue.looks_unchanged)
        whole = worked(library.catalogue.refresh)
    told = f"{took * 1000:.1f} ms for the folders, {whole * 1000:.0f} ms for every file"
    return Line("nothing changed: a look at the folders alone, under 20 ms", told, took < 0.02)


def against_ripgrep(home: Home, briefings: int) -> Line:
    """A rare word, whole process, beside rg over the same files."""
    word = next(iter(RARE))
    pairs = []
    for _ in range(7):
        ours = seconds(lambda: home.run("search", word), runs=1)
        theirs = seconds(lambda: subprocess.run(["rg", "-lw", word, str(home.shelf)], capture_output=True), runs=1)
        pairs.append((ours, theirs))
    ours, theirs = (min(times) for times in zip(*pairs, strict=True))
    wanted = 5 if briefings >= 100_000 else 1
    told = f"{ours * 1000:.0f} ms beside {theirs * 1000:.0f} ms"
    return Line(f"search for a rare word: {wanted} times as fast as rg", told, theirs >= wanted * ours)


def as_typed(home: Home) -> tuple[Line, Line]:
    """How long each key of a word takes to be answered inside the reader."""
    with home.library() as library:
        library.catalogue.refresh()

        def ask(typed: str) -> float:
            return worked(lambda: library.catalogue.search(typed, 100, is_half_typed=True), runs=3)

        rare = {typed: ask(typed) for word in (*RARE, *NAMED) for typed in _beginnings(word)}
        common = {
            typed: ask(typed) for word in ("the", "pipeline", "credit", "quota oil") for typed in _beginnings(word)
        }
    return _slowest("a key of a rare word is answered within 50 ms", rare, 0.05), _slowest(
        "a key of a common word within 150 ms", common, 0.15
    )


def _beginnings(word: str) -> Iterator[str]:
    yield from (word[:end] for end in range(min(3, len(word)), len(word) + 1))


def _slowest(promise: str, times: dict[str, float], most: float) -> Line:
    typed = max(times, key=lambda one: times[one])
    return Line(promise, f"{times[typed] * 1000:.0f} ms at most (for “{typed}”)", times[typed] <= most)


def same_as_ripgrep(home: Home) -> Line:
    """Whether the briefings found are all and only the files that rg finds."""
    chance = random.Random(2)
    words = (*RARE, *NAMED, *chance.sample(COMMON, 4))
    wrong = []
    with home.library() as library:
        library.catalogue.refresh()
        for word in words:
            flags = "-l" if not word.isascii() else "-liw"
            listed = subprocess.run(["rg", flags, word, str(home.shelf)], capture_output=True, text=True).stdout
            files = {Path(line) for line in listed.splitlines() if not line.endswith("entities.toml")}
            found = library.catalogue.search(word, 10_000_000, ("briefings",))
            if {hit.path for hit in found.hits} != files:
                wrong.append(word)
    told = f"{len(words)} words, wrong for {', '.join(wrong) or 'none'}"
    return Line("search finds all and only the files that rg -l finds", told, not wrong)


def dossier(home: Home) -> Line:
    """How long the dossier of the entity that is named most takes until its first screen can be drawn."""
    with home.library() as library:
        library.catalogue.refresh()
        opened = library.open_fully(library.find("made-000000").path)

        def open_it() -> None:
            document = library.dossier("famous", opened)
            for part in document.parts:
                part.items.get(59)

        took = worked(open_it)
        count = sum(one.mentions for one in library.catalogue.index.appearances("famous"))
    told = f"{took * 1000:.0f} ms for {count:,} mentions"
    return Line("a dossier of 20,000 mentions opens within 100 ms", told, took <= 0.1)


def scrolling(home: Home) -> Line:
    """A line down in that dossier beside a line down in a briefing, on a screen without a terminal."""
    with home.library() as library:
        library.catalogue.refresh()
        in_text, in_dossier = asyncio.run(_scroll_times(library))
    told = f"{in_dossier * 1000:.1f} ms beside {in_text * 1000:.1f} ms in a briefing"
    return Line("that dossier scrolls as cheaply as text (within 1.25 times)", told, in_dossier <= 1.25 * in_text)


async def _scroll_times(library: Library) -> tuple[float, float]:
    from reader.tui.app import ReaderApp
    from reader.tui.features.indexing import READING

    address = library.find("made-000000")
    app = ReaderApp(library, library.open(address.path), address)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.screen.desk.behind.wait(READING, 60)  # type: ignore[attr-defined]

        async def press() -> float:
            times = []
            for _ in range(40):
                began = time.process_time()
                await pilot.press("j")
                times.append(time.process_time() - began)
            return sorted(times)[len(times) // 2]

        in_text = await press()
        app.screen.going.open_dossier("famous")  # type: ignore[attr-defined]
        await pilot.pause()
        return in_text, await press()


def resolver() -> Line:
    """How fast 50,000 names are found in text."""
    chance = random.Random(3)
    syllables = [f"{a}{b}" for a in "bcdfghjklmnprstvz" for b in "aeiou"]
    names = {"".join(chance.choices(syllables, k=4)).capitalize() for _ in range(60_000)}
    entities = [
        Entity(id=f"e{at}", name=name, kind=EntityKind.PERSON) for at, name in enumerate(sorted(names)[:50_000])
    ]
    words = [*COMMON] * 30 + [entity.name for entity in entities[:200]]
    paragraphs = [" ".join(chance.choices(words, k=80)) for _ in range(4_000)]
    found = Resolver(entities)
    found.find("warm")
    size = sum(len(paragraph.encode()) for paragraph in paragraphs)
    took = worked(lambda: [found.find(paragraph) for paragraph in paragraphs], runs=3)
    rate = size / took / 1e6
    return Line("50,000 names are found in 5 MB of text a second", f"{rate:.1f} MB a second", rate >= 5)


def measure(shelf: Path, briefings: int, scratch: Path) -> Iterator[Line]:
    """Everything, line by line."""
    ten = scratch / "ten"
    make_library(ten, 10)
    large, small = Home(shelf, scratch / "large"), Home(ten, scratch / "small")
    yield first_index(large, briefings)
    yield unchanged(large)
    yield starts(large, small)
    yield against_ripgrep(large, briefings)
    yield same_as_ripgrep(large)
    yield from as_typed(large)
    yield dossier(large)
    yield scrolling(large)
    yield resolver()


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--briefings", type=int, default=10_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if shutil.which("rg") is None:
        print("This compares with ripgrep: install it first.")
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        shelf = options.folder or Path(scratch, "shelf")
        if not shelf.exists():
            make_library(shelf, options.briefings)
        missed = 0
        for line in measure(shelf, options.briefings, Path(scratch)):
            print(f"{'  ' if line.holds else '! '}{line.promise:<62} {line.measured}", flush=True)
            missed += not line.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
