"""Who knows nothing but the screen gets through: each key that is pressed stood there before, or in the help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.terminal import Pty, on_terminal

CODES = {"Tab": "\t", "Enter": "\r", "Esc": "\x1b", "Backspace": "\x7f", "ctrl+s": "\x13"}
QUESTION = "Who pays for it?"


class Newcomer:
    """Presses no key but those that the screen names."""

    def __init__(self, running: Pty) -> None:
        self._running = running

    def sees(self, text: str) -> None:
        self._running.wait_for(text)

    def press(self, key: str, then: str) -> None:
        named = re.compile(rf"(?<!\S){re.escape(key)}(?!\S)")
        self._running.wait_until(lambda: bool(named.search(self._running.screen)))
        self._running.send(CODES.get(key, key))
        self.sees(then)

    def type(self, text: str, then: str) -> None:
        self._running.send(text)
        self.sees(then)

    def looks_up(self, words: str, then: str) -> None:
        """Look for what to do in the help, which is always named."""
        self.press("?", "Help")
        self.sees("type to filter")
        self.type(words, then)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
def test_a_newcomer_finds_reads_notes_finds_again_cites_changes_colours_and_leaves(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with on_terminal(tmp_path, size=size) as running:
        reader = Newcomer(running)
        reader.sees("Welcome")
        reader.looks_up("search the", "search the whole library")
        reader.press("Enter", "Search")
        reader.type("pipeline", "found")
        reader.press("Enter", "Tab entity")
        reader.press("Tab", "Enter follow")
        reader.press("Enter", "Backspace back")
        reader.looks_up("note on the section", "write a note on the section")
        reader.press("Enter", "ctrl+s")
        reader.type(QUESTION, QUESTION)
        reader.press("ctrl+s", "Saved.")
        reader.looks_up("where you came from", "Backspace")
        reader.press("Enter", "Tab entity")
        reader.looks_up("all my notes", "all my notes over")
        reader.press("Enter", QUESTION)
        reader.press("Enter", "Backspace back")
        reader.press("Backspace", "Tab entity")
        reader.looks_up("locator", "copy it with title")
        reader.press("Enter", "Copied")
        reader.looks_up("colours", "the next theme")
        reader.press("Enter", "Theme: light")
        reader.press("q", "")
        assert running.ended() == 0
    assert re.search(rb"\x1b\]52;c;[A-Za-z0-9+/=]{60,}", running.raw)
