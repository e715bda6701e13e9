"""The one module that knows Textual: a driver that sends changes instead of frames.

    App(driver_class=frames_driver(FrameOptions()))

It stands on Textual's public driver interface (`Driver.write`, `process_message`, `start_application_mode` …) and on
three private things that a test watches: that a frame is one `write` which begins with a cursor move, the parser of
keys, and the names `_app` and `_debug` of a driver.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from asyncio import get_running_loop
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.tui.frames.parse import is_frame
from reader.tui.frames.terminal import terminal_named
from reader.tui.frames.typed import ESC, Typed
from reader.tui.frames.writer import FrameWriter

ALTERNATE_SCREEN = "\x1b[?1049h"
ASK_MARGINS = "\x1b[?69$p"
HOLD = 1.0
"""Seconds for which a seed stands at the most."""
LAST_WORDS = 1.0
"""Seconds that a terminal has to take what is left when the program ends."""
AS_IT_WAS = (
    "\x18"  # CAN ends whatever sequence was cut off
    "\x1b[?2026l\x1b[?69l\x1b[r\x1b[0m\x1b]8;;\x1b\\"  # frames, margins, scroll region, pen, hyperlink
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # focus, paste, size
    "\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"  # keys, line wrap, screen, cursor
)
"""What undoes all that the program may have set on a terminal, from any state."""

AS_HERE = f"{ALTERNATE_SCREEN}\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
"""What sets again all that a shell may have changed: screen, cursor, focus, paste, line wrap."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A snapshot that stands on the terminal's alternate screen before the application starts.

    `attributes` are those that the terminal is given back at the end; `on_taken` is called when the driver has taken
    over. Frames are held back until `release`, or `HOLD` seconds at most, and then cost only what differs.
    """

    snapshot: str
    size: tuple[int, int]
    attributes: list[Any] | None
    on_taken: Callable[[], None]


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """How to draw. `diff` off sends Textual's own frames, for bug reports, and still never blocks.

    `margins`: whether columns can be scrolled alone; None asks the terminal. `pace`: ask the terminal how far it is.
    `seed` is what already stands on the terminal. `on_gone` is called once, in the thread of the keys, when the
    terminal is no longer there; without it the application ends then. `can_suspend` off: nothing gives the terminal
    back to a shell. `simple_lines`: lines and blocks are drawn with ASCII.
    """

    diff: bool = True
    margins: bool | None = None
    pace: bool = True
    seed: Seed | None = None
    on_gone: Callable[[], None] | None = None
    can_suspend: bool = True
    simple_lines: bool = False


class FramesDriver(LinuxDriver):
    """Textual's driver for Linux and macOS with another way out, and a way in that ends where the terminal does."""

    options = FrameOptions()
    _writer: FrameWriter | None = None
    _attrs_here: list[Any]

    @property
    def writer(self) -> FrameWriter:
        """The writer of the running application."""
        if self._writer is None:
            raise RuntimeError("the application is not running")
        return self._writer

    @property
    def can_suspend(self) -> bool:
        """Whether the terminal may be given back to a shell for a while."""
        return self.options.can_suspend

    def _new_writer(self) -> FrameWriter:
        size = self._get_terminal_size()
        screen = _screen()
        terminal = replace(
            terminal_named(os.environ.get("TERM", "")),
            margins=self.options.margins is True,
            returns=_returns(screen),
        )
        return FrameWriter(screen, size, terminal, diff=self.options.diff, pace=self.options.pace and self.input_tty)

    def write(self, data: str) -> None:
        """Take what Textual writes."""
        if self._writer is None:
            return
        if data == ALTERNATE_SCREEN and self._take_seed():
            return
        if self.options.simple_lines and is_frame(data):
            from reader.tui.frames.simple_lines import SIMPLE_LINES  # the names of characters take memory

            data = data.translate(SIMPLE_LINES)
        if self.options.diff and is_frame(data):  # until the first one the application does not know its size
            self._writer.resize((self._app.size.width, self._app.size.height))
        self._writer.write(data)

    def _take_seed(self) -> bool:
        """Begin from what already stands on the screen, the first time; False where nothing does."""
        seed = self.options.seed
        if seed is None or not self.options.diff:
            return False
        seed.on_taken()
        if seed.size == self._get_terminal_size():  # else the first frame clears the screen
            self.writer.seed(seed.snapshot, HOLD)
        return True

    def release(self) -> None:
        """Let the first frame come that is worth to take the place of the seed."""
        if self._writer is not None:
            self._writer.release()

    def start_application_mode(self) -> None:
        """Start, and ask the terminal what cannot be known from its name."""
        self._writer = self._new_writer()
        if not self.options.can_suspend:
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's
        with suppress(termios.error):
            self._attrs_here = termios.tcgetattr(self.fileno)
        if self.options.seed is not None:
            self.attrs_before = self.options.seed.attributes
            self.options = replace(self.options, seed=None)
        if self.options.diff and self.options.margins is None and self.input_tty:
            self.write(ASK_MARGINS)

    def _sigcont_application(self, *_: Any) -> None:
        """Go on: after a suspend as Textual does, and else with what the shell may have changed set again.

        Who was stopped unasked (`kill -STOP`) has not left the terminal, and a second start would be one too many.
        """
        if self._key_thread is not None and self._key_thread.is_alive():
            get_running_loop().call_soon_threadsafe(self._come_back)  # a signal comes in the midst of anything
        else:
            super()._sigcont_application()

    def _come_back(self) -> None:
        if self._writer is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attrs_here)
            self._writer.write(AS_HERE)
            self._writer.redraw()
            self._app.post_message(self.SignalResume())

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """End, whether or not the terminal takes the last words."""
        super().close()
        if self._writer is not None:
            self._writer.close(LAST_WORDS)
            self._writer = None

    def abandon(self, words: str) -> None:
        """Put the terminal right, say some words and send nothing more: the program ends without its event loop."""
        if self._writer is None:  # suspended: the terminal is somebody else's
            return
        # A program in the background is stopped when it sets the terminal, which must not happen now.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        self._writer.abandon(AS_IT_WAS + words, LAST_WORDS)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def process_message(self, message: Message) -> None:
        """Keep the answers to our own questions."""
        if isinstance(message, events.CursorPosition) and self._writer and self._writer.answered():
            return
        if isinstance(message, messages.TerminalSupportsSynchronizedOutput) and self._writer:
            self._writer.learn(lambda terminal: replace(terminal, sync=True))
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        typed = Typed(self._learn_margins)
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        was_typed_before = bool(poll.poll(0))
        while not self.exit_event.is_set():
            pieces = typed.idle()
            if poll.poll(round(ESCAPE_DELAY * 1000)):
                data = _read(self.fileno)
                if not data:
                    self._is_gone()
                    return
                if was_typed_before:  # when the terminal still made a line feed of Enter
                    data, was_typed_before = data.replace(b"\n", b"\r"), False
                pieces = typed.feed(data)
            for piece in pieces:
                for event in (events.Key("escape", ESC),) if piece == ESC else parser.feed(piece):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def _learn_margins(self, are_there: bool) -> None:
        if self._writer is not None:
            self._writer.learn(lambda terminal: replace(terminal, margins=are_there))

    def _is_gone(self) -> None:
        if self.exit_event.is_set():
            return
        if self.options.on_gone is not None:
            self.options.on_gone()
        else:
            self._app.call_later(self._app.exit)


