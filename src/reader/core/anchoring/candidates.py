"""Places that may be the one a note was made on: the words themselves, words like them, and the gap they left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from reader.core.anchoring.folding import HANGUL, UNSPACED, weight
from reader.core.anchoring.matching import search
from reader.core.anchoring.quote import Quote
from reader.core.anchoring.section_text import SectionText
from reader.core.late import late_pattern
from reader.core.value import Value, replace

_BLOCK = 512  # folded code points looked at as one when likeness is searched for in a whole briefing
_MOST_BLOCKS = 6
_MOST_EXACT = 40
_MOST_LIKE = 4
_NEAR_ERRORS, _FAR_ERRORS = 0.5, 0.35  # share of the quote that may differ near the old paragraph, and elsewhere
_LONGEST_LIKE = 4000  # folded code points; longer quotes are found whole, or by what stands around them
_KEY = 24  # folded code points of the surroundings by which a gap is found
_LEAST_KEY = 12
_WORD = late_pattern(rf"(?![{UNSPACED}])\w")
_SIGN = frozenset("+-~<>≤≥±$€£¥₽₩₹.,")


class Stretch(Value):
    """A folded stretch of a section; `is_gap` tells that only its surroundings led there."""

    section: SectionText
    start: int
    end: int
    is_gap: bool = False

    @property
    def text(self) -> str:
        """The folded words that stand there."""
        return self.section.folded.text[self.start : self.end]

    def overlaps(self, other: Stretch) -> bool:
        """Whether both have a character in common, or are the same empty stretch."""
        if self.section is not other.section:
            return False
        return max(self.start, other.start) < min(self.end, other.end) or (self.start, self.end) == (
            other.start,
            other.end,
        )


def exact(quote: Quote, sections: Iterable[SectionText]) -> list[Stretch]:
    """Every place where the quote's words stand; of very many only those with something known beside them."""
    found = [stretch for section in sections for stretch in _occurrences(quote.text, section)]
    if len(found) > _MOST_EXACT:
        found = list(islice((stretch for stretch in found if _is_beside_known(quote, stretch)), _MOST_EXACT))
    return [whole_words(quote, stretch) for stretch in found]


def _occurrences(text: str, section: SectionText) -> Iterator[Stretch]:
    at = section.folded.text.find(text) if text else -1
    while at >= 0:
        yield Stretch(section, at, at + len(text))
        at = section.folded.text.find(text, at + 1)


def _is_beside_known(quote: Quote, stretch: Stretch) -> bool:
    text = stretch.section.folded.text
    before, after = (
        text[max(0, stretch.start - 16) : stretch.start].rstrip(),
        text[stretch.end : stretch.end + 16].lstrip(),
    )
    return bool(
        (quote.before and before.endswith(quote.before[-8:])) or (quote.after and after.startswith(quote.after[:8]))
    )


def whole_words(quote: Quote, stretch: Stretch) -> Stretch:
    """The stretch widened to whole words and figures, unless the quote itself began or ended inside one.

    So "likely" is not found in "unlikely", nor "2.1" in "12.1" or "2.17".
    """
    text, start, end = stretch.section.folded.text, stretch.start, stretch.end
    if start < end and not _is_inside(quote.before[-1:], quote.text[:1], quote.anchor.prefix[-1:]):
        while start and _is_joined(text[start - 1], text[start]):
            start -= 1
    if start < end and not _is_inside(quote.text[-1:], quote.after[:1], quote.anchor.suffix[:1]):
        while end < len(text) and (_is_joined(text[end - 1], text[end]) or _is_decimal(text, end)):
            end += 1
    return Stretch(stretch.section, start, end, stretch.is_gap)


def _is_inside(before: str, after: str, beside: str) -> bool:
    """Whether the quote's border parts a word or figure. `beside` is the raw neighbour, which may be a space."""
    return bool(before and after and not beside.isspace() and _is_joined(before, after))


def _is_joined(before: str, after: str) -> bool:
    if _WORD.match(before) and _WORD.match(after):
        return not re.match(f"[{HANGUL}]", before + after) or before.isdigit() == after.isdigit()
    return after.isdigit() and before in _SIGN


def _is_decimal(text: str, at: int) -> bool:
    return text[at] in ".,%" and text[at - 1].isdigit() and (text[at] == "%" or text[at + 1 : at + 2].isdigit())


