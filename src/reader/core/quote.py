"""An anchor's quote and its surroundings, made ready once to be compared with many places."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.anchor import CONTEXT, Anchor
from reader.core.facts import Item, Names, reading
from reader.core.folding import fold, weight
from reader.core.section_text import opening, remainder

_SHORT = 8  # below this weight a quote is too short to be looked for by likeness
_FULL = 24  # from this weight on a quote says enough to be found by itself


@dataclass(frozen=True, slots=True)
class Quote:
    """The folded quote, its folded surroundings, what it says, and what its whole sentence says.

    `sentence_before` and `sentence_after` are the rest of its sentence; `is_cut_before` and `is_cut_after` tell that
    the sentence goes on past what was kept of it.
    """

    anchor: Anchor
    text: str
    before: str
    after: str
    says: tuple[Item, ...]
    sentence_before: str
    sentence_after: str
    is_cut_before: bool
    is_cut_after: bool
    sentence_says: tuple[Item, ...]

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
    return Quote(
        anchor=anchor,
        text=text,
        before=fold(anchor.prefix).text.strip(),
        after=fold(anchor.suffix).text.strip(),
        says=reading(text, names),
        sentence_before=before,
        sentence_after=after,
        is_cut_before=len(before) >= CONTEXT,
        is_cut_after=len(after) >= CONTEXT,
        sentence_says=reading(fold(before + anchor.exact + after).text.strip(), names),
    )
