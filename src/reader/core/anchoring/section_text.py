"""The text of one section as a whole: its paragraphs joined, its folded form, and the way back to paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from reader.core.anchoring.anchor import CONTEXT, Anchor, Passage, Place
from reader.core.anchoring.folding import Folded, fold, weight, whole_graphemes
from reader.core.late import late_pattern

# A sentence ends where a stop is followed by space, or at a line's end. A capital or a short title with a point before
# it ("U.S. exports", "No. 5", "Mr. Li", "г. Москва") does not end one.
SENTENCE_END = late_pattern(
    r"(?<!\b[A-ZА-Я])(?<!\b(?:No|Mr|Ms|Dr|St|vs|cf|гг|им|ул))(?<!\b(?:Mrs|руб|тыс|млн|Inc|Ltd))(?<!\bг)[.!?…]+"
    r"['\"’”»)\]]*(?=\s)|[。！？]+[”’」』）]*|\n"
)
_LONGEST_SENTENCE = 600
_MOST_DESCRIBED = 40
_WORD = late_pattern(r"\w")


class SectionText:
    """One section's paragraphs as one text, joined by line feeds. What is costly is made when it is first asked for."""

    def __init__(self, section: str, passages: Sequence[Passage]) -> None:
        self.id = section
        self.title = passages[0].title if passages else ""
        self.text = "\n".join(passage.text for passage in passages)
        self._numbers = [passage.number for passage in passages]
        lengths = (len(passage.text) + 1 for passage in passages)
        self._starts = [0, *accumulate(lengths)][: len(passages)]
        self._at = {number: at for at, number in enumerate(self._numbers)}

    @cached_property
    def folded(self) -> Folded:
        """The text folded for matching."""
        return fold(self.text)

    def stored(self, anchor: Anchor) -> Place | None:
        """The anchor's own address, if the quote and all that is known of its surroundings stand there unchanged."""
        at = self._at.get(anchor.paragraph)
        if at is None or not 0 <= anchor.start <= anchor.end <= self._end(at) - self._starts[at]:
            return None
        start, end = self._starts[at] + anchor.start, self._starts[at] + anchor.end
        if not self.is_described(anchor, start, end):
            return None
        return Place(self.id, anchor.paragraph, anchor.start, anchor.end)

    def is_described(self, anchor: Anchor, start: int, end: int) -> bool:
        """Whether the stretch is the anchor's quote with the anchor's surroundings, to the letter."""
        return (
            self.text[start:end] == anchor.exact
            and self.text[max(0, start - CONTEXT) : start] == anchor.prefix
            and self.text[end : end + CONTEXT] == anchor.suffix
        )

    def described(self, anchor: Anchor) -> list[Place]:
        """Every place where the quote stands with all its surroundings, to the letter; of very many the first few."""
        whole = anchor.prefix + anchor.exact + anchor.suffix
        found: list[Place] = []
        at = self.text.find(whole)
        while at >= 0 and len(found) < _MOST_DESCRIBED:
            start = at + len(anchor.prefix)
            end = start + len(anchor.exact)
            if self.is_described(anchor, start, end):
                found.append(self._place(bisect_right(self._starts, start) - 1, start, end))
            at = self.text.find(whole, at + 1)
        return found

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that a folded stretch came from, parting no grapheme."""
        return whole_graphemes(self.text, *self.folded.original(start, end))

    def place(self, start: int, end: int) -> tuple[Place, bool]:
        """The paragraph's part of a folded stretch that says most, and whether other paragraphs hold words of it."""
        first, last = self.original(start, end)
        at, stop = bisect_right(self._starts, first) - 1, bisect_right(self._starts, max(first, last - 1))
        parts = [(max(first, self._starts[n]), min(last, self._end(n)), n) for n in range(at, stop)]
        best = max(parts, key=lambda part: weight(self.text[part[0] : part[1]]))
        others = (self.text[part[0] : part[1]] for part in parts if part is not best)
        return self._place(best[2], best[0], max(best[:2])), any(_WORD.search(other) for other in others)

    def near(self, paragraph: int, reach: int) -> tuple[int, int]:
        """The folded stretch of the paragraphs from `reach` before to `reach` after the one with that number."""
        at = self._at.get(paragraph, min(max(paragraph - 1, 0), len(self._starts) - 1))
        first, last = max(0, at - reach), min(len(self._starts) - 1, at + reach)
        return self.folded.folded(self._starts[first], self._end(last))

    def paragraph(self, number: int) -> str:
        """The text of the paragraph with that number, which must be there."""
        at = self._at[number]
        return self.text[self._starts[at] : self._end(at)]

    def lines_beside(self, place: Place) -> tuple[str, str]:
        """The lines before and after that of a place; empty where there are none."""
        at = self._starts[self._at[place.paragraph]]
        first = self.text.rfind("\n", 0, at + place.start) + 1
        before = self.text[self.text.rfind("\n", 0, max(0, first - 1)) + 1 : max(0, first - 1)]
        last = self.text.find("\n", at + place.end)
        return before, self.text[last + 1 : last + 1 + CONTEXT].partition("\n")[0] if last >= 0 else ""

    def line(self, start: int, end: int) -> str:
        """The line, or lines, that a stretch lies in."""
        return self.line_before(start) + self.text[start:end] + self.line_after(end)

    def line_before(self, start: int) -> str:
        """What stands before code point `start` in its line; a line is a paragraph, or a row of a table."""
        return self.text[self.text.rfind("\n", 0, start) + 1 : start]

    def line_after(self, end: int) -> str:
        """What stands after code point `end` in its line."""
        at = self.text.find("\n", end)
        return self.text[end : at if at >= 0 else len(self.text)]

    def sentence_before(self, start: int) -> str:
        """What stands before code point `start` in the same sentence."""
        return opening(self.text[max(0, start - _LONGEST_SENTENCE) : start])

    def sentence_after(self, start: int, end: int) -> str:
        """What stands after the stretch in the same sentence."""
        return remainder(self.text[start:end], self.text[end : end + _LONGEST_SENTENCE])

    def _end(self, at: int) -> int:
        return self._starts[at + 1] - 1 if at + 1 < len(self._starts) else len(self.text)

    def _place(self, at: int, start: int, end: int) -> Place:
        return Place(self.id, self._numbers[at], start - self._starts[at], end - self._starts[at])


def opening(before: str) -> str:
    """The part of `before`, which stands before a quote, that belongs to the quote's own sentence."""
    start = 0
    for found in SENTENCE_END.finditer(before + " "):
        start = min(found.end(), len(before))
    return before[start:]


def remainder(quote: str, after: str) -> str:
    """The part of `after`, which stands after `quote`, that belongs to the quote's own sentence."""
    last = len(quote.rstrip())
    for found in SENTENCE_END.finditer(quote + after + " ", max(0, last - 8)):
        if found.end() >= last:
            return after[: max(0, found.end() - len(quote))]
    return after
