"""One line of a text around what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

Stretch = tuple[int, int]

_LEVEL = str.maketrans("\n\t", "  ")


def excerpt(text: str, hits: Sequence[Stretch], around: int) -> tuple[str, tuple[Stretch, ...]]:
    """A line with the first of `hits` and about `around` code points on each side, cut at words, and the hits in it.

    Hits are stretches of `text` in order, in code points; without any, the line is the text's beginning.
    """
    first_start, first_end = hits[0] if hits else (0, 0)
    start, end = max(0, first_start - around), min(len(text), first_end + around)
    if start:
        start = text.find(" ", start, first_start) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", first_end, end)
        end = cut if cut > first_end else end
    before, after = "…" if start else "", "…" if end < len(text) else ""
    moved = len(before) - start
    inside = tuple((one + moved, other + moved) for one, other in hits if start <= one and other <= end)
    return before + text[start:end].translate(_LEVEL) + after, inside
