"""The program is ended from outside: at once, with the terminal as it was, and without spinning."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.terminal import COMMAND, SUMMIT, Pty, environment, reading_summit, wait_until


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131), (signal.SIGTERM, 143)]
)
def test_a_signal_ends_it_at_once_with_the_terminal_as_it_was(tmp_path: Path, number: int, code: int) -> None:
    with reading_summit(tmp_path) as running:
        assert not running.is_as_before
        running.process.send_signal(number)
        assert running.ended() == code
        assert running.is_as_before


def test_the_place_is_kept_where_a_signal_ends_it(tmp_path: Path) -> None:
    with reading_summit(tmp_path) as running:
        running.send("3")
        running.wait_for("North Korea ¶1")
        running.process.send_signal(signal.SIGTERM)
        running.ended()
    with reading_summit(tmp_path) as running:
        running.wait_for("North Korea ¶1")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_it_is_still_loading_finds_the_terminal_put_right(tmp_path: Path, number: int) -> None:
    with reading_summit(tmp_path) as running:
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        running.ended()
    running = Pty([*COMMAND, SUMMIT], environment(tmp_path))
    try:
        running.wait_until(lambda: termios.tcgetattr(running.slave or 0) != running.before)
        running.process.send_signal(number)
        assert running.ended() == 128 + number
        assert running.is_as_before
        assert b"Traceback" not in running.raw
    finally:
        running.close()


WORDS = "No price formula yet."


def drafts_in(home: Path) -> list[str]:
    return [path.read_text() for path in (home / ".local/state/briefing-reader/drafts").glob("*.md")]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_words_typed_the_moment_before_a_signal_are_in_the_draft(tmp_path: Path, number: int) -> None:
    with reading_summit(tmp_path) as running:
        running.send(f"2a{WORDS}")
        running.wait_for(WORDS)
        running.process.send_signal(number)
        assert running.ended() == 128 + number
    assert [WORDS in draft for draft in drafts_in(tmp_path)] == [True]


@pytest.mark.parametrize("options", [{}, {"has_control": False, "ignoring": [signal.SIGHUP]}])
def test_words_typed_the_moment_before_the_terminal_is_gone_are_in_the_draft(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    with reading_summit(tmp_path, **options) as running:
        running.send(f"2a{WORDS}")
        running.wait_for(WORDS)
        running.hang_up()
        running.ended()
    assert [WORDS in draft for draft in drafts_in(tmp_path)] == [True]


def test_words_on_a_line_that_takes_nothing_more_are_in_the_draft(tmp_path: Path) -> None:
    with reading_summit(tmp_path, size=(200, 60)) as running:
        running.send("2a")
        running.wait_for("ctrl+s")
        assert running.slave is not None
        termios.tcflow(running.slave, termios.TCOOFF)
        running.send(WORDS)
        wait_until(lambda: any(WORDS in draft for draft in drafts_in(tmp_path)))
        running.process.send_signal(signal.SIGHUP)
        assert running.process.wait(20) == 129
        termios.tcflow(running.slave, termios.TCOON)
    assert [WORDS in draft for draft in drafts_in(tmp_path)] == [True]


def test_a_signal_is_named_to_the_person(tmp_path: Path) -> None:
    with reading_summit(tmp_path) as running:
        running.process.send_signal(signal.SIGTERM)
        running.ended()
        assert "briefing-reader: ended by SIGTERM" in running.screen


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"ignoring": [signal.SIGHUP]},  # nohup
        {"has_control": False},  # not the leader of a session: the kernel sends no SIGHUP
        {"has_control": False, "ignoring": [signal.SIGHUP, signal.SIGTERM]},
    ],
)
def test_a_terminal_that_is_gone_ends_it_without_spinning(tmp_path: Path, options: dict[str, Any]) -> None:
    with reading_summit(tmp_path, **options) as running:
        before = running.cpu_seconds()
        pid = os.pidfd_open(running.process.pid)
        running.hang_up()
        assert wait_for_exit(pid) < 5
        assert running.cpu_seconds() - before < 0.5
        assert running.ended() == 129


def wait_for_exit(pidfd: int) -> float:
    """The seconds until a process has ended, which is left to be asked for its code and times."""
    import select

    start = monotonic()
    ready, _, _ = select.select([pidfd], [], [], 20)
    os.close(pidfd)
    assert ready
    return monotonic() - start


def test_hang_up_under_nohup_while_the_terminal_is_still_there_changes_nothing(tmp_path: Path) -> None:
    with reading_summit(tmp_path, ignoring=[signal.SIGHUP]) as running:
        running.process.send_signal(signal.SIGHUP)
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_line_that_takes_nothing_more_does_not_keep_it(tmp_path: Path, number: int, code: int) -> None:
    with reading_summit(tmp_path, size=(200, 60)) as running:
        assert running.slave is not None
        termios.tcflow(running.slave, termios.TCOOFF)  # as ctrl+s does in a shell
        running.send(" ]" * 40)  # nobody reads what it draws for this
        pid = os.pidfd_open(running.process.pid)
        running.process.send_signal(number)
        assert wait_for_exit(pid) < 5
        assert running.process.wait() == code
        termios.tcflow(running.slave, termios.TCOON)
        assert termios.tcgetattr(running.slave) == running.before


def settled(running: Pty) -> str:
    """The screen once nothing more comes."""
    running.send("2")
    running.wait_for("Finance ¶1")
    running.wait_for("Tab entity")
    running.wait_for("●")  # what is unread has been counted
    while running.read(0.5):  # a frame comes in pieces
        pass
    return running.screen


def test_ctrl_z_gives_the_terminal_back_and_fg_draws_the_screen_again(tmp_path: Path) -> None:
    with reading_summit(tmp_path) as running:
        before = settled(running)
        running.send("\x1a")
        running.wait_until(lambda: is_stopped(running.process.pid))
        running.read(0)
        assert running.is_as_before
        running.raw.clear()
        running.terminal.screen.reset()
        running.process.send_signal(signal.SIGCONT)
        running.wait_until(lambda: running.screen == before)  # without a key
        assert not running.is_as_before
        running.send("q")
        assert running.ended() == 0
        assert running.is_as_before


def test_a_signal_to_a_suspended_reader_leaves_the_terminal_to_the_shell(tmp_path: Path) -> None:
    with reading_summit(tmp_path) as running:
        running.send("\x1a")
        running.wait_until(lambda: is_stopped(running.process.pid))
        running.read(0)
        running.raw.clear()
        running.process.send_signal(signal.SIGTERM)
        running.process.send_signal(signal.SIGCONT)
        assert running.ended() == 143
        assert running.raw == b""


def test_a_reader_that_was_stopped_unasked_goes_on_where_it_was_and_ends(tmp_path: Path) -> None:
    """As by `kill -STOP`, after which the shell takes the terminal in its own way."""
    with reading_summit(tmp_path) as running:
        before = settled(running)
        for _ in range(3):
            running.process.send_signal(signal.SIGSTOP)
            running.wait_until(lambda: is_stopped(running.process.pid))
            running.read(0)
            assert running.slave is not None
            termios.tcsetattr(running.slave, termios.TCSANOW, running.before)
            running.terminal.screen.reset()
            running.process.send_signal(signal.SIGCONT)
            running.wait_until(lambda: running.screen == before)
        running.send("q")
        assert running.ended() == 0
        assert running.is_as_before


def is_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def test_a_storm_of_sizes_down_to_one_cell_ends_on_the_right_screen(tmp_path: Path) -> None:
    with reading_summit(tmp_path) as running:
        for width, height in [
            (1, 1),
            (80, 24),
            (2, 60),
            (300, 2),
            (1, 1),
            (13, 7),
            (3, 3),
            (250, 90),
            (1, 40),
            (40, 1),
        ]:
            running.resize(width, height)
            running.send("j]")
            running.read(0.02)
        running.resize(100, 30)
        running.send("2")
        running.wait_for("Finance ¶1")
        running.send("q")
        assert running.ended() == 0
        assert running.is_as_before
