"""How the reader ends when something else ends it: what must not be lost is saved, the terminal put right, at once.

The terminal may be gone, or take nothing more (a dead line), and the event loop may be busy. So nothing here waits for
the loop: a plain signal handler does all of it in the main thread, between two steps of the program. Where the thread
that reads the keys sees the terminal hang up, it asks the main thread, and soon does it itself.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

Save = Callable[[], object]
"""Saves something at once. It may be called from a signal handler, from another thread, and more than once."""

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
GONE = 128 + signal.SIGHUP
"""The exit code where the terminal is no longer there, with or without a SIGHUP."""
PATIENCE = 1.0
"""Seconds that a busy main thread has before the thread of the keys does its work."""
LONGEST = 10.0
"""Seconds after which the program is over, even where a disk does not answer."""


class Departure:
    """The saves that must be made before the program ends, and the ways in which it is made to end.

    `put_terminal_right` is called once the saves are made, with a line for the person or an empty one; it must return
    soon, whatever the terminal does.
    """

    def __init__(self, put_terminal_right: Callable[[str], None]) -> None:
        self._put_terminal_right = put_terminal_right
        self._saves: list[Save] = []
        self._begun = threading.Lock()
        self._is_gone = False
        self._heeds = False

    def before(self, save: Save) -> Callable[[], None]:
        """Have `save` called before the program ends, whatever ends it; calling what this gives takes it back."""
        self._saves.append(save)

        def take_back() -> None:
            if save in self._saves:
                self._saves.remove(save)

        return take_back

    def save(self) -> list[str]:
        """Make every save, the latest first; gives what went wrong. Can be done again."""
        wrong = []
        for save in reversed(self._saves):
            try:
                save()
            except Exception as error:  # noqa: BLE001 # whatever one of them meets, the others must still be made
                wrong.append(str(error) or type(error).__name__)
        return wrong

    def heed_signals(self) -> None:
        """From now on a signal that ends programs ends this one properly; one that was ignored (nohup) still is."""
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)
        self._heeds = True

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._is_gone or number == signal.SIGHUP:
            self.leave(GONE)
        else:
            self.leave(128 + number, f"ended by {signal.Signals(number).name}")

    def on_gone(self) -> None:
        """End because the terminal is no longer there. Called in the thread of the keys."""
        self._is_gone = True
        if self._heeds:  # while a handler runs in the main thread, nothing else there is halfway done
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
            threading.Event().wait(PATIENCE)
        self.leave(GONE)

    def leave(self, code: int, reason: str = "") -> None:
        """Save, put the terminal right, and end with an exit code: does not return, but where another call has begun.

        `reason` is told to the person, with what could not be saved.
        """
        if not self._begun.acquire(blocking=False):
            return
        limit = threading.Timer(LONGEST, os._exit, (code,))
        limit.daemon = True
        limit.start()
        wrong = self.save()
        words = "; ".join([*filter(None, [reason]), *(f"not saved: {one}" for one in wrong)])
        self._put_terminal_right(f"briefing-reader: {words}\n" if words else "")
        os._exit(code)
