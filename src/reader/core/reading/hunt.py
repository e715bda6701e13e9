"""A text looked for in a document, from a place on and around the end, a little at a time: nobody waits for it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from reader.core.reading.document import Document
from reader.core.reading.find import Spans, TextSearch, spans

AT_ONCE = 1_000
"""So many matches are taken up in one step."""


class Hunt:
    """What has been found of `wanted` so far. Raises `re.error`.

    Matches are counted from 0 in the order in which they are met: from the item at `start` to the end, then from the
    top. They are kept as numbers, since a document may hold millions of them.
    """

    def __init__(self, document: Document, wanted: str, start: tuple[int, int] = (0, 0), spans: Spans = spans) -> None:
        self._search = TextSearch(wanted, spans)
        self._parts = () if self._search.is_empty else document.parts
        self._start = start
        self._turn: int | None = None
        """How many matches stand from the start to the end, once that is known."""
        self._found = tuple(array("I") for _ in range(4))
        self.is_complete = False
        self.is_too_slow = False
        """Whether it was ended by a paragraph that takes too long; what was found before stays."""
        self.steps = self._steps()
        """Each step looks at one batch of items."""

    def __len__(self) -> int:
        """How many have been found so far."""
        return len(self._found[-1])

    def match(self, number: int) -> tuple[int, int, int, int]:
        """A match: part, item, start and end (code points)."""
        part, item, start, end = (numbers[number] for numbers in self._found)
        return part, item, start, end

    def place(self, number: int) -> int:
        """Which match of the whole text that is, from 0; known once all is complete."""
        turn = self._turn or 0
        return number - turn if number >= turn else number + len(self) - turn

    def within(self, part: int, item: int) -> range:
        """The matches in an item."""
        turn = len(self) if self._turn is None else self._turn
        those = range(turn) if (part, item) >= self._start else range(turn, len(self))
        first = bisect_left(those, (part, item), key=self._item)
        last = bisect_left(those, (part, item + 1), key=self._item)
        return those[first:last]

    def _item(self, number: int) -> tuple[int, int]:
        return self._found[0][number], self._found[1][number]

    def _steps(self) -> Iterator[None]:
        try:
            for part in range(self._start[0], len(self._parts)):
                yield from self._look(part, self._start[1] if part == self._start[0] else 0)
            self._turn = len(self)
            for part in range(min(self._start[0] + 1, len(self._parts))):
                yield from self._look(part, 0, self._start[1] if part == self._start[0] else None)
        except TimeoutError:
            self.is_too_slow = True
        if self._turn is None:
            self._turn = len(self)
        self.is_complete = True

    def _look(self, part: int, start: int, end: int | None = None) -> Iterator[None]:
        """Look at the items of a part from `start` until before `end`."""
        for first, texts in self._parts[part].items.texts(start):
            if end is not None and first >= end:
                return
            here = texts[max(0, start - first) : None if end is None else end - first]
            for place, *stretch in self._search.places(here):
                for numbers, number in zip(self._found, (part, max(first, start) + place, *stretch), strict=True):
                    numbers.append(number)
                if len(self) % AT_ONCE == 0:
                    yield
            yield
