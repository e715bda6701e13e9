"""A briefing made ready to be read: its file, the entities it may name, its notes, each at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from reader.core.anchoring.anchor import CONTEXT, Anchor, Finding, NoteState, Passage, Place, describe_near
from reader.core.late import late_pattern
from reader.core.note import Note, Outcome, Target
from reader.core.safe_text import safe_line
from reader.core.value import Value, field, replace

# A list of notes whose briefings are not there does without these.
if TYPE_CHECKING:
    from reader.core.anchoring.ground import Ground
    from reader.core.format.briefing import Briefing, Entity
    from reader.core.reading.document import Document
    from reader.core.text.mentions import Resolver
    from reader.storage.notes import Unreadable


class LocatedNote(Value):
    """A note, and what was found of the place it points to."""

    note: Note
    finding: Finding

    @property
    def needs_review(self) -> bool:
        """Whether a person should look: the place is not certain, and nobody decided that there is none."""
        decisions = self.note.decisions
        is_settled = bool(decisions) and decisions[-1].outcome is Outcome.UNANCHORED
        return self.finding.state is not NoteState.ANCHORED and not is_settled

    def order(self, sections: Mapping[str, int]) -> tuple[int, int, int, str]:
        """Where it comes among the notes of a briefing whose sections have these places: by the text, then by age."""
        place, target = self.finding.place, self.note.target
        if place:
            return sections.get(place.section, len(sections)), place.paragraph, place.start, self.note.id
        is_lost = self.finding.state is NoteState.UNANCHORED
        section = len(sections) if is_lost else sections.get(target.section or "", -1)
        return section, 0, 0, self.note.id


class UnreadableNote(Value):
    """A file among the notes that could not be read: where it is, and why."""

    file: str
    message: str

    @classmethod
    def of(cls, file: Unreadable) -> UnreadableNote:
        """The same as it is shown."""
        return cls(safe_line(str(file.path)), safe_line(file.message))


class OpenBriefing(Value, eq=False):
    """A briefing with all that is shown around it.

    `entities` are those it may name, by id: its own before the library's. `decided` says which entity the reader takes
    a name for that fits several. `is_furnished` is False while only what the
    first screen needs has been read. `notes_stamp` tells whether the notes have changed since.
    """

    path: Path
    briefing: Briefing
    entities: dict[str, Entity]
    resolver: Resolver
    document: Document
    decided: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    """The text of the file, to tell later what has changed since."""
    notes: tuple[LocatedNote, ...] = ()
    unreadable: tuple[UnreadableNote, ...] = ()
    notes_stamp: tuple[int, ...] = ()
    is_furnished: bool = False

    def entity(self, entity_id: str) -> Entity | None:
        """The entity with that id, if the briefing or its library describes it."""
        return self.entities.get(entity_id)

    def note_counts(self) -> dict[str, int]:
        """How many notes each section has, by its id."""
        sections = (
            located.finding.place.section if located.finding.place else located.note.target.section
            for located in self.notes
        )
        return Counter(section for section in sections if section)

    @property
    def to_review(self) -> tuple[LocatedNote, ...]:
        """The notes that a person should look at: in the order of the text, then those without a place."""
        waiting = [one for one in self.notes if one.needs_review]
        order = self.section_order if waiting else {}
        return tuple(sorted(waiting, key=lambda one: one.order(order)))

    @property
    def section_order(self) -> dict[str, int]:
        """The place of each section, by its id."""
        return {section.id: place for place, section in enumerate(self.briefing.sections)}

    def paragraph(self, section_id: str, number: int) -> str:
        """The plain text of a paragraph; empty where there is none."""
        found = self.document.paragraph(section_id, number)
        item = self.document.item(*found) if found else None
        return item.block.text if item else ""

    def absent(self, section: str, paragraph: int = 0) -> str:
        """Why there is no such section, or no such paragraph in it, as a sentence; empty where there is."""
        here = self.briefing
        if section and here.section(section) is None:
            ids = ", ".join(one.id for one in here.sections)
            return f'There is no section "{safe_line(section)}" in {here.id}. It has {ids}.'
        if paragraph and not section:
            return f"Say in which section paragraph {paragraph} is: {here.id}#section/p{paragraph}."
        if paragraph and not self.paragraph(section, paragraph):
            return f"There is no paragraph {paragraph} in {here.id}#{section}. It has {self._paragraphs(section)}."
        return ""

    def _paragraphs(self, section: str) -> int:
        """How many paragraphs a section has."""
        part = self.document.part(section)
        return max((item.paragraph for item in self.document.parts[part].items), default=0) if part is not None else 0

    def words(self, place: Place) -> str:
        """The words that stand at a place."""
        return self.paragraph(place.section, place.paragraph)[place.start : place.end]

    def anchor_at(self, place: Place) -> Anchor:
        """What finds a place again when the text has changed."""
        return describe_near(self.near(place.section, place.paragraph), place, self._times)

    def near(self, section_id: str, number: int) -> tuple[Passage, ...]:
        """The paragraphs around one, as far as its anchor tells of them; none where it is not there."""
        found = self.document.paragraph(section_id, number)
        if found is None:
            return ()
        part = self.document.parts[found[0]]
        items = part.items.near(found[1], CONTEXT)
        return tuple(Passage(part.id, item.paragraph, item.block.text, part.title) for item in items)

    def _times(self, words: str) -> int:
        """How often words stand in the paragraphs: never, once, or more often."""
        from reader.core.text.batch import is_within_a_line
        from reader.core.text.bodies import plain_row

        found, is_within_line = 0, is_within_a_line(words)
        for section in self.briefing.sections:
            part = self.document.part(section.id)
            if is_within_line and (row := plain_row(section.body)):  # which need not be read for it
                found += row.count(words)
            elif part is not None:
                found += self.document.parts[part].items.count(words, 2)
            if found > 1:
                break
        return found

    def target_at(self, place: Place) -> Target:
        """A stretch of the text as the target of a note."""
        return Target(self.briefing.id, self.briefing.edition, place.section, anchor=self.anchor_at(place))

    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph that notes can point into."""
        return tuple(
            Passage(part.id, item.paragraph, item.block.text, part.title)
            for part in self.document.parts
            if part.id
            for item in part.items
            if item.paragraph
        )

    @property
    def ground(self) -> Ground:
        """What the notes on it stand on."""
        from reader.core.anchoring.ground import Ground  # a briefing without notes never pays for it

        return Ground(
            self.briefing.title,
            self.briefing.marking,
            {section.id: section.title for section in self.briefing.sections},
            self.entities.keys(),
            self.passages,
            lambda: entity_names(self.entities.values()),
            self.near,
        )


