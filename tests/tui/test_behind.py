"""Work behind the reader's back: done off the loop, taken up on it, told where it fails, and never waited for."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from queue import Empty, Queue

import pytest

from reader.errors import NotesError
from reader.storage import watch
from reader.tui.behind import Behind
from tests.tui.idle import at_work

PATIENCE = 20


class Loop:
    """An event loop that does nothing but what it is called for, in the thread of the test."""

    def __init__(self) -> None:
        self._calls: Queue[Callable[[], object]] = Queue()
        self.told: list[str] = []
        self.noted: list[Exception] = []
        self.behind = Behind(self._calls.put, self.told.append, self.noted.append)

    def turn(self) -> None:
        """Wait for the next call, and make it."""
        self._calls.get(timeout=PATIENCE)()

    def is_idle(self) -> bool:
        try:
            self._calls.get_nowait()()
        except Empty:
            return True
        return False


class Slow:
    """Work that is over when it is told to be; `has_begun` tells that it is being done."""

    def __init__(self, value: str) -> None:
        self.value, self.thread = value, ""
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.thread = threading.current_thread().name
        self.has_begun.set()
        assert self.may_end.wait(PATIENCE)
        return self.value


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.behind.end()


def test_work_is_done_in_a_thread_and_taken_up_on_the_loop(loop: Loop) -> None:
    taken: list[tuple[str, threading.Thread]] = []
    work = Slow("found")
    loop.behind.do("Searching", work, lambda value: taken.append((value, threading.current_thread())))
    assert taken == []
    assert loop.behind.is_doing("Searching")
    work.may_end.set()
    loop.turn()
    assert taken == [("found", threading.current_thread())]
    assert work.thread == "Searching"
    assert not loop.behind.is_doing("Searching")


def test_a_newer_request_takes_the_place_of_the_one_that_waits_and_not_of_the_one_that_is_done(loop: Loop) -> None:
    taken: list[str] = []
    first, second, third = Slow("first"), Slow("second"), Slow("third")
    for work in (first, second, third):
        loop.behind.do("Searching", work, taken.append)
        work.may_end.set() if work is not first else None
    first.may_end.set()
    loop.turn()
    loop.turn()
    assert taken == ["first", "third"]
    assert not second.has_begun.is_set()
    assert at_work(loop.behind) == []


def test_work_of_different_names_does_not_wait_for_each_other(loop: Loop) -> None:
    taken: list[str] = []
    hangs, other = Slow("hangs"), Slow("other")
    loop.behind.do("Reading", hangs, taken.append)
    loop.behind.do("Searching", other, taken.append)
    other.may_end.set()
    loop.turn()
    assert taken == ["other"]
    hangs.may_end.set()


def test_what_is_given_up_comes_to_nothing_and_what_comes_next_does_not_wait_for_it(loop: Loop) -> None:
    taken: list[str] = []
    hangs, waits, next_one = Slow("hangs"), Slow("waits"), Slow("next")
    loop.behind.do("Reading", hangs, taken.append)
    loop.behind.do("Reading", waits, taken.append)
    assert loop.behind.give_up("Reading")
    assert not loop.behind.give_up("Reading")
    loop.behind.do("Reading", next_one, taken.append)
    next_one.may_end.set()
    loop.turn()
    assert taken == ["next"]
    hangs.may_end.set()
    loop.turn()
    assert taken == ["next"]
    assert not waits.has_begun.is_set()


def test_what_is_waited_for_is_taken_up_at_once_and_only_once(loop: Loop) -> None:
    taken: list[str] = []
    work = Slow("now")
    loop.behind.do("Reading", work, taken.append)
    assert not loop.behind.wait("Reading", 0)
    work.may_end.set()
    assert loop.behind.wait("Reading", PATIENCE)
    assert taken == ["now"]
    loop.turn()
    assert taken == ["now"]
    assert not loop.behind.wait("Reading", 0)


def test_what_goes_wrong_is_told_in_words_and_the_next_request_is_done(loop: Loop) -> None:
    def fail() -> str:
        raise NotesError("The disk is full.")

    taken: list[str] = []
    loop.behind.do("Reading", fail, taken.append)
    loop.turn()
    assert (taken, loop.told, loop.noted) == ([], ["The disk is full."], [])
    loop.behind.do("Reading", lambda: "read", taken.append)
    loop.turn()
    assert taken == ["read"]


def test_a_mistake_of_the_programs_own_is_told_as_one_and_noted(loop: Loop) -> None:
    none: dict[str, str] = {}
    loop.behind.do("Comparing", lambda: none["\x1b[2J"], lambda _: None)
    loop.turn()
    assert loop.told == [
        "Comparing failed, by a mistake in briefing-reader itself (KeyError: '\\x1b[2J'). You can read on."
    ]
    assert [type(one) for one in loop.noted] == [KeyError]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "Keeping failed: No space left on device."),
        (MemoryError(), "Keeping failed: there is not enough memory for it."),
    ],
)
def test_what_the_system_refuses_is_no_mistake_of_the_programs(loop: Loop, error: Exception, told: str) -> None:
    def fail() -> None:
        raise error

    loop.behind.do("Keeping", fail)
    loop.turn()
    assert (loop.told, loop.noted) == ([told], [])


def test_who_asked_may_tell_of_a_failure_in_a_way_of_its_own(loop: Loop) -> None:
    told: list[str] = []

    def fail() -> None:
        raise NotesError("No.")

    loop.behind.do("Keeping", fail, failed=told.append)
    loop.turn()
    assert (told, loop.told) == (["No."], [])


def test_a_system_that_gives_no_more_threads_is_a_failure_like_any_other(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    loop.behind.do("Reading", lambda: None)
    loop.turn()
    assert loop.told == ["Reading failed: can't start new thread."]
    assert loop.noted == []
    assert not loop.behind.is_doing("Reading")


def test_nothing_is_begun_or_taken_up_after_the_end(loop: Loop) -> None:
    taken: list[str] = []
    work, waits, late = Slow("too late"), Slow("waits"), Slow("late")
    loop.behind.do("Reading", work, taken.append)
    loop.behind.do("Reading", waits, taken.append)
    assert work.has_begun.wait(PATIENCE)
    loop.behind.end()
    assert loop.behind.is_over
    work.may_end.set()
    loop.turn()
    loop.behind.do("Reading", late, taken.append)
    assert loop.is_idle()
    assert taken == []
    assert not waits.has_begun.is_set()
    assert not late.has_begun.is_set()


def test_work_that_ends_when_there_is_no_loop_any_more_harms_nothing() -> None:
    has_called = threading.Event()

    def closed(_: object) -> None:
        has_called.set()
        raise RuntimeError("Event loop is closed")

    behind = Behind(closed, lambda _: None, lambda _: None)
    behind.do("Reading", lambda: None)
    assert has_called.wait(PATIENCE)


def test_what_is_watched_is_told_of_when_it_is_another(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 0.01)
    now, told = ["first"], []
    loop.behind.watch("Watching", lambda: now[0], lambda: told.append(now[0]))
    loop.turn()
    now[0] = "second"
    loop.turn()
    assert told == ["first", "second"]
    assert at_work(loop.behind) == []


def test_a_watch_in_place_of_another_is_the_only_one(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 0.01)
    told: list[str] = []
    loop.behind.watch("Watching", lambda: 1, lambda: told.append("old"))
    old = loop.behind._watches["Watching"]
    loop.behind.watch("Watching", lambda: 1, lambda: told.append("new"))
    assert old._stopped.is_set()
    while not told:
        loop.turn()
    assert told == ["new"]


def test_a_watch_that_fails_is_told_of(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 0.01)
    loop.behind.watch("Watching", lambda: 1 // 0, lambda: None)
    loop.turn()
    assert "Watching failed" in loop.told[0]


def test_the_program_ends_though_work_never_does() -> None:
    script = (
        "import threading\n"
        "from reader.tui.behind import Behind\n"
        "behind = Behind(lambda call: None, print, print)\n"
        "behind.do('Reading', threading.Event().wait)\n"
        "behind.end()\n"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=PATIENCE).returncode == 0
