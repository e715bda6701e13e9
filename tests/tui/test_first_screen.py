"""Coming back to a briefing: the screen of last time stands there before the program has been loaded."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.terminal import COMMAND, environment, on_terminal

BODY = "\\n\\n".join(f"Paragraph {number} of the gas deal." for number in range(1, 40))
TEXT = f'format = 1\nid = "gas"\ntitle = "Gas"\n[[sections]]\nid = "deal"\ntitle = "Deal"\nbody = "{BODY}"\n'


@pytest.fixture
def read_before(tmp_path: Path) -> Path:
    """A home in which a briefing was read a few lines down."""
    (tmp_path / "gas.toml").write_text(TEXT)
    (tmp_path / "path").mkdir()
    (tmp_path / "path/textual.py").write_text("raise ImportError('not today')")
    with on_terminal(tmp_path, str(tmp_path / "gas.toml")) as pty:
        pty.wait_for("Paragraph 2 of")
        pty.send("jjjjjjjj")
        pty.wait_gone("Paragraph 1 of")
        pty.send("q")
        assert pty.ended() == 0
    return tmp_path


def without_textual(home: Path) -> dict[str, str]:
    """An environment in which Textual cannot be imported, so that all that is seen was there before it."""
    return {"PYTHONPATH": str(home / "path")}


def test_the_last_screen_is_there_before_textual_and_goes_if_the_start_fails(read_before: Path) -> None:
    with on_terminal(read_before, str(read_before / "gas.toml"), env=without_textual(read_before)) as pty:
        pty.wait_until(lambda: b"not today" in pty.raw)
        assert pty.ended() == 1
        assert b"Paragraph 4 of the gas deal." in pty.raw
        assert b"Paragraph 1 of the gas deal." not in pty.raw
        assert pty.is_as_before


def test_the_real_first_frame_costs_only_the_difference_and_enters_the_screen_once(read_before: Path) -> None:
    with on_terminal(read_before, str(read_before / "gas.toml")) as pty:
        pty.wait_until(lambda: b"\x1b[?69$p" in pty.raw)
        shown = len(pty.raw)
        pty.send("G")
        pty.wait_for("Paragraph 39 of")
        assert pty.raw.count(b"\x1b[?1049h") == 1
        assert b"Paragraph 6 of" not in pty.raw[shown:]
        pty.send("q")
        assert pty.ended() == 0
        assert pty.is_as_before


def test_keys_typed_before_the_program_is_there_are_obeyed_in_order(read_before: Path) -> None:
    with on_terminal(read_before, str(read_before / "gas.toml")) as pty:
        pty.send("g/paragraph 2\rn")
        pty.wait_for("2 of 11")
        pty.send("q")
        assert pty.ended() == 0


def test_a_changed_file_is_never_shown_as_it_was(read_before: Path) -> None:
    (read_before / "gas.toml").write_text(TEXT.replace("gas deal", "oil deal"))
    with on_terminal(read_before, str(read_before / "gas.toml")) as pty:
        pty.wait_for("of the oil deal.")
        assert b"gas deal" not in pty.raw


def test_a_note_that_was_changed_in_place_is_never_shown_as_it_was(read_before: Path) -> None:
    add = ("notes", "add", str(read_before / "gas.toml"), "--quote", "Paragraph 5 of", "--text", "Old words")
    subprocess.run([*COMMAND, *add], env=environment(read_before), check=True, capture_output=True)
    with on_terminal(read_before, str(read_before / "gas.toml")) as pty:
        pty.wait_for("✎ Old words")
        pty.send("q")
        assert pty.ended() == 0
    (note,) = read_before.rglob("notes/gas/*.md")
    with on_terminal(read_before, str(read_before / "gas.toml"), env=without_textual(read_before)) as pty:
        pty.wait_until(lambda: b"not today" in pty.raw)
        assert "Old words" in pty.raw.decode()
    note.write_text(note.read_text().replace("Old words", "New words"))
    with on_terminal(read_before, str(read_before / "gas.toml")) as pty:
        pty.wait_for("✎ New words")
        assert "Old words" not in pty.raw.decode()
        pty.send("q")
        assert pty.ended() == 0


@pytest.mark.parametrize("change", [{"TERM": "screen-256color"}, {"BRIEFING_READER_SECURE": "1"}, {"COLORTERM": "no"}])
def test_it_is_not_shown_elsewhere_or_in_secure_mode(read_before: Path, change: dict[str, str]) -> None:
    env = {**without_textual(read_before), **change}
    with on_terminal(read_before, str(read_before / "gas.toml"), env=env) as pty:
        assert pty.ended() != 0
        assert b"Paragraph 4 of" not in pty.raw


def test_secure_mode_keeps_none(tmp_path: Path) -> None:
    (tmp_path / "gas.toml").write_text(TEXT)
    with on_terminal(tmp_path, "--secure", "--library", str(tmp_path), "gas") as pty:
        pty.wait_for("Paragraph 2 of")
        pty.send("q")
        assert pty.ended() == 0
    assert not list(tmp_path.rglob("screens"))


def test_a_screen_of_another_size_is_drawn_as_a_whole(read_before: Path) -> None:
    with on_terminal(read_before, str(read_before / "gas.toml"), size=(81, 24)) as pty:
        for text in ("Paragraph 5 of", "Gas", "help"):
            pty.wait_for(text)
