"""Finds the place of a note in a briefing that may have changed, and never says it is sure when it is not.

Most notes stand where they stood, which is told here; what looks for the others (`quest`) is loaded only for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.core.anchoring.anchor import CONTEXT, SEVERAL, Anchor, Finding, NoteState, Passage, Place
from reader.core.anchoring.folding import fold, weight
from reader.core.anchoring.section_text import SectionText
from reader.core.value import replace

if TYPE_CHECKING:
    from reader.core.anchoring.facts import Names
    from reader.core.anchoring.quest import Quest

IN_PLACE = "nothing has changed there"
_RETITLED = "the words are the same, but they stood in several places, and their section has another title now"
_ENOUGH_CONTEXT = 24  # weight of surroundings that, unchanged to the letter, tell a place from others


def locate(passages: Sequence[Passage], anchor: Anchor, names: Mapping[str, Collection[str]] | None = None) -> Finding:
    """Where `anchor` points in `passages`; for many anchors make one `Locator`."""
    return Locator(passages, lambda: names or {}).locate(anchor)


def in_place(near: Sequence[Passage], anchor: Anchor) -> Finding | None:
    """What `Locator` finds where an anchor's section and all that is known of its place are as they were; else None.

    `near` are the paragraphs around it, as `describe_near` takes them.
    """
    section = SectionText(anchor.section, near)
    if anchor.section_title not in ("", section.title) or not (stored := section.stored(anchor)):
        return None
    opens_alike = section.paragraph(stored.paragraph).startswith(anchor.opening)
    return Finding(NoteState.ANCHORED, stored, IN_PLACE) if opens_alike else None


class Locator:
    """Finds the places of many notes in one briefing.

    `passages` are all paragraphs of the briefing in order; `names` gives the names of each entity, by its id. While the
    text around a note is as it was, finding it costs microseconds; folding and indexes are made when first needed.
    """

    def __init__(self, passages: Iterable[Passage], names: Callable[[], Mapping[str, Collection[str]]]) -> None:
        by_section: dict[str, list[Passage]] = {}
        for passage in passages:
            by_section.setdefault(passage.section, []).append(passage)
        self._sections = {section: SectionText(section, texts) for section, texts in by_section.items()}
        self._given_names = names

    @cached_property
    def _names(self) -> Names:
        from reader.core.anchoring.facts import Names

        return Names(self._given_names())

    @cached_property
    def _quest(self) -> Quest:
        from reader.core.anchoring.quest import Quest

        return Quest(tuple(self._sections.values()), self._names, self._is_at_home)

    @cached_property
    def _by_title(self) -> dict[str, list[SectionText]]:
        found: dict[str, list[SectionText]] = {}
        for section in self._sections.values():
            found.setdefault(fold(section.title).text.casefold(), []).append(section)
        return found

    def locate(self, anchor: Anchor) -> Finding:
        """Where `anchor` points now, how sure that is, and why.

        Its section is the one of the same id. Where the title tells of another, because ids were given anew, both are
        looked at.
        """
        own = self._sections.get(anchor.section)
        if not anchor.section_title or (own and own.title == anchor.section_title):
            return self._located(anchor)
        titled = self._by_title.get(fold(anchor.section_title).text.casefold(), [])
        if own in titled:
            return self._located(anchor)
        if len(titled) == 1:
            there = self._located(replace(anchor, section=titled[0].id))
            return self._agreed(anchor, self._located(anchor), there) if own else there
        return self._doubted(anchor, self._located(anchor))

    def _doubted(self, anchor: Anchor, found: Finding) -> Finding:
        """What was found in a section of another title: words that stood in several may now be those of another one."""
        if found.place is None or anchor.is_unique:
            return found
        if found.place.section == anchor.section and self._is_to_the_letter(found, anchor):
            return replace(found, state=NoteState.CHANGED, reason=_RETITLED)
        return Finding(NoteState.UNANCHORED, None, SEVERAL, (found.place, *found.candidates))

    def _agreed(self, anchor: Anchor, here: Finding, there: Finding) -> Finding:
        """What was found in the section of the same id and in that of the same title, made one."""
        places = tuple(dict.fromkeys(one.place for one in (there, here) if one.place))
        if len(places) < 2 and anchor.is_unique:
            return there if there.state is NoteState.ANCHORED or not here.place else here
        sure = [one for one in (there, here) if one.state is NoteState.ANCHORED]
        if len(sure) != 1 or not anchor.is_unique:
            sure = [one for one in sure if self._is_to_the_letter(one, anchor)]
        if len(sure) == 1:
            return sure[0] if anchor.is_unique or sure[0] is there else self._doubted(anchor, here)
        return Finding(NoteState.UNANCHORED, None, SEVERAL, places)

    def _is_to_the_letter(self, found: Finding, anchor: Anchor) -> bool:
        """Whether a place has all its old surroundings, and lies between lines that begin as the old ones did."""
        place = found.place
        if place is None or place not in self._sections[place.section].described(anchor):
            return False
        return self._is_between(place, anchor)

    def _located(self, anchor: Anchor) -> Finding:
        """Where `anchor` points if its section is the one with that id."""
        own = self._sections.get(anchor.section)
        if own and (stored := own.stored(anchor)) and self._opens_alike(stored, anchor):
            return Finding(NoteState.ANCHORED, stored, IN_PLACE)
        if moved := self._moved(anchor):
            return Finding(NoteState.ANCHORED, moved, "the words and what stands around them are unchanged")
        return self._quest.find(anchor)

    def _moved(self, anchor: Anchor) -> Place | None:
        """The one place where the quote and all its surroundings stand to the letter, in its own section first."""
        if weight(anchor.prefix + anchor.suffix) < _ENOUGH_CONTEXT:
            return None
        own = self._sections.get(anchor.section)
        found = [
            place for section in ([own] if own else self._sections.values()) for place in section.described(anchor)
        ]
        if len(found) > 1:
            found = [place for place in found if self._is_between(place, anchor)]
        return found[0] if len(found) == 1 and self._is_at_home(found[0], anchor) else None

    def _is_between(self, place: Place, anchor: Anchor) -> bool:
        """Whether the lines beside begin as those that were kept."""
        before, after = self._sections[place.section].lines_beside(place)
        return before.startswith(anchor.preceding) and after.startswith(anchor.following)

    def _is_at_home(self, place: Place, anchor: Anchor) -> bool:
        """Whether all that was kept of the note's address allows this place.

        Another section can be the old one under a new name only if the old one is gone. A paragraph that has another
        number, and of whose opening nothing was kept, must at least have the quote as far from its start as before.
        """
        is_same_start = place.start == anchor.start
        is_same_number = place.paragraph == anchor.paragraph
        crosses = "\n" in anchor.prefix or "\n" in anchor.suffix
        if place.section != anchor.section:
            return anchor.section not in self._sections and (crosses or (is_same_number and is_same_start))
        reaches_opening = len(anchor.prefix) < CONTEXT or "\n" in anchor.prefix or bool(anchor.opening)
        return (reaches_opening or is_same_number or is_same_start) and self._opens_alike(place, anchor)

    def _opens_alike(self, place: Place, anchor: Anchor) -> bool:
        """Whether the paragraph still speaks of those of whom its opening spoke."""
        paragraph = self._sections[place.section].paragraph(place.paragraph)
        if paragraph.startswith(anchor.opening):
            return True
        from reader.core.anchoring.differences import facts_lost
        from reader.core.anchoring.facts import reading

        said = reading(fold(anchor.opening).text, self._names)[:-1]
        here = reading(fold(paragraph).text, self._names)
        return not any(token.may_name for token in facts_lost(said, here))
