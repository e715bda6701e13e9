"""A line of its own at the top or the bottom of a screen: what is open, what is said, which keys matter now.

What is said there is never cut: where it needs more lines, the bar takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from reader.core.reading.marking import tlp_colour
from reader.tui.drawing.line_widget import LineWidget
from reader.tui.drawing.paint import Piece, measure, spread
from reader.tui.drawing.wrap import first_lines, wrap_pieces

MOST = 4
"""Lines that a sentence takes at the most."""

Lines = Sequence[Sequence[Piece]]


class Bar(LineWidget):
    """One line with something at its left and something at its right end, or a sentence in as many as it needs."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 # Textual's name
        super().__init__(id=id)
        self._shown: object = None
        self._lines: Callable[[int], Lines] = lambda _: ()
        self._height = 1

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Have this in one line; the left gives way where there is no room for both."""
        self._change((tuple(left), tuple(right)), lambda width: [spread(left, right, width)])

    def head(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """The same, but what stands at the left goes on below where it is long."""
        self._change(("head", tuple(left), tuple(right)), lambda width: _headed(left, right, width))

    def say(self, text: str, look: str = "", right: Sequence[Piece] = ()) -> None:
        """Have a sentence there, and something at the end of the line where there is room for both."""
        self._change((text, look, tuple(right)), lambda width: _said(text, look, right, width))

    def _change(self, shown: object, lines: Callable[[int], Lines]) -> None:
        """Draw something else; nothing is drawn where nothing changes."""
        if shown != self._shown:
            self._shown, self._lines = shown, lines
            self._fit(self.size.width or self.app.size.width)
            self.refresh()

    def _fit(self, width: int) -> None:
        height = max(1, len(self._lines(width)))
        if height != self._height:
            self._height = height
            self.styles.height = height

    def on_resize(self) -> None:
        """Take the lines that are needed now."""
        self._fit(self.size.width)

    def pieces(self, y: int) -> list[Piece]:
        """One of the lines."""
        lines = self._lines(self.size.width)
        return list(lines[y]) if y < len(lines) else []


def _headed(left: Sequence[Piece], right: Sequence[Piece], width: int) -> Lines:
    first, *more = wrap_pieces(left, max(1, width - measure(right) - 1)) if left else [[]]
    return [spread(first, right, width), *more]


def _said(text: str, look: str, right: Sequence[Piece], width: int) -> Lines:
    lines: list[list[Piece]] = [[(f" {line}", look)] for line in first_lines(text, width - 2, MOST)]
    if len(lines) == 1 and cell_len(text) + 2 + measure(right) <= width:
        return [spread(lines[0], right, width)]
    return lines


def marking_piece(marking: str) -> Piece:
    """A marking in its standard colour: the Traffic Light Protocol 2.0 of FIRST, or a house marking."""
    colour = tlp_colour(marking)
    return (f" {marking} ", f"bar--tlp-{colour}" if colour else "bar--marking")
