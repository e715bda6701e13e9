"""A note is being written when the program is killed, hung up on, or gives the terminal to an editor."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from time import monotonic

import pytest

from tests.terminal import Pty, reading_summit


def begin(running: Pty) -> None:
    running.wait_for("?")
    running.send("a")
    running.wait_for("Note on Energy")


def type_for(running: Pty, seconds: float) -> list[tuple[float, int]]:
    """Type numbers as fast as they are shown; when each was on the screen, and how many there were."""
    typed, end = [], monotonic() + seconds
    number = 0
    while monotonic() < end:
        number += 1
        running.send(f"w{number:04d} ")
        running.wait_for(f"w{number:04d}")
        typed.append((monotonic(), number))
    return typed


def draft(home: Path) -> str:
    """The words of the one draft that is on the disk."""
    (file,) = home.rglob("drafts/*.md")
    return file.read_text().rpartition("+++\n")[2].strip()


def kept(home: Path) -> int:
    """The last number that is whole in the draft, which holds what was typed and nothing else.

    A number that was being typed when the draft was written stands there in part.
    """
    words = draft(home)
    typed = " ".join(f"w{number:04d}" for number in range(1, len(words)))
    assert typed.startswith(words)
    return len(re.findall(r"w\d{4}\b", words))


def offered(home: Path) -> None:
    """The next start offers what was kept, and it can be saved."""
    words, number = draft(home), kept(home)
    with reading_summit(home, "energy") as running:
        running.wait_for("This note was not saved")
        running.send("\r")
        running.wait_for("keep for later")
        running.wait_for(f"w{number:04d}")
        running.send("\x0f")
        running.wait_for("Saved")
        running.send("q")
        assert running.ended() == 0
    (note,) = home.rglob("notes/*/*.md")
    assert note.read_text().rstrip().endswith(words)
    assert list(home.rglob("drafts/*.md")) == []


def test_sigkill_while_typing_costs_at_most_the_last_second(tmp_path: Path) -> None:
    with reading_summit(tmp_path, "energy") as running:
        begin(running)
        typed = type_for(running, 3.0)
        killed = monotonic()
        running.process.kill()
        running.ended()
    a_second_before = max(number for at, number in typed if at < killed - 1)
    assert kept(tmp_path) >= a_second_before > 1
    offered(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_typing_costs_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with reading_summit(tmp_path, "energy") as running:
        begin(running)
        typed = type_for(running, 0.5)
        running.process.send_signal(number)
        assert running.ended() == 128 + number
    assert kept(tmp_path) == typed[-1][1]


def test_a_terminal_that_is_closed_while_typing_costs_nothing(tmp_path: Path) -> None:
    with reading_summit(tmp_path, "energy") as running:
        begin(running)
        typed = type_for(running, 0.5)
        running.hang_up()
        assert running.ended() == 129
    assert kept(tmp_path) == typed[-1][1]
    offered(tmp_path)


def test_the_terminal_is_given_to_an_editor_and_comes_back(tmp_path: Path) -> None:
    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\necho "IN THE EDITOR"\nread line\necho "$line" > "$1"\nexit 0\n')
    script.chmod(0o700)
    with reading_summit(tmp_path, "energy", env={"VISUAL": f"'{script}'"}) as running:
        begin(running)
        running.send("one\x0f")
        running.wait_for("Saved")
        running.send("E")
        running.wait_for("IN THE EDITOR")
        assert running.is_restored
        running.send("two\n")
        running.wait_for("✎ two")
        running.wait_for("Xi in Moscow")
        assert not running.is_restored
        running.send("q")
        assert running.ended() == 0
        assert running.is_as_before
