"""What may take long, such as a file on a disk that does not answer: awaited a moment, then the reader reads on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from reader.errors import ReaderError
from reader.tui.features.desk import Desk, Feature

PATIENCE = 0.5
"""Seconds in which whatever is fetched comes as if there were no waiting."""

Value = TypeVar("Value")


class Fetching(Feature):
    """Fetches one thing at a time. Esc gives it up, and so does fetching something else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._awaited: Future[object] | None = None

    def fetch(self, name: str, get: Callable[[], Value], then: Callable[[Value], None]) -> None:
        """Do something with what `get` gives, which runs in a thread of its own; `name` says what is awaited."""
        future = ThreadPoolExecutor(1).submit(get)
        self._awaited = future  # type: ignore[assignment] # only ever compared
        if wait([future], PATIENCE).done:
            self._take(future, then)
            return
        self.desk.say(f"{name} is slow to come. You can read on; Esc gives it up.")
        future.add_done_callback(lambda done: self._call_later(done, then))

    def _call_later(self, future: Future[Value], then: Callable[[Value], None]) -> None:
        self.desk.screen.call_later(self._take, future, then)

    def _take(self, future: Future[Value], then: Callable[[Value], None]) -> None:
        if self._awaited is not future:
            return
        self._awaited = None
        try:
            value = future.result()
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
        else:
            then(value)

    def give_up(self) -> bool:
        """Wait no longer for what was to come."""
        is_waiting, self._awaited = self._awaited is not None, None
        return is_waiting
