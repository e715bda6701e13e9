"""The quest for a note's place where its words or their surroundings are others now: candidates, weighed and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from reader.core.anchoring import candidates
from reader.core.anchoring.anchor import SEVERAL, Anchor, Finding, NoteState, Place
from reader.core.anchoring.candidates import Likeness, Stretch
from reader.core.anchoring.differences import differences
from reader.core.anchoring.evidence import Side, weigh
from reader.core.anchoring.facts import Names, reading
from reader.core.anchoring.judged import (
    Judged,
    best_first,
    has_rival,
    is_certain,
    is_likely,
    kept_line,
    likeness,
    moved_words,
    reason,
    shown,
    with_white_space,
)
from reader.core.anchoring.quote import Quote, ready
from reader.core.anchoring.section_text import SectionText

_ALONE = "the words are the same, but what stood around them does not stand there"
_MOST_WEIGHED = 24


class Quest:
    """Looks for the places of notes in the sections of one briefing.

    `is_at_home` says whether all that was kept of an anchor's address allows a place.
    """

    def __init__(
        self, sections: Sequence[SectionText], names: Names, is_at_home: Callable[[Place, Anchor], bool]
    ) -> None:
        self._sections, self._names, self._is_at_home = sections, names, is_at_home
        self._ids = {section.id for section in sections}

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._sections)

    def find(self, anchor: Anchor) -> Finding:
        """The best place for an anchor, how sure it is, and why."""
        quote = ready(anchor, self._names)
        if not quote.text:
            return Finding(NoteState.UNANCHORED, None, "no words were quoted, and what stood around them has changed")
        judged = self._judged(quote)
        if not judged:
            return Finding(NoteState.UNANCHORED, None, "the words are gone")
        if kept := kept_line(judged, quote):
            return Finding(NoteState.ANCHORED, kept.place, "the words and the rest of their line are as they were")
        best, others = judged[0], shown(judged[1:])
        if best.stretch.start == best.stretch.end:
            return _unlikely(judged, quote, "the words were taken out", others)
        rivals = [one for one in judged[1:] if best.is_neighbour or not one.is_neighbour]
        if has_rival(best, rivals, quote):
            return Finding(NoteState.UNANCHORED, None, SEVERAL, shown(judged))
        if is_certain(best, quote):
            return Finding(NoteState.ANCHORED, best.place, "the words are unchanged", others)
        if is_likely(best, quote):
            return Finding(NoteState.CHANGED, best.place, reason(best), others)
        return _unlikely(judged, quote, "the words are gone, and nothing certain is left of them", shown(judged))

    def _judged(self, quote: Quote) -> list[Judged]:
        """All candidates worth a look, best first, none overlapping a better one."""
        sections = sorted(self._sections, key=lambda section: section.id != quote.anchor.section)
        found = candidates.exact(quote, sections) + candidates.gaps(quote, sections)
        judged = [self._judge(quote, stretch) for stretch in dict.fromkeys(found)]
        if not any(is_certain(one, quote) and one.evidence.strength >= 2 * Side.EDGE for one in judged):
            like = dict.fromkeys(stretch for stretch in self._likeness.find(quote) if stretch not in found)
            judged += [self._judge(quote, stretch) for stretch in list(like)[:_MOST_WEIGHED]]
        return best_first(judged, quote)

    def _judge(self, quote: Quote, stretch: Stretch) -> Judged:
        evidence = weigh(quote, stretch.section, stretch.start, stretch.end, self._names)
        words, is_split = stretch.section.place(stretch.start, stretch.end)
        place = with_white_space(words, stretch.section.paragraph(words.paragraph), quote.anchor.exact)
        differs = tuple(differences(quote.says, reading(stretch.text, self._names)))
        at_home = self._is_at_home(place, quote.anchor)
        beside = quote.neighbours.hold(stretch.section.line(*stretch.section.original(stretch.start, stretch.end)))
        alike = likeness(quote.text, stretch.text)
        elsewhere = place.section != quote.anchor.section and any(
            one.id == quote.anchor.section for one in self._sections
        )
        return Judged(stretch, evidence, alike, differs, place, is_split, at_home, elsewhere, beside)


def _unlikely(judged: Sequence[Judged], quote: Quote, gone: str, others: tuple[Place, ...]) -> Finding:
    """What is found where the best place is no likely one: `gone`, unless the words stand once and elsewhere."""
    if moved := moved_words(judged, quote):
        return Finding(NoteState.CHANGED, moved.place, _ALONE)
    return Finding(NoteState.UNANCHORED, None, gone, others)
