"""Candidates for a note's place with what speaks for them: which is best, which is certain, which is only likely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.core.anchoring.anchor import CONTEXT, Place
from reader.core.anchoring.candidates import Stretch
from reader.core.anchoring.differences import Difference, common_length, in_words
from reader.core.anchoring.evidence import Evidence, Side
from reader.core.anchoring.folding import weight
from reader.core.anchoring.matching import distances
from reader.core.anchoring.quote import Quote
from reader.core.value import Value, replace

_ALIKE = 0.45  # likeness below which the words are others, not the same words changed
_VERY_ALIKE = 0.75
_SHIFT = 3  # code points by which a figure written anew may push the words along
_MOST_COMPARED = 4000  # code points
_MOST_SHOWN = 3
_TELLING_LINE = 24  # weight of a line by which it is known in its section; in another one it takes twice that


class Judged(Value):
    """A candidate with what speaks for it. `is_elsewhere` tells that it is in another section than the note's own."""

    stretch: Stretch
    evidence: Evidence
    likeness: float
    differs: tuple[Difference, ...]
    place: Place
    is_split: bool
    is_at_home: bool
    is_elsewhere: bool
    is_neighbour: bool

    @property
    def says_the_same(self) -> bool:
        """Whether the words say what was quoted."""
        return not self.differs

    @property
    def names_someone_else(self) -> bool:
        """Whether a name of the quote is not among the words."""
        return any(token.may_name for difference in self.differs for token in difference.lost)

    @property
    def rank(self) -> tuple[bool, int, float, bool]:
        """By what a candidate comes before another."""
        return not self.is_neighbour, self.evidence.strength, self.likeness, not self.stretch.is_gap


def kept_line(judged: Sequence[Judged], quote: Quote) -> Judged | None:
    """The quote in its paragraph or row as that was, wherever in its section it stands now.

    That takes words that stood nowhere else when the note was made, and stand nowhere else now. Where the text before
    has come to speak of someone else, so may "the company" in the line.
    """
    only = _only_one(judged, quote)
    if only is None or only.is_split or only.place.section != quote.anchor.section:
        return None
    if only.place.paragraph == quote.anchor.paragraph and only.evidence.before is Side.CONTRADICTED:
        return None
    return only if only.evidence.is_line_alike and _line_weight(quote) >= _TELLING_LINE else None


def moved_words(judged: Sequence[Judged], quote: Quote) -> Judged | None:
    """The quote where it has likely gone: its paragraph, all else of which is new, or another section with its line."""
    only = _only_one(judged, quote)
    if only is None or only.is_split or not quote.is_full:
        return None
    if only.place.section == quote.anchor.section:
        return only if only.place.paragraph == quote.anchor.paragraph else None
    return only if only.evidence.is_line_alike and _line_weight(quote) >= 2 * _TELLING_LINE else None


def _line_weight(quote: Quote) -> int:
    """How much is known of the quote's line."""
    return weight(quote.line_before) + weight(quote.text) + weight(quote.line_after)


def _only_one(judged: Sequence[Judged], quote: Quote) -> Judged | None:
    """The one place of words that stood once when the note was made, and of which nothing else may be a revision."""
    if not quote.anchor.is_unique or quote.is_short:
        return None
    same = [one for one in judged if one.stretch.text == quote.text]
    if len(same) != 1 or any(one is not same[0] and _may_be_revision(one, quote) for one in judged):
        return None
    return same[0]


def _may_be_revision(one: Judged, quote: Quote) -> bool:
    """Whether a place may hold the note's words in a new form, in its old paragraph or between old surroundings."""
    if one.likeness < _ALIKE or one.is_neighbour:
        return False
    is_in_place = (one.place.section, one.place.paragraph) == (quote.anchor.section, quote.anchor.paragraph)
    return is_in_place or Side.STRONG in (one.evidence.before, one.evidence.after)


def with_white_space(place: Place, text: str, exact: str) -> Place:
    """The place widened by the white space that the quote began and ended with, where that still stands."""
    before = exact[: len(exact) - len(exact.lstrip())]
    after = exact[len(exact.rstrip()) :]
    start = place.start - len(before) if text[: place.start].endswith(before) else place.start
    end = place.end + len(after) if text[place.end :].startswith(after) else place.end
    return replace(place, start=start, end=end)


def reason(best: Judged) -> str:
    """What has changed at a likely place, as a clause for a person."""
    if best.is_split:
        return "the words now stand in more than one paragraph"
    if not best.says_the_same:
        return in_words(best.differs)
    if best.evidence.sentence:
        return f"the words are the same, but in their sentence {in_words(best.evidence.sentence)}"
    if best.evidence.is_contradicted or not best.is_at_home:
        return "the words are the same, but what stands around them speaks of someone else"
    return "the words are the same, but what stood around them has changed"


def likeness(quote: str, text: str) -> float:
    """1 less the share of characters to be changed; of very long texts, the share that both begin and end with."""
    longer = max(len(quote), len(text), 1)
    start = common_length(quote, text)
    end = common_length(quote[start:][::-1], text[start:][::-1])
    old, new = quote[start : len(quote) - end], text[start : len(text) - end]
    if min(len(old), len(new)) > _MOST_COMPARED:
        return (start + end) / longer
    return 1 - distances(old, new, from_start=True)[-1] / longer


def shown(judged: Iterable[Judged]) -> tuple[Place, ...]:
    """The places to offer to a person, best first."""
    places = (one.place for one in judged if one.stretch.start < one.stretch.end)
    return tuple(dict.fromkeys(places))[:_MOST_SHOWN]


