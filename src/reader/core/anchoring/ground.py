"""What notes stand on: of a briefing as much as tells where each note on it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from reader.core.anchoring.anchor import Anchor, Finding, NoteState, Passage, Place
from reader.core.anchoring.locator import Locator, in_place
from reader.core.value import Value


class Ground(Value, is_cached=True):
    """The paragraphs of a briefing, and what is said of it where its notes are listed.

    `sections` are titles by id, in their order; `entities` are the ids of all that it may name. `read` gives the
    paragraphs in order, `names` all names of each entity by its id: both are asked once, when they are first needed.
    `near` gives the paragraphs around one, by its section and number, as `describe_near` takes them: of a long briefing
    nothing else is needed for a note that stands where it stood.
    """

    title: str
    marking: str
    sections: Mapping[str, str]
    entities: Collection[str]
    read: Callable[[], Iterable[Passage]]
    names: Callable[[], Mapping[str, Collection[str]]]
    near: Callable[[str, int], Sequence[Passage]] = lambda _section, _number: ()  # where all have been read anyhow

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph that notes can point into."""
        return tuple(self.read())

    @cached_property
    def _paragraphs(self) -> Mapping[tuple[str, int], str]:
        return {(one.section, one.number): one.text for one in self.passages}

    def paragraph(self, place: Place) -> str:
        """The plain text of the paragraph that a place is in."""
        return self._paragraphs[place.section, place.paragraph]

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.passages, self.names)

    def locate(self, anchor: Anchor) -> Finding:
        """Where an anchor points, and how sure that is."""
        near = self.near(anchor.section, anchor.paragraph)
        return (in_place(near, anchor) if near else None) or self._locator.locate(anchor)

    def find_whole(self, section: str | None, entity: str | None) -> Finding:
        """What became of a section, of an entity, or of the briefing itself, as the target of a note."""
        if section and section not in self.sections:
            return Finding(NoteState.UNANCHORED, None, f'the section "{section}" is gone', ())
        if entity and entity not in self.entities:
            return Finding(NoteState.UNANCHORED, None, f'the entity "{entity}" is described nowhere now', ())
        return Finding(NoteState.ANCHORED, None, "", ())
