"""Keys that arrive faster than the program draws, as over a slow line: none is lost, none means something else."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import SUMMIT, on_terminal, words_of_notes

WORDS = "No xenon, no deuterium: dig up old quotes."
"""Words that hold most letters which mean something to the reading screen, deleting and quitting among them."""


def test_a_note_typed_in_one_burst_is_saved_whole(tmp_path: Path) -> None:
    with on_terminal(tmp_path, SUMMIT) as running:
        running.wait_for("Xi in Moscow")
        running.send(f"2a{WORDS}\x13")
        running.wait_for("Saved.")
        running.send(f"3a{WORDS}\x13q")
        assert running.ended() == 0
    assert words_of_notes(tmp_path) == [f"{WORDS}\n"] * 2


def test_esc_after_a_burst_of_words_asks_before_it_throws_them_away(tmp_path: Path) -> None:
    with on_terminal(tmp_path, SUMMIT) as running:
        running.wait_for("Xi in Moscow")
        running.send(f"2a{WORDS}")
        running.send("\x1b")
        running.wait_for("Esc again")
        assert WORDS in running.screen
