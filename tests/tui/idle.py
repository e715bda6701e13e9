"""When a screen under test has done what it was asked to do: told by the event loop, not by the load of the machine."""

from __future__ import annotations

import asyncio
from time import monotonic

from textual.pilot import Pilot

from reader.tui.behind import Behind
from reader.tui.reading import ReadingScreen

SOON = 0.05
"""Seconds: a timer that is due by then belongs to what is being done, such as the paint after a change."""
LONGEST = 30.0
"""Seconds that a busy machine gets. A screen that is never done, with nothing asked of it, is a fault."""


async def until_idle(min_sleep: float = 0.0) -> None:
    """Wait until the loop has nothing to do now or soon; in place of Textual's, which takes a busy machine for idle."""
    loop = asyncio.get_running_loop()
    end = monotonic() + LONGEST
    await asyncio.sleep(min_sleep)
    while (wait := _next_at(loop) - loop.time()) <= SOON:
        assert monotonic() < end, "the screen is never quiet"
        await asyncio.sleep(max(wait, 0.0))


def _next_at(loop: asyncio.AbstractEventLoop) -> float:
    """When the loop has something to do next, by its own clock in seconds."""
    if loop._ready:  # type: ignore[attr-defined]
        return loop.time()
    timers = loop._scheduled  # type: ignore[attr-defined]
    return min((timer.when() for timer in timers if not timer.cancelled()), default=float("inf"))


def at_work(behind: Behind) -> list[str]:
    """What is being done behind the screen, but for what watches."""
    return [what for what in behind._doing if what not in behind._watches]


async def done_behind(pilot: Pilot[int]) -> None:
    """Wait for what is being done behind the screen, and have it taken up."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    await pilot.pause()
    end = monotonic() + LONGEST
    while names := at_work(screen.desk.behind):
        assert monotonic() < end, names
        for what in names:
            screen.desk.behind.wait(what, 10)
        await pilot.pause()
