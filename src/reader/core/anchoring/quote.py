"""An anchor's quote and its surroundings, made ready once to be compared with many places."""

from __future__ import annotations

from reader.core.anchoring.anchor import CONTEXT, Anchor
from reader.core.anchoring.facts import Names, Token, reading
from reader.core.anchoring.folding import fold, weight
from reader.core.anchoring.neighbours import Neighbours, neighbours
from reader.core.anchoring.section_text import opening, remainder
from reader.core.value import Value

_SHORT = 8  # below this weight a quote is too short to be looked for by likeness
_FULL = 24  # from this weight on a quote says enough to be found by itself


class Quote(Value):
    """The folded quote, its folded surroundings, what it says, and what its whole sentence says.

    `is_before_cut` and `is_after_cut` tell that the surroundings go on past what was kept of them.
    `line_before` and `line_after` are what was kept of the rest of its line; `is_line_before_cut` and
    `is_line_after_cut` tell that this is not all of it. `neighbours` are what is known of the lines beside it.

    `sentence_before` and `sentence_after` are the rest of its sentence; `is_cut_before` and `is_cut_after` tell that
    the sentence goes on past what was kept of it.
    """

    anchor: Anchor
    text: str
    before: str
    after: str
    says: tuple[Token, ...]
    sentence_before: str
    sentence_after: str
    is_cut_before: bool
    is_cut_after: bool
    sentence_says: tuple[Token, ...]
    is_before_cut: bool
    is_after_cut: bool
    line_before: str
    line_after: str
    is_line_before_cut: bool
    is_line_after_cut: bool
    neighbours: Neighbours

    @property
    def is_short(self) -> bool:
        """Whether only the exact words in their exact surroundings will do."""
        return weight(self.text) < _SHORT

    @property
    def is_full(self) -> bool:
        """Whether the quote is long enough not to be said twice by chance."""
        return weight(self.text) >= _FULL


def ready(anchor: Anchor, names: Names) -> Quote:
    """The quote of `anchor`, ready for comparing."""
    before, after = opening(anchor.prefix), remainder(anchor.exact, anchor.suffix)
    text = fold(anchor.exact).text.strip()
    sides = fold(anchor.prefix).text.strip(), fold(anchor.suffix).text.strip()
    kept = sides[0][-_length(sides[0]) :], sides[1][: _length(sides[1])]
    return Quote(
        anchor=anchor,
        text=text,
        before=kept[0],
        after=kept[1],
        says=reading(text, names),
        sentence_before=before,
        sentence_after=after,
        is_cut_before=len(before) >= CONTEXT,
        is_cut_after=len(after) >= CONTEXT,
        sentence_says=reading(fold(before + anchor.exact + after).text.strip(), names),
        is_before_cut=len(anchor.prefix) >= CONTEXT or kept[0] != sides[0],
        is_after_cut=len(anchor.suffix) >= CONTEXT or kept[1] != sides[1],
        line_before=fold(anchor.prefix.rpartition("\n")[2]).text.strip(),
        line_after=fold(anchor.suffix.partition("\n")[0]).text.strip(),
        is_line_before_cut=not anchor.reaches_start,
        is_line_after_cut="\n" not in anchor.suffix and len(anchor.suffix) >= CONTEXT,
        neighbours=neighbours(anchor),
    )


def _length(side: str) -> int:
    """How much of a side is looked at: what says as much as 64 letters, so half as many Han."""
    return max(1, CONTEXT * len(side) // max(1, weight(side)))
