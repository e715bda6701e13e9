"""Textual's frames, which are text with SGR, cursor moves and hyperlinks, drawn onto a grid of cells.

Whatever else stands in a frame is left out: a frame is made from what is to be shown, and nothing that is to be shown
may move the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.tui.frames.cells import Grid
from reader.tui.frames.pen import Pens

_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[(?P<sgr>[0-9;:]{0,99})m"
    r"|\x1b\[(?P<move>[0-9;]{0,99})H"
    r"|\x1b\]8;[^;\x1b\x07]*;(?P<link>[^\x00-\x1f\x7f-\x9f]*)(?:\x1b\\|\x07)"
    r"|(?P<feed>\r?\n)"
    r"|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x1b\\|\x07|\Z)|.",
    re.DOTALL,
)
_FRAME = re.compile(r"\x1b\[\d*(?:;\d*)?H")


def is_frame(data: str) -> bool:
    """Whether what Textual writes is a frame: one begins by saying where."""
    return _FRAME.match(data) is not None


class Painter:
    """Draws frames onto a grid, and keeps where they leave the cursor."""

    def __init__(self, pens: Pens) -> None:
        self.pens = pens
        self.cursor = (0, 0)

    def paint(self, data: str, grid: Grid) -> set[int]:
        """Draw a frame; gives the rows it touched."""
        touched: set[int] = set()
        x, y, pen = self.cursor[0], self.cursor[1], 0
        begin = x  # marks join what this frame has drawn: joined to what stood there, they would grow with every frame
        blank = self.pens.blank
        for kind, value in _tokens(data):
            if kind == "text":
                if 0 <= y < grid.height:
                    x = grid.put(x, y, value, pen, blank(pen), begin)
                    touched.add(y)
            elif kind == "sgr":
                pen = self.pens.after(pen, value)
            elif kind == "move":
                begin, y = _position(value)
                x = begin
            elif kind == "feed":
                x, y, begin = 0, y + 1, 0
            elif kind == "link":
                pen = self.pens.linked(pen, value)
        self.cursor = (min(x, grid.width - 1), min(y, grid.height - 1))
        return touched


def _tokens(data: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(data):
        if found.lastgroup is not None:
            yield found.lastgroup, found[found.lastgroup]


def _position(parameters: str) -> tuple[int, int]:
    row, _, column = parameters.partition(";")
    return max(0, int(column or 1) - 1), max(0, int(row or 1) - 1)