# An entity that the author names without words of his own: its name is needed to show the sentence.
_BARE_LINK = late_pattern(r"\[\[(?!briefing:)([^\[\]|\n]+)\]\]")


def names_needed(briefing: Briefing) -> bool:
    """Whether the text cannot be shown without the library's entities."""
    own = {entity.id for entity in briefing.entities}
    named = (event_entity for event in briefing.events for event_entity in event.entities)
    bare = (found[1].strip() for section in briefing.sections for found in _BARE_LINK.finditer(section.body))
    return any(entity not in own for entity in (*named, *bare))


def present(path: Path, briefing: Briefing, shared: Iterable[Entity], decided: Mapping[str, str]) -> OpenBriefing:
    """The briefing with its document, without notes."""
    entities, resolver = _known_entities(briefing, shared, decided)
    from reader.core.format.briefing import name_in
    from reader.core.reading.presentation import briefing_document

    document = briefing_document(briefing, partial(name_in, entities), resolver.mentions)
    return OpenBriefing(path, briefing, entities, resolver, document, decided)


def _known_entities(
    briefing: Briefing, shared: Iterable[Entity], decided: Mapping[str, str]
) -> tuple[dict[str, Entity], Resolver]:
    """The entities that a briefing may name, by id, and what finds their names."""
    shared = tuple(shared)
    by_id = {entity.id: entity for entity in (*shared, *briefing.entities)}
    from reader.core.text.mentions import Resolver

    return by_id, Resolver(briefing.entities, shared, decided)


def with_entities(opened: OpenBriefing, shared: Iterable[Entity]) -> OpenBriefing:
    """The same briefing with the library's entities known, and without notes; its text stays as it has been read.

    By the names of entities it is told whether a note stands where it stood, so the notes are to be found anew.
    """
    entities, resolver = _known_entities(opened.briefing, shared, opened.decided)
    document = replace(opened.document, mentions=resolver.mentions, _links={})
    return replace(opened, entities=entities, resolver=resolver, document=document, notes=(), is_furnished=False)


Step = TypeVar("Step")
Slowly = Generator[None, None, Step]
"""What is done a little at a time, so that keys can be answered in between, and comes to something at its end."""


def at_once(slowly: Slowly[Step]) -> Step:
    """What something that may be done a little at a time comes to, without a pause."""
    while True:
        try:
            next(slowly)
        except StopIteration as end:
            return cast("Step", end.value)


def with_notes(
    opened: OpenBriefing,
    notes: Iterable[Note],
    unreadable: tuple[UnreadableNote, ...] = (),
    stamp: tuple[int, ...] = (),
) -> Slowly[OpenBriefing]:
    """The same briefing with each of its notes at its place, a note at a time."""
    located = yield from _locating(opened, notes)
    return replace(opened, notes=located, unreadable=unreadable, notes_stamp=stamp, is_furnished=True)


def _locating(opened: OpenBriefing, notes: Iterable[Note]) -> Slowly[tuple[LocatedNote, ...]]:
    """Each note with what was found of its place in a briefing, a note at a time.

    A note whose place is known of `opened` already is not looked for again.
    """
    known = {one.note.id: one for one in opened.notes}
    located: list[LocatedNote] = []
    ground: Ground | None = None
    for note in notes:
        before = known.get(note.id)
        if before and before.note.target == note.target and before.note.decisions == note.decisions:
            located.append(before if before.note is note else LocatedNote(note, before.finding))
            continue
        ground = ground or opened.ground
        located.append(LocatedNote(note, found_on(ground, note)))
        yield
    return tuple(located)


def found_on(ground: Ground, note: Note) -> Finding:
    """What was found of the place that a note points to."""
    target = note.target
    if note.anchor:
        return ground.locate(note.anchor)
    if target.anchor:
        return Finding(NoteState.UNANCHORED, None, "you decided that its place is gone", ())
    return ground.find_whole(target.section, target.entity)


def entity_names(entities: Iterable[Entity]) -> dict[str, frozenset[str]]:
    """All names of each entity, by id."""
    return {entity.id: frozenset(entity.names) for entity in entities}
