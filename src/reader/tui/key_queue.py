"""Keys obeyed one after another, in the order they were typed, however fast they come.

Textual hands a key to what has the focus when it arrives. Over a slow line keys arrive in bursts, so that those typed
behind one that opens an editor would go to the text behind it, or nowhere. Here a key waits until the one before it
has been obeyed and what it opened is ready. Keys that wait can be counted, so that a motion is made once for all.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from textual import events
from textual.app import App

PATIENCE = 1.0
"""Seconds that a key is given to be obeyed before the next one is; only what is about to be closed takes so long."""


class KeyQueue:
    """The keys that have been typed and not yet obeyed. `obey` hands one to what has the focus; `fail` is told of a
    fault of the program's own in obeying one.
    """

    def __init__(
        self, app: App[Any], obey: Callable[[events.Key], Awaitable[None]], fail: Callable[[Exception], None]
    ) -> None:
        self._app, self._obey, self._fail = app, obey, fail
        self._waiting: deque[events.Key] = deque()
        self._current: events.Key | None = None
        self._task: asyncio.Task[None] | None = None
        self._typed = 0.0
        self._free = asyncio.Event()
        self._free.set()
        self._hold: asyncio.TimerHandle | None = None

    @property
    def since_typed(self) -> float:
        """Seconds since the last key was typed."""
        return monotonic() - self._typed

    @property
    def is_empty(self) -> bool:
        """Whether every key typed so far has been obeyed."""
        return self._task is None

    @property
    def waiting(self) -> tuple[events.Key, ...]:
        """The keys that were typed and not yet obeyed."""
        return tuple(self._waiting)

    def add(self, key: events.Key) -> None:
        """Have a key obeyed when its turn comes."""
        if key.key == "escape" and not self._free.is_set():
            self._waiting.clear()  # typed at a screen that did not answer
            self.release()
        self._waiting.append(key)
        self._typed = monotonic()
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="keys")
            self._task.add_done_callback(self._ended)

    def hold(self, seconds: float) -> None:
        """Have the keys behind the one being obeyed wait for `release`, so long at the most; Esc goes before them."""
        self.release()
        self._free.clear()
        self._hold = asyncio.get_running_loop().call_later(seconds, self.release)

    def release(self) -> None:
        """Have the keys that wait obeyed."""
        self._free.set()
        if self._hold is not None:
            self._hold.cancel()
            self._hold = None

    def take_repeats(self) -> int:
        """How many times the key being obeyed waits right behind itself; these count as obeyed."""
        if self._current is None:
            return 0
        count = 0
        while self._waiting and self._waiting[0].key == self._current.key:
            self._waiting.popleft()
            count += 1
        return count

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._current = self._task = None
            self._fail(error)

    async def _run(self) -> None:
        while self._waiting and self._app.is_running:
            await self._free.wait()
            self._current = self._waiting.popleft()
            screen = self._app.screen
            target = self._app.focused or screen
            await self._obey(self._current)
            for pump in target.ancestors_with_self:  # the way that a key which nobody wants goes up
                await _passed(pump.call_later)
            if self._app.screen_stack and self._app.screen is not screen:
                await _passed(self._app.screen.call_later)
                await _passed(self._app.call_later)  # what it focuses is focused by the application
        self._current = self._task = None


async def _passed(call_later: Callable[[Callable[[], object]], bool]) -> None:
    """Wait until a queue has come to what it is given now."""
    passed = asyncio.Event()
    if call_later(passed.set):
        try:
            await asyncio.wait_for(passed.wait(), PATIENCE)
        except TimeoutError:
            return
