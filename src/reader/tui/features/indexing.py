"""What is known of the library kept true to its files in the background; how far that is, in the bottom line."""

from __future__ import annotations

from functools import partial
from time import monotonic

from reader.library.catalogue import HELD
from reader.tui.drawing.paint import Piece
from reader.tui.features.desk import Desk, Feature

PATIENCE = 0.25
"""Seconds that a question about the library waits for it to be known."""
LOOK_AGAIN = 5.0
"""Seconds for which files are taken to be as they were when they were last looked at."""
FEW = 100
"""So many files are read before a bar would be seen."""
CELLS = 12
STEPS = 50
"""How often the bar is drawn anew: each time costs the line some forty bytes."""
READING = "Reading the library"


class Indexing(Feature):
    """Looks at the library's folders at the start, and at every file when something is asked about all of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_known = self._is_held = False
        """Whether a look has come to its end."""
        self._looked = -LOOK_AGAIN
        self._shown = -1

    def begin(self) -> None:
        """See whether anything has changed since the last time, by the folders alone."""
        self._start(is_thorough=False)

    def look(self) -> None:
        """See whether any file has changed. The first questions wait a moment for the answer."""
        if monotonic() - self._looked >= LOOK_AGAIN and not self.desk.behind.is_doing(READING):
            self._start(is_thorough=True)
        if not self._is_known:
            self.desk.behind.wait(READING, PATIENCE)

    def look_again(self) -> None:
        """The same, however short the last look is past: something is known to have changed."""
        self._looked = -LOOK_AGAIN
        self._start(is_thorough=True)

    def _start(self, *, is_thorough: bool) -> None:
        finish = partial(self._finish, is_thorough)
        self.desk.behind.do(READING, lambda: self._has_changed(is_thorough), finish, self._fail)

    def _has_changed(self, is_thorough: bool) -> bool:
        """Look; runs in a thread, and ends soon after the program does."""
        behind, catalogue = self.desk.behind, self.desk.library.catalogue
        if not is_thorough and catalogue.looks_unchanged():
            return False
        return catalogue.refresh(self._tell, lambda: behind.is_over)

    def _tell(self, done: int, total: int) -> None:
        if total > FEW and done * STEPS // total != self._shown:
            self._shown = done * STEPS // total
            self.desk.behind.call(lambda: self._show(done, total))

    def _show(self, done: int, total: int) -> None:
        cells = done * CELLS // total
        pieces: list[Piece] = [
            (" reading the library ", "bar--dim"),
            ("█" * cells + "░" * (CELLS - cells), "bar--key"),
            (f" {done:,} of {total:,} ", "bar--dim"),
        ]
        self.desk.tell_status(self, pieces)

    def _finish(self, is_thorough: bool, has_changed: bool) -> None:
        was_held, self._is_held = self._is_held, self.desk.library.catalogue.is_held
        if self._is_held and not was_held:
            self.desk.say(HELD, warning=True)
        self._is_known = True
        if is_thorough or has_changed:
            self._looked = monotonic()
        self.desk.tell_status(self, [])
        if has_changed:
            for feature in self.desk.features:
                feature.library_changed()

    def _fail(self, words: str) -> None:
        self._finish(is_thorough=True, has_changed=False)
        self.desk.say(words, warning=True)
