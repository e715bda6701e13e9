"""The index brought up to date before a command asks it, with a bar on stderr where someone is there to see it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli.arguments import Options
from reader.cli.output import say
from reader.cli.session import catalogue_of, places_of
from reader.library.catalogue import HELD

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.catalogue import Catalogue

FEW = 100
"""So many files are read before a bar would be seen."""


def fresh_catalogue(options: Options) -> Catalogue:
    """The catalogue of the library, as true as its files."""
    catalogue = catalogue_of(places_of(options))
    with _progress(options) as tell:
        catalogue.refresh_for_a_command(tell)
    if catalogue.is_held:
        say(HELD)
    return catalogue


@contextmanager
def _progress(options: Options) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be told how many files of how many have been read; None where nobody sees it."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        yield None
        return
    bar = _Bar(options)
    try:
        yield bar.tell
    finally:
        bar.stop()


class _Bar:
    """A bar that shows itself only where there is much to read."""

    def __init__(self, options: Options) -> None:
        self._is_plain = bool(options.no_color or os.environ.get("NO_COLOR"))
        self._show: Callable[[int, int], None] | None = None
        self._stop: Callable[[], None] = lambda: None

    def tell(self, done: int, total: int) -> None:
        """Show how far the reading has come."""
        if total > FEW and self._show is None:
            self._start(total)
        if self._show is not None:
            self._show(done, total)

    def _start(self, total: int) -> None:
        from rich.console import Console  # only who waits pays for it
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True, no_color=self._is_plain, markup=False, emoji=False)
        columns = TextColumn("Reading the library"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        progress = Progress(*columns, console=console, transient=True)
        task = progress.add_task("", total=total)
        progress.start()
        self._show = lambda done, total: progress.update(task, completed=done, total=total)
        self._stop = progress.stop

    def stop(self) -> None:
        """Take the bar off the terminal."""
        self._stop()
