"""The reading screen as tests open it, and what is drawn on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from reader.library import Library
from reader.tui.app import ReaderApp
from reader.tui.features import furnishing
from reader.tui.reading import ReadingScreen
from tests.tui.idle import done_behind

SIZES = [(120, 40), (80, 24), (60, 16)]
SUMMIT = "china-russia-summit-2017"


@asynccontextmanager
async def reading(
    library: Library, target: str = SUMMIT, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[int], ReadingScreen]]:
    """A briefing open on the screen, with its notes and names."""
    address = library.find(target)
    app = ReaderApp(library, library.open(address.path), address)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen_stack[0]  # what the start asks may lie over it
        assert isinstance(screen, ReadingScreen)
        screen.desk.behind.wait(furnishing.READING, 30)
        await pilot.pause()
        yield pilot, screen


async def look(pilot: Pilot[int], watching: str) -> None:
    """Have a watch look now, and wait for what comes of it."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    screen.desk.behind._watches[watching].look()
    await done_behind(pilot)


def screen_text(pilot: Pilot[int]) -> str:
    """All that is drawn, line by line."""
    screen = pilot.app.screen
    lines = screen._compositor.render_strips(screen.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


def section_in_view(screen: ReadingScreen) -> str:
    """The id of the section that the reader is in."""
    return screen.desk.view.document.parts[screen.desk.view.cursor.marker.part].id
