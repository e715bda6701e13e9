"""The lines of a list of very many entries, nearly all of one line each: made when they are drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, overload

Line = TypeVar("Line")


class ManyLines(Sequence[Line]):
    """A heading and the lines of `count` entries; `make` makes the one line of an entry by its place, from 0.

    `long` are the entries that may have several lines, by their places in order, made already. Places are the keys.
    """

    def __init__(
        self, heading: Line, count: int, make: Callable[[int], Line], long: Mapping[int, Sequence[Line]]
    ) -> None:
        self._heading, self._make, self._long = heading, make, long
        self._places = list(long)
        self._starts: list[int] = []
        """The first line of each long entry."""
        self._ends: list[int] = []
        """The line after its last one."""
        more = 1
        for place, lines in long.items():
            self._starts.append(place + more)
            more += len(lines) - 1
            self._ends.append(place + more + 1)
        self._number = count + more

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, line: int) -> Line: ...
    @overload
    def __getitem__(self, line: slice) -> list[Line]: ...
    def __getitem__(self, line: int | slice) -> Line | list[Line]:
        if isinstance(line, slice):
            return [self[one] for one in range(*line.indices(self._number))]
        if not 0 <= line < self._number:
            raise IndexError(line)
        if line == 0:
            return self._heading
        at = bisect_right(self._starts, line) - 1
        if at < 0:
            return self._make(line - 1)
        if line < self._ends[at]:
            return self._long[self._places[at]][line - self._starts[at]]
        return self._make(self._places[at] + 1 + line - self._ends[at])

    def line_of(self, place: int) -> int:
        """The first line of an entry."""
        at = bisect_left(self._places, place)
        if at < len(self._places) and self._places[at] == place:
            return self._starts[at]
        return self._ends[at - 1] + place - self._places[at - 1] - 1 if at else place + 1
