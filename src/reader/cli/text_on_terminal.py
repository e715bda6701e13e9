"""Lines of a text page on a terminal: broken at words, titles bold, the marking in the colours of its label."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from reader.core.pages.text_page import Style, TextLine
from reader.core.reading.marking import TLP_COLOURS, tlp_colour

LONGEST = 80
"""Cells of the longest line that is easy to read."""

_STYLES = {Style.TITLE: "bold", Style.HEADING: "bold", Style.BYLINE: "dim", Style.NOTE: "italic"}


def print_on_terminal(lines: Iterable[TextLine], *, has_color: bool) -> None:
    """Print the lines at the width of the terminal, `LONGEST` at most."""
    console = Console(color_system="auto" if has_color else None, highlight=False, markup=False, emoji=False)
    width = min(console.width, LONGEST)
    for line in lines:
        text = Text(line.text, _style(line))
        if line.style is Style.CODE:
            console.print(Text(line.lead) + text, no_wrap=True, overflow="ignore", crop=False)
            continue
        pieces = text.wrap(console, max(8, width - len(line.lead))) if line.text else [Text()]
        for number, piece in enumerate(pieces):
            piece.rstrip()  # no blanks at the ends of lines for who copies them
            console.print(
                Text(line.indent if number else line.lead) + piece, no_wrap=True, overflow="ignore", crop=False
            )


def _style(line: TextLine) -> str:
    if line.style is Style.MARKING:
        colour = TLP_COLOURS.get(tlp_colour(line.text))
        return f"bold {colour} on black" if colour else "bold reverse"
    return _STYLES.get(line.style, "")
