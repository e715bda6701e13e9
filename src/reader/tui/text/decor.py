"""What is drawn on a text besides its own words: notes below it, signs beside it, inks on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from reader.core.value import Value, field, replace
from reader.tui.text.inking import Ink
from reader.tui.text.layout import Labels
from reader.tui.text.pager import Spot


class Decor(Value):
    """Notes below items, signs beside them and inks on them, by item.

    `labels` are what citations show, by source; `kind_of` the kind of each entity, by id. `bars` are stretches of text
    (code points) beside whose lines a bar stands.
    """

    labels: Labels = field(default_factory=dict)
    kind_of: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[Spot, tuple[str, ...]] = field(default_factory=dict)
    signs: Mapping[Spot, str] = field(default_factory=dict)
    inks: Mapping[Spot, tuple[Ink, ...]] = field(default_factory=dict)
    bars: Mapping[Spot, tuple[int, int]] = field(default_factory=dict)
    changes: Mapping[Spot, str] = field(default_factory=dict)
    """A sign beside each item that has changed since it was read."""
    cited: Mapping[tuple[Spot, str], str] = field(default_factory=dict)
    """What is drawn in place of a citation, by its item and source."""

    def under(self, other: Decor) -> Decor:
        """Both at once; where they meet, the other lies on top, and its lines stand nearer to the text."""
        return replace(
            self,
            labels=_covered(self.labels, other.labels),
            kind_of=_covered(self.kind_of, other.kind_of),
            notes=_joined(other.notes, self.notes),
            signs=_covered(self.signs, other.signs),
            inks=_Over(self.inks, other.inks) if self.inks and other.inks else self.inks or other.inks,
            bars=_covered(self.bars, other.bars),
            changes=_covered(self.changes, other.changes),
            cited=_covered(self.cited, other.cited),
        )


Key = TypeVar("Key")
Of = TypeVar("Of")


def _covered(first: Mapping[Key, Of], second: Mapping[Key, Of]) -> Mapping[Key, Of]:
    """Both; most features draw nothing of a kind, and a briefing may have a hundred thousand entities."""
    return {**first, **second} if first and second else first or second


BySpot = Mapping[Spot, tuple[Any, ...]]


def _joined(first: BySpot, second: BySpot) -> BySpot:
    if not first or not second:
        return first or second
    return {spot: (*first.get(spot, ()), *second.get(spot, ())) for spot in {**first, **second}}


class _Over(Mapping[Spot, tuple[Ink, ...]]):
    """Inks with others over them, looked up where they are drawn: they may be on every item of a long text."""

    def __init__(self, inks: Mapping[Spot, tuple[Ink, ...]], over: Mapping[Spot, tuple[Ink, ...]]) -> None:
        self._inks, self._over = inks, over

    def __getitem__(self, spot: Spot) -> tuple[Ink, ...]:
        if spot not in self._inks and spot not in self._over:
            raise KeyError(spot)
        return (*self._inks.get(spot, ()), *self._over.get(spot, ()))

    def __iter__(self) -> Iterator[Spot]:
        return iter({**dict.fromkeys(self._inks), **dict.fromkeys(self._over)})

    def __len__(self) -> int:
        return sum(1 for _ in self)
