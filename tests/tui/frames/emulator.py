"""A terminal to test against: pyte, taught SU, SD and the left and right margins of a VT400."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyte
from wcwidth import wcwidth


class Emulator(pyte.Screen):
    """A screen that can scroll a rectangle."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns_between = (0, columns)
        super().__init__(columns, lines)

    def reset(self) -> None:
        super().reset()
        self.reset_mode(7, private=True)
        self.columns_between = (0, self.columns)

    @property
    def display(self) -> list[str]:
        """The text of each row. What is left of a wide character in the midst of a frame is a blank: pyte gives up."""
        return ["".join(self._texts(self.buffer[y])) for y in range(self.lines)]

    def _texts(self, row: Any) -> Iterator[str]:
        is_second_half = False
        for x in range(self.columns):
            text = row[x].data
            if not is_second_half:
                yield text or " "
            is_second_half = not is_second_half and wcwidth(text[:1]) == 2

    def set_columns(self, left: int | None = None, right: int | None = None, **_: Any) -> None:
        """DECSLRM; without parameters, and outside mode 69, the full width."""
        self.columns_between = ((left or 1) - 1, right or self.columns)
        self.cursor_position()

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        if 69 in modes:
            self.columns_between = (0, self.columns)

    def scroll_up(self, count: int | None = None, **_: Any) -> None:
        """SU."""
        self._scroll(count or 1)

    def scroll_down(self, count: int | None = None, **_: Any) -> None:
        """SD."""
        self._scroll(-(count or 1))

    def erase_in_display(self, how: int = 0, *args: Any, **kwargs: Any) -> None:
        """ED; pyte leaves cells alone that nothing has been written to."""
        super().erase_in_display(how, *args, **kwargs)
        if how == 2:
            for y in range(self.lines):
                self.buffer[y].update((x, self.cursor.attrs) for x in range(self.columns))

    def index(self) -> None:
        """A line feed; where it scrolls, the row that comes in has the background of the pen, as terminals do."""
        if self.cursor.y == self._rows()[1]:
            self._scroll(1)
        elif self.cursor.y < self.lines - 1:  # pyte would go back into the region from below it
            self.cursor.y += 1

    def reverse_index(self) -> None:
        """The same upwards."""
        if self.cursor.y == self._rows()[0]:
            self._scroll(-1)
        else:
            super().reverse_index()

    def _rows(self) -> tuple[int, int]:
        return self.margins or (0, self.lines - 1)

    def _scroll(self, count: int) -> None:
        top, bottom = self._rows()
        left, right = self.columns_between
        rows = {y: {x: self.buffer[y][x] for x in range(left, right)} for y in range(top, bottom + 1)}
        for y in range(top, bottom + 1):
            for x in range(left, right):
                self.buffer[y][x] = rows[y + count][x] if y + count in rows else self.cursor.attrs
        self.dirty.update(range(top, bottom + 1))


class Stream(pyte.Stream):
    """A stream that knows the sequences of the screen above."""

    csi = {**pyte.Stream.csi, "S": "scroll_up", "T": "scroll_down", "s": "set_columns"}  # noqa: RUF012 # pyte's way
    events = pyte.Stream.events | {"scroll_up", "scroll_down", "set_columns"}


class Terminal:
    """An emulator with its stream; `look()` is what a person sees."""

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = Emulator(columns, lines)
        self.stream = Stream(self.screen)

    def feed(self, data: str) -> None:
        """Take what a program writes."""
        self.stream.feed(data)

    def look(self) -> list[list[tuple[object, ...]]]:
        """What is seen in each cell: a blank has no colour of its own, only that of its ground."""
        return [[_seen(self.screen.buffer[y][x]) for x in range(self.screen.columns)] for y in range(self.screen.lines)]


def _seen(cell: Any) -> tuple[object, ...]:
    lines = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " ":
        return (" ", cell.bg, *lines, cell.fg if any(lines) else "")
    return (cell.data, cell.bg, *lines, cell.fg, cell.bold, cell.italics)
