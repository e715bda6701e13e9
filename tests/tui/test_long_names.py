"""Long titles and names: what is told at the end of a line stays in sight, and a panel shows more than a beginning."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import library_in
from tests.tui.screens import reading, screen_text

NAME = "Interdepartmental Committee for the Extraordinary Summit"
TITLE = "Первый раздел с очень длинным названием, которое никуда не помещается"
BRIEFING = f"""format = 1
id = "long"
title = "{TITLE} {TITLE}"
marking = "TLP:RED"
[[entities]]
id = "committee"
name = "{NAME}"
kind = "organisation"
[[sections]]
id = "one"
title = "{TITLE}"
body = "The {NAME} met."
"""


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_top_line_keeps_marking_and_place_whatever_the_titles(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "long.toml").write_text(BRIEFING)
    async with reading(library_in(tmp_path, tmp_path / "shelf"), "long#one", size=size) as (pilot, _):
        for keys in ((), ("question_mark",), ("escape", "o"), ("escape", "a"), ("escape", "s")):
            await pilot.press(*keys)
            top = screen_text(pilot).split("\n")[0]
            assert top.startswith(" TLP:RED ")
            assert top.rstrip().endswith("¶1  100%")


async def test_a_panel_shows_long_names_on_several_lines(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "long.toml").write_text(BRIEFING)
    async with reading(library_in(tmp_path, tmp_path / "shelf"), "long#one", size=(120, 40)) as (pilot, _):
        shown = " ".join(line[91:].strip() for line in screen_text(pilot).split("\n"))
        assert "Interdepartmental 1 Committee for the Extraordinary Summit" in " ".join(shown.split())
