"""Glyphs that take other cells on a terminal than here, or none at all."""

from __future__ import annotations

import pytest
from wcwidth import wcwidth

from reader.tui.frames.cells import steady
from reader.tui.frames.screen import FrameScreen
from reader.tui.frames.terminal import Terminal as Abilities
from tests.tui.frames.emulator import Terminal


def row(text: str) -> str:
    return f"\x1b[1;1H{text}{' ' * 8}\x1b[1;1H"


@pytest.fixture
def old_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """One that knows of no emoji: they take one cell."""
    monkeypatch.setattr("pyte.screens.wcwidth", lambda char: 1 if char == "🙂" else wcwidth(char))
    return Terminal(24, 1)


def test_what_stands_behind_an_emoji_is_in_its_place_on_a_terminal_that_draws_it_narrow(old_terminal: Terminal) -> None:
    screen = FrameScreen(24, 1, Abilities())
    for text in ("🙂 gas", "🙂 oil", "gas 🙂 oil", "gas 🙂 gas"):
        screen.paint(row(text))
        old_terminal.feed(screen.changes())
        assert old_terminal.screen.display[0].split() == text.split()


def test_what_an_odd_glyph_left_behind_goes_when_its_row_changes() -> None:
    screen, terminal = FrameScreen(24, 1, Abilities()), Terminal(24, 1)
    screen.paint(row("a क्षि b"))
    terminal.feed(screen.changes())
    terminal.feed("\x1b[1;7Hि")  # as a terminal would that gives each part of it a cell
    screen.paint(row("a"))
    terminal.feed(screen.changes())
    assert terminal.screen.display[0].split() == ["a"]


def test_a_script_of_such_glyphs_is_not_placed_letter_by_letter() -> None:
    screen = FrameScreen(60, 1, Abilities())
    text = "שלום לכולם וברוכים הבאים"
    screen.paint(row(text))
    assert text in screen.changes()


def test_a_mark_that_joins_nothing_does_not_grow_on_what_stood_there() -> None:
    screen, terminal = FrameScreen(24, 1, Abilities()), Terminal(24, 1)
    screen.paint(row("left"))
    terminal.feed(screen.changes())
    for _ in range(3):
        screen.paint("\x1b[1;5H\u0301right\x1b[1;1H")
        terminal.feed(screen.changes())
    assert screen.changes() == ""
    assert terminal.screen.display[0].strip() == "leftright"
    screen.paint("\x1b[1;5Ho\x1b[1m\u0301\x1b[m\x1b[1;1H")
    assert "o\u0301" in screen.changes()


def test_the_scripts_that_terminals_agree_on_cost_no_more_than_their_letters() -> None:
    assert steady("gas “said” Путин Ωμέγα 習近平 中国石油 북한은 カタカナ ｆｕｌｌ │─█▌ …")
    for odd in ("e\u0301", "❤\ufe0f", "👍", "\xad", "\u200b", "क", "\u1160"):
        assert not steady(odd)
