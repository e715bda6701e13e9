"""What is changed by somebody else is noticed, once; what is only away for a moment is no change."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader.storage import watch as watching
from reader.storage.files import stamp
from reader.storage.watch import Watch


class Counted:
    """A watch of a file, and how often it told of a change."""

    def __init__(self, path: Path) -> None:
        self.told = 0
        self.watch = Watch(lambda: stamp(path) or None, self._tell)

    def _tell(self) -> None:
        self.told += 1

    def looks(self, times: int = 2) -> int:
        for _ in range(times):
            self.watch.look()
        return self.told


def test_the_first_look_and_each_change_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("one")
    counted = Counted(path)
    assert counted.looks() == 1
    path.write_text("other")
    assert counted.looks() == 2


def test_a_save_by_way_of_another_file_is_a_change_and_the_gap_in_it_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("one")
    counted = Counted(path)
    path.unlink()
    assert counted.looks() == 0
    path.write_text("two")
    assert counted.looks() == 1


def test_the_watch_looks_by_itself_and_stops_when_told(tmp_path: Path) -> None:
    path, told = tmp_path / "a.toml", threading.Event()
    path.write_text("one")
    watch = Watch(lambda: stamp(path) or None, told.set, interval=0.01)
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    assert told.wait(10)
    told.clear()
    path.write_text("other")
    assert told.wait(10)
    watch.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_the_dearer_a_look_is_the_longer_is_the_pause_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    class Stopped:
        def wait(self, seconds: float) -> bool:
            pauses.append(seconds)
            return len(pauses) == 3

    costs = iter((0.0, 0.0001, 1.0, 1.05))
    monkeypatch.setattr(watching, "thread_time", lambda: next(costs))
    watch = Watch(lambda: None, lambda: None)
    watch._stopped = Stopped()  # type: ignore[assignment] # counts instead of waiting
    watch.run()
    assert pauses == [2.0, 2.0, pytest.approx(50.0)]
