"""A line of cells in parts: what stands where, before it has a colour."""

from __future__ import annotations

from reader.core.value import Value


class Fragment(Value):
    """A stretch of one line. `start` is the offset of its first code point in the item's text; -1 for what is no text.

    `look` names how a fragment that is no text is drawn: `lead`, `citation`, `rule`, `note` or nothing.
    """

    text: str
    start: int = -1
    look: str = ""
    target: str = ""


Line = tuple[Fragment, ...]
"""The fragments of a line from left to right."""
