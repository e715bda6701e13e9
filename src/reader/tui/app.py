"""The application: themes, the reading screen, and keys that work everywhere."""

from __future__ import annotations

from textual.app import App

from reader.library import Address, Library, OpenBriefing
from reader.tui.frames.driver import FrameOptions, frames_driver
from reader.tui.reading import ReadingScreen
from reader.tui.themes import THEMES


class ReaderApp(App[int]):
    """Shows one briefing of a library, and from there all others."""

    CSS_PATH = "reader.tcss"
    TITLE = "briefing-reader"
    BINDINGS = []  # noqa: RUF012 # Textual's type

    def __init__(
        self,
        library: Library,
        opened: OpenBriefing,
        address: Address,
        *,
        theme: str,
        text_width: int,
        frames: FrameOptions | None = None,
    ) -> None:
        super().__init__(driver_class=frames_driver(frames or FrameOptions()))
        self._library, self._opened, self._address = library, opened, address
        self._text_width = text_width
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme
        self.animation_level = "none"

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen is the first and the last."""
        return ReadingScreen(self._library, self._opened, self._address, text_width=self._text_width)
