"""What follows one another in a text, of which is known how many there are before any of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")


class Batch(NamedTuple, Generic[Made]):
    """`number` blocks or items, about `length` code points long; `make` makes one of them by its place, from 0.

    `texts` are their texts, for which none of them needs to be made. `row` are the same as they stand in the file, an
    empty line between two, where each text is one line without the blanks at its ends. `paragraph` is the number of the
    first of them in its section, 0 where they are no paragraphs that notes can point into.
    """

    number: int
    length: int
    make: Callable[[int], Made]
    texts: Callable[[], Sequence[str]]
    row: str = ""
    paragraph: int = 0

    def count(self, words: str) -> int:
        """How often words stand in the texts."""
        if self.row and is_within_a_line(words):
            return self.row.count(words)
        return sum(text.count(words) for text in self.texts())

    def each(self) -> Iterator[Made]:
        """All of them, in order."""
        return map(self.make, range(self.number))


def is_within_a_line(words: str) -> bool:
    """Whether words can be counted in a row: neither blanks at the ends of a line nor line breaks are part of them."""
    return "\n" not in words and words == words.strip()
