"""Two windows of one person, and whoever else holds their files: real processes, each on a terminal of its own."""

from __future__ import annotations

import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from reader.core.anchoring.anchor import Place
from reader.library import Library
from tests.conftest import library_in
from tests.storage.test_state import held
from tests.terminal import COMMAND, SUMMIT, Pty, on_terminal, wait_until, words_of_notes

KEEPS_AT_ONCE = (
    COMMAND[0],
    "-c",
    "import reader.tui.features.keeping as keeping; keeping.EVERY = 0.0; from reader.__main__ import main; main()",
)
ENERGY, SMALL = f"{SUMMIT}#energy", (80, 24)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which the summit was read as far as its third section."""
    with on_terminal(tmp_path, SUMMIT) as running:
        running.wait_for("Xi in Moscow")
        running.send("3")
        running.wait_for("North Korea ¶1")
        leave(running)
    return tmp_path


def leave(running: Pty) -> str:
    """Quit; what is told after the screen is gone."""
    running.send("q")
    assert running.ended() == 0
    assert running.is_as_before
    return told(running)


def told(running: Pty) -> str:
    """What was written after the screen was gone, in one line."""
    words = bytes(running.raw).rpartition(b"\x1b[?1049l")[2].decode()
    return " ".join(re.sub(r"\x1b\[[?\d;]*[a-z]", "", words).split())


def state_file(home: Path) -> Path:
    return home / ".local/state/briefing-reader/state.db"


def places(home: Path) -> dict[str, str]:
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(f"file:{state_file(home)}?mode=ro", uri=True)) as one,
    ):
        return dict(one.execute("SELECT briefing, section FROM position").fetchall())
    return {}  # another process is still to make it


def notes(home: Path) -> set[str]:
    return {words.strip() for words in words_of_notes(home)}


@contextmanager
def two_windows(home: Path) -> Iterator[tuple[Pty, Pty]]:
    with on_terminal(home, ENERGY, size=SMALL) as one, on_terminal(home, ENERGY, size=SMALL) as other:
        one.wait_for("Energy ¶1")
        other.wait_for("Energy ¶1")
        yield one, other


# Two windows


def test_what_is_written_in_one_window_stands_in_the_other_and_two_changes_are_both_kept(tmp_path: Path) -> None:
    with two_windows(tmp_path) as (one, other):
        one.send("aFirst\x0f")
        one.wait_for("Saved.")
        other.wait_for("✎ First")
        for window, words in ((one, " mine"), (other, " yours")):
            window.send("e")
            window.wait_for("ctrl+o")
            window.send(words)
            window.wait_for(f"First{words}")
        one.send("\x0f")
        one.wait_for("✎ First mine")
        assert "First yours" in other.screen
        other.send("\x0f")
        other.wait_for("Both stay")
        one.wait_for("✎ First yours")
        other.wait_for("✎ First mine")
        assert notes(tmp_path) == {"First mine", "First yours"}
        one.send("U")
        other.wait_gone("✎ First mine")
        assert notes(tmp_path) == {"First", "First yours"}


def test_a_draft_belongs_to_its_window_until_that_is_gone(tmp_path: Path) -> None:
    with two_windows(tmp_path) as (one, other):
        one.send("aHalf a thought")
        wait_until(lambda: any((tmp_path / ".local/state/briefing-reader/drafts").glob("*.md")))
        with on_terminal(tmp_path, ENERGY, size=SMALL) as third:
            third.wait_for("Energy ¶1")
            third.send("s")  # what is offered at the start would lie over the text, and take the key
            third.wait_for("Search")
        one.process.kill()
        one.process.wait()
        other.send("s")
        other.wait_for("Search")
        with on_terminal(tmp_path, ENERGY, size=SMALL) as third:
            third.wait_for("This note was not saved")
            third.wait_for("Half a thought")


def test_a_window_that_was_left_standing_does_not_outdo_the_one_that_was_read_in(tmp_path: Path) -> None:
    with two_windows(tmp_path) as (one, other):
        other.send("2")
        other.wait_for("Finance ¶1")
        other.send("Mx")
        other.wait_for("Marked")
        assert leave(other) == ""
        one.send("'")
        one.wait_for("Go to which mark?")
        one.send("\x1b")
        one.wait_gone("Go to which mark?")
        assert leave(one) == ""
    assert places(tmp_path) == {SUMMIT: "finance"}
    with on_terminal(tmp_path, size=SMALL) as next_time:
        next_time.wait_for("Finance ¶1")
        assert "Energy ¶1" not in next_time.raw.decode(errors="replace")


def test_a_second_window_begins_where_the_first_one_is(tmp_path: Path) -> None:
    with on_terminal(tmp_path, SUMMIT, command=KEEPS_AT_ONCE) as one:
        one.wait_for("Xi in Moscow")
        one.send("3")
        one.wait_for("North Korea ¶1")
        wait_until(lambda: places(tmp_path) == {SUMMIT: "north-korea"})
        with on_terminal(tmp_path) as other:
            other.wait_for("North Korea ¶1")
        one.process.kill()
    with on_terminal(tmp_path) as other:
        other.wait_for("North Korea ¶1")


def test_a_terminal_that_takes_nothing_holds_up_nothing_that_is_kept(tmp_path: Path) -> None:
    with on_terminal(tmp_path, SUMMIT, command=KEEPS_AT_ONCE) as running:
        running.wait_for("Xi in Moscow")
        for _ in range(40):  # from here on nothing is read: what the line and the system take is soon full
            running.send("Gg")
        running.send("3")
        wait_until(lambda: places(tmp_path) == {SUMMIT: "north-korea"})
        other = library_in_home(tmp_path)
        opened = other.open_fully(other.find(SUMMIT).path)
        other.notebook.add(opened.target_at(Place("north-korea", 1, 0, 10)), "From elsewhere")
        running.wait_for("✎ From elsewhere")


def library_in_home(home: Path) -> Library:
    """What another program of the same person works on."""
    return library_in(home / ".local/share/briefing-reader")


# The state file in other hands


def test_a_locked_state_file_hides_no_place_and_what_is_not_kept_is_told(home: Path) -> None:
    with held(state_file(home)):
        with on_terminal(home) as running:
            running.wait_for("North Korea ¶1")
            running.send("1")
            running.wait_for("Energy ¶1")
            words = leave(running)
        assert "is not kept" in words
        assert "state.db: another program holds it." in words
        with on_terminal(home) as running:
            running.wait_for("North Korea ¶1")
            running.process.send_signal(signal.SIGTERM)
            assert running.ended() == 128 + signal.SIGTERM
    assert places(home) == {SUMMIT: "north-korea"}


def test_what_was_read_while_the_file_was_locked_is_in_it_once_it_is_free(home: Path) -> None:
    with on_terminal(home) as running:
        running.wait_for("North Korea ¶1")
        with held(state_file(home)):
            running.send("1")
            running.wait_for("Energy ¶1")
            running.send("o")
            running.wait_for("Briefings")
            running.send("\x1b[B\r")
            running.wait_for("A bank and a reserve")
            running.wait_gone("Enter open")
        wait_until(lambda: places(home) == {SUMMIT: "energy"})
        assert leave(running) == ""
    assert places(home).keys() == {SUMMIT, "brics-finance"}


def test_a_locked_state_file_is_told_of_without_a_screen_too(home: Path) -> None:
    with held(state_file(home)), on_terminal(home, "--plain", SUMMIT) as running:
        running.send("q\n")
        assert running.ended() == 0
        assert b"is not kept" in running.raw
