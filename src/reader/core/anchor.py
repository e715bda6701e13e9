"""Where a note points: the words themselves, what stood around them, and their address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of one paragraph, described so that it can be found again when the briefing has changed.

    `section` is the section's id, `paragraph` counts from 1 within it. `start` and `end` (exclusive) are code points
    in the paragraph's plain text. `exact` is the quoted text; `prefix` and `suffix` are up to 64 code points on each
    side of it, inside the section.
    """

    section: str
    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
