"""The colours in which a screen is drawn, and how well they can be told apart: the measure of WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style
from textual.pilot import Pilot

LEAST = 4.5
"""Success criterion 1.4.3, level AA: contrast of text of normal size."""
LEAST_OF_SIGNS = 3.0
"""Success criterion 1.4.11, level AA: what is no letter and still says something."""
SIGNS = "▌┃"
LINES = "─│├┤└"
"""What only parts one thing from another: it says nothing by itself."""


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(pilot: Pilot[int]) -> Iterator[tuple[str, Style]]:
    """All that can be seen, as it is sent: text and style."""
    screen = pilot.app.screen
    for strip in screen._compositor.render_strips(screen.size):
        for segment in strip:
            if segment.text.strip(f" {LINES}"):
                yield segment.text, segment.style or Style()


def faint(pilot: Pilot[int]) -> set[tuple[str, float]]:
    """What is drawn with too little contrast; 0 where its colours are not those of the theme."""
    found = set()
    for text, style in drawn(pilot):
        if (
            style.color is None
            or style.bgcolor is None
            or style.dim
            or "default" in {style.color.name, style.bgcolor.name}
        ):
            found.add((text, 0.0))
            continue
        ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
        if ratio < (LEAST if text.strip(f" {LINES}{SIGNS}") else LEAST_OF_SIGNS):
            found.add((text, round(ratio, 2)))
    return found
