"""The quest for a note's place where its words or their surroundings are others now: candidates, weighed and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from reader.core.anchoring import candidates
from reader.core.anchoring.anchor import CONTEXT, Anchor, Finding, Place, State
from reader.core.anchoring.candidates import Likeness, Stretch
from reader.core.anchoring.differences import Difference, common_length, differences, in_words
from reader.core.anchoring.evidence import Evidence, Side, weigh
from reader.core.anchoring.facts import Names, reading
from reader.core.anchoring.matching import distances
from reader.core.anchoring.quote import Quote, ready
from reader.core.anchoring.section_text import SectionText
from reader.core.value import Value, replace

_ALIKE = 0.45  # likeness below which the words are others, not the same words changed
_VERY_ALIKE = 0.75
_SHIFT = 3  # code points by which a figure written anew may push the words along
_MOST_WEIGHED = 24
_MOST_COMPARED = 4000  # code points
_MOST_SHOWN = 3


class _Judged(Value):
    """A candidate with what speaks for it."""

    stretch: Stretch
    evidence: Evidence
    likeness: float
    differs: tuple[Difference, ...]
    place: Place
    is_split: bool
    is_at_home: bool
    is_neighbour: bool

    @property
    def says_the_same(self) -> bool:
        return not self.differs

    @property
    def names_someone_else(self) -> bool:
        return any(item.may_name for difference in self.differs for item in difference.lost)

    @property
    def rank(self) -> tuple[bool, int, float, bool]:
        return not self.is_neighbour, self.evidence.strength, self.likeness, not self.stretch.is_gap


class Quest:
    """Looks for the places of notes in the sections of one briefing.

    `is_at_home` says whether all that was kept of an anchor's address allows a place.
    """

    def __init__(
        self, sections: Sequence[SectionText], names: Names, is_at_home: Callable[[Place, Anchor], bool]
    ) -> None:
        self._sections, self._names, self._is_at_home = sections, names, is_at_home

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._sections)

    def find(self, anchor: Anchor) -> Finding:
        """The best place for an anchor, how sure it is, and why."""
        quote = ready(anchor, self._names)
        if not quote.text:
            return Finding(State.UNANCHORED, None, "no words were quoted, and what stood around them has changed")
        judged = self._judged(quote)
        if not judged:
            return Finding(State.UNANCHORED, None, "the words are gone")
        if moved := _moved_line(judged, quote):
            return Finding(
                State.ANCHORED, moved.place, "the paragraph is as it was, and stands elsewhere in its section"
            )
        best, shown = judged[0], _shown(judged[1:])
        if best.stretch.start == best.stretch.end:
            return Finding(State.UNANCHORED, None, "the words were taken out", shown)
        rivals = [one for one in judged[1:] if best.is_neighbour or not one.is_neighbour]
        if _has_rival(best, rivals, quote):
            reason = "the same words stand in several places, and nothing tells which is meant"
            return Finding(State.UNANCHORED, None, reason, _shown(judged))
        if _is_certain(best, quote):
            return Finding(State.ANCHORED, best.place, "the words are unchanged", shown)
        if _is_likely(best, quote):
            return Finding(State.CHANGED, best.place, _reason(best), shown)
        return Finding(
            State.UNANCHORED, None, "the words are gone, and nothing certain is left of them", _shown(judged)
        )

    def _judged(self, quote: Quote) -> list[_Judged]:
        """All candidates worth a look, best first, none overlapping a better one."""
        sections = sorted(self._sections, key=lambda section: section.id != quote.anchor.section)
        found = candidates.exact(quote, sections) + candidates.gaps(quote, sections)
        judged = [self._judge(quote, stretch) for stretch in dict.fromkeys(found)]
        if not any(_is_certain(one, quote) and one.evidence.strength >= 2 * Side.EDGE for one in judged):
            like = dict.fromkeys(stretch for stretch in self._likeness.find(quote) if stretch not in found)
            judged += [self._judge(quote, stretch) for stretch in list(like)[:_MOST_WEIGHED]]
        return _best_first(judged, quote)

    def _judge(self, quote: Quote, stretch: Stretch) -> _Judged:
        evidence = weigh(quote, stretch.section, stretch.start, stretch.end, self._names)
        words, is_split = stretch.section.place(stretch.start, stretch.end)
        place = _with_white_space(words, stretch.section.paragraph(words.paragraph), quote.anchor.exact)
        differs = tuple(differences(quote.says, reading(stretch.text, self._names)))
        at_home = self._is_at_home(place, quote.anchor)
        beside = quote.neighbours.hold(stretch.section.line(*stretch.section.original(stretch.start, stretch.end)))
        likeness = _likeness(quote.text, stretch.text)
        return _Judged(stretch, evidence, likeness, differs, place, is_split, at_home, beside)


def _moved_line(judged: Sequence[_Judged], quote: Quote) -> _Judged | None:
    """The quote's paragraph or row, moved as a whole within its section.

    That takes words that stood nowhere else when the note was made, stand nowhere else now, and are like no others.
    """
    if not quote.anchor.is_unique or not quote.is_full or quote.line_before != "" or quote.line_after != "":
        return None
    same = [one for one in judged if one.stretch.text == quote.text]
    if len(same) != 1 or any(one.likeness >= _ALIKE for one in judged if one is not same[0]):
        return None
    evidence = same[0].evidence
    is_whole = evidence.is_line_kept_before and evidence.is_line_kept_after and not same[0].is_split
    return same[0] if is_whole and same[0].place.section == quote.anchor.section else None


def _with_white_space(place: Place, text: str, exact: str) -> Place:
    """The place widened by the white space that the quote began and ended with, where that still stands."""
    before = exact[: len(exact) - len(exact.lstrip())]
    after = exact[len(exact.rstrip()) :]
    start = place.start - len(before) if text[: place.start].endswith(before) else place.start
    end = place.end + len(after) if text[place.end :].startswith(after) else place.end
    return replace(place, start=start, end=end)


def _reason(best: _Judged) -> str:
    if best.is_split:
        return "the words now stand in more than one paragraph"
    if not best.says_the_same:
        return in_words(best.differs)
    if best.evidence.sentence:
        return f"the words are the same, but in their sentence {in_words(best.evidence.sentence)}"
    if best.evidence.is_contradicted or not best.is_at_home:
        return "the words are the same, but what stands around them speaks of someone else"
    return "the words are the same, but what stood around them has changed"


def _likeness(quote: str, text: str) -> float:
    """1 less the share of characters to be changed; of very long texts, the share that both begin and end with."""
    longer = max(len(quote), len(text), 1)
    start = common_length(quote, text)
    end = common_length(quote[start:][::-1], text[start:][::-1])
    old, new = quote[start : len(quote) - end], text[start : len(text) - end]
    if min(len(old), len(new)) > _MOST_COMPARED:
        return (start + end) / longer
    return 1 - distances(old, new, from_start=True)[-1] / longer


def _shown(judged: Iterable[_Judged]) -> tuple[Place, ...]:
    places = (one.place for one in judged if one.stretch.start < one.stretch.end)
    return tuple(dict.fromkeys(places))[:_MOST_SHOWN]


def _best_first(judged: Sequence[_Judged], quote: Quote) -> list[_Judged]:
    """Candidates by what speaks for them. A gap gives way to the words themselves when they stand inside it."""
    words = [one for one in judged if not one.stretch.is_gap]
    kept = [one for one in judged if not one.stretch.is_gap or not any(_fills(word, one, quote) for word in words)]
    taken: list[_Judged] = []
    for one in sorted(kept, key=lambda one: (one.rank, -_distance(one, quote)), reverse=True):
        if not any(one.stretch.overlaps(other.stretch) for other in taken):
            taken.append(one)
    return taken


def _fills(word: _Judged, gap: _Judged, quote: Quote) -> bool:
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


def _distance(one: _Judged, quote: Quote) -> int:
    """How far a candidate is from the old paragraph: another section is farther than any paragraph."""
    if one.place.section != quote.anchor.section:
        return 1_000_000
    return abs(one.place.paragraph - quote.anchor.paragraph)


def _has_rival(best: _Judged, others: Sequence[_Judged], quote: Quote) -> bool:
    """Whether another place has as much for it. The quote's own section comes before the others.

    A place that only one side speaks for has a rival in every other place of which that can be said.
    """
    if best.likeness < _ALIKE and any(_is_certain(one, quote) for one in others):
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


def _is_revised_in_place(one: _Judged, best: _Judged, quote: Quote) -> bool:
    """Whether a note's own paragraph holds a revision of its words for which as much speaks as for the best place."""
    number = (quote.anchor.section, quote.anchor.paragraph)
    in_place = (one.place.section, one.place.paragraph) == number != (best.place.section, best.place.paragraph)
    return in_place and one.evidence.strength >= best.evidence.strength and one.likeness >= _ALIKE


def _is_certain(one: _Judged, quote: Quote) -> bool:
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


def _is_enough(one: _Judged, quote: Quote, *, is_before: bool) -> bool:
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


def _is_likely(one: _Judged, quote: Quote) -> bool:
    """Whether this is the place, though a person should look: its words or what stands around them have changed."""
    if one.is_neighbour:  # it has moved up to where the note's own words were
        return False
    evidence, is_same_section = one.evidence, one.place.section == quote.anchor.section
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
