"""What follows one another in a text, of which is known how many there are before any of them is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")


class Batch(NamedTuple, Generic[Made]):
    """`number` blocks or items, about `length` code points long; `make` makes one of them by its place, from 0.

    `texts` are their texts, for which none of them needs to be made.
    """

    number: int
    length: int
    make: Callable[[int], Made]
    texts: Callable[[], Sequence[str]]

    def each(self) -> Iterator[Made]:
        """All of them, in order."""
        return map(self.make, range(self.number))