def _screen() -> int:
    """Where Textual draws, or where a terminal is when what goes there is kept in a file or thrown away."""
    streams = [stream for stream in (sys.__stderr__, sys.__stdout__) if stream is not None]
    return next((stream.fileno() for stream in streams if stream.isatty()), 2)


def _returns(fileno: int) -> bool:
    """Whether the system puts a carriage return before each line feed; what is no terminal says no."""
    with suppress(termios.error):
        flags = termios.OPOST | termios.ONLCR
        return int(termios.tcgetattr(fileno)[1]) & flags == flags
    return False


def _read(fileno: int) -> bytes:
    try:
        return os.read(fileno, 4096)
    except OSError:  # what a terminal that hung up gives
        return b""


def frames_driver(options: FrameOptions) -> type[FramesDriver]:
    """A driver class with options, as Textual wants a class."""
    return type("FramesDriver", (FramesDriver,), {"options": options})


def writer_of(app: App[Any]) -> FrameWriter | None:
    """The writer of an application that runs on this driver, else None."""
    driver = driver_of(app)
    return driver.writer if driver else None


def driver_of(app: App[Any]) -> FramesDriver | None:
    """The driver of an application that runs on this one, else None."""
    driver = app._driver  # noqa: SLF001 # Textual gives no other way to the driver
    return driver if isinstance(driver, FramesDriver) else None
