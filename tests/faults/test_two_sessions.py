"""Two windows of one person, and whoever else holds their files: real processes, each on a terminal of its own."""

from __future__ import annotations

import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.test_state import held
from tests.terminal import Pty, on_terminal, wait_until

SUMMIT = "china-russia-summit-2017"


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
    with closing(sqlite3.connect(state_file(home))) as connection:
        return dict(connection.execute("SELECT briefing, section FROM position").fetchall())


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
