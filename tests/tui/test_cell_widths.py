"""Characters whose width depends on the terminal, where the settings say that they are wide."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich import cells

from reader.tui.frames.simple_lines import SIMPLE_LINES
from tests.terminal import COMMAND, Pty, environment

PROGRAM = """
from reader.tui.cell_widths import widen_ambiguous
widen_ambiguous()
from rich.cells import cell_len, split_graphemes
from reader.tui.frames.cells import Grid, REST, narrow
from reader.tui.drawing.wrap import wrap

assert cell_len("Путин") == 10 and cell_len("“a”…") == 7 and cell_len("±α") == 4
assert cell_len("─│█▌") == 4 and cell_len("abc") == 3 and cell_len("習近平") == 6
assert cell_len("e\\u0301") == 1 and cell_len("\\u200b") == 0
assert not narrow("Путин") and narrow("plain")
text = "Владимир Путин met Xi Jinping (習近平) — “twice” — in 2017…"
lines = [text[start:end] for start, end in wrap(text, 24)]
assert all(cell_len(line) <= 24 for line in lines), lines
assert "".join(lines).replace(" ", "") == text.replace(" ", "")
grid = Grid(12, 1)
grid.put(0, 0, "Юг ab", 0, 0)
assert grid.glyphs[0][:7] == ["Ю", REST, "г", REST, " ", "a", "b"]
"""


def test_they_are_measured_wide_everywhere_and_everything_else_as_before() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_names_of_rich_that_are_changed_are_still_there() -> None:
    assert vars(cells)["_is_single_cell_widths"]("abc")
    assert vars(cells)["load_cell_table"]("auto").widths
    assert cells.get_character_cell_size.cache_info() is not None
    assert cells.cached_cell_len.cache_info() is not None


def test_lines_and_blocks_have_stand_ins_of_ascii() -> None:
    assert "─│╭╯▌█░▏".translate(SIMPLE_LINES) == "-|++|#: "
    assert all(len(one) == 1 and one.isascii() for one in SIMPLE_LINES.values())


def test_the_screen_is_drawn_without_lines_that_would_be_wide(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("ambiguous_width = 2\n")
    command = (*COMMAND, "--config", str(tmp_path / "config.toml"))
    reader = Pty(command, environment(tmp_path), (120, 40))
    try:
        reader.wait_for("Contents")
        shown = reader.screen
    finally:
        reader.close()
    assert "│" not in shown
    assert "|" in shown
