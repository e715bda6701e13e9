"""What is known of the library kept true to its files in the background; how far that is, in the bottom line."""

from __future__ import annotations

import threading
from time import monotonic

from textual.worker import get_current_worker

from reader.tui.drawing.paint import Piece
from reader.tui.features.desk import Desk, Feature

PATIENCE = 0.25
"""Seconds that the first question about the library waits for it to be known."""
LOOK_AGAIN = 5.0
"""Seconds for which files are taken to be as they were when they were last looked at."""
FEW = 100
"""So many files are read before a bar would be seen."""
CELLS = 12
STEPS = 50
"""How often the bar is drawn anew: each time costs the line some forty bytes."""


class Indexing(Feature):
    """Looks at the library's folders at the start, and at every file when something is asked about all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._known = threading.Event()
        self._is_running = self._is_late = False
        """Whether a look goes on; and whether something changed that it may have been too early to see."""
        self._looked = -LOOK_AGAIN
        self._shown = -1

    def begin(self) -> None:
        """See whether anything has changed since the last time, by the folders alone."""
        self._start(is_thorough=False)

    def look(self) -> None:
        """See whether any file has changed. The very first question waits a moment for the answer."""
        if monotonic() - self._looked >= LOOK_AGAIN:
            self._start(is_thorough=True)
        self._known.wait(PATIENCE)

    def look_again(self) -> None:
        """The same, however short the last look is past: something is known to have changed."""
        self._looked = -LOOK_AGAIN
        self._is_late = self._is_running
        self._start(is_thorough=True)

    def _start(self, *, is_thorough: bool) -> None:
        if not self._is_running:
            self._is_running = True
            self.desk.screen.run_worker(lambda: self._work(is_thorough), thread=True, group="library")

    def _work(self, is_thorough: bool) -> None:
        """Runs in a thread of its own, and ends soon after the program does."""
        worker, catalogue = get_current_worker(), self.desk.library.catalogue
        has_changed = False
        try:
            if is_thorough or not catalogue.looks_unchanged():
                has_changed = catalogue.refresh(self._tell, lambda: worker.is_cancelled)
        finally:
            self._known.set()
            if not worker.is_cancelled:
                self.desk.screen.call_later(self._finish, has_changed, is_thorough)

    def _tell(self, done: int, total: int) -> None:
        if total > FEW and done * STEPS // total != self._shown:
            self._shown = done * STEPS // total
            self.desk.screen.call_later(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        cells = done * CELLS // total
        pieces: list[Piece] = [
            (" reading the library ", "bar--dim"),
            ("█" * cells + "░" * (CELLS - cells), "bar--key"),
            (f" {done:,} of {total:,} ", "bar--dim"),
        ]
        self.desk.tell_status(self, pieces)

    def _finish(self, has_changed: bool, is_thorough: bool) -> None:
        self._is_running = False
        if is_thorough or has_changed:
            self._looked = monotonic()
        self.desk.tell_status(self, [])
        if has_changed:
            for feature in self.desk.features:
                feature.library_changed()
        if self._is_late:
            self._is_late = False
            self._start(is_thorough=True)
