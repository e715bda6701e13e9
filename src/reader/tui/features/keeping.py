"""Where the reader is and what was read, kept while reading goes on.

A machine that fails takes the last minute of reading and no more, and a second window begins where the first one is.
"""

from __future__ import annotations

from time import monotonic

from reader.tui.features.desk import Desk, Feature
from reader.tui.features.going import Going

KEEPING = "Keeping your place"
EVERY = 60.0
"""Seconds between two times, while the reader moves; who does not move has nothing to be kept, and no clock runs."""


class Keeping(Feature):
    """Keeps it behind the screen: no key waits for the disk."""

    def __init__(self, desk: Desk, going: Going) -> None:
        super().__init__(desk)
        self._going = going
        self._kept = monotonic()

    def moved(self) -> None:
        """Keep it, if the last time is long enough past."""
        if monotonic() - self._kept >= EVERY:
            self._kept = monotonic()
            self.desk.behind.do(KEEPING, self._going.what_to_keep())
