"""A stretch of one paragraph that is being selected, and the motions that change it. Knows no screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rich.cells import cell_len

from reader.core.value import Value, replace
from reader.tui.text.fragment import Line
from reader.tui.text.pager import Spot
from reader.tui.text.text_units import Stretch


class Selection(Value):
    """From one grapheme to another, both inside; the motions move `head`, and `pivot` stays.

    `edges` are the cuts between the graphemes of the item's text at `spot`; `pivot` and `head` count graphemes.
    """

    spot: Spot
    edges: Sequence[int]
    pivot: int
    head: int

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.edges[min(self.pivot, self.head)]

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.edges[max(self.pivot, self.head) + 1]

    @property
    def head_stretch(self) -> Stretch:
        """The grapheme that the motions move."""
        return self.edges[self.head], self.edges[self.head + 1]

    @property
    def is_forward(self) -> bool:
        """Whether its end is what moves."""
        return self.head >= self.pivot

    def swapped(self) -> Selection:
        """The same stretch; the other end moves."""
        return replace(self, pivot=self.head, head=self.pivot)

    def restarted(self) -> Selection:
        """Only the grapheme that the motions move."""
        return replace(self, pivot=self.head)

    def moved(self, graphemes: int) -> Selection:
        """The head moved by graphemes, as far as there are any."""
        return replace(self, head=min(max(0, self.head + graphemes), len(self.edges) - 2))

    def reaching(self, offset: int) -> Selection:
        """The head on the grapheme that holds a code point."""
        return replace(self, head=min(max(0, bisect_right(self.edges, offset) - 1), len(self.edges) - 2))

    def over(self, stretch: Stretch) -> Selection:
        """Exactly a stretch, its end moving."""
        return replace(self, pivot=bisect_right(self.edges, stretch[0]) - 1).reaching(max(stretch[0], stretch[1] - 1))

    def past_units(self, units: Sequence[Stretch]) -> Selection:
        """The head moved on to where the next unit (word, sentence) is whole: its end, or its start before the pivot.

        Past the last unit it goes to the end of the text.
        """
        here = self.edges[self.head]
        if not self.is_forward:
            starts = [start for start, _ in units]
            after = bisect_right(starts, here)
            target = starts[after] if after < len(starts) else self.edges[-1]
            return self.reaching(min(target, self.edges[self.pivot]))
        ends = [end for _, end in units]
        after = bisect_right(ends, self.edges[self.head + 1])
        return self.reaching((ends[after] if after < len(ends) else self.edges[-1]) - 1)

    def before_units(self, units: Sequence[Stretch]) -> Selection:
        """The same the other way; a selection that shrinks stops at its pivot before it grows at its other side."""
        if self.head > self.pivot:
            ends = [end for _, end in units]
            before = bisect_left(ends, self.edges[self.head + 1]) - 1
            target = ends[before] - 1 if before >= 0 else 0
            return self.reaching(max(target, self.edges[self.pivot]))
        starts = [start for start, _ in units]
        before = bisect_left(starts, self.edges[self.head]) - 1
        return self.reaching(starts[before] if before >= 0 else 0)


Cells = list[list[tuple[int, int]]]
"""For each line of an item, its graphemes from left to right: their first cell, and their offset in the item's text."""


def cells_of(lines: Sequence[Line], text: str, edges: Sequence[int]) -> Cells:
    """Where the graphemes of an item's text stand in its lines; those that are not shown stand nowhere."""
    found: Cells = []
    for line in lines:
        row, cell = [], 0
        for fragment in line:
            if fragment.start >= 0:
                first = bisect_left(edges, fragment.start)
                last = bisect_left(edges, fragment.start + len(fragment.text))
                cuts = edges[first : last + 1]
                row += [(cell + cell_len(text[fragment.start : at]), at) for at in cuts[:-1]]
            cell += cell_len(fragment.text)
        found.append(row)
    return found


def place_of(cells: Cells, offset: int) -> tuple[int, int]:
    """Line and cell of the grapheme at an offset, or of the last that is shown before it."""
    shown = [(at, line, cell) for line, row in enumerate(cells) for cell, at in row if at <= offset]
    _, line, cell = max(shown, default=(0, 0, 0))
    return line, cell


def offset_at(cells: Cells, line: int, cell: int, step: int) -> int | None:
    """The grapheme at, or last before, a cell of a line, or of the next line that way that shows any."""
    while 0 <= line < len(cells):
        if cells[line]:
            return max((at for at in cells[line] if at[0] <= cell), default=cells[line][0])[1]
        line += step
    return None
