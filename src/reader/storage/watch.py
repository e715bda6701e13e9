"""Notices that something on a disk has been changed, by looking at it every other second.

Systems that tell of changes by themselves cannot be relied on for network file systems, and listening to them takes
more of the processor than asking (see docs/changes.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import thread_time

INTERVAL = 2.0
"""Seconds between two looks."""
SHARE = 0.001
"""The most of the processor that looking takes: where a look is dear, the next one is later."""


class Watch:
    """Calls `changed` each time that `look` gives something else than before; None says nothing, and is no change.

    It is called after the first look too: what was done between the reading of a file and that look nobody knows.
    """

    def __init__(
        self, look: Callable[[], object], changed: Callable[[], object], *, interval: float | None = None
    ) -> None:
        self._look, self._changed = look, changed
        self._interval = INTERVAL if interval is None else interval
        self._seen: object = None
        self._stopped = threading.Event()

    def run(self) -> None:
        """Look until `stop`. Wants a thread of its own: a disk that does not answer then holds up nobody."""
        pause = self._interval
        while not self._stopped.wait(pause):
            before = thread_time()
            self.look()
            pause = max(self._interval, (thread_time() - before) / SHARE)

    def stop(self) -> None:
        """Look no more; a look that is going on may still come to its end."""
        self._stopped.set()

    def look(self) -> None:
        """Look once."""
        now = self._look()
        if now is not None and now != self._seen:
            self._seen = now
            self._changed()
