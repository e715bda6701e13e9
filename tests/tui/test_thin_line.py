"""The reader on real terminals: one that stops reading, tmux, and what a key costs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.terminal import COMMAND, Pty, environment, on_terminal

BODY = "\\n\\n".join(f"Paragraph {number} of the gas deal 中国 “said”." for number in range(1, 400))
TEXT = f'format = 1\nid = "gas"\ntitle = "Gas"\n[[sections]]\nid = "deal"\ntitle = "Deal"\nbody = "{BODY}"\n'


@pytest.fixture
def briefing(tmp_path: Path) -> str:
    (tmp_path / "gas.toml").write_text(TEXT)
    return str(tmp_path / "gas.toml")


# Runs the reader with a heartbeat in its event loop; at the end the longest pause between two beats is written down.
BEATING = """
import asyncio, sys, time
from reader.tui.app import ReaderApp
worst, last = [0.0], [0.0]
async def beat():
    while True:
        now = time.monotonic()
        worst[0] = max(worst[0], now - last[0]) if last[0] else 0.0
        last[0] = now
        await asyncio.sleep(0.05)
def on_ready(self):
    self._beating = asyncio.create_task(beat())
ReaderApp.on_ready = on_ready
from reader.cli.main import main
code = main(sys.argv[2:])
open(sys.argv[1], "w").write(str(worst[0]))
sys.exit(code)
"""
STOPPED = 3.0
"""Seconds for which the terminal takes nothing, far more than any buffer on the way holds."""


def test_a_terminal_that_stops_reading_stops_nothing_and_then_shows_the_right_screen(
    tmp_path: Path, briefing: str
) -> None:
    told = tmp_path / "worst"
    pty = Pty([sys.executable, "-c", BEATING, str(told), briefing], environment(tmp_path, COLORTERM="truecolor"))
    try:
        pty.wait_for("Paragraph 1 of")
        end = monotonic() + STOPPED
        while monotonic() < end:  # a key held down, and nothing read
            pty.send("j")
            pty.process.poll()
            os.sched_yield()
            _wait(0.01)
        pty.send("G")
        pty.wait_for("Paragraph 399 of")
        assert "100%" in pty.screen
        pty.send("q")
        assert pty.ended() == 0
    finally:
        pty.close()
    assert float(told.read_text()) < 1.0


def _wait(seconds: float) -> None:
    import threading

    threading.Event().wait(seconds)  # the pace of a held key, which is what is tested


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    command = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    yield command
    subprocess.run([*command, "kill-server"], check=False, capture_output=True)


def test_tmux_shows_what_whole_frames_show(tmp_path: Path, briefing: str, tmux: list[str]) -> None:
    env = environment(tmp_path, COLORTERM="truecolor")

    def capture(name: str) -> str:
        return subprocess.run(
            [*tmux, "capture-pane", "-p", "-t", name], capture_output=True, text=True, check=True, env=env
        ).stdout

    def until(name: str, pattern: str) -> str:
        end = monotonic() + 20
        while not re.search(pattern, screen := capture(name)):
            assert monotonic() < end, screen
            _wait(0.05)
        return screen

    for name, option in (("diff", ()), ("whole", ("--no-diff",))):
        home = tmp_path / name
        home.mkdir()
        command = ["env", f"HOME={home}", *COMMAND, "read", *option, briefing]
        subprocess.run([*tmux, "new-session", "-d", "-s", name, "-x", "90", "-y", "25", *command], check=True, env=env)
        until(name, "Paragraph 1 of")
    for keys, pattern in (
        (["j"] * 7, r"Paragraph 5 of"),
        (["Space", "Space", "k"], r"Paragraph 2\d of"),
        (["?"], "every key|Help"),
        (["Escape"], r"Paragraph 2\d of"),
        (["G"], "Paragraph 399 of"),
        (["g"], "Paragraph 1 of"),
    ):
        for name in ("diff", "whole"):
            subprocess.run([*tmux, "send-keys", "-t", name, *keys], check=True, env=env)
        end = monotonic() + 20
        while True:
            screens = [until(name, pattern) for name in ("diff", "whole")]
            if screens[0] == screens[1]:
                break
            assert monotonic() < end, "\n---\n".join(screens)
            _wait(0.1)


def test_a_line_costs_a_line_and_idle_costs_nothing(tmp_path: Path, briefing: str) -> None:
    with on_terminal(tmp_path, briefing, size=(80, 24), env={"COLORTERM": "truecolor"}) as pty:
        pty.wait_for("Paragraph 5 of")
        pty.send("jjjj")
        pty.wait_for("Paragraph 9 of")
        _settle(pty)
        before = len(pty.raw)
        pty.send("j")
        _settle(pty)
        pty.send("j")
        _settle(pty)
        assert 0 < len(pty.raw) - before < 400
        sent, used = len(pty.raw), pty.cpu_seconds()
        assert not pty.read(1.5)
        assert len(pty.raw) == sent
        assert pty.cpu_seconds() - used < 0.05
        pty.send("q")
        assert pty.ended() == 0


def _settle(pty: Pty) -> None:
    while pty.read(0.5):
        pass
