"""Pieces of text with named looks become strips of cells.

A look is the name of a component class of the widget; its colours stand in `reader.tcss`. Text arrives here as plain
text and is never read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Piece = tuple[str, str]
"""Text, and the look it has: an empty look is the widget's own."""

StyleOf = Callable[[str], Style]


def strip(pieces: Iterable[Piece], width: int, base: Style, style_of: StyleOf) -> Strip:
    """The pieces on one line of exactly `width` cells: cut with an ellipsis, or filled with blanks."""
    segments, used = [], 0
    for text, look in pieces:
        room = width - used
        if room <= 0:
            break
        size = cell_len(text)
        if size > room:
            text, size = shorten(text, room), room
        segments.append(Segment(text, base + style_of(look) if look else base))
        used += size
    if used < width:
        segments.append(Segment(" " * (width - used), base))
    return Strip(segments, width)


def shorten(text: str, width: int) -> str:
    """`text` in exactly `width` cells: filled with blanks, or cut with an ellipsis at its end."""
    size = cell_len(text)
    if size <= width:
        return text + " " * (width - size)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width) if width > 0 else ""


def measure(pieces: Sequence[Piece]) -> int:
    """The width of the pieces, in cells."""
    return sum(cell_len(text) for text, _ in pieces)


def spread(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    """Pieces on both ends of a line; the left gives way where there is no room for both."""
    room = width - measure(right)
    if room < 12:
        return list(left)
    kept: list[Piece] = []
    for text, look in left:
        free = room - 1 - measure(kept)
        if free <= 0:
            break
        kept.append((text if cell_len(text) <= free else shorten(text, free), look))
    return [*kept, (" " * (room - measure(kept)), ""), *right]
