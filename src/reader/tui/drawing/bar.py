"""A line of its own at the top or the bottom of a screen: what is open, what is said, which keys matter now."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.reading.marking import tlp_colour
from reader.tui.drawing.line_widget import LineWidget
from reader.tui.drawing.paint import Piece, spread


class Bar(LineWidget):
    """One line with something at its left and something at its right end."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 # Textual's name
        super().__init__(id=id)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Change what stands in the line; nothing is drawn where nothing changes."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    def pieces(self, y: int) -> list[Piece]:
        """The line."""
        return [] if y else spread(self._left, self._right, self.size.width)


def marking_piece(marking: str) -> Piece:
    """A marking in its standard colour: the Traffic Light Protocol 2.0 of FIRST, or a house marking."""
    colour = tlp_colour(marking)
    return (f" {marking} ", f"bar--tlp-{colour}" if colour else "bar--marking")
