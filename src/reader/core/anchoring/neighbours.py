"""What stood in the lines next to a quote's own: where a place lies in one of them, the quote's own line is gone.

A line is a paragraph, or a row of a table. Of the lines beside it, as much is known as the surroundings of the quote
reach over its line's borders.
"""

from __future__ import annotations

from reader.core.anchoring.anchor import CONTEXT, Anchor
from reader.core.anchoring.folding import fold, weight
from reader.core.value import Value

_LEAST = 12  # weight of a line's beginning or end below which it could be any line's


class Neighbours(Value):
    """Folded: how the lines beside a quote's own began, and how the one before ended, as far as that is known.

    `own` is how the quote's own line began and ended.
    """

    starts: tuple[str, ...]
    end: str
    own: tuple[str, str]

    def hold(self, line: str) -> bool:
        """Whether `line` is one of them, and has not been joined with the quote's own."""
        if not self.starts and not self.end:
            return False
        text = fold(line).text.strip()
        return (text.startswith(self.starts) and self.own[0] not in text) or (
            bool(self.end) and text.endswith(self.end) and self.own[1] not in text
        )


def neighbours(anchor: Anchor) -> Neighbours:
    """The neighbours of the anchor's line that can be told from the line itself."""
    before, _, own_before = anchor.prefix.rpartition("\n")
    own_after, ends_before, after = anchor.suffix.partition("\n")
    own = _folded(own_before + anchor.exact + own_after)
    own_start = own if anchor.reaches_start else _folded(anchor.opening)
    own_end = own if ends_before or len(anchor.suffix) < CONTEXT else ""
    starts = (_folded(anchor.following or after.partition("\n")[0]), _folded(anchor.preceding))
    end = _folded(before.rpartition("\n")[2])
    return Neighbours(
        tuple(start for start in starts if _tells(start, own_start) and not own_start.startswith(start)),
        end if _tells(end, own_end) and not own_end.endswith(end) else "",
        (own_start[:CONTEXT], own_end[-CONTEXT:]),
    )


def _folded(text: str) -> str:
    return fold(text).text.strip()


def _tells(beside: str, own: str) -> bool:
    """Whether enough is known of a line beside, and of the quote's own line, to tell them apart."""
    return weight(beside) >= _LEAST and bool(own)
