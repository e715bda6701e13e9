"""The state file beside other programs: nobody waits for it, and what was to be kept is in it in the end."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

import pytest

from reader.storage import state_file
from reader.storage.state import Mark, Position, State, Version
from tests.terminal import wait_until

HERE, THERE = Position("/a/gas.toml", "energy", 3, 7), Position("/a/gas.toml", "finance", 1, 0)
EARLY, LATE, LATEST = "2026-01-01T08:00", "2026-01-01T09:00", "2026-01-01T10:00"
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(f"BEGIN {sys.argv[2]}")
print("held", flush=True)
for statement in sys.stdin:
    connection.execute(statement)
    print("done", flush=True)
"""


class Holder:
    """Another program that holds the state file."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, statement: str) -> None:
        assert self._process.stdin
        assert self._process.stdout
        print(statement, file=self._process.stdin, flush=True)
        assert self._process.stdout.readline() == "done\n"


@contextmanager
def held(path: Path, how: str = "EXCLUSIVE") -> Iterator[Holder]:
    """The file in the hands of a program that does not let go of it."""
    command = (sys.executable, "-c", HOLD, str(path), how)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield Holder(process)
        finally:
            process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A state file in which something stands."""
    path = tmp_path / "state.db"
    state = State(path)
    state.remember("gas", HERE, EARLY)
    state.note_seen("gas", [1, 2])
    state.keep("theme", "light")
    state.set_mark(Mark("Q", "gas", HERE, "words"))
    state.keep_version(Version("gas", 1, EARLY, "the text"))
    state.close()
    return path


@pytest.fixture
def open_state() -> Iterator[Callable[[Path], State]]:
    opened: list[State] = []

    def open_one(path: Path) -> State:
        opened.append(State(path))
        return opened[-1]

    yield open_one
    for state in opened:
        state.close()


Open = Callable[[Path], State]


def test_who_reads_while_another_program_holds_the_file_knows_all_and_hardly_waits(
    path: Path, open_state: Open
) -> None:
    with held(path):
        state, began = open_state(path), monotonic()
        assert state.last_read() == ("/a/gas.toml",)
        assert state.position("gas") == HERE
        assert state.seen("gas") == {1, 2}
        assert state.kept("theme") == "light"
        assert state.version("gas") == Version("gas", 1, EARLY, "the text")
        assert monotonic() - began < 1.0


def test_a_path_with_marks_of_an_address_is_read_past_the_lock_too(tmp_path: Path, open_state: Open) -> None:
    path = tmp_path / "a?b#c%41 ü" / "state.db"
    state = open_state(path)
    state.keep("theme", "light")
    state.close()
    with held(path):
        assert open_state(path).kept("theme") == "light"


def test_what_is_kept_meanwhile_is_known_at_once_and_in_the_file_once_that_is_free(
    path: Path, open_state: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_file, "AGAIN", 0.05)
    state = open_state(path)
    with held(path):
        state.remember("gas", THERE, LATE)
        state.note_seen("gas", [3])
        state.keep("theme", "dark")
        state.set_mark(Mark("Q", "oil", THERE, "others"))
        state.keep_version(Version("gas", 2, LATE, "new text"))
        state.note_looked("gas", [9])
        as_kept = known(state)
        assert as_kept == (
            THERE,
            {1, 2, 3},
            "dark",
            (Mark("Q", "oil", THERE, "others"),),
            "new text",
            {9},
            (HERE.path,),
        )
        assert known(open_state(path)) != as_kept
    wait_until(lambda: known(open_state(path)) == as_kept)
    assert known(state) == as_kept
    assert state.settle() == ""


def known(state: State) -> tuple[object, ...]:
    """All that a state file says of gas."""
    version = state.version("gas")
    text, seen, looked = version and version.text, state.seen("gas"), state.looked("gas")
    return state.position("gas"), seen, state.kept("theme"), state.marks("gas"), text, looked, state.last_read()


def test_what_another_session_wrote_later_stays_and_the_rest_is_joined_to_it(path: Path, open_state: Open) -> None:
    state, other = open_state(path), open_state(path)
    with held(path):
        state.remember("gas", THERE, LATE)
        state.note_seen("gas", [3])
        state.keep_version(Version("gas", 2, LATE, "new text"))
    other.remember("gas", HERE, LATEST)
    other.note_seen("gas", [4])
    other.keep_version(Version("gas", 3, LATEST, "newest text"))
    assert state.settle() == ""
    assert state.position("gas") == HERE
    assert state.seen("gas") == {1, 2, 3, 4}
    assert state.version("gas") == Version("gas", 3, LATEST, "newest text")


def test_a_clock_that_was_wrong_does_not_keep_later_places_from_being_kept(path: Path, open_state: Open) -> None:
    state = open_state(path)
    state.remember("gas", HERE, "9999-01-01T08:00")
    state.remember("gas", THERE, LATE)
    assert state.position("gas") == THERE
    state.keep_version(Version("gas", 2, "9999-01-01T08:00", "two"))
    state.keep_version(Version("gas", 3, LATE, "three"))
    assert state.version("gas") == Version("gas", 3, LATE, "three")


