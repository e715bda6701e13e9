"""Sends frames from a thread of its own, so that a terminal that does not read never stops the program.

A frame that comes while the last one has not been taken joins the one that waits: only what is newest is ever sent.
What is no frame (modes, titles, the clipboard) goes out untouched and in its place between the frames.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from reader.tui.frames.pacing import QUESTION, Pacing
from reader.tui.frames.parse import is_frame
from reader.tui.frames.screen import FrameScreen
from reader.tui.frames.scroll import Move
from reader.tui.frames.terminal import Terminal

SYNC_ON, SYNC_OFF = "\x1b[?2026h", "\x1b[?2026l"
LONG_FRAME = 600
"""Bytes from which a frame is marked as one, so that the terminal shows it whole."""


class FrameWriter:
    """Takes what Textual writes and sends what changes. Every method but the thread's own returns at once."""

    def __init__(self, fileno: int, size: tuple[int, int], terminal: Terminal, *, diff: bool, pace: bool) -> None:
        self._fileno = fileno
        self._screen = FrameScreen(*size, terminal)
        self._diff = diff
        self._pacing = Pacing(is_on=pace and diff)
        self._news = threading.Condition()
        self._out: deque[bytes] = deque()
        self._held_until = 0.0
        self._is_busy = False
        self._is_closing = False
        self._is_broken = False
        self._is_abandoned = False
        self._sending = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True, name="frames")
        self._thread.start()

    # From the program

    def write(self, data: str) -> None:
        """Take a frame, or anything else."""
        with self._news:
            if self._diff and data in (SYNC_ON, SYNC_OFF):
                return
            if self._diff and is_frame(data):
                self._screen.paint(data)
            else:
                if not self._held_until:
                    self._queue_changes()
                self._out.append((self._screen.rest() + data).encode(errors="replace"))
            self._news.notify()

    def resize(self, size: tuple[int, int]) -> None:
        """The screen has another size: it is drawn afresh."""
        with self._news:
            self._screen.resize(*size)

    def redraw(self) -> None:
        """Draw the whole screen afresh."""
        with self._news:
            self._screen.forget()
            self._news.notify()

    def hint_scroll(self, left: int, top: int, width: int, height: int, rows: int) -> None:
        """Say that what stands in a rectangle is about to move up by `rows` (down where negative)."""
        with self._news:
            self._screen.hint(Move(left, top, left + width, top + height, rows))

    def seed(self, snapshot: str, hold: float = 0.0) -> None:
        """Say that the terminal was cleared and then shown a snapshot; frames wait for `release`, or `hold` seconds."""
        with self._news:
            self._screen.seed(snapshot)
            self._held_until = monotonic() + hold

    def release(self) -> None:
        """Send frames from now on."""
        with self._news:
            self._held_until = 0.0
            self._news.notify()

    def snapshot(self) -> str:
        """What shows the present screen on a cleared terminal of the same size."""
        with self._news:
            return self._screen.snapshot()

    def answered(self) -> bool:
        """The terminal told its cursor's place; False where nobody here had asked."""
        with self._news:
            was_asked = self._pacing.answered(monotonic())
            self._news.notify()
            return was_asked

    def learn(self, change: Callable[[Terminal], Terminal]) -> None:
        """Know more of what the terminal can do."""
        with self._news:
            self._screen.terminal = change(self._screen.terminal)

    def flush(self, timeout: float) -> bool:
        """Wait until all has been handed to the terminal, `timeout` seconds at most; True where it has."""
        end = monotonic() + timeout
        with self._news:
            self._pacing.is_on = False  # the last words wait for no answer
            self._held_until = 0.0
            self._news.notify()
            while not self._is_broken and (self._is_busy or self._out or self._has_changes()):
                if not self._news.wait(max(0.0, end - monotonic())) and monotonic() >= end:
                    return False
        return True

    def close(self, timeout: float = 1.0) -> None:
        """Send what is left, if the terminal takes it, and end the thread."""
        self.flush(timeout)
        with self._news:
            self._is_closing = True
            self._news.notify()
        self._thread.join(0.1)

    def abandon(self, last: str, timeout: float) -> None:
        """Drop what has not been sent and send `last` instead, if the terminal takes it within `timeout` seconds."""
        self._is_abandoned = True  # before the lock, which the thread may hold: it looks between two pieces
        sender = threading.Thread(target=self._send_last, args=(last.encode(errors="replace"),), daemon=True)
        sender.start()
        sender.join(timeout)

    def _send_last(self, last: bytes) -> None:
        with self._sending, suppress(OSError):
            os.write(self._fileno, last)

    # In the thread

    def _has_changes(self) -> bool:
        return self._diff and self._screen.is_dirty

    def _queue_changes(self) -> None:
        """Put what changed among what is to be sent, so that it comes before what follows."""
        if self._has_changes():
            changes = self._screen.changes()
            if changes:
                self._out.append(self._framed(changes).encode(errors="replace"))

    def _framed(self, changes: str) -> str:
        if self._screen.terminal.sync and len(changes) > LONG_FRAME:
            changes = f"{SYNC_ON}{changes}{SYNC_OFF}"
        asks = self._pacing.asks(monotonic())
        self._pacing.sent(len(changes))
        return QUESTION + changes if asks else changes

    def _run(self) -> None:
        while (data := self._next()) is not None:
            try:
                self._send(data)
            except OSError:  # the terminal is gone; whoever reads from it notices and ends the program
                with self._news:
                    self._is_broken = True
                    self._out.clear()
                    self._news.notify()
                return

    def _next(self) -> bytes | None:
        """What to send next, as soon as there is something; None at the end."""
        with self._news:
            self._is_busy = False
            self._news.notify()
            while True:
                if self._out:
                    data = b"".join(self._out)
                    self._out.clear()
                    self._is_busy = True
                    return data
                if self._is_closing:
                    return None
                self._await_news()

    def _await_news(self) -> None:
        """Queue what changed, once the terminal may be sent more, or wait for something to happen."""
        if not self._has_changes():
            self._news.wait()
            return
        now = monotonic()
        wait = max(self._pacing.wait(now), self._held_until - now)
        if wait > 0:
            self._news.wait(wait)
        else:
            self._queue_changes()

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view and not self._is_abandoned:
            with self._sending:
                view = view[os.write(self._fileno, view[:4096]) :]
