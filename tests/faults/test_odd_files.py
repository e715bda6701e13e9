"""Odd files in a library: each is named or left out, none holds up the program, and reading goes on."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reader.core.anchoring.anchor import Place
from reader.core.note import Target
from reader.errors import ReaderError
from reader.library import Address
from reader.library.notebook import Means, Notebook
from reader.storage.briefings import read_briefing
from reader.storage.drafts import DraftStore
from reader.storage.notes import NoteStore
from reader.storage.state import Position, State
from reader.tui.app import ReaderApp
from reader.tui.reading import ReadingScreen
from tests.conftest import SAMPLES, library_in
from tests.terminal import COMMAND, SUMMIT, on_terminal, run_in_pipe
from tests.tui.idle import done_behind
from tests.tui.screens import reading, screen_text, section_in_view


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with one good briefing."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "summit.toml").write_bytes((SAMPLES / f"{SUMMIT}.toml").read_bytes())
    return folder


def run(home: Path, shelf: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_in_pipe(home, "--library", str(shelf), *arguments)


def test_what_is_no_regular_file_is_named_and_waits_for_nobody(tmp_path: Path, shelf: Path) -> None:
    os.mkfifo(shelf / "pipe.toml")
    (shelf / "zero.toml").symlink_to("/dev/zero")
    (shelf / "terminal.toml").symlink_to("/dev/tty")
    (shelf / "nowhere.toml").symlink_to(shelf / "nothing")
    (shelf / "circle.toml").symlink_to(shelf / "circle.toml")
    (shelf / "folder.toml").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(shelf / "socket.toml"))
        done = run(tmp_path, shelf, "list")
    assert done.returncode == 0
    assert "Xi in Moscow" in done.stdout
    for name in ("pipe", "zero", "terminal", "nowhere", "circle", "socket"):
        assert f"{name}.toml" in done.stderr, name


def test_folders_that_lead_in_a_circle_are_read_once(tmp_path: Path, shelf: Path) -> None:
    (shelf / "again").symlink_to(shelf, target_is_directory=True)
    (shelf / "circle").symlink_to(shelf / "circle", target_is_directory=True)
    (shelf / "a").mkdir()
    (shelf / "a" / "up").symlink_to(shelf, target_is_directory=True)
    done = run(tmp_path, shelf, "list")
    assert done.returncode == 0
    assert done.stdout.count("Xi in Moscow") == 1


def test_a_file_that_grows_while_it_is_read_is_read_to_its_limit_only(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shelf / "summit.toml"
    about = os.fstat

    def grow(descriptor: int) -> os.stat_result:
        found = about(descriptor)
        with file.open("ab") as end:
            end.write(b"#" * 17 * 1024 * 1024)
        return found

    monkeypatch.setattr(os, "fstat", grow)
    assert [problem.code for problem in read_briefing(file).errors] == ["unreadable"]


@pytest.mark.parametrize("change", ["vanish", "truncate", "spoil", "replace by a folder", "replace by a pipe"])
async def test_what_happens_to_the_file_does_not_disturb_the_reader(tmp_path: Path, shelf: Path, change: str) -> None:
    file = shelf / "summit.toml"
    async with reading(library_in(tmp_path, shelf)) as (pilot, screen):
        await pilot.press("2")
        file.unlink()
        if change == "truncate":
            file.touch()
        elif change == "spoil":
            file.write_bytes(b"\xff\x00 = [")
        elif change == "replace by a folder":
            file.mkdir()
        elif change == "replace by a pipe":
            os.mkfifo(file)
        await pilot.press("r")
        await pilot.pause()
        assert "Still shown as it was" in screen_text(pilot)
        await pilot.press("3")
        assert section_in_view(screen) == "north-korea"
        await pilot.press("a", *"Words", "ctrl+s")
        await pilot.pause()
        assert "Saved." in screen_text(pilot)
    assert len(list((tmp_path / "notes" / SUMMIT).glob("*.md"))) == 1


async def test_a_file_that_does_not_answer_does_not_hold_up_the_screen(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    slow = shelf / "slow.toml"
    slow.write_text((SAMPLES / "brics-finance.toml").read_text())
    library = library_in(tmp_path, shelf)
    library.catalogue.refresh()
    open_fully = library.open_fully

    def open_slowly(path: Path) -> Any:
        if path == slow:
            answers.wait(60)
        return open_fully(path)

    monkeypatch.setattr(library, "open_fully", open_slowly)
    monkeypatch.setattr("reader.tui.features.fetching.PATIENCE", 0.0)
    async with reading(library) as (pilot, screen):
        screen.going.open_target("brics-finance")
        await pilot.pause()
        assert "brics-finance is slow to come" in screen_text(pilot)
        await pilot.press("2")
        assert section_in_view(screen) == "finance"
        answers.set()
        while screen.desk.opened.briefing.id != "brics-finance":
            await pilot.pause()


async def test_esc_gives_up_a_file_that_does_not_answer(
    tmp_path: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    library = library_in(tmp_path, shelf)

    def open_slowly(path: Path) -> Any:
        answers.wait(60)
        raise ReaderError("too late")

    monkeypatch.setattr(library, "open_fully", open_slowly)
    monkeypatch.setattr("reader.tui.features.fetching.PATIENCE", 0.0)
    async with reading(library) as (pilot, screen):
        await pilot.press("r", "escape", "2")
        answers.set()
        await pilot.pause()
        assert "too late" not in screen_text(pilot)
        assert section_in_view(screen) == "finance"


async def test_notes_on_a_disk_that_does_not_answer_hold_up_no_key_and_come_when_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, load = threading.Event(), NoteStore.for_briefing
    library = library_in(tmp_path)
    opened = library.open_fully(library.find(SUMMIT).path)
    library.notebook.add(opened.target_at(Place("energy", 1, 0, 10)), "Late words")

    def load_slowly(store: NoteStore, briefing: str) -> Any:
        assert answers.wait(60)
        return load(store, briefing)

    monkeypatch.setattr(NoteStore, "for_briefing", load_slowly)
    app = ReaderApp(library, library.open(opened.path), Address(opened.path, "energy"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "2", "1")
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert section_in_view(pilot.app.screen) == "energy"
        assert "Late words" not in screen_text(pilot)
        answers.set()
        await done_behind(pilot)
        assert "✎ Late words" in screen_text(pilot)


def test_the_program_ends_while_a_disk_does_not_answer(tmp_path: Path, shelf: Path) -> None:
    script = tmp_path / "hang.py"
    script.write_text(
        "import sys, threading\n"
        "from reader.library.library import Library\n"
        "open_fully = Library.open_fully\n"
        "def hang(library, path):\n"
        "    if threading.current_thread() is not threading.main_thread():\n"
        "        threading.Event().wait()\n"
        "    return open_fully(library, path)\n"
        "Library.open_fully = hang\n"
        "from reader.__main__ import main\n"
        "sys.exit(main())\n"
    )
    with on_terminal(tmp_path, "--library", str(shelf), SUMMIT, command=[COMMAND[0], str(script)]) as running:
        running.wait_for("Xi in Moscow")
        running.send("r")
        running.wait_for("is slow to come")
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0
        assert running.is_as_before


def test_a_clock_that_goes_backwards_loses_no_note(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    moments: Iterator[datetime] = (now - timedelta(hours=number) for number in range(1000))
    notebook = Notebook(
        NoteStore(tmp_path / "notes"), Means(lambda: next(moments), lambda n: "0" * n), DraftStore(tmp_path / "drafts")
    )
    first = notebook.add(Target(SUMMIT, section="energy"), "First.")
    second = notebook.add(Target(SUMMIT, section="energy"), "Second.")
    changed = notebook.change(second.note, "Second, again.")
    assert not changed.is_conflict
    assert {stored.note.text for stored in notebook.all().notes} == {"First.", "Second, again."}
    assert first.note.id != second.note.id


def test_a_library_whose_name_is_no_text_keeps_the_place(tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe")
    state = State(tmp_path / "state.db")
    state.remember(SUMMIT, Position(f"{folder}/a.toml", "energy", 3, 7), "2026-11-24")
    assert state.position(SUMMIT) == Position(f"{folder}/a.toml", "energy", 3, 7)
    assert state.last_read() == (f"{folder}/a.toml",)


def test_a_state_file_with_odd_values_is_as_good_as_an_empty_one(tmp_path: Path) -> None:
    state = State(tmp_path / "state.db")
    state.remember(SUMMIT, Position("a", "b", 1, 1), "now")
    state.close()
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("UPDATE position SET item = 'x', offset = -5, section = x'ff'")
        connection.execute("INSERT INTO seen VALUES (?, 'no number')", (SUMMIT,))
        connection.execute("INSERT INTO mark VALUES ('a', ?, 1.5, NULL, 'x', 2)".replace("NULL", "'s'"), (SUMMIT,))
        connection.execute("INSERT INTO version VALUES (?, 'x', 'm', 'd', 'no bytes')", (SUMMIT,))
    connection.close()
    state = State(tmp_path / "state.db")
    assert state.position(SUMMIT) is None
    assert state.seen(SUMMIT) == frozenset()
    assert state.marks(SUMMIT) == ()
    assert state.version(SUMMIT) is None


def test_a_state_file_that_is_damaged_within_is_put_aside_and_a_new_one_remembers(tmp_path: Path) -> None:
    state = State(tmp_path / "state.db")
    state.note_seen(SUMMIT, range(20_000))
    state.close()
    whole = (tmp_path / "state.db").read_bytes()
    (tmp_path / "state.db").write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    damaged = State(tmp_path / "state.db")
    assert damaged.seen(SUMMIT) == frozenset()
    damaged.note_seen(SUMMIT, [7])
    damaged.close()
    assert State(tmp_path / "state.db").seen(SUMMIT) == {7}
    assert (tmp_path / "state.damaged").exists()


def test_a_value_of_the_state_that_is_no_text_costs_no_other(tmp_path: Path) -> None:
    state = State(tmp_path / "state.db")
    state.keep("theme", "dark")
    state.remember(SUMMIT, Position("a", "b", 1, 1), "now")
    state.close()
    with sqlite3.connect(tmp_path / "state.db") as connection:
        connection.execute("UPDATE position SET section = CAST(x'ff' AS TEXT)")
    connection.close()
    state = State(tmp_path / "state.db")
    assert state.position(SUMMIT) == Position("a", "\ufffd", 1, 1)
    assert state.kept("theme") == "dark"


# What the system keeps from being written


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip("a small disk can only be made by root with the right to mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_loses_no_words(tmp_path: Path, small_disk: Path) -> None:
    data = small_disk / "data"
    filler = small_disk / "filler"
    with on_terminal(tmp_path, "--data-dir", str(data), SUMMIT) as running:
        running.wait_for("Xi in Moscow")
        with pytest.raises(OSError), filler.open("wb") as file:
            file.write(b"x" * 1024 * 1024)
        running.send("2aWords for a full disk.")
        running.wait_for("Words for a full disk.")
        running.send("\x13")
        running.wait_for("Not saved:")
        assert "Words for a full disk." in running.screen
        filler.unlink()
        running.send("\x13")
        running.wait_for("Saved.")
        running.send("q")
        assert running.ended() == 0
    (note,) = (data / "notes" / SUMMIT).glob("*.md")
    assert note.read_text().endswith("Words for a full disk.\n")


def test_a_full_disk_ends_a_command_with_4(tmp_path: Path, small_disk: Path) -> None:
    with pytest.raises(OSError), (small_disk / "filler").open("wb") as file:
        file.write(b"x" * 1024 * 1024)
    data = ("--data-dir", str(small_disk / "data"))
    done = run(tmp_path, SAMPLES, *data, "notes", "add", f"{SUMMIT}#energy", "--text", "Words.")
    assert done.returncode == 4
    assert "no space left on device" in done.stderr


def test_everything_is_read_from_a_disk_that_cannot_be_written(tmp_path: Path, small_disk: Path) -> None:
    (small_disk / "summit.toml").write_bytes((SAMPLES / f"{SUMMIT}.toml").read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run(tmp_path, small_disk, "list")
    assert (done.returncode, done.stderr) == (0, "")
    everywhere = {
        "XDG_DATA_HOME": f"{small_disk}/d",
        "XDG_STATE_HOME": f"{small_disk}/s",
        "XDG_CACHE_HOME": f"{small_disk}/c",
    }
    with on_terminal(tmp_path, "--library", str(small_disk), SUMMIT, env=everywhere) as running:
        running.wait_for("Xi in Moscow")
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0