def test_an_earlier_version_comes_back_only_when_it_is_meant_to(path: Path, open_state: Open) -> None:
    state = open_state(path)
    state.keep_version(Version("gas", 2, LATE, "two"))
    state.note_looked("gas", [9])
    state.keep_version(Version("gas", 1, EARLY, "one"))
    assert state.version("gas") == Version("gas", 2, LATE, "two")
    assert state.looked("gas") == {9}
    state.keep_version(Version("gas", 1, EARLY, "one"), is_last=True)
    assert state.version("gas") == Version("gas", 1, EARLY, "one")
    assert state.looked("gas") == frozenset()


def test_a_file_that_can_be_read_and_not_written_is_read_with_what_waits(path: Path, open_state: Open) -> None:
    state = open_state(path)
    with held(path, "IMMEDIATE") as holder:
        state.note_seen("gas", [3])
        assert state.seen("gas") == {1, 2, 3}
        holder.do("INSERT INTO seen VALUES ('gas', 4)")
        holder.do("COMMIT")
    assert state.settle() == ""
    assert state.seen("gas") == {1, 2, 3, 4}


def test_what_cannot_be_written_in_the_end_is_told(path: Path, open_state: Open) -> None:
    state = open_state(path)
    with held(path):
        state.remember("gas", THERE, LATE)
        told = state.settle(0.05)
        assert told == f"Where you were and what you read is not kept: {path}: another program holds it."
        state.close()
    assert open_state(path).position("gas") == HERE


def test_at_the_end_the_file_is_waited_for(path: Path, open_state: Open) -> None:
    state = open_state(path)
    with held(path) as holder:
        state.remember("gas", THERE, LATE)
        holder.do("COMMIT")
        assert state.settle(20) == ""
    assert open_state(path).position("gas") == THERE


def test_a_disk_that_does_not_answer_one_thread_holds_up_no_other(
    path: Path, open_state: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_file, "LONGEST", 0.05)
    asks, answers, opens = threading.Event(), threading.Event(), state_file.StateFile._open

    def open_slowly(file: state_file.StateFile, seconds: float) -> sqlite3.Connection:
        asks.set()
        assert answers.wait(20)
        return opens(file, seconds)

    monkeypatch.setattr(state_file.StateFile, "_open", open_slowly)
    state = open_state(path)
    hanging = threading.Thread(target=state.note_seen, args=("gas", [3]))
    hanging.start()
    assert asks.wait(20)
    state.remember("gas", THERE, LATE)
    assert state.position("gas") == THERE
    assert "the disk does not answer" in state.settle()
    answers.set()
    hanging.join()
    assert state.settle() == ""
    assert open_state(path).position("gas") == THERE
    assert open_state(path).seen("gas") == {1, 2, 3}


def test_a_place_where_no_file_can_be_is_told(tmp_path: Path, open_state: Open) -> None:
    (tmp_path / "file").write_text("no folder")
    state = open_state(tmp_path / "file" / "state.db")
    assert state.position("gas") is None
    state.remember("gas", HERE, EARLY)
    assert state.position("gas") == HERE
    assert "exists" in state.settle() or "not a directory" in state.settle()


def test_a_file_of_a_later_program_is_left_as_it_is_and_told_of(path: Path, open_state: Open) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    state = open_state(path)
    state.keep("theme", "dark")
    assert state.position("gas") == HERE
    assert "later briefing-reader" in state.settle()
    assert not path.with_suffix(".damaged").exists()


def test_two_sessions_that_find_the_file_damaged_set_aside_the_damaged_one_only(path: Path, open_state: Open) -> None:
    first, second = open_state(path), open_state(path)
    assert first.seen("gas") == second.seen("gas") == {1, 2}
    path.write_bytes(b"\xff" * path.stat().st_size)
    assert first.seen("gas") == frozenset()
    first.note_seen("gas", [5])
    assert second.seen("gas") == frozenset()
    second.note_seen("gas", [6])
    assert open_state(path).seen("gas") == {5, 6}


def test_a_file_that_could_not_be_made_whole_is_not_half_made(tmp_path: Path) -> None:
    (tmp_path / "state.db").touch()
    schema = "PRAGMA user_version = 5; CREATE TABLE a (b); CREATE TABLE a (b);"
    assert state_file.StateFile(tmp_path / "state.db", schema, 5).rows("SELECT * FROM a") == []
    with closing(sqlite3.connect(tmp_path / "state.damaged")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
        assert connection.execute("SELECT * FROM sqlite_master").fetchall() == []


def test_opening_the_file_leaves_its_times_as_they_are(path: Path, open_state: Open) -> None:
    os.utime(path, ns=(1, 1))
    open_state(path).last_read()
    assert path.stat().st_mtime_ns == 1  # a kept screen counts only while the file is as it was


def test_a_file_that_is_not_there_is_not_made_by_asking(tmp_path: Path, open_state: Open) -> None:
    assert open_state(tmp_path / "state.db").last_read() == ()
    assert not (tmp_path / "state.db").exists()