def gaps(quote: Quote, sections: Iterable[SectionText]) -> list[Stretch]:
    """Where what stood before the quote and what stood after it still stand close together, and what is between.

    An empty stretch tells that the quote was taken out there.
    """
    most = 3 * len(quote.text) + 40
    found = (stretch for section in sections for stretch in _section_gaps(quote, section, most))
    return list(islice(found, _MOST_EXACT))


def _section_gaps(quote: Quote, section: SectionText, most: int) -> Iterator[Stretch]:
    ends = _ends_before(quote, section)
    starts = _starts_after(quote, section)
    for end in ends:
        at = bisect_left(starts, end)  # they are in order; very many, where a text repeats itself
        if at < len(starts) and starts[at] <= end + most + 1:
            yield _trimmed(Stretch(section, end, starts[at], is_gap=True))


def _ends_before(quote: Quote, section: SectionText) -> list[int]:
    key = quote.before[-_KEY:]
    if weight(key) >= _LEAST_KEY:
        return [stretch.end for stretch in _occurrences(key, section)]
    is_here = section.id == quote.anchor.section and section.folded.text.startswith(quote.before)
    return [len(quote.before)] if is_here else []


def _starts_after(quote: Quote, section: SectionText) -> list[int]:
    key = quote.after[:_KEY]
    if weight(key) >= _LEAST_KEY:
        return [stretch.start for stretch in _occurrences(key, section)]
    is_here = section.id == quote.anchor.section and section.folded.text.endswith(quote.after)
    return [len(section.folded.text) - len(quote.after)] if is_here else []


class Likeness:
    """Finds words like a quote's in a whole briefing: near its old paragraph, and wherever many letter groups agree."""

    def __init__(self, sections: Iterable[SectionText]) -> None:
        self._blocks: list[tuple[SectionText, int]] = []
        self._groups: dict[str, list[int]] = {}
        for section in sections:
            for start in range(0, len(section.folded.text), _BLOCK):
                self._add(section, start)

    def _add(self, section: SectionText, start: int) -> None:
        for group in _groups(section.folded.text[start : start + _BLOCK + 2]):
            self._groups.setdefault(group, []).append(len(self._blocks))
        self._blocks.append((section, start))

    def find(self, quote: Quote) -> list[Stretch]:
        """Stretches like the quote, best first in each part of the text that was looked at."""
        if quote.is_short or len(quote.text) > _LONGEST_LIKE:
            return []
        found = [stretch for window in self._windows(quote) for stretch in _like(quote, window, _FAR_ERRORS)]
        return found + [
            stretch for window in self._old_windows(quote) for stretch in _like(quote, window, _NEAR_ERRORS)
        ]

    def _windows(self, quote: Quote) -> Iterator[Stretch]:
        votes: dict[int, int] = {}
        for group in _groups(quote.text):
            for block in self._groups.get(group, ()):
                votes[block] = votes.get(block, 0) + 1
        most = _MOST_BLOCKS + 2 * (len(quote.text) // _BLOCK)
        best = sorted(votes, key=lambda block: (-votes[block], block))[:most]
        margin = len(quote.text) + 16
        for block in sorted(best):
            section, start = self._blocks[block]
            length = len(section.folded.text)
            yield Stretch(section, max(0, start - margin), min(length, start + _BLOCK + margin))

    def _old_windows(self, quote: Quote) -> Iterator[Stretch]:
        old = next((section for section, _ in self._blocks if section.id == quote.anchor.section), None)
        if old:
            yield Stretch(old, *old.near(quote.anchor.paragraph, 1))


def _groups(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)} or {text}


def _like(quote: Quote, window: Stretch, share: float) -> Iterator[Stretch]:
    for match in search(quote.text, window.text, int(len(quote.text) * share))[:_MOST_LIKE]:
        if match.start < match.end:
            start, end = window.start + match.start, window.start + match.end
            yield whole_words(quote, _trimmed(Stretch(window.section, start, end)))


def _trimmed(stretch: Stretch) -> Stretch:
    """The stretch without the spaces it begins and ends with."""
    words = stretch.text
    start = stretch.start + len(words) - len(words.lstrip())
    return replace(stretch, start=start, end=max(start, stretch.start + len(words.rstrip())))
