"""Taking along what is read."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest

from reader.tui.clipboard import LONGEST, doubt, osc52
from tests.conftest import library_in
from tests.tui.screens import SUMMIT, reading, screen_text


def test_the_sequence_holds_the_text_and_nothing_that_could_end_it_early() -> None:
    text = "習近平 \x1b]0;no\x07"
    sequence = osc52(text)
    assert b64decode(sequence.removeprefix("\x1b]52;c;").removesuffix("\x07")).decode() == text
    assert sequence.count("\x1b") == sequence.count("\x07") == 1


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x"}, "set-clipboard"),
        ({"TERM": "screen"}, "GNU screen"),
        ({"TERM": "linux"}, "no clipboard"),
        ({"TERM": "vt220"}, "no clipboard"),
    ],
)
def test_what_is_known_to_drop_it_is_named(environment: dict[str, str], told: str) -> None:
    assert told in doubt("x", environment)
    assert bool(doubt("x", environment)) == bool(told)


def test_what_is_longer_than_terminals_take_is_said() -> None:
    assert not doubt("x" * LONGEST, {})
    assert "longer" in doubt("習" * LONGEST, {})


async def test_a_copy_is_written_to_a_file_beside_the_notes(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy/p2") as (pilot, _):
        await pilot.press("w")
        assert "Nothing has been copied yet: y copies" in screen_text(pilot)
        await pilot.press("y")
        assert "Copied" in screen_text(pilot) or "Sent" in screen_text(pilot)
        await pilot.press("w", "Y", "w")
    first, *_, last = (tmp_path / "copied.txt").read_text().rstrip("\n").split("\n")
    assert first.startswith("The gas will travel through")
    assert last == f"  {SUMMIT}#energy/p2"
    assert (tmp_path / "copied.txt").stat().st_mode & 0o777 == 0o600


async def test_a_selection_is_copied_with_its_place(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy/p1") as (pilot, _):
        await pilot.press("v", "w", "Y", "w")
    assert (tmp_path / "copied.txt").read_text().startswith("“Energy”\n— Briefing desk, Xi in Moscow")
