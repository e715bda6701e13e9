"""The measure of contrast finds what is too faint, and the themes hold to what the line wants. See `test_scenes`."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from textual.theme import Theme

import reader.tui
from reader.tui.frames.pen import PALETTE
from reader.tui.themes import DARK, THEMES
from tests.conftest import library_in
from tests.tui.colours import LEAST, contrast, faint
from tests.tui.scenes import SCENES, on_stage
from tests.tui.screens import SUMMIT, reading

STYLES = Path(reader.tui.__file__).parent / "reader.tcss"


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


async def test_a_colour_that_is_too_faint_is_found_where_it_is_drawn(tmp_path: Path) -> None:
    (matches,) = (scene for scene in SCENES if scene.name == "matches")
    async with on_stage(matches, tmp_path, (120, 40)) as pilot:
        for name, colour in (("kind-company", "#005f5f"), ("quiet", "#5f5f5f"), ("match-ground", "#afafaf")):
            pilot.app.register_theme(replace(DARK, name=name, variables={**DARK.variables, name: colour}))
            pilot.app.theme = "light"  # what is drawn is drawn anew where the ground is another
            await pilot.pause()
            pilot.app.theme = name
            await pilot.pause()
            assert faint(pilot), name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["editor", "editor-tags", "find"])
async def test_where_one_types_is_a_block_in_every_theme(tmp_path: Path, theme: Theme, name: str) -> None:
    (scene,) = (scene for scene in SCENES if scene.name == name)
    async with on_stage(scene, tmp_path, (80, 24), theme.name) as pilot:
        screen = pilot.app.screen
        segments = [one for strip in screen._compositor.render_strips(screen.size) for one in strip]
        blocks = [one for one in segments if one.text == " " and one.style and one.style.reverse]
        assert len(blocks) == 1
        style = blocks[0].style
        assert style is not None
        if not theme.ansi:
            assert style.color is not None
            assert style.bgcolor is not None
            assert contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor()) > LEAST
        else:
            assert style.color is None or style.color.name == "default"
            assert style.bgcolor is None or style.bgcolor.name == "default"


async def test_the_theme_is_changed_by_a_key_and_kept(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, SUMMIT) as (pilot, _):
        await pilot.press("t")
        assert pilot.app.theme == "light"
        await pilot.press("t", "t", "t")
        assert pilot.app.theme == "dark"
        await pilot.press("t")
    assert library.state.kept("theme") == "light"


@pytest.mark.parametrize("theme", [one for one in THEMES if not one.ansi], ids=lambda theme: theme.name)
def test_every_colour_that_is_drawn_has_a_short_number_on_the_line(theme: Theme) -> None:
    drawn = theme.to_color_system().generate() | theme.variables
    names = set(re.findall(r"\$([\w-]+)", STYLES.read_text()))
    colours = {name: ";".join(str(int(drawn[name][place : place + 2], 16)) for place in (1, 3, 5)) for name in names}
    assert {name: colour for name, colour in colours.items() if colour not in PALETTE} == {}
