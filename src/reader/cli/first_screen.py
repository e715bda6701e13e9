"""The screen of last time, shown before the program has been loaded: it is read while the rest is on its way.

Imports next to nothing. Keys typed meanwhile wait in the terminal, unechoed, and are obeyed when the program is there.
"""

from __future__ import annotations

import os
import sys

from reader import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

TERMINAL = 2
"""Where the screen is drawn, as Textual does."""
_BEGIN = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[m\x1b[2J"
_END = "\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l"


class FirstScreen:
    """What stands on the terminal before the program does, if anything does.

    `snapshot` is empty where nothing is shown; `size` is the terminal's; `attributes` are those of the terminal before.
    """

    def __init__(self) -> None:
        self.snapshot = ""
        self.size = (0, 0)
        self.attributes: list[object] | None = None
        self._is_ours = False

    def show(self, arguments: Sequence[str]) -> None:
        """Show the screen that these arguments led to last time, where one is kept and nothing has changed."""
        target = _target(arguments)
        if target is None or os.environ.get("BRIEFING_READER_SECURE", "") not in ("", "0") or not _is_terminal():
            return
        from reader.storage import kept_screens  # only who reads pays for it

        folder = kept_screens.state_folder(os.environ)
        if folder is None:
            return
        columns, rows = os.get_terminal_size(TERMINAL)
        self.size = (columns, rows)
        around = kept_screens.circumstances(os.environ, __version__, self.size)
        kept = kept_screens.find(f"{folder}/{kept_screens.FOLDER}", target, around)
        if kept:
            self._draw(kept)

    def _draw(self, kept: str) -> None:
        import termios

        self._heed_signals()
        try:
            self.attributes = termios.tcgetattr(TERMINAL)
            raw = termios.tcgetattr(TERMINAL)
            raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            self._is_ours = True
            termios.tcsetattr(TERMINAL, termios.TCSANOW, raw)
        except termios.error:
            self._is_ours = False
            return
        self.snapshot = kept
        _write(_BEGIN + kept)

    def _heed_signals(self) -> None:
        """Put the terminal right where a signal ends the program while it is loaded.

        An interrupt, too: as an exception it could be lost in what is being imported.
        """
        import _signal  # type: ignore[import-not-found] # what `signal` is made of, which itself takes 4 ms to import

        def leave(number: int, _frame: object) -> None:
            self.take_back()
            os._exit(128 + number)

        for number in (_signal.SIGHUP, _signal.SIGINT, _signal.SIGQUIT, _signal.SIGTERM):
            if _signal.getsignal(number) != _signal.SIG_IGN:
                _signal.signal(number, leave)

    def hand_over(self) -> None:
        """The program has the terminal now."""
        self._is_ours = False

    def take_back(self) -> None:
        """Put the terminal right again, where the program never came to have it."""
        if self._is_ours:
            import termios

            self._is_ours = False
            _write(_END)
            termios.tcsetattr(TERMINAL, termios.TCSANOW, self.attributes)  # type: ignore[arg-type] # as it was got


def _target(arguments: Sequence[str]) -> str | None:
    """What is to be read; empty for the briefing read last; None where anything else is asked for."""
    words = list(arguments[1:] if arguments[:1] == ["read"] else arguments)
    if not words:
        return ""
    is_plain = len(words) == 1 and not words[0].startswith("-") and "#" not in words[0]
    return words[0] if is_plain else None


def _is_terminal() -> bool:
    return all(os.isatty(one) for one in (0, 1, 2)) and os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")


def _write(text: str) -> None:
    data = text.encode(errors="replace")
    try:
        while data:
            data = data[os.write(TERMINAL, data) :]
    except OSError:
        sys.exit(1)  # the terminal is gone
