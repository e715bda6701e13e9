"""Notices that a file has been changed, by asking for its size and times every other second.

Asked in a thread of its own: a network file system that does not answer then holds up nobody. Systems that tell of
changes by themselves cannot be relied on there, and listening to them takes more of the processor than asking (see
docs/changes.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from reader.storage.files import Stamp, stamp

INTERVAL = 2.0
"""Seconds between two looks."""


class FileWatch:
    """Calls `changed`, in its own thread, each time the file is another than at the last look. Ends with `stop`.

    It is called at the first look too: what was done to the file between its reading and that look nobody knows.
    """

    def __init__(self, path: Path, changed: Callable[[], None], *, interval: float | None = None) -> None:
        self._path, self._changed = path, changed
        self._interval = INTERVAL if interval is None else interval
        self._stamp: Stamp = ()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="file watch", daemon=True)

    def start(self) -> None:
        """Look from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a look that is going on may still come to its end."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self._interval):
            self.look()

    def look(self) -> None:
        """Look once. A file that is away for the moment, as between two steps of an editor's save, is no change."""
        now = stamp(self._path)
        if now and now != self._stamp:
            self._stamp = now
            self._changed()