def best_first(judged: Sequence[Judged], quote: Quote) -> list[Judged]:
    """Candidates by what speaks for them. A gap gives way to the words themselves when they stand inside it."""
    words = [one for one in judged if not one.stretch.is_gap]
    kept = [one for one in judged if not one.stretch.is_gap or not any(_fills(word, one, quote) for word in words)]
    taken: list[Judged] = []
    for one in sorted(kept, key=lambda one: (one.rank, -_distance(one, quote)), reverse=True):
        if not any(one.stretch.overlaps(other.stretch) for other in taken):
            taken.append(one)
    return taken


def _fills(word: Judged, gap: Judged, quote: Quote) -> bool:
    """Whether a gap that has grown too long for the quote holds its words."""
    inside = word.stretch.section is gap.stretch.section and (
        gap.stretch.start <= word.stretch.start and word.stretch.end <= gap.stretch.end
    )
    if not inside or word.stretch.start == word.stretch.end:
        return False
    has_grown = len(gap.stretch.text) > 1.5 * len(quote.text) + 20
    return (word.says_the_same and word.stretch.text != gap.stretch.text) or (
        has_grown and word.likeness >= _VERY_ALIKE
    )


def _distance(one: Judged, quote: Quote) -> int:
    """How far a candidate is from the old paragraph: another section is farther than any paragraph."""
    if one.place.section != quote.anchor.section:
        return 1_000_000
    return abs(one.place.paragraph - quote.anchor.paragraph)


def has_rival(best: Judged, others: Sequence[Judged], quote: Quote) -> bool:
    """Whether another place has as much for it. The quote's own section comes before the others.

    A place that only one side speaks for has a rival in every other place of which that can be said.
    """
    if best.likeness < _ALIKE and any(is_certain(one, quote) for one in others):
        return True
    if any(_is_revised_in_place(one, best, quote) for one in others):
        return True
    own = quote.anchor.section
    least = best.evidence.strength if best.evidence.holds_both_sides else min(best.evidence.strength, Side.STRONG)
    return any(
        (one.evidence.strength >= least or one.evidence.is_nearer_than(best.evidence))
        and one.stretch.text
        and one.says_the_same >= best.says_the_same
        and one.likeness >= best.likeness - 0.1
        and (one.place.section == own or best.place.section != own)
        for one in others
    )


def _is_revised_in_place(one: Judged, best: Judged, quote: Quote) -> bool:
    """Whether a note's own paragraph holds a revision of its words for which as much speaks as for the best place."""
    number = (quote.anchor.section, quote.anchor.paragraph)
    in_place = (one.place.section, one.place.paragraph) == number != (best.place.section, best.place.paragraph)
    return in_place and one.evidence.strength >= best.evidence.strength and one.likeness >= _ALIKE


def is_certain(one: Judged, quote: Quote) -> bool:
    """Whether a note may stay on this place without a word: it says the same, and what stood around it tells it."""
    evidence = one.evidence
    if (
        not one.says_the_same
        or one.is_neighbour
        or not one.is_at_home
        or one.is_split
        or evidence.sentence
        or evidence.is_contradicted
    ):
        return False
    if quote.is_full and not quote.before and not quote.after:  # it was the whole of its section
        return one.place.section == quote.anchor.section
    sides = (evidence.before, evidence.after)
    if quote.is_short:
        return evidence.holds_both_sides and (Side.STRONG in sides or sides == (Side.EDGE, Side.EDGE))
    if evidence.holds_both_sides:
        return quote.is_full or sides != (Side.NEAR, Side.NEAR)
    if Side.STRONG not in sides or one.place.section != quote.anchor.section:
        return False
    return _is_enough(one, quote, is_before=evidence.before is Side.STRONG)


def _is_enough(one: Judged, quote: Quote, *, is_before: bool) -> bool:
    """Whether one side alone, before or after, tells the place: the other must not be able to tell a look-alike.

    The look-alike to fear is the paragraph next to the one that was deleted: it now has its neighbour on one side.
    """
    anchor, place = quote.anchor, one.place
    is_in_place = place.paragraph == anchor.paragraph
    if one.evidence.is_line_kept_after if is_before else one.evidence.is_line_kept_before:
        return True
    if Side.REVISED in (one.evidence.before, one.evidence.after):
        kept = anchor.prefix if is_before else anchor.suffix
        has_neighbour = "\n" in kept or len(kept) < CONTEXT
        return is_in_place and abs(place.start - anchor.start) <= _SHIFT and has_neighbour
    return is_in_place


def is_likely(one: Judged, quote: Quote) -> bool:
    """Whether this is the place, though a person should look: its words or what stands around them have changed."""
    if one.is_neighbour:  # it has moved up to where the note's own words were
        return False
    evidence, is_same_section = one.evidence, one.place.section == quote.anchor.section
    if one.is_elsewhere and not (quote.anchor.is_unique and one.says_the_same):
        return False  # a twin
    sides = (evidence.before, evidence.after)
    is_in_place = is_same_section and one.place.paragraph == quote.anchor.paragraph
    if evidence.is_contradicted:
        return is_in_place and Side.STRONG in sides and one.likeness >= _VERY_ALIKE
    if evidence.holds_both_sides:
        return one.likeness >= _ALIKE or not quote.is_full
    if quote.is_full and one.says_the_same and ((not quote.before and not quote.after) or Side.EDGE in sides):
        return True
    if Side.REVISED in sides and not is_in_place:  # more likely a look-alike beside the place of what was deleted
        return False
    if quote.is_short:
        return is_in_place and one.says_the_same and Side.STRONG in sides and min(sides) >= Side.REVISED
    if one.likeness < _ALIKE:
        return False
    if Side.STRONG in sides:
        return is_same_section and (one.says_the_same or not one.names_someone_else or min(sides) >= Side.REVISED)
    return is_same_section and one.likeness >= _VERY_ALIKE and min(sides) >= Side.REVISED and not one.names_someone_else
