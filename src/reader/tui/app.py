"""The application: themes, the reading screen, and keys that work everywhere."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace

from rich.console import RenderableType
from textual import events, on
from textual.app import App
from textual.driver import Driver

from reader.library import Address, Library, OpenBriefing
from reader.tui.departure import Departure
from reader.tui.frames.driver import FrameOptions, driver_of, frames_driver, writer_of
from reader.tui.key_queue import KeyQueue
from reader.tui.look import Look
from reader.tui.reading import ReadingScreen, reading_screen
from reader.tui.themes import THEMES

KeepScreen = Callable[[OpenBriefing, str, str, tuple[int, int]], None]
"""Keeps a screen: what it shows, its look (theme and such), a snapshot, columns and rows."""


class ReaderApp(App[int]):
    """Shows one briefing of a library, and from there all others."""

    CSS_PATH = "reader.tcss"
    TITLE = "briefing-reader"
    BINDINGS = []  # noqa: RUF012 # Textual's type
    ENABLE_COMMAND_PALETTE = False  # Textual's own, which takes screenshots; ours is in `choosing`

    def __init__(
        self,
        library: Library,
        opened: OpenBriefing,
        address: Address,
        *,
        look: Look | None = None,
        frames: FrameOptions | None = None,
        keep_screen: KeepScreen | None = None,
    ) -> None:
        self.departure = Departure(self._put_terminal_right)
        self.fault: Exception | None = None
        self.survived: list[Exception] = []
        """What went wrong behind the screen by a mistake of the program's own, while the reader read on."""
        options = replace(frames or FrameOptions(), on_gone=self.departure.on_gone)
        super().__init__(driver_class=frames_driver(options))
        self.keys = KeyQueue(self, super().on_event, self._handle_exception)
        self._library, self._opened, self._address = library, opened, address
        self._look = look = look or Look()
        self._keep_screen = keep_screen
        for one in THEMES:
            self.register_theme(one)
        self.theme = look.theme
        self.animation_level = look.animation

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen is the first and the last."""
        screen = reading_screen(self._look.keys)
        opened, address = self._opened, self._address
        return screen(
            self._library,
            opened,
            address,
            self.departure,
            look=self._look,
            keys=self.keys,
            when_complete=self.release_first_frame,
            note_fault=self.survived.append,
        )

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the application, once all that must not be lost is saved."""
        self.departure.save()
        self._keep()
        super().exit(result, return_code, message)

    def _keep(self) -> None:
        """Keep the screen for the next start, where it shows what the next start will show."""
        writer, screen = writer_of(self), self.screen
        if self._keep_screen and writer and isinstance(screen, ReadingScreen) and (opened := screen.plainly_shown):
            self._keep_screen(opened, f"{self.theme} {self._look.text_width}", writer.snapshot(), self.size)

    def release_first_frame(self) -> None:
        """The first screen is complete: let it take the place of the one kept from last time, and tidy up again."""
        gc.enable()
        driver = driver_of(self)
        if driver is not None:
            driver.release()

    async def on_event(self, event: events.Event) -> None:
        """Have keys wait for those before them."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.keys.add(event)
        else:
            await super().on_event(event)

    @on(Driver.SignalResume)
    def _draw_again(self) -> None:
        """The shell gave the terminal back, and nothing stands on it."""
        self.refresh(layout=True)

    def _put_terminal_right(self, words: str) -> None:
        driver = driver_of(self)
        if driver is not None:
            driver.abandon(words)

    def _handle_exception(self, error: Exception) -> None:
        """End because of a fault of the program's own, which `fault` then holds: Textual would print all it knows."""
        self.departure.save()
        if self.is_headless:  # a test, which Textual tells of it
            super()._handle_exception(error)
            return
        self.fault = self.fault or error
        self.panic()
