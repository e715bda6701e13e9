"""A file that is changed by somebody else is noticed; one that is only away for a moment is not."""

from __future__ import annotations

import threading
from pathlib import Path

from reader.storage.watch import FileWatch


def test_the_first_look_and_each_change_are_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "a.toml"
    path.write_text("one")
    watch = FileWatch(path, lambda: told.append("changed"))
    watch.look()
    watch.look()
    assert told == ["changed"]
    path.write_text("other")
    watch.look()
    watch.look()
    assert told == ["changed", "changed"]


def test_a_save_by_way_of_another_file_is_a_change_and_the_gap_in_it_is_none(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "a.toml"
    path.write_text("one")
    watch = FileWatch(path, lambda: told.append("changed"))
    path.unlink()
    watch.look()
    assert told == []
    path.write_text("two")
    watch.look()
    assert told == ["changed"]


def test_the_watch_looks_by_itself_and_stops_when_told(tmp_path: Path) -> None:
    path, told = tmp_path / "a.toml", threading.Event()
    path.write_text("one")
    watch = FileWatch(path, told.set, interval=0.01)
    watch.start()
    path.write_text("other")
    assert told.wait(10)
    watch.stop()
    watch._thread.join(10)
    assert not watch._thread.is_alive()
