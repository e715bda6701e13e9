"""Finds the place of a note in a briefing that may have changed, and never says it is sure when it is not.

Most notes stand where they stood, which is told here; what looks for the others (`quest`) is loaded only for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.core.anchoring.anchor import CONTEXT, Anchor, Finding, Passage, Place, State
from reader.core.anchoring.folding import fold, weight
from reader.core.anchoring.section_text import SectionText

if TYPE_CHECKING:
    from reader.core.anchoring.facts import Names
    from reader.core.anchoring.quest import Quest

_ENOUGH_CONTEXT = 24  # weight of surroundings that, unchanged to the letter, tell a place from others


def locate(passages: Sequence[Passage], anchor: Anchor, names: Mapping[str, Collection[str]] | None = None) -> Finding:
    """Where `anchor` points in `passages`; for many anchors make one `Locator`."""
    return Locator(passages, lambda: names or {}).locate(anchor)


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

    def locate(self, anchor: Anchor) -> Finding:
        """Where `anchor` points now, how sure that is, and why."""
        own = self._sections.get(anchor.section)
        if own and (stored := own.stored(anchor)) and self._opens_alike(stored, anchor):
            return Finding(State.ANCHORED, stored, "nothing has changed there")
        if moved := self._moved(anchor):
            return Finding(State.ANCHORED, moved, "the words and what stands around them are unchanged")
        return self._quest.find(anchor)

    def _moved(self, anchor: Anchor) -> Place | None:
        """The one place where the quote and all its surroundings stand to the letter, in its own section first."""
        if weight(anchor.prefix + anchor.suffix) < _ENOUGH_CONTEXT:
            return None
        own = self._sections.get(anchor.section)
        found = [
            place for section in ([own] if own else self._sections.values()) for place in section.described(anchor)
        ]
        return found[0] if len(found) == 1 and self._is_at_home(found[0], anchor) else None

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
        return not any(item.may_name for item in facts_lost(said, here))
