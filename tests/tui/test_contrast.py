"""Every letter that is drawn can be read: WCAG 2.2 level AA, in every theme that has colours of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.pilot import Pilot

from reader.tui.frames.pen import PALETTE
from reader.tui.themes import THEMES
from tests.conftest import library_in
from tests.tui.test_reading_screen import SUMMIT, reading

LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: contrast of text of normal size."""
KEYS = (
    ("1", "a", *"A note", "ctrl+s"),
    ("tab", "tab"),
    ("m",),
    ("v", "w", "w"),
    ("escape", "f"),
    ("escape", "slash", *"gas", "enter"),
    ("escape", "h"),
    ("l", "l"),
    ("escape", "question_mark"),
    ("escape", "o"),
    ("escape", "colon", *"gaz"),
    ("enter",),
    ("A", *"On it"),
    ("escape",),
    ("escape", "backspace", "apostrophe"),
    ("escape", "4", "]", "]"),
)


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(pilot: Pilot[int]) -> Iterator[tuple[str, Style]]:
    screen = pilot.app.screen
    for strip in screen._compositor.render_strips(screen.size):
        for segment in strip:
            if segment.text.strip(" ─│╭╮╰╯▌▕▏") and segment.style is not None:
                yield segment.text, segment.style


def faint(pilot: Pilot[int]) -> set[tuple[str, float]]:
    """What is drawn with too little contrast."""
    found = set()
    for text, style in drawn(pilot):
        if style.color is None or style.bgcolor is None:
            continue
        ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
        if ratio < LEAST:
            found.add((text, round(ratio, 2)))
    return found


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_every_letter_on_every_screen_has_contrast(tmp_path: Path, theme: str) -> None:
    async with reading(library_in(tmp_path), SUMMIT) as (pilot, _):
        pilot.app.theme = theme
        await pilot.pause()
        for keys in KEYS:
            await pilot.press(*keys)
            await pilot.pause()
            assert faint(pilot) == set(), keys


async def test_every_screen_is_drawn_in_the_colours_of_the_terminal(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), SUMMIT) as (pilot, _):
        pilot.app.theme = "terminal"
        await pilot.pause()
        for keys in KEYS:
            await pilot.press(*keys)
            await pilot.pause()
            own = {text for text, style in drawn(pilot) if style.color and style.color.triplet}
            assert {text for text in own if not text.startswith(" TLP:")} == set(), keys  # whose colours FIRST fixed


async def test_the_theme_is_changed_by_a_key_and_kept(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, SUMMIT) as (pilot, _):
        await pilot.press("t")
        assert pilot.app.theme == "light"
        await pilot.press("t", "t", "t")
        assert pilot.app.theme == "dark"
        await pilot.press("t")
    assert library.state.kept("theme") == "light"


def test_every_colour_of_the_themes_has_a_short_number_on_the_line() -> None:
    colours = {
        colour
        for theme in THEMES
        for colour in (
            theme.primary,
            theme.secondary,
            theme.foreground,
            theme.background,
            theme.panel,
            *theme.variables.values(),
        )
        if colour and colour.startswith("#")
    }
    parts = {";".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) for colour in colours}
    assert parts - PALETTE.keys() == set()
